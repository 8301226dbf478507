/* Sweeps from text. */
#include <lanewise/sweep.h>

#include <string.h>

#include <lanewise/quantity.h>

#include "base/error.h"
#include "base/nearest.h"

enum { PART = 64 };

/* Numbers that a sweep is made of are taken as written or not at all. */
static const lw_number_format KILOGRAMS = {"a weight in kg", 3,    1,
                                           LW_EXCESS_ERROR,  NULL, "1000000"};
static const lw_number_format COUNT = {"a step", 0, 1, LW_EXCESS_ERROR, "1", "10000000"};

static const char *const NAMES[] = {"ready_at", "weight_kg", "value"};

const char *lw_sweep_field_name(lw_sweep_field field)
{
    return NAMES[field];
}

/* START, END and STEP as written. */
typedef struct parts {
    char start[PART], end[PART], step[PART];
} parts;

static bool copy(char *to, const char *from, size_t length)
{
    if (length == 0 || length >= PART)
        return false;
    memcpy(to, from, length);
    to[length] = '\0';
    return true;
}

/* The step stands behind the last colon: moments have colons of their own. */
static bool split(const char *text, parts *p)
{
    const char *dots = strstr(text, "..");
    const char *colon = dots ? strrchr(dots, ':') : NULL;
    return colon && copy(p->start, text, (size_t)(dots - text)) &&
           copy(p->end, dots + 2, (size_t)(colon - dots - 2)) &&
           copy(p->step, colon + 1, strlen(colon + 1));
}

static lw_status read_moment(const char *text, int64_t *minute, lw_error *err)
{
    int32_t day;
    if (strchr(text, 'T'))
        return lw_moment_parse(text, minute, err);
    lw_status status = lw_date_parse(text, &day, err);
    if (status == LW_OK)
        *minute = (int64_t)day * 1440;
    return status;
}

static lw_status read_minutes(const char *text, int64_t *minutes, lw_error *err)
{
    static const char units[] = "mhd";
    static const int64_t lengths[] = {1, 60, 1440};
    char number[PART];
    size_t length = strlen(text);
    const char *unit = length > 0 ? strchr(units, text[length - 1]) : NULL;
    if (!unit || *unit == '\0' || !copy(number, text, length - 1))
        return lw_fail(err, LW_BAD_ARGUMENT, "'%s' is no step of time; write 30m, 6h or 1d", text);
    lw_status status = lw_number_parse(&COUNT, number, minutes, err);
    if (status == LW_OK)
        *minutes *= lengths[unit - units];
    return status;
}

static lw_status read_moments(const parts *p, lw_sweep *sweep, lw_error *err)
{
    lw_status status = read_moment(p->start, &sweep->start, err);
    if (status == LW_OK)
        status = read_moment(p->end, &sweep->end, err);
    return status == LW_OK ? read_minutes(p->step, &sweep->step, err) : status;
}

static lw_status read_numbers(const parts *p, const lw_number_format *format, lw_sweep *sweep,
                              lw_error *err)
{
    lw_status status = lw_number_parse(format, p->start, &sweep->start, err);
    if (status == LW_OK)
        status = lw_number_parse(format, p->end, &sweep->end, err);
    return status == LW_OK ? lw_number_parse(format, p->step, &sweep->step, err) : status;
}

/* The field called by the text before the '='; "weight" is short for "weight_kg". */
static lw_status read_field(const char *text, size_t length, lw_sweep_field *field, lw_error *err)
{
    char name[PART];
    if (!copy(name, text, length))
        return lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' names no field: write FIELD=START..END:STEP",
                       text);
    for (char *c = name; *c; c++)
        *c = *c == '-' ? '_' : *c;
    lw_nearest nearest = lw_nearest_start(name);
    for (int i = 0; i < 3; i++) {
        if (strcmp(name, NAMES[i]) == 0 || (i == LW_SWEEP_WEIGHT && strcmp(name, "weight") == 0)) {
            *field = (lw_sweep_field)i;
            return LW_OK;
        }
        lw_nearest_offer(&nearest, i == LW_SWEEP_WEIGHT ? "weight" : NAMES[i]);
    }
    if (nearest.best)
        return lw_fail(err, LW_BAD_ARGUMENT, "'%s' cannot be swept; did you mean '%s'?", name,
                       nearest.best);
    return lw_fail(err, LW_BAD_ARGUMENT, "'%s' cannot be swept: ready_at, weight or value can",
                   name);
}

lw_status lw_sweep_parse(const char *text, lw_sweep *sweep, lw_error *err)
{
    parts p;
    size_t length = strcspn(text, "=");
    *sweep = (lw_sweep){LW_SWEEP_READY_AT, 0, 0, 0};
    lw_status status = read_field(text, length, &sweep->field, err);
    if (status != LW_OK)
        return status;
    if (text[length] == '\0' || !split(text + length + 1, &p))
        return lw_fail(err, LW_BAD_ARGUMENT,
                       "'%.80s' is not START..END:STEP, such as weight=0.1..5:0.1 or "
                       "ready_at=2026-11-23..2026-11-30:6h",
                       text[length] ? text + length + 1 : text);
    if (sweep->field == LW_SWEEP_READY_AT)
        status = read_moments(&p, sweep, err);
    else
        status =
            read_numbers(&p, sweep->field == LW_SWEEP_WEIGHT ? &KILOGRAMS : &lw_money, sweep, err);
    if (status != LW_OK)
        return status;
    if (sweep->end < sweep->start)
        return lw_fail(err, LW_BAD_ARGUMENT, "the sweep ends at '%s', before it begins at '%s'",
                       p.end, p.start);
    if (sweep->step <= 0)
        return lw_fail(err, LW_BAD_ARGUMENT, "the step of a sweep must be above 0");
    return LW_OK;
}
