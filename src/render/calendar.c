/* A calendar as CSV and JSON, and what all formats say of it. */
#include "render/calendar.h"

#include <stdio.h>

#include "base/text.h"
#include "render/formats.h"

enum { DAYS_PER_WEEK = 7 };

static const char *const kinds[] = {"working", "off", "holiday"};

/* 1970-01-01 was a Thursday. */
int lw_day_of_week(int32_t day)
{
    int weekday = day % DAYS_PER_WEEK + 3;
    return weekday < 0 ? weekday + DAYS_PER_WEEK : weekday % DAYS_PER_WEEK;
}

int32_t lw_view_monday(const lw_calendar_view *view)
{
    return view->from - lw_day_of_week(view->from);
}

static int32_t sunday(const lw_calendar_view *view)
{
    return lw_view_monday(view) + view->weeks * DAYS_PER_WEEK - 1;
}

const char *lw_weekday_short(int weekday)
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return names[weekday];
}

void lw_weekdays_text(char *text, uint8_t days)
{
    text[0] = '\0';
    for (int i = 0; i < DAYS_PER_WEEK; i++) {
        int last = i;
        if (!(days >> i & 1))
            continue;
        while (last + 1 < DAYS_PER_WEEK && days >> (last + 1) & 1)
            last++;
        lw_text_add(text, 64, "%s%s", text[0] ? " " : "", lw_weekday_short(i));
        if (last > i)
            lw_text_add(text, 64, "%s%s", last > i + 1 ? "-" : " ", lw_weekday_short(last));
        i = last;
    }
    if (text[0] == '\0')
        lw_text_add(text, 64, "never");
}

void lw_calendar_warning(char *text, const lw_calendar_view *view)
{
    lw_calendar_info info;
    char last[16];
    text[0] = '\0';
    if (!lw_calendar_at(view->catalog, view->index, &info) ||
        !lw_calendar_outlives_list(view->catalog, view->index, view->from, sunday(view)))
        return;
    lw_date_format(last, info.last_holiday);
    snprintf(text, 256, "the holidays listed for '%.64s' end on %s: later ones are not known here",
             info.id, last);
}

/* ---- CSV ---------------------------------------------------------------------------------------
 */

static void put_date(lw_buffer *out, int32_t day)
{
    char text[16];
    lw_put_bytes(out, text, lw_date_format(text, day));
}

static void put_csv(lw_buffer *out, const lw_calendar_view *view)
{
    lw_calendar_info info;
    const char *name;
    lw_calendar_at(view->catalog, view->index, &info);
    lw_put_text(out, "calendar,date,weekday,kind,name\n");
    for (int32_t day = lw_view_monday(view); day <= sunday(view); day++) {
        lw_day_kind kind = lw_calendar_day(view->catalog, view->index, day, &name);
        lw_put_text(out, info.id);
        lw_put_char(out, ',');
        put_date(out, day);
        lw_put_format(out, ",%s,%s,", lw_weekday_short(lw_day_of_week(day)), kinds[kind]);
        lw_csv_cell(out, name);
        lw_put_char(out, '\n');
    }
}

static void put_csv_line(lw_buffer *out, const lw_calendar_info *info)
{
    const char *before = "";
    lw_put_text(out, info->id);
    lw_put_char(out, ',');
    for (int i = 0; i < DAYS_PER_WEEK; i++) {
        if (info->work_days >> i & 1) {
            lw_put_format(out, "%s%s", before, lw_weekday_short(i));
            before = "|";
        }
    }
    lw_put_format(out, ",%lu,", (unsigned long)info->holiday_count);
    if (info->holiday_count > 0)
        put_date(out, info->first_holiday);
    lw_put_char(out, ',');
    if (info->holiday_count > 0)
        put_date(out, info->last_holiday);
    lw_put_format(out, ",%lu,%lu,%lu\n", (unsigned long)info->lane_count,
                  (unsigned long)info->node_count, (unsigned long)info->customs_count);
}

/* ---- JSON --------------------------------------------------------------------------------------
 */

static void put_date_value(lw_json *json, const char *key, int32_t day)
{
    char text[16];
    lw_date_format(text, day);
    lw_json_key(json, key);
    lw_json_text(json, text);
}

static void put_info(lw_json *json, const lw_calendar_info *info)
{
    lw_json_key(json, "calendar");
    lw_json_text(json, info->id);
    lw_json_key(json, "work_days");
    lw_json_open_flat(json, '[');
    for (int i = 0; i < DAYS_PER_WEEK; i++) {
        if (info->work_days >> i & 1)
            lw_json_text(json, lw_weekday_short(i));
    }
    lw_json_close(json, ']');
    lw_json_key(json, "holidays");
    lw_json_int(json, info->holiday_count);
    if (info->holiday_count > 0) {
        put_date_value(json, "first_holiday", info->first_holiday);
        put_date_value(json, "last_holiday", info->last_holiday);
    }
}

