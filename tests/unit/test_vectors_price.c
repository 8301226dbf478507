/* Published examples of freight, storage and cover, through the public door.
 *
 * Sources stand in docs/examples-of-practice.md. Currencies are those of the examples. */
#include "support/tiny_catalog.h"

#define CARRIER(currency) "carriers", "carrier,currency\nX," currency "\n"
#define LANE(columns, values) \
    "lanes", "lane,carrier,mode,from,to,days" columns "\nL,X,postal,A,Z,12" values "\n"

/* A postal card: an item fee and a rate per kilogram in each band.
 *   10 g: 8.55
 *   50 g: 5.76 + 0.050 x 92.988 = 10.4094 (the source prints 10.4)
 *  100 g: 6.39 + 0.100 x 71.514 = 13.5414
 *  250 g: 6.39 + 0.250 x 71.514 = 24.2685
 *  251 g: 20.709 + 0.251 x 68.877 = 37.997127 */
static void p1_item_fee_and_rate_in_bands(void **state)
{
    (void)state;
    tiny *t = tiny_load(CARRIER("CNY"), LANE("", ""), "rates",
                        "card,over_kg,up_to_kg,flat,per_kg\n"
                        "L,0,0.03,8.55,\n"
                        "L,0.03,0.08,5.76,92.988\n"
                        "L,0.08,0.25,6.39,71.514\n"
                        "L,0.25,5,20.709,68.877\n",
                        NULL);
    assert_freight(t, "piece=0.010", "0.010", "8.55");
    assert_freight(t, "piece=0.050", "0.050", "10.41");
    assert_freight(t, "piece=0.100", "0.100", "13.54");
    assert_freight(t, "piece=0.250", "0.250", "24.27");
    assert_freight(t, "piece=0.251", "0.251", "38.00");
    tiny_free(t);
}

/* 1.5121 + 0.05 x 97.94 = 6.4091; 21.375 + 0.5 x 51.3 = 47.025, half up. */
static void p2_a_discounted_card_keeps_its_digits(void **state)
{
    (void)state;
    tiny *t = tiny_load(CARRIER("CNY"), LANE("", ""), "rates",
                        "card,up_to_kg,over_kg,flat,per_kg\n"
                        "L,0.1,0,1.5121,97.94\n"
                        "L,2,0.1,21.375,51.3\n",
                        NULL);
    assert_freight(t, "piece=0.05", "0.050", "6.41");
    assert_freight(t, "piece=0.5", "0.500", "47.03");
    tiny_free(t);
}

/* 4.01 a kilogram, at least 76.69: 19 kg would be 76.19, 20 kg are 80.20. */
static void p4_a_minimum_charge(void **state)
{
    (void)state;
    tiny *t = tiny_load(CARRIER("EUR"), LANE("", ""), "rates",
                        "card,per_kg,min_charge\nL,4.01,76.69\n", NULL);
    assert_freight(t, "piece=1", "1.000", "76.69");
    assert_freight(t, "piece=19", "19.000", "76.69");
    assert_freight(t, "piece=20", "20.000", "80.20");
    tiny_free(t);
}

/* Air freight: a break "from 45 kg" includes 45 itself, so its bracket begins above 44.999.
 * 30 x 37.15 = 1114.50 against 45 x 18.28 = 822.60; 22 x 37.15 = 817.30 is less than that. */
static void p5_the_next_break_where_it_is_cheaper(void **state)
{
    (void)state;
    tiny *t = tiny_load(CARRIER("CNY"), LANE(",step_kg,next_break", ",0.5,yes"), "rates",
                        "card,over_kg,up_to_kg,per_kg\n"
                        "L,0,44.999,37.15\n"
                        "L,44.999,,18.28\n",
                        NULL);
    assert_freight(t, "piece=30", "30.000", "822.60");
    assert_freight(t, "piece=22", "22.000", "817.30");
    assert_freight(t, "piece=45", "45.000", "822.60");
    tiny_free(t);
}

/* 30 x 16 = 480 against 45 x 9 = 405. */
static void p7_the_next_break_again(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE(",step_kg,next_break", ",0.5,yes"), "rates",
                        "card,over_kg,up_to_kg,per_kg\n"
                        "L,0,44.999,16\n"
                        "L,44.999,,9\n",
                        NULL);
    assert_freight(t, "piece=30", "30.000", "405.00");
    tiny_free(t);
}

/* A container's pivot weight is paid for whatever is in it: 800 kg net count as 1000; 1000 x 1.2.
 * Its tare is not charged. Above the pivot the goods' own weight counts. */
static void p8_a_pivot_weight(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE(",min_weight_kg", ",1000"), "rates", "card,per_kg\nL,1.2\n", NULL);
    assert_freight(t, "piece=800", "1000.000", "1200.00");
    assert_freight(t, "piece=1001", "1001.000", "1201.20");
    tiny_free(t);
}

/* 2 m3 at 6000 cm3 a kilogram: 333.33 kg, to the next gram. */
static void p9_chargeable_weight_by_air(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE(",volumetric_divisor", ",6000"), NULL);
    assert_freight(t, "piece=150:200x100x100", "333.334", "333.33");
    tiny_free(t);
}

/* Sea freight by weight or measure: a ton or a cubic metre, at least one. Four cartons of 60 x 50 x
 * 40 cm are 0.48 m3 and 0.12 t. At 1000 cm3 a kilogram a cubic metre is a ton. */
