/* Looking at the lanes of a catalog through the public door. Day 20780 is Monday 2026-11-23. */
#include <stdio.h>
#include <string.h>

#include "support/tiny_catalog.h"

enum { MONDAY = 20780 };

/* Two origins, a hub, three zones in two countries. */
static tiny *load(void)
{
    return tiny_load(
        "nodes", "node,country,kind\nA,CN,origin\nB,CN,origin\nHUB,DE,hub\n", "zones",
        "zone,country,postcode_from,postcode_to\nUS,US,,\nUS-W,US,8,9\nDE,DE,,\n", "carriers",
        "carrier,currency,step_kg\nX,USD,\nY,JPY,0.5\n", "calendars", "calendar,work_days\nW,\n",
        "fx", "currency,rate,decimals\nUSD,1,2\nJPY,150,0\n", "lanes",
        "lane,carrier,mode,service,from,to,card,min_days,days,max_days,visibility,valid_from,"
        "valid_to,calendar,departs,depart_time,cutoff_hours,day_count\n"
        "A-US,X,express,\"fast, tracked\",A,US,C,2,3,5,0.95,2026-01-01,2026-12-31,W,Mon|Thu,18:05,"
        "2.5,business\n"
        "A-USW,X,express,,A,US-W,C,,4,,,,,,,,,\n"
        "A-HUB,Y,postal,,A,HUB,D,,1,,,,,,,,,\n"
        "HUB-DE,Y,postal,,HUB,DE,D,,1,,,,,,,,,\n"
        "B-DE,X,dedicated_line,,B,DE,C,,9,,,,,,,,,\n",
        "rates", "card,up_to_kg,flat,per_kg\nC,30,5,2\nD,,0,333\n", NULL);
}

static void a_lane_is_what_its_row_says(void **state)
{
    (void)state;
    tiny *t = load();
    lw_lane_info info;
    uint32_t index = 0;
    assert_true(lw_lane_next(t->catalog, NULL, &index, &info));
    assert_int_equal(index, 0);
    assert_string_equal(info.lane, "A-US");
    assert_string_equal(info.carrier, "X");
    assert_string_equal(info.mode, "express");
    assert_string_equal(info.service, "fast, tracked");
    assert_string_equal(info.from, "A");
    assert_string_equal(info.from_country, "CN");
    assert_string_equal(info.to, "US");
    assert_string_equal(info.to_country, "US");
    assert_true(info.to_zone);
    assert_int_equal(info.minutes[LW_CLOCK_MIN], 2 * 1440);
    assert_int_equal(info.minutes[LW_CLOCK_TYPICAL], 3 * 1440);
    assert_int_equal(info.minutes[LW_CLOCK_MAX], 5 * 1440);
    assert_true(info.business_days);
    assert_int_equal(info.visibility_e4, 9500);
    assert_string_equal(info.card, "C");
    assert_string_equal(info.currency, "USD");
    assert_int_equal(info.decimals, 2);
    assert_int_equal(info.valid_from, MONDAY - 326);
    assert_int_equal(info.valid_to, MONDAY + 38);
    assert_int_equal(info.departs, 0x09);
    assert_int_equal(info.depart_minute, 18 * 60 + 5);
    assert_int_equal(info.cutoff_minutes, 150);
    assert_string_equal(info.calendar, "W");
    assert_string_equal(info.file, "lanes.csv");
    assert_int_equal(info.line, 2);
    index = 2;
    assert_true(lw_lane_next(t->catalog, NULL, &index, &info));
    assert_string_equal(info.to, "HUB");
    assert_string_equal(info.to_country, "DE");
    assert_false(info.to_zone || info.business_days);
    assert_string_equal(info.service, "");
    assert_string_equal(info.calendar, "");
    assert_string_equal(info.currency, "JPY");
    assert_int_equal(info.decimals, 0);
    assert_int_equal(info.visibility_e4, 0);
    assert_int_equal(info.valid_from, INT32_MIN);
    assert_int_equal(info.valid_to, INT32_MAX);
    assert_int_equal(info.departs, 0x7f);
    assert_int_equal(info.depart_minute, -1);
    index = 5;
    assert_false(lw_lane_next(t->catalog, NULL, &index, &info));
    tiny_free(t);
}

