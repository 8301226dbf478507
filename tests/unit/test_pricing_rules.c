/* Billable weight and rate cards, every rule with numbers worked out by hand. */
#include <stdio.h>

#include "support/tiny_catalog.h"

#define LANE(columns, values) \
    "lanes", "lane,carrier,mode,from,to,days," columns "\nL,X,express,A,Z,5," values "\n"
#define RATES(text) "rates", "card," text

/* Asks one question of a catalog of one lane. */
#define ONE(fields, kilograms, freight, ...)             \
    do {                                                 \
        tiny *one = tiny_load(__VA_ARGS__, NULL);        \
        assert_freight(one, fields, kilograms, freight); \
        tiny_free(one);                                  \
    } while (0)

/* At 1 cm3 a kilogram the volume can be read off. 10.4 x 10.5 x 10.6 = 1157.52. */
static void dimensions_are_rounded_or_not(void **state)
{
    (void)state;
    const char *piece = "piece=1:10.4x10.5x10.6";
    ONE(piece, "1157.520", "1157.52", LANE("volumetric_divisor", "1"));
    ONE(piece, "1157.520", "1157.52", LANE("volumetric_divisor,dim_rounding", "1,none"));
    ONE(piece, "1210.000", "1210.00", LANE("volumetric_divisor,dim_rounding", "1,nearest"));
    ONE(piece, "1331.000", "1331.00", LANE("volumetric_divisor,dim_rounding", "1,up"));
    ONE("piece=1:10x10x10", "1000.000", "1000.00", LANE("volumetric_divisor,dim_rounding", "1,up"));
    /* 10.41 is read as 105 mm */
    ONE("piece=1:10.41x10x10", "1050.000", "1050.00", LANE("volumetric_divisor", "1"));
}

/* 1000 cm3 / 139 = 7.19424... kg -> gram up; / 138.889 = 7.19999... ; a piece without dimensions
 * has no volume, and neither has one with a side of 0. */
static void volume_goes_up_to_the_gram(void **state)
{
    (void)state;
    ONE("piece=1:10x10x10", "7.195", "7.20", LANE("volumetric_divisor", "139"));
    ONE("piece=1:10x10x10", "7.200", "7.20", LANE("volumetric_divisor", "138.889"));
    ONE("piece=1", "1.000", "1.00", LANE("volumetric_divisor", "139"));
    ONE("piece=1:0x90x90", "1.000", "1.00", LANE("volumetric_divisor", "139"));
    ONE("piece=1:10x10x10", "1.000", "1.00", LANE("volumetric_divisor", ""));
    ONE("piece=8:10x10x10", "8.000", "8.00", LANE("volumetric_divisor", "139"));
}

