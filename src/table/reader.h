/* CSV bytes in, located rows out: the one door to libcsv.
 *
 * A push parser: feed it bytes in portions of any size and it calls back once a row, the header
 * included. It accepts RFC 4180 with LF, CRLF or lone CR line ends, a byte order mark and blank
 * lines, which give no row; spaces and tabs around unquoted cells are dropped. Lines are physical,
 * line ends within quotes counted.
 *
 * What is wrong inside a row is told as that row's `fault` and reading goes on with the next line.
 * Where a quote is never closed, that is the line after the one on which the row began, so that one
 * stray quote costs one row. Memory is bounded: LW_CSV_CELL_LIMIT bytes a cell, LW_CSV_ROW_LIMIT
 * bytes a row. */
#ifndef LANEWISE_TABLE_READER_H
#define LANEWISE_TABLE_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lanewise/error.h>

#define LW_CSV_CELL_LIMIT 65536
#define LW_CSV_ROW_LIMIT  1048576

typedef struct lw_csv_cell {
    const char *text; /* NUL-terminated */
    size_t length;
} lw_csv_cell;

/* One row, valid during the call only. With a fault, `cells` holds what was read before it. */
typedef struct lw_csv_row {
    const lw_csv_cell *cells;
    size_t count;
    uint64_t number;       /* 0 = header, then 1, 2, ...; faulty rows count */
    uint32_t line;         /* of the row's first byte, 1-based */
    const char *fault;     /* NULL = the row is sound: UTF-8, no NUL, as many cells as the header */
    uint32_t fault_line;   /* the line of an unterminated quote, of the row otherwise */
    uint32_t fault_column; /* 1-based field; 0 = the row as a whole */
} lw_csv_row;

/* Anything but LW_OK ends the reading; lw_csv_feed then returns it. */
typedef lw_status lw_csv_row_fn(void *context, const lw_csv_row *row);

/* What separates the cells of a header whose first cell, read with commas, is `cell`: "semicolons",
 * "tabs", or NULL when that is no sheet of another kind. */
const char *lw_csv_foreign(const char *cell);

typedef struct lw_csv_reader lw_csv_reader;

lw_status lw_csv_reader_new(lw_csv_row_fn *on_row, void *context, lw_csv_reader **reader,
                            lw_error *err);
/* For sheets that are no tables of ours: `separator` (',', ';' or a tab) ends a cell, and rows may
 * have any number of cells. Before the first byte. */
void lw_csv_reader_loosen(lw_csv_reader *reader, char separator);

void lw_csv_reader_free(lw_csv_reader *reader); /* NULL is legal */

/* Reads on. LW_OK, the callback's status, or LW_NO_MEMORY; after a failure only freeing is legal.
 */
lw_status lw_csv_feed(lw_csv_reader *reader, const char *bytes, size_t length, lw_error *err);

/* The end of the bytes: delivers what is left. A last line without a line end is a line. */
lw_status lw_csv_finish(lw_csv_reader *reader, lw_error *err);

#endif