/* The lanes that "name=value name=value" lets through, as "A-US A-USW"; what is wrong with a value
 * instead, where something is. */
static void assert_lanes(const tiny *t, const char *selectors, const char *lanes)
{
    char text[512] = "", word[64], *value;
    lw_lane_filter filter;
    lw_lane_info info;
    lw_error err;
    size_t used = 0;
    lw_lane_filter_init(&filter);
    for (const char *p = selectors; *p; p += strspn(p, " ")) {
        size_t length = strcspn(p, " ");
        memcpy(word, p, length);
        word[length] = '\0';
        p += length;
        value = strchr(word, '=');
        *value++ = '\0';
        if (lw_lane_filter_set(t->catalog, &filter, word, value, &err) != LW_OK) {
            assert_int_equal(err.status, LW_BAD_ARGUMENT);
            assert_string_equal(err.message, lanes);
            return;
        }
    }
    for (uint32_t i = 0; lw_lane_next(t->catalog, &filter, &i, &info); i++)
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "%s%s", used ? " " : "", info.lane);
    assert_string_equal(text, lanes);
}

static void selectors_narrow_down(void **state)
{
    (void)state;
    tiny *t = load();
    assert_lanes(t, "", "A-US A-USW A-HUB HUB-DE B-DE");
    assert_lanes(t, "from=A", "A-US A-USW A-HUB");
    assert_lanes(t, "from=A from=B", "B-DE");
    assert_lanes(t, "carrier=Y", "A-HUB HUB-DE");
    assert_lanes(t, "mode=express", "A-US A-USW");
    assert_lanes(t, "lane=HUB-DE", "HUB-DE");
    assert_lanes(t, "lane=HUB-DE carrier=X", "");
    assert_lanes(t, "mode=bonded_warehouse", "");
    assert_lanes(t, "from=A carrier=X mode=postal", "");
    /* a country, one of its postcodes, a node, a zone */
    assert_lanes(t, "to=DE", "A-HUB HUB-DE B-DE");
    assert_lanes(t, "to=DE:10115", "HUB-DE B-DE");
    assert_lanes(t, "to=US", "A-US A-USW");
    assert_lanes(t, "to=US:", "A-US A-USW");
    assert_lanes(t, "to=US:90-001", "A-US A-USW");
    assert_lanes(t, "to=US:10001", "A-US");
    assert_lanes(t, "to=HUB", "A-HUB");
    assert_lanes(t, "to=US-W", "A-USW");
    assert_lanes(t, "to=US:10001 to=US-W", "A-USW");
    assert_lanes(t, "to=CN", "");
    assert_lanes(t, "to=US mode=express from=A carrier=X", "A-US A-USW");
    tiny_free(t);
}

static void what_is_unknown_is_told_with_the_nearest(void **state)
{
    (void)state;
    tiny *t = load();
    assert_lanes(t, "from=HBU", "unknown node 'HBU'; did you mean 'HUB'?");
    assert_lanes(t, "from=elsewhere", "unknown node 'elsewhere'");
    assert_lanes(t, "from=US-W", "unknown node 'US-W'");
    assert_lanes(t, "carrier=XX", "unknown carrier 'XX'; did you mean 'X'?");
    assert_lanes(t, "lane=HUBDE", "unknown lane 'HUBDE'; did you mean 'HUB-DE'?");
    assert_lanes(t, "mode=expres", "unknown mode 'expres'; did you mean 'express'?");
    assert_lanes(t, "mode=", "unknown mode ''");
    assert_lanes(t, "to=US-V", "unknown country, node or zone 'US-V'; did you mean 'US-W'?");
    assert_lanes(t, "to=USW:90001", "unknown country 'USW'; did you mean 'US'?");
    assert_lanes(t, "to=US:901234567890123456789012",
                 "'901234567890123456789012' is too long for a postcode");
    assert_lanes(t, "to=US:90123456789012345678901", "A-US A-USW");
    assert_lanes(t, "by=X", "unknown selector of lanes 'by'");
    tiny_free(t);
}

