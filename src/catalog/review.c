/* Gathers what the lanes make possible, then lets each topic look for what it never meets. */
#include "catalog/review.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"

void lw_warn(lw_review *review, lw_source where, const char *columns, const char *format, ...)
{
    lw_error text;
    va_list values;
    va_start(values, format);
    lw_fail_values(&text, LW_BAD_CATALOG, format, values);
    va_end(values);
    uint32_t field = 0;
    char name[LW_COLUMN_NAME] = "";
    if (columns[0])
        field = lw_column_field(review->catalog->fields[where.file], (lw_table_id)where.table,
                                columns, name);
    lw_problems_add(&review->problems, LW_WARNING, LW_BAD_CATALOG, where, field, name,
                    text.message);
}

const char *lw_review_place(const lw_review *review, lw_source source, char *text, size_t size)
{
    snprintf(text, size, "%s:%u", review->catalog->files[source.file], (unsigned)source.line);
    return text;
}

/* ---- Pairs -------------------------------------------------------------------------------------
 */

static lw_pair pair_of(uint32_t high, uint32_t low)
{
    return (lw_pair)high << 32 | low;
}

static int compare_pairs(const void *a, const void *b)
{
    lw_pair x = *(const lw_pair *)a, y = *(const lw_pair *)b;
    return x < y ? -1 : x > y;
}

bool lw_pairs_have(const lw_pairs *pairs, uint32_t high, uint32_t low)
{
    lw_pair wanted = pair_of(high, low);
    return pairs->count &&
           bsearch(&wanted, pairs->items, pairs->count, sizeof wanted, compare_pairs);
}

static void sort_pairs(lw_pairs *pairs)
{
    if (pairs->count > 1)
        qsort(pairs->items, pairs->count, sizeof *pairs->items, compare_pairs);
}

/* ---- What is possible --------------------------------------------------------------------------
 */

/* Zeroed memory for `count` things; notes when there is none. */
static void *table_of(lw_review *review, size_t count, size_t size)
{
    void *made = lw_arena_alloc(&review->problems.arena, count, size);
    if (!made)
        review->no_memory = true;
    return made;
}

static bool make_room(lw_review *review)
{
    const lw_catalog *catalog = review->catalog;
    review->arrivals = table_of(review, catalog->node_count, sizeof(uint32_t));
    review->departures = table_of(review, catalog->node_count, sizeof(uint32_t));
    review->deliveries = table_of(review, catalog->zone_count, sizeof(uint32_t));
    review->card_steps = table_of(review, catalog->card_count, sizeof(int64_t));
    review->calendars = table_of(review, catalog->calendar_count, sizeof(bool));
    review->cards = table_of(review, catalog->card_count, sizeof(bool));
    review->carrier_modes = table_of(review, catalog->carrier_count, 1);
    review->delivery_modes = table_of(review, catalog->carrier_count, 1);
    review->country_nodes = table_of(review, catalog->country_count, sizeof(bool));
    review->country_zones = table_of(review, catalog->country_count, sizeof(bool));
    review->area_zones = table_of(review, catalog->area_names.count, sizeof(bool));
    review->bonded_areas = table_of(review, catalog->area_names.count, sizeof(bool));
    review->stocked = table_of(review, catalog->node_count, sizeof(bool));
    review->arriving.items = table_of(review, catalog->lane_count, sizeof(lw_pair));
    review->leaving.items = table_of(review, catalog->lane_count, sizeof(lw_pair));
    return !review->no_memory;
}

static void use_card(lw_review *review, lw_card_ref card, int64_t step)
{
    int64_t *finest = &review->card_steps[card.i];
    review->cards[card.i] = true;
    if (*finest == 0 || step < *finest)
        *finest = step;
}

static void use_calendar(lw_review *review, lw_calendar_ref calendar)
{
    if (calendar.i != LW_NONE)
        review->calendars[calendar.i] = true;
}

static void gather_lane(lw_review *review, const lw_lane *lane)
{
    const lw_catalog *catalog = review->catalog;
    const lw_node *from = &catalog->nodes[lane->from.i];
    uint8_t mode = (uint8_t)(1u << lane->mode);
    review->modes |= mode;
    review->carrier_modes[lane->carrier.i] |= mode;
    review->departures[lane->from.i]++;
    review->leaving.items[review->leaving.count++] = pair_of(lane->from.i, lane->carrier.i);
    if (from->kind == LW_BONDED_NODE)
        review->bonded_areas[catalog->countries[from->country.i].area.i] = true;
    if (lane->to_zone.i != LW_NONE) {
        review->deliveries[lane->to_zone.i]++;
        review->delivery_modes[lane->carrier.i] |= mode;
    } else {
        review->arrivals[lane->to_node.i]++;
        review->arriving.items[review->arriving.count++] =
            pair_of(lane->to_node.i, lane->carrier.i);
    }
    if (lane->next_break)
        review->cards[lane->card.i] = true;
    else
        use_card(review, lane->card, lane->weight.step_g);
    use_calendar(review, lane->calendar);
}

static void gather(lw_review *review)
{
    const lw_catalog *catalog = review->catalog;
    for (uint32_t i = 0; i < catalog->lane_count; i++)
        gather_lane(review, &catalog->lanes[i]);
    for (uint32_t i = 0; i < catalog->node_count; i++) {
        const lw_node *node = &catalog->nodes[i];
        review->country_nodes[node->country.i] = true;
        if (node->card.i != LW_NONE)
            use_card(review, node->card, 1);
        use_calendar(review, node->calendar);
    }
    for (uint32_t i = 0; i < catalog->zone_count; i++) {
        lw_country_ref country = catalog->zones[i].country;
        review->country_zones[country.i] = true;
        review->area_zones[catalog->countries[country.i].area.i] = true;
    }
    for (uint32_t i = 0; i < catalog->customs_count; i++)
        use_calendar(review, catalog->customs[i].calendar);
    for (uint32_t i = 0; i < catalog->stock_count; i++)
        review->stocked[catalog->stock[i].node.i] = true;
    sort_pairs(&review->arriving);
    sort_pairs(&review->leaving);
}

lw_status lw_catalog_review(const lw_catalog *catalog, int32_t today, lw_problem_fn *on_problem,
                            void *context, lw_error *err)
{
    lw_review review = {.catalog = catalog, .today = today};
    if (make_room(&review)) {
        gather(&review);
        lw_review_places(&review);
        lw_review_lanes(&review);
        lw_review_rates(&review);
        lw_review_dates(&review);
        lw_review_money(&review);
        lw_review_rules(&review);
        lw_review_borders(&review);
    }
    review.problems.no_memory |= review.no_memory;
    lw_status status =
        lw_problems_hand_over(&review.problems, catalog->files, on_problem, context, err);
    lw_problems_release(&review.problems);
    return status;
}