/* 1000 cm3 a kilogram; 40 x 10 x 10 is 4 kg by volume. */
static void each_trigger_by_itself(void **state)
{
    (void)state;
    static const struct {
        const char *lane, *piece, *kilograms;
    } rows[] = {
        /* longest side >= */
        {"vol_over_side_cm\nL,X,express,A,Z,5,1000,40", "piece=1:10x40x10", "4.000"},
        {"vol_over_side_cm\nL,X,express,A,Z,5,1000,40", "piece=1:10x39.9x10", "1.000"},
        /* L + W + H > */
        {"vol_over_sum_cm\nL,X,express,A,Z,5,1000,60", "piece=1:40x10x10", "1.000"},
        {"vol_over_sum_cm\nL,X,express,A,Z,5,1000,60", "piece=1:40.1x10x10", "4.010"},
        /* L x W x H > */
        {"vol_over_cm3\nL,X,express,A,Z,5,1000,4000", "piece=1:40x10x10", "1.000"},
        {"vol_over_cm3\nL,X,express,A,Z,5,1000,3999.999", "piece=1:40x10x10", "4.000"},
        /* volume >= ratio x actual x divisor: 4000 against 1.6 x 2.5 x 1000 */
        {"vol_over_ratio\nL,X,express,A,Z,5,1000,1.6", "piece=2.5:40x10x10", "4.000"},
        {"vol_over_ratio\nL,X,express,A,Z,5,1000,1.6001", "piece=2.5:40x10x10", "2.500"},
        {"vol_over_ratio\nL,X,express,A,Z,5,1000,1.6", "piece=2.501:40x10x10", "2.501"},
        /* after rounding the dimensions: 39.9 becomes 40 */
        {"vol_over_side_cm,dim_rounding\nL,X,express,A,Z,5,1000,40,up", "piece=1:39.9x10x10",
         "4.000"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char lanes[256];
        snprintf(lanes, sizeof lanes, "lane,carrier,mode,from,to,days,volumetric_divisor,%s\n",
                 rows[i].lane);
        tiny *t = tiny_load("lanes", lanes, RATES("flat\nL,1\n"), NULL);
        assert_freight(t, rows[i].piece, rows[i].kilograms, "1.00");
        tiny_free(t);
    }
}

/* The ratio is tested before the volumetric weight goes up to the gram. At 1001 cm3 a kilogram, 7 x
 * 11 x 26 = 2002 cm3 are 2 kg; 3 x 23 x 29 = 2001 cm3 are 1.999001, which rounds to 2 and is less
 * than twice 1 kg all the same. */
static void the_ratio_is_tested_exactly(void **state)
{
    (void)state;
    ONE("piece=1:7x11x26", "2.000", "2.00", LANE("volumetric_divisor,vol_over_ratio", "1001,2"));
    ONE("piece=1:3x23x29", "1.000", "1.00", LANE("volumetric_divisor,vol_over_ratio", "1001,2"));
    ONE("piece=1:3x23x29", "2.000", "2.00", LANE("volumetric_divisor", "1001"));
}

static void all_triggers_given_must_hold(void **state)
{
    (void)state;
    tiny *t = tiny_load(
        LANE("volumetric_divisor,vol_over_side_cm,vol_over_sum_cm,vol_over_cm3,vol_over_ratio",
             "1000,40,60,4000,2"),
        NULL);
    assert_freight(t, "piece=2:41x10x10", "4.100", "4.10");     /* 61 cm, 4100 cm3, 2.05 times */
    assert_freight(t, "piece=2.1:41x10x10", "2.100", "2.10");   /* 1.95 times */
    assert_freight(t, "piece=1:39x11x11", "1.000", "1.00");     /* side */
    assert_freight(t, "piece=1:40x10x10", "1.000", "1.00");     /* sum, volume */
    assert_freight(t, "piece=1:41x19.4x5", "1.000", "1.00");    /* 3977 cm3 */
    assert_freight(t, "piece=1:50x50x0.1", "1.000", "1.00");    /* 250 cm3 */
    assert_freight(t, "piece=0.1:40x10.1x10", "4.040", "4.04"); /* all just hold */
    tiny_free(t);
}

/* 60000 cm3 / 6000 = 10 kg against 4 kg: half of the 6 kg is added. 1.001 kg against 1 kg: any
 * part of a gram goes up. */
static void a_share_of_the_excess_is_added(void **state)
{
    (void)state;
    ONE("piece=4:50x40x30", "7.000", "7.00", LANE("volumetric_divisor,vol_share", "6000,0.5"));
    ONE("piece=1:7x11x13", "1.001", "1.00", LANE("volumetric_divisor,vol_share", "1000,0.5"));
    ONE("piece=1:7x11x13", "1.001", "1.00", LANE("volumetric_divisor,vol_share", "1000,0.0001"));
    ONE("piece=1:7x11x13", "1.000", "1.00", LANE("volumetric_divisor,vol_share", "1000,0"));
    /* 3000 g x 0.3333 = 999.9 -> 1000 */
    ONE("piece=1:40x10x10", "2.000", "2.00", LANE("volumetric_divisor,vol_share", "1000,0.3333"));
    ONE("piece=12:50x40x30", "12.000", "12.00", LANE("volumetric_divisor,vol_share", "6000,0.5"));
}

static void least_weight_and_step(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("min_weight_kg,step_kg", "0.6,0.5"), NULL);
    assert_freight(t, "piece=0.2", "1.000", "1.00"); /* 0.6, then to the half */
    assert_freight(t, "piece=1", "1.000", "1.00");
    assert_freight(t, "piece=1.001", "1.500", "1.50");
    tiny_free(t);
    ONE("piece=0.2", "0.600", "0.60", LANE("min_weight_kg", "0.6"));
    ONE("piece=0.6001", "0.601", "0.60", LANE("min_weight_kg", "0.6")); /* read as 601 g */
    /* nothing weighs a gram, each piece of it */
    ONE("piece=0", "0.001", "1.00", RATES("up_to_kg,per_kg\nL,0.001,1000\n"));
    ONE("piece=0*3", "0.003", "3.00", RATES("up_to_kg,per_kg\nL,0.003,1000\n"));
}

