/* Working time and departures, by hand and against a slow walk along the days. */
#include <stdio.h>
#include <string.h>

#include <lanewise/quantity.h>

#include "catalog/calendar.h"

#include "support/test.h"

enum { MON_TO_FRI = 0x1f, EVERY_DAY = 0x7f, DAY = 1440 };

/* UTC minutes of a local "YYYY-MM-DDTHH:MM". */
static int64_t at(const char *text, int offset)
{
    int64_t local = 0;
    assert_int_equal(lw_moment_parse(text, &local, NULL), LW_OK);
    return local - offset;
}

static int32_t date(const char *text)
{
    int32_t day = 0;
    assert_int_equal(lw_date_parse(text, &day, NULL), LW_OK);
    return day;
}

static void assert_moment(const char *label, int64_t instant, int offset, const char *expected)
{
    if (instant != at(expected, offset)) {
        char text[32];
        lw_moment_format(text, instant, offset);
        fail_msg("%s: %s instead of %s", label, text, expected);
    }
}

/* Japan's days off in spring 2026, Labour Day to the substitute for the 3rd. */
static lw_calendar golden_week(int32_t days[5])
{
    days[0] = date("2026-04-29");
    days[1] = date("2026-05-03"); /* a Sunday */
    days[2] = date("2026-05-04");
    days[3] = date("2026-05-05");
    days[4] = date("2026-05-06");
    return (lw_calendar){.id = "JP", .work_days = MON_TO_FRI, .holidays = days, .holiday_count = 5};
}

static void working_time_skips_days_off(void **state)
{
    (void)state;
    int32_t days[5];
    const lw_calendar weekdays = {.id = "W", .work_days = MON_TO_FRI};
    const lw_calendar japan = golden_week(days);
    const lw_calendar sundays = {.id = "S", .work_days = 0x40};
    const struct {
        const char *label;
        const lw_calendar *calendar;
        const char *start;
        int64_t minutes;
        const char *end;
    } rows[] = {
        {"Friday 15:00 and 3 days", &weekdays, "2026-11-20T15:00", 3 * DAY, "2026-11-25T15:00"},
        {"nothing added on a Saturday", &weekdays, "2026-11-21T11:11", 0, "2026-11-21T11:11"},
        {"a minute added on a Saturday", &weekdays, "2026-11-21T11:11", 1, "2026-11-23T00:01"},
        {"used up at midnight", &weekdays, "2026-11-20T15:00", 9 * 60, "2026-11-21T00:00"},
        {"a minute more", &weekdays, "2026-11-20T15:00", 9 * 60 + 1, "2026-11-23T00:01"},
        {"a whole day from midnight", &weekdays, "2026-11-20T00:00", DAY, "2026-11-21T00:00"},
        {"a whole week", &weekdays, "2026-11-18T10:00", 5 * DAY, "2026-11-25T10:00"},
        {"Golden Week from the Friday", &japan, "2026-05-01T12:00", DAY, "2026-05-07T12:00"},
        {"Golden Week from within", &japan, "2026-05-05T12:00", 60, "2026-05-07T01:00"},
        {"all of it, one day off before", &japan, "2026-04-28T12:00", 3 * DAY, "2026-05-07T12:00"},
        {"one day a week", &sundays, "2026-11-22T18:00", DAY, "2026-11-29T18:00"},
        {"the end of the year", &weekdays, "2026-12-31T23:00", 2 * 60, "2027-01-01T01:00"},
        {"before 1970", &weekdays, "1969-12-26T15:00", 3 * DAY, "1969-12-31T15:00"},
        {"no calendar", NULL, "2026-11-21T11:11", 3 * DAY, "2026-11-24T11:11"},
    };
    static const int offsets[] = {0, 480, -480, 840, -840, 330, -1};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t o = 0; o < sizeof offsets / sizeof *offsets; o++) {
            int64_t end = lw_calendar_add_work(rows[i].calendar, offsets[o],
                                               at(rows[i].start, offsets[o]), rows[i].minutes);
            assert_moment(rows[i].label, end, offsets[o], rows[i].end);
        }
    }
}

