/* Adjacency: which lanes leave and enter each node, and which end in each zone. */
#include "network/network.h"

#include "base/error.h"
#include "network/build.h"

/* Which end of a lane a list is made for. */
typedef uint32_t end_fn(const lw_lane *lane);

static uint32_t leaves(const lw_lane *lane)
{
    return lane->from.i;
}

static uint32_t enters(const lw_lane *lane)
{
    return lane->to_node.i;
}

static uint32_t ends_in(const lw_lane *lane)
{
    return lane->to_zone.i;
}

/* Counting sort of the lanes by one end; lanes without that end are left out. */
static bool group_lanes(lw_network *network, end_fn *end, uint32_t ends, const uint32_t **first,
                        const uint32_t **lanes)
{
    const lw_catalog *catalog = network->catalog;
    uint32_t *starts = lw_arena_alloc(&network->arena, (size_t)ends + 2, sizeof *starts);
    uint32_t *sorted = lw_arena_alloc(&network->arena, catalog->lane_count, sizeof *sorted);
    if (starts == NULL || sorted == NULL)
        return false;
    for (uint32_t i = 0; i < catalog->lane_count; i++) {
        uint32_t at = end(&catalog->lanes[i]);
        if (at != LW_NONE)
            starts[at + 2]++;
    }
    for (uint32_t at = 0; at < ends; at++)
        starts[at + 2] += starts[at + 1];
    for (uint32_t i = 0; i < catalog->lane_count; i++) {
        uint32_t at = end(&catalog->lanes[i]);
        if (at != LW_NONE)
            sorted[starts[at + 1]++] = i;
    }
    *first = starts;
    *lanes = sorted;
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

lw_status lw_network_build(lw_network *network, const lw_catalog *catalog, lw_error *err)
{
    *network = (lw_network){.catalog = catalog};
    bool built =
        group_lanes(network, leaves, catalog->node_count, &network->out_first,
                    &network->out_lanes) &&
        group_lanes(network, enters, catalog->node_count, &network->in_first, &network->in_lanes) &&
        group_lanes(network, ends_in, catalog->zone_count, &network->zone_first,
                    &network->zone_lanes) &&
        find_ends(network) && find_departures(network) && lw_network_build_states(network) &&
        lw_network_build_selections(network);
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
