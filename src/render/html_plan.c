/* One plan in full on a page: its figures, where its time goes, what it costs and why. */
#include <stdio.h>
#include <string.h>

#include "render/html.h"
#include "render/pages.h"

int64_t lw_html_part(const lw_plan *plan, int part, const char **name)
{
    static const char *const names[LW_HTML_PARTS] = {"freight", "surcharges", "handling",
                                                     "handoff", "customs",    "duty",
                                                     "tax",     "storage",    "inbound"};
    static const lw_charge_type types[LW_HTML_PARTS] = {LW_FREIGHT, LW_SURCHARGE, LW_HANDLING,
                                                        LW_HANDOFF, LW_CLEARANCE, LW_DUTY,
                                                        LW_TAX,     LW_STORAGE,   LW_INBOUND};
    *name = names[part];
    int64_t amount = plan->by_type[types[part]];
    return types[part] == LW_CLEARANCE ? amount + plan->by_type[LW_DISBURSEMENT] : amount;
}

/* ---- Figures and route -------------------------------------------------------------------------
 */

static void put_figures(lw_buffer *out, const lw_style *style, const lw_quote *quote,
                        const lw_plan *plan)
{
    static const char *const days[] = {"days at least", "days", "days at most"};
    char text[LW_CELL + 32], range[LW_CELL], number[32];
    int64_t buyer = lw_plan_buyer_pays(style, plan);
    lw_html_line(out, "<dl class=\"figures\">");
    lw_html_figure(out, "Cost", lw_money_text(number, quote, plan->cost), quote->currency);
    lw_days_format(number, plan->minutes[style->time_basis]);
    lw_range_text(range, plan);
    snprintf(text, sizeof text, "%s (%s)", days[style->time_basis], range);
    lw_html_figure(out, "Time", number, text);
    snprintf(text, sizeof text, "%s%%", lw_percent_text(number, plan->visibility_e3));
    lw_html_figure(out, "Tracked", text, "");
    if (quote->has_clock) {
        lw_local_text(text, plan->arrives[style->time_basis], plan->arrive_offset);
        lw_html_figure(out, "Arrives", text, "local");
    }
    if (style->both_incoterms || buyer > 0)
        lw_html_figure(out, style->both_incoterms ? "Buyer, DAP" : "Buyer pays",
                       lw_money_text(number, quote, buyer), quote->currency);
    lw_decimal_format(number, lw_score_hundredths(plan->score_e4), 2);
    lw_html_figure(out, "Score", number, "of 100");
    lw_html_line(out, "</dl>");
}

static void put_route(lw_buffer *out, const lw_plan *plan)
{
    lw_put_text(out, "<ol class=\"route\" aria-label=\"Route\">");
    lw_html_element(out, "li", NULL, plan->start);
    for (uint32_t i = 0; i < plan->leg_count; i++) {
        lw_put_text(out, "<li>");
        lw_html_element(out, "span", "lane", plan->legs[i].lane);
        lw_put_char(out, ' ');
        lw_html_text(out, plan->legs[i].to);
        lw_put_text(out, "</li>");
    }
    lw_html_line(out, "</ol>");
}

/* ---- Time --------------------------------------------------------------------------------------
 */

void lw_html_spell(lw_buffer *scratch, const lw_leg *leg, const lw_spell *spell)
{
    switch (spell->kind) {
    case LW_SPELL_RIDE:
        lw_put_format(scratch, "%s to %s by %s (%s, ", leg->from, leg->to, leg->lane, leg->carrier);
        lw_html_mode(scratch, leg->mode);
        lw_put_char(scratch, ')');
        return;
    case LW_SPELL_HANDOVER:
        lw_put_format(scratch, "hand-over to %s at %s", leg->carrier, leg->from);
        return;
    case LW_SPELL_WAIT:
        lw_put_format(scratch, "wait for the departure on %s",
                      lw_weekday_name(leg->departs, leg->from_offset));
        return;
    case LW_SPELL_CLOSED:
        lw_put_text(scratch, lw_spell_name(spell->kind));
        return;
    default:
        lw_put_format(scratch, "%s at %s", lw_spell_name(spell->kind),
                      spell->kind == LW_SPELL_IMPORT ? leg->to : leg->from);
    }
}

/* ", 0.81 at borders": a share of the days; nothing when there is none. */
static void put_share(lw_buffer *out, const char *lead, int64_t minutes, const char *what)
{
    char days[32];
    lw_days_format(days, minutes);
    if (minutes > 0)
        lw_put_format(out, "%s%s %s", lead, days, what);
}

