/* The clock by hand: working days, departures, local time, through the public door.
 *
 * Mondays used below: 2026-09-28, 2026-11-16, 2026-11-23, 2026-12-28, 2028-02-28. */
#include "support/tiny_catalog.h"

#define WEEK     "calendars", "calendar,work_days\nW,Mon|Tue|Wed|Thu|Fri\n"
#define BUSINESS "lanes", "lane,carrier,mode,from,to,days,calendar,day_count\nL,X,express,A,Z,"
/* Lane L of one day with more columns. */
#define DEPARTING(columns, values) \
    "lanes", "lane,carrier,mode,from,to,days," columns "\nL,X,express,A,Z,1," values "\n"

/* Three business days after Friday is Wednesday. */
static void d1_three_business_days_after_friday(void **state)
{
    (void)state;
    tiny *t = tiny_load(WEEK, BUSINESS "3,W,business\n", NULL);
    assert_arrives(t, "ready_at=2026-11-20T15:00", "2026-11-25T15:00+00:00");
    assert_arrives(t, "ready_at=2026-11-20T00:00", "2026-11-25T00:00+00:00");
    assert_minutes(t, "ready_at=2026-11-20T15:00", "7200 7200 7200, blind 4320 gap 4320");
    tiny_free(t);
}

/* From Friday to Tuesday is two business days. */
static void d2_two_business_days_from_friday_to_tuesday(void **state)
{
    (void)state;
    tiny *t = tiny_load(WEEK, BUSINESS "2,W,business\n", NULL);
    assert_arrives(t, "ready_at=2026-11-20T15:00", "2026-11-24T15:00+00:00");
    tiny_free(t);
}

/* The day of the calendar ends a duration the moment it is used up: 9 hours from Friday 15:00 are
 * Saturday 00:00, one minute more is Monday 00:01. */
static void working_time_stops_when_it_is_used_up(void **state)
{
    (void)state;
    tiny *t = tiny_load(WEEK, BUSINESS "0.375,W,business\n", NULL);
    assert_arrives(t, "ready_at=2026-11-20T15:00", "2026-11-21T00:00+00:00");
    assert_arrives(t, "ready_at=2026-11-20T15:01", "2026-11-23T00:01+00:00");
    tiny_free(t);
}

#define GOLDEN_WEEK                                                                        \
    "holidays", "calendar,date,name\n"                                                     \
                "W,2026-10-01,National Day\nW,2026-10-02,\nW,2026-10-05,\nW,2026-10-06,\n" \
                "W,2026-10-07,\n"

/* China's national holiday, Thursday 1 to Wednesday 7 October 2026. Three business days from
 * Wednesday noon: half of Wednesday, Thursday 8, Friday 9, half of Monday 12. A flight for which
 * the cargo is ready on the 1st leaves on the 8th. */
static void golden_week(void **state)
{
    (void)state;
    tiny *t = tiny_load(WEEK, GOLDEN_WEEK, BUSINESS "3,W,business\n", NULL);
    assert_arrives(t, "ready_at=2026-09-30T12:00", "2026-10-12T12:00+00:00");
    tiny_free(t);

    tiny *flight = tiny_load(WEEK, GOLDEN_WEEK, DEPARTING("calendar,depart_time", "W,18:00"), NULL);
    assert_arrives(flight, "ready_at=2026-09-30T18:00", "2026-10-01T18:00+00:00");
    assert_arrives(flight, "ready_at=2026-09-30T18:01", "2026-10-09T18:00+00:00");
    assert_arrives(flight, "ready_at=2026-10-01T09:00", "2026-10-09T18:00+00:00");
    tiny_free(flight);

    /* Tuesdays and Fridays, and Tuesday the 6th and Friday the 2nd are holidays: the 9th. */
    tiny *twice = tiny_load(WEEK, GOLDEN_WEEK, DEPARTING("calendar,departs", "W,Tue|Fri"), NULL);
    assert_arrives(twice, "ready_at=2026-09-30T09:00", "2026-10-10T00:00+00:00");
    tiny_free(twice);
}

/* Tuesdays and Fridays at noon, four hours of cut-off: ready at 08:00 goes on Tuesday, a minute
 * later on Friday. */
static void a_flight_missed_by_one_minute(void **state)
{
    (void)state;
    tiny *t = tiny_load(DEPARTING("departs,depart_time,cutoff_hours", "Tue|Fri,12:00,4"), NULL);
    assert_arrives(t, "ready_at=2026-11-24T08:00", "2026-11-25T12:00+00:00");
    assert_arrives(t, "ready_at=2026-11-24T08:01", "2026-11-28T12:00+00:00");
    assert_arrives(t, "ready_at=2026-11-27T08:01", "2026-12-02T12:00+00:00");
    const lw_leg *leg = tiny_plan(t, "ready_at=2026-11-24T08:00")->legs;
    assert_int_equal(leg->waited_minutes, 240); /* the cut-off is waited for, too */
    tiny_free(t);
}

