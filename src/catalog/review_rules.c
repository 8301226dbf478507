/* Surcharges, handoffs and restrictions that no lane or shipment can meet. */
#include "catalog/review.h"

/* The selectors of a rule that speak of lanes. */
typedef struct lane_selector {
    lw_id_list carriers, modes, lanes, zones;
} lane_selector;

static uint8_t mode_bits(lw_id_list modes)
{
    uint8_t bits = modes.count ? 0 : LW_ALL_MODES;
    for (uint32_t i = 0; i < modes.count; i++)
        bits |= (uint8_t)(1u << modes.ids[i]);
    return bits;
}

/* May a destination lie both in the lane's zone and in one of `zones`? */
static bool zones_agree(const lw_catalog *catalog, const lw_lane *lane, lw_id_list zones)
{
    if (zones.count == 0)
        return true;
    if (lane->to_zone.i == LW_NONE)
        return false;
    uint32_t country = catalog->zones[lane->to_zone.i].country.i;
    for (uint32_t i = 0; i < zones.count; i++) {
        if (catalog->zones[zones.ids[i]].country.i == country)
            return true;
    }
    return false;
}

static bool named_lane_fits(const lw_catalog *catalog, const lane_selector *selector)
{
    uint8_t modes = mode_bits(selector->modes);
    for (uint32_t i = 0; i < selector->lanes.count; i++) {
        const lw_lane *lane = &catalog->lanes[selector->lanes.ids[i]];
        if (lw_list_takes(&selector->carriers, lane->carrier.i) && (modes >> lane->mode & 1) &&
            zones_agree(catalog, lane, selector->zones))
            return true;
    }
    return false;
}

/* Can some lane meet all of the selectors? Yes when in doubt. */
static bool some_lane_fits(const lw_review *review, const lane_selector *selector)
{
    if (selector->lanes.count)
        return named_lane_fits(review->catalog, selector);
    const uint8_t *modes_of =
        selector->zones.count ? review->delivery_modes : review->carrier_modes;
    uint8_t modes = mode_bits(selector->modes);
    for (uint32_t i = 0; i < selector->carriers.count; i++) {
        if (modes_of[selector->carriers.ids[i]] & modes)
            return true;
    }
    for (uint32_t i = 0; i < review->catalog->carrier_count && !selector->carriers.count; i++) {
        if (modes_of[i] & modes)
            return true;
    }
    return false;
}

/* The first column that is part of the contradiction. */
static const char *first_column(const lane_selector *selector)
{
    return selector->carriers.count ? "carrier"
           : selector->modes.count  ? "mode"
           : selector->lanes.count  ? "lane"
                                    : "zone";
}

static void review_selector(lw_review *review, const lane_selector *selector, lw_source where,
                            const char *columns)
{
    bool selects = selector->carriers.count || selector->modes.count || selector->lanes.count ||
                   selector->zones.count;
    if (selects && !some_lane_fits(review, selector))
        lw_warn(review, where, first_column(selector),
                "the row never applies: no lane has all of its %s", columns);
}

static void review_countries(lw_review *review, lw_id_list countries, const bool *known,
                             lw_source where, const char *column, const char *missing)
{
    for (uint32_t i = 0; i < countries.count; i++) {
        if (!known[countries.ids[i]])
            lw_warn(review, where, column, "%s in country '%s'", missing,
                    review->catalog->countries[countries.ids[i]].code);
    }
}

static void review_surcharge(lw_review *review, const lw_surcharge *row)
{
    lane_selector selector = {row->carriers, row->modes, row->lanes, row->zones};
    review_selector(review, &selector, row->source, "carrier, mode, lane and zone");
    review_countries(review, row->countries, review->country_zones, row->source, "country",
                     "no zone lies");
    for (uint32_t i = 0; i < row->zones.count && row->countries.count; i++) {
        const lw_zone *zone = &review->catalog->zones[row->zones.ids[i]];
        if (!lw_list_takes(&row->countries, zone->country.i))
            lw_warn(review, row->source, "zone", "zone '%s' lies in none of the row's countries",
                    zone->id);
    }
}

static void review_restriction(lw_review *review, const lw_restriction *row)
{
    lane_selector selector = {row->carriers, row->modes, row->lanes, {0}};
    review_selector(review, &selector, row->source, "carrier, mode and lane");
    review_countries(review, row->countries, review->country_zones, row->source, "country",
                     "no zone lies");
    review_countries(review, row->origin_countries, review->country_nodes, row->source,
                     "origin_country", "no node stands");
    if (!row->carriers.count && !row->modes.count && !row->lanes.count && !row->flags.count &&
        !row->origin_countries.count && !row->countries.count && !row->hs_prefixes.count &&
        row->over_value_micros == LW_NO_TRIGGER && row->over_g == LW_NO_TRIGGER)
        lw_warn(review, row->source, "restriction", "the row forbids every shipment");
}

/* ---- Handoffs ----------------------------------------------------------------------------------
 */

/* Does any carrier but `not_this` have a pair with the node? */
static bool any_carrier(const lw_review *review, const lw_pairs *pairs, uint32_t node,
                        uint32_t not_this)
{
    for (uint32_t i = 0; i < review->catalog->carrier_count; i++) {
        if (i != not_this && lw_pairs_have(pairs, node, i))
            return true;
    }
    return false;
}

static bool happens_at(const lw_review *review, const lw_handoff *row, uint32_t node)
{
    uint32_t from = row->from_carrier.i, to = row->to_carrier.i;
    bool comes = from == LW_NONE ? any_carrier(review, &review->arriving, node, to)
                                 : lw_pairs_have(&review->arriving, node, from);
    bool goes = to == LW_NONE ? any_carrier(review, &review->leaving, node, from)
                              : lw_pairs_have(&review->leaving, node, to);
    return comes && goes;
}

static bool handoff_happens(const lw_review *review, const lw_handoff *row)
{
    if (row->node.i != LW_NONE)
        return happens_at(review, row, row->node.i);
    for (uint32_t node = 0; node < review->catalog->node_count; node++) {
        if (happens_at(review, row, node))
            return true;
    }
    return false;
}

static void review_handoff(lw_review *review, const lw_handoff *row)
{
    const lw_catalog *catalog = review->catalog;
    if (row->from_carrier.i != LW_NONE && row->from_carrier.i == row->to_carrier.i)
        lw_warn(review, row->source, "to_carrier",
                "the row never applies: '%s' does not hand over to itself",
                catalog->carriers[row->to_carrier.i].id);
    else if (!handoff_happens(review, row))
        lw_warn(review, row->source, row->node.i != LW_NONE ? "node" : "from_carrier",
                "the row never applies: no such carriers meet there");
}

void lw_review_rules(lw_review *review)
{
    const lw_catalog *catalog = review->catalog;
    for (uint32_t i = 0; i < catalog->surcharge_count; i++)
        review_surcharge(review, &catalog->surcharges[i]);
    for (uint32_t i = 0; i < catalog->handoff_count; i++)
        review_handoff(review, &catalog->handoffs[i]);
    for (uint32_t i = 0; i < catalog->restriction_count; i++)
        review_restriction(review, &catalog->restrictions[i]);
}
