/* Parallel lanes: of those that run between the same two places, most are never worth taking. */
#ifndef LANEWISE_REPERTOIRE_PARALLEL_H
#define LANEWISE_REPERTOIRE_PARALLEL_H

#include "repertoire/tariff.h"
#include "search/subnet.h"

/* A lane with the cells in which no parallel lane beats it. */
typedef struct lw_parallel_lane {
    uint32_t lane;
    lw_lane_bounds bounds;
} lw_parallel_lane;

/* A run in lw_parallel.lanes. */
typedef struct lw_parallel_run {
    uint32_t first, count;
} lw_parallel_run;

/* The bundles of one situation, looked through on first use. */
typedef struct lw_parallel {
    lw_tariff *tariff; /* borrowed */
    lw_offers *offers; /* borrowed, of the situation's shipment */
    bool by_volume;
    lw_parallel_run *runs; /* of a bundle; owned */
    uint64_t *stamps;      /* of a bundle: the situation its run is of; owned */
    uint64_t stamp;
    struct {
        lw_parallel_lane *items;
        size_t count, capacity;
    } lanes;
} lw_parallel;

/* False when memory is out. */
bool lw_parallel_init(lw_parallel *parallel, lw_tariff *tariff);
void lw_parallel_release(lw_parallel *parallel);

/* Turns to the situation of the tariff. */
void lw_parallel_begin(lw_parallel *parallel, lw_offers *offers, bool by_volume);

/* The lanes of a bundle that may be worth taking; false when memory is out. */
bool lw_parallel_lanes(lw_parallel *parallel, uint32_t bundle, lw_parallel_run *run);

#endif