/* The bracket is found with the weight before the step; its own step goes before the lane's. */
static void the_bracket_is_found_before_the_step(void **state)
{
    (void)state;
    tiny *t =
        tiny_load(LANE("step_kg", "0.5"),
                  RATES("over_kg,up_to_kg,per_kg,step_kg\nL,0,1.2,1,\nL,1.2,3,2,0.3\n"), NULL);
    assert_freight(t, "piece=0.8", "1.000", "1.00");
    assert_freight(t, "piece=1.2", "1.500", "1.50"); /* beyond the bracket, and still of it */
    assert_freight(t, "piece=1.201", "1.500", "3.00");
    assert_freight(t, "piece=1.501", "1.800", "3.60");
    assert_freight(t, "piece=3", "3.000", "6.00");
    assert_refused(t, "piece=3.001", "no_rate");
    tiny_free(t);
}

/* A carrier's rules hold for its lanes, each until a lane says otherwise. */
static void lanes_inherit_and_override(void **state)
{
    (void)state;
    tiny *t =
        tiny_load("carriers",
                  "carrier,currency,volumetric_divisor,step_kg,min_weight_kg,piece_rule\n"
                  "X,USD,5000,0.5,3,each_piece\n",
                  "lanes",
                  "lane,carrier,mode,from,to,days,volumetric_divisor,step_kg,piece_rule,card\n"
                  "L,X,express,A,Z,5,,,,C\n"
                  "M,X,express,A,Z,4,6000,0.001,shipment,C\n",
                  "rates", "card,per_kg\nC,1\n", "restrictions",
                  "restriction,lane,flag,reason\nR1,M,l,-\nR2,L,m,-\n", NULL);
    /* 36000 cm3: 7.2 -> 7.5 a piece by the carrier, 2 pieces; 6 a piece by the lane */
    assert_freight(t, "flags=l piece=1:60x30x20*2", "15.000", "15.00");
    assert_freight(t, "flags=m piece=1:60x30x20*2", "12.000", "12.00");
    assert_freight(t, "flags=l piece=1*2", "6.000", "6.00");
    assert_freight(t, "flags=m piece=1*2", "3.000", "3.00");
    tiny_free(t);
}

/* Two pieces of 1.2 kg (8000 cm3: 1.6 kg) and one of 3.3 kg (1000 cm3: 0.2 kg) in steps of 0.5, at
 * 1.00 and 1.00 a kilogram.
 *   shipment:     5.7 kg against 3.4 -> 6.0: 7.00
 *   sum_of_pieces: 2.0 + 2.0 + 3.5 = 7.5: 8.50
 *   each_piece:   3.00 + 3.00 + 4.50 = 10.50, 7.5 kg */
static void three_piece_rules(void **state)
{
    (void)state;
    const char *pieces = "piece=1.2:20x20x20*2 piece=3.3:10x10x10";
#define RULE(rule) \
    LANE("volumetric_divisor,step_kg,piece_rule", "5000,0.5," rule), RATES("flat,per_kg\nL,1,1\n")
    ONE(pieces, "6.000", "7.00", RULE(""));
    ONE(pieces, "6.000", "7.00", RULE("shipment"));
    ONE(pieces, "7.500", "8.50", RULE("sum_of_pieces"));
    ONE(pieces, "7.500", "10.50", RULE("each_piece"));
#undef RULE
}

/* As one shipment, a piece without a volume counts with its weight: 3 kg against 2 + 1.6. Where a
 * trigger does not hold likewise. The share is taken on the sums: 2 kg against 3.2. */
