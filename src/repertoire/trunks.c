/* A hash table of pruned trails. */
#include "repertoire/trunks.h"

#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "repertoire/situation.h"

/* Of what is remembered; more is forgotten as a whole. */
#define MOST_BYTES ((size_t)16 << 20)

#define LEAST_SIZE 256u

struct lw_trunk {
    uint64_t hash;
    uint32_t word_count; /* of its key */
    uint32_t count;      /* of its trails */
    uint32_t *words;
    lw_trail *labels;
    lw_cost *sums, *cleared; /* NULL = not in use */
};

void lw_trunks_release(lw_trunks *trunks)
{
    free(trunks->items);
    free(trunks->key.items);
    lw_arena_release(&trunks->arena);
    *trunks = (lw_trunks){0};
}

void lw_trunks_clear(lw_trunks *trunks)
{
    if (trunks->count > 0)
        memset(trunks->items, 0, trunks->size * sizeof *trunks->items);
    trunks->count = 0;
    trunks->bytes = 0;
    lw_arena_reset(&trunks->arena);
}

/* The place of a trunk: its own, or the empty one where it belongs. */
static struct lw_trunk **place_of(const lw_trunks *trunks, uint64_t hash, const uint32_t *words,
                                  uint32_t word_count)
{
    uint32_t mask = trunks->size - 1;
    for (uint32_t i = (uint32_t)(hash >> 32) & mask;; i = (i + 1) & mask) {
        const struct lw_trunk *trunk = trunks->items[i];
        if (trunk == NULL || (trunk->hash == hash && trunk->word_count == word_count &&
                              memcmp(trunk->words, words, word_count * sizeof *words) == 0))
            return &trunks->items[i];
    }
}

static uint64_t hash_of_key(const lw_trunks *trunks)
{
    return lw_hash_words(trunks->key.items, (uint32_t)trunks->key.count);
}

bool lw_trunks_recall(lw_trunks *trunks, lw_trails *t)
{
    if (trunks->count == 0)
        return false;
    const struct lw_trunk *trunk =
        *place_of(trunks, hash_of_key(trunks), trunks->key.items, (uint32_t)trunks->key.count);
    if (trunk == NULL)
        return false;
    size_t count = trunk->count;
    if (!LW_RESERVE(&t->labels, count) || (t->parts > 1 && !LW_RESERVE(&t->sums, count)) ||
        (t->dues && !LW_RESERVE(&t->cleared, count))) {
        t->failed = true;
        return false;
    }
    memcpy(t->labels.items, trunk->labels, count * sizeof *trunk->labels);
    if (t->parts > 1)
        memcpy(t->sums.items, trunk->sums, count * sizeof *trunk->sums);
    if (t->dues)
        memcpy(t->cleared.items, trunk->cleared, count * sizeof *trunk->cleared);
    t->labels.count = count;
    return true;
}

/* Makes room for one more; false when memory is out. */
static bool grow(lw_trunks *trunks)
{
    struct lw_trunk **old = trunks->items;
    uint32_t size = trunks->size;
    if (trunks->count + 1 <= size / 4 * 3)
        return true;
    uint32_t wanted = size == 0 ? LEAST_SIZE : size * 2;
    struct lw_trunk **items = calloc(wanted, sizeof *items);
    if (items == NULL)
        return false;
    trunks->items = items;
    trunks->size = wanted;
    for (uint32_t i = 0; i < size; i++) {
        if (old[i] != NULL)
            *place_of(trunks, old[i]->hash, old[i]->words, old[i]->word_count) = old[i];
    }
    free(old);
    return true;
}

/* A copy in the arena; NULL when memory is out. */
static void *copy(lw_trunks *trunks, const void *items, size_t count, size_t size)
{
    trunks->bytes += count * size;
    return lw_arena_copy(&trunks->arena, items, count, size);
}

void lw_trunks_keep(lw_trunks *trunks, const lw_trails *t)
{
    size_t count = t->labels.count;
    if (trunks->bytes > MOST_BYTES)
        lw_trunks_clear(trunks);
    struct lw_trunk made = {.hash = hash_of_key(trunks),
                            .word_count = (uint32_t)trunks->key.count,
                            .count = (uint32_t)count};
    made.words = copy(trunks, trunks->key.items, made.word_count, sizeof *made.words);
    made.labels = copy(trunks, t->labels.items, count, sizeof *made.labels);
    if (t->parts > 1)
        made.sums = copy(trunks, t->sums.items, count, sizeof *made.sums);
    if (t->dues)
        made.cleared = copy(trunks, t->cleared.items, count, sizeof *made.cleared);
    struct lw_trunk *kept = copy(trunks, &made, 1, sizeof made);
    bool complete = kept != NULL && made.words != NULL && made.labels != NULL &&
                    (t->parts == 1 || made.sums != NULL) && (!t->dues || made.cleared != NULL);
    if (complete && grow(trunks)) {
        *place_of(trunks, made.hash, made.words, made.word_count) = kept;
        trunks->count++;
    }
}
