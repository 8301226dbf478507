/* Customs rows and duties, and the look-ups that two of them would both answer. */
#include <stdlib.h>
#include <string.h>

#include "catalog/load.h"
#include "catalog/overlap.h"

enum { HUNDRED_PERCENT = 1000000 };

/* ---- Rows --------------------------------------------------------------------------------------
 */

static lw_customs keep_customs(lw_loader *loader, const struct lw_customs_row *cells)
{
    return (lw_customs){
        .country = {cells->country},
        .direction = (lw_direction)cells->direction,
        .mode = (int)cells->mode,
        .fee_micros = cells->fee,
        .fee_per_kg_micros = cells->fee_per_kg,
        .value_fee_pct = cells->value_fee_pct,
        .value_fee_min_micros = cells->value_fee_min,
        .value_fee_max_micros = cells->value_fee_max,
        .disbursement_pct = cells->disbursement_pct,
        .disbursement_min_micros = cells->disbursement_min,
        .duty_base = (lw_duty_base)cells->duty_base,
        .tax_base = (lw_tax_base)cells->tax_base,
        .value_truncate_micros = cells->value_truncate,
        .amount_truncate_micros = cells->amount_truncate,
        .tax_extra_micros = cells->tax_extra,
        .tax_inside = cells->tax_inside == 1,
        .currency = {cells->currency},
        .clearance = lw_keep_minutes(cells->min_hours, cells->hours, cells->max_hours),
        .exam_pct = cells->exam_pct,
        .exam_minutes = cells->exam_hours,
        .blind_minutes = cells->blind_hours,
        .calendar = {cells->calendar},
        .valid = lw_keep_dates(loader, cells->valid_from, cells->valid_to),
        .source = loader->here,
    };
}

void lw_add_customs(lw_loader *loader, const union lw_any_row *row)
{
    lw_customs customs = keep_customs(loader, &row->customs);
    if (customs.value_fee_min_micros > customs.value_fee_max_micros)
        lw_row_error(loader, "value_fee_max", "value_fee_max is below value_fee_min");
    if (customs.exam_pct > HUNDRED_PERCENT)
        lw_row_error(loader, "exam_pct", "exam_pct is above 100");
    if (customs.calendar.i != LW_NONE)
        loader->catalog->has_clock = true;
    if (loader->sound && !LW_PUSH(&loader->customs, customs))
        lw_loader_no_memory(loader);
}

void lw_add_duty(lw_loader *loader, const union lw_any_row *row)
{
    const struct lw_duty_row *cells = &row->duty;
    lw_duty duty = {
        .country = {cells->country},
        .mode = (int)cells->mode,
        .hs_prefix = cells->hs_prefix,
        .hs_length = (uint32_t)strlen(cells->hs_prefix),
        .origin_country = {cells->origin_country},
        .over_value_micros = cells->over_value == 0 ? -1 : cells->over_value,
        .up_to_value_micros = cells->up_to_value,
        .duty_pct = cells->duty_pct,
        .duty_less_micros = cells->duty_less,
        .duty_per_kg_micros = cells->duty_per_kg,
        .free_g = cells->free,
        .duty_per_line_micros = cells->duty_per_line,
        .tax_pct = cells->tax_pct,
        .local_tax_pct = cells->local_tax_pct,
        .currency = {cells->currency},
        .valid = lw_keep_dates(loader, cells->valid_from, cells->valid_to),
        .source = loader->here,
    };
    if (duty.up_to_value_micros <= duty.over_value_micros)
        lw_row_error(loader, "up_to_value", "up_to_value is not above over_value");
    if (loader->sound && !LW_PUSH(&loader->duties, duty))
        lw_loader_no_memory(loader);
}

/* ---- Two rows for one look-up ------------------------------------------------------------------
 */

/* What a look-up goes by, and the row's ranges. */
typedef struct keyed_row {
    uint32_t country, mode, origin;
    lw_direction direction;
    const char *hs_prefix;
    lw_bracket_span span;
    lw_source source;
} keyed_row;