static void volumes_of_a_shipment_are_added(void **state)
{
    (void)state;
    ONE("piece=2 piece=1:20x20x20", "3.600", "3.60", LANE("volumetric_divisor", "5000"));
    ONE("piece=2:10x10x10 piece=1:20x20x20", "3.600", "3.60",
        LANE("volumetric_divisor,vol_over_side_cm", "5000,20"));
    ONE("piece=5:10x10x10 piece=1:20x20x20", "6.000", "6.00", LANE("volumetric_divisor", "5000"));
    ONE("piece=1:20x20x20*2", "2.600", "2.60", LANE("volumetric_divisor,vol_share", "5000,0.5"));
}

/* Three pieces of half a kilogram where 2 kg is the least. */
static void least_weight_of_pieces_or_shipment(void **state)
{
    (void)state;
    ONE("piece=0.5*3", "2.000", "2.00", LANE("min_weight_kg,piece_rule", "2,shipment"));
    ONE("piece=0.5*3", "6.000", "6.00", LANE("min_weight_kg,piece_rule", "2,sum_of_pieces"));
    ONE("piece=0.5*3", "6.000", "6.00", LANE("min_weight_kg,piece_rule", "2,each_piece"));
}

/* 0.333 a kilogram: 0.33 for each of three pieces, 1.00 for 3 kg. In yuan at 7, 0.99 is 0.14
 * dollars, while three times 0.05 would be 0.15. */
static void pieces_are_rounded_alone_and_converted_together(void **state)
{
    (void)state;
    ONE("piece=1*3", "3.000", "0.99", LANE("piece_rule", "each_piece"), RATES("per_kg\nL,0.333\n"));
    ONE("piece=1*3", "3.000", "1.00", LANE("piece_rule", "shipment"), RATES("per_kg\nL,0.333\n"));
    tiny *t = tiny_load("carriers", "carrier,currency\nX,CNY\n", LANE("piece_rule", "each_piece"),
                        RATES("per_kg\nL,0.333\n"), "fx", "currency,rate\nUSD,1\nCNY,7\n", NULL);
    assert_bill(t, "piece=1*3", "freight 0.14 (0.99 CNY)");
    tiny_free(t);
}

/* Brackets to 1 kg and above 2 kg: two pieces of 1.5 kg each fall between, their sum does not. */
static void a_piece_in_a_gap_refuses_the_lane(void **state)
{
    (void)state;
#define GAP RATES("over_kg,up_to_kg,per_kg\nL,0,1,1\nL,2,,1\n")
    ONE("piece=1.5*2", "3.000", "3.00", LANE("piece_rule", "shipment"), GAP);
    tiny *sum = tiny_load(LANE("piece_rule", "sum_of_pieces"), GAP, NULL);
    assert_refused(sum, "piece=1.5*2", "no_rate");
    assert_refused(sum, "piece=1 piece=0.5", "no_rate"); /* the sum itself */
    assert_freight(sum, "piece=1 piece=2.5", "3.500", "3.50");
    tiny_free(sum);
    tiny *each = tiny_load(LANE("piece_rule", "each_piece"), GAP, NULL);
    assert_refused(each, "piece=1.5*2", "no_rate");
    assert_freight(each, "piece=1 piece=0.5", "1.500", "1.50");
    tiny_free(each);
#undef GAP
}

static void gaps_are_not_offered(void **state)
{
    (void)state;
    tiny *t = tiny_load(RATES("over_kg,up_to_kg,per_kg\nL,0.1,1,1\nL,2,3,1\n"), NULL);
    assert_refused(t, "piece=0.1", "no_rate");
    assert_freight(t, "piece=0.101", "0.101", "0.10");
    assert_freight(t, "piece=1", "1.000", "1.00");
    assert_refused(t, "piece=1.001", "no_rate");
    assert_refused(t, "piece=2", "no_rate");
    assert_freight(t, "piece=2.001", "2.001", "2.00");
    assert_refused(t, "piece=3.001", "no_rate");
    tiny_free(t);
}

