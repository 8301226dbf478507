/* The rounds: labels of k legs become labels of k + 1. */
#include <stdlib.h>

#include "base/error.h"
#include "base/vector.h"
#include "catalog/calendar.h"
#include "pricing/money.h"
#include "search/labels.h"

lw_status lw_search_init(lw_search *search, const lw_network *network, lw_error *err) {
    *search = (lw_search){.network = network};
    lw_status status = lw_facts_init(&search->facts, network, err);
    if (status != LW_OK)
        return status;
    search->bags = calloc((size_t)network->state_count + 1, sizeof *search->bags);
    if (!lw_clock_memo_init(&search->clock, network->catalog) ||
        !lw_offers_init(&search->offers, &search->facts, &search->ledger) ||
        !lw_subnet_init(&search->own, network) || !lw_subnet_init(&search->inbound, network) ||
        search->bags == NULL) {
        lw_search_release(search);
        return lw_fail_memory(err);
    }
    for (uint32_t i = 0; i < network->state_count; i++)
        search->bags[i] = LW_NONE;
    return LW_OK;
}

void lw_search_release(lw_search *search) {
    lw_facts_release(&search->facts);
    lw_ledger_release(&search->ledger);
    lw_offers_release(&search->offers);
    lw_clock_memo_release(&search->clock);
    lw_subnet_release(&search->own);
    lw_subnet_release(&search->inbound);
    free(search->starts.items);
    free(search->labels.items);
    free(search->bags);
    free(search->touched.items);
    free(search->arrivals.items);
    *search = (lw_search){0};
}

/* The greatest whole minor amount within a limit of micro-units. */
static int64_t limit_in_minor(const lw_search *search) {
    int64_t micros = search->demand->max_cost_micros;
    int decimals = search->network->catalog->currencies[search->demand->currency.i].decimals;
    return micros == LW_NO_LIMIT ? LW_NO_LIMIT : micros / lw_power_of_ten(LW_MICRO_DIGITS - decimals);
}

lw_status lw_search_begin(lw_search *search, const lw_demand *demand, lw_error *err) {
    search->demand = demand;
    search->max_cost = limit_in_minor(search);
    lw_facts_begin(&search->facts, demand);
    lw_offers_begin(&search->offers);
    lw_status status = lw_search_find_starts(search, err);
    if (status != LW_OK)
        return status;

    lw_subnet_query query = {.max_legs = demand->max_legs};
    uint32_t *nodes = malloc((search->starts.count + 1) * sizeof *nodes);
    if (nodes == NULL)
        return lw_fail_memory(err);
    for (size_t i = 0; i < search->starts.count; i++)
        nodes[query.start_count++] = search->starts.items[i].node;
    query.starts = nodes;
    bool found = lw_subnet_find(&search->own, &search->offers, &query);
    free(nodes);
    return found && !search->ledger.failed ? LW_OK : lw_fail_memory(err);
}

static bool start_uses_mode(const lw_search *search, const lw_start *start) {
    int mode = search->goal.mode;
    if (mode == LW_ANY_MODE)
        return true;
    if (start->stock == NULL)
        return false;
    return mode == (int)lw_start_mode(search->network->catalog, start->node);
}

static bool settle_starts(lw_search *search) {
    for (size_t i = 0; i < search->starts.count; i++) {
        const lw_start *start = &search->starts.items[i];
        int64_t at = search->demand->start_utc;
        lw_label label = {.cost = start->cost,
                          .at = {at, at, at},
                          .parent = LW_NONE,
                          .lane = LW_NONE,
                          .state = search->network->state_first[start->node],
                          .start = (uint32_t)i,
                          .uses_mode = start_uses_mode(search, start)};
        if (!lw_labels_settle(search, &label))
            return false;
    }
    return true;
}

/* Adds the blind terms of a leg to the label; false when one alone is longer than the gap allowed. */
static bool add_blind(const lw_search *search, lw_label *label, const int64_t *terms, int count) {
    for (int i = 0; i < count; i++) {
        if (terms[i] > search->demand->max_blind_gap_minutes)
            return false;
        label->blind += terms[i];
    }
    return true;
}

static bool add_leg_blind(lw_search *search, lw_label *label, const lw_lane *lane, const lw_offer *offer,
                          const lw_handoff *handoff) {
    const lw_crossing *crossing = &offer->crossing;
    const int64_t terms[] = {
        handoff == NULL ? 0 : handoff->blind_minutes,
        offer->blind_minutes,
        crossing->exits ? lw_facts_exit(&search->facts, lane->mode)->blind_minutes : 0,
        crossing->enters ? lw_facts_entry(&search->facts, crossing->entry_mode)->blind_minutes : 0,
    };
    return add_blind(search, label, terms, sizeof terms / sizeof *terms);
}

