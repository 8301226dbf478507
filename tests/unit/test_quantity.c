/* Numbers, dates and moments: text to integers and back. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lanewise/quantity.h>

#include "support/test.h"

#define REFUSED (-1)

/* The held number of `text`, or REFUSED. */
static int64_t parse(const lw_number_format *format, const char *text)
{
    int64_t held = -77;
    lw_error err;
    lw_status status = lw_number_parse(format, text, &held, &err);
    if (status != LW_OK) {
        assert_int_equal(status, LW_BAD_ARGUMENT);
        assert_int_equal(err.status, LW_BAD_ARGUMENT);
        assert_true(err.message[0] != '\0');
        assert_int_equal(held, -77);
        return REFUSED;
    }
    assert_int_equal(lw_number_parse(format, text, &held, NULL), LW_OK);
    return held;
}

static void decimals_are_digits_with_an_optional_point(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t micros;
    } rows[] = {
        {"0", 0},           {"1", 1000000},         {"007", 7000000},          {".5", 500000},
        {"5.", 5000000},    {"0.000001", 1},        {"1.50", 1500000},         {"00.10", 100000},
        {"", REFUSED},      {".", REFUSED},         {"..", REFUSED},           {"1.2.3", REFUSED},
        {"1e3", REFUSED},   {"1E3", REFUSED},       {"+1", REFUSED},           {"-1", REFUSED},
        {"-0", REFUSED},    {" 1", REFUSED},        {"1 ", REFUSED},           {"1,5", REFUSED},
        {"1,000", REFUSED}, {"1_000", REFUSED},     {"0x10", REFUSED},         {"inf", REFUSED},
        {"nan", REFUSED},   {"\xd9\xa1", REFUSED},  {"\xef\xbc\x91", REFUSED}, {"1\n", REFUSED},
        {"$1", REFUSED},    {"1.0000000", REFUSED}, {"0.0000001", REFUSED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(parse(&lw_money, rows[i].text), rows[i].micros);
}

/* The closer look, which zeros before the number call for, must come to what the short way does. */
static void zeros_before_a_number_change_nothing(void **state)
{
    (void)state;
    static const lw_number_format pounds = {"weight in lb", 3,     453592370,
                                            LW_EXCESS_UP,   "0.5", "20"};
    const lw_number_format *formats[] = {
        &lw_money,         &lw_weight_kg,  &lw_length_cm, &lw_duration_hours,
        &lw_duration_days, &lw_share,      &lw_percent,   &lw_fx_rate,
        &lw_quantity,      &lw_day_number, &lw_divisor,   &lw_ratio,
        &lw_volume_cm3,    &pounds,
    };
    static const char alphabet[] = "00112345678999.."; /* few points, many nines and zeros */
    uint64_t seed = 88172645463325252u;
    for (int run = 0; run < TRIES(400000); run++) {
        char text[64] = "00000000000000000000000000000000";
        char *number = text + strlen(text);
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        uint64_t draw = seed;
        size_t length = draw % 24;
        for (size_t i = 0; i < length; i++) {
            draw = draw * 6364136223846793005u + 1442695040888963407u;
            number[i] = alphabet[(draw >> 33) % (length > 8 && i > length / 2 ? 14 : 16)];
        }
        number[length] = '\0';
        const lw_number_format *format = formats[run % (int)(sizeof formats / sizeof *formats)];
        if (number[strspn(number, ".")] == '\0')
            continue; /* no digits of its own */
        if (parse(format, number) != parse(format, text))
            fail_msg("%s: '%s'", format->what, number);
    }
}

static void ranges_are_tested_on_the_number_as_written(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        const lw_number_format *format;
        const char *text;
        int64_t held;
    } rows[] = {
        {"money", &lw_money, "999999999", 999999999000000},
        {"money, zeros", &lw_money, "0000999999999.000000", 999999999000000},
        {"money above", &lw_money, "999999999.000001", REFUSED},
        {"money far above", &lw_money, "99999999999999999999999999999999", REFUSED},
        {"weight", &lw_weight_kg, "1000000", 1000000000},
        {"weight, zeros", &lw_weight_kg, "1000000.00000", 1000000000},
        {"weight above", &lw_weight_kg, "1000000.0001", REFUSED},
        {"weight rounds up", &lw_weight_kg, "0.0001", 1},
        {"weight rounds up after zeros", &lw_weight_kg, "1.0000000000000000000000001", 1001},
        {"weight, zeros are no excess", &lw_weight_kg, "1.2340000", 1234},
        {"weight just below the limit", &lw_weight_kg, "999999.9999", 1000000000},
        {"length", &lw_length_cm, "100000", 1000000},
        {"length above", &lw_length_cm, "100000.01", REFUSED},
        {"length rounds up", &lw_length_cm, "20.01", 201},
        {"length", &lw_length_cm, "20.1", 201},
        {"hours", &lw_duration_hours, "240000", 14400000},
        {"hours above", &lw_duration_hours, "240000.00001", REFUSED},
        {"half an hour", &lw_duration_hours, "0.5", 30},
        {"half a minute up", &lw_duration_hours, "0.225", 14},
        {"a third", &lw_duration_hours, "0.33333333333333333333", 20},
        {"less than half a minute", &lw_duration_hours, "0.0083333333333333333333333333333", 0},
        {"more than half a minute", &lw_duration_hours, "0.0083333333333333333333333333334", 1},
        {"days", &lw_duration_days, "10000", 14400000},
        {"days above", &lw_duration_days, "10000.0000000001", REFUSED},
        {"two days and a half", &lw_duration_days, "2.5", 3600},
        {"half a minute of a day", &lw_duration_days, "0.00034722222222222222222222222223", 1},
        {"less", &lw_duration_days, "0.00034722222222222222222222222222", 0},
        {"exactly 4.5 minutes", &lw_duration_days, "0.003125", 5},
        {"share", &lw_share, "1", 10000},
        {"share", &lw_share, "1.0000", 10000},
        {"share above", &lw_share, "1.0001", REFUSED},
        {"share", &lw_share, "0.1234", 1234},
        {"share, excess", &lw_share, "0.12345", REFUSED},
        {"percent", &lw_percent, "19.5", 195000},
        {"percent", &lw_percent, "0.3464", 3464},
        {"percent, excess", &lw_percent, "0.34640", REFUSED},
        {"percent above 100", &lw_percent, "145", 1450000},
        {"fx", &lw_fx_rate, "0.00000001", 1},
        {"fx zero", &lw_fx_rate, "0", REFUSED},
        {"fx zero", &lw_fx_rate, "0.00000000", REFUSED},
        {"fx, excess", &lw_fx_rate, "1.000000001", REFUSED},
        {"fx", &lw_fx_rate, "1000000", 100000000000000},
        {"fx above", &lw_fx_rate, "1000000.00000001", REFUSED},
        {"quantity", &lw_quantity, "1", 1},
        {"quantity", &lw_quantity, "1000000", 1000000},
        {"quantity below", &lw_quantity, "0", REFUSED},
        {"quantity above", &lw_quantity, "1000001", REFUSED},
        {"quantity", &lw_quantity, "1.5", REFUSED},
        {"quantity", &lw_quantity, "2.0", REFUSED},
        {"day", &lw_day_number, "10000", 10000},
        {"day above", &lw_day_number, "10001", REFUSED},
        {"day below", &lw_day_number, "0", REFUSED},
        {"divisor", &lw_divisor, "5000", 5000000},
        {"divisor", &lw_divisor, "0.001", 1},
        {"divisor of 0", &lw_divisor, "0", REFUSED},
        {"divisor, excess", &lw_divisor, "0.0001", REFUSED},
        {"volume", &lw_volume_cm3, "1000000000000000", 1000000000000000000},
        {"volume above", &lw_volume_cm3, "1000000000000000.001", REFUSED},
        {"volume", &lw_volume_cm3, "0.001", 1},
        {"ratio", &lw_ratio, "2", 20000},
        {"ratio", &lw_ratio, "1.00001", REFUSED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t held = parse(rows[i].format, rows[i].text);
        if (held != rows[i].held)
            fail_msg("%s: '%s' is held as %lld", rows[i].label, rows[i].text, (long long)held);
    }
}

static void texts_of_any_length_are_read_exactly(void **state)
{
    (void)state;
    enum { LENGTH = 100000 };
    char *text = malloc(LENGTH + 1);
    assert_non_null(text);
    memset(text, '0', LENGTH);
    text[LENGTH] = '\0';
    assert_int_equal(parse(&lw_money, text), 0);
    text[LENGTH - 1] = '7';
    assert_int_equal(parse(&lw_money, text), 7000000);
    text[1] = '.';
    assert_int_equal(parse(&lw_weight_kg, text), 1);
    assert_int_equal(parse(&lw_duration_days, text), 0);
    assert_int_equal(parse(&lw_money, text), REFUSED);
    memset(text, '9', LENGTH);
    assert_int_equal(parse(&lw_weight_kg, text), REFUSED);
    free(text);
}

/* Numbers of few digits, worked out in wide integers instead. */
static void parsing_agrees_with_plain_arithmetic(void **state)
{
    (void)state;
    static const lw_number_format *const formats[] = {&lw_weight_kg, &lw_length_cm,
                                                      &lw_duration_hours, &lw_duration_days};
    uint64_t seed = 20261122;
    for (int i = 0; i < TRIES(200000); i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        int places = (int)(seed >> 60) % 9;
        uint64_t number = (seed >> 20) % 100000000000u;
        uint64_t power = 1;
        for (int p = 0; p < places; p++)
            power *= 10;
        number %= 10000 * power;
        char text[40];
        snprintf(text, sizeof text, "%llu.%0*llu", (unsigned long long)(number / power), places,
                 (unsigned long long)(number % power));
        if (places == 0)
            *strchr(text, '.') = '\0';
        for (size_t f = 0; f < 4; f++) {
            uint64_t unit = (uint64_t)formats[f]->factor;
            for (int d = 0; d < formats[f]->digits; d++)
                unit *= 10;
            uint64_t held = number * unit / power, rest = number * unit % power;
            held += formats[f]->excess == LW_EXCESS_UP ? rest > 0 : rest * 2 >= power;
            assert_int_equal(parse(formats[f], text), held);
        }
    }
}

static void refusals_say_what_to_write(void **state)
{
    (void)state;
    static const struct {
        const lw_number_format *format;
        const char *text, *message;
    } rows[] = {
        {&lw_money, "1,5", "'1,5' is not a decimal number; use '.' and no thousands separators"},
        {&lw_money, "-2", "'-2' is not a decimal number; write it without a sign"},
        {&lw_money, "1e3", "'1e3' is not a decimal number; write it without an exponent"},
        {&lw_money, "ten", "'ten' is not a decimal number"},
        {&lw_money, "", "a number is missing (amount of money)"},
        {&lw_money, "0.1234567", "'0.1234567' has more than 6 digits behind the point"},
        {&lw_weight_kg, "1000001", "1000001 is above 1000000"},
        {&lw_quantity, "0", "0 is below 1"},
        {&lw_quantity, "1.5", "'1.5' is not a whole number"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lw_error err;
        int64_t held;
        assert_int_equal(lw_number_parse(rows[i].format, rows[i].text, &held, &err),
                         LW_BAD_ARGUMENT);
        assert_string_equal(err.message, rows[i].message);
    }
}

static void decimals_are_written_with_all_their_digits(void **state)
{
    (void)state;
    static const struct {
        int64_t held;
        int digits;
        const char *text;
    } rows[] = {
        {0, 0, "0"},
        {0, 2, "0.00"},
        {5, 2, "0.05"},
        {-5, 2, "-0.05"},
        {123456, 3, "123.456"},
        {-100, 2, "-1.00"},
        {100, 0, "100"},
        {1000000000000000, 0, "1000000000000000"},
        {INT64_MAX, 0, "9223372036854775807"},
        {INT64_MAX, 18, "9.223372036854775807"},
        {INT64_MIN, 4, "-922337203685477.5808"},
        {INT64_MIN, 18, "-9.223372036854775808"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[32];
        assert_int_equal(lw_decimal_format(text, rows[i].held, rows[i].digits),
                         strlen(rows[i].text));
        assert_string_equal(text, rows[i].text);
    }
}

/* On both sides of each power of ten, where another way of writing may begin. */
static void decimals_agree_with_printf(void **state)
{
    (void)state;
    int64_t power = 1;
    for (int exponent = 0; exponent <= 18; exponent++, power = exponent <= 18 ? power * 10 : 0) {
        for (int64_t held = power - 1; held <= power + 1; held++) {
            int64_t unit = 1;
            for (int digits = 0; digits <= 9; digits++, unit *= 10) {
                char text[32], expected[64];
                int length = snprintf(expected, sizeof expected, "-%lld", (long long)(held / unit));
                if (digits > 0)
                    snprintf(expected + length, sizeof expected - (size_t)length, ".%0*lld", digits,
                             (long long)(held % unit));
                lw_decimal_format(text, held, digits);
                assert_string_equal(text, expected + 1);
                lw_decimal_format(text, -held, digits);
                assert_string_equal(text, held > 0 ? expected : expected + 1);
            }
        }
    }
}

static void minutes_are_shown_half_up(void **state)
{
    (void)state;
    static const struct {
        int64_t minutes;
        const char *days, *hours;
    } rows[] = {
        {0, "0.00", "0.00"},
        {1440, "1.00", "24.00"},
        {36, "0.03", "0.60"}, /* 0.025 days */
        {35, "0.02", "0.58"}, /* 0.0243 days, 0.5833 h */
        {1, "0.00", "0.02"},
        {7, "0.00", "0.12"}, /* 0.00486 days, 0.11666 h */
        {8, "0.01", "0.13"}, /* 0.00555 days */
        {-36, "-0.03", "-0.60"},
        {INT64_MAX, "6405119470038038.75", "92233720368547758.07"}, /* the hours do not fit: cut */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[32];
        assert_int_equal(lw_days_format(text, rows[i].minutes), strlen(rows[i].days));
        assert_string_equal(text, rows[i].days);
        assert_int_equal(lw_hours_format(text, rows[i].minutes), strlen(rows[i].hours));
        assert_string_equal(text, rows[i].hours);
    }
}

static void dates_count_from_1970(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t day;
    } rows[] = {
        {"1970-01-01", 0},       {"1969-12-31", -1},      {"2000-02-29", 11016},
        {"2000-03-01", 11017},   {"2024-02-29", 19782},   {"2026-11-23", 20780},
        {"0001-01-01", -719162}, {"9999-12-31", 2932896}, {"1900-02-28", -25509},
        {"1900-03-01", -25508},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int32_t day = 7;
        char text[16];
        assert_int_equal(lw_date_parse(rows[i].text, &day, NULL), LW_OK);
        assert_int_equal(day, rows[i].day);
        assert_int_equal(lw_date_format(text, day), 10);
        assert_string_equal(text, rows[i].text);
    }
}

static void what_is_no_date_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "2026-11-31",
        "2026-02-29",
        "1900-02-29",
        "2100-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "0000-01-01",
        "2026-1-1",
        "20260101",
        "2026/01/01",
        "01-01-2026",
        "2026-01-01 ",
        " 2026-01-01",
        "2026-01-01T00:00",
        "10000-01-01",
        "-001-01-01",
        "2026-01-3\xd9\xa1",
        "2026-01-",
        "2026",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        int32_t day;
        lw_error err;
        if (lw_date_parse(texts[i], &day, &err) != LW_BAD_ARGUMENT)
            fail_msg("'%s' passes for a date", texts[i]);
        assert_true(err.message[0] != '\0');
    }
}

