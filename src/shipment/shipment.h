/* What a shipment holds. Users set it by name and text, so that each member is in the range that
 * its text has; the library itself reads the members. */
#ifndef LANEWISE_SHIPMENT_SHIPMENT_H
#define LANEWISE_SHIPMENT_SHIPMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lanewise/shipment.h>

/* Pieces of one kind. */
typedef struct lw_parcel {
    int64_t weight_grams;                   /* 0 counts as 1; -1 = not given yet */
    int64_t length_mm, width_mm, height_mm; /* all three -1 = not known; else all three >= 0. A side
                                               of 0 is a measure like any other: it makes no volume,
                                               and the other sides still count */
    int64_t quantity;                       /* 1 to 1,000,000 */
} lw_parcel;

typedef enum lw_incoterm { LW_DDP, LW_DAP } lw_incoterm;

#define LW_GOODS_MOST 100 /* items of a shipment */
#define LW_HS_SIZE    24  /* room for the digits of a tariff code and a NUL */

/* One item of the goods. */
typedef struct lw_goods_item {
    int64_t value_micros;
    char hs_code[LW_HS_SIZE]; /* digits; "" = none */
} lw_goods_item;

/* Text members are "" when not given, NUL-terminated, owned by the shipment and kept as written. */
struct lw_shipment {
    char *id;
    char *origin, *country, *postcode;
    lw_parcel *parcels; /* at least one; owned */
    size_t parcel_count, parcel_capacity;
    bool has_value; /* stated, if only as 0 */
    int64_t value_micros;
    char *value_currency, *currency;
    char *hs_code;
    bool has_hs_lines;
    int64_t hs_lines;
    lw_goods_item *goods; /* owned; none: value, hs_code and hs_lines tell of the whole */
    size_t goods_count, goods_capacity;
    char *flags; /* 'a|b' as written */
    char *sku;
    bool has_ship_date;
    int32_t ship_date; /* days since 1970-01-01 */
    lw_incoterm incoterm;
    int64_t max_minutes;     /* from max_days; -1 = none, likewise below */
    int64_t max_cost_micros; /* in the quote currency */
    int64_t max_blind_minutes, max_blind_gap_minutes;
    uint32_t modes; /* bit set of the modes allowed: modes without exclude_modes */
    uint32_t mode_list, exclude_list; /* as given; 0 = not given */
    int64_t max_legs;                 /* 1 to 12 */
    bool has_ready_at;
    int64_t ready_at; /* local minutes since 1970-01-01T00:00 at the origin */
    bool has_deliver_by;
    int64_t deliver_by; /* local minutes at the destination */
};

/* For a shipment that is part of something else; zeroed storage is none. init never fails; it holds
 * no memory yet. */
void lw_shipment_init(lw_shipment *shipment);
void lw_shipment_release(lw_shipment *shipment);

/* The goods value in minor units of a currency of so many `decimals` (0 to 6): the items' values,
 * each rounded half up, or the value of the whole. */
int64_t lw_shipment_value(const lw_shipment *shipment, int decimals);

#endif
