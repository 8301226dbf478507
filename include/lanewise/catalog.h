/* A catalog: the user's tables, checked and ready. */
#ifndef LANEWISE_CATALOG_H
#define LANEWISE_CATALOG_H

#include <stdbool.h>
#include <stdint.h>

#include <lanewise/error.h>

LW_BEGIN_DECLS

typedef struct lw_catalog lw_catalog;

/* Loads the catalog in `directory`. Every error found goes to `on_problem` (which may be NULL),
 * warnings of unknown columns too; loading goes on after an error so that all are told at once. On
 * LW_OK `*catalog` is owned by the caller (lw_catalog_free); on LW_BAD_CATALOG, LW_IO_FAILED or
 * LW_NO_MEMORY it is NULL and `err` holds the first error. The catalog is immutable: share it
 * between threads freely. */
LW_API lw_status lw_catalog_load(const char *directory, lw_problem_fn *on_problem, void *context,
                                 lw_catalog **catalog, lw_error *err);

/* Hands the findings that are legal but look like mistakes to `on_problem`, all LW_WARNING: gaps in
 * weight, nodes that nothing reaches or leaves, zones that no lane serves, rows that never apply, a
 * heavier bracket that is cheaper, unused calendars, lists of holidays that are over. `today` is
 * the day since 1970-01-01 that the last are held against; nothing else depends on the clock. */
LW_API lw_status lw_catalog_review(const lw_catalog *catalog, int32_t today,
                                   lw_problem_fn *on_problem, void *context, lw_error *err);

LW_API void lw_catalog_free(lw_catalog *catalog); /* NULL is legal */

/* Sizes for a summary: rows of the named table ("lanes", "rates", ...); 0 for an unknown name. */
LW_API uint32_t lw_catalog_row_count(const lw_catalog *catalog, const char *table);

/* The five modes: "postal", "express", "dedicated_line", "overseas_warehouse", "bonded_warehouse"
 * for 0 to 4; static. */
#define LW_MODES 5
LW_API const char *lw_mode_name(unsigned mode);

/* One of the tables that a catalog may have. Strings are static. */
typedef struct lw_table_info {
    const char *name; /* "lanes" */
    const char *help; /* one sentence */
    bool required;    /* a catalog without a row of it is none */
    uint32_t column_count;
} lw_table_info;

/* The `index`-th table in the order of the documentation; false behind the last. */
LW_API bool lw_table_at(uint32_t index, lw_table_info *info);

/* The index of the table called `name`; false when there is none, and then `*nearest` (`nearest`
 * may be NULL) is the table whose name is a slip of the pen away, or NULL. */
LW_API bool lw_table_find(const char *name, uint32_t *index, const char **nearest);

/* One column of a table, as the loader itself uses it. Strings are static. `default_text` and
 * `help` set off names by backquotes, as Markdown does. */
typedef struct lw_column_info {
    const char *name;
    const char *type;         /* "id", "money", "weight", ... */
    const char *unit;         /* of a number: "kg", "hours"; "" = none, or a currency */
    const char *const *words; /* the words that a cell may hold, NULL behind the last; NULL = any */
    bool list;                /* several values separated by '|' */
    bool required;            /* the column must be there and no cell empty */
    bool has_default;         /* an empty cell is read as if it held `default_text` */
    const char *default_text; /* else what an empty one means, in words; "" = nothing at all */
    const char *help;         /* one sentence */
} lw_column_info;

/* The `index`-th column of the `table`-th table; false behind the last. */
LW_API bool lw_column_at(uint32_t table, uint32_t index, lw_column_info *info);

LW_END_DECLS

#endif
