/* The middle of very many numbers, in memory that does not grow with how many they are.
 *
 * Equal numbers are counted together. Where more of them differ than there is room for, neighbours
 * are, two by two, and the middle is then known to lie between two bounds. The result does not
 * depend on the order in which the numbers come. */
#ifndef LANEWISE_COMPARE_SPREAD_H
#define LANEWISE_COMPARE_SPREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LW_SPREAD_ROOM = 1 << 16 }; /* different numbers told apart: at most 2 MiB */

typedef struct lw_spread_slot {
    int64_t bucket; /* numbers from bucket x 2^shift on, 2^shift of them */
    uint64_t count; /* 0 = free */
} lw_spread_slot;

/* Zeroed, it is empty and ready; lw_spread_release frees it. */
typedef struct lw_spread {
    lw_spread_slot *slots; /* open addressing; owned */
    size_t slot_count;     /* a power of 2 */
    size_t used, room;     /* room 0 = LW_SPREAD_ROOM; tests take less, but at least 4 */
    unsigned shift;
    uint64_t total;
} lw_spread;

void lw_spread_release(lw_spread *spread);

/* False when memory is out: the number is then not counted. */
bool lw_spread_add(lw_spread *spread, int64_t number);

/* The least number that at least half of them are not above: *low to *high, equal when it is known
 * exactly. False when there are none or memory is out. */
bool lw_spread_median(const lw_spread *spread, int64_t *low, int64_t *high);

#endif
