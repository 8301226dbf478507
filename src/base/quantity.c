/* Decimal text to scaled integers and back: exact, whatever the number of digits. */
#include <lanewise/quantity.h>

#include <assert.h>
#include <string.h>

#include "base/error.h"
#include "base/wide.h"

const lw_number_format lw_money = {"amount of money", 6, 1, LW_EXCESS_ERROR, NULL, "999999999"};
const lw_number_format lw_weight_kg = {"weight in kg", 3, 1, LW_EXCESS_UP, NULL, "1000000"};
const lw_number_format lw_length_cm = {"length in cm", 1, 1, LW_EXCESS_UP, NULL, "100000"};
const lw_number_format lw_duration_hours = {"duration in hours", 0,    60,
                                            LW_EXCESS_HALF_UP,   NULL, "240000"};
const lw_number_format lw_duration_days = {"duration in days", 0,    1440,
                                           LW_EXCESS_HALF_UP,  NULL, "10000"};
const lw_number_format lw_share = {"share of 1", 4, 1, LW_EXCESS_ERROR, NULL, "1"};
const lw_number_format lw_percent = {"percentage", 4, 1, LW_EXCESS_ERROR, NULL, "999999999"};
const lw_number_format lw_fx_rate = {"exchange rate", 8,        1, LW_EXCESS_ERROR,
                                     "0.00000001",    "1000000"};
const lw_number_format lw_quantity = {"whole number", 0, 1, LW_EXCESS_ERROR, "1", "1000000"};
const lw_number_format lw_day_number = {"number of a day", 0, 1, LW_EXCESS_ERROR, "1", "10000"};
const lw_number_format lw_divisor = {"divisor", 3, 1, LW_EXCESS_ERROR, "0.001", "999999999"};
const lw_number_format lw_volume_cm3 = {"volume in cm3", 3,    1,
                                        LW_EXCESS_ERROR, NULL, "1000000000000000"};
const lw_number_format lw_ratio = {"ratio", 4, 1, LW_EXCESS_ERROR, NULL, "999999999"};

/* The digits of a decimal: `whole` without leading zeros, `part` as written behind the point. */
typedef struct decimal {
    const char *whole, *part;
    size_t whole_length, part_length;
} decimal;

static size_t count_digits(const char *text)
{
    size_t count = 0;
    while (text[count] >= '0' && text[count] <= '9')
        count++;
    return count;
}

static bool split(const char *text, decimal *number)
{
    size_t whole = count_digits(text);
    bool point = text[whole] == '.';
    const char *part = text + whole + (point ? 1 : 0);
    size_t part_length = point ? count_digits(part) : 0;
    if (whole + part_length == 0 || part[part_length] != '\0')
        return false;
    while (whole > 0 && *text == '0') {
        text++;
        whole--;
    }
    *number = (decimal){text, part, whole, part_length};
    return true;
}

/* Below 0, 0 or above 0 as a is less than, equal to or greater than b. */
static int compare(const decimal *a, const decimal *b)
{
    if (a->whole_length != b->whole_length)
        return a->whole_length < b->whole_length ? -1 : 1;
    int order = memcmp(a->whole, b->whole, a->whole_length);
    for (size_t i = 0; order == 0 && (i < a->part_length || i < b->part_length); i++) {
        char x = i < a->part_length ? a->part[i] : '0';
        char y = i < b->part_length ? b->part[i] : '0';
        order = (x > y) - (x < y);
    }
    return order;
}

static lw_status refuse_text(const lw_number_format *format, const char *text, lw_error *err)
{
    if (text[0] == '\0')
        return lw_fail(err, LW_BAD_ARGUMENT, "a number is missing (%s)", format->what);
    const char *hint = "";
    const char *rest = text + count_digits(text);
    if (strchr(text, ','))
        hint = "; use '.' and no thousands separators";
    else if ((text[0] == '-' || text[0] == '+') && text[1] != '\0')
        hint = "; write it without a sign";
    else if (rest > text && strpbrk(rest, "eE"))
        hint = "; write it without an exponent";
    return lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' is not a decimal number%s", text, hint);
}

