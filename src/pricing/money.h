/* Rounding and conversion of money, always from the exact product, always half up, always once. */
#ifndef LANEWISE_PRICING_MONEY_H
#define LANEWISE_PRICING_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/wide.h"
#include "catalog/model.h"

/* The greatest charge line, in minor units of its card's and of the quote currency. */
#define LW_MAX_CHARGE INT64_C(1000000000000000)

/* The greatest sum of lines of one lane or one warehouse. Two dozen such sums, a plan with its
 * inbound chain, still fit 64 bits with room to spare. */
#define LW_MAX_TOTAL INT64_C(100000000000000000)

/* Digits of the scale that a plain amount of money is read with. */
#define LW_MICRO_DIGITS 6

int64_t lw_power_of_ten(int digits); /* 0 to 18 */

/* `amount` x 10^-`scale` units of `currency` in its minor units. */
lw_wide lw_money_round(const lw_catalog *catalog, lw_wide amount, int scale,
                       lw_currency_ref currency);

/* Digits of the scale of a price by weight: micro-units per kilogram times grams. */
#define LW_NANO_DIGITS 9

static inline uint64_t lw_half_up_by(uint64_t amount, uint64_t unit)
{
    uint64_t rest = amount % unit;
    return amount / unit + (rest >= unit - rest);
}

/* Nano-units in minor units of a currency with so many decimals (0 to 3), half up. Spelt out,
 * because dividing by a constant is many times faster. */
static inline int64_t lw_money_of_nanos(uint64_t nanos, int decimals)
{
    switch (decimals) {
    case 3:
        return (int64_t)lw_half_up_by(nanos, 1000000);
    case 2:
        return (int64_t)lw_half_up_by(nanos, 10000000);
    case 1:
        return (int64_t)lw_half_up_by(nanos, 100000000);
    default:
        return (int64_t)lw_half_up_by(nanos, 1000000000);
    }
}

/* Whether an amount in `from` can be told in `to`: the same currency, or both have a rate. */
bool lw_money_converts(const lw_catalog *catalog, lw_currency_ref from, lw_currency_ref to);

/* `amount` x 10^-`scale` units of `from` in minor units of `to`. Needs lw_money_converts. */
lw_wide lw_money_convert(const lw_catalog *catalog, lw_wide amount, int scale, lw_currency_ref from,
                         lw_currency_ref to);

/* The same for an amount that already is in minor units of `from`. */
lw_wide lw_money_exchange(const lw_catalog *catalog, lw_wide minor, lw_currency_ref from,
                          lw_currency_ref to);

/* Minor units of `currency` as micro-units. */
lw_wide lw_money_micros(const lw_catalog *catalog, lw_wide minor, lw_currency_ref currency);

/* `amount` x `pct` (1/10000 of a percent), half up. */
lw_wide lw_money_share(lw_wide amount, int64_t pct);

#endif
