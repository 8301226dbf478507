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
    for (int i = 0; i < 3; i++) {
        int64_t side = (piece->side_mm[i] + MM_PER_CM - 1) / MM_PER_CM * MM_PER_CM;
        volume *= side;
    }
    return lw_wide_ceil(volume * 1000, terms->least_divisor_e3) <= piece->weight_g;
}

/* The cells of what the volume stands for; false where it is beyond them by some measure. */
static bool weigh_volume(const lw_terms *terms, const lw_demand *demand, lw_load_facts *facts)
{
    lw_load load = {demand->pieces, demand->piece_count};
    /* There are no more of them than cells, which gcc -O3 does not see by itself. */
    for (uint32_t i = 1; i < LW_MEASURES && i < terms->measure_count; i++) {
        lw_wide weight = lw_shipment_weight(&terms->measures[i], &load);
        if (weight > terms->cell_ends[terms->cell_count - 1])
            return false;
        if (weight != demand->actual_g)
            facts->cells[i] = (uint8_t)lw_cell_of(terms, (int64_t)weight);
    }
    return true;
}

bool lw_situation_load(const lw_terms *terms, const lw_demand *demand, lw_load_facts *load)
{
    if (demand->piece_count != 1 || demand->zone_count == 0 ||
        demand->max_blind_gap_minutes != LW_NO_LIMIT || demand->deliver_by != LW_NO_LIMIT)
        return false;
    uint32_t cell = lw_cell_of(terms, demand->actual_g);
    if (cell == LW_CELLS)
        return false;
    memset(load->cells, LW_AS_ACTUAL, sizeof load->cells);
    load->cells[0] = (uint8_t)cell;
    load->by_volume = !is_dense(terms, &demand->pieces[0]);
    return !load->by_volume || weigh_volume(terms, demand, load);
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

uint64_t lw_hash_words(const uint32_t *words, uint32_t count)
{
    uint64_t hash = count;
    for (uint32_t i = 0; i < count; i++) {
        hash = (hash ^ words[i]) * UINT64_C(0x9e3779b97f4a7c15);
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
                     uint32_t start, bool stocked, lw_clock_hand hand, lw_situation *s)
{
    const lw_catalog *catalog = terms->network->catalog;
    const size_t fixed = 20 + LW_MEASURES;
    if (fixed + demand->flag_count + demand->zone_count > LW_SITUATION_WORDS)
        return false;
    s->count = 0;
    put(s, demand->currency.i);
    put(s, lw_class_of(&terms->days, demand->ship_date));
    put(s, lw_class_of(&terms->sides, demand->longest_mm));
    put(s, lw_class_of(&terms->sums, demand->sum_mm));
    put(s, lw_class_of(&terms->girths, demand->girth_mm));
    put(s, terms->counts_pieces && demand->piece_total > 1 ? (uint32_t)demand->piece_total : 1);
    put(s, demand->modes);
    put(s, (uint32_t)hand);
    put(s, load->by_volume);
    for (uint32_t i = 0; i < terms->measure_count; i++)
        put(s, load->cells[i]);
    s->price_count = s->count;
    put_list(s, demand->flags, demand->flag_count);
    put(s, origin_word(catalog, demand, stocked));
    put(s, start);
    put(s, stocked);
    put(s, demand->country.i);
    put(s, (uint32_t)demand->max_legs);
    if (catalog->has_clock) {
        put(s, (uint32_t)demand->start_utc);
        put(s, (uint32_t)((uint64_t)demand->start_utc >> 32));
    }
    s->trunk_count = s->count;
    put_list(s, demand->zones, demand->zone_count);
    s->load = *load;
    s->hand = hand;
    s->hash = lw_hash_words(s->words, s->count);
    return true;
}
