/* Quotes as a table for people: numbers in columns, the route below them, the best values marked.
 * What does not fit beside the numbers moves below them; nothing is left out. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "render/pages.h"

enum {
    COLUMN_RANK,
    COLUMN_SCORE,
    COLUMN_COST,
    COLUMN_DAYS,
    COLUMN_RANGE,
    COLUMN_VISIBLE,
    COLUMN_BUYER,
    COLUMN_MODES,
    COLUMN_ARRIVES,
    COLUMN_ROUTE,
    COLUMN_COUNT
};

/* The columns, and the best values in them. */
typedef struct layout {
    lw_grid_column columns[COLUMN_COUNT];
    lw_grid grid;
    int64_t best_cost, best_minutes, best_blind;
} layout;

/* The order in which columns give way on a narrow terminal. */
static const int gives_way[] = {COLUMN_ROUTE, COLUMN_ARRIVES, COLUMN_MODES,
                                COLUMN_BUYER, COLUMN_RANGE,   COLUMN_SCORE};

static void title_text(char *text, int column, const lw_style *style, const lw_quote *quote)
{
    static const char *const days[] = {"days, min", "days", "days, max"};
    static const char *const titles[COLUMN_COUNT] = {
        "#", "score", "cost", "days", "range", "visible", "", "modes", "arrives (local)", "route"};
    snprintf(text, LW_CELL, "%s", titles[column]);
    if (column == COLUMN_COST)
        snprintf(text, LW_CELL, "cost %s", quote->currency);
    if (column == COLUMN_DAYS)
        snprintf(text, LW_CELL, "%s", days[style->time_basis]);
    if (column == COLUMN_BUYER)
        snprintf(text, LW_CELL, "%s", style->both_incoterms ? "buyer, DAP" : "buyer pays");
}

void lw_range_text(char *text, const lw_plan *plan)
{
    char from[32], to[32];
    lw_days_format(from, plan->minutes[LW_CLOCK_MIN]);
    lw_days_format(to, plan->minutes[LW_CLOCK_MAX]);
    snprintf(text, LW_CELL, "%s-%s", from, to);
}

void lw_modes_text(char *text, const lw_plan *plan)
{
    text[0] = '\0';
    for (uint32_t i = 0; i < plan->mode_count; i++)
        lw_text_add(text, LW_CELL, "%s%s", i ? "+" : "", plan->modes[i]);
}

/* "Tue 2026-12-01 06:00 (Mon 2026-11-30 06:00 to Fri 2026-12-04 06:00)" */
static void arrival_text(char *text, const lw_style *style, const lw_plan *plan)
{
    char at[40], from[40], to[40];
    lw_local_text(at, plan->arrives[style->time_basis], plan->arrive_offset);
    lw_local_text(from, plan->arrives[LW_CLOCK_MIN], plan->arrive_offset);
    lw_local_text(to, plan->arrives[LW_CLOCK_MAX], plan->arrive_offset);
    if (plan->arrives[LW_CLOCK_MIN] == plan->arrives[LW_CLOCK_MAX])
        snprintf(text, LW_CELL, "%s", at);
    else
        snprintf(text, LW_CELL, "%s (%s to %s)", at, from, to);
}

/* The text of a cell, empty for the route, which is written apart; true when it is the best of its
 * column. */
static bool cell_text(char *text, int column, const lw_style *style, const lw_quote *quote,
                      const lw_plan *plan, const layout *page)
{
    char number[32];
    text[0] = '\0';
    switch (column) {
    case COLUMN_RANK:
        snprintf(text, LW_CELL, "%d", plan->rank);
        return false;
    case COLUMN_SCORE:
        lw_decimal_format(text, lw_score_hundredths(plan->score_e4), 2);
        return false;
    case COLUMN_COST:
        lw_decimal_format(text, plan->cost, quote->decimals);
        return plan->cost == page->best_cost;
    case COLUMN_DAYS:
        lw_days_format(text, plan->minutes[style->time_basis]);
        return plan->minutes[style->time_basis] == page->best_minutes;
    case COLUMN_RANGE:
        lw_range_text(text, plan);
        return false;
    case COLUMN_VISIBLE:
        snprintf(text, LW_CELL, "%s%%", lw_percent_text(number, plan->visibility_e3));
        return plan->blind_minutes == page->best_blind;
    case COLUMN_BUYER:
        lw_decimal_format(text, lw_plan_buyer_pays(style, plan), quote->decimals);
        return false;
    case COLUMN_MODES:
        lw_modes_text(text, plan);
        return false;
    case COLUMN_ARRIVES:
        arrival_text(text, style, plan);
        return false;
    default:
        return false;
    }
}

