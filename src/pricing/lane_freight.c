/* The price of one lane by itself. */
#include <lanewise/lanes.h>

#include "pricing/freight.h"
#include "pricing/money.h"
#include "pricing/offer.h"

lw_lane_freight lw_lane_freight_of(const lw_catalog *catalog, uint32_t index, int64_t grams,
                                   int32_t ship_date)
{
    const lw_lane *lane = &catalog->lanes[index];
    lw_piece piece = {.weight_g = grams, .quantity = 1};
    const lw_demand demand = {.pieces = &piece,
                              .piece_count = 1,
                              .piece_total = 1,
                              .actual_g = grams,
                              .ship_date = ship_date};
    lw_freight freight;
    if (!lw_dates_hold(&lane->valid, ship_date))
        return (lw_lane_freight){.refusal = LW_EXPIRED};
    if (!lw_lane_takes_weight(lane, &demand))
        return (lw_lane_freight){.refusal = LW_OVER_WEIGHT};
    if (!lw_freight_work_out(catalog, &demand, lane, &freight))
        return (lw_lane_freight){.refusal = LW_NO_RATE};
    lw_wide amount = lw_freight_part(&freight, freight.amount);
    if (amount > LW_MAX_CHARGE || freight.billable_g > INT64_MAX)
        return (lw_lane_freight){.refusal = LW_TOO_LARGE};
    return (lw_lane_freight){.refusal = LW_ACCEPTED,
                             .billable_grams = (int64_t)freight.billable_g,
                             .amount = (int64_t)amount};
}
