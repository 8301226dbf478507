/* Straight lines below and above a price over cells of weights. */
#include <string.h>

#include "repertoire/curve.h"

#include "support/test.h"

/* A price told by a function of the weight; -1 = not offered. */
typedef int64_t (*price_of)(int64_t grams);

static bool ask(void *context, int64_t grams, int64_t *amount)
{
    price_of price = *(price_of *)context;
    *amount = price(grams);
    return *amount >= 0;
}

enum { CELLS = 4 };
static const int64_t ENDS[CELLS] = {100, 101, 5000, 20000};

typedef struct drawing {
    lw_bounds cells[CELLS];
    price_of price;
} drawing;

/* What is known of a price. */
typedef struct shape {
    bool straight;
    int64_t noise, step_g;
    const int64_t *breaks;
    uint32_t break_count;
} shape;

static int64_t first_of(uint32_t cell)
{
    return cell == 0 ? 1 : ENDS[cell - 1] + 1;
}

/* Bounds `price` over each cell. */
static drawing draw(price_of price, const shape *known)
{
    drawing d = {.price = price};
    for (uint32_t c = 0; c < CELLS; c++) {
        lw_curve curve;
        lw_curve_begin(&curve, first_of(c), ENDS[c]);
        curve.price = ask;
        curve.context = &price;
        curve.straight = known->straight;
        curve.noise = known->noise;
        curve.step_g = known->step_g;
        for (uint32_t i = 0; i < known->break_count; i++)
            lw_curve_break(&curve, known->breaks[i]);
        lw_curve_bound(&curve, &d.cells[c]);
    }
    return d;
}

static bool is_known(const drawing *d, uint32_t cell)
{
    return d->cells[cell].high[0] < LW_OUT_OF_SIGHT && d->cells[cell].high[1] < LW_OUT_OF_SIGHT;
}

/* Every weight's price is between the lines; where one is missing nothing is known above. */
static void assert_holds(const drawing *d)
{
    for (uint32_t c = 0; c < CELLS; c++) {
        int64_t from = first_of(c), to = ENDS[c], whole = to > from ? to - from : 1;
        const lw_bounds *b = &d->cells[c];
        for (int64_t grams = from; grams <= to; grams++) {
            int64_t amount = d->price(grams), part = grams - from;
            if (amount < 0 && is_known(d, c))
                fail_msg("%lld g is not offered, and yet cell %u has a line above it",
                         (long long)grams, c);
            if (amount < 0)
                continue;
            if (b->low[0] * (whole - part) + b->low[1] * part > amount * whole)
                fail_msg("the price of %lld g is below the line of cell %u", (long long)grams, c);
            if (is_known(d, c) && b->high[0] * (whole - part) + b->high[1] * part < amount * whole)
                fail_msg("the price of %lld g is above the line of cell %u", (long long)grams, c);
        }
    }
}

/* How far the lines are apart. */
static int64_t width(const drawing *d, uint32_t cell)
{
    return d->cells[cell].high[0] - d->cells[cell].low[0];
}

static int64_t per_gram(int64_t grams)
{
    return 1000 + (grams * 37 + 50) / 100;
}

static int64_t by_steps(int64_t grams)
{
    return 500 + (grams + 499) / 500 * 250;
}

static int64_t by_rows(int64_t grams)
{
    return grams <= 700 ? 900 : grams <= 5000 ? 300 + grams / 2 : 100 + grams / 3;
}

static int64_t with_gaps(int64_t grams)
{
    return (grams > 40 && grams <= 60) || grams > 5000 ? -1 : per_gram(grams);
}

static int64_t bent(int64_t grams)
{
    int64_t freight = grams * 2, dear = grams > 3210 ? 4000 : 0;
    return freight > 8000 ? freight + dear : 8000 + dear;
}

static int64_t beyond_all(int64_t grams)
{
    return grams * 40000;
}

static int64_t refused_above(int64_t grams)
{
    return grams > 1234 ? -1 : grams;
}

