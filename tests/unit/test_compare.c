/* What changes between two quotes for one order, and the middle of many changes. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare/difference.h"
#include "compare/report.h"
#include "compare/spread.h"

/* ---- Differences -------------------------------------------------------------------------------
 */

static const lw_leg by_l1[] = {{.lane = "L1", .to = "Z"}};
static const lw_leg by_l2[] = {{.lane = "L2", .to = "Z"}};
static const lw_leg by_both[] = {{.lane = "L1", .to = "H"}, {.lane = "L2", .to = "Z"}};

/* 10.00 of freight, 2.00 of clearance and 1.00 of disbursement; 2, 3 and 5 days. */
static lw_plan sample_plan(void)
{
    return (lw_plan){
        .cost = 1300,
        .by_type = {[LW_FREIGHT] = 1000, [LW_CLEARANCE] = 200, [LW_DISBURSEMENT] = 100},
        .minutes = {2880, 4320, 7200},
        .blind_minutes = 60,
        .visibility_e3 = 986,
        .mode_count = 1,
        .modes = {"express"},
        .start = "A",
        .legs = by_l1,
        .leg_count = 1};
}

static lw_quote quote_of(const lw_plan *plan)
{
    return (lw_quote){.status = plan ? LW_QUOTE_OK : LW_QUOTE_NO_PLAN,
                      .currency = "USD",
                      .decimals = 2,
                      .plans = plan,
                      .plan_count = plan ? 1 : 0};
}

/* NULL = no plan. */
static lw_difference compare(const lw_plan *before, const lw_plan *after)
{
    lw_quote a = quote_of(before), b = quote_of(after);
    return lw_difference_of(&a, &b, LW_CLOCK_TYPICAL);
}

static void assert_change(const lw_plan *before, const lw_plan *after, const char *change)
{
    assert_string_equal(lw_change_name(compare(before, after).change), change);
}

static void nothing_changes(void **state)
{
    (void)state;
    lw_plan plan = sample_plan(), again = sample_plan();
    /* What is not compared: another clock, the rank, the score, the start of the journey. */
    again.minutes[LW_CLOCK_MAX] = 9999;
    again.score_e4 = 7;
    again.ready_at = 5;
    lw_difference d = compare(&plan, &again);
    assert_string_equal(lw_change_name(d.change), "same");
    assert_true(d.timed && d.priced && !d.other_modes);
    assert_int_equal(d.cost, 0);
    assert_int_equal(d.modes[LW_BEFORE], 1u << 1);
}

static void a_plan_moves_with_its_lanes_or_its_start(void **state)
{
    (void)state;
    lw_plan plan = sample_plan(), other = sample_plan();
    other.legs = by_l2;
    assert_change(&plan, &other, "moved");
    other.legs = by_both;
    other.leg_count = 2;
    assert_change(&plan, &other, "moved");
    other = sample_plan();
    other.start = "B";
    assert_change(&plan, &other, "moved");
    other = sample_plan();
    other.stocked = true;
    assert_change(&plan, &other, "moved");
    assert_false(compare(&plan, &other).other_modes);
    other.modes[0] = "postal";
    assert_true(compare(&plan, &other).other_modes);
}

static void the_same_lanes_at_another_cost_are_repriced(void **state)
{
    (void)state;
    lw_plan plan = sample_plan(), dearer = sample_plan();
    dearer.cost += 70;
    dearer.by_type[LW_FREIGHT] += 50;
    dearer.by_type[LW_CLEARANCE] -= 5;
    dearer.by_type[LW_DISBURSEMENT] += 25;
    dearer.buyer_pays = 9;
    dearer.minutes[LW_CLOCK_TYPICAL] += 60; /* the cost counts more */
    lw_difference d = compare(&plan, &dearer);
    assert_string_equal(lw_change_name(d.change), "repriced");
    assert_int_equal(d.cost, 70);
    assert_int_equal(d.parts[LW_PART_FREIGHT], 50);
    assert_int_equal(d.parts[LW_PART_CUSTOMS], 20);
    assert_int_equal(d.parts[LW_PART_DUTY], 0);
    assert_int_equal(d.parts[LW_PART_BUYER_PAYS], 9);
    assert_int_equal(d.minutes, 60);
    assert_int_equal(compare(&dearer, &plan).cost, -70);
}

static void parts_add_up_to_the_cost(void **state)
{
    (void)state;
    lw_plan plan = {.cost = 0};
    for (int type = 0; type < LW_CHARGE_TYPE_COUNT; type++) {
        plan.by_type[type] = 1 << type;
        plan.cost += plan.by_type[type];
    }
    plan.buyer_pays = 1 << 20;
    int64_t sum = 0;
    for (int part = 0; part < LW_PART_BUYER_PAYS; part++)
        sum += lw_plan_part(&plan, (lw_part)part);
    assert_int_equal(sum, plan.cost);
    assert_int_equal(lw_plan_part(&plan, LW_PART_BUYER_PAYS), 1 << 20);
}

