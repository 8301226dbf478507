/* Putting a text together piece by piece in room that is there already. */
#ifndef LANEWISE_BASE_TEXT_H
#define LANEWISE_BASE_TEXT_H

#include <stddef.h>

/* Appends to the NUL-terminated text in `size` bytes; what does not fit is left out. */
__attribute__((format(printf, 3, 4))) void lw_text_add(char *text, size_t size, const char *format,
                                                       ...);

#endif
