/* Per-shipment facts: selectors that do not depend on the lane, and where borders lie. */
#include "pricing/facts.h"

#include "base/error.h"
#include "pricing/money.h"

#include <stdlib.h>
#include <string.h>

static uint32_t most_surcharges(const lw_network *network)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < network->catalog->lane_count; i++) {
        if (network->lane_surcharges[i].count > most)
            most = network->lane_surcharges[i].count;
    }
    return most;
}

lw_status lw_facts_init(lw_facts *facts, const lw_network *network, lw_error *err)
{
    const lw_catalog *catalog = network->catalog;
    *facts = (lw_facts){.network = network, .catalog = catalog};
    facts->surcharge_match = calloc((size_t)catalog->surcharge_count + 1, 1);
    facts->restriction_match = calloc((size_t)catalog->restriction_count + 1, 1);
    facts->zone_holds = calloc((size_t)catalog->zone_count + 1, sizeof *facts->zone_holds);
    facts->matches = calloc((size_t)most_surcharges(network) + 1, sizeof *facts->matches);
    facts->entry_items = calloc(LW_MODE_COUNT, sizeof *facts->entry_items);
    if (facts->entry_items != NULL && facts->surcharge_match != NULL &&
        facts->restriction_match != NULL && facts->zone_holds != NULL && facts->matches != NULL)
        return LW_OK;
    lw_facts_release(facts);
    return lw_fail_memory(err);
}

void lw_facts_release(lw_facts *facts)
{
    free(facts->surcharge_match);
    free(facts->restriction_match);
    free(facts->zone_holds);
    free(facts->matches);
    free(facts->entry_items);
    *facts = (lw_facts){0};
}

bool lw_facts_on_day(const lw_facts *facts, const lw_dates *dates)
{
    return lw_dates_hold(dates, facts->demand->ship_date);
}

static bool any_flag(const lw_id_list *list, const lw_demand *demand)
{
    if (list->count == 0)
        return true;
    for (size_t i = 0; i < demand->flag_count; i++) {
        if (lw_list_takes(list, demand->flags[i]))
            return true;
    }
    return false;
}

static bool has_prefix(const lw_demand *demand, const char *prefix)
{
    size_t length = strlen(prefix);
    for (size_t i = 0; i < demand->item_count; i++) {
        const lw_demand_item *item = &demand->items[i];
        if (length <= item->hs_length && memcmp(prefix, item->hs, length) == 0)
            return true;
    }
    return false;
}

/* One item is enough. */
static bool any_prefix(const lw_text_list *list, const lw_demand *demand)
{
    if (list->count == 0)
        return true;
    for (uint32_t i = 0; i < list->count; i++) {
        if (has_prefix(demand, list->texts[i]))
            return true;
    }
    return false;
}

static bool any_zone(const lw_id_list *list, const lw_facts *facts)
{
    if (list->count == 0)
        return true;
    for (uint32_t i = 0; i < list->count; i++) {
        if (facts->zone_holds[list->ids[i]])
            return true;
    }
    return false;
}

/* The billable weight differs from lane to lane, and so do the sizes for lots: both are left to the
 * lane. */
static lw_match match_surcharge(const lw_facts *facts, const lw_surcharge *row)
{
    return lw_facts_on_day(facts, &row->valid) &&
                   lw_list_takes(&row->countries, facts->demand->country.i) &&
                   any_flag(&row->flags, facts->demand) && any_zone(&row->zones, facts)
               ? LW_MATCH_YES
               : LW_MATCH_NO;
}

