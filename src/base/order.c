/* Sorts by the eight bytes behind what all texts begin with, a byte a pass; what is alike in these
 * is compared text by text. */
#include "base/order.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_BYTES = 8, BYTE_VALUES = 256 };

typedef struct entry {
    uint64_t key;
    const char *text;
    uint32_t number;
} entry;

/* How many bytes all texts begin with. */
static size_t shared_length(const char *const *texts, uint32_t count)
{
    size_t shared = strlen(texts[0]);
    for (uint32_t i = 1; i < count; i++) {
        size_t same = 0;
        while (same < shared && texts[i][same] == texts[0][same])
            same++;
        shared = same;
    }
    return shared;
}

/* The bytes from `text` on as a number, the first one highest; 0 behind the end. */
static uint64_t key_of(const char *text)
{
    uint64_t key = 0;
    for (int i = 0; i < KEY_BYTES; i++) {
        key = key << 8 | (unsigned char)*text;
        text += *text != '\0';
    }
    return key;
}

/* Counting sort by one byte of the key, stable. False when all have the same: nothing is moved. */
static bool sort_by_byte(const entry *from, entry *to, uint32_t count, int shift)
{
    uint32_t next[BYTE_VALUES] = {0};
    for (uint32_t i = 0; i < count; i++)
        next[from[i].key >> shift & 0xff]++;
    if (next[from[0].key >> shift & 0xff] == count)
        return false;
    uint32_t start = 0;
    for (int value = 0; value < BYTE_VALUES; value++) {
        uint32_t members = next[value];
        next[value] = start;
        start += members;
    }
    for (uint32_t i = 0; i < count; i++)
        to[next[from[i].key >> shift & 0xff]++] = from[i];
    return true;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(((const entry *)a)->text, ((const entry *)b)->text);
}

static void sort_ties(entry *entries, uint32_t count)
{
    for (uint32_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && entries[end].key == entries[first].key;)
            end++;
        if (end - first > 1)
            qsort(entries + first, end - first, sizeof *entries, compare_texts);
    }
}

bool lw_rank_texts(const char *const *texts, uint32_t count, uint32_t *ranks)
{
    if (count == 0)
        return true;
    entry *room = malloc(2 * (size_t)count * sizeof *room);
    if (!room)
        return false;
    entry *entries = room, *other = room + count;
    size_t shared = shared_length(texts, count);
    for (uint32_t i = 0; i < count; i++)
        entries[i] = (entry){key_of(texts[i] + shared), texts[i], i};
    for (int shift = 0; shift < 8 * KEY_BYTES; shift += 8) {
        if (!sort_by_byte(entries, other, count, shift))
            continue;
        entry *sorted = other;
        other = entries;
        entries = sorted;
    }
    sort_ties(entries, count);
    for (uint32_t i = 0; i < count; i++)
        ranks[entries[i].number] = i;
    free(room);
    return true;
}