/* Where the time goes, in one sentence. */
static void put_time_text(lw_buffer *out, const lw_plan *plan)
{
    lw_spell spells[LW_LEG_SPELLS];
    int64_t sums[LW_SPELL_COUNT] = {0};
    char whole[32], blind[32];
    for (uint32_t i = 0; i < plan->leg_count; i++) {
        size_t count = lw_leg_spells(&plan->legs[i], spells);
        for (size_t s = 0; s < count; s++)
            sums[spells[s].kind] += spells[s].minutes;
    }
    lw_days_format(whole, plan->minutes[LW_CLOCK_TYPICAL]);
    lw_put_format(out, "%s days as a rule", whole);
    put_share(out, ": ", sums[LW_SPELL_RIDE], "under way");
    put_share(out, ", ", sums[LW_SPELL_EXPORT] + sums[LW_SPELL_IMPORT], "at borders");
    put_share(out, ", ", sums[LW_SPELL_HANDOVER] + sums[LW_SPELL_DWELL], "handled");
    put_share(out, ", ", sums[LW_SPELL_WAIT] + sums[LW_SPELL_CLOSED], "waiting");
    lw_hours_format(blind, plan->blind_minutes);
    lw_put_format(out, "; %s hours of it out of sight", blind);
    lw_hours_format(blind, plan->blind_gap_minutes);
    if (plan->blind_gap_minutes < plan->blind_minutes)
        lw_put_format(out, ", the longest stretch %s hours", blind);
    lw_put_text(out, ".");
}

static void put_moment_row(lw_buffer *out, const lw_quote *quote, const lw_plan *plan, int64_t at,
                           int offset, lw_buffer *what, const lw_spell *spell)
{
    char text[LW_CELL], number[32];
    lw_instant_text(text, sizeof text, quote, plan, at, offset, false);
    lw_put_text(out, "<tr role=\"row\"><td role=\"cell\" class=\"moment\">");
    lw_html_moment(out, text);
    lw_put_text(out, "</td><td role=\"cell\">");
    lw_html_take(out, what);
    lw_put_text(out, "</td><td role=\"cell\" class=\"number\">");
    lw_hours_format(number, spell ? spell->minutes : 0);
    lw_put_text(out, spell ? number : "");
    lw_put_text(out, "</td><td role=\"cell\" class=\"number\">");
    lw_hours_format(number, spell ? spell->blind : 0);
    lw_put_text(out, spell && spell->blind > 0 ? number : "");
    lw_html_line(out, "</td></tr>");
}

/* A phone shows its rows as blocks, which not all readers then take for rows: the roles say so. */
static void put_timetable(lw_buffer *out, const lw_quote *quote, const lw_plan *plan)
{
    lw_spell spells[LW_LEG_SPELLS];
    lw_buffer what = {0};
    lw_put_format(out,
                  "<details><summary>Timetable</summary>\n"
                  "<table role=\"table\" class=\"timetable\">"
                  "<caption>The typical clock of plan %d</caption>\n<thead role=\"rowgroup\">"
                  "<tr role=\"row\"><th role=\"columnheader\" class=\"moment\">%s</th>"
                  "<th role=\"columnheader\">What</th>"
                  "<th role=\"columnheader\" class=\"number\">Hours</th>"
                  "<th role=\"columnheader\" class=\"number\">Out of sight</th></tr></thead>\n"
                  "<tbody role=\"rowgroup\">\n",
                  plan->rank, quote->has_clock ? "Local time" : "Since the start");
    if (plan->stocked) {
        lw_put_format(&what, "order for stock in %s", plan->start);
        put_moment_row(out, quote, plan, plan->ready_at, plan->ready_offset, &what, NULL);
    }
    const lw_leg *leg = plan->legs;
    for (uint32_t i = 0; i < plan->leg_count; i++) {
        leg = &plan->legs[i];
        size_t count = lw_leg_spells(leg, spells);
        bool there = false;
        for (size_t s = 0; s < count; s++) {
            there = there || spells[s].kind == LW_SPELL_IMPORT;
            lw_html_spell(&what, leg, &spells[s]);
            put_moment_row(out, quote, plan, spells[s].from,
                           there ? leg->to_offset : leg->from_offset, &what, &spells[s]);
        }
    }
    lw_put_format(&what, "delivered in %s", leg->to);
    put_moment_row(out, quote, plan, leg->cleared, leg->to_offset, &what, NULL);
    lw_html_line(out, "</tbody></table>\n</details>");
}

static void put_time(lw_buffer *out, const lw_quote *quote, const lw_plan *plan)
{
    lw_put_format(out,
                  "<h3>Time</h3>\n<figure>\n<div class=\"chart\" data-chart=\"time\" "
                  "data-plan=\"%d\"></div>\n<figcaption id=\"plan-%d-time\">",
                  plan->rank, plan->rank);
    put_time_text(out, plan);
    lw_html_line(out, "</figcaption>\n</figure>");
    put_timetable(out, quote, plan);
}

/* ---- Cost --------------------------------------------------------------------------------------
 */

