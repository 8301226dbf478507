/* Counted numbers in a hash table that coarsens instead of growing without end. */
#include "compare/spread.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

void lw_spread_release(lw_spread *spread)
{
    free(spread->slots);
    *spread = (lw_spread){.room = spread->room};
}

/* Below, not towards 0: -1 is in the bucket left of 0. */
static int64_t bucket_of(int64_t number, unsigned shift)
{
    int64_t width = INT64_C(1) << shift;
    return number / width - (number % width < 0);
}

static lw_spread_slot *find(lw_spread_slot *slots, size_t slot_count, int64_t bucket)
{
    uint64_t hash = (uint64_t)bucket * UINT64_C(0x9e3779b97f4a7c15);
    size_t at = (size_t)(hash >> 32) & (slot_count - 1);
    while (slots[at].count > 0 && slots[at].bucket != bucket)
        at = (at + 1) & (slot_count - 1);
    return &slots[at];
}

/* Puts all that is counted into `slot_count` new slots, in buckets 2^more times as wide. */
static bool rebuild(lw_spread *spread, size_t slot_count, unsigned more)
{
    lw_spread_slot *slots = calloc(slot_count, sizeof *slots);
    if (!slots)
        return false;
    size_t used = 0;
    for (size_t i = 0; i < spread->slot_count; i++) {
        const lw_spread_slot *old = &spread->slots[i];
        if (old->count == 0)
            continue;
        int64_t bucket = bucket_of(old->bucket, more);
        lw_spread_slot *slot = find(slots, slot_count, bucket);
        used += slot->count == 0;
        slot->bucket = bucket;
        slot->count += old->count;
    }
    free(spread->slots);
    spread->slots = slots;
    spread->slot_count = slot_count;
    spread->used = used;
    spread->shift += more;
    return true;
}

/* The slot of `number`, taken or free; coarsens where it is one number too many to tell apart. NULL
 * when memory is out. */
static lw_spread_slot *place_of(lw_spread *spread, int64_t number)
{
    size_t room = spread->room ? spread->room : LW_SPREAD_ROOM;
    if (spread->used + 1 > spread->slot_count / 2 &&
        !rebuild(spread, spread->slot_count ? 2 * spread->slot_count : FIRST_SLOTS, 0))
        return NULL;
    for (;;) {
        int64_t bucket = bucket_of(number, spread->shift);
        lw_spread_slot *slot = find(spread->slots, spread->slot_count, bucket);
        if (slot->count > 0 || spread->used < room)
            return slot;
        if (!rebuild(spread, spread->slot_count, 1))
            return NULL;
    }
}

bool lw_spread_add(lw_spread *spread, int64_t number)
{
    lw_spread_slot *slot = place_of(spread, number);
    if (!slot)
        return false;
    spread->used += slot->count == 0;
    slot->bucket = bucket_of(number, spread->shift);
    slot->count++;
    spread->total++;
    return true;
}

static int ascending(const void *a, const void *b)
{
    int64_t x = ((const lw_spread_slot *)a)->bucket, y = ((const lw_spread_slot *)b)->bucket;
    return x < y ? -1 : x > y;
}

bool lw_spread_median(const lw_spread *spread, int64_t *low, int64_t *high)
{
    if (spread->total == 0)
        return false;
    lw_spread_slot *sorted = malloc(spread->used * sizeof *sorted);
    if (!sorted)
        return false;
    size_t count = 0;
    for (size_t i = 0; i < spread->slot_count; i++) {
        if (spread->slots[i].count > 0)
            sorted[count++] = spread->slots[i];
    }
    qsort(sorted, count, sizeof *sorted, ascending);
    uint64_t half = spread->total / 2 + spread->total % 2, seen = 0;
    size_t at = 0;
    while (seen + sorted[at].count < half)
        seen += sorted[at++].count;
    int64_t width = INT64_C(1) << spread->shift;
    *low = sorted[at].bucket * width;
    *high = *low + (width - 1);
    free(sorted);
    return true;
}
