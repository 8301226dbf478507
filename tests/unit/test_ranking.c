/* The frontier, the score and the other ranks, worked out by hand. */
#include <string.h>

#include "support/tiny_catalog.h"

/* Plans as lanes; cost, minutes, blind minutes:
 *   C  10.00  14400  14400   the cheapest
 *   F  50.00   2880   1440   the fastest
 *   V  30.00   7200      0   the most visible
 *   M  20.00   8640   4320   in between
 *   D  20.00   8640   5760   beaten by M */
#define FIVE                                                               \
    "lanes",                                                               \
        "lane,carrier,mode,from,to,days,visibility\n"                      \
        "C,X,postal,A,Z,10,0\nF,X,express,A,Z,2,0.5\nV,X,postal,A,Z,5,1\n" \
        "M,X,dedicated_line,A,Z,6,0.5\nD,X,dedicated_line,A,Z,6,0.3333\n", \
        "rates", "card,flat\nC,10\nF,50\nV,30\nM,20\nD,20\n"

static void set_option(tiny *t, const char *name, const char *text)
{
    lw_error err;
    if (lw_options_set(&t->options, name, text, &err) != LW_OK)
        fail_msg("%s=%s: %s", name, text, err.message);
}

static void assert_scores(tiny *t, const char *fields, const int64_t *scores, uint32_t count)
{
    const lw_quote *quote = tiny_quote(t, fields);
    assert_int_equal(quote->plan_count, count);
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(quote->plans[i].score_e4, scores[i]);
        assert_int_equal(quote->plans[i].rank, i + 1);
    }
}

/* Scales: 50 - 10 = 40.00; 14400 - 2880 = 11520; 14400 - 0.
 *   C: 0, 1, 1:            1 - 0.3 - 0.2                  = 50
 *   F: 1, 0, 0.1:          1 - 0.5 - 0.02                 = 48
 *   V: 0.5, 0.375, 0:      1 - 0.25 - 0.1125              = 63.75
 *   M: 0.25, 0.5, 0.3:     1 - 0.125 - 0.15 - 0.06        = 66.5 */
static void the_score_by_hand(void **state)
{
    (void)state;
    tiny *t = tiny_load(FIVE, NULL);
    assert_plans(t, "", "M, V, C, F");
    assert_scores(t, "", (const int64_t[]){665000, 637500, 500000, 480000}, 4);
    /* cost alone counts: 100, 75, 50, 0 */
    set_option(t, "weights", "cost=7");
    assert_plans(t, "", "C, M, V, F");
    assert_scores(t, "", (const int64_t[]){1000000, 750000, 500000, 0}, 4);
    /* 2 : 1 : 1 of cost, time, visibility. C 50; F 1 - 0.5 - 0.025 = 47.5; V 1 - 0.25 - 0.09375
     * = 65.625; M 1 - 0.125 - 0.125 - 0.075 = 67.5 */
    set_option(t, "weights", "visibility=10,cost=20,time=10");
    assert_plans(t, "", "M, V, C, F");
    assert_scores(t, "", (const int64_t[]){675000, 656250, 500000, 475000}, 4);
    /* the rank by something else keeps the score */
    set_option(t, "rank", "time");
    assert_plans(t, "", "F, V, M, C");
    assert_scores(t, "", (const int64_t[]){475000, 656250, 675000, 500000}, 4);
    tiny_free(t);
}

/* Champions are feasible plans. Without F the fastest is V: scales 20.00, 7200, 14400.
 *   C: 0, 1, 1 = 50; V: 1, 0, 0 = 50; M: 0.5, 0.2, 0.3: 1 - 0.25 - 0.06 - 0.06 = 63. C is cheaper
 * than V. */
static void champions_keep_the_limits(void **state)
{
    (void)state;
    tiny *t = tiny_load(FIVE, NULL);
    assert_plans(t, "max_cost=49.99", "M, C, V");
    assert_scores(t, "max_cost=49.99", (const int64_t[]){630000, 500000, 500000}, 3);
    assert_plans(t, "max_cost=50", "M, V, C, F");
    /* each limit holds the value itself */
    assert_plans(t, "max_days=6 max_cost=20", "M");
    assert_plans(t, "max_blind_hours=24", "V, F");
    assert_plans(t, "max_blind_hours=23.99", "V");
    assert_plans(t, "max_blind_gap_hours=72 max_cost=20", "M");
    tiny_free(t);
}

