/* Bump allocation in blocks that grow, released as a whole. The largest are on large pages where
 * the system has them: what is looked up here and there in them then needs no page table for it. */
#define _DEFAULT_SOURCE /* madvise */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <sys/mman.h>

struct lw_arena_block {
    alignas(max_align_t)
        lw_arena_block *next; /* older; the alignment makes the bytes behind aligned */
    size_t used, size;        /* of the bytes behind this header */
};

struct lw_arena_adopted {
    struct lw_arena_adopted *next;
    void *block;
};

enum {
    LARGE_PAGE = 2 * 1024 * 1024,
    SMALLEST_BLOCK = 4 * 1024,
    LARGEST_BLOCK = LARGE_PAGE - sizeof(struct lw_arena_block)
};

static void *block_bytes(lw_arena_block *block)
{
    return block + 1;
}

/* A block of `size` bytes behind its header. */
static lw_arena_block *new_block(size_t size)
{
    if (size != LARGEST_BLOCK)
        return malloc(sizeof(lw_arena_block) + size);
    lw_arena_block *block = aligned_alloc(LARGE_PAGE, LARGE_PAGE);
#ifdef MADV_HUGEPAGE
    if (block)
        madvise(block, LARGE_PAGE, MADV_HUGEPAGE); /* a wish: no matter if it is refused */
#endif
    return block;
}

static lw_arena_block *add_block(lw_arena *arena, size_t need)
{
    size_t size = arena->blocks ? arena->blocks->size : SMALLEST_BLOCK / 2;
    size = size >= LARGEST_BLOCK / 2 ? LARGEST_BLOCK : size * 2;
    if (size < need)
        size = need;
    if (size > SIZE_MAX - sizeof(lw_arena_block))
        return NULL;
    lw_arena_block *block = new_block(size);
    if (!block)
        return NULL;
    block->used = 0;
    block->size = size;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

/* `bytes` bytes, not zeroed. */
static void *take(lw_arena *arena, size_t bytes)
{
    const size_t step = alignof(max_align_t);
    if (bytes > SIZE_MAX - step)
        return NULL;
    size_t need = bytes ? (bytes + step - 1) / step * step : step;
    lw_arena_block *block = arena->blocks;
    if (!block || block->size - block->used < need) {
        block = add_block(arena, need);
        if (!block)
            return NULL;
    }
    void *place = (char *)block_bytes(block) + block->used;
    block->used += need;
    return place;
}

void *lw_arena_alloc(lw_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    void *place = take(arena, count * size);
    if (place)
        memset(place, 0, count * size);
    return place;
}

char *lw_arena_text(lw_arena *arena, const char *bytes, size_t length)
{
    char *text = length < SIZE_MAX ? take(arena, length + 1) : NULL;
    if (!text)
        return NULL;
    if (length)
        memcpy(text, bytes, length);
    text[length] = '\0';
    return text;
}

void *lw_arena_copy(lw_arena *arena, const void *items, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    void *place = take(arena, count * size);
    if (place && count > 0 && size > 0)
        memcpy(place, items, count * size);
    return place;
}

bool lw_arena_adopt(lw_arena *arena, void *block)
{
    struct lw_arena_adopted *adopted = take(arena, sizeof *adopted);
    if (!adopted)
        return false;
    *adopted = (struct lw_arena_adopted){arena->adopted, block};
    arena->adopted = adopted;
    return true;
}

static void free_adopted(lw_arena *arena)
{
    for (const struct lw_arena_adopted *adopted = arena->adopted; adopted; adopted = adopted->next)
        free(adopted->block);
    arena->adopted = NULL;
}

/* Keeps the largest block of ordinary size, so that rounds of like use settle on one block and stop
 * allocating; an outsize block of one odd round is not held on to. */
void lw_arena_reset(lw_arena *arena)
{
    free_adopted(arena);
    lw_arena_block *kept = NULL;
    for (lw_arena_block *block = arena->blocks, *next; block; block = next) {
        next = block->next;
        if (block->size <= LARGEST_BLOCK && (!kept || block->size > kept->size)) {
            free(kept);
            kept = block;
        } else {
            free(block);
        }
    }
    if (kept) {
        kept->next = NULL;
        kept->used = 0;
    }
    arena->blocks = kept;
}

void lw_arena_release(lw_arena *arena)
{
    free_adopted(arena);
    for (lw_arena_block *block = arena->blocks, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    arena->blocks = NULL;
}
