/* Strings to dense numbers: the first string put in is 0, the next new one 1, and so on. */
#ifndef LANEWISE_BASE_INTERN_H
#define LANEWISE_BASE_INTERN_H

#include <stdint.h>

#include "base/arena.h"

#define LW_NONE UINT32_MAX /* "no such thing" for every dense number */

typedef struct lw_intern {
    lw_arena *arena; /* borrowed: where the texts live */
    const char **texts;
    uint32_t *hashes;
    uint32_t *slots; /* open addressing; LW_NONE = empty */
    uint32_t count, capacity, slot_count;
} lw_intern;

void lw_intern_init(lw_intern *table, lw_arena *arena);
void lw_intern_release(lw_intern *table); /* frees the index, not the texts */

/* The number of `text`, put in if new; LW_NONE when memory is out. */
uint32_t lw_intern_put(lw_intern *table, const char *text);

/* The number of `text`, or LW_NONE. Read-only: safe from many threads. */
uint32_t lw_intern_find(const lw_intern *table, const char *text);

/* The known text nearest to `text` for "did you mean", or NULL if none is near enough. */
const char *lw_intern_nearest(const lw_intern *table, const char *text);

#endif
