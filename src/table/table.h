/* A table on disk: its files, and its rows with the cells put in the order of the schema. */
#ifndef LANEWISE_TABLE_TABLE_H
#define LANEWISE_TABLE_TABLE_H

#include "base/arena.h"
#include "table/reader.h"
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

/* A column of the schema that a file has and that something is done with. */
typedef struct lw_table_column {
    uint32_t column; /* of the schema */
    uint32_t cell;   /* of the file's rows, from 0 */
} lw_table_column;

/* One row; valid during the call. */
typedef struct lw_table_row {
    const lw_csv_cell *cells; /* as in the file */
    size_t cell_count;
    const lw_table_column *columns; /* in the order of the schema */
    uint32_t column_count;
    uint32_t line;
    bool faulty; /* told as a problem already; cells are what could be read */
} lw_table_row;

/* The cell of the row's column number `i`; "" when a faulty row ends before it. */
static inline const char *lw_table_text(const lw_table_row *row, uint32_t i)
{
    uint32_t cell = row->columns[i].cell;
    return cell < row->cell_count ? row->cells[cell].text : "";
}

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
