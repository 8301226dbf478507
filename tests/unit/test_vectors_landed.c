/* Published examples of duty and tax, through the public door: each country's way of counting as
 * rows of a table.
 *
 * Sources stand in docs/examples-of-practice.md. The goods start at node A in China unless said
 * otherwise; insurance is a surcharge of the lane. */
#include "support/tiny_catalog.h"

/* One postal lane of a flat freight to a country. */
#define WAY(country, currency, freight)                                                         \
    "zones", "zone,country\nZ," country "\n", "carriers", "carrier,currency\nX," currency "\n", \
        "lanes", "lane,carrier,mode,from,to,days\nL,X,postal,A,Z,12\n", "rates",                \
        "card,flat\nL," freight "\n"
#define INSURANCE(amount) "surcharges", "surcharge,basis,amount\nINS,flat," amount "\n"

/* Netherlands: goods 199, freight 25, insurance 10: duty 3 % x 234 = 7.02, VAT 21 % x 241.02
 * = 50.6142. */
static void t1_duty_on_cif_and_vat_on_both(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAY("NL", "EUR", "25"), INSURANCE("10"), "customs",
                        "country,direction,currency\nNL,import,EUR\n", "duties",
                        "country,duty_pct,tax_pct,currency\nNL,3,21,EUR\n", NULL);
    assert_bill(t, "country=NL value=199",
                "freight 25.00, surcharge INS 10.00, duty 7.02, tax 50.61");
    /* 57.63 of dues; with the goods 291.63 */
    assert_cost(t, "country=NL value=199", "92.63");
    tiny_free(t);
}

#define JAPAN(amount_truncate)                                        \
    "customs",                                                        \
        "country,direction,value_truncate,amount_truncate,currency\n" \
        "JP,import,1000," amount_truncate ",JPY\n",                   \
        "duties",                                                     \
        "country,hs_prefix,duty_pct,tax_pct,currency\n"               \
        "JP,01,14,7.8,JPY\nJP,02,14,6.24,JPY\n"                       \
        "JP,03,14,10,JPY\nJP,04,14,8,JPY\n",                          \
        "fx", "currency,rate,decimals\nJPY,1,0\n"

/* Japan, item by item, each a shipment of its own. Bases are cut to 1000 yen, dues to 100.
 *   534795: 534000 x 14 % = 74760 -> 74700
 *           534795 + 74700 = 609495 -> 609000 x 7.8 % = 47502 -> 47500
 *   126258: 126000 x 14 % = 17640 -> 17600
 *           126258 + 17600 = 143858 -> 143000 x 6.24 % = 8923.2 -> 8900
 * The duties are the published ones of the items, and the taxes add up to the published 56400.
 * With the local tax in the rate, 10 % and 8 %: 60900 and 11440 -> 11400, together 72300, which is
 * the published 56400 + 15900. */
static void t2_japan_cuts_bases_and_amounts(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAY("JP", "JPY", "0"), JAPAN("100"), NULL);
    assert_bill(t, "country=JP hs_code=0101 value=534795", "freight 0, duty 74700, tax 47500");
    assert_bill(t, "country=JP hs_code=0201 value=126258", "freight 0, duty 17600, tax 8900");
    assert_bill(t, "country=JP hs_code=0301 value=534795", "freight 0, duty 74700, tax 60900");
    assert_bill(t, "country=JP hs_code=0401 value=126258", "freight 0, duty 17600, tax 11400");
    tiny_free(t);
}

/* One declaration cuts the sums: 74760 + 17640 is the published duty of 92400. As two shipments the
 * amounts before the cut have to be asked for: the taxes are then 609555 -> 609000 x 7.8 % = 47502
 * and 143898 -> 143000 x 6.24 % = 8923.2, together 56425, cut 56400. */
static void t2_japan_before_the_last_cut(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAY("JP", "JPY", "0"), JAPAN("0"), NULL);
    assert_bill(t, "country=JP hs_code=0101 value=534795", "freight 0, duty 74760, tax 47502");
    assert_bill(t, "country=JP hs_code=0201 value=126258", "freight 0, duty 17640, tax 8923");
    tiny_free(t);
}

