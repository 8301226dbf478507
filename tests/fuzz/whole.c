/* A bundle of tables, orders and options: planned in every way and told in every format.
 *
 * Tables stand in place of those of tests/fuzz/catalog; "orders" are CSV or JSON Lines; "options"
 * are lines of NAME=TEXT. What must hold whatever they say: kept routes give what searching gives,
 * byte for byte; bills add up; no plan of a frontier beats another; every order has its answer. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batch/counts.h"
#include "compare/compare.h"
#include "compare/report.h"
#include "render/html.h"
#include "render/report.h"
#include "render/sweep.h"
#include "support/orders.h"
#include "support/world.h"

enum { MOST_ORDERS = 2000 /* bytes */ };

/* What an input is about. */
typedef struct world {
    lw_catalog *catalog;
    lw_planner *planner;
    lw_options options;
    fuzz_orders orders;
} world;

/* Lines of NAME=TEXT; the texts are borrowed by the options. What is no option is skipped. */
static void read_options(lw_options *options, char *text)
{
    for (char *line = text; line;) {
        char *end = strchr(line, '\n'), *equals;
        if (end)
            *end = '\0';
        equals = strchr(line, '=');
        if (equals) {
            lw_error err;
            *equals = '\0';
            fuzz_check_error(lw_options_set(options, line, equals + 1, &err), &err);
        }
        line = end ? end + 1 : NULL;
    }
}

/* ---- Quotes ------------------------------------------------------------------------------------
 */

static void check_plan(const lw_plan *plan)
{
    int64_t sum = 0, lines = 0, buyer = 0;
    for (int i = 0; i < LW_CHARGE_TYPE_COUNT; i++)
        sum += plan->by_type[i];
    FUZZ_CHECK(sum == plan->cost && plan->cost >= 0);
    for (uint32_t i = 0; i < plan->charge_count; i++) {
        const lw_charge *charge = &plan->charges[i];
        FUZZ_CHECK(charge->amount >= 0 && charge->row_count > 0);
        *(charge->buyer_pays ? &buyer : &lines) += charge->amount;
    }
    FUZZ_CHECK(plan->charge_count == 0 || lines == plan->cost);
    FUZZ_CHECK(plan->charge_count == 0 || buyer == plan->buyer_pays);
    FUZZ_CHECK(plan->leg_count > 0 && plan->visibility_e3 >= 0 && plan->visibility_e3 <= 100000);
    for (int hand = 0; hand < 3; hand++)
        FUZZ_CHECK(plan->minutes[hand] >= 0 && plan->arrives[hand] >= plan->ready_at);
}

static bool beats(const lw_plan *one, const lw_plan *other, lw_clock_hand hand)
{
    return one->cost <= other->cost && one->minutes[hand] <= other->minutes[hand] &&
           one->blind_minutes <= other->blind_minutes &&
           (one->cost < other->cost || one->minutes[hand] < other->minutes[hand] ||
            one->blind_minutes < other->blind_minutes);
}

static void check_quote(const lw_quote *quote, const lw_options *options)
{
    FUZZ_CHECK((quote->status == LW_QUOTE_OK) == (quote->plan_count > 0));
    for (uint32_t i = 0; i < quote->plan_count; i++) {
        FUZZ_CHECK(quote->plans[i].rank == (int)i + 1);
        check_plan(&quote->plans[i]);
        for (uint32_t j = 0; j < quote->plan_count; j++)
            FUZZ_CHECK(!beats(&quote->plans[j], &quote->plans[i], options->time_basis));
    }
    if (options->frontier)
        FUZZ_CHECK(quote->frontier_count == quote->plan_count);
}

static lw_status keep_point(void *context, const lw_sweep_point *point, lw_error *err)
{
    check_quote(point->quote, &(lw_options){.time_basis = LW_CLOCK_TYPICAL});
    return lw_sweep_page_add(context, point, err);
}

/* Sweeps a few grams. */
static void sweep(const world *w, const lw_shipment *shipment)
{
    static const char *const formats[] = {"table", "csv", "json"};
    lw_sweep grid;
    lw_sweep_summary summary;
    lw_error err;
    lw_options options = w->options;
    options.time_basis = LW_CLOCK_TYPICAL;
    FUZZ_CHECK(lw_sweep_parse("weight=0.495..0.505:0.005", &grid, &err) == LW_OK);
    const lw_style style = {.width = 80, .utf8 = true, .catalog = w->catalog};
    lw_sweep_page page = {.style = &style, .shipment = shipment, .sweep = &grid};
    lw_status status =
        lw_sweep_run(w->planner, shipment, &options, &grid, 1, keep_point, &page, &summary, &err);
    fuzz_check_error(status, &err);
    for (size_t i = 0; status == LW_OK && i < sizeof formats / sizeof *formats; i++) {
        lw_buffer out = {0};
        lw_sweep_render(&out, &page, &summary, formats[i]);
        FUZZ_CHECK(!out.failed && out.length > 0);
        lw_buffer_release(&out);
    }
    lw_sweep_page_release(&page);
}

