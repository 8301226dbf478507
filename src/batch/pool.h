/* Blocks on their way through reading, planning and writing, by several threads. */
#ifndef LANEWISE_BATCH_POOL_H
#define LANEWISE_BATCH_POOL_H

#include "batch/orders.h"

/* Runs all blocks of `feed` with job->threads planning threads beside one that reads; writes in the
 * calling thread, in input order. `numbers` belongs to where the feed stands. */
lw_status lw_pool_run(const lw_batch *job, const lw_batch_calls *calls, const lw_columns *columns,
                      lw_feed *feed, lw_numbers *numbers, lw_batch_counts *counts, lw_error *err);

#endif
