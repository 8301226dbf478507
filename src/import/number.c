/* From a sheet's numbers to exact integers. */
#include "import/number.h"

#include <string.h>

#include <lanewise/quantity.h>

#include "base/error.h"
#include "render/formats.h"

enum { MICROS_PER_GRAM = 1000 }; /* of a kilogram */

const char *const LW_UNIT_WORDS[] = {"kg", "g", "lb", NULL};

static const struct {
    const char *example;
    lw_number_style style;
} STYLES[] = {{"1234.5", {'.', 0, true}},    {"1234,5", {',', 0, true}},
              {"1,234.5", {'.', ',', true}}, {"1.234,5", {',', '.', true}},
              {"1 234,5", {',', ' ', true}}, {"1 234.5", {'.', ' ', true}},
              {"1'234.5", {'.', '\'', true}}};

lw_status lw_number_style_of(const char *example, lw_number_style *style, lw_error *err)
{
    *style = (lw_number_style){'.', ',', false};
    if (!example)
        return LW_OK;
    for (size_t i = 0; i < sizeof STYLES / sizeof STYLES[0]; i++) {
        if (strcmp(example, STYLES[i].example) == 0) {
            *style = STYLES[i].style;
            return LW_OK;
        }
    }
    return lw_fail(err, LW_BAD_ARGUMENT,
                   "'%.40s' is no way of writing numbers; it is 1234.5, 1234,5, 1,234.5, 1.234,5, "
                   "1 234,5, 1 234.5 or 1'234.5",
                   example);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_mark(const lw_number_style *style, char c)
{
    return c == '.' || c == ',' || c == '\'' || (c == ' ' && style->group == ' ');
}

size_t lw_number_span(const lw_number_style *style, const char *text)
{
    size_t length = 0;
    bool begins = is_digit(text[0]) || ((text[0] == '.' || text[0] == ',') && is_digit(text[1]));
    while (begins &&
           (is_digit(text[length]) || (is_mark(style, text[length]) && is_digit(text[length + 1]))))
        length++;
    return length;
}

/* Its last mark is a comma, which can group no thousands. */
static bool has_decimal_comma(const char *text, size_t length)
{
    const char *comma = memchr(text, ',', length), *end = text + length;
    return comma && !memchr(comma + 1, ',', (size_t)(end - comma - 1)) &&
           !memchr(comma + 1, '.', (size_t)(end - comma - 1)) &&
           (end - comma != 4 || memchr(text, '.', length));
}

/* What to say of a number whose marks do not fit. */
static lw_status refuse(const lw_number_style *style, const char *text, size_t length,
                        lw_error *err)
{
    int shown = (int)(length < 40 ? length : 40);
    if (!style->said && has_decimal_comma(text, length))
        return lw_fail(err, LW_BAD_ARGUMENT, "'%.*s' has a decimal comma: say so by --numbers %s",
                       shown, text, memchr(text, '.', length) ? "1.234,5" : "1234,5");
    if (!style->said && memchr(text, ',', length))
        return lw_fail(
            err, LW_BAD_ARGUMENT,
            "'%.*s' can be read in two ways: --numbers 1,234.5 says that the comma groups "
            "thousands, --numbers 1234,5 that it is the decimal comma",
            shown, text);
    return lw_fail(err, LW_BAD_ARGUMENT,
                   "'%.*s' is not a number that is written as --numbers says%s", shown, text,
                   style->said ? "" : " (1234.5)");
}

/* Groups are of three digits, the first of one to three. */
static bool group_fits(size_t digits, size_t groups)
{
    return groups == 0 ? digits >= 1 && digits <= 3 : digits == 3;
}

lw_status lw_number_plain(const lw_number_style *style, const char *text, size_t length,
                          char plain[LW_PLAIN_NUMBER], lw_error *err)
{
    size_t used = 0, digits = 0, groups = 0;
    bool point = false, fits = true;
    if (length >= LW_PLAIN_NUMBER)
        return lw_fail(err, LW_BAD_ARGUMENT, "'%.20s...' has too many digits", text);
    for (size_t i = 0; i < length && fits; i++) {
        char c = text[i];
        if (is_digit(c)) {
            plain[used++] = c;
            digits++;
        } else if (c == style->point && !point) {
            fits = groups == 0 || group_fits(digits, groups);
            plain[used++] = '.';
            point = true;
        } else {
            fits = c == style->group && !point && group_fits(digits, groups);
            groups++;
            digits = 0;
        }
    }
    plain[used] = '\0';
    if (groups > 0 && !point)
        fits = fits && group_fits(digits, groups) && (style->said || groups > 1);
    return fits ? LW_OK : refuse(style, text, length, err);
}

int lw_number_digits(const char *plain)
{
    const char *point = strchr(plain, '.');
    return point ? (int)strlen(point + 1) : 0;
}

lw_status lw_amount_read(const lw_number_style *style, const char *text, size_t length,
                         lw_amount *amount, lw_error *err)
{
    char plain[LW_PLAIN_NUMBER];
    lw_status status = lw_number_plain(style, text, length, plain, err);
    if (status == LW_OK)
        status = lw_number_parse(&lw_money, plain, &amount->micros, err);
    if (status == LW_OK)
        amount->digits = lw_number_digits(plain);
    return status;
}

size_t lw_amount_format(char *text, const lw_amount *amount)
{
    return lw_micros_format(text, amount->micros, amount->digits);
}

size_t lw_kg_format(char *text, int64_t grams)
{
    return lw_micros_format(text, grams * MICROS_PER_GRAM, 0);
}

/* 10^-8 kg, in which a pound is a whole number; more digits round up. */
enum { PER_GRAM = 100000, PER_POUND = 45359237 };

static const lw_number_format WEIGHTS[] = {
    [LW_KG] = {"weight in kg", 8, 1, LW_EXCESS_UP, NULL, "1000000"},
    [LW_G] = {"weight in g", 5, 1, LW_EXCESS_UP, NULL, "1000000000"},
    [LW_LB] = {"weight in lb", 0, PER_POUND, LW_EXCESS_UP, NULL, "2200000"},
};

lw_status lw_heft_read(const char *plain, lw_unit unit, lw_heft *heft, lw_error *err)
{
    static const int64_t sizes[] = {
        [LW_KG] = (int64_t)PER_GRAM * 1000, [LW_G] = PER_GRAM, [LW_LB] = PER_POUND};
    int64_t held = 0, last = sizes[unit];
    lw_status status = lw_number_parse(&WEIGHTS[unit], plain, &held, err);
    if (status != LW_OK)
        return status;
    for (int i = lw_number_digits(plain); i > 0; i--)
        last = (last + 9) / 10;
    heft->grams = (held + PER_GRAM - 1) / PER_GRAM;
    heft->whole = held % PER_GRAM == 0;
    heft->unit_grams = (last + PER_GRAM - 1) / PER_GRAM;
    return LW_OK;
}
