/* Counting for the page of a batch. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/model.h"
#include "plan/identity.h"
#include "render/report.h"
#include "shipment/shipment.h"
#include "support/catalog_dir.h"

typedef struct sample {
    catalog_dir dir;
    lw_catalog *catalog;
    lw_report report;
    lw_shipment shipment;
    lw_style style;
} sample;

static int set_up(void **state)
{
    sample *made = calloc(1, sizeof *made);
    if (!made)
        return -1;
    made->dir = dir_new();
    dir_put_basics(&made->dir);
    dir_put(&made->dir, "fx.csv", "currency,rate,decimals\nUSD,1,\nJPY,150,0\n");
    made->catalog = dir_load(&made->dir);
    assert_true(lw_report_init(&made->report, made->catalog, NULL));
    lw_shipment_init(&made->shipment);
    lw_shipment_set(&made->shipment, "country", "US", NULL);
    *state = made;
    return 0;
}

static int tear_down(void **state)
{
    sample *made = *state;
    lw_report_release(&made->report);
    lw_shipment_release(&made->shipment);
    lw_catalog_free(made->catalog);
    dir_free(&made->dir);
    free(made);
    return 0;
}

static void take_plan(sample *made, const char *currency, int64_t cost)
{
    const lw_plan plan = {.cost = cost, .mode_count = 2, .modes = {"postal", "express"}};
    const lw_quote quote = {
        .status = LW_QUOTE_OK, .currency = currency, .plans = &plan, .plan_count = 1};
    const lw_answer answer = {.shipment = &made->shipment, .id = "1", .quote = &quote};
    lw_report_take(&made->report, &made->style, &answer);
}

static void take_miss(sample *made, lw_report *report, const char *id)
{
    const lw_quote quote = {.status = LW_QUOTE_NO_PLAN, .currency = "USD", .message = "too heavy"};
    const lw_answer answer = {.shipment = &made->shipment, .id = id, .quote = &quote};
    lw_report_take(report, &made->style, &answer);
}

/* All cells of a row together. */
static lw_report_cell sum_of(const lw_report *report, size_t row)
{
    lw_report_cell sum = {0};
    for (size_t i = 0; i < report->currencies; i++)
        lw_report_add_cell(&sum, &report->cells[row * report->currencies + i]);
    return sum;
}

static void each_cost_is_converted_and_rounded(void **state)
{
    sample *made = *state;
    const size_t modes = 1u << LW_POSTAL | 1u << LW_EXPRESS;
    const size_t country = LW_MODE_SETS + lw_intern_find(&made->catalog->country_codes, "US");
    take_plan(made, "JPY", 1); /* 0.67 cents: 1; twice that is 2, and 1.33 would be 1 */
    take_plan(made, "JPY", 1);
    take_plan(made, "USD", 250);
    assert_int_equal(made->report.ok, 3);
    assert_int_equal(sum_of(&made->report, modes).orders, 3);
    assert_int_equal((int64_t)sum_of(&made->report, modes).spend, 252);
    assert_int_equal(sum_of(&made->report, country).orders, 3);
    assert_int_equal((int64_t)sum_of(&made->report, country).spend, 252);
    assert_int_equal(sum_of(&made->report, 0).orders, 0);
}

static void spend_is_told_in_the_currency_asked_for(void **state)
{
    sample *made = *state;
    lw_report_release(&made->report);
    assert_true(lw_report_init(&made->report, made->catalog, "JPY"));
    take_plan(made, "USD", 250); /* 375 yen */
    take_plan(made, "JPY", 7);
    assert_int_equal((int64_t)sum_of(&made->report, 1u << LW_POSTAL | 1u << LW_EXPRESS).spend, 382);
}

static void only_the_first_orders_without_a_plan_are_kept(void **state)
{
    sample *made = *state;
    lw_report more;
    char id[16];
    assert_true(lw_report_init(&more, made->catalog, "no such currency"));
    for (int i = 1; i <= 600; i++) {
        snprintf(id, sizeof id, "a%d", i);
        take_miss(made, &made->report, id);
        snprintf(id, sizeof id, "b%d", i);
        take_miss(made, &more, id);
    }
    lw_report_add(&made->report, &more);
    lw_report_clear(&more); /* what was added does not live in it */
    assert_int_equal(more.no_plan, 0);
    assert_int_equal(more.misses.count, 0);
    assert_int_equal(made->report.no_plan, 1200);
    assert_int_equal(made->report.misses.count, LW_REPORT_MISSES);
    assert_string_equal(made->report.misses.items[600].id, "b1");
    assert_string_equal(made->report.misses.items[999].id, "b400");
    assert_string_equal(made->report.misses.items[999].reason, "too heavy");
    assert_string_equal(made->report.misses.items[999].destination, "US");
    lw_report_release(&more);
}

static void a_long_id_is_cut_between_characters(void **state)
{
    sample *made = *state;
    enum { LONG = 100000 };
    char *id = malloc(LONG + 1);
    assert_non_null(id);
    for (size_t i = 0; i < LONG; i += 2)
        memcpy(id + i, "\xC3\xBC", 2);
    id[LONG] = '\0';
    take_miss(made, &made->report, id + 0);
    id[1] = 'x';
    take_miss(made, &made->report, id + 1); /* now the limit falls into a character */
    const lw_miss *kept = made->report.misses.items;
    assert_int_equal(strlen(kept[0].id), 400);
    assert_int_equal(strlen(kept[1].id), 399);
    free(id);
}

static void the_page_counts_what_it_does_not_list(void **state)
{
    sample *made = *state;
    const lw_report_about about = {.input = "<orders>.csv", .part = 2, .parts = 3};
    lw_buffer out = {0};
    for (int i = 0; i < 1001; i++)
        take_miss(made, &made->report, "i");
    lw_html_report(&out, &made->style, &made->report, &about);
    lw_put_char(&out, '\0');
    assert_false(out.failed);
    assert_non_null(strstr(out.bytes, "<h1>1001 orders of &lt;orders&gt;.csv</h1>"));
    assert_non_null(strstr(out.bytes, "1001 of them, of which the first 1000 are listed"));
    assert_non_null(strstr(out.bytes, "part 2 of 3 of the file"));
    assert_null(strstr(out.bytes, "Ways"));
    lw_buffer_release(&out);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(each_cost_is_converted_and_rounded),
        TEST(spend_is_told_in_the_currency_asked_for),
        TEST(only_the_first_orders_without_a_plan_are_kept),
        TEST(a_long_id_is_cut_between_characters),
        TEST(the_page_counts_what_it_does_not_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
