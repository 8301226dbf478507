/* "Did you mean": which of the known names is a likely slip of the pen away. */
#ifndef LANEWISE_BASE_NEAREST_H
#define LANEWISE_BASE_NEAREST_H

#include <stddef.h>

/* Edit distance with transpositions, case ignored at no cost; gives up above `limit` (returns limit
 * + 1). Texts longer than 64 bytes are never near. */
size_t lw_edit_distance(const char *a, const char *b, size_t limit);

/* A running search for the nearest of many names. */
typedef struct lw_nearest {
    const char *wanted;
    const char *best; /* NULL until one is near enough: distance <= 1 + length / 4 */
    size_t distance;
} lw_nearest;

lw_nearest lw_nearest_start(const char *wanted);
void lw_nearest_offer(lw_nearest *search, const char *candidate); /* keeps the first of equals */

#endif
