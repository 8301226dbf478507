/* A hash table by words. */
#include "repertoire/memo.h"

#include <stdlib.h>
#include <string.h>

#include "repertoire/situation.h"

#define LEAST_SIZE 256u

struct lw_memo_entry {
    uint64_t hash;
    size_t bytes;
    void *kept;
    uint32_t word_count;
    uint32_t words[];
};

void lw_memo_release(lw_memo *memo)
{
    free(memo->items);
    lw_arena_release(&memo->arena);
    *memo = (lw_memo){0};
}

static uint64_t hash_of(const lw_memo_key *key)
{
    return lw_hash_words(key->items, (uint32_t)key->count);
}

/* The place of an entry: its own, or the empty one where it belongs. */
static struct lw_memo_entry **place_of(const lw_memo *memo, uint64_t hash, const uint32_t *words,
                                       size_t word_count)
{
    uint32_t mask = memo->size - 1;
    for (uint32_t i = (uint32_t)(hash >> 32) & mask;; i = (i + 1) & mask) {
        const struct lw_memo_entry *entry = memo->items[i];
        if (entry == NULL || (entry->hash == hash && entry->word_count == word_count &&
                              memcmp(entry->words, words, word_count * sizeof *words) == 0))
            return &memo->items[i];
    }
}

const void *lw_memo_find(const lw_memo *memo, const lw_memo_key *key, size_t *bytes)
{
    if (memo->count == 0)
        return NULL;
    const struct lw_memo_entry *entry = *place_of(memo, hash_of(key), key->items, key->count);
    if (entry == NULL)
        return NULL;
    *bytes = entry->bytes;
    return entry->kept;
}

static void forget_all(lw_memo *memo)
{
    if (memo->size > 0)
        memset(memo->items, 0, memo->size * sizeof *memo->items);
    memo->count = 0;
    memo->bytes = 0;
    lw_arena_reset(&memo->arena);
}

/* Makes room for one more; false when memory is out. */
static bool grow(lw_memo *memo)
{
    struct lw_memo_entry **old = memo->items;
    uint32_t size = memo->size;
    if (memo->count + 1 <= size / 4 * 3)
        return true;
    uint32_t wanted = size == 0 ? LEAST_SIZE : size * 2;
    struct lw_memo_entry **items = calloc(wanted, sizeof *items);
    if (items == NULL)
        return false;
    memo->items = items;
    memo->size = wanted;
    for (uint32_t i = 0; i < size; i++) {
        if (old[i] != NULL)
            *place_of(memo, old[i]->hash, old[i]->words, old[i]->word_count) = old[i];
    }
    free(old);
    return true;
}

void *lw_memo_add(lw_memo *memo, const lw_memo_key *key, size_t bytes)
{
    size_t own = sizeof(struct lw_memo_entry) + key->count * sizeof *key->items;
    if (memo->bytes + own + bytes > memo->most_bytes)
        forget_all(memo);
    if (!grow(memo))
        return NULL;
    struct lw_memo_entry *made = lw_arena_alloc(&memo->arena, 1, own);
    void *kept = made == NULL ? NULL : lw_arena_alloc(&memo->arena, 1, bytes);
    if (kept == NULL)
        return NULL;
    made->hash = hash_of(key);
    made->bytes = bytes;
    made->kept = kept;
    made->word_count = (uint32_t)key->count;
    memcpy(made->words, key->items, key->count * sizeof *key->items);
    *place_of(memo, made->hash, made->words, made->word_count) = made;
    memo->count++;
    memo->bytes += own + bytes;
    return kept;
}
