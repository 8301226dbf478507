/* Growth of heap arrays. */
#include "base/vector.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool lw_reserve(void **items, size_t *capacity, size_t need, size_t size)
{
    assert(size > 0);
    if (need <= *capacity)
        return true;
    size_t room = *capacity < 8 ? 8 : *capacity;
    while (room < need)
        room = room > SIZE_MAX / 2 ? need : room * 2;
    if (room > SIZE_MAX / size)
        return false;
    /* The pointer's own type is the caller's: it is moved as bytes, not read as a void pointer. */
    void *block;
    memcpy(&block, items, sizeof block);
    // cppcheck-suppress memleakOnRealloc ; the caller's pointer still holds the block
    block = realloc(block, room * size);
    if (!block)
        return false;
    memcpy(items, &block, sizeof block);
    *capacity = room;
    return true;
}
