/* Which shipment field stands in which column of an order CSV. */
#ifndef LANEWISE_BATCH_COLUMNS_H
#define LANEWISE_BATCH_COLUMNS_H

#include "batch/batch.h"
#include "batch/records.h"

typedef struct lw_columns {
    int *fields;  /* numbers for lw_field_set; -1 = the column is no field; owned */
    char **names; /* as the header calls them, NULL where it is the field's own name; owned */
    size_t count;
    size_t id; /* column of the id; SIZE_MAX = none */
} lw_columns;

/* Reads the header's cells. Tells of likely slips by `note`. LW_IO_FAILED when it cannot be a
 * header of orders, LW_BAD_ARGUMENT when `map` does not fit it, LW_NO_MEMORY. */
lw_status lw_columns_read(lw_columns *columns, const lw_batch *job, const lw_batch_calls *calls,
                          const lw_cells *header, lw_error *err);

void lw_columns_release(lw_columns *columns);

#endif
