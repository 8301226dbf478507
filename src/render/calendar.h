/* A calendar of the catalog for people and programs: its days from a date on, and what depends on
 * it. */
#ifndef LANEWISE_RENDER_CALENDAR_H
#define LANEWISE_RENDER_CALENDAR_H

#include <lanewise/calendar.h>

#include "render/render.h"

typedef enum lw_calendar_format {
    LW_CALENDAR_TABLE,
    LW_CALENDAR_CSV,
    LW_CALENDAR_JSON
} lw_calendar_format;

/* Whole weeks of one calendar; days since 1970-01-01. */
typedef struct lw_calendar_view {
    const lw_catalog *catalog; /* borrowed */
    uint32_t index;
    int32_t from;  /* the day asked for; its whole week is shown */
    int32_t weeks; /* at least 1 */
} lw_calendar_view;

void lw_calendar_render(lw_buffer *out, const lw_style *style, const lw_calendar_view *view,
                        lw_calendar_format format);

/* All calendars of style->catalog, a line each. */
void lw_calendar_list(lw_buffer *out, const lw_style *style, lw_calendar_format format);

/* What is to be said about the holidays of the days shown, "" for nothing; `text` needs 256 bytes.
 */
void lw_calendar_warning(char *text, const lw_calendar_view *view);

/* ---- Shared by the formats ---------------------------------------------------------------------
 */

/* 0 = Monday. */
int lw_day_of_week(int32_t day);
int32_t lw_view_monday(const lw_calendar_view *view);
const char *lw_weekday_short(int weekday); /* "Mon" */

/* "Mon-Fri" or "Tue Fri" of a bit set, "never" of none; `text` needs 64 bytes. */
void lw_weekdays_text(char *text, uint8_t days);

void lw_calendar_table(lw_buffer *out, const lw_style *style, const lw_calendar_view *view);
void lw_calendar_table_list(lw_buffer *out, const lw_style *style);

#endif
