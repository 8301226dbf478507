/* What is the same for every lane of one shipment: worked out once, then read by all pricing.
 *
 * Reusable storage: lw_facts_init once a network, lw_facts_begin once a shipment. */
#ifndef LANEWISE_PRICING_FACTS_H
#define LANEWISE_PRICING_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include <lanewise/error.h>
#include <lanewise/plan.h>

#include "network/network.h"
#include "pricing/border.h"
#include "shipment/resolve.h"

/* Whether a row's shipment-side selectors hold. */
typedef enum lw_match {
    LW_MATCH_NO,
    LW_MATCH_YES,
    LW_MATCH_NO_FX /* all else holds, but its value bound cannot be converted */
} lw_match;

/* A surcharge row that matches a leg. */
typedef struct lw_surcharge_match {
    const lw_surcharge *row;
    lw_currency_ref currency; /* of the line */
    lw_wide amount;           /* of the load, in that currency */
    lw_wide compared;         /* the same in the quote currency */
    bool dropped;             /* beaten in its group */
} lw_surcharge_match;

/* What the rows of a profile come to for the shipment. */
typedef struct lw_ruling {
    uint64_t stamp;     /* of the shipment it was worked out for */
    lw_refusal refusal; /* LW_MODE_EXCLUDED, LW_RESTRICTED, LW_NO_FX or LW_ACCEPTED */
    uint32_t first;     /* in lw_facts.rows: the surcharges that match it, but for its billable
                           weight; */
    uint32_t count;     /* so many are not percentages of the charges, */
    uint32_t fuels;     /* and so many, behind them, are */
} lw_ruling;

/* What some lines come to for the shipment. */
typedef struct lw_known_sum {
    uint64_t stamp; /* of the shipment it was worked out for */
    lw_refusal refusal;
    int64_t amount; /* quote minor units; 0 when refused */
} lw_known_sum;

typedef struct lw_facts {
    uint64_t stamp;            /* of the current shipment */
    const lw_network *network; /* borrowed */
    const lw_catalog *catalog;
    const lw_demand *demand;     /* borrowed, of the current shipment */
    lw_area_ref origin_area;     /* O; D is demand->area */
    uint8_t *surcharge_match;    /* lw_match of each surcharge, but for its billable weight */
    uint8_t *restriction_match;  /* lw_match of each restriction */
    bool *zone_holds;            /* the destination is in the zone */
    lw_surcharge_match *matches; /* scratch: room for as many as any lane has */
    lw_ruling *rulings;          /* of each profile: see lw_facts_ruling */
    const lw_surcharge **rows;   /* of all rulings */
    lw_known_sum *handling;      /* of each node: what leaving it comes to */
    lw_known_sum exit_sums[LW_MODE_COUNT]; /* by mode: what export clearance comes to */
    lw_wide weights[LW_MOST_MEASURES];     /* by measure: see lw_facts_weight */
    uint64_t weights_ready;                /* bit set of the measures worked out */
    bool any_weight;                       /* the weight changes meanwhile: nothing is remembered */
    lw_border exits[LW_MODE_COUNT], entries[LW_MODE_COUNT]; /* by mode; see lw_facts_exit */
    lw_border_item (*entry_items)[LW_GOODS_MOST];           /* of the entries, by mode */
    uint32_t exits_ready, entries_ready;                    /* bit sets of the modes worked out */
} lw_facts;

lw_status lw_facts_init(lw_facts *facts, const lw_network *network, lw_error *err);
void lw_facts_release(lw_facts *facts);

/* Turns to the next shipment; `demand` must outlive the use. */
void lw_facts_begin(lw_facts *facts, const lw_demand *demand);

/* The same for a demand that differs from that shipment's in weight, volume and value, which may
 * change while the facts are used. Shares memory with `facts`, which stay with their shipment as
 * long. */
lw_facts lw_facts_of_any_weight(const lw_facts *facts, const lw_demand *demand);

/* Inclusive dates on the shipment's day. */
static inline bool lw_facts_on_day(const lw_facts *facts, const lw_dates *dates)
{
    return lw_dates_hold(dates, facts->demand->ship_date);
}

