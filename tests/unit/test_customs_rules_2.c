/* The choice of customs and duty rows, the time of clearing, goods in stock; all with numbers
 * worked out by hand. */
#include <stdio.h>
#include <string.h>

#include "support/tiny_catalog.h"

#define CUSTOMS(text) "customs", "country,direction,currency," text
#define DUTIES(text)  "duties", "country,currency," text
#define TEN           "rates", "card,flat\nL,10\nM,10\n"

/* The percentage of the duty names the row: goods of 100, duty on goods. */
static void the_most_specific_duty(void **state)
{
    (void)state;
    tiny *t = tiny_load("nodes", "node,country,kind\nA,CN,origin\nK,KR,origin\n", "lanes",
                        "lane,carrier,mode,from,to,days,card\n"
                        "L,X,express,A,Z,5,L\nM,X,postal,K,Z,5,L\nN,X,express,K,Z,4,L\n",
                        TEN, CUSTOMS("duty_base\nUS,import,USD,goods\n"),
                        DUTIES("hs_prefix,mode,origin_country,duty_pct,valid_from,valid_to\n"
                               "US,USD,,,,1,,\n"
                               "US,USD,,,CN,2,,\n"
                               "US,USD,,postal,,3,,\n"
                               "US,USD,61,,,4,2026-01-01,2026-12-31\n"
                               "US,USD,61,,,14,2027-01-01,\n"
                               "US,USD,61.09,,,5,,\n"
                               "US,USD,6110,express,,6,,\n"
                               "US,USD,6110,,CN,7,,\n"
                               "US,USD,6111,,,8,,\n"
                               "US,USD,6111,express,,9,,\n"
                               "US,USD,6111,,CN,10,,\n"
                               "US,USD,6111,express,CN,11,,\n"),
                        NULL);
    static const struct {
        const char *fields, *duty;
    } rows[] = {
        {"", "2.00"}, /* origin */
        {"origin=K modes=express", "1.00"},
        {"origin=K modes=postal", "3.00"},
        {"hs_code=62", "2.00"},
        {"hs_code=6", "2.00"},  /* shorter than any prefix */
        {"hs_code=61", "4.00"}, /* a prefix goes before all else */
        {"hs_code=61 ship_date=2026-12-31", "4.00"},
        {"hs_code=61 ship_date=2027-01-01", "14.00"},
        {"hs_code=6109.10", "5.00"}, /* dots do not count */
        {"hs_code=610", "4.00"},
        {"hs_code=6110", "6.00"}, /* mode before origin */
        {"hs_code=6110 origin=K modes=postal", "4.00"},
        {"hs_code=6111", "11.00"},
        {"hs_code=6111 origin=K modes=express", "9.00"},
        {"hs_code=6111 origin=K modes=postal", "8.00"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char fields[128], bill[64];
        snprintf(fields, sizeof fields, "value=100 %s", rows[i].fields);
        fields[strlen(fields) - (fields[strlen(fields) - 1] == ' ')] = '\0';
        snprintf(bill, sizeof bill, "freight 10.00, duty %s", rows[i].duty);
        assert_bill(t, fields, bill);
    }
    tiny_free(t);
}

/* Bands are over < v <= up to, of the goods value in their currency; the lowest holds 0 too. 100
 * USD are 90 EUR. */
static void bands_of_the_goods_value(void **state)
{
    (void)state;
    tiny *t = tiny_load(TEN, CUSTOMS("duty_base\nUS,import,USD,goods\n"),
                        DUTIES("over_value,up_to_value,duty_pct\n"
                               "US,EUR,0,90,1\nUS,EUR,90,180,2\nUS,EUR,200,,3\n"),
                        "fx", "currency,rate\nUSD,1\nEUR,0.9\n", NULL);
    assert_bill(t, "value=100", "freight 10.00, duty 1.00");
    assert_bill(t, "value=100.01", "freight 10.00, duty 2.00"); /* 90.009 -> 90.01 EUR */
    assert_bill(t, "value=200", "freight 10.00, duty 4.00");
    assert_bill(t, "value=210", "freight 10.00"); /* 189 EUR: between the bands */
    assert_bill(t, "value=300", "freight 10.00, duty 9.00");
    tiny_free(t);
}

/* A threshold and what lies above it, by date, and a mode of its own. */
static void customs_rows_by_mode_and_date(void **state)
{
    (void)state;
    tiny *t = tiny_load(
        "lanes", "lane,carrier,mode,from,to,days\nL,X,express,A,Z,5\nM,X,postal,A,Z,9\n", TEN,
        CUSTOMS("mode,fee,valid_from,valid_to\n"
                "US,import,USD,,3,,2026-11-23\n"
                "US,import,USD,,4,2026-11-24,\n"
                "US,import,USD,postal,5,,2026-11-23\n"),
        NULL);
    assert_bill(t, "modes=express", "freight 10.00, clearance 3.00");
    assert_bill(t, "modes=postal", "freight 10.00, clearance 5.00");
    assert_bill(t, "modes=postal ship_date=2026-11-24", "freight 10.00, clearance 4.00");
    tiny_free(t);
}

/* An exit of 2 to 6 hours, usually 3, with an exam of 10 hours in 25 %: 2, 5.5 and 16. An entry of
 * 1 hour with an exam of 0.1 hours in 25 %: 1.5 minutes -> 2; at most 66 minutes. Blind: the lane's
 * day, 4 and 0.5 hours. */
static void the_time_of_clearing(void **state)
{
    (void)state;
    tiny *t = tiny_load("lanes", "lane,carrier,mode,from,to,days\nL,X,express,A,Z,1\n", TEN,
                        CUSTOMS("min_hours,hours,max_hours,exam_pct,exam_hours,blind_hours\n"
                                "CN,export,USD,2,3,6,25,10,4\n"
                                "US,import,USD,,1,,25,0.1,0.5\n"),
                        NULL);
    /* min 120 + 1440 + 60; typical 330 + 1440 + 62; max 960 + 1440 + 66 */
    assert_minutes(t, "", "1620 1832 2466, blind 1710 gap 1440");
    tiny_free(t);
    tiny *never =
        tiny_load("lanes", "lane,carrier,mode,from,to,days,visibility\nL,X,express,A,Z,1,1\n", TEN,
                  CUSTOMS("hours,exam_pct,exam_hours,blind_hours\nUS,import,USD,1,0,9,4\n"), NULL);
    assert_minutes(never, "", "1500 1500 1500, blind 240 gap 240");
    assert_refused(never, "max_blind_gap_hours=3.99", "");
    assert_cost(never, "max_blind_gap_hours=4", "10.00");
    tiny_free(never);
}

/* Borders in a currency without a rate refuse the lanes that cross them. */
static void borders_without_a_rate(void **state)
{
    (void)state;
#define USD_ONLY "fx", "currency,rate\nUSD,1\n"
    tiny *exit = tiny_load(CUSTOMS("fee\nCN,export,CNY,0\n"), USD_ONLY, NULL);
    assert_refused(exit, "", "no_fx");
    tiny_free(exit);
    tiny *entry = tiny_load(CUSTOMS("hours\nUS,import,CNY,4\n"), USD_ONLY, NULL);
    assert_refused(entry, "", "no_fx");
    tiny_free(entry);
    tiny *duty = tiny_load(DUTIES("hs_prefix,duty_pct\nUS,CNY,61,0\n"), USD_ONLY, NULL);
    assert_refused(duty, "hs_code=6109 value=1", "no_fx");
    assert_cost(duty, "hs_code=6209 value=1", "1.00");
    tiny_free(duty);
#undef USD_ONLY
}

/* ---- Stock ----------------------------------------------------------------------------------- */

/* A: origin in China. W: warehouse in the United States. B: bonded there. The way in costs 2.00 a
 * kilogram, 20 days; the last mile 4.00, 2 days. Exit 1.00, entry 3.00; duty 10 % of cif. */
#define WAREHOUSES                                                                               \
    "nodes", "node,country,kind\nA,CN,origin\nW,US,overseas_warehouse\nB,US,bonded_warehouse\n", \
        "lanes",                                                                                 \
        "lane,carrier,mode,from,to,days,card\n"                                                  \
        "SW,X,dedicated_line,A,W,20,S\nSB,X,dedicated_line,A,B,20,S\n"                           \
        "LW,X,overseas_warehouse,W,Z,2,L\nLB,X,bonded_warehouse,B,Z,2,L\n",                      \
        "rates", "card,flat,per_kg\nS,0,2\nL,4,0\n"
#define BORDERS       CUSTOMS("fee\nCN,export,USD,1\nUS,import,USD,3\n"), DUTIES("duty_pct\nUS,USD,10\n")
#define STOCK(rows)   "stock", "node,sku,on_hand,storage_days,inbound_per_kg,currency\n" rows
#define STORAGE(rows) "storage", "node,from_day,to_day,per_cbm_day,per_kg_day,currency\n" rows

/* Asks for the fastest plan: the stocked one. */
static tiny *fastest(tiny *t)
{
    t->options.rank = LW_RANK_TIME;
    return t;
}

/* 5 kg: inbound 10.00, exit 1.00, entry 3.00 and duty 10 % x (100 + 11) = 11.10 were paid on the
 * way in, by the seller whoever pays later. The journey is the last mile alone. */
static void overseas_stock_was_cleared_on_its_way_in(void **state)
{
    (void)state;
    tiny *t = fastest(tiny_load(WAREHOUSES, BORDERS, STOCK("W,S,,,,\n"), NULL));
    const char *bill = "inbound 10.00, clearance 1.00, clearance 3.00, duty 11.10, freight 4.00";
    assert_bill(t, "sku=S piece=5 value=100", bill);
    assert_bill(t, "sku=S piece=5 value=100 incoterm=DAP", bill);
    assert_minutes(t, "sku=S piece=5 value=100", "2880 2880 2880, blind 2880 gap 2880");
    const lw_plan *plan = tiny_plan(t, "sku=S piece=5 value=100");
    assert_true(plan->stocked);
    assert_string_equal(plan->start, "W");
    assert_int_equal(plan->own_dues, 0);
    tiny_free(t);
}

/* In bond the duty waits: cif is 100, inbound 10, exit 1, storage 5 kg x 0.10 x 3 = 1.50 and the
 * last mile 4. Under DAP the buyer owes it. */
static void bonded_stock_is_cleared_with_the_order(void **state)
{
    (void)state;
    tiny *t = fastest(
        tiny_load(WAREHOUSES, BORDERS, STOCK("B,S,,3,,\n"), STORAGE("B,,,,0.1,USD\n"), NULL));
    assert_bill(t, "sku=S piece=5 value=100",
                "inbound 10.00, clearance 1.00, storage 1.50, freight 4.00, clearance 3.00, duty "
                "11.65");
    assert_bill(t, "sku=S piece=5 value=100 incoterm=DAP",
                "inbound 10.00, clearance 1.00, storage 1.50, freight 4.00, clearance 3.00, duty "
                "11.65 buyer");
    tiny_free(t);
}

/* What the stock row knows of the way in goes before any chain: 5 kg x 1.234 = 6.17, no borders. In
 * bond, cif holds it: 100 + 6.17 + 4. A price of 0 is one. Without a chain and without a price
 * there is no such plan. */
static void a_known_price_of_the_way_in(void **state)
{
    (void)state;
    tiny *t = fastest(tiny_load(WAREHOUSES, BORDERS,
                                STOCK("W,S,,,1.234,USD\nB,T,,,1.234,USD\nW,Z,,,0,USD\n"), NULL));
    assert_bill(t, "sku=S piece=5 value=100", "inbound 6.17, freight 4.00");
    assert_bill(t, "sku=T piece=5 value=100",
                "inbound 6.17, freight 4.00, clearance 3.00, duty 11.02"); /* 11.017 */
    assert_bill(t, "sku=Z piece=5 value=100", "inbound 0.00, freight 4.00");
    /* The order may come from elsewhere. */
    assert_plans(t, "sku=S origin=B piece=5", "LB");
    tiny_free(t);
    tiny *none = tiny_load(
        "nodes", "node,country,kind\nA,CN,origin\nW,US,overseas_warehouse\n", "lanes",
        "lane,carrier,mode,from,to,days\nL,X,overseas_warehouse,W,Z,2\n", STOCK("W,S,,,,\n"), NULL);
    assert_int_equal(tiny_quote(none, "sku=S")->status, LW_QUOTE_NO_PLAN);
    tiny_free(none);
}

/* Which row of stock counts: the sku's own even where it holds too little, else any article's.
 * Pieces are counted. */
static void which_stock_counts(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAREHOUSES, STOCK("W,S,2,,1,USD\nW,*,3,,2,USD\nB,*,,,3,USD\n"), NULL);
    t->options.rank = LW_RANK_TIME;
    /* The shipped plan of 22 days costs 2 a kilogram and 4. */
    assert_plans(t, "sku=S modes=overseas_warehouse", "W:LW");
    assert_bill(t, "sku=S piece=1*2 modes=overseas_warehouse", "inbound 2.00, freight 4.00");
    assert_int_equal(tiny_quote(t, "sku=S piece=1*3 modes=overseas_warehouse")->status,
                     LW_QUOTE_NO_PLAN);
    assert_bill(t, "sku=Q piece=1 piece=0.5*2 modes=overseas_warehouse",
                "inbound 4.00, freight 4.00");
    assert_int_equal(tiny_quote(t, "sku=Q piece=1*4 modes=overseas_warehouse")->status,
                     LW_QUOTE_NO_PLAN);
    assert_bill(t, "modes=overseas_warehouse", "inbound 2.00, freight 4.00"); /* no sku: any */
    assert_bill(t, "piece=1*9 modes=bonded_warehouse", "inbound 27.00, freight 4.00");
    /* not from where the order starts */
    assert_plans(t, "origin=W modes=overseas_warehouse", "LW");
    tiny_free(t);
}

