/* A repertoire: routes of which one is the best for any shipment of a situation, whatever it weighs
 * and is worth. Every route of every frontier is among them. */
#ifndef LANEWISE_REPERTOIRE_REPERTOIRE_H
#define LANEWISE_REPERTOIRE_REPERTOIRE_H

#include "repertoire/situation.h"
#include "repertoire/tariff.h"
#include "search/search.h"

/* How a route clears the border. */
#define LW_NO_ENTRY UINT8_MAX

/* A lane that some route takes. */
typedef struct lw_ride {
    uint32_t lane;
    uint16_t cells; /* of the steps over it */
    bool simple;    /* it is one line of freight: lw_offer_is_freight */
} lw_ride;

/* One leg of one or more routes. Legs form a tree: a parent comes before its children. */
typedef struct lw_step {
    uint32_t parent;  /* LW_NONE = leaves the start */
    uint32_t ride;    /* in lw_repertoire.rides */
    uint32_t handoff; /* row of the hand-off before it; LW_NONE = none */
    int32_t minutes;  /* from the start to its end, on the clock of the time criterion */
    int32_t blind;    /* minutes out of sight so far */
    uint16_t cells;   /* bit c = it may count for an actual weight of cell c */
    uint8_t entry;    /* lw_mode of the entry at its end; LW_NO_ENTRY */
    uint8_t kin;      /* entries of the same kin cost the same at the same cost so far */
    uint8_t legs;
    bool ends; /* at the destination */
} lw_step;

typedef struct lw_repertoire {
    lw_situation situation;
    struct lw_repertoire *next; /* of its chain in the store */
    bool unfit;                 /* too many routes: every shipment is searched by itself */
    uint32_t count, ride_count;
    lw_ride *rides; /* in the same block, behind the steps */
    lw_step steps[];
} lw_repertoire;

/* The bytes of a block for so many steps and rides. */
static inline size_t lw_repertoire_size(uint32_t steps, uint32_t rides)
{
    return sizeof(lw_repertoire) + steps * sizeof(lw_step) + rides * sizeof(lw_ride);
}

/* Reusable storage of one thread. */
typedef struct lw_gatherer lw_gatherer;

/* NULL when memory is out. */
lw_gatherer *lw_gatherer_new(const lw_terms *terms);
void lw_gatherer_free(lw_gatherer *gatherer); /* NULL is legal */

/* Gathers the repertoire of `situation` for journeys from `start`. `search` has turned to a
 * shipment of that situation. The caller frees the result. NULL when memory is out. */
lw_repertoire *lw_gather(lw_gatherer *gatherer, lw_search *search, const lw_situation *situation,
                         uint32_t start, lw_clock_hand hand);

#endif
