/* Adding up what changes from order to order. */
#include "compare/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/vector.h"
#include "catalog/model.h"

static const lw_catalog *catalog_of(const lw_comparison *job, int side)
{
    return lw_planner_catalog(job->planners[side]);
}

lw_status lw_tally_init(lw_tally *tally, const lw_comparison *job, lw_error *err)
{
    size_t most = job->rows ? 0 : job->top;
    *tally = (lw_tally){
        .job = job, .hit.most = most, .lost.most = most, .gained.most = most, .none.most = most};
    if (job->options->rank == LW_RANK_TIME)
        tally->measure = LW_HIT_TIME;
    else if (job->options->rank == LW_RANK_VISIBILITY)
        tally->measure = LW_HIT_SIGHT;
    for (int side = 0; side < LW_SIDES; side++) {
        size_t lanes = catalog_of(job, side)->lane_count;
        tally->lane_orders[side] = calloc(lanes + 1, sizeof *tally->lane_orders[side]);
        if (!tally->lane_orders[side])
            return lw_fail_memory(err);
    }
    return LW_OK;
}

void lw_tally_release(lw_tally *tally)
{
    for (size_t i = 0; i < tally->costs.count; i++) {
        lw_spread_release(&tally->costs.items[i].cost.change);
        lw_kept_release(&tally->costs.items[i].hit);
    }
    free(tally->costs.items);
    for (int side = 0; side < LW_SIDES; side++)
        free(tally->lane_orders[side]);
    lw_spread_release(&tally->minutes.change);
    lw_spread_release(&tally->blind_minutes.change);
    lw_spread_release(&tally->visibility_e3.change);
    lw_kept_release(&tally->hit);
    lw_kept_release(&tally->lost);
    lw_kept_release(&tally->gained);
    lw_kept_release(&tally->none);
    *tally = (lw_tally){.job = NULL};
}

/* ---- Sums --------------------------------------------------------------------------------------
 */

static bool add(const lw_tally *tally, lw_sum *sum, int64_t before, int64_t after)
{
    int64_t change = after - before;
    sum->orders++;
    sum->up += change > 0;
    sum->down += change < 0;
    sum->total[LW_BEFORE] += before;
    sum->total[LW_AFTER] += after;
    if (change > 0)
        sum->up_by += change;
    else
        sum->down_by -= change;
    return tally->job->rows || lw_spread_add(&sum->change, change);
}

/* The place of a currency in the list, which is put in where it is new; NULL when memory is out. */
static lw_costs *costs_in(lw_tally *tally, const lw_quote *quote)
{
    size_t at = 0;
    int order = 1;
    for (; at < tally->costs.count; at++) {
        const lw_costs *known = &tally->costs.items[at];
        order = strcmp(known->currency, quote->currency);
        if (order == 0)
            order = known->decimals - quote->decimals;
        if (order >= 0)
            break;
    }
    if (at < tally->costs.count && order == 0)
        return &tally->costs.items[at];
    lw_costs made = {
        .currency = quote->currency, .decimals = quote->decimals, .hit.most = tally->hit.most};
    if (!LW_PUSH(&tally->costs, made))
        return NULL;
    lw_costs *place = &tally->costs.items[at];
    memmove(place + 1, place, (tally->costs.count - 1 - at) * sizeof *place);
    *place = made;
    return place;
}

static bool add_money(lw_tally *tally, const lw_compared *order)
{
    const lw_quote *before = order->answers[LW_BEFORE]->quote;
    const lw_quote *after = order->answers[LW_AFTER]->quote;
    lw_costs *costs = costs_in(tally, before);
    if (!costs)
        return false;
    for (int part = 0; part < LW_PART_COUNT; part++) {
        costs->parts[part][LW_BEFORE] += lw_plan_part(before->plans, (lw_part)part);
        costs->parts[part][LW_AFTER] += lw_plan_part(after->plans, (lw_part)part);
    }
    int64_t dearer = order->difference->cost;
    if (tally->measure == LW_HIT_COST && dearer > 0 &&
        !lw_kept_offer(&costs->hit, dearer, order, tally->job->style))
        return false;
    return add(tally, &costs->cost, before->plans->cost, after->plans->cost);
}

