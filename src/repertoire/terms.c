/* Collecting the weights, sizes and days at which the tables change anything. */
#include "repertoire/terms.h"

#include <stdlib.h>
#include <string.h>

#include "base/vector.h"

/* Without any bound in the tables, cells end here. */
#define PLAIN_TOP_G 100000
/* Heavier shipments are rare, and each is searched by itself. */
#define MOST_TOP_G 2000000

typedef struct numbers {
    int64_t *items;
    size_t count, capacity;
} numbers;

#define RECENT 256

/* What is collected before it is put in order. */
typedef struct collection {
    numbers weights, sides, sums, girths, days;
    int64_t
        recent_weights[RECENT]; /* by some of their digits: cards have most of theirs in common */
    bool failed;
} collection;

static void note(collection *c, numbers *to, int64_t value)
{
    if (!LW_PUSH(to, value))
        c->failed = true;
}

/* A limit or a trigger that is given. */
static void note_bound(collection *c, numbers *to, int64_t bound)
{
    if (bound != LW_NO_LIMIT && bound != LW_NO_TRIGGER)
        note(c, to, bound);
}

static void note_dates(collection *c, const lw_dates *dates)
{
    if (dates->from > INT32_MIN)
        note(c, &c->days, (int64_t)dates->from - 1);
    if (dates->to < INT32_MAX)
        note(c, &c->days, dates->to);
}

static void note_weight(collection *c, int64_t grams)
{
    if (grams <= 0 || grams > MOST_TOP_G)
        return;
    int64_t *recent = &c->recent_weights[grams / 10 % RECENT];
    if (*recent != grams)
        note(c, &c->weights, grams);
    *recent = grams;
}

static void collect_lanes(collection *c, const lw_catalog *catalog)
{
    for (uint32_t i = 0; i < catalog->card_count; i++) {
        for (uint32_t k = 0; k < catalog->cards[i].rate_count; k++) {
            const lw_rate *rate = &catalog->cards[i].rates[k];
            note_weight(c, rate->over_g);
            note_weight(c, rate->up_to_g);
            note_dates(c, &rate->valid);
        }
    }
    for (uint32_t i = 0; i < catalog->lane_count; i++) {
        const lw_lane *lane = &catalog->lanes[i];
        note_weight(c, lane->max_shipment_g);
        note_bound(c, &c->sides, lane->max_side_mm);
        note_bound(c, &c->sums, lane->max_sum_mm);
        note_bound(c, &c->girths, lane->max_girth_mm);
        note_dates(c, &lane->valid);
    }
}

static void collect_rules(collection *c, const lw_catalog *catalog)
{
    for (uint32_t i = 0; i < catalog->surcharge_count; i++) {
        const lw_surcharge *row = &catalog->surcharges[i];
        note_bound(c, &c->sides, row->over_side_mm);
        note_bound(c, &c->sums, row->over_sum_mm);
        note_bound(c, &c->girths, row->over_girth_mm);
        note_dates(c, &row->valid);
    }
    for (uint32_t i = 0; i < catalog->restriction_count; i++)
        note_dates(c, &catalog->restrictions[i].valid);
    for (uint32_t i = 0; i < catalog->customs_count; i++)
        note_dates(c, &catalog->customs[i].valid);
    for (uint32_t i = 0; i < catalog->duty_count; i++)
        note_dates(c, &catalog->duties[i].valid);
}

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Ascending, each once. */
static void put_in_order(numbers *n)
{
    size_t kept = 0;
    if (n->count > 0)
        qsort(n->items, n->count, sizeof *n->items, compare);
    for (size_t i = 0; i < n->count; i++) {
        if (kept == 0 || n->items[kept - 1] != n->items[i])
            n->items[kept++] = n->items[i];
    }
    n->count = kept;
}

static void take_classes(lw_classes *classes, numbers *n)
{
    put_in_order(n);
    *classes = (lw_classes){n->items, (uint32_t)n->count};
    *n = (numbers){0};
}