/* Three prices of one speed: a third of the scale and a third beyond it. Costs of 10, 40 for the
 * champions, 20 and 50 between and beyond: 66.6667, 0 and -33.3333. The lanes differ in blindness
 * so that none beats another. */
static void thirds_are_rounded_to_four_digits(void **state)
{
    (void)state;
    tiny *t = tiny_load("lanes",
                        "lane,carrier,mode,from,to,days,visibility\n"
                        "A1,X,postal,A,Z,4,0\nA2,X,postal,A,Z,4,0.5\nA3,X,postal,A,Z,4,1\n"
                        "A4,X,postal,A,Z,3,0.5\nA5,X,postal,A,Z,2,0\n",
                        "rates", "card,flat\nA1,10\nA2,20\nA3,40\nA4,50\nA5,30\n", NULL);
    /* A4: 4320 minutes, 2160 blind: slower than A5 and less blind, faster than A3 */
    set_option(t, "weights", "cost=1");
    assert_plans(t, "", "A1, A2, A5, A3, A4");
    assert_scores(t, "", (const int64_t[]){1000000, 666667, 333333, 0, -333333}, 5);
    tiny_free(t);
}

/* All champions cost 10.00: the scale is 10.00 itself.
 *   X: 10.00, 2 days, 1 blind: 0, 0, 1 = 80. V: 10.00, 5 days, 0: 0, 1, 0 = 70.
 *   T: 12.00, 3 days, half a day: 0.2, 1/3, 0.5: 1 - 0.1 - 0.1 - 0.1 = 70. V is cheaper. */
static void a_scale_of_nothing_is_the_best_itself(void **state)
{
    (void)state;
    tiny *t = tiny_load("lanes",
                        "lane,carrier,mode,from,to,min_days,max_days,visibility\n"
                        "T,X,postal,A,Z,1,5,0.8333\nV,X,postal,A,Z,5,5,1\nX,X,postal,A,Z,2,2,0.5\n",
                        "rates", "card,flat\nT,12\nV,10\nX,10\n", NULL);
    /* T: 0.1667 x 4320 = 720.144 -> 720 */
    assert_plans(t, "", "X, V, T");
    assert_scores(t, "", (const int64_t[]){800000, 700000, 700000}, 3);
    /* one plan by itself is as good as can be */
    assert_scores(t, "max_days=2", (const int64_t[]){1000000}, 1);
    tiny_free(t);
}

static void ranks_by_one_criterion(void **state)
{
    (void)state;
    tiny *t = tiny_load(FIVE, NULL);
    set_option(t, "rank", "cost");
    assert_plans(t, "", "C, M, V, F");
    set_option(t, "rank", "time");
    assert_plans(t, "", "F, V, M, C");
    set_option(t, "rank", "visibility");
    assert_plans(t, "", "V, F, M, C");
    t->options.frontier = false;
    set_option(t, "top", "2");
    assert_plans(t, "", "V, F");
    assert_int_equal(t->quote.frontier_count, 4);
    tiny_free(t);
}

/* 2.50 a day and 1.00 a blind day:
 *   C 10 + 25 + 10 = 45; F 50 + 5 + 1 = 56; V 30 + 12.50 = 42.50; M 20 + 15 + 3 = 38.
 * At 5.00 a day C and F are worth 60.00 both, V 55, M 50; a millionth decides. */
static void money_is_exact(void **state)
{
    (void)state;
    tiny *t = tiny_load(FIVE, NULL);
    set_option(t, "rank", "money");
    set_option(t, "value_of_day", "2.5");
    set_option(t, "value_of_blind_day", "1");
    assert_plans(t, "", "M, V, C, F");
    set_option(t, "value_of_blind_day", "0");
    set_option(t, "value_of_day", "5");
    assert_plans(t, "", "M, V, C, F"); /* C is cheaper */
    set_option(t, "value_of_day", "5.000001");
    assert_plans(t, "", "M, V, F, C");
    set_option(t, "value_of_day", "4.999999");
    assert_plans(t, "", "M, V, C, F");
    set_option(t, "value_of_day", "0");
    assert_plans(t, "", "C, M, V, F");
    tiny_free(t);
}

