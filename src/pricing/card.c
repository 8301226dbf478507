/* Brackets: flat + per kg above what is included, at least the minimum, and the air-freight habit
 * of charging the next break when that is cheaper. */
#include "pricing/card.h"

#include "pricing/money.h"

/* Prices of a row are exact in nano-units: micro-units per kg times grams. */
#define NANO_DIGITS    9
#define NANO_PER_MICRO 1000

const lw_rate *lw_card_bracket(const lw_card *card, lw_wide weight_g, int32_t day)
{
    lw_wide weight = lw_wide_max(weight_g, 1);
    for (uint32_t i = 0; i < card->rate_count; i++) {
        const lw_rate *rate = &card->rates[i];
        if (rate->over_g >= weight)
            return NULL;
        if ((weight <= rate->up_to_g || rate->up_to_g == LW_NO_LIMIT) &&
            lw_dates_hold(&rate->valid, day))
            return rate;
    }
    return NULL;
}

static lw_wide row_amount(const lw_catalog *catalog, const lw_rate *rate, lw_currency_ref currency,
                          lw_wide billable_g)
{
    lw_wide above = lw_wide_max(0, billable_g - rate->included_g);
    lw_wide nanos = lw_wide_add((lw_wide)rate->flat_micros * NANO_PER_MICRO,
                                lw_wide_mul(rate->per_kg_micros, above));
    nanos = lw_wide_max(nanos, (lw_wide)rate->min_charge_micros * NANO_PER_MICRO);
    return lw_money_round(catalog, nanos, NANO_DIGITS, currency);
}

bool lw_card_price(const lw_catalog *catalog, const lw_card *card, lw_currency_ref currency,
                   int64_t lane_step_g, bool next_break, lw_wide weight_g, int32_t day,
                   lw_card_charge *charge)
{
    const lw_rate *rate = lw_card_bracket(card, weight_g, day);
    if (rate == NULL)
        return false;
    charge->rate = rate;
    charge->billable_g = lw_wide_step_up(lw_wide_max(weight_g, 1), lw_rate_step(rate, lane_step_g));
    charge->amount_minor = row_amount(catalog, rate, currency, charge->billable_g);
    if (!next_break)
        return true;
    for (const lw_rate *next = rate + 1; next < card->rates + card->rate_count; next++) {
        if (next->over_g < rate->up_to_g || !lw_dates_hold(&next->valid, day))
            continue;
        lw_wide least = lw_wide_step_up((lw_wide)next->over_g + 1, lw_rate_step(next, lane_step_g));
        lw_wide amount = row_amount(catalog, next, currency, least);
        if (amount < charge->amount_minor) {
            charge->amount_minor = amount;
            charge->rate = next;
        }
    }
    return true;
}
