/* Working days by arithmetic over whole weeks and the list of holidays. */
#include "catalog/calendar.h"

#include <stddef.h>

enum { MINUTES_PER_DAY = 1440, DAYS_PER_WEEK = 7, EVERY_DAY = 0x7f };

/* Days since 1970-01-01 and the minute of that day, of a local instant. */
typedef struct local_time {
    int64_t day;
    int64_t minute;
} local_time;

static bool localise(int64_t instant, int offset, local_time *local)
{
    int64_t minutes;
    if (instant == LW_NEVER || __builtin_add_overflow(instant, offset, &minutes))
        return false;
    local->day = minutes / MINUTES_PER_DAY;
    local->minute = minutes % MINUTES_PER_DAY;
    if (local->minute < 0) {
        local->minute += MINUTES_PER_DAY;
        local->day--;
    }
    return true;
}

/* Back to UTC; LW_NEVER for what lies beyond all instants. */
static int64_t instant_of(int64_t day, int64_t minute, int offset)
{
    int64_t instant;
    if (__builtin_mul_overflow(day, (int64_t)MINUTES_PER_DAY, &instant) ||
        __builtin_add_overflow(instant, minute, &instant) ||
        __builtin_sub_overflow(instant, offset, &instant))
        return LW_NEVER;
    return instant;
}

/* 0 = Monday; 1970-01-01 was a Thursday. No instant lies so many weeks before that. */
static int weekday_of(int64_t day)
{
    const int64_t weeks = INT64_C(1000000000000000);
    return (int)((uint64_t)(day + weeks * DAYS_PER_WEEK + 3) % DAYS_PER_WEEK);
}

static bool in_week(unsigned week, int64_t day)
{
    return week >> weekday_of(day) & 1;
}

/* The days from `day` on, eight weeks and more, whose weekday is in `week`: bit 0 = `day` itself.
 */
static uint64_t days_from(unsigned week, int64_t day)
{
    const uint64_t nine_weeks = UINT64_C(0x0102040810204081); /* a bit for each Monday */
    return week * nine_weeks >> weekday_of(day);
}

/* The first day from `day` on whose weekday is in the non-empty set `week`. */
static int64_t first_in_week(unsigned week, int64_t day)
{
    return day + __builtin_ctzll(days_from(week, day));
}

/* The `count`-th day after `day` among those whose weekday is in `week`, which has `day`'s own. */
static int64_t advance_in_week(unsigned week, int64_t day, int64_t count)
{
    uint64_t days = days_from(week, day);
    if (count >= DAYS_PER_WEEK) {
        int per_week = __builtin_popcount(week);
        day += count / per_week * DAYS_PER_WEEK;
        count %= per_week;
    }
    for (; count > 0; count--)
        days &= days - 1;
    return day + __builtin_ctzll(days);
}

uint32_t lw_calendar_first_holiday(const lw_calendar *calendar, int64_t day)
{
    uint32_t low = 0, high = calendar->holiday_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (calendar->holidays[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The first day from `day` on that is in `week` and no holiday. */
static int64_t first_serving(const lw_calendar *calendar, unsigned week, int64_t day)
{
    day = first_in_week(week, day);
    if (!calendar)
        return day;
    for (uint32_t i = lw_calendar_first_holiday(calendar, day);
         i < calendar->holiday_count && calendar->holidays[i] <= day; i++) {
        if (calendar->holidays[i] == day)
            day = first_in_week(week, day + 1);
    }
    return day;
}

/* The `count`-th working day after the working day `day`. Every holiday that would have been a
 * working day on the way puts the end off by one more. */
static int64_t advance_working(const lw_calendar *calendar, int64_t day, int64_t count)
{
    unsigned week = calendar->work_days & EVERY_DAY;
    int64_t end = advance_in_week(week, day, count);
    for (uint32_t i = lw_calendar_first_holiday(calendar, day);
         i < calendar->holiday_count && calendar->holidays[i] <= end; i++) {
        if (in_week(week, calendar->holidays[i]))
            end = advance_in_week(week, end, 1);
    }
    return end;
}

bool lw_calendar_works(const lw_calendar *calendar, int32_t day)
{
    if (!calendar)
        return true;
    if (!in_week(calendar->work_days, day))
        return false;
    uint32_t i = lw_calendar_first_holiday(calendar, day);
    return i == calendar->holiday_count || calendar->holidays[i] != day;
}

int64_t lw_calendar_add_work(const lw_calendar *calendar, int offset, int64_t instant,
                             int64_t minutes)
{
    if (instant == LW_NEVER || minutes <= 0)
        return instant;
    if (!calendar) {
        int64_t end;
        return __builtin_add_overflow(instant, minutes, &end) ? LW_NEVER : end;
    }
    local_time start;
    if ((calendar->work_days & EVERY_DAY) == 0 || !localise(instant, offset, &start))
        return LW_NEVER;
    int64_t day = first_serving(calendar, calendar->work_days & EVERY_DAY, start.day);
    if (day > start.day)
        start.minute = 0;

    /* The work ends on a working day after its minute 0, at the latest at its minute 1440: what is
     * used up at midnight does not wait for the next working day. */
    int64_t total;
    if (__builtin_add_overflow(start.minute, minutes, &total))
        return LW_NEVER;
    int64_t whole_days = (total - 1) / MINUTES_PER_DAY;
    day = advance_working(calendar, day, whole_days);
    return instant_of(day, total - whole_days * MINUTES_PER_DAY, offset);
}

int64_t lw_calendar_next_departure(const lw_calendar *calendar, int offset, uint8_t departs,
                                   int depart_minute, int64_t earliest)
{
    unsigned week = departs & (calendar ? calendar->work_days : EVERY_DAY) & EVERY_DAY;
    local_time local;
    if (week == 0 || !localise(earliest, offset, &local))
        return LW_NEVER;
    bool missed = depart_minute >= 0 && local.minute > depart_minute;
    int64_t day = first_serving(calendar, week, local.day + (missed ? 1 : 0));
    if (depart_minute >= 0)
        return instant_of(day, depart_minute, offset);
    return day == local.day ? earliest : instant_of(day, 0, offset);
}
