/* Parallel lanes: of those that run between the same two places, most are never worth taking.
 *
 * Which ones are depends on what lanes charge, not on where a journey began or ends: what has been
 * found out in one situation is remembered for all others with the same prices. */
#ifndef LANEWISE_REPERTOIRE_PARALLEL_H
#define LANEWISE_REPERTOIRE_PARALLEL_H

#include "repertoire/cost.h"
#include "repertoire/tariff.h"

/* A lane that no parallel lane beats. */
typedef struct lw_parallel_lane {
    lw_bounds bounds; /* as in lw_lane_bounds, likewise `sure` */
    int64_t minutes;  /* of the leg, waiting and borders aside, on the clock of the situation */
    int64_t blind;    /* likewise out of sight */
    uint32_t lane;
    uint32_t state;  /* of the network: the lane's */
    uint32_t onward; /* of the network: the lane's, for hand-offs */
    uint8_t mode;    /* lw_mode */
    uint8_t part;    /* of a cost: as of lw_tariff_part */
    bool sure;
} lw_parallel_lane;

/* The lanes of a bundle that may be worth taking. */
typedef struct lw_parallel_run {
    uint32_t first, count; /* in lw_parallel.lanes */
    bool has_handling;
    lw_bounds handling; /* what leaving its node costs */
} lw_parallel_run;

/* A bundle in the current situation. */
typedef struct lw_parallel_bundle {
    uint64_t stamp;       /* of the situation that the rest is of */
    lw_crossing crossing; /* of its lanes, but for the mode of an entry: */
    bool by_own_mode;     /* that is the lane's own */
    lw_parallel_run run;  /* where the crossing is allowed */
} lw_parallel_bundle;

typedef struct lw_parallel {
    lw_tariff *tariff;           /* borrowed */
    const lw_facts *facts;       /* borrowed, of the situation's shipment */
    lw_parallel_bundle *bundles; /* owned */
    lw_clock_hand hand;
    uint64_t stamp;
    struct {
        lw_parallel_lane *items;
        size_t count, capacity;
    } lanes;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } words; /* of all keys */
    struct {
        struct lw_parallel_key *items;
        size_t count, capacity;
    } keys;       /* what prices depended on, each time another */
    uint32_t key; /* the current one's place among them, from 1 */
    struct {
        struct lw_parallel_entry *items; /* open addressing */
        uint32_t count, size;            /* a power of two, or 0 */
    } known;
} lw_parallel;

/* False when memory is out. */
bool lw_parallel_init(lw_parallel *parallel, lw_tariff *tariff);
void lw_parallel_release(lw_parallel *parallel);

/* Turns to the situation that the tariff has turned to, and `facts` to a shipment of it. False when
 * memory is out. */
bool lw_parallel_begin(lw_parallel *parallel, const lw_facts *facts, const lw_situation *situation);

/* What the prices of lanes depend on in the current situation. Valid until the next. */
const uint32_t *lw_parallel_key_words(const lw_parallel *parallel, uint32_t *count);

/* Looks at a bundle; NULL when memory is out. Valid until the next situation. */
const lw_parallel_bundle *lw_parallel_look(lw_parallel *parallel, uint32_t index);

#endif
