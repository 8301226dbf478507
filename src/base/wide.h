/* 128-bit integers that never wrap: what does not fit becomes LW_WIDE_MAX and stays there.
 *
 * All amounts are non-negative. A saturated amount is far above the largest charge line that is
 * allowed (10^15 minor units), so the one range test at the end of a computation catches it. */
#ifndef LANEWISE_BASE_WIDE_H
#define LANEWISE_BASE_WIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

__extension__ typedef __int128 lw_wide;

#define LW_WIDE_MAX ((lw_wide)(((__extension__(unsigned __int128) 1) << 127) - 1))

/* As lw_decimal_format, for amounts that are too many digits for it; below 0 too. `text` needs
 * LW_WIDE_TEXT bytes. */
enum { LW_WIDE_TEXT = 48 };
size_t lw_wide_format(char *text, lw_wide held, int digits);

static inline lw_wide lw_wide_add(lw_wide a, lw_wide b)
{
    lw_wide sum;
    return __builtin_add_overflow(a, b, &sum) ? LW_WIDE_MAX : sum;
}

static inline lw_wide lw_wide_mul(lw_wide a, lw_wide b)
{
    if (a == (int64_t)a && b == (int64_t)b) /* one instruction, and it cannot overflow */
        return (lw_wide)(int64_t)a * (int64_t)b;
    lw_wide product;
    return __builtin_mul_overflow(a, b, &product) ? LW_WIDE_MAX : product;
}

/* Whether a quotient can be taken in 64 bits, which is several times faster. */
static inline bool lw_wide_is_short(lw_wide a, lw_wide b)
{
    return a <= INT64_MAX && b <= INT64_MAX;
}

/* Quotients of non-negative a by positive b; a saturated dividend stays saturated. */
static inline lw_wide lw_wide_floor(lw_wide a, lw_wide b)
{
    if (lw_wide_is_short(a, b))
        return (lw_wide)((uint64_t)a / (uint64_t)b);
    return a == LW_WIDE_MAX ? a : a / b;
}

static inline lw_wide lw_wide_ceil(lw_wide a, lw_wide b)
{
    if (lw_wide_is_short(a, b))
        // NOLINTNEXTLINE(bugprone-misplaced-widening-cast): 64 bits hold it, and are faster
        return (lw_wide)((uint64_t)a / (uint64_t)b + ((uint64_t)a % (uint64_t)b != 0));
    return a == LW_WIDE_MAX ? a : a / b + (a % b != 0);
}

static inline lw_wide lw_wide_half_up(lw_wide a, lw_wide b)
{
    if (lw_wide_is_short(a, b)) {
        uint64_t rest = (uint64_t)a % (uint64_t)b;
        // NOLINTNEXTLINE(bugprone-misplaced-widening-cast): 64 bits hold it, and are faster
        return (lw_wide)((uint64_t)a / (uint64_t)b + (rest >= (uint64_t)b - rest));
    }
    if (a == LW_WIDE_MAX)
        return a;
    lw_wide rest = a % b;
    return a / b + (rest >= b - rest);
}

/* The least multiple of `step` that is not below a; the greatest that is not above it. */
static inline lw_wide lw_wide_step_up(lw_wide a, lw_wide step)
{
    if (step == 1)
        return a;
    return lw_wide_mul(lw_wide_ceil(a, step), step);
}

static inline lw_wide lw_wide_step_down(lw_wide a, lw_wide step)
{
    return a == LW_WIDE_MAX ? a : lw_wide_floor(a, step) * step;
}

static inline lw_wide lw_wide_max(lw_wide a, lw_wide b)
{
    return a > b ? a : b;
}

static inline lw_wide lw_wide_min(lw_wide a, lw_wide b)
{
    return a < b ? a : b;
}

#endif
