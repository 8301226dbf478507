/* What lanes, nodes and borders charge over the weights of one situation. */
#ifndef LANEWISE_REPERTOIRE_TARIFF_H
#define LANEWISE_REPERTOIRE_TARIFF_H

#include "pricing/facts.h"
#include "pricing/ledger.h"
#include "repertoire/curve.h"
#include "repertoire/situation.h"

/* A lane as far as a situation decides it. */
typedef struct lw_lane_bounds {
    lw_bounds bounds; /* freight and surcharges, over the cell of the lane's measure */
    bool sure;        /* only a gap in its card can refuse it */
} lw_lane_bounds;

typedef struct lw_tariff {
    const lw_terms *terms; /* borrowed */
    lw_facts facts;        /* those of the situation, for a parcel of any weight */
    lw_demand demand;      /* likewise; its arrays are borrowed */
    lw_load_facts load;    /* of the situation */
    lw_piece piece;
    lw_ledger ledger;
    lw_curve curve; /* scratch */
    lw_bounds exits[LW_MODE_COUNT];
    uint32_t exits_ready; /* bit set of modes */
} lw_tariff;

void lw_tariff_init(lw_tariff *tariff, const lw_terms *terms);
void lw_tariff_release(lw_tariff *tariff);

/* Turns to `situation`, of which the current shipment of `facts` is one. `facts` must outlive the
 * use and must not turn to another shipment meanwhile. */
void lw_tariff_begin(lw_tariff *tariff, const lw_facts *facts, const lw_situation *situation);

/* Whether a restriction's match is not settled by the situation. */
bool lw_tariff_is_open(const lw_restriction *row);

/* Which part of a cost a lane adds to: 0 where it goes by the actual weight, else its measure. */
uint32_t lw_tariff_part(const lw_tariff *tariff, uint32_t lane);

/* Fills in the bounds of a lane whose crossing is allowed; false where it is out for all. */
bool lw_tariff_lane(lw_tariff *tariff, uint32_t lane, lw_lane_bounds *bounds);

/* Bounds of what leaving a node costs, by the actual weight; false = nothing. */
bool lw_tariff_handling(lw_tariff *tariff, uint32_t node, lw_bounds *bounds);

/* Bounds of export clearance by a mode, by the actual weight. */
const lw_bounds *lw_tariff_exit(lw_tariff *tariff, lw_mode mode);

#endif
