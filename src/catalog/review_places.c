/* Nodes that nothing reaches or leaves, zones that no lane serves, carriers and calendars without
 * use. */
#include <string.h>

#include "catalog/review.h"

static void review_node(lw_review *review, uint32_t number)
{
    const lw_node *node = &review->catalog->nodes[number];
    bool reached =
        review->arrivals[number] > 0 || node->kind == LW_ORIGIN || review->stocked[number];
    bool left = review->departures[number] > 0;
    if (!reached && !left)
        lw_warn(review, node->source, "node", "no lane touches node '%s'", node->id);
    else if (!reached)
        lw_warn(review, node->source, "node",
                "no lane reaches node '%s', and it is no origin and has no stock", node->id);
    else if (!left)
        lw_warn(review, node->source, "node", "no lane leaves node '%s'", node->id);
    if (node->dwell.typical < node->dwell.min || node->dwell.typical > node->dwell.max)
        lw_warn(review, node->source, "dwell_hours",
                "dwell_hours lies outside dwell_min_hours to dwell_max_hours");
}

/* Bounds that no postcode lies between. */
static void review_bounds(lw_review *review, const lw_zone_row *row)
{
    if (row->rule == LW_WHOLE_COUNTRY)
        return;
    bool letters = row->rule == LW_GB_LETTERS;
    size_t common = row->from_length < row->to_length ? row->from_length : row->to_length;
    int order = letters ? strcmp(row->from, row->to) : memcmp(row->from, row->to, common);
    if (order > 0)
        lw_warn(review, row->source, "postcode_to", "no postcode lies between '%s' and '%s'",
                row->from, row->to);
}

static void review_zone(lw_review *review, uint32_t number)
{
    const lw_zone *zone = &review->catalog->zones[number];
    if (review->deliveries[number] == 0)
        lw_warn(review, zone->source, "zone", "no lane serves zone '%s'", zone->id);
    for (uint32_t i = 0; i < zone->row_count; i++)
        review_bounds(review, &zone->rows[i]);
}

/* ---- Calendars ---------------------------------------------------------------------------------
 */

typedef struct horizon {
    int32_t day;
    lw_source source;
} horizon;

static void look_ahead(horizon *farthest, lw_dates valid, lw_source source)
{
    if (valid.to != INT32_MAX && (farthest->source.line == 0 || valid.to > farthest->day))
        *farthest = (horizon){valid.to, source};
}

/* The last day that a lane or bracket is valid to: as far ahead as the user has planned. */
static horizon find_horizon(const lw_catalog *catalog)
{
    horizon farthest = {0};
    for (uint32_t i = 0; i < catalog->lane_count; i++)
        look_ahead(&farthest, catalog->lanes[i].valid, catalog->lanes[i].source);
    for (uint32_t i = 0; i < catalog->card_count; i++) {
        for (uint32_t j = 0; j < catalog->cards[i].rate_count; j++)
            look_ahead(&farthest, catalog->cards[i].rates[j].valid,
                       catalog->cards[i].rates[j].source);
    }
    return farthest;
}

static int compare_years(const char *a, const char *b)
{
    return strncmp(a, b, 4);
}

static void review_calendar(lw_review *review, uint32_t number, horizon planned)
{
    const lw_calendar *calendar = &review->catalog->calendars[number];
    if (!review->calendars[number]) {
        lw_warn(review, calendar->source, "calendar",
                "calendar '%s' is used by no node, lane or customs row", calendar->id);
        return;
    }
    if (calendar->holiday_count == 0 || planned.source.line == 0)
        return;
    char last[16], end[16], place[300];
    lw_date_format(last, calendar->holidays[calendar->holiday_count - 1]);
    lw_date_format(end, planned.day);
    if (compare_years(last, end) < 0)
        lw_warn(review, calendar->source, "calendar",
                "the holidays of calendar '%s' end on %s, but %s is valid to %s", calendar->id,
                last, lw_review_place(review, planned.source, place, sizeof place), end);
}

void lw_review_places(lw_review *review)
{
    const lw_catalog *catalog = review->catalog;
    for (uint32_t i = 0; i < catalog->node_count; i++)
        review_node(review, i);
    for (uint32_t i = 0; i < catalog->zone_count; i++)
        review_zone(review, i);
    for (uint32_t i = 0; i < catalog->carrier_count; i++) {
        if (review->carrier_modes[i] == 0)
            lw_warn(review, catalog->carriers[i].source, "carrier", "carrier '%s' has no lane",
                    catalog->carriers[i].id);
    }
    horizon planned = find_horizon(catalog);
    for (uint32_t i = 0; i < catalog->calendar_count; i++)
        review_calendar(review, i, planned);
}
