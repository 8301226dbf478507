/* The page of a quote: what is sent, the plans in a table, the picture of the frontier, each ranked
 * plan in full, and what became of the five modes. */
#include <stdio.h>
#include <string.h>

#include "render/html.h"
#include "render/pages.h"

/* The least of each criterion over the whole frontier, to name the plans that reach it. */
typedef struct champions {
    int64_t cost, minutes, blind;
} champions;

/* What the rows of plans need to know. */
typedef struct listing {
    lw_buffer *out;
    const lw_style *style;
    const lw_quote *quote;
    champions least;
    bool buyer; /* some plan leaves money to the buyer */
} listing;

uint32_t lw_html_told(const lw_style *style, const lw_quote *quote)
{
    return style->told == 0 || style->told > quote->plan_count ? quote->plan_count : style->told;
}

static listing listing_of(lw_buffer *out, const lw_style *style, const lw_quote *quote)
{
    listing list = {.out = out, .style = style, .quote = quote, .buyer = style->both_incoterms};
    for (uint32_t i = 0; i < quote->plan_count; i++) {
        const lw_plan *plan = &quote->plans[i];
        int64_t minutes = plan->minutes[style->time_basis];
        if (i == 0 || plan->cost < list.least.cost)
            list.least.cost = plan->cost;
        if (i == 0 || minutes < list.least.minutes)
            list.least.minutes = minutes;
        if (i == 0 || plan->blind_minutes < list.least.blind)
            list.least.blind = plan->blind_minutes;
        list.buyer = list.buyer || lw_plan_buyer_pays(style, plan) > 0;
    }
    return list;
}

/* ---- The plans in a table ----------------------------------------------------------------------
 */

static void put_titles(const listing *list)
{
    static const char *const days[] = {"Days, min", "Days", "Days, max"};
    char cost[LW_CELL];
    snprintf(cost, sizeof cost, "Cost %s", list->quote->currency);
    lw_put_text(list->out, "<thead><tr>");
    lw_html_element(list->out, "th", NULL, "Plan");
    lw_html_element(list->out, "th", "number", cost);
    lw_html_element(list->out, "th", "number", days[list->style->time_basis]);
    lw_html_element(list->out, "th", "number wide", "Range");
    lw_html_element(list->out, "th", "number", "Tracked");
    if (list->buyer)
        lw_html_element(list->out, "th", "number",
                        list->style->both_incoterms ? "Buyer, DAP" : "Buyer pays");
    if (list->quote->has_clock)
        lw_html_element(list->out, "th", "wider", "Arrives (local)");
    lw_html_element(list->out, "th", "number wide", "Score");
    lw_html_line(list->out, "</tr></thead>");
}

/* What the plan is best at, in words. */
static void put_praise(const listing *list, const lw_plan *plan)
{
    if (list->quote->plan_count < 2)
        return;
    if (plan->cost == list->least.cost)
        lw_html_element(list->out, "span", "praise", "cheapest");
    if (plan->minutes[list->style->time_basis] == list->least.minutes)
        lw_html_element(list->out, "span", "praise", "fastest");
    if (plan->blind_minutes == list->least.blind)
        lw_html_element(list->out, "span", "praise", "best tracked");
}

/* Of a plan that is not told in full: its way, and what a phone has no columns for. */
static void put_notes(const listing *list, const lw_plan *plan)
{
    char text[LW_CELL], number[32];
    lw_buffer route = {0};
    lw_flow flow = lw_html_flow(&route);
    lw_flow_route(&flow, plan);
    lw_put_text(list->out, "<span class=\"note\">");
    lw_html_take(list->out, &route);
    lw_put_text(list->out, "</span>");
    lw_range_text(text, plan);
    lw_decimal_format(number, lw_score_hundredths(plan->score_e4), 2);
    lw_put_format(list->out, "<span class=\"note narrow\">%s days; score %s", text, number);
    if (list->quote->has_clock) {
        lw_local_text(text, plan->arrives[list->style->time_basis], plan->arrive_offset);
        lw_put_format(list->out, "; arrives %s", text);
    }
    lw_put_text(list->out, "</span>");
}