static bool add_leg_time(lw_search *search, lw_label *label, const lw_label *parent,
                         const lw_offer *offer, const lw_handoff *handoff) {
    for (int hand = 0; hand < 3; hand++) {
        label->at[hand] = lw_time_leg(&search->facts, &search->clock, label->lane, &offer->crossing, handoff,
                                      (lw_clock_hand)hand, parent->at[hand])
                              .cleared;
        if (label->at[hand] == LW_NEVER)
            return false;
    }
    return true;
}

static bool within_limits(const lw_search *search, const lw_label *label) {
    const lw_demand *demand = search->demand;
    return label->cost <= search->max_cost && label->blind <= demand->max_blind_minutes &&
           lw_label_minutes(search, label, search->goal.hand) <= demand->max_minutes;
}

static bool delivers_in_time(const lw_search *search, const lw_label *label, const lw_lane *lane) {
    if (search->demand->deliver_by == LW_NO_LIMIT)
        return true;
    int offset = lw_lane_end_offset(search->network->catalog, lane);
    return label->at[search->goal.hand] + offset <= search->demand->deliver_by;
}

/* The best that could become of a label at `node`; false when no way on is left. */
static bool look_ahead(const lw_search *search, lw_label *optimist, uint32_t node) {
    const lw_subnet *own = &search->own;
    if (own->from_start[node] == LW_FAR || own->least_cost[node] == LW_NO_LIMIT)
        return false;
    optimist->cost += own->least_cost[node];
    optimist->blind += own->least_blind[node];
    optimist->at[search->goal.hand] += own->least_minutes[node];
    return true;
}

/* Extends a label by one lane. False when memory is out. */
static bool extend(lw_search *search, uint32_t from, uint32_t lane_index) {
    const lw_network *network = search->network;
    const lw_lane *lane = &network->catalog->lanes[lane_index];
    const lw_offer *offer = lw_offers_get(&search->offers, lane_index);
    const lw_label *parent = &search->labels.items[from];
    const lw_handoff *handoff = lw_network_handoff(network, parent->state, lane_index);

    lw_label label = *parent;
    label.parent = from;
    label.lane = lane_index;
    label.legs++;
    label.uses_mode = parent->uses_mode || (int)lane->mode == search->goal.mode;
    if (!add_leg_blind(search, &label, lane, offer, handoff) ||
        lw_label_add_cost(search, &label, handoff, search->demand->pays_duty) != LW_ACCEPTED ||
        !add_leg_time(search, &label, parent, offer, handoff))
        return true;

    if (lane->to_node.i == LW_NONE) {
        label.state = LW_NONE;
        if (!label.uses_mode || !within_limits(search, &label) || !delivers_in_time(search, &label, lane))
            return true;
        return lw_labels_arrive(search, &label);
    }
    lw_label optimist = label;
    if (label.legs >= search->demand->max_legs || !look_ahead(search, &optimist, lane->to_node.i) ||
        !within_limits(search, &optimist) || lw_labels_hopeless(search, &optimist))
        return true;
    label.state = network->lane_state[lane_index];
    return lw_labels_settle(search, &label);
}

static bool extend_all(lw_search *search, uint32_t from) {
    const lw_subnet *own = &search->own;
    uint32_t node = search->network->state_node[search->labels.items[from].state];
    for (uint32_t k = 0; k < own->use_count[node]; k++) {
        if (!extend(search, from, own->lanes.items[own->use_first[node] + k]))
            return false;
    }
    return true;
}

lw_status lw_search_frontier(lw_search *search, const lw_goal *goal, lw_error *err) {
    search->goal = *goal;
    lw_labels_clear(search);
    lw_subnet_bound(&search->own, &search->offers, (int)goal->hand);
    if (!settle_starts(search))
        return lw_fail_memory(err);
    for (size_t done = 0; done < search->labels.count; done++) {
        const lw_label *label = &search->labels.items[done];
        if (label->dropped || label->state == LW_NONE || label->legs >= search->demand->max_legs)
            continue;
        if (!extend_all(search, (uint32_t)done))
            return lw_fail_memory(err);
    }
    return search->ledger.failed ? lw_fail_memory(err) : LW_OK;
}
