/* A table for people: cells in columns of one width, and columns that give way where the terminal
 * is narrow. What gives way is told below its row; nothing is left out.
 *
 * The caller fills in the columns, widens each to its cells, lets lw_grid_fit decide, and writes
 * row by row. */
#ifndef LANEWISE_RENDER_GRID_H
#define LANEWISE_RENDER_GRID_H

#include "render/display.h"
#include "render/render.h"

#define LW_CELL 160 /* bytes for the text of one table cell */

enum { LW_GRID_GAP = 2 }; /* blanks before each column */

typedef struct lw_grid_column {
    char title[LW_CELL];
    const char *lead; /* before its text below a row: "arrives", ""; NULL = the title */
    bool left;        /* aligned; else right */
    bool marks;       /* a '*' may stand behind a cell */
    bool present;     /* at all */
    bool shown;       /* as a column; what is present and not shown goes below the row */
    size_t width;
} lw_grid_column;

typedef struct lw_grid {
    const lw_style *style;
    lw_grid_column *columns; /* borrowed */
    int count;
} lw_grid;

/* Makes room for a cell so wide. */
void lw_grid_widen(lw_grid_column *column, size_t width);

/* Shows the columns that are present, but for those that have to give way, tried one after the
 * other in the order given, to fit the terminal. Titles count. */
void lw_grid_fit(lw_grid *grid, const int *gives_way, size_t count);

void lw_grid_titles(lw_buffer *out, const lw_grid *grid); /* with the line end */

/* A cell of a column that is shown; the best of its column is marked. */
void lw_grid_cell(lw_buffer *out, const lw_grid *grid, int column, const char *text, bool best);

/* Ends a row; blanks at its end are of no use. */
void lw_grid_end(lw_buffer *out);

/* Adds what a column that is not shown would say to the flow below a row; before its first word the
 * line is indented. */
void lw_grid_tell(lw_flow *flow, const lw_grid *grid, int number, const char *text);

#endif
