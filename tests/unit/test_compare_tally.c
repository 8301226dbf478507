/* Adding up what changes, over orders on two small catalogs. */
#include "support/tiny_catalog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare/report.h"

/* Before: L costs 10.00 up to 5 kg in 5 days, M 30.00 up to 20 kg in 2, and U is too small for
 * anything. After: L and U are gone, M costs 31.00 and takes 3 days; N is new, 8.00 up to 1 kg in 3
 * days, and so is C, 12.00 up to 1 kg to Canada in 4. */
#define BEFORE_LANES                                                              \
    "lanes", "lane,carrier,mode,from,to,days,max_weight_kg\nL,X,postal,A,Z,5,5\n" \
             "M,X,express,A,Z,2,20\nU,X,express,A,Z,9,0.001\n"
#define BEFORE_RATES "rates", "card,flat\nL,10\nM,30\nU,1\n"
#define AFTER_LANES                                                                 \
    "lanes", "lane,carrier,mode,from,to,days,max_weight_kg\nM,X,express,A,Z,3,20\n" \
             "N,X,dedicated_line,A,Z,3,1\nC,X,dedicated_line,A,CA,4,1\n"
#define AFTER_RATES "rates", "card,flat\nM,31\nN,8\nC,12\n"
#define AFTER_ZONES "zones", "zone,country\nZ,US\nCA,CA\n"

typedef struct fixture {
    tiny *sides[LW_SIDES];
    lw_options options;
    lw_style style;
    lw_comparison job;
    lw_tally tally;
} fixture;

static fixture *open_fixture(lw_rank rank, uint32_t top)
{
    fixture *f = calloc(1, sizeof *f);
    lw_error err;
    assert_non_null(f);
    f->sides[LW_BEFORE] = tiny_load(BEFORE_LANES, BEFORE_RATES, NULL);
    f->sides[LW_AFTER] = tiny_load(AFTER_LANES, AFTER_RATES, AFTER_ZONES, NULL);
    lw_options_init(&f->options);
    f->options.rank = rank;
    f->job = (lw_comparison){.folders = {"old", "new"},
                             .planners = {f->sides[0]->planner, f->sides[1]->planner},
                             .options = &f->options,
                             .style = &f->style,
                             .top = top};
    f->style.width = 80;
    for (int side = 0; side < LW_SIDES; side++)
        f->sides[side]->options.rank = rank;
    assert_int_equal(lw_tally_init(&f->tally, &f->job, &err), LW_OK);
    return f;
}

static void close_fixture(fixture *f)
{
    lw_tally_release(&f->tally);
    for (int side = 0; side < LW_SIDES; side++)
        tiny_free(f->sides[side]);
    free(f);
}

/* An order written as for tiny_quote; its number serves as its id. */
static void take(fixture *f, uint64_t number, const char *fields)
{
    lw_error err;
    char id[24];
    lw_decimal_format(id, (int64_t)number, 0);
    lw_answer answers[LW_SIDES];
    for (int side = 0; side < LW_SIDES; side++)
        answers[side] = (lw_answer){.id = id, .quote = tiny_quote(f->sides[side], fields)};
    lw_difference d = lw_difference_of(answers[0].quote, answers[1].quote, f->options.time_basis);
    lw_compared order = {number, id, {&answers[0], &answers[1]}, &d};
    assert_int_equal(lw_tally_take(&f->tally, &order, &err), LW_OK);
}

static void take_all(fixture *f)
{
    take(f, 1, "piece=0.5");            /* L 10.00 to N 8.00 */
    take(f, 2, "piece=3");              /* L 10.00 to M 31.00 */
    take(f, 3, "piece=10");             /* M 30.00 to M 31.00 */
    take(f, 4, "piece=3");              /* as 2 */
    take(f, 5, "piece=50");             /* neither */
    take(f, 6, "country=CA piece=0.5"); /* C 12.00 after */
    take(f, 7, "piece=3 max_cost=20");  /* L before */
}