static lw_status check_range(const lw_number_format *format, const decimal *number,
                             const char *text, lw_error *err)
{
    decimal bound;
    if (format->minimum && split(format->minimum, &bound) && compare(number, &bound) < 0)
        return lw_fail(err, LW_BAD_ARGUMENT, "%.80s is below %s", text, format->minimum);
    if (split(format->maximum, &bound) && compare(number, &bound) > 0)
        return lw_fail(err, LW_BAD_ARGUMENT, "%.80s is above %s", text, format->maximum);
    return LW_OK;
}

/* number x factor x 10^digits, rounded. The part behind the point is multiplied by the factor digit
 * by digit from the right, so that a half is told from a little less however long the text is. The
 * range has been tested: nothing here can wrap. */
static int64_t scale(const lw_number_format *format, const decimal *number)
{
    int64_t held = 0;
    for (size_t i = 0; i < number->whole_length; i++)
        held = held * 10 + (number->whole[i] - '0');

    int64_t carry = 0, kept = 0;
    int64_t first_excess = 0;
    bool any_excess = false;
    size_t digits = (size_t)format->digits;
    int64_t weight = 1; /* of the digit at hand among the kept ones */
    for (size_t i = number->part_length; i < digits; i++)
        weight *= 10;
    for (size_t i = number->part_length; i-- > 0;) {
        int64_t product = (number->part[i] - '0') * format->factor + carry;
        int64_t digit = product % 10;
        carry = product / 10;
        if (i >= digits) {
            first_excess = digit;
            any_excess = any_excess || digit != 0;
        } else {
            kept += digit * weight;
            weight *= 10;
        }
    }
    held = held * format->factor + carry;
    for (size_t i = 0; i < digits; i++)
        held *= 10;
    held += kept;
    if (format->excess == LW_EXCESS_UP)
        held += any_excess;
    else if (format->excess == LW_EXCESS_HALF_UP)
        held += first_excess >= 5;
    return held;
}

lw_status lw_number_parse(const lw_number_format *format, const char *text, int64_t *held,
                          lw_error *err)
{
    decimal number;
    if (!split(text, &number))
        return refuse_text(format, text, err);
    if (format->excess == LW_EXCESS_ERROR && number.part_length > (size_t)format->digits) {
        if (format->digits == 0)
            return lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' is not a whole number", text);
        return lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' has more than %d digits behind the point",
                       text, format->digits);
    }
    lw_status status = check_range(format, &number, text, err);
    if (status == LW_OK)
        *held = scale(format, &number);
    return status;
}

size_t lw_decimal_format(char *text, int64_t held, int digits)
{
    assert(digits >= 0 && digits <= 18);
    char reversed[32];
    size_t length = 0;
    uint64_t rest = held < 0 ? 0 - (uint64_t)held : (uint64_t)held;
    for (int i = 0; rest > 0 || i <= digits; i++) {
        if (i == digits && digits > 0)
            reversed[length++] = '.';
        reversed[length++] = (char)('0' + rest % 10);
        rest /= 10;
    }
    if (held < 0)
        reversed[length++] = '-';
    for (size_t i = 0; i < length; i++)
        text[i] = reversed[length - 1 - i];
    text[length] = '\0';
    return length;
}

/* Hundredths of a unit of `unit` minutes, half away from zero. */
static size_t format_hundredths(char *text, int64_t minutes, int64_t unit)
{
    lw_wide amount = minutes < 0 ? -(lw_wide)minutes : (lw_wide)minutes;
    lw_wide hundredths = lw_wide_half_up(amount * 100, unit);
    if (hundredths > INT64_MAX)
        hundredths = INT64_MAX;
    return lw_decimal_format(text, minutes < 0 ? -(int64_t)hundredths : (int64_t)hundredths, 2);
}

size_t lw_days_format(char *text, int64_t minutes)
{
    return format_hundredths(text, minutes, 1440);
}

size_t lw_hours_format(char *text, int64_t minutes)
{
    return format_hundredths(text, minutes, 60);
}
