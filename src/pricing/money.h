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