static void put_name(const listing *list, const lw_plan *plan, bool told)
{
    lw_buffer *out = list->out;
    lw_put_text(out, "<th scope=\"row\">");
    if (told)
        lw_put_format(out, "<a href=\"#plan-%d\">", plan->rank);
    lw_put_format(out, "<b>%d</b> ", plan->rank);
    lw_html_modes(out, plan);
    if (told)
        lw_put_text(out, "</a>");
    put_praise(list, plan);
    if (!told)
        put_notes(list, plan);
    lw_put_text(out, "</th>");
}

static void put_row(const listing *list, const lw_plan *plan, bool told)
{
    const lw_style *style = list->style;
    char text[LW_CELL], number[32];
    lw_put_text(list->out, "<tr>");
    put_name(list, plan, told);
    lw_html_element(list->out, "td", "number", lw_money_text(number, list->quote, plan->cost));
    lw_days_format(number, plan->minutes[style->time_basis]);
    lw_html_element(list->out, "td", "number", number);
    lw_range_text(text, plan);
    lw_html_element(list->out, "td", "number wide", text);
    snprintf(text, sizeof text, "%s%%", lw_percent_text(number, plan->visibility_e3));
    lw_html_element(list->out, "td", "number", text);
    if (list->buyer) {
        lw_money_text(number, list->quote, lw_plan_buyer_pays(style, plan));
        lw_html_element(list->out, "td", "number", number);
    }
    if (list->quote->has_clock) {
        lw_local_text(text, plan->arrives[style->time_basis], plan->arrive_offset);
        lw_html_element(list->out, "td", "wider", text);
    }
    lw_decimal_format(number, lw_score_hundredths(plan->score_e4), 2);
    lw_html_element(list->out, "td", "number wide", number);
    lw_html_line(list->out, "</tr>");
}

/* The plans from `first` up to `end` as one table. */
static void put_table(const listing *list, const char *caption, uint32_t first, uint32_t end,
                      bool told)
{
    lw_put_text(list->out, "<table class=\"plans\">");
    lw_html_element(list->out, "caption", NULL, caption);
    put_titles(list);
    lw_html_line(list->out, "<tbody>");
    for (uint32_t i = first; i < end; i++)
        put_row(list, &list->quote->plans[i], told);
    lw_html_line(list->out, "</tbody></table>");
}

static void put_plans(const listing *list)
{
    const lw_quote *quote = list->quote;
    uint32_t told = lw_html_told(list->style, quote), more = quote->plan_count - told;
    lw_html_line(list->out, "<section aria-labelledby=\"plans\">\n<h2 id=\"plans\">Plans</h2>");
    put_table(list, "The plans, best first; what follows tells each in full", 0, told, true);
    if (more > 0) {
        lw_put_format(list->out, "<details><summary>%lu more on the frontier</summary>\n",
                      (unsigned long)more);
        put_table(list, "Plans that no other plan beats and that rank below those above", told,
                  quote->plan_count, false);
        lw_html_line(list->out, "</details>");
    }
    lw_html_line(list->out, "</section>");
}

/* ---- The frontier ------------------------------------------------------------------------------
 */

/* What the picture shows, for those who do not see it. */
static void put_extent(const listing *list)
{
    const lw_quote *quote = list->quote;
    int64_t dearest = list->least.cost, slowest = list->least.minutes;
    char money[2][32], days[2][32];
    for (uint32_t i = 0; i < quote->plan_count; i++) {
        const lw_plan *plan = &quote->plans[i];
        int64_t minutes = plan->minutes[list->style->time_basis];
        dearest = plan->cost > dearest ? plan->cost : dearest;
        slowest = minutes > slowest ? minutes : slowest;
    }
    lw_days_format(days[0], list->least.minutes);
    lw_days_format(days[1], slowest);
    lw_put_format(list->out, "%lu plans, from %s to %s ", (unsigned long)quote->plan_count,
                  lw_money_text(money[0], quote, list->least.cost),
                  lw_money_text(money[1], quote, dearest));
    lw_html_text(list->out, quote->currency);
    lw_put_format(list->out, " and from %s to %s days. ", days[0], days[1]);
}

