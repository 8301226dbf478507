/* Splitting a line whose quotes, if any, do no more than enclose whole cells: the fast way for what
 * nearly every line of a table is. */
#ifndef LANEWISE_TABLE_PLAIN_H
#define LANEWISE_TABLE_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "table/reader.h"

/* Bytes that lw_plain_split may look at behind the line; what they hold does not matter. */
#define LW_PLAIN_SIGHT 8

typedef enum lw_plain {
    LW_PLAIN_ROW,
    LW_PLAIN_BLANK, /* a line of spaces and tabs: no row */
    LW_PLAIN_NOT    /* none of these: libcsv's to read; the bytes are as they were */
} lw_plain;

/* Splits the line that begins at `line` and has a LF somewhere into `cells`, in place: what is
 * behind a cell becomes a NUL. A row is sound: it has `width` cells, is UTF-8 without a NUL, and is
 * not longer than a cell may be. *length becomes that of the line with its end. */
lw_plain lw_plain_split(char *line, lw_csv_cell *cells, size_t width, size_t *length);

#endif
