/* The fields of a shipment by number, for readers that look a name up once and then set the field
 * in one record after the other. */
#ifndef LANEWISE_SHIPMENT_FIELDS_H
#define LANEWISE_SHIPMENT_FIELDS_H

#include <lanewise/shipment.h>

/* Number of the field called `name` for lw_field_at and the functions below, or -1. */
int lw_field_find(const char *name);

/* Static. */
const char *lw_field_name(int field);

/* As lw_shipment_set; a parcel field is set in parcel `parcel`. */
lw_status lw_field_set(lw_shipment *shipment, int field, size_t parcel, const char *text,
                       lw_error *err);

#endif
