/* A comparison as a JSON object. */
#include <stdlib.h>
#include <string.h>

#include "compare/report.h"
#include "render/formats.h"

static void put_text(lw_json *json, const char *key, const char *text)
{
    lw_json_key(json, key);
    lw_json_text(json, text);
}

static void put_count(lw_json *json, const char *key, uint64_t count)
{
    lw_json_key(json, key);
    lw_json_int(json, (int64_t)count);
}

static void put_number(lw_json *json, const char *key, lw_unit unit, lw_wide held)
{
    char text[LW_WIDE_TEXT];
    lw_unit_text(text, unit, held);
    lw_json_key(json, key);
    lw_json_raw(json, text, strlen(text));
}

/* ---- Sums --------------------------------------------------------------------------------------
 */

static void put_totals(lw_json *json, lw_unit unit, const lw_wide total[LW_SIDES])
{
    put_number(json, "before", unit, total[LW_BEFORE]);
    put_number(json, "after", unit, total[LW_AFTER]);
    put_number(json, "change", unit, total[LW_AFTER] - total[LW_BEFORE]);
}

static void put_direction(lw_json *json, const char *key, lw_unit unit, uint64_t orders, lw_wide by)
{
    lw_json_key(json, key);
    lw_json_open_flat(json, '{');
    put_count(json, "orders", orders);
    put_number(json, "change", unit, by);
    lw_json_close(json, '}');
}

/* The members that every measure has, into the object that is open. */
static void put_sum(lw_json *json, lw_unit unit, const lw_sum *sum)
{
    int64_t low, high;
    put_count(json, "orders", sum->orders);
    put_totals(json, unit, sum->total);
    put_direction(json, "up", unit, sum->up, sum->up_by);
    put_direction(json, "down", unit, sum->down, -sum->down_by);
    if (!lw_spread_median(&sum->change, &low, &high)) {
        json->out->failed = true;
        return;
    }
    put_number(json, "median_change", unit, low);
    if (low != high)
        put_number(json, "median_change_most", unit, high);
}

static void put_money(lw_json *json, const lw_costs *costs)
{
    lw_unit unit = lw_unit_money(costs->decimals);
    lw_json_open(json, '{');
    put_text(json, "currency", costs->currency);
    put_sum(json, unit, &costs->cost);
    lw_json_key(json, "parts");
    lw_json_open(json, '{');
    for (int part = 0; part < LW_PART_COUNT; part++) {
        lw_json_key(json, lw_part_name((lw_part)part));
        lw_json_open_flat(json, '{');
        put_totals(json, unit, costs->parts[part]);
        lw_json_close(json, '}');
    }
    lw_json_close(json, '}');
    lw_json_close(json, '}');
}

static void put_measure(lw_json *json, const char *key, lw_unit unit, const lw_sum *sum)
{
    lw_json_key(json, key);
    if (sum->orders == 0) {
        lw_json_null(json);
        return;
    }
    lw_json_open(json, '{');
    put_sum(json, unit, sum);
    lw_json_close(json, '}');
}

/* Percentages do not add up to anything: their average over the orders is told. */
static void put_visibility(lw_json *json, const lw_sum *sum)
{
    char text[LW_WIDE_TEXT];
    int64_t low, high;
    lw_json_key(json, "visibility_pct");
    if (sum->orders == 0) {
        lw_json_null(json);
        return;
    }
    lw_json_open_flat(json, '{');
    put_count(json, "orders", sum->orders);
    for (int side = 0; side < LW_SIDES; side++) {
        lw_unit_share(text, lw_unit_percent, sum->total[side], sum->orders);
        lw_json_key(json, side == LW_BEFORE ? "average_before" : "average_after");
        lw_json_raw(json, text, strlen(text));
    }
    put_count(json, "up_orders", sum->up);
    put_count(json, "down_orders", sum->down);
    if (lw_spread_median(&sum->change, &low, &high))
        put_number(json, "median_change", lw_unit_percent, low);
    else
        json->out->failed = true;
    lw_json_close(json, '}');
}

/* ---- Modes and lanes ---------------------------------------------------------------------------
 */

