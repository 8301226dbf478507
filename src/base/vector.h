/* Growing arrays without a type zoo: `items`, `count`, `capacity` in any struct.
 *
 *     struct { lw_lane *items; size_t count, capacity; } lanes = {0};
 *     if (!LW_PUSH(&lanes, lane)) return LW_NO_MEMORY;
 */
#ifndef LANEWISE_BASE_VECTOR_H
#define LANEWISE_BASE_VECTOR_H

#include <stdbool.h>
#include <stddef.h>

/* Makes room for `need` items of `size` bytes in the heap block `*items`; false when memory is out,
 * and then the block is as it was. */
bool lw_reserve(void **items, size_t *capacity, size_t need, size_t size);

#define LW_RESERVE(v, need)  \
    ((need) <= (v)->capacity \
         ? true              \
         : lw_reserve((void **)&(v)->items, &(v)->capacity, (need), sizeof *(v)->items))

#define LW_PUSH(v, item) \
    (LW_RESERVE(v, (v)->count + 1) ? ((v)->items[(v)->count++] = (item), true) : false)

#endif
