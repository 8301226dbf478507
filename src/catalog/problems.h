/* Findings about a catalog: gathered in any order, handed over in the order of tables, files and
 * lines. */
#ifndef LANEWISE_CATALOG_PROBLEMS_H
#define LANEWISE_CATALOG_PROBLEMS_H

#include "base/arena.h"
#include "catalog/model.h"

#define LW_NO_FILE UINT16_MAX /* a finding about a table as a whole */
#define LW_MOST_TOLD \
    1000 /* findings of one severity about one table; of the rest only the number */
#define LW_MOST_GUESSED                                                       \
    100 /* findings about one table with a search for the name that was meant \
         */

typedef struct lw_finding {
    lw_severity severity;
    lw_status status;
    lw_source where;
    uint32_t field;     /* of the row, from 1; 0 = none */
    uint32_t number;    /* order of arrival */
    const char *column; /* name; "" = none */
    const char *message;
} lw_finding;

/* Zeroed storage is empty and ready. */
typedef struct lw_problems {
    lw_arena arena;
    struct {
        lw_finding *items;
        size_t count, capacity;
    } list;
    uint32_t counts[LW_TABLE_COUNT + 1][2]; /* by table and severity, untold ones too */
    uint32_t errors;                        /* over all tables */
    bool no_memory;                         /* something was lost: ask before trusting the rest */
} lw_problems;

void lw_problems_release(lw_problems *problems);

/* `status` is LW_BAD_CATALOG or LW_IO_FAILED. where.table may be LW_TABLE_COUNT: no table. */
void lw_problems_add(lw_problems *problems, lw_severity severity, lw_status status, lw_source where,
                     uint32_t field, const char *column, const char *message);

/* Has the table so many findings that looking for near names no longer pays? */
bool lw_problems_many(const lw_problems *problems, unsigned table);

/* Sorts, hands every finding to `on_problem` (may be NULL) and puts the first error into `err`, one
 * of reading before all others. Returns its status, LW_OK when there are only warnings,
 * LW_NO_MEMORY when any was lost. */
lw_status lw_problems_hand_over(lw_problems *problems, const char *const *files,
                                lw_problem_fn *on_problem, void *context, lw_error *err);

#endif
