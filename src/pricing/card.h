/* Rate cards: from a weight to a row, from a row to money. */
#ifndef LANEWISE_PRICING_CARD_H
#define LANEWISE_PRICING_CARD_H

#include "base/wide.h"
#include "catalog/model.h"

/* The row for `weight_g` (0 counts as 1 gram) on `day`; NULL in a gap: not offered at that weight.
 */
const lw_rate *lw_card_bracket(const lw_card *card, lw_wide weight_g, int32_t day);

/* The step of a row on a lane whose own step is `lane_step_g`. */
static inline int64_t lw_rate_step(const lw_rate *rate, int64_t lane_step_g)
{
    return rate->step_g > 0 ? rate->step_g : lane_step_g;
}

/* One charge of a card. */
typedef struct lw_card_charge {
    const lw_rate *rate;  /* the row the amount comes from: with next_break perhaps a higher one */
    lw_wide billable_g;   /* the weight rounded up to its own bracket's step */
    lw_wide amount_minor; /* in `currency` */
} lw_card_charge;

/* Prices `weight_g` by the card's row of the day. False when no bracket holds it. */
bool lw_card_price(const lw_catalog *catalog, const lw_card *card, lw_currency_ref currency,
                   int64_t lane_step_g, bool next_break, lw_wide weight_g, int32_t day,
                   lw_card_charge *charge);

/* The same without next_break, told only where it fits 64 bits all along; false where it does not
 * or no bracket holds the weight: lw_card_price knows. */
bool lw_card_short_price(const lw_catalog *catalog, const lw_card *card, lw_currency_ref currency,
                         int64_t lane_step_g, int64_t weight_g, int32_t day, int64_t *billable_g,
                         int64_t *amount_minor);

#endif
