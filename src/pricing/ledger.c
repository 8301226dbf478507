/* Posting charge lines. */
#include "pricing/ledger.h"

#include <stdlib.h>

#include "base/vector.h"

void lw_ledger_begin(lw_ledger *ledger, const lw_catalog *catalog, lw_currency_ref currency)
{
    ledger->catalog = catalog;
    ledger->currency = currency;
    ledger->sums_only = false;
    ledger->lines.count = 0;
    ledger->sources.count = 0;
}

void lw_ledger_release(lw_ledger *ledger)
{
    free(ledger->lines.items);
    free(ledger->sources.items);
    *ledger = (lw_ledger){0};
}

void lw_ledger_write(lw_ledger *ledger, const lw_posting *posting, int64_t amount)
{
    lw_line line = {
        .type = posting->type,
        .place = posting->place,
        .rule = posting->rule,
        .card_currency = posting->card_currency,
        .card_amount = (int64_t)posting->card_amount,
        .amount = amount,
        .first_source = (uint32_t)ledger->sources.count,
        .source_count = 1,
    };
    if (!LW_PUSH(&ledger->sources, posting->source) || !LW_PUSH(&ledger->lines, line))
        ledger->failed = true;
}

void lw_ledger_note(lw_ledger *ledger, lw_charge_type type, int64_t amount)
{
    lw_line line = {.type = type, .rule = "", .amount = amount};
    if (!LW_PUSH(&ledger->lines, line))
        ledger->failed = true;
}

int64_t lw_ledger_total(const lw_ledger *ledger)
{
    lw_wide total = 0;
    if (ledger->sums_only)
        return ledger->sum;
    for (size_t i = 0; i < ledger->lines.count; i++) {
        if (!ledger->lines.items[i].buyer_pays)
            total += ledger->lines.items[i].amount;
    }
    return total > INT64_MAX ? INT64_MAX : (int64_t)total;
}

static bool same_row(lw_source a, lw_source b)
{
    return a.table == b.table && a.file == b.file && a.line == b.line;
}

void lw_ledger_cite(lw_ledger *ledger, lw_source source)
{
    if (ledger->sums_only || ledger->lines.count == 0)
        return;
    lw_line *line = &ledger->lines.items[ledger->lines.count - 1];
    for (uint32_t i = 0; i < line->source_count; i++) {
        if (same_row(ledger->sources.items[line->first_source + i], source))
            return;
    }
    if (LW_PUSH(&ledger->sources, source))
        line->source_count++;
    else
        ledger->failed = true;
}
