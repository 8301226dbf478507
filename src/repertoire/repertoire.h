/* A repertoire: routes of which one is the best for any shipment of a situation, whatever it weighs
 * and is worth. Every route of every frontier is among them. */
#ifndef LANEWISE_REPERTOIRE_REPERTOIRE_H
#define LANEWISE_REPERTOIRE_REPERTOIRE_H

#include <stdatomic.h>

#include "repertoire/line.h"
#include "repertoire/situation.h"
#include "repertoire/tariff.h"
#include "search/search.h"

/* How a route clears the border. */
#define LW_NO_ENTRY UINT8_MAX

/* How a ride is priced. */
typedef enum lw_ride_kind {
    LW_RIDE_LINE,    /* a straight line: lw_line_price */
    LW_RIDE_FREIGHT, /* one line of freight: lw_freight_simple */
    LW_RIDE_OFFER    /* whatever its tables ask for: lw_offers_get */
} lw_ride_kind;

/* What the plans of one route have in common: plan/outline.h. */
typedef struct lw_outline lw_outline;

/* A lane that some route takes. */
typedef struct lw_ride {
    uint32_t lane;
    lw_ride_kind kind;
} lw_ride;

/* One leg of one or more routes. Legs form a tree: a parent comes before its children. */
typedef struct lw_step {
    uint16_t parent; /* place of the step before it, from 1; 0 = leaves the start */
    uint16_t ride;   /* in lw_choice.rides */
} lw_step;

/* What else is paid on a step. */
typedef struct lw_toll {
    uint32_t handoff; /* row of the hand-off before it, if that has a fee; LW_NONE */
    uint8_t entry;    /* lw_mode of the entry at its end; LW_NO_ENTRY, also at the end of a route */
} lw_toll;

/* A whole way to the destination. */
typedef struct lw_route {
    int32_t minutes; /* on the clock of the time criterion */
    int32_t blind;   /* minutes out of sight */
    uint16_t step;   /* its last, from 1 */
    uint8_t entry;   /* lw_mode of the entry at its end; LW_NO_ENTRY */
    uint8_t kin;     /* entries of the same kin cost the same at the same cost so far */
} lw_route;

/* The routes. They are in the order of kin, minutes, blind minutes and, where these are equal, of
 * what wins a tie: none is beaten by a later one, unless that is cheaper and the rest equal.
 *
 * Its arrays follow behind it in one block that may be moved: what every shipment reads comes
 * first, and each array's size leaves the next one aligned. */
typedef struct lw_choice {
    uint32_t ride_count, step_count, route_count;
    bool plain; /* all rides are LW_RIDE_LINE, and nothing but freight is to be paid */
} lw_choice;

/* Of the rides. */
static inline lw_straight *lw_choice_lines(const lw_choice *choice)
{
    return (lw_straight *)(choice + 1);
}

/* Of the routes; NULL until such a plan has been told. */
static inline _Atomic(lw_outline *) *lw_choice_outlines(const lw_choice *choice)
{
    return (_Atomic(lw_outline *) *)(lw_choice_lines(choice) + choice->ride_count);
}

static inline lw_route *lw_choice_routes(const lw_choice *choice)
{
    return (lw_route *)(lw_choice_outlines(choice) + choice->route_count);
}

static inline lw_step *lw_choice_steps(const lw_choice *choice)
{
    return (lw_step *)(lw_choice_routes(choice) + choice->route_count);
}

/* Of the steps; none where the choice is plain. */
static inline lw_toll *lw_choice_tolls(const lw_choice *choice)
{
    return (lw_toll *)(lw_choice_steps(choice) + choice->step_count);
}

static inline lw_ride *lw_choice_rides(const lw_choice *choice)
{
    return (lw_ride *)(lw_choice_tolls(choice) + (choice->plain ? 0 : choice->step_count));
}

static inline size_t lw_choice_bytes(const lw_choice *choice)
{
    const lw_ride *end = lw_choice_rides(choice) + choice->ride_count;
    return (size_t)((const char *)end - (const char *)choice);
}

typedef struct lw_repertoire {
    struct lw_repertoire *next; /* of its chain in the store */
    lw_choice *choice;          /* NULL where no route is offered */
    bool unfit;                 /* too many routes: every shipment is searched by itself */
    uint32_t word_count;        /* of its situation */
    uint64_t hash;
    uint32_t words[];
} lw_repertoire;

/* One without routes; NULL when memory is out. */
lw_repertoire *lw_repertoire_new(const lw_situation *situation);

/* Frees what the above or lw_gather has made. NULL is legal. */
void lw_repertoire_free(lw_repertoire *repertoire);

/* Whether it serves the shipments of that situation. */
bool lw_repertoire_is_of(const lw_repertoire *repertoire, const lw_situation *situation);

/* The lanes of a route; the start of the way is the caller's. */
lw_way lw_route_way(const lw_route *route, const lw_step *steps, const lw_ride *rides);

/* Reusable storage of one thread; and what threads share: trunks.h. */
typedef struct lw_gatherer lw_gatherer;
typedef struct lw_trunks lw_trunks;

/* `terms` and `trunks` are borrowed; the latter may serve several threads. NULL when memory is out.
 */
lw_gatherer *lw_gatherer_new(const lw_terms *terms, lw_trunks *trunks);
void lw_gatherer_free(lw_gatherer *gatherer); /* NULL is legal */

/* Gathers the repertoire of `situation` for journeys from `start`. `search` has turned to a
 * shipment of that situation. The caller frees the result. NULL when memory is out. */
lw_repertoire *lw_gather(lw_gatherer *gatherer, lw_search *search, const lw_situation *situation,
                         uint32_t start, lw_clock_hand hand);

#endif