/* Without a departure time the lane leaves at once on a day that serves, else as the next one
 * begins. The cut-off counts before the day is looked at: Friday 22:00 and 3 hours is Saturday. */
static void departure_at_any_moment_of_a_day_that_serves(void **state)
{
    (void)state;
    tiny *t = tiny_load(DEPARTING("departs,cutoff_hours", "Wed|Fri,3"), NULL);
    assert_arrives(t, "ready_at=2026-11-25T10:00", "2026-11-26T13:00+00:00");
    assert_arrives(t, "ready_at=2026-11-23T10:00", "2026-11-26T00:00+00:00");
    assert_arrives(t, "ready_at=2026-11-27T20:59", "2026-11-28T23:59+00:00");
    assert_arrives(t, "ready_at=2026-11-27T21:00", "2026-12-03T00:00+00:00");
    tiny_free(t);
}

/* 23:30 on Monday in UTC is 07:30 on Tuesday in Shenzhen. */
static void days_are_those_of_the_place(void **state)
{
    (void)state;
    tiny *t = tiny_load("nodes", "node,country,kind,utc_offset\nA,CN,origin,+08:00\n", "zones",
                        "zone,country,utc_offset\nZ,US,\nZ,US,-05:00\nZ,US,-08:00\n",
                        DEPARTING("departs", "Tue"), NULL);
    /* The zone's first row with an offset is -05:00. */
    assert_arrives(t, "ready_at=2026-11-24T07:30", "2026-11-24T18:30-05:00");
    /* Default: 00:00 of the ship date at the origin, Tuesday 00:00+08:00 = Monday 11:00-05:00. */
    assert_arrives(t, "ship_date=2026-11-24", "2026-11-24T11:00-05:00");
    tiny_free(t);
}

/* A lane whose weekdays never work does not depart; it is refused after the rate has been looked
 * for. */
static void a_lane_that_never_departs(void **state)
{
    (void)state;
    tiny *t = tiny_load(WEEK, DEPARTING("calendar,departs", "W,Sat|Sun"), "rates",
                        "card,up_to_kg,per_kg\nL,5,1\n", NULL);
    assert_refused(t, "piece=5", "no_departure");
    assert_refused(t, "piece=6", "no_rate");
    tiny_free(t);
}

/* 2028 has a 29 February, a Tuesday; 2027 and 2100 have none. */
static void leap_days(void **state)
{
    (void)state;
    tiny *t = tiny_load(WEEK, BUSINESS "2,W,business\n", NULL);
    assert_arrives(t, "ready_at=2028-02-28T23:30", "2028-03-01T23:30+00:00");
    tiny_free(t);
    tiny *elapsed = tiny_load(DEPARTING("cutoff_hours", "0"), NULL);
    assert_arrives(elapsed, "ready_at=2028-02-28T23:30", "2028-02-29T23:30+00:00");
    assert_arrives(elapsed, "ready_at=2027-02-28T23:30", "2027-03-01T23:30+00:00");
    assert_arrives(elapsed, "ready_at=2100-02-28T23:30", "2100-03-01T23:30+00:00");
    tiny_free(elapsed);
}

/* Thursday 31 December 22:00 and a business day: two hours, then New Year and a weekend, then
 * Monday till 22:00. */
static void the_end_of_the_year(void **state)
{
    (void)state;
    tiny *t = tiny_load(WEEK, "holidays", "calendar,date\nW,2027-01-01\n",
                        BUSINESS "1,W,business\n", NULL);
    assert_arrives(t, "ready_at=2026-12-31T22:00", "2027-01-04T22:00+00:00");
    tiny_free(t);
    tiny *elapsed = tiny_load(DEPARTING("cutoff_hours", "0"), NULL);
    assert_arrives(elapsed, "ready_at=2026-12-31T22:00", "2027-01-01T22:00+00:00");
    tiny_free(elapsed);
}

/* From Auckland on Monday morning to Honolulu in nine hours: Sunday evening. And as far as offsets
 * go: 28 hours apart. */
