/* A calendar on the terminal: a row a week, holidays by name below, and what uses it. */
#include <stdio.h>
#include <string.h>

#include "render/calendar.h"
#include "render/pages.h"

enum { DAYS_PER_WEEK = 7, WIDE = 76, FIRST_COLUMN = 13 };

static void put_bold_line(lw_buffer *out, const lw_style *style, const char *text)
{
    lw_put_paint(out, style->color, LW_BOLD);
    lw_put_display(out, text);
    lw_put_paint(out, style->color, LW_PLAIN);
    lw_put_char(out, '\n');
}

static void put_title(lw_buffer *out, const lw_style *style, const lw_calendar_info *info)
{
    char days[64], first[16], last[16], text[256];
    lw_weekdays_text(days, info->work_days);
    lw_date_format(first, info->first_holiday);
    lw_date_format(last, info->last_holiday);
    lw_flow flow = {.out = out, .width = (size_t)style->width, .indent = 2};
    lw_put_paint(out, style->color, LW_BOLD);
    snprintf(text, sizeof text, "%s:", info->id);
    lw_flow_sentence(&flow, text);
    lw_put_paint(out, style->color, LW_PLAIN);
    if (info->holiday_count == 0)
        snprintf(text, sizeof text, "works %s; no holidays listed", days);
    else if (info->holiday_count == 1)
        snprintf(text, sizeof text, "works %s; 1 holiday listed, %s", days, first);
    else
        snprintf(text, sizeof text, "works %s; %lu holidays listed, %s to %s", days,
                 (unsigned long)info->holiday_count, first, last);
    lw_flow_sentence(&flow, text);
    lw_flow_end(&flow);
}

/* ---- The weeks ---------------------------------------------------------------------------------
 */

/* " 28 ", "(28)" or "[28]"; with the month's name where there is room and the month begins or the
 * page. */
static void put_day(lw_buffer *out, const lw_style *style, lw_day_kind kind, int32_t day,
                    bool named)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    static const lw_paint paints[] = {LW_PLAIN, LW_FAINT, LW_BAD};
    char date[16], text[16];
    bool wide = style->width >= WIDE;
    lw_date_format(date, day);
    const char *tail = date + strlen(date) - 5; /* MM-DD */
    int month = (tail[0] - '0') * 10 + tail[1] - '0';
    const char *number = tail[3] == '0' ? tail + 4 : tail + 3;
    if (wide && named)
        snprintf(text, sizeof text, "%c%s %2s%c", " (["[kind], months[month - 1], number,
                 " )]"[kind]);
    else
        snprintf(text, sizeof text, "%c%s%c", " (["[kind], number, " )]"[kind]);
    size_t width = wide ? 8 : 5;
    lw_put_spaces(out, width - strlen(text));
    if (kind != LW_DAY_WORKS)
        lw_put_paint(out, style->color, paints[kind]);
    lw_put_text(out, text);
    if (kind != LW_DAY_WORKS)
        lw_put_paint(out, style->color, LW_PLAIN);
}

static void put_week(lw_buffer *out, const lw_style *style, const lw_calendar_view *view,
                     int32_t monday)
{
    char date[16];
    int working = 0;
    bool wide = style->width >= WIDE;
    lw_date_format(date, monday);
    lw_put_spaces(out, 2);
    lw_put_left(out, wide ? date : date + strlen(date) - 5, wide ? FIRST_COLUMN - 2 : 5);
    for (int32_t day = monday; day < monday + DAYS_PER_WEEK; day++) {
        lw_day_kind kind = lw_calendar_day(view->catalog, view->index, day, NULL);
        lw_date_format(date, day);
        bool first = strcmp(date + strlen(date) - 2, "01") == 0 || day == lw_view_monday(view);
        put_day(out, style, kind, day, first);
        working += kind == LW_DAY_WORKS;
    }
    if (wide)
        lw_put_format(out, "%6d", working);
    else
        while (out->length > 0 && out->bytes[out->length - 1] == ' ')
            out->length--;
    lw_put_char(out, '\n');
}