/* All the weights if there is room; else some of them, closer together where parcels are light. */
static void choose_cells(lw_terms *terms, numbers *weights)
{
    if (weights->count == 0) {
        terms->cell_ends[terms->cell_count++] = PLAIN_TOP_G;
        return;
    }
    put_in_order(weights);
    if (weights->count <= LW_CELLS) {
        memcpy(terms->cell_ends, weights->items, weights->count * sizeof *weights->items);
        terms->cell_count = (uint32_t)weights->count;
        return;
    }
    size_t last = weights->count - 1;
    for (size_t i = 0; i <= last; i++) {
        uint32_t left = LW_CELLS - terms->cell_count;
        int64_t before = terms->cell_count == 0 ? 0 : terms->cell_ends[terms->cell_count - 1];
        int64_t wish = before + before / 3;
        if (i == last || left > last - i || (left > 1 && weights->items[i] >= wish))
            terms->cell_ends[terms->cell_count++] = weights->items[i];
    }
}

/* The first of the network's. */
static bool take_measures(lw_terms *terms, const lw_network *network)
{
    const lw_catalog *catalog = network->catalog;
    terms->measures = network->measures;
    terms->measure_count =
        network->measure_count < LW_MEASURES ? network->measure_count : LW_MEASURES;
    terms->lane_measure = calloc((size_t)catalog->lane_count + 1, 1);
    if (terms->lane_measure == NULL)
        return false;
    for (uint32_t i = 0; i < catalog->lane_count; i++) {
        uint8_t measure = network->lane_measure[i];
        int64_t divisor = catalog->lanes[i].weight.divisor_e3;
        terms->lane_measure[i] = measure < LW_MEASURES ? measure : LW_OTHER_MEASURE;
        if (divisor > 0 && (terms->least_divisor_e3 == 0 || divisor < terms->least_divisor_e3))
            terms->least_divisor_e3 = divisor;
    }
    return true;
}

static bool counts_pieces(const lw_catalog *catalog)
{
    for (uint32_t i = 0; i < catalog->lane_count; i++) {
        const lw_lane *lane = &catalog->lanes[i];
        if (lane->weight.piece_rule != LW_PER_SHIPMENT || lane->max_weight_g != LW_NO_LIMIT)
            return true;
    }
    for (uint32_t i = 0; i < catalog->surcharge_count; i++) {
        if (catalog->surcharges[i].basis == LW_PER_PIECE)
            return true;
    }
    return false;
}

static bool mostly_simple(const lw_network *network)
{
    uint32_t lanes = network->catalog->lane_count, simple = 0;
    for (uint32_t i = 0; i < lanes; i++)
        simple += network->lane_simple[i];
    return simple > lanes / 2;
}

bool lw_terms_init(lw_terms *terms, const lw_network *network)
{
    const lw_catalog *catalog = network->catalog;
    collection c = {0};
    *terms = (lw_terms){.network = network,
                        .counts_pieces = counts_pieces(catalog),
                        .mostly_simple = mostly_simple(network)};
    collect_lanes(&c, catalog);
    collect_rules(&c, catalog);
    choose_cells(terms, &c.weights);
    take_classes(&terms->sides, &c.sides);
    take_classes(&terms->sums, &c.sums);
    take_classes(&terms->girths, &c.girths);
    take_classes(&terms->days, &c.days);
    free(c.weights.items);
    if (!c.failed && take_measures(terms, network))
        return true;
    lw_terms_release(terms);
    return false;
}

void lw_terms_release(lw_terms *terms)
{
    free(terms->lane_measure);
    free(terms->sides.ends);
    free(terms->sums.ends);
    free(terms->girths.ends);
    free(terms->days.ends);
    *terms = (lw_terms){0};
}

uint32_t lw_class_of(const lw_classes *classes, int64_t value)
{
    uint32_t low = 0, high = classes->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (classes->ends[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t lw_cell_of(const lw_terms *terms, int64_t grams)
{
    uint32_t cell = 0;
    while (cell < terms->cell_count && terms->cell_ends[cell] < grams)
        cell++;
    return cell < terms->cell_count ? cell : LW_CELLS;
}
