/* JSON text made ready for a parser that would take numbers for floating point. */
#ifndef LANEWISE_SHIPMENT_JSON_TEXT_H
#define LANEWISE_SHIPMENT_JSON_TEXT_H

#include <stddef.h>

#include <lanewise/error.h>

#include "base/buffer.h"

/* First byte of a string that stands for a number. It occurs in no UTF-8 text, so no string of the
 * user's can begin with it. */
#define LW_JSON_NUMBER '\xff'

/* Puts the `length` bytes of JSON at `json` into `out`, every number turned into a string of
 * LW_JSON_NUMBER and its digits as written, and a NUL behind. Checks what the parser is lax about:
 * UTF-8, the grammar of numbers, control characters and escapes in strings, and how deep lists and
 * objects are nested. LW_BAD_SHIPMENT with err->column. */
lw_status lw_json_mark_numbers(const char *json, size_t length, lw_buffer *out, lw_error *err);

/* The column, in characters from 1, in the original text of the byte `at` of the marked one. */
long lw_json_column(const char *json, size_t length, const char *marked, size_t at);

#endif