static void put_weeks(lw_buffer *out, const lw_style *style, const lw_calendar_view *view)
{
    bool wide = style->width >= WIDE;
    lw_put_paint(out, style->color, LW_BOLD);
    lw_put_left(out, wide ? "  week of" : "", wide ? FIRST_COLUMN : 7);
    for (int i = 0; i < DAYS_PER_WEEK; i++)
        lw_put_format(out, wide ? "%7s " : "%4s%s", lw_weekday_short(i),
                      !wide && i + 1 < DAYS_PER_WEEK ? " " : "");
    if (wide)
        lw_put_text(out, "  days");
    lw_put_paint(out, style->color, LW_PLAIN);
    lw_put_char(out, '\n');
    for (int32_t i = 0; i < view->weeks; i++)
        put_week(out, style, view, lw_view_monday(view) + i * DAYS_PER_WEEK);
}

/* ---- What is below -----------------------------------------------------------------------------
 */

static void put_holidays(lw_buffer *out, const lw_style *style, const lw_calendar_view *view)
{
    char date[16], text[32];
    const char *name;
    bool any = false;
    int32_t monday = lw_view_monday(view);
    for (int32_t day = monday; day < monday + view->weeks * DAYS_PER_WEEK; day++) {
        if (lw_calendar_day(view->catalog, view->index, day, &name) != LW_DAY_HOLIDAY)
            continue;
        if (!any) {
            lw_put_char(out, '\n');
            put_bold_line(out, style, "Holidays");
            any = true;
        }
        lw_date_format(date, day);
        snprintf(text, sizeof text, "%s %s", lw_weekday_short(lw_day_of_week(day)), date);
        lw_flow flow = {.out = out, .width = (size_t)style->width, .indent = 18};
        lw_put_spaces(out, 2);
        lw_put_left(out, text, 16);
        flow.column = flow.indent;
        lw_flow_sentence(&flow, name[0] ? name : "(no name)");
        lw_flow_end(&flow);
    }
}

/* One of the three lists of users. */
typedef struct user_list {
    lw_flow flow;
    lw_user_kind kind;
    size_t count;
} user_list;

static void put_user(void *context, const lw_calendar_user *user)
{
    user_list *list = context;
    char text[512];
    if (user->kind != list->kind)
        return;
    if (list->count++ > 0)
        lw_flow_glue(&list->flow, ",");
    if (user->kind == LW_USER_CUSTOMS)
        snprintf(text, sizeof text, "%s %s%s%s (%s:%lu)", user->name, user->direction,
                 user->mode ? " " : "", user->mode ? user->mode : "", user->file,
                 (unsigned long)user->line);
    else
        snprintf(text, sizeof text, "%s", user->name);
    lw_flow_sentence(&list->flow, text);
}

static void put_users(lw_buffer *out, const lw_style *style, const lw_calendar_view *view,
                      const lw_calendar_info *info)
{
    const struct {
        const char *title;
        uint32_t count;
    } lists[] = {
        {"lanes", info->lane_count}, {"nodes", info->node_count}, {"customs", info->customs_count}};
    lw_put_char(out, '\n');
    if (info->lane_count + info->node_count + info->customs_count == 0) {
        put_bold_line(out, style, "Used by nothing");
        return;
    }
    put_bold_line(out, style, "Used by");
    for (int i = 0; i < 3; i++) {
        char text[64];
        if (lists[i].count == 0)
            continue;
        snprintf(text, sizeof text, "%lu %s:", (unsigned long)lists[i].count,
                 i < 2 && lists[i].count == 1 ? (i == 0 ? "lane" : "node") : lists[i].title);
        user_list list = {
            .flow = {.out = out, .width = (size_t)style->width, .indent = 4, .column = 2},
            .kind = (lw_user_kind)i};
        lw_put_spaces(out, 2);
        lw_flow_sentence(&list.flow, text);
        lw_calendar_users(view->catalog, view->index, put_user, &list);
        lw_flow_end(&list.flow);
    }
}

static void put_note(lw_buffer *out, const lw_style *style, const char *lead, const char *text)
{
    lw_flow flow = {.out = out, .width = (size_t)style->width, .indent = 2};
    lw_flow_sentence(&flow, lead);
    lw_flow_sentence(&flow, text);
    lw_flow_end(&flow);
}