static void departures_wait_for_a_day_that_serves(void **state)
{
    (void)state;
    int32_t days[5];
    const lw_calendar weekdays = {.id = "W", .work_days = MON_TO_FRI};
    const lw_calendar japan = golden_week(days);
    const int flight = 9 * 60 + 30, tue_fri = 0x12, mon = 0x01;
    const struct {
        const char *label;
        const lw_calendar *calendar;
        int departs, minute;
        const char *ready, *leaves;
    } rows[] = {
        {"at once", NULL, EVERY_DAY, -1, "2026-11-22T13:37", "2026-11-22T13:37"},
        {"from Saturday to Monday 00:00", &weekdays, EVERY_DAY, -1, "2026-11-21T13:37",
         "2026-11-23T00:00"},
        {"the flight of the day", NULL, EVERY_DAY, flight, "2026-11-20T08:00", "2026-11-20T09:30"},
        {"just in time", NULL, EVERY_DAY, flight, "2026-11-20T09:30", "2026-11-20T09:30"},
        {"missed by a minute", NULL, EVERY_DAY, flight, "2026-11-20T09:31", "2026-11-21T09:30"},
        {"missed on Friday", &weekdays, EVERY_DAY, flight, "2026-11-20T09:31", "2026-11-23T09:30"},
        {"Tuesdays and Fridays", NULL, tue_fri, flight, "2026-11-21T00:00", "2026-11-24T09:30"},
        {"on that very day", NULL, tue_fri, -1, "2026-11-24T23:59", "2026-11-24T23:59"},
        {"midnight after it", NULL, tue_fri, -1, "2026-11-25T00:00", "2026-11-27T00:00"},
        {"Golden Week", &japan, EVERY_DAY, flight, "2026-05-01T10:00", "2026-05-07T09:30"},
        {"a Monday that is a holiday", &japan, mon, flight, "2026-05-01T10:00", "2026-05-11T09:30"},
        {"into the new year", &weekdays, EVERY_DAY, 0, "2027-01-01T00:01", "2027-01-04T00:00"},
        {"at midnight sharp", NULL, EVERY_DAY, 0, "2026-12-31T00:01", "2027-01-01T00:00"},
        {"the last minute of a day", NULL, EVERY_DAY, 1439, "2026-12-31T23:59", "2026-12-31T23:59"},
    };
    static const int offsets[] = {0, 480, -480, 840, -840, 330, -1};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t o = 0; o < sizeof offsets / sizeof *offsets; o++) {
            int64_t leaves =
                lw_calendar_next_departure(rows[i].calendar, offsets[o], (uint8_t)rows[i].departs,
                                           rows[i].minute, at(rows[i].ready, offsets[o]));
            assert_moment(rows[i].label, leaves, offsets[o], rows[i].leaves);
        }
    }
}

static void what_never_comes_is_never(void **state)
{
    (void)state;
    const lw_calendar never = {.id = "N", .work_days = 0};
    const lw_calendar weekdays = {.id = "W", .work_days = MON_TO_FRI};
    assert_true(lw_calendar_add_work(&never, 0, 1000, 1) == LW_NEVER);
    assert_true(lw_calendar_add_work(&never, 0, 1000, 0) == 1000);
    assert_true(lw_calendar_add_work(&weekdays, 0, LW_NEVER, 0) == LW_NEVER);
    assert_true(lw_calendar_add_work(&weekdays, -840, LW_NEVER, 10) == LW_NEVER);
    assert_true(lw_calendar_add_work(NULL, 0, LW_NEVER, 10) == LW_NEVER);
    assert_true(lw_calendar_add_work(NULL, 0, LW_NEVER - 5, 10) == LW_NEVER);
    assert_true(lw_calendar_add_work(&weekdays, 0, 0, INT64_MAX) == LW_NEVER);
    assert_true(lw_calendar_add_work(&weekdays, 0, 0, INT64_MAX - 2000) == LW_NEVER);
    assert_true(lw_calendar_add_work(&weekdays, 840, INT64_MAX - 5, 1) == LW_NEVER);
    assert_true(lw_calendar_next_departure(&weekdays, 0, 0x60, -1, 0) == LW_NEVER);
    assert_true(lw_calendar_next_departure(NULL, 0, 0, -1, 0) == LW_NEVER);
    assert_true(lw_calendar_next_departure(NULL, 0, EVERY_DAY, -1, LW_NEVER) == LW_NEVER);
    assert_true(lw_calendar_next_departure(NULL, 0, EVERY_DAY, 60, LW_NEVER - 1) == LW_NEVER);
    assert_true(lw_calendar_next_departure(&never, 0, EVERY_DAY, -1, 0) == LW_NEVER);
    assert_false(lw_calendar_works(&never, 0));
    assert_true(lw_calendar_works(NULL, 0));
}

static void references_lead_to_calendars(void **state)
{
    (void)state;
    const lw_calendar calendars[] = {{.id = "A"}, {.id = "B"}};
    const lw_catalog catalog = {.calendars = calendars, .calendar_count = 2};
    assert_null(lw_calendar_of(&catalog, (lw_calendar_ref){LW_NONE}));
    assert_ptr_equal(lw_calendar_of(&catalog, (lw_calendar_ref){1}), &calendars[1]);
}

