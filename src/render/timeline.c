/* A plan's time as one line of a terminal. All lines of an answer have one scale, so that the
 * shorter line is the faster plan. */
#include <stdio.h>

#include "render/pages.h"
#include "render/spells.h"

/* Below the first the line would say little, beyond the second nothing more. */
enum { NARROWEST = 60, LONGEST = 100 };

typedef enum mark { MARK_PLACE, MARK_RIDE, MARK_BORDER, MARK_HIDDEN, MARK_COUNT } mark;

static const char *const glyphs[2][MARK_COUNT] = {{".", "=", "#", "-"},
                                                  {"\u00b7", "\u2501", "\u2592", "\u2504"}};

/* A line while it is filled. */
typedef struct line {
    mark marks[LONGEST];
    size_t columns, used;   /* of the longest plan, of this one */
    int64_t start, longest; /* the UTC minute, and the minutes that `columns` stand for */
} line;

static int64_t longest_of(const lw_quote *quote)
{
    int64_t longest = 0;
    for (uint32_t i = 0; i < quote->plan_count; i++) {
        if (quote->plans[i].minutes[LW_CLOCK_TYPICAL] > longest)
            longest = quote->plans[i].minutes[LW_CLOCK_TYPICAL];
    }
    return longest;
}

bool lw_has_timelines(const lw_style *style, const lw_quote *quote)
{
    return style->width >= NARROWEST && longest_of(quote) > 0;
}

/* Marks the columns whose middle lies in so many minutes from a moment on. */
static void fill(line *drawn, int64_t from, int64_t minutes, mark what)
{
    for (size_t c = 0; c < drawn->used; c++) {
        int64_t middle = ((int64_t)c * 2 + 1) * drawn->longest / (2 * (int64_t)drawn->columns);
        if (middle >= from - drawn->start && middle < from - drawn->start + minutes)
            drawn->marks[c] = what;
    }
}

/* Marks the column in the middle, so that what is short is seen all the same. */
static void claim(line *drawn, const lw_spell *spell, mark what)
{
    int64_t middle = spell->from - drawn->start + spell->minutes / 2;
    size_t column = (size_t)(middle * (int64_t)drawn->columns / drawn->longest);
    drawn->marks[column < drawn->used ? column : drawn->used - 1] = what;
}

static bool is_border(const lw_spell *spell)
{
    return spell->kind == LW_SPELL_EXPORT || spell->kind == LW_SPELL_IMPORT;
}

static mark seen_mark(const lw_spell *spell)
{
    return spell->kind == LW_SPELL_RIDE ? MARK_RIDE : is_border(spell) ? MARK_BORDER : MARK_PLACE;
}

/* Where in a spell it is out of sight is not known: the middle stands for it. */
static void fill_spell(line *drawn, const lw_spell *spell)
{
    int64_t hidden = lw_spell_hidden(spell);
    fill(drawn, spell->from, spell->minutes, seen_mark(spell));
    fill(drawn, spell->from + (spell->minutes - hidden) / 2, hidden, MARK_HIDDEN);
}

/* A ride and a border keep a column of their own; one out of sight for a little only where others
 * are left. */
static void claim_spell(line *drawn, const lw_spell *spell)
{
    bool wide = spell->minutes * (int64_t)drawn->columns >= 3 * drawn->longest;
    if (wide && lw_spell_hidden(spell) > 0)
        claim(drawn, spell, MARK_HIDDEN);
    else if (!wide && seen_mark(spell) != MARK_PLACE)
        claim(drawn, spell, seen_mark(spell));
}

static void draw(line *drawn, const lw_plan *plan, void (*put)(line *drawn, const lw_spell *spell))
{
    lw_spell spells[LW_LEG_SPELLS];
    for (uint32_t i = 0; i < plan->leg_count; i++) {
        size_t count = lw_leg_spells(&plan->legs[i], spells);
        for (size_t s = 0; s < count; s++)
            put(drawn, &spells[s]);
    }
}

/* Columns that a plan takes: those whose middle lies before its end, but at least one. */
static size_t columns_of(const line *drawn, int64_t minutes)
{
    // NOLINTNEXTLINE(clang-analyzer-core.DivideZero): the longest plan takes its time
    int64_t used = (2 * minutes * (int64_t)drawn->columns + drawn->longest) / (2 * drawn->longest);
    return used > 0 ? (size_t)used : 1;
}

void lw_page_timeline(lw_buffer *out, const lw_style *style, const lw_quote *quote,
                      const lw_plan *plan, size_t indent)
{
    size_t room = (size_t)style->width - indent;
    line drawn = {.columns = room > LONGEST ? LONGEST : room,
                  .start = plan->ready_at,
                  .longest = longest_of(quote)};
    drawn.used = columns_of(&drawn, plan->minutes[LW_CLOCK_TYPICAL]);
    draw(&drawn, plan, fill_spell);
    draw(&drawn, plan, claim_spell);
    lw_put_spaces(out, indent);
    for (size_t c = 0; c < drawn.used; c++) {
        bool faint = drawn.marks[c] == MARK_PLACE;
        if (faint && (c == 0 || drawn.marks[c - 1] != MARK_PLACE))
            lw_put_paint(out, style->color, LW_FAINT);
        lw_put_text(out, glyphs[style->utf8][drawn.marks[c]]);
        if (faint && (c + 1 == drawn.used || drawn.marks[c + 1] != MARK_PLACE))
            lw_put_paint(out, style->color, LW_PLAIN);
    }
    lw_put_char(out, '\n');
}

void lw_flow_timeline_legend(lw_flow *flow, const lw_style *style, const lw_quote *quote)
{
    static const char *const words[MARK_COUNT] = {"waiting or handled", "under way", "at a border",
                                                  "out of sight"};
    static const mark order[MARK_COUNT] = {MARK_RIDE, MARK_HIDDEN, MARK_BORDER, MARK_PLACE};
    char text[96], days[32];
    for (size_t i = 0; i < MARK_COUNT; i++) {
        snprintf(text, sizeof text, "%s %s%s", glyphs[style->utf8][order[i]], words[order[i]],
                 i + 1 < MARK_COUNT ? "," : ";");
        lw_flow_sentence(flow, text);
    }
    lw_days_format(days, longest_of(quote));
    snprintf(text, sizeof text, "the longest line is %s days.", days);
    lw_flow_sentence(flow, text);
}
