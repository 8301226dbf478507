/* The catalog in memory: every table as typed rows, references resolved to indexes, defaults and
 * the carriers' weight rules already applied. Read-only after lw_catalog_load; that `const` is the
 * whole argument for its use from many threads.
 *
 * Units are those of <lanewise/quantity.h>: money in micro-units ("_micros") until it is charged,
 * weight in grams, length in mm, time in minutes, shares ("_e4") in 1/10000, percentages ("_pct")
 * in 1/10000 of a percent, fx rates in 10^-8, days as days since 1970-01-01. */
#ifndef LANEWISE_CATALOG_MODEL_H
#define LANEWISE_CATALOG_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include <lanewise/catalog.h>

#include "base/arena.h"
#include "base/intern.h"

/* References: one-member structs, so that a lane cannot be passed for a node. `.i` indexes the
 * array of the same name in lw_catalog; LW_NONE = no such thing. */
typedef struct {
    uint32_t i;
} lw_node_ref;
typedef struct {
    uint32_t i;
} lw_zone_ref;
typedef struct {
    uint32_t i;
} lw_carrier_ref;
typedef struct {
    uint32_t i;
} lw_lane_ref;
typedef struct {
    uint32_t i;
} lw_card_ref;
typedef struct {
    uint32_t i;
} lw_currency_ref;
typedef struct {
    uint32_t i;
} lw_country_ref;
typedef struct {
    uint32_t i;
} lw_area_ref; /* customs area; indexes `areas` (names only) */
typedef struct {
    uint32_t i;
} lw_calendar_ref;

/* Where a row stands, for charge lines and messages. */
typedef struct lw_source {
    uint16_t table; /* lw_table_id */
    uint16_t file;  /* index into lw_catalog.files */
    uint32_t line;  /* physical line of the row's first byte, 1-based */
} lw_source;

/* Inclusive; INT32_MIN and INT32_MAX where the table leaves an end open. */
typedef struct lw_dates {
    int32_t from, to;
} lw_dates;

typedef struct lw_minutes {
    int64_t min, typical, max;
} lw_minutes;

/* Any-of list of a selector, as dense numbers; count 0 = any. */
typedef struct lw_id_list {
    const uint32_t *ids;
    uint32_t count;
} lw_id_list;

/* Any-of list of HS prefixes: digits only; count 0 = any. */
typedef struct lw_text_list {
    const char *const *texts;
    uint32_t count;
} lw_text_list;

/* Whether a selector takes `id`. */
static inline bool lw_list_takes(const lw_id_list *list, uint32_t id)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->ids[i] == id)
            return true;
    }
    return list->count == 0;
}

static inline bool lw_dates_hold(const lw_dates *dates, int32_t day)
{
    return dates->from <= day && day <= dates->to;
}

#define LW_NO_LIMIT   INT64_MAX
#define LW_NO_TRIGGER (-1) /* an "over" selector that is not set */

typedef enum lw_mode {
    LW_POSTAL,
    LW_EXPRESS,
    LW_DEDICATED_LINE,
    LW_OVERSEAS_WAREHOUSE,
    LW_BONDED_WAREHOUSE,
    LW_MODE_COUNT
} lw_mode;

#define LW_ALL_MODES ((1u << LW_MODE_COUNT) - 1)
#define LW_ANY_MODE  LW_MODE_COUNT /* "mode" cell left empty */

/* The mode of that name, which must be one, as those of a plan are. */
lw_mode lw_mode_of(const char *name);

/* The mode that a user calls so. False when there is none; `nearest` is then the one that is
 * probably meant, or NULL. */
bool lw_mode_find(const char *name, lw_mode *mode, const char **nearest);

typedef enum lw_node_kind { LW_ORIGIN, LW_HUB, LW_OVERSEAS_NODE, LW_BONDED_NODE } lw_node_kind;

typedef struct lw_currency {
    const char *code;
    int64_t rate_e8;  /* units per unit of the base; 0 = no rate known */
    int64_t minor_e8; /* minor units per unit of the base: rate_e8 x 10^decimals */
    int decimals;     /* 0 to 3 */
    bool used;        /* some table other than fx names it */
    lw_source source;
} lw_currency;