static void put_day(lw_json *json, const lw_calendar_view *view, int32_t day)
{
    const char *name;
    lw_day_kind kind = lw_calendar_day(view->catalog, view->index, day, &name);
    lw_json_open_flat(json, '{');
    put_date_value(json, "date", day);
    lw_json_key(json, "weekday");
    lw_json_text(json, lw_weekday_short(lw_day_of_week(day)));
    lw_json_key(json, "kind");
    lw_json_text(json, kinds[kind]);
    if (kind == LW_DAY_HOLIDAY) {
        lw_json_key(json, "name");
        lw_json_text(json, name);
    }
    lw_json_close(json, '}');
}

/* The three lists of rows that use a calendar, one after the other. */
typedef struct user_lists {
    lw_json *json;
    lw_user_kind kind; /* of the list that is written */
} user_lists;

static void put_user(void *context, const lw_calendar_user *user)
{
    const user_lists *lists = context;
    lw_json *json = lists->json;
    if (user->kind != lists->kind)
        return;
    if (user->kind != LW_USER_CUSTOMS) {
        lw_json_text(json, user->name);
        return;
    }
    lw_json_open_flat(json, '{');
    lw_json_key(json, "country");
    lw_json_text(json, user->name);
    lw_json_key(json, "direction");
    lw_json_text(json, user->direction);
    if (user->mode) {
        lw_json_key(json, "mode");
        lw_json_text(json, user->mode);
    }
    lw_json_key(json, "file");
    lw_json_text(json, user->file);
    lw_json_key(json, "line");
    lw_json_int(json, user->line);
    lw_json_close(json, '}');
}

static void put_users(lw_json *json, const lw_calendar_view *view)
{
    static const char *const keys[] = {"lanes", "nodes", "customs"};
    lw_json_key(json, "used_by");
    lw_json_open(json, '{');
    for (int kind = LW_USER_LANE; kind <= LW_USER_CUSTOMS; kind++) {
        user_lists lists = {json, (lw_user_kind)kind};
        lw_json_key(json, keys[kind]);
        if (kind == LW_USER_CUSTOMS)
            lw_json_open(json, '[');
        else
            lw_json_open_flat(json, '[');
        lw_calendar_users(view->catalog, view->index, put_user, &lists);
        lw_json_close(json, ']');
    }
    lw_json_close(json, '}');
}

static void put_json(lw_buffer *out, const lw_calendar_view *view)
{
    lw_json json = {.out = out, .pretty = true};
    lw_calendar_info info;
    char warning[256];
    lw_calendar_at(view->catalog, view->index, &info);
    lw_json_open(&json, '{');
    put_info(&json, &info);
    put_date_value(&json, "from", lw_view_monday(view));
    put_date_value(&json, "to", sunday(view));
    lw_json_key(&json, "days");
    lw_json_open(&json, '[');
    for (int32_t day = lw_view_monday(view); day <= sunday(view); day++)
        put_day(&json, view, day);
    lw_json_close(&json, ']');
    put_users(&json, view);
    lw_json_key(&json, "warnings");
    lw_json_open(&json, '[');
    lw_calendar_warning(warning, view);
    if (warning[0])
        lw_json_text(&json, warning);
    lw_json_close(&json, ']');
    lw_json_close(&json, '}');
    lw_put_char(out, '\n');
}

static void put_json_list(lw_buffer *out, const lw_catalog *catalog)
{
    lw_json json = {.out = out, .pretty = true};
    lw_calendar_info info;
    lw_json_open(&json, '{');
    lw_json_key(&json, "calendars");
    lw_json_open(&json, '[');
    for (uint32_t i = 0; lw_calendar_at(catalog, i, &info); i++) {
        lw_json_open_flat(&json, '{');
        put_info(&json, &info);
        lw_json_key(&json, "lanes");
        lw_json_int(&json, info.lane_count);
        lw_json_key(&json, "nodes");
        lw_json_int(&json, info.node_count);
        lw_json_key(&json, "customs");
        lw_json_int(&json, info.customs_count);
        lw_json_close(&json, '}');
    }
    lw_json_close(&json, ']');
    lw_json_close(&json, '}');
    lw_put_char(out, '\n');
}

/* ---- The doors ---------------------------------------------------------------------------------
 */

void lw_calendar_render(lw_buffer *out, const lw_style *style, const lw_calendar_view *view,
                        lw_calendar_format format)
{
    if (format == LW_CALENDAR_JSON)
        put_json(out, view);
    else if (format == LW_CALENDAR_CSV)
        put_csv(out, view);
    else
        lw_calendar_table(out, style, view);
}

void lw_calendar_list(lw_buffer *out, const lw_style *style, lw_calendar_format format)
{
    lw_calendar_info info;
    if (format == LW_CALENDAR_JSON) {
        put_json_list(out, style->catalog);
        return;
    }
    if (format == LW_CALENDAR_TABLE) {
        lw_calendar_table_list(out, style);
        return;
    }
    lw_put_text(out,
                "calendar,work_days,holidays,first_holiday,last_holiday,lanes,nodes,customs\n");
    for (uint32_t i = 0; lw_calendar_at(style->catalog, i, &info); i++)
        put_csv_line(out, &info);
}
