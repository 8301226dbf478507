/* The price of every weight is within the bounds of its cell, whatever the tables charge. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pricing/freight.h"
#include "pricing/weight.h"

#include "support/insides.h"

/* ---- Checking ---------------------------------------------------------------------------------
 */

/* The current shipment with other weights, priced without any bounds. */
typedef struct scale {
    insides *in;
    const char *fields;
    lw_facts facts;
    lw_ledger ledger;
    lw_demand demand; /* its arrays are those of in->demand but for the piece */
    lw_piece piece;
    lw_tariff tariff;
    lw_load_facts load; /* of the situation that the tariff has turned to */
} scale;

static scale *scale_new(insides *in, const char *fields)
{
    scale *s = calloc(1, sizeof *s);
    lw_error err;
    assert_non_null(s);
    insides_turn(in, fields);
    s->in = in;
    s->fields = fields;
    s->demand = in->demand;
    s->piece = in->demand.pieces[0];
    s->demand.pieces = &s->piece;
    assert_int_equal(lw_facts_init(&s->facts, &in->network, &err), LW_OK);
    lw_tariff_init(&s->tariff, &in->terms);
    s->load.cells[0] = LW_AS_ACTUAL; /* none yet */
    return s;
}

static void scale_free(scale *s)
{
    lw_tariff_release(&s->tariff);
    lw_facts_release(&s->facts);
    lw_ledger_release(&s->ledger);
    free(s);
}

/* Puts so much on the scale in all, in as many pieces as the shipment has. */
static void weigh(scale *s, int64_t grams)
{
    s->piece.weight_g = grams / s->piece.quantity;
    s->demand.actual_g = s->piece.weight_g * s->piece.quantity;
    lw_facts_begin(&s->facts, &s->demand);
    lw_ledger_begin(&s->ledger, s->in->t->catalog, s->demand.currency);
}

/* Turns the tariff to the situation of what is on the scale; false where that is the one before or,
 * into `*fit`, where there is none. */
static bool turn(scale *s, bool *fit)
{
    lw_load_facts load;
    lw_situation situation;
    *fit = lw_situation_load(&s->in->terms, &s->demand, &load);
    if (!*fit || (load.by_volume == s->load.by_volume &&
                  memcmp(load.cells, s->load.cells, sizeof load.cells) == 0))
        return false;
    assert_true(lw_situation_of(&s->in->terms, &s->demand, &load, s->demand.origin.i, false,
                                LW_CLOCK_TYPICAL, &situation));
    s->load = load;
    lw_tariff_begin(&s->tariff, &s->in->search.facts, &situation);
    return true;
}

static const char *lane_id(const scale *s, uint32_t lane)
{
    return s->in->t->catalog->lanes[lane].id;
}

/* Holds an amount against the lines of the cell of `grams`. `above`: the upper one, too. */
static void assert_between(const scale *s, const lw_bounds *b, int64_t grams, int64_t amount,
                           bool above, const char *what)
{
    const lw_terms *terms = &s->in->terms;
    uint32_t c = lw_cell_of(terms, grams);
    assert_true(c < LW_CELLS);
    int64_t from = c == 0 ? 1 : terms->cell_ends[c - 1] + 1, to = terms->cell_ends[c];
    int64_t whole = to > from ? to - from : 1, part = grams - from;
    lw_wide least = (lw_wide)b->low[0] * (whole - part) + (lw_wide)b->low[1] * part;
    lw_wide most = (lw_wide)b->high[0] * (whole - part) + (lw_wide)b->high[1] * part;
    bool known = b->high[0] < LW_OUT_OF_SIGHT && b->high[1] < LW_OUT_OF_SIGHT;
    if (least > (lw_wide)amount * whole)
        fail_msg("%s: %s: %lld at %lld g, below the line from %d to %d of cell %u", s->fields, what,
                 (long long)amount, (long long)grams, b->low[0], b->low[1], c);
    if (above && known && most < (lw_wide)amount * whole)
        fail_msg("%s: %s: %lld at %lld g, above the line from %d to %d of cell %u", s->fields, what,
                 (long long)amount, (long long)grams, b->high[0], b->high[1], c);
}

/* What the tariff says of a lane. */
typedef struct told {
    bool offered;
    lw_lane_bounds bounds;
} told;

