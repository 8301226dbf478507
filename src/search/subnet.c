/* Which lanes matter: least legs to the ends backwards, then usable lanes forwards, then lower bounds backwards. */
#include "search/subnet.h"

#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "search/timing.h"

bool lw_subnet_init(lw_subnet *subnet, const lw_network *network) {
    size_t nodes = (size_t)network->catalog->node_count + 1;
    *subnet = (lw_subnet){.network = network};
    subnet->from_start = calloc(nodes, sizeof *subnet->from_start);
    subnet->to_end = calloc(nodes, sizeof *subnet->to_end);
    subnet->use_first = calloc(nodes, sizeof *subnet->use_first);
    subnet->use_count = calloc(nodes, sizeof *subnet->use_count);
    subnet->least_cost = calloc(nodes, sizeof *subnet->least_cost);
    subnet->least_minutes = calloc(nodes, sizeof *subnet->least_minutes);
    subnet->least_blind = calloc(nodes, sizeof *subnet->least_blind);
    return subnet->from_start != NULL && subnet->to_end != NULL && subnet->use_first != NULL &&
           subnet->use_count != NULL && subnet->least_cost != NULL && subnet->least_minutes != NULL &&
           subnet->least_blind != NULL;
}

void lw_subnet_release(lw_subnet *subnet) {
    free(subnet->from_start);
    free(subnet->to_end);
    free(subnet->use_first);
    free(subnet->use_count);
    free(subnet->least_cost);
    free(subnet->least_minutes);
    free(subnet->least_blind);
    free(subnet->nodes.items);
    free(subnet->lanes.items);
    *subnet = (lw_subnet){0};
}

/* Marks the start of a lane that leads to an end in `legs`; new nodes are queued. */
static bool step_back(lw_subnet *subnet, lw_offers *offers, uint32_t lane, uint8_t legs) {
    uint32_t from = subnet->network->catalog->lanes[lane].from.i;
    if (subnet->to_end[from] <= legs || !lw_offers_crossing(offers, lane)->allowed)
        return true;
    subnet->to_end[from] = legs;
    return LW_PUSH(&subnet->nodes, from);
}

static bool seed_ends(lw_subnet *subnet, lw_offers *offers, const lw_subnet_query *query) {
    const lw_network *network = subnet->network;
    const lw_demand *demand = offers->facts->demand;
    if (query->end_nodes != NULL) {
        for (uint32_t node = 0; node < network->catalog->node_count; node++) {
            if (!query->end_nodes[node])
                continue;
            subnet->to_end[node] = 0;
            if (!LW_PUSH(&subnet->nodes, node))
                return false;
        }
        return true;
    }
    for (size_t i = 0; i < demand->zone_count; i++) {
        uint32_t zone = demand->zones[i];
        for (uint32_t k = network->zone_first[zone]; k < network->zone_first[zone + 1]; k++) {
            if (!step_back(subnet, offers, network->zone_lanes[k], 1))
                return false;
        }
    }
    return true;
}

/* Breadth first from the ends; lanes need not be usable yet, only allowed. */
static bool count_legs_to_end(lw_subnet *subnet, lw_offers *offers, const lw_subnet_query *query) {
    const lw_network *network = subnet->network;
    memset(subnet->to_end, LW_FAR, network->catalog->node_count);
    subnet->nodes.count = 0;
    if (!seed_ends(subnet, offers, query))
        return false;
    for (size_t i = 0; i < subnet->nodes.count; i++) {
        uint32_t node = subnet->nodes.items[i];
        if (subnet->to_end[node] >= query->max_legs)
            continue;
        uint8_t legs = (uint8_t)(subnet->to_end[node] + 1);
        for (uint32_t k = network->in_first[node]; k < network->in_first[node + 1]; k++) {
            if (!step_back(subnet, offers, network->in_lanes[k], legs))
                return false;
        }
    }
    return true;
}

/* Legs from a lane's end to an end of the query; LW_FAR = the lane leads nowhere. */
static uint8_t legs_behind(const lw_subnet *subnet, const lw_lane *lane, const lw_subnet_query *query) {
    if (lane->to_node.i != LW_NONE)
        return subnet->to_end[lane->to_node.i];
    return query->end_nodes == NULL ? 0 : LW_FAR;
}