static void put_modes(lw_json *json, const char *key, unsigned modes)
{
    lw_json_key(json, key);
    lw_json_open_flat(json, '[');
    for (unsigned mode = 0; mode < LW_MODES; mode++) {
        if (modes & 1u << mode)
            lw_json_text(json, lw_mode_name(mode));
    }
    lw_json_close(json, ']');
}

static void put_moves(lw_json *json, const lw_tally *tally)
{
    lw_json_key(json, "modes");
    lw_json_open(json, '[');
    for (unsigned before = 0; before < LW_MODE_SETS; before++) {
        for (unsigned after = 0; after < LW_MODE_SETS; after++) {
            if (tally->moves[before][after] == 0)
                continue;
            lw_json_open_flat(json, '{');
            put_modes(json, "before", before);
            put_modes(json, "after", after);
            put_count(json, "orders", tally->moves[before][after]);
            lw_json_close(json, '}');
        }
    }
    lw_json_close(json, ']');
}

static void put_lanes(lw_json *json, const char *key, const lw_tally *tally, int side)
{
    lw_lane_uses uses;
    if (!lw_tally_lanes(tally, side, &uses)) {
        json->out->failed = true;
        return;
    }
    lw_json_key(json, key);
    lw_json_open(json, '{');
    put_count(json, "lanes", uses.alone);
    put_count(json, "used", uses.count);
    lw_json_key(json, "most_used");
    lw_json_open(json, '[');
    for (size_t i = 0; i < uses.count && i < tally->job->top; i++) {
        lw_json_open_flat(json, '{');
        put_text(json, "lane", uses.items[i].lane);
        put_count(json, "orders", uses.items[i].orders);
        lw_json_close(json, '}');
    }
    lw_json_close(json, ']');
    lw_json_close(json, '}');
    free(uses.items);
}

/* ---- Orders ------------------------------------------------------------------------------------
 */

static void put_plan(lw_json *json, const lw_tally *tally, const lw_kept_side *side)
{
    const lw_plan *plan = &side->plan;
    put_number(json, "cost", lw_unit_money(side->decimals), plan->cost);
    put_number(json, "days", lw_unit_days, plan->minutes[tally->job->options->time_basis]);
    put_number(json, "blind_hours", lw_unit_hours, plan->blind_minutes);
    put_number(json, "visibility_pct", lw_unit_percent, plan->visibility_e3);
    lw_json_key(json, "modes");
    lw_json_open_flat(json, '[');
    for (uint32_t i = 0; i < plan->mode_count; i++)
        lw_json_text(json, plan->modes[i]);
    lw_json_close(json, ']');
    put_text(json, "start", plan->start);
    lw_json_key(json, "stocked");
    lw_json_bool(json, plan->stocked);
    lw_json_key(json, "lanes");
    lw_json_open_flat(json, '[');
    for (uint32_t i = 0; i < plan->leg_count; i++)
        lw_json_text(json, plan->legs[i].lane);
    lw_json_close(json, ']');
}

static void put_side(lw_json *json, const lw_tally *tally, const lw_kept_side *side)
{
    lw_json_open_flat(json, '{');
    put_text(json, "status", side->status);
    lw_json_key(json, "currency");
    if (side->currency)
        lw_json_text(json, side->currency);
    else
        lw_json_null(json);
    if (side->planned)
        put_plan(json, tally, side);
    put_text(json, "message", side->message.bytes);
    lw_json_close(json, '}');
}

static void put_changes(lw_json *json, const lw_kept *kept)
{
    const lw_difference *d = &kept->difference;
    lw_unit unit = lw_unit_money(kept->sides[LW_BEFORE].decimals);
    lw_json_open_flat(json, '{');
    if (d->priced)
        put_number(json, "cost", unit, d->cost);
    put_number(json, "days", lw_unit_days, d->minutes);
    put_number(json, "blind_hours", lw_unit_hours, d->blind_minutes);
    put_number(json, "visibility_pct", lw_unit_percent, d->visibility_e3);
    for (int part = 0; d->priced && part < LW_PART_COUNT; part++) {
        if (d->parts[part] != 0)
            put_number(json, lw_part_name((lw_part)part), unit, d->parts[part]);
    }
    lw_json_close(json, '}');
}

