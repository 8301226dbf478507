/* Comparing lanes of a bundle: what they have in common falls out. */
#include "repertoire/parallel.h"

#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "pricing/offer.h"
#include "search/timing.h"

/* Of what is remembered; more is forgotten as a whole. */
#define MOST_BYTES ((size_t)12 << 20)
#define MOST_KEYS  2048

#define LEAST_SIZE 1024u

/* What the prices of lanes and whom they take depend on. */
struct lw_parallel_key {
    uint64_t hash;
    uint32_t first, count; /* in lw_parallel.words */
};

/* A run that is known. */
struct lw_parallel_entry {
    uint32_t key;    /* 0 = empty */
    uint32_t bundle; /* twice, and 1 more where it crosses a border that is cleared */
    lw_parallel_run run;
};

bool lw_parallel_init(lw_parallel *parallel, lw_tariff *tariff)
{
    const lw_network *network = tariff->terms->network;
    size_t bundles = network->out_bundle_first[network->catalog->node_count];
    *parallel = (lw_parallel){.tariff = tariff};
    parallel->bundles = calloc(bundles + 1, sizeof *parallel->bundles);
    return parallel->bundles != NULL;
}

void lw_parallel_release(lw_parallel *parallel)
{
    free(parallel->bundles);
    free(parallel->lanes.items);
    free(parallel->words.items);
    free(parallel->keys.items);
    free(parallel->known.items);
    *parallel = (lw_parallel){0};
}

/* ---- What prices depend on --------------------------------------------------------------------
 */

/* Whether a row forbids its lanes to every shipment of the situation. */
static bool forbids(const lw_facts *facts, uint32_t restriction)
{
    return facts->restriction_match[restriction] == LW_MATCH_YES &&
           !lw_tariff_is_open(&facts->catalog->restrictions[restriction]);
}

/* Appends the key of the situation to the words: its price words, then a bit for each row that
 * concerns it. */
static bool write_key(lw_parallel *parallel, const lw_situation *situation)
{
    const lw_facts *facts = parallel->facts;
    uint32_t surcharges = facts->catalog->surcharge_count;
    uint32_t rows = surcharges + facts->catalog->restriction_count;
    size_t length = situation->price_count + (rows + 31) / 32;
    if (!LW_RESERVE(&parallel->words, parallel->words.count + length))
        return false;
    uint32_t *words = parallel->words.items + parallel->words.count;
    memcpy(words, situation->words, situation->price_count * sizeof *words);
    uint32_t *bits = words + situation->price_count;
    memset(bits, 0, (rows + 31) / 32 * sizeof *bits);
    for (uint32_t i = 0; i < rows; i++) {
        bool holds = i < surcharges ? facts->surcharge_match[i] == LW_MATCH_YES
                                    : forbids(facts, i - surcharges);
        bits[i / 32] |= (uint32_t)holds << i % 32;
    }
    parallel->words.count += length;
    return true;
}

static bool is_key(const lw_parallel *parallel, const struct lw_parallel_key *a,
                   const struct lw_parallel_key *b)
{
    const uint32_t *words = parallel->words.items;
    return a->hash == b->hash && a->count == b->count &&
           memcmp(words + a->first, words + b->first, a->count * sizeof *words) == 0;
}

static bool find_key(lw_parallel *parallel, const lw_situation *situation)
{
    struct lw_parallel_key key = {.first = (uint32_t)parallel->words.count};
    if (!write_key(parallel, situation))
        return false;
    key.count = (uint32_t)parallel->words.count - key.first;
    key.hash = lw_hash_words(parallel->words.items + key.first, key.count);
    for (uint32_t i = 0; i < parallel->keys.count; i++) {
        if (is_key(parallel, &parallel->keys.items[i], &key)) {
            parallel->words.count = key.first;
            parallel->key = i + 1;
            return true;
        }
    }
    parallel->key = (uint32_t)parallel->keys.count + 1;
    return LW_PUSH(&parallel->keys, key);
}