/* The amounts of the bar, in its order: its legend and its data. */
static void put_parts(lw_buffer *out, const lw_quote *quote, const lw_plan *plan)
{
    char number[32];
    const char *name;
    lw_put_format(out, "<ul class=\"parts\" id=\"plan-%d-cost\">", plan->rank);
    for (int i = 0; i < LW_HTML_PARTS; i++) {
        int64_t amount = lw_html_part(plan, i, &name);
        if (amount == 0)
            continue;
        lw_put_format(out, "<li><span class=\"swatch part-%s\"></span>%s <b>%s</b></li>", name,
                      name, lw_money_text(number, quote, amount));
    }
    lw_html_line(out, "</ul>");
}

static void put_charge(lw_buffer *out, const lw_quote *quote, const lw_charge *charge)
{
    char text[512], number[32];
    lw_put_text(out, "<tr><th scope=\"row\">");
    lw_html_text(out, lw_charge_type_name(charge->type));
    if (charge->rule && charge->rule[0]) {
        lw_put_text(out, ": ");
        lw_html_text(out, charge->rule);
    }
    if (charge->buyer_pays)
        lw_put_text(out, " (buyer)");
    lw_put_text(out, "<span class=\"sources\">");
    for (uint32_t i = 0; i < charge->row_count; i++) {
        lw_source_text(text, sizeof text, &charge->rows[i]);
        if (i > 0)
            lw_put_char(out, ' ');
        lw_html_element(out, "span", NULL, text);
    }
    lw_put_text(out, "</span></th>");
    lw_card_text(text, charge);
    lw_html_element(out, "td", "number", text);
    lw_html_element(out, "td", "number", lw_money_text(number, quote, charge->amount));
    lw_html_line(out, "</tr>");
}

static void put_total(lw_buffer *out, const lw_quote *quote, const char *name, int64_t amount)
{
    char number[32];
    lw_put_text(out, "<tr><th scope=\"row\" colspan=\"2\">");
    lw_html_text(out, name);
    lw_put_text(out, "</th>");
    lw_html_element(out, "td", "number", lw_money_text(number, quote, amount));
    lw_html_line(out, "</tr>");
}

static void put_totals(lw_buffer *out, const lw_style *style, const lw_quote *quote,
                       const lw_plan *plan)
{
    int64_t buyer = lw_plan_buyer_pays(style, plan);
    lw_html_line(out, "<tfoot>");
    put_total(out, quote, "Total", plan->cost);
    if (style->both_incoterms)
        put_total(out, quote, "Seller, DAP", plan->cost - buyer);
    if (style->both_incoterms || buyer > 0)
        put_total(out, quote, style->both_incoterms ? "Buyer, DAP" : "Buyer pays", buyer);
    lw_html_line(out, "</tfoot>");
}

static void put_charges(lw_buffer *out, const lw_style *style, const lw_quote *quote,
                        const lw_plan *plan)
{
    char text[256];
    const lw_charge *before = NULL;
    lw_put_format(out,
                  "<details><summary>Charges and their sources</summary>\n"
                  "<table class=\"charges\"><caption>The bill of plan %d</caption>\n<thead><tr>"
                  "<th>Charge and table rows</th><th class=\"number\">Card</th>",
                  plan->rank);
    lw_html_element(out, "th", "number", quote->currency);
    lw_html_line(out, "</tr></thead>");
    for (uint32_t i = 0; i < plan->charge_count; i++) {
        const lw_charge *charge = &plan->charges[i];
        if (lw_charge_moves(charge, before)) {
            lw_put_text(out, before ? "</tbody>\n<tbody>\n" : "<tbody>\n");
            lw_put_text(out, "<tr><th scope=\"rowgroup\" colspan=\"3\">");
            lw_charge_place_text(text, sizeof text, plan, charge);
            lw_html_text(out, text);
            lw_html_line(out, "</th></tr>");
        }
        put_charge(out, quote, charge);
        before = charge;
    }
    lw_html_line(out, before ? "</tbody>" : "");
    put_totals(out, style, quote, plan);
    lw_html_line(out, "</table>\n</details>");
}

static void put_cost(lw_buffer *out, const lw_style *style, const lw_quote *quote,
                     const lw_plan *plan)
{
    lw_put_format(out,
                  "<h3>Cost</h3>\n<figure>\n<div class=\"chart\" data-chart=\"cost\" "
                  "data-plan=\"%d\"></div>\n<figcaption>",
                  plan->rank);
    put_parts(out, quote, plan);
    lw_html_line(out, "</figcaption>\n</figure>");
    put_charges(out, style, quote, plan);
}

void lw_html_plan(lw_buffer *out, const lw_style *style, const lw_quote *quote, const lw_plan *plan)
{
    lw_put_format(out,
                  "<section class=\"plan\" id=\"plan-%d\" aria-labelledby=\"plan-%d-name\">\n"
                  "<h2 id=\"plan-%d-name\"><span class=\"rank\">%d</span> ",
                  plan->rank, plan->rank, plan->rank, plan->rank);
    lw_html_modes(out, plan);
    lw_html_line(out, "</h2>");
    put_figures(out, style, quote, plan);
    put_route(out, plan);
    put_time(out, quote, plan);
    put_cost(out, style, quote, plan);
    lw_html_line(out, "</section>");
}
