/* Freight by the three piece rules, for the shipment or for a consolidated lot. */
#include "pricing/freight.h"

#include "pricing/card.h"
#include "pricing/money.h"
#include "pricing/weight.h"

typedef struct tally {
    const lw_catalog *catalog;
    const lw_demand *demand;
    const lw_lane *lane;
    lw_wide own_weight; /* of the shipment, by the rule `shipment` */
    lw_wide billable_g, amount;
    const lw_rate *first_row;
    lw_ledger *cited; /* where the rows used are named behind the last line; NULL while adding up */
} tally;

static inline const lw_card *card_of(const tally *t)
{
    return &t->catalog->cards[t->lane->card.i];
}

/* Charges `weight_g` by the card, `times` over. False in a gap. */
static inline bool charge(tally *t, lw_wide weight_g, int64_t times)
{
    const lw_lane *lane = t->lane;
    lw_card_charge c;
    if (!lw_card_price(t->catalog, card_of(t), lane->currency, lane->weight.step_g,
                       lane->next_break, weight_g, t->demand->ship_date, &c))
        return false;
    if (times > 1 || t->first_row != NULL) {
        c.billable_g = lw_wide_add(t->billable_g, lw_wide_mul(c.billable_g, times));
        c.amount_minor = lw_wide_add(t->amount, lw_wide_mul(c.amount_minor, times));
    }
    t->billable_g = c.billable_g;
    t->amount = c.amount_minor;
    if (t->first_row == NULL)
        t->first_row = c.rate;
    if (t->cited != NULL)
        lw_ledger_cite(t->cited, c.rate->source);
    return true;
}

/* Each piece is rounded up to the step of its own bracket; the sum is charged once. */
static bool charge_sum_of_pieces(tally *t, const lw_load *load)
{
    const lw_weight_rules *rules = &t->lane->weight;
    lw_wide sum = 0;
    for (size_t i = 0; i < load->piece_count; i++) {
        const lw_piece *piece = &load->pieces[i];
        lw_wide weight = lw_wide_max(lw_piece_weight(rules, piece), rules->min_weight_g);
        const lw_rate *row = lw_card_bracket(card_of(t), weight, t->demand->ship_date);
        if (row == NULL)
            return false;
        weight = lw_wide_step_up(weight, lw_rate_step(row, rules->step_g));
        sum = lw_wide_add(sum, lw_wide_mul(weight, piece->quantity));
    }
    return charge(t, sum, 1);
}

static bool charge_each_piece(tally *t, const lw_load *load)
{
    const lw_weight_rules *rules = &t->lane->weight;
    for (size_t i = 0; i < load->piece_count; i++) {
        const lw_piece *piece = &load->pieces[i];
        if (!charge(t, lw_wide_max(lw_piece_weight(rules, piece), rules->min_weight_g),
                    piece->quantity))
            return false;
    }
    return true;
}

/* `weight` is that of the load by the rule `shipment`. */
static inline bool charge_load(tally *t, const lw_load *load, lw_wide weight)
{
    switch (t->lane->weight.piece_rule) {
    case LW_SUM_OF_PIECES:
        return charge_sum_of_pieces(t, load);
    case LW_EACH_PIECE:
        return charge_each_piece(t, load);
    case LW_PER_SHIPMENT:
        break;
    }
    return charge(t, weight, 1);
}

/* Freight of the shipment by itself or, where it is lighter than the lane's lot, of one whole lot.
 */
static inline bool work_out(tally *t, lw_freight *freight)
{
    const lw_demand *demand = t->demand;
    lw_load own = {demand->pieces, demand->piece_count};
    *freight = (lw_freight){
        .load_pieces = demand->piece_total, .load_has_dims = true, .lot_g = t->lane->lot_g};
    if (freight->lot_g > 0 && t->own_weight < freight->lot_g) {
        lw_piece lot = {.weight_g = freight->lot_g, .quantity = 1};
        lw_load lots = {&lot, 1};
        if (!charge_load(t, &lots, lw_shipment_weight(&t->lane->weight, &lots)))
            return false;
        freight->shared = true;
        freight->billable_g = t->own_weight;
        freight->load_pieces = 1;
        freight->load_has_dims = false;
    } else {
        if (!charge_load(t, &own, t->own_weight))
            return false;
        freight->billable_g = t->billable_g;
    }
    freight->load_billable_g = t->billable_g;
    freight->amount = t->amount;
    return true;
}

