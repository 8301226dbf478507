/* Surcharges and lots, every rule with numbers worked out by hand. */
#include <stdio.h>

#include "support/tiny_catalog.h"

#define LANE(columns, values) \
    "lanes", "lane,carrier,mode,from,to,days," columns "\nL,X,express,A,Z,5," values "\n"
#define TEN              "rates", "card,flat\nL,10\n" /* a freight of 10.00 */
#define SURCHARGES(text) "surcharges", "surcharge," text

/* Freight 10.00; two pieces of 1.1 kg, billed as 2.5. */
static void the_bases(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("step_kg", "0.5"), TEN,
                        SURCHARGES("basis,amount\n"
                                   "F,flat,1.5\n"
                                   "P,per_piece,0.75\n"
                                   "K,per_kg,0.3\n"
                                   "R,pct_freight,12.5\n"
                                   "V,pct_value,2\n"),
                        NULL);
    assert_bill(t, "piece=1.1*2 value=45",
                "freight 10.00, surcharge F 1.50, surcharge P 1.50, surcharge K 0.75, surcharge R "
                "1.25, surcharge V 0.90");
    tiny_free(t);
}

/* Pieces count over all kinds of parcel; the billable weight of a leg charged piece by piece is the
 * sum: 1.5 + 2 x 2. Freight 3 x 10. */
static void the_bases_of_several_parcels(void **state)
{
    (void)state;
    tiny *t =
        tiny_load(LANE("step_kg,piece_rule", "0.5,each_piece"), TEN,
                  SURCHARGES("basis,amount\nP,per_piece,0.1\nK,per_kg,1\nR,pct_freight,1\n"), NULL);
    assert_bill(t, "piece=1.1 piece=1.6*2",
                "freight 30.00, surcharge P 0.30, surcharge K 5.50, surcharge R 0.30");
    tiny_free(t);
}

/* 10.20 x 2.5 % = 0.255 -> 0.26; 10.10 x 2.5 % = 0.2525 -> 0.25; 0.125 a kilogram -> 0.13. */
static void each_is_rounded_half_up(void **state)
{
    (void)state;
    tiny *t = tiny_load("rates", "card,per_kg\nL,1\n",
                        SURCHARGES("basis,amount\nR,pct_freight,2.5\nF,flat,0.125\n"), NULL);
    assert_bill(t, "piece=10.2", "freight 10.20, surcharge R 0.26, surcharge F 0.13");
    assert_bill(t, "piece=10.1", "freight 10.10, surcharge R 0.25, surcharge F 0.13");
    tiny_free(t);
}

/* Percentages of the charges come last whatever their place in the file, on freight and what fuel
 * applies to (10 + 2), never on one another. */
static void percentages_of_the_charges_come_last(void **state)
{
    (void)state;
    tiny *t = tiny_load(TEN,
                        SURCHARGES("basis,amount,fuel_applies\n"
                                   "FUEL,pct_charges,10,\n"
                                   "A,flat,2,yes\n"
                                   "PEAK,pct_charges,5,yes\n"
                                   "B,flat,3,no\n"),
                        NULL);
    assert_bill(t, "",
                "freight 10.00, surcharge A 2.00, surcharge B 3.00, surcharge FUEL 1.20, surcharge "
                "PEAK 0.60");
    tiny_free(t);
}

/* Freight 10.00 and 1 % of it: 0.10, held to 0.50; 90 % of it: 9.00, held to 4.00. Bounds in yuan,
 * 7 to the dollar: 3.50 CNY = 0.50, 28 CNY = 4.00. Amounts in yuan have bounds in yuan. */
static void bounds_hold_each_amount(void **state)
{
    (void)state;
    tiny *t = tiny_load(TEN,
                        SURCHARGES("basis,amount,min_amount,max_amount,currency\n"
                                   "A,pct_freight,1,0.5,4,\n"
                                   "B,pct_freight,90,0.5,4,\n"
                                   "C,pct_freight,20,0.5,4,\n"
                                   "D,pct_freight,1,3.5,28,CNY\n"
                                   "E,pct_freight,90,3.5,28,CNY\n"
                                   "F,per_kg,1,14,28,CNY\n"
                                   "G,flat,1,,0.5,\n"),
                        "fx", "currency,rate\nUSD,1\nCNY,7\n", NULL);
    assert_bill(t, "",
                "freight 10.00, surcharge A 0.50, surcharge B 4.00, surcharge C 2.00, surcharge D "
                "0.50, surcharge E 4.00, surcharge F 2.00 (14.00 CNY), surcharge G 0.50");
    tiny_free(t);
}

