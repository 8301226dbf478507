/* What the lanes of a catalog are, and picking some of them. */
#include <lanewise/lanes.h>

#include <string.h>

#include "base/error.h"
#include "base/nearest.h"
#include "catalog/model.h"
#include "catalog/zone_match.h"
#include "table/cell.h"

/* ---- A lane ------------------------------------------------------------------------------------
 */

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t greatest(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* The lightest and the heaviest piece. What is lighter than the least billable weight, or than the
 * lot that it shares, is looked up in the card at that weight. */
static void find_weights(const lw_catalog *catalog, const lw_lane *lane, lw_lane_info *info)
{
    const lw_card *card = &catalog->cards[lane->card.i];
    int64_t lifted = greatest(lane->weight.min_weight_g, lane->lot_g);
    int64_t low = LW_NO_LIMIT, high = 0;
    for (uint32_t i = 0; i < card->rate_count; i++) {
        low = least(low, card->rates[i].over_g);
        high = greatest(high, card->rates[i].up_to_g);
    }
    info->min_grams = greatest(low < lifted ? 1 : low + 1, greatest(lane->min_shipment_g, 1));
    info->max_grams =
        lifted > high ? 0 : least(high, least(lane->max_weight_g, lane->max_shipment_g));
    if (info->max_grams == LW_NO_LIMIT)
        info->max_grams = -1;
}

static lw_lane_info info_of(const lw_catalog *catalog, const lw_lane *lane)
{
    const lw_node *from = &catalog->nodes[lane->from.i];
    const lw_currency *currency = &catalog->currencies[lane->currency.i];
    lw_lane_info info = {
        .lane = lane->id,
        .carrier = catalog->carriers[lane->carrier.i].id,
        .mode = lw_mode_name(lane->mode),
        .service = lane->service,
        .from = from->id,
        .from_country = catalog->countries[from->country.i].code,
        .to_zone = lane->to_zone.i != LW_NONE,
        .minutes = {lane->duration.min, lane->duration.typical, lane->duration.max},
        .business_days = lane->business_days,
        .visibility_e4 = lane->visibility_e4,
        .card = catalog->cards[lane->card.i].name,
        .currency = currency->code,
        .decimals = currency->decimals,
        .valid_from = lane->valid.from,
        .valid_to = lane->valid.to,
        .departs = lane->departs,
        .depart_minute = lane->depart_minute,
        .cutoff_minutes = lane->cutoff_minutes,
        .calendar = lane->calendar.i == LW_NONE ? "" : catalog->calendars[lane->calendar.i].id,
        .file = catalog->files[lane->source.file],
        .line = lane->source.line,
    };
    lw_country_ref country;
    if (info.to_zone) {
        info.to = catalog->zones[lane->to_zone.i].id;
        country = catalog->zones[lane->to_zone.i].country;
    } else {
        info.to = catalog->nodes[lane->to_node.i].id;
        country = catalog->nodes[lane->to_node.i].country;
    }
    info.to_country = catalog->countries[country.i].code;
    find_weights(catalog, lane, &info);
    return info;
}

/* ---- The filter --------------------------------------------------------------------------------
 */

void lw_lane_filter_init(lw_lane_filter *filter)
{
    *filter = (lw_lane_filter){.lane = LW_NONE,
                               .from = LW_NONE,
                               .carrier = LW_NONE,
                               .country = LW_NONE,
                               .node = LW_NONE,
                               .zone = LW_NONE,
                               .modes = LW_ALL_MODES};
}

static lw_status set_name(const lw_intern *names, const char *what, const char *value,
                          uint32_t *number, lw_error *err)
{
    *number = lw_intern_find(names, value);
    if (*number != LW_NONE)
        return LW_OK;
    return lw_fail_unknown(err, LW_BAD_ARGUMENT, what, value, lw_intern_nearest(names, value));
}

static lw_status set_mode(lw_lane_filter *filter, const char *value, lw_error *err)
{
    lw_mode mode;
    const char *nearest;
    if (!lw_mode_find(value, &mode, &nearest))
        return lw_fail_unknown(err, LW_BAD_ARGUMENT, "mode", value, nearest);
    filter->modes = 1u << mode;
    return LW_OK;
}

/* "US:90001" */
static lw_status set_postcode(const lw_catalog *catalog, lw_lane_filter *filter, const char *value,
                              const char *colon, lw_error *err)
{
    char country[80];
    size_t length = (size_t)(colon - value);
    if (length >= sizeof country)
        return lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' is too long for a country", value);
    memcpy(country, value, length);
    country[length] = '\0';
    if (!lw_postcode_fold(colon + 1, filter->postcode, sizeof filter->postcode))
        return lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' is too long for a postcode", colon + 1);
    return set_name(&catalog->country_codes, "country", country, &filter->country, err);
}

static lw_status set_end(const lw_catalog *catalog, lw_lane_filter *filter, const char *value,
                         lw_error *err)
{
    const lw_intern *names[] = {&catalog->country_codes, &catalog->node_ids, &catalog->zone_ids};
    uint32_t *numbers[] = {&filter->country, &filter->node, &filter->zone};
    lw_nearest search = lw_nearest_start(value);
    const char *colon = strchr(value, ':');
    filter->country = filter->node = filter->zone = LW_NONE;
    filter->postcode[0] = '\0';
    if (colon)
        return set_postcode(catalog, filter, value, colon, err);
    for (int i = 0; i < 3; i++) {
        *numbers[i] = lw_intern_find(names[i], value);
        if (*numbers[i] != LW_NONE)
            return LW_OK;
    }
    for (int i = 0; i < 3; i++) {
        for (uint32_t j = 0; j < names[i]->count; j++)
            lw_nearest_offer(&search, names[i]->texts[j]);
    }
    return lw_fail_unknown(err, LW_BAD_ARGUMENT, "country, node or zone", value, search.best);
}

lw_status lw_lane_filter_set(const lw_catalog *catalog, lw_lane_filter *filter, const char *name,
                             const char *value, lw_error *err)
{
    if (strcmp(name, "from") == 0)
        return set_name(&catalog->node_ids, "node", value, &filter->from, err);
    if (strcmp(name, "carrier") == 0)
        return set_name(&catalog->carrier_ids, "carrier", value, &filter->carrier, err);
    if (strcmp(name, "lane") == 0)
        return set_name(&catalog->lane_ids, "lane", value, &filter->lane, err);
    if (strcmp(name, "mode") == 0)
        return set_mode(filter, value, err);
    if (strcmp(name, "to") == 0)
        return set_end(catalog, filter, value, err);
    return lw_fail_unknown(err, LW_BAD_ARGUMENT, "selector of lanes", name, NULL);
}

static bool is(uint32_t wanted, uint32_t number)
{
    return wanted == LW_NONE || wanted == number;
}

/* With a postcode, what ends at a node there does not deliver. */
static bool ends_in_country(const lw_catalog *catalog, const lw_lane_filter *filter,
                            const lw_lane *lane)
{
    if (filter->country == LW_NONE)
        return true;
    if (lane->to_zone.i == LW_NONE)
        return filter->postcode[0] == '\0' &&
               catalog->nodes[lane->to_node.i].country.i == filter->country;
    const lw_zone *zone = &catalog->zones[lane->to_zone.i];
    return zone->country.i == filter->country &&
           (filter->postcode[0] == '\0' ||
            lw_zone_matches(zone, filter->postcode, strlen(filter->postcode)));
}

bool lw_lane_next(const lw_catalog *catalog, const lw_lane_filter *filter, uint32_t *index,
                  lw_lane_info *info)
{
    for (; *index < catalog->lane_count; ++*index) {
        const lw_lane *lane = &catalog->lanes[*index];
        if (!filter || ((filter->modes >> lane->mode & 1) && is(filter->lane, *index) &&
                        is(filter->from, lane->from.i) && is(filter->carrier, lane->carrier.i) &&
                        is(filter->node, lane->to_node.i) && is(filter->zone, lane->to_zone.i) &&
                        ends_in_country(catalog, filter, lane))) {
            *info = info_of(catalog, lane);
            return true;
        }
    }
    return false;
}
