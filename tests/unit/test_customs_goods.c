/* Consignments of several tariff items: sharing out by value, duty and taxes item by item; all with
 * numbers worked out by hand. */
#include <stdio.h>
#include <string.h>

#include "support/tiny_catalog.h"

#define CUSTOMS(text) "customs", "country,direction,currency," text
#define DUTIES(text)  "duties", "country,currency," text
#define FREE          "rates", "card,flat\nL,0\n"
#define TEN           "rates", "card,flat\nL,10\n"
#define ON_GOODS      CUSTOMS("duty_base,tax_base\nUS,import,USD,goods,goods\n")

/* A charge of 10.00 over three items of 10.00: 3.33 each, so 13.33 x 100 % three times. Over six of
 * 1.00 it is 1.67 each, and 2.67 six times. */
static void charges_are_shared_by_value_each_rounded_by_itself(void **state)
{
    (void)state;
    tiny *t = tiny_load(TEN, DUTIES("duty_pct\nUS,USD,100\n"), NULL);
    assert_bill(t, "value=30", "freight 10.00, duty 40.00");
    assert_bill(t, "goods=30", "freight 10.00, duty 40.00");
    assert_bill(t, "goods=10:1|10:2|10:3", "freight 10.00, duty 39.99");
    assert_bill(t, "goods=1|1|1|1|1|1", "freight 10.00, duty 16.02");
    assert_bill(t, "goods=1|3", "freight 10.00, duty 14.00");
    tiny_free(t);
}

/* The goods value is converted once and then shared: 3 x 10.00 USD are 27.03 EUR at 0.901, 9.01
 * each. 0.03 USD are 0.02703 -> 0.03 EUR, 0.01 each. */
static void the_value_is_converted_before_it_is_shared(void **state)
{
    (void)state;
    tiny *t = tiny_load(FREE, CUSTOMS("fee\nUS,import,EUR,0\n"), DUTIES("duty_pct\nUS,EUR,100\n"),
                        "fx", "currency,rate\nUSD,1\nEUR,0.901\n", NULL);
    assert_bill(t, "currency=EUR value_currency=USD goods=10|10|10",
                "freight 0.00 (0.00 USD), duty 27.03");
    assert_bill(t, "currency=EUR value_currency=USD goods=0.01|0.01|0.01",
                "freight 0.00 (0.00 USD), duty 0.03");
    tiny_free(t);
}

/* The band is that of the whole value; an item without a row owes nothing. */
static void each_item_has_its_own_row(void **state)
{
    (void)state;
    tiny *t = tiny_load(FREE, ON_GOODS,
                        DUTIES("hs_prefix,over_value,up_to_value,duty_pct,tax_pct\n"
                               "US,USD,61,0,150,5,\n"
                               "US,USD,61,150,,10,\n"
                               "US,USD,6110,,,20,1\n"
                               "US,USD,64,150,,30,2\n"),
                        NULL);
    assert_bill(t, "goods=100:61|50:62", "freight 0.00, duty 5.00");
    assert_bill(t, "goods=100:61|50.01:62", "freight 0.00, duty 10.00");
    assert_bill(t, "goods=100:6109|100:6110.20", "freight 0.00, duty 30.00, tax 1.00");
    assert_bill(t, "goods=100:6110|100:64|100", "freight 0.00, duty 50.00, tax 3.00");
    assert_bill(t, "goods=100:62|100", "freight 0.00");
    /* the shipment's code is no default of the items' */
    assert_bill(t, "goods=100|100", "freight 0.00");
    tiny_free(t);
}

/* What is taken off, and the duty by weight, are shared; each item has its own greater of the two.
 *   61: 10 % less 6, shared 2 : 1 :  200 -> 20 - 4, 100 -> 10 - 2
 *   62: 1 % less 6:                  100 of 300 -> 1 - 2 -> 0
 *   63: 2 a kilogram above 1, 4 kg:  6, of which a third and two thirds
 *   64: 1 % or 2 a kilogram:         300 x 1 % = 3, 4 kg are 8, 300 of 400 -> 6 */
