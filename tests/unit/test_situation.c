/* Which shipments are alike as far as the choice of routes goes. */
#include "support/insides.h"

/* A place where every fact of a situation matters. */
static insides *load_picky(void)
{
    return insides_new(tiny_load(
        "nodes",
        "node,country,kind,utc_offset\nA,CN,origin,+08:00\nB,CN,origin,+08:00\n"
        "H,HK,hub,+08:00\nW,US,overseas_warehouse,-08:00\n",
        "zones", "zone,country,postcode_from\nZ,US,\nWEST,US,9\nD,DE,\n", "lanes",
        "lane,carrier,mode,from,to,days,max_side_cm,max_sum_cm,max_girth_cm,volumetric_divisor,"
        "valid_to,depart_time,max_weight_kg\n"
        "L,X,express,A,Z,5,60,,,5000,2026-11-24,,\nM,X,postal,A,WEST,8,,90,300,,,12:00,10\n"
        "N,X,postal,B,Z,8,,,,,,,\nO,X,postal,W,Z,8,,,,,,,\nP,X,postal,A,D,8,,,,,,,\n",
        "rates",
        "card,over_kg,up_to_kg,per_kg\nL,0,1,1\nL,1,30,2\nM,0,30,1\nN,0,30,1\nO,0,30,1\n"
        "P,0,30,1\n",
        "restrictions", "restriction,mode,flag,reason\nR,postal,battery,no\n", "stock",
        "node,sku,inbound_per_kg,currency\nW,S,1,USD\n", "fx", "currency,rate\nUSD,1\nEUR,0.9\n",
        NULL));
}

/* Whether the routes kept for the one serve the other. */
static bool are_one(const lw_situation *first, const lw_situation *second)
{
    lw_repertoire *kept = lw_repertoire_new(first);
    assert_non_null(kept);
    bool one = lw_repertoire_is_of(kept, second);
    lw_repertoire_free(kept);
    return one;
}

static bool alike(insides *in, const char *a, const char *b)
{
    insides_turn(in, a);
    lw_situation first = insides_situation(in);
    insides_turn(in, b);
    lw_situation second = insides_situation(in);
    return are_one(&first, &second);
}

static void tells_apart_whatever_routes_depend_on(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"piece=1", "piece=1 currency=EUR"},
        {"piece=1", "piece=1 ship_date=2026-11-25"},
        {"piece=1", "piece=1 ship_date=2026-11-22"}, /* another start of the clock */
        {"piece=1", "ready_at=2026-11-23T00:01"},
        {"piece=9:60x1x1", "piece=9:60.1x1x1"},
        {"piece=9:30x30x30", "piece=9:30x30x30.1"},
        {"piece=9:60x20x10", "piece=9:60x1x120"},
        {"piece=1", "piece=1.001"},                   /* another cell */
        {"piece=3:9x9x9", "piece=3:30x30x30"},        /* by volume */
        {"piece=0.1:20x20x10", "piece=0.1:20x20x20"}, /* another cell of it */
        {"piece=1", "piece=1*2"},
        {"piece=1", "piece=1 flags=battery"},
        {"piece=1", "piece=1 origin=B"},
        {"piece=1", "piece=1 country=DE"},
        {"piece=1", "piece=1 postcode=90001"},
        {"piece=1", "piece=1 modes=express"},
        {"piece=1", "piece=1 exclude_modes=postal"},
        {"piece=1", "piece=1 max_legs=4"},
    };
    insides *in = load_picky();
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (alike(in, pairs[i][0], pairs[i][1]))
            fail_msg("'%s' and '%s' are taken for alike", pairs[i][0], pairs[i][1]);
    }
    insides_free(in);
}