static void p10_weight_or_measure(void **state)
{
    (void)state;
    tiny *raw = tiny_load(LANE(",volumetric_divisor", ",1000"), NULL);
    assert_freight(raw, "piece=30:60x50x40*4", "480.000", "480.00");
    tiny_free(raw);
    tiny *least = tiny_load(LANE(",volumetric_divisor,min_weight_kg", ",1000,1000"), NULL);
    assert_freight(least, "piece=30:60x50x40*4", "1000.000", "1000.00");
    tiny_free(least);
}

/* The percentage of a fuel table is known once its index is: 24.5 % of 100.00 from that day on. */
static void p11_a_fuel_percentage_from_its_day_on(void **state)
{
    (void)state;
    tiny *t = tiny_load("surcharges",
                        "surcharge,basis,amount,valid_from,valid_to\n"
                        "FUEL,pct_freight,23.75,2026-10-01,2026-10-31\n"
                        "FUEL,pct_freight,24.5,2026-11-01,\n",
                        NULL);
    assert_bill(t, "piece=100", "freight 100.00, surcharge FUEL 24.50");
    assert_bill(t, "piece=100 ship_date=2026-10-31", "freight 100.00, surcharge FUEL 23.75");
    assert_bill(t, "piece=100 ship_date=2026-09-30", "freight 100.00");
    tiny_free(t);
}

/* 40 x 4 = 160, at least 200. */
static void p12a_a_rate_with_a_minimum(void **state)
{
    (void)state;
    tiny *t =
        tiny_load(CARRIER("CNY"), LANE("", ""), "rates", "card,per_kg,min_charge\nL,4,200\n", NULL);
    assert_freight(t, "piece=40", "40.000", "200.00");
    assert_freight(t, "piece=51", "51.000", "204.00");
    tiny_free(t);
}

#define WAREHOUSE                                                                  \
    "nodes", "node,country,kind\nA,CN,origin\nW,US,overseas_warehouse\n", "lanes", \
        "lane,carrier,mode,from,to,days\nL,X,overseas_warehouse,W,Z,2\n", "rates", \
        "card,flat\nL,4\n"

/* One cubic metre for 100 days: 30 free, 30 x 0.50 = 15, 30 x 1 = 30, 10 x 1.50 = 15; together 60.
 */
static void p13_storage_by_age(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAREHOUSE, "stock",
                        "node,sku,storage_days,inbound_per_kg,currency\nW,S,100,0,USD\n", "storage",
                        "node,from_day,to_day,per_cbm_day,currency\n"
                        "W,1,30,0,USD\n"
                        "W,31,60,0.5,USD\n"
                        "W,61,90,1,USD\n"
                        "W,91,180,1.5,USD\n"
                        "W,181,270,3,USD\n"
                        "W,271,360,4,USD\n"
                        "W,361,,5,USD\n",
                        NULL);
    const lw_plan *plan = tiny_plan(t, "sku=S piece=200:100x100x100");
    assert_int_equal(plan->by_type[LW_STORAGE], 6000);
    tiny_free(t);
}

/* 200 units of one cubic foot from September to December at 0.87 a month, 2.40 from October on:
 * 200 x (0.87 + 3 x 2.40) = 1614. The table knows the age of stock, not the season: goods that came
 * on the first of September, months of 30 days, one cubic foot written as one cubic metre. */
static void p14_a_dearer_season(void **state)
{
    (void)state;
    tiny *t = tiny_load(WAREHOUSE, "stock",
                        "node,sku,storage_days,inbound_per_kg,currency\nW,S,120,0,USD\n", "storage",
                        "node,from_day,to_day,per_cbm_day,currency\n"
                        "W,1,30,0.029,USD\n"
                        "W,31,,0.08,USD\n",
                        NULL);
    const lw_plan *plan = tiny_plan(t, "sku=S piece=1:100x100x100*200");
    /* 200 x 30 x 0.029 = 174.00 and 200 x 90 x 0.08 = 1440.00 */
    assert_int_equal(plan->by_type[LW_STORAGE], 161400);
    tiny_free(t);
}

/* Cover at 9.80 up to a value of 700, then 1.40 for each 100: 1.4 % with a least amount. Between
 * the hundreds the table charges the exact share. */
static void p15_cover_by_value(void **state)
{
    (void)state;
    tiny *t = tiny_load("surcharges",
                        "surcharge,basis,amount,min_amount\nCOVER,pct_value,1.4,9.8\n", NULL);
    assert_bill(t, "value=1000", "freight 1.00, surcharge COVER 14.00");
    assert_bill(t, "value=700", "freight 1.00, surcharge COVER 9.80");
    assert_bill(t, "value=100", "freight 1.00, surcharge COVER 9.80");
    tiny_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(p1_item_fee_and_rate_in_bands),
        cmocka_unit_test(p2_a_discounted_card_keeps_its_digits),
        cmocka_unit_test(p4_a_minimum_charge),
        cmocka_unit_test(p5_the_next_break_where_it_is_cheaper),
        cmocka_unit_test(p7_the_next_break_again),
        cmocka_unit_test(p8_a_pivot_weight),
        cmocka_unit_test(p9_chargeable_weight_by_air),
        cmocka_unit_test(p10_weight_or_measure),
        cmocka_unit_test(p11_a_fuel_percentage_from_its_day_on),
        cmocka_unit_test(p12a_a_rate_with_a_minimum),
        cmocka_unit_test(p13_storage_by_age),
        cmocka_unit_test(p14_a_dearer_season),
        cmocka_unit_test(p15_cover_by_value),
    };
    return cmocka_run_group_tests_name("vectors_price", tests, NULL, NULL);
}