static void find_best(layout *page, const lw_style *style, const lw_quote *quote)
{
    for (uint32_t i = 0; i < quote->plan_count; i++) {
        const lw_plan *plan = &quote->plans[i];
        int64_t minutes = plan->minutes[style->time_basis];
        if (i == 0 || plan->cost < page->best_cost)
            page->best_cost = plan->cost;
        if (i == 0 || minutes < page->best_minutes)
            page->best_minutes = minutes;
        if (i == 0 || plan->blind_minutes < page->best_blind)
            page->best_blind = plan->blind_minutes;
        if (lw_plan_buyer_pays(style, plan) > 0)
            page->columns[COLUMN_BUYER].present = true;
    }
}

static bool is_present(int column, const lw_style *style, const lw_quote *quote)
{
    if (column == COLUMN_BUYER)
        return style->both_incoterms;
    return column != COLUMN_ARRIVES || quote->has_clock;
}

static void measure(layout *page, const lw_style *style, const lw_quote *quote)
{
    static const char *const leads[COLUMN_COUNT] = {[COLUMN_SCORE] = "score",
                                                    [COLUMN_RANGE] = "days",
                                                    [COLUMN_MODES] = "by",
                                                    [COLUMN_ARRIVES] = "arrives"};
    char text[LW_CELL];
    page->grid = (lw_grid){style, page->columns, COLUMN_COUNT};
    for (int c = 0; c < COLUMN_COUNT; c++) {
        bool marks = c == COLUMN_COST || c == COLUMN_DAYS || c == COLUMN_VISIBLE;
        page->columns[c] = (lw_grid_column){.lead = leads[c],
                                            .left = c >= COLUMN_MODES,
                                            .marks = marks,
                                            .present = is_present(c, style, quote)};
        title_text(page->columns[c].title, c, style, quote);
    }
    find_best(page, style, quote);
    for (int c = 0; c < COLUMN_COUNT; c++) {
        for (uint32_t i = 0; i < quote->plan_count; i++) {
            cell_text(text, c, style, quote, &quote->plans[i], page);
            lw_grid_widen(&page->columns[c], c == COLUMN_ROUTE ? lw_route_width(&quote->plans[i])
                                                               : lw_display_width(text));
        }
    }
    lw_grid_fit(&page->grid, gives_way, sizeof gives_way / sizeof *gives_way);
}

/* Where that which stands below the numbers begins. */
static size_t rest_indent(const layout *page)
{
    return (size_t)2 * LW_GRID_GAP + page->columns[COLUMN_RANK].width;
}

/* What did not fit beside the numbers. */
static void put_rest(lw_buffer *out, const lw_style *style, const lw_quote *quote,
                     const lw_plan *plan, const layout *page)
{
    size_t indent = rest_indent(page);
    char text[LW_CELL];
    lw_flow flow = {.out = out, .width = (size_t)style->width, .indent = indent};
    for (int c = 0; c < COLUMN_COUNT; c++) {
        if (!page->columns[c].present || page->columns[c].shown || c == COLUMN_ROUTE)
            continue;
        cell_text(text, c, style, quote, plan, page);
        lw_grid_tell(&flow, &page->grid, c, text);
    }
    if (flow.has_word)
        lw_flow_end(&flow);
    if (page->columns[COLUMN_ROUTE].shown)
        return;
    lw_put_spaces(out, indent);
    lw_put_paint(out, style->color, LW_FAINT);
    flow.column = indent;
    flow.has_word = false;
    lw_flow_route(&flow, plan);
    lw_put_paint(out, style->color, LW_PLAIN);
    lw_flow_end(&flow);
}

