/* Dates and moments: text to counts of days and minutes, and back. */
#include <lanewise/quantity.h>

#include "base/error.h"

enum { MINUTES_PER_DAY = 1440 };

/* The proleptic Gregorian calendar in eras of 400 years that begin on 1 March: leap days come last.
 */
static int32_t day_of(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

typedef struct civil {
    int64_t year;
    int month, day;
} civil;

static civil civil_of(int64_t day)
{
    int64_t shifted = day + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int day_of_era = (int)(shifted - era * 146097);
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted_month = (5 * day_of_year + 2) / 153;
    civil date;
    date.day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    date.month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    date.year = era * 400 + year_of_era + (date.month <= 2);
    return date;
}

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}

/* Does `text` begin with `pattern`, where a '0' stands for any digit and all else for itself? */
static bool has_shape(const char *text, const char *pattern)
{
    for (; *pattern; text++, pattern++) {
        bool digit = *text >= '0' && *text <= '9';
        if (*pattern == '0' ? !digit : *text != *pattern)
            return false;
    }
    return true;
}

static int digits_at(const char *text, size_t count)
{
    int value = 0;
    for (size_t i = 0; i < count; i++)
        value = value * 10 + (text[i] - '0');
    return value;
}

/* The date that `text`, whose shape has been checked, begins with. */
static bool read_date(const char *text, int32_t *day)
{
    int year = digits_at(text, 4), month = digits_at(text + 5, 2), date = digits_at(text + 8, 2);
    if (year < 1 || month < 1 || month > 12 || date < 1 || date > days_of_month(year, month))
        return false;
    *day = day_of(year, month, date);
    return true;
}

lw_status lw_date_parse(const char *text, int32_t *day, lw_error *err)
{
    if (!has_shape(text, "0000-00-00") || text[10] != '\0')
        return lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' is not a date; write YYYY-MM-DD", text);
    if (!read_date(text, day))
        return lw_fail(err, LW_BAD_ARGUMENT, "'%s' is not a day of the calendar", text);
    return LW_OK;
}

/* Writes a number of at least `width` digits; returns what follows it. */
static char *put_digits(char *at, int64_t value, int width)
{
    char digits[24];
    int count = 0;
    bool negative = value < 0;
    uint64_t left = negative ? 0 - (uint64_t)value : (uint64_t)value;
    for (; left > 0 || count < width; left /= 10)
        digits[count++] = (char)('0' + left % 10);
    if (negative)
        *at++ = '-';
    while (count > 0)
        *at++ = digits[--count];
    return at;
}

static char *put_mark(char *at, char mark)
{
    *at = mark;
    return at + 1;
}

static char *put_date(char *at, int64_t day)
{
    civil date = civil_of(day);
    at = put_mark(put_digits(at, date.year, 4), '-');
    at = put_mark(put_digits(at, date.month, 2), '-');
    return put_digits(at, date.day, 2);
}

/* "08:30" of a minute of the day or of an offset. */
static char *put_time(char *at, int minutes)
{
    return put_digits(put_mark(put_digits(at, minutes / 60, 2), ':'), minutes % 60, 2);
}

size_t lw_date_format(char *text, int32_t day)
{
    char *end = put_date(text, day);
    *end = '\0';
    return (size_t)(end - text);
}

lw_status lw_moment_parse(const char *text, int64_t *minute, lw_error *err)
{
    if (!has_shape(text, "0000-00-00T00:00") || text[16] != '\0')
        return lw_fail(err, LW_BAD_ARGUMENT,
                       "'%.80s' is not a date and time; write YYYY-MM-DDTHH:MM", text);
    int32_t day;
    if (!read_date(text, &day))
        return lw_fail(err, LW_BAD_ARGUMENT, "'%.10s' is not a day of the calendar", text);
    int hours = digits_at(text + 11, 2), minutes = digits_at(text + 14, 2);
    if (hours > 23 || minutes > 59)
        return lw_fail(err, LW_BAD_ARGUMENT, "'%s' is not a time of the day", text + 11);
    *minute = (int64_t)day * MINUTES_PER_DAY + hours * 60 + minutes;
    return LW_OK;
}

/* Late enough for every journey; what lies beyond would not fit the text. */
#define LAST_MINUTE (INT64_C(35000000) * MINUTES_PER_DAY)

size_t lw_moment_format(char *text, int64_t utc_minute, int offset_minutes)
{
    if (utc_minute > LAST_MINUTE)
        utc_minute = LAST_MINUTE;
    if (utc_minute < -LAST_MINUTE)
        utc_minute = -LAST_MINUTE;
    int64_t local = utc_minute + offset_minutes;
    int64_t day = local / MINUTES_PER_DAY;
    int minute = (int)(local % MINUTES_PER_DAY);
    if (minute < 0) {
        minute += MINUTES_PER_DAY;
        day--;
    }
    char *end = put_time(put_mark(put_date(text, day), 'T'), minute);
    end = put_mark(end, offset_minutes < 0 ? '-' : '+');
    end = put_time(end, offset_minutes < 0 ? -offset_minutes : offset_minutes);
    *end = '\0';
    return (size_t)(end - text);
}
