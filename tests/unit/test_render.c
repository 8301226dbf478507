/* What the output formats make of quotes filled by hand. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/display.h"
#include "render/formats.h"
#include "shipment/shipment.h"

static const lw_row rate_rows[] = {{"rates", "rates/a,b.csv", 7}, {"lanes", "lanes.csv", 3}};

static const lw_charge charges[] = {
    {.type = LW_FREIGHT,
     .at_lane = true,
     .place = "L1",
     .rule = "",
     .amount = 1234,
     .card_amount = 9000,
     .card_currency = "CNY",
     .card_decimals = 2,
     .rows = rate_rows,
     .row_count = 2},
    {.type = LW_TAX,
     .at_lane = true,
     .buyer_pays = true,
     .place = "L1",
     .rule = "",
     .amount = 200,
     .card_amount = 300,
     .card_currency = "JPY",
     .card_decimals = 0,
     .rows = rate_rows,
     .row_count = 1},
};

static const lw_leg legs[] = {{
    .lane = "L1",
    .carrier = "C",
    .mode = "postal",
    .service = "",
    .from = "A",
    .to = "Z",
    .to_zone = true,
    .module = LW_INTERNATIONAL,
    .billable_grams = 1500,
    .cost = 1234,
    .minutes = 1440,
    .visibility_e4 = 8750,
    .arrives = 1440,
    .cleared = 1440,
}};

static lw_plan sample_plan(void)
{
    lw_plan plan = {.rank = 1,
                    .score_e4 = -49,
                    .cost = 1234,
                    .by_type = {[LW_FREIGHT] = 1234},
                    .buyer_pays = 200,
                    .own_dues = 200,
                    .minutes = {720, 1440, 2880},
                    .blind_minutes = 180,
                    .blind_gap_minutes = 180,
                    .visibility_e3 = 875,
                    .arrives = {720, 1440, 2880},
                    .mode_count = 1,
                    .modes = {"postal"},
                    .start = "A",
                    .legs = legs,
                    .leg_count = 1,
                    .charges = charges,
                    .charge_count = 2};
    return plan;
}

typedef struct sample {
    lw_plan plan;
    lw_quote quote;
    lw_shipment shipment;
    lw_answer answer;
    lw_style style;
} sample;

static int set_up(void **state)
{
    sample *made = calloc(1, sizeof *made);
    if (!made)
        return -1;
    lw_shipment_init(&made->shipment);
    lw_shipment_set(&made->shipment, "origin", "A", NULL);
    lw_shipment_set(&made->shipment, "country", "US", NULL);
    lw_shipment_set(&made->shipment, "weight_kg", "1.5", NULL);
    made->plan = sample_plan();
    made->quote = (lw_quote){.status = LW_QUOTE_OK,
                             .currency = "EUR",
                             .decimals = 2,
                             .ship_date = 0,
                             .message = "",
                             .plans = &made->plan,
                             .plan_count = 1,
                             .frontier_count = 1};
    made->answer = (lw_answer){.shipment = &made->shipment, .id = "1", .quote = &made->quote};
    made->style = (lw_style){.width = 80, .time_basis = LW_CLOCK_TYPICAL};
    *state = made;
    return 0;
}

static int tear_down(void **state)
{
    sample *made = *state;
    lw_shipment_release(&made->shipment);
    free(made);
    return 0;
}

/* The answer in a format, as text; the caller frees. */
static char *render(const sample *s, const char *format)
{
    const lw_renderer *renderer = lw_renderer_find(format);
    lw_buffer out = {0};
    assert_non_null(renderer);
    renderer->answer(&out, &s->style, &s->answer);
    lw_put_char(&out, '\0');
    assert_false(out.failed);
    return out.bytes;
}

static void expect_text(const sample *s, const char *format, const char *expected)
{
    char *text = render(s, format);
    assert_string_equal(text, expected);
    free(text);
}