static void across_the_date_line(void **state)
{
    (void)state;
    tiny *t =
        tiny_load("nodes", "node,country,kind,utc_offset\nA,NZ,origin,+13:00\nB,KI,origin,+14:00\n",
                  "zones", "zone,country,utc_offset\nZ,US,-10:00\nY,UM,-14:00\n", "lanes",
                  "lane,carrier,mode,from,to,days\n"
                  "L,X,express,A,Z,0.375\n"
                  "M,X,express,B,Y,0.375\n",
                  "rates", "card,per_kg\nL,1\nM,1\n", NULL);
    /* 08:00+13:00 is 19:00 UTC of the 22nd; nine hours later 04:00 UTC of the 23rd. */
    assert_arrives(t, "ready_at=2026-11-23T08:00", "2026-11-22T18:00-10:00");
    /* 00:30+14:00 is 10:30 UTC of the 22nd; 19:30 UTC is 05:30 at -14:00. */
    assert_arrives(t, "origin=B country=UM ready_at=2026-11-23T00:30", "2026-11-22T05:30-14:00");
    tiny_free(t);
}

/* A date means 23:59 of it at the destination; the very minute is in time. */
static void deliver_by_its_last_minute(void **state)
{
    (void)state;
    tiny *t = tiny_load("nodes", "node,country,kind,utc_offset\nA,CN,origin,+08:00\n", "zones",
                        "zone,country,utc_offset\nZ,US,-08:00\n", "lanes",
                        "lane,carrier,mode,from,to,min_days,days,max_days\n"
                        "L,X,express,A,Z,1,2,3\n",
                        NULL);
    /* 16 hours between the clocks: ready at 15:59+08:00 on the 23rd, there at 23:59-08:00 on the
     * 24th. */
    assert_arrives(t, "ready_at=2026-11-23T15:59 deliver_by=2026-11-24", "2026-11-24T23:59-08:00");
    assert_refused(t, "ready_at=2026-11-23T16:00 deliver_by=2026-11-24", "");
    assert_arrives(t, "ready_at=2026-11-23T16:00 deliver_by=2026-11-25T00:00",
                   "2026-11-25T00:00-08:00");
    assert_refused(t, "ready_at=2026-11-23T16:01 deliver_by=2026-11-25T00:00", "");
    /* It is asked of the clock that the time criterion runs on. */
    t->options.time_basis = LW_CLOCK_MAX;
    assert_refused(t, "ready_at=2026-11-23T15:59 deliver_by=2026-11-24", "");
    assert_arrives_on(t, "ready_at=2026-11-23T15:59 deliver_by=2026-11-25", LW_CLOCK_MAX,
                      "2026-11-25T23:59-08:00");
    t->options.time_basis = LW_CLOCK_MIN;
    assert_arrives_on(t, "ready_at=2026-11-23T15:59 deliver_by=2026-11-23", LW_CLOCK_MIN,
                      "2026-11-23T23:59-08:00");
    tiny_free(t);
}

/* Two zones of a country, one instant of arrival: 06:30 UTC is 01:30 in the one and 22:30 of the
 * day before in the other. Each plan is measured by the clock of its own zone. */
static void deliver_by_the_clock_of_the_zone(void **state)
{
    (void)state;
    tiny *t = tiny_load("zones", "zone,country,utc_offset\nE,US,-05:00\nW,US,-08:00\n", "lanes",
                        "lane,carrier,mode,from,to,days\n"
                        "LE,X,express,A,E,1\nLW,X,postal,A,W,1\n",
                        "rates", "card,flat\nLE,1\nLW,2\n", NULL);
    assert_plans(t, "ready_at=2026-11-23T06:30", "LE");
    assert_plans(t, "ready_at=2026-11-23T06:30 deliver_by=2026-11-23", "LW");
    assert_arrives(t, "ready_at=2026-11-23T06:30 deliver_by=2026-11-23", "2026-11-23T22:30-08:00");
    tiny_free(t);
}

/* ready_at is local at the origin, and stocked plans start at that instant, too: 10:00+08:00 is
 * 18:00-08:00 of the day before, a Sunday. A day of dwelling on the warehouse's working days:
 * Tuesday 00:00; a day on the road. */
static void stocked_plans_start_at_the_same_instant(void **state)
{
    (void)state;
    tiny *t = tiny_load(WEEK, "nodes",
                        "node,country,kind,utc_offset,calendar,dwell_hours\n"
                        "A,CN,origin,+08:00,,\nH,US,overseas_warehouse,-08:00,W,24\n",
                        "zones", "zone,country,utc_offset\nZ,US,-08:00\n", "lanes",
                        "lane,carrier,mode,from,to,days\nL,X,overseas_warehouse,H,Z,1\n", "stock",
                        "node,sku,inbound_per_kg,currency\nH,*,0,USD\n", NULL);
    const lw_plan *plan = tiny_plan(t, "ready_at=2026-11-23T10:00");
    assert_true(plan->stocked);
    assert_int_equal(plan->arrives[LW_CLOCK_TYPICAL] - plan->ready_at, (6 + 24 + 24) * 60);
    assert_arrives(t, "ready_at=2026-11-23T10:00", "2026-11-25T00:00-08:00");
    tiny_free(t);
}

