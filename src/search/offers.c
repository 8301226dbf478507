/* The offers of the current shipment, priced when first asked for. */
#include <stdlib.h>

#include "search/subnet.h"

bool lw_offers_init(lw_offers *offers, lw_facts *facts)
{
    size_t lanes = facts->catalog->lane_count;
    *offers = (lw_offers){.facts = facts};
    offers->items = calloc(lanes + 1, sizeof *offers->items);
    offers->stamps = calloc(lanes + 1, sizeof *offers->stamps);
    return offers->items != NULL && offers->stamps != NULL;
}

void lw_offers_release(lw_offers *offers)
{
    free(offers->items);
    free(offers->stamps);
    *offers = (lw_offers){0};
}

void lw_offers_begin(lw_offers *offers)
{
    offers->stamp += 2;
}

const lw_offer *lw_offers_price(lw_offers *offers, uint32_t lane)
{
    lw_offers_crossing(offers, lane);
    lw_offer_price(offers->facts, lane, &offers->items[lane]);
    offers->stamps[lane] = offers->stamp + 1;
    return &offers->items[lane];
}

void lw_offers_put(lw_offers *offers, uint32_t lane, int64_t cost, int64_t billable_g)
{
    if (offers->stamps[lane] == offers->stamp + 1)
        return;
    const lw_lane *l = &offers->facts->catalog->lanes[lane];
    offers->items[lane] = (lw_offer){.refusal = LW_ACCEPTED,
                                     .crossing = lw_facts_crossing(offers->facts, lane),
                                     .cost = cost,
                                     .least_cost = cost,
                                     .billable_g = billable_g,
                                     .blind_minutes = lw_lane_blind_minutes(l)};
    offers->stamps[lane] = offers->stamp + 1;
}
