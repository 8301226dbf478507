/* The catalog as a graph for search: built once, read-only.
 *
 * A shipment at a node remembers the carrier that brought it, because the hand-off to the next
 * depends on it. Carriers whose hand-offs at a node are all alike are one arrival there, so most
 * nodes have one or two. A "state" is a node with one of its arrivals; arrival 0 of a node is the
 * one without any hand-off (a start, too). */
#ifndef LANEWISE_NETWORK_NETWORK_H
#define LANEWISE_NETWORK_NETWORK_H

#include <stdbool.h>
#include <stdint.h>

#include <lanewise/error.h>

#include "catalog/model.h"

/* A run of dense numbers inside a shared array. */
typedef struct lw_span {
    const uint32_t *items;
    uint32_t count;
} lw_span;

/* Where a lane runs, for the border rules. */
typedef struct lw_lane_ends {
    uint32_t from_area,
        to_area;   /* customs areas; to_area of a lane to a zone: that of the zone's country */
    uint32_t zone; /* LW_NONE for a lane to a node */
    bool from_bonded, to_bonded;
} lw_lane_ends;

/* Parallel lanes: all that run from one node to one end. They cross the same borders. */
typedef struct lw_bundle {
    uint32_t from;
    uint32_t to_node;      /* LW_NONE for a zone */
    uint32_t first, count; /* its run in lw_network.out_lanes */
} lw_bundle;

/* Lanes of one mode that the same rows can concern. */
typedef struct lw_profile {
    lw_span surcharges;   /* rows whose carrier, mode and lane selectors fit, file order */
    lw_span restrictions; /* likewise, those that forbid every lane among them */
    lw_mode mode;
    uint32_t first; /* surcharge rows of the profiles before it */
} lw_profile;

/* Ways of weighing by volume that are told apart. */
#define LW_MOST_MEASURES 64
#define LW_OTHER_MEASURE UINT8_MAX

typedef struct lw_network {
    const lw_catalog *catalog; /* borrowed */
    lw_arena arena;

    /* Lanes leaving node n: out_lanes[out_first[n]] .. out_lanes[out_first[n + 1] - 1], parallel
     * lanes together; the others by the same scheme. */
    const uint32_t *out_first, *out_lanes;
    const uint32_t *in_first, *in_lanes; /* lanes ending at node n */
    const lw_bundle *bundles;
    const uint32_t *out_bundle_first;             /* bundles leaving node n follow one another, */
    const uint32_t *out_bundle_zones;             /* those to zones from here on */
    const uint32_t *in_bundle_first, *in_bundles; /* bundles ending at node n */
    const uint32_t *zone_first, *zone_bundles;    /* bundles ending in zone z */

    uint32_t state_count;
    const uint32_t *state_first; /* states of node n: state_first[n] .. state_first[n + 1] */
    const uint32_t *state_node;
    const uint32_t *lane_state; /* the state a lane arrives in; LW_NONE for lanes to zones */

    const uint32_t *onward_index; /* of a lane: its carrier's number among those leaving its node */
    const uint32_t *handoff_first; /* of a state: where its row of hand-offs begins */
    const uint32_t
        *handoff_rows; /* [handoff_first[state] + onward_index[lane]]: lw_handoff or LW_NONE */

    const lw_profile *profiles;
    uint32_t profile_count;
    const uint32_t *lane_profile;
    lw_span global_restrictions;     /* rows that forbid the whole shipment when they match */
    const lw_weight_rules *measures; /* weighing by volume, without minimum and pieces; measure 0 is
                                        the actual weight */
    uint32_t measure_count;
    const uint8_t *lane_measure; /* LW_OTHER_MEASURE = none of these */
    const lw_lane_ends *lane_ends;
    const bool *lane_departs; /* some weekday is in `departs` and works */
    const bool *lane_simple;  /* its price is one charge of its card for the shipment's weight: no
                                 surcharges, restrictions, lots, pieces, bounds of value, no card of
                                 its node */
} lw_network;

/* Builds the network of `catalog` in time and memory linear in its tables, but for hand-offs
 * (arriving x leaving carriers of each node) and the selectors (rows x distinct lane profiles). */
lw_status lw_network_build(lw_network *network, const lw_catalog *catalog, lw_error *err);

void lw_network_release(lw_network *network);

/* The hand-off row between a state and lanes that leave its node with that onward index; NULL =
 * nothing happens. */
static inline const lw_handoff *lw_network_handoff_onward(const lw_network *network, uint32_t state,
                                                          uint32_t onward)
{
    uint32_t row = network->handoff_rows[network->handoff_first[state] + onward];
    return row == LW_NONE ? 0 : &network->catalog->handoffs[row];
}

/* The same for one lane. */
static inline const lw_handoff *lw_network_handoff(const lw_network *network, uint32_t state,
                                                   uint32_t lane)
{
    return lw_network_handoff_onward(network, state, network->onward_index[lane]);
}

static inline const lw_profile *lw_profile_of(const lw_network *network, uint32_t lane)
{
    return &network->profiles[network->lane_profile[lane]];
}

#endif
