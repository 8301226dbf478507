/* Which rows could both apply to one look-up: ranges of numbers and of dates that meet in both. */
#ifndef LANEWISE_CATALOG_OVERLAP_H
#define LANEWISE_CATALOG_OVERLAP_H

#include <stddef.h>

#include "catalog/model.h"

typedef struct lw_bracket_span {
    int64_t over, up_to; /* the numbers x with over < x <= up_to; never empty */
    lw_dates valid;      /* never empty */
    uint32_t row;        /* the caller's number of the row */
} lw_bracket_span;

/* Scratch memory; zeroed storage is ready. */
typedef struct lw_overlap_finder {
    int64_t *edges; /* distinct bounds of dates, ascending */
    struct lw_cover *covers;
    size_t edge_capacity, cover_capacity;
} lw_overlap_finder;

void lw_overlap_finder_release(lw_overlap_finder *finder);

/* Sorts `spans` by `over`, then `row`, and calls `found` for every span that meets one before it in
 * that order, once a span, with the rows of both. O(n log n) whatever overlaps. False when memory
 * is out. */
bool lw_find_overlaps(lw_overlap_finder *finder, lw_bracket_span *spans, size_t count,
                      void (*found)(void *context, uint32_t row, uint32_t other), void *context);

#endif
