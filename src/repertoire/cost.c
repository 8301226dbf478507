/* Comparing costs that go by several measures. */
#include "repertoire/cost.h"

/* Where nothing is known above; beyond what the bounds of the other measures can make up for. */
#define FAR_APART (450 * 1000 * 1000)

/* The most by which `a` may exceed `b` at any weight, on one measure. */
static int32_t excess(const lw_bounds *a, const lw_bounds *b)
{
    int32_t first = a->high[0] - b->low[0], last = a->high[1] - b->low[1];
    if (a->high[0] == LW_OUT_OF_SIGHT || a->high[1] == LW_OUT_OF_SIGHT)
        return FAR_APART;
    return first > last ? first : last;
}

bool lw_cost_within(const lw_cost *a, const lw_cost *b, uint32_t parts, int32_t bound)
{
    int32_t sum = excess(&a->parts[0], &b->parts[0]);
    for (uint32_t i = 1; i < parts; i++)
        sum += excess(&a->parts[i], &b->parts[i]);
    return sum < bound;
}