/* 10.00 covers two kilograms, then 3.00 each; a minimum of 12.00 in all. */
static void flat_included_and_minimum(void **state)
{
    (void)state;
    tiny *t =
        tiny_load(RATES("flat,included_kg,per_kg,min_charge,step_kg\nL,10,2,3,12,0.5\n"), NULL);
    assert_freight(t, "piece=1", "1.000", "12.00");
    assert_freight(t, "piece=2.4", "2.500", "12.00"); /* 11.50 */
    assert_freight(t, "piece=2.6", "3.000", "13.00");
    tiny_free(t);
    ONE("piece=1.5", "1.500", "10.00", RATES("flat,included_kg,per_kg\nL,10,2,3\n"));
    ONE("piece=2.5", "2.500", "11.50", RATES("flat,included_kg,per_kg\nL,10,2,3\n"));
}

#define BREAKS                                              \
    RATES("over_kg,up_to_kg,flat,per_kg,step_kg,valid_to\n" \
          "L,0,10,0,5,1,\n"                                 \
          "L,10,20,0,3,0.5,\n"                              \
          "L,20,,0,1,5,2026-11-23\n")

/* 9 kg at 5 = 45. The next bracket from 10.5 kg: 31.50; the one after from 25 kg: 25.00, on its
 * last day. */
static void the_next_breaks_begin_at_their_first_step(void **state)
{
    (void)state;
    ONE("piece=9", "9.000", "45.00", LANE("next_break", "no"), BREAKS);
    ONE("piece=9", "9.000", "45.00", LANE("next_break", ""), BREAKS);
    tiny *t = tiny_load(LANE("next_break", "yes"), BREAKS, NULL);
    assert_freight(t, "piece=9", "9.000", "25.00");
    assert_freight(t, "piece=9 ship_date=2026-11-24", "9.000", "31.50");
    assert_freight(t, "piece=6 ship_date=2026-11-24", "6.000", "30.00");
    assert_freight(t, "piece=12", "12.000", "25.00");
    assert_freight(t, "piece=26", "30.000", "30.00");
    tiny_free(t);
    /* piece by piece, each its own break; 45.00 -> 25.00 twice */
    tiny *each = tiny_load(LANE("next_break,piece_rule", "yes,each_piece"), BREAKS, NULL);
    assert_freight(each, "piece=9*2", "18.000", "50.00");
    assert_freight(each, "piece=9 piece=4", "13.000", "45.00"); /* 25.00 + 20.00 */
    tiny_free(each);
}

/* A break beyond a gap counts too, with its flat amount: 9 x 5 = 45 against 2 + 20.001. A gap
 * itself stays one. */
static void a_next_break_beyond_a_gap(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("next_break", "yes"),
                        RATES("over_kg,up_to_kg,flat,per_kg\nL,0,10,0,5\nL,20,,2,1\n"), NULL);
    assert_freight(t, "piece=9", "9.000", "22.00");
    assert_freight(t, "piece=4", "4.000", "20.00");
    assert_refused(t, "piece=15", "no_rate");
    tiny_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dimensions_are_rounded_or_not),
        cmocka_unit_test(volume_goes_up_to_the_gram),
        cmocka_unit_test(each_trigger_by_itself),
        cmocka_unit_test(the_ratio_is_tested_exactly),
        cmocka_unit_test(all_triggers_given_must_hold),
        cmocka_unit_test(a_share_of_the_excess_is_added),
        cmocka_unit_test(least_weight_and_step),
        cmocka_unit_test(the_bracket_is_found_before_the_step),
        cmocka_unit_test(lanes_inherit_and_override),
        cmocka_unit_test(three_piece_rules),
        cmocka_unit_test(volumes_of_a_shipment_are_added),
        cmocka_unit_test(least_weight_of_pieces_or_shipment),
        cmocka_unit_test(pieces_are_rounded_alone_and_converted_together),
        cmocka_unit_test(a_piece_in_a_gap_refuses_the_lane),
        cmocka_unit_test(gaps_are_not_offered),
        cmocka_unit_test(flat_included_and_minimum),
        cmocka_unit_test(the_next_breaks_begin_at_their_first_step),
        cmocka_unit_test(a_next_break_beyond_a_gap),
    };
    return cmocka_run_group_tests_name("pricing_rules", tests, NULL, NULL);
}
