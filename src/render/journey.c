/* The journey of a plan as a timetable on the typical clock: with dates where the catalog knows the
 * calendar, else with the days passed since the start. */
#include <stdio.h>
#include <string.h>

#include "render/pages.h"

typedef struct timetable {
    lw_buffer *out;
    const lw_style *style;
    const lw_quote *quote;
    const lw_plan *plan;
    size_t indent; /* of the words, behind the column of moments */
} timetable;

enum { DATED = 27, SHORT = 11, ELAPSED = 12, NARROW = 60 };

static void moment_text(char *text, size_t size, const timetable *table, int64_t at, int offset)
{
    char local[40], days[32], moment[32];
    if (!table->quote->has_clock) {
        lw_days_format(days, at - table->plan->ready_at);
        snprintf(text, size, "day %6s", days);
        return;
    }
    lw_local_text(local, at, offset);
    lw_moment_format(moment, at, offset);
    if (table->style->width < NARROW)
        snprintf(text, size, "%s", local + 9); /* month, day and time */
    else
        snprintf(text, size, "%s %s", local, moment + 16);
}

/* A line of the timetable; without a moment it tells how the time passes. */
static void put_line(const timetable *table, const char *moment, const char *words)
{
    lw_flow flow = {.out = table->out,
                    .width = (size_t)table->style->width,
                    .indent = table->indent,
                    .column = table->indent};
    lw_put_left(table->out, "", 2);
    lw_put_left(table->out, moment, table->indent - 2);
    if (!moment[0]) {
        lw_put_spaces(table->out, 2);
        flow.column = flow.indent = table->indent + 2;
        lw_put_paint(table->out, table->style->color, LW_FAINT);
    }
    lw_flow_sentence(&flow, words);
    if (!moment[0])
        lw_put_paint(table->out, table->style->color, LW_PLAIN);
    lw_flow_end(&flow);
}

static void put_event(const timetable *table, int64_t at, int offset, const char *words)
{
    char moment[64];
    moment_text(moment, sizeof moment, table, at, offset);
    put_line(table, moment, words);
}

/* "hand-over 4.00 h", with the part of it that nobody sees. */
static void put_spell(const timetable *table, const char *name, int64_t minutes, int64_t blind)
{
    char text[LW_CELL], hours[32], hidden[32];
    if (minutes <= 0 && blind <= 0)
        return;
    lw_hours_format(hours, minutes);
    lw_hours_format(hidden, blind);
    if (blind > 0)
        snprintf(text, sizeof text, "%s %s h, %s h out of sight", name, hours, hidden);
    else
        snprintf(text, sizeof text, "%s %s h", name, hours);
    put_line(table, "", text);
}

/* Time that passes without counting, because only working days do. */
static void put_closed(const timetable *table, int64_t minutes)
{
    put_spell(table, "no working day:", minutes, 0);
}

static void put_departure(const timetable *table, const lw_leg *leg)
{
    char text[512], hours[32], days[32], hidden[32];
    if (leg->waited_minutes > 0) {
        lw_hours_format(hours, leg->waited_minutes);
        snprintf(text, sizeof text, "wait %s h for the departure on %s", hours,
                 lw_weekday_name(leg->departs, leg->from_offset));
        put_line(table, "", text);
    }
    snprintf(text, sizeof text, "depart %s by %s (%s, %s)", leg->from, leg->lane, leg->carrier,
             leg->mode);
    put_event(table, leg->departs, leg->from_offset, text);
    lw_days_format(days, leg->minutes);
    lw_hours_format(hidden, leg->blind_minutes);
    if (leg->blind_minutes > 0)
        snprintf(text, sizeof text, "under way %s days, %s h out of sight", days, hidden);
    else
        snprintf(text, sizeof text, "under way %s days", days);
    put_line(table, "", text);
    put_closed(table, leg->arrives - leg->departs - leg->minutes);
}

static void put_leg(const timetable *table, const lw_leg *leg, bool last)
{
    char text[LW_CELL];
    int64_t stated = leg->handoff_minutes + leg->dwell_minutes + leg->exit_minutes;
    put_spell(table, "hand-over", leg->handoff_minutes, leg->handoff_blind);
    put_spell(table, "dwell", leg->dwell_minutes, 0);
    put_spell(table, "export clearance", leg->exit_minutes, leg->exit_blind);
    put_closed(table, leg->ready - leg->reached - stated);
    put_departure(table, leg);
    bool clears = leg->entry_minutes > 0 || leg->entry_blind > 0;
    snprintf(text, sizeof text, "%s %s", last && !clears ? "delivered in" : "arrive at", leg->to);
    put_event(table, leg->arrives, leg->to_offset, text);
    if (!clears)
        return;
    put_spell(table, "import clearance", leg->entry_minutes, leg->entry_blind);
    put_closed(table, leg->cleared - leg->arrives - leg->entry_minutes);
    snprintf(text, sizeof text, "%s %s", last ? "delivered in" : "cleared at", leg->to);
    put_event(table, leg->cleared, leg->to_offset, text);
}

void lw_page_journey(lw_buffer *out, const lw_style *style, const lw_quote *quote,
                     const lw_plan *plan)
{
    size_t column = !quote->has_clock ? ELAPSED : style->width < NARROW ? SHORT : DATED;
    timetable table = {out, style, quote, plan, 2 + column + 2};
    char text[LW_CELL];
    lw_put_char(out, '\n');
    snprintf(text, sizeof text, "%s %s", plan->stocked ? "order for stock in" : "ready at",
             plan->start);
    put_event(&table, plan->ready_at, plan->ready_offset, text);
    for (uint32_t i = 0; i < plan->leg_count; i++)
        put_leg(&table, &plan->legs[i], i + 1 == plan->leg_count);
}