static void deductions_and_weight_are_shared(void **state)
{
    (void)state;
    tiny *t = tiny_load(FREE, ON_GOODS,
                        DUTIES("hs_prefix,duty_pct,duty_less,duty_per_kg,free_kg\n"
                               "US,USD,61,10,6,,\n"
                               "US,USD,62,1,6,,\n"
                               "US,USD,63,,,2,1\n"
                               "US,USD,64,1,,2,\n"),
                        NULL);
    assert_bill(t, "goods=200:61|100:61", "freight 0.00, duty 24.00");
    assert_bill(t, "goods=200:61|100:62", "freight 0.00, duty 16.00");
    assert_bill(t, "goods=200:63|100:62 piece=4", "freight 0.00, duty 4.00");
    assert_bill(t, "goods=300:64|100:60 piece=4", "freight 0.00, duty 6.00");
    assert_bill(t, "goods=300:64|100:60 piece=1", "freight 0.00, duty 3.00");
    tiny_free(t);
}

/* A code counts once, without its dots; none is a code, too. Items worth nothing do not count. */
static void tariff_lines_are_the_codes(void **state)
{
    (void)state;
    tiny *t = tiny_load(FREE, ON_GOODS, DUTIES("hs_prefix,duty_per_line\nUS,USD,,3\nUS,USD,62,5\n"),
                        NULL);
    assert_bill(t, "goods=1:61|1:61.09|1:61", "freight 0.00, duty 6.00");
    assert_bill(t, "goods=1:6109|1:61.09|1:6.1.0.9", "freight 0.00, duty 3.00");
    assert_bill(t, "goods=1:61|1:62|1:62|1:6204", "freight 0.00, duty 13.00");
    assert_bill(t, "goods=1|1|1:61", "freight 0.00, duty 6.00");
    assert_bill(t, "goods=0:61|1:61|0:62|0.001:62", "freight 0.00, duty 3.00");
    tiny_free(t);
}

/* The tax base has the item's duty cut to 10; the lines cut the sums.
 *   duty 199 -> 190 x 10 % = 19 and 299 -> 290 x 10 % = 29; 48 -> 40
 *   tax  199 + 10 = 209 -> 200 x 33 % = 66; 299 + 20 = 319 -> 310 x 33 % = 102.30; 168.30 -> 160
 *   value fee: 498 -> 490 x 1 % */
static void sums_are_cut(void **state)
{
    (void)state;
    tiny *t = tiny_load(FREE,
                        CUSTOMS("value_truncate,amount_truncate,value_fee_pct\n"
                                "US,import,USD,10,10,1\n"),
                        DUTIES("duty_pct,tax_pct\nUS,USD,10,33\n"), NULL);
    assert_bill(t, "goods=199:1|299:2", "freight 0.00, clearance 4.90, duty 40.00, tax 160.00");
    assert_bill(t, "goods=199", "freight 0.00, clearance 1.90, duty 10.00, tax 60.00");
    tiny_free(t);
}

/* 10.01 shared by two is 5.005 -> 5.01 each. Of goods the addition is rounded first: 0.005 -> 0.01;
 * else it counts as it is: (1 + 0.005) x 50 % = 0.5025. */
static void additions_to_the_tax_base(void **state)
{
    (void)state;
    tiny *t = tiny_load(FREE, CUSTOMS("tax_extra\nUS,import,USD,10.01\n"),
                        DUTIES("tax_pct\nUS,USD,100\n"), NULL);
    assert_bill(t, "value=2", "freight 0.00, tax 12.01");
    assert_bill(t, "goods=1:1|1:2", "freight 0.00, tax 12.02");
    tiny_free(t);
    t = tiny_load(FREE, CUSTOMS("tax_extra\nUS,import,USD,0.005\n"), DUTIES("tax_pct\nUS,USD,50\n"),
                  NULL);
    assert_bill(t, "value=1", "freight 0.00, tax 0.50");
    assert_bill(t, "goods=1", "freight 0.00, tax 0.51");
    tiny_free(t);
}