static int compare_keys(const keyed_row *x, const keyed_row *y)
{
    if (x->country != y->country)
        return x->country < y->country ? -1 : 1;
    if (x->direction != y->direction)
        return x->direction < y->direction ? -1 : 1;
    if (x->mode != y->mode)
        return x->mode < y->mode ? -1 : 1;
    if (x->origin != y->origin)
        return x->origin < y->origin ? -1 : 1;
    return strcmp(x->hs_prefix, y->hs_prefix);
}

static int compare_rows(const void *a, const void *b)
{
    const keyed_row *x = a, *y = b;
    int order = compare_keys(x, y);
    return order ? order : x->span.row < y->span.row ? -1 : x->span.row > y->span.row;
}

typedef struct double_check {
    lw_loader *loader;
    const char *columns, *ranges; /* where to point, what meets */
    const lw_source *sources;     /* by row */
} double_check;

static void tell_double(void *context, uint32_t row, uint32_t other)
{
    const double_check *check = context;
    uint32_t later = row > other ? row : other, earlier = row > other ? other : row;
    char place[LW_PLACE_SIZE];
    lw_row_problem(check->loader, LW_ERROR, check->sources[later], check->columns,
                   "the row and %s are for the same case: their %s overlap",
                   lw_place(check->loader, check->sources[earlier], place, sizeof place),
                   check->ranges);
}

/* Sorts the rows by key and looks for overlaps among those of one key. */
static void check_doubles(lw_loader *loader, keyed_row *rows, size_t count, double_check *check)
{
    lw_bracket_span *spans = malloc((count + 1) * sizeof *spans);
    lw_source *sources = malloc((count + 1) * sizeof *sources);
    bool enough = false;
    if (spans && sources) {
        lw_overlap_finder finder = {0};
        for (size_t i = 0; i < count; i++)
            sources[rows[i].span.row] = rows[i].source;
        check->loader = loader;
        check->sources = sources;
        if (count > 1)
            qsort(rows, count, sizeof *rows, compare_rows);
        enough = true;
        for (size_t first = 0, end; enough && first < count; first = end) {
            for (end = first; end < count && compare_keys(&rows[first], &rows[end]) == 0; end++)
                spans[end - first] = rows[end].span;
            enough = lw_find_overlaps(&finder, spans, end - first, tell_double, check);
        }
        lw_overlap_finder_release(&finder);
    }
    if (!enough)
        lw_loader_no_memory(loader);
    free(spans);
    free(sources);
}

static void check_customs(lw_loader *loader)
{
    size_t count = loader->customs.count;
    keyed_row *rows = malloc((count + 1) * sizeof *rows);
    if (!rows) {
        lw_loader_no_memory(loader);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const lw_customs *row = &loader->customs.items[i];
        rows[i] = (keyed_row){row->country.i,
                              (uint32_t)row->mode,
                              LW_NONE,
                              row->direction,
                              "",
                              {0, 1, row->valid, (uint32_t)i},
                              row->source};
    }
    check_doubles(loader, rows, count, &(double_check){.columns = "country", .ranges = "dates"});
    free(rows);
}

static void check_duties(lw_loader *loader)
{
    size_t count = loader->duties.count;
    keyed_row *rows = malloc((count + 1) * sizeof *rows);
    if (!rows) {
        lw_loader_no_memory(loader);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const lw_duty *row = &loader->duties.items[i];
        rows[i] =
            (keyed_row){row->country.i,
                        (uint32_t)row->mode,
                        row->origin_country.i,
                        LW_IMPORT,
                        row->hs_prefix,
                        {row->over_value_micros, row->up_to_value_micros, row->valid, (uint32_t)i},
                        row->source};
    }
    check_doubles(loader, rows, count,
                  &(double_check){.columns = "over_value|country", .ranges = "values and dates"});
    free(rows);
}

/* ---- Rules across the two tables ---------------------------------------------------------------
 */

