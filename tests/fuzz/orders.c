/* A file of orders, CSV or JSON Lines, on a catalog that is always the same: however it is run, the
 * output has the same bytes, and every record has its answer. */
#include <stdlib.h>
#include <string.h>

#include "batch/counts.h"
#include "support/orders.h"
#include "support/world.h"

/* One way of running it. */
typedef struct way {
    const char *format;
    bool anew;
    uint32_t parts; /* 0 = in one go */
    unsigned threads;
} way;

typedef struct outcome {
    lw_status status;
    lw_buffer out;
    lw_batch_counts counts;
} outcome;

static outcome run(const fuzz_orders *orders, const way *w)
{
    lw_options options;
    lw_planner *planner = NULL;
    const lw_catalog *catalog = lw_planner_catalog(fuzz_planner());
    outcome done = {.status = LW_OK};
    fuzz_options(&options);
    options.top = 1;
    options.sums_only = true;
    options.anew = w->anew;
    const lw_style style = {.width = 80, .catalog = catalog};
    /* A planner of its own: nothing is left of the input before. */
    FUZZ_CHECK(lw_planner_new(catalog, &planner, NULL) == LW_OK);
    const lw_batch job = {.planner = planner,
                          .options = &options,
                          .renderer = lw_renderer_find(w->format),
                          .style = &style,
                          .threads = w->threads};
    FUZZ_CHECK(lw_counts_init(&done.counts, catalog));
    done.status = w->parts ? fuzz_batch_parts(&job, orders, w->parts, &done.out, &done.counts)
                           : fuzz_batch(&job, orders, &done.out, &done.counts);
    lw_planner_free(planner);
    return done;
}

static void release(outcome *done)
{
    lw_buffer_release(&done->out);
    lw_counts_release(&done->counts);
}

static void check_way(const fuzz_orders *orders, const outcome *wanted, const way *w)
{
    outcome done = run(orders, w);
    FUZZ_CHECK(done.status == wanted->status);
    FUZZ_CHECK(done.counts.records == wanted->counts.records);
    if (done.status == LW_OK)
        fuzz_check_same(&wanted->out, &done.out);
    release(&done);
}

static void check_all(const fuzz_orders *orders)
{
    static const way searched = {"csv", true, 0, 1}, reused = {"csv", false, 0, 1},
                     cut = {"csv", true, 3, 1}, lines = {"jsonl", false, 0, 1};
    outcome wanted = run(orders, &searched), answers = run(orders, &lines);
    if (wanted.status == LW_OK) {
        FUZZ_CHECK(fuzz_count_rows(&wanted.out) == wanted.counts.records);
        FUZZ_CHECK(fuzz_count_values(&answers.out) == wanted.counts.records);
        FUZZ_CHECK(answers.counts.ok == wanted.counts.ok);
    }
    check_way(orders, &wanted, &reused);
    check_way(orders, &wanted, &cut);
    release(&wanted);
    release(&answers);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char *text = fuzz_text(bytes, size);
    fuzz_orders orders = fuzz_orders_of(text, size);
    fuzz_orders again = fuzz_orders_again(&orders, size < 512 ? 12 : 2);
    check_all(&again);
    free((char *)again.bytes);
    free(text);
    return 0;
}