/* Rounded once, of the exact sum: 1.01 x 50 % + 1.01 x 50 %. With other rates 0.505 + 0.2525. */
static void a_tax_on_the_tax(void **state)
{
    (void)state;
    tiny *t = tiny_load(FREE, CUSTOMS("disbursement_pct\nUS,import,USD,10\n"),
                        DUTIES("hs_prefix,tax_pct,local_tax_pct\n"
                               "US,USD,1,100,50\nUS,USD,2,100,25\nUS,USD,3,100,\n"),
                        NULL);
    assert_bill(t, "value=1.01 hs_code=1", "freight 0.00, disbursement 0.15, tax 1.01, tax 0.51");
    assert_bill(t, "goods=1.01:1|1.01:1", "freight 0.00, disbursement 0.30, tax 2.02, tax 1.01");
    assert_bill(t, "goods=1.01:1|1.01:2", "freight 0.00, disbursement 0.28, tax 2.02, tax 0.76");
    assert_bill(t, "goods=1.01:3|1.01:3", "freight 0.00, disbursement 0.20, tax 2.02");
    assert_bill(t, "value=100 hs_code=1 incoterm=DAP",
                "freight 0.00, disbursement 15.00 buyer, tax 100.00 buyer, tax 50.00 buyer");
    const lw_plan *plan = tiny_plan(t, "value=100 hs_code=1");
    assert_int_equal(plan->by_type[LW_TAX], 15000);
    assert_string_equal(plan->charges[plan->charge_count - 1].rule, "local tax");
    assert_string_equal(plan->charges[plan->charge_count - 2].rule, "");
    tiny_free(t);
}

/* It is cut like the tax that it is taken on, and taken on the tax that is cut: 19.90 -> 10, half
 * of it is 5 -> 0; 29.90 -> 20, half of it 10. */
static void a_tax_on_the_tax_is_cut(void **state)
{
    (void)state;
    tiny *t = tiny_load(FREE, CUSTOMS("amount_truncate\nUS,import,USD,10\n"),
                        DUTIES("tax_pct,local_tax_pct\nUS,USD,10,50\n"), NULL);
    assert_bill(t, "value=199", "freight 0.00, tax 10.00");
    assert_bill(t, "value=299", "freight 0.00, tax 20.00, tax 10.00");
    assert_bill(t, "goods=199|299", "freight 0.00, tax 40.00, tax 10.00");
    tiny_free(t);
}

/* Values of nothing, rounded to nothing, or of nothing but the one. */
static void items_worth_nothing(void **state)
{
    (void)state;
    tiny *t = tiny_load(TEN, CUSTOMS("disbursement_min\nUS,import,USD,6\n"),
                        DUTIES("hs_prefix,duty_pct,duty_per_line\nUS,USD,61,10,3\nUS,USD,62,20,\n"),
                        NULL);
    assert_bill(t, "goods=0:61|0.004:62", "freight 10.00");
    assert_string_equal(t->quote.message, "no goods value given: no duty or tax is counted");
    assert_bill(t, "goods=0:61|30:62", "freight 10.00, disbursement 6.00, duty 8.00");
    assert_bill(t, "goods=0:62|0.005:61", "freight 10.00, disbursement 6.00, duty 4.00");
    tiny_free(t);
}

/* A line names the rows of its items, each once, then the customs row. */
static void lines_name_the_rows_of_their_items(void **state)
{
    (void)state;
    tiny *t = tiny_load(FREE, CUSTOMS("fee\nUS,import,USD,0\n"),
                        DUTIES("hs_prefix,duty_pct,tax_pct\n"
                               "US,USD,61,10,7\nUS,USD,62,10,7\nUS,USD,63,10,7\n"),
                        NULL);
    const lw_plan *plan = tiny_plan(t, "goods=1:62|1:61|1:64|0:63|1:6203");
    assert_int_equal(plan->charge_count, 3);
    for (int line = 1; line < 3; line++) {
        const lw_charge *charge = &plan->charges[line];
        assert_int_equal(charge->row_count, 3);
        assert_int_equal(charge->rows[0].line, 3);
        assert_int_equal(charge->rows[1].line, 2);
        assert_string_equal(charge->rows[2].table, "customs");
    }
    tiny_free(t);
}

/* Without a customs row duty and tax are in the currency of the duties. */
static void items_without_a_customs_row(void **state)
{
    (void)state;
    tiny *t = tiny_load(FREE, DUTIES("hs_prefix,duty_pct\nUS,EUR,61,10\nUS,EUR,62,20\n"), "fx",
                        "currency,rate\nUSD,1\nEUR,0.5\n", NULL);
    assert_bill(t, "currency=USD value_currency=USD goods=10|10:62|10:61",
                "freight 0.00, duty 3.00 (1.50 EUR)");
    assert_bill(t, "currency=USD value_currency=USD goods=10|10:63", "freight 0.00");
    tiny_free(t);
}

/* The row of the code 61 cannot be told in dollars: that matters where an item of some value needs
 * it, or none has any. */
