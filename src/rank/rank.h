/* Ranking the frontier: scores and orders over the three criteria. */
#ifndef LANEWISE_RANK_RANK_H
#define LANEWISE_RANK_RANK_H

#include <stddef.h>
#include <stdint.h>

#include <lanewise/planner.h>

#include "base/wide.h"

/* A plan as far as ranking sees it. */
typedef struct lw_ranked {
    int64_t cost;     /* quote minor units */
    int64_t minutes;  /* of the time criterion */
    int64_t blind;    /* minutes */
    int64_t score_e4; /* filled by lw_rank_plans */
    uint32_t label;   /* the caller's own */
    lw_wide key; /* what plans are sorted by before cost, time and blind; filled by lw_rank_plans */
} lw_ranked;

/* Puts the best `wanted` plans of a whole frontier first, in order, and fills in their scores;
 * where fewer are wanted than there are, the others follow in any order. No two plans of a frontier
 * agree on all three criteria, so the order is total. `decimals` is the quote currency's. */
void lw_rank_plans(lw_ranked *plans, size_t count, size_t wanted, const lw_options *options,
                   int decimals);

/* The score of a plan that is not on the frontier, by the champions of the frontier. */
int64_t lw_rank_score(const lw_ranked *plan, const lw_ranked *frontier, size_t count,
                      const lw_options *options);

#endif