/* In yen the minor unit is the yen: 1000 and 10 days against 5000 and 2 days, even at 500 a day. */
static void money_in_a_currency_without_cents(void **state)
{
    (void)state;
    tiny *t =
        tiny_load("carriers", "carrier,currency\nX,JPY\n", "lanes",
                  "lane,carrier,mode,from,to,days\nC,X,postal,A,Z,10\nF,X,express,A,Z,2\n", "rates",
                  "card,flat\nC,1000\nF,5000\n", "fx", "currency,rate,decimals\nJPY,1,0\n", NULL);
    set_option(t, "rank", "money");
    set_option(t, "value_of_day", "500");
    assert_plans(t, "", "C, F");
    set_option(t, "value_of_day", "500.000001");
    assert_plans(t, "", "F, C");
    tiny_free(t);
}

/* The criterion of time is that of the basis: P 1 to 9 days, usually 3; Q 4 days always and dearer.
 */
static void the_basis_decides_what_beats(void **state)
{
    (void)state;
    tiny *t = tiny_load("lanes",
                        "lane,carrier,mode,from,to,min_days,days,max_days,visibility\n"
                        "P,X,postal,A,Z,1,3,9,1\nQ,X,postal,A,Z,4,4,4,1\n",
                        "rates", "card,flat\nP,10\nQ,12\n", NULL);
    set_option(t, "rank", "time");
    assert_plans(t, "", "P");
    set_option(t, "time_basis", "min");
    assert_plans(t, "", "P");
    assert_plans(t, "max_days=1", "P");
    set_option(t, "time_basis", "max");
    assert_plans(t, "", "Q, P");
    assert_plans(t, "max_days=8.99", "Q");
    tiny_free(t);
}

/* Of plans that agree on everything one is told: bytes of the lane ids, after the number of legs.
 */
static void equal_plans_are_told_once(void **state)
{
    (void)state;
    tiny *ids = tiny_load("lanes",
                          "lane,carrier,mode,from,to,days,card\n"
                          "b,X,postal,A,Z,2,C\na,X,express,A,Z,2,C\nB,X,postal,A,Z,2,C\n",
                          "rates", "card,flat\nC,10\n", NULL);
    assert_plans(ids, "", "B");
    assert_plans(ids, "modes=express", "a");
    tiny_free(ids);
    tiny *legs = tiny_load("nodes", "node,country,kind\nA,CN,origin\nH,CN,hub\nI,CN,hub\n", "lanes",
                           "lane,carrier,mode,from,to,days,card\n"
                           "a,X,postal,A,H,1,H\nb,X,postal,H,Z,1,H\n"
                           "A1,X,postal,A,I,1,H\nz,X,express,I,Z,1,H\n"
                           "zz,X,express,A,Z,2,C\n",
                           "rates", "card,flat\nC,10\nH,5\n", NULL);
    assert_plans(legs, "", "zz");
    assert_plans(legs, "modes=postal", "a>b");
    assert_plans(legs, "max_legs=1", "zz");
    tiny_free(legs);
    tiny *chains =
        tiny_load("nodes", "node,country,kind\nA,CN,origin\nH,CN,hub\nI,CN,hub\n", "lanes",
                  "lane,carrier,mode,from,to,days,card\n"
                  "a,X,postal,A,H,1,H\nb,X,postal,H,Z,1,H\n"
                  "A1,X,postal,A,I,1,H\nz,X,express,I,Z,1,H\n",
                  "rates", "card,flat\nH,5\n", NULL);
    assert_plans(chains, "", "A1>z");
    tiny_free(chains);
}

/* Shipped goes before stocked, whatever the ids; of two warehouses the start goes before the lanes.
 */
