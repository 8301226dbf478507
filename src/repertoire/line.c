/* Finding the row of a card that a whole cell falls into. */
#include "repertoire/line.h"

#include "pricing/card.h"

#define NANO_PER_MICRO 1000
#define MOST_NANOS     (INT64_MAX / 4)

/* The row that prices a lane at every weight of the cell; NULL = there is none, or it is not the
 * actual weight to the gram that counts. */
static const lw_rate *row_of_cell(const lw_terms *terms, const lw_demand *demand,
                                  const lw_load_facts *load, const lw_lane *lane)
{
    uint32_t cell = load->cells[0];
    int64_t last = terms->cell_ends[cell], first = cell == 0 ? 1 : terms->cell_ends[cell - 1] + 1;
    if ((load->by_volume && lane->weight.divisor_e3 > 0) || lane->weight.min_weight_g > first ||
        lane->min_shipment_g > first || lane->max_shipment_g < last || lane->max_weight_g < last)
        return NULL;
    const lw_card *card = &terms->network->catalog->cards[lane->card.i];
    const lw_rate *row = lw_card_bracket(card, first, demand->ship_date);
    bool whole = row != NULL && row->up_to_g >= last && row->included_g <= first &&
                 row->min_charge_micros <= row->flat_micros &&
                 lw_rate_step(row, lane->weight.step_g) == 1;
    return whole ? row : NULL;
}

bool lw_line_of(const lw_terms *terms, const lw_demand *demand, const lw_load_facts *load,
                uint32_t index, lw_straight *line)
{
    const lw_lane *lane = &terms->network->catalog->lanes[index];
    if (lane->currency.i != demand->currency.i)
        return false;
    const lw_rate *row = row_of_cell(terms, demand, load, lane);
    int64_t most;
    if (row == NULL ||
        __builtin_mul_overflow(row->per_kg_micros, terms->cell_ends[load->cells[0]], &most) ||
        most > MOST_NANOS)
        return false;
    line->per_gram = row->per_kg_micros; /* micro-units a kilogram are nano-units a gram */
    line->base = row->flat_micros * NANO_PER_MICRO - row->per_kg_micros * row->included_g;
    return true;
}
