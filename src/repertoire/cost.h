/* What a way costs over the weights of a situation, and whether one way costs less than another
 * whatever the shipment. */
#ifndef LANEWISE_REPERTOIRE_COST_H
#define LANEWISE_REPERTOIRE_COST_H

#include <string.h>

#include "repertoire/curve.h"
#include "repertoire/terms.h"

/* Part by part: what is charged by each measure. */
typedef struct lw_cost {
    lw_bounds parts[LW_MEASURES];
} lw_cost;

/* Sums are cut down to what stands for "out of sight". All four at once. */
static inline void lw_bounds_add(lw_bounds *sum, const lw_bounds *more)
{
    typedef int32_t quad __attribute__((vector_size(16)));
    const quad most = {LW_OUT_OF_SIGHT, LW_OUT_OF_SIGHT, LW_OUT_OF_SIGHT, LW_OUT_OF_SIGHT};
    quad a, b;
    memcpy(&a, sum, sizeof a);
    memcpy(&b, more, sizeof b);
    a += b;
    quad over = a > most;
    a = (a & ~over) | (most & over);
    memcpy(sum, &a, sizeof a);
}

/* Whether `a` is less than `b` at every weight, both by the same measure. */
static inline bool lw_bounds_less(const lw_bounds *a, const lw_bounds *b)
{
    return a->high[0] < b->low[0] && a->high[1] < b->low[1];
}

/* Whether `a` exceeds `b` by less than `bound` minor units whatever the shipment, over the first so
 * many parts. */
bool lw_cost_within(const lw_cost *a, const lw_cost *b, uint32_t parts, int32_t bound);

/* Whether `a` is less than `b`. */
static inline bool lw_cost_less(const lw_cost *a, const lw_cost *b, uint32_t parts)
{
    return parts == 1 ? lw_bounds_less(&a->parts[0], &b->parts[0]) : lw_cost_within(a, b, parts, 0);
}

#endif
