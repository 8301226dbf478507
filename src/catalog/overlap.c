/* A sweep over ascending `over`, with a tree over the dates that knows for every day how far up the
 * spans so far reach: a span overlaps when some day of its own is reached above its `over`. */
#include "catalog/overlap.h"

#include <stdlib.h>

#include "base/vector.h"

/* A node of the tree; its days are implied by its place. */
typedef struct lw_cover {
    int64_t whole, any; /* how far spans reach that hold on all of its days, on one of them */
    uint32_t whole_row, any_row;
} lw_cover;

void lw_overlap_finder_release(lw_overlap_finder *finder)
{
    free(finder->edges);
    free(finder->covers);
    *finder = (lw_overlap_finder){0};
}

static int compare_spans(const void *a, const void *b)
{
    const lw_bracket_span *x = a, *y = b;
    if (x->over != y->over)
        return x->over < y->over ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

static int compare_edges(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static bool numbers_meet(const lw_bracket_span *spans, size_t count)
{
    int64_t reach = INT64_MIN;
    for (size_t i = 0; i < count; i++) {
        if (spans[i].over < reach)
            return true;
        if (spans[i].up_to > reach)
            reach = spans[i].up_to;
    }
    return false;
}

/* ---- The tree ----------------------------------------------------------------------------------
 */

/* Days from number `first` to `end` of the edges. */
typedef struct stretch {
    size_t first, end;
} stretch;

/* The farthest reach on any day of `wanted`, within node `at` of days `own`. */
static void ask(const lw_cover *covers, size_t at, stretch own, stretch wanted, int64_t *reach,
                uint32_t *row)
{
    if (wanted.end <= own.first || own.end <= wanted.first)
        return;
    const lw_cover *cover = &covers[at];
    if (cover->whole > *reach) {
        *reach = cover->whole;
        *row = cover->whole_row;
    }
    if (wanted.first <= own.first && own.end <= wanted.end) {
        if (cover->any > *reach) {
            *reach = cover->any;
            *row = cover->any_row;
        }
        return;
    }
    size_t middle = own.first + (own.end - own.first) / 2;
    ask(covers, 2 * at, (stretch){own.first, middle}, wanted, reach, row);
    ask(covers, 2 * at + 1, (stretch){middle, own.end}, wanted, reach, row);
}

static void put(lw_cover *covers, size_t at, stretch own, stretch days, const lw_bracket_span *span)
{
    if (days.end <= own.first || own.end <= days.first)
        return;
    lw_cover *cover = &covers[at];
    if (span->up_to > cover->any) {
        cover->any = span->up_to;
        cover->any_row = span->row;
    }
    if (days.first <= own.first && own.end <= days.end) {
        if (span->up_to > cover->whole) {
            cover->whole = span->up_to;
            cover->whole_row = span->row;
        }
        return;
    }
    size_t middle = own.first + (own.end - own.first) / 2;
    put(covers, 2 * at, (stretch){own.first, middle}, days, span);
    put(covers, 2 * at + 1, (stretch){middle, own.end}, days, span);
}

/* ---- The sweep ---------------------------------------------------------------------------------
 */

static size_t edge_number(const int64_t *edges, size_t count, int64_t day)
{
    const int64_t *found = bsearch(&day, edges, count, sizeof *edges, compare_edges);
    return (size_t)(found - edges);
}

/* Fills `edges` with every first day and every day after a last one; 0 when memory is out. */
static size_t collect_edges(lw_overlap_finder *finder, const lw_bracket_span *spans, size_t count)
{
    if (2 * count > finder->edge_capacity &&
        !lw_reserve((void **)&finder->edges, &finder->edge_capacity, 2 * count,
                    sizeof *finder->edges))
        return 0;
    for (size_t i = 0; i < count; i++) {
        finder->edges[2 * i] = spans[i].valid.from;
        finder->edges[2 * i + 1] = (int64_t)spans[i].valid.to + 1;
    }
    qsort(finder->edges, 2 * count, sizeof *finder->edges, compare_edges);
    size_t kept = 1;
    for (size_t i = 1; i < 2 * count; i++) {
        if (finder->edges[i] != finder->edges[kept - 1])
            finder->edges[kept++] = finder->edges[i];
    }
    return kept;
}

bool lw_find_overlaps(lw_overlap_finder *finder, lw_bracket_span *spans, size_t count,
                      void (*found)(void *context, uint32_t row, uint32_t other), void *context)
{
    if (count < 2)
        return true;
    qsort(spans, count, sizeof *spans, compare_spans);
    if (!numbers_meet(spans, count))
        return true;
    size_t edges = collect_edges(finder, spans, count);
    if (edges == 0)
        return false;
    if (4 * edges > finder->cover_capacity &&
        !lw_reserve((void **)&finder->covers, &finder->cover_capacity, 4 * edges,
                    sizeof *finder->covers))
        return false;
    for (size_t i = 0; i < 4 * edges; i++)
        finder->covers[i] = (lw_cover){INT64_MIN, INT64_MIN, 0, 0};
    stretch all = {0, edges - 1};
    for (size_t i = 0; i < count; i++) {
        const lw_bracket_span *span = &spans[i];
        stretch days = {edge_number(finder->edges, edges, span->valid.from),
                        edge_number(finder->edges, edges, (int64_t)span->valid.to + 1)};
        int64_t reach = span->over;
        uint32_t row = 0;
        ask(finder->covers, 1, all, days, &reach, &row);
        if (reach > span->over)
            found(context, span->row, row);
        put(finder->covers, 1, all, days, span);
    }
    return true;
}
