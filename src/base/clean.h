/* Texts of others, made fit to be shown: ids, names of files, cells of tables, column names of
 * flags may hold anything, and what is shown must neither move a cursor, nor end a line, nor look
 * like another text.
 *
 * This is the one place that says what is kept from people. Messages are cleaned where they are
 * made (lw_fail, lw_error_format), tables for people where they are laid out (render/display.h),
 * pages by lw_html_text, and whatever goes to a terminal once more on its way out. */
#ifndef LANEWISE_BASE_CLEAN_H
#define LANEWISE_BASE_CLEAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/* May the character be shown? Not: control characters (the 32 of ASCII, DELETE and U+0080 to
 * U+009F), separators of lines and paragraphs, what turns the direction of text or is made to be
 * invisible (marks, embeddings, overrides, isolates, tags, the byte order mark), and
 * LW_NO_CHARACTER. */
bool lw_is_shown(uint32_t character);

/* Puts a '?' for every character that may not be shown and every byte that belongs to none. The
 * text never gets longer. */
void lw_clean(char *text);

/* Appends `length` bytes likewise. */
void lw_put_clean(lw_buffer *out, const char *bytes, size_t length);

#endif
