/* Adjacency: which lanes leave and enter each node, which run side by side, and which end in each
 * zone. */
#include "network/network.h"

#include "base/error.h"
#include "network/build.h"

/* Numbers sorted by what they belong to: those of group g are items[first[g]] .. items[first[g + 1]
 * - 1]. */
typedef struct groups {
    uint32_t *first, *items;
} groups;

/* The group of one number; LW_NONE = in none. */
typedef uint32_t group_fn(const lw_network *network, uint32_t number);

static uint32_t start_of(const lw_network *network, uint32_t lane)
{
    return network->catalog->lanes[lane].from.i;
}

static uint32_t end_node_of(const lw_network *network, uint32_t lane)
{
    return network->catalog->lanes[lane].to_node.i;
}

/* Nodes first, zones behind them. */
static uint32_t end_of(const lw_network *network, uint32_t lane)
{
    const lw_lane *l = &network->catalog->lanes[lane];
    return l->to_node.i != LW_NONE ? l->to_node.i : network->catalog->node_count + l->to_zone.i;
}

static uint32_t bundle_end_node(const lw_network *network, uint32_t bundle)
{
    return network->bundles[bundle].to_node;
}

static uint32_t bundle_zone(const lw_network *network, uint32_t bundle)
{
    return network->catalog->lanes[network->out_lanes[network->bundles[bundle].first]].to_zone.i;
}

/* Stable counting sort of `order` (NULL = 0, 1, 2, ...) by group. */
static bool sort_groups(lw_network *network, const uint32_t *order, uint32_t count,
                        group_fn *group_of, uint32_t group_count, groups *sorted)
{
    sorted->first = lw_arena_alloc(&network->arena, (size_t)group_count + 2, sizeof *sorted->first);
    sorted->items = lw_arena_alloc(&network->arena, count, sizeof *sorted->items);
    if (sorted->first == NULL || sorted->items == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t group = group_of(network, order == NULL ? i : order[i]);
        if (group != LW_NONE)
            sorted->first[group + 2]++;
    }
    for (uint32_t group = 0; group < group_count; group++)
        sorted->first[group + 2] += sorted->first[group + 1];
    for (uint32_t i = 0; i < count; i++) {
        uint32_t number = order == NULL ? i : order[i], group = group_of(network, number);
        if (group != LW_NONE)
            sorted->items[sorted->first[group + 1]++] = number;
    }
    return true;
}

/* Lanes by start, those of one start by end. */
static bool sort_lanes(lw_network *network)
{
    const lw_catalog *catalog = network->catalog;
    groups by_end, by_start, by_end_node;
    if (!sort_groups(network, NULL, catalog->lane_count, end_of,
                     catalog->node_count + catalog->zone_count, &by_end) ||
        !sort_groups(network, by_end.items, catalog->lane_count, start_of, catalog->node_count,
                     &by_start) ||
        !sort_groups(network, NULL, catalog->lane_count, end_node_of, catalog->node_count,
                     &by_end_node))
        return false;
    network->out_first = by_start.first;
    network->out_lanes = by_start.items;
    network->in_first = by_end_node.first;
    network->in_lanes = by_end_node.items;
    return true;
}

/* Cuts each node's lanes into runs of one end. */
static bool bundle_lanes(lw_network *network)
{
    const lw_catalog *catalog = network->catalog;
    lw_bundle *bundles = lw_arena_alloc(&network->arena, catalog->lane_count, sizeof *bundles);
    uint32_t *first =
        lw_arena_alloc(&network->arena, (size_t)catalog->node_count + 1, sizeof *first);
    uint32_t *zones =
        lw_arena_alloc(&network->arena, (size_t)catalog->node_count + 1, sizeof *zones);
    if (bundles == NULL || first == NULL || zones == NULL)
        return false;
    uint32_t count = 0;
    for (uint32_t node = 0; node < catalog->node_count; node++) {
        first[node] = zones[node] = count;
        for (uint32_t k = network->out_first[node]; k < network->out_first[node + 1]; k++) {
            uint32_t lane = network->out_lanes[k];
            bool same = count > first[node] &&
                        end_of(network, lane) ==
                            end_of(network, network->out_lanes[bundles[count - 1].first]);
            if (same)
                bundles[count - 1].count++;
            else
                bundles[count++] = (lw_bundle){node, catalog->lanes[lane].to_node.i, k, 1};
            if (bundles[count - 1].to_node != LW_NONE)
                zones[node] = count;
        }
    }
    first[catalog->node_count] = count;
    network->bundles = bundles;
    network->out_bundle_first = first;
    network->out_bundle_zones = zones;
    return true;
}

