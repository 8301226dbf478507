/* The bill: charge lines in the order they arise, each with the table rows it comes from. */
#ifndef LANEWISE_PRICING_LEDGER_H
#define LANEWISE_PRICING_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lanewise/plan.h>

#include "base/wide.h"
#include "catalog/model.h"

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
    bool failed; /* memory ran out: lines are missing. Sticks until the owner clears it */
} lw_ledger;

void lw_ledger_begin(lw_ledger *ledger, const lw_catalog *catalog, lw_currency_ref currency);
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

/* Converts and appends a line. LW_ACCEPTED; LW_NO_FX without a rate, LW_TOO_LARGE above
 * LW_MAX_CHARGE: then no line is added. `*amount` (may be NULL) receives the quote amount, 0 when
 * refused. */
lw_refusal lw_ledger_post(lw_ledger *ledger, const lw_posting *posting, int64_t *amount);

/* Appends an amount in the quote currency for its sum alone, without a source. */
void lw_ledger_note(lw_ledger *ledger, lw_charge_type type, int64_t amount);

/* What the seller pays by all lines; INT64_MAX when it is more than that. */
int64_t lw_ledger_total(const lw_ledger *ledger);

/* Names another row behind the last line; a row already named is not repeated. */
void lw_ledger_cite(lw_ledger *ledger, lw_source source);

#endif
