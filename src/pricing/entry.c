/* An entry as amounts for the search and as lines for the bill. */
#include <assert.h>

#include "pricing/freight.h"
#include "pricing/money.h"
#include "pricing/offer.h"

/* Adds `minor` of C to `*sum` in the quote currency, as a line would; notes a line that is too
 * large. */
static inline void add(const lw_facts *facts, const lw_border *border, int64_t minor, int64_t *sum,
                       lw_refusal *refusal)
{
    if (minor == 0)
        return;
    lw_wide amount =
        lw_money_exchange(facts->catalog, minor, border->currency, facts->demand->currency);
    if (minor > LW_MAX_CHARGE || amount > LW_MAX_CHARGE)
        *refusal = LW_TOO_LARGE;
    else
        *sum += (int64_t)amount;
}

lw_entry_cost lw_entry_price(lw_facts *facts, lw_mode mode, int64_t cost_so_far)
{
    const lw_border *border = lw_facts_entry(facts, mode);
    lw_entry_cost cost = {.refusal = border->refusal};
    if (cost.refusal != LW_ACCEPTED || border->currency.i == LW_NONE)
        return cost;
    lw_assessment a;
    lw_border_assess(facts->catalog, facts->demand, border, cost_so_far, &a);
    add(facts, border, a.fee, &cost.fees, &cost.refusal);
    add(facts, border, a.value_fee, &cost.fees, &cost.refusal);
    add(facts, border, a.disbursement, &cost.dues, &cost.refusal);
    add(facts, border, a.duty, &cost.dues, &cost.refusal);
    add(facts, border, a.tax, &cost.dues, &cost.refusal);
    add(facts, border, a.local_tax, &cost.dues, &cost.refusal);
    return cost;
}

/* One line of an entry; an amount of 0 gives none. */
typedef struct entry_line {
    lw_charge_type type;
    const char *rule;
    int64_t amount;
    bool by_duty_row; /* rests on the duties rows of the items, too; without items it is 0 */
    bool due;         /* duty, tax, disbursement */
} entry_line;

static lw_refusal post_line(const lw_border *border, const entry_line *line, uint32_t lane,
                            bool buyer_pays, lw_ledger *ledger)
{
    const lw_source *customs = border->row == NULL ? NULL : &border->row->source;
    if (line->amount == 0)
        return LW_ACCEPTED;
    const lw_source *first = line->by_duty_row ? &border->items[0].duty->source : customs;
    assert(first); /* without a row of customs nothing else is charged */
    lw_posting posting = {.type = line->type,
                          .place = {true, lane},
                          .rule = line->rule,
                          .card_currency = border->currency,
                          .card_amount = line->amount,
                          .source = *first};
    lw_refusal refusal = lw_ledger_post(ledger, &posting);
    if (refusal != LW_ACCEPTED || ledger->failed)
        return refusal;
    for (size_t i = 1; line->by_duty_row && i < border->item_count; i++)
        lw_ledger_cite(ledger, border->items[i].duty->source);
    if (line->by_duty_row && customs != NULL)
        lw_ledger_cite(ledger, *customs);
    ledger->lines.items[ledger->lines.count - 1].buyer_pays = buyer_pays && line->due;
    return LW_ACCEPTED;
}

lw_refusal lw_entry_post(lw_facts *facts, lw_mode mode, int64_t cost_so_far, uint32_t lane,
                         bool buyer_pays, lw_ledger *ledger)
{
    const lw_border *border = lw_facts_entry(facts, mode);
    if (border->refusal != LW_ACCEPTED || border->currency.i == LW_NONE)
        return border->refusal;
    lw_assessment a;
    lw_border_assess(facts->catalog, facts->demand, border, cost_so_far, &a);
    const entry_line lines[] = {
        {LW_CLEARANCE, "import clearance", a.fee, false, false},
        {LW_CLEARANCE, "value fee", a.value_fee, false, false},
        {LW_DISBURSEMENT, "", a.disbursement, false, true},
        {LW_DUTY, "", a.duty, true, true},
        {LW_TAX, "", a.tax, true, true},
        {LW_TAX, "local tax", a.local_tax, true, true},
    };
    lw_refusal refusal = LW_ACCEPTED;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        refusal = lw_first_refusal(refusal, post_line(border, &lines[i], lane, buyer_pays, ledger));
    return refusal;
}
