/* Splitting at '|'. */
#include "base/list.h"

#include <string.h>

bool lw_list_next(const char **rest, lw_item *item)
{
    if (!*rest)
        return false;
    const char *start = *rest;
    const char *bar = strchr(start, '|');
    const char *end = bar ? bar : start + strlen(start);
    *rest = bar ? bar + 1 : NULL;
    while (start < end && *start == ' ')
        start++;
    while (end > start && end[-1] == ' ')
        end--;
    *item = (lw_item){start, (size_t)(end - start)};
    return true;
}

uint32_t lw_list_length(const char *text)
{
    uint32_t count = 1;
    for (const char *p = text; *p; p++)
        count += *p == '|';
    return count;
}
