/* A shipment as a user states it, and how its fields are filled from text.
 *
 * One table of fields serves the flags of `quote`, the columns of an order CSV and the keys of a
 * JSON object: lw_field_at lists it. */
#ifndef LANEWISE_SHIPMENT_H
#define LANEWISE_SHIPMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lanewise/error.h>

LW_BEGIN_DECLS

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
typedef struct lw_shipment {
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
} lw_shipment;

/* Zeroed storage is not a shipment: init first. init never fails; it holds no memory yet. */
LW_API void lw_shipment_init(lw_shipment *shipment);
LW_API void lw_shipment_release(lw_shipment *shipment);
/* Back to the defaults, keeping the memory for the next record. */
LW_API void lw_shipment_clear(lw_shipment *shipment);

/* Sets the field `name` ("weight_kg", "postcode", ...) from text as a table cell or flag would give
 * it; empty text means the default. The parcel fields set parcel `0`. LW_BAD_SHIPMENT with
 * err->field and a message; an unknown name too. */
LW_API lw_status lw_shipment_set(lw_shipment *shipment, const char *name, const char *text,
                                 lw_error *err);

/* Reads one JSON object of `length` bytes (exactly one; numbers keep their written digits). Keys
 * are the field names; decimals may be numbers or strings; `flags`, `modes`, `exclude_modes` lists
 * or 'a|b'; null means the default. The four parcel fields and `quantity` stand in the objects of
 * the list `parcels` or, for one kind of parcel, in the object itself, not in both. `goods` is a
 * list of objects with `value` and `hs_code`, or text. A key that is no field is ignored, unless it
 * looks like a slip of the pen; a field given twice is an error.
 * LW_BAD_SHIPMENT with err->field, or with err->column where the JSON itself is broken. The id is
 * read first: it is there even when another field is at fault. */
LW_API lw_status lw_shipment_read_json(lw_shipment *shipment, const char *json, size_t length,
                                       lw_error *err);

/* What a shipment must have once all its fields are set, whatever the catalog: an origin, a
 * country, a weight for every parcel, all three dimensions or none, no ship_date that contradicts
 * ready_at, and no tariff code or count of lines beside goods that have their own. LW_BAD_SHIPMENT
 * with err->field. lw_plan_shipment asks too; a reader asks to tell of it early. */
LW_API lw_status lw_shipment_finish(const lw_shipment *shipment, lw_error *err);

/* The goods value in minor units of a currency of so many `decimals` (0 to 6): the items' values,
 * each rounded half up, or the value of the whole. */
LW_API int64_t lw_shipment_value(const lw_shipment *shipment, int decimals);

/* One field of a shipment. Strings are static. */
typedef struct lw_field_info {
    const char *name; /* column and JSON key */
    const char *type; /* "text", "weight (kg)", "date", ... */
    const char *default_text;
    const char *help;
} lw_field_info;

LW_API bool lw_field_at(uint32_t index, lw_field_info *info);

LW_END_DECLS

#endif
