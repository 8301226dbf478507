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

/* The fields are set from text, by the functions below. One shipment serves one thread at a time.
 */
typedef struct lw_shipment lw_shipment;

/* A shipment with every field at its default. Owned by the caller (lw_shipment_free); NULL with
 * LW_NO_MEMORY. */
LW_API lw_status lw_shipment_new(lw_shipment **shipment, lw_error *err);
LW_API void lw_shipment_free(lw_shipment *shipment); /* NULL is legal */
/* Back to the defaults, keeping the memory for the next record. */
LW_API void lw_shipment_clear(lw_shipment *shipment);

/* Sets the field `name` ("weight_kg", "postcode", ...) from text as a table cell or flag would give
 * it; empty text means the default. The parcel fields set the first parcel. LW_BAD_SHIPMENT with
 * err->field and a message; an unknown name too. The text is copied. */
LW_API lw_status lw_shipment_set(lw_shipment *shipment, const char *name, const char *text,
                                 lw_error *err);

/* The same for a parcel field ("weight_kg", "length_cm", "width_cm", "height_cm", "quantity") of
 * the parcel `index`, from 0; the index behind the last one adds a parcel. LW_BAD_ARGUMENT for an
 * index beyond that. */
LW_API lw_status lw_shipment_set_parcel(lw_shipment *shipment, size_t index, const char *name,
                                        const char *text, lw_error *err);

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

/* The field `id`: "" when not given. Borrowed, until the shipment is changed. */
LW_API const char *lw_shipment_id(const lw_shipment *shipment);

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
