/* Leaving nodes, handoffs, limits, restrictions and money, every rule with numbers worked out by
 * hand. */
#include <stdio.h>
#include <string.h>

#include "support/tiny_catalog.h"

#define LANE(columns, values) \
    "lanes", "lane,carrier,mode,from,to,days," columns "\nL,X,express,A,Z,5," values "\n"
#define TEN "rates", "card,flat\nL,10\n"

/* 0.50 + 0.20 a kilogram of actual weight each time that the shipment leaves a node with this card.
 * Volume and the lane's step and least weight do not concern it; its own step does. */
static void leaving_a_node_is_charged(void **state)
{
    (void)state;
    tiny *t = tiny_load(
        "nodes", "node,country,kind,card,currency\nA,CN,origin,N,CNY\nH,US,hub,N,USD\n", "lanes",
        "lane,carrier,mode,from,to,days,volumetric_divisor,step_kg,min_weight_kg\n"
        "L,X,express,A,H,1,1000,1,5\nM,X,express,H,Z,1,1000,1,5\n",
        "rates",
        "card,over_kg,up_to_kg,flat,per_kg,step_kg\n"
        "N,0,3,0.5,0.2,\nN,3,4,0.5,0.2,1\nL,,,10,,\nM,,,10,,\n",
        "fx", "currency,rate\nUSD,1\nCNY,8\n", NULL);
    /* 0.5 + 2.55 x 0.2 = 1.01; 1.01 CNY / 8 = 0.126 */
    assert_bill(t, "piece=2.55:20x20x20",
                "handling 0.13 (1.01 CNY), freight 10.00, handling 1.01, freight 10.00");
    /* 3.1 kg -> 4 kg: 1.30; 1.30 / 8 = 0.1625 */
    assert_bill(t, "piece=3.1",
                "handling 0.16 (1.30 CNY), freight 10.00, handling 1.30, freight 10.00");
    assert_refused(t, "piece=4.001", "no_rate");
    tiny_free(t);
}

/* Eight rows of handoffs, one for each way to name node, from and to; the fee tells which one
 * applied. */
