/* Is this text UTF-8, and which characters are in it? */
#ifndef LANEWISE_BASE_UTF8_H
#define LANEWISE_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* How many of the `length` bytes are whole, well-formed characters from the start on: `length` when
 * all are. Overlong forms, surrogates and code points above U+10FFFF are not well-formed. */
size_t lw_utf8_prefix(const char *bytes, size_t length);

#define LW_NO_CHARACTER UINT32_MAX

/* The character at `bytes`, of which `length`, at least 1, are there, and in *step how many it
 * takes; LW_NO_CHARACTER and 1 where no well-formed one begins. */
uint32_t lw_utf8_next(const char *bytes, size_t length, size_t *step);

#endif