/* A stocked plan starts in the destination's area: goods that wait in the Netherlands serve
 * Germany, those in Britain do not. */
static void stock_waits_in_the_destinations_area(void **state)
{
    (void)state;
    tiny *t = tiny_load("nodes",
                        "node,country,kind\nA,CN,origin\nN,NL,overseas_warehouse\n"
                        "G,GB,overseas_warehouse\n",
                        "zones", "zone,country\nZ,DE\n", "lanes",
                        "lane,carrier,mode,from,to,days,card\n"
                        "LN,X,overseas_warehouse,N,Z,3,L\nLG,X,overseas_warehouse,G,Z,2,L\n",
                        "rates", "card,flat\nL,4\n", STOCK("N,*,,,1,USD\nG,*,,,1,USD\n"), NULL);
    assert_plans(t, "country=DE", "N:LN");
    tiny_free(t);
}

/* 2 x 0.05 m3 and 3 kg for 2.5 days: two days at 1.00 a m3 and 0.10 a kg are 0.80; half a day
 * at 2.00 and 0.20 is 0.40; from the fourth day nothing is reached. Without dimensions there is no
 * volume: 0.60 and 0.30. */
static void storage_in_bands(void **state)
{
    (void)state;
    tiny *t = fastest(tiny_load(WAREHOUSES, STOCK("W,S,,2.5,0,USD\n"),
                                STORAGE("W,1,2,1,0.1,USD\nW,3,3,2,0.2,USD\nW,4,,9,9,USD\n"), NULL));
    assert_bill(t, "sku=S piece=1.5:50x40x25*2",
                "inbound 0.00, storage 0.80, storage 0.40, freight 4.00");
    assert_bill(t, "sku=S piece=1.5*2", "inbound 0.00, storage 0.60, storage 0.30, freight 4.00");
    tiny_free(t);
    /* a fraction of a day to the minute: 0.1 days are 144 minutes; 7 kg x 1.00 x 0.1 = 0.70 */
    tiny *short_stay =
        fastest(tiny_load(WAREHOUSES, STOCK("W,S,,0.1,0,USD\n"), STORAGE("W,,,,1,USD\n"), NULL));
    assert_bill(short_stay, "sku=S piece=7", "inbound 0.00, storage 0.70, freight 4.00");
    tiny_free(short_stay);
}