/* Asks for one order on its own, as `quote` does, and tells it in all formats. */
typedef struct asker {
    const world *w;
    lw_workspace *workspace;
    lw_quote quote;
    uint64_t asked;
} asker;

static lw_status open_asker(void *context, void **own, lw_error *err)
{
    asker *a = context;
    *own = a;
    return lw_workspace_new(a->w->planner, &a->workspace, err);
}

static void close_asker(void *own)
{
    asker *a = own;
    lw_quote_release(&a->quote);
    lw_workspace_free(a->workspace);
}

static void tell(const asker *a, const lw_answer *answer)
{
    static const char *const formats[] = {"table", "json", "csv", "jsonl", "html"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        const lw_renderer *renderer = lw_renderer_find(formats[i]);
        lw_buffer out = {0};
        const lw_style style = {.width = 60 + (int)(a->asked % 3) * 40,
                                .color = a->asked % 2 == 0,
                                .utf8 = a->asked % 2 == 0,
                                .explain = a->w->options.explain,
                                .both_incoterms = a->asked % 4 == 3,
                                .rank = a->w->options.rank,
                                .time_basis = a->w->options.time_basis,
                                .catalog = a->w->catalog};
        renderer->begin(&out, &style);
        renderer->answer(&out, &style, answer);
        renderer->end(&out, &style);
        FUZZ_CHECK(!out.failed && out.length > 0);
        if (strcmp(formats[i], "csv") == 0)
            FUZZ_CHECK(
                fuzz_count_rows(&out) ==
                (answer->quote && answer->quote->plan_count ? answer->quote->plan_count : 1));
        if (strcmp(formats[i], "jsonl") == 0)
            FUZZ_CHECK(fuzz_count_values(&out) == 1);
        lw_buffer_release(&out);
    }
}

static lw_status ask(void *own, const lw_order *order, lw_buffer *out, lw_batch_counts *counts,
                     lw_error *err)
{
    asker *a = own;
    lw_answer answer = {.shipment = order->shipment, .id = order->id, .error = order->fault};
    lw_error fault;
    (void)out;
    (void)err;
    if (!order->fault) {
        lw_status status =
            lw_plan_shipment(a->workspace, order->shipment, &a->w->options, &a->quote, &fault);
        fuzz_check_error(status, &fault);
        answer.error = status == LW_OK ? NULL : &fault;
        answer.quote = status == LW_OK ? &a->quote : NULL;
        if (answer.quote) {
            check_quote(answer.quote, &a->w->options);
            FUZZ_CHECK(!a->w->options.explain || answer.quote->explained);
        }
        if (answer.quote && a->asked == 0)
            sweep(a->w, order->shipment);
    }
    tell(a, &answer);
    a->asked++;
    counts->records++;
    counts->ok++;
    return LW_OK;
}

static void ask_each(const world *w)
{
    asker a = {.w = w};
    const lw_order_work work = {&a, open_asker, ask, close_asker};
    const lw_style style = {.width = 80};
    lw_buffer out = {0};
    lw_batch_counts counts;
    FUZZ_CHECK(lw_counts_init(&counts, w->catalog));
    const lw_batch job = {.planner = w->planner,
                          .options = &w->options,
                          .renderer = lw_renderer_find("jsonl"),
                          .style = &style,
                          .threads = 1,
                          .work = &work};
    fuzz_batch(&job, &w->orders, &out, &counts);
    lw_counts_release(&counts);
    lw_buffer_release(&out);
}

/* ---- Batches -----------------------------------------------------------------------------------
 */

static void put_report(const world *w, const lw_batch_counts *counts)
{
    const lw_style style = {.catalog = w->catalog};
    const lw_report_about about = {.input = "orders", .ship_date = w->options.ship_date};
    lw_buffer page = {0};
    lw_html_report(&page, &style, counts->report, &about);
    FUZZ_CHECK(!page.failed && page.length > 0);
    lw_buffer_release(&page);
}