/* Every day of the years 1 to 9999, counted one by one. */
static void dates_agree_with_counting(void **state)
{
    (void)state;
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t expected = -719162;
    for (int year = 1; year <= 9999; year++) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for (int month = 1; month <= 12; month++) {
            int length = lengths[month - 1] + (month == 2 && leap);
            for (int date = 1; date <= length; date++, expected++) {
                char text[32], shown[16];
                snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, date);
                int32_t day = INT32_MIN;
                if (lw_date_parse(text, &day, NULL) != LW_OK || day != expected)
                    fail_msg("%s is day %d", text, day);
                lw_date_format(shown, day);
                if (strcmp(text, shown) != 0)
                    fail_msg("%s is shown as %s", text, shown);
            }
        }
    }
    assert_int_equal(expected, 2932897);
}

/* Texts of days are remembered: two that are kept in one place must not be taken for each other. */
static void days_are_told_apart_whatever_came_before(void **state)
{
    (void)state;
    char text[16];
    for (int again = 0; again < 2; again++) {
        lw_date_format(text, 20531);
        assert_string_equal(text, "2026-03-19");
        lw_date_format(text, 20531 + 64);
        assert_string_equal(text, "2026-05-22");
    }
}

static void extreme_days_are_shown_without_harm(void **state)
{
    (void)state;
    char text[16];
    assert_true(lw_date_format(text, INT32_MAX) < sizeof text);
    assert_string_equal(text, "5881580-07-11");
    assert_true(lw_date_format(text, INT32_MIN) < sizeof text);
    assert_string_equal(text, "-5877641-06-23");
}

