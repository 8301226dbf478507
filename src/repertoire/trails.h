/* Trails: the labels of gathering. A trail is a way from the start, known over a whole cell of
 * weights; of each state those are kept that no other beats at every weight. */
#ifndef LANEWISE_REPERTOIRE_TRAILS_H
#define LANEWISE_REPERTOIRE_TRAILS_H

#include <stddef.h>

#include "network/network.h"
#include "repertoire/cost.h"

/* The most of them; their numbers fit 16 bits. */
#define LW_MOST_TRAILS 8192
#define LW_NO_TRAIL    UINT16_MAX

/* Of 48 bytes: many are remembered. What one beats others by comes first, in 16 bytes: its minutes,
 * blind minutes, and what it costs at most. */
typedef struct lw_trail {
    int32_t minutes, blind;
    lw_bounds total; /* all parts of its cost together */
    uint32_t state;  /* LW_NONE = at the destination */
    uint32_t lane, handoff;
    uint16_t parent;
    uint16_t next;    /* in the bag of its state */
    uint16_t entered; /* the trail at whose end the goods were cleared; LW_NO_TRAIL = none yet */
    uint8_t legs, entry, kin;
    bool sure; /* it is offered at every weight of the situation, but for gaps in cards */
    bool dropped;
    bool kept; /* on the way to something that is kept */
} lw_trail;

typedef struct lw_trails {
    struct {
        lw_trail *items;
        size_t count, capacity;
    } labels;
    /* Of each: its cost where that has several parts; and what of it had been borne when the goods
     * were cleared, where they have been. */
    struct {
        lw_cost *items;
        size_t count, capacity;
    } sums, cleared;
    uint16_t *bags; /* of a state, and one more for the destination: its first trail */
    uint32_t state_count;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } touched; /* bags that are not empty */
    struct {
        uint16_t *items;
        size_t count, capacity;
    } places;       /* scratch */
    uint32_t parts; /* of a cost, in use */
    bool dues;      /* an entry may cost something: `cleared` is in use */
    bool failed;    /* memory was out */
    uint32_t work;  /* comparisons since the bags were last empty */
} lw_trails;

/* False when memory is out. */
bool lw_trails_init(lw_trails *trails, uint32_t state_count);
void lw_trails_release(lw_trails *trails);

/* Starts anew, with nothing but the trail that has not left yet. */
void lw_trails_begin(lw_trails *trails, uint32_t parts, bool dues, uint32_t state);

/* A new trail behind `parent`, with what it has come to so far; NULL when memory is out. Trails
 * move when others are added. */
lw_trail *lw_trails_grow(lw_trails *trails, uint16_t parent);

/* Takes the newest trail back. */
static inline void lw_trails_drop_newest(lw_trails *trails)
{
    trails->labels.count--;
}

/* Puts the newest trail into the bag of its state, unless it is beaten and taken back. */
void lw_trails_settle(lw_trails *trails);

/* Empties the bags: what comes now is not compared with what was before. */
void lw_trails_close(lw_trails *trails);

/* Leaves out what was dropped and leads to nothing that was not, and closes. */
void lw_trails_prune(lw_trails *trails);

/* Adds to a part of the newest trail's cost. */
static inline void lw_trails_charge(lw_trails *trails, lw_trail *newest, uint32_t part,
                                    const lw_bounds *bounds)
{
    lw_bounds_add(&newest->total, bounds);
    if (trails->parts > 1)
        lw_bounds_add(&trails->sums.items[trails->labels.count - 1].parts[part], bounds);
}

/* Notes that the newest trail has cleared the border with what it has borne so far. */
void lw_trails_clear(lw_trails *trails, lw_trail *newest);

#endif
