/* Comparing lanes of a bundle: what they have in common falls out. */
#include "repertoire/parallel.h"

#include <stdlib.h>

#include "base/vector.h"
#include "repertoire/quads.h"

static uint32_t bundle_count(const lw_network *network)
{
    return network->out_bundle_first[network->catalog->node_count];
}

bool lw_parallel_init(lw_parallel *parallel, lw_tariff *tariff)
{
    size_t bundles = (size_t)bundle_count(tariff->terms->network) + 1;
    *parallel = (lw_parallel){.tariff = tariff};
    parallel->runs = calloc(bundles, sizeof *parallel->runs);
    parallel->stamps = calloc(bundles, sizeof *parallel->stamps);
    return parallel->runs != NULL && parallel->stamps != NULL;
}

void lw_parallel_release(lw_parallel *parallel)
{
    free(parallel->runs);
    free(parallel->stamps);
    free(parallel->lanes.items);
    *parallel = (lw_parallel){0};
}

void lw_parallel_begin(lw_parallel *parallel, lw_offers *offers, bool by_volume)
{
    parallel->offers = offers;
    parallel->by_volume = by_volume;
    parallel->stamp++;
    parallel->lanes.count = 0;
}

/* Whether two lanes hand over alike, wherever they are taken and wherever they lead. */
static bool hand_over_alike(const lw_network *network, uint32_t a, uint32_t b)
{
    uint32_t node = network->catalog->lanes[a].from.i;
    if (network->lane_state[a] != network->lane_state[b])
        return false;
    if (network->onward_index[a] == network->onward_index[b])
        return true;
    for (uint32_t state = network->state_first[node]; state < network->state_first[node + 1];
         state++) {
        const uint32_t *rows = network->handoff_rows + network->handoff_first[state];
        if (rows[network->onward_index[a]] != rows[network->onward_index[b]])
            return false;
    }
    return true;
}

/* Whether `a` departs whenever `b` does, takes no longer on any clock and leaves no more unseen. */
static bool is_no_slower(const lw_lane *a, const lw_lane *b)
{
    return a->duration.min <= b->duration.min && a->duration.typical <= b->duration.typical &&
           a->duration.max <= b->duration.max && a->calendar.i == b->calendar.i &&
           a->departs == b->departs && a->depart_minute == b->depart_minute &&
           a->cutoff_minutes <= b->cutoff_minutes && a->business_days == b->business_days;
}

/* The weights at which a lane that costs more than another is beaten by it, by the measure of both.
 * What the volume stands for is at least the actual weight: from there on it must be so. */
static uint16_t on_actual_weight(const lw_parallel *parallel, uint32_t measure, uint16_t cells)
{
    uint32_t count = parallel->tariff->terms->cell_count, c = count;
    if (!parallel->by_volume || measure == 0)
        return cells;
    while (c > 0 && (cells >> (c - 1) & 1) != 0)
        c--;
    return (uint16_t)(cells & (0xffffu << c));
}

/* The cells in which `a` beats `b`. */
static uint16_t beaten_cells(const lw_parallel *parallel, const lw_parallel_lane *a,
                             const lw_parallel_lane *b)
{
    const lw_terms *terms = parallel->tariff->terms;
    const lw_catalog *catalog = terms->network->catalog;
    const lw_lane *x = &catalog->lanes[a->lane], *y = &catalog->lanes[b->lane];
    const lw_crossing *crossing = lw_offers_crossing(parallel->offers, a->lane);
    uint16_t cells = a->bounds.sure & b->bounds.cells;
    if (cells == 0 || !is_no_slower(x, y) || lw_lane_blind_minutes(x) > lw_lane_blind_minutes(y))
        return 0;
    if (((crossing->exits || crossing->enters) && x->mode != y->mode) ||
        terms->lane_measure[a->lane] != terms->lane_measure[b->lane] ||
        !hand_over_alike(terms->network, a->lane, b->lane))
        return 0;
    uint16_t less = lw_bounds_less(&a->bounds.bounds, &b->bounds.bounds);
    return cells & on_actual_weight(parallel, terms->lane_measure[a->lane], less);
}

static void drop_beaten(lw_parallel *parallel, lw_parallel_run *run)
{
    lw_parallel_lane *lanes = parallel->lanes.items + run->first;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < run->count; i++) {
        for (uint32_t k = 0; k < run->count; k++) {
            if (k != i && lanes[k].bounds.cells != 0)
                lanes[i].bounds.cells &= (uint16_t)~beaten_cells(parallel, &lanes[k], &lanes[i]);
        }
    }
    for (uint32_t i = 0; i < run->count; i++) {
        if (lanes[i].bounds.cells != 0)
            lanes[kept++] = lanes[i];
    }
    parallel->lanes.count = run->first + kept;
    run->count = kept;
}

static bool look_through(lw_parallel *parallel, uint32_t index, lw_parallel_run *run)
{
    const lw_network *network = parallel->tariff->terms->network;
    const lw_bundle *bundle = &network->bundles[index];
    *run = (lw_parallel_run){(uint32_t)parallel->lanes.count, 0};
    if (!LW_RESERVE(&parallel->lanes, parallel->lanes.count + bundle->count))
        return false;
    for (uint32_t k = 0; k < bundle->count; k++) {
        lw_parallel_lane *lane = &parallel->lanes.items[run->first + run->count];
        lane->lane = network->out_lanes[bundle->first + k];
        lw_tariff_lane(parallel->tariff, lane->lane, &lane->bounds);
        run->count += lane->bounds.cells != 0;
    }
    drop_beaten(parallel, run);
    return true;
}

bool lw_parallel_lanes(lw_parallel *parallel, uint32_t bundle, lw_parallel_run *run)
{
    if (parallel->stamps[bundle] != parallel->stamp) {
        if (!look_through(parallel, bundle, &parallel->runs[bundle]))
            return false;
        parallel->stamps[bundle] = parallel->stamp;
    }
    *run = parallel->runs[bundle];
    return true;
}