static void expect_part(const sample *s, const char *format, const char *expected)
{
    char *text = render(s, format);
    if (!strstr(text, expected))
        print_error("'%s' is not in:\n%s\n", expected, text);
    assert_non_null(strstr(text, expected));
    free(text);
}

static void unknown_formats_are_none(void **state)
{
    (void)state;
    assert_null(lw_renderer_find("xml"));
    assert_non_null(lw_renderer_find("jsonl"));
}

static void scores_round_away_from_zero_and_never_to_minus_zero(void **state)
{
    (void)state;
    static const struct {
        int64_t held, shown;
    } rows[] = {{0, 0},         {49, 0},          {50, 1},           {-49, 0},
                {-50, -1},      {-149, -1},       {-150, -2},        {696649, 6966},
                {696650, 6967}, {1000000, 10000}, {-1234550, -12346}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(lw_score_hundredths(rows[i].held), rows[i].shown);
}

static void csv_line_has_a_cell_for_every_column(void **state)
{
    sample *s = *state;
    expect_text(s, "csv",
                "1,ok,1,0.00,12.34,EUR,1.00,0.50,2.00,3.00,87.5,3.00,postal,1,L1,A,12.34,0.00,0.00,"
                "0.00,0.00,0.00,0.00,0.00,0.00,2.00,1970-01-01,1970-01-01T00:00+00:00,"
                "1970-01-02T00:00+00:00,1970-01-01T12:00+00:00,1970-01-03T00:00+00:00,\n");
}

static size_t count_cells(const char *line)
{
    size_t cells = 1;
    bool quoted = false;
    for (; *line && *line != '\n'; line++) {
        quoted ^= *line == '"';
        cells += *line == ',' && !quoted;
    }
    return cells;
}

static void csv_lines_without_a_plan_have_as_many_cells(void **state)
{
    sample *s = *state;
    lw_buffer head = {0};
    lw_csv_begin(&head, &s->style);
    lw_put_char(&head, '\0');
    assert_int_equal(count_cells(head.bytes), 32);
    s->quote.status = LW_QUOTE_NO_PLAN;
    s->quote.plan_count = 0;
    s->quote.message = "no lane, anywhere";
    char *text = render(s, "csv");
    assert_int_equal(count_cells(text), 32);
    assert_non_null(strstr(text, ",no_plan,,,,EUR,"));
    assert_non_null(strstr(text, ",1970-01-01,,,,,\"no lane, anywhere\"\n"));
    free(text);
    lw_buffer_release(&head);
}

static void csv_quotes_what_could_be_misread(void **state)
{
    sample *s = *state;
    s->answer.id = "a \"b\",\nc";
    expect_part(s, "csv", "\"a \"\"b\"\",\nc\",ok,");
    s->answer.id = " x";
    expect_part(s, "csv", "\" x\",ok,");
    s->answer.id = "plain'; text";
    expect_part(s, "csv", "plain'; text,ok,");
}

static void invalid_shipments_name_the_field_once(void **state)
{
    sample *s = *state;
    lw_error error = {.status = LW_BAD_SHIPMENT, .field = "weight_kg", .message = "'x' is bad"};
    s->answer.quote = NULL;
    s->answer.error = &error;
    expect_part(s, "csv", ",weight_kg: 'x' is bad\n");
    error = (lw_error){.field = "origin", .message = "origin is required"};
    expect_part(s, "csv", ",origin is required\n");
    error = (lw_error){.field = "wt", .message = "unknown field 'wt'"};
    expect_part(s, "csv", ",unknown field 'wt'\n");
    error = (lw_error){.line = 7, .message = "too short"};
    expect_part(s, "csv", ",line 7: too short\n");
    expect_part(s, "jsonl",
                "\"currency\":null,\"ship_date\":null,\"status\":\"invalid\",\"plans\":[]");
}

static void json_is_written_from_integers(void **state)
{
    sample *s = *state;
    s->style.explain = true;
    expect_part(s, "jsonl", "\"rank\":1,\"score\":0.00,\"cost\":{\"total\":12.34,");
    expect_part(s, "jsonl",
                "\"billable_kg\":1.500,\"module\":\"international\",\"cost\":12.34,"
                "\"days\":1.00,\"visibility\":0.8750,");
    expect_part(s, "jsonl",
                "{\"type\":\"freight\",\"place\":\"lane\",\"id\":\"L1\",\"amount\":12.34,"
                "\"currency\":\"EUR\",\"card_amount\":90.00,\"card_currency\":\"CNY\","
                "\"source\":[\"rates:rates/a,b.csv:7\",\"lanes:lanes.csv:3\"]}");
    expect_part(s, "jsonl",
                "\"card_amount\":300,\"card_currency\":\"JPY\",\"source\":"
                "[\"rates:rates/a,b.csv:7\"],\"payer\":\"buyer\"}");
    s->quote.decimals = 0;
    expect_part(s, "jsonl", "\"total\":1234,");
    s->quote.decimals = 3;
    expect_part(s, "jsonl", "\"total\":1.234,");
}

static void json_texts_are_escaped_and_always_utf8(void **state)
{
    sample *s = *state;
    s->answer.id = "q\"b\\n\n\x01\x7f \xc3\xa9 \xff\xc3";
    expect_part(s, "jsonl",
                "\"id\":\"q\\\"b\\\\n\\n\\u0001\\u007f \xc3\xa9 \xEF\xBF\xBD\xEF\xBF\xBD\"");
}

static void pretty_json_keeps_small_objects_on_one_line(void **state)
{
    (void)state;
    lw_buffer out = {0};
    lw_json json = {.out = &out, .pretty = true};
    lw_json_open(&json, '{');
    lw_json_key(&json, "empty");
    lw_json_open(&json, '[');
    lw_json_close(&json, ']');
    lw_json_key(&json, "list");
    lw_json_open(&json, '[');
    lw_json_open_flat(&json, '{');
    lw_json_key(&json, "a");
    lw_json_int(&json, -1);
    lw_json_key(&json, "b");
    lw_json_bool(&json, true);
    lw_json_close(&json, '}');
    lw_json_null(&json);
    lw_json_close(&json, ']');
    lw_json_close(&json, '}');
    lw_put_char(&out, '\0');
    assert_string_equal(out.bytes,
                        "{\n  \"empty\": [],\n  \"list\": [\n    {\"a\": -1, \"b\": true},\n"
                        "    null\n  ]\n}");
    lw_buffer_release(&out);
}

static void both_incoterms_show_what_the_buyer_would_pay(void **state)
{
    sample *s = *state;
    s->plan.buyer_pays = 0;
    s->plan.own_dues = 200;
    expect_part(s, "jsonl", "\"buyer_pays\":0.00");
    s->style.both_incoterms = true;
    expect_part(s, "jsonl", "\"buyer_pays\":2.00");
    expect_part(s, "table", "buyer, DAP");
}

/* "incoterm":"DDP" stands beside it. */
static void a_message_tells_what_the_buyer_would_pay(void **state)
{
    static const char told[] = "buyer_pays is what the buyer would pay under DAP; under DDP it is "
                               "part of the cost";
    sample *s = *state;
    char expected[256];
    s->style.both_incoterms = true;
    snprintf(expected, sizeof expected, "\"message\":\"%s\"}\n", told);
    expect_part(s, "jsonl", expected);
    s->quote.message = "a remark";
    snprintf(expected, sizeof expected, ",a remark; %s\n", told);
    expect_part(s, "csv", expected);
    expect_part(s, "table", "Note: a remark\n"); /* where a column says so */
    s->plan.own_dues = 0;
    expect_part(s, "csv", ",a remark\n");
    s->plan.own_dues = 200;
    s->style.both_incoterms = false;
    expect_part(s, "csv", ",a remark\n");
}

static void the_bill_adds_up_without_the_buyers_part(void **state)
{
    sample *s = *state;
    s->style.explain = true;
    expect_part(s, "table",
                "    freight             90.00 CNY  12.34  rates/a,b.csv:7 lanes.csv:3\n");
    expect_part(s, "table", "    tax      (buyer)      300 JPY   2.00");
    expect_part(s, "table", "             total                 12.34\n");
    expect_part(s, "table", "             buyer pays             2.00\n");
}

/* Every line but words that are too long by themselves fits. */
static void tables_fit_the_terminal(void **state)
{
    sample *s = *state;
    s->style.explain = true;
    for (s->style.width = 40; s->style.width <= 140; s->style.width += 5) {
        char *text = render(s, "table");
        for (char *line = text; *line;) {
            size_t length = strcspn(line, "\n");
            assert_true(length <= (size_t)s->style.width);
            line += length + (line[length] == '\n');
        }
        assert_null(strstr(text, " \n"));
        free(text);
    }
}

/* Twenty columns; what is glued to a word counts with it. */
static void punctuation_stays_with_its_word_and_on_the_line(void **state)
{
    (void)state;
    lw_buffer out = {0};
    lw_flow flow = {.out = &out, .width = 20, .indent = 2};
    lw_flow_sentence(&flow, "exactly sixteen, and"); /* 20: full */
    lw_flow_glue(&flow, ",");
    lw_flow_sentence(&flow, "more in line 2"); /* 2 + 4 + 1 + 14 = 21: one too many */
    lw_flow_glue(&flow, "!");
    lw_flow_glue(&flow, "!");
    lw_flow_line(&flow);
    lw_put_paint(&out, true, LW_BOLD);
    lw_flow_sentence(&flow, "eleven cols");
    lw_flow_sentence(&flow, "\xe6\xb7\xb1\xe5\x9c\xb3"); /* 2 + 11 + 1 + 4 = 18 */
    lw_put_paint(&out, true, LW_PLAIN);
    lw_flow_glue(&flow, ", x"); /* 21 */
    lw_flow_line(&flow);
    lw_flow_word(&flow, "a-word-of-twenty-two-c");
    lw_flow_glue(&flow, ","); /* nowhere to move it */
    lw_put_char(&out, '\0');
    assert_string_equal(out.bytes, "exactly sixteen,\n  and, more in line\n  2!!\n"
                                   "  \033[1meleven cols\n  \xe6\xb7\xb1\xe5\x9c\xb3\033[0m, x\n"
                                   "  a-word-of-twenty-two-c,");
    lw_buffer_release(&out);
}

static void arrivals_keep_their_range_at_every_width(void **state)
{
    sample *s = *state;
    s->quote.has_clock = true;
    for (s->style.width = 90; s->style.width <= 240; s->style.width += 10) {
        char *text = render(s, "table");
        assert_non_null(strstr(text, "Fri 1970-01-02 00:00"));
        assert_non_null(strstr(text, "(Thu 1970-01-01"));
        assert_non_null(strstr(text, "Sat 1970-01-03"));
        free(text);
    }
    s->style.width = 200;
    expect_part(s, "table",
                "  Fri 1970-01-02 00:00 (Thu 1970-01-01 12:00 to Sat 1970-01-03 00:00)  A -[L1]-> "
                "Z\n");
    /* nothing is said twice */
    s->plan.arrives[LW_CLOCK_MIN] = s->plan.arrives[LW_CLOCK_MAX] = 1440;
    expect_part(s, "table", "  Fri 1970-01-02 00:00  A -[L1]-> Z\n");
    s->style.width = 66;
    expect_part(s, "table", "     by postal; arrives Fri 1970-01-02 00:00\n");
}

/* The plan of the sample is beaten by one that is 2.34 cheaper and 120 minutes less out of sight;
 * on the maximum clock also by half a day. */
static void beaten_modes_say_by_how_much(void **state)
{
    sample *s = *state;
    lw_plan best = sample_plan();
    lw_mode_report *report = &s->quote.modes[1];
    s->plan.cost = 1000;
    s->plan.blind_minutes = 60;
    s->plan.minutes[LW_CLOCK_MAX] = 2160;
    s->style.explain = s->quote.explained = true;
    *report = (lw_mode_report){.mode = "express", .best = &best, .beaten_by = &s->plan};
    expect_part(s, "jsonl",
                "\"best\":{\"start\":\"A\",\"lanes\":[\"L1\"],\"cost\":12.34,\"days\":1.00,"
                "\"blind_hours\":3.00},\"beaten_by\":{\"start\":\"A\",\"lanes\":[\"L1\"],"
                "\"cost\":10.00,\"days\":1.00,\"blind_hours\":1.00},"
                "\"by\":{\"cost\":2.34,\"days\":0.00,\"blind_hours\":2.00}}");
    s->style.width = 200;
    expect_part(s, "table",
                "  express               beaten by plan 1: 2.34 EUR cheaper, equal in time, 2.00 h "
                "less out of sight; its best is A -[L1]-> Z (12.34 EUR, 1.00 days, 3.00 h out of "
                "sight)\n");
    s->style.time_basis = LW_CLOCK_MAX;
    expect_part(s, "jsonl", "\"by\":{\"cost\":2.34,\"days\":0.50,\"blind_hours\":2.00}}");
    s->quote.decimals = 0;
    expect_part(s, "jsonl", "\"by\":{\"cost\":234,\"days\":0.50,\"blind_hours\":2.00}}");
    best = s->plan;
    expect_part(s, "table",
                "plan 1: equal in cost, equal in time, equal in time out of sight; its");
}

static void reasons_are_told_one_after_the_other(void **state)
{
    sample *s = *state;
    s->style.explain = s->quote.explained = true;
    s->quote.modes[1] = (lw_mode_report){
        .mode = "express",
        .refused = {[LW_OVER_WEIGHT] = 2, [LW_NO_RATE] = 1},
        .nearest = {[LW_OVER_WEIGHT] = "max 1.000 kg, parcel 1.500 kg (lane EXP)"}};
    s->style.width = 120;
    expect_part(s, "table",
                "  express               refused: 2 lanes by weight (max 1.000 kg, parcel 1.500 kg "
                "(lane EXP)); 1 lane by no_rate\n");
}

static void widths_count_columns_not_bytes(void **state)
{
    (void)state;
    assert_int_equal(lw_display_width("abc"), 3);
    assert_int_equal(lw_display_width("Zürich"), 6);
    assert_int_equal(lw_display_width("深圳"), 4);
    assert_int_equal(lw_display_width("e\xcc\x81"), 1);
    assert_int_equal(lw_display_width("a\xff"), 2);
}

static void control_characters_never_reach_the_terminal(void **state)
{
    (void)state;
    lw_buffer out = {0};
    lw_put_display(&out, "a\033[2Jb\xc2\x9b"
                         "c\xff");
    lw_put_char(&out, '\0');
    assert_string_equal(out.bytes, "a?[2Jb?c?");
    lw_buffer_release(&out);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(unknown_formats_are_none),
        TEST(scores_round_away_from_zero_and_never_to_minus_zero),
        TEST(csv_line_has_a_cell_for_every_column),
        TEST(csv_lines_without_a_plan_have_as_many_cells),
        TEST(csv_quotes_what_could_be_misread),
        TEST(invalid_shipments_name_the_field_once),
        TEST(json_is_written_from_integers),
        TEST(json_texts_are_escaped_and_always_utf8),
        TEST(pretty_json_keeps_small_objects_on_one_line),
        TEST(both_incoterms_show_what_the_buyer_would_pay),
        TEST(a_message_tells_what_the_buyer_would_pay),
        TEST(the_bill_adds_up_without_the_buyers_part),
        TEST(tables_fit_the_terminal),
        TEST(punctuation_stays_with_its_word_and_on_the_line),
        TEST(arrivals_keep_their_range_at_every_width),
        TEST(beaten_modes_say_by_how_much),
        TEST(reasons_are_told_one_after_the_other),
        TEST(widths_count_columns_not_bytes),
        TEST(control_characters_never_reach_the_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