static void items_whose_rows_lack_a_rate(void **state)
{
    (void)state;
    tiny *t = tiny_load(FREE, CUSTOMS("fee\nUS,import,USD,1\n"),
                        DUTIES("hs_prefix,duty_pct\nUS,EUR,61,10\n"), NULL);
    assert_bill(t, "currency=USD goods=10:62|10:63", "freight 0.00, clearance 1.00");
    assert_bill(t, "currency=USD goods=10:62|0:61", "freight 0.00, clearance 1.00");
    assert_refused(t, "currency=USD goods=10:62|0.01:61", "no_fx");
    assert_refused(t, "currency=USD goods=0:62|0:61", "no_fx");
    tiny_free(t);
}

/* Any item's code is enough for a restriction; the whole value counts for it, for a surcharge and
 * for a lane's limit. */
static void other_rules_see_the_whole(void **state)
{
    (void)state;
    tiny *t =
        tiny_load("lanes", "lane,carrier,mode,from,to,days,max_value\nL,X,express,A,Z,5,100\n",
                  FREE, "restrictions",
                  "restriction,hs_prefix,over_value,currency,reason\n"
                  "R1,85|9504.50,,,x\nR2,61,50,USD,x\n",
                  "surcharges", "surcharge,basis,amount\nINS,pct_value,10\n", NULL);
    assert_bill(t, "goods=20:62|30:6109", "freight 0.00, surcharge INS 5.00");
    assert_refused(t, "goods=20.01:62|30:6109", "restricted");
    assert_bill(t, "goods=20.01:62|30", "freight 0.00, surcharge INS 5.00");
    assert_refused(t, "goods=20:62|0:85", "restricted");
    assert_refused(t, "goods=20:62|10:950450", "restricted");
    assert_bill(t, "goods=20:62|10:9504|8:8", "freight 0.00, surcharge INS 3.80");
    assert_bill(t, "goods=60|40", "freight 0.00, surcharge INS 10.00");
    assert_refused(t, "goods=60|40.01", "value");
    tiny_free(t);
}

/* One item is the same as the whole with its code. */
static void one_item_is_the_whole(void **state)
{
    (void)state;
    tiny *t = tiny_load(TEN,
                        CUSTOMS("fee,value_fee_pct,value_truncate,amount_truncate,tax_extra,"
                                "tax_inside,disbursement_pct\n"
                                "US,import,USD,1,0.5,0.1,0.05,3.33,yes,2\n"),
                        DUTIES("hs_prefix,duty_pct,duty_less,duty_per_kg,duty_per_line,tax_pct,"
                               "local_tax_pct\n"
                               "US,USD,61,12.5,4,0.7,2,19,28.2051\n"),
                        NULL);
    static const char *const values[] = {"0", "0.01", "0.05", "17.77", "123.45", "99999.99"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char whole[96], item[96];
        snprintf(whole, sizeof whole, "value=%s hs_code=6109 hs_lines=1 piece=3.3", values[i]);
        snprintf(item, sizeof item, "goods=%s:61.09 piece=3.3", values[i]);
        int64_t cost = tiny_plan(t, whole)->cost;
        uint32_t lines = tiny_plan(t, whole)->charge_count;
        assert_int_equal(tiny_plan(t, item)->cost, cost);
        assert_int_equal(tiny_plan(t, item)->charge_count, lines);
    }
    tiny_free(t);
}

/* What the search rests on: dues never fall when the way there gets dearer. Freight grows by a cent
 * from shipment to shipment. */
static void dues_never_fall_with_the_charges(void **state)
{
    (void)state;
    tiny *t = tiny_load("rates", "card,per_kg\nL,0.01\n",
                        CUSTOMS("value_truncate,amount_truncate,tax_extra,disbursement_pct\n"
                                "US,import,USD,0.03,0.02,0.07,3\n"),
                        DUTIES("hs_prefix,duty_pct,duty_less,tax_pct,local_tax_pct\n"
                               "US,USD,1,100,0.5,0,0\nUS,USD,2,3,0,99,90\nUS,USD,3,0,0,17,50\n"),
                        NULL);
    int64_t before = 0;
    for (int kg = 1; kg <= 700; kg++) {
        char fields[96];
        snprintf(fields, sizeof fields, "goods=0.07:1|0.02:2|0.11:3|0.01:1|0.05 piece=%d", kg);
        const lw_plan *plan = tiny_plan(t, fields);
        assert_int_equal(plan->by_type[LW_FREIGHT], kg);
        int64_t dues = plan->cost - kg;
        assert_true(dues >= before);
        before = dues;
    }
    assert_true(before > 300);
    tiny_free(t);
}

