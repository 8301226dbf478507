/* One block of orders: read, planned and rendered. One desk a thread. */
#ifndef LANEWISE_BATCH_ORDERS_H
#define LANEWISE_BATCH_ORDERS_H

#include "batch/columns.h"
#include "batch/feed.h"
#include "batch/numbers.h"
#include "shipment/shipment.h"

/* An order between being read and being answered. */
typedef struct lw_seat {
    lw_shipment shipment;
    lw_status status; /* of reading it; LW_BAD_SHIPMENT: `err` tells */
    lw_error err;
    uint64_t number; /* of the record, counted from where the run began */
} lw_seat;

/* All that a thread needs, reused from record to record. Zeroed before lw_desk_init. */
typedef struct lw_desk {
    const lw_batch *job;
    const lw_columns *columns; /* of CSV */
    lw_numbers *numbers;
    const lw_catalog *catalog;
    lw_workspace *workspace; /* NULL where the job has its own work */
    void *own;               /* of that work; else NULL */
    lw_seat seats[2];        /* one is answered when the next has been read */
    lw_quote quote;
    lw_cells cells;
} lw_desk;

lw_status lw_desk_init(lw_desk *desk, const lw_batch *job, const lw_columns *columns,
                       lw_numbers *numbers, lw_error *err);
void lw_desk_release(lw_desk *desk);

/* Answers every record of `block` into `out`, adding to `counts`. The block's bytes are used up.
 * Anything but LW_OK is no fault of the orders. */
lw_status lw_desk_answer(lw_desk *desk, lw_block *block, lw_buffer *out, lw_batch_counts *counts,
                         lw_error *err);

#endif
