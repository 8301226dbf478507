/* The few orders out of many that a report shows, kept after their quotes are gone. */
#ifndef LANEWISE_COMPARE_KEPT_H
#define LANEWISE_COMPARE_KEPT_H

#include "compare/difference.h"
#include "render/render.h"

/* One order on both catalogs. Borrowed, all of it. */
typedef struct lw_compared {
    uint64_t number; /* of the record, from 1 */
    const char *id;  /* or its number */
    const lw_answer *answers[LW_SIDES];
    const lw_difference *difference;
} lw_compared;

typedef struct lw_kept_side {
    const char *status; /* "ok", "no_plan", "invalid"; static */
    bool planned;
    const char *currency; /* of the catalog; NULL = invalid */
    int decimals;
    lw_plan plan; /* where there is one; without its charges */
    struct {
        lw_leg *items;
        size_t count, capacity;
    } legs;            /* of the plan; owned */
    lw_buffer message; /* NUL-terminated; owned */
} lw_kept_side;

typedef struct lw_kept {
    int64_t weight; /* the greater, the earlier in the list */
    uint64_t number;
    lw_buffer id; /* NUL-terminated; owned */
    lw_difference difference;
    lw_kept_side sides[LW_SIDES];
} lw_kept;

/* The `most` orders of the greatest weight; of equal weight those that come first in the input. The
 * same for every order in which they are offered. Zeroed but for `most`, it is empty and ready. */
typedef struct lw_kept_list {
    size_t most;
    lw_kept **items; /* owned, and what they point to */
    size_t count, capacity;
    uint64_t offered;
} lw_kept_list;

/* False when memory is out. */
bool lw_kept_offer(lw_kept_list *list, int64_t weight, const lw_compared *order,
                   const lw_style *style);
void lw_kept_release(lw_kept_list *list);

#endif
