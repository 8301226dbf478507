/* Asking for memory some time before it is read. */
#ifndef LANEWISE_BASE_FETCH_H
#define LANEWISE_BASE_FETCH_H

#include <stddef.h>

#define LW_CACHE_LINE 64

/* Asks for so many cache lines from `first` on; NULL is legal, and reading on behind the end of a
 * block does no harm: nothing is read, it is on its way. */
static inline void lw_fetch(const void *first, size_t lines)
{
    const char *line = (const char *)first;
    for (size_t i = 0; line != NULL && i < lines; i++)
        __builtin_prefetch(line + i * LW_CACHE_LINE);
}

#endif