/* Three ways in: direct at 9, over a hub at 3 + 4, over another at 4 + 3 with the same sum. The
 * cheapest counts, and of the two the lane ids that come first, even where they are slow; handoffs
 * and handling on it are inbound. */
static void the_cheapest_way_in(void **state)
{
    (void)state;
#define WAYS(handoffs)                                                                          \
    "nodes",                                                                                    \
        "node,country,kind,card,currency\nA,CN,origin,,\nH,CN,hub,N,USD\nI,CN,hub,N,USD\n"      \
        "W,US,overseas_warehouse,,\n",                                                          \
        "carriers", "carrier,currency\nX,USD\nY,USD\n", "lanes",                                \
        "lane,carrier,mode,from,to,days,card\n"                                                 \
        "D,X,express,A,W,2,C9\n"                                                                \
        "B1,X,postal,A,H,90,C3\nB2,Y,postal,H,W,90,C4\n"                                        \
        "A1,X,postal,A,I,99,C4\nA2,Y,postal,I,W,99,C3\n"                                        \
        "L,X,overseas_warehouse,W,Z,2,C4\n",                                                    \
        "rates", "card,flat\nC9,9\nC3,3\nC4,4\nN,0.5\n", "handoffs",                            \
        "node,from_carrier,to_carrier,fee,currency\n,,," handoffs ",USD\n", STOCK("W,S,,,,\n"), \
        BORDERS
    tiny *t = fastest(tiny_load(WAYS("0.2"), NULL));
    /* 4 + 0.5 + 0.2 + 3 = 7.70 and the exit on I>W; duty 10 % of (100 + 8.70); the shipped plans
     * take over 4 days */
    assert_bill(t, "sku=S value=100 exclude_modes=bonded_warehouse",
                "inbound 4.00, inbound 0.50, inbound 0.20, inbound 3.00, clearance 1.00, clearance "
                "3.00, duty 10.87, freight 4.00");
    /* Its own count of legs, and the modes of the shipment. */
    assert_bill(t, "sku=S value=100 max_legs=1",
                "inbound 9.00, clearance 1.00, clearance 3.00, duty 11.00, freight 4.00");
    assert_bill(t, "sku=S value=100 exclude_modes=postal",
                "inbound 9.00, clearance 1.00, clearance 3.00, duty 11.00, freight 4.00");
    /* Of the limits only the cost sees it: the two days are those of the last mile. */
    assert_cost(t, "sku=S value=100 max_days=2", "26.57");
    assert_refused(t, "sku=S value=100 max_days=2 max_cost=26.56", "");
    tiny_free(t);
    /* a tie of 9.00: the fewest legs */
    tiny *tie = fastest(tiny_load(WAYS("1.5"), NULL));
    assert_bill(tie, "sku=S value=100",
                "inbound 9.00, clearance 1.00, clearance 3.00, duty 11.00, freight 4.00");
    tiny_free(tie);
#undef WAYS
}

