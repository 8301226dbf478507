/* A hash table that only grows: readers take no lock. */
#include "repertoire/store.h"

#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#define BUCKETS    16384u
#define SIGHTINGS  65536u
#define MOST_BYTES ((size_t)48 << 20)
#define NS_PER_US  1000

struct lw_repertoires {
    lw_terms terms;
    _Atomic(lw_repertoire *) buckets[BUCKETS];
    /* Microseconds that shipments have been searched for, by the hash of their situation. */
    atomic_uint spent[SIGHTINGS];
    atomic_ullong gathering, gathered; /* microseconds, and how many situations they were for */
    atomic_bool full;
    pthread_mutex_t lock; /* of adding */
    size_t bytes;         /* under the lock */
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
    return store;
}

void lw_repertoires_free(lw_repertoires *store)
{
    if (store == NULL)
        return;
    for (size_t i = 0; i < BUCKETS; i++) {
        lw_repertoire *r = atomic_load(&store->buckets[i]);
        while (r != NULL) {
            lw_repertoire *next = r->next;
            lw_repertoire_free(r);
            r = next;
        }
    }
    pthread_mutex_destroy(&store->lock);
    lw_terms_release(&store->terms);
    free(store);
}

const lw_terms *lw_repertoires_terms(const lw_repertoires *store)
{
    return &store->terms;
}

static lw_repertoire *find_in(lw_repertoire *chain, const lw_situation *situation)
{
    while (chain != NULL && !lw_situations_equal(&chain->situation, situation))
        chain = chain->next;
    return chain;
}

static atomic_uint *spent_on(lw_repertoires *store, uint64_t hash)
{
    return &store->spent[(hash >> 20) % SIGHTINGS];
}

/* Microseconds that gathering has taken for a situation, on average. */
static uint64_t usual_cost(lw_repertoires *store)
{
    uint64_t count = atomic_load_explicit(&store->gathered, memory_order_relaxed);
    uint64_t sum = atomic_load_explicit(&store->gathering, memory_order_relaxed);
    return count == 0 ? 0 : sum / count;
}

const lw_repertoire *lw_repertoires_find(lw_repertoires *store, const lw_situation *situation,
                                         bool *due)
{
    lw_repertoire *chain =
        atomic_load_explicit(&store->buckets[situation->hash % BUCKETS], memory_order_acquire);
    const lw_repertoire *found = find_in(chain, situation);
    *due = false;
    if (found == NULL && !atomic_load_explicit(&store->full, memory_order_relaxed)) {
        unsigned spent =
            atomic_load_explicit(spent_on(store, situation->hash), memory_order_relaxed);
        *due = spent > 0 && spent >= usual_cost(store);
    }
    return found;
}

void lw_repertoires_note_search(lw_repertoires *store, uint64_t hash, uint64_t nanoseconds)
{
    uint64_t us = nanoseconds / NS_PER_US + 1;
    atomic_uint *spent = spent_on(store, hash);
    if (atomic_load_explicit(spent, memory_order_relaxed) < UINT_MAX / 2 && us < UINT_MAX / 2)
        atomic_fetch_add_explicit(spent, (unsigned)us, memory_order_relaxed);
}

void lw_repertoires_note_gathering(lw_repertoires *store, uint64_t nanoseconds)
{
    atomic_fetch_add_explicit(&store->gathering, nanoseconds / NS_PER_US + 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&store->gathered, 1, memory_order_relaxed);
}

const lw_repertoire *lw_repertoires_add(lw_repertoires *store, lw_repertoire *made)
{
    _Atomic(lw_repertoire *) *bucket = &store->buckets[made->situation.hash % BUCKETS];
    pthread_mutex_lock(&store->lock);
    lw_repertoire *chain = atomic_load(bucket);
    lw_repertoire *found = find_in(chain, &made->situation);
    if (found == NULL) {
        made->next = chain;
        store->bytes += made->bytes;
        atomic_store(&store->full, store->bytes >= MOST_BYTES);
        atomic_store_explicit(bucket, made, memory_order_release);
    }
    pthread_mutex_unlock(&store->lock);
    if (found != NULL)
        lw_repertoire_free(made);
    return found != NULL ? found : made;
}