/* One currency for all rows of a country. */
static void check_currencies(lw_loader *loader)
{
    lw_catalog *catalog = loader->catalog;
    const lw_duty **first = calloc((size_t)catalog->country_codes.count + 1, sizeof *first);
    if (!first) {
        lw_loader_no_memory(loader);
        return;
    }
    for (size_t i = 0; i < loader->duties.count; i++) {
        const lw_duty *row = &loader->duties.items[i];
        const lw_duty *other = first[row->country.i];
        if (!other) {
            first[row->country.i] = row;
            continue;
        }
        char place[LW_PLACE_SIZE];
        if (other->currency.i != row->currency.i)
            lw_row_problem(loader, LW_ERROR, row->source, "currency",
                           "the duties of %s are in %s by %s, not in %s",
                           catalog->country_codes.texts[row->country.i],
                           catalog->currency_codes.texts[other->currency.i],
                           lw_place(loader, other->source, place, sizeof place),
                           catalog->currency_codes.texts[row->currency.i]);
    }
    free(first);
}

/* The row of customs for imports to `country` by exactly `mode` on `day`, or NULL. */
static const lw_customs *named_row(const lw_loader *loader, lw_country_ref country, int mode,
                                   int32_t day)
{
    for (size_t i = 0; i < loader->customs.count; i++) {
        const lw_customs *row = &loader->customs.items[i];
        if (row->country.i == country.i && row->direction == LW_IMPORT && row->mode == mode &&
            row->valid.from <= day && day <= row->valid.to)
            return row;
    }
    return NULL;
}

/* Is there a day on which entries by `mode` go by `customs` and meet `duty`? */
static bool could_meet(const lw_loader *loader, const lw_duty *duty, const lw_customs *customs,
                       int mode)
{
    if (duty->mode != LW_ANY_MODE && duty->mode != mode)
        return false;
    if (customs->mode != LW_ANY_MODE && customs->mode != mode)
        return false;
    int32_t day = duty->valid.from > customs->valid.from ? duty->valid.from : customs->valid.from;
    int32_t last = duty->valid.to < customs->valid.to ? duty->valid.to : customs->valid.to;
    if (customs->mode == mode)
        return day <= last;
    /* A row that names the mode goes first: is there a day without one? */
    while (day <= last) {
        const lw_customs *named = named_row(loader, customs->country, mode, day);
        if (!named)
            return true;
        if (named->valid.to == INT32_MAX)
            return false;
        day = named->valid.to + 1;
    }
    return false;
}

/* Tax within the amount that it is taken on: 100 percent and more have no meaning. */
static void check_tax(lw_loader *loader, const lw_duty *duty)
{
    for (size_t i = 0; i < loader->customs.count; i++) {
        const lw_customs *customs = &loader->customs.items[i];
        if (!customs->tax_inside || customs->direction != LW_IMPORT ||
            customs->country.i != duty->country.i)
            continue;
        for (int mode = 0; mode < LW_MODE_COUNT; mode++) {
            if (!could_meet(loader, duty, customs, mode))
                continue;
            char place[LW_PLACE_SIZE];
            lw_row_problem(loader, LW_ERROR, duty->source, "tax_pct",
                           "tax_pct must be below 100 where tax is inside (%s)",
                           lw_place(loader, customs->source, place, sizeof place));
            return;
        }
    }
}

void lw_finish_borders(lw_loader *loader)
{
    lw_catalog *catalog = loader->catalog;
    check_customs(loader);
    check_duties(loader);
    check_currencies(loader);
    for (size_t i = 0; i < loader->duties.count; i++) {
        if (loader->duties.items[i].tax_pct >= HUNDRED_PERCENT)
            check_tax(loader, &loader->duties.items[i]);
    }
    catalog->customs = lw_arena_copy(&catalog->arena, loader->customs.items, loader->customs.count,
                                     sizeof(lw_customs));
    catalog->duties =
        lw_arena_copy(&catalog->arena, loader->duties.items, loader->duties.count, sizeof(lw_duty));
    catalog->customs_count = (uint32_t)loader->customs.count;
    catalog->duty_count = (uint32_t)loader->duties.count;
    if (!catalog->customs || !catalog->duties)
        lw_loader_no_memory(loader);
}