/* An order with a plan on both sides. */
static bool add_times(lw_tally *tally, const lw_compared *order)
{
    const lw_plan *before = order->answers[LW_BEFORE]->quote->plans;
    const lw_plan *after = order->answers[LW_AFTER]->quote->plans;
    lw_clock_hand hand = tally->job->options->time_basis;
    int64_t worse = tally->measure == LW_HIT_TIME    ? order->difference->minutes
                    : tally->measure == LW_HIT_SIGHT ? order->difference->blind_minutes
                                                     : 0;
    if (worse > 0 && !lw_kept_offer(&tally->hit, worse, order, tally->job->style))
        return false;
    return add(tally, &tally->minutes, before->minutes[hand], after->minutes[hand]) &&
           add(tally, &tally->blind_minutes, before->blind_minutes, after->blind_minutes) &&
           add(tally, &tally->visibility_e3, before->visibility_e3, after->visibility_e3);
}

/* ---- Orders ------------------------------------------------------------------------------------
 */

static void count_side(lw_tally *tally, int side, const lw_answer *answer)
{
    const lw_quote *quote = answer->quote;
    bool ok = quote && quote->status == LW_QUOTE_OK;
    tally->ok[side] += ok;
    tally->no_plan[side] += quote && !ok;
    tally->invalid[side] += !quote;
    if (!ok)
        return;
    for (uint32_t i = 0; i < quote->plans->leg_count; i++) {
        const lw_catalog *catalog = catalog_of(tally->job, side);
        uint32_t lane = lw_intern_find(&catalog->lane_ids, quote->plans->legs[i].lane);
        if (lane < catalog->lane_count)
            tally->lane_orders[side][lane]++;
    }
}

/* Keeps an order that is told of by itself; false when memory is out. */
static bool keep_order(lw_tally *tally, const lw_compared *order)
{
    const lw_style *style = tally->job->style;
    switch (order->difference->change) {
    case LW_CHANGE_LOST:
        return lw_kept_offer(&tally->lost, 0, order, style);
    case LW_CHANGE_GAINED:
        return lw_kept_offer(&tally->gained, 0, order, style);
    case LW_CHANGE_NONE:
        return lw_kept_offer(&tally->none, 0, order, style);
    default:
        return true;
    }
}

lw_status lw_tally_take(lw_tally *tally, const lw_compared *order, lw_error *err)
{
    const lw_difference *d = order->difference;
    bool taken = keep_order(tally, order);
    if (taken && d->timed)
        taken = add_times(tally, order);
    if (taken && d->priced)
        taken = add_money(tally, order);
    if (!taken)
        return lw_fail_memory(err);
    for (int side = 0; side < LW_SIDES; side++)
        count_side(tally, side, order->answers[side]);
    tally->orders++;
    tally->changes[d->change]++;
    tally->other_modes += d->other_modes;
    tally->not_priced += d->timed && !d->priced;
    tally->moves[d->modes[LW_BEFORE]][d->modes[LW_AFTER]]++;
    return LW_OK;
}

/* ---- Lanes -------------------------------------------------------------------------------------
 */

bool lw_lane_is_alone(const lw_comparison *job, int side, const char *lane)
{
    return lw_intern_find(&catalog_of(job, 1 - side)->lane_ids, lane) == LW_NONE;
}

static int most_used_first(const void *a, const void *b)
{
    const lw_lane_use *x = a, *y = b;
    if (x->orders != y->orders)
        return x->orders > y->orders ? -1 : 1;
    return strcmp(x->lane, y->lane);
}

bool lw_tally_lanes(const lw_tally *tally, int side, lw_lane_uses *uses)
{
    const lw_catalog *catalog = catalog_of(tally->job, side);
    *uses = (lw_lane_uses){.items = NULL};
    for (uint32_t i = 0; i < catalog->lane_count; i++) {
        if (!lw_lane_is_alone(tally->job, side, catalog->lanes[i].id))
            continue;
        uses->alone++;
        lw_lane_use use = {catalog->lanes[i].id, tally->lane_orders[side][i]};
        if (use.orders > 0 && !LW_PUSH(uses, use)) {
            free(uses->items);
            uses->items = NULL;
            return false;
        }
    }
    if (uses->count > 1)
        qsort(uses->items, uses->count, sizeof *uses->items, most_used_first);
    return true;
}
