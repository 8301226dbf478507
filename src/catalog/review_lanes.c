/* Lanes that can never carry anything, and currencies that cannot be converted. */
#include "base/nearest.h"
#include "catalog/review.h"

static void review_departures(lw_review *review, const lw_lane *lane)
{
    if (lane->calendar.i == LW_NONE)
        return;
    const lw_calendar *calendar = &review->catalog->calendars[lane->calendar.i];
    if ((lane->departs & calendar->work_days) == 0)
        lw_warn(review, lane->source, "departs",
                "lane '%s' never departs: no day of departs works in calendar '%s'", lane->id,
                calendar->id);
}

static void review_lane(lw_review *review, const lw_lane *lane)
{
    const lw_minutes *days = &lane->duration;
    if (days->typical < days->min || days->typical > days->max)
        lw_warn(review, lane->source, "days", "days lies outside min_days to max_days");
    if (lane->min_shipment_g > lane->max_shipment_g)
        lw_warn(review, lane->source, "max_shipment_kg",
                "lane '%s' takes nothing: max_shipment_kg is below min_shipment_kg", lane->id);
    if (lane->min_value_micros > lane->max_value_micros)
        lw_warn(review, lane->source, "max_value",
                "lane '%s' takes nothing: max_value is below min_value", lane->id);
    if (lane->to_node.i == lane->from.i)
        lw_warn(review, lane->source, "to", "lane '%s' ends where it starts", lane->id);
    review_departures(review, lane);
}

void lw_review_lanes(lw_review *review)
{
    for (uint32_t i = 0; i < review->catalog->lane_count; i++)
        review_lane(review, &review->catalog->lanes[i]);
}

/* ---- Currencies --------------------------------------------------------------------------------
 */

/* Tells once a currency, where a table first names it. */
static void check_rate(lw_review *review, bool *told, lw_currency_ref currency, lw_source where,
                       const char *column)
{
    const lw_catalog *catalog = review->catalog;
    if (currency.i == LW_NONE || told[currency.i] || catalog->currencies[currency.i].rate_e8)
        return;
    told[currency.i] = true;
    const char *code = catalog->currencies[currency.i].code;
    lw_nearest search = lw_nearest_start(code);
    for (uint32_t i = 0; i < catalog->currency_count; i++) {
        if (catalog->currencies[i].rate_e8)
            lw_nearest_offer(&search, catalog->currencies[i].code);
    }
    if (search.best)
        lw_warn(review, where, column, "no exchange rate for '%s'; did you mean '%s'?", code,
                search.best);
    else
        lw_warn(review, where, column, "no exchange rate for '%s'", code);
}

#define CHECK_RATES(items, count, currency, column)  \
    for (uint32_t i_ = 0; i_ < catalog->count; i_++) \
    check_rate(review, told, catalog->items[i_].currency, catalog->items[i_].source, column)

void lw_review_money(lw_review *review)
{
    const lw_catalog *catalog = review->catalog;
    if (!catalog->has_fx)
        return;
    bool *told = lw_arena_alloc(&review->problems.arena, catalog->currency_count, sizeof *told);
    if (!told) {
        review->no_memory = true;
        return;
    }
    CHECK_RATES(nodes, node_count, currency, "currency");
    CHECK_RATES(carriers, carrier_count, currency, "currency");
    CHECK_RATES(lanes, lane_count, currency, "currency");
    CHECK_RATES(lanes, lane_count, value_currency, "value_currency");
    CHECK_RATES(surcharges, surcharge_count, currency, "currency");
    CHECK_RATES(handoffs, handoff_count, currency, "currency");
    CHECK_RATES(customs, customs_count, currency, "currency");
    CHECK_RATES(duties, duty_count, currency, "currency");
    CHECK_RATES(restrictions, restriction_count, currency, "currency");
    CHECK_RATES(stock, stock_count, currency, "currency");
    CHECK_RATES(storage, storage_count, currency, "currency");
}
