/* One record a table: the values of a row's cells as the columns say, before references are
 * followed and defaults that depend on other rows are applied. Units as in catalog/model.h. */
#ifndef LANEWISE_CATALOG_ROWS_H
#define LANEWISE_CATALOG_ROWS_H

#include "table/schema.h"

#define LW_UNSET (-1) /* an empty cell whose default is another row's value */

struct lw_node_row {
    const char *node, *name;
    uint32_t country;
    int64_t kind;
    uint32_t card, currency;
    int64_t dwell_min, dwell, dwell_max;
    int64_t utc_offset;
    uint32_t calendar;
};

struct lw_zone_table_row {
    const char *zone;
    uint32_t country;
    const char *from, *to;
    int64_t utc_offset; /* INT64_MIN = not given */
};

struct lw_weight_row {
    int64_t dim_rounding, divisor, over_side, over_sum, over_volume, over_ratio, share, min_weight,
        step, piece_rule;
};

struct lw_carrier_row {
    const char *carrier, *name;
    uint32_t currency;
    struct lw_weight_row weight;
};

struct lw_lane_row {
    const char *lane;
    uint32_t carrier;
    int64_t mode;
    const char *service;
    uint32_t from;
    const char *to;
    uint32_t card, currency;
    int64_t min_days, days, max_days, visibility;
    struct lw_weight_row weight;
    int64_t max_weight, max_side, max_sum, max_girth, min_shipment, max_shipment;
    int64_t min_value, max_value;
    uint32_t value_currency;
    int64_t lot, next_break, valid_from, valid_to;
    uint32_t calendar;
    int64_t departs, depart_time, cutoff, day_count;
};

struct lw_rate_row {
    uint32_t card;
    int64_t over, up_to, included, flat, per_kg, min_charge, step, valid_from, valid_to;
};

struct lw_surcharge_row {
    const char *surcharge, *name;
    lw_numbers carriers, modes, lanes, zones, countries, flags;
    int64_t over, over_side, over_sum, over_girth, basis;
    const char *amount;
    int64_t min_amount, max_amount;
    uint32_t currency, group;
    int64_t fuel_applies, valid_from, valid_to;
};

struct lw_handoff_row {
    uint32_t node, from_carrier, to_carrier;
    int64_t fee;
    uint32_t currency;
    int64_t hours, blind_hours;
};

struct lw_customs_row {
    uint32_t country;
    int64_t direction, mode, fee, fee_per_kg, value_fee_pct, value_fee_min, value_fee_max,
        disbursement_pct, disbursement_min, duty_base, tax_base, value_truncate, amount_truncate,
        tax_extra, tax_inside;
    uint32_t currency;
    int64_t min_hours, hours, max_hours, exam_pct, exam_hours, blind_hours;
    uint32_t calendar;
    int64_t valid_from, valid_to;
};

struct lw_duty_row {
    uint32_t country;
    int64_t mode;
    const char *hs_prefix;
    uint32_t origin_country;
    int64_t over_value, up_to_value, duty_pct, duty_less, duty_per_kg, free, duty_per_line, tax_pct,
        local_tax_pct;
    uint32_t currency;
    int64_t valid_from, valid_to;
};

struct lw_restriction_row {
    const char *restriction;
    lw_numbers carriers, modes, lanes, origin_countries, countries, flags;
    lw_texts hs_prefixes;
    int64_t over_value;
    uint32_t currency;
    int64_t over;
    const char *reason;
    int64_t valid_from, valid_to;
};

struct lw_stock_row {
    uint32_t node;
    const char *sku;
    int64_t on_hand, storage_days, inbound_per_kg;
    uint32_t currency;
};

struct lw_storage_row {
    uint32_t node;
    int64_t from_day, to_day, per_cbm_day, per_kg_day;
    uint32_t currency;
};

struct lw_country_row {
    uint32_t country;
    const char *name;
    uint32_t area;
};

struct lw_fx_row {
    uint32_t currency;
    int64_t rate, decimals;
};

struct lw_calendar_row {
    const char *calendar;
    int64_t work_days;
};

struct lw_holiday_row {
    uint32_t calendar;
    int64_t date;
    const char *name;
};

/* Room for a row of any table. */
union lw_any_row {
    struct lw_node_row node;
    struct lw_zone_table_row zone;
    struct lw_carrier_row carrier;
    struct lw_lane_row lane;
    struct lw_rate_row rate;
    struct lw_surcharge_row surcharge;
    struct lw_handoff_row handoff;
    struct lw_customs_row customs;
    struct lw_duty_row duty;
    struct lw_restriction_row restriction;
    struct lw_stock_row stock;
    struct lw_storage_row storage;
    struct lw_country_row country;
    struct lw_fx_row fx;
    struct lw_calendar_row calendar;
    struct lw_holiday_row holiday;
};

#endif
