/* Why each of the five modes is offered or not: in a plan, beaten, refused, or out of reach. */
#include <stdio.h>
#include <string.h>

#include "render/pages.h"

enum { NAME = 20 }; /* the longest name of a mode */

static bool uses_mode(const lw_plan *plan, const char *mode)
{
    for (uint32_t m = 0; m < plan->mode_count; m++) {
        if (strcmp(plan->modes[m], mode) == 0)
            return true;
    }
    return false;
}

/* "in plans 1, 3"; none of those shown may use the mode. */
static void put_plans(lw_flow *flow, const lw_quote *quote, const char *mode)
{
    char number[16];
    uint32_t left = 0;
    for (uint32_t i = 0; i < quote->plan_count; i++)
        left += uses_mode(&quote->plans[i], mode);
    lw_flow_sentence(flow, left == 0   ? "in a plan that ranks below those shown"
                           : left == 1 ? "in plan"
                                       : "in plans");
    for (uint32_t i = 0; i < quote->plan_count; i++) {
        if (!uses_mode(&quote->plans[i], mode))
            continue;
        snprintf(number, sizeof number, "%d", quote->plans[i].rank);
        lw_flow_word(flow, number);
        if (--left > 0)
            lw_flow_glue(flow, ",");
    }
}

/* By how much `better` beats `worse` on each criterion. */
static void put_margins(lw_flow *flow, const lw_style *style, const lw_quote *quote,
                        const lw_plan *better, const lw_plan *worse)
{
    char piece[128], amount[32];
    int64_t minutes = worse->minutes[style->time_basis] - better->minutes[style->time_basis];
    int64_t blind = worse->blind_minutes - better->blind_minutes;
    lw_money_text(amount, quote, worse->cost - better->cost);
    snprintf(piece, sizeof piece, "%s %s cheaper", amount, quote->currency);
    lw_flow_sentence(flow, worse->cost > better->cost ? piece : "equal in cost");
    lw_flow_glue(flow, ",");
    lw_days_format(amount, minutes);
    snprintf(piece, sizeof piece, "%s days faster", amount);
    lw_flow_sentence(flow, minutes > 0 ? piece : "equal in time");
    lw_flow_glue(flow, ",");
    lw_hours_format(amount, blind);
    snprintf(piece, sizeof piece, "%s h less out of sight", amount);
    lw_flow_sentence(flow, blind > 0 ? piece : "equal in time out of sight");
}

static void put_beaten(lw_flow *flow, const lw_style *style, const lw_quote *quote,
                       const lw_mode_report *report)
{
    const lw_plan *best = report->best, *by = report->beaten_by;
    char text[512], money[32], days[32], hours[32];
    lw_flow_sentence(flow, "beaten by");
    if (by->rank > 0 && (uint32_t)by->rank <= quote->plan_count) {
        snprintf(text, sizeof text, "plan %d", by->rank);
        lw_flow_sentence(flow, text);
    } else {
        lw_flow_route(flow, by);
    }
    lw_flow_glue(flow, ":");
    put_margins(flow, style, quote, by, best);
    lw_flow_glue(flow, ";");
    lw_flow_sentence(flow, "its best is");
    lw_flow_route(flow, best);
    lw_money_text(money, quote, best->cost);
    lw_days_format(days, best->minutes[style->time_basis]);
    lw_hours_format(hours, best->blind_minutes);
    snprintf(text, sizeof text, "(%s %s, %s days, %s h out of sight)", money, quote->currency, days,
             hours);
    lw_flow_sentence(flow, text);
}

static bool has_refusals(const lw_mode_report *report)
{
    for (int i = LW_ACCEPTED + 1; i < LW_REFUSAL_COUNT; i++) {
        if (report->refused[i] > 0)
            return true;
    }
    return false;
}

/* "3 lanes: weight, nearest max 2.000 kg, parcel 2.300 kg (lane X)" */
static bool put_refusals(lw_flow *flow, const lw_mode_report *report)
{
    bool any = false;
    char text[512];
    for (int i = LW_ACCEPTED + 1; i < LW_REFUSAL_COUNT; i++) {
        if (report->refused[i] == 0)
            continue;
        if (any)
            lw_flow_glue(flow, ";");
        snprintf(text, sizeof text, "%s%lu lane%s by %s%s%s%s",
                 any ? "" : "refused: ", (unsigned long)report->refused[i],
                 report->refused[i] == 1 ? "" : "s", lw_refusal_code((lw_refusal)i),
                 report->nearest[i] ? " (" : "", report->nearest[i] ? report->nearest[i] : "",
                 report->nearest[i] ? ")" : "");
        lw_flow_sentence(flow, text);
        any = true;
    }
    return any;
}

void lw_flow_mode(lw_flow *flow, const lw_style *style, const lw_quote *quote,
                  const lw_mode_report *report)
{
    char text[512];
    if (report->on_frontier) {
        put_plans(flow, quote, report->mode);
        return;
    }
    bool told = report->best && report->beaten_by;
    if (told)
        put_beaten(flow, style, quote, report);
    if (report->over_limits > 0) {
        if (told)
            lw_flow_line(flow);
        if (report->over_limits == 1)
            snprintf(text, sizeof text, "over the limits: its only plan breaks one");
        else
            snprintf(text, sizeof text, "over the limits: each of its %llu plans breaks one",
                     (unsigned long long)report->over_limits);
        lw_flow_sentence(flow, text);
        told = true;
    }
    if (told && (has_refusals(report) || report->note))
        lw_flow_line(flow);
    told = put_refusals(flow, report) || told;
    if (report->note)
        lw_flow_sentence(flow, report->note);
    else if (!told)
        lw_flow_sentence(flow, "no way to the destination uses this mode");
}

static void put_mode(lw_buffer *out, const lw_style *style, const lw_quote *quote,
                     const lw_mode_report *report)
{
    bool narrow = style->width < 60;
    size_t indent = narrow ? 4 : 2 + NAME + 2;
    lw_put_spaces(out, 2);
    lw_put_left(out, report->mode, narrow ? 0 : NAME + 2);
    if (narrow) {
        lw_put_char(out, '\n');
        lw_put_spaces(out, indent);
    }
    lw_flow flow = {.out = out, .width = (size_t)style->width, .indent = indent, .column = indent};
    lw_flow_mode(&flow, style, quote, report);
    lw_flow_end(&flow);
}

void lw_page_modes(lw_buffer *out, const lw_style *style, const lw_quote *quote)
{
    lw_put_char(out, '\n');
    lw_put_paint(out, style->color, LW_BOLD);
    lw_put_text(out, "The five modes\n");
    lw_put_paint(out, style->color, LW_PLAIN);
    for (int i = 0; i < LW_MODES; i++) {
        if (quote->modes[i].mode)
            put_mode(out, style, quote, &quote->modes[i]);
    }
}