static void totals_are_those_of_the_orders_with_both(void **state)
{
    (void)state;
    fixture *f = open_fixture(LW_RANK_COST, 10);
    take_all(f);
    const lw_tally *t = &f->tally;
    assert_int_equal(t->orders, 7);
    assert_int_equal(t->changes[LW_CHANGE_MOVED], 3);
    assert_int_equal(t->changes[LW_CHANGE_REPRICED], 1);
    assert_int_equal(t->changes[LW_CHANGE_LOST], 1);
    assert_int_equal(t->changes[LW_CHANGE_GAINED], 1);
    assert_int_equal(t->changes[LW_CHANGE_NONE], 1);
    assert_int_equal(t->other_modes, 3);
    assert_int_equal(t->ok[LW_BEFORE], 5);
    assert_int_equal(t->ok[LW_AFTER], 5);
    assert_int_equal(t->no_plan[LW_BEFORE], 2);
    assert_int_equal(t->invalid[LW_AFTER], 0);
    assert_int_equal(t->costs.count, 1);
    const lw_costs *usd = &t->costs.items[0];
    assert_string_equal(usd->currency, "USD");
    assert_int_equal(usd->cost.orders, 4);
    assert_int_equal(usd->cost.total[LW_BEFORE], 1000 + 1000 + 3000 + 1000);
    assert_int_equal(usd->cost.total[LW_AFTER], 800 + 3100 + 3100 + 3100);
    assert_int_equal(usd->cost.up, 3);
    assert_int_equal(usd->cost.up_by, 2100 + 100 + 2100);
    assert_int_equal(usd->cost.down, 1);
    assert_int_equal(usd->cost.down_by, 200);
    assert_int_equal(usd->parts[LW_PART_FREIGHT][LW_AFTER], 10100);
    assert_int_equal(usd->parts[LW_PART_DUTY][LW_AFTER], 0);
    /* Days: 5 to 3, 5 to 3, 2 to 3, 5 to 3. */
    assert_int_equal(t->minutes.total[LW_BEFORE], 17 * 1440);
    assert_int_equal(t->minutes.total[LW_AFTER], 12 * 1440);
    assert_int_equal(t->minutes.up, 1);
    assert_int_equal(t->minutes.down, 3);
    /* Modes: bit 0 postal, 1 express, 2 dedicated line. */
    assert_int_equal(t->moves[1][2], 2);
    assert_int_equal(t->moves[1][4], 1);
    assert_int_equal(t->moves[2][2], 1);
    assert_int_equal(t->moves[1][0], 1);
    assert_int_equal(t->moves[0][4], 1);
    assert_int_equal(t->moves[0][0], 1);
    close_fixture(f);
}

/* "2 4" */
static void assert_list(const lw_kept_list *list, const char *ids)
{
    char text[128] = "";
    for (size_t i = 0; i < list->count; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%s%s", i ? " " : "", list->items[i]->id.bytes);
    }
    assert_string_equal(text, ids);
}

static void the_hardest_hit_come_first_and_ties_by_their_number(void **state)
{
    (void)state;
    fixture *f = open_fixture(LW_RANK_COST, 2);
    take(f, 4, "piece=3");
    take(f, 3, "piece=10");
    take(f, 9, "piece=10");
    take(f, 2, "piece=3");
    take(f, 1, "piece=0.5");
    assert_list(&f->tally.costs.items[0].hit, "2 4");
    assert_int_equal(f->tally.costs.items[0].hit.offered, 4);
    assert_int_equal(f->tally.hit.count, 0);
    close_fixture(f);
    /* All of them where there is room. */
    f = open_fixture(LW_RANK_COST, 10);
    take_all(f);
    assert_list(&f->tally.costs.items[0].hit, "2 4 3");
    assert_list(&f->tally.lost, "7");
    assert_list(&f->tally.gained, "6");
    assert_list(&f->tally.none, "5");
    close_fixture(f);
}

static void the_ranking_says_what_hits(void **state)
{
    (void)state;
    fixture *f = open_fixture(LW_RANK_TIME, 10);
    take(f, 1, "piece=3");  /* M, 2 days, to M, 3 days */
    take(f, 2, "piece=50"); /* neither */
    assert_list(&f->tally.hit, "1");
    assert_int_equal(f->tally.hit.items[0]->weight, 1440);
    assert_int_equal(f->tally.costs.items[0].hit.count, 0);
    close_fixture(f);
}

static void kept_orders_outlive_their_quotes(void **state)
{
    (void)state;
    fixture *f = open_fixture(LW_RANK_COST, 10);
    take(f, 2, "piece=3");
    take(f, 7, "piece=3 max_cost=20");
    take(f, 1, "piece=50");
    const lw_kept *hit = f->tally.costs.items[0].hit.items[0];
    assert_string_equal(hit->sides[LW_BEFORE].plan.legs[0].lane, "L");
    assert_string_equal(hit->sides[LW_AFTER].plan.legs[0].lane, "M");
    assert_int_equal(hit->sides[LW_AFTER].plan.cost, 3100);
    assert_string_equal(hit->sides[LW_AFTER].currency, "USD");
    const lw_kept *lost = f->tally.lost.items[0];
    assert_true(lost->sides[LW_BEFORE].planned && !lost->sides[LW_AFTER].planned);
    assert_string_equal(lost->sides[LW_AFTER].status, "no_plan");
    assert_true(strlen(lost->sides[LW_AFTER].message.bytes) > 0);
    close_fixture(f);
}

