/* Lists inside one text, separated by '|'. */
#ifndef LANEWISE_BASE_LIST_H
#define LANEWISE_BASE_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One item of a list, spaces around it dropped; not NUL-terminated. */
typedef struct lw_item {
    const char *text;
    size_t length;
} lw_item;

/* Steps through the items of `*rest`: false behind the last, when `*rest` is NULL. An empty text
 * has one empty item. */
bool lw_list_next(const char **rest, lw_item *item);

/* How many items `text` has: one more than it has bars. */
uint32_t lw_list_length(const char *text);

#endif
