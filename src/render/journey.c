/* The journey of a plan as a timetable on the typical clock: with dates where the catalog knows the
 * calendar, else with the days passed since the start. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "render/pages.h"
#include "render/spells.h"

typedef struct timetable {
    lw_buffer *out;
    const lw_style *style;
    const lw_quote *quote;
    const lw_plan *plan;
    size_t indent; /* of the words, behind the column of moments */
} timetable;

enum { DATED = 27, SHORT = 11, ELAPSED = 12, NARROW = 60 };

void lw_instant_text(char *text, size_t size, const lw_quote *quote, const lw_plan *plan,
                     int64_t at, int offset, bool narrow)
{
    char local[40], days[32], moment[32];
    if (!quote->has_clock) {
        lw_days_format(days, at - plan->ready_at);
        snprintf(text, size, "day %6s", days);
        return;
    }
    lw_local_text(local, at, offset);
    lw_moment_format(moment, at, offset);
    if (narrow)
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
    lw_instant_text(moment, sizeof moment, table->quote, table->plan, at, offset,
                    table->style->width < NARROW);
    put_line(table, moment, words);
}

/* "hand-over 4.00 h", with the part of it that nobody sees. */
static void put_spell(const timetable *table, const lw_leg *leg, const lw_spell *spell)
{
    char text[LW_CELL], length[32], hidden[32];
    bool rides = spell->kind == LW_SPELL_RIDE;
    if (rides)
        lw_days_format(length, spell->minutes);
    else
        lw_hours_format(length, spell->minutes);
    snprintf(text, sizeof text, "%s%s %s %s", lw_spell_name(spell->kind),
             spell->kind == LW_SPELL_CLOSED ? ":" : "", length, rides ? "days" : "h");
    lw_hours_format(hidden, spell->blind);
    if (spell->blind > 0)
        lw_text_add(text, sizeof text, ", %s h out of sight", hidden);
    else if (spell->kind == LW_SPELL_WAIT)
        lw_text_add(text, sizeof text, " for the departure on %s",
                    lw_weekday_name(leg->departs, leg->from_offset));
    put_line(table, "", text);
}

static void put_departure(const timetable *table, const lw_leg *leg)
{
    char text[512];
    snprintf(text, sizeof text, "depart %s by %s (%s, %s)", leg->from, leg->lane, leg->carrier,
             leg->mode);
    put_event(table, leg->departs, leg->from_offset, text);
}

static void put_arrival(const timetable *table, int64_t at, const char *what, const lw_leg *leg)
{
    char text[LW_CELL];
    snprintf(text, sizeof text, "%s %s", what, leg->to);
    put_event(table, at, leg->to_offset, text);
}

static void put_leg(const timetable *table, const lw_leg *leg, bool last)
{
    lw_spell spells[LW_LEG_SPELLS];
    size_t count = lw_leg_spells(leg, spells);
    bool clears = false;
    for (size_t i = 0; i < count; i++) {
        if (spells[i].kind == LW_SPELL_RIDE)
            put_departure(table, leg);
        if (spells[i].kind == LW_SPELL_IMPORT) {
            put_arrival(table, leg->arrives, "arrive at", leg);
            clears = true;
        }
        put_spell(table, leg, &spells[i]);
    }
    put_arrival(table, clears ? leg->cleared : leg->arrives,
                last     ? "delivered in"
                : clears ? "cleared at"
                         : "arrive at",
                leg);
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
