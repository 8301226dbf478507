/* Brackets: flat + per kg above what is included, at least the minimum, and the air-freight habit
 * of charging the next break when that is cheaper. */
#include "pricing/card.h"

#include "pricing/money.h"

#define NANO_PER_MICRO 1000

/* Above any step, so that neither rounding up nor adding wraps. */
#define SHORT_WEIGHT (INT64_C(1) << 40)

/* LW_NO_LIMIT is above all weights. */
static inline const lw_rate *find_row(const lw_card *card, int64_t weight, int32_t day)
{
    const lw_rate *end = card->rates + card->rate_count;
    for (const lw_rate *rate = card->rates; rate < end && rate->over_g < weight; rate++) {
        if (weight <= rate->up_to_g && lw_dates_hold(&rate->valid, day))
            return rate;
    }
    return NULL;
}

const lw_rate *lw_card_bracket(const lw_card *card, lw_wide weight_g, int32_t day)
{
    return find_row(card, (int64_t)lw_wide_min(lw_wide_max(weight_g, 1), LW_NO_LIMIT - 1), day);
}

/* A row's charge where 64 bits are enough, which is nearly always; false where they are not. */
static inline bool short_amount(const lw_rate *rate, int decimals, int64_t billable_g,
                                int64_t *minor)
{
    int64_t above = billable_g > rate->included_g ? billable_g - rate->included_g : 0, nanos;
    int64_t flat = rate->flat_micros * NANO_PER_MICRO;
    int64_t least = rate->min_charge_micros * NANO_PER_MICRO;
    if (__builtin_mul_overflow(rate->per_kg_micros, above, &nanos) ||
        __builtin_add_overflow(nanos, flat, &nanos))
        return false;
    *minor = lw_money_of_nanos((uint64_t)(nanos > least ? nanos : least), decimals);
    return true;
}

static lw_wide long_amount(const lw_catalog *catalog, const lw_rate *rate, lw_currency_ref currency,
                           lw_wide billable_g)
{
    lw_wide above = lw_wide_max(0, billable_g - rate->included_g);
    lw_wide nanos = lw_wide_add((lw_wide)rate->flat_micros * NANO_PER_MICRO,
                                lw_wide_mul(rate->per_kg_micros, above));
    nanos = lw_wide_max(nanos, (lw_wide)rate->min_charge_micros * NANO_PER_MICRO);
    return lw_money_round(catalog, nanos, LW_NANO_DIGITS, currency);
}

static inline lw_wide row_amount(const lw_catalog *catalog, const lw_rate *rate,
                                 lw_currency_ref currency, lw_wide billable_g)
{
    int64_t minor;
    if (billable_g <= INT64_MAX &&
        short_amount(rate, catalog->currencies[currency.i].decimals, (int64_t)billable_g, &minor))
        return minor;
    return long_amount(catalog, rate, currency, billable_g);
}

/* The weight that a row charges for. */
static inline lw_wide billable(const lw_rate *rate, int64_t lane_step_g, lw_wide weight_g)
{
    int64_t step = lw_rate_step(rate, lane_step_g);
    if (weight_g > SHORT_WEIGHT)
        return lw_wide_step_up(weight_g, step);
    int64_t weight = weight_g > 0 ? (int64_t)weight_g : 1;
    return step == 1 ? weight : (weight + step - 1) / step * step;
}

/* Takes a row from further up where its least weight is charged less. */
static void try_next_breaks(const lw_catalog *catalog, const lw_card *card,
                            lw_currency_ref currency, int64_t lane_step_g, int32_t day,
                            lw_card_charge *charge)
{
    const lw_rate *rate = charge->rate;
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
}

bool lw_card_price(const lw_catalog *catalog, const lw_card *card, lw_currency_ref currency,
                   int64_t lane_step_g, bool next_break, lw_wide weight_g, int32_t day,
                   lw_card_charge *charge)
{
    const lw_rate *rate = lw_card_bracket(card, weight_g, day);
    if (rate == NULL)
        return false;
    charge->rate = rate;
    charge->billable_g = billable(rate, lane_step_g, weight_g);
    charge->amount_minor = row_amount(catalog, rate, currency, charge->billable_g);
    if (next_break)
        try_next_breaks(catalog, card, currency, lane_step_g, day, charge);
    return true;
}

bool lw_card_short_price(const lw_catalog *catalog, const lw_card *card, lw_currency_ref currency,
                         int64_t lane_step_g, int64_t weight_g, int32_t day, int64_t *billable_g,
                         int64_t *amount_minor)
{
    const lw_rate *rate = find_row(card, weight_g > 0 ? weight_g : 1, day);
    if (rate == NULL || weight_g > SHORT_WEIGHT)
        return false;
    *billable_g = (int64_t)billable(rate, lane_step_g, weight_g);
    return short_amount(rate, catalog->currencies[currency.i].decimals, *billable_g, amount_minor);
}
