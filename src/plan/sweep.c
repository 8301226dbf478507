/* Sweeps: every value is planned, by several threads, to find where the best plan changes; then the
 * points to be told are planned again in their order. Prices have steps, brackets and bands, so
 * nothing short of trying every value shows that two changes between neighbours of the grid are not
 * missed. */
#include <lanewise/sweep.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <lanewise/quantity.h>

#include "base/error.h"
#include "base/intern.h"
#include "base/vector.h"
#include "catalog/model.h"
#include "plan/identity.h"
#include "shipment/shipment.h"

enum { MOST_THREADS = 256, CHUNK = 512 };

/* What planning one value needs. One a thread. */
typedef struct bench {
    lw_workspace *workspace;
    lw_shipment view; /* borrows all but the one parcel */
    lw_parcel parcel;
    lw_quote quote;
    lw_identity found;
    struct {
        int64_t *items;
        size_t count, capacity;
    } changes; /* found by this thread, in no order */
} bench;

typedef struct run {
    const lw_planner *planner;
    const lw_shipment *shipment;
    lw_options options;
    lw_sweep sweep;
    int64_t unit; /* between one value and the next: a gram, a minor unit; 0 = the grid alone */

    pthread_mutex_t lock;
    int64_t next; /* under the lock: the value after the last one that a thread has taken */
    lw_status status;
    lw_error err;

    bench *benches;
    unsigned bench_count;
} run;

typedef struct worker {
    run *r;
    bench *own;
} worker;

/* ---- One value ---------------------------------------------------------------------------------
 */

static lw_status open_bench(const run *r, bench *b, lw_error *err)
{
    const lw_shipment *shipment = r->shipment;
    b->view = *shipment;
    b->parcel = (lw_parcel){-1, -1, -1, -1, 1};
    if (shipment->parcel_count > 0)
        b->parcel = shipment->parcels[0];
    if (r->sweep.field == LW_SWEEP_WEIGHT) {
        b->view.parcels = &b->parcel;
        b->view.parcel_count = b->view.parcel_capacity = 1;
    }
    if (r->sweep.field == LW_SWEEP_READY_AT) {
        b->view.has_ready_at = true;
        b->view.has_ship_date = false;
    }
    return lw_workspace_new(r->planner, &b->workspace, err);
}

/* The best plan for the value `at`, into b->quote and b->found. */
static lw_status try_value(const run *r, bench *b, int64_t at, lw_error *err)
{
    if (r->sweep.field == LW_SWEEP_READY_AT)
        b->view.ready_at = at;
    else if (r->sweep.field == LW_SWEEP_WEIGHT)
        b->parcel.weight_grams = at;
    else
        b->view.value_micros = at;
    lw_status status = lw_plan_shipment(b->workspace, &b->view, &r->options, &b->quote, err);
    if (status == LW_OK)
        b->found = lw_identity_of(&b->quote);
    return status;
}

/* ---- Finding the changes -----------------------------------------------------------------------
 */

/* Plans the values from `first` to `last`, with the one before, and notes those that differ from
 * the one before. */
static lw_status scan(const run *r, bench *b, int64_t first, int64_t last, lw_error *err)
{
    lw_status status = try_value(r, b, first - r->unit, err);
    for (int64_t at = first; status == LW_OK && at <= last; at += r->unit) {
        lw_identity before = b->found;
        status = try_value(r, b, at, err);
        if (status == LW_OK && lw_identity_compare(&before, &b->found) != LW_SWEEP_SAME &&
            !LW_PUSH(&b->changes, at))
            status = lw_fail_memory(err);
    }
    return status;
}