/* ---- Weights and freight -----------------------------------------------------------------------
 */

#define LANE(columns, values) \
    "lanes", "lane,carrier,mode,from,to,days" columns "\nL,X,express,A,Z,5" values "\n"
#define RATES(text) "rates", "card," text

/* The range of the one lane, and that it holds: what lies within has a price, what is just outside
 * has none. */
static void assert_range(tiny *t, int64_t least, int64_t most)
{
    lw_lane_info info;
    uint32_t index = 0;
    assert_true(lw_lane_next(t->catalog, NULL, &index, &info));
    assert_int_equal(info.min_grams, least);
    assert_int_equal(info.max_grams, most);
    int64_t within[] = {least, most < 0 ? 1000000000 : most};
    int64_t outside[] = {least - 1, most < 0 ? 0 : most + 1};
    for (int i = 0; i < 2; i++) {
        if (most < 0 || least <= most)
            assert_int_equal(lw_lane_freight_of(t->catalog, 0, within[i], MONDAY).refusal,
                             LW_ACCEPTED);
        if (outside[i] > 0)
            assert_int_not_equal(lw_lane_freight_of(t->catalog, 0, outside[i], MONDAY).refusal,
                                 LW_ACCEPTED);
    }
    tiny_free(t);
}

static void weights_are_what_limits_and_card_leave(void **state)
{
    (void)state;
    assert_range(tiny_load(RATES("per_kg\nL,1\n"), NULL), 1, -1);
    assert_range(tiny_load(RATES("over_kg,up_to_kg,per_kg\nL,0.5,2,1\nL,2,20,1\n"), NULL), 501,
                 20000);
    assert_range(tiny_load(LANE(",max_weight_kg", ",2"), RATES("up_to_kg,per_kg\nL,20,1\n"), NULL),
                 1, 2000);
    assert_range(tiny_load(LANE(",min_shipment_kg,max_shipment_kg", ",1,3"),
                           RATES("over_kg,up_to_kg,per_kg\nL,0.5,2,1\n"), NULL),
                 1000, 2000);
    /* lifted to the least weight, which has a bracket, or has none */
    assert_range(tiny_load(LANE(",min_weight_kg", ",1"),
                           RATES("over_kg,up_to_kg,per_kg\nL,0.5,2,1\n"), NULL),
                 1, 2000);
    assert_range(tiny_load(LANE(",min_weight_kg", ",0.5"),
                           RATES("over_kg,up_to_kg,per_kg\nL,0.5,2,1\n"), NULL),
                 501, 2000);
    assert_range(tiny_load(LANE(",min_weight_kg", ",3"), RATES("up_to_kg,per_kg\nL,2,1\n"), NULL),
                 1, 0);
    /* lots are priced at their own weight */
    assert_range(
        tiny_load(LANE(",lot_kg", ",100"), RATES("over_kg,up_to_kg,per_kg\nL,50,500,1\n"), NULL), 1,
        500000);
    assert_range(tiny_load(LANE(",lot_kg", ",600"), RATES("up_to_kg,per_kg\nL,500,1\n"), NULL), 1,
                 0);
}

static void assert_price(const tiny *t, uint32_t lane, int64_t grams, int64_t billable,
                         int64_t amount)
{
    lw_lane_freight freight = lw_lane_freight_of(t->catalog, lane, grams, MONDAY);
    assert_int_equal(freight.refusal, LW_ACCEPTED);
    assert_int_equal(freight.billable_grams, billable);
    assert_int_equal(freight.amount, amount);
}

/* 5.00 + 2.00 a kilogram in USD; 333 a started half kilogram of JPY 333 a kilogram. */
static void freight_is_the_cards(void **state)
{
    (void)state;
    tiny *t = load();
    assert_price(t, 0, 1234, 1234, 747); /* 5 + 2.468 = 7.468 */
    assert_price(t, 2, 1234, 1500, 500); /* 499.5 */
    assert_price(t, 2, 1, 500, 167);     /* 166.5 */
    tiny_free(t);
}