static bool sort_bundles(lw_network *network)
{
    const lw_catalog *catalog = network->catalog;
    uint32_t count = network->out_bundle_first[catalog->node_count];
    groups by_node, by_zone;
    if (!sort_groups(network, NULL, count, bundle_end_node, catalog->node_count, &by_node) ||
        !sort_groups(network, NULL, count, bundle_zone, catalog->zone_count, &by_zone))
        return false;
    network->in_bundle_first = by_node.first;
    network->in_bundles = by_node.items;
    network->zone_first = by_zone.first;
    network->zone_bundles = by_zone.items;
    return true;
}

static bool find_ends(lw_network *network)
{
    const lw_catalog *catalog = network->catalog;
    lw_lane_ends *ends = lw_arena_alloc(&network->arena, catalog->lane_count, sizeof *ends);
    if (ends == NULL)
        return false;
    for (uint32_t i = 0; i < catalog->lane_count; i++) {
        const lw_lane *lane = &catalog->lanes[i];
        const lw_node *from = &catalog->nodes[lane->from.i];
        const lw_node *to = lane->to_node.i == LW_NONE ? NULL : &catalog->nodes[lane->to_node.i];
        lw_country_ref country = to == NULL ? catalog->zones[lane->to_zone.i].country : to->country;
        ends[i] = (lw_lane_ends){
            // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): with lanes there are countries
            .from_area = catalog->countries[from->country.i].area.i,
            .to_area = catalog->countries[country.i].area.i,
            .zone = lane->to_zone.i,
            .from_bonded = from->kind == LW_BONDED_NODE,
            .to_bonded = to != NULL && to->kind == LW_BONDED_NODE,
        };
    }
    network->lane_ends = ends;
    return true;
}

static bool find_departures(lw_network *network)
{
    const lw_catalog *catalog = network->catalog;
    bool *departs = lw_arena_alloc(&network->arena, catalog->lane_count, sizeof *departs);
    if (departs == NULL)
        return false;
    for (uint32_t i = 0; i < catalog->lane_count; i++) {
        const lw_lane *lane = &catalog->lanes[i];
        uint8_t works =
            lane->calendar.i == LW_NONE ? 0x7f : catalog->calendars[lane->calendar.i].work_days;
        departs[i] = (lane->departs & works) != 0;
    }
    network->lane_departs = departs;
    return true;
}

static bool find_simple_lanes(lw_network *network)
{
    const lw_catalog *catalog = network->catalog;
    bool *simple = lw_arena_alloc(&network->arena, catalog->lane_count, sizeof *simple);
    if (simple == NULL)
        return false;
    for (uint32_t i = 0; i < catalog->lane_count; i++) {
        const lw_lane *lane = &catalog->lanes[i];
        const lw_profile *profile = lw_profile_of(network, i);
        simple[i] = profile->surcharges.count == 0 && profile->restrictions.count == 0 &&
                    lane->lot_g == 0 && !lane->next_break &&
                    lane->weight.piece_rule == LW_PER_SHIPMENT && lane->min_value_micros == 0 &&
                    lane->max_value_micros == LW_NO_LIMIT &&
                    catalog->nodes[lane->from.i].card.i == LW_NONE;
    }
    network->lane_simple = simple;
    return true;
}

lw_status lw_network_build(lw_network *network, const lw_catalog *catalog, lw_error *err)
{
    *network = (lw_network){.catalog = catalog};
    bool built = sort_lanes(network) && bundle_lanes(network) && sort_bundles(network) &&
                 find_ends(network) && find_departures(network) &&
                 lw_network_build_states(network) && lw_network_build_selections(network) &&
                 lw_network_build_measures(network) && find_simple_lanes(network);
    if (built)
        return LW_OK;
    lw_network_release(network);
    return lw_fail_memory(err);
}

void lw_network_release(lw_network *network)
{
    lw_arena_release(&network->arena);
    *network = (lw_network){0};
}