/* Takes chunks until all values are tried or a thread has failed. */
static void *work(void *context)
{
    const worker *w = context;
    // cppcheck-suppress uninitvar ; filled where the threads are started
    // NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign): likewise
    run *r = w->r;
    lw_error err = {.status = LW_OK};
    lw_status status = LW_OK;
    while (status == LW_OK) {
        pthread_mutex_lock(&r->lock);
        int64_t first = r->next;
        bool done = r->status != LW_OK || first > r->sweep.end;
        r->next += CHUNK * r->unit;
        pthread_mutex_unlock(&r->lock);
        if (done)
            return NULL;
        int64_t last = first + (CHUNK - 1) * r->unit;
        status = scan(r, w->own, first, last < r->sweep.end ? last : r->sweep.end, &err);
    }
    pthread_mutex_lock(&r->lock);
    if (r->status == LW_OK) {
        r->status = status;
        r->err = err;
    }
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

/* As many threads as can be had; the calling one works, too. */
static lw_status scan_all(run *r, lw_error *err)
{
    worker workers[MOST_THREADS];
    pthread_t threads[MOST_THREADS];
    unsigned started = 1;
    r->next = r->sweep.start + r->unit;
    for (unsigned i = 0; i < r->bench_count; i++)
        workers[i] = (worker){r, &r->benches[i]};
    while (started < r->bench_count &&
           pthread_create(&threads[started], NULL, work, &workers[started]) == 0)
        started++;
    work(&workers[0]);
    for (unsigned i = 1; i < started; i++)
        pthread_join(threads[i], NULL);
    if (r->status != LW_OK && err)
        *err = r->err;
    return r->status;
}

static int ascending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

/* All changes into the first bench's list, in order. */
static lw_status gather_changes(run *r, lw_error *err)
{
    bench *all = &r->benches[0];
    for (unsigned i = 1; i < r->bench_count; i++) {
        for (size_t k = 0; k < r->benches[i].changes.count; k++) {
            if (!LW_PUSH(&all->changes, r->benches[i].changes.items[k]))
                return lw_fail_memory(err);
        }
    }
    if (all->changes.count > 1)
        qsort(all->changes.items, all->changes.count, sizeof *all->changes.items, ascending);
    return LW_OK;
}

/* ---- Telling -----------------------------------------------------------------------------------
 */

static void count_point(lw_sweep_summary *sum, const lw_sweep_point *point)
{
    sum->points++;
    sum->no_plan += point->quote->status != LW_QUOTE_OK;
    sum->changes += point->change != LW_SWEEP_SAME;
    sum->mode_changes += point->change == LW_SWEEP_OTHER_MODES;
}

/* Plans the points of the grid and the changes once more, in order. The plan before a change is
 * that of the point before, since nothing changes between two points. */
static lw_status tell(run *r, lw_sweep_fn *on_point, void *context, lw_sweep_summary *sum,
                      lw_error *err)
{
    bench *b = &r->benches[0];
    size_t change = 0;
    int64_t grid = r->sweep.start;
    lw_status status = LW_OK;
    while (status == LW_OK && (grid <= r->sweep.end || change < b->changes.count)) {
        bool changed =
            change < b->changes.count && (grid > r->sweep.end || b->changes.items[change] <= grid);
        int64_t at = changed ? b->changes.items[change++] : grid;
        lw_sweep_point point = {.at = at, .on_grid = at == grid, .quote = &b->quote};
        lw_identity before = b->found;
        status = try_value(r, b, at, err);
        if (status != LW_OK)
            break;
        if (sum->points > 0)
            point.change = lw_identity_compare(&before, &b->found);
        if (point.on_grid)
            grid += r->sweep.step;
        count_point(sum, &point);
        status = on_point(context, &point, err);
    }
    return status;
}

/* ---- The whole ---------------------------------------------------------------------------------
 */

/* Micro-units of the minor unit of the currency that the value is in. */
static int64_t minor_unit(const run *r, const lw_quote *quote)
{
    const lw_catalog *catalog = lw_planner_catalog(r->planner);
    const char *code =
        r->shipment->value_currency[0] ? r->shipment->value_currency : quote->currency;
    uint32_t at = lw_intern_find(&catalog->currency_codes, code);
    int64_t unit = 1;
    for (int i = at == LW_NONE ? 2 : catalog->currencies[at].decimals; i < 6; i++)
        unit *= 10;
    return unit;
}

/* `at` as it is written in the field; `text` needs 32 bytes. */
static void value_text(char *text, const run *r, int64_t at)
{
    int digits = r->sweep.field == LW_SWEEP_VALUE ? 6 : 3;
    size_t length = lw_decimal_format(text, at, digits);
    while (text[length - 1] == '0' && digits-- > 0)
        text[--length] = '\0';
    if (text[length - 1] == '.')
        text[length - 1] = '\0';
}

/* Nothing of the sweep may fall between two values. */
static lw_status check_units(const run *r, lw_error *err)
{
    const lw_sweep *sweep = &r->sweep;
    char part[32], unit[32];
    const int64_t parts[] = {sweep->start, sweep->end, sweep->step};
    for (int i = 0; i < 3; i++) {
        if (parts[i] % r->unit == 0)
            continue;
        value_text(part, r, parts[i]);
        value_text(unit, r, r->unit);
        return lw_fail(err, LW_BAD_ARGUMENT, "%s falls between two values: %s goes in steps of %s",
                       part, lw_sweep_field_name(sweep->field), unit);
    }
    return LW_OK;
}

static lw_status check_points(const run *r, lw_error *err)
{
    const lw_sweep *sweep = &r->sweep;
    int64_t points = (sweep->end - sweep->start) / sweep->step + 1;
    if (points <= LW_SWEEP_MOST_POINTS)
        return LW_OK;
    return lw_fail(err, LW_BAD_ARGUMENT,
                   "the grid of the sweep has %lld points, more than %d: take a longer step",
                   (long long)points, LW_SWEEP_MOST_POINTS);
}

static lw_status check_values(const run *r, lw_error *err)
{
    const lw_sweep *sweep = &r->sweep;
    const char *field = lw_sweep_field_name(sweep->field);
    char start[32], end[32], other[32];
    int64_t values = (sweep->end - sweep->start) / r->unit + 1;
    if (values <= LW_SWEEP_MOST_VALUES)
        return LW_OK;
    value_text(start, r, sweep->start);
    value_text(end, r, sweep->end);
    value_text(other, r, sweep->start + (LW_SWEEP_MOST_VALUES - 1) * r->unit);
    return lw_fail(err, LW_BAD_ARGUMENT,
                   "%s from %s to %s has %lld values, and each is tried, up to %d of them: end at "
                   "%s or before, or sweep in parts",
                   field, start, end, (long long)values, LW_SWEEP_MOST_VALUES, other);
}

/* A program may have set what text cannot say: values that no shipment takes, or a step that leads
 * out of 64 bits. */
static bool is_in_range(const lw_sweep *sweep)
{
    static const struct {
        int64_t least, most;
    } ranges[] = {[LW_SWEEP_READY_AT] = {-719162 * (int64_t)1440, 2932897 * (int64_t)1440 - 1},
                  [LW_SWEEP_WEIGHT] = {0, 1000000000},
                  [LW_SWEEP_VALUE] = {0, 999999999000000}};
    return sweep->start >= ranges[sweep->field].least && sweep->end <= ranges[sweep->field].most &&
           sweep->step <= INT64_MAX - sweep->end;
}

static lw_status check_grid(const run *r, lw_error *err)
{
    const lw_sweep *sweep = &r->sweep;
    if (sweep->step <= 0 || sweep->end < sweep->start)
        return lw_fail(err, LW_BAD_ARGUMENT, "a sweep goes upwards, by a step above 0");
    if (!is_in_range(sweep))
        return lw_fail(err, LW_BAD_ARGUMENT, "the sweep leaves the range of %s",
                       lw_sweep_field_name(sweep->field));
    if (sweep->field == LW_SWEEP_WEIGHT && r->shipment->parcel_count > 1)
        return lw_fail(err, LW_BAD_ARGUMENT,
                       "the weight of which parcel? a sweep of it wants a shipment of one kind");
    if (sweep->field == LW_SWEEP_VALUE && r->shipment->goods_count > 0)
        return lw_fail(err, LW_BAD_ARGUMENT,
                       "the value of which item? a sweep of it wants a shipment without goods");
    return LW_OK;
}

/* The ends tell whether the shipment is sound, before any thread starts. */
static lw_status sweep_all(run *r, lw_sweep_fn *on_point, void *context, lw_sweep_summary *sum,
                           lw_error *err)
{
    lw_status status = LW_OK;
    for (unsigned i = 0; status == LW_OK && i < r->bench_count; i++)
        status = open_bench(r, &r->benches[i], err);
    if (status == LW_OK)
        status = try_value(r, &r->benches[0], r->sweep.start, err);
    if (status == LW_OK && r->sweep.field == LW_SWEEP_WEIGHT)
        r->unit = 1;
    if (status == LW_OK && r->sweep.field == LW_SWEEP_VALUE)
        r->unit = minor_unit(r, &r->benches[0].quote);
    if (status == LW_OK && r->unit > 0)
        status = check_units(r, err);
    if (status == LW_OK)
        status = check_points(r, err);
    if (status == LW_OK && r->unit > 0)
        status = check_values(r, err);
    if (status == LW_OK)
        status = try_value(r, &r->benches[0], r->sweep.end, err);
    if (status == LW_OK && r->unit > 0)
        status = scan_all(r, err);
    if (status == LW_OK)
        status = gather_changes(r, err);
    if (status == LW_OK)
        status = tell(r, on_point, context, sum, err);
    sum->tried =
        r->unit > 0 ? (uint64_t)((r->sweep.end - r->sweep.start) / r->unit) + 1 : sum->points;
    return status;
}

lw_status lw_sweep_run(const lw_planner *planner, const lw_shipment *shipment,
                       const lw_options *options, const lw_sweep *sweep, unsigned threads,
                       lw_sweep_fn *on_point, void *context, lw_sweep_summary *summary,
                       lw_error *err)
{
    lw_sweep_summary sum = {0};
    run r = {.planner = planner, .shipment = shipment, .options = *options, .sweep = *sweep};
    r.options.top = 1;
    r.options.frontier = r.options.explain = false;
    r.bench_count = threads < 1 || sweep->field == LW_SWEEP_READY_AT ? 1
                    : threads > MOST_THREADS                         ? MOST_THREADS
                                                                     : threads;
    lw_status status = check_grid(&r, err);
    if (status != LW_OK)
        return status;
    r.benches = calloc(r.bench_count, sizeof *r.benches);
    if (!r.benches)
        return lw_fail_memory(err);
    pthread_mutex_init(&r.lock, NULL);
    status = sweep_all(&r, on_point, context, &sum, err);
    pthread_mutex_destroy(&r.lock);
    for (unsigned i = 0; i < r.bench_count; i++) {
        lw_quote_release(&r.benches[i].quote);
        lw_workspace_free(r.benches[i].workspace);
        free(r.benches[i].changes.items);
    }
    free(r.benches);
    if (summary)
        *summary = sum;
    return status;
}
