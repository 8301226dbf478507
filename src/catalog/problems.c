/* Gathers findings compactly and sorts them once at the end. */
#include "catalog/problems.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/vector.h"
#include "catalog/columns.h"

void lw_problems_release(lw_problems *problems)
{
    lw_arena_release(&problems->arena);
    free(problems->list.items);
    *problems = (lw_problems){0};
}

void lw_problems_add(lw_problems *problems, lw_severity severity, lw_status status, lw_source where,
                     uint32_t field, const char *column, const char *message)
{
    if (severity == LW_ERROR)
        problems->errors++;
    if (problems->counts[where.table][severity]++ >= LW_MOST_TOLD)
        return;
    lw_finding finding = {.severity = severity,
                          .status = status,
                          .where = where,
                          .field = field,
                          .number = (uint32_t)problems->list.count,
                          .column = lw_arena_text(&problems->arena, column, strlen(column)),
                          .message = lw_arena_text(&problems->arena, message, strlen(message))};
    if (!finding.column || !finding.message || !LW_PUSH(&problems->list, finding))
        problems->no_memory = true;
}

bool lw_problems_many(const lw_problems *problems, unsigned table)
{
    return problems->counts[table][LW_ERROR] + problems->counts[table][LW_WARNING] >=
           LW_MOST_GUESSED;
}

/* Tables in the order of the documentation; a finding about a whole table before those about its
 * files. */
static int compare_findings(const void *a, const void *b)
{
    const lw_finding *x = a, *y = b;
    if (x->where.table != y->where.table)
        return x->where.table < y->where.table ? -1 : 1;
    uint16_t x_file = (uint16_t)(x->where.file + 1), y_file = (uint16_t)(y->where.file + 1);
    if (x_file != y_file)
        return x_file < y_file ? -1 : 1;
    if (x->where.line != y->where.line)
        return x->where.line < y->where.line ? -1 : 1;
    if (x->field != y->field)
        return x->field < y->field ? -1 : 1;
    return x->number < y->number ? -1 : 1;
}

static void copy_text(char *to, size_t size, const char *from)
{
    size_t length = strlen(from);
    if (length >= size)
        length = size - 1;
    memcpy(to, from, length);
    to[length] = '\0';
}

static void spell_out(const lw_finding *finding, const char *const *files, lw_problem *problem)
{
    *problem = (lw_problem){.severity = finding->severity};
    problem->where.status = finding->status;
    if (finding->where.file != LW_NO_FILE)
        copy_text(problem->where.file, sizeof problem->where.file, files[finding->where.file]);
    problem->where.line = finding->where.line;
    problem->where.column = finding->field;
    copy_text(problem->where.field, sizeof problem->where.field, finding->column);
    copy_text(problem->where.message, sizeof problem->where.message, finding->message);
}

/* What was counted but not kept. */
static void tell_rest(const lw_problems *problems, unsigned table, lw_problem_fn *on_problem,
                      void *context)
{
    static const char *const words[] = {[LW_WARNING] = "warning", [LW_ERROR] = "error"};
    for (int severity = LW_WARNING; severity <= LW_ERROR; severity++) {
        uint32_t count = problems->counts[table][severity];
        if (count <= LW_MOST_TOLD)
            continue;
        uint32_t rest = count - LW_MOST_TOLD;
        lw_problem problem = {.severity = (lw_severity)severity, .untold = rest};
        lw_fail(&problem.where, LW_BAD_CATALOG, "%u more %s%s in %s", (unsigned)rest,
                words[severity], rest == 1 ? "" : "s",
                table < LW_TABLE_COUNT ? lw_schema_of((lw_table_id)table)->name : "the catalog");
        on_problem(context, &problem);
    }
}

static const lw_finding *first_error(const lw_problems *problems)
{
    const lw_finding *first = NULL;
    for (size_t i = 0; i < problems->list.count; i++) {
        const lw_finding *finding = &problems->list.items[i];
        if (finding->severity != LW_ERROR)
            continue;
        if (finding->status == LW_IO_FAILED)
            return finding;
        if (!first)
            first = finding;
    }
    return first;
}

lw_status lw_problems_hand_over(lw_problems *problems, const char *const *files,
                                lw_problem_fn *on_problem, void *context, lw_error *err)
{
    if (problems->no_memory)
        return lw_fail_memory(err);
    size_t count = problems->list.count;
    lw_finding *findings = problems->list.items;
    if (count > 1)
        qsort(findings, count, sizeof *findings, compare_findings);
    for (size_t i = 0; on_problem && i < count; i++) {
        lw_problem problem;
        spell_out(&findings[i], files, &problem);
        on_problem(context, &problem);
        if (i + 1 == count || findings[i + 1].where.table != findings[i].where.table)
            tell_rest(problems, findings[i].where.table, on_problem, context);
    }
    const lw_finding *first = first_error(problems);
    if (!first)
        return LW_OK;
    lw_problem problem;
    spell_out(first, files, &problem);
    if (err)
        *err = problem.where;
    return first->status;
}
