/* What the calendars of a catalog hold and who uses them. */
#include <lanewise/calendar.h>

#include <string.h>

#include <lanewise/plan.h>
#include <lanewise/quantity.h>

#include "catalog/calendar.h"

static lw_calendar_user user_of(const lw_catalog *catalog, lw_user_kind kind, const char *name,
                                lw_source source)
{
    return (lw_calendar_user){
        .kind = kind, .name = name, .file = catalog->files[source.file], .line = source.line};
}

static lw_calendar_user customs_user(const lw_catalog *catalog, const lw_customs *row)
{
    lw_calendar_user user =
        user_of(catalog, LW_USER_CUSTOMS, catalog->countries[row->country.i].code, row->source);
    user.direction = row->direction == LW_EXPORT ? "export" : "import";
    user.mode = row->mode == LW_ANY_MODE ? NULL : lw_mode_name((unsigned)row->mode);
    return user;
}

void lw_calendar_users(const lw_catalog *catalog, uint32_t index, lw_calendar_user_fn *on_user,
                       void *context)
{
    lw_calendar_user user;
    for (uint32_t i = 0; i < catalog->lane_count; i++) {
        const lw_lane *lane = &catalog->lanes[i];
        if (lane->calendar.i != index)
            continue;
        user = user_of(catalog, LW_USER_LANE, lane->id, lane->source);
        on_user(context, &user);
    }
    for (uint32_t i = 0; i < catalog->node_count; i++) {
        const lw_node *node = &catalog->nodes[i];
        if (node->calendar.i != index)
            continue;
        user = user_of(catalog, LW_USER_NODE, node->id, node->source);
        on_user(context, &user);
    }
    for (uint32_t i = 0; i < catalog->customs_count; i++) {
        if (catalog->customs[i].calendar.i != index)
            continue;
        user = customs_user(catalog, &catalog->customs[i]);
        on_user(context, &user);
    }
}

static void count_user(void *context, const lw_calendar_user *user)
{
    lw_calendar_info *info = context;
    uint32_t *counts[] = {&info->lane_count, &info->node_count, &info->customs_count};
    ++*counts[user->kind];
}

bool lw_calendar_at(const lw_catalog *catalog, uint32_t index, lw_calendar_info *info)
{
    if (index >= catalog->calendar_count)
        return false;
    const lw_calendar *calendar = &catalog->calendars[index];
    *info = (lw_calendar_info){.id = calendar->id,
                               .work_days = calendar->work_days,
                               .holiday_count = calendar->holiday_count};
    if (calendar->holiday_count > 0) {
        info->first_holiday = calendar->holidays[0];
        info->last_holiday = calendar->holidays[calendar->holiday_count - 1];
    }
    lw_calendar_users(catalog, index, count_user, info);
    return true;
}

bool lw_calendar_find(const lw_catalog *catalog, const char *id, uint32_t *index,
                      const char **nearest)
{
    *index = lw_intern_find(&catalog->calendar_ids, id);
    if (nearest)
        *nearest = *index == LW_NONE ? lw_intern_nearest(&catalog->calendar_ids, id) : NULL;
    return *index != LW_NONE;
}

lw_day_kind lw_calendar_day(const lw_catalog *catalog, uint32_t index, int32_t day,
                            const char **name)
{
    const lw_calendar *calendar = &catalog->calendars[index];
    uint32_t at = lw_calendar_first_holiday(calendar, day);
    bool listed = at < calendar->holiday_count && calendar->holidays[at] == day;
    if (name)
        *name = listed ? calendar->holiday_names[at] : "";
    if (listed)
        return LW_DAY_HOLIDAY;
    return lw_calendar_works(calendar, day) ? LW_DAY_WORKS : LW_DAY_OFF;
}

bool lw_calendar_outlives_list(const lw_catalog *catalog, uint32_t index, int32_t from, int32_t to)
{
    const lw_calendar *calendar = &catalog->calendars[index];
    char last[16], end[16];
    if (calendar->holiday_count == 0)
        return false;
    int32_t last_day = calendar->holidays[calendar->holiday_count - 1];
    lw_date_format(last, last_day);
    lw_date_format(end, to);
    return last_day < from || (last_day < to && strncmp(last, end, 4) != 0);
}