static void the_most_specific_handoff(void **state)
{
    (void)state;
    static const struct {
        const char *node, *from, *to, *fee;
    } rows[] = {
        {"I", "P", "Q", "1.00"}, {"I", "P", "Y", "1.01"}, {"I", "X", "Q", "1.02"},
        {"I", "X", "Y", "1.03"}, {"H", "P", "Q", "1.04"}, {"H", "P", "Y", "1.05"},
        {"H", "X", "Q", "1.06"}, {"H", "X", "Y", "1.07"}, {"H", "X", "X", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char lanes[256], bill[128];
        snprintf(lanes, sizeof lanes,
                 "lane,carrier,mode,from,to,days,card\n"
                 "L,%s,express,A,%s,1,C\nM,%s,express,%s,Z,1,C\n",
                 rows[i].from, rows[i].node, rows[i].to, rows[i].node);
        snprintf(bill, sizeof bill, "freight 10.00%s%s, freight 10.00",
                 rows[i].fee ? ", handoff " : "", rows[i].fee ? rows[i].fee : "");
        tiny *t = tiny_load("nodes", "node,country,kind\nA,CN,origin\nH,CN,hub\nI,CN,hub\n",
                            "carriers", "carrier,currency\nX,USD\nY,USD\nP,USD\nQ,USD\n", "lanes",
                            lanes, "rates", "card,flat\nC,10\n", "handoffs",
                            "node,from_carrier,to_carrier,fee,currency\n"
                            ",,Y,1.01,USD\n"
                            ",,,1,USD\n"
                            ",X,,1.02,USD\n"
                            "H,,,1.04,USD\n"
                            "H,X,Y,1.07,USD\n"
                            ",X,Y,1.03,USD\n"
                            "H,,Y,1.05,USD\n"
                            "H,X,,1.06,USD\n",
                            NULL);
        assert_bill(t, "", bill);
        tiny_free(t);
    }
}

/* Two hours and five blind ones at the change of carriers; one hour of dwell before each lane.
 * Lanes of one day each, half of it seen. A fee in yuan, 7.50 at 8 to the dollar: 0.9375. */
static void a_handoff_takes_time(void **state)
{
    (void)state;
    tiny *t = tiny_load("nodes",
                        "node,country,kind,dwell_min_hours,dwell_hours,dwell_max_hours\n"
                        "A,CN,origin,0.5,1,2\nH,CN,hub,,1,\n",
                        "carriers", "carrier,currency\nX,USD\nY,USD\n", "lanes",
                        "lane,carrier,mode,from,to,min_days,days,max_days,visibility\n"
                        "L,X,express,A,H,0.5,1,2,0.5\nM,Y,express,H,Z,,1,,0.5\n",
                        "rates", "card,flat\nL,10\nM,10\n", "handoffs",
                        "fee,currency,hours,blind_hours\n7.5,CNY,2,5\n", "fx",
                        "currency,rate\nUSD,1\nCNY,8\n", NULL);
    assert_bill(t, "", "freight 10.00, handoff 0.94 (7.50 CNY), freight 10.00");
    /* min 30 + 720 + 120 + 60 + 1440; typical 60 + 1440 + 120 + 60 + 1440; max 120 + 2880 + ... */
    assert_minutes(t, "", "2370 3120 4620, blind 1740 gap 720");
    /* visibility 1 - 1740 / 3120 = 0.44230... */
    assert_int_equal(tiny_plan(t, "")->visibility_e3, 442);
    tiny_free(t);
}

/* More blind than long: 0 %, never less. No time at all: 100 %. 1 - 2 / 3 = 0.3333: 33.3 %. */
static void visibility_stays_within_its_bounds(void **state)
{
    (void)state;
    tiny *t = tiny_load("nodes", "node,country,kind\nA,CN,origin\nH,CN,hub\n", "carriers",
                        "carrier,currency\nX,USD\nY,USD\n", "lanes",
                        "lane,carrier,mode,from,to,days,visibility,card\n"
                        "L,X,express,A,H,0.25,1,C\nM,Y,express,H,Z,0.25,1,C\n"
                        "N,X,postal,A,Z,0,0,C\nO,X,dedicated_line,A,Z,3,0.3333,C\n",
                        "rates", "card,flat\nC,1\n", "handoffs", "blind_hours\n100\n", NULL);
    assert_int_equal(tiny_plan(t, "modes=express")->visibility_e3, 0);
    assert_minutes(t, "modes=express", "720 720 720, blind 6000 gap 6000");
    assert_int_equal(tiny_plan(t, "modes=postal")->visibility_e3, 1000);
    /* 0.6667 x 4320 = 2880.144 */
    assert_int_equal(tiny_plan(t, "modes=dedicated_line")->visibility_e3, 333);
    tiny_free(t);
}

/* A journey's days: the mean of both bounds, half up to the minute. 1 and 1.001 days are 1440 and
 * 1441 minutes. */
static void days_from_their_bounds(void **state)
{
    (void)state;
    tiny *t = tiny_load("lanes",
                        "lane,carrier,mode,from,to,min_days,max_days,visibility\n"
                        "L,X,express,A,Z,1,1.0007,0.9999\n",
                        NULL);
    /* 1.0007 days = 1441.008 minutes; the mean 1440.5 -> 1441; blind 0.1441 -> 0 */
    assert_minutes(t, "", "1440 1441 1441, blind 0 gap 0");
    tiny_free(t);
}

/* One limit, a shipment on it and one just beyond. */
static void limits_are_inclusive(void **state)
{
    (void)state;
    static const struct {
        const char *column, *value, *within, *beyond, *code;
    } rows[] = {
        {"max_weight_kg", "2", "piece=2*3", "piece=2.001*3", "weight"},
        {"min_shipment_kg", "2", "piece=1*2", "piece=1.999", "weight"},
        {"max_shipment_kg", "4", "piece=2*2", "piece=2*2 piece=0.001", "weight"},
        {"max_side_cm", "60", "piece=1:20x60x10", "piece=1:20x60.1x10", "size"},
        {"max_side_cm", "60", "piece=1", "piece=1:5x5x5 piece=1:5x5x61", "size"},
        {"max_sum_cm", "90", "piece=1:60x20x10", "piece=1:60x20x10.1", "size"},
        {"max_girth_cm", "110", "piece=1:20x50x10", "piece=1:20x50x10.1", "size"},
        {"max_value", "50", "value=50", "value=50.01", "value"},
        {"min_value", "50", "value=50", "value=49.99", "value"},
        {"max_value,value_currency", "50,CNY", "value=6.25", "value=6.26", "value"},
        {"valid_to", "2026-11-23", "", "ship_date=2026-11-24", "expired"},
        {"valid_from", "2026-11-23", "", "ship_date=2026-11-22", "expired"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char lanes[256];
        snprintf(lanes, sizeof lanes, "lane,carrier,mode,from,to,days,%s\nL,X,express,A,Z,5,%s\n",
                 rows[i].column, rows[i].value);
        tiny *t = tiny_load("lanes", lanes, TEN, "fx", "currency,rate\nUSD,1\nCNY,8\n", NULL);
        assert_cost(t, rows[i].within, "10.00");
        assert_refused(t, rows[i].beyond, rows[i].code);
        tiny_free(t);
    }
}

/* Limits are those of the measures before rounding: 59.9 is billed as 60 and fits into 59.9. */
static void limits_take_the_measures_as_they_are(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("volumetric_divisor,dim_rounding,max_side_cm", "1000,up,59.9"), NULL);
    assert_freight(t, "piece=1:59.9x10x10", "6.000", "6.00");
    assert_refused(t, "piece=1:60x10x10", "size");
    tiny_free(t);
}

/* One row, a shipment that it forbids and one that it lets pass. Lane L leaves A, lane M of another
 * carrier and mode leaves B in Hong Kong. */
static void each_selector_of_a_restriction(void **state)
{
    (void)state;
    static const struct {
        const char *columns, *values, *hit, *passed;
    } rows[] = {
        {"carrier", "Y|X", "", NULL},
        {"carrier", "Y", "origin=B", ""},
        {"mode", "postal|dedicated_line", "origin=B", ""},
        {"lane", "M", "origin=B", ""},
        {"lane,origin_country", "L|M,HK|JP", "origin=B", ""},
        {"mode,country", "express|postal,DE|US", "country=US", "country=GB"},
        {"carrier,flag", "X,battery|liquid", "flags=liquid|branded", "flags=branded"},
        {"lane,hs_prefix", "L,8507|30", "hs_code=8507.60", "hs_code=850"},
        {"lane,hs_prefix", "L,85.07", "hs_code=85076000", ""},
        {"lane,over_value,currency", "L,50,USD", "value=50.01", "value=50"},
        {"lane,over_value,currency", "L,400,CNY", "value=50.01", "value=50"},
        {"lane,over_kg", "L,3", "piece=1.001*3", "piece=1*3"},
        {"lane,valid_from", "L,2026-11-24", "ship_date=2026-11-24", ""},
        {"lane,valid_to", "L,2026-11-23", "", "ship_date=2026-11-24"},
        {"lane,flag,over_kg", "L,battery,3", "flags=battery piece=4", "flags=battery piece=3"},
        {"lane,flag,over_kg", "L,battery,3", "flags=battery piece=4", "piece=4"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char restrictions[256];
        snprintf(restrictions, sizeof restrictions, "restriction,reason,%s\nR,no,%s\n",
                 rows[i].columns, rows[i].values);
        tiny *t = tiny_load(
            "nodes", "node,country,kind\nA,CN,origin\nB,HK,origin\n", "zones",
            "zone,country\nZ,US\nG,GB\n", "carriers", "carrier,currency\nX,USD\nY,USD\n", "lanes",
            "lane,carrier,mode,from,to,days,card\n"
            "L,X,express,A,Z,5,L\nG,X,express,A,G,5,L\nM,Y,postal,B,Z,5,L\n",
            TEN, "restrictions", restrictions, "fx", "currency,rate\nUSD,1\nCNY,8\n", NULL);
        assert_refused(t, rows[i].hit, "restricted");
        if (rows[i].passed)
            assert_cost(t, rows[i].passed, "10.00");
        tiny_free(t);
    }
}

/* Without carrier, mode and lane a row forbids the whole shipment. A value that cannot be compared:
 * its lanes are refused, and where it concerns the whole shipment there is no plan. */
static void restrictions_of_the_whole_shipment(void **state)
{
    (void)state;
    tiny *t = tiny_load("restrictions", "restriction,flag,reason\nR,weapon,not by us\n", NULL);
    assert_cost(t, "flags=battery", "1.00");
    const lw_quote *quote = tiny_quote(t, "flags=battery|weapon");
    assert_int_equal(quote->status, LW_QUOTE_NO_PLAN);
    assert_non_null(strstr(quote->message, "not by us"));
    tiny_free(t);

    tiny *lane =
        tiny_load("restrictions", "restriction,lane,over_value,currency,reason\nR,L,50,CNY,-\n",
                  "fx", "currency,rate\nUSD,1\n", NULL);
    assert_refused(lane, "value=10", "no_fx");
    tiny_free(lane);
    tiny *flag = tiny_load("restrictions",
                           "restriction,lane,flag,over_value,currency,reason\nR,L,f,50,CNY,-\n",
                           "fx", "currency,rate\nUSD,1\n", NULL);
    assert_refused(flag, "value=10 flags=f", "no_fx");
    assert_cost(flag, "value=10", "1.00"); /* the row does not match whatever the value */
    tiny_free(flag);
    tiny *all = tiny_load("restrictions", "restriction,over_value,currency,reason\nR,50,CNY,-\n",
                          "fx", "currency,rate\nUSD,1\n", NULL);
    assert_int_equal(tiny_quote(all, "value=10")->status, LW_QUOTE_NO_PLAN);
    tiny_free(all);
}

/* A lane that is wrong in every way, told by the first that holds. */
static void reasons_come_in_their_order(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("valid_to,max_weight_kg,max_side_cm,max_value,value_currency,calendar,"
                             "departs,currency",
                             "2026-11-23,5,50,100,USD,W,Sun,XAU"),
                        "rates", "card,up_to_kg,per_kg\nL,4,1\n", "restrictions",
                        "restriction,lane,flag,reason\nR,L,bad,-\n", "calendars", "calendar\nW\n",
                        "fx", "currency,rate\nUSD,1\n", NULL);
#define SIZE ":60x1x1"
    assert_refused(t, "modes=postal ship_date=2026-11-24 flags=bad piece=6" SIZE " value=101",
                   "mode_excluded");
    assert_refused(t, "exclude_modes=express value=101", "mode_excluded");
    assert_refused(t, "ship_date=2026-11-24 flags=bad piece=6" SIZE " value=101", "expired");
    assert_refused(t, "flags=bad piece=6" SIZE " value=101", "restricted");
    assert_refused(t, "piece=6" SIZE " value=101", "weight");
    assert_refused(t, "piece=5" SIZE " value=101", "size");
    assert_refused(t, "piece=5 value=101", "value");
    assert_refused(t, "piece=5", "no_rate");
    assert_refused(t, "piece=4", "no_departure");
#undef SIZE
    tiny_free(t);
    tiny *u = tiny_load(LANE("currency", "XAU"), "rates", "card,per_kg\nL,999999999\n", "fx",
                        "currency,rate\nUSD,1\n", NULL);
    assert_refused(u, "piece=1000000", "no_fx");
    tiny_free(u);
}

/* 10.25 in currencies of 0, 2 and 3 digits; half up. 150.5 yen a kilogram: 151. */
static void minor_units_differ(void **state)
{
    (void)state;
    static const char fx[] = "currency,rate,decimals\nUSD,1,\nJPY,160,0\nKWD,0.4,3\nVND,16,1\n";
#define IN(currency, rate) \
    "carriers", "carrier,currency\nX," currency "\n", "rates", "card,per_kg\nL," rate "\n", "fx", fx
    tiny *yen = tiny_load(IN("JPY", "150.5"), NULL);
    assert_bill(yen, "currency=JPY", "freight 151");
    assert_bill(yen, "currency=USD", "freight 0.94 (151 JPY)");  /* 151 / 160 = 0.94375 */
    assert_bill(yen, "currency=KWD", "freight 0.378 (151 JPY)"); /* x 0.4 = 0.3775 */
    tiny_free(yen);
    tiny *dinar = tiny_load(IN("KWD", "0.0125"), NULL);
    assert_bill(dinar, "currency=KWD", "freight 0.013");
    assert_bill(dinar, "currency=JPY", "freight 5 (0.013 KWD)");            /* 0.013 x 400 = 5.2 */
    assert_bill(dinar, "currency=USD piece=2", "freight 0.06 (0.025 KWD)"); /* 0.0625 */
    tiny_free(dinar);
    tiny *dong = tiny_load(IN("VND", "10.25"), NULL);
    assert_bill(dong, "currency=VND", "freight 10.3");
    assert_bill(dong, "currency=USD", "freight 0.64 (10.3 VND)"); /* 0.64375 */
    tiny_free(dong);
#undef IN
}

/* Converted amounts come from the exact product: 1.00 at 8 to 1 is 0.125, half up; at 3 to 2 it is
 * 0.67, and 100.00 66.67. Rates have up to 8 digits. */
static void conversions_round_half_up_once(void **state)
{
    (void)state;
    tiny *t =
        tiny_load("carriers", "carrier,currency\nX,CNY\n", "fx",
                  "currency,rate\nEUR,1\nUSD,1.25\nCNY,10\nAAA,6.66666667\nBBB,0.00000001\n", NULL);
    assert_bill(t, "currency=USD", "freight 0.13 (1.00 CNY)");
    assert_bill(t, "currency=USD piece=0.9", "freight 0.11 (0.90 CNY)"); /* 0.1125 */
    assert_bill(t, "currency=AAA", "freight 0.67 (1.00 CNY)");           /* 0.666666667 */
    assert_bill(t, "currency=AAA piece=100", "freight 66.67 (100.00 CNY)");
    assert_bill(t, "currency=BBB piece=1000000", "freight 0.00 (1000000.00 CNY)"); /* 0.001 */
    assert_bill(t, "piece=1", "freight 0.10 (1.00 CNY)"); /* the base, EUR */
    assert_bill(t, "currency=CNY piece=0.005", "freight 0.01");
    tiny_free(t);
}

/* Values are rounded as they are read: 0.005 USD is a cent, 10.5 yen are 11. Cover of 100 % shows
 * it. */
static void goods_values_are_rounded_when_read(void **state)
{
    (void)state;
    tiny *t = tiny_load("surcharges", "surcharge,basis,amount\nV,pct_value,100\n", "fx",
                        "currency,rate,decimals\nUSD,1,2\nJPY,100,0\n", NULL);
    assert_bill(t, "value=0.005", "freight 1.00, surcharge V 0.01");
    assert_bill(t, "value=0.00499", "freight 1.00, surcharge V 0.00");
    assert_bill(t, "value=10.5 value_currency=JPY", "freight 1.00, surcharge V 0.11");
    tiny_free(t);
}

/* What lacks a rate refuses its lane, where it applies; a row of no amount needs its rate, a
 * handoff without a fee needs none. */
static void missing_rates_refuse_lanes(void **state)
{
    (void)state;
#define USD_ONLY "fx", "currency,rate\nUSD,1\n"
    tiny *lane = tiny_load("carriers", "carrier,currency\nX,CNY\n", USD_ONLY, NULL);
    assert_refused(lane, "", "no_fx");
    tiny_free(lane);
    tiny *surcharge = tiny_load("surcharges",
                                "surcharge,basis,amount,currency,flag\n"
                                "S,flat,0,CNY,battery\nT,pct_freight,1,CNY,liquid\n",
                                USD_ONLY, NULL);
    assert_cost(surcharge, "", "1.00");
    assert_refused(surcharge, "flags=battery", "no_fx");
    assert_cost(surcharge, "flags=liquid", "1.01"); /* a percentage is in the lane's currency */
    tiny_free(surcharge);
    tiny *node = tiny_load("nodes", "node,country,kind,card,currency\nA,CN,origin,N,CNY\n", "rates",
                           "card,per_kg\nL,1\nN,0\n", USD_ONLY, NULL);
    assert_refused(node, "", "no_fx");
    tiny_free(node);
    tiny *change =
        tiny_load("nodes", "node,country,kind\nA,CN,origin\nH,CN,hub\n", "carriers",
                  "carrier,currency\nX,USD\nY,USD\n", "lanes",
                  "lane,carrier,mode,from,to,days\nL,X,express,A,H,1\nM,Y,express,H,Z,1\n", "rates",
                  "card,per_kg\nL,1\nM,1\n", "handoffs", "node,fee,currency,hours\nH,,CNY,1\n",
                  USD_ONLY, NULL);
    assert_cost(change, "", "2.00");
    tiny_free(change);
#undef USD_ONLY
}

static void missing_rates_of_the_shipment_are_its_fault(void **state)
{
    (void)state;
    tiny *t = tiny_load("fx", "currency,rate\nUSD,1\n", NULL);
    assert_invalid(t, "currency=CNY", "currency");
    assert_invalid(t, "value=1 value_currency=CNY", "value_currency");
    assert_invalid(t, "value_currency=CNY", "value_currency"); /* whatever the value */
    tiny_free(t);
    tiny *none = tiny_load("carriers", "carrier,currency\nX,CNY\n", NULL); /* no fx table */
    assert_bill(none, "", "freight 1.00");
    assert_string_equal(none->quote.currency, "CNY");
    assert_invalid(none, "currency=USD", "currency");
    assert_invalid(none, "value=1 value_currency=USD", "value_currency");
    tiny_free(none);
    /* two currencies and no fx table: the shipment has to name one */
    tiny *two = tiny_load("lanes",
                          "lane,carrier,mode,from,to,days,currency,card\n"
                          "L,X,express,A,Z,5,CNY,L\nM,X,express,A,Z,6,USD,L\n",
                          NULL);
    assert_invalid(two, "", "currency");
    assert_plans(two, "currency=CNY", "L");
    assert_plans(two, "currency=USD", "M");
    tiny_free(two);
}

/* A line of 10^15 cents is the most: 10,000,000.00 a kilogram for 1,000,000 kg. In yen at 150 to
 * the dollar that would be 1.5 x 10^15 yen. */
static void lines_that_are_too_large(void **state)
{
    (void)state;
    tiny *t = tiny_load("rates", "card,up_to_kg,per_kg,flat\nL,,10000000,0\n", "fx",
                        "currency,rate,decimals\nUSD,1,2\nJPY,150,0\n", NULL);
    assert_cost(t, "piece=1000000", "10000000000000.00");
    assert_refused(t, "piece=1000000 piece=0.001", "too_large");
    assert_refused(t, "piece=1000000 currency=JPY", "too_large");
    assert_cost(t, "piece=100000 currency=JPY", "150000000000000");
    tiny_free(t);
}

/* The largest of everything: a million pieces of a cubic kilometre at a billion a gram. */
static void nothing_wraps(void **state)
{
    (void)state;
    static const char *const rules[] = {"shipment", "sum_of_pieces", "each_piece"};
    static const char *const fields[] = {
        "piece=1000000:100000x100000x100000*1000000",
        "piece=1000000*1000000",
        "piece=1000000:100000x100000x100000*1000000 value=999999999",
    };
    for (size_t i = 0; i < 3; i++) {
        char lanes[256];
        snprintf(
            lanes, sizeof lanes,
            "lane,carrier,mode,from,to,days,volumetric_divisor,vol_over_ratio,next_break,lot_kg,"
            "piece_rule\nL,X,express,A,Z,10000,0.001,1,yes,%s,%s\n",
            i == 0 ? "1000000" : "", rules[i]);
        tiny *t = tiny_load(
            "lanes", lanes, "rates",
            "card,over_kg,up_to_kg,flat,per_kg\n"
            "L,0,1000,999999999,999999999\nL,1000,,999999999,999999999\n",
            "surcharges",
            "surcharge,basis,amount\n"
            "P,per_piece,999999999\nK,per_kg,999999999\nF,pct_freight,100\n"
            "V,pct_value,100\nC,pct_charges,100\n",
            "customs",
            "country,direction,currency,fee,fee_per_kg,tax_extra\n"
            "CN,export,USD,999999999,999999999,\n"
            "US,import,JPY,999999999,999999999,999999999\n",
            "duties",
            "country,currency,duty_pct,duty_per_kg,duty_per_line,tax_pct\n"
            "US,KWD,100,999999999,999999999,100\n",
            "fx", "currency,rate,decimals\nUSD,1,2\nJPY,1000000,0\nKWD,0.00000001,3\n", NULL);
        for (size_t f = 0; f < 3; f++)
            assert_refused(t, fields[f], "too_large");
        tiny_free(t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaving_a_node_is_charged),
        cmocka_unit_test(the_most_specific_handoff),
        cmocka_unit_test(a_handoff_takes_time),
        cmocka_unit_test(visibility_stays_within_its_bounds),
        cmocka_unit_test(days_from_their_bounds),
        cmocka_unit_test(limits_are_inclusive),
        cmocka_unit_test(limits_take_the_measures_as_they_are),
        cmocka_unit_test(each_selector_of_a_restriction),
        cmocka_unit_test(restrictions_of_the_whole_shipment),
        cmocka_unit_test(reasons_come_in_their_order),
        cmocka_unit_test(minor_units_differ),
        cmocka_unit_test(conversions_round_half_up_once),
        cmocka_unit_test(goods_values_are_rounded_when_read),
        cmocka_unit_test(missing_rates_refuse_lanes),
        cmocka_unit_test(missing_rates_of_the_shipment_are_its_fault),
        cmocka_unit_test(lines_that_are_too_large),
        cmocka_unit_test(nothing_wraps),
    };
    return cmocka_run_group_tests_name("pricing_rules_3", tests, NULL, NULL);
}
