/* Money arithmetic that does not fit 64 bits. Products stay far below 2^127: amounts up to 10^17 x
 * rates up to 10^14 x 10^3. */
#include "pricing/money.h"

const int64_t lw_powers_of_ten[19] = {1,
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

lw_wide lw_money_scale(lw_wide amount, int64_t times, lw_wide parts)
{
    return lw_wide_half_up(lw_wide_mul(amount, times), parts);
}