/* The date of ready_at is the ship date; another one beside it is a contradiction. */
static void ready_at_is_the_ship_date(void **state)
{
    (void)state;
    tiny *t = tiny_load(
        "rates", "card,per_kg,valid_from,valid_to\nL,1,,2026-11-23\nL,2,2026-11-24,\n", NULL);
    assert_cost(t, "ready_at=2026-11-23T23:59", "1.00");
    assert_cost(t, "ready_at=2026-11-24T00:00", "2.00");
    assert_cost(t, "ready_at=2026-11-24T00:00 ship_date=2026-11-24", "2.00");
    assert_invalid(t, "ready_at=2026-11-24T00:00 ship_date=2026-11-23", "ship_date");
    tiny_free(t);
}

/* Monday 00:00 and 1, 2 or 3 days: Tuesday, Wednesday, Thursday 00:00. The second lane goes on
 * Tuesdays and Fridays at noon: Tuesday for the fastest, Friday for the others. Then 1, 2 or 4
 * days. */
static void three_clocks_wait_for_their_own_departures(void **state)
{
    (void)state;
    tiny *t = tiny_load(
        "nodes", "node,country,kind\nA,CN,origin\nH,CN,hub\n", "lanes",
        "lane,carrier,mode,from,to,min_days,days,max_days,visibility,departs,depart_time\n"
        "L,X,express,A,H,1,2,3,0.25,,\n"
        "M,X,express,H,Z,1,2,4,1,Tue|Fri,12:00\n",
        "rates", "card,per_kg\nL,1\nM,1\n", NULL);
    assert_arrives_on(t, "", LW_CLOCK_MIN, "2026-11-25T12:00+00:00");
    assert_arrives_on(t, "", LW_CLOCK_TYPICAL, "2026-11-29T12:00+00:00");
    assert_arrives_on(t, "", LW_CLOCK_MAX, "2026-12-01T12:00+00:00");
    /* 2.5, 6.5 and 8.5 days; blind: 75 % of two days, and nothing of the wait */
    assert_minutes(t, "", "3600 9360 12240, blind 2160 gap 2160");
    assert_int_equal(tiny_plan(t, "")->visibility_e3, 769); /* 1 - 2160 / 9360 */
    /* max_days asks the clock of the time criterion */
    assert_cost(t, "max_days=6.5", "2.00");
    assert_refused(t, "max_days=6.49", "");
    t->options.time_basis = LW_CLOCK_MAX;
    assert_refused(t, "max_days=8.49", "");
    assert_cost(t, "max_days=8.5", "2.00");
    tiny_free(t);
}

/* Dates at the ends of what can be written. Ten thousand business days from a Monday's 00:00 end
 * with the Friday of the 2000th week, two days before 14000 are over. */
static void far_dates(void **state)
{
    (void)state;
    tiny *t =
        tiny_load(WEEK, "nodes", "node,country,kind,utc_offset\nA,CN,origin,-14:00\n", "zones",
                  "zone,country,utc_offset\nZ,US,+14:00\n", BUSINESS "10000,W,business\n", NULL);
    const lw_plan *plan = tiny_plan(t, "ready_at=2026-11-23T00:00");
    assert_int_equal(plan->minutes[LW_CLOCK_TYPICAL], 14000 * 1440 - 2 * 1440);
    plan = tiny_plan(t, "ready_at=9999-12-31T23:59");
    assert_true(plan->minutes[LW_CLOCK_TYPICAL] >= (int64_t)(14000 - 2) * 1440);
    plan = tiny_plan(t, "ready_at=0001-01-01T00:00");
    assert_true(plan->minutes[LW_CLOCK_TYPICAL] >= (int64_t)(14000 - 2) * 1440);
    tiny_free(t);
}

/* The whole journey, local times in brackets:
 *   Ready on Friday 20 Nov 22:00 (+08:00).
 *   Dwell of 6 hours on working days, 2 on Friday and 4 on Monday: Monday 04:00.
 *   Exit of 8 hours: Monday 12:00.
 *   Cut-off of 4 hours: 16:00. The flight of Monday 18:00 (10:00 UTC): waited 6 hours.
 *   18 hours on the way: 04:00 UTC of the 24th, Monday 20:00 (-08:00).
 *   Entry of 24 hours on working days: Tuesday 20:00.
 *   Handoff of 5 hours: Wednesday 01:00. Dwell of 3: 04:00. It departs at once.
 *   Two business days with Thanksgiving on Thursday, 20 hours of Wednesday, 24 of Friday, 4 of
 *   Monday: Monday 30 Nov 04:00 (-08:00), which is 07:00 (-05:00). */
