/* A price sheet as a grid of cells, each at its line and column. */
#ifndef LANEWISE_IMPORT_SHEET_H
#define LANEWISE_IMPORT_SHEET_H

#include <stdbool.h>

#include "base/arena.h"
#include "import/faults.h"

typedef struct lw_sheet_row {
    uint32_t line;
    uint32_t count; /* cells behind the last filled one are left out */
    const char **cells;
} lw_sheet_row;

typedef struct lw_sheet {
    const char *file; /* as the user named it */
    struct {
        lw_sheet_row *items; /* only rows with a filled cell */
        size_t count, capacity;
    } rows;
    bool headless; /* reported: the first row is faulty */
} lw_sheet;

void lw_sheet_release(lw_sheet *sheet); /* the texts are the arena's */

/* The part of a sheet that holds the card, by physical lines. */
typedef struct lw_line_range {
    uint32_t first, last; /* from 1; UINT32_MAX = to the end */
} lw_line_range;

/* "4", "4-31", "4-"; NULL = all. */
lw_status lw_line_range_read(const char *text, lw_line_range *range, lw_error *err);

/* Reads `path` ("-" is standard input). Cells are separated by tabs or semicolons where the first
 * line has any outside quotes, by commas otherwise. Within a cell, dashes, blanks and signs of
 * comparison are written plainly. Faulty rows are reported. LW_IO_FAILED when the file cannot be
 * read at all, LW_NO_MEMORY. */
lw_status lw_sheet_read(const char *path, const lw_line_range *range, lw_sheet *sheet,
                        lw_arena *arena, lw_faults *faults, lw_error *err);

/* The cell's text, "" behind the last one. `column` counts from 0. */
const char *lw_sheet_cell(const lw_sheet_row *row, uint32_t column);

/* The place of a cell; `column` counts from 0. */
lw_spot lw_sheet_spot(const lw_sheet *sheet, const lw_sheet_row *row, uint32_t column);

#endif
