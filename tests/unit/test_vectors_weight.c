/* Published examples of billable weight, through the public door.
 *
 * Carriers print them in inches and pounds as often as in centimetres and kilograms. The arithmetic
 * has no scale: where an example is in inches, one inch is written as one centimetre, one pound as
 * one kilogram and the divisor of 139 cubic inches a pound as 139 cm3 a kilogram. Sources stand in
 * docs/examples-of-practice.md. */
#include "support/tiny_catalog.h"

#define LANE(columns, values) \
    "lanes", "lane,carrier,mode,from,to,days," columns "\nL,X,express,A,Z,5," values "\n"

/* 30.4 x 19.6 x 19.5 to the nearest inch: 30 x 20 x 20 = 12000; 12000 / 139 = 86.33 -> 87. */
static void w1_each_side_goes_to_the_nearest_unit(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("volumetric_divisor,dim_rounding,step_kg", "139,nearest,1"), NULL);
    assert_freight(t, "piece=1:30.4x19.6x19.5", "87.000", "87.00");
    tiny_free(t);
}

/* 10.2 x 8.5 x 5.6 up: 11 x 9 x 6 = 594; 594 / 139 = 4.27 -> 5. Of 20.5 lb actual the next pound
 * is 21. */
static void w3_each_side_goes_up(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("volumetric_divisor,dim_rounding,step_kg", "139,up,1"), NULL);
    assert_freight(t, "piece=0.1:10.2x8.5x5.6", "5.000", "5.00");
    assert_freight(t, "piece=20.5:10.2x8.5x5.6", "21.000", "21.00");
    tiny_free(t);
}

/* 50 x 50 x 50 / 5000 = 25 kg against 20 kg. */
static void w5_volume_counts_where_it_is_more(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("volumetric_divisor,step_kg", "5000,0.5"), NULL);
    assert_freight(t, "piece=20:50x50x50", "25.000", "25.00");
    assert_freight(t, "piece=25.1:50x50x50", "25.500", "25.50");
    tiny_free(t);
}

/* Volume counts from a side above 60 cm on; the table says "at least", so 60.1 stands for it.
 * 70 x 30 x 30 / 8000 = 7.875 (the source prints 7.8). */
static void w7_volume_counts_for_long_pieces_only(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("volumetric_divisor,vol_over_side_cm", "8000,60.1"), NULL);
    assert_freight(t, "piece=6:70x30x30", "7.875", "7.88");
    assert_freight(t, "piece=6:60x60x30", "6.000",
                   "6.00"); /* 13.5 by volume, but no side is longer */
    assert_freight(t, "piece=6:30x60.1x60", "13.523",
                   "13.52"); /* 108180 / 8000 = 13.5225 -> gram */
    tiny_free(t);
}

/* Half kilograms below 20 kg, whole ones above, piece by piece: 20.1 -> 21; 21.1 by volume -> 22;
 * 16.2 by volume -> 16.5; together 59.5 -> 60. At 5000 cm3 a kilogram, 8, 21.1 and 16.2 kg are
 * 40000, 105500 and 81000 cm3. */
static void w9a_pieces_are_rounded_then_their_sum(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("volumetric_divisor,piece_rule", "5000,sum_of_pieces"), "rates",
                        "card,over_kg,up_to_kg,per_kg,step_kg\n"
                        "L,0,20,1,0.5\n"
                        "L,20,,1,1\n",
                        NULL);
    assert_freight(t, "piece=20.1:40x40x25", "21.000", "21.00");
    assert_freight(t, "piece=10:105.5x50x20", "22.000", "22.00");
    assert_freight(t, "piece=15:60x45x30", "16.500", "16.50");
    assert_freight(t, "piece=20.1:40x40x25 piece=10:105.5x50x20 piece=15:60x45x30", "60.000",
                   "60.00");
    tiny_free(t);
}

/* 16 x 6 x 12 = 1152 cubic inches are not above 1728, one cubic foot. */
static void w10_volume_counts_above_a_cubic_foot(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("volumetric_divisor,vol_over_cm3,step_kg", "166,1728,1"), NULL);
    assert_freight(t, "piece=1:16x6x12", "1.000", "1.00");
    assert_freight(t, "piece=1:12x12x12", "1.000", "1.00");     /* 1728 itself */
    assert_freight(t, "piece=1:12.1x12x12", "11.000", "11.00"); /* 1742.4 / 166 = 10.50 */
    tiny_free(t);
}

/* 20.25 is 20 and 20.75 is 21. With 10 x 10 besides and a divisor of 100 the kilograms are the long
 * side. */
static void w11_quarter_inches_go_to_the_nearest_inch(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("volumetric_divisor,dim_rounding", "100,nearest"), NULL);
    assert_freight(t, "piece=1:20.25x10x10", "20.000", "20.00");
    assert_freight(t, "piece=1:20.75x10x10", "21.000", "21.00");
    assert_freight(t, "piece=1:20.5x10x10", "21.000", "21.00"); /* a half goes up */
    tiny_free(t);
}

/* 47 x 12 x 10 cm = 5640 cm3 = 0.199 cubic feet: a day in store at 1.000 a cubic foot, which
 * is 35.314667 a cubic metre: 0.00564 x 35.314667 = 0.199175, in a currency of three digits. */
static void w12_storage_by_the_cubic_foot(void **state)
{
    (void)state;
    tiny *t = tiny_load("nodes", "node,country,kind\nA,CN,origin\nW,US,overseas_warehouse\n",
                        "lanes", "lane,carrier,mode,from,to,days\nL,X,overseas_warehouse,W,Z,2\n",
                        "stock", "node,sku,storage_days,inbound_per_kg,currency\nW,S,1,0,KWD\n",
                        "storage", "node,per_cbm_day,currency\nW,35.314667,KWD\n", "fx",
                        "currency,rate,decimals\nUSD,1,2\nKWD,0.5,3\n", NULL);
    const lw_plan *plan = tiny_plan(t, "sku=S piece=1:47x12x10");
    const lw_charge *storage = NULL;
    for (uint32_t i = 0; i < plan->charge_count; i++) {
        if (plan->charges[i].type == LW_STORAGE)
            storage = &plan->charges[i];
    }
    assert_non_null(storage);
    // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): the line above sees to it
    assert_int_equal(storage->card_amount, 199);
    assert_int_equal(storage->card_decimals, 3);
    tiny_free(t);
}

/* Volume counts from twice the weight on: 11999 cm3 at 6000 are 1.9998 kg, 12000 are 2. */
static void w14a_volume_counts_from_twice_the_weight(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("volumetric_divisor,vol_over_ratio", "6000,2"), NULL);
    assert_freight(t, "piece=1:13x13x71", "1.000", "1.00");
    assert_freight(t, "piece=1:30x20x20", "2.000", "2.00");
    tiny_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(w1_each_side_goes_to_the_nearest_unit),
        cmocka_unit_test(w3_each_side_goes_up),
        cmocka_unit_test(w5_volume_counts_where_it_is_more),
        cmocka_unit_test(w7_volume_counts_for_long_pieces_only),
        cmocka_unit_test(w9a_pieces_are_rounded_then_their_sum),
        cmocka_unit_test(w10_volume_counts_above_a_cubic_foot),
        cmocka_unit_test(w11_quarter_inches_go_to_the_nearest_inch),
        cmocka_unit_test(w12_storage_by_the_cubic_foot),
        cmocka_unit_test(w14a_volume_counts_from_twice_the_weight),
    };
    return cmocka_run_group_tests_name("vectors_weight", tests, NULL, NULL);
}
