/* Sweeps: changes between two points of the grid, found to the gram and the minor unit, held
 * against planning every value one by one. */
#include "support/tiny_catalog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shipment/shipment.h"

#define TEXT_ROOM 16384

/* What a sweep tells, as "300 M, 341! L!, ...": the value, '+' when it is not on the grid, the
 * lanes or "none"; '!' and
 * '*' behind for another plan and other modes. */
typedef struct transcript {
    char text[TEXT_ROOM];
    size_t length;
} transcript;

__attribute__((format(printf, 2, 3))) static void put(transcript *t, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    int length = vsnprintf(t->text + t->length, sizeof t->text - t->length, format, values);
    va_end(values);
    assert_true(length >= 0 && (size_t)length < sizeof t->text - t->length);
    t->length += (size_t)length;
}

static void put_best(transcript *t, const lw_quote *quote)
{
    if (quote->status != LW_QUOTE_OK) {
        put(t, "none");
        return;
    }
    assert_int_equal(quote->plan_count, 1);
    const lw_plan *plan = quote->plans;
    if (plan->stocked)
        put(t, "%s:", plan->start);
    for (uint32_t i = 0; i < plan->leg_count; i++)
        put(t, "%s%s", i ? ">" : "", plan->legs[i].lane);
}

static lw_status take_point(void *context, const lw_sweep_point *point, lw_error *err)
{
    static const char *const marks[] = {"", "!", "*"};
    transcript *t = context;
    (void)err;
    put(t, "%s%lld%s ", t->length ? ", " : "", (long long)point->at, point->on_grid ? "" : "+");
    put_best(t, point->quote);
    put(t, "%s", marks[point->change]);
    return LW_OK;
}

static void make_shipment(lw_shipment *shipment, const char *const fields[])
{
    lw_error err;
    lw_shipment_init(shipment);
    assert_int_equal(lw_shipment_set(shipment, "origin", "A", &err), LW_OK);
    assert_int_equal(lw_shipment_set(shipment, "country", "US", &err), LW_OK);
    assert_int_equal(lw_shipment_set(shipment, "weight_kg", "1", &err), LW_OK);
    assert_int_equal(lw_shipment_set(shipment, "ship_date", "2026-11-23", &err), LW_OK);
    for (size_t i = 0; fields[i]; i += 2)
        assert_int_equal(lw_shipment_set(shipment, fields[i], fields[i + 1], &err), LW_OK);
}

static lw_status sweep(tiny *t, const lw_shipment *shipment, const char *text, unsigned threads,
                       transcript *told, lw_sweep_summary *sum, lw_error *err)
{
    lw_sweep what;
    lw_status status = lw_sweep_parse(text, &what, err);
    *told = (transcript){.length = 0};
    if (status == LW_OK)
        status = lw_sweep_run(t->planner, shipment, &t->options, &what, threads, take_point, told,
                              sum, err);
    return status;
}

static void assert_sweep_of(tiny *t, const char *const fields[], const char *text,
                            const char *expected)
{
    lw_shipment shipment;
    lw_sweep_summary sum;
    lw_error err;
    transcript told;
    make_shipment(&shipment, fields);
    for (unsigned threads = 1; threads <= 4; threads++) {
        if (sweep(t, &shipment, text, threads, &told, &sum, &err) != LW_OK)
            fail_msg("%s: %s", text, err.message);
        assert_string_equal(told.text, expected);
    }
    lw_shipment_release(&shipment);
}

static const char *const NOTHING[] = {NULL};
#define assert_sweep(t, text, expected) assert_sweep_of(t, NOTHING, text, expected)

static void assert_refused_sweep(tiny *t, const char *const fields[], const char *text,
                                 lw_status status, const char *message)
{
    lw_shipment shipment;
    lw_error err;
    transcript told;
    make_shipment(&shipment, fields);
    assert_int_equal(sweep(t, &shipment, text, 2, &told, NULL, &err), status);
    assert_string_equal(err.message, message);
    assert_string_equal(told.text, "");
    lw_shipment_release(&shipment);
}

/* ---- The weight --------------------------------------------------------------------------------
 */

#define TWO_LANES "lanes", "lane,carrier,mode,from,to,days\nL,X,express,A,Z,5\nM,X,postal,A,Z,5\n"