/* One row with a selector, and two shipments: one that it takes and one that it leaves. */
static void each_selector(void **state)
{
    (void)state;
    static const struct {
        const char *column, *value, *takes, *leaves;
    } rows[] = {
        {"carrier", "X", "", "origin=B"},
        {"carrier", "Y", "origin=B", ""},
        {"mode", "postal|dedicated_line", "origin=B", ""},
        {"lane", "M", "origin=B", ""},
        {"zone", "Z|ZZ", "", "country=GB"},
        {"zone", "ZZ", "", "country=GB"}, /* the lane ends in Z, the buyer is in both */
        {"country", "GB|DE", "country=GB", ""},
        {"flag", "battery|liquid", "flags=branded|liquid", "flags=branded"},
        {"over_kg", "1.5", "piece=1.501", "piece=1.5"},
        {"over_side_cm", "50", "piece=1:10x50.1x10", "piece=1:10x50x10"},
        {"over_side_cm", "50", "piece=1:5x5x5 piece=1:51x5x5", "piece=1"},
        {"over_sum_cm", "80", "piece=1:60x10x10.1", "piece=1:60x10x10"},
        {"over_girth_cm", "110", "piece=1:20x50x10.1", "piece=1:20x50x10"},
        {"valid_from", "2026-11-24", "ship_date=2026-11-24", ""},
        {"valid_to", "2026-11-23", "", "ship_date=2026-11-24"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char surcharges[128];
        snprintf(surcharges, sizeof surcharges, "surcharge,basis,amount,%s\nS,flat,2,%s\n",
                 rows[i].column, rows[i].value);
        tiny *t = tiny_load("nodes", "node,country,kind\nA,CN,origin\nB,CN,origin\n", "zones",
                            "zone,country\nZ,US\nZZ,US\nG,GB\n", "carriers",
                            "carrier,currency\nX,USD\nY,USD\n", "lanes",
                            "lane,carrier,mode,from,to,days,card\n"
                            "L,X,express,A,Z,5,C\nG,X,express,A,G,5,C\nM,Y,postal,B,ZZ,5,C\n",
                            "rates", "card,flat\nC,10\n", "surcharges", surcharges, NULL);
        assert_cost(t, rows[i].takes, "12.00");
        assert_cost(t, rows[i].leaves, "10.00");
        tiny_free(t);
    }
}

/* All selectors of a row must hold. Billable weight counts, not the actual one, and dimensions as
 * they were measured: 49.8 is charged as 50 cm and is not over 49.9. */
static void selectors_hold_together(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("volumetric_divisor,dim_rounding", "1000,up"), TEN,
                        SURCHARGES("basis,amount,flag,over_kg,over_side_cm\n"
                                   "S,flat,2,battery,4.9,\n"
                                   "T,flat,1,,,49.9\n"),
                        NULL);
    assert_bill(t, "flags=battery piece=1:49.8x10x10", "freight 10.00, surcharge S 2.00");
    assert_bill(t, "flags=battery piece=1:30x10x10", "freight 10.00");
    assert_bill(t, "piece=1:50x10x10", "freight 10.00, surcharge T 1.00");
    tiny_free(t);
}

/* A lane that ends at a node is in no zone; the country is the destination's on every leg. */
static void zones_are_of_the_last_leg(void **state)
{
    (void)state;
    tiny *t = tiny_load("nodes", "node,country,kind\nA,CN,origin\nH,US,hub\n", "lanes",
                        "lane,carrier,mode,from,to,days\nL,X,express,A,H,1\nM,X,express,H,Z,1\n",
                        "rates", "card,flat\nL,10\nM,10\n",
                        SURCHARGES("basis,amount,zone,country\nZ,flat,1,Z,\nC,flat,2,,US\n"), NULL);
    assert_bill(t, "",
                "freight 10.00, surcharge C 2.00, freight 10.00, surcharge Z 1.00, surcharge C "
                "2.00");
    tiny_free(t);
}

/* Of a group the highest is charged, compared in the quote currency: 7.50 CNY = 1.07 against 1.05;
 * a tie goes to the first row, and the base of fuel counts the survivor only. Another leg has its
 * own. */
