/* Carriers and lanes, with the carriers' rules handed down. */
#include "base/error.h"
#include "base/nearest.h"
#include "catalog/load.h"

/* ---- Carriers ----------------------------------------------------------------------------------
 */

static lw_weight_rules keep_rules(const struct lw_weight_row *cells)
{
    return (lw_weight_rules){
        .dim_rounding = (lw_dim_rounding)cells->dim_rounding,
        .piece_rule = (lw_piece_rule)cells->piece_rule,
        .divisor_e3 = cells->divisor,
        .vol_over_side_mm = cells->over_side,
        .vol_over_sum_mm = cells->over_sum,
        .vol_over_mm3 = cells->over_volume,
        .vol_over_ratio_e4 = cells->over_ratio,
        .vol_share_e4 = cells->share,
        .min_weight_g = cells->min_weight,
        .step_g = cells->step,
    };
}

static void check_step(lw_loader *loader, int64_t step)
{
    if (step == 0)
        lw_row_error(loader, "step_kg", "step_kg must be above 0");
}

void lw_add_carrier(lw_loader *loader, const union lw_any_row *row)
{
    const struct lw_carrier_row *cells = &row->carrier;
    lw_intern *ids = &loader->catalog->carrier_ids;
    const lw_source *first = loader->carriers.count ? &loader->carriers.items->source : NULL;
    uint32_t number = lw_new_id(loader, ids, "carrier", cells->carrier, first, sizeof(lw_carrier));
    check_step(loader, cells->weight.step);
    if (number == LW_NONE)
        return;
    lw_carrier carrier = {.id = ids->texts[number],
                          .name = lw_keep_text(loader, cells->name),
                          .currency = {cells->currency},
                          .weight = keep_rules(&cells->weight),
                          .source = loader->here};
    bool unclear = !lw_cell_sound(loader, "currency");
    if (!LW_PUSH(&loader->carriers, carrier) || !LW_PUSH(&loader->currency_unclear, unclear))
        lw_loader_no_memory(loader);
}

/* ---- Lanes -------------------------------------------------------------------------------------
 */

static int64_t own_or(int64_t own, int64_t carriers)
{
    return own == LW_UNSET ? carriers : own;
}

static lw_weight_rules inherit_rules(const struct lw_weight_row *own, const lw_weight_rules *base)
{
    struct lw_weight_row cells = {
        .dim_rounding = own_or(own->dim_rounding, base->dim_rounding),
        .divisor = own_or(own->divisor, base->divisor_e3),
        .over_side = own_or(own->over_side, base->vol_over_side_mm),
        .over_sum = own_or(own->over_sum, base->vol_over_sum_mm),
        .over_volume = own_or(own->over_volume, base->vol_over_mm3),
        .over_ratio = own_or(own->over_ratio, base->vol_over_ratio_e4),
        .share = own_or(own->share, base->vol_share_e4),
        .min_weight = own_or(own->min_weight, base->min_weight_g),
        .step = own_or(own->step, base->step_g),
        .piece_rule = own_or(own->piece_rule, base->piece_rule),
    };
    return keep_rules(&cells);
}

static void refuse_end(lw_loader *loader, const char *to)
{
    loader->sound = false;
    if (loader->broken[LW_TABLE_NODES] || loader->broken[LW_TABLE_ZONES])
        return;
    lw_error fault;
    lw_nearest search = lw_nearest_start(to);
    const lw_intern *names[] = {&loader->catalog->node_ids, &loader->catalog->zone_ids};
    for (size_t i = 0; i < 2 && !lw_problems_many(&loader->problems, LW_TABLE_LANES); i++) {
        for (uint32_t j = 0; j < names[i]->count; j++)
            lw_nearest_offer(&search, names[i]->texts[j]);
    }
    lw_fail_unknown(&fault, LW_BAD_CATALOG, "node or zone", to, search.best);
    lw_row_error(loader, "to", "%s", fault.message);
}

static void find_end(lw_loader *loader, const char *to, lw_lane *lane)
{
    lane->to_node.i = lw_intern_find(&loader->catalog->node_ids, to);
    lane->to_zone.i = LW_NONE;
    if (lane->to_node.i != LW_NONE)
        return;
    lane->to_zone.i = lw_intern_find(&loader->catalog->zone_ids, to);
    if (lane->to_zone.i == LW_NONE && to[0])
        refuse_end(loader, to);
}

static void find_card(lw_loader *loader, const struct lw_lane_row *cells, lw_lane *lane)
{
    lane->card.i = cells->card;
    if (cells->card != LW_NONE || !lw_cell_sound(loader, "card") || !lw_cell_sound(loader, "lane"))
        return;
    lane->card.i = lw_intern_find(&loader->catalog->card_names, lane->id);
    if (lane->card.i != LW_NONE)
        return;
    loader->sound = false;
    if (!loader->broken[LW_TABLE_RATES])
        lw_row_error(loader, "lane", "card '%s' (the lane's own) has no row in rates", lane->id);
}

