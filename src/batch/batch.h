/* Planning a whole file of orders: read in blocks, planned and rendered in parallel, written in
 * input order. */
#ifndef LANEWISE_BATCH_BATCH_H
#define LANEWISE_BATCH_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lanewise/planner.h>

#include "render/render.h"

typedef enum lw_order_format { LW_ORDERS_CSV, LW_ORDERS_JSONL } lw_order_format;

/* The shipment field `field` is in the column `column` of a CSV with a foreign header. */
typedef struct lw_column_map {
    const char *field, *column;
} lw_column_map;

typedef struct lw_batch_counts {
    uint64_t records, ok, no_plan, invalid; /* records = ok + no_plan + invalid */
    uint64_t bytes;                         /* of the input, done with */
} lw_batch_counts;

/* The world outside, as the batch sees it. All are called from the thread that called lw_batch_run,
 * but for `stopped`, which must be safe anywhere. `context` is the caller's own. */
typedef struct lw_batch_calls {
    void *context;
    /* Takes output; anything but LW_OK ends the run with that status. */
    lw_status (*write)(void *context, const char *bytes, size_t length, lw_error *err);
    void (*note)(void *context, const char *text);                  /* something odd; may be NULL */
    void (*progress)(void *context, const lw_batch_counts *counts); /* may be NULL */
    bool (*stopped)(void *context);                                 /* end early? may be NULL */
} lw_batch_calls;

/* All members are borrowed. */
typedef struct lw_batch {
    const lw_planner *planner;
    const lw_options *options;
    const lw_renderer *renderer;
    const lw_style *style;
    lw_order_format format;
    int input;              /* file descriptor, read from where it stands */
    const char *input_name; /* for messages */
    const lw_column_map *map;
    size_t map_count;
    unsigned threads; /* that plan; at least 1 */
} lw_batch;

/* Runs the whole input. Every record gives at least one answer, whatever is wrong with it; memory
 * is bounded by the number of threads. The output depends on neither their number nor the way the
 * bytes arrive. LW_OK when all records were read and written (`counts` says how they fared) or
 * `stopped` said so; LW_BAD_ARGUMENT when `map` does not fit the header; LW_IO_FAILED when the
 * input cannot be read or has no usable header; the status of `write`; LW_NO_MEMORY. */
lw_status lw_batch_run(const lw_batch *job, const lw_batch_calls *calls, lw_batch_counts *counts,
                       lw_error *err);

#endif