static void lanes_of_one_side_alone_are_counted(void **state)
{
    (void)state;
    fixture *f = open_fixture(LW_RANK_COST, 10);
    lw_lane_uses uses;
    take_all(f);
    assert_true(lw_tally_lanes(&f->tally, LW_BEFORE, &uses));
    assert_int_equal(uses.alone, 2); /* L and U, which nothing takes */
    assert_int_equal(uses.count, 1);
    assert_string_equal(uses.items[0].lane, "L");
    assert_int_equal(uses.items[0].orders, 4);
    free(uses.items);
    assert_true(lw_tally_lanes(&f->tally, LW_AFTER, &uses));
    assert_int_equal(uses.alone, 2);
    assert_int_equal(uses.count, 2); /* one order each: by id */
    assert_string_equal(uses.items[0].lane, "C");
    assert_string_equal(uses.items[1].lane, "N");
    free(uses.items);
    assert_true(lw_lane_is_alone(&f->job, LW_BEFORE, "L"));
    assert_false(lw_lane_is_alone(&f->job, LW_BEFORE, "M"));
    close_fixture(f);
}

static void assert_holds(lw_buffer *out, const char *text)
{
    lw_put_char(out, '\0');
    assert_false(out->failed);
    if (!strstr(out->bytes, text))
        fail_msg("'%s' is not in:\n%s", text, out->bytes);
    lw_buffer_release(out);
}

/* Changes of 0.00 to 0.63 and one of -2.00 in buckets of 32 or 64 cents: the middle one, 0.31, may
 * be anything from the beginning of its bucket to its end. */
static void a_median_between_two_bounds_is_told_as_such(void **state)
{
    (void)state;
    fixture *f = open_fixture(LW_RANK_COST, 0);
    lw_buffer out = {0};
    take(f, 1, "piece=0.5");
    lw_spread *change = &f->tally.costs.items[0].cost.change;
    change->room = 4;
    for (int64_t cents = 0; cents < 64; cents++)
        assert_true(lw_spread_add(change, cents));
    lw_compare_table(&out, &f->tally);
    assert_holds(
        &out,
        "an order, median, from                   0.00\n    to                                      +0.31\n");
    lw_compare_json(&out, &f->tally);
    assert_holds(&out, "\"median_change\": 0.00,\n      \"median_change_most\": 0.31,");
    close_fixture(f);
}

static void one_line_tells_what_there_is(void **state)
{
    (void)state;
    fixture *f = open_fixture(LW_RANK_COST, 10);
    lw_buffer out = {0};
    lw_compare_line(&out, &f->tally);
    assert_holds(&out, "0 orders");
    take_all(f);
    lw_compare_line(&out, &f->tally);
    assert_holds(&out, "7 orders: 1 repriced, 3 moved, 1 lost, 1 gained, 1 none; USD +41.00 "
                       "(60.00 to 101.00)");
    close_fixture(f);
}

/* Where rows are told, nothing but counts and sums is kept. */
static void rows_keep_nothing(void **state)
{
    (void)state;
    fixture *f = open_fixture(LW_RANK_COST, 10);
    lw_error err;
    lw_tally_release(&f->tally);
    f->job.rows = true;
    assert_int_equal(lw_tally_init(&f->tally, &f->job, &err), LW_OK);
    take_all(f);
    assert_int_equal(f->tally.costs.items[0].cost.up_by, 4300);
    assert_int_equal(f->tally.costs.items[0].hit.count, 0);
    assert_int_equal(f->tally.lost.count + f->tally.gained.count + f->tally.none.count, 0);
    assert_int_equal(f->tally.lost.offered, 1);
    assert_int_equal(f->tally.minutes.change.slot_count, 0);
    close_fixture(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(totals_are_those_of_the_orders_with_both),
        cmocka_unit_test(the_hardest_hit_come_first_and_ties_by_their_number),
        cmocka_unit_test(the_ranking_says_what_hits),
        cmocka_unit_test(kept_orders_outlive_their_quotes),
        cmocka_unit_test(lanes_of_one_side_alone_are_counted),
        cmocka_unit_test(a_median_between_two_bounds_is_told_as_such),
        cmocka_unit_test(one_line_tells_what_there_is),
        cmocka_unit_test(rows_keep_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