/* Works out the ruling on a profile; use lw_facts_ruling. */
void lw_facts_rule(lw_facts *facts, uint32_t profile);

/* What the rules that concern a lane come to: found on first use. */
static inline const lw_ruling *lw_facts_ruling(lw_facts *facts, uint32_t lane)
{
    uint32_t profile = facts->network->lane_profile[lane];
    if (facts->rulings[profile].stamp != facts->stamp)
        lw_facts_rule(facts, profile);
    return &facts->rulings[profile];
}

/* Weighs the shipment as `lane` does; use lw_facts_weight. */
lw_wide lw_facts_weigh(lw_facts *facts, uint32_t lane);

/* The whole shipment's billable weight on a lane by the rule `shipment`, before any step: as
 * lw_shipment_weight, worked out once for each way of weighing. */
static inline lw_wide lw_facts_weight(lw_facts *facts, uint32_t lane)
{
    uint8_t measure = facts->network->lane_measure[lane];
    if (measure == LW_OTHER_MEASURE || (facts->weights_ready >> measure & 1) == 0)
        return lw_facts_weigh(facts, lane);
    return lw_wide_max(facts->weights[measure], facts->catalog->lanes[lane].weight.min_weight_g);
}

/* Place of a lane on the way from the origin's customs area O to the destination's D. */
typedef struct lw_crossing {
    bool allowed; /* never out of D, never back into O, never from a non-bonded place in D to a
                     bonded one, and never into a zone that the destination is not in */
    bool exits;   /* leaves O: export clearance */
    bool enters;  /* brings the goods into free circulation in D: import clearance */
    lw_mode entry_mode;
    lw_module module;
} lw_crossing;

/* Whether a lane leaves a bonded place in D: its entry is that of a bonded warehouse. */
static inline bool lw_facts_leaves_bond(const lw_facts *facts, uint32_t lane)
{
    const lw_lane_ends *ends = &facts->network->lane_ends[lane];
    return ends->from_area == facts->demand->area.i && ends->from_bonded;
}

static inline lw_crossing lw_facts_crossing(const lw_facts *facts, uint32_t lane)
{
    const lw_lane_ends *ends = &facts->network->lane_ends[lane];
    uint32_t origin = facts->origin_area.i, destination = facts->demand->area.i;
    bool from_origin = ends->from_area == origin, to_origin = ends->to_area == origin;
    bool from_inside = ends->from_area == destination, to_inside = ends->to_area == destination;

    lw_crossing crossing = {.entry_mode = facts->catalog->lanes[lane].mode,
                            .module = LW_INTERNATIONAL};
    crossing.allowed = (ends->zone == LW_NONE || facts->zone_holds[ends->zone]) &&
                       !(from_inside && (!to_inside || (!ends->from_bonded && ends->to_bonded))) &&
                       (from_origin || !to_origin);
    if (from_origin && to_origin)
        crossing.module = LW_DOMESTIC;
    else if (from_inside && to_inside)
        crossing.module = LW_DESTINATION;
    if (origin == destination)
        return crossing;
    crossing.exits = from_origin && !to_origin;
    crossing.enters = to_inside && !ends->to_bonded && (!from_inside || ends->from_bonded);
    if (lw_facts_leaves_bond(facts, lane))
        crossing.entry_mode = LW_BONDED_WAREHOUSE;
    return crossing;
}

/* Find clearances; use the two below. */
const lw_border *lw_facts_find_exit(lw_facts *facts, lw_mode mode);
const lw_border *lw_facts_find_entry(lw_facts *facts, lw_mode mode);

/* The clearance of leaving O, or of entering D, by `mode`: found on first use. */
static inline const lw_border *lw_facts_exit(lw_facts *facts, lw_mode mode)
{
    return (facts->exits_ready >> mode & 1) != 0 ? &facts->exits[mode]
                                                 : lw_facts_find_exit(facts, mode);
}

static inline const lw_border *lw_facts_entry(lw_facts *facts, lw_mode mode)
{
    return (facts->entries_ready >> mode & 1) != 0 ? &facts->entries[mode]
                                                   : lw_facts_find_entry(facts, mode);
}

#endif