typedef struct lw_country {
    const char *code;
    const char *name; /* "" when the countries table does not say */
    lw_area_ref area;
} lw_country;

typedef struct lw_node {
    const char *id, *name;
    uint32_t id_rank; /* position in byte order of all node ids */
    lw_country_ref country;
    lw_node_kind kind;
    lw_card_ref card; /* LW_NONE = nothing is charged for leaving */
    lw_currency_ref currency;
    lw_minutes dwell;
    int utc_offset; /* minutes east */
    lw_calendar_ref calendar;
    lw_source source;
} lw_node;

/* How one row's postcode bounds are compared. */
typedef enum lw_postcode_rule {
    LW_WHOLE_COUNTRY,
    LW_PREFIX_RANGE, /* both bounds against the postcode cut to their own lengths */
    LW_GB_LETTERS,   /* the outward code's leading letters within the bounds, as a whole */
    LW_GB_DISTRICT   /* the whole outward code equals `from` */
} lw_postcode_rule;

typedef struct lw_zone_row {
    lw_postcode_rule rule;
    const char *from, *to; /* upper case, no spaces or hyphens */
    uint32_t from_length, to_length;
    lw_source source;
} lw_zone_row;

typedef struct lw_zone {
    const char *id;
    lw_country_ref country;
    const lw_zone_row *rows;
    uint32_t row_count;
    int utc_offset;
    lw_source source; /* of the first row */
} lw_zone;

typedef enum lw_dim_rounding { LW_DIM_NONE, LW_DIM_NEAREST, LW_DIM_UP } lw_dim_rounding;
typedef enum lw_piece_rule { LW_PER_SHIPMENT, LW_SUM_OF_PIECES, LW_EACH_PIECE } lw_piece_rule;

/* Billable weight. A trigger that is LW_NO_TRIGGER is not given. */
typedef struct lw_weight_rules {
    lw_dim_rounding dim_rounding;
    lw_piece_rule piece_rule;
    int64_t divisor_e3; /* 1/1000 cm3 per kg; 0 = no volumetric weight */
    int64_t vol_over_side_mm, vol_over_sum_mm, vol_over_mm3, vol_over_ratio_e4;
    int64_t vol_share_e4;
    int64_t min_weight_g;
    int64_t step_g;
} lw_weight_rules;

typedef struct lw_carrier {
    const char *id, *name;
    lw_currency_ref currency; /* LW_NONE = not given */
    lw_weight_rules weight;
    lw_source source;
} lw_carrier;

typedef struct lw_lane {
    const char *id, *service;
    uint32_t id_rank; /* position in byte order of all lane ids: decides ties */
    lw_carrier_ref carrier;
    lw_mode mode;
    lw_node_ref from;
    lw_node_ref to_node; /* exactly one of to_node and to_zone is set */
    lw_zone_ref to_zone;
    lw_card_ref card;
    lw_currency_ref currency;
    lw_minutes duration;
    int64_t visibility_e4;
    lw_weight_rules weight; /* the carrier's with the lane's own over them */
    int64_t max_weight_g, max_side_mm, max_sum_mm, max_girth_mm; /* a piece; LW_NO_LIMIT */
    int64_t min_shipment_g, max_shipment_g;                      /* all pieces; 0, LW_NO_LIMIT */
    int64_t min_value_micros, max_value_micros;                  /* 0, LW_NO_LIMIT */
    lw_currency_ref value_currency; /* LW_NONE when neither bound is given */
    int64_t lot_g;                  /* 0 = not a lane of lots */
    bool next_break;
    lw_dates valid;
    lw_calendar_ref calendar;
    uint8_t departs;       /* bit 0 = Monday .. bit 6 = Sunday */
    int16_t depart_minute; /* local minute of the day; -1 = any moment */
    int64_t cutoff_minutes;
    bool business_days; /* the duration is working time of the calendar */
    lw_source source;
} lw_lane;

typedef struct lw_rate {
    int64_t over_g, up_to_g; /* over < w <= up_to; LW_NO_LIMIT = unbounded */
    int64_t included_g;
    int64_t flat_micros, per_kg_micros, min_charge_micros;
    int64_t step_g; /* 0 = the lane's (1 g for node cards) */
    lw_dates valid;
    lw_source source;
} lw_rate;

