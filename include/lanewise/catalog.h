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

/* One column of one table, as the loader itself uses it. Strings are static. */
typedef struct lw_column_info {
    const char *table, *column;
    const char *type; /* "id", "money", "weight (kg)", ... */
    bool required;
    bool list;                /* several values separated by '|' */
    const char *default_text; /* "" = none */
    const char *help;         /* one sentence */
} lw_column_info;

/* The `index`-th column over all tables, in the order of the documentation; false behind the last.
 */
LW_API bool lw_column_at(uint32_t index, lw_column_info *info);

LW_END_DECLS

#endif
