/* Between which straight lines a price lies over a run of weights, a cell.
 *
 * A price is known at any single weight only. What is known of it in between is stated by `curve`:
 * on each piece it never falls as the weight grows or, where it is `straight`, keeps within `noise`
 * of a line but for its steps. */
#ifndef LANEWISE_REPERTOIRE_CURVE_H
#define LANEWISE_REPERTOIRE_CURVE_H

#include <stdbool.h>
#include <stdint.h>

/* Stands for all amounts from here on, and for "not offered". Sums of as many as a plan has legs
 * are cut down to it again, so that they fit. */
#define LW_OUT_OF_SIGHT (1 << 27)

/* A line below the price and one above it, each by its amounts at the first ([0]) and at the last
 * gram ([1]) of the cell, in minor units. `high` is LW_OUT_OF_SIGHT where the lane may not be
 * offered at some weight of the cell, `low` as well where it is at none. */
typedef struct lw_bounds {
    int32_t high[2], low[2]; /* in this order: see lw_trail */
} lw_bounds;

#define LW_CURVE_BREAKS 128

typedef struct lw_curve {
    /* The price at a weight in grams; false = not offered. */
    bool (*price)(void *context, int64_t grams, int64_t *amount);
    void *context;
    int64_t from, to; /* the first and the last gram of the cell */
    bool straight;
    int64_t noise;  /* minor units */
    int64_t step_g; /* the coarsest step in which weights are counted; 1 = every gram */
    bool overflow;  /* there are more breaks: nothing is known */
    uint32_t break_count;
    int64_t breaks[LW_CURVE_BREAKS]; /* last grams of pieces, in any order */
} lw_curve;

/* A curve of every gram, straight and without noise, that has no breaks yet. */
void lw_curve_begin(lw_curve *curve, int64_t from, int64_t to);

/* Notes that a piece ends at `grams`, which may be out of the cell. */
void lw_curve_break(lw_curve *curve, int64_t grams);

/* Sorts the breaks, then bounds the price over the cell. */
void lw_curve_bound(lw_curve *curve, lw_bounds *bounds);

#endif
