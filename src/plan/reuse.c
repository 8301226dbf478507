/* Finding the repertoires of a shipment's starts, or gathering them when they are due. */
#include "plan/reuse.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/vector.h"
#include "search/labels.h"

void lw_shared_routes_init(lw_shared_routes *routes, const lw_network *network)
{
    *routes = (lw_shared_routes){.network = network};
    pthread_mutex_init(&routes->lock, NULL);
}

void lw_shared_routes_release(lw_shared_routes *routes)
{
    lw_repertoires_free(routes->store);
    pthread_mutex_destroy(&routes->lock);
}

void lw_reuse_release(lw_reuse *reuse)
{
    lw_gatherer_free(reuse->gatherer);
    lw_performer_release(&reuse->performer);
    free(reuse->of_starts.items);
    *reuse = (lw_reuse){0};
}

static bool open_store(lw_reuse *reuse)
{
    lw_shared_routes *routes = reuse->routes;
    pthread_mutex_lock(&routes->lock);
    if (routes->store == NULL)
        routes->store = lw_repertoires_new(routes->network);
    reuse->store = routes->store;
    pthread_mutex_unlock(&routes->lock);
    if (reuse->store != NULL)
        reuse->gatherer = lw_gatherer_new(lw_repertoires_terms(reuse->store),
                                          lw_repertoires_trunks(reuse->store));
    return reuse->gatherer != NULL;
}

/* What the search for a start's repertoire needs to know. */
typedef struct query {
    lw_reuse *reuse;
    lw_search *search;
    lw_sight *sight;
    lw_clock_hand hand;
} query;

static bool find_situation(const query *q, const lw_start *start, lw_situation *situation)
{
    return lw_situation_of(lw_repertoires_terms(q->reuse->store), q->search->demand,
                           &q->sight->load, start->node, start->stock != NULL, q->hand, situation);
}

/* The repertoire of one start, gathered if it is due; NULL = there is none to be had. */
static lw_status find_routes(const query *q, const lw_start *start, const lw_situation *situation,
                             const lw_repertoire **routes, lw_error *err)
{
    lw_repertoires *store = q->reuse->store;
    bool due;
    *routes = lw_repertoires_find(store, situation, &due);
    if (*routes == NULL && due) {
        lw_repertoire *made =
            lw_gather(q->reuse->gatherer, q->search, situation, start->node, q->hand);
        if (made == NULL)
            return lw_fail_memory(err);
        *routes = lw_repertoires_add(store, situation, made);
        if (*routes == NULL)
            return lw_fail_memory(err);
    }
    if (*routes != NULL && (*routes)->unfit)
        *routes = NULL;
    return LW_OK;
}

/* The same for the start of that number: the origin is the first, and its situation is known. */
static lw_status find_routes_from(const query *q, size_t number, const lw_repertoire **routes,
                                  lw_error *err)
{
    const lw_start *start = &q->search->starts.items[number];
    lw_situation other;
    *routes = NULL;
    if (number == 0)
        return find_routes(q, start, &q->sight->situation, routes, err);
    return find_situation(q, start, &other) ? find_routes(q, start, &other, routes, err) : LW_OK;
}

/* The repertoires of all starts, the origin first; `*complete` is false where one is missing. */
static lw_status find_all_routes(const query *q, bool *complete, lw_error *err)
{
    lw_reuse *reuse = q->reuse;
    *complete = true;
    reuse->of_starts.count = 0;
    for (size_t i = 0; i < q->search->starts.count; i++) {
        const lw_repertoire *routes;
        lw_status status = find_routes_from(q, i, &routes, err);
        if (status != LW_OK)
            return status;
        *complete &= routes != NULL;
        if (!LW_PUSH(&reuse->of_starts, routes))
            return lw_fail_memory(err);
    }
    return LW_OK;
}

void lw_reuse_look(const lw_reuse *reuse, const lw_demand *demand, lw_clock_hand hand,
                   lw_sight *sight)
{
    sight->known = reuse->gatherer != NULL;
    if (!sight->known)
        return;
    const lw_terms *terms = lw_repertoires_terms(reuse->store);
    sight->in_turn = lw_situation_load(terms, demand, &sight->load) &&
                     lw_situation_of(terms, demand, &sight->load, demand->origin.i, false, hand,
                                     &sight->situation);
    if (sight->in_turn)
        lw_repertoires_soon(reuse->store, &sight->situation);
}

void lw_reuse_come_closer(const lw_reuse *reuse, const lw_sight *sight)
{
    if (sight->known && sight->in_turn)
        lw_repertoires_sooner(reuse->store, &sight->situation);
}

lw_status lw_reuse_frontier(lw_reuse *reuse, lw_search *search, lw_clock_hand hand, lw_sight *sight,
                            bool *found, lw_error *err)
{
    query q = {.reuse = reuse, .search = search, .sight = sight, .hand = hand};
    bool complete;
    *found = false;
    if (reuse->shipments++ == 0)
        return LW_OK;
    if (reuse->gatherer == NULL && !open_store(reuse))
        return lw_fail_memory(err);
    if (!sight->known)
        lw_reuse_look(reuse, search->demand, hand, sight);
    if (!sight->in_turn)
        return LW_OK;
    lw_status status = find_all_routes(&q, &complete, err);
    if (status != LW_OK || !complete)
        return status;
    search->goal = (lw_goal){.hand = hand, .mode = LW_ANY_MODE};
    lw_labels_clear(search);
    status = lw_perform(&reuse->performer, search, reuse->of_starts.items, err);
    *found = status == LW_OK && reuse->performer.candidates.count > 0;
    return status;
}
