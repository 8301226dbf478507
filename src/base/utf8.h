/* Is this text UTF-8? And making it so. */
#ifndef LANEWISE_BASE_UTF8_H
#define LANEWISE_BASE_UTF8_H

#include <stddef.h>

/* How many of the `length` bytes are whole, well-formed characters from the start on: `length` when
 * all are. Overlong forms, surrogates and code points above U+10FFFF are not well-formed. */
size_t lw_utf8_prefix(const char *bytes, size_t length);

/* Makes `length` bytes one line of UTF-8: what is none, and control characters, become '?'. Texts
 * that quote what users wrote, often cut short, are made presentable so. */
void lw_utf8_line(char *bytes, size_t length);

#endif
