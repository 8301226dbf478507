/* A lane's refusals in their order, and the price of a leg. */
#include "pricing/offer.h"

#include "pricing/card.h"
#include "pricing/freight.h"
#include "pricing/money.h"

#define GRAMS_STEP_OF_NODES 1

bool lw_lane_takes_weight(const lw_lane *lane, const lw_demand *demand)
{
    if (demand->actual_g < lane->min_shipment_g || demand->actual_g > lane->max_shipment_g)
        return false;
    for (size_t i = 0; i < demand->piece_count; i++) {
        if (demand->pieces[i].weight_g > lane->max_weight_g)
            return false;
    }
    return true;
}

static bool size_fits(const lw_demand *demand, const lw_lane *lane)
{
    return demand->longest_mm <= lane->max_side_mm && demand->sum_mm <= lane->max_sum_mm &&
           demand->girth_mm <= lane->max_girth_mm;
}

static lw_refusal test_value(const lw_facts *facts, const lw_lane *lane)
{
    const lw_demand *demand = facts->demand;
    const lw_catalog *catalog = facts->catalog;
    if (lane->min_value_micros == 0 && lane->max_value_micros == LW_NO_LIMIT)
        return LW_ACCEPTED;
    if (!lw_money_converts(catalog, demand->value_currency, lane->value_currency))
        return LW_NO_FX;
    lw_wide value = lw_money_exchange(catalog, demand->value_minor, demand->value_currency,
                                      lane->value_currency);
    lw_wide micros = lw_money_micros(catalog, value, lane->value_currency);
    bool within = micros >= lane->min_value_micros &&
                  (lane->max_value_micros == LW_NO_LIMIT || micros <= lane->max_value_micros);
    return within ? LW_ACCEPTED : LW_OUT_OF_VALUE;
}

/* The reasons that need no price. A missing rate of exchange is only remembered: it comes late in
 * the order. */
static lw_refusal test_lane(lw_facts *facts, uint32_t index)
{
    const lw_lane *lane = &facts->catalog->lanes[index];
    const lw_demand *demand = facts->demand;
    lw_refusal rules = lw_facts_ruling(facts, index)->refusal;
    if (rules == LW_MODE_EXCLUDED)
        return LW_MODE_EXCLUDED;
    if (!lw_facts_on_day(facts, &lane->valid))
        return LW_EXPIRED;
    if (rules == LW_RESTRICTED)
        return LW_RESTRICTED;
    if (!lw_lane_takes_weight(lane, demand))
        return LW_OVER_WEIGHT;
    if (!size_fits(demand, lane))
        return LW_OVER_SIZE;
    return lw_first_refusal(rules, test_value(facts, lane));
}

lw_refusal lw_handling_post(const lw_facts *facts, uint32_t node, lw_ledger *ledger)
{
    const lw_node *leaving = &facts->catalog->nodes[node];
    if (leaving->card.i == LW_NONE)
        return LW_ACCEPTED;
    lw_card_charge charge;
    if (!lw_card_price(facts->catalog, &facts->catalog->cards[leaving->card.i], leaving->currency,
                       GRAMS_STEP_OF_NODES, false, facts->demand->actual_g,
                       facts->demand->ship_date, &charge))
        return LW_NO_RATE;
    lw_posting posting = {.type = LW_HANDLING,
                          .place = {false, node},
                          .rule = "",
                          .card_currency = leaving->currency,
                          .card_amount = charge.amount_minor,
                          .source = charge.rate->source};
    lw_refusal refusal = lw_ledger_post(ledger, &posting);
    if (refusal == LW_ACCEPTED)
        lw_ledger_cite(ledger, leaving->source);
    return refusal;
}

lw_refusal lw_handoff_post(const lw_facts *facts, const lw_handoff *row, uint32_t node,
                           lw_ledger *ledger)
{
    if (row->fee_micros == 0)
        return LW_ACCEPTED;
    lw_posting posting = {.type = LW_HANDOFF,
                          .place = {false, node},
                          .rule = "",
                          .card_currency = row->currency,
                          .card_amount = lw_money_round(facts->catalog, row->fee_micros,
                                                        LW_MICRO_DIGITS, row->currency),
                          .source = row->source};
    return lw_ledger_post(ledger, &posting);
}

lw_refusal lw_exit_post(lw_facts *facts, lw_mode mode, uint32_t lane, lw_ledger *ledger)
{
    const lw_border *border = lw_facts_exit(facts, mode);
    if (border->refusal != LW_ACCEPTED || border->row == NULL || border->fee == 0)
        return border->refusal;
    lw_posting posting = {.type = LW_CLEARANCE,
                          .place = {true, lane},
                          .rule = "export clearance",
                          .card_currency = border->currency,
                          .card_amount = border->fee,
                          .source = border->row->source};
    return lw_ledger_post(ledger, &posting);
}

