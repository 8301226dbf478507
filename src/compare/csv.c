/* A comparison as CSV: one row an order. */
#include "compare/report.h"

#include <assert.h>

#include "render/pages.h"

void lw_compare_csv_header(lw_buffer *out, const lw_style *style)
{
    (void)style;
    lw_put_text(out,
                "id,change,status_before,status_after,currency_before,currency_after,cost_before,"
                "cost_after,cost_change,days_before,days_after,days_change,blind_hours_before,"
                "blind_hours_after,blind_hours_change,visibility_pct_before,visibility_pct_after,"
                "visibility_pct_change,modes_before,modes_after,start_before,start_after,"
                "lanes_before,lanes_after,lanes_gone");
    for (int part = 0; part < LW_PART_COUNT; part++)
        lw_put_format(out, ",%s_change", lw_part_name((lw_part)part));
    lw_put_text(out, ",message_before,message_after\n");
}

/* The best plan of one side; NULL = none. */
static const lw_plan *plan_of(const lw_compared *order, int side)
{
    const lw_quote *quote = order->answers[side]->quote;
    return quote && quote->status == LW_QUOTE_OK ? quote->plans : NULL;
}

static void put_cell(lw_buffer *out, const char *text)
{
    lw_put_char(out, ',');
    lw_put_text(out, text);
}

static void put_number(lw_buffer *out, bool known, lw_unit unit, int64_t held)
{
    char text[LW_WIDE_TEXT];
    put_cell(out, known ? lw_unit_text(text, unit, held) : "");
}

/* Three cells: before, after and the change, each where it is known. */
static void put_measure(lw_buffer *out, const lw_compared *order, bool compared, lw_unit unit,
                        const int64_t held[LW_SIDES], int64_t change)
{
    for (int side = 0; side < LW_SIDES; side++)
        put_number(out, plan_of(order, side) != NULL, unit, held[side]);
    put_number(out, compared, unit, change);
}

static void put_costs(lw_buffer *out, const lw_compared *order)
{
    const lw_difference *d = order->difference;
    for (int side = 0; side < LW_SIDES; side++) {
        const lw_plan *plan = plan_of(order, side);
        const lw_quote *quote = order->answers[side]->quote;
        assert(!plan || quote);
        put_number(out, plan != NULL, lw_unit_money(plan ? quote->decimals : 0),
                   plan ? plan->cost : 0);
    }
    // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): who is priced has a quote
    lw_unit unit = lw_unit_money(d->priced ? order->answers[LW_BEFORE]->quote->decimals : 0);
    put_number(out, d->priced, unit, d->cost);
}

static void put_times(lw_buffer *out, const lw_comparison *job, const lw_compared *order)
{
    const lw_difference *d = order->difference;
    int64_t minutes[LW_SIDES] = {0}, blind[LW_SIDES] = {0}, visible[LW_SIDES] = {0};
    for (int side = 0; side < LW_SIDES; side++) {
        const lw_plan *plan = plan_of(order, side);
        minutes[side] = plan ? plan->minutes[job->options->time_basis] : 0;
        blind[side] = plan ? plan->blind_minutes : 0;
        visible[side] = plan ? plan->visibility_e3 : 0;
    }
    put_measure(out, order, d->timed, lw_unit_days, minutes, d->minutes);
    put_measure(out, order, d->timed, lw_unit_hours, blind, d->blind_minutes);
    put_measure(out, order, d->timed, lw_unit_percent, visible, d->visibility_e3);
}

static void put_lanes(lw_buffer *out, const lw_comparison *job, const lw_plan *plan, bool only_gone)
{
    bool first = true;
    lw_put_char(out, ',');
    for (uint32_t i = 0; plan && i < plan->leg_count; i++) {
        const char *lane = plan->legs[i].lane;
        if (only_gone && !lw_lane_is_alone(job, LW_BEFORE, lane))
            continue;
        if (!first)
            lw_put_char(out, '>');
        lw_put_text(out, lane);
        first = false;
    }
}

static void put_routes(lw_buffer *out, const lw_comparison *job, const lw_compared *order)
{
    const lw_plan *plans[LW_SIDES] = {plan_of(order, LW_BEFORE), plan_of(order, LW_AFTER)};
    char modes[LW_CELL];
    for (int side = 0; side < LW_SIDES; side++) {
        modes[0] = '\0';
        if (plans[side])
            lw_modes_text(modes, plans[side]);
        put_cell(out, modes);
    }
    for (int side = 0; side < LW_SIDES; side++)
        put_cell(out, plans[side] ? plans[side]->start : "");
    for (int side = 0; side < LW_SIDES; side++)
        put_lanes(out, job, plans[side], false);
    put_lanes(out, job, plans[LW_BEFORE], true);
}

void lw_compare_csv_row(lw_buffer *out, const lw_comparison *job, const lw_compared *order)
{
    const lw_difference *d = order->difference;
    char text[LW_MESSAGE];
    lw_csv_cell(out, order->id);
    put_cell(out, lw_change_name(d->change));
    for (int side = 0; side < LW_SIDES; side++)
        put_cell(out, lw_answer_status(order->answers[side]));
    for (int side = 0; side < LW_SIDES; side++) {
        const lw_quote *quote = order->answers[side]->quote;
        put_cell(out, quote ? quote->currency : "");
    }
    put_costs(out, order);
    put_times(out, job, order);
    put_routes(out, job, order);
    // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): who is priced has a quote
    lw_unit unit = lw_unit_money(d->priced ? order->answers[LW_BEFORE]->quote->decimals : 0);
    for (int part = 0; part < LW_PART_COUNT; part++)
        put_number(out, d->priced, unit, d->parts[part]);
    for (int side = 0; side < LW_SIDES; side++) {
        lw_put_char(out, ',');
        lw_csv_cell(out, lw_answer_message(job->style, order->answers[side], text));
    }
    lw_put_char(out, '\n');
}