static void put_plan(lw_buffer *out, const lw_style *style, const lw_quote *quote,
                     const lw_plan *plan, const layout *page)
{
    char text[LW_CELL];
    for (int c = 0; c < COLUMN_COUNT; c++) {
        if (!page->columns[c].shown)
            continue;
        bool best = cell_text(text, c, style, quote, plan, page) && quote->plan_count > 1;
        if (c != COLUMN_ROUTE) {
            lw_grid_cell(out, &page->grid, c, text, best);
            continue;
        }
        lw_put_spaces(out, LW_GRID_GAP);
        lw_flow flow = {.out = out, .width = SIZE_MAX / 2};
        lw_flow_route(&flow, plan);
    }
    lw_grid_end(out);
    put_rest(out, style, quote, plan, page);
    if (lw_has_timelines(style, quote))
        lw_page_timeline(out, style, quote, plan, rest_indent(page));
}

static void put_footer(lw_buffer *out, const lw_style *style, const lw_quote *quote)
{
    char text[256];
    lw_flow flow = {.out = out, .width = (size_t)style->width, .indent = 0};
    if (lw_has_timelines(style, quote)) {
        lw_flow_timeline_legend(&flow, style, quote);
        lw_flow_line(&flow);
    }
    if (quote->plan_count > 1)
        lw_flow_sentence(&flow, "* best of the plans shown.");
    const char *how = style->explain ? "" : "--explain tells how each comes about";
    if (quote->plan_count < quote->frontier_count)
        snprintf(text, sizeof text,
                 "%lu of %lu plans on the frontier (those that no other plan beats): --frontier "
                 "shows all%s%s.",
                 (unsigned long)quote->plan_count, (unsigned long)quote->frontier_count,
                 how[0] ? ", " : "", how);
    else if (quote->frontier_count == 1)
        snprintf(text, sizeof text, "This plan beats every other one%s%s.", how[0] ? ": " : "",
                 style->explain ? "" : "--explain tells how it comes about");
    else
        snprintf(text, sizeof text,
                 "%s %lu plans on the frontier (those that no other plan beats)%s%s.",
                 quote->frontier_count == 2 ? "The" : "All", (unsigned long)quote->frontier_count,
                 how[0] ? ": " : "", how);
    lw_flow_sentence(&flow, text);
    lw_flow_end(&flow);
}

static void put_message(lw_buffer *out, const lw_style *style, const char *lead, const char *text)
{
    if (!text || !text[0])
        return;
    lw_flow flow = {.out = out, .width = (size_t)style->width, .indent = 2};
    lw_flow_sentence(&flow, lead);
    lw_flow_sentence(&flow, text);
    lw_flow_end(&flow);
}

static void put_explanation(lw_buffer *out, const lw_style *style, const lw_quote *quote)
{
    char money[32], days[32], visible[32], text[256];
    for (uint32_t i = 0; i < quote->plan_count; i++) {
        const lw_plan *plan = &quote->plans[i];
        lw_days_format(days, plan->minutes[style->time_basis]);
        snprintf(text, sizeof text, "Plan %d: %s %s, %s days, %s%% visible", plan->rank,
                 lw_money_text(money, quote, plan->cost), quote->currency, days,
                 lw_percent_text(visible, plan->visibility_e3));
        lw_flow flow = {.out = out, .width = (size_t)style->width, .indent = 2};
        lw_put_char(out, '\n');
        lw_put_paint(out, style->color, LW_BOLD);
        lw_flow_sentence(&flow, text);
        lw_put_paint(out, style->color, LW_PLAIN);
        lw_flow_end(&flow);
        lw_page_charges(out, style, quote, plan);
        lw_page_journey(out, style, quote, plan);
    }
    if (quote->explained)
        lw_page_modes(out, style, quote);
}

void lw_table_answer(lw_buffer *out, const lw_style *style, const lw_answer *answer)
{
    char text[LW_MESSAGE];
    const lw_quote *quote = answer->quote;
    if (!quote) {
        put_message(out, style, "invalid:", lw_answer_message(style, answer, text));
        return;
    }
    lw_page_parcel(out, style, answer);
    lw_put_char(out, '\n');
    if (quote->status != LW_QUOTE_OK) {
        put_message(out, style, "No plan:", quote->message);
    } else {
        layout page = {.best_cost = 0};
        measure(&page, style, quote);
        lw_grid_titles(out, &page.grid);
        for (uint32_t i = 0; i < quote->plan_count; i++)
            put_plan(out, style, quote, &quote->plans[i], &page);
        lw_put_char(out, '\n');
        put_footer(out, style, quote);
        put_message(out, style, "Note:", quote->message);
    }
    if (style->explain)
        put_explanation(out, style, quote);
}
