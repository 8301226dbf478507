/* The steps of lw_network_build that have a file of their own; each returns false when memory is
 * out. */
#ifndef LANEWISE_NETWORK_BUILD_H
#define LANEWISE_NETWORK_BUILD_H

#include "network/network.h"

/* A growing list of numbers; see base/vector.h. */
typedef struct uint_vector {
    uint32_t *items;
    size_t count, capacity;
} uint_vector;

/* Arrivals and hand-offs; needs the adjacency. */
bool lw_network_build_states(lw_network *network);

/* Profiles: surcharges and restrictions by lane. */
bool lw_network_build_selections(lw_network *network);

/* Ways of weighing by lane. */
bool lw_network_build_measures(lw_network *network);

#endif
