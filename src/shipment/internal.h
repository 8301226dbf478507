/* What the files of this room share: storing texts, taking in goods, setting the fields of any
 * parcel. */
#ifndef LANEWISE_SHIPMENT_INTERNAL_H
#define LANEWISE_SHIPMENT_INTERNAL_H

#include "shipment/shipment.h"

#include "shipment/fields.h"

/* Puts a copy of `length` bytes into the text member `*place`, reusing its memory; false when
 * memory is out. */
bool lw_shipment_put_text(char **place, const char *bytes, size_t length);

/* Makes parcel `index` exist, with those before it; LW_NO_MEMORY when memory is out. */
lw_status lw_shipment_add_parcel(lw_shipment *shipment, size_t index, lw_error *err);

/* Puts another item behind the goods. LW_BAD_SHIPMENT when `value` is empty or no money,
 * `hs_code` no code, or there are too many. */
lw_status lw_goods_add(lw_shipment *shipment, const char *value, const char *hs_code,
                       lw_error *err);

/* The goods from 'VALUE[:HS]|VALUE[:HS]'; none from empty text, nor after an error. */
lw_status lw_goods_read(lw_shipment *shipment, const char *text, lw_error *err);

/* A tariff code without its dots and spaces. */
lw_status lw_hs_digits(const char *text, char digits[LW_HS_SIZE], lw_error *err);

/* An amount in minor units of a currency of so many decimals, half up. */
int64_t lw_value_minor(int64_t micros, int decimals);

/* What a field belongs to and how a JSON value for it may look. */
typedef enum lw_field_kind {
    LW_FIELD_PLAIN,
    LW_FIELD_LIST,
    LW_FIELD_GOODS,
    LW_FIELD_PARCEL
} lw_field_kind;

lw_field_kind lw_field_kind_of(int field);

/* The field, of a parcel only if asked for, that `name` is likely meant to be: a slip of the pen
 * away, or `name` with its unit ("length" for "length_cm"). NULL when there is none. */
const char *lw_field_nearest(const char *name, bool of_parcel);

/* Puts the field's name into a record that lw_fail has just filled; returns `status`. */
lw_status lw_in_field(lw_error *err, const char *field, lw_status status);

/* Says which of several parts an error is about, as in "parcel 2: ...", `index` counted from 0;
 * returns `status`. */
lw_status lw_in_part(lw_error *err, const char *part, size_t index, lw_status status);

/* The day of a local minute, rounded towards the past. */
static inline int32_t lw_day_of_minute(int64_t minute)
{
    int64_t day = minute / 1440;
    return (int32_t)(minute % 1440 < 0 ? day - 1 : day);
}

#endif
