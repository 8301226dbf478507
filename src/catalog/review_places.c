/* Nodes that nothing reaches or leaves, zones that no lane serves, carriers and calendars without
 * use, codes that are none of the trade's. */
#include <stdio.h>
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
        lw_warn(review, node->source, "dwell_hours|dwell_min_hours|dwell_max_hours",
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

/* ---- Codes -------------------------------------------------------------------------------------
 */

/* Any id will do, but a slip in a code makes a country or currency of its own. */
static void review_code(lw_review *review, const lw_odd_code *odd)
{
    size_t length = strlen(odd->code), wanted = odd->country ? 2 : 3;
    char meant[4] = "", hint[32] = "";
    bool letters = length == wanted;
    for (size_t i = 0; letters && i < length; i++) {
        char letter = odd->code[i];
        letters = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
        meant[i] = (char)(letter & ~0x20);
    }
    if (letters)
        snprintf(hint, sizeof hint, "; did you mean '%s'?", meant);
    if (odd->country)
        lw_warn(review, odd->source, odd->column,
                "country '%s' is not two capital letters, as ISO 3166-1 has them%s", odd->code,
                hint);
    else
        lw_warn(review, odd->source, odd->column,
                "currency '%s' is not three capital letters, as ISO 4217 has them%s", odd->code,
                hint);
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
    for (uint32_t i = 0; i < catalog->calendar_count; i++) {
        if (!review->calendars[i])
            lw_warn(review, catalog->calendars[i].source, "calendar",
                    "calendar '%s' is used by no node, lane or customs row",
                    catalog->calendars[i].id);
    }
    for (uint32_t i = 0; i < catalog->odd_code_count; i++)
        review_code(review, &catalog->odd_codes[i]);
}
