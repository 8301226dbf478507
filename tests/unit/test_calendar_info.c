/* Looking at the calendars of a catalog through the public door. Day 20780 is Monday 2026-11-23. */
#include "support/tiny_catalog.h"

#include <stdio.h>
#include <string.h>

enum { MONDAY = 20780 };

/* W works Monday to Friday; the Wednesday, the Saturday and next Monday are holidays, the Wednesday
 * under two names. */
static tiny *load(void)
{
    return tiny_load(
        "calendars", "calendar,work_days\nIDLE,Sun\nW,\n", "holidays",
        "calendar,date,name\nW,2026-11-30,\nW,2026-11-25,Harvest\n"
        "W,2026-11-28,Saturday feast\nW,2026-11-25,Again\n",
        "nodes", "node,country,kind,calendar\nA,CN,origin,W\nB,CN,hub,\n", "lanes",
        "lane,carrier,mode,from,to,days,calendar\nL,X,express,A,Z,5,\n"
        "M,X,express,A,B,5,W\nN,X,express,B,Z,5,W\n",
        "rates", "card,per_kg\nL,1\nM,1\nN,1\n", "customs",
        "country,direction,mode,fee,currency,hours,calendar\nUS,import,postal,1,USD,8,W\n"
        "CN,export,,1,USD,8,W\n",
        NULL);
}

static void calendars_come_in_the_order_of_the_table(void **state)
{
    (void)state;
    tiny *t = load();
    lw_calendar_info info;
    assert_true(lw_calendar_at(t->catalog, 0, &info));
    assert_string_equal(info.id, "IDLE");
    assert_int_equal(info.work_days, 0x40);
    assert_int_equal(info.holiday_count, 0);
    assert_int_equal(info.lane_count + info.node_count + info.customs_count, 0);
    assert_true(lw_calendar_at(t->catalog, 1, &info));
    assert_string_equal(info.id, "W");
    assert_int_equal(info.work_days, 0x1f);
    assert_int_equal(info.holiday_count, 3);
    assert_int_equal(info.first_holiday, MONDAY + 2);
    assert_int_equal(info.last_holiday, MONDAY + 7);
    assert_int_equal(info.lane_count, 2);
    assert_int_equal(info.node_count, 1);
    assert_int_equal(info.customs_count, 2);
    assert_false(lw_calendar_at(t->catalog, 2, &info));
    tiny_free(t);
}

static void calendars_are_found_by_name(void **state)
{
    (void)state;
    tiny *t = load();
    uint32_t index;
    const char *nearest;
    assert_true(lw_calendar_find(t->catalog, "W", &index, &nearest));
    assert_int_equal(index, 1);
    assert_null(nearest);
    assert_false(lw_calendar_find(t->catalog, "ILDE", &index, &nearest));
    assert_string_equal(nearest, "IDLE");
    assert_false(lw_calendar_find(t->catalog, "elsewhere", &index, &nearest));
    assert_null(nearest);
    assert_false(lw_calendar_find(t->catalog, "w", &index, NULL));
    tiny_free(t);
}

static void days_are_told_with_the_names_of_holidays(void **state)
{
    (void)state;
    static const struct {
        int32_t day;
        lw_day_kind kind;
        const char *name;
    } rows[] = {
        {MONDAY, LW_DAY_WORKS, ""},
        {MONDAY + 2, LW_DAY_HOLIDAY, "Harvest"}, /* the first of its names */
        {MONDAY + 3, LW_DAY_WORKS, ""},
        {MONDAY + 5, LW_DAY_HOLIDAY, "Saturday feast"},
        {MONDAY + 6, LW_DAY_OFF, ""},
        {MONDAY + 7, LW_DAY_HOLIDAY, ""},
        {MONDAY + 8, LW_DAY_WORKS, ""},
    };
    tiny *t = load();
    const char *name;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(lw_calendar_day(t->catalog, 1, rows[i].day, &name), rows[i].kind);
        assert_string_equal(name, rows[i].name);
    }
    assert_int_equal(lw_calendar_day(t->catalog, 0, MONDAY, NULL), LW_DAY_OFF);
    assert_int_equal(lw_calendar_day(t->catalog, 0, MONDAY - 1, NULL), LW_DAY_WORKS);
    tiny_free(t);
}

/* The list of W ends on 2026-11-30. */
static void a_list_of_holidays_ends(void **state)
{
    (void)state;
    static const struct {
        int32_t from, to;
        bool outlived;
    } rows[] = {
        {MONDAY, MONDAY + 6, false},
        {MONDAY + 7, MONDAY + 13, false}, /* the last one is among the days */
        {MONDAY + 7, MONDAY + 38, false}, /* up to 2026-12-31 */
        {MONDAY + 7, MONDAY + 39, true},  /* 2027-01-01 */
        {MONDAY + 8, MONDAY + 14, true},
    };
    tiny *t = load();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(lw_calendar_outlives_list(t->catalog, 1, rows[i].from, rows[i].to),
                         rows[i].outlived);
    assert_false(lw_calendar_outlives_list(t->catalog, 0, MONDAY, MONDAY + 1000));
    tiny_free(t);
}

static void add_user(void *context, const lw_calendar_user *user)
{
    char *text = context;
    size_t used = strlen(text);
    snprintf(text + used, 512 - used, "%s%s%s%s%s (%s:%u); ", user->name,
             user->direction ? " " : "", user->direction ? user->direction : "",
             user->mode ? " " : "", user->mode ? user->mode : "", user->file, (unsigned)user->line);
}

static void users_are_lanes_nodes_and_customs(void **state)
{
    (void)state;
    tiny *t = load();
    char text[512] = "";
    lw_calendar_users(t->catalog, 1, add_user, text);
    assert_string_equal(text, "M (lanes.csv:3); N (lanes.csv:4); A (nodes.csv:2); "
                              "US import postal (customs.csv:2); CN export (customs.csv:3); ");
    tiny_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calendars_come_in_the_order_of_the_table),
        cmocka_unit_test(calendars_are_found_by_name),
        cmocka_unit_test(days_are_told_with_the_names_of_holidays),
        cmocka_unit_test(a_list_of_holidays_ends),
        cmocka_unit_test(users_are_lanes_nodes_and_customs),
    };
    return cmocka_run_group_tests_name("calendar_info", tests, NULL, NULL);
}