static void equal_stocked_plans(void **state)
{
    (void)state;
#define TWO_WAREHOUSES                                                                          \
    "nodes",                                                                                    \
        "node,country,kind\nN,CN,origin\nW1,US,overseas_warehouse\nW2,US,overseas_warehouse\n", \
        "stock", "node,sku,inbound_per_kg,currency\nW1,*,0,USD\nW2,*,0,USD\n", "rates",         \
        "card,flat\nC,4\n", "lanes"
    tiny *t = tiny_load(TWO_WAREHOUSES,
                        "lane,carrier,mode,from,to,days,card\n"
                        "z,X,overseas_warehouse,W1,Z,2,C\na,X,overseas_warehouse,W2,Z,2,C\n",
                        NULL);
    assert_plans(t, "origin=N", "W1:z");
    tiny_free(t);
    tiny *shipped = tiny_load(TWO_WAREHOUSES,
                              "lane,carrier,mode,from,to,days,card\n"
                              "z,X,overseas_warehouse,W1,Z,2,C\na,X,overseas_warehouse,W2,Z,2,C\n"
                              "zz,X,express,N,Z,2,C\n",
                              NULL);
    assert_plans(shipped, "origin=N", "zz");
    tiny_free(shipped);
#undef TWO_WAREHOUSES
}

#define CITIES                                                                                 \
    "nodes", "node,country,kind\nA,FR,origin\nB,FR,hub\nC,FR,hub\nD,FR,hub\n", "zones",        \
        "zone,country\nE,FR\n", "carriers", "carrier,currency\nrail,EUR\nroad,EUR\nair,EUR\n", \
        "lanes",                                                                               \
        "lane,carrier,mode,from,to,days\n"                                                     \
        "1-rail,rail,postal,A,B,1\n1-road,road,postal,A,B,1\n1-air,air,postal,A,B,1\n"         \
        "2-rail,rail,postal,B,C,1\n2-road,road,postal,B,C,1\n2-air,air,postal,B,C,1\n"         \
        "3-rail,rail,postal,C,D,1\n3-road,road,postal,C,D,1\n3-air,air,postal,C,D,1\n"         \
        "4-rail,rail,postal,D,E,1\n4-road,road,postal,D,E,1\n4-air,air,postal,D,E,1\n",        \
        "rates",                                                                               \
        "card,per_kg\n1-rail,0.030\n2-rail,0.025\n3-rail,0.040\n4-rail,0.060\n"                \
        "1-road,0.025\n2-road,0.040\n3-road,0.045\n4-road,0.050\n"                             \
        "1-air,0.040\n2-air,0.020\n3-air,0.050\n4-air,0.045\n"

/* A textbook's mode choice: 20 tons over four legs by rail, road or air, with a cost of changing
 * between them; 150 a ton is the least, by rail three times and road (30 + 25 + 40 + 5 + 50), or
 * road and air three times (25 + 10 + 20 + 50 + 45). Modes are carriers here, and a change of 5 a
 * ton is a handoff of 100. Source: docs/examples-of-practice.md. */
static void r1_mode_change_over_four_legs(void **state)
{
    (void)state;
    static const char changes[] = "from_carrier,to_carrier,fee,currency\n"
                                  "rail,road,100,EUR\nrail,air,240,EUR\n"
                                  "road,rail,160,EUR\nroad,air,200,EUR\n"
                                  "air,rail,300,EUR\nair,road,200,EUR\n";
    tiny *t = tiny_load(CITIES, "handoffs", changes, NULL);
    assert_cost(t, "country=FR piece=20000", "3000.00");
    assert_plans(t, "country=FR piece=20000", "1-rail>2-rail>3-rail>4-road");
    tiny_free(t);
    tiny *other = tiny_load(CITIES, "handoffs", changes, "restrictions",
                            "restriction,lane,reason\nR,3-rail,closed\n", NULL);
    assert_cost(other, "country=FR piece=20000", "3000.00");
    assert_plans(other, "country=FR piece=20000", "1-road>2-air>3-air>4-air");
    tiny_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_score_by_hand),
        cmocka_unit_test(champions_keep_the_limits),
        cmocka_unit_test(thirds_are_rounded_to_four_digits),
        cmocka_unit_test(a_scale_of_nothing_is_the_best_itself),
        cmocka_unit_test(ranks_by_one_criterion),
        cmocka_unit_test(money_is_exact),
        cmocka_unit_test(money_in_a_currency_without_cents),
        cmocka_unit_test(the_basis_decides_what_beats),
        cmocka_unit_test(equal_plans_are_told_once),
        cmocka_unit_test(equal_stocked_plans),
        cmocka_unit_test(r1_mode_change_over_four_legs),
    };
    return cmocka_run_group_tests_name("ranking", tests, NULL, NULL);
}
