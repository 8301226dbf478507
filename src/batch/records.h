/* Cutting a stream of orders into records and a record into cells.
 *
 * The CSV dialect is that of table/reader.h, but here a record can be cut from any place where one
 * begins, and so by several threads at once: LF, CRLF or lone CR line ends, blank lines that are no
 * records, blanks around unquoted cells dropped. What breaks the rules of quoting spoils the line
 * that the record began on, and reading goes on with the next line. */
#ifndef LANEWISE_BATCH_RECORDS_H
#define LANEWISE_BATCH_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LW_RECORD_LIMIT 1048576u /* bytes of a record */
#define LW_CELL_LIMIT   65536u   /* bytes of a quoted cell that spans lines */

typedef enum lw_cut {
    LW_CUT_MORE,  /* the end of the record is not there yet */
    LW_CUT_BLANK, /* no record: a blank line */
    LW_CUT_RECORD,
    LW_CUT_FAULT, /* `fault` tells why this is none */
    LW_CUT_LONG   /* it exceeds LW_RECORD_LIMIT; told by the feed */
} lw_cut;

typedef struct lw_record {
    size_t length;     /* to where the next one begins */
    uint64_t lines;    /* physical lines passed */
    bool quoted;       /* it has a quote somewhere */
    const char *fault; /* static */
} lw_record;

/* What begins at `bytes`, where a record does. `at_end`: nothing comes behind `length`. */
lw_cut lw_record_cut(const char *bytes, size_t length, bool at_end, lw_record *record);

/* `bytes` begin with a line. May a sound record that began before it go on here, within quotes?
 * False is certain. True is not: so it looks from here, or `length` bytes are too few to tell. */
bool lw_record_may_span(const char *bytes, size_t length, bool at_end);

/* As lw_record_cut for records that are lines, whatever is in them. */
lw_cut lw_line_cut(const char *bytes, size_t length, bool at_end, lw_record *record);

/* Length of the first line with its end, 0 when that is not there yet. */
size_t lw_line_length(const char *bytes, size_t length, bool at_end);

typedef struct lw_cell {
    char *text; /* NUL-terminated */
    size_t length;
} lw_cell;

typedef struct lw_cells {
    lw_cell *items;
    size_t count, capacity;
    bool sound; /* all is UTF-8 without a NUL */
} lw_cells;

/* Splits a record that lw_record_cut has approved of, in place: `bytes` is changed, and
 * bytes[length] must be writable. False when memory is out. */
bool lw_record_split(char *bytes, const lw_record *record, lw_cells *cells);

#endif