static void set_duration(lw_loader *loader, const struct lw_lane_row *cells, lw_lane *lane)
{
    int64_t days = cells->days;
    if (days == LW_UNSET && cells->min_days != LW_UNSET && cells->max_days != LW_UNSET)
        days = (cells->min_days + cells->max_days + 1) / 2;
    bool sound = lw_cell_sound(loader, "min_days") && lw_cell_sound(loader, "days") &&
                 lw_cell_sound(loader, "max_days");
    if (days == LW_UNSET && sound)
        lw_row_error(loader, "days|min_days|max_days",
                     "days is required unless min_days and max_days are given");
    lane->duration = lw_keep_minutes(cells->min_days, days, cells->max_days);
}

static void set_money(lw_loader *loader, const struct lw_lane_row *cells, const lw_carrier *carrier,
                      lw_lane *lane)
{
    lane->currency.i = cells->currency != LW_NONE ? cells->currency : carrier->currency.i;
    bool clear =
        lw_cell_sound(loader, "currency") && !loader->currency_unclear.items[cells->carrier];
    if (lane->currency.i == LW_NONE && clear)
        lw_row_error(loader, "currency|carrier",
                     "currency is required: carrier '%s' has none either", carrier->id);
    lane->min_value_micros = cells->min_value == LW_UNSET ? 0 : cells->min_value;
    lane->max_value_micros = cells->max_value == LW_UNSET ? LW_NO_LIMIT : cells->max_value;
    lane->value_currency.i = LW_NONE;
    if (cells->min_value != LW_UNSET || cells->max_value != LW_UNSET)
        lane->value_currency.i =
            cells->value_currency != LW_NONE ? cells->value_currency : lane->currency.i;
}

static void set_limits(lw_loader *loader, const struct lw_lane_row *cells, lw_lane *lane)
{
    lane->max_weight_g = cells->max_weight;
    lane->max_side_mm = cells->max_side;
    lane->max_sum_mm = cells->max_sum;
    lane->max_girth_mm = cells->max_girth;
    lane->min_shipment_g = cells->min_shipment;
    lane->max_shipment_g = cells->max_shipment;
    lane->lot_g = cells->lot;
    lane->next_break = cells->next_break == 1;
    lane->valid = lw_keep_dates(loader, cells->valid_from, cells->valid_to);
}

static void set_clock(lw_loader *loader, const struct lw_lane_row *cells, lw_lane *lane)
{
    enum { EVERY_DAY = 0x7f };
    lane->calendar.i = cells->calendar;
    lane->departs = (uint8_t)cells->departs;
    lane->depart_minute = (int16_t)cells->depart_time;
    lane->cutoff_minutes = cells->cutoff;
    lane->business_days = cells->day_count == 1;
    if (cells->calendar != LW_NONE || lane->departs != EVERY_DAY || lane->depart_minute >= 0 ||
        cells->cutoff != 0 || lane->business_days)
        loader->catalog->has_clock = true;
}

void lw_add_lane(lw_loader *loader, const union lw_any_row *row)
{
    const struct lw_lane_row *cells = &row->lane;
    lw_intern *ids = &loader->catalog->lane_ids;
    const lw_source *first = loader->lanes.count ? &loader->lanes.items->source : NULL;
    uint32_t number = lw_new_id(loader, ids, "lane", cells->lane, first, sizeof(lw_lane));
    lw_lane lane = {.id = number == LW_NONE ? cells->lane : ids->texts[number],
                    .service = lw_keep_text(loader, cells->service),
                    .carrier = {cells->carrier},
                    .mode = (lw_mode)cells->mode,
                    .from = {cells->from},
                    .visibility_e4 = cells->visibility,
                    .source = loader->here};
    find_end(loader, cells->to, &lane);
    check_step(loader, cells->weight.step);
    find_card(loader, cells, &lane);
    set_duration(loader, cells, &lane);
    set_limits(loader, cells, &lane);
    set_clock(loader, cells, &lane);
    if (cells->carrier < loader->carriers.count) {
        const lw_carrier *carrier = &loader->carriers.items[cells->carrier];
        lane.weight = inherit_rules(&cells->weight, &carrier->weight);
        set_money(loader, cells, carrier, &lane);
    }
    if (number != LW_NONE && !LW_PUSH(&loader->lanes, lane))
        lw_loader_no_memory(loader);
}

/* ---- All together ------------------------------------------------------------------------------
 */

void lw_finish_lanes(lw_loader *loader)
{
    lw_catalog *catalog = loader->catalog;
    if (loader->lanes.count)
        lw_rank_ids(loader, &catalog->lane_ids, &loader->lanes.items->id_rank, sizeof(lw_lane));
    catalog->carriers = lw_arena_copy(&catalog->arena, loader->carriers.items,
                                      loader->carriers.count, sizeof(lw_carrier));
    catalog->carrier_count = (uint32_t)loader->carriers.count;
    if (!catalog->carriers || !LW_RESERVE(&loader->lanes, 1) ||
        !lw_arena_adopt(&catalog->arena, loader->lanes.items)) {
        lw_loader_no_memory(loader);
        return;
    }
    catalog->lanes = loader->lanes.items;
    catalog->lane_count = (uint32_t)loader->lanes.count;
    loader->lanes.items = NULL;
}