static void put_order(lw_json *json, const lw_tally *tally, const lw_kept *kept)
{
    lw_json_open(json, '{');
    put_text(json, "id", kept->id.bytes);
    put_count(json, "record", kept->number);
    put_text(json, "change", lw_change_name(kept->difference.change));
    for (int side = 0; side < LW_SIDES; side++) {
        lw_json_key(json, lw_side_name(side));
        put_side(json, tally, &kept->sides[side]);
    }
    if (kept->difference.timed) {
        lw_json_key(json, "changes");
        put_changes(json, kept);
    }
    lw_json_close(json, '}');
}

static void put_list(lw_json *json, const lw_tally *tally, const lw_kept_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        put_order(json, tally, list->items[i]);
}

static void put_orders(lw_json *json, const char *key, const lw_tally *tally,
                       const lw_kept_list *list)
{
    lw_json_key(json, key);
    lw_json_open(json, '[');
    put_list(json, tally, list);
    lw_json_close(json, ']');
}

static void put_hits(lw_json *json, const lw_tally *tally)
{
    lw_json_key(json, "hardest_hit");
    lw_json_open(json, '[');
    put_list(json, tally, &tally->hit);
    for (size_t i = 0; i < tally->costs.count; i++)
        put_list(json, tally, &tally->costs.items[i].hit);
    lw_json_close(json, ']');
}

/* ---- The whole ---------------------------------------------------------------------------------
 */

static void put_head(lw_json *json, const lw_tally *tally)
{
    static const char *const hands[] = {"min", "typical", "max"};
    const lw_options *options = tally->job->options;
    char date[16];
    put_text(json, "catalog_before", tally->job->folders[LW_BEFORE]);
    put_text(json, "catalog_after", tally->job->folders[LW_AFTER]);
    put_text(json, "rank", lw_rank_name(options->rank));
    put_text(json, "time_basis", hands[options->time_basis]);
    lw_date_format(date, options->ship_date);
    put_text(json, "ship_date", date);
    put_count(json, "orders", tally->orders);
    lw_json_key(json, "changes");
    lw_json_open_flat(json, '{');
    for (int change = 0; change < LW_CHANGE_COUNT; change++)
        put_count(json, lw_change_name((lw_change)change), tally->changes[change]);
    lw_json_close(json, '}');
    lw_json_key(json, "statuses");
    lw_json_open_flat(json, '{');
    for (int side = 0; side < LW_SIDES; side++) {
        lw_json_key(json, lw_side_name(side));
        lw_json_open_flat(json, '{');
        put_count(json, "ok", tally->ok[side]);
        put_count(json, "no_plan", tally->no_plan[side]);
        put_count(json, "invalid", tally->invalid[side]);
        lw_json_close(json, '}');
    }
    lw_json_close(json, '}');
    put_count(json, "moved_to_other_modes", tally->other_modes);
    put_count(json, "not_priced", tally->not_priced);
}

void lw_compare_json(lw_buffer *out, const lw_tally *tally)
{
    lw_json json = {.out = out, .pretty = true};
    lw_json_open(&json, '{');
    put_head(&json, tally);
    lw_json_key(&json, "costs");
    lw_json_open(&json, '[');
    for (size_t i = 0; i < tally->costs.count; i++)
        put_money(&json, &tally->costs.items[i]);
    lw_json_close(&json, ']');
    put_measure(&json, "days", lw_unit_days, &tally->minutes);
    put_measure(&json, "blind_hours", lw_unit_hours, &tally->blind_minutes);
    put_visibility(&json, &tally->visibility_e3);
    put_moves(&json, tally);
    put_lanes(&json, "lanes_gone", tally, LW_BEFORE);
    put_lanes(&json, "lanes_new", tally, LW_AFTER);
    put_hits(&json, tally);
    put_orders(&json, "lost", tally, &tally->lost);
    put_orders(&json, "gained", tally, &tally->gained);
    put_orders(&json, "none", tally, &tally->none);
    lw_json_close(&json, '}');
    lw_put_char(out, '\n');
}