/* ---- The slow walk: the same rules told day by day ---- */

static int64_t floor_day(int64_t minute)
{
    int64_t day = minute / DAY;
    return minute < day * DAY ? day - 1 : day;
}

static bool slow_works(const lw_calendar *calendar, int64_t day)
{
    /* 2024-01-01, day 19723, was a Monday. */
    int64_t weekday = ((day - 19723) % 7 + 7) % 7;
    if (!(calendar->work_days >> weekday & 1))
        return false;
    for (uint32_t i = 0; i < calendar->holiday_count; i++) {
        if (calendar->holidays[i] == day)
            return false;
    }
    return true;
}

static int64_t slow_add_work(const lw_calendar *calendar, int offset, int64_t instant,
                             int64_t minutes)
{
    int64_t local = instant + offset;
    while (minutes > 0) {
        int64_t midnight = (floor_day(local) + 1) * DAY;
        if (slow_works(calendar, floor_day(local))) {
            int64_t passed = minutes < midnight - local ? minutes : midnight - local;
            local += passed;
            minutes -= passed;
        } else {
            local = midnight;
        }
    }
    return local - offset;
}

static int64_t slow_departure(const lw_calendar *calendar, int offset, int departs, int minute,
                              int64_t earliest)
{
    const lw_calendar mask = {.work_days = (uint8_t)departs};
    for (int64_t day = floor_day(earliest + offset);; day++) {
        int64_t leaves = day * DAY - offset + (minute >= 0 ? minute : 0);
        if (minute < 0 && leaves < earliest)
            leaves = earliest;
        if (leaves >= earliest && slow_works(calendar, day) && slow_works(&mask, day))
            return leaves;
    }
}

static uint64_t seed = 20261122;

static int64_t dice(int64_t least, int64_t most)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return least + (int64_t)((seed >> 33) % (uint64_t)(most - least + 1));
}

/* A calendar of some working weekdays with a few or very many holidays around day 0 or 2026. */
static lw_calendar random_calendar(int32_t days[400], int64_t *middle)
{
    *middle = dice(0, 1) ? 20500 : 0;
    int64_t step = dice(1, 4) == 1 ? 2 : 40;
    uint32_t count = (uint32_t)dice(0, 120);
    int64_t day = *middle - 60;
    for (uint32_t i = 0; i < count; i++) {
        day += dice(1, step);
        days[i] = (int32_t)day;
    }
    return (lw_calendar){.id = "R",
                         .work_days = (uint8_t)dice(1, EVERY_DAY),
                         .holidays = days,
                         .holiday_count = count};
}

static void arithmetic_agrees_with_walking(void **state)
{
    (void)state;
    for (int round = 0; round < 40000; round++) {
        int32_t days[400];
        int64_t middle;
        const lw_calendar calendar = random_calendar(days, &middle);
        int offset = (int)dice(-840, 840);
        int64_t start = (middle + dice(-80, 80)) * DAY + dice(0, 1439);
        if (dice(0, 3) == 0)
            start = middle * DAY - offset; /* local midnight */
        int64_t minutes = dice(0, 2) ? dice(0, 40 * DAY) : dice(0, 40) * DAY;
        assert_true(lw_calendar_add_work(&calendar, offset, start, minutes) ==
                    slow_add_work(&calendar, offset, start, minutes));
        int64_t later = start + dice(0, 3 * DAY);
        assert_true(lw_calendar_add_work(&calendar, offset, later, minutes) >=
                    lw_calendar_add_work(&calendar, offset, start, minutes));

        int departs = (int)dice(1, EVERY_DAY), minute = dice(0, 1) ? (int)dice(0, 1439) : -1;
        if (!(departs & calendar.work_days))
            continue;
        int64_t leaves =
            lw_calendar_next_departure(&calendar, offset, (uint8_t)departs, minute, start);
        assert_true(leaves == slow_departure(&calendar, offset, departs, minute, start));
        assert_true(lw_calendar_next_departure(&calendar, offset, (uint8_t)departs, minute,
                                               later) >= leaves);
        int32_t day = (int32_t)floor_day(leaves + offset);
        assert_true(lw_calendar_works(&calendar, day));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(working_time_skips_days_off),
        cmocka_unit_test(departures_wait_for_a_day_that_serves),
        cmocka_unit_test(what_never_comes_is_never),
        cmocka_unit_test(references_lead_to_calendars),
        cmocka_unit_test(arithmetic_agrees_with_walking),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