/* M costs 5, but 20 above 340 g up to 360 g; L costs 10. Of equal time and visibility, the cheaper
 * one beats the other. The neighbours on the grid, 300 g and 400 g, both go by M. */
static void two_changes_inside_one_step_are_both_found(void **state)
{
    (void)state;
    tiny *t = tiny_load(TWO_LANES, "rates",
                        "card,over_kg,up_to_kg,flat\nL,,,10\n"
                        "M,,0.34,5\nM,0.34,0.36,20\nM,0.36,,5\n",
                        NULL);
    assert_sweep(t, "weight=0.3..0.5:0.1", "300 M, 341+ L*, 361+ M*, 400 M, 500 M");
    tiny_free(t);
}

/* A plan that is best for one gram only. */
static void a_single_gram_is_found(void **state)
{
    (void)state;
    tiny *t = tiny_load(TWO_LANES, "rates",
                        "card,over_kg,up_to_kg,flat\nL,,,10\n"
                        "M,,0.499,20\nM,0.499,0.5,5\nM,0.5,,20\n",
                        NULL);
    assert_sweep(t, "weight=0.1..0.9:0.8", "100 L, 500+ M*, 501+ L*, 900 L");
    /* on the grid itself, at the very end, and behind the last point of the grid */
    assert_sweep(t, "weight=0.1..0.9:0.4", "100 L, 500 M*, 501+ L*, 900 L");
    assert_sweep(t, "weight_kg=0.1..0.5:0.4", "100 L, 500 M*");
    assert_sweep(t, "weight=0.1..0.6:0.3", "100 L, 400 L, 500+ M*, 501+ L*");
    assert_sweep(t, "weight=0.5..0.5:1", "500 M");
    tiny_free(t);
}

/* Another lane of the same mode is another plan; no plan counts as other modes. */
static void kinds_of_change(void **state)
{
    (void)state;
    tiny *t =
        tiny_load("lanes", "lane,carrier,mode,from,to,days\nL,X,express,A,Z,5\nM,X,express,A,Z,5\n",
                  "rates", "card,up_to_kg,flat\nL,2,10\nM,1,5\n", NULL);
    assert_sweep(t, "weight=0.5..2.5:1", "500 M, 1001+ L!, 1500 L, 2001+ none*, 2500 none");
    tiny_free(t);
}

/* ---- The value ---------------------------------------------------------------------------------
 */

/* M carries goods up to 45.67 USD, and L is dearer; N, the cheapest, from 80.01 USD to 80.02 USD.
 */
static void values_to_the_cent(void **state)
{
    (void)state;
    tiny *t = tiny_load("lanes",
                        "lane,carrier,mode,from,to,days,min_value,max_value,value_currency\n"
                        "L,X,express,A,Z,5,,,\nM,X,postal,A,Z,5,,45.67,USD\n"
                        "N,X,postal,A,Z,5,80.01,80.02,USD\n",
                        "rates", "card,flat\nL,10\nM,5\nN,1\n", NULL);
    assert_sweep(t, "value=0..100:50",
                 "0 M, 45680000+ L*, 50000000 L, 80010000+ N*, 80030000+ L*, 100000000 L");
    assert_sweep(t, "value=80.01..80.03:0.01", "80010000 N, 80020000 N, 80030000 L*");
    assert_refused_sweep(t, NOTHING, "value=0..1:0.005", LW_BAD_ARGUMENT,
                         "0.005 falls between two values: value goes in steps of 0.01");
    /* such a step is the fault, and not the number of points that it leads to */
    assert_refused_sweep(t, NOTHING, "value=0..100:0.001", LW_BAD_ARGUMENT,
                         "0.001 falls between two values: value goes in steps of 0.01");
    tiny_free(t);
}

/* The yen has no minor unit, and a bound in dollars falls between two yen: 100 JPY are 1 USD. */
static void values_in_a_currency_without_minor_units(void **state)
{
    (void)state;
    static const char *const yen[] = {"value", "7", "value_currency", "JPY", "currency",
                                      "USD",   NULL};
    tiny *t = tiny_load("lanes",
                        "lane,carrier,mode,from,to,days,max_value,value_currency\n"
                        "L,X,express,A,Z,5,,\nM,X,postal,A,Z,5,1.5,USD\n",
                        "rates", "card,flat\nL,10\nM,5\n", "fx",
                        "currency,rate,decimals\nUSD,1,2\nJPY,100,0\n", NULL);
    assert_sweep_of(t, yen, "value=100..200:100", "100000000 M, 151000000+ L*, 200000000 L");
    assert_refused_sweep(t, yen, "value=0..10:0.5", LW_BAD_ARGUMENT,
                         "0.5 falls between two values: value goes in steps of 1");
    tiny_free(t);
}

