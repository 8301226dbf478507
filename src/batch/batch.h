/* Planning a whole file of orders: read in blocks, planned and rendered in parallel, written in
 * input order. */
#ifndef LANEWISE_BATCH_BATCH_H
#define LANEWISE_BATCH_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lanewise/planner.h>

#include "base/wide.h"
#include "render/render.h"
#include "render/report.h"

typedef enum lw_order_format { LW_ORDERS_CSV, LW_ORDERS_JSONL } lw_order_format;

/* The shipment field `field` is in the column `column` of a CSV with a foreign header. */
typedef struct lw_column_map {
    const char *field, *column;
} lw_column_map;

/* What a run spends its time on. */
typedef enum lw_stage {
    LW_STAGE_READ,
    LW_STAGE_PARSE,
    LW_STAGE_PLAN,
    LW_STAGE_RENDER,
    LW_STAGE_WRITE,
    LW_STAGE_COUNT
} lw_stage;

typedef struct lw_cost_total {
    uint64_t orders;
    lw_wide minor; /* in the currency's minor unit */
} lw_cost_total;

/* How the records fared. lw_counts_init before use, lw_counts_release after it. */
typedef struct lw_batch_counts {
    uint64_t records, ok, no_plan, invalid; /* records = ok + no_plan + invalid */
    uint64_t reused;          /* of ok: planned out of routes found for others; for show only */
    uint64_t modes[LW_MODES]; /* orders whose best plan uses the mode */
    lw_cost_total *costs;     /* of the best plans, by currency of the catalog */
    uint32_t currency_count;
    uint64_t stage_ns[LW_STAGE_COUNT]; /* of all threads together; for show only */
    uint64_t offset;                   /* in the input: what is before it is done with */
    uint64_t begin, end; /* offsets of the job's part, set by the run; end 0 = not known */
    lw_report *report;   /* what a page tells beyond these; NULL = no page is wanted */
} lw_batch_counts;

/* The world outside, as the batch sees it. All are called from the thread that called lw_batch_run,
 * but for `stopped`, which must be safe anywhere. `context` is the caller's own. */
typedef struct lw_batch_calls {
    void *context;
    /* Takes output; anything but LW_OK ends the run with that status. */
    lw_status (*write)(void *context, const char *bytes, size_t length, lw_error *err);
    void (*note)(void *context, const char *text); /* something odd; may be NULL */
    /* At the beginning, and whenever `counts` and what is written have grown. May be NULL. */
    void (*progress)(void *context, const lw_batch_counts *counts);
    bool (*stopped)(void *context); /* end early? may be NULL */
} lw_batch_calls;

/* An order that was read, or could not be. Borrowed, all of it. */
typedef struct lw_order {
    const lw_shipment *shipment; /* as far as it could be read */
    const char *id;              /* the shipment's, or the number of the record */
    uint64_t number;             /* of the record, counted from where the run began */
    const lw_error *fault;       /* why it is invalid; NULL = it can be planned */
} lw_order;

/* What is done with every order in place of planning and rendering it. `open` makes the `own` of
 * one thread, `close` frees it; `answer` is called for one order at a time of each thread. It
 * appends to `out`, which is written in input order, and counts the order. A status other than
 * LW_OK ends the run; `err` may be where the order's fault stands. */
typedef struct lw_order_work {
    void *context;
    lw_status (*open)(void *context, void **own, lw_error *err);
    lw_status (*answer)(void *own, const lw_order *order, lw_buffer *out, lw_batch_counts *counts,
                        lw_error *err);
    void (*close)(void *own);
} lw_order_work;

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
    unsigned threads;          /* that plan; at least 1 */
    const lw_order_work *work; /* NULL = plan and render; the renderer's frame is written anyway */

    /* Both need an input that is a regular file, opened and not read from. */
    uint32_t part, parts; /* only the part-th of so many parts, from 1; 0 = all (see part.h) */
    uint64_t from;        /* go on here, at an `offset` of counts written before; 0 = begin */
} lw_batch;

/* Runs the whole input, or its part. Every record gives at least one answer, whatever is wrong with
 * it; memory is bounded by the number of threads. The output depends on neither their number nor
 * the way the bytes arrive, and those of all parts, joined, are that of the whole input; so are
 * what was written before `from` and what is written from there. What is done is added to `counts`,
 * which are those of the earlier run where there is a `from`.
 * LW_OK when all records were read and written or `stopped` said so; LW_BAD_ARGUMENT when `map`
 * does not fit the header; LW_IO_FAILED when the input cannot be read or has no usable header; the
 * status of `write`; LW_NO_MEMORY. */
lw_status lw_batch_run(const lw_batch *job, const lw_batch_calls *calls, lw_batch_counts *counts,
                       lw_error *err);

#endif