static void of_a_group_the_highest_counts(void **state)
{
    (void)state;
    static const char fx[] = "currency,rate\nUSD,1\nCNY,7\n";
    tiny *t = tiny_load(TEN,
                        SURCHARGES("basis,amount,group,currency,fuel_applies\n"
                                   "A,flat,1.05,G,USD,yes\n"
                                   "B,flat,7.5,G,CNY,no\n"
                                   "C,pct_freight,10,G,,yes\n"
                                   "T1,flat,2,H,,\n"
                                   "T2,pct_freight,20,H,,\n"
                                   "N,flat,0.3,,,\n"
                                   "FUEL,pct_charges,10,,,\n"),
                        "fx", fx, NULL);
    /* 10 % of 10.00 + 2.00 + 0.30; B is not in it */
    assert_bill(t, "",
                "freight 10.00, surcharge B 1.07 (7.50 CNY), surcharge T1 2.00, surcharge N 0.30, "
                "surcharge FUEL 1.23");
    tiny_free(t);

    /* percentages of the charges in a group; bounds before the comparison: 4.00 is held to 0.50, 3
     * % of 10 wins over 2 %, and 0.50 over 0.30 */
    tiny *u = tiny_load(TEN,
                        SURCHARGES("basis,amount,group,max_amount\n"
                                   "P,pct_charges,2,G,\n"
                                   "Q,pct_charges,3,G,\n"
                                   "R,pct_charges,40,G,0.5\n"),
                        NULL);
    assert_bill(u, "", "freight 10.00, surcharge R 0.50");
    tiny_free(u);

    tiny *legs =
        tiny_load("nodes", "node,country,kind\nA,CN,origin\nH,US,hub\n", "lanes",
                  "lane,carrier,mode,from,to,days\nL,X,express,A,H,1\nM,X,postal,H,Z,1\n", "rates",
                  "card,flat\nL,10\nM,10\n",
                  SURCHARGES("basis,amount,group,mode\nA,flat,2,G,\nB,flat,3,G,postal\n"), NULL);
    assert_bill(legs, "", "freight 10.00, surcharge A 2.00, freight 10.00, surcharge B 3.00");
    tiny_free(legs);
}

/* A card in yuan, a quote in dollars, cover on a value in euro. 90 EUR are 100 USD are 700 CNY; 1 %
 * of them 7.00 CNY. The flat dollar is 7 CNY in the base of fuel: 10 % of 70 + 7 + 7. */
static void surcharges_in_other_currencies(void **state)
{
    (void)state;
    tiny *t = tiny_load("carriers", "carrier,currency\nX,CNY\n", "rates", "card,flat\nL,70\n",
                        SURCHARGES("basis,amount,currency\n"
                                   "S,flat,1,USD\n"
                                   "V,pct_value,1,\n"
                                   "FUEL,pct_charges,10,\n"),
                        "fx", "currency,rate\nUSD,1\nCNY,7\nEUR,0.9\n", NULL);
    assert_bill(
        t, "value=90 value_currency=EUR",
        "freight 10.00 (70.00 CNY), surcharge S 1.00, surcharge V 1.00 (7.00 CNY), surcharge "
        "FUEL 1.20 (8.40 CNY)");
    tiny_free(t);
}

/* ---- Lots ------------------------------------------------------------------------------------ */

/* A lot of 100 kg at 2.00: 200.00, of which 5 kg bear a twentieth, as of each surcharge. The lot is
 * one piece of 100 billable kg without dimensions:
 *   F  30                           -> 1.50
 *   P  4 a piece                    -> 0.20
 *   K  0.1 x 100 = 10               -> 0.50
 *   R  10 % of 200 = 20             -> 1.00
 *   M  30 % of 200, held to 15      -> 0.75
 *   V  2 % of 500 = 10.00, not shared and not in the base of FUEL
 *   O  over 50 kg: 8                -> 0.40
 *   S  over 10 cm: does not match
 *   FUEL  10 % of 200 + 30 + 4 + 10 + 20 + 15 + 8 = 28.70 -> 1.435 -> 1.44 */
static void a_lot_is_shared(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("lot_kg", "100"), "rates", "card,per_kg\nL,2\n",
                        SURCHARGES("basis,amount,max_amount,over_kg,over_side_cm\n"
                                   "F,flat,30,,,\n"
                                   "P,per_piece,4,,,\n"
                                   "K,per_kg,0.1,,,\n"
                                   "R,pct_freight,10,,,\n"
                                   "M,pct_freight,30,15,,\n"
                                   "V,pct_value,2,,,\n"
                                   "O,flat,8,,50,\n"
                                   "S,flat,8,,,10\n"
                                   "FUEL,pct_charges,10,,,\n"),
                        NULL);
    assert_bill(t, "value=500 piece=2.5:30x20x10*2",
                "freight 10.00, surcharge F 1.50, surcharge P 0.20, surcharge K 0.50, surcharge R "
                "1.00, surcharge M 0.75, surcharge V 10.00, surcharge O 0.40, surcharge FUEL 1.44");
    tiny_free(t);
}

