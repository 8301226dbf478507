/* Options of planning that a program sets by itself, and what a quote tells of how it came about.
 */
#include <string.h>

#include "support/tiny_catalog.h"

static void an_unknown_option_names_the_nearest(void **state)
{
    (void)state;
    lw_options options;
    lw_error err;
    lw_options_init(&options);
    assert_int_equal(lw_options_set(&options, "wieghts", "cost=1", &err), LW_BAD_ARGUMENT);
    assert_string_equal(err.message, "unknown option 'wieghts'; did you mean 'weights'?");
    assert_int_equal(lw_options_set(&options, "value-of-day", "1.5", &err), LW_OK);
    assert_int_equal(options.value_of_day_micros, 1500000);
}

static void assert_bad_options(tiny *t, const lw_options *options, const char *message)
{
    lw_error err;
    lw_shipment *shipment;
    assert_int_equal(lw_shipment_new(&shipment, &err), LW_OK);
    assert_int_equal(lw_plan_shipment(t->workspace, shipment, options, &t->quote, &err),
                     LW_BAD_ARGUMENT);
    assert_string_equal(err.message, message);
    lw_shipment_free(shipment);
}

static void options_out_of_range_are_refused(void **state)
{
    (void)state;
    tiny *t = tiny_load(NULL);
    lw_options options = t->options;
    options.rank = LW_RANK_COUNT;
    assert_bad_options(t, &options, "the options name no rank or time basis");
    options = t->options;
    options.time_basis = (lw_clock_hand)(LW_CLOCK_MAX + 1);
    assert_bad_options(t, &options, "the options name no rank or time basis");
    options = t->options;
    options.frontier = false;
    options.top = 0;
    assert_bad_options(t, &options, "top is 0: at least one plan is told");
    options = t->options;
    options.value_of_blind_day_micros = -1;
    assert_bad_options(t, &options, "the value of a day is below 0");
    tiny_free(t);
}

/* The default world has one lane, so its routes are kept after a few shipments. */
static void a_quote_tells_whether_its_routes_were_kept(void **state)
{
    (void)state;
    tiny *t = tiny_load(NULL);
    assert_false(tiny_quote(t, "")->reused);
    for (int i = 0; i < 20; i++)
        tiny_quote(t, "");
    assert_true(tiny_quote(t, "piece=2.5")->reused);
    t->options.explain = true;
    assert_false(tiny_quote(t, "")->reused);
    t->options.explain = false;
    t->options.anew = true;
    assert_false(tiny_quote(t, "")->reused);
    tiny_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unknown_option_names_the_nearest),
        cmocka_unit_test(options_out_of_range_are_refused),
        cmocka_unit_test(a_quote_tells_whether_its_routes_were_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
