/* The fields of a shipment from text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lanewise/quantity.h>

#include "catalog/model.h"
#include "shipment/shipment.h"

#include "support/test.h"

static void set(lw_shipment *shipment, const char *name, const char *text)
{
    lw_error err;
    if (lw_shipment_set(shipment, name, text, &err) != LW_OK)
        fail_msg("%s = '%s': %s", name, text, err.message);
}

static void fields_take_their_text(void **state)
{
    (void)state;
    lw_shipment s;
    lw_shipment_init(&s);
    static const char *const cells[][2] = {
        {"id", "A 1"},
        {"origin", "CNSZX"},
        {"country", "US"},
        {"postcode", "90001-1234"},
        {"weight_kg", "0.8001"},
        {"length_cm", "20"},
        {"width_cm", "15.55"},
        {"height_cm", "0"},
        {"quantity", "2"},
        {"value", "45.5"},
        {"value_currency", "EUR"},
        {"currency", "USD"},
        {"hs_code", "8504.40"},
        {"hs_lines", "3"},
        {"flags", "battery|liquid"},
        {"sku", "S1"},
        {"ship_date", "2026-11-23"},
        {"incoterm", "dap"},
        {"max_days", "12.5"},
        {"max_cost", "30"},
        {"max_blind_hours", "48"},
        {"max_blind_gap_hours", "0.5"},
        {"modes", "postal|express"},
        {"exclude_modes", "postal"},
        {"max_legs", "12"},
        {"ready_at", "2026-11-23T17:30"},
        {"deliver_by", "2026-12-01"},
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        set(&s, cells[i][0], cells[i][1]);
    assert_int_equal(lw_shipment_finish(&s, NULL), LW_OK);
    assert_string_equal(s.id, "A 1");
    assert_string_equal(s.origin, "CNSZX");
    assert_string_equal(s.country, "US");
    assert_string_equal(s.postcode, "90001-1234");
    assert_int_equal(s.parcel_count, 1);
    assert_int_equal(s.parcels[0].weight_grams, 801);
    assert_int_equal(s.parcels[0].length_mm, 200);
    assert_int_equal(s.parcels[0].width_mm, 156);
    assert_int_equal(s.parcels[0].height_mm, 0);
    assert_int_equal(s.parcels[0].quantity, 2);
    assert_int_equal(s.value_micros, 45500000);
    assert_string_equal(s.value_currency, "EUR");
    assert_string_equal(s.currency, "USD");
    assert_string_equal(s.hs_code, "8504.40");
    assert_int_equal(s.hs_lines, 3);
    assert_string_equal(s.flags, "battery|liquid");
    assert_string_equal(s.sku, "S1");
    assert_true(s.has_ship_date && s.has_ready_at && s.has_deliver_by);
    assert_int_equal(s.ship_date, 20780);
    assert_int_equal(s.incoterm, LW_DAP);
    assert_int_equal(s.max_minutes, 18000);
    assert_int_equal(s.max_cost_micros, 30000000);
    assert_int_equal(s.max_blind_minutes, 2880);
    assert_int_equal(s.max_blind_gap_minutes, 30);
    assert_int_equal(s.modes, 1u << LW_EXPRESS);
    assert_int_equal(s.max_legs, 12);
    assert_int_equal(s.ready_at, (int64_t)20780 * 1440 + 17 * 60 + 30);
    assert_int_equal(s.deliver_by, (int64_t)20788 * 1440 + 1439);
    lw_shipment_release(&s);
}

static void assert_defaults(const lw_shipment *s)
{
    const char *texts[] = {s->id,       s->origin,  s->country, s->postcode, s->value_currency,
                           s->currency, s->hs_code, s->flags,   s->sku};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(texts[i], "");
    assert_int_equal(s->value_micros, 0);
    assert_int_equal(s->hs_lines, 1);
    assert_int_equal(s->goods_count, 0);
    assert_int_equal(s->incoterm, LW_DDP);
    assert_false(s->has_ship_date || s->has_ready_at || s->has_deliver_by);
    assert_int_equal(s->max_minutes, -1);
    assert_int_equal(s->max_cost_micros, -1);
    assert_int_equal(s->max_blind_minutes, -1);
    assert_int_equal(s->max_blind_gap_minutes, -1);
    assert_int_equal(s->modes, LW_ALL_MODES);
    assert_int_equal(s->max_legs, 5);
}

static void empty_text_means_the_default(void **state)
{
    (void)state;
    lw_shipment s;
    lw_shipment_init(&s);
    assert_defaults(&s);
    static const char *const cells[][2] = {
        {"id", "x"},
        {"value", "3"},
        {"hs_lines", "2"},
        {"goods", "1:61|2"},
        {"incoterm", "DAP"},
        {"max_days", "1"},
        {"modes", "postal"},
        {"exclude_modes", "postal"},
        {"max_legs", "1"},
        {"ship_date", "2026-01-01"},
        {"ready_at", "2026-01-02T00:00"},
        {"deliver_by", "2026-01-03"},
        {"quantity", "9"},
        {"length_cm", "9"},
        {"weight_kg", "9"},
        {"flags", "x"},
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        set(&s, cells[i][0], cells[i][1]);
    lw_field_info info;
    for (uint32_t i = 0; lw_field_at(i, &info); i++)
        set(&s, info.name, "");
    assert_defaults(&s);
    assert_int_equal(s.parcels[0].weight_grams, -1);
    assert_int_equal(s.parcels[0].length_mm, -1);
    assert_int_equal(s.parcels[0].quantity, 1);
    lw_shipment_release(&s);
}

static void documented_defaults_are_what_the_fields_take(void **state)
{
    (void)state;
    lw_shipment s;
    lw_shipment_init(&s);
    lw_field_info info;
    uint32_t count = 0;
    for (; lw_field_at(count, &info); count++) {
        assert_true(info.name[0] && info.type[0] && info.help[0]);
        if (info.default_text[0])
            set(&s, info.name, info.default_text);
    }
    assert_int_equal(count, 28);
    assert_false(lw_field_at(UINT32_MAX, &info));
    assert_defaults(&s);
    assert_int_equal(s.parcels[0].quantity, 1);
    lw_shipment_release(&s);
}

static void what_a_field_cannot_take_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *field, *text, *message;
    } rows[] = {
        {"weight_kg", "1,5", "'1,5' is not a decimal number; use '.' and no thousands separators"},
        {"weight_kg", "1000000.0001", "1000000.0001 is above 1000000"},
        {"quantity", "0", "0 is below 1"},
        {"quantity", "1.5", "'1.5' is not a whole number"},
        {"hs_lines", "0", "0 is below 1"},
        {"max_legs", "13", "13 is above 12"},
        {"max_legs", "0", "0 is below 1"},
        {"value", "-1", "'-1' is not a decimal number; write it without a sign"},
        {"country", "U S", "'U S' is not a country code"},
        {"country", "\xe7\xbe\x8e", "'\xe7\xbe\x8e' is not a country code"},
        {"ship_date", "23.11.2026", "'23.11.2026' is not a date; write YYYY-MM-DD"},
        {"ship_date", "2026-11-23T10:00", "'2026-11-23T10:00' is not a date; write YYYY-MM-DD"},
        {"ready_at", "2026-11-23", "'2026-11-23' is not a date and time; write YYYY-MM-DDTHH:MM"},
        {"deliver_by", "soon", "'soon' is not a date; write YYYY-MM-DD"},
        {"deliver_by", "2026-12-01T25:00", "'25:00' is not a time of the day"},
        {"incoterm", "EXW", "'EXW' is neither DDP nor DAP"},
        {"modes", "expres", "unknown mode 'expres'; did you mean 'express'?"},
        {"modes", "Express", "unknown mode 'Express'; did you mean 'express'?"},
        {"exclude_modes", "postal|donkey",
         "unknown mode 'donkey'; the modes are postal, express, dedicated_line, "
         "overseas_warehouse and bonded_warehouse"},
        {"wieght_kg", "1", "unknown field 'wieght_kg'; did you mean 'weight_kg'?"},
        {"hs", "8504", "unknown field 'hs'; did you mean 'hs_code'?"},
        {"max_blind", "8", "unknown field 'max_blind'; did you mean 'max_blind_hours'?"},
        {"colour", "red", "unknown field 'colour'"},
        {"", "red", "unknown field ''"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lw_shipment s;
        lw_error err;
        lw_shipment_init(&s);
        assert_int_equal(lw_shipment_set(&s, rows[i].field, rows[i].text, &err), LW_BAD_SHIPMENT);
        assert_int_equal(err.status, LW_BAD_SHIPMENT);
        assert_string_equal(err.field, rows[i].field);
        assert_string_equal(err.message, rows[i].message);
        assert_int_equal(lw_shipment_set(&s, rows[i].field, rows[i].text, NULL), LW_BAD_SHIPMENT);
        lw_shipment_release(&s);
    }
}

static void a_country_code_has_64_characters_at_most(void **state)
{
    (void)state;
    lw_shipment s;
    lw_shipment_init(&s);
    char code[66];
    memset(code, 'A', 65);
    code[65] = '\0';
    assert_int_equal(lw_shipment_set(&s, "country", code, NULL), LW_BAD_SHIPMENT);
    code[64] = '\0';
    assert_int_equal(lw_shipment_set(&s, "country", code, NULL), LW_OK);
    lw_shipment_release(&s);
}

static void modes_are_those_listed_less_those_excluded(void **state)
{
    (void)state;
    enum {
        POSTAL = 1u << LW_POSTAL,
        EXPRESS = 1u << LW_EXPRESS,
        BONDED = 1u << LW_BONDED_WAREHOUSE
    };
    static const struct {
        const char *modes, *exclude;
        uint32_t allowed;
    } rows[] = {
        {"", "", LW_ALL_MODES},
        {"postal", "", POSTAL},
        {"postal|bonded_warehouse", "", POSTAL | BONDED},
        {" postal | express ", "", POSTAL | EXPRESS},
        {"postal|postal", "", POSTAL},
        {"", "postal", LW_ALL_MODES & ~(uint32_t)POSTAL},
        {"postal|express", "express", POSTAL},
        {"postal", "postal", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lw_shipment s;
        lw_shipment_init(&s);
        set(&s, "exclude_modes", rows[i].exclude);
        set(&s, "modes", rows[i].modes);
        assert_int_equal(s.modes, rows[i].allowed);
        set(&s, "exclude_modes", rows[i].exclude);
        assert_int_equal(s.modes, rows[i].allowed);
        lw_shipment_release(&s);
    }
}

static void deliver_by_a_date_means_its_last_minute(void **state)
{
    (void)state;
    lw_shipment s;
    lw_shipment_init(&s);
    set(&s, "deliver_by", "1970-01-01");
    assert_int_equal(s.deliver_by, 1439);
    set(&s, "deliver_by", "1970-01-02T00:00");
    assert_int_equal(s.deliver_by, 1440);
    lw_shipment_release(&s);
}

static void fields_must_agree(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        const char *cells[6][2]; /* beside origin, country and weight */
        const char *field;       /* NULL = fine */
        const char *message;
    } rows[] = {
        {"nothing more", {{"id", "1"}}, NULL, NULL},
        {"no origin", {{"origin", ""}}, "origin", "origin is required"},
        {"no country", {{"country", ""}}, "country", "country is required"},
        {"no weight", {{"weight_kg", ""}}, "weight_kg", "weight_kg is required"},
        {"a weight of nothing", {{"weight_kg", "0"}}, NULL, NULL},
        {"one side",
         {{"length_cm", "10"}},
         "width_cm",
         "width_cm is missing: give all three dimensions or none"},
        {"two sides",
         {{"width_cm", "10"}, {"height_cm", "10"}},
         "length_cm",
         "length_cm is missing: give all three dimensions or none"},
        {"three sides", {{"width_cm", "10"}, {"height_cm", "10"}, {"length_cm", "0"}}, NULL, NULL},
        {"the day of ready_at",
         {{"ready_at", "2026-11-23T23:59"}, {"ship_date", "2026-11-23"}},
         NULL,
         NULL},
        {"another day",
         {{"ready_at", "2026-11-23T23:59"}, {"ship_date", "2026-11-24"}},
         "ship_date",
         "ship_date is another day than that of ready_at"},
        {"before 1970",
         {{"ready_at", "1969-12-31T00:00"}, {"ship_date", "1969-12-31"}},
         NULL,
         NULL},
        {"before 1970",
         {{"ready_at", "1969-12-30T23:59"}, {"ship_date", "1969-12-31"}},
         "ship_date",
         "ship_date is another day than that of ready_at"},
        {"goods beside their sum", {{"goods", "1:61|2"}, {"value", "3"}}, NULL, NULL},
        {"a code beside goods",
         {{"goods", "1:61|2"}, {"hs_code", "61"}},
         "hs_code",
         "hs_code is given beside goods: each item has its own"},
        {"a count beside goods",
         {{"hs_lines", "1"}, {"goods", "1:61|2"}},
         "hs_lines",
         "hs_lines is given beside goods: their codes are counted"},
        {"nothing beside goods",
         {{"goods", "1:61"}, {"hs_lines", "2"}, {"hs_lines", ""}, {"hs_code", ""}},
         NULL,
         NULL},
        {"no goods", {{"goods", "1"}, {"goods", ""}, {"hs_code", "61"}}, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lw_shipment s;
        lw_error err = {0};
        lw_shipment_init(&s);
        set(&s, "origin", "CNSZX");
        set(&s, "country", "US");
        set(&s, "weight_kg", "1");
        for (size_t c = 0; c < 6 && rows[i].cells[c][0]; c++)
            set(&s, rows[i].cells[c][0], rows[i].cells[c][1]);
        lw_status status = lw_shipment_finish(&s, &err);
        if ((status == LW_OK) != (rows[i].field == NULL))
            fail_msg("%s: %s", rows[i].label, err.message);
        if (rows[i].field) {
            assert_int_equal(status, LW_BAD_SHIPMENT);
            assert_string_equal(err.field, rows[i].field);
            assert_string_equal(err.message, rows[i].message);
        }
        lw_shipment_release(&s);
    }
}