/* The rows of one card, ascending by over_g, then by first date. */
typedef struct lw_card {
    const char *name;
    const lw_rate *rates;
    uint32_t rate_count;
} lw_card;

typedef enum lw_basis {
    LW_FLAT,
    LW_PER_PIECE,
    LW_PER_KG,
    LW_PCT_FREIGHT,
    LW_PCT_VALUE,
    LW_PCT_CHARGES
} lw_basis;

typedef struct lw_surcharge {
    const char *id, *name;
    lw_id_list carriers, modes, lanes, zones, countries, flags;
    int64_t over_g, over_side_mm, over_sum_mm, over_girth_mm; /* LW_NO_TRIGGER = any */
    lw_basis basis;
    int64_t amount;                 /* micros, or 1/10000 of a percent for the pct bases */
    int64_t min_micros, max_micros; /* 0, LW_NO_LIMIT */
    lw_currency_ref currency;       /* LW_NONE = the lane's */
    uint32_t group;                 /* LW_NONE = none; dense */
    bool fuel_applies;
    lw_dates valid;
    lw_source source;
} lw_surcharge;

typedef struct lw_handoff {
    lw_node_ref node;                        /* LW_NONE = any */
    lw_carrier_ref from_carrier, to_carrier; /* LW_NONE = any */
    int64_t fee_micros;
    lw_currency_ref currency; /* LW_NONE when there is no fee */
    int64_t minutes, blind_minutes;
    lw_source source;
} lw_handoff;

typedef enum lw_direction { LW_EXPORT, LW_IMPORT } lw_direction;
typedef enum lw_duty_base { LW_BASE_GOODS, LW_BASE_CIF } lw_duty_base;
typedef enum lw_tax_base {
    LW_TAX_GOODS,
    LW_TAX_CIF,
    LW_TAX_GOODS_DUTY,
    LW_TAX_CIF_DUTY
} lw_tax_base;

typedef struct lw_customs {
    lw_country_ref country;
    lw_direction direction;
    int mode; /* lw_mode or LW_ANY_MODE */
    int64_t fee_micros, fee_per_kg_micros;
    int64_t value_fee_pct, value_fee_min_micros, value_fee_max_micros; /* 0, 0, LW_NO_LIMIT */
    int64_t disbursement_pct, disbursement_min_micros;
    lw_duty_base duty_base;
    lw_tax_base tax_base;
    int64_t value_truncate_micros, amount_truncate_micros; /* 0 = none */
    int64_t tax_extra_micros;
    bool tax_inside;
    lw_currency_ref currency;
    lw_minutes clearance;
    int64_t exam_pct, exam_minutes;
    int64_t blind_minutes;
    lw_calendar_ref calendar;
    lw_dates valid;
    lw_source source;
} lw_customs;

typedef struct lw_duty {
    lw_country_ref country;
    int mode;              /* lw_mode or LW_ANY_MODE */
    const char *hs_prefix; /* digits; "" = any */
    uint32_t hs_length;
    lw_country_ref origin_country; /* LW_NONE = any */
    int64_t over_value_micros;     /* -1 when the band starts at 0, which then is within */
    int64_t up_to_value_micros;    /* LW_NO_LIMIT */
    int64_t duty_pct, duty_less_micros, duty_per_kg_micros, free_g, duty_per_line_micros;
    int64_t tax_pct, local_tax_pct; /* the latter of the tax */
    lw_currency_ref currency;
    lw_dates valid;
    lw_source source;
} lw_duty;

typedef struct lw_restriction {
    const char *id, *reason;
    lw_id_list carriers, modes, lanes, origin_countries, countries, flags;
    lw_text_list hs_prefixes;
    int64_t over_value_micros; /* LW_NO_TRIGGER = any */
    lw_currency_ref currency;
    int64_t over_g; /* actual weight of the shipment; LW_NO_TRIGGER = any */
    lw_dates valid;
    lw_source source;
} lw_restriction;

typedef struct lw_stock {
    lw_node_ref node;
    uint32_t sku;    /* number in lw_catalog.skus; LW_NONE = '*' */
    int64_t on_hand; /* pieces; LW_NO_LIMIT */
    int64_t storage_minutes;
    int64_t inbound_per_kg_micros; /* -1 = not known */
    lw_currency_ref currency;
    lw_source source;
} lw_stock;

