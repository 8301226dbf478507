/* Calendars and their holidays. */
#include <stdlib.h>

#include "catalog/load.h"

void lw_add_calendar(lw_loader *loader, const union lw_any_row *row)
{
    const lw_source *first = loader->calendars.count ? &loader->calendars.items->source : NULL;
    uint32_t number = lw_new_id(loader, &loader->catalog->calendar_ids, "calendar",
                                row->calendar.calendar, first, sizeof(lw_calendar));
    if (number == LW_NONE)
        return;
    lw_calendar calendar = {.id = loader->catalog->calendar_ids.texts[number],
                            .work_days = (uint8_t)row->calendar.work_days,
                            .source = loader->here};
    if (!LW_PUSH(&loader->calendars, calendar))
        lw_loader_no_memory(loader);
}

void lw_add_holiday(lw_loader *loader, const union lw_any_row *row)
{
    if (!loader->sound)
        return;
    lw_loose_holiday holiday = {row->holiday.calendar, (int32_t)row->holiday.date,
                                lw_keep_text(loader, row->holiday.name), loader->here};
    if (!LW_PUSH(&loader->holidays, holiday))
        lw_loader_no_memory(loader);
}

/* By calendar and day; the same day twice: in the order of the rows. */
static int compare_holidays(const void *a, const void *b)
{
    const lw_loose_holiday *x = a, *y = b;
    if (x->calendar != y->calendar)
        return x->calendar < y->calendar ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->source.file != y->source.file)
        return x->source.file < y->source.file ? -1 : 1;
    return x->source.line < y->source.line ? -1 : 1;
}

static void warn_repeated(lw_loader *loader, const lw_loose_holiday *first,
                          const lw_loose_holiday *again)
{
    char date[16], place[LW_PLACE_SIZE];
    lw_date_format(date, again->day);
    lw_row_problem(loader, LW_WARNING, again->source, "date",
                   "%s is given twice in calendar '%s', first in %s", date,
                   loader->calendars.items[again->calendar].id,
                   lw_place(loader, first->source, place, sizeof place));
}

/* Gives each calendar its part of the sorted days, each day once under its first name. */
static void share_out(lw_loader *loader, int32_t *days, const char **names)
{
    const lw_loose_holiday *holidays = loader->holidays.items, *first = NULL;
    uint32_t kept = 0;
    for (size_t i = 0; i < loader->holidays.count; i++) {
        const lw_loose_holiday *holiday = &holidays[i];
        if (first && first->calendar == holiday->calendar && first->day == holiday->day) {
            warn_repeated(loader, first, holiday);
            continue;
        }
        first = holiday;
        lw_calendar *calendar = &loader->calendars.items[holiday->calendar];
        if (!calendar->holidays) {
            calendar->holidays = days + kept;
            calendar->holiday_names = names + kept;
        }
        calendar->holiday_count++;
        names[kept] = holiday->name;
        days[kept++] = holiday->day;
    }
}

void lw_finish_calendars(lw_loader *loader)
{
    lw_arena *arena = &loader->catalog->arena;
    int32_t *days = lw_arena_alloc(arena, loader->holidays.count, sizeof *days);
    const char **names = lw_arena_alloc(arena, loader->holidays.count, sizeof *names);
    if (!days || !names) {
        lw_loader_no_memory(loader);
        return;
    }
    if (loader->holidays.count > 1)
        qsort(loader->holidays.items, loader->holidays.count, sizeof *loader->holidays.items,
              compare_holidays);
    share_out(loader, days, names);
    loader->catalog->calendars =
        lw_arena_copy(arena, loader->calendars.items, loader->calendars.count, sizeof(lw_calendar));
    loader->catalog->calendar_count = (uint32_t)loader->calendars.count;
    if (!loader->catalog->calendars)
        lw_loader_no_memory(loader);
}
