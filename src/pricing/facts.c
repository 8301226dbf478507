/* Per-shipment facts: selectors that do not depend on the lane, and where borders lie. */
#include "pricing/facts.h"

#include "base/error.h"
#include "pricing/money.h"
#include "pricing/weight.h"

#include <stdlib.h>
#include <string.h>

static uint32_t most_surcharges(const lw_network *network)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < network->profile_count; i++) {
        if (network->profiles[i].surcharges.count > most)
            most = network->profiles[i].surcharges.count;
    }
    return most;
}

static size_t all_surcharges(const lw_network *network)
{
    const lw_profile *last = network->profiles + network->profile_count - 1;
    return network->profile_count == 0 ? 0 : (size_t)last->first + last->surcharges.count;
}

lw_status lw_facts_init(lw_facts *facts, const lw_network *network, lw_error *err)
{
    const lw_catalog *catalog = network->catalog;
    *facts = (lw_facts){.network = network, .catalog = catalog};
    facts->surcharge_match = calloc((size_t)catalog->surcharge_count + 1, 1);
    facts->restriction_match = calloc((size_t)catalog->restriction_count + 1, 1);
    facts->zone_holds = calloc((size_t)catalog->zone_count + 1, sizeof *facts->zone_holds);
    facts->matches = calloc((size_t)most_surcharges(network) + 1, sizeof *facts->matches);
    facts->rulings = calloc((size_t)network->profile_count + 1, sizeof *facts->rulings);
    facts->rows = calloc(all_surcharges(network) + 1, sizeof *facts->rows);
    facts->handling = calloc((size_t)catalog->node_count + 1, sizeof *facts->handling);
    facts->entry_items = calloc(LW_MODE_COUNT, sizeof *facts->entry_items);
    if (facts->entry_items != NULL && facts->surcharge_match != NULL &&
        facts->restriction_match != NULL && facts->zone_holds != NULL && facts->matches != NULL &&
        facts->rulings != NULL && facts->rows != NULL && facts->handling != NULL)
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
    free(facts->rulings);
    free(facts->rows);
    free(facts->handling);
    free(facts->entry_items);
    *facts = (lw_facts){0};
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

/* The billable weight differs from lane to lane, and a lot has no sizes: both are left to the lane.
 */
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
    facts->stamp++;
    facts->demand = demand;
    facts->weights_ready = 0;
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

lw_facts lw_facts_of_any_weight(const lw_facts *facts, const lw_demand *demand)
{
    lw_facts any = *facts;
    any.demand = demand;
    any.any_weight = true;
    any.weights_ready = 0;
    return any;
}

static bool over(int64_t trigger, int64_t measure)
{
    return trigger == LW_NO_TRIGGER || measure > trigger;
}

static bool sizes_match(const lw_demand *demand, const lw_surcharge *row)
{
    return over(row->over_side_mm, demand->longest_mm) && over(row->over_sum_mm, demand->sum_mm) &&
           over(row->over_girth_mm, demand->girth_mm);
}

static lw_refusal rule_on_access(const lw_facts *facts, const lw_profile *profile)
{
    lw_span rows = profile->restrictions;
    lw_refusal refusal = LW_ACCEPTED;
    if ((facts->demand->modes >> profile->mode & 1) == 0)
        return LW_MODE_EXCLUDED;
    for (uint32_t i = 0; i < rows.count; i++) {
        lw_match match = (lw_match)facts->restriction_match[rows.items[i]];
        if (match == LW_MATCH_YES)
            return LW_RESTRICTED;
        if (match == LW_MATCH_NO_FX)
            refusal = LW_NO_FX;
    }
    return refusal;
}

/* Notes the matching surcharges that are, or are not, percentages of the charges; returns their
 * number. */
static uint32_t note_rows(const lw_facts *facts, lw_span rows, bool fuels, uint32_t first)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < rows.count; i++) {
        const lw_surcharge *row = &facts->catalog->surcharges[rows.items[i]];
        if ((row->basis == LW_PCT_CHARGES) == fuels &&
            facts->surcharge_match[rows.items[i]] == LW_MATCH_YES &&
            sizes_match(facts->demand, row))
            facts->rows[first + count++] = row;
    }
    return count;
}

void lw_facts_rule(lw_facts *facts, uint32_t index)
{
    const lw_profile *profile = &facts->network->profiles[index];
    lw_ruling ruling = {.stamp = facts->stamp, .first = profile->first};
    ruling.refusal = rule_on_access(facts, profile);
    ruling.count = note_rows(facts, profile->surcharges, false, ruling.first);
    ruling.fuels = note_rows(facts, profile->surcharges, true, ruling.first + ruling.count);
    facts->rulings[index] = ruling;
}

lw_wide lw_facts_weigh(lw_facts *facts, uint32_t lane)
{
    const lw_weight_rules *rules = &facts->catalog->lanes[lane].weight;
    uint8_t measure = facts->network->lane_measure[lane];
    lw_load load = {facts->demand->pieces, facts->demand->piece_count};
    if (measure == LW_OTHER_MEASURE || facts->any_weight)
        return lw_shipment_weight(rules, &load);
    facts->weights[measure] = lw_shipment_weight(&facts->network->measures[measure], &load);
    facts->weights_ready |= UINT64_C(1) << measure;
    return lw_wide_max(facts->weights[measure], rules->min_weight_g);
}

const lw_border *lw_facts_find_exit(lw_facts *facts, lw_mode mode)
{
    lw_country_ref country = facts->catalog->nodes[facts->demand->origin.i].country;
    facts->exits[mode] = lw_border_exit(facts->catalog, facts->demand, country, mode);
    facts->exits_ready |= 1u << mode;
    return &facts->exits[mode];
}

const lw_border *lw_facts_find_entry(lw_facts *facts, lw_mode mode)
{
    facts->entries[mode] =
        lw_border_entry(facts->catalog, facts->demand, mode, facts->entry_items[mode]);
    facts->entries_ready |= 1u << mode;
    return &facts->entries[mode];
}