static lw_status batch(const world *w, bool anew, const fuzz_orders *orders, lw_buffer *out)
{
    lw_planner *planner = NULL;
    lw_batch_counts counts;
    lw_options options = w->options;
    const lw_style style = {
        .width = 80, .rank = options.rank, .time_basis = options.time_basis, .catalog = w->catalog};
    options.anew = anew;
    options.explain = false;
    FUZZ_CHECK(lw_planner_new(w->catalog, &planner, NULL) == LW_OK);
    FUZZ_CHECK(lw_counts_init(&counts, w->catalog));
    FUZZ_CHECK(lw_counts_add_report(&counts, w->catalog, options.currency));
    const lw_batch job = {.planner = planner,
                          .options = &options,
                          .renderer = lw_renderer_find("jsonl"),
                          .style = &style,
                          .threads = 1};
    lw_status status = fuzz_batch(&job, orders, out, &counts);
    if (status == LW_OK)
        FUZZ_CHECK(fuzz_count_values(out) == counts.records);
    put_report(w, &counts);
    lw_counts_release(&counts);
    lw_planner_free(planner);
    return status;
}

static void compare_kept_routes(const world *w)
{
    lw_buffer searched = {0}, reused = {0};
    fuzz_orders again = fuzz_orders_again(&w->orders, w->orders.size < 512 ? 12 : 3);
    lw_status status = batch(w, true, &again, &searched);
    FUZZ_CHECK(batch(w, false, &again, &reused) == status);
    fuzz_check_same(&searched, &reused);
    lw_buffer_release(&searched);
    lw_buffer_release(&reused);
    free((char *)again.bytes);
}

/* ---- Two catalogs ------------------------------------------------------------------------------
 */

static void compare(const world *w, bool rows)
{
    lw_tally tally;
    lw_error err;
    lw_buffer out = {0};
    lw_options options = w->options;
    options.top = 1;
    options.frontier = options.explain = false;
    options.sums_only = true;
    const lw_style style = {
        .width = 80, .rank = options.rank, .time_basis = options.time_basis, .catalog = w->catalog};
    const lw_comparison job = {.folders = {"before", "after"},
                               .planners = {w->planner, fuzz_planner()},
                               .options = &options,
                               .style = &style,
                               .top = 3,
                               .rows = rows};
    int input = fuzz_file(w->orders.bytes, w->orders.size);
    FUZZ_CHECK(lw_tally_init(&tally, &job, &err) == LW_OK);
    const lw_batch orders = {
        .format = w->orders.format, .input = input, .input_name = "orders", .threads = 1};
    const lw_batch_calls calls = {.context = &out, .write = fuzz_take_output};
    lw_status status = lw_compare_run(&tally, &orders, &calls, &err);
    fuzz_check_error(status, &err);
    if (status == LW_OK && rows)
        FUZZ_CHECK(fuzz_count_rows(&out) == tally.orders);
    if (status == LW_OK && !rows) {
        lw_compare_table(&out, &tally);
        lw_compare_json(&out, &tally);
        lw_compare_line(&out, &tally);
    }
    FUZZ_CHECK(!out.failed);
    lw_tally_release(&tally);
    lw_buffer_release(&out);
    close(input);
}

/* ---- All of it ---------------------------------------------------------------------------------
 */

static void use(world *w)
{
    ask_each(w);
    compare_kept_routes(w);
    compare(w, true);
    compare(w, false);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    fuzz_bundle bundle = fuzz_unpack(bytes, size);
    const fuzz_part *orders = fuzz_part_named(&bundle, "orders");
    const fuzz_part *given = fuzz_part_named(&bundle, "options");
    char *text = given ? fuzz_text(given->bytes, given->size) : NULL;
    world w = {.catalog = NULL};
    bool usable = orders && orders->size < MOST_ORDERS;
    if (usable)
        w.catalog = fuzz_load(&bundle);
    if (w.catalog) {
        FUZZ_CHECK(lw_planner_new(w.catalog, &w.planner, NULL) == LW_OK);
        fuzz_options(&w.options);
        w.options.frontier = w.options.explain = true;
        if (text)
            read_options(&w.options, text);
        w.orders = fuzz_orders_of(orders->bytes, orders->size);
        use(&w);
    }
    usable = w.catalog != NULL;
    lw_planner_free(w.planner);
    lw_catalog_free(w.catalog);
    free(text);
    fuzz_bundle_free(&bundle);
    return usable ? 0 : -1;
}
