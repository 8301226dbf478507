/* What comparing many orders adds up to. */
#ifndef LANEWISE_COMPARE_TALLY_H
#define LANEWISE_COMPARE_TALLY_H

#include "base/wide.h"
#include "compare/kept.h"
#include "compare/spread.h"
#include "plan/identity.h"

/* What is compared, and how. All members are borrowed. */
typedef struct lw_comparison {
    const char *folders[LW_SIDES]; /* of the catalogs, for showing */
    const lw_planner *planners[LW_SIDES];
    const lw_options *options;
    const lw_style *style;
    uint32_t top; /* orders and lanes in each list of a report */
    bool rows;    /* a row an order instead of a report: neither orders nor medians are kept */
} lw_comparison;

/* The sums of one measure over the orders that have it on both sides. */
typedef struct lw_sum {
    uint64_t orders, up, down; /* of them grown and shrunk */
    lw_wide total[LW_SIDES];
    lw_wide up_by, down_by; /* at least 0; total after = total before + up_by - down_by */
    lw_spread change;       /* empty where rows are told */
} lw_sum;

/* Orders quoted in one currency on both sides. */
typedef struct lw_costs {
    const char *currency; /* of a catalog */
    int decimals;
    lw_sum cost; /* minor units */
    lw_wide parts[LW_PART_COUNT][LW_SIDES];
    lw_kept_list hit; /* by how much dearer; empty where another measure counts */
} lw_costs;

/* Which measure tells how hard an order is hit: that of the ranking, and the cost for those that
 * weigh several. */
typedef enum lw_hit { LW_HIT_COST, LW_HIT_TIME, LW_HIT_SIGHT } lw_hit;

typedef struct lw_tally {
    const lw_comparison *job;
    uint64_t orders;
    uint64_t ok[LW_SIDES], no_plan[LW_SIDES], invalid[LW_SIDES]; /* they add up to `orders` */
    uint64_t changes[LW_CHANGE_COUNT];
    uint64_t other_modes; /* of those that moved */
    uint64_t not_priced;  /* with a plan in both, but in different currencies */
    uint64_t moves[LW_MODE_SETS][LW_MODE_SETS]; /* modes before, after; set 0 = no plan */
    uint64_t *lane_orders[LW_SIDES];            /* whose best plan takes the lane; owned */
    struct {
        lw_costs *items;
        size_t count, capacity;
    } costs; /* by the currency's code */
    lw_sum minutes, blind_minutes, visibility_e3;
    lw_hit measure;
    lw_kept_list hit; /* by the time or sight lost; empty where the cost counts */
    lw_kept_list lost, gained, none;
} lw_tally;

/* `job` is borrowed. LW_NO_MEMORY. */
lw_status lw_tally_init(lw_tally *tally, const lw_comparison *job, lw_error *err);
void lw_tally_release(lw_tally *tally); /* zeroed storage is legal */

/* Adds one order. The sums do not depend on the sequence of the orders. LW_NO_MEMORY. */
lw_status lw_tally_take(lw_tally *tally, const lw_compared *order, lw_error *err);

/* Whether the catalog on the other side has no lane of this id. */
bool lw_lane_is_alone(const lw_comparison *job, int side, const char *lane);

/* A lane that only one of the catalogs has. */
typedef struct lw_lane_use {
    const char *lane;
    uint64_t orders; /* whose best plan takes it; at least 1 */
} lw_lane_use;

typedef struct lw_lane_uses {
    lw_lane_use *items; /* most orders first, then by id; owned: free() */
    size_t count, capacity;
    uint32_t alone; /* lanes that the other catalog has not, in use or not */
} lw_lane_uses;

/* The lanes of one side that the other has not. False when memory is out. */
bool lw_tally_lanes(const lw_tally *tally, int side, lw_lane_uses *uses);

#endif