static void a_line_is_bounded_by_lines(void **state)
{
    (void)state;
    shape curve = {.straight = true, .noise = 1, .step_g = 1};
    drawing d = draw(per_gram, &curve);
    assert_holds(&d);
    for (uint32_t c = 0; c < 4; c++)
        assert_in_range(width(&d, c), 0, 6);
}

static void steps_are_as_wide_as_they_rise(void **state)
{
    (void)state;
    shape curve = {.straight = true, .step_g = 500};
    drawing d = draw(by_steps, &curve);
    assert_holds(&d);
    assert_in_range(width(&d, 3), 250, 1100);
}

static void rows_end_where_the_breaks_say(void **state)
{
    (void)state;
    for (int straight = 0; straight < 2; straight++) {
        static const int64_t ends[] = {5000, 700, 700, 0};
        shape curve = {.straight = straight, .noise = 1, .step_g = 1, ends, 4};
        drawing d = draw(by_rows, &curve);
        assert_holds(&d);
        assert_true(is_known(&d, 2) && is_known(&d, 3));
    }
}

static void what_bends_is_sampled(void **state)
{
    (void)state;
    shape curve = {.straight = false, .step_g = 1};
    drawing d = draw(bent, &curve);
    assert_holds(&d);
    assert_true(is_known(&d, 2));
    assert_in_range(width(&d, 3), 0, 16000);
}

static void a_gap_leaves_the_upper_side_open(void **state)
{
    (void)state;
    static const int64_t ends[] = {40, 60, 5000};
    shape curve = {.straight = true, .noise = 1, .step_g = 1, ends, 3};
    drawing d = draw(with_gaps, &curve);
    assert_holds(&d);
    assert_false(is_known(&d, 0));
    assert_in_range(d.cells[0].low[0], 900, 1001);
    assert_true(is_known(&d, 2));
    assert_int_equal(d.cells[3].low[0], LW_OUT_OF_SIGHT); /* not offered at all */
}

static void what_cannot_be_told_is_not_known(void **state)
{
    (void)state;
    shape dear = {.straight = true, .step_g = 1}, refused = dear, crowded = dear;
    drawing d = draw(beyond_all, &dear);
    assert_holds(&d);
    assert_true(is_known(&d, 0));
    assert_false(is_known(&d, 3));
    assert_in_range(d.cells[3].low[0], 0, 5001 * 40000);

    d = draw(refused_above, &refused); /* without a break where it ends */
    assert_holds(&d);
    assert_false(is_known(&d, 2));
    assert_int_equal(d.cells[2].low[0], 0);

    static int64_t many[LW_CURVE_BREAKS + 1];
    for (int64_t i = 0; i <= LW_CURVE_BREAKS; i++)
        many[i] = 1001 + i;
    crowded.noise = 1;
    crowded.breaks = many;
    crowded.break_count = LW_CURVE_BREAKS + 1;
    d = draw(per_gram, &crowded);
    assert_holds(&d);
    assert_true(is_known(&d, 1));
    assert_false(is_known(&d, 2));
}

static void noise_widens_both_sides(void **state)
{
    (void)state;
    shape quiet = {.straight = true, .noise = 1, .step_g = 1}, loud = quiet;
    loud.noise = 40;
    drawing a = draw(per_gram, &quiet), b = draw(per_gram, &loud);
    assert_true(b.cells[2].low[0] <= a.cells[2].low[0] - 39);
    assert_true(b.cells[2].high[1] >= a.cells[2].high[1] + 39);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_bounded_by_lines),
        cmocka_unit_test(steps_are_as_wide_as_they_rise),
        cmocka_unit_test(rows_end_where_the_breaks_say),
        cmocka_unit_test(what_bends_is_sampled),
        cmocka_unit_test(a_gap_leaves_the_upper_side_open),
        cmocka_unit_test(what_cannot_be_told_is_not_known),
        cmocka_unit_test(noise_widens_both_sides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
