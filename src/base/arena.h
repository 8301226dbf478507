/* A region of memory that is released as a whole. */
#ifndef LANEWISE_BASE_ARENA_H
#define LANEWISE_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct lw_arena_block lw_arena_block;

typedef struct lw_arena {
    lw_arena_block *blocks; /* newest first */
    struct lw_arena_adopted *adopted;
} lw_arena;

/* A zeroed lw_arena is empty and ready. */

/* `count` x `size` zeroed bytes, aligned for any type; NULL when memory is out or the product
 * overflows. A count of 0 gives a valid pointer. Lives until the arena is released. */
void *lw_arena_alloc(lw_arena *arena, size_t count, size_t size);

/* A copy of `length` bytes with a NUL behind; NULL when memory is out. */
char *lw_arena_text(lw_arena *arena, const char *bytes, size_t length);

/* A copy of `count` x `size` bytes; NULL when memory is out. */
void *lw_arena_copy(lw_arena *arena, const void *items, size_t count, size_t size);

/* Makes a block from malloc the arena's: it is freed when the arena is reset or released. False
 * when memory is out, and then the block is still the caller's. */
bool lw_arena_adopt(lw_arena *arena, void *block);

/* Gives back all but the first block's worth, keeping it for the next round of use. */
void lw_arena_reset(lw_arena *arena);

void lw_arena_release(lw_arena *arena);

#endif
