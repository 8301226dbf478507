/* What the dates of rows and calendars say in a review, which takes place on 2026-11-22. */
#include "support/catalog_dir.h"

#define RUN(cases) dir_run_cases(cases, sizeof cases / sizeof cases[0], true)

#define LANES_ON_C \
    "lane,carrier,mode,from,to,days,calendar\nL1,X,postal,A,B,5,C\nL2,X,express,B,Z,5,\n"
#define HOLIDAY(date) \
    "calendars.csv", "calendar\nC\n", "holidays.csv", "calendar,date\nC," date "\n", "lanes.csv"

static void holiday_lists_reach_the_dates_in_use(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"last days, by calendar",
         {"calendars.csv", "calendar\nC\nD\nE\n", "holidays.csv",
          "calendar,date\nC,2026-10-01\nD,2026-10-01\nD,2027-01-01\n", "customs.csv",
          "country,direction,currency,calendar\nUS,import,USD,C\nUS,export,USD,D\nCN,export,USD,E\n",
          "rates.csv", "card,valid_to\nL1,2027-12-31\nL2,\n", NULL},
         "warning calendars.csv:2:1: the holidays of calendar 'C' end on 2026-10-01, but "
         "rates.csv:2 is valid to 2027-12-31"},
        {"first days, of the row that begins last",
         {HOLIDAY("2026-10-01"), LANES_ON_C, "rates.csv",
          "card,valid_from,valid_to\nL1,,2027-06-30\nL1,2027-07-01,\nL2,,\n", NULL},
         "warning calendars.csv:2:1: the holidays of calendar 'C' end on 2026-10-01, but "
         "rates.csv:3 is valid from 2027-07-01"},
        {"lanes",
         {HOLIDAY("2026-10-01"),
          "lane,carrier,mode,from,to,days,calendar,valid_from\nL1,X,postal,A,B,5,C,2027-01-01\n"
          "L2,X,express,B,Z,5,,\n",
          NULL},
         "warning calendars.csv:2:1: the holidays of calendar 'C' end on 2026-10-01, but "
         "lanes.csv:2 is valid from 2027-01-01"},
        {"surcharges",
         {HOLIDAY("2026-10-01"), LANES_ON_C, "surcharges.csv",
          "surcharge,amount,valid_from\nS,1,2027-01-01\n", NULL},
         "warning calendars.csv:2:1: the holidays of calendar 'C' end on 2026-10-01, but "
         "surcharges.csv:2 is valid from 2027-01-01"},
        {"restrictions",
         {HOLIDAY("2026-10-01"), LANES_ON_C, "restrictions.csv",
          "restriction,reason,flag,valid_to\nR,x,f,2027-01-01\n", NULL},
         "warning calendars.csv:2:1: the holidays of calendar 'C' end on 2026-10-01, but "
         "restrictions.csv:2 is valid to 2027-01-01"},
        {"customs",
         {HOLIDAY("2026-10-01"), LANES_ON_C, "customs.csv",
          "country,direction,currency,valid_from\nUS,import,USD,2027-01-01\n", NULL},
         "warning calendars.csv:2:1: the holidays of calendar 'C' end on 2026-10-01, but "
         "customs.csv:2 is valid from 2027-01-01"},
        {"duties",
         {HOLIDAY("2026-10-01"), LANES_ON_C, "duties.csv",
          "country,currency,valid_from\nUS,USD,2027-01-01\n", NULL},
         "warning calendars.csv:2:1: the holidays of calendar 'C' end on 2026-10-01, but "
         "duties.csv:2 is valid from 2027-01-01"},
        {"rows without dates hold today",
         {HOLIDAY("2025-12-26"), LANES_ON_C, NULL},
         "warning calendars.csv:2:1: the holidays of calendar 'C' end on 2025-12-26, but today is "
         "2026-11-22"},
        {"so do rows that began in the past",
         {HOLIDAY("2025-12-26"), LANES_ON_C, "rates.csv", "card,valid_from\nL1,2024-01-01\nL2,\n",
          NULL},
         "warning calendars.csv:2:1: the holidays of calendar 'C' end on 2025-12-26, but today is "
         "2026-11-22"},
        {"the year of the last holiday counts as listed",
         {HOLIDAY("2026-01-01"), LANES_ON_C, "rates.csv",
          "card,valid_from,valid_to\nL1,2026-11-01,2026-12-31\nL2,,\n", NULL},
         ""},
        {"a catalog of the past keeps its lists",
         {HOLIDAY("2024-12-26"),
          "lane,carrier,mode,from,to,days,calendar,valid_to\nL1,X,postal,A,B,5,C,2024-12-31\n"
          "L2,X,express,B,Z,5,,\n",
          "rates.csv", "card,valid_to\nL1,\nL2,2024-12-31\n", NULL},
         ""},
        {"a calendar without holidays lists none",
         {"calendars.csv", "calendar\nC\n", "lanes.csv", LANES_ON_C, NULL},
         ""},
    };
    RUN(cases);
}