/* ---- The moment --------------------------------------------------------------------------------
 */

/* L leaves on Tuesdays at noon and takes a day, M leaves at any time and takes three. Ranked by
 * time, L is best up to Tuesday 2026-11-24 12:00: 60 hours at the most. Afterwards it would wait
 * for a week. */
static void moments_on_the_grid(void **state)
{
    (void)state;
    tiny *t = tiny_load("lanes",
                        "lane,carrier,mode,from,to,days,departs,depart_time\n"
                        "L,X,express,A,Z,1,Tue,12:00\nM,X,postal,A,Z,3,,\n",
                        "rates", "card,flat\nL,10\nM,5\n", NULL);
    t->options.rank = LW_RANK_TIME;
    int64_t monday = INT64_C(20780) * 1440; /* 2026-11-23 */
    char expected[256];
    snprintf(expected, sizeof expected, "%lld L, %lld L, %lld L, %lld L, %lld M*, %lld M",
             (long long)monday, (long long)monday + 720, (long long)monday + 1440,
             (long long)monday + 2160, (long long)monday + 2880, (long long)monday + 3600);
    assert_sweep(t, "ready_at=2026-11-23..2026-11-25T12:00:12h", expected);
    tiny_free(t);
}

/* ---- Against planning one by one ----------------------------------------------------------------
 */

/* Rows of brackets drawn from a small generator: the same in every run. */
static uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

static void put_brackets(transcript *rates, const char *lane, uint32_t *dice)
{
    uint32_t over = 0;
    for (int i = 0; i < 40; i++) {
        uint32_t up_to = over + 1 + next_number(dice) % 60;
        put(rates, "%s,0.%03u,0.%03u,%u,%u\n", lane, over % 1000, up_to % 1000,
            1 + next_number(dice) % 12, next_number(dice) % 9);
        over = up_to;
        if (over > 900)
            break;
    }
    put(rates, "%s,0.%03u,,%u,1\n", lane, over, 3 + next_number(dice) % 5);
}

/* The best plan of every gram, told the same way where a sweep would tell it. */
static void tell_one_by_one(tiny *t, lw_shipment *shipment, int64_t start, int64_t end,
                            int64_t step, transcript *told)
{
    transcript before = {.length = 0}, best;
    lw_error err;
    for (int64_t at = start; at <= end; at++) {
        shipment->parcels[0].weight_grams = at;
        assert_int_equal(lw_plan_shipment(t->workspace, shipment, &t->options, &t->quote, &err),
                         LW_OK);
        best = (transcript){.length = 0};
        put_best(&best, &t->quote);
        bool changed = at > start && strcmp(best.text, before.text) != 0;
        bool on_grid = (at - start) % step == 0;
        if (changed || on_grid)
            put(told, "%s%lld%s %s%s", told->length ? ", " : "", (long long)at, on_grid ? "" : "+",
                best.text, changed ? "*" : "");
        before = best;
    }
}

static void the_same_as_one_by_one(void **state)
{
    (void)state;
    size_t changes = 0;
    for (uint32_t seed = 1; seed <= 12; seed++) {
        uint32_t dice = seed * 7919;
        transcript rates = {.length = 0}, expected = {.length = 0}, told = {.length = 0};
        lw_shipment shipment;
        lw_sweep_summary sum = {.tried = 0};
        lw_error err;
        put(&rates, "card,over_kg,up_to_kg,flat,per_kg\n");
        put_brackets(&rates, "L", &dice);
        put_brackets(&rates, "M", &dice);
        put_brackets(&rates, "N", &dice);
        tiny *t = tiny_load("lanes",
                            "lane,carrier,mode,from,to,days,visibility\nL,X,express,A,Z,3,1\n"
                            "M,X,postal,A,Z,9,0.5\nN,X,dedicated_line,A,Z,6,0.75\n",
                            "rates", rates.text, NULL);
        t->options.frontier = false;
        t->options.top = 1;
        make_shipment(&shipment, NOTHING);
        tell_one_by_one(t, &shipment, 50, 1200, 100, &expected);
        for (unsigned threads = 1; threads <= 3; threads += 2) {
            assert_int_equal(
                sweep(t, &shipment, "weight=0.05..1.2:0.1", threads, &told, &sum, &err), LW_OK);
            assert_string_equal(told.text, expected.text);
            assert_int_equal(sum.tried, 1151);
        }
        changes += sum.changes;
        lw_shipment_release(&shipment);
        tiny_free(t);
    }
    assert_true(changes > 100); /* else the catalogs show nothing */
}

