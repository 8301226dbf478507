/* Which lanes matter: least legs to the ends backwards, then usable lanes forwards, then lower
 * bounds backwards. */
#include "search/subnet.h"

#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "search/timing.h"

bool lw_subnet_init(lw_subnet *subnet, const lw_network *network)
{
    size_t nodes = (size_t)network->catalog->node_count + 1;
    *subnet = (lw_subnet){.network = network};
    subnet->from_start = calloc(nodes, sizeof *subnet->from_start);
    subnet->to_end = calloc(nodes, sizeof *subnet->to_end);
    subnet->last_first = calloc(nodes, sizeof *subnet->last_first);
    subnet->use_first = calloc(nodes, sizeof *subnet->use_first);
    subnet->use_count = calloc(nodes, sizeof *subnet->use_count);
    subnet->least_cost = calloc(nodes, sizeof *subnet->least_cost);
    subnet->least_minutes = calloc(nodes, sizeof *subnet->least_minutes);
    subnet->least_blind = calloc(nodes, sizeof *subnet->least_blind);
    return subnet->from_start != NULL && subnet->to_end != NULL && subnet->last_first != NULL &&
           subnet->use_first != NULL && subnet->use_count != NULL && subnet->least_cost != NULL &&
           subnet->least_minutes != NULL && subnet->least_blind != NULL;
}

void lw_subnet_release(lw_subnet *subnet)
{
    free(subnet->from_start);
    free(subnet->to_end);
    free(subnet->last_first);
    free(subnet->last_bundles.items);
    free(subnet->use_first);
    free(subnet->use_count);
    free(subnet->least_cost);
    free(subnet->least_minutes);
    free(subnet->least_blind);
    free(subnet->nodes.items);
    free(subnet->links.items);
    *subnet = (lw_subnet){0};
}

bool lw_subnet_may_pass(const lw_subnet *subnet, const lw_offers *offers, uint32_t bundle)
{
    uint32_t lane = subnet->network->out_lanes[subnet->network->bundles[bundle].first];
    return lw_facts_crossing(offers->facts, lane).allowed;
}

/* Marks a node from which an end is `legs` away; a new one is queued. */
static bool mark_node(lw_subnet *subnet, uint32_t node, uint8_t legs)
{
    if (subnet->to_end[node] <= legs)
        return true;
    subnet->to_end[node] = legs;
    return LW_PUSH(&subnet->nodes, node);
}

/* The ends are nodes. */
static bool seed_nodes(lw_subnet *subnet, const bool *end_nodes)
{
    for (uint32_t node = 0; node < subnet->network->catalog->node_count; node++) {
        if (end_nodes[node] && !mark_node(subnet, node, 0))
            return false;
    }
    return true;
}

/* The ends are the destination's zones: notes the bundles into them with the nodes they leave. */
static bool seed_zones(lw_subnet *subnet, const lw_offers *offers)
{
    const lw_network *network = subnet->network;
    const lw_demand *demand = offers->facts->demand;
    for (size_t i = 0; i < demand->zone_count; i++) {
        uint32_t zone = demand->zones[i];
        for (uint32_t k = network->zone_first[zone]; k < network->zone_first[zone + 1]; k++) {
            uint32_t bundle = network->zone_bundles[k], from = network->bundles[bundle].from;
            if (!lw_subnet_may_pass(subnet, offers, bundle))
                continue;
            lw_last_bundle last = {bundle, subnet->last_first[from]};
            subnet->last_first[from] = (uint32_t)subnet->last_bundles.count;
            if (!LW_PUSH(&subnet->last_bundles, last) || !mark_node(subnet, from, 1))
                return false;
        }
    }
    return true;
}

/* Breadth first from the ends. */
bool lw_subnet_reach(lw_subnet *subnet, lw_offers *offers, const lw_subnet_query *query)
{
    const lw_network *network = subnet->network;
    uint32_t node_count = network->catalog->node_count;
    memset(subnet->to_end, LW_FAR, node_count);
    memset(subnet->last_first, 0xff, node_count * sizeof *subnet->last_first); /* LW_NONE */
    subnet->last_bundles.count = 0;
    subnet->nodes.count = 0;
    if (query->end_nodes != NULL ? !seed_nodes(subnet, query->end_nodes)
                                 : !seed_zones(subnet, offers))
        return false;
    for (size_t i = 0; i < subnet->nodes.count; i++) {
        uint32_t node = subnet->nodes.items[i];
        if (subnet->to_end[node] >= query->max_legs)
            continue;
        uint8_t legs = (uint8_t)(subnet->to_end[node] + 1);
        for (uint32_t k = network->in_bundle_first[node]; k < network->in_bundle_first[node + 1];
             k++) {
            uint32_t bundle = network->in_bundles[k], from = network->bundles[bundle].from;
            if (subnet->to_end[from] > legs && lw_subnet_may_pass(subnet, offers, bundle) &&
                !mark_node(subnet, from, legs))
                return false;
        }
    }
    return true;
}

bool lw_subnet_blind(lw_facts *facts, lw_mode mode, const lw_crossing *crossing,
                     int64_t leg_minutes, int64_t max_gap, int64_t *sum)
{
    int64_t exit = crossing->exits ? lw_facts_exit(facts, mode)->blind_minutes : 0;
    int64_t entry =
        crossing->enters ? lw_facts_entry(facts, crossing->entry_mode)->blind_minutes : 0;
    *sum = leg_minutes + exit + entry;
    return leg_minutes <= max_gap && exit <= max_gap && entry <= max_gap;
}

