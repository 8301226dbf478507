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

/* Cells that end at these weights. */
static lw_terms cells(const int64_t *ends, uint32_t count)
{
    lw_terms terms = {.cell_count = count};
    memcpy(terms.cell_ends, ends, count * sizeof *ends);
    return terms;
}

typedef struct drawing {
    lw_terms terms;
    lw_bounds bounds;
    price_of price;
} drawing;

/* Bounds `price` over cells up to 100, 101, 5000 and 20000 g. `curve` tells the rest. */
static drawing draw(price_of price, lw_curve *curve)
{
    static const int64_t ends[] = {100, 101, 5000, 20000};
    drawing d = {.terms = cells(ends, 4), .price = price};
    curve->price = ask;
    curve->context = &price;
    lw_curve_bound(curve, &d.terms, &d.bounds);
    return d;
}

static bool is_known(const drawing *d, uint32_t cell)
{
    return d->bounds.high[0][cell] < LW_OUT_OF_SIGHT && d->bounds.high[1][cell] < LW_OUT_OF_SIGHT;
}

/* Every weight's price is between the lines; where one is missing nothing is known above. */
static void assert_holds(const drawing *d)
{
    int64_t from = 1;
    for (uint32_t c = 0; c < d->terms.cell_count; c++) {
        int64_t to = d->terms.cell_ends[c], whole = to > from ? to - from : 1;
        const int32_t(*low)[LW_CELLS] = d->bounds.low, (*high)[LW_CELLS] = d->bounds.high;
        for (int64_t grams = from; grams <= to; grams++) {
            int64_t amount = d->price(grams), part = grams - from;
            if (amount < 0 && is_known(d, c))
                fail_msg("%lld g is not offered, and yet cell %u has a line above it",
                         (long long)grams, c);
            if (amount < 0)
                continue;
            if (low[0][c] * (whole - part) + low[1][c] * part > amount * whole)
                fail_msg("the price of %lld g is below the line of cell %u", (long long)grams, c);
            if (is_known(d, c) && high[0][c] * (whole - part) + high[1][c] * part < amount * whole)
                fail_msg("the price of %lld g is above the line of cell %u", (long long)grams, c);
        }
        from = to + 1;
    }
    for (uint32_t c = d->terms.cell_count; c < LW_CELLS; c++)
        assert_int_equal(d->bounds.low[0][c], LW_OUT_OF_SIGHT);
}

/* How far the lines are apart. */
static int64_t width(const drawing *d, uint32_t cell)
{
    return d->bounds.high[0][cell] - d->bounds.low[0][cell];
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
    lw_curve curve = {.straight = true, .noise = 1, .step_g = 1};
    drawing d = draw(per_gram, &curve);
    assert_holds(&d);
    for (uint32_t c = 0; c < 4; c++)
        assert_in_range(width(&d, c), 0, 6);
}

static void steps_are_as_wide_as_they_rise(void **state)
{
    (void)state;
    lw_curve curve = {.straight = true, .step_g = 500};
    drawing d = draw(by_steps, &curve);
    assert_holds(&d);
    assert_in_range(width(&d, 3), 250, 1100);
}

static void rows_end_where_the_breaks_say(void **state)
{
    (void)state;
    for (int straight = 0; straight < 2; straight++) {
        lw_curve curve = {.straight = straight, .noise = 1, .step_g = 1};
        lw_curve_break(&curve, 5000);
        lw_curve_break(&curve, 700);
        lw_curve_break(&curve, 700);
        lw_curve_break(&curve, 0); /* none */
        drawing d = draw(by_rows, &curve);
        assert_holds(&d);
        assert_true(is_known(&d, 2) && is_known(&d, 3));
    }
}

static void what_bends_is_sampled(void **state)
{
    (void)state;
    lw_curve curve = {.straight = false, .step_g = 1};
    drawing d = draw(bent, &curve);
    assert_holds(&d);
    assert_true(is_known(&d, 2));
    assert_in_range(width(&d, 3), 0, 16000);
}

static void a_gap_leaves_the_upper_side_open(void **state)
{
    (void)state;
    lw_curve curve = {.straight = true, .noise = 1, .step_g = 1};
    lw_curve_break(&curve, 40);
    lw_curve_break(&curve, 60);
    lw_curve_break(&curve, 5000);
    drawing d = draw(with_gaps, &curve);
    assert_holds(&d);
    assert_false(is_known(&d, 0));
    assert_in_range(d.bounds.low[0][0], 900, 1001);
    assert_true(is_known(&d, 2));
    assert_int_equal(d.bounds.low[0][3], LW_OUT_OF_SIGHT); /* not offered at all */
}

static void what_cannot_be_told_is_not_known(void **state)
{
    (void)state;
    lw_curve dear = {.straight = true, .step_g = 1}, refused = dear, crowded = dear;
    drawing d = draw(beyond_all, &dear);
    assert_holds(&d);
    assert_true(is_known(&d, 0));
    assert_false(is_known(&d, 3));
    assert_in_range(d.bounds.low[0][3], 0, 5001 * 40000);

    d = draw(refused_above, &refused); /* without a break where it ends */
    assert_holds(&d);
    assert_false(is_known(&d, 2));
    assert_int_equal(d.bounds.low[0][2], 0);

    for (int64_t grams = 1; grams <= LW_CURVE_BREAKS + 1; grams++)
        lw_curve_break(&crowded, grams);
    d = draw(per_gram, &crowded);
    assert_holds(&d);
    assert_false(is_known(&d, 0));
}

static void noise_widens_both_sides(void **state)
{
    (void)state;
    lw_curve quiet = {.straight = true, .noise = 1, .step_g = 1}, loud = quiet;
    loud.noise = 40;
    drawing a = draw(per_gram, &quiet), b = draw(per_gram, &loud);
    assert_true(b.bounds.low[0][2] <= a.bounds.low[0][2] - 39);
    assert_true(b.bounds.high[1][2] >= a.bounds.high[1][2] + 39);
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