static void moments_are_local_minutes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t minute;
    } rows[] = {
        {"1970-01-01T00:00", 0},
        {"1970-01-01T23:59", 1439},
        {"1969-12-31T23:59", -1},
        {"2026-03-19T06:00", 29565000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t minute;
        assert_int_equal(lw_moment_parse(rows[i].text, &minute, NULL), LW_OK);
        assert_int_equal(minute, rows[i].minute);
    }
    static const char *const refused[] = {
        "",
        "2026-03-19",
        "2026-03-19T6:00",
        "2026-03-19 06:00",
        "2026-03-19t06:00",
        "2026-03-19T24:00",
        "2026-03-19T06:60",
        "2026-03-19T06:00:00",
        "2026-03-19T06:00Z",
        "2026-03-19T06:00+08:00",
        "2026-02-30T06:00",
        "2026-03-19T06",
        "2026-03-19T-6:00",
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        int64_t minute;
        if (lw_moment_parse(refused[i], &minute, NULL) != LW_BAD_ARGUMENT)
            fail_msg("'%s' passes for a moment", refused[i]);
    }
}

static void moments_are_shown_at_their_offset(void **state)
{
    (void)state;
    static const struct {
        int64_t minute;
        int offset;
        const char *text;
    } rows[] = {
        {29565000, 0, "2026-03-19T06:00+00:00"},    {29565000, 480, "2026-03-19T14:00+08:00"},
        {29565000, -840, "2026-03-18T16:00-14:00"}, {29565000, 840, "2026-03-19T20:00+14:00"},
        {29565000, -210, "2026-03-19T02:30-03:30"}, {29565000, -30, "2026-03-19T05:30-00:30"},
        {0, -1, "1969-12-31T23:59-00:01"},          {-1, 1, "1970-01-01T00:00+00:01"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[32];
        assert_int_equal(lw_moment_format(text, rows[i].minute, rows[i].offset),
                         strlen(rows[i].text));
        assert_string_equal(text, rows[i].text);
    }
    char text[32];
    assert_true(lw_moment_format(text, INT64_MAX, 840) < sizeof text);
    assert_true(lw_moment_format(text, INT64_MIN, -840) < sizeof text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_are_digits_with_an_optional_point),
        cmocka_unit_test(zeros_before_a_number_change_nothing),
        cmocka_unit_test(ranges_are_tested_on_the_number_as_written),
        cmocka_unit_test(texts_of_any_length_are_read_exactly),
        cmocka_unit_test(parsing_agrees_with_plain_arithmetic),
        cmocka_unit_test(refusals_say_what_to_write),
        cmocka_unit_test(decimals_are_written_with_all_their_digits),
        cmocka_unit_test(decimals_agree_with_printf),
        cmocka_unit_test(minutes_are_shown_half_up),
        cmocka_unit_test(dates_count_from_1970),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(dates_agree_with_counting),
        cmocka_unit_test(days_are_told_apart_whatever_came_before),
        cmocka_unit_test(extreme_days_are_shown_without_harm),
        cmocka_unit_test(moments_are_local_minutes),
        cmocka_unit_test(moments_are_shown_at_their_offset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
