/* What a way costs over all weights, and whether one way costs less than another whatever the
 * shipment. */
#ifndef LANEWISE_REPERTOIRE_COST_H
#define LANEWISE_REPERTOIRE_COST_H

#include "repertoire/quads.h"

/* Part by part: what is charged by each measure. */
typedef struct lw_cost {
    lw_bounds measure[LW_MEASURES];
} lw_cost;

/* What is in use of a cost: the first so many measures (from 1) and cells. */
typedef struct lw_scope {
    uint32_t measures, cells;
} lw_scope;

/* The cells of the actual weight in which `a` exceeds `b` by less than `bound` minor units whatever
 * the shipment. What a volume stands for is at least the actual weight, and may lie in any of the
 * cells from there on. */
uint16_t lw_cost_within(const lw_cost *a, const lw_cost *b, lw_scope scope, int32_t bound);

/* Those in which `a` is less than `b`. */
static inline uint16_t lw_cost_less(const lw_cost *a, const lw_cost *b, lw_scope scope)
{
    return scope.measures == 1 ? lw_bounds_less(&a->measure[0], &b->measure[0])
                               : lw_cost_within(a, b, scope, 0);
}

#endif
