/* Decimal text to scaled integers and back: exact, whatever the number of digits. */
#include <lanewise/quantity.h>

#include <assert.h>
#include <string.h>

#include "base/error.h"
#include "base/write.h"

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

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t count_digits(const char *text)
{
    size_t count = 0;
    while (is_digit(text[count]))
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

/* `exponent` up to 19. */
static uint64_t power_of_10(int exponent)
{
#define FOUR_POWERS(n) UINT64_C(n), UINT64_C(n##0), UINT64_C(n##00), UINT64_C(n##000)
    static const uint64_t powers[] = {FOUR_POWERS(1), FOUR_POWERS(10000), FOUR_POWERS(100000000),
                                      FOUR_POWERS(1000000000000), FOUR_POWERS(10000000000000000)};
#undef FOUR_POWERS
    return powers[exponent];
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
    held = held * (int64_t)power_of_10(format->digits) + kept;
    if (format->excess == LW_EXCESS_UP)
        held += any_excess;
    else if (format->excess == LW_EXCESS_HALF_UP)
        held += first_excess >= 5;
    return held;
}

/* Appends the digits at `text` to the number `value`; returns what follows them. Wraps when there
 * are too many. */
static inline const char *take_digits(const char *text, uint64_t *value)
{
    for (unsigned digit; (digit = (unsigned)*text - '0') <= 9; text++)
        *value = *value * 10 + digit;
    return text;
}

/* Are the `count` digits at `whole` a number below that of the digits of `bound`? False is not
 * certain: there may be zeros before them. */
static bool surely_below(const char *whole, size_t count, const char *bound)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_digit(bound[i]))
            return false;
    }
    return is_digit(bound[count]) || memcmp(whole, bound, count) < 0;
}

/* Reads what most numbers are: short, and well within the range. False for those that need the
 * closer look below, be it only to be refused. */
static bool read_common(const lw_number_format *format, const char *text, int64_t *held)
{
    enum { MOST_BYTES = 19 }; /* so many digits fit */
    uint64_t least = 0, value = 0;
    const char *point = take_digits(text, &value), *end = point;
    if (point == text || !surely_below(text, (size_t)(point - text), format->maximum))
        return false;
    if (format->minimum && *take_digits(format->minimum, &least) == '.')
        least++;
    if (value < least)
        return false;
    if (*point == '.')
        end = take_digits(point + 1, &value);
    if (*end != '\0' || end - text > MOST_BYTES ||
        __builtin_mul_overflow(value, (uint64_t)format->factor, &value))
        return false;
    int missing = format->digits - (end > point ? (int)(end - point) - 1 : 0);
    if (missing >= 0) {
        *held = (int64_t)(value * power_of_10(missing));
        return true;
    }
    if (format->excess == LW_EXCESS_ERROR)
        return false;
    uint64_t unit = power_of_10(-missing), rest = value % unit;
    *held =
        (int64_t)(value / unit) + (format->excess == LW_EXCESS_UP ? rest > 0 : 2 * rest >= unit);
    return true;
}

/* Out of line, so that the short way needs no room for what this does. */
__attribute__((noinline)) static lw_status
read_closely(const lw_number_format *format, const char *text, int64_t *held, lw_error *err)
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

lw_status lw_number_parse(const lw_number_format *format, const char *text, int64_t *held,
                          lw_error *err)
{
    return read_common(format, text, held) ? LW_OK : read_closely(format, text, held, err);
}

static char *write_whole(char *at, uint64_t number)
{
    if (number < 10)
        return lw_write_digit(at, (unsigned)number);
    if (number < 100)
        return lw_write_pair(at, (unsigned)number);
    return lw_write_pair(write_whole(at, number / 100), (unsigned)(number % 100));
}

static char *write_large(char *at, uint64_t size, int digits)
{
    uint64_t unit = power_of_10(digits), part = size % unit;
    at = write_whole(at, size / unit);
    if (digits == 0)
        return at;
    *at++ = '.';
    char *p = at + digits;
    for (; p - at >= 2; part /= 100)
        lw_write_pair(p -= 2, (unsigned)(part % 100));
    if (p > at)
        *at = (char)('0' + part);
    return at + digits;
}

/* A number of which less than 10000 is before the point; `digits`, at most 4, is known to the
 * compiler. */
static inline char *write_small(char *at, uint32_t size, int digits)
{
    uint32_t unit = (uint32_t)power_of_10(digits), whole = size / unit, part = size % unit;
    if (whole >= 1000)
        at = lw_write_pair(at, whole / 100);
    else if (whole >= 100)
        at = lw_write_digit(at, whole / 100);
    at = whole >= 10 ? lw_write_pair(at, whole % 100) : lw_write_digit(at, whole);
    if (digits == 0)
        return at;
    *at++ = '.';
    if (digits % 2 == 1)
        at = lw_write_digit(at, digits == 1 ? part : part / 100);
    if (digits == 4)
        at = lw_write_pair(at, part / 100);
    return digits == 1 ? at : lw_write_pair(at, part % 100);
}

static inline char *write_signed(char *at, int64_t held, int digits)
{
    uint64_t size = held < 0 ? 0 - (uint64_t)held : (uint64_t)held;
    if (held < 0)
        *at++ = '-';
    if (digits == 2 && size < 1000000)
        return write_small(at, (uint32_t)size, 2);
    if (digits == 0 && size < 10000)
        return write_small(at, (uint32_t)size, 0);
    if (digits == 1 && size < 100000)
        return write_small(at, (uint32_t)size, 1);
    if (digits == 3 && size < 10000000)
        return write_small(at, (uint32_t)size, 3);
    if (digits == 4 && size < 100000000)
        return write_small(at, (uint32_t)size, 4);
    return write_large(at, size, digits);
}

char *lw_write_decimal(char *at, int64_t held, int digits)
{
    assert(digits >= 0 && digits <= 18);
    return write_signed(at, held, digits);
}

/* Hundredths of a unit of `unit` minutes, an even number, half away from zero. */
static inline char *write_hundredths(char *at, int64_t minutes, uint64_t unit)
{
    uint64_t amount = minutes < 0 ? 0 - (uint64_t)minutes : (uint64_t)minutes;
    uint64_t hundredths = amount / unit * 100 + (amount % unit * 100 + unit / 2) / unit;
    if (hundredths > INT64_MAX)
        hundredths = INT64_MAX;
    return write_signed(at, minutes < 0 ? -(int64_t)hundredths : (int64_t)hundredths, 2);
}

char *lw_write_days(char *at, int64_t minutes)
{
    return write_hundredths(at, minutes, 1440);
}

char *lw_write_hours(char *at, int64_t minutes)
{
    return write_hundredths(at, minutes, 60);
}

static size_t finish(const char *text, char *end)
{
    *end = '\0';
    return (size_t)(end - text);
}

size_t lw_decimal_format(char *text, int64_t held, int digits)
{
    return finish(text, lw_write_decimal(text, held, digits));
}

size_t lw_days_format(char *text, int64_t minutes)
{
    return finish(text, lw_write_days(text, minutes));
}

size_t lw_hours_format(char *text, int64_t minutes)
{
    return finish(text, lw_write_hours(text, minutes));
}