static void the_same_cost_at_other_times_is_retimed(void **state)
{
    (void)state;
    lw_plan plan = sample_plan(), other = sample_plan();
    other.minutes[LW_CLOCK_TYPICAL] -= 30;
    assert_change(&plan, &other, "retimed");
    assert_int_equal(compare(&plan, &other).minutes, -30);
    other = sample_plan();
    other.blind_minutes++;
    assert_change(&plan, &other, "retimed");
    other = sample_plan();
    other.visibility_e3--;
    assert_change(&plan, &other, "retimed");
}

static void days_are_those_of_the_clock_asked_for(void **state)
{
    (void)state;
    lw_plan plan = sample_plan(), other = sample_plan();
    other.minutes[LW_CLOCK_MAX] += 100;
    lw_quote a = quote_of(&plan), b = quote_of(&other);
    lw_difference d = lw_difference_of(&a, &b, LW_CLOCK_MAX);
    assert_string_equal(lw_change_name(d.change), "retimed");
    assert_int_equal(d.minutes, 100);
}

static void costs_in_two_currencies_are_not_compared(void **state)
{
    (void)state;
    lw_plan plan = sample_plan(), moved = sample_plan();
    lw_quote a = quote_of(&plan), b = quote_of(&plan);
    b.currency = "EUR";
    lw_difference d = lw_difference_of(&a, &b, LW_CLOCK_TYPICAL);
    assert_string_equal(lw_change_name(d.change), "requoted");
    assert_true(d.timed && !d.priced);
    moved.legs = by_l2;
    b.plans = &moved;
    d = lw_difference_of(&a, &b, LW_CLOCK_TYPICAL);
    assert_string_equal(lw_change_name(d.change), "moved");
    assert_false(d.priced);
    /* One currency, counted in cents before and in whole units after. */
    b = quote_of(&plan);
    b.decimals = 0;
    d = lw_difference_of(&a, &b, LW_CLOCK_TYPICAL);
    assert_string_equal(lw_change_name(d.change), "requoted");
}

static void plans_are_lost_and_gained(void **state)
{
    (void)state;
    lw_plan plan = sample_plan();
    assert_change(&plan, NULL, "lost");
    assert_change(NULL, &plan, "gained");
    assert_change(NULL, NULL, "none");
    lw_quote quote = quote_of(&plan), no_plan = quote_of(NULL);
    lw_difference d = lw_difference_of(&quote, NULL, LW_CLOCK_TYPICAL);
    assert_string_equal(lw_change_name(d.change), "lost");
    assert_true(!d.timed && !d.priced);
    assert_int_equal(d.modes[LW_BEFORE], 1u << 1);
    assert_int_equal(d.modes[LW_AFTER], 0);
    d = lw_difference_of(NULL, &quote, LW_CLOCK_TYPICAL);
    assert_string_equal(lw_change_name(d.change), "gained");
    d = lw_difference_of(NULL, &no_plan, LW_CLOCK_TYPICAL);
    assert_string_equal(lw_change_name(d.change), "none");
    d = lw_difference_of(NULL, NULL, LW_CLOCK_TYPICAL);
    assert_string_equal(lw_change_name(d.change), "none");
}

/* ---- The middle --------------------------------------------------------------------------------
 */

static void assert_median(const int64_t *numbers, size_t count, int64_t low, int64_t high)
{
    lw_spread spread = {.room = 0};
    int64_t from = -1, to = -1;
    for (size_t i = 0; i < count; i++)
        assert_true(lw_spread_add(&spread, numbers[i]));
    assert_true(lw_spread_median(&spread, &from, &to));
    assert_int_equal(from, low);
    assert_int_equal(to, high);
    lw_spread_release(&spread);
}

static void the_median_is_one_of_the_numbers(void **state)
{
    (void)state;
    static const int64_t odd[] = {7, -3, 100}, even[] = {4, 1, 3, 2}, one[] = {-5};
    static const int64_t equal[] = {0, 0, 0, 9, 9}, below[] = {-1, -2, -3, 5};
    lw_spread nothing = {.room = 0};
    int64_t low, high;
    assert_median(odd, 3, 7, 7);
    assert_median(even, 4, 2, 2);
    assert_median(one, 1, -5, -5);
    assert_median(equal, 5, 0, 0);
    assert_median(below, 4, -2, -2);
    assert_false(lw_spread_median(&nothing, &low, &high));
}