/* Shares are rounded again: 200 x 3.333 / 100 = 6.666. By volume: 6000 cm3 at 1000 are 6 kg of the
 * lot. The least weight of 10 kg is in the share too, a step is not. Charged piece by piece, the
 * share is that of the shipment: 2 + 3 kg. */
static void the_share_is_by_the_shipments_own_weight(void **state)
{
    (void)state;
#define TWO "rates", "card,per_kg\nL,2\n"
    tiny *t = tiny_load(LANE("lot_kg,volumetric_divisor,step_kg", "100,1000,0.5"), TWO, NULL);
    assert_freight(t, "piece=3.333", "3.333", "6.67");
    assert_freight(t, "piece=3:30x20x10", "6.000", "12.00");
    tiny_free(t);
    tiny *least = tiny_load(LANE("lot_kg,min_weight_kg", "100,10"), TWO, NULL);
    assert_freight(least, "piece=5", "10.000", "20.00");
    tiny_free(least);
    tiny *each = tiny_load(LANE("lot_kg,piece_rule,step_kg", "100,each_piece,10"), TWO, NULL);
    assert_freight(each, "piece=2 piece=3", "5.000", "10.00");
    tiny_free(each);
#undef TWO
}

/* From the lot's weight on the lane is an ordinary one. The lot's own bracket counts for shares,
 * the shipment's own above; a lot without a bracket is refused. */
static void from_the_lots_weight_on_the_lane_is_ordinary(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("lot_kg", "100"), "rates",
                        "card,over_kg,up_to_kg,flat,per_kg\nL,0,50,0,5\nL,50,100,0,2\nL,100,,1,1\n",
                        SURCHARGES("basis,amount\nP,per_piece,4\n"), NULL);
    assert_bill(t, "piece=5", "freight 10.00, surcharge P 0.20");
    assert_bill(t, "piece=99.999", "freight 200.00, surcharge P 4.00");
    assert_bill(t, "piece=50*2", "freight 200.00, surcharge P 8.00");
    assert_bill(t, "piece=100.001", "freight 101.00, surcharge P 4.00");
    tiny_free(t);
    tiny *gap = tiny_load(LANE("lot_kg", "100"), "rates", "card,up_to_kg,per_kg\nL,50,5\n", NULL);
    assert_refused(gap, "piece=5", "no_rate");
    tiny_free(gap);
}

/* Groups among the lot's amounts: 3 % of 200 = 6 against a flat 5, although a twentieth of 6 is
 * less than 5. Flags and values select as ever. */
static void groups_and_selectors_of_a_lot(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE("lot_kg", "100"), "rates", "card,per_kg\nL,2\n",
                        SURCHARGES("basis,amount,group,flag\n"
                                   "A,flat,5,G,\nB,pct_freight,3,G,\nC,flat,20,,liquid\n"),
                        NULL);
    assert_bill(t, "piece=5", "freight 10.00, surcharge B 0.30");
    assert_bill(t, "piece=5 flags=liquid", "freight 10.00, surcharge B 0.30, surcharge C 1.00");
    tiny_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bases),
        cmocka_unit_test(the_bases_of_several_parcels),
        cmocka_unit_test(each_is_rounded_half_up),
        cmocka_unit_test(percentages_of_the_charges_come_last),
        cmocka_unit_test(bounds_hold_each_amount),
        cmocka_unit_test(each_selector),
        cmocka_unit_test(selectors_hold_together),
        cmocka_unit_test(zones_are_of_the_last_leg),
        cmocka_unit_test(of_a_group_the_highest_counts),
        cmocka_unit_test(surcharges_in_other_currencies),
        cmocka_unit_test(a_lot_is_shared),
        cmocka_unit_test(the_share_is_by_the_shipments_own_weight),
        cmocka_unit_test(from_the_lots_weight_on_the_lane_is_ordinary),
        cmocka_unit_test(groups_and_selectors_of_a_lot),
    };
    return cmocka_run_group_tests_name("pricing_rules_2", tests, NULL, NULL);
}
