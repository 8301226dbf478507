/* Writing down what matters, in a fixed order. */
#include "repertoire/situation.h"

#include <string.h>

#include "base/wide.h"
#include "pricing/weight.h"

#define MM_PER_CM 10

/* Whether no lane's volumetric weight exceeds the actual one, however it rounds the sides. */
static bool is_dense(const lw_terms *terms, const lw_piece *piece)
{
    if (terms->least_divisor_e3 == 0 || !piece->has_dims)
        return true;
    lw_wide volume = 1;
    for (int i = 0; i < 3; i++)
        volume *= (piece->side_mm[i] + MM_PER_CM - 1) / MM_PER_CM * MM_PER_CM;
    return lw_wide_ceil(volume * 1000, terms->least_divisor_e3) <= piece->weight_g;
}

/* Whether the shipment is within the cells by every measure. */
static bool is_within(const lw_terms *terms, const lw_demand *demand)
{
    lw_load load = {demand->pieces, demand->piece_count};
    for (uint32_t i = 1; i < terms->measure_count; i++) {
        lw_wide weight = lw_shipment_weight(&terms->measures[i], &load);
        if (weight > terms->cell_ends[terms->cell_count - 1])
            return false;
    }
    return true;
}

bool lw_situation_load(const lw_terms *terms, const lw_demand *demand, lw_load_facts *load)
{
    if (demand->piece_count != 1 || demand->zone_count == 0 ||
        demand->max_blind_gap_minutes != LW_NO_LIMIT || demand->deliver_by != LW_NO_LIMIT)
        return false;
    load->cell = lw_cell_of(terms, demand->actual_g);
    load->by_volume = !is_dense(terms, &demand->pieces[0]);
    return load->cell < LW_CELLS && (!load->by_volume || is_within(terms, demand));
}

static void put(lw_situation *s, uint32_t word)
{
    s->words[s->count++] = word;
}

static void put_list(lw_situation *s, const uint32_t *items, size_t count)
{
    put(s, (uint32_t)count);
    for (size_t i = 0; i < count; i++)
        put(s, items[i]);
}

static uint64_t hash_words(const lw_situation *s)
{
    uint64_t hash = s->count;
    for (uint32_t i = 0; i < s->count; i++) {
        hash = (hash ^ s->words[i]) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 29;
    }
    return hash;
}

/* Where a stocked journey's goods came from matters to the borders alone. */
static uint32_t origin_word(const lw_catalog *catalog, const lw_demand *demand, bool stocked)
{
    return stocked ? catalog->nodes[demand->origin.i].country.i : demand->origin.i;
}

bool lw_situation_of(const lw_terms *terms, const lw_demand *demand, const lw_load_facts *load,
                     uint32_t start, bool stocked, int hand, lw_situation *s)
{
    const lw_catalog *catalog = terms->network->catalog;
    const size_t fixed = 20;
    if (fixed + demand->flag_count + demand->zone_count > LW_SITUATION_WORDS)
        return false;
    s->count = 0;
    put(s, demand->currency.i);
    put(s, lw_class_of(&terms->days, demand->ship_date));
    put(s, lw_class_of(&terms->sides, demand->longest_mm));
    put(s, lw_class_of(&terms->sums, demand->sum_mm));
    put(s, lw_class_of(&terms->girths, demand->girth_mm));
    put(s, terms->counts_pieces && demand->piece_total > 1 ? (uint32_t)demand->piece_total : 1);
    put_list(s, demand->flags, demand->flag_count);
    s->price_count = s->count;
    put(s, origin_word(catalog, demand, stocked));
    put(s, start);
    put(s, (uint32_t)stocked << 8 | (uint32_t)hand << 1 | load->by_volume);
    put(s, demand->country.i);
    put(s, demand->modes);
    put(s, (uint32_t)demand->max_legs);
    if (catalog->has_clock) {
        put(s, (uint32_t)demand->start_utc);
        put(s, (uint32_t)((uint64_t)demand->start_utc >> 32));
    }
    put_list(s, demand->zones, demand->zone_count);
    s->by_volume = load->by_volume;
    s->hash = hash_words(s);
    return true;
}

bool lw_situations_equal(const lw_situation *a, const lw_situation *b)
{
    return a->hash == b->hash && a->count == b->count &&
           memcmp(a->words, b->words, a->count * sizeof *a->words) == 0;
}