static int ascending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

enum { NUMBERS = 3000 };

/* A fixed sequence without a pattern, on both sides of 0. */
static void fill(int64_t *numbers, int64_t range)
{
    uint64_t seed = 12345;
    for (size_t i = 0; i < NUMBERS; i++) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        numbers[i] = (int64_t)(seed >> 33) % range - range / 3;
    }
}

static void many_numbers_have_the_median_of_the_sorted_ones(void **state)
{
    (void)state;
    int64_t numbers[NUMBERS], sorted[NUMBERS];
    fill(numbers, 1000000000);
    memcpy(sorted, numbers, sizeof sorted);
    qsort(sorted, NUMBERS, sizeof *sorted, ascending);
    assert_median(numbers, NUMBERS, sorted[(NUMBERS - 1) / 2], sorted[(NUMBERS - 1) / 2]);
}

/* With room for a few different numbers the median is between two bounds, which no order of the
 * numbers moves. */
static void a_full_spread_bounds_the_median(void **state)
{
    (void)state;
    int64_t numbers[NUMBERS], sorted[NUMBERS], first_low = 0, first_high = 0;
    fill(numbers, 100000);
    memcpy(sorted, numbers, sizeof sorted);
    qsort(sorted, NUMBERS, sizeof *sorted, ascending);
    int64_t median = sorted[(NUMBERS - 1) / 2];
    for (int turn = 0; turn < 3; turn++) {
        lw_spread spread = {.room = 40};
        int64_t low, high;
        for (size_t i = 0; i < NUMBERS; i++) {
            int64_t number = turn == 0   ? numbers[i]
                             : turn == 1 ? sorted[i]
                                         : sorted[NUMBERS - 1 - i];
            assert_true(lw_spread_add(&spread, number));
        }
        assert_true(spread.used <= 40);
        assert_true(lw_spread_median(&spread, &low, &high));
        assert_true(low <= median && median <= high);
        /* 100000 values need buckets of 4096 to fit into 40, and of no more. */
        assert_int_equal(high - low, 4095);
        if (turn == 0) {
            first_low = low;
            first_high = high;
        }
        assert_int_equal(low, first_low);
        assert_int_equal(high, first_high);
        lw_spread_release(&spread);
    }
}

/* ---- Texts -------------------------------------------------------------------------------------
 */

static void measures_are_rounded_half_away_from_zero(void **state)
{
    (void)state;
    char text[LW_WIDE_TEXT];
    assert_string_equal(lw_unit_text(text, lw_unit_days, 1440), "1.00");
    assert_string_equal(lw_unit_text(text, lw_unit_days, -36), "-0.03"); /* 0.025 */
    assert_string_equal(lw_unit_text(text, lw_unit_hours, 61), "1.02");
    assert_string_equal(lw_unit_text(text, lw_unit_money(0), -7), "-7");
    assert_string_equal(lw_unit_text(text, lw_unit_percent, 986), "98.6");
    assert_string_equal(lw_unit_change(text, lw_unit_money(2), 5), "+0.05");
    assert_string_equal(lw_unit_change(text, lw_unit_money(2), 0), "0.00");
    assert_string_equal(lw_unit_change(text, lw_unit_money(2), -1205), "-12.05");
    assert_string_equal(lw_unit_share(text, lw_unit_money(2), 1000, 3), "3.33");
    assert_string_equal(lw_unit_share_change(text, lw_unit_money(2), 5, 2), "+0.03");
    assert_string_equal(lw_unit_share_change(text, lw_unit_days, -1440, 3), "-0.33");
    /* More than 64 bits. */
    assert_string_equal(lw_unit_text(text, lw_unit_money(2), (lw_wide)INT64_MAX * -1000),
                        "-92233720368547758070.00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_changes),
        cmocka_unit_test(a_plan_moves_with_its_lanes_or_its_start),
        cmocka_unit_test(the_same_lanes_at_another_cost_are_repriced),
        cmocka_unit_test(parts_add_up_to_the_cost),
        cmocka_unit_test(the_same_cost_at_other_times_is_retimed),
        cmocka_unit_test(days_are_those_of_the_clock_asked_for),
        cmocka_unit_test(costs_in_two_currencies_are_not_compared),
        cmocka_unit_test(plans_are_lost_and_gained),
        cmocka_unit_test(the_median_is_one_of_the_numbers),
        cmocka_unit_test(many_numbers_have_the_median_of_the_sorted_ones),
        cmocka_unit_test(a_full_spread_bounds_the_median),
        cmocka_unit_test(measures_are_rounded_half_away_from_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
