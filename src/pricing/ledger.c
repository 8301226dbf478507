/* Posting charge lines. */
#include "pricing/ledger.h"

#include <stdlib.h>

#include "base/vector.h"
#include "pricing/money.h"

void lw_ledger_begin(lw_ledger *ledger, const lw_catalog *catalog, lw_currency_ref currency)
{
    ledger->catalog = catalog;
    ledger->currency = currency;
    ledger->lines.count = 0;
    ledger->sources.count = 0;
}

void lw_ledger_release(lw_ledger *ledger)
{
    free(ledger->lines.items);
    free(ledger->sources.items);
    *ledger = (lw_ledger){0};
}

lw_refusal lw_ledger_post(lw_ledger *ledger, const lw_posting *posting, int64_t *amount)
{
    if (amount != NULL)
        *amount = 0;
    if (!lw_money_converts(ledger->catalog, posting->card_currency, ledger->currency))
        return LW_NO_FX;
    if (posting->card_amount > LW_MAX_CHARGE)
        return LW_TOO_LARGE;
    lw_wide converted = lw_money_exchange(ledger->catalog, posting->card_amount,
                                          posting->card_currency, ledger->currency);
    if (converted > LW_MAX_CHARGE)
        return LW_TOO_LARGE;
    lw_line line = {
        .type = posting->type,
        .place = posting->place,
        .rule = posting->rule,
        .card_currency = posting->card_currency,
        .card_amount = (int64_t)posting->card_amount,
        .amount = (int64_t)converted,
        .first_source = (uint32_t)ledger->sources.count,
        .source_count = 1,
    };
    if (!LW_PUSH(&ledger->sources, posting->source) || !LW_PUSH(&ledger->lines, line))
        ledger->failed = true;
    if (amount != NULL)
        *amount = (int64_t)converted;
    return LW_ACCEPTED;
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
    if (ledger->lines.count == 0)
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
