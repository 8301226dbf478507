/* Money arithmetic. Products stay far below 2^127: amounts up to 10^17 x rates up to 10^14 x 10^3.
 */
#include "pricing/money.h"

#include <assert.h>

#define PCT_UNIT 1000000 /* 100 percent in 1/10000 of a percent */

int64_t lw_power_of_ten(int digits)
{
    static const int64_t powers[] = {1,
                                     10,
                                     100,
                                     1000,
                                     10000,
                                     100000,
                                     1000000,
                                     10000000,
                                     100000000,
                                     1000000000,
                                     10000000000,
                                     100000000000,
                                     1000000000000,
                                     10000000000000,
                                     100000000000000,
                                     1000000000000000,
                                     10000000000000000,
                                     100000000000000000,
                                     1000000000000000000};
    assert(digits >= 0 && digits <= 18);
    return powers[digits];
}

static int decimals_of(const lw_catalog *catalog, lw_currency_ref currency)
{
    return catalog->currencies[currency.i].decimals;
}

lw_wide lw_money_round(const lw_catalog *catalog, lw_wide amount, int scale,
                       lw_currency_ref currency)
{
    int decimals = decimals_of(catalog, currency);
    if (scale <= decimals)
        return lw_wide_mul(amount, lw_power_of_ten(decimals - scale));
    return lw_wide_half_up(amount, lw_power_of_ten(scale - decimals));
}

bool lw_money_converts(const lw_catalog *catalog, lw_currency_ref from, lw_currency_ref to)
{
    return from.i == to.i ||
           (catalog->currencies[from.i].rate_e8 > 0 && catalog->currencies[to.i].rate_e8 > 0);
}

lw_wide lw_money_convert(const lw_catalog *catalog, lw_wide amount, int scale, lw_currency_ref from,
                         lw_currency_ref to)
{
    if (from.i == to.i)
        return lw_money_round(catalog, amount, scale, to);
    assert(lw_money_converts(catalog, from, to));
    lw_wide product = lw_wide_mul(amount, catalog->currencies[to.i].rate_e8);
    product = lw_wide_mul(product, lw_power_of_ten(decimals_of(catalog, to)));
    return lw_wide_half_up(product,
                           (lw_wide)catalog->currencies[from.i].rate_e8 * lw_power_of_ten(scale));
}

lw_wide lw_money_exchange(const lw_catalog *catalog, lw_wide minor, lw_currency_ref from,
                          lw_currency_ref to)
{
    return from.i == to.i ? minor
                          : lw_money_convert(catalog, minor, decimals_of(catalog, from), from, to);
}

lw_wide lw_money_micros(const lw_catalog *catalog, lw_wide minor, lw_currency_ref currency)
{
    return lw_wide_mul(minor, lw_power_of_ten(LW_MICRO_DIGITS - decimals_of(catalog, currency)));
}

lw_wide lw_money_share(lw_wide amount, int64_t pct)
{
    return lw_wide_half_up(lw_wide_mul(amount, pct), PCT_UNIT);
}