/* The same as one declaration, the national tax by itself and the local one, 22/78 of it, on a line
 * of its own:
 *   duty  74760 + 17640 = 92400
 *   tax   534795 + 74700 = 609495 -> 609000 x 7.8 % = 47502
 *         126258 + 17600 = 143858 -> 143000 x 6.24 % = 8923.2 -> 8923; 56425 -> 56400
 *   local (47500 + 8900) x 28.2051 % = 15907.68 -> 15908 -> 15900
 * These three are the published ones. */
static void t2_japan_in_one_declaration(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAY("JP", "JPY", "0"), "customs",
                        "country,direction,value_truncate,amount_truncate,currency\n"
                        "JP,import,1000,100,JPY\n",
                        "duties",
                        "country,hs_prefix,duty_pct,tax_pct,local_tax_pct,currency\n"
                        "JP,01,14,7.8,28.2051,JPY\nJP,02,14,6.24,28.2051,JPY\n",
                        "fx", "currency,rate,decimals\nJPY,1,0\n", NULL);
    assert_bill(t, "country=JP goods=534795:0101|126258:0201",
                "freight 0, duty 92400, tax 56400, tax 15900");
    assert_bill(t, "country=JP goods=126258:0201|534795:0101 value=661053 incoterm=DAP",
                "freight 0, duty 92400 buyer, tax 56400 buyer, tax 15900 buyer");
    tiny_free(t);
}

/* Australia: goods of 1274 USD at 0.91 are 1400 AUD, freight and insurance of 118.30 USD are 130
 * AUD. Duty 5 % of the goods is 70; GST 10 % x (1400 + 130 + 70) = 160. */
static void t3_duty_on_goods_and_tax_on_all(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAY("AU", "USD", "100"), INSURANCE("18.30"), "customs",
                        "country,direction,duty_base,currency\nAU,import,goods,AUD\n", "duties",
                        "country,duty_pct,tax_pct,currency\nAU,5,10,AUD\n", "fx",
                        "currency,rate\nAUD,1\nUSD,0.91\n", NULL);
    /* 100 USD / 0.91 = 109.89 AUD, 18.30 / 0.91 = 20.11 AUD, together 130.00. */
    assert_bill(t, "country=AU value=1274 value_currency=USD",
                "freight 109.89 (100.00 USD), surcharge INS 20.11 (18.30 USD), duty 70.00, tax "
                "160.00");
    tiny_free(t);
}

/* New Zealand: goods 1000, freight 100: duty 5 % = 50; GST 15 % x 1150 = 172.50. */
static void t5a_new_zealand(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAY("NZ", "NZD", "100"), "customs",
                        "country,direction,duty_base,currency\nNZ,import,goods,NZD\n", "duties",
                        "country,duty_pct,tax_pct,currency\nNZ,5,15,NZD\n", NULL);
    assert_bill(t, "country=NZ value=1000", "freight 100.00, duty 50.00, tax 172.50");
    tiny_free(t);
}

/* Canada: 100 USD at 1.15 are 115 CAD: duty 4 % = 4.60; GST 5 % x 119.60 = 5.98; together 10.58. */
static void t6_canada(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAY("CA", "CAD", "0"), "customs",
                        "country,direction,duty_base,tax_base,currency\n"
                        "CA,import,goods,goods_duty,CAD\n",
                        "duties", "country,duty_pct,tax_pct,currency\nCA,4,5,CAD\n", "fx",
                        "currency,rate\nUSD,1\nCAD,1.15\n", NULL);
    assert_bill(t, "country=CA value=100 value_currency=USD currency=CAD",
                "freight 0.00, duty 4.60, tax 5.98");
    assert_cost(t, "country=CA value=100 value_currency=USD currency=CAD", "10.58");
    tiny_free(t);
}

/* United Kingdom: goods 10000, freight 100, insurance 50: duty 10 % x 10150 = 1015; VAT 20 % x
 * (10150 + 1015 + a value adjustment of 500 = 11665) = 2333. */
static void t8_a_value_adjustment(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAY("GB", "GBP", "100"), INSURANCE("50"), "customs",
                        "country,direction,tax_extra,currency\nGB,import,500,GBP\n", "duties",
                        "country,duty_pct,tax_pct,currency\nGB,10,20,GBP\n", NULL);
    assert_bill(t, "country=GB value=10000",
                "freight 100.00, surcharge INS 50.00, duty 1015.00, tax 2333.00");
    tiny_free(t);
}

