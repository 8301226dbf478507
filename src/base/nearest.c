/* Edit distance and the search for the nearest name. */
#include "base/nearest.h"

#include <string.h>

enum { LONGEST = 64 };

static unsigned char fold(char c)
{
    unsigned char u = (unsigned char)c;
    return u >= 'A' && u <= 'Z' ? (unsigned char)(u - 'A' + 'a') : u;
}

/* Length of `text`, or LONGEST + 1 when it is longer. */
static size_t short_length(const char *text)
{
    const char *end = memchr(text, '\0', LONGEST + 1);
    return end ? (size_t)(end - text) : LONGEST + 1;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: insertions, deletions, replacements and swaps of neighbours, one row of
 * the table at a time; the two rows before are kept for the swaps. */
size_t lw_edit_distance(const char *a, const char *b, size_t limit)
{
    size_t rows = short_length(a), columns = short_length(b);
    size_t apart = rows > columns ? rows - columns : columns - rows;
    if (rows > LONGEST || columns > LONGEST || apart > limit)
        return limit + 1;

    size_t table[3][LONGEST + 1];
    for (size_t j = 0; j <= columns; j++)
        table[0][j] = j;
    for (size_t i = 1; i <= rows; i++) {
        size_t *row = table[i % 3];
        const size_t *above = table[(i - 1) % 3], *twice_above = table[(i + 1) % 3];
        size_t row_least = row[0] = i;
        for (size_t j = 1; j <= columns; j++) {
            unsigned char x = fold(a[i - 1]), y = fold(b[j - 1]);
            row[j] = least(above[j - 1] + (x != y), least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && x == fold(b[j - 2]) && y == fold(a[i - 2]))
                row[j] = least(row[j], twice_above[j - 2] + 1);
            row_least = least(row_least, row[j]);
        }
        /* A swap can step over one row, so only a row well above the limit ends the search. */
        if (row_least > limit + 1)
            return limit + 1;
    }
    return least(table[rows % 3][columns], limit + 1);
}

lw_nearest lw_nearest_start(const char *wanted)
{
    return (lw_nearest){.wanted = wanted};
}

void lw_nearest_offer(lw_nearest *search, const char *candidate)
{
    size_t length = short_length(search->wanted);
    size_t limit = 1 + length / 4;
    if (search->best) {
        if (search->distance == 0)
            return;
        limit = search->distance - 1;
    }
    size_t distance = lw_edit_distance(search->wanted, candidate, limit);
    /* A name that shares nothing with the wanted one is not near, however short both are. */
    if (distance > limit || (distance > 0 && distance >= length))
        return;
    search->best = candidate;
    search->distance = distance;
}
