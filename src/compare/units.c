/* Measures as text: rounded once, from exact sums. */
#include <string.h>

#include "compare/report.h"

const lw_unit lw_unit_days = {100, 1440, 2};
const lw_unit lw_unit_hours = {100, 60, 2};
const lw_unit lw_unit_percent = {1, 1, 1};

lw_unit lw_unit_money(int decimals)
{
    return (lw_unit){1, 1, decimals};
}

static const char *put(char *text, lw_unit unit, lw_wide held, lw_wide per)
{
    bool below = held < 0;
    lw_wide amount = lw_wide_half_up(lw_wide_mul(below ? -held : held, unit.times), per);
    lw_wide_format(text, below ? -amount : amount, unit.digits);
    return text;
}

/* "+" before what is above 0. */
static const char *sign(char *text, lw_wide held, const char *digits)
{
    text[0] = '+';
    memcpy(text + (held > 0), digits, strlen(digits) + 1);
    return text;
}

const char *lw_unit_text(char *text, lw_unit unit, lw_wide held)
{
    return put(text, unit, held, unit.per);
}

const char *lw_unit_change(char *text, lw_unit unit, lw_wide held)
{
    char digits[LW_WIDE_TEXT];
    return sign(text, held, put(digits, unit, held, unit.per));
}

const char *lw_unit_share(char *text, lw_unit unit, lw_wide held, uint64_t count)
{
    return put(text, unit, held, lw_wide_mul(unit.per, (lw_wide)count));
}

const char *lw_unit_share_change(char *text, lw_unit unit, lw_wide held, uint64_t count)
{
    char digits[LW_WIDE_TEXT];
    return sign(text, held, lw_unit_share(digits, unit, held, count));
}
