/* How a batch went, in a few lines and as JSON. */
#include <string.h>

#include "batch/counts.h"
#include "catalog/model.h"
#include "cli/batch.h"
#include "render/jsonout.h"

static const char *const stages[LW_STAGE_COUNT] = {"reading", "parsing", "planning", "rendering",
                                                   "writing"};

/* Milliseconds that each stage kept its threads busy, and which did so longest: one thread reads,
 * one writes, the others share the rest. */
static lw_stage stage_times(const cli_batch *ask, int64_t ms[LW_STAGE_COUNT])
{
    lw_stage slowest = LW_STAGE_READ;
    uint64_t longest = 0;
    for (int i = 0; i < LW_STAGE_COUNT; i++) {
        bool shared = i == LW_STAGE_PARSE || i == LW_STAGE_PLAN || i == LW_STAGE_RENDER;
        uint64_t ns = ask->state.counts.stage_ns[i] / (shared ? ask->threads : 1);
        ms[i] = (int64_t)((ns + 500000) / 1000000);
        if (ns > longest) {
            longest = ns;
            slowest = (lw_stage)i;
        }
    }
    return slowest;
}

static double orders_per_second(uint64_t records, uint64_t elapsed_ms)
{
    return (double)records * 1000 / (double)(elapsed_ms ? elapsed_ms : 1);
}

/* ---- For people --------------------------------------------------------------------------------
 */

/* "76.83 USD, 12 JPY; express 2, postal 1" */
static void put_best_plans(const cli_batch *ask, lw_buffer *out)
{
    const lw_batch_counts *counts = &ask->state.counts;
    const char *before = "";
    char total[LW_WIDE_TEXT];
    for (uint32_t i = 0; i < counts->currency_count; i++) {
        const lw_currency *currency = &ask->catalog->currencies[i];
        if (counts->costs[i].orders == 0)
            continue;
        lw_wide_format(total, counts->costs[i].minor, currency->decimals);
        lw_put_format(out, "%s%s %s", before, total, currency->code);
        before = ", ";
    }
    before = "; ";
    for (unsigned i = 0; i < LW_MODES; i++) {
        if (counts->modes[i] == 0)
            continue;
        lw_put_format(out, "%s%s %llu", before, lw_mode_name(i),
                      (unsigned long long)counts->modes[i]);
        before = ", ";
    }
    lw_put_char(out, '\0');
}

void cli_batch_tell(const cli_batch *ask)
{
    const lw_batch_counts *counts = &ask->state.counts;
    uint64_t elapsed_ms = cli_progress_elapsed_ms(&ask->progress);
    int64_t ms[LW_STAGE_COUNT];
    lw_buffer plans = {0};
    cli_say("%llu order%s in %.2f s (%.0f a second): %llu ok, %llu no_plan, %llu invalid",
            (unsigned long long)counts->records, counts->records == 1 ? "" : "s",
            (double)elapsed_ms / 1000, orders_per_second(counts->records, elapsed_ms),
            (unsigned long long)counts->ok, (unsigned long long)counts->no_plan,
            (unsigned long long)counts->invalid);
    if (counts->ok == 0)
        return;
    put_best_plans(ask, &plans);
    cli_say("best plans: %s", plans.failed ? "out of memory for them" : plans.bytes);
    lw_buffer_release(&plans);
    lw_stage slowest = stage_times(ask, ms);
    cli_say("slowest stage: %s, %.3f s", stages[slowest], (double)ms[slowest] / 1000);
}

/* ---- As JSON -----------------------------------------------------------------------------------
 */

static void put_count(lw_json *json, const char *key, uint64_t count)
{
    lw_json_key(json, key);
    lw_json_int(json, (int64_t)count);
}

static void put_shard(lw_json *json, const cli_batch *ask)
{
    lw_json_key(json, "shard");
    if (ask->parts == 0) {
        lw_json_null(json);
        return;
    }
    lw_json_open_flat(json, '{');
    put_count(json, "part", ask->part);
    put_count(json, "parts", ask->parts);
    lw_json_close(json, '}');
}

static void put_costs(lw_json *json, const cli_batch *ask)
{
    const lw_batch_counts *counts = &ask->state.counts;
    char total[LW_WIDE_TEXT];
    lw_json_key(json, "by_currency");
    lw_json_open(json, '[');
    for (uint32_t i = 0; i < counts->currency_count; i++) {
        const lw_currency *currency = &ask->catalog->currencies[i];
        if (counts->costs[i].orders == 0)
            continue;
        lw_wide_format(total, counts->costs[i].minor, currency->decimals);
        lw_json_open_flat(json, '{');
        lw_json_key(json, "currency");
        lw_json_text(json, currency->code);
        put_count(json, "orders", counts->costs[i].orders);
        lw_json_key(json, "cost");
        lw_json_raw(json, total, strlen(total));
        lw_json_close(json, '}');
    }
    lw_json_close(json, ']');
}

static void put_stages(lw_json *json, const cli_batch *ask)
{
    int64_t ms[LW_STAGE_COUNT];
    lw_stage slowest = stage_times(ask, ms);
    lw_json_key(json, "stages");
    lw_json_open_flat(json, '{');
    for (int i = 0; i < LW_STAGE_COUNT; i++) {
        lw_json_key(json, stages[i]);
        lw_json_decimal(json, ms[i], 3);
    }
    lw_json_close(json, '}');
    lw_json_key(json, "slowest_stage");
    lw_json_text(json, stages[slowest]);
}

static void put_summary(lw_json *json, const cli_batch *ask, uint64_t elapsed_ms)
{
    const lw_batch_counts *counts = &ask->state.counts;
    lw_json_open(json, '{');
    lw_json_key(json, "input");
    lw_json_text(json, cli_batch_input_name(ask));
    put_shard(json, ask);
    put_count(json, "records", counts->records);
    put_count(json, "kept_records", ask->kept_records);
    lw_json_key(json, "by_status");
    lw_json_open_flat(json, '{');
    put_count(json, "ok", counts->ok);
    put_count(json, "no_plan", counts->no_plan);
    put_count(json, "invalid", counts->invalid);
    lw_json_close(json, '}');
    lw_json_key(json, "by_mode");
    lw_json_open_flat(json, '{');
    for (unsigned i = 0; i < LW_MODES; i++)
        put_count(json, lw_mode_name(i), counts->modes[i]);
    lw_json_close(json, '}');
    put_costs(json, ask);
    lw_json_key(json, "elapsed_seconds");
    lw_json_decimal(json, (int64_t)elapsed_ms, 3);
    lw_json_key(json, "orders_per_second");
    lw_json_int(json, (int64_t)(orders_per_second(counts->records, elapsed_ms) + 0.5));
    put_count(json, "threads", ask->threads);
    put_count(json, "reused", counts->reused);
    put_stages(json, ask);
    lw_json_close(json, '}');
}

bool cli_batch_write_summary(const cli_batch *ask)
{
    if (!ask->summary)
        return true;
    lw_buffer out = {0};
    lw_json json = {.out = &out, .pretty = true};
    put_summary(&json, ask, cli_progress_elapsed_ms(&ask->progress));
    lw_put_char(&out, '\n');
    bool written = cli_write(ask->summary, &out);
    lw_buffer_release(&out);
    return written;
}