static void what_contradicts_the_goods(void **state)
{
    (void)state;
    tiny *t = tiny_load(FREE, "fx", "currency,rate,decimals\nUSD,1,2\nJPY,150,0\n", NULL);
    assert_bill(t, "goods=10:61|20 value=30", "freight 0.00");
    assert_bill(t, "goods=10:61|20 value=30.004", "freight 0.00");
    assert_invalid(t, "goods=10:61|20 value=30.005", "value");
    assert_invalid(t, "goods=10:61|20 value=0", "value");
    assert_invalid(t, "goods=10:61|20 hs_code=61", "hs_code");
    assert_invalid(t, "goods=10:61|20 hs_lines=2", "hs_lines");
    /* items are rounded before they are added up: 1 + 1 + 0 */
    assert_bill(t, "goods=0.5|0.5|0.4 value_currency=JPY value=2", "freight 0.00");
    assert_invalid(t, "goods=0.5|0.5|0.4 value_currency=JPY value=1.4", "value");
    assert_bill(t, "goods= value=5 hs_code=61 hs_lines=2", "freight 0.00");
    tiny_free(t);
}

/* "value:code|value:code|..." of so many items. */
static void write_goods(char *text, size_t size, int count)
{
    size_t length = (size_t)snprintf(text, size, "goods=");
    for (int i = 0; i < count; i++)
        length += (size_t)snprintf(text + length, size - length, "%s1:%d", i ? "|" : "", i % 50);
}

/* 100 items of 1.00 and 50 codes: 100 x 10 % + 50 x 0.10. One more is too many. */
static void a_hundred_items_are_the_most(void **state)
{
    (void)state;
    char fields[1024];
    tiny *t = tiny_load(FREE, DUTIES("duty_pct,duty_per_line,tax_pct\nUS,USD,10,0.1,100\n"), NULL);
    write_goods(fields, sizeof fields, 100);
    assert_bill(t, fields, "freight 0.00, duty 15.00, tax 115.00");
    write_goods(fields, sizeof fields, 101);
    assert_invalid(t, fields, "goods");
    tiny_free(t);
}

/* The greatest values, and a charge beyond what a line may be. */
static void goods_beyond_all_bounds(void **state)
{
    (void)state;
    tiny *t = tiny_load(FREE, ON_GOODS,
                        DUTIES("hs_prefix,duty_pct\nUS,USD,1,0.0001\nUS,USD,2,1000\n"), NULL);
    assert_bill(t, "goods=999999999:1|999999999:1", "freight 0.00, duty 2000.00");
    tiny_free(t);
    t = tiny_load(FREE, CUSTOMS("fee\nUS,import,EUR,0\n"), DUTIES("duty_pct\nUS,EUR,100\n"), "fx",
                  "currency,rate\nUSD,1\nEUR,1000000\n", NULL);
    assert_refused(t, "goods=999999999|999999999 currency=USD", "too_large");
    tiny_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(charges_are_shared_by_value_each_rounded_by_itself),
        cmocka_unit_test(the_value_is_converted_before_it_is_shared),
        cmocka_unit_test(each_item_has_its_own_row),
        cmocka_unit_test(deductions_and_weight_are_shared),
        cmocka_unit_test(tariff_lines_are_the_codes),
        cmocka_unit_test(sums_are_cut),
        cmocka_unit_test(additions_to_the_tax_base),
        cmocka_unit_test(a_tax_on_the_tax),
        cmocka_unit_test(a_tax_on_the_tax_is_cut),
        cmocka_unit_test(items_worth_nothing),
        cmocka_unit_test(lines_name_the_rows_of_their_items),
        cmocka_unit_test(items_without_a_customs_row),
        cmocka_unit_test(items_whose_rows_lack_a_rate),
        cmocka_unit_test(other_rules_see_the_whole),
        cmocka_unit_test(one_item_is_the_whole),
        cmocka_unit_test(dues_never_fall_with_the_charges),
        cmocka_unit_test(what_contradicts_the_goods),
        cmocka_unit_test(a_hundred_items_are_the_most),
        cmocka_unit_test(goods_beyond_all_bounds),
    };
    return cmocka_run_group_tests_name("customs_goods", tests, NULL, NULL);
}
