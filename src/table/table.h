/* A table on disk: its files, and its rows with the cells put in the order of the schema. */
#ifndef LANEWISE_TABLE_TABLE_H
#define LANEWISE_TABLE_TABLE_H

#include "base/arena.h"
#include "table/schema.h"

/* The files of table T: T.csv first, then every *.csv of the folder T in byte order; hidden files
 * are left out. */
typedef struct lw_table_files {
    const char **names; /* relative to the catalog: "rates/hkpost.csv"; in the arena */
    uint32_t count;
} lw_table_files;

/* No file at all is LW_OK and a count of 0. LW_IO_FAILED when a folder cannot be read. */
lw_status lw_table_find_files(const char *directory, const char *table, lw_table_files *files,
                              lw_arena *arena, lw_error *err);

/* "directory/name" in `arena`, NULL when memory is out. */
char *lw_path_join(lw_arena *arena, const char *directory, const char *name);

/* One row; texts are valid during the call. */
typedef struct lw_table_row {
    const char
        *texts[LW_MOST_COLUMNS]; /* by column of the schema; "" where the file has no such column */
    uint32_t line;
    bool faulty; /* told as a problem already; texts are what could be read */
} lw_table_row;

/* Where rows and problems go. Texts are valid during the call. */
typedef struct lw_table_sink {
    void *context;
    lw_status (*on_row)(void *context, const lw_table_row *row);
    void (*on_problem)(void *context, lw_severity severity, uint32_t line, uint32_t field,
                       const char *column, const char *message);
} lw_table_sink;

/* Reads one file. `fields`, one for each column of the schema, becomes the number of its field in
 * the file's rows, from 1; 0 = absent. LW_OK; LW_BAD_CATALOG when the header cannot be used (told
 * as a problem); LW_IO_FAILED with a message; LW_NO_MEMORY. */
lw_status lw_table_read(const lw_schema *schema, const char *path, uint16_t *fields,
                        const lw_table_sink *sink, lw_error *err);

#endif
