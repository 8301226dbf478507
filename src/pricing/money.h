/* Rounding and conversion of money, always from the exact product, always half up, always once. */
#ifndef LANEWISE_PRICING_MONEY_H
#define LANEWISE_PRICING_MONEY_H

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/wide.h"
#include "catalog/model.h"

/* The greatest charge line, in minor units of its card's and of the quote currency. */
#define LW_MAX_CHARGE INT64_C(1000000000000000)

/* The greatest sum of lines of one lane or one warehouse. Two dozen such sums, a plan with its
 * inbound chain, still fit 64 bits with room to spare. */
#define LW_MAX_TOTAL INT64_C(100000000000000000)

#define LW_PCT_UNIT 1000000 /* 100 percent in 1/10000 of a percent */

/* Digits of the scale that a plain amount of money is read with. */
#define LW_MICRO_DIGITS 6

extern const int64_t lw_powers_of_ten[19];

static inline int64_t lw_power_of_ten(int digits) /* 0 to 18 */
{
    assert(digits >= 0 && digits <= 18);
    return lw_powers_of_ten[digits];
}

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

/* `amount` x `times` / `parts`, half up: what the inline functions below come to beyond 64 bits. */
lw_wide lw_money_scale(lw_wide amount, int64_t times, lw_wide parts);

/* The same in 64 bits where the product fits them, which is nearly always. */
static inline lw_wide lw_money_part(lw_wide amount, int64_t times, int64_t parts)
{
    int64_t product;
    if (amount != (int64_t)amount || __builtin_mul_overflow((int64_t)amount, times, &product))
        return lw_money_scale(amount, times, parts);
    return (lw_wide)lw_half_up_by((uint64_t)product, (uint64_t)parts);
}

/* `amount` x 10^-`scale` units of `currency` in its minor units. */
static inline lw_wide lw_money_round(const lw_catalog *catalog, lw_wide amount, int scale,
                                     lw_currency_ref currency)
{
    int decimals = catalog->currencies[currency.i].decimals;
    if (scale <= decimals)
        return lw_wide_mul(amount, lw_power_of_ten(decimals - scale));
    return lw_wide_half_up(amount, lw_power_of_ten(scale - decimals));
}

/* Whether an amount in `from` can be told in `to`: the same currency, or both have a rate. */
static inline bool lw_money_converts(const lw_catalog *catalog, lw_currency_ref from,
                                     lw_currency_ref to)
{
    return from.i == to.i ||
           (catalog->currencies[from.i].rate_e8 > 0 && catalog->currencies[to.i].rate_e8 > 0);
}

/* `amount` x 10^-`scale` units of `from` in minor units of `to`. Needs lw_money_converts. */
static inline lw_wide lw_money_convert(const lw_catalog *catalog, lw_wide amount, int scale,
                                       lw_currency_ref from, lw_currency_ref to)
{
    if (from.i == to.i)
        return lw_money_round(catalog, amount, scale, to);
    assert(lw_money_converts(catalog, from, to));
    return lw_money_scale(amount, catalog->currencies[to.i].minor_e8,
                          (lw_wide)catalog->currencies[from.i].rate_e8 * lw_power_of_ten(scale));
}

/* The same for an amount that already is in minor units of `from`. */
static inline lw_wide lw_money_exchange(const lw_catalog *catalog, lw_wide minor,
                                        lw_currency_ref from, lw_currency_ref to)
{
    if (from.i == to.i)
        return minor;
    assert(lw_money_converts(catalog, from, to));
    return lw_money_part(minor, catalog->currencies[to.i].minor_e8,
                         catalog->currencies[from.i].minor_e8);
}

/* What a minor unit of `currency` is in micro-units. */
static inline int64_t lw_minor_micros(const lw_catalog *catalog, lw_currency_ref currency)
{
    return lw_power_of_ten(LW_MICRO_DIGITS - catalog->currencies[currency.i].decimals);
}

/* Minor units of `currency` as micro-units. */
static inline lw_wide lw_money_micros(const lw_catalog *catalog, lw_wide minor,
                                      lw_currency_ref currency)
{
    return lw_wide_mul(minor, lw_minor_micros(catalog, currency));
}

/* `amount` x `pct` (1/10000 of a percent), half up. */
static inline lw_wide lw_money_share(lw_wide amount, int64_t pct)
{
    return lw_money_part(amount, pct, LW_PCT_UNIT);
}

#endif