/* The weight that counts on a lane, the minimum and the step aside. */
static int64_t counted_weight(const scale *s, uint32_t lane)
{
    uint32_t measure = s->in->terms.lane_measure[lane];
    lw_load load = {&s->piece, 1};
    if (!s->piece.has_dims || measure == LW_OTHER_MEASURE)
        return s->demand.actual_g;
    return (int64_t)lw_shipment_weight(&s->in->terms.measures[measure], &load);
}

/* One lane at the weight on the scale. */
static void check_lane(scale *s, uint32_t lane, const told *of)
{
    int64_t grams = s->demand.actual_g;
    const lw_bounds *b = &of->bounds.bounds;
    lw_offer offer = {.crossing = lw_facts_crossing(&s->facts, lane)};
    lw_offer_price(&s->facts, lane, &offer);
    if (offer.refusal != LW_ACCEPTED) {
        if (of->offered && of->bounds.sure && offer.refusal != LW_NO_RATE)
            fail_msg("%s: %s is sure, and refused for '%s' at %lld g", s->fields, lane_id(s, lane),
                     lw_refusal_code(offer.refusal), (long long)grams);
        if (of->offered && offer.refusal == LW_NO_RATE && b->high[0] < LW_OUT_OF_SIGHT)
            fail_msg("%s: %s has a gap at %lld g, but a line above it", s->fields, lane_id(s, lane),
                     (long long)grams);
        return;
    }
    if (!of->offered)
        fail_msg("%s: %s is offered at %lld g, but not in its cell", s->fields, lane_id(s, lane),
                 (long long)grams);
    lw_freight freight;
    lw_ledger_begin(&s->ledger, s->in->t->catalog, s->demand.currency);
    assert_int_equal(lw_freight_post(&s->facts, lane, &s->ledger, &freight), LW_ACCEPTED);
    assert_between(s, b, counted_weight(s, lane), lw_ledger_total(&s->ledger), of->bounds.sure,
                   lane_id(s, lane));
}

static int64_t top_of(const insides *in)
{
    return in->terms.cell_ends[in->terms.cell_count - 1];
}

enum { MOST_LANES = 8 };

/* All lanes that the shipment may take, at every weight or, above a few kilograms, at many and at
 * all near the ends of cells. */
static void check_lanes(insides *in, const char *fields)
{
    scale *s = scale_new(in, fields);
    told of[MOST_LANES] = {0};
    uint32_t count = in->t->catalog->lane_count;
    bool fit;
    assert_true(count <= MOST_LANES);
    for (int64_t grams = s->piece.quantity; grams <= top_of(in);) {
        weigh(s, grams);
        bool turned = turn(s, &fit);
        for (uint32_t lane = 0; fit && lane < count; lane++) {
            if (!lw_facts_crossing(&s->facts, lane).allowed)
                continue;
            if (turned)
                of[lane].offered = lw_tariff_lane(&s->tariff, lane, &of[lane].bounds);
            check_lane(s, lane, &of[lane]);
        }
        uint32_t c = lw_cell_of(&in->terms, grams);
        bool near_end = in->terms.cell_ends[c] - grams < 3;
        grams += grams < 6000 || near_end ? 1 : 2;
    }
    scale_free(s);
}

static void check_nodes_and_exits(insides *in, const char *fields)
{
    scale *s = scale_new(in, fields);
    uint32_t node = in->demand.origin.i;
    lw_bounds b;
    bool fit, has_card = false;
    for (int64_t grams = 1; grams <= top_of(in); grams++) {
        weigh(s, grams);
        if (turn(s, &fit))
            has_card = lw_tariff_handling(&s->tariff, node, &b);
        assert_true(fit);
        lw_refusal refusal = lw_handling_post(&s->facts, node, &s->ledger);
        if (!has_card)
            assert_int_equal(lw_ledger_total(&s->ledger), 0);
        else if (refusal == LW_ACCEPTED)
            assert_between(s, &b, grams, lw_ledger_total(&s->ledger), true, "handling");
        else
            assert_int_equal(b.high[0], LW_OUT_OF_SIGHT);
        lw_ledger_begin(&s->ledger, in->t->catalog, s->demand.currency);
        assert_int_equal(lw_exit_post(&s->facts, LW_EXPRESS, 0, &s->ledger), LW_ACCEPTED);
        assert_between(s, lw_tariff_exit(&s->tariff, LW_EXPRESS), grams,
                       lw_ledger_total(&s->ledger), true, "export");
    }
    scale_free(s);
}

