/* Counts of a batch. */
#include "batch/counts.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "catalog/model.h"

bool lw_counts_init(lw_batch_counts *counts, const lw_catalog *catalog)
{
    *counts = (lw_batch_counts){.currency_count = catalog->currency_count};
    counts->costs = calloc((size_t)catalog->currency_count + 1, sizeof *counts->costs);
    return counts->costs != NULL;
}

bool lw_counts_add_report(lw_batch_counts *counts, const lw_catalog *catalog, const char *currency)
{
    counts->report = calloc(1, sizeof *counts->report);
    return counts->report && lw_report_init(counts->report, catalog, currency);
}

void lw_counts_release(lw_batch_counts *counts)
{
    if (counts->report)
        lw_report_release(counts->report);
    free(counts->report);
    free(counts->costs);
    *counts = (lw_batch_counts){0};
}

void lw_counts_clear(lw_batch_counts *counts)
{
    lw_batch_counts cleared = {
        .costs = counts->costs, .currency_count = counts->currency_count, .report = counts->report};
    if (counts->costs)
        memset(counts->costs, 0, counts->currency_count * sizeof *counts->costs);
    if (counts->report)
        lw_report_clear(counts->report);
    *counts = cleared;
}

/* Currencies are told from each other by where their names stand: a plan's is the catalog's. */
static void take_plan(lw_batch_counts *counts, const lw_catalog *catalog, const lw_quote *quote)
{
    const lw_plan *best = &quote->plans[0];
    for (uint32_t i = 0; i < best->mode_count; i++)
        counts->modes[lw_mode_of(best->modes[i])]++;
    uint32_t currency = 0;
    while (currency < counts->currency_count &&
           catalog->currencies[currency].code != quote->currency)
        currency++;
    if (currency == counts->currency_count)
        return;
    counts->costs[currency].orders++;
    counts->costs[currency].minor = lw_wide_add(counts->costs[currency].minor, best->cost);
}

void lw_counts_take(lw_batch_counts *counts, const lw_catalog *catalog, const lw_style *style,
                    const lw_answer *answer)
{
    const lw_quote *quote = answer->quote;
    counts->records++;
    if (counts->report)
        lw_report_take(counts->report, style, answer);
    if (!quote) {
        counts->invalid++;
    } else if (quote->status == LW_QUOTE_OK) {
        counts->ok++;
        counts->reused += quote->reused;
        take_plan(counts, catalog, quote);
    } else {
        counts->no_plan++;
    }
}

void lw_counts_add(lw_batch_counts *sum, const lw_batch_counts *more)
{
    sum->records += more->records;
    sum->ok += more->ok;
    sum->no_plan += more->no_plan;
    sum->invalid += more->invalid;
    sum->reused += more->reused;
    sum->offset = more->offset;
    for (unsigned i = 0; i < LW_MODES; i++)
        sum->modes[i] += more->modes[i];
    for (unsigned i = 0; i < LW_STAGE_COUNT; i++)
        sum->stage_ns[i] += more->stage_ns[i];
    for (uint32_t i = 0; i < sum->currency_count && i < more->currency_count; i++) {
        sum->costs[i].orders += more->costs[i].orders;
        sum->costs[i].minor = lw_wide_add(sum->costs[i].minor, more->costs[i].minor);
    }
    if (sum->report && more->report)
        lw_report_add(sum->report, more->report);
}

uint64_t lw_clock_ns(void)
{
    struct timespec now = {0, 0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}
