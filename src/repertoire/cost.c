/* Comparing costs that go by several measures. */
#include "repertoire/cost.h"

/* Where nothing is known above; beyond what the bounds of the other measures can make up for. */
#define FAR_APART (450 * 1000 * 1000)

/* The most by which `a` may exceed `b` at any weight of each cell, on one measure. */
static void find_excess(const lw_bounds *a, const lw_bounds *b, int32_t excess[LW_CELLS])
{
    for (int c = 0; c < LW_CELLS; c++) {
        int32_t first = a->high[0][c] - b->low[0][c], last = a->high[1][c] - b->low[1][c];
        bool unknown = a->high[0][c] == LW_OUT_OF_SIGHT || a->high[1][c] == LW_OUT_OF_SIGHT;
        excess[c] = unknown ? FAR_APART : first > last ? first : last;
    }
}

uint16_t lw_cost_within(const lw_cost *a, const lw_cost *b, lw_scope scope, int32_t bound)
{
    int32_t excess[LW_CELLS];
    unsigned cells = 0;
    find_excess(&a->measure[0], &b->measure[0], excess);
    for (uint32_t m = 1; m < scope.measures; m++) {
        int32_t one[LW_CELLS], most = INT32_MIN;
        find_excess(&a->measure[m], &b->measure[m], one);
        for (uint32_t c = scope.cells; c-- > 0;) {
            most = one[c] > most ? one[c] : most;
            excess[c] += most;
        }
    }
    for (unsigned c = 0; c < scope.cells; c++)
        cells |= (unsigned)(excess[c] < bound) << c;
    return (uint16_t)cells;
}
