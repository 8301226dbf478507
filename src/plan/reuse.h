/* Answering a shipment with routes that were found for others like it. */
#ifndef LANEWISE_PLAN_REUSE_H
#define LANEWISE_PLAN_REUSE_H

#include <pthread.h>

#include "repertoire/perform.h"
#include "repertoire/store.h"

/* A planner's routes: none until some thread plans its second shipment. */
typedef struct lw_shared_routes {
    const lw_network *network; /* borrowed */
    pthread_mutex_t lock;
    lw_repertoires *store; /* under the lock */
} lw_shared_routes;

void lw_shared_routes_init(lw_shared_routes *routes, const lw_network *network);
void lw_shared_routes_release(lw_shared_routes *routes);

/* What is known of a shipment before its turn. */
typedef struct lw_sight {
    bool known;   /* the rest is valid */
    bool in_turn; /* it can be served from a repertoire at all */
    lw_load_facts load;
    lw_situation situation; /* of its journeys from the origin; valid if in_turn */
} lw_sight;

/* One thread's part. Zeroed but for `routes` before the first use. */
typedef struct lw_reuse {
    lw_shared_routes *routes; /* borrowed */
    lw_repertoires *store;    /* borrowed from it; NULL = not asked for yet */
    lw_gatherer *gatherer;
    lw_performer performer;
    struct {
        const lw_repertoire **items;
        size_t count, capacity;
    } of_starts;
    uint64_t shipments; /* planned so far */
} lw_reuse;

void lw_reuse_release(lw_reuse *reuse);

/* Finds the frontier of the shipment that `search` has turned to, as the performer's candidates,
 * and sets `*found`; `sight` is what is known of it, or not. Or leaves it to a search: where the
 * shipment is one of a kind, its situation is new, or no plan was found (the reasons need a
 * search). */
lw_status lw_reuse_frontier(lw_reuse *reuse, lw_search *search, lw_clock_hand hand, lw_sight *sight,
                            bool *found, lw_error *err);

/* Looks at a shipment whose turn comes later and asks for the repertoire that it may need. */
void lw_reuse_look(const lw_reuse *reuse, const lw_demand *demand, lw_clock_hand hand,
                   lw_sight *sight);

/* Asks for the routes within that repertoire, once it should have come. */
void lw_reuse_come_closer(const lw_reuse *reuse, const lw_sight *sight);

#endif