/* ---- What cannot be swept -----------------------------------------------------------------------
 */

static void text_that_is_no_sweep(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"weight", "'weight' is not START..END:STEP, such as weight=0.1..5:0.1 or "
                   "ready_at=2026-11-23..2026-11-30:6h"},
        {"wieght=1..2:1", "'wieght' cannot be swept; did you mean 'weight'?"},
        {"colour=1..2:1", "'colour' cannot be swept: ready_at, weight or value can"},
        {"weight=1..2:0", "the step of a sweep must be above 0"},
        {"weight=2..1:1", "the sweep ends at '1', before it begins at '2'"},
        {"weight=1..2:0.0005", "'0.0005' has more than 3 digits behind the point"},
        {"weight=1..2:-1", "'-1' is not a decimal number; write it without a sign"},
        {"ready_at=2026-11-23..2026-11-24:6", "'6' is no step of time; write 30m, 6h or 1d"},
        {"ready_at=2026-11-23..2026-11-31:1d", "'2026-11-31' is not a day of the calendar"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lw_sweep what;
        lw_error err;
        assert_int_equal(lw_sweep_parse(rows[i][0], &what, &err), LW_BAD_ARGUMENT);
        assert_string_equal(err.message, rows[i][1]);
    }
}

static void sweeps_that_are_too_large(void **state)
{
    (void)state;
    tiny *t = tiny_load(NULL);
    static const char *const goods[] = {"goods", "1:61|2", NULL};
    assert_refused_sweep(t, goods, "value=0..1:1", LW_BAD_ARGUMENT,
                         "the value of which item? a sweep of it wants a shipment without goods");
    assert_refused_sweep(t, NOTHING, "weight=1..1001:1", LW_BAD_ARGUMENT,
                         "weight_kg from 1 to 1001 has 1000001 values, and each is tried, up to "
                         "1000000 of them: end at 1000.999 or before, or sweep in parts");
    assert_refused_sweep(t, NOTHING, "weight=0..50:0.001", LW_BAD_ARGUMENT,
                         "the grid of the sweep has 50001 points, more than 50000: take a longer "
                         "step");
    tiny_free(t);
}

/* Members are a program's to set: text has these bounds of itself. */
static void sweeps_out_of_range(void **state)
{
    (void)state;
    static const struct {
        lw_sweep sweep;
        const char *message;
    } rows[] = {
        {{LW_SWEEP_WEIGHT, 0, 1000000001, 1000}, "the sweep leaves the range of weight_kg"},
        {{LW_SWEEP_VALUE, -1, 1, 1}, "the sweep leaves the range of value"},
        {{LW_SWEEP_READY_AT, 0, INT64_MAX, 60}, "the sweep leaves the range of ready_at"},
        {{LW_SWEEP_READY_AT, INT64_MIN, 0, 60}, "the sweep leaves the range of ready_at"},
        {{LW_SWEEP_WEIGHT, 5, 10, INT64_MAX}, "the sweep leaves the range of weight_kg"},
        {{LW_SWEEP_WEIGHT, 5, 10, 0}, "a sweep goes upwards, by a step above 0"},
        {{LW_SWEEP_WEIGHT, 10, 5, 1}, "a sweep goes upwards, by a step above 0"},
    };
    tiny *t = tiny_load(NULL);
    lw_shipment shipment;
    transcript told = {.length = 0};
    make_shipment(&shipment, NOTHING);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lw_error err;
        assert_int_equal(lw_sweep_run(t->planner, &shipment, &t->options, &rows[i].sweep, 1,
                                      take_point, &told, NULL, &err),
                         LW_BAD_ARGUMENT);
        assert_string_equal(err.message, rows[i].message);
    }
    assert_int_equal(told.length, 0);
    lw_shipment_release(&shipment);
    tiny_free(t);
}

