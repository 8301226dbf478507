/* The bill: charge lines in the order they arise, each with the table rows it comes from. */
#ifndef LANEWISE_PRICING_LEDGER_H
#define LANEWISE_PRICING_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lanewise/plan.h>

#include "base/wide.h"
#include "pricing/money.h"

/* Where a charge belongs. */
typedef struct lw_place {
    bool at_lane;
    uint32_t index; /* of a lane or a node */
} lw_place;

typedef struct lw_line {
    lw_charge_type type;
    lw_place place;
    bool buyer_pays;
    const char *rule; /* borrowed from the catalog or static; "" = plain */
    lw_currency_ref card_currency;
    int64_t card_amount; /* minor units of card_currency */
    int64_t amount;      /* minor units of the quote currency */
    uint32_t first_source, source_count;
} lw_line;

/* Reusable storage; zeroed before the first use. */
typedef struct lw_ledger {
    const lw_catalog *catalog;
    lw_currency_ref currency; /* the quote's */
    struct {
        lw_line *items;
        size_t count, capacity;
    } lines;
    struct {
        lw_source *items;
        size_t count, capacity;
    } sources;
    bool sums_only; /* lines are added up instead of kept */
    int64_t sum;    /* of such lines; INT64_MAX when it is more than that */
    bool failed;    /* memory ran out: lines are missing. Sticks until the owner clears it */
} lw_ledger;

void lw_ledger_begin(lw_ledger *ledger, const lw_catalog *catalog, lw_currency_ref currency);

/* For what the lines come to, and nothing else of them. */
static inline void lw_ledger_begin_sum(lw_ledger *ledger, const lw_catalog *catalog,
                                       lw_currency_ref currency)
{
    ledger->catalog = catalog;
    ledger->currency = currency;
    ledger->sums_only = true;
    ledger->sum = 0;
}

void lw_ledger_release(lw_ledger *ledger);

/* What is charged by one line, before it is posted. */
typedef struct lw_posting {
    lw_charge_type type;
    lw_place place;
    const char *rule;
    lw_currency_ref card_currency;
    lw_wide card_amount;
    lw_source source;
} lw_posting;

/* Appends the line of a posting that comes to `amount`. */
void lw_ledger_write(lw_ledger *ledger, const lw_posting *posting, int64_t amount);

/* Adds an amount to the sum of lines that are not kept. */
static inline void lw_ledger_add(lw_ledger *ledger, int64_t amount)
{
    if (__builtin_add_overflow(ledger->sum, amount, &ledger->sum))
        ledger->sum = INT64_MAX;
}

/* An amount of a card in the quote currency. LW_ACCEPTED; LW_NO_FX without a rate, LW_TOO_LARGE
 * above LW_MAX_CHARGE: then `*amount` is 0. */
static inline lw_refusal lw_ledger_convert(const lw_ledger *ledger, lw_currency_ref card_currency,
                                           lw_wide card_amount, int64_t *amount)
{
    *amount = 0;
    if (!lw_money_converts(ledger->catalog, card_currency, ledger->currency))
        return LW_NO_FX;
    if (card_amount > LW_MAX_CHARGE)
        return LW_TOO_LARGE;
    lw_wide converted =
        lw_money_exchange(ledger->catalog, card_amount, card_currency, ledger->currency);
    if (converted > LW_MAX_CHARGE)
        return LW_TOO_LARGE;
    *amount = (int64_t)converted;
    return LW_ACCEPTED;
}

/* Converts an amount and appends its line, or adds it up. What lw_ledger_convert refuses gives no
 * line. */
static inline lw_refusal lw_ledger_post(lw_ledger *ledger, const lw_posting *posting)
{
    int64_t amount;
    lw_refusal refusal =
        lw_ledger_convert(ledger, posting->card_currency, posting->card_amount, &amount);
    if (refusal == LW_ACCEPTED && ledger->sums_only)
        lw_ledger_add(ledger, amount);
    else if (refusal == LW_ACCEPTED)
        lw_ledger_write(ledger, posting, amount);
    return refusal;
}

/* Appends an amount in the quote currency for its sum alone, without a source. */
void lw_ledger_note(lw_ledger *ledger, lw_charge_type type, int64_t amount);

/* What the seller pays by all lines; INT64_MAX when it is more than that. */
int64_t lw_ledger_total(const lw_ledger *ledger);

/* Names another row behind the last line; a row already named is not repeated. Lines that are added
 * up have none. */
void lw_ledger_cite(lw_ledger *ledger, lw_source source);

#endif
