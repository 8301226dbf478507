/* Borders, duty and tax, every rule with numbers worked out by hand. */
#include <stdio.h>
#include <string.h>

#include "support/tiny_catalog.h"

/* Origins in China, Germany and the United States, hubs everywhere, bonded warehouses in the United
 * States and in Singapore. */
#define PLACES                                                                         \
    "nodes",                                                                           \
        "node,country,kind\nA,CN,origin\nH,CN,hub\nS,SG,hub\nSB,SG,bonded_warehouse\n" \
        "K,KR,hub\nG,US,hub\nB,US,bonded_warehouse\nB2,US,bonded_warehouse\n"          \
        "DE1,DE,origin\nNL1,NL,hub\n",                                                 \
        "zones", "zone,country\nZ,US\nZD,DE\nZF,FR\nZC,CN\n", "rates", "card,flat\nC,10\n"
#define LANES(rows)   "lanes", "lane,from,to,mode,carrier,days,card\n" rows
#define CUSTOMS(text) "customs", "country,direction,currency," text
#define DUTIES(text)  "duties", "country,currency," text

/* Every border has a fee of its own: exits of China 1 (2 by post), of Germany 3; entries of the
 * United States 10 (20 from bond), of Germany 30, of China 40, of Singapore 50, of the
 * Netherlands 60. */
#define FEES                                                                               \
    CUSTOMS("mode,fee\nCN,export,USD,,1\nCN,export,USD,postal,2\nDE,export,USD,,3\n"       \
            "US,import,USD,,10\nUS,import,USD,bonded_warehouse,20\nDE,import,USD,,30\n"    \
            "CN,import,USD,,40\nSG,import,USD,,50\nSG,export,USD,,50\nNL,import,USD,,60\n" \
            "NL,export,USD,,60\nUS,export,USD,,60\n")

