/* On what terms a catalog lets shipments be treated alike: where its weights, sizes and dates
 * change anything.
 *
 * Worked out once a catalog, read-only afterwards. */
#ifndef LANEWISE_REPERTOIRE_TERMS_H
#define LANEWISE_REPERTOIRE_TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "network/network.h"

/* Weights are looked at in cells, runs of grams between the weights at which cards change rows. */
#define LW_CELLS 16

/* The weights a lane may go by: the actual one, and one for each way of counting volume. */
#define LW_MEASURES 4

/* Values in ascending order at which something changes: a value's class is how many of them it is
 * above. */
typedef struct lw_classes {
    int64_t *ends; /* owned */
    uint32_t count;
} lw_classes;

typedef struct lw_terms {
    const lw_network *network;
    int64_t cell_ends[LW_CELLS]; /* the last gram of each cell, ascending */
    uint32_t cell_count;
    /* Ways of counting volume, without the minimum and the step, which are the lanes' own. Measure
     * 0 is the actual weight. */
    const lw_weight_rules *measures; /* borrowed */
    uint32_t measure_count;
    uint8_t *lane_measure;          /* of each lane: its measure, or LW_OTHER_MEASURE; owned */
    int64_t least_divisor_e3;       /* of all lanes; 0 = none counts volume */
    lw_classes sides, sums, girths; /* mm */
    lw_classes days;                /* the last day before a row begins or after which it ends */
    bool counts_pieces;             /* something depends on the number of pieces */
    bool mostly_simple;             /* most lanes are one line of freight, quickly bounded */
} lw_terms;

/* False when memory is out. */
bool lw_terms_init(lw_terms *terms, const lw_network *network);
void lw_terms_release(lw_terms *terms);

uint32_t lw_class_of(const lw_classes *classes, int64_t value);

/* The cell of a weight in grams; LW_CELLS above the last. */
uint32_t lw_cell_of(const lw_terms *terms, int64_t grams);

#endif
