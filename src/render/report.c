/* Counting for a report. */
#include "render/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vector.h"
#include "catalog/model.h"
#include "plan/identity.h"
#include "pricing/money.h"
#include "render/formats.h"
#include "shipment/shipment.h"

static uint32_t spend_currency(const lw_catalog *catalog, const char *currency)
{
    uint32_t asked = currency ? lw_intern_find(&catalog->currency_codes, currency) : LW_NONE;
    if (!catalog->has_fx)
        return LW_NONE;
    return asked != LW_NONE && catalog->currencies[asked].rate_e8 > 0 ? asked : catalog->base.i;
}

bool lw_report_init(lw_report *report, const lw_catalog *catalog, const char *currency)
{
    *report = (lw_report){.catalog = catalog,
                          .currency = spend_currency(catalog, currency),
                          .rows = LW_MODE_SETS + (size_t)catalog->country_count,
                          .currencies = catalog->currency_count};
    report->cells = calloc(report->rows * report->currencies + 1, sizeof *report->cells);
    return report->cells != NULL;
}

void lw_report_release(lw_report *report)
{
    free(report->cells);
    free(report->misses.items);
    lw_arena_release(&report->texts);
    *report = (lw_report){0};
}

void lw_report_clear(lw_report *report)
{
    report->ok = report->no_plan = report->invalid = 0;
    memset(report->cells, 0, report->rows * report->currencies * sizeof *report->cells);
    report->misses.count = 0;
    lw_arena_reset(&report->texts);
    report->failed = false;
}

void lw_report_add_cell(lw_report_cell *sum, const lw_report_cell *more)
{
    sum->orders += more->orders;
    sum->quoted = lw_wide_add(sum->quoted, more->quoted);
    sum->spend = lw_wide_add(sum->spend, more->spend);
}

static void take_plan(lw_report *report, const lw_answer *answer)
{
    const lw_catalog *catalog = report->catalog;
    const lw_plan *best = &answer->quote->plans[0];
    lw_report_cell one = {.orders = 1, .quoted = best->cost};
    lw_currency_ref currency = {lw_intern_find(&catalog->currency_codes, answer->quote->currency)};
    uint32_t country = lw_intern_find(&catalog->country_codes, answer->shipment->country);
    if (currency.i >= report->currencies || country >= catalog->country_count)
        return; /* a plan has both */
    if (report->currency != LW_NONE)
        one.spend =
            lw_money_exchange(catalog, best->cost, currency, (lw_currency_ref){report->currency});
    lw_report_cell *of_currency = report->cells + currency.i;
    lw_report_add_cell(of_currency + lw_mode_set_of(best) * report->currencies, &one);
    lw_report_add_cell(of_currency + (LW_MODE_SETS + country) * report->currencies, &one);
}

/* A copy that is cut at a limit: an id may be as long as a record. */
static const char *keep(lw_report *report, const char *text)
{
    enum { LONGEST = 400 };
    size_t length = strnlen(text, LONGEST);
    if (length == LONGEST)
        length = lw_utf8_prefix(text, length);
    return lw_arena_text(&report->texts, text, length);
}

static void put_miss(lw_report *report, const lw_miss *miss)
{
    if (report->misses.count >= LW_REPORT_MISSES)
        return;
    lw_miss kept = {.id = keep(report, miss->id),
                    .destination = keep(report, miss->destination),
                    .status = miss->status,
                    .reason = keep(report, miss->reason)};
    if (!kept.id || !kept.destination || !kept.reason || !LW_PUSH(&report->misses, kept))
        report->failed = true;
}

static void take_miss(lw_report *report, const lw_style *style, const lw_answer *answer)
{
    const lw_shipment *shipment = answer->shipment;
    char reason[LW_MESSAGE], destination[128];
    snprintf(destination, sizeof destination, "%s%s%s", shipment->country,
             shipment->postcode[0] ? " " : "", shipment->postcode);
    const lw_miss miss = {.id = answer->id,
                          .destination = destination,
                          .status = lw_answer_status(answer),
                          .reason = lw_answer_message(style, answer, reason)};
    put_miss(report, &miss);
}

void lw_report_take(lw_report *report, const lw_style *style, const lw_answer *answer)
{
    if (answer->quote && answer->quote->status == LW_QUOTE_OK) {
        report->ok++;
        take_plan(report, answer);
        return;
    }
    if (answer->quote)
        report->no_plan++;
    else
        report->invalid++;
    take_miss(report, style, answer);
}

void lw_report_add(lw_report *sum, const lw_report *more)
{
    sum->ok += more->ok;
    sum->no_plan += more->no_plan;
    sum->invalid += more->invalid;
    for (size_t i = 0; i < sum->rows * sum->currencies; i++) {
        if (more->cells[i].orders > 0) /* few cells have any */
            lw_report_add_cell(&sum->cells[i], &more->cells[i]);
    }
    for (size_t i = 0; i < more->misses.count; i++)
        put_miss(sum, &more->misses.items[i]);
    sum->failed = sum->failed || more->failed;
}
