/* Turning lanes into rides whose price is ready where it can be. */
#include "repertoire/writer.h"

#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "pricing/card.h"

#define NANO_PER_MICRO 1000
#define MOST_NANOS     (INT64_MAX / 4)

void lw_writer_release(lw_writer *writer)
{
    free(writer->rides.items);
    free(writer->steps.items);
    free(writer->labels.items);
    *writer = (lw_writer){0};
}

void lw_repertoire_free(lw_repertoire *repertoire)
{
    for (int cell = 0; repertoire != NULL && cell < LW_CELLS; cell++)
        free(repertoire->choices[cell]);
    free(repertoire);
}

void lw_writer_begin(lw_writer *writer, uint32_t cell)
{
    writer->cell = cell;
    writer->rides.count = writer->steps.count = writer->labels.count = 0;
}

/* The row that prices a lane at every weight of the cell; NULL = there is none, or it is not the
 * actual weight to the gram that counts. */
static const lw_rate *row_of_cell(const lw_writer *w, const lw_lane *lane)
{
    const lw_catalog *catalog = w->search->network->catalog;
    const lw_demand *demand = w->search->demand;
    int64_t last = w->terms->cell_ends[w->cell];
    int64_t first = w->cell == 0 ? 1 : w->terms->cell_ends[w->cell - 1] + 1;
    if ((w->by_volume && lane->weight.divisor_e3 > 0) || lane->weight.min_weight_g > first ||
        lane->min_shipment_g > first || lane->max_shipment_g < last || lane->max_weight_g < last)
        return NULL;
    const lw_rate *row = lw_card_bracket(&catalog->cards[lane->card.i], first, demand->ship_date);
    bool whole = row != NULL && row->up_to_g >= last && row->included_g <= first &&
                 row->min_charge_micros <= row->flat_micros &&
                 lw_rate_step(row, lane->weight.step_g) == 1;
    return whole ? row : NULL;
}

/* Fills in the line of a ride whose price is one over the whole cell. */
static void find_line(const lw_writer *w, lw_ride *ride)
{
    const lw_lane *lane = &w->search->network->catalog->lanes[ride->lane];
    const lw_rate *row =
        lane->currency.i == w->search->demand->currency.i ? row_of_cell(w, lane) : NULL;
    int64_t most;
    if (row == NULL ||
        __builtin_mul_overflow(row->per_kg_micros, w->terms->cell_ends[w->cell], &most) ||
        most > MOST_NANOS)
        return;
    ride->kind = LW_RIDE_LINE;
    ride->per_gram = row->per_kg_micros; /* micro-units a kilogram are nano-units a gram */
    ride->base = row->flat_micros * NANO_PER_MICRO - row->per_kg_micros * row->included_g;
}

/* The place of the ride over `lane`; rides of one cell are few. LW_NONE when memory is out. */
static uint32_t find_ride(lw_writer *w, uint32_t lane)
{
    for (uint32_t i = 0; i < w->rides.count; i++) {
        if (w->rides.items[i].lane == lane)
            return i;
    }
    const lw_crossing *crossing = lw_offers_crossing(&w->search->offers, lane);
    lw_ride ride = {.lane = lane, .kind = LW_RIDE_OFFER};
    if (lw_offer_is_freight(&w->search->facts, lane, crossing)) {
        ride.kind = LW_RIDE_FREIGHT;
        find_line(w, &ride);
    }
    return LW_PUSH(&w->rides, ride) ? (uint32_t)w->rides.count - 1 : LW_NONE;
}

/* The step of a label: they ascend. */
static uint16_t find_step(const lw_writer *w, uint32_t label)
{
    size_t low = 0, high = w->labels.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (w->labels.items[middle] < label)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint16_t)low;
}

bool lw_writer_add(lw_writer *w, uint32_t label, uint32_t parent, uint32_t lane,
                   const lw_step *step)
{
    uint32_t ride = find_ride(w, lane);
    if (ride == LW_NONE || !LW_PUSH(&w->labels, label) || !LW_PUSH(&w->steps, *step))
        return false;
    lw_step *made = &w->steps.items[w->steps.count - 1];
    made->ride = (uint16_t)ride;
    made->parent = parent == 0 ? LW_NO_STEP : find_step(w, parent);
    return true;
}

bool lw_writer_end(lw_writer *w, lw_repertoire *made)
{
    size_t rides = w->rides.count * sizeof *w->rides.items;
    size_t steps = w->steps.count * sizeof *w->steps.items;
    if (w->steps.count >= LW_NO_STEP)
        made->unfit = true;
    if (w->steps.count == 0 || made->unfit)
        return true;
    lw_choice *choice = malloc(sizeof *choice + rides + steps);
    if (choice == NULL)
        return false;
    *choice =
        (lw_choice){.ride_count = (uint32_t)w->rides.count, .step_count = (uint32_t)w->steps.count};
    choice->rides = (lw_ride *)(choice + 1);
    choice->steps = (lw_step *)(choice->rides + w->rides.count);
    memcpy(choice->rides, w->rides.items, rides);
    memcpy(choice->steps, w->steps.items, steps);
    made->choices[w->cell] = choice;
    made->bytes += sizeof *choice + rides + steps;
    return true;
}
