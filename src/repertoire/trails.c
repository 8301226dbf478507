/* Comparing trails over whole cells: what is dropped is beaten at every weight at which it could be
 * offered. */
#include "repertoire/trails.h"

#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "repertoire/repertoire.h"

bool lw_trails_init(lw_trails *t, uint32_t state_count)
{
    *t = (lw_trails){.state_count = state_count};
    t->bags = malloc(((size_t)state_count + 1) * sizeof *t->bags);
    for (uint32_t i = 0; t->bags != NULL && i <= state_count; i++)
        t->bags[i] = LW_NO_TRAIL;
    return t->bags != NULL;
}

void lw_trails_release(lw_trails *t)
{
    free(t->bags);
    free(t->labels.items);
    free(t->sums.items);
    free(t->cleared.items);
    free(t->touched.items);
    free(t->places.items);
    *t = (lw_trails){0};
}

void lw_trails_begin(lw_trails *t, uint32_t parts, bool dues, uint32_t state)
{
    lw_trails_close(t);
    t->labels.count = 0;
    t->failed = false;
    t->parts = parts;
    t->dues = dues;
    if (!LW_RESERVE(&t->labels, 1) || !LW_RESERVE(&t->sums, 1) || !LW_RESERVE(&t->cleared, 1)) {
        t->failed = true;
        return;
    }
    t->sums.items[0] = t->cleared.items[0] = (lw_cost){0};
    t->labels.items[t->labels.count++] = (lw_trail){.parent = LW_NO_TRAIL,
                                                    .lane = LW_NONE,
                                                    .handoff = LW_NONE,
                                                    .state = state,
                                                    .entered = LW_NO_TRAIL,
                                                    .sure = true,
                                                    .entry = LW_NO_ENTRY,
                                                    .kin = LW_NO_ENTRY};
    lw_trails_settle(t);
}

lw_trail *lw_trails_grow(lw_trails *t, uint16_t parent)
{
    size_t count = t->labels.count;
    if (!LW_RESERVE(&t->labels, count + 1) || (t->parts > 1 && !LW_RESERVE(&t->sums, count + 1)) ||
        (t->dues && !LW_RESERVE(&t->cleared, count + 1))) {
        t->failed = true;
        return NULL;
    }
    t->labels.items[count] = t->labels.items[parent];
    if (t->parts > 1)
        t->sums.items[count] = t->sums.items[parent];
    if (t->dues)
        t->cleared.items[count] = t->cleared.items[parent];
    t->labels.count++;
    lw_trail *made = &t->labels.items[count];
    made->parent = parent;
    made->dropped = false;
    return made;
}

void lw_trails_clear(lw_trails *t, lw_trail *newest)
{
    size_t index = t->labels.count - 1;
    newest->entered = (uint16_t)index;
    if (t->parts > 1)
        t->cleared.items[index] = t->sums.items[index];
    else
        t->cleared.items[index].parts[0] = newest->total;
}

/* Whether every shipment does strictly better by `x` than by `y`: it bears less, and the dues of an
 * entry are no more, because no more had been borne at the border. */
static bool costs_less(lw_trails *t, uint16_t x, uint16_t y)
{
    const lw_trail *a = &t->labels.items[x], *b = &t->labels.items[y];
    t->work++;
    if (!a->sure || a->kin != b->kin)
        return false;
    if (t->parts > 1 && !lw_cost_within(&t->sums.items[x], &t->sums.items[y], t->parts, 0))
        return false;
    return a->entered == b->entered ||
           lw_cost_within(&t->cleared.items[x], &t->cleared.items[y], t->parts, 1);
}

/* Four numbers side by side. */
typedef int32_t quad __attribute__((vector_size(16)));

/* How much another may come to at most to beat the trail: in minutes, blind minutes, and cost at
 * both ends of the cell. */
static inline quad limits_of(const lw_trail *trail)
{
    return (quad){trail->minutes, trail->blind, trail->total.low[0] - 1, trail->total.low[1] - 1};
}

/* Whether `x` beats `y`, whose limits are at hand. */
static inline bool beats(lw_trails *t, uint16_t x, uint16_t y, const quad *limits)
{
    const lw_trail *a = &t->labels.items[x], *b = &t->labels.items[y];
    quad own;
    uint64_t over[2];
    memcpy(&own, a, sizeof own);
    own = own > *limits;
    memcpy(over, &own, sizeof over);
    return (over[0] | over[1]) == 0 && (a->legs <= b->legs || b->state == LW_NONE) &&
           costs_less(t, x, y);
}

void lw_trails_settle(lw_trails *t)
{
    uint16_t index = (uint16_t)(t->labels.count - 1);
    lw_trail *labels = t->labels.items, *newest = &labels[index];
    uint32_t bag = newest->state == LW_NONE ? t->state_count : newest->state;
    uint16_t *first = &t->bags[bag], *link = first;
    quad limits = limits_of(newest);
    for (; *link != LW_NO_TRAIL; link = &labels[*link].next) {
        uint16_t other = *link;
        if (beats(t, other, index, &limits)) { /* what beats one often beats the next */
            *link = labels[other].next;
            labels[other].next = *first;
            *first = other;
            t->labels.count--;
            return;
        }
    }
    link = first;
    if (*link == LW_NO_TRAIL && !LW_PUSH(&t->touched, bag))
        t->failed = true;
    while (*link != LW_NO_TRAIL) {
        lw_trail *other = &labels[*link];
        limits = limits_of(other);
        if (beats(t, index, *link, &limits)) {
            other->dropped = true;
            *link = other->next;
        } else {
            link = &other->next;
        }
    }
    newest->next = t->bags[bag];
    t->bags[bag] = index;
}

void lw_trails_close(lw_trails *t)
{
    for (size_t i = 0; i < t->touched.count; i++)
        t->bags[t->touched.items[i]] = LW_NO_TRAIL;
    t->touched.count = 0;
    t->work = 0;
}

/* Moves a trail down to `place`, where its number is noted for those that name it. */
static void move_down(lw_trails *t, size_t from, size_t place)
{
    const uint16_t *places = t->places.items;
    lw_trail *moved = &t->labels.items[place];
    *moved = t->labels.items[from];
    moved->kept = false;
    moved->parent = moved->parent == LW_NO_TRAIL ? LW_NO_TRAIL : places[moved->parent];
    moved->entered = moved->entered == LW_NO_TRAIL ? LW_NO_TRAIL : places[moved->entered];
    if (t->parts > 1)
        t->sums.items[place] = t->sums.items[from];
    if (t->dues)
        t->cleared.items[place] = t->cleared.items[from];
}

void lw_trails_prune(lw_trails *t)
{
    lw_trail *labels = t->labels.items;
    lw_trails_close(t);
    if (!LW_RESERVE(&t->places, t->labels.count)) {
        t->failed = true;
        return;
    }
    for (size_t i = t->labels.count; i-- > 1;) {
        labels[i].kept |= !labels[i].dropped;
        labels[labels[i].parent].kept |= labels[i].kept;
    }
    labels[0].kept = true;
    uint16_t count = 0;
    for (size_t i = 0; i < t->labels.count; i++) {
        if (!labels[i].kept)
            continue;
        t->places.items[i] = count; /* before it moves: it may have been cleared at its own end */
        move_down(t, i, count++);
    }
    t->labels.count = count;
}