/* ---- Cards made by hand -----------------------------------------------------------------------
 */

/* Its lane L has the columns and the cards that are told. */
static void check_card(const char *lane_columns, const char *lane_cells, const char *rates,
                       const char *surcharges)
{
    char lanes[400];
    snprintf(lanes, sizeof lanes, "lane,carrier,mode,from,to,days%s\nL,X,express,A,Z,5%s\n",
             lane_columns, lane_cells);
    insides *in = insides_new(
        tiny_load("lanes", lanes, "rates", rates, "surcharges", surcharges, "fx",
                  "currency,rate,decimals\nUSD,1,\nJPY,150,0\nIDR,16000,\nKWD,0.3,3\n", NULL));
    static const char *const fields[] = {"piece=1",      "currency=JPY",      "currency=IDR",
                                         "currency=KWD", "flags=battery",     "piece=1*3",
                                         "value=70",     "piece=0.1:30x20x10"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        check_lanes(in, fields[i]);
    insides_free(in);
}

#define NO_SURCHARGE "surcharge,basis,amount\n"

static void cards_by_the_gram_step_and_row(void **state)
{
    (void)state;
    check_card("", "", "card,over_kg,up_to_kg,flat,per_kg\nL,0,2,3,4.567\nL,2,6,1,5.01\n",
               NO_SURCHARGE);
    check_card(",step_kg", ",0.3",
               "card,over_kg,up_to_kg,flat,per_kg,step_kg\nL,0,2,3,4.567,0.5\nL,2,6,1,5.01,\n",
               NO_SURCHARGE);
    check_card("", "",
               "card,over_kg,up_to_kg,flat,per_kg,included_kg,min_charge,step_kg\n"
               "L,0,2,3,4.567,0.25,5.4,0.4\nL,2.5,6,1,5.01,3,16.21,0.7\n",
               NO_SURCHARGE);
    check_card(",min_weight_kg", ",0.8",
               "card,over_kg,up_to_kg,flat,per_kg,included_kg,min_charge\n"
               "L,0,2,3,4.5,0,\nL,2,4,3,4.5,2.9,\nL,4,6,3,4.5,0,26.4\n",
               NO_SURCHARGE);
    check_card(",next_break,min_weight_kg", ",yes,0.65",
               "card,over_kg,up_to_kg,flat,per_kg,step_kg\nL,0,2,3,9.5,0.5\nL,2,3,1,5.01,\n"
               "L,3,6,0,2.2,\n",
               NO_SURCHARGE);
}

static void lots_and_limits(void **state)
{
    (void)state;
    check_card(",lot_kg", ",2.5",
               "card,over_kg,up_to_kg,flat,per_kg,step_kg\nL,0,2,3,4.567,0.5\nL,2,6,1,5.01,\n",
               "surcharge,basis,amount\nF,pct_charges,12.5\nG,per_kg,0.31\n");
    check_card(",max_weight_kg,min_shipment_kg,max_shipment_kg", ",4.321,0.123,5.5",
               "card,over_kg,up_to_kg,flat,per_kg\nL,0,2,3,4\nL,2,6,1,5\n", NO_SURCHARGE);
    check_card(",piece_rule", ",each_piece", "card,up_to_kg,flat,per_kg,step_kg\nL,6,3,4,0.5\n",
               NO_SURCHARGE);
    check_card(",piece_rule", ",sum_of_pieces", "card,up_to_kg,flat,per_kg,step_kg\nL,6,3,4,0.5\n",
               NO_SURCHARGE);
    check_card(",volumetric_divisor,vol_share,dim_rounding,min_weight_kg", ",5000,0.5,up,0.3",
               "card,up_to_kg,flat,per_kg,step_kg\nL,6,3,4,0.5\n", NO_SURCHARGE);
}

static void surcharges_of_every_basis(void **state)
{
    (void)state;
    static const char rates[] =
        "card,over_kg,up_to_kg,flat,per_kg,step_kg\nL,0,2,3,4.567,0.5\nL,2,6,1,5.01,\n";
    check_card("", "", rates,
               "surcharge,basis,amount,currency,flag\nA,flat,130,JPY,\nB,per_kg,0.21,,\n"
               "C,pct_freight,17.5,,\nD,pct_charges,23.4567,,\nE,per_piece,0.4,,\n"
               "F,pct_charges,3,,battery\n");
    check_card("", "", rates,
               "surcharge,basis,amount,min_amount,max_amount,over_kg\nA,per_kg,1.1,2,4.5,\n"
               "B,flat,5,,,3.3\nC,pct_charges,10,1.5,3,\nD,pct_value,2,1,3,\n");
    check_card(
        "", "", rates,
        "surcharge,basis,amount,currency,group,over_kg\nA,per_kg,1.1,,g,\nB,flat,430,JPY,g,\n"
        "C,flat,11,,g,4.4\nD,pct_charges,15,,f,\nE,pct_charges,18,,f,2.2\n");
    check_card("", "", rates,
               "surcharge,basis,amount,group,fuel_applies\nA,per_kg,1.1,g,no\nB,flat,3,g,yes\n"
               "C,pct_charges,50,,\n");
    static const char smooth[] = "card,up_to_kg,flat,per_kg\nL,9,3,0.5\n";
    check_card("", "", smooth, "surcharge,basis,amount,group\nA,per_kg,1.1,g\nB,flat,5,g\n");
    check_card("", "", "card,up_to_kg,flat\nL,9,0.5\n",
               "surcharge,basis,amount,max_amount,group,fuel_applies\nA,per_kg,0.5,2.2,g,no\n"
               "B,flat,2,,g,yes\nC,pct_charges,300,,,\n");
}

/* Of a group the row is charged that is the most in the quote currency. Where that has a coarse
 * minor unit, the row that wins may be far less in the lane's own, on which fuel is taken: then the
 * price falls where A overtakes B, at 0.506 kg. */
static void groups_compared_in_a_coarse_currency(void **state)
{
    (void)state;
    insides *in = insides_new(
        tiny_load("rates", "card,up_to_kg,flat\nL,12,0\n", "surcharges",
                  "surcharge,basis,amount,max_amount,group\nA,per_kg,1,1.49,g\nB,flat,1.49,,g\n"
                  "C,pct_charges,2000,,\n",
                  "fx", "currency,rate,decimals\nUSD,1,\nBIG,0.99,0\n", NULL));
    check_lanes(in, "currency=BIG");
    insides_free(in);
}

static void what_leaving_costs(void **state)
{
    (void)state;
    insides *in = insides_new(tiny_load(
        "nodes", "node,country,kind,card,currency\nA,CN,origin,pick,KWD\n", "rates",
        "card,over_kg,up_to_kg,flat,per_kg,step_kg,included_kg,min_charge\nL,0,7,3,4,,,\n"
        "pick,0,2,0.1,0.345,0.25,0.4,\npick,2.5,7,0.2,0.123,,,1.3\n",
        "customs", "country,direction,fee,fee_per_kg,currency\nCN,export,3,0.777,JPY\n", "fx",
        "currency,rate,decimals\nUSD,1,\nJPY,150,0\nIDR,16000,\nKWD,0.3,3\n", NULL));
    static const char *const fields[] = {"piece=1", "currency=JPY", "currency=IDR", "currency=KWD"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        check_nodes_and_exits(in, fields[i]);
    insides_free(in);
}

/* ---- Cards made by dice -----------------------------------------------------------------------
 */

typedef struct dice {
    uint64_t state;
} dice;

static uint32_t roll(dice *d, uint32_t sides)
{
    d->state = d->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(d->state >> 33) % sides;
}

static const char *pick(dice *d, const char *const *words, uint32_t count)
{
    return words[roll(d, count)];
}

#define PICK(d, ...)                            \
    pick(d, (const char *const[]){__VA_ARGS__}, \
         (uint32_t)(sizeof(const char *const[]){__VA_ARGS__} / sizeof(const char *)))

#define TEXT 4000

__attribute__((format(printf, 2, 3))) static void say(char *text, const char *format, ...)
{
    size_t at = strlen(text);
    va_list values;
    va_start(values, format);
    int written = vsnprintf(text + at, TEXT - at, format, values);
    va_end(values);
    assert_true(written >= 0 && (size_t)written < TEXT - at);
}

enum { LANES = 5 };

static void roll_lanes(dice *d, char *lanes, char *rates)
{
    strcpy(lanes, "lane,carrier,mode,from,to,days,currency,lot_kg,next_break,min_weight_kg,step_kg,"
                  "piece_rule,volumetric_divisor,max_weight_kg,min_shipment_kg\n");
    strcpy(rates, "card,over_kg,up_to_kg,flat,per_kg,included_kg,min_charge,step_kg\n");
    for (int i = 0; i < LANES; i++) {
        say(lanes, "L%d,X,%s,A,Z,5,%s,%s,%s,%s,%s,%s,%s,%s,%s\n", i, PICK(d, "express", "postal"),
            PICK(d, "USD", "USD", "JPY", "IDR", "KWD"), PICK(d, "", "", "", "1.5"),
            PICK(d, "no", "no", "yes"), PICK(d, "", "", "0.3"), PICK(d, "", "0.1", "0.5"),
            PICK(d, "", "", "each_piece", "sum_of_pieces"), PICK(d, "", "5000", "7000.5"),
            PICK(d, "", "", "3.333"), PICK(d, "", "", "0.2"));
        uint32_t over = 0;
        while (over < 4000) {
            uint32_t up_to = over + 1 + roll(d, 2500);
            if (roll(d, 6) > 0)
                say(rates, "L%d,%u.%03u,%u.%03u,%u.%02u,%u.%03u,%s,%s,%s\n", i, over / 1000,
                    over % 1000, up_to / 1000, up_to % 1000, roll(d, 6), roll(d, 100), roll(d, 9),
                    roll(d, 1000), PICK(d, "", "", "0.25", "1.1"), PICK(d, "", "", "4.44"),
                    PICK(d, "", "", "0.1", "0.7"));
            over = up_to;
        }
        say(rates, "L%d,%u.%03u,%u.%03u,1,2,,,\n", i, over / 1000, over % 1000, over / 1000 + 1,
            over % 1000);
    }
}

static void roll_surcharges(dice *d, char *text)
{
    strcpy(text, "surcharge,lane,flag,basis,amount,min_amount,max_amount,currency,group,over_kg,"
                 "fuel_applies\n");
    for (uint32_t i = 0, count = roll(d, 2) * roll(d, 7); i < count; i++) {
        const char *basis = PICK(d, "flat", "per_kg", "per_piece", "pct_freight", "pct_value");
        const char *group = PICK(d, "", "", "g", "h");
        if (roll(d, 4) == 0) {
            basis = "pct_charges";
            group = PICK(d, "", "f");
        }
        say(text, "S%u,%s,%s,%s,%u.%03u,%s,%s,%s,%s,%s,%s\n", i, PICK(d, "", "", "L0|L1", "L2"),
            PICK(d, "", "", "battery"), basis, roll(d, 30), roll(d, 1000), PICK(d, "", "", "0.5"),
            PICK(d, "", "", "9.5"), PICK(d, "", "", "USD", "JPY", "KWD"), group,
            PICK(d, "", "", "1.234"), PICK(d, "", "", "no"));
    }
}

static void roll_one(uint32_t seed)
{
    dice d = {seed * UINT64_C(0x9e3779b97f4a7c15)};
    static char lanes[TEXT], rates[TEXT], surcharges[TEXT], fields[100];
    roll_lanes(&d, lanes, rates);
    roll_surcharges(&d, surcharges);
    insides *in = insides_new(
        tiny_load("lanes", lanes, "rates", rates, "surcharges", surcharges, "fx",
                  "currency,rate,decimals\nUSD,1,\nJPY,150,0\nIDR,16000,\nKWD,0.3,3\n", NULL));
    snprintf(fields, sizeof fields, "id=dice-%u piece=1%s%s currency=%s%s%s", seed,
             PICK(&d, "", "", ":20x10x9", ":30x20x9"), PICK(&d, "", "", "*2"),
             PICK(&d, "USD", "USD", "IDR", "JPY", "KWD"), PICK(&d, "", "", " flags=battery"),
             PICK(&d, "", "", " value=44"));
    check_lanes(in, fields);
    insides_free(in);
}

static void cards_and_surcharges_at_random(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= TRIES(60); seed++)
        roll_one(seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cards_by_the_gram_step_and_row),
        cmocka_unit_test(lots_and_limits),
        cmocka_unit_test(surcharges_of_every_basis),
        cmocka_unit_test(groups_compared_in_a_coarse_currency),
        cmocka_unit_test(what_leaving_costs),
        cmocka_unit_test(cards_and_surcharges_at_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
