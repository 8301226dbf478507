/* What lanes, nodes and borders charge over all weights, for the shipments of one situation. */
#ifndef LANEWISE_REPERTOIRE_TARIFF_H
#define LANEWISE_REPERTOIRE_TARIFF_H

#include "pricing/facts.h"
#include "pricing/ledger.h"
#include "repertoire/curve.h"
#include "repertoire/situation.h"

/* A lane as far as a situation decides it. Bit c of a set stands for cell c of the actual weight.
 */
typedef struct lw_lane_bounds {
    uint16_t cells; /* where it may be offered at some weight */
    uint16_t sure;  /* where only a gap in its card can refuse it */
    /* Freight and surcharges, over the cells of the lane's measure. */
    lw_bounds bounds;
} lw_lane_bounds;

typedef struct lw_tariff {
    const lw_terms *terms; /* borrowed */
    lw_facts facts;        /* those of the situation, for a parcel of any weight */
    lw_demand demand;      /* likewise; its arrays are borrowed */
    lw_piece piece;
    lw_ledger ledger;
    struct lw_tariff_entry *entries; /* bounds worked out lately; owned */
    bool *local;                     /* of a lane: a surcharge looks at the destination; owned */
    struct {
        lw_situation *items;
        size_t count, capacity;
    } known;      /* situations that differ in their price words */
    uint32_t key; /* the current one's place among them, from 1; 0 = bounds are not remembered */
    lw_bounds exits[LW_MODE_COUNT];
    uint32_t exits_ready; /* bit set of modes */
} lw_tariff;

/* False when memory is out. */
bool lw_tariff_init(lw_tariff *tariff, const lw_terms *terms);
void lw_tariff_release(lw_tariff *tariff);

/* Turns to `situation`, of which the current shipment of `facts` is one. `facts` must outlive the
 * use and must not turn to another shipment meanwhile. */
void lw_tariff_begin(lw_tariff *tariff, const lw_facts *facts, const lw_situation *situation);

/* Fills in the bounds of a lane whose crossing is allowed; no cells where it is out. */
void lw_tariff_lane(lw_tariff *tariff, uint32_t lane, lw_lane_bounds *bounds);

/* Bounds of what leaving a node costs; NULL = nothing. */
const lw_bounds *lw_tariff_handling(lw_tariff *tariff, uint32_t node, lw_lane_bounds *room);

/* Bounds of export clearance by a mode. */
const lw_bounds *lw_tariff_exit(lw_tariff *tariff, lw_mode mode);

#endif