void lw_calendar_table(lw_buffer *out, const lw_style *style, const lw_calendar_view *view)
{
    lw_calendar_info info;
    char warning[256];
    lw_calendar_at(view->catalog, view->index, &info);
    put_title(out, style, &info);
    lw_put_char(out, '\n');
    put_weeks(out, style, view);
    lw_put_char(out, '\n');
    put_note(out, style, "(28)", "does not work, [28] is a holiday.");
    put_holidays(out, style, view);
    put_users(out, style, view, &info);
    lw_calendar_warning(warning, view);
    if (warning[0]) {
        lw_put_char(out, '\n');
        put_note(out, style, "Warning:", warning);
    }
}

/* ---- All calendars -----------------------------------------------------------------------------
 */

/* Cells of a line of the list. */
typedef struct list_line {
    char works[64], holidays[16], last[16], lanes[16], nodes[16], customs[16];
} list_line;

static list_line line_of(const lw_calendar_info *info)
{
    list_line line;
    lw_weekdays_text(line.works, info->work_days);
    snprintf(line.holidays, sizeof line.holidays, "%lu", (unsigned long)info->holiday_count);
    line.last[0] = '\0';
    if (info->holiday_count > 0)
        lw_date_format(line.last, info->last_holiday);
    snprintf(line.lanes, sizeof line.lanes, "%lu", (unsigned long)info->lane_count);
    snprintf(line.nodes, sizeof line.nodes, "%lu", (unsigned long)info->node_count);
    snprintf(line.customs, sizeof line.customs, "%lu", (unsigned long)info->customs_count);
    return line;
}

static void put_columns(lw_buffer *out, const char *id, const list_line *line, size_t names,
                        size_t works)
{
    lw_put_spaces(out, 2);
    lw_put_left(out, id, names + 2);
    lw_put_left(out, line->works, works + 2);
    lw_put_right(out, line->holidays, 8);
    lw_put_spaces(out, 2);
    lw_put_left(out, line->last, 10);
    lw_put_right(out, line->lanes, 7);
    lw_put_right(out, line->nodes, 7);
    lw_put_right(out, line->customs, 9);
    lw_put_char(out, '\n');
}

/* The same where there is no room for columns. */
static void put_sentence(lw_buffer *out, const lw_style *style, const char *id,
                         const list_line *line)
{
    char text[256];
    lw_flow flow = {.out = out, .width = (size_t)style->width, .indent = 4, .column = 2};
    lw_put_spaces(out, 2);
    snprintf(text, sizeof text, "%.64s: %s; holidays %s%s%s; lanes %s, nodes %s, customs %s", id,
             line->works, line->holidays, line->last[0] ? ", up to " : "", line->last, line->lanes,
             line->nodes, line->customs);
    lw_flow_sentence(&flow, text);
    lw_flow_end(&flow);
}

void lw_calendar_table_list(lw_buffer *out, const lw_style *style)
{
    static const list_line titles = {"works", "holidays", "up to", "lanes", "nodes", "customs"};
    lw_calendar_info info;
    size_t names = strlen("calendar"), works = strlen("works");
    uint32_t count = 0;
    for (; lw_calendar_at(style->catalog, count, &info); count++) {
        list_line line = line_of(&info);
        names = strlen(info.id) > names ? strlen(info.id) : names;
        works = strlen(line.works) > works ? strlen(line.works) : works;
    }
    if (count == 0) {
        put_note(out, style, "The catalog has no calendars:", "every day works everywhere.");
        return;
    }
    bool columns = names + works + 49 <= (size_t)style->width;
    lw_put_paint(out, style->color, LW_BOLD);
    if (columns)
        put_columns(out, "calendar", &titles, names, works);
    else
        lw_put_text(out, "calendars\n");
    lw_put_paint(out, style->color, LW_PLAIN);
    for (uint32_t i = 0; lw_calendar_at(style->catalog, i, &info); i++) {
        list_line line = line_of(&info);
        if (columns)
            put_columns(out, info.id, &line, names, works);
        else
            put_sentence(out, style, info.id, &line);
    }
}