#define DATED_LANES(first, second)                                           \
    "lanes.csv", "lane,carrier,mode,from,to,days,valid_from,valid_to,card\n" \
                 "L1,X,postal,A,B,5," first ",\nL2,X,express,B,Z,5," second "\n"

static void lanes_and_brackets_share_days(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"a lane whose card is of another time",
         {DATED_LANES("2020-01-01,2020-12-31", ",,"), "rates.csv",
          "card,flat,valid_from,valid_to\nL1,1,2021-01-01,2021-12-31\nL2,1,,\n", NULL},
         "warning lanes.csv:2:7: lane 'L1' carries nothing: no row of card 'L1' holds on its days"},
        {"a lane that ended before its card began, and one that begins in a gap of its card",
         {DATED_LANES(",2020-12-31", "2022-01-01,2022-12-31,"), "rates.csv",
          "card,flat,valid_from,valid_to\nL1,1,2021-01-01,\nL2,1,,2021-12-31\nL2,1,2023-01-01,\n",
          NULL},
         "warning lanes.csv:2:8: lane 'L1' carries nothing: no row of card 'L1' holds on its days\n"
         "warning lanes.csv:3:7: lane 'L2' carries nothing: no row of card 'L2' holds on its days"},
        {"one day is enough",
         {DATED_LANES("2020-01-01,2020-12-31", ",2021-12-31,"), "rates.csv",
          "card,flat,valid_from,valid_to\nL1,1,2020-12-31,\nL2,1,,2019-01-01\n", NULL},
         ""},
        {"brackets before, between and behind the lanes of their card",
         {DATED_LANES("2020-01-01,2020-12-31", "2022-01-01,2022-12-31,L1"), "rates.csv",
          "card,flat,valid_from,valid_to\nL1,1,,2019-12-31\nL1,1,2020-06-01,2020-06-30\n"
          "L1,1,2021-01-01,2021-12-31\nL1,1,2022-01-01,2022-12-31\nL1,1,2023-01-01,\n",
          NULL},
         "warning rates.csv:2:4: the row never applies: no lane or node with card 'L1' is there on "
         "its days\n"
         "warning rates.csv:4:3: the row never applies: no lane or node with card 'L1' is there on "
         "its days\n"
         "warning rates.csv:6:3: the row never applies: no lane or node with card 'L1' is there on "
         "its days"},
        {"a node has no dates",
         {DATED_LANES("2020-01-01,2020-12-31", ",,"), "rates.csv",
          "card,flat,valid_from,valid_to\nL1,1,,2020-12-31\nL1,1,2021-01-01,\nL2,1,,\n",
          "nodes.csv", "node,country,kind,card,currency\nA,CN,origin,L1,USD\nB,US,hub,,\n", NULL},
         ""},
    };
    RUN(cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holiday_lists_reach_the_dates_in_use),
        cmocka_unit_test(lanes_and_brackets_share_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