/* Brazil: 100 BRL, import tax 20 % = 20; ICMS of 17 % within: 120 x 17 / 83 = 24.578; 144.58 with
 * the goods. In dollars at 5.5 a deduction of 20 USD from 60 % above 50 USD: 100 USD are 550 BRL,
 * 330 - 110 = 220 of duty, and ICMS 770 x 17 / 83 = 157.71. */
static void t9a_a_tax_within_the_price(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAY("BR", "BRL", "0"), "customs",
                        "country,direction,tax_inside,currency\nBR,import,yes,BRL\n", "duties",
                        "country,over_value,up_to_value,duty_pct,duty_less,tax_pct,currency\n"
                        "BR,0,50,20,0,17,USD\n"
                        "BR,50,,60,20,17,USD\n",
                        "fx", "currency,rate\nUSD,1\nBRL,5.5\n", NULL);
    assert_bill(t, "country=BR value=100 value_currency=BRL currency=BRL",
                "freight 0.00, duty 20.00, tax 24.58");
    assert_bill(t, "country=BR value=100 value_currency=USD currency=BRL",
                "freight 0.00, duty 220.00, tax 157.71");
    tiny_free(t);
}

/* Russia: above 200 EUR 15 % of the excess, but not less than 2 EUR for each kilogram above 31.
 * 300 EUR and 10 kg: 15 % x 100 = 15. 41 kg: 2 x 10 = 20 is more. */
static void t10a_the_greater_of_value_and_weight(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAY("RU", "EUR", "0"), "customs",
                        "country,direction,duty_base,currency\nRU,import,goods,EUR\n", "duties",
                        "country,over_value,up_to_value,duty_pct,duty_less,duty_per_kg,free_kg,"
                        "currency\n"
                        "RU,0,200,0,0,2,31,EUR\n"
                        "RU,200,,15,30,2,31,EUR\n",
                        NULL);
    assert_bill(t, "country=RU value=300 piece=10", "freight 0.00, duty 15.00");
    assert_bill(t, "country=RU value=300 piece=41", "freight 0.00, duty 20.00");
    assert_bill(t, "country=RU value=200 piece=31", "freight 0.00");
    assert_bill(t, "country=RU value=200 piece=32", "freight 0.00, duty 2.00");
    tiny_free(t);
}

/* European Union: 3 EUR for each tariff line. A silk blouse and two of wool are two lines, a pen, a
 * book and a hat three. */
static void t11_a_flat_duty_by_tariff_line(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAY("DE", "EUR", "0"), "duties",
                        "country,up_to_value,duty_per_line,currency,valid_from\n"
                        "DE,150,3,EUR,2026-07-01\n",
                        NULL);
    assert_bill(t, "country=DE value=60 hs_lines=2", "freight 0.00, duty 6.00");
    assert_bill(t, "country=DE value=60 hs_lines=3", "freight 0.00, duty 9.00");
    assert_bill(t, "country=DE value=60 hs_lines=3 ship_date=2026-06-30", "freight 0.00");
    tiny_free(t);
}

/* China's cross-border retail: 70 % of VAT 13 % is 9.1 %: 500 x 9.1 % = 45.50. */
static void t12_seventy_percent_of_a_tax(void **state)
{
    (void)state;
    tiny *t = tiny_load("nodes", "node,country,kind\nA,JP,origin\nB,CN,bonded_warehouse\n", "zones",
                        "zone,country\nZ,CN\n", "carriers", "carrier,currency\nX,CNY\n", "lanes",
                        "lane,carrier,mode,from,to,days\n"
                        "IN,X,bonded_warehouse,A,B,9\n"
                        "L,X,bonded_warehouse,B,Z,2\n",
                        "rates", "card,flat\nIN,0\nL,0\n", "duties",
                        "country,mode,up_to_value,tax_pct,currency\n"
                        "CN,bonded_warehouse,5000,9.1,CNY\n",
                        NULL);
    assert_bill(t, "country=CN value=500", "freight 0.00, freight 0.00, tax 45.50");
    tiny_free(t);
}

/* United States, merchandise processing fee of 2026: 0.3464 % from 33.58 to 651.50.
 * 5000: 17.32; 100000: 346.40; 200000: 692.80. */
