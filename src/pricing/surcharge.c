/* Surcharges: which rows match, how much each is, which of a group survives, and the percentages on
 * top. */
#include "pricing/freight.h"
#include "pricing/money.h"

typedef struct bill {
    const lw_facts *facts;
    const lw_lane *lane;
    const lw_freight *freight;
    lw_surcharge_match *matches; /* in file order, percentages of the charges last */
    uint32_t count;
    lw_wide charges; /* what pct_charges rows are taken on, lane currency */
    lw_refusal refusal;
} bill;

static bool has_size_trigger(const lw_surcharge *row)
{
    return row->over_side_mm != LW_NO_TRIGGER || row->over_sum_mm != LW_NO_TRIGGER ||
           row->over_girth_mm != LW_NO_TRIGGER;
}

/* Whether a row that matches the shipment matches what is charged: by its billable weight, and a
 * lot has no sizes. */
static bool matches_load(const bill *b, const lw_surcharge *row)
{
    return (row->over_g == LW_NO_TRIGGER || b->freight->load_billable_g > row->over_g) &&
           (b->freight->load_has_dims || !has_size_trigger(row));
}

static bool is_percentage(lw_basis basis)
{
    return basis == LW_PCT_FREIGHT || basis == LW_PCT_VALUE || basis == LW_PCT_CHARGES;
}

static void refuse(bill *b, lw_refusal refusal)
{
    b->refusal = lw_first_refusal(b->refusal, refusal);
}

/* The amount of one row before its bounds. */
static lw_wide raw_amount(bill *b, const lw_surcharge *row, lw_currency_ref currency)
{
    const lw_catalog *catalog = b->facts->catalog;
    const lw_demand *demand = b->facts->demand;
    switch (row->basis) {
    case LW_FLAT:
        return lw_money_round(catalog, row->amount, LW_MICRO_DIGITS, currency);
    case LW_PER_PIECE:
        return lw_money_round(catalog, lw_wide_mul(row->amount, b->freight->load_pieces),
                              LW_MICRO_DIGITS, currency);
    case LW_PER_KG:
        return lw_money_round(catalog, lw_wide_mul(row->amount, b->freight->load_billable_g),
                              LW_MICRO_DIGITS + 3, currency);
    case LW_PCT_FREIGHT:
        return lw_money_share(b->freight->amount, row->amount);
    case LW_PCT_CHARGES:
        return lw_money_share(b->charges, row->amount);
    case LW_PCT_VALUE:
        if (!lw_money_converts(catalog, demand->value_currency, currency)) {
            refuse(b, LW_NO_FX);
            return 0;
        }
        return lw_money_share(
            lw_money_exchange(catalog, demand->value_minor, demand->value_currency, currency),
            row->amount);
    }
    return 0;
}

static lw_wide bounded(bill *b, const lw_surcharge *row, lw_currency_ref currency, lw_wide amount)
{
    const lw_catalog *catalog = b->facts->catalog;
    lw_currency_ref of_bounds = row->currency.i == LW_NONE ? b->lane->currency : row->currency;
    if (row->min_micros == 0 && row->max_micros == LW_NO_LIMIT)
        return amount;
    if (!lw_money_converts(catalog, of_bounds, currency)) {
        refuse(b, LW_NO_FX);
        return amount;
    }
    if (row->min_micros > 0)
        amount = lw_wide_max(amount, lw_money_convert(catalog, row->min_micros, LW_MICRO_DIGITS,
                                                      of_bounds, currency));
    if (row->max_micros != LW_NO_LIMIT)
        amount = lw_wide_min(amount, lw_money_convert(catalog, row->max_micros, LW_MICRO_DIGITS,
                                                      of_bounds, currency));
    return amount;
}

/* Works out one matching row; the row is charged unless it loses to another of its group. */
static void add_match(bill *b, const lw_surcharge *row)
{
    const lw_catalog *catalog = b->facts->catalog;
    lw_surcharge_match m = {.row = row};
    m.currency =
        is_percentage(row->basis) || row->currency.i == LW_NONE ? b->lane->currency : row->currency;
    m.amount = bounded(b, row, m.currency, raw_amount(b, row, m.currency));
    if (!lw_money_converts(catalog, m.currency, b->facts->demand->currency)) {
        refuse(b, LW_NO_FX);
        return;
    }
    m.compared = lw_money_exchange(catalog, m.amount, m.currency, b->facts->demand->currency);
    for (uint32_t i = 0; row->group != LW_NONE && i < b->count; i++) {
        lw_surcharge_match *rival = &b->matches[i];
        if (rival->row->group != row->group || rival->dropped)
            continue;
        if (m.compared > rival->compared)
            rival->dropped = true;
        else
            m.dropped = true;
    }
    b->matches[b->count++] = m;
}

static void collect(bill *b, const lw_surcharge *const *rows, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (matches_load(b, rows[i]))
            add_match(b, rows[i]);
    }
}

/* Freight plus the surviving surcharges that fuel applies to, in the lane's currency. In a lot a
 * percentage of the goods value is the shipment's own affair and stays out. */
static void sum_charges(bill *b)
{
    b->charges = b->freight->amount;
    for (uint32_t i = 0; i < b->count; i++) {
        const lw_surcharge_match *m = &b->matches[i];
        if (m->dropped || !m->row->fuel_applies ||
            (b->freight->shared && m->row->basis == LW_PCT_VALUE))
            continue;
        if (!lw_money_converts(b->facts->catalog, m->currency, b->lane->currency))
            continue; /* refused already: it cannot be told in the quote currency or the freight
                         cannot */
        b->charges = lw_wide_add(b->charges, lw_money_exchange(b->facts->catalog, m->amount,
                                                               m->currency, b->lane->currency));
    }
}

static void post_survivors(bill *b, uint32_t lane, lw_ledger *ledger)
{
    for (uint32_t i = 0; i < b->count; i++) {
        const lw_surcharge_match *m = &b->matches[i];
        if (m->dropped)
            continue;
        bool own = m->row->basis == LW_PCT_VALUE;
        lw_posting posting = {.type = LW_SURCHARGE,
                              .place = {true, lane},
                              .rule = m->row->name[0] != '\0' ? m->row->name : m->row->id,
                              .card_currency = m->currency,
                              .card_amount =
                                  own ? m->amount : lw_freight_part(b->freight, m->amount),
                              .source = m->row->source};
        refuse(b, lw_ledger_post(ledger, &posting));
    }
}

lw_refusal lw_surcharges_post(lw_facts *facts, uint32_t lane, const lw_freight *freight,
                              lw_ledger *ledger)
{
    const lw_ruling *ruling = lw_facts_ruling(facts, lane);
    const lw_surcharge *const *rows = facts->rows + ruling->first;
    bill b = {.facts = facts,
              .lane = &facts->catalog->lanes[lane],
              .freight = freight,
              .matches = facts->matches};
    collect(&b, rows, ruling->count);
    if (ruling->fuels > 0) {
        sum_charges(&b);
        collect(&b, rows + ruling->count, ruling->fuels);
    }
    post_survivors(&b, lane, ledger);
    return b.refusal;
}
