/* A repertoire: routes of which one is the best for any shipment of a situation, whatever it weighs
 * and is worth. Every route of every frontier is among them. */
#ifndef LANEWISE_REPERTOIRE_REPERTOIRE_H
#define LANEWISE_REPERTOIRE_REPERTOIRE_H

#include "repertoire/situation.h"
#include "repertoire/tariff.h"
#include "search/search.h"

/* How a route clears the border. */
#define LW_NO_ENTRY UINT8_MAX

/* How a ride is priced. */
typedef enum lw_ride_kind {
    LW_RIDE_LINE,    /* `base` and `per_gram` of the actual weight, in the quote currency */
    LW_RIDE_FREIGHT, /* one line of freight: lw_freight_simple */
    LW_RIDE_OFFER    /* whatever its tables ask for: lw_offers_get */
} lw_ride_kind;

/* A lane that some route takes. */
typedef struct lw_ride {
    int64_t base, per_gram; /* nano-units of the quote currency, where the kind is LW_RIDE_LINE */
    uint32_t lane;
    lw_ride_kind kind;
} lw_ride;

/* One leg of one or more routes. Legs form a tree: a parent comes before its children. */
typedef struct lw_step {
    uint16_t parent;  /* LW_NO_STEP = leaves the start */
    uint16_t ride;    /* in lw_choice.rides */
    uint32_t handoff; /* row of the hand-off before it; LW_NONE = none */
    int32_t minutes;  /* from the start to its end, on the clock of the time criterion */
    int32_t blind;    /* minutes out of sight so far */
    uint8_t entry;    /* lw_mode of the entry at its end; LW_NO_ENTRY */
    uint8_t kin;      /* entries of the same kin cost the same at the same cost so far */
    uint8_t legs;
    bool ends; /* at the destination */
} lw_step;

#define LW_NO_STEP UINT16_MAX

/* The routes for one cell of the actual weight, in one block: rides, then steps. */
typedef struct lw_choice {
    uint32_t ride_count, step_count;
    lw_ride *rides;
    lw_step *steps;
} lw_choice;

typedef struct lw_repertoire {
    lw_situation situation;
    struct lw_repertoire *next;   /* of its chain in the store */
    bool unfit;                   /* too many routes: every shipment is searched by itself */
    size_t bytes;                 /* of all its memory */
    lw_choice *choices[LW_CELLS]; /* owned; NULL where no route is offered */
} lw_repertoire;

void lw_repertoire_free(lw_repertoire *repertoire); /* NULL is legal */

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