static void shipments_that_cannot_be_swept(void **state)
{
    (void)state;
    static const char *const nowhere[] = {"origin", "NOWHERE", NULL};
    tiny *t = tiny_load(NULL);
    assert_refused_sweep(t, nowhere, "weight=1..2:1", LW_BAD_SHIPMENT, "unknown node 'NOWHERE'");
    lw_shipment two;
    lw_error err;
    transcript told;
    const char json[] = "{\"origin\":\"A\",\"country\":\"US\",\"parcels\":[{\"weight_kg\":1},"
                        "{\"weight_kg\":2}]}";
    lw_shipment_init(&two);
    assert_int_equal(lw_shipment_read_json(&two, json, strlen(json), &err), LW_OK);
    assert_int_equal(sweep(t, &two, "weight=1..2:1", 1, &told, NULL, &err), LW_BAD_ARGUMENT);
    assert_string_equal(err.message,
                        "the weight of which parcel? a sweep of it wants a shipment of one kind");
    assert_int_equal(sweep(t, &two, "value=1..2:1", 1, &told, NULL, &err), LW_OK);
    lw_shipment_release(&two);
    tiny_free(t);
}

/* The field that is swept need not be given, and what is given of it does not count. */
static void the_swept_field_itself_does_not_count(void **state)
{
    (void)state;
    static const char *const given[] = {"ready_at", "2026-11-23T08:00", "value", "5", NULL};
    tiny *t = tiny_load(NULL);
    lw_shipment bare;
    lw_error err;
    transcript told;
    assert_sweep_of(t, given, "value=1..2:1", "1000000 L, 2000000 L");
    assert_sweep_of(t, given, "ready_at=2027-01-01..2027-01-01:1h", "29979360 L");
    lw_shipment_init(&bare);
    lw_shipment_set(&bare, "origin", "A", &err);
    lw_shipment_set(&bare, "country", "US", &err);
    assert_int_equal(sweep(t, &bare, "value=1..2:1", 1, &told, NULL, &err), LW_BAD_SHIPMENT);
    assert_int_equal(sweep(t, &bare, "weight=1..2:1", 1, &told, NULL, &err), LW_OK);
    assert_string_equal(told.text, "1000 L, 2000 L");
    lw_shipment_release(&bare);
    tiny_free(t);
}

static lw_status stop_at_once(void *context, const lw_sweep_point *point, lw_error *err)
{
    (void)point;
    (void)err;
    ++*(int *)context;
    return LW_IO_FAILED;
}

static void the_caller_can_end_a_sweep(void **state)
{
    (void)state;
    tiny *t = tiny_load(NULL);
    lw_shipment shipment;
    lw_sweep what;
    lw_error err;
    int calls = 0;
    make_shipment(&shipment, NOTHING);
    assert_int_equal(lw_sweep_parse("weight=1..3:1", &what, &err), LW_OK);
    assert_int_equal(lw_sweep_run(t->planner, &shipment, &t->options, &what, 2, stop_at_once,
                                  &calls, NULL, &err),
                     LW_IO_FAILED);
    assert_int_equal(calls, 1);
    lw_shipment_release(&shipment);
    tiny_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_changes_inside_one_step_are_both_found),
        cmocka_unit_test(a_single_gram_is_found),
        cmocka_unit_test(kinds_of_change),
        cmocka_unit_test(values_to_the_cent),
        cmocka_unit_test(values_in_a_currency_without_minor_units),
        cmocka_unit_test(moments_on_the_grid),
        cmocka_unit_test(the_same_as_one_by_one),
        cmocka_unit_test(text_that_is_no_sweep),
        cmocka_unit_test(sweeps_that_are_too_large),
        cmocka_unit_test(sweeps_out_of_range),
        cmocka_unit_test(shipments_that_cannot_be_swept),
        cmocka_unit_test(the_swept_field_itself_does_not_count),
        cmocka_unit_test(the_caller_can_end_a_sweep),
    };
    return cmocka_run_group_tests_name("sweep", tests, NULL, NULL);
}
