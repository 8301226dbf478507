/* Planning one shipment out of its repertoires: exact prices for their lanes, then the frontier. */
#ifndef LANEWISE_REPERTOIRE_PERFORM_H
#define LANEWISE_REPERTOIRE_PERFORM_H

#include "repertoire/repertoire.h"

/* A plan: a route that ends at the destination. */
typedef struct lw_candidate {
    int64_t cost; /* as in lw_label; before the dues of an entry by its last leg until they are
                     settled */
    int32_t minutes, blind;
    uint32_t start, route; /* in the choice of that start */
    uint32_t fares;        /* where those of its start begin in lw_performer.fares */
    uint8_t kin;           /* of that entry; LW_NO_ENTRY where nothing is to be added */
} lw_candidate;

/* What a ride costs a shipment. */
typedef struct lw_fare {
    int64_t amount; /* quote minor units; LW_NO_LIMIT = not offered */
    int64_t billable_g;
} lw_fare;

/* Reusable storage, zeroed before the first use. */
typedef struct lw_performer {
    struct {
        const lw_choice **items;
        size_t count, capacity;
    } choices; /* borrowed, of the current shipment's starts; NULL = nothing is offered */
    struct {
        int64_t *items;
        size_t count, capacity;
    } costs; /* of one start, then of each step, the whole way; LW_NO_LIMIT = not offered */
    struct {
        lw_fare *items;
        size_t count, capacity;
    } fares; /* of each ride */
    struct {
        lw_candidate *items;
        size_t count, capacity;
    } candidates; /* in the end: the frontier of the feasible plans */
} lw_performer;

void lw_performer_release(lw_performer *performer);

/* Asks for what of a choice every shipment reads, before it is waited for. NULL is legal. */
void lw_perform_soon(const lw_choice *choice);

/* Finds the frontier of the shipment that `search` has turned to. repertoires[i] is that of
 * search->starts.items[i] and is borrowed until the next shipment. */
lw_status lw_perform(lw_performer *performer, lw_search *search,
                     const lw_repertoire *const *repertoires, lw_error *err);

/* The way of a candidate. Its lanes' prices are among the offers of `search` from now on. */
lw_way lw_perform_tell(const lw_performer *performer, lw_search *search, uint32_t candidate);

/* Where the outline of a candidate's route is kept, if it is of use: when a plan costs its freight
 * and nothing else. NULL otherwise. */
_Atomic(lw_outline *) *lw_perform_outline(const lw_performer *performer, const lw_search *search,
                                          uint32_t candidate);

#endif
