/* Prices that are one straight line over all weights of a cell. */
#ifndef LANEWISE_REPERTOIRE_LINE_H
#define LANEWISE_REPERTOIRE_LINE_H

#include "pricing/money.h"
#include "repertoire/situation.h"

/* Nano-units of the quote currency by the actual weight. */
typedef struct lw_straight {
    int64_t base, per_gram;
} lw_straight;

/* The line of a lane that is priced by one line of freight (lw_network.lane_simple), for shipments
 * like `demand` with this load; false where its price is not one over the whole cell. */
bool lw_line_of(const lw_terms *terms, const lw_demand *demand, const lw_load_facts *load,
                uint32_t lane, lw_straight *line);

/* The price at a weight of the cell, in minor units of a currency with so many decimals. */
static inline int64_t lw_line_price(const lw_straight *line, int64_t grams, int decimals)
{
    return lw_money_of_nanos((uint64_t)(line->base + line->per_gram * grams), decimals);
}

#endif
