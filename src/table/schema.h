/* What a table looks like, as data: its columns, how a cell of each is read and where its value
 * goes. */
#ifndef LANEWISE_TABLE_SCHEMA_H
#define LANEWISE_TABLE_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lanewise/quantity.h>

/* How a cell is read. Behind each kind the C type of its value in the row record. */
typedef enum lw_cell_kind {
    LW_CELL_IGNORED,   /* nothing: "source", "note" */
    LW_CELL_NUMBER,    /* int64_t, by `format` */
    LW_CELL_DATE,      /* int64_t, days since 1970-01-01 */
    LW_CELL_WORD,      /* int64_t, position in `words` */
    LW_CELL_WEEKDAYS,  /* int64_t, bit 0 = Monday; a list */
    LW_CELL_OFFSET,    /* int64_t, minutes east of UTC */
    LW_CELL_TIME,      /* int64_t, minute of the day */
    LW_CELL_TEXT,      /* const char *, valid while the row is read */
    LW_CELL_HS,        /* const char *, digits only; lw_texts where a list */
    LW_CELL_POSTCODE,  /* const char *, upper case, no spaces or hyphens */
    LW_CELL_ID,        /* const char *, valid while the row is read: the row's own name */
    LW_CELL_REFERENCE, /* uint32_t, a number in the name space `names`; lw_numbers where a list */
    LW_CELL_WORD_LIST  /* lw_numbers: positions in `words` */
} lw_cell_kind;

/* Values of a list cell. */
typedef struct lw_numbers {
    const uint32_t *items;
    uint32_t count;
} lw_numbers;

typedef struct lw_texts {
    const char *const *items;
    uint32_t count;
} lw_texts;

typedef struct lw_column {
    const char *name;
    const char *type; /* for people: "weight" */
    const char *unit; /* "kg"; NULL = none, or what the row's currency says */
    lw_cell_kind kind;
    bool required; /* the column must be there and no cell empty */
    bool list;     /* several values separated by '|' */
    size_t at;     /* offset of the value in the row record */
    const lw_number_format *format;
    const char *const *words; /* ends with NULL */
    int names;                /* which name space; known to the reader of references */
    const char *standard;     /* an empty cell is read as if it held this; NULL: `absent` it is */
    int64_t absent;           /* of number kinds */
    const char *told;         /* what an empty cell means, where `standard` does not say it */
    const char *help;         /* one sentence */
} lw_column;

typedef struct lw_schema {
    const char *name; /* "lanes" */
    const char *help;
    const lw_column *columns;
    uint32_t column_count;
    bool required;
} lw_schema;

#define LW_MOST_COLUMNS 64 /* of a schema */

#endif