static void a_timetable(void **state)
{
    (void)state;
    tiny *t = tiny_load(
        "nodes",
        "node,country,kind,utc_offset,calendar,dwell_hours\n"
        "A,CN,origin,+08:00,CN,6\nH,US,hub,-08:00,,3\n",
        "zones", "zone,country,utc_offset\nZ,US,-05:00\n", "carriers",
        "carrier,currency\nX,USD\nY,USD\n", "lanes",
        "lane,carrier,mode,from,to,days,departs,depart_time,cutoff_hours,calendar,day_count\n"
        "L,X,express,A,H,0.75,Mon|Thu,18:00,4,,\n"
        "M,Y,postal,H,Z,2,,,,US,business\n",
        "rates", "card,per_kg\nL,1\nM,1\n", "handoffs", "node,hours,blind_hours\nH,5,2\n",
        "customs",
        "country,direction,hours,calendar,currency\nCN,export,8,CN,USD\nUS,import,24,US,USD\n",
        "calendars", "calendar\nCN\nUS\n", "holidays", "calendar,date\nUS,2026-11-26\n", NULL);
    const lw_plan *plan = tiny_plan(t, "ready_at=2026-11-20T22:00");
    const struct {
        int64_t instant;
        int offset;
        const char *moment;
    } rows[] = {
        {plan->ready_at, plan->ready_offset, "2026-11-20T22:00+08:00"},
        {plan->legs[0].ready, plan->legs[0].from_offset, "2026-11-23T12:00+08:00"},
        {plan->legs[0].departs, plan->legs[0].from_offset, "2026-11-23T18:00+08:00"},
        {plan->legs[0].arrives, plan->legs[0].to_offset, "2026-11-23T20:00-08:00"},
        {plan->legs[0].cleared, plan->legs[0].to_offset, "2026-11-24T20:00-08:00"},
        {plan->legs[1].reached, plan->legs[1].from_offset, "2026-11-24T20:00-08:00"},
        {plan->legs[1].ready, plan->legs[1].from_offset, "2026-11-25T04:00-08:00"},
        {plan->legs[1].departs, plan->legs[1].from_offset, "2026-11-25T04:00-08:00"},
        {plan->legs[1].arrives, plan->legs[1].to_offset, "2026-11-30T07:00-05:00"},
        {plan->arrives[LW_CLOCK_TYPICAL], plan->arrive_offset, "2026-11-30T07:00-05:00"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[32];
        lw_moment_format(text, rows[i].instant, rows[i].offset);
        assert_string_equal(text, rows[i].moment);
    }
    assert_int_equal(plan->legs[0].waited_minutes, 6 * 60);
    assert_int_equal(plan->legs[1].waited_minutes, 0);
    /* From 14:00 UTC of the 20th to 12:00 UTC of the 30th; blind: 18 hours, 2 hours, 2 days. */
    assert_minutes(t, "ready_at=2026-11-20T22:00", "14280 14280 14280, blind 4080 gap 2880");
    tiny_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(d1_three_business_days_after_friday),
        cmocka_unit_test(d2_two_business_days_from_friday_to_tuesday),
        cmocka_unit_test(working_time_stops_when_it_is_used_up),
        cmocka_unit_test(golden_week),
        cmocka_unit_test(a_flight_missed_by_one_minute),
        cmocka_unit_test(departure_at_any_moment_of_a_day_that_serves),
        cmocka_unit_test(days_are_those_of_the_place),
        cmocka_unit_test(a_lane_that_never_departs),
        cmocka_unit_test(leap_days),
        cmocka_unit_test(the_end_of_the_year),
        cmocka_unit_test(across_the_date_line),
        cmocka_unit_test(deliver_by_its_last_minute),
        cmocka_unit_test(deliver_by_the_clock_of_the_zone),
        cmocka_unit_test(stocked_plans_start_at_the_same_instant),
        cmocka_unit_test(ready_at_is_the_ship_date),
        cmocka_unit_test(three_clocks_wait_for_their_own_departures),
        cmocka_unit_test(far_dates),
        cmocka_unit_test(a_timetable),
    };
    return cmocka_run_group_tests_name("vectors_time", tests, NULL, NULL);
}