/* A lot of 100 kg costs 180.00: 2.5 kg bear 4.50. */
static void a_lot_is_shared(void **state)
{
    (void)state;
    tiny *t = tiny_load(LANE(",lot_kg", ",100"), RATES("per_kg\nL,1.8\n"), NULL);
    assert_price(t, 0, 2500, 2500, 450);
    tiny_free(t);
}

static void what_does_not_go_has_its_reason(void **state)
{
    (void)state;
    static const struct {
        int64_t grams;
        int32_t day;
        lw_refusal refusal;
    } rows[] = {
        {5000, MONDAY, LW_ACCEPTED},          {5000, MONDAY + 1, LW_EXPIRED},
        {20000, MONDAY + 1, LW_EXPIRED},      {20000, MONDAY, LW_OVER_WEIGHT},
        {1500, MONDAY, LW_NO_RATE},           {1500, MONDAY - 1, LW_ACCEPTED},
        {1000000000, MONDAY, LW_OVER_WEIGHT},
    };
    tiny *t =
        tiny_load(LANE(",max_weight_kg,valid_to", ",10,2026-11-23"),
                  RATES("over_kg,up_to_kg,per_kg,valid_to\nL,0,2,1,2026-11-22\nL,2,,1,\n"), NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(lw_lane_freight_of(t->catalog, 0, rows[i].grams, rows[i].day).refusal,
                         rows[i].refusal);
    tiny_free(t);
    t = tiny_load(RATES("flat,per_kg\nL,0,999999999\n"), NULL);
    assert_int_equal(lw_lane_freight_of(t->catalog, 0, 1000000000, MONDAY).refusal, LW_TOO_LARGE);
    tiny_free(t);
}

/* What quote charges for the same piece, by all three rules for pieces and with every kind of step.
 */
static void freight_is_that_of_a_quote(void **state)
{
    (void)state;
    static const char *const rules[] = {",shipment,,", ",sum_of_pieces,0.5,0.3",
                                        ",each_piece,0.1,1"};
    char lanes[256], fields[48], kilograms[32], amount[32];
    for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
        snprintf(lanes, sizeof lanes,
                 "lane,carrier,mode,from,to,days,next_break,piece_rule,step_kg,min_weight_kg\n"
                 "L,X,express,A,Z,5,yes%s\n",
                 rules[r]);
        tiny *t = tiny_load("lanes", lanes,
                            RATES("over_kg,up_to_kg,flat,included_kg,per_kg,step_kg\n"
                                  "L,,2,4.2,0.5,6,\nL,2,10,12,2,5.5,1\nL,10,50,3,,4,0.25\n"),
                            NULL);
        for (int64_t grams = 1; grams < 50000; grams = grams * 2 + 37) {
            lw_lane_freight freight = lw_lane_freight_of(t->catalog, 0, grams, MONDAY);
            assert_int_equal(freight.refusal, LW_ACCEPTED);
            lw_decimal_format(kilograms, grams, 3);
            snprintf(fields, sizeof fields, "piece=%s", kilograms);
            lw_decimal_format(kilograms, freight.billable_grams, 3);
            lw_decimal_format(amount, freight.amount, 2);
            assert_freight(t, fields, kilograms, amount);
        }
        tiny_free(t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lane_is_what_its_row_says),
        cmocka_unit_test(selectors_narrow_down),
        cmocka_unit_test(what_is_unknown_is_told_with_the_nearest),
        cmocka_unit_test(weights_are_what_limits_and_card_leave),
        cmocka_unit_test(freight_is_the_cards),
        cmocka_unit_test(a_lot_is_shared),
        cmocka_unit_test(what_does_not_go_has_its_reason),
        cmocka_unit_test(freight_is_that_of_a_quote),
    };
    return cmocka_run_group_tests_name("lanes", tests, NULL, NULL);
}