static void takes_for_alike_what_only_prices_depend_on(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"piece=1", "piece=0.001"},
        {"piece=1.001", "piece=30"},
        {"piece=0.1:20x20x20", "piece=0.2:20x20x22"}, /* of the same cells */
        {"piece=1", "piece=1 value=80"},
        {"piece=1", "piece=1 value=80 value_currency=EUR"},
        {"piece=1", "piece=1 hs_code=850440 hs_lines=3"},
        {"piece=1", "piece=1 sku=S"},
        {"piece=1", "piece=1 incoterm=DAP"},
        {"piece=1", "piece=1 max_days=3 max_cost=9 max_blind_hours=20"},
        {"piece=1", "piece=1 flags=unheard-of"},
        {"piece=1", "piece=1:10x10x10"},          /* light of volume: as if it had none */
        {"piece=9:20x20x20", "piece=9:10x30x20"}, /* within the same limits */
        {"piece=1 postcode=10001", "piece=1 postcode=20002"},
    };
    insides *in = load_picky();
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (!alike(in, pairs[i][0], pairs[i][1]))
            fail_msg("'%s' and '%s' are told apart", pairs[i][0], pairs[i][1]);
    }
    insides_free(in);
}

/* Without a clock a day is told from another by the rows that hold on it alone. */
static void days_are_told_apart_where_rows_begin_or_end(void **state)
{
    (void)state;
    insides *in = insides_new(tiny_load(
        "lanes", "lane,carrier,mode,from,to,days,valid_from\nL,X,express,A,Z,5,2026-11-20\n",
        "rates", "card,up_to_kg,per_kg,valid_to\nL,9,1,2026-11-24\n", NULL));
    assert_true(alike(in, "ship_date=2026-11-20", "ship_date=2026-11-24"));
    assert_false(alike(in, "ship_date=2026-11-19", "ship_date=2026-11-20"));
    assert_false(alike(in, "ship_date=2026-11-24", "ship_date=2026-11-25"));
    assert_true(alike(in, "ship_date=2026-11-25", "ready_at=2027-01-01T10:00"));
    insides_free(in);
}

static void a_clock_hand_and_stock_make_a_situation_of_their_own(void **state)
{
    (void)state;
    insides *in = load_picky();
    lw_load_facts load;
    lw_situation of[3];
    insides_turn(in, "piece=1");
    assert_true(lw_situation_load(&in->terms, &in->demand, &load));
    uint32_t start = in->demand.origin.i;
    assert_true(
        lw_situation_of(&in->terms, &in->demand, &load, start, false, LW_CLOCK_MIN, &of[0]));
    assert_true(
        lw_situation_of(&in->terms, &in->demand, &load, start, false, LW_CLOCK_MAX, &of[1]));
    assert_true(lw_situation_of(&in->terms, &in->demand, &load, start, true, LW_CLOCK_MIN, &of[2]));
    assert_false(are_one(&of[0], &of[1]));
    assert_false(are_one(&of[0], &of[2]));
    insides_free(in);
}

static void some_shipments_are_searched_by_themselves(void **state)
{
    (void)state;
    static const char *const unfit[] = {
        "piece=1 piece=2",
        "piece=30.001",
        "piece=1:99x99x99*2", /* 388 kg by volume */
        "max_blind_gap_hours=24",
        "deliver_by=2026-12-01",
        "country=FR",
    };
    insides *in = load_picky();
    lw_load_facts load;
    for (size_t i = 0; i < sizeof unfit / sizeof *unfit; i++) {
        insides_turn(in, unfit[i]);
        if (lw_situation_load(&in->terms, &in->demand, &load))
            fail_msg("'%s' is taken for fit", unfit[i]);
    }
    insides_free(in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_apart_whatever_routes_depend_on),
        cmocka_unit_test(takes_for_alike_what_only_prices_depend_on),
        cmocka_unit_test(days_are_told_apart_where_rows_begin_or_end),
        cmocka_unit_test(a_clock_hand_and_stock_make_a_situation_of_their_own),
        cmocka_unit_test(some_shipments_are_searched_by_themselves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