/* The only lane or chain of a catalog, and its bill. */
static void borders_along_a_way(void **state)
{
    (void)state;
    static const struct {
        const char *lanes, *fields, *bill;
    } rows[] = {
        /* straight there */
        {"L,A,Z,express,X,1,C\n", "", "freight 10.00, clearance 1.00, clearance 10.00"},
        /* a named mode goes first */
        {"L,A,Z,postal,X,1,C\n", "", "freight 10.00, clearance 2.00, clearance 10.00"},
        /* out of China from its hub only, into the United States at their hub */
        {"L,A,H,postal,X,1,C\nM,H,G,express,X,1,C\nN,G,Z,postal,X,1,C\n", "",
         "freight 10.00, freight 10.00, clearance 1.00, clearance 10.00, freight 10.00"},
        /* two countries on the way are transit, bonded or not */
        {"L,A,S,postal,X,1,C\nM,S,K,express,X,1,C\nN,K,Z,postal,X,1,C\n", "",
         "freight 10.00, clearance 2.00, freight 10.00, freight 10.00, clearance 10.00"},
        {"L,A,SB,express,X,1,C\nM,SB,Z,postal,X,1,C\n", "",
         "freight 10.00, clearance 1.00, freight 10.00, clearance 10.00"},
        /* in bond at the destination: entered on leaving it, by its mode, to a hub or to the buyer
         */
        {"L,A,B,express,X,1,C\nM,B,Z,postal,X,1,C\n", "",
         "freight 10.00, clearance 1.00, freight 10.00, clearance 20.00"},
        {"L,A,B,express,X,1,C\nM,B,G,postal,X,1,C\nN,G,Z,postal,X,1,C\n", "",
         "freight 10.00, clearance 1.00, freight 10.00, clearance 20.00, freight 10.00"},
        {"L,A,B,express,X,1,C\nM,B,B2,postal,X,1,C\nN,B2,Z,postal,X,1,C\n", "",
         "freight 10.00, clearance 1.00, freight 10.00, freight 10.00, clearance 20.00"},
        /* a hub of the origin's area is left with the origin's own row */
        {"L,DE1,NL1,express,X,1,C\nM,NL1,Z,express,X,1,C\n", "origin=DE1",
         "freight 10.00, freight 10.00, clearance 3.00, clearance 10.00"},
        /* an area is entered with the destination's row */
        {"L,A,NL1,express,X,1,C\nM,NL1,ZD,express,X,1,C\n", "country=DE",
         "freight 10.00, clearance 1.00, clearance 30.00, freight 10.00"},
        /* within an area there is nothing to clear */
        {"L,DE1,ZF,express,X,1,C\n", "origin=DE1 country=FR", "freight 10.00"},
        {"L,A,ZC,express,X,1,C\n", "country=CN value=100", "freight 10.00"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char lanes[256];
        snprintf(lanes, sizeof lanes, "lane,from,to,mode,carrier,days,card\n%s", rows[i].lanes);
        tiny *t = tiny_load(PLACES, FEES, "lanes", lanes, NULL);
        assert_bill(t, rows[i].fields, rows[i].bill);
        tiny_free(t);
    }
}

/* Never out of the destination again, never back to the origin, never from the free destination
 * into bond. Each of these chains is the only one there is. */
static void ways_that_are_not_taken(void **state)
{
    (void)state;
    static const struct {
        const char *lanes, *fields;
    } rows[] = {
        {"L,A,G,express,X,1,C\nM,G,S,express,X,1,C\nN,S,Z,express,X,1,C\n", ""},
        {"L,A,B,express,X,1,C\nM,B,S,express,X,1,C\nN,S,Z,express,X,1,C\n", ""},
        {"L,A,S,express,X,1,C\nM,S,H,express,X,1,C\nN,H,Z,express,X,1,C\n", ""},
        {"L,A,G,express,X,1,C\nM,G,B,express,X,1,C\nN,B,Z,express,X,1,C\n", ""},
        /* the path rules hold without a border, too */
        {"L,A,S,express,X,1,C\nM,S,ZC,express,X,1,C\n", "country=CN"},
        {"L,G,B,express,X,1,C\nM,B,Z,express,X,1,C\n", "origin=G"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char lanes[256];
        snprintf(lanes, sizeof lanes, "lane,from,to,mode,carrier,days,card\n%s", rows[i].lanes);
        tiny *t = tiny_load(PLACES, "lanes", lanes, NULL);
        assert_refused(t, rows[i].fields, "");
        tiny_free(t);
    }
}

/* A country can join an area: Switzerland in that of the European Union has no border to Germany;
 * Germany by itself has one to France. */
static void areas_are_made_by_the_countries_table(void **state)
{
    (void)state;
#define SWISS                                                                                    \
    "nodes", "node,country,kind\nA,DE,origin\n", "zones", "zone,country\nZ,CH\nF,FR\n", "lanes", \
        "lane,from,to,mode,carrier,days,card\nL,A,Z,express,X,1,C\nM,A,F,express,X,1,C\n",       \
        "rates", "card,flat\nC,10\n", CUSTOMS("fee\nCH,import,USD,5\nFR,import,USD,6\n")
    tiny *plain = tiny_load(SWISS, NULL);
    assert_bill(plain, "country=CH", "freight 10.00, clearance 5.00");
    assert_bill(plain, "country=FR", "freight 10.00");
    tiny_free(plain);
    tiny *joined = tiny_load(SWISS, "countries", "country,area\nCH,EU\n", NULL);
    assert_bill(joined, "country=CH", "freight 10.00");
    tiny_free(joined);
    tiny *left = tiny_load(SWISS, "countries", "country,area\nDE,DE\n", NULL);
    assert_bill(left, "country=FR", "freight 10.00, clearance 6.00");
    tiny_free(left);
#undef SWISS
}

#define STRAIGHT PLACES, LANES("L,A,Z,express,X,1,C\n")

/* Fee and fee by weight are one line: 1.004 + 0.5 x 2.002 = 2.005 -> 2.01. An export charges only
 * this, whatever its row says of values. */
static void fees_of_clearance(void **state)
{
    (void)state;
    tiny *t = tiny_load(STRAIGHT,
                        CUSTOMS("fee,fee_per_kg,value_fee_pct,disbursement_pct,disbursement_min\n"
                                "CN,export,USD,1.004,0.5,10,10,10\n"
                                "US,import,USD,1.004,0.5,,,\n"),
                        DUTIES("duty_pct\nCN,USD,50\n"), NULL);
    assert_bill(t, "value=100 piece=2.002", "freight 10.00, clearance 2.01, clearance 2.01");
    tiny_free(t);
}

/* Goods 100, freight 10, exit 5: cif 115. Duty of 10 % on goods 10.00, on cif 11.50. Tax of 20 %:
 *   goods 20.00; cif 23.00; goods_duty (100 + 11.50) 22.30; cif_duty (115 + 11.50) 25.30. */
static void bases_of_duty_and_tax(void **state)
{
    (void)state;
    static const struct {
        const char *duty_base, *tax_base, *dues;
    } rows[] = {
        {"", "", "duty 11.50, tax 25.30"},
        {"cif", "goods", "duty 11.50, tax 20.00"},
        {"cif", "cif", "duty 11.50, tax 23.00"},
        {"cif", "goods_duty", "duty 11.50, tax 22.30"},
        {"cif", "cif_duty", "duty 11.50, tax 25.30"},
        {"goods", "goods", "duty 10.00, tax 20.00"},
        {"goods", "goods_duty", "duty 10.00, tax 22.00"},
        {"goods", "cif_duty", "duty 10.00, tax 25.00"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char customs[256], bill[128];
        snprintf(customs, sizeof customs,
                 "country,direction,currency,fee,duty_base,tax_base\n"
                 "CN,export,USD,5,,\nUS,import,USD,7,%s,%s\n",
                 rows[i].duty_base, rows[i].tax_base);
        snprintf(bill, sizeof bill, "freight 10.00, clearance 5.00, clearance 7.00, %s",
                 rows[i].dues);
        tiny *t = tiny_load(STRAIGHT, "customs", customs,
                            DUTIES("duty_pct,tax_pct\nUS,USD,10,20\n"), NULL);
        assert_bill(t, "value=100", bill);
        tiny_free(t);
    }
}

/* Everything charged so far is in cif: handling 2, freight 10, exit 1; handoff 3, handling 2,
 * freight 10, surcharge 4. 100 + 32 = 132; what comes after the entry is not. Duty 10 %. */
static void cif_holds_all_charges_so_far(void **state)
{
    (void)state;
    tiny *t = tiny_load(
        "nodes",
        "node,country,kind,card,currency\nA,CN,origin,N,USD\nS,SG,hub,N,USD\nG,US,hub,N,USD\n",
        "carriers", "carrier,currency\nX,USD\nY,USD\n",
        LANES("L,A,S,express,X,1,C\nM,S,G,express,Y,1,C\nN,G,Z,express,Y,1,C\n"), "rates",
        "card,flat\nC,10\nN,2\n", "surcharges", "surcharge,lane,basis,amount\nF,M,flat,4\n",
        "handoffs", "node,fee,currency\nS,3,USD\n",
        CUSTOMS("fee\nCN,export,USD,1\nUS,import,USD,6\n"), DUTIES("duty_pct\nUS,USD,10\n"), NULL);
    assert_bill(
        t, "value=100",
        "handling 2.00, freight 10.00, clearance 1.00, handling 2.00, handoff 3.00, freight "
        "10.00, surcharge F 4.00, clearance 6.00, duty 13.20, handling 2.00, freight 10.00");
    tiny_free(t);
}

/* Charges of 12.34 USD (their sum, converted once) are 11.106 -> 11.11 EUR; goods of 95.00 USD
 * are 85.50 EUR; together 96.61. Duty 10 % = 9.661 -> 9.66 EUR, 10.73 USD. */
static void cif_is_told_in_the_currency_of_customs(void **state)
{
    (void)state;
    tiny *t = tiny_load("rates", "card,flat\nL,10.12\n", "surcharges",
                        "surcharge,basis,amount\nF,flat,2.22\n", CUSTOMS("fee\nUS,import,EUR,0\n"),
                        DUTIES("duty_pct\nUS,GBP,10\n"), "fx",
                        "currency,rate\nUSD,1\nEUR,0.9\nGBP,0.8\n", NULL);
    assert_bill(t, "value=95", "freight 10.12, surcharge F 2.22, duty 10.73 (9.66 EUR)");
    tiny_free(t);
}

/* cif 115.55. Cut to tens: 110, duty 13 % = 14.30, cut to halves: 14.00. Tax base 115.55 + 14.00
 * + 3.00 = 132.55, cut: 130, 20.7 % = 26.91 -> 26.50. On goods of 105.55: 100 -> 13.00; tax base
 * 105.55 + 13 + 3 = 121.55 -> 120 -> 24.84 -> 24.50. */
static void truncation_and_extra(void **state)
{
    (void)state;
#define CUT(bases)                                                              \
    STRAIGHT,                                                                   \
        CUSTOMS("value_truncate,amount_truncate,tax_extra,duty_base,tax_base\n" \
                "US,import,USD,10,0.5,3," bases "\n"),                          \
        DUTIES("duty_pct,tax_pct\nUS,USD,13,20.7\n")
    tiny *cif = tiny_load(CUT("cif,cif_duty"), NULL);
    assert_bill(cif, "value=105.55", "freight 10.00, duty 14.00, tax 26.50");
    tiny_free(cif);
    tiny *goods = tiny_load(CUT("goods,goods_duty"), NULL);
    assert_bill(goods, "value=105.55", "freight 10.00, duty 13.00, tax 24.50");
    tiny_free(goods);
#undef CUT
}

/* 17 % within: (115 + 11.50) x 17 / 83 = 25.909...; with 3.50 extra 130 x 17 / 83 = 26.626. */
static void tax_inside_the_price(void **state)
{
    (void)state;
    tiny *t = tiny_load(STRAIGHT, CUSTOMS("tax_inside,tax_extra\nUS,import,USD,yes,\n"),
                        DUTIES("duty_pct,tax_pct\nUS,USD,10,17\n"), NULL);
    assert_bill(t, "value=105", "freight 10.00, duty 11.50, tax 25.91");
    tiny_free(t);
    tiny *extra = tiny_load(STRAIGHT, CUSTOMS("tax_inside,tax_extra\nUS,import,USD,yes,3.5\n"),
                            DUTIES("duty_pct,tax_pct\nUS,USD,10,17\n"), NULL);
    assert_bill(extra, "value=105", "freight 10.00, duty 11.50, tax 26.63");
    tiny_free(extra);
}

/* On goods of 100 at 10 %: less 4 is 6; less 14 is 0. 2 a kilogram above 3: 3.1 kg owe 0.20, 10
 * kg 14. Lines at 3 are added to either: 2 lines. */
static void kinds_of_duty(void **state)
{
    (void)state;
    tiny *t = tiny_load(STRAIGHT, CUSTOMS("duty_base\nUS,import,USD,goods\n"),
                        DUTIES("hs_prefix,duty_pct,duty_less,duty_per_kg,free_kg,duty_per_line\n"
                               "US,USD,1,10,4,,,\n"
                               "US,USD,2,10,14,,,\n"
                               "US,USD,3,10,4,2,3,\n"
                               "US,USD,4,10,14,2,3,3\n"
                               "US,USD,5,,,2,,\n"),
                        NULL);
    assert_bill(t, "value=100 hs_code=1", "freight 10.00, duty 6.00");
    assert_bill(t, "value=100 hs_code=2", "freight 10.00");
    assert_bill(t, "value=100 hs_code=3 piece=5", "freight 10.00, duty 6.00");
    assert_bill(t, "value=100 hs_code=3 piece=10", "freight 10.00, duty 14.00");
    assert_bill(t, "value=100 hs_code=4 hs_lines=2 piece=3", "freight 10.00, duty 6.00");
    assert_bill(t, "value=100 hs_code=4 hs_lines=2 piece=3.1", "freight 10.00, duty 6.20");
    assert_bill(t, "value=100 hs_code=4 hs_lines=2 piece=10", "freight 10.00, duty 20.00");
    assert_bill(t, "value=100 hs_code=5 piece=1.5", "freight 10.00, duty 3.00");
    tiny_free(t);
}

/* Duties in euro, customs in dollars at 1.115. Per line: 3 EUR = 3.345 -> 3.35, three lines 10.05.
 * Less 4 EUR = 4.46: 50 - 4.46. By weight: 0.333 x 5 kg = 1.665 -> 1.67 EUR = 1.862 -> 1.86 USD. */
static void duties_are_converted_part_by_part(void **state)
{
    (void)state;
    tiny *t = tiny_load(STRAIGHT, CUSTOMS("duty_base\nUS,import,USD,goods\n"),
                        DUTIES("hs_prefix,duty_pct,duty_less,duty_per_kg,duty_per_line\n"
                               "US,EUR,1,,,,3\nUS,EUR,2,50,4,,\nUS,EUR,3,,,0.333,\n"),
                        "fx", "currency,rate\nEUR,1\nUSD,1.115\n", NULL);
    assert_bill(t, "currency=USD value=100 hs_code=1 hs_lines=3", "freight 10.00, duty 10.05");
    assert_bill(t, "currency=USD value=100 hs_code=2", "freight 10.00, duty 45.54");
    assert_bill(t, "currency=USD value=100 hs_code=3 piece=5", "freight 10.00, duty 1.86");
    tiny_free(t);
}

/* 2 % of a customs value of cif, cut to tens, between 1.50 and 9. */
static void value_fee_within_its_bounds(void **state)
{
    (void)state;
    tiny *t = tiny_load(STRAIGHT,
                        CUSTOMS("fee,value_fee_pct,value_fee_min,value_fee_max,value_truncate\n"
                                "US,import,USD,1,2,1.5,9,10\n"),
                        NULL);
    assert_bill(t, "value=50", "freight 10.00, clearance 1.00, clearance 1.50"); /* 60: 1.20 */
    assert_bill(t, "value=99", "freight 10.00, clearance 1.00, clearance 2.00"); /* 109 -> 100 */
    assert_bill(t, "value=440", "freight 10.00, clearance 1.00, clearance 9.00");
    assert_bill(t, "value=900", "freight 10.00, clearance 1.00, clearance 9.00");
    tiny_free(t);
    tiny *none = tiny_load(STRAIGHT, CUSTOMS("value_fee_min\nUS,import,USD,5\n"), NULL);
    assert_bill(none, "value=100", "freight 10.00"); /* no percentage, no fee */
    tiny_free(none);
}

/* 2.5 % of duty and tax (10.00 + 6.00), at least 0.30; nothing where nothing is owed. A least
 * amount alone is charged where something is. */
static void disbursement_of_what_is_owed(void **state)
{
    (void)state;
#define ADVANCED(pct)                                                    \
    STRAIGHT,                                                            \
        CUSTOMS("duty_base,tax_base,disbursement_pct,disbursement_min\n" \
                "US,import,USD,goods,goods," pct ",0.3\n"),              \
        DUTIES("over_value,up_to_value,duty_pct,tax_pct\nUS,USD,10,,10,6\nUS,USD,5,10,0,0\n")
    tiny *t = tiny_load(ADVANCED("2.5"), NULL);
    assert_bill(t, "value=100", "freight 10.00, disbursement 0.40, duty 10.00, tax 6.00");
    assert_bill(t, "value=20", "freight 10.00, disbursement 0.30, duty 2.00, tax 1.20");
    assert_bill(t, "value=10", "freight 10.00"); /* a row that owes nothing */
    assert_bill(t, "value=5", "freight 10.00");  /* no row */
    tiny_free(t);
    tiny *least = tiny_load(ADVANCED(""), NULL);
    assert_bill(least, "value=100", "freight 10.00, disbursement 0.30, duty 10.00, tax 6.00");
    tiny_free(least);
#undef ADVANCED
}

/* What the buyer pays under DAP: disbursement, duty and tax, not the clearing. */
static void dap_leaves_the_dues_to_the_buyer(void **state)
{
    (void)state;
    tiny *t = tiny_load(STRAIGHT,
                        CUSTOMS("fee,value_fee_pct,disbursement_min,duty_base,tax_base\n"
                                "US,import,USD,4,1,2,goods,goods\n"),
                        DUTIES("duty_pct,tax_pct\nUS,USD,10,6\n"), NULL);
    assert_bill(
        t, "value=100 incoterm=DAP",
        "freight 10.00, clearance 4.00, clearance 1.00, disbursement 2.00 buyer, duty 10.00 "
        "buyer, tax 6.00 buyer");
    const lw_plan *plan = tiny_plan(t, "value=100 incoterm=DAP");
    assert_int_equal(plan->cost, 1500);
    assert_int_equal(plan->buyer_pays, 1800);
    assert_int_equal(plan->by_type[LW_DUTY], 0);
    plan = tiny_plan(t, "value=100");
    assert_int_equal(plan->cost, 3300);
    assert_int_equal(plan->buyer_pays, 0);
    assert_int_equal(plan->own_dues, 1800);
    /* only what the seller pays counts against a limit */
    assert_cost(t, "value=100 incoterm=DAP max_cost=15", "15.00");
    assert_refused(t, "value=100 incoterm=DDP max_cost=32.99", "");
    tiny_free(t);
}

/* No value: the fee stays, nothing is owed on a value, and it is said so. */
static void no_value_given(void **state)
{
    (void)state;
    tiny *t =
        tiny_load(STRAIGHT,
                  CUSTOMS("fee,value_fee_pct,value_fee_min,disbursement_min\n"
                          "US,import,USD,4,1,2,3\n"),
                  DUTIES("duty_pct,duty_per_kg,duty_per_line,tax_pct\nUS,USD,10,1,3,6\n"), NULL);
    assert_bill(t, "", "freight 10.00, clearance 4.00");
    assert_true(strlen(t->quote.message) > 0);
    assert_string_equal(tiny_quote(t, "value=1")->message, "");
    tiny_free(t);
}

/* Without a customs row: defaults (cif and cif_duty) in the currency of the duties. (100 + 10) USD
 * = 99 EUR: duty 10 % = 9.90, tax 20 % x 108.90 = 21.78. Without a duties row: the clearing alone.
 */
static void a_row_missing_on_either_side(void **state)
{
    (void)state;
    tiny *t = tiny_load(STRAIGHT, DUTIES("duty_pct,tax_pct\nUS,EUR,10,20\n"), "fx",
                        "currency,rate\nUSD,1\nEUR,0.9\n", NULL);
    assert_bill(t, "value=100", "freight 10.00, duty 11.00 (9.90 EUR), tax 24.20 (21.78 EUR)");
    assert_minutes(t, "value=100", "1440 1440 1440, blind 1440 gap 1440");
    tiny_free(t);
    tiny *none = tiny_load(STRAIGHT, CUSTOMS("fee,disbursement_min\nUS,import,USD,4,5\n"),
                           DUTIES("mode,duty_pct\nUS,USD,postal,10\n"), NULL);
    assert_bill(none, "value=100", "freight 10.00, clearance 4.00");
    tiny_free(none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(borders_along_a_way),
        cmocka_unit_test(ways_that_are_not_taken),
        cmocka_unit_test(areas_are_made_by_the_countries_table),
        cmocka_unit_test(fees_of_clearance),
        cmocka_unit_test(bases_of_duty_and_tax),
        cmocka_unit_test(cif_holds_all_charges_so_far),
        cmocka_unit_test(cif_is_told_in_the_currency_of_customs),
        cmocka_unit_test(truncation_and_extra),
        cmocka_unit_test(tax_inside_the_price),
        cmocka_unit_test(kinds_of_duty),
        cmocka_unit_test(duties_are_converted_part_by_part),
        cmocka_unit_test(value_fee_within_its_bounds),
        cmocka_unit_test(disbursement_of_what_is_owed),
        cmocka_unit_test(dap_leaves_the_dues_to_the_buyer),
        cmocka_unit_test(no_value_given),
        cmocka_unit_test(a_row_missing_on_either_side),
    };
    return cmocka_run_group_tests_name("customs_rules", tests, NULL, NULL);
}