/* Begins to work out a sum that is not known yet. */
static lw_ledger begin_sum(const lw_facts *facts)
{
    lw_ledger ledger = {0};
    lw_ledger_begin_sum(&ledger, facts->catalog, facts->demand->currency);
    return ledger;
}

static void know_sum(const lw_facts *facts, const lw_ledger *ledger, lw_refusal refusal,
                     lw_known_sum *sum)
{
    *sum = (lw_known_sum){facts->stamp, refusal, lw_ledger_total(ledger)};
}

/* What leaving a node, and export clearance by a mode, come to: worked out on first use. */
static const lw_known_sum *handling_sum(lw_facts *facts, uint32_t node)
{
    lw_known_sum *sum = &facts->handling[node];
    if (sum->stamp != facts->stamp) {
        lw_ledger ledger = begin_sum(facts);
        lw_refusal refusal = lw_handling_post(facts, node, &ledger);
        know_sum(facts, &ledger, refusal, sum);
    }
    return sum;
}

static const lw_known_sum *exit_sum(lw_facts *facts, lw_mode mode)
{
    lw_known_sum *sum = &facts->exit_sums[mode];
    if (sum->stamp != facts->stamp) {
        lw_ledger ledger = begin_sum(facts);
        lw_refusal refusal = lw_exit_post(facts, mode, 0, &ledger);
        know_sum(facts, &ledger, refusal, sum);
    }
    return sum;
}

bool lw_offer_is_freight(lw_facts *facts, uint32_t lane, const lw_crossing *crossing)
{
    if (!facts->network->lane_simple[lane])
        return false;
    return !crossing->exits || lw_facts_exit(facts, facts->catalog->lanes[lane].mode)->row == NULL;
}

/* Adds a sum that is known already to those of a lane. */
static void add_sum(const lw_known_sum *sum, lw_ledger *ledger, lw_refusal *refusal)
{
    lw_ledger_add(ledger, sum->amount);
    *refusal = lw_first_refusal(*refusal, sum->refusal);
}

/* Adds up handling, freight, surcharges and export clearance. */
static lw_refusal price_lane(lw_facts *facts, uint32_t index, lw_offer *offer)
{
    const lw_lane *lane = &facts->catalog->lanes[index];
    lw_freight freight;
    if (lw_offer_is_freight(facts, index, &offer->crossing))
        return lw_freight_simple(facts, index, &offer->billable_g, &offer->cost);
    lw_ledger ledger;
    lw_ledger_begin_sum(&ledger, facts->catalog, facts->demand->currency);
    lw_refusal refusal = lw_freight_post(facts, index, &ledger, &freight);
    if (facts->catalog->nodes[lane->from.i].card.i != LW_NONE)
        add_sum(handling_sum(facts, lane->from.i), &ledger, &refusal);
    if (offer->crossing.exits)
        add_sum(exit_sum(facts, lane->mode), &ledger, &refusal);
    offer->cost = ledger.sum;
    offer->billable_g = refusal == LW_ACCEPTED ? (int64_t)freight.billable_g : 0;
    return refusal;
}

/* The least an entry adds: its dues grow with the cost of getting there, and that is at least the
 * lane's own. */
static lw_refusal add_least_entry(lw_facts *facts, lw_offer *offer)
{
    lw_entry_cost entry = lw_entry_price(facts, offer->crossing.entry_mode, offer->cost);
    offer->least_cost += lw_entry_borne(facts->demand, &entry);
    return entry.refusal;
}

void lw_offer_price(lw_facts *facts, uint32_t index, lw_offer *offer)
{
    offer->cost = offer->least_cost = offer->billable_g = 0;
    offer->blind_minutes = lw_lane_blind_minutes(&facts->catalog->lanes[index]);
    offer->refusal = test_lane(facts, index);
    if (offer->refusal != LW_ACCEPTED && offer->refusal != LW_NO_FX)
        return;
    offer->refusal = lw_first_refusal(offer->refusal, price_lane(facts, index, offer));
    offer->least_cost = offer->cost;
    if (!facts->network->lane_departs[index])
        offer->refusal = lw_first_refusal(offer->refusal, LW_NO_DEPARTURE);
    if (offer->crossing.enters)
        offer->refusal = lw_first_refusal(offer->refusal, add_least_entry(facts, offer));
    if (offer->refusal == LW_ACCEPTED && offer->cost > LW_MAX_TOTAL)
        offer->refusal = LW_TOO_LARGE;
}