static void an_empty_shipment_is_not_finished(void **state)
{
    (void)state;
    lw_shipment s;
    lw_shipment_init(&s);
    assert_int_equal(lw_shipment_finish(&s, NULL), LW_BAD_SHIPMENT);
    set(&s, "origin", "A");
    set(&s, "country", "B");
    lw_error err;
    assert_int_equal(lw_shipment_finish(&s, &err), LW_BAD_SHIPMENT);
    assert_string_equal(err.field, "weight_kg");
    lw_shipment_release(&s);
    lw_shipment_release(&s);
}

static void a_cleared_shipment_is_like_new_and_keeps_its_memory(void **state)
{
    (void)state;
    lw_shipment s;
    lw_shipment_init(&s);
    char *before = NULL;
    for (int record = 0; record < 3; record++) {
        set(&s, "id", "order-0000001");
        set(&s, "flags", "battery");
        set(&s, "weight_kg", "2");
        set(&s, "ready_at", "2026-11-23T17:30");
        set(&s, "modes", "postal");
        if (before)
            assert_ptr_equal(s.id, before);
        before = s.id;
        lw_shipment_clear(&s);
        assert_defaults(&s);
        assert_int_equal(s.parcel_count, 0);
        assert_int_equal(s.mode_list, 0);
    }
    set(&s, "id", "a name that is far longer than the room there was for the name before it");
    assert_int_equal(strlen(s.id), 72);
    lw_shipment_release(&s);
}

