/* A hash table of strings with open addressing and linear probing, never more than half full. */
#include "base/intern.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"

static uint64_t eight_bytes(const char *text)
{
    uint64_t word;
    memcpy(&word, text, 8);
    return word;
}

/* Eight bytes at a time, multiplied by an odd constant; the upper half, which every byte has
 * reached, is folded into the lower. Numbers are given in order of arrival, so that nothing but the
 * place in the table depends on the hash. */
static uint32_t hash_text(const char *text, size_t length)
{
    const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t hash = length * factor;
    for (; length >= 8; text += 8, length -= 8) {
        hash = (hash ^ eight_bytes(text)) * factor;
        hash ^= hash >> 32;
    }
    uint64_t rest = 0;
    for (size_t i = 0; i < length; i++)
        rest = rest << 8 | (unsigned char)text[i];
    hash = (hash ^ rest) * factor;
    return (uint32_t)(hash ^ hash >> 32);
}

void lw_intern_init(lw_intern *table, lw_arena *arena)
{
    *table = (lw_intern){.arena = arena};
}

void lw_intern_release(lw_intern *table)
{
    free(table->texts);
    free(table->hashes);
    free(table->slots);
    lw_intern_init(table, table->arena);
}

/* The slot that holds `text`, or the empty one where it would go. Needs slots. */
static uint32_t find_slot(const lw_intern *table, const char *text, uint32_t hash)
{
    uint32_t mask = table->slot_count - 1;
    uint32_t slot = hash & mask;
    for (;; slot = (slot + 1) & mask) {
        uint32_t number = table->slots[slot];
        if (number == LW_NONE)
            return slot;
        if (table->hashes[number] == hash && strcmp(table->texts[number], text) == 0)
            return slot;
    }
}

/* Twice the slots; false when memory is out, and then the table is as it was. */
static bool grow_slots(lw_intern *table)
{
    uint32_t count = table->slot_count ? table->slot_count * 2 : 32;
    if (count < table->slot_count)
        return false;
    uint32_t *slots = malloc(count * sizeof *slots);
    if (!slots)
        return false;
    memset(slots, 0xff, count * sizeof *slots); /* LW_NONE everywhere */
    for (uint32_t i = 0; i < table->count; i++) {
        uint32_t slot = table->hashes[i] & (count - 1);
        while (slots[slot] != LW_NONE)
            slot = (slot + 1) & (count - 1);
        slots[slot] = i;
    }
    free(table->slots);
    table->slots = slots;
    table->slot_count = count;
    return true;
}

static bool grow_texts(lw_intern *table)
{
    uint32_t capacity = table->capacity ? table->capacity * 2 : 16;
    if (capacity < table->capacity)
        return false;
    const char **texts = realloc(table->texts, capacity * sizeof *texts);
    if (!texts)
        return false;
    table->texts = texts;
    uint32_t *hashes = realloc(table->hashes, capacity * sizeof *hashes);
    if (!hashes)
        return false;
    table->hashes = hashes;
    table->capacity = capacity;
    return true;
}

uint32_t lw_intern_put(lw_intern *table, const char *text)
{
    size_t length = strlen(text);
    uint32_t hash = hash_text(text, length);
    if (table->slot_count) {
        uint32_t known = table->slots[find_slot(table, text, hash)];
        if (known != LW_NONE)
            return known;
    }
    if (table->count >= table->slot_count / 2 && !grow_slots(table))
        return LW_NONE;
    if (table->count == table->capacity && !grow_texts(table))
        return LW_NONE;
    const char *copy = lw_arena_text(table->arena, text, length);
    if (!copy)
        return LW_NONE;
    uint32_t number = table->count++;
    table->texts[number] = copy;
    table->hashes[number] = hash;
    table->slots[find_slot(table, text, hash)] = number;
    return number;
}

uint32_t lw_intern_find(const lw_intern *table, const char *text)
{
    if (!table->slot_count)
        return LW_NONE;
    return table->slots[find_slot(table, text, hash_text(text, strlen(text)))];
}

const char *lw_intern_nearest(const lw_intern *table, const char *text)
{
    lw_nearest search = lw_nearest_start(text);
    for (uint32_t i = 0; i < table->count; i++)
        lw_nearest_offer(&search, table->texts[i]);
    return search.best;
}
