/* A hash table that only grows: readers take no lock. */
#include "repertoire/store.h"

#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fetch.h"
#include "repertoire/perform.h"
#include "repertoire/trunks.h"

#define BUCKETS     16384u
#define SIGHTINGS   65536u
#define MOST_BYTES  ((size_t)48 << 20)
#define TRUNK_BYTES ((size_t)16 << 20)

#define LINES_COMPARED 3 /* of a repertoire, as a rule */

/* How often a situation has been met before it is gathered: at once where that takes less than the
 * search it spares. */
#define QUICKLY_ENOUGH 0
#define ENOUGH         4

struct lw_repertoires {
    lw_terms terms;
    lw_trunks trunks;
    _Atomic(lw_repertoire *) buckets[BUCKETS];
    atomic_uchar met[SIGHTINGS]; /* how often, by the hash of the situation; stays at the most */
    atomic_bool full;
    pthread_mutex_t lock; /* of adding, and of these: */
    lw_arena arena;       /* holds all repertoires and outlines */
    size_t bytes;
};

lw_repertoires *lw_repertoires_new(const lw_network *network)
{
    lw_repertoires *store = calloc(1, sizeof *store);
    if (store == NULL)
        return NULL;
    if (!lw_terms_init(&store->terms, network)) {
        free(store);
        return NULL;
    }
    pthread_mutex_init(&store->lock, NULL);
    lw_trunks_init(&store->trunks, TRUNK_BYTES);
    return store;
}

void lw_repertoires_free(lw_repertoires *store)
{
    if (store == NULL)
        return;
    lw_trunks_release(&store->trunks);
    lw_arena_release(&store->arena);
    pthread_mutex_destroy(&store->lock);
    lw_terms_release(&store->terms);
    free(store);
}

const lw_terms *lw_repertoires_terms(const lw_repertoires *store)
{
    return &store->terms;
}

lw_trunks *lw_repertoires_trunks(lw_repertoires *store)
{
    return &store->trunks;
}

static lw_repertoire *find_in(lw_repertoire *chain, const lw_situation *situation)
{
    while (chain != NULL && !lw_repertoire_is_of(chain, situation))
        chain = chain->next;
    return chain;
}

static lw_repertoire *chain_of(const lw_repertoires *store, const lw_situation *situation)
{
    return atomic_load_explicit(&store->buckets[situation->hash % BUCKETS], memory_order_acquire);
}

void lw_repertoires_soon(const lw_repertoires *store, const lw_situation *situation)
{
    lw_fetch(chain_of(store, situation), LINES_COMPARED);
}

void lw_repertoires_sooner(const lw_repertoires *store, const lw_situation *situation)
{
    const lw_repertoire *first = chain_of(store, situation);
    if (first != NULL && first->hash == situation->hash)
        lw_perform_soon(first->choice);
}

/* Whether a situation has been met often enough. Gathering costs more than a search where prices
 * have to be sampled, and where volumes make for several measures. */
static bool is_due(lw_repertoires *store, const lw_situation *situation)
{
    bool quick = store->terms.mostly_simple && !situation->load.by_volume;
    unsigned enough = quick ? QUICKLY_ENOUGH : ENOUGH;
    atomic_uchar *met = &store->met[(situation->hash >> 20) % SIGHTINGS];
    unsigned times = atomic_load_explicit(met, memory_order_relaxed);
    if (times < UCHAR_MAX)
        atomic_store_explicit(met, (unsigned char)(times + 1), memory_order_relaxed);
    return times >= enough;
}

const lw_repertoire *lw_repertoires_find(lw_repertoires *store, const lw_situation *situation,
                                         bool *due)
{
    const lw_repertoire *found = find_in(chain_of(store, situation), situation);
    *due = found == NULL && !atomic_load_explicit(&store->full, memory_order_relaxed) &&
           is_due(store, situation);
    return found;
}

/* Room for so many bytes, under the lock; NULL when memory is out. */
static void *take_room(lw_repertoires *store, size_t bytes)
{
    store->bytes += bytes;
    if (store->bytes >= MOST_BYTES)
        atomic_store_explicit(&store->full, true, memory_order_relaxed);
    return lw_arena_alloc(&store->arena, 1, bytes);
}

/* A copy of `made` in the store, under the lock; NULL when memory is out. */
static lw_repertoire *take_over(lw_repertoires *store, const lw_repertoire *made)
{
    size_t own = sizeof *made + made->word_count * sizeof *made->words;
    lw_repertoire *kept = take_room(store, own);
    if (kept == NULL)
        return NULL;
    memcpy(kept, made, own);
    if (made->choice == NULL)
        return kept;
    kept->choice = take_room(store, lw_choice_bytes(made->choice));
    if (kept->choice == NULL)
        return NULL;
    memcpy(kept->choice, made->choice, lw_choice_bytes(made->choice));
    return kept;
}

const lw_repertoire *lw_repertoires_add(lw_repertoires *store, const lw_situation *situation,
                                        lw_repertoire *made)
{
    _Atomic(lw_repertoire *) *bucket = &store->buckets[situation->hash % BUCKETS];
    pthread_mutex_lock(&store->lock);
    lw_repertoire *chain = atomic_load(bucket);
    lw_repertoire *found = find_in(chain, situation);
    if (found == NULL) {
        found = take_over(store, made);
        if (found != NULL) {
            found->next = chain;
            atomic_store_explicit(bucket, found, memory_order_release);
        }
    }
    pthread_mutex_unlock(&store->lock);
    lw_repertoire_free(made);
    return found;
}

void *lw_repertoires_room(lw_repertoires *store, size_t bytes)
{
    if (atomic_load_explicit(&store->full, memory_order_relaxed))
        return NULL;
    pthread_mutex_lock(&store->lock);
    void *room = take_room(store, bytes);
    pthread_mutex_unlock(&store->lock);
    return room;
}