const uint32_t *lw_parallel_key_words(const lw_parallel *parallel, uint32_t *count)
{
    const struct lw_parallel_key *key = &parallel->keys.items[parallel->key - 1];
    *count = key->count;
    return parallel->words.items + key->first;
}

/* ---- What is remembered -----------------------------------------------------------------------
 */

static void forget_all(lw_parallel *parallel)
{
    parallel->lanes.count = parallel->words.count = parallel->keys.count = 0;
    parallel->known.count = 0;
    if (parallel->known.size > 0)
        memset(parallel->known.items, 0, parallel->known.size * sizeof *parallel->known.items);
}

bool lw_parallel_begin(lw_parallel *parallel, const lw_facts *facts, const lw_situation *situation)
{
    size_t bytes = parallel->lanes.count * sizeof *parallel->lanes.items +
                   parallel->words.count * sizeof *parallel->words.items +
                   parallel->known.count * sizeof *parallel->known.items;
    if (bytes > MOST_BYTES || parallel->keys.count >= MOST_KEYS)
        forget_all(parallel);
    parallel->facts = facts;
    parallel->hand = situation->hand;
    parallel->stamp++;
    return find_key(parallel, situation);
}

/* The place of a run among those known: its own, or the empty one where it belongs. */
static struct lw_parallel_entry *place_of(const lw_parallel *parallel, uint32_t key,
                                          uint32_t bundle)
{
    uint64_t hash = ((uint64_t)key << 32 | bundle) * UINT64_C(0x9e3779b97f4a7c15);
    uint32_t mask = parallel->known.size - 1;
    for (uint32_t i = (uint32_t)(hash >> 32) & mask;; i = (i + 1) & mask) {
        struct lw_parallel_entry *entry = &parallel->known.items[i];
        if (entry->key == 0 || (entry->key == key && entry->bundle == bundle))
            return entry;
    }
}

/* Makes room for one more. */
static bool grow(lw_parallel *parallel)
{
    struct lw_parallel_entry *old = parallel->known.items;
    uint32_t size = parallel->known.size;
    if (parallel->known.count + 1 <= size / 4 * 3)
        return true;
    uint32_t wanted = size == 0 ? LEAST_SIZE : size * 2;
    struct lw_parallel_entry *items = calloc(wanted, sizeof *items);
    if (items == NULL)
        return false;
    parallel->known.items = items;
    parallel->known.size = wanted;
    for (uint32_t i = 0; i < size; i++) {
        if (old[i].key != 0)
            *place_of(parallel, old[i].key, old[i].bundle) = old[i];
    }
    free(old);
    return true;
}

/* ---- Comparing --------------------------------------------------------------------------------
 */

/* Whether two lanes hand over alike, wherever they are taken and wherever they lead. */
static bool hand_over_alike(const lw_network *network, uint32_t a, uint32_t b)
{
    uint32_t node = network->catalog->lanes[a].from.i;
    if (network->lane_state[a] != network->lane_state[b])
        return false;
    if (network->onward_index[a] == network->onward_index[b])
        return true;
    for (uint32_t state = network->state_first[node]; state < network->state_first[node + 1];
         state++) {
        const uint32_t *rows = network->handoff_rows + network->handoff_first[state];
        if (rows[network->onward_index[a]] != rows[network->onward_index[b]])
            return false;
    }
    return true;
}

/* Whether `a` departs whenever `b` does and takes no longer on any clock. */
static bool is_no_slower(const lw_lane *a, const lw_lane *b)
{
    return a->duration.min <= b->duration.min && a->duration.typical <= b->duration.typical &&
           a->duration.max <= b->duration.max && a->calendar.i == b->calendar.i &&
           a->departs == b->departs && a->depart_minute == b->depart_minute &&
           a->cutoff_minutes <= b->cutoff_minutes && a->business_days == b->business_days;
}

/* `bordering`: they cross a border that is cleared by their mode. */
static bool beats(const lw_network *network, const lw_parallel_lane *a, const lw_parallel_lane *b,
                  bool bordering)
{
    if (!a->sure || a->part != b->part || a->blind > b->blind ||
        !lw_bounds_less(&a->bounds, &b->bounds))
        return false;
    const lw_lane *x = &network->catalog->lanes[a->lane], *y = &network->catalog->lanes[b->lane];
    return is_no_slower(x, y) && (!bordering || x->mode == y->mode) &&
           hand_over_alike(network, a->lane, b->lane);
}

