/* Dates and moments: text to counts of days and minutes, and back. */
#include <lanewise/quantity.h>

#include <assert.h>

#include "base/error.h"
#include "base/write.h"

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

/* A year before 0 or beyond 9999, of at least four digits. */
static char *write_odd_year(char *at, int64_t year)
{
    uint64_t size = year < 0 ? 0 - (uint64_t)year : (uint64_t)year;
    if (year < 0)
        *at++ = '-';
    for (uint64_t power = 1000; size < power; power /= 10)
        *at++ = '0';
    return lw_write_decimal(at, (int64_t)size, 0);
}

enum { ERAS = 20000, ERA_YEARS = 400, ERA_DAYS = 146097 }; /* an era is 400 years */

/* `days` are counted from a 1 March so long ago that all is positive. From there to the year, which
 * begins in March, in whole numbers after Neri and Schneider, "Euclidean affine functions and their
 * application to calendar algorithms". */
static char *write_days(char *at, uint64_t days)
{
    uint64_t century = (4 * days + 3) / ERA_DAYS;
    uint32_t quarters = (uint32_t)((4 * days + 3) % ERA_DAYS) | 3; /* of days of the century */
    uint64_t years = UINT64_C(2939745) * quarters;                 /* of the century, times 2^32 */
    uint32_t day_of_year = (uint32_t)years / 2939745 / 4;
    uint32_t months = 2141 * day_of_year + 197913; /* times 2^16 */
    bool next = day_of_year >= 306;                /* January and February */
    int64_t year = (int64_t)(100 * century + (years >> 32) + next) - (int64_t)ERAS * ERA_YEARS;
    if (year >= 0 && year <= 9999)
        at = lw_write_pair(lw_write_pair(at, (unsigned)year / 100), (unsigned)year % 100);
    else
        at = write_odd_year(at, year);
    *at++ = '-';
    at = lw_write_pair(at, (months >> 16) - (next ? 12 : 0));
    *at++ = '-';
    return lw_write_pair(at, (months & 65535) / 2141 + 1);
}

/* The text of a day. */
typedef struct day_text {
    uint64_t days; /* as for write_days; 0 = none yet */
    char text[15];
    uint8_t length;
} day_text;

static void learn(day_text *known, uint64_t days)
{
    known->days = days;
    known->length = (uint8_t)(write_days(known->text, days) - known->text);
}

/* The same few days are written again and again: each thread remembers their texts. */
static inline char *write_date(char *at, uint64_t days)
{
    enum { KNOWN = 64 };
    static _Thread_local day_text texts[KNOWN];
    day_text *known = &texts[days % KNOWN];
    if (known->days != days)
        learn(known, days);
    memcpy(at, known->text, sizeof known->text);
    return at + known->length;
}

/* From 1970-01-01 to the days of write_days. */
#define FIRST_DAY (719468 + (int64_t)ERAS * ERA_DAYS)

/* "08:30" of a minute of the day or of an offset. */
static inline char *write_time(char *at, unsigned minutes)
{
    assert(minutes < 100 * 60);
    at = lw_write_pair(at, minutes / 60);
    *at++ = ':';
    return lw_write_pair(at, minutes % 60);
}

char *lw_write_date(char *at, int64_t day)
{
    return write_date(at, (uint64_t)(day + FIRST_DAY));
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
    *minute = (int64_t)day * MINUTES_PER_DAY + (int64_t)hours * 60 + minutes;
    return LW_OK;
}

/* Late enough for every journey; what lies beyond would not fit the text. */
#define LAST_MINUTE (INT64_C(35000000) * MINUTES_PER_DAY)

char *lw_write_moment(char *at, int64_t utc_minute, int offset_minutes)
{
    if (utc_minute > LAST_MINUTE)
        utc_minute = LAST_MINUTE;
    if (utc_minute < -LAST_MINUTE)
        utc_minute = -LAST_MINUTE;
    uint64_t local = (uint64_t)(utc_minute + offset_minutes + FIRST_DAY * MINUTES_PER_DAY);
    at = write_date(at, local / MINUTES_PER_DAY);
    *at++ = 'T';
    at = write_time(at, (unsigned)(local % MINUTES_PER_DAY));
    *at++ = offset_minutes < 0 ? '-' : '+';
    return write_time(at, (unsigned)(offset_minutes < 0 ? -offset_minutes : offset_minutes));
}

size_t lw_date_format(char *text, int32_t day)
{
    char *end = lw_write_date(text, day);
    *end = '\0';
    return (size_t)(end - text);
}

size_t lw_moment_format(char *text, int64_t utc_minute, int offset_minutes)
{
    char *end = lw_write_moment(text, utc_minute, offset_minutes);
    *end = '\0';
    return (size_t)(end - text);
}
