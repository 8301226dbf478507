/* Gathers findings and sorts them once at the end. */
#include "import/faults.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/vector.h"

enum { MOST_TOLD = 1000 };

void lw_faults_release(lw_faults *faults)
{
    free(faults->list.items);
    *faults = (lw_faults){0};
}

void lw_faults_add(lw_faults *faults, lw_severity severity, lw_spot where, const char *format, ...)
{
    lw_problem problem = {.severity = severity};
    faults->errors += severity == LW_ERROR;
    if (faults->list.count >= MOST_TOLD) {
        faults->untold += severity == LW_ERROR;
        return;
    }
    va_list values;
    va_start(values, format);
    lw_fail_values(&problem.where, LW_IO_FAILED, format, values);
    va_end(values);
    snprintf(problem.where.file, sizeof problem.where.file, "%s", where.file ? where.file : "");
    problem.where.line = where.line;
    problem.where.column = where.column;
    problem.untold = (unsigned long)faults->list.count; /* order of arrival, until it is sorted */
    if (!LW_PUSH(&faults->list, problem))
        faults->no_memory = true;
}

static int compare_places(const lw_error *a, const lw_error *b)
{
    int order = strcmp(a->file, b->file);
    if (order != 0)
        return order;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

static int compare_problems(const void *a, const void *b)
{
    const lw_problem *x = a, *y = b;
    int order = compare_places(&x->where, &y->where);
    return order != 0 ? order : x->untold < y->untold ? -1 : 1;
}

/* Was the same told of the same cell already? Its findings are the ones right before it. */
static bool is_repeated(const lw_problem *items, size_t index)
{
    const lw_error *where = &items[index].where;
    for (size_t i = index; i-- > 0 && compare_places(&items[i].where, where) == 0;) {
        if (strcmp(items[i].where.message, where->message) == 0)
            return true;
    }
    return false;
}

lw_status lw_faults_hand_over(lw_faults *faults, lw_problem_fn *on_problem, void *context,
                              lw_error *err)
{
    if (faults->no_memory)
        return lw_fail_memory(err);
    size_t count = faults->list.count;
    lw_problem *items = faults->list.items;
    const lw_problem *first = NULL;
    if (count > 1)
        qsort(items, count, sizeof *items, compare_problems);
    for (size_t i = 0; i < count; i++) {
        if (is_repeated(items, i))
            continue;
        items[i].untold = 0;
        if (!first && items[i].severity == LW_ERROR)
            first = &items[i];
        on_problem(context, &items[i]);
    }
    if (faults->untold > 0) {
        lw_problem rest = {.severity = LW_ERROR, .untold = faults->untold};
        lw_fail(&rest.where, LW_IO_FAILED, "%lu more errors", faults->untold);
        on_problem(context, &rest);
    }
    if (first && err)
        *err = first->where;
    return first ? LW_IO_FAILED : LW_OK;
}