typedef struct lw_storage {
    lw_node_ref node;
    int64_t from_day, to_day; /* counted from 1, inclusive; LW_NO_LIMIT */
    int64_t per_cbm_day_micros, per_kg_day_micros;
    lw_currency_ref currency;
    lw_source source;
} lw_storage;

/* A calendar's days, for arithmetic instead of stepping: see catalog/calendar.h. */
typedef struct lw_calendar {
    const char *id;
    uint8_t work_days;                /* bit 0 = Monday .. bit 6 = Sunday */
    const int32_t *holidays;          /* ascending, distinct; days since 1970-01-01 */
    const char *const *holiday_names; /* of each; "" = none given */
    uint32_t holiday_count;
    lw_source source;
} lw_calendar;

/* A code unlike those of the trade: a country that is not two capital letters, a currency that is
 * not three. */
typedef struct lw_odd_code {
    const char *code, *column;
    bool country;     /* else a currency */
    lw_source source; /* where the tables, as they are read, first name it */
} lw_odd_code;

typedef enum lw_table_id {
    LW_TABLE_NODES,
    LW_TABLE_ZONES,
    LW_TABLE_CARRIERS,
    LW_TABLE_LANES,
    LW_TABLE_RATES,
    LW_TABLE_SURCHARGES,
    LW_TABLE_HANDOFFS,
    LW_TABLE_CUSTOMS,
    LW_TABLE_DUTIES,
    LW_TABLE_RESTRICTIONS,
    LW_TABLE_STOCK,
    LW_TABLE_STORAGE,
    LW_TABLE_COUNTRIES,
    LW_TABLE_FX,
    LW_TABLE_CALENDARS,
    LW_TABLE_HOLIDAYS,
    LW_TABLE_COUNT
} lw_table_id;

/* Rows of one table by country: those of country c are rows[first[c]] .. rows[first[c + 1] - 1], in
 * file order. */
typedef struct lw_country_rows {
    const uint32_t *first, *rows;
} lw_country_rows;

/* Fills the rows by country from the finished tables; false when memory is out. */
bool lw_catalog_index(lw_catalog *catalog);

/* The customs area of a country without a row that names one: "EU" for its 27 members, else the
 * country itself. Static or `country`. */
const char *lw_default_area(const char *country);

struct lw_catalog {
    lw_arena arena; /* everything below lives here but the intern indexes */

    const char **files; /* as messages show them: "lanes.csv", "rates/hkpost.csv" */
    uint32_t file_count;
    const uint16_t *const
        *fields; /* by file: the field number, from 1, of each column of its table; 0 = absent */
    uint32_t row_counts[LW_TABLE_COUNT]; /* rows read from each table */

    lw_intern node_ids, zone_ids, carrier_ids, lane_ids, card_names, currency_codes, country_codes,
        area_names, flag_names, skus, calendar_ids;

    const lw_node *nodes;
    const lw_zone *zones;
    const lw_carrier *carriers;
    const lw_lane *lanes;
    const lw_card *cards;
    const lw_surcharge *surcharges;     /* file order */
    const lw_handoff *handoffs;         /* file order */
    const lw_customs *customs;          /* file order */
    const lw_duty *duties;              /* file order */
    const lw_restriction *restrictions; /* file order */
    const lw_stock *stock;              /* file order */
    const lw_storage *storage;          /* by node, then from_day */
    const lw_currency *currencies;      /* every code any table names */
    const lw_country *countries;        /* every code any table names */
    const lw_calendar *calendars;
    const lw_odd_code *odd_codes; /* for the review */
    uint32_t node_count, zone_count, carrier_count, lane_count, card_count, surcharge_count,
        handoff_count, customs_count, duty_count, restriction_count, stock_count, storage_count,
        currency_count, country_count, calendar_count, odd_code_count;

    lw_country_rows zones_of, customs_of, duties_of; /* by country */

    bool has_fx;                      /* the fx table has rows */
    lw_currency_ref base;             /* LW_NONE without fx */
    lw_currency_ref default_currency; /* the base, or the only currency in use; LW_NONE = none */
    bool has_clock; /* some column of the clock is set: durations depend on the moment */
};

#endif
