/* What has been worked out once, under everything that it depends on. */
#ifndef LANEWISE_REPERTOIRE_MEMO_H
#define LANEWISE_REPERTOIRE_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* What is asked for: the words that it depends on. */
typedef struct lw_memo_key {
    uint32_t *items;
    size_t count, capacity;
} lw_memo_key;

/* A zeroed one but for `most_bytes` is empty and ready. */
typedef struct lw_memo {
    size_t most_bytes;            /* when so much is remembered, all is forgotten */
    struct lw_memo_entry **items; /* open addressing; owned */
    uint32_t count, size;         /* a power of two, or 0 */
    lw_arena arena;
    size_t bytes;
} lw_memo;

void lw_memo_release(lw_memo *memo);

/* What is remembered under the key, and its size; NULL = nothing. */
const void *lw_memo_find(const lw_memo *memo, const lw_memo_key *key, size_t *bytes);

/* Room to remember something under the key, under which nothing is yet: zeroed, and aligned for any
 * type. NULL when memory is out, which does no harm. */
void *lw_memo_add(lw_memo *memo, const lw_memo_key *key, size_t bytes);

#endif