/* A seller's goods wait where the buyer is: stocked and shipped plans side by side, the warehouse's
 * mode first. */
static void stocked_and_shipped_compete(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAREHOUSES, STOCK("W,S,,1,,\n"), STORAGE("W,,,,1,USD\n"), NULL);
    /* shipped 2 + 4 in 22 days; from stock 1.00 of storage more in 2 */
    t->options.rank = LW_RANK_COST;
    assert_plans(t, "sku=S modes=overseas_warehouse|dedicated_line", "SW>LW, W:LW");
    const lw_plan *plan = &t->quote.plans[1];
    assert_string_equal(plan->modes[0], "overseas_warehouse");
    assert_int_equal(plan->mode_count, 1);
    /* without the way in there is neither */
    assert_plans(t, "sku=S modes=overseas_warehouse", "");
    /* and without the warehouse's mode neither, too */
    assert_plans(t, "sku=S exclude_modes=overseas_warehouse", "SB>LB");
    tiny_free(t);
}

/* What lacks a rate of exchange in stock or storage takes away the start, not the lanes. */
static void stock_without_a_rate_is_no_start(void **state)
{
    (void)state;
#define FX "fx", "currency,rate\nUSD,1\n"
    tiny *storage =
        tiny_load(WAREHOUSES, STOCK("W,S,,1,1,USD\n"), STORAGE("W,,,,1,CNY\n"), FX, NULL);
    assert_plans(storage, "sku=S modes=overseas_warehouse|dedicated_line", "SW>LW");
    tiny_free(storage);
    tiny *inbound = tiny_load(WAREHOUSES, STOCK("W,S,,,1,CNY\n"), FX, NULL);
    assert_plans(inbound, "sku=S modes=overseas_warehouse|dedicated_line", "SW>LW");
    tiny_free(inbound);
    /* so does a line that is too large: 10^9 a kilogram and day for 10000 days and 1000 kg */
    tiny *large =
        tiny_load(WAREHOUSES, STOCK("W,S,,10000,1,USD\n"), STORAGE("W,,,,999999999,USD\n"), NULL);
    assert_plans(large, "sku=S piece=1000 modes=overseas_warehouse|dedicated_line", "SW>LW");
    tiny_free(large);
#undef FX
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_most_specific_duty),
        cmocka_unit_test(bands_of_the_goods_value),
        cmocka_unit_test(customs_rows_by_mode_and_date),
        cmocka_unit_test(the_time_of_clearing),
        cmocka_unit_test(borders_without_a_rate),
        cmocka_unit_test(overseas_stock_was_cleared_on_its_way_in),
        cmocka_unit_test(bonded_stock_is_cleared_with_the_order),
        cmocka_unit_test(a_known_price_of_the_way_in),
        cmocka_unit_test(which_stock_counts),
        cmocka_unit_test(stock_waits_in_the_destinations_area),
        cmocka_unit_test(storage_in_bands),
        cmocka_unit_test(the_cheapest_way_in),
        cmocka_unit_test(stocked_and_shipped_compete),
        cmocka_unit_test(stock_without_a_rate_is_no_start),
    };
    return cmocka_run_group_tests_name("customs_rules_2", tests, NULL, NULL);
}