/* Makes a link of a lane; false when it cannot be used. */
static bool link_lane(lw_offers *offers, int64_t max_gap, uint32_t index, lw_link *link)
{
    const lw_lane *lane = &offers->facts->catalog->lanes[index];
    const lw_offer *offer = lw_offers_get(offers, index);
    if (offer->refusal != LW_ACCEPTED)
        return false;
    link->lane = index;
    link->to_node = lane->to_node.i;
    link->enters = offer->crossing.enters;
    link->cost = offer->cost;
    link->least_cost = offer->least_cost;
    return lw_subnet_blind(offers->facts, lane->mode, &offer->crossing, offer->blind_minutes,
                           max_gap, &link->blind);
}

/* Takes the usable lanes of a bundle. */
static bool use_bundle(lw_subnet *subnet, lw_offers *offers, int64_t max_gap, uint32_t index)
{
    const lw_bundle *bundle = &subnet->network->bundles[index];
    const uint32_t *lanes = subnet->network->out_lanes + bundle->first;
    if (!LW_RESERVE(&subnet->links, subnet->links.count + bundle->count))
        return false;
    for (uint32_t k = 0; k < bundle->count; k++) {
        lw_link *link = &subnet->links.items[subnet->links.count];
        subnet->links.count += link_lane(offers, max_gap, lanes[k], link);
    }
    return true;
}

/* Takes the usable lanes to another node, if it lies on a way that is short enough, and marks it.
 */
static bool use_onward(lw_subnet *subnet, lw_offers *offers, const lw_subnet_query *query,
                       uint32_t index)
{
    const lw_bundle *bundle = &subnet->network->bundles[index];
    uint32_t to = bundle->to_node;
    uint8_t legs = (uint8_t)(subnet->from_start[bundle->from] + 1);
    size_t before = subnet->links.count;
    if (legs + subnet->to_end[to] > query->max_legs || !lw_subnet_may_pass(subnet, offers, index))
        return true;
    if (!use_bundle(subnet, offers, query->max_gap, index))
        return false;
    if (subnet->links.count == before)
        return true;
    subnet->layered &= subnet->from_start[to] >= legs;
    if (subnet->from_start[to] != LW_FAR)
        return true;
    subnet->from_start[to] = legs;
    return LW_PUSH(&subnet->nodes, to);
}

/* Takes the usable lanes of one node, and marks the nodes they lead to. */
static bool use_lanes(lw_subnet *subnet, lw_offers *offers, const lw_subnet_query *query,
                      uint32_t node)
{
    const lw_network *network = subnet->network;
    subnet->use_first[node] = (uint32_t)subnet->links.count;
    for (uint32_t b = network->out_bundle_first[node]; b < network->out_bundle_zones[node]; b++) {
        if (!use_onward(subnet, offers, query, b))
            return false;
    }
    bool may_end = subnet->from_start[node] < query->max_legs;
    for (uint32_t k = may_end ? subnet->last_first[node] : LW_NONE; k != LW_NONE;
         k = subnet->last_bundles.items[k].next) {
        if (!use_bundle(subnet, offers, query->max_gap, subnet->last_bundles.items[k].bundle))
            return false;
    }
    subnet->use_count[node] = (uint32_t)subnet->links.count - subnet->use_first[node];
    return true;
}

bool lw_subnet_find(lw_subnet *subnet, lw_offers *offers, const lw_subnet_query *query)
{
    if (!lw_subnet_reach(subnet, offers, query))
        return false;
    memset(subnet->from_start, LW_FAR, subnet->network->catalog->node_count);
    subnet->nodes.count = 0;
    subnet->links.count = 0;
    subnet->layered = true;
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

static inline bool lower(int64_t *bound, int64_t own, int64_t onward)
{
    if (onward == LW_NO_LIMIT || own + onward >= *bound)
        return false;
    *bound = own + onward;
    return true;
}

/* The least a link takes, whatever the way to it. */
static void bound_link(lw_offers *offers, lw_clock_hand hand, lw_link *link)
{
    const lw_crossing *crossing = lw_offers_crossing(offers, link->lane);
    link->least_minutes = lw_time_at_least(offers->facts, link->lane, crossing, hand);
}

/* Lowers the bounds of one node by its links; true when something changed. */
static bool bound_node(lw_subnet *subnet, uint32_t node)
{
    bool changed = false;
    for (uint32_t k = 0; k < subnet->use_count[node]; k++) {
        const lw_link *link = &subnet->links.items[subnet->use_first[node] + k];
        uint32_t to = link->to_node;
        bool ends = to == LW_NONE;
        changed |=
            lower(&subnet->least_cost[node], link->least_cost, ends ? 0 : subnet->least_cost[to]);
        changed |= lower(&subnet->least_minutes[node], link->least_minutes,
                         ends ? 0 : subnet->least_minutes[to]);
        changed |=
            lower(&subnet->least_blind[node], link->blind, ends ? 0 : subnet->least_blind[to]);
    }
    return changed;
}

void lw_subnet_bound(lw_subnet *subnet, lw_offers *offers, lw_clock_hand hand)
{
    for (size_t i = 0; i < subnet->links.count; i++)
        bound_link(offers, hand, &subnet->links.items[i]);
    for (size_t i = 0; i < subnet->nodes.count; i++) {
        uint32_t node = subnet->nodes.items[i];
        subnet->least_cost[node] = subnet->least_minutes[node] = subnet->least_blind[node] =
            LW_NO_LIMIT;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = subnet->nodes.count; i-- > 0;)
            changed |= bound_node(subnet, subnet->nodes.items[i]);
        if (subnet->layered) /* what a node is bounded by came before it */
            break;
    }
}