static void put_frontier(const listing *list)
{
    if (list->quote->plan_count < 2)
        return;
    lw_html_line(list->out, "<section aria-labelledby=\"frontier\">\n"
                            "<h2 id=\"frontier\">Cost against time</h2>\n"
                            "<figure>\n<div class=\"chart\" data-chart=\"frontier\"></div>\n"
                            "<figcaption id=\"frontier-text\">");
    put_extent(list);
    lw_html_line(list->out,
                 "Further left is faster, further down is cheaper; a dot is filled as far as its "
                 "way is tracked. The line joins what is best on cost and time alone: the plans "
                 "above it are better tracked.</figcaption>\n</figure>\n</section>");
}

/* ---- The five modes ----------------------------------------------------------------------------
 */

static void put_modes(lw_buffer *out, const lw_style *style, const lw_quote *quote)
{
    if (!quote->explained)
        return;
    lw_html_line(out, "<section aria-labelledby=\"modes\">\n<h2 id=\"modes\">The five modes</h2>\n"
                      "<table class=\"modes\"><caption>What became of each mode</caption>\n"
                      "<thead><tr><th>Mode</th><th>Outcome</th></tr></thead>\n<tbody>");
    for (int i = 0; i < LW_MODES; i++) {
        lw_buffer words = {0};
        lw_flow flow = lw_html_flow(&words);
        if (!quote->modes[i].mode)
            continue;
        lw_flow_mode(&flow, style, quote, &quote->modes[i]);
        lw_put_text(out, "<tr><th scope=\"row\">");
        lw_html_mode(out, quote->modes[i].mode);
        lw_put_text(out, "</th><td>");
        lw_html_take(out, &words);
        lw_html_line(out, "</td></tr>");
    }
    lw_html_line(out, "</tbody></table>\n</section>");
}

/* ---- The page ----------------------------------------------------------------------------------
 */

static void put_heading(lw_buffer *out, const lw_style *style, const lw_answer *answer,
                        const char *title)
{
    lw_buffer facts = {0}, terms = {0};
    lw_flow flow = lw_html_flow(&facts);
    lw_put_text(out, "<header>\n");
    lw_html_element(out, "h1", NULL, title);
    if (answer->quote) {
        lw_flow_facts(&flow, style, answer);
        flow = lw_html_flow(&terms);
        lw_flow_terms(&flow, style, answer);
    }
    lw_put_text(out, "\n<p>");
    lw_html_take(out, &facts);
    lw_put_text(out, "<br>\n");
    lw_html_take(out, &terms);
    lw_html_line(out, "</p>\n</header>");
}

static void put_message(lw_buffer *out, const char *lead, const char *message)
{
    if (!message || !message[0])
        return;
    lw_put_text(out, "<p class=\"message\">");
    lw_html_element(out, "strong", NULL, lead);
    lw_put_char(out, ' ');
    lw_html_text(out, message);
    lw_html_line(out, "</p>");
}

/* How to read the time lines that follow. */
static void put_legend(lw_buffer *out)
{
    lw_html_line(out,
                 "<ul class=\"legend\" aria-label=\"Marks of the time lines\">\n"
                 "<li><span class=\"swatch ride\"></span>under way</li>\n"
                 "<li><span class=\"swatch border\"></span>border clearance</li>\n"
                 "<li><span class=\"swatch place\"></span>handled</li>\n"
                 "<li><span class=\"swatch idle\"></span>waiting</li>\n"
                 "<li><span class=\"swatch hidden\"></span>out of sight (drawn in the middle of "
                 "its stretch: the tables only say how long)</li>\n</ul>");
}

void lw_html_answer(lw_buffer *out, const lw_style *style, const lw_answer *answer)
{
    char title[256], text[LW_MESSAGE];
    const lw_quote *quote = answer->quote;
    const char *message = quote ? quote->message : lw_answer_message(style, answer, text);
    bool planned = quote && quote->status == LW_QUOTE_OK;
    lw_buffer data = {0};
    lw_destination_text(title, sizeof title, answer->shipment);
    lw_html_begin(out, title);
    put_heading(out, style, answer, title);
    put_message(out, planned ? "Note:" : quote ? "No plan:" : "Invalid:", message);
    if (planned) {
        listing list = listing_of(out, style, quote);
        put_plans(&list);
        put_frontier(&list);
        put_legend(out);
        for (uint32_t i = 0; i < lw_html_told(style, quote); i++)
            lw_html_plan(out, style, quote, &quote->plans[i]);
    }
    if (quote)
        put_modes(out, style, quote);
    lw_html_quote_data(&data, style, quote);
    lw_html_end(out, &data);
}
