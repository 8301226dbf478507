/* Every order planned twice, by the threads of a batch. */
#include "compare/compare.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/error.h"
#include "batch/counts.h"
#include "compare/report.h"
#include "render/formats.h"

/* What the threads share. */
typedef struct run {
    const lw_comparison *job;
    pthread_mutex_t lock;
    lw_tally *tally; /* under the lock */
} run;

/* What a thread has to itself. */
typedef struct bench {
    run *r;
    lw_workspace *workspaces[LW_SIDES];
    lw_quote quotes[LW_SIDES];
    lw_error errors[LW_SIDES];
} bench;

static void close_bench(void *own)
{
    bench *b = own;
    for (int side = 0; side < LW_SIDES; side++) {
        lw_quote_release(&b->quotes[side]);
        lw_workspace_free(b->workspaces[side]);
    }
    free(b);
}

static lw_status open_bench(void *context, void **own, lw_error *err)
{
    run *r = context;
    bench *b = calloc(1, sizeof *b);
    if (!b)
        return lw_fail_memory(err);
    b->r = r;
    lw_status status = LW_OK;
    for (int side = 0; side < LW_SIDES && status == LW_OK; side++)
        status = lw_workspace_new(r->job->planners[side], &b->workspaces[side], err);
    if (status != LW_OK) {
        close_bench(b);
        return status;
    }
    *own = b;
    return LW_OK;
}

/* The order on one catalog. Another status than LW_OK is no fault of the order. */
static lw_status answer_side(bench *b, int side, const lw_order *order, lw_answer *answer,
                             lw_error *err)
{
    *answer = (lw_answer){.shipment = order->shipment, .id = order->id, .error = order->fault};
    if (order->fault)
        return LW_OK;
    lw_status status = lw_plan_shipment(b->workspaces[side], order->shipment, b->r->job->options,
                                        &b->quotes[side], &b->errors[side]);
    if (status == LW_OK)
        answer->quote = &b->quotes[side];
    else if (status == LW_BAD_SHIPMENT)
        answer->error = &b->errors[side];
    else if (err)
        *err = b->errors[side];
    return status == LW_BAD_SHIPMENT ? LW_OK : status;
}

static void count(lw_batch_counts *counts, const lw_difference *d, const lw_answer *answers)
{
    counts->records++;
    if (d->timed)
        counts->ok++;
    else if (!answers[LW_BEFORE].quote || !answers[LW_AFTER].quote)
        counts->invalid++;
    else
        counts->no_plan++;
}

static lw_status answer(void *own, const lw_order *order, lw_buffer *out, lw_batch_counts *counts,
                        lw_error *err)
{
    bench *b = own;
    lw_answer answers[LW_SIDES];
    lw_status status = LW_OK;
    for (int side = 0; side < LW_SIDES && status == LW_OK; side++)
        status = answer_side(b, side, order, &answers[side], err);
    if (status != LW_OK)
        return status;
    lw_difference d = lw_difference_of(answers[LW_BEFORE].quote, answers[LW_AFTER].quote,
                                       b->r->job->options->time_basis);
    lw_compared compared = {.number = order->number,
                            .id = order->id,
                            .answers = {&answers[LW_BEFORE], &answers[LW_AFTER]},
                            .difference = &d};
    if (b->r->job->rows)
        lw_compare_csv_row(out, b->r->job, &compared);
    count(counts, &d, answers);
    pthread_mutex_lock(&b->r->lock);
    status = lw_tally_take(b->r->tally, &compared, err);
    pthread_mutex_unlock(&b->r->lock);
    return status;
}

lw_status lw_compare_run(lw_tally *tally, const lw_batch *input, const lw_batch_calls *calls,
                         lw_error *err)
{
    const lw_renderer frame = {.name = "compare",
                               .begin =
                                   tally->job->rows ? lw_compare_csv_header : lw_render_nothing,
                               .end = lw_render_nothing};
    run r = {.job = tally->job, .tally = tally};
    const lw_order_work work = {&r, open_bench, answer, close_bench};
    lw_batch batch = *input;
    batch.planner = tally->job->planners[LW_BEFORE];
    batch.options = tally->job->options;
    batch.renderer = &frame;
    batch.style = tally->job->style;
    batch.work = &work;
    lw_batch_counts counts;
    if (!lw_counts_init(&counts, lw_planner_catalog(batch.planner)))
        return lw_fail_memory(err);
    if (pthread_mutex_init(&r.lock, NULL) != 0) {
        lw_counts_release(&counts);
        return lw_fail_memory(err);
    }
    lw_status status = lw_batch_run(&batch, calls, &counts, err);
    pthread_mutex_destroy(&r.lock);
    lw_counts_release(&counts);
    return status;
}