/* Takes the usable lanes of one node, and marks the nodes they lead to. */
static bool use_lanes(lw_subnet *subnet, lw_offers *offers, const lw_subnet_query *query, uint32_t node) {
    const lw_network *network = subnet->network;
    subnet->use_first[node] = (uint32_t)subnet->lanes.count;
    for (uint32_t k = network->out_first[node]; k < network->out_first[node + 1]; k++) {
        uint32_t index = network->out_lanes[k];
        const lw_lane *lane = &network->catalog->lanes[index];
        uint8_t behind = legs_behind(subnet, lane, query);
        if (subnet->from_start[node] + 1 + behind > query->max_legs ||
            !lw_offers_crossing(offers, index)->allowed ||
            lw_offers_get(offers, index)->refusal != LW_ACCEPTED)
            continue;
        if (!LW_PUSH(&subnet->lanes, index))
            return false;
        uint32_t to = lane->to_node.i;
        if (to == LW_NONE || subnet->from_start[to] != LW_FAR)
            continue;
        subnet->from_start[to] = (uint8_t)(subnet->from_start[node] + 1);
        if (!LW_PUSH(&subnet->nodes, to))
            return false;
    }
    subnet->use_count[node] = (uint32_t)subnet->lanes.count - subnet->use_first[node];
    return true;
}

bool lw_subnet_find(lw_subnet *subnet, lw_offers *offers, const lw_subnet_query *query) {
    if (!count_legs_to_end(subnet, offers, query))
        return false;
    memset(subnet->from_start, LW_FAR, subnet->network->catalog->node_count);
    subnet->nodes.count = 0;
    subnet->lanes.count = 0;
    for (size_t i = 0; i < query->start_count; i++) {
        uint32_t node = query->starts[i];
        if (subnet->from_start[node] == 0)
            continue;
        subnet->from_start[node] = 0;
        if (!LW_PUSH(&subnet->nodes, node))
            return false;
    }
    for (size_t i = 0; i < subnet->nodes.count; i++) {
        if (!use_lanes(subnet, offers, query, subnet->nodes.items[i]))
            return false;
    }
    return true;
}

static bool lower(int64_t *bound, int64_t own, int64_t onward) {
    if (onward == LW_NO_LIMIT || own + onward >= *bound)
        return false;
    *bound = own + onward;
    return true;
}

/* The least that lane costs, whatever the way to it: dues of an entry on its own charges alone. */
static int64_t lane_least_cost(lw_offers *offers, const lw_offer *offer) {
    if (!offer->crossing.enters)
        return offer->cost;
    lw_entry_cost entry = lw_entry_price(offers->facts, offer->crossing.entry_mode, offer->cost);
    return offer->cost + entry.fees + (offers->facts->demand->pays_duty ? entry.dues : 0);
}

static int64_t lane_blind(lw_offers *offers, const lw_lane *lane, const lw_offer *offer) {
    int64_t blind = offer->blind_minutes;
    if (offer->crossing.exits)
        blind += lw_facts_exit(offers->facts, lane->mode)->blind_minutes;
    if (offer->crossing.enters)
        blind += lw_facts_entry(offers->facts, offer->crossing.entry_mode)->blind_minutes;
    return blind;
}

/* Lowers the bounds of one node by its lanes; true when something changed. */
static bool bound_node(lw_subnet *subnet, lw_offers *offers, int hand, uint32_t node) {
    bool changed = false;
    for (uint32_t k = 0; k < subnet->use_count[node]; k++) {
        uint32_t index = subnet->lanes.items[subnet->use_first[node] + k];
        const lw_lane *lane = &subnet->network->catalog->lanes[index];
        const lw_offer *offer = lw_offers_get(offers, index);
        uint32_t to = lane->to_node.i;
        bool ends = to == LW_NONE;
        changed |= lower(&subnet->least_cost[node], lane_least_cost(offers, offer),
                         ends ? 0 : subnet->least_cost[to]);
        changed |= lower(&subnet->least_minutes[node],
                         lw_time_at_least(offers->facts, index, &offer->crossing, (lw_clock_hand)hand),
                         ends ? 0 : subnet->least_minutes[to]);
        changed |= lower(&subnet->least_blind[node], lane_blind(offers, lane, offer),
                         ends ? 0 : subnet->least_blind[to]);
    }
    return changed;
}

void lw_subnet_bound(lw_subnet *subnet, lw_offers *offers, int hand) {
    for (size_t i = 0; i < subnet->nodes.count; i++) {
        uint32_t node = subnet->nodes.items[i];
        subnet->least_cost[node] = subnet->least_minutes[node] = subnet->least_blind[node] = LW_NO_LIMIT;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = subnet->nodes.count; i-- > 0;)
            changed |= bound_node(subnet, offers, hand, subnet->nodes.items[i]);
    }
}