bool lw_freight_work_out(const lw_catalog *catalog, const lw_demand *demand, const lw_lane *lane,
                         lw_freight *freight)
{
    lw_load own = {demand->pieces, demand->piece_count};
    tally t = {.catalog = catalog,
               .demand = demand,
               .lane = lane,
               .own_weight = lw_shipment_weight(&lane->weight, &own)};
    return work_out(&t, freight);
}

/* Pieces in different brackets rest on different rows: names them all. */
static void cite_pieces(const tally *added_up, lw_ledger *ledger)
{
    tally again = *added_up;
    lw_load own = {again.demand->pieces, again.demand->piece_count};
    again.cited = ledger;
    charge_each_piece(&again, &own);
}

lw_refusal lw_freight_post(lw_facts *facts, uint32_t lane, lw_ledger *ledger, lw_freight *freight)
{
    tally t = {.catalog = facts->catalog,
               .demand = facts->demand,
               .lane = &facts->catalog->lanes[lane],
               .own_weight = lw_facts_weight(facts, lane)};
    if (!work_out(&t, freight))
        return LW_NO_RATE;
    lw_posting posting = {.type = LW_FREIGHT,
                          .place = {true, lane},
                          .rule = t.lane->service,
                          .card_currency = t.lane->currency,
                          .card_amount = lw_freight_part(freight, freight->amount),
                          // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): what has a price
                          .source = t.first_row->source}; /* rests on a row */
    lw_refusal refusal = lw_ledger_post(ledger, &posting);
    if (refusal == LW_ACCEPTED && !ledger->sums_only) {
        if (t.lane->weight.piece_rule == LW_EACH_PIECE && !freight->shared)
            cite_pieces(&t, ledger);
        lw_ledger_cite(ledger, t.lane->source);
    }
    if (freight->billable_g > INT64_MAX)
        refusal = lw_first_refusal(refusal, LW_TOO_LARGE);
    const lw_ruling *ruling = lw_facts_ruling(facts, lane);
    if (ruling->count + ruling->fuels == 0)
        return refusal;
    return lw_first_refusal(refusal, lw_surcharges_post(facts, lane, freight, ledger));
}

lw_refusal lw_freight_simple(lw_facts *facts, uint32_t lane, int64_t *billable_g, int64_t *amount)
{
    const lw_catalog *catalog = facts->catalog;
    const lw_demand *demand = facts->demand;
    const lw_lane *taken = &catalog->lanes[lane];
    const lw_card *card = &catalog->cards[taken->card.i];
    lw_wide weight = lw_facts_weight(facts, lane);
    if (taken->currency.i == demand->currency.i && weight < INT64_MAX &&
        lw_card_short_price(catalog, card, taken->currency, taken->weight.step_g, (int64_t)weight,
                            demand->ship_date, billable_g, amount))
        return *amount > LW_MAX_CHARGE ? LW_TOO_LARGE : LW_ACCEPTED;
    lw_card_charge c;
    if (!lw_card_price(catalog, card, taken->currency, taken->weight.step_g, false, weight,
                       demand->ship_date, &c))
        return LW_NO_RATE;
    if (!lw_money_converts(catalog, taken->currency, demand->currency))
        return LW_NO_FX;
    if (c.amount_minor > LW_MAX_CHARGE || c.billable_g > INT64_MAX)
        return LW_TOO_LARGE;
    lw_wide converted =
        lw_money_exchange(catalog, c.amount_minor, taken->currency, demand->currency);
    *billable_g = (int64_t)c.billable_g;
    *amount = (int64_t)lw_wide_min(converted, INT64_MAX);
    return converted > LW_MAX_CHARGE ? LW_TOO_LARGE : LW_ACCEPTED;
}