/* Takes a lane among those kept so far unless one of them beats it; those that it beats go. One
 * that is beaten beats nothing that its better does not. */
static void take_lane(const lw_network *network, bool bordering, const lw_parallel_lane *lane,
                      lw_parallel_lane *kept, lw_parallel_run *run)
{
    uint32_t left = 0;
    for (uint32_t k = 0; k < run->count; k++) {
        if (!beats(network, &kept[k], lane, bordering))
            continue;
        lw_parallel_lane better = kept[k]; /* it often beats the next, too */
        kept[k] = kept[0];
        kept[0] = better;
        return;
    }
    for (uint32_t k = 0; k < run->count; k++) {
        if (beats(network, lane, &kept[k], bordering))
            continue;
        if (left != k)
            kept[left] = kept[k];
        left++;
    }
    kept[left] = *lane;
    run->count = left + 1;
}

/* Finds the lanes of a bundle that no other beats; false when memory is out. */
static bool look_through(lw_parallel *parallel, uint32_t index, bool bordering,
                         lw_parallel_run *run)
{
    static const lw_crossing inland = {.allowed = true};
    lw_tariff *tariff = parallel->tariff;
    const lw_network *network = tariff->terms->network;
    const lw_bundle *bundle = &network->bundles[index];
    *run = (lw_parallel_run){.first = (uint32_t)parallel->lanes.count};
    if (!LW_RESERVE(&parallel->lanes, parallel->lanes.count + bundle->count))
        return false;
    lw_parallel_lane *kept = parallel->lanes.items + run->first;
    for (uint32_t i = 0; i < bundle->count; i++) {
        uint32_t lane = network->out_lanes[bundle->first + i];
        lw_lane_bounds own;
        if (!lw_tariff_lane(tariff, lane, &own))
            continue;
        lw_parallel_lane made = {
            .bounds = own.bounds,
            .minutes = lw_time_at_least(&tariff->facts, lane, &inland, parallel->hand),
            .blind = lw_lane_blind_minutes(&network->catalog->lanes[lane]),
            .lane = lane,
            .state = network->lane_state[lane],
            .onward = network->onward_index[lane],
            .mode = (uint8_t)network->catalog->lanes[lane].mode,
            .part = (uint8_t)lw_tariff_part(tariff, lane),
            .sure = own.sure};
        take_lane(network, bordering, &made, kept, run);
    }
    parallel->lanes.count += run->count;
    run->has_handling = lw_tariff_handling(tariff, bundle->from, &run->handling);
    return true;
}

static bool find_run(lw_parallel *parallel, uint32_t bundle, bool bordering, lw_parallel_run *run)
{
    if (!grow(parallel))
        return false;
    uint32_t number = bundle << 1 | bordering;
    struct lw_parallel_entry *entry = place_of(parallel, parallel->key, number);
    if (entry->key == 0) {
        if (!look_through(parallel, bundle, bordering, &entry->run))
            return false;
        entry->key = parallel->key;
        entry->bundle = number;
        parallel->known.count++;
    }
    *run = entry->run;
    return true;
}

const lw_parallel_bundle *lw_parallel_look(lw_parallel *parallel, uint32_t index)
{
    const lw_network *network = parallel->tariff->terms->network;
    lw_parallel_bundle *bundle = &parallel->bundles[index];
    if (bundle->stamp == parallel->stamp)
        return bundle;
    uint32_t first = network->out_lanes[network->bundles[index].first];
    bundle->crossing = lw_facts_crossing(parallel->facts, first);
    bundle->by_own_mode = !lw_facts_leaves_bond(parallel->facts, first);
    bool bordering = bundle->crossing.exits || bundle->crossing.enters;
    if (bundle->crossing.allowed && !find_run(parallel, index, bordering, &bundle->run))
        return NULL;
    bundle->stamp = parallel->stamp;
    return bundle;
}