/* As a program does it that sees the public headers alone. */
static void parcels_are_set_one_by_one(void **state)
{
    (void)state;
    lw_shipment *s = NULL;
    lw_error err;
    assert_int_equal(lw_shipment_new(&s, &err), LW_OK);
    assert_string_equal(lw_shipment_id(s), "");
    set(s, "id", "A 1");
    assert_string_equal(lw_shipment_id(s), "A 1");
    assert_int_equal(lw_shipment_set_parcel(s, 0, "weight_kg", "1.5", &err), LW_OK);
    assert_int_equal(lw_shipment_set_parcel(s, 1, "weight_kg", "2", &err), LW_OK);
    assert_int_equal(lw_shipment_set_parcel(s, 1, "quantity", "3", &err), LW_OK);
    set(s, "weight_kg", "1.25");
    assert_int_equal(s->parcel_count, 2);
    assert_int_equal(s->parcels[0].weight_grams, 1250);
    assert_int_equal(s->parcels[0].quantity, 1);
    assert_int_equal(s->parcels[1].weight_grams, 2000);
    assert_int_equal(s->parcels[1].quantity, 3);
    lw_shipment_free(s);
    lw_shipment_free(NULL);
}

static void what_is_no_parcel_is_refused(void **state)
{
    (void)state;
    static const struct {
        size_t index;
        const char *name, *text;
        lw_status status;
        const char *message;
    } rows[] = {
        {2, "weight_kg", "1", LW_BAD_ARGUMENT, "parcel 3 is set before parcel 2"},
        {0, "weight_kg", "heavy", LW_BAD_SHIPMENT, "'heavy' is not a decimal number"},
        {1, "postcode", "1", LW_BAD_SHIPMENT, "'postcode' is no field of a parcel"},
        {1, "weight", "1", LW_BAD_SHIPMENT, "unknown field 'weight'; did you mean 'weight_kg'?"},
        {1, "colour", "1", LW_BAD_SHIPMENT, "unknown field 'colour'"},
    };
    lw_shipment s;
    lw_shipment_init(&s);
    set(&s, "weight_kg", "1");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lw_error err;
        assert_int_equal(
            lw_shipment_set_parcel(&s, rows[i].index, rows[i].name, rows[i].text, &err),
            rows[i].status);
        assert_string_equal(err.message, rows[i].message);
        assert_int_equal(s.parcel_count, 1);
    }
    lw_shipment_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_take_their_text),
        cmocka_unit_test(empty_text_means_the_default),
        cmocka_unit_test(documented_defaults_are_what_the_fields_take),
        cmocka_unit_test(what_a_field_cannot_take_is_refused),
        cmocka_unit_test(a_country_code_has_64_characters_at_most),
        cmocka_unit_test(modes_are_those_listed_less_those_excluded),
        cmocka_unit_test(deliver_by_a_date_means_its_last_minute),
        cmocka_unit_test(fields_must_agree),
        cmocka_unit_test(an_empty_shipment_is_not_finished),
        cmocka_unit_test(a_cleared_shipment_is_like_new_and_keeps_its_memory),
        cmocka_unit_test(parcels_are_set_one_by_one),
        cmocka_unit_test(what_is_no_parcel_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
