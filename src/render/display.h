/* Text on a terminal: widths in columns, padding, wrapping, colour. What the tables' authors wrote
 * is shown without control characters, so that no name can move the cursor. */
#ifndef LANEWISE_RENDER_DISPLAY_H
#define LANEWISE_RENDER_DISPLAY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* Columns that `text` takes: 2 for wide characters, 0 for combining ones, 1 for the '?' of what is
 * not shown (base/clean.h). */
size_t lw_display_width(const char *text);

/* `text` with '?' for what may not be shown. */
void lw_put_display(lw_buffer *out, const char *text);

/* Padded with blanks to `width` columns; longer texts are not cut. */
void lw_put_left(lw_buffer *out, const char *text, size_t width);
void lw_put_right(lw_buffer *out, const char *text, size_t width);

typedef enum lw_paint { LW_PLAIN, LW_BOLD, LW_FAINT, LW_GOOD, LW_BAD } lw_paint;

/* Switches the colour on, or off with LW_PLAIN; nothing where colour is not allowed. */
void lw_put_paint(lw_buffer *out, bool color, lw_paint paint);

/* Bytes of the switch that begins at `bytes`, 0 where none does. */
size_t lw_paint_length(const char *bytes, size_t length);

/* Words one after the other, broken into lines of `width` columns; all lines but the first, whose
 * beginning the caller has written (`column` columns), are indented. */
typedef struct lw_flow {
    lw_buffer *out;
    size_t width, indent, column;
    bool has_word;                /* on the line at hand */
    size_t blank, column_at_word; /* in the buffer, before the last word of the line; 0 = none */
} lw_flow;

void lw_flow_word(lw_flow *flow, const char *word);     /* a blank goes before it */
void lw_flow_sentence(lw_flow *flow, const char *text); /* every word of it */
void lw_flow_glue(lw_flow *flow, const char *text);     /* right behind the last word, and with it
                                                           on the next line where it is too long */
void lw_flow_line(lw_flow *flow);                       /* on with a new line */
void lw_flow_end(lw_flow *flow);                        /* the line end */

#endif
