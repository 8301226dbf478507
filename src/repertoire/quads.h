/* Arithmetic on bounds, four cells at a time. */
#ifndef LANEWISE_REPERTOIRE_QUADS_H
#define LANEWISE_REPERTOIRE_QUADS_H

#include <string.h>

#include "repertoire/curve.h"

typedef int32_t lw_quad __attribute__((vector_size(16)));

static inline lw_quad lw_quad_load(const int32_t *from)
{
    lw_quad q;
    memcpy(&q, from, sizeof q);
    return q;
}

/* A comparison's truth as bits. */
static inline unsigned lw_quad_bits(lw_quad truth)
{
    const lw_quad weights = {1, 2, 4, 8};
    lw_quad bits = truth & weights;
    return (unsigned)(bits[0] | bits[1] | bits[2] | bits[3]);
}

/* Sums are cut down to what stands for "out of sight". */
static inline void lw_bounds_add(lw_bounds *sum, const lw_bounds *more)
{
    const lw_quad most = {LW_OUT_OF_SIGHT, LW_OUT_OF_SIGHT, LW_OUT_OF_SIGHT, LW_OUT_OF_SIGHT};
    int32_t *a = &sum->low[0][0];
    const int32_t *b = &more->low[0][0];
    for (int i = 0; i < 4 * LW_CELLS; i += 4) {
        lw_quad total = lw_quad_load(a + i) + lw_quad_load(b + i);
        lw_quad over = total > most;
        total = (total & ~over) | (most & over);
        memcpy(a + i, &total, sizeof total);
    }
}

/* The cells in which `a` is less than `b` at every weight, both by the same measure. */
static inline uint16_t lw_bounds_less(const lw_bounds *a, const lw_bounds *b)
{
    unsigned cells = 0;
    for (unsigned c = 0; c < LW_CELLS; c += 4) {
        lw_quad first = lw_quad_load(a->high[0] + c) < lw_quad_load(b->low[0] + c);
        lw_quad last = lw_quad_load(a->high[1] + c) < lw_quad_load(b->low[1] + c);
        cells |= lw_quad_bits(first & last) << c;
    }
    return (uint16_t)cells;
}

#endif