static lw_match match_restriction(const lw_facts *facts, const lw_restriction *row)
{
    const lw_demand *demand = facts->demand;
    const lw_catalog *catalog = facts->catalog;
    uint32_t origin_country = catalog->nodes[demand->origin.i].country.i;
    if (!lw_facts_on_day(facts, &row->valid) ||
        !lw_list_takes(&row->origin_countries, origin_country) ||
        !lw_list_takes(&row->countries, demand->country.i) || !any_flag(&row->flags, demand) ||
        !any_prefix(&row->hs_prefixes, demand) ||
        (row->over_g != LW_NO_TRIGGER && demand->actual_g <= row->over_g))
        return LW_MATCH_NO;
    if (row->over_value_micros == LW_NO_TRIGGER)
        return LW_MATCH_YES;
    if (!lw_money_converts(catalog, demand->value_currency, row->currency))
        return LW_MATCH_NO_FX;
    lw_wide value =
        lw_money_exchange(catalog, demand->value_minor, demand->value_currency, row->currency);
    return lw_money_micros(catalog, value, row->currency) > row->over_value_micros ? LW_MATCH_YES
                                                                                   : LW_MATCH_NO;
}

static lw_area_ref area_of(const lw_catalog *catalog, lw_country_ref country)
{
    return catalog->countries[country.i].area;
}

void lw_facts_begin(lw_facts *facts, const lw_demand *demand)
{
    const lw_catalog *catalog = facts->catalog;
    facts->demand = demand;
    facts->origin_area = area_of(catalog, catalog->nodes[demand->origin.i].country);
    facts->exits_ready = facts->entries_ready = 0;
    memset(facts->zone_holds, 0, catalog->zone_count * sizeof *facts->zone_holds);
    for (size_t i = 0; i < demand->zone_count; i++)
        facts->zone_holds[demand->zones[i]] = true;
    for (uint32_t i = 0; i < catalog->surcharge_count; i++)
        facts->surcharge_match[i] = (uint8_t)match_surcharge(facts, &catalog->surcharges[i]);
    for (uint32_t i = 0; i < catalog->restriction_count; i++)
        facts->restriction_match[i] = (uint8_t)match_restriction(facts, &catalog->restrictions[i]);
}

lw_crossing lw_facts_crossing(const lw_facts *facts, uint32_t lane)
{
    const lw_lane_ends *ends = &facts->network->lane_ends[lane];
    uint32_t origin = facts->origin_area.i, destination = facts->demand->area.i;
    bool leaves_origin = ends->from_area == origin && ends->to_area != origin;
    bool from_inside = ends->from_area == destination, to_inside = ends->to_area == destination;

    lw_crossing crossing = {.entry_mode = facts->catalog->lanes[lane].mode,
                            .module = LW_INTERNATIONAL};
    crossing.allowed = (ends->zone == LW_NONE || facts->zone_holds[ends->zone]) &&
                       !(from_inside && (!to_inside || (!ends->from_bonded && ends->to_bonded))) &&
                       !(ends->from_area != origin && ends->to_area == origin);
    if (ends->from_area == origin && !leaves_origin)
        crossing.module = LW_DOMESTIC;
    else if (from_inside && to_inside)
        crossing.module = LW_DESTINATION;
    if (origin == destination)
        return crossing;
    crossing.exits = leaves_origin;
    crossing.enters = to_inside && !ends->to_bonded && (!from_inside || ends->from_bonded);
    if (from_inside && ends->from_bonded)
        crossing.entry_mode = LW_BONDED_WAREHOUSE;
    return crossing;
}

const lw_border *lw_facts_exit(lw_facts *facts, lw_mode mode)
{
    if ((facts->exits_ready >> mode & 1) == 0) {
        lw_country_ref country = facts->catalog->nodes[facts->demand->origin.i].country;
        facts->exits[mode] = lw_border_exit(facts->catalog, facts->demand, country, mode);
        facts->exits_ready |= 1u << mode;
    }
    return &facts->exits[mode];
}

const lw_border *lw_facts_entry(lw_facts *facts, lw_mode mode)
{
    if ((facts->entries_ready >> mode & 1) == 0) {
        facts->entries[mode] =
            lw_border_entry(facts->catalog, facts->demand, mode, facts->entry_items[mode]);
        facts->entries_ready |= 1u << mode;
    }
    return &facts->entries[mode];
}
