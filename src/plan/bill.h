/* From a label to a whole plan: the bill is posted anew, leg by leg, in the order in which charges
 * arise. */
#ifndef LANEWISE_PLAN_BILL_H
#define LANEWISE_PLAN_BILL_H

#include "base/arena.h"
#include "rank/rank.h"
#include "search/search.h"

/* What a quote owns. */
struct lw_quote_memory {
    lw_arena arena;
    lw_ledger ledger; /* scratch of the plan being built */
};

/* What ranking needs of a plan on the frontier. */
static inline lw_ranked lw_rankable(const lw_search *search, const lw_arrival *arrival)
{
    return (lw_ranked){.cost = arrival->cost,
                       .minutes = arrival->at - search->demand->start_utc,
                       .blind = arrival->blind,
                       .label = arrival->label};
}

/* Writes the plan that goes `way` into `plan`, its arrays into the arena; without its charges if
 * `sums_only`. The search, or what was kept of another, has found it to cost `cost` and to stay
 * unseen for `blind` minutes.
 * Rank and score are the caller's. False when memory is out. */
bool lw_bill_plan(lw_search *search, const lw_way *way, int64_t cost, int64_t blind, bool sums_only,
                  struct lw_quote_memory *memory, lw_plan *plan);

#endif
