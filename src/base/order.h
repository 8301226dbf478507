/* Texts in byte order. */
#ifndef LANEWISE_BASE_ORDER_H
#define LANEWISE_BASE_ORDER_H

#include <stdbool.h>
#include <stdint.h>

/* Puts the position of each of `count` texts among all of them in byte order into `ranks`; of equal
 * texts any may come first. False when memory is out. */
bool lw_rank_texts(const char *const *texts, uint32_t count, uint32_t *ranks);

#endif