static void t14_a_fee_between_two_bounds(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAY("US", "USD", "0"), "customs",
                        "country,direction,duty_base,value_fee_pct,value_fee_min,value_fee_max,"
                        "currency\n"
                        "US,import,goods,0.3464,33.58,651.50,USD\n",
                        NULL);
    assert_bill(t, "value=5000", "freight 0.00, clearance 33.58");
    assert_bill(t, "value=100000", "freight 0.00, clearance 346.40");
    assert_bill(t, "value=200000", "freight 0.00, clearance 651.50");
    tiny_free(t);
}

/* Ireland: goods of 500 free of duty and of 600 at 2.5 % = 15; VAT 23 % x (500 + 600 + 15) =
 * 256.45, item by item 115.00 and 23 % x 615 = 141.45. */
static void t15_goods_of_two_headings(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAY("IE", "EUR", "0"), "duties",
                        "country,hs_prefix,duty_pct,tax_pct,currency\n"
                        "IE,,0,23,EUR\n"
                        "IE,95,2.5,23,EUR\n",
                        NULL);
    assert_bill(t, "country=IE value=500 hs_code=8471", "freight 0.00, tax 115.00");
    assert_bill(t, "country=IE value=600 hs_code=9503", "freight 0.00, duty 15.00, tax 141.45");
    assert_bill(t, "country=IE goods=500:8471|600:9503", "freight 0.00, duty 15.00, tax 256.45");
    tiny_free(t);
}

/* Singapore: above 400 all of it is taxed: 450 x 7 % = 31.50. */
static void t16_a_threshold_on_all(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAY("SG", "SGD", "0"), "duties",
                        "country,over_value,tax_pct,currency\nSG,400,7,SGD\n", NULL);
    assert_bill(t, "country=SG value=450", "freight 0.00, tax 31.50");
    assert_bill(t, "country=SG value=400", "freight 0.00");
    tiny_free(t);
}

/* United States, autumn 2025: a postal item bears 80 from an origin with a rate below 16 %, 160
 * from 16 to 25 %. The item is one tariff line here. */
static void t17_a_sum_an_item_by_post(void **state)
{
    (void)state;
    tiny *t = tiny_load("nodes", "node,country,kind\nA,JP,origin\nB,TW,origin\n", "lanes",
                        "lane,carrier,mode,from,to,days\nL,X,postal,A,Z,9\nM,X,postal,B,Z,9\n",
                        "rates", "card,flat\nL,0\nM,0\n", "duties",
                        "country,mode,origin_country,duty_per_line,currency,valid_from,valid_to\n"
                        "US,postal,JP,80,USD,2025-08-29,2026-02-28\n"
                        "US,postal,TW,160,USD,2025-08-29,2026-02-28\n",
                        NULL);
    assert_bill(t, "value=50 ship_date=2025-10-01", "freight 0.00, duty 80.00");
    assert_bill(t, "origin=B value=50 ship_date=2025-10-01", "freight 0.00, duty 160.00");
    assert_bill(t, "origin=B value=50 ship_date=2026-03-01", "freight 0.00");
    tiny_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(t1_duty_on_cif_and_vat_on_both),
        cmocka_unit_test(t2_japan_cuts_bases_and_amounts),
        cmocka_unit_test(t2_japan_before_the_last_cut),
        cmocka_unit_test(t2_japan_in_one_declaration),
        cmocka_unit_test(t3_duty_on_goods_and_tax_on_all),
        cmocka_unit_test(t5a_new_zealand),
        cmocka_unit_test(t6_canada),
        cmocka_unit_test(t8_a_value_adjustment),
        cmocka_unit_test(t9a_a_tax_within_the_price),
        cmocka_unit_test(t10a_the_greater_of_value_and_weight),
        cmocka_unit_test(t11_a_flat_duty_by_tariff_line),
        cmocka_unit_test(t12_seventy_percent_of_a_tax),
        cmocka_unit_test(t14_a_fee_between_two_bounds),
        cmocka_unit_test(t15_goods_of_two_headings),
        cmocka_unit_test(t16_a_threshold_on_all),
        cmocka_unit_test(t17_a_sum_an_item_by_post),
    };
    return cmocka_run_group_tests_name("vectors_landed", tests, NULL, NULL);
}
