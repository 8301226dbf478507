/* Filling error records and putting them into one line of text. */
#include "base/error.h"

#include <stdio.h>

#include "base/clean.h"

lw_status lw_fail_values(lw_error *err, lw_status status, const char *format, va_list values)
{
    if (!err)
        return status;
    lw_error made = {.status = status}; /* apart, for `err` may hold what is quoted */
    vsnprintf(made.message, sizeof made.message, format, values);
    lw_clean(made.message); /* it quotes what users wrote, often cut short */
    *err = made;
    return status;
}

lw_status lw_fail(lw_error *err, lw_status status, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    lw_fail_values(err, status, format, values);
    va_end(values);
    return status;
}

lw_status lw_fail_unknown(lw_error *err, lw_status status, const char *what, const char *name,
                          const char *nearest)
{
    if (nearest)
        return lw_fail(err, status, "unknown %s '%.80s'; did you mean '%s'?", what, name, nearest);
    return lw_fail(err, status, "unknown %s '%.80s'", what, name);
}

lw_status lw_fail_memory(lw_error *err)
{
    return lw_fail(err, LW_NO_MEMORY, "out of memory");
}

void lw_error_format(const lw_error *err, char *text, unsigned long size)
{
    char place[48] = "";
    if (err->line > 0 && err->column > 0)
        snprintf(place, sizeof place, "%ld:%ld", err->line, err->column);
    else if (err->line > 0)
        snprintf(place, sizeof place, "%ld", err->line);
    else if (err->column > 0 && err->file[0] == '\0')
        snprintf(place, sizeof place, "%ld", err->column);

    if (size == 0)
        return;
    if (err->file[0] && place[0])
        snprintf(text, size, "%s:%s: %s", err->file, place, err->message);
    else if (err->file[0])
        snprintf(text, size, "%s: %s", err->file, err->message);
    else if (err->line > 0)
        snprintf(text, size, "line %s: %s", place, err->message);
    else if (place[0])
        snprintf(text, size, "column %s: %s", place, err->message);
    else
        snprintf(text, size, "%s", err->message);
    lw_clean(text); /* the name of the file, too */
}
