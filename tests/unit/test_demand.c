/* Shipments matched with a small catalog made by hand. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shipment/resolve.h"

#include "support/test.h"

enum { CN, US, GB };
enum { USD, JPY, KWD, SEK };
enum { AREA_CN, AREA_US, AREA_GB, AREA_EU };

static const lw_country countries[] = {
    {"CN", "", {AREA_CN}}, {"US", "", {AREA_US}}, {"GB", "", {AREA_GB}}};

static const lw_node nodes[] = {{.id = "CNSZX", .country = {CN}, .utc_offset = 480},
                                {.id = "USLAX", .country = {US}, .utc_offset = -480}};
static const lw_zone_row whole = {.rule = LW_WHOLE_COUNTRY, .from = "", .to = ""};
static const lw_zone_row west = {
    .rule = LW_PREFIX_RANGE, .from = "900", .to = "961", .from_length = 3, .to_length = 3};
static const lw_zone_row london = {
    .rule = LW_GB_LETTERS, .from = "SE", .to = "SE", .from_length = 2, .to_length = 2};
static const lw_zone zones[] = {
    {.id = "US-ALL", .country = {US}, .rows = &whole, .row_count = 1},
    {.id = "GB-SE", .country = {GB}, .rows = &london, .row_count = 1},
    {.id = "US-WEST", .country = {US}, .rows = &west, .row_count = 1},
    {.id = "GB-ALL", .country = {GB}, .rows = &whole, .row_count = 1},
};

/* A catalog and one shipment from Shenzhen to the United States, of one kilogram. */
typedef struct fixture {
    lw_arena arena;
    lw_currency currencies[4];
    lw_catalog catalog;
    lw_shipment shipment;
    lw_demand demand;
    lw_error err;
} fixture;

static void name_all(lw_intern *table, lw_arena *arena, const char *const *names)
{
    lw_intern_init(table, arena);
    for (; *names; names++)
        assert_int_not_equal(lw_intern_put(table, *names), LW_NONE);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    lw_currency currencies[] = {
        {.code = "USD", .rate_e8 = 100000000, .decimals = 2, .used = true},
        {.code = "JPY", .rate_e8 = 15000000000, .decimals = 0, .used = true},
        {.code = "KWD", .rate_e8 = 30000000, .decimals = 3},
        {.code = "SEK", .decimals = 2, .used = true}, /* no rate */
    };
    memcpy(f->currencies, currencies, sizeof currencies);
    lw_catalog *c = &f->catalog;
    name_all(&c->node_ids, &f->arena, (const char *const[]){"CNSZX", "USLAX", NULL});
    name_all(&c->country_codes, &f->arena, (const char *const[]){"CN", "US", "GB", NULL});
    name_all(&c->area_names, &f->arena, (const char *const[]){"CN", "US", "GB", "EU", NULL});
    name_all(&c->currency_codes, &f->arena,
             (const char *const[]){"USD", "JPY", "KWD", "SEK", NULL});
    name_all(&c->flag_names, &f->arena, (const char *const[]){"battery", "liquid", NULL});
    name_all(&c->skus, &f->arena, (const char *const[]){"S1", "S2", NULL});
    c->nodes = nodes;
    c->zones = zones;
    c->zone_count = 4;
    c->countries = countries;
    c->country_count = 3;
    assert_true(lw_catalog_index(c));
    c->currencies = f->currencies;
    c->currency_count = 4;
    c->has_fx = true;
    c->base = c->default_currency = (lw_currency_ref){USD};
    lw_shipment_init(&f->shipment);
    lw_shipment_set(&f->shipment, "origin", "CNSZX", NULL);
    lw_shipment_set(&f->shipment, "country", "US", NULL);
    lw_shipment_set(&f->shipment, "weight_kg", "1", NULL);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    lw_demand_release(&f->demand);
    lw_demand_release(&f->demand);
    lw_shipment_release(&f->shipment);
    lw_intern_release(&f->catalog.node_ids);
    lw_intern_release(&f->catalog.country_codes);
    lw_intern_release(&f->catalog.currency_codes);
    lw_intern_release(&f->catalog.flag_names);
    lw_intern_release(&f->catalog.skus);
    lw_intern_release(&f->catalog.area_names);
    lw_arena_release(&f->arena);
    lw_arena_release(&f->catalog.arena);
    free(f);
    return 0;
}

static void set(fixture *f, const char *name, const char *text)
{
    if (lw_shipment_set(&f->shipment, name, text, &f->err) != LW_OK)
        fail_msg("%s: %s", name, f->err.message);
}

enum { TODAY = 20780 }; /* 2026-11-23 */

static const lw_demand_defaults defaults = {TODAY, NULL};

static const lw_demand *resolve(fixture *f)
{
    lw_status status = lw_demand_resolve(&f->catalog, &f->shipment, &defaults, &f->demand, &f->err);
    if (status != LW_OK)
        fail_msg("%s: %s", f->err.field, f->err.message);
    return &f->demand;
}

static void refuse(fixture *f, const char *field, const char *message)
{
    lw_error err = {0};
    assert_int_equal(lw_demand_resolve(&f->catalog, &f->shipment, &defaults, &f->demand, &err),
                     LW_BAD_SHIPMENT);
    assert_int_equal(err.status, LW_BAD_SHIPMENT);
    assert_string_equal(err.field, field);
    assert_string_equal(err.message, message);
}

static void defaults_are_the_catalogs(void **state)
{
    const lw_demand *d = resolve(*state);
    assert_int_equal(d->origin.i, 0);
    assert_int_equal(d->country.i, US);
    assert_int_equal(d->area.i, AREA_US);
    assert_string_equal(d->postcode, "");
    assert_int_equal(d->currency.i, USD);
    assert_int_equal(d->value_currency.i, USD);
    assert_int_equal(d->value_minor, 0);
    assert_int_equal(d->items[0].hs_length, 0);
    assert_int_equal(d->flag_count, 0);
    assert_int_equal(d->sku, LW_NONE);
    assert_int_equal(d->ship_date, TODAY);
    assert_int_equal(d->start_utc, (int64_t)TODAY * 1440 - 480);
    assert_true(d->pays_duty);
    assert_int_equal(d->modes, LW_ALL_MODES);
    assert_int_equal(d->max_legs, 5);
    assert_true(d->max_minutes == LW_NO_LIMIT && d->max_cost_micros == LW_NO_LIMIT);
    assert_true(d->max_blind_minutes == LW_NO_LIMIT && d->max_blind_gap_minutes == LW_NO_LIMIT);
    assert_true(d->deliver_by == LW_NO_LIMIT);
}

static void destinations_lie_in_zones(void **state)
{
    static const struct {
        const char *country, *postcode, *normal;
        uint32_t zones[3]; /* up to LW_NONE */
    } rows[] = {
        {"US", "", "", {0, LW_NONE}},
        {"US", "90001-1234", "900011234", {0, 2, LW_NONE}},
        {"US", "10001", "10001", {0, LW_NONE}},
        {"GB", "se1 1aa", "SE11AA", {1, 3, LW_NONE}},
        {"GB", "S1 1AA", "S11AA", {3, LW_NONE}},
        {"CN", "518000", "518000", {LW_NONE}},
        {"NZ", "0600", "0600", {LW_NONE}},
    };
    fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        set(f, "country", rows[i].country);
        set(f, "postcode", rows[i].postcode);
        const lw_demand *d = resolve(f);
        assert_string_equal(d->postcode, rows[i].normal);
        size_t count = 0;
        for (; rows[i].zones[count] != LW_NONE; count++) {
            assert_true(count < d->zone_count);
            assert_int_equal(d->zones[count], rows[i].zones[count]);
        }
        assert_int_equal(d->zone_count, count);
    }
    assert_int_equal(f->demand.country.i, LW_NONE);
}

static void pieces_are_measured_and_summed(void **state)
{
    fixture *f = *state;
    const char json[] = "{\"parcels\":[{\"weight_kg\":0,\"quantity\":1000},"
                        "{\"weight_kg\":2.5,\"length_cm\":10,\"width_cm\":30,\"height_cm\":20,"
                        "\"quantity\":3},"
                        "{\"weight_kg\":1,\"length_cm\":50,\"width_cm\":1,\"height_cm\":0}]}";
    assert_int_equal(lw_shipment_read_json(&f->shipment, json, strlen(json), NULL), LW_OK);
    const lw_demand *d = resolve(f);
    assert_int_equal(d->piece_count, 3);
    assert_int_equal(d->piece_total, 1004);
    assert_int_equal(d->actual_g, 1000 + 7500 + 1000);
    assert_true(d->volume_mm3 == (lw_wide)3 * 100 * 300 * 200);
    assert_false(d->pieces[0].has_dims);
    assert_int_equal(d->pieces[0].weight_g, 1);
    assert_int_equal(d->pieces[0].longest_mm, 0);
    assert_int_equal(d->pieces[1].longest_mm, 300);
    assert_int_equal(d->pieces[1].sum_mm, 600);
    assert_int_equal(d->pieces[1].girth_mm, 300 + 2 * 300);
    assert_true(d->pieces[2].has_dims);
    assert_int_equal(d->pieces[2].girth_mm, 520);
    assert_int_equal(d->longest_mm, 500);
    assert_int_equal(d->sum_mm, 600);
    assert_int_equal(d->girth_mm, 900);
    lw_shipment_clear(&f->shipment);
    set(f, "origin", "USLAX");
    set(f, "country", "US");
    set(f, "weight_kg", "1");
    d = resolve(f);
    assert_int_equal(d->piece_count, 1);
    assert_int_equal(d->actual_g, 1000);
    assert_true(d->volume_mm3 == 0);
    assert_int_equal(d->longest_mm, -1);
    assert_int_equal(d->girth_mm, -1);
}

static void parcels_may_be_too_heavy_together(void **state)
{
    fixture *f = *state;
    enum { COUNT = 2306 }; /* x 10^15 g: just above a quarter of the range */
    char *json = malloc(64 * COUNT);
    assert_non_null(json);
    size_t length = (size_t)snprintf(json, 64, "{\"parcels\":[");
    for (int i = 0; i < COUNT; i++)
        length += (size_t)snprintf(json + length, 64,
                                   "%s{\"weight_kg\":1000000,\"quantity\":1000000}", i ? "," : "");
    length += (size_t)snprintf(json + length, 64, "]}");
    assert_int_equal(lw_shipment_read_json(&f->shipment, json, length, NULL), LW_OK);
    free(json);
    refuse(f, "weight_kg", "the parcels together are too heavy");
    f->shipment.parcel_count--;
    assert_true(resolve(f)->actual_g == (int64_t)(COUNT - 1) * 1000000000000000);
}

static void values_are_rounded_half_up_to_the_minor_unit(void **state)
{
    static const struct {
        const char *currency, *value;
        int64_t minor;
    } rows[] = {
        {"USD", "45", 4500},     {"USD", "0.005", 1},
        {"USD", "0.004999", 0},  {"USD", "1.994999", 199},
        {"JPY", "0.5", 1},       {"JPY", "0.499999", 0},
        {"JPY", "1200", 1200},   {"KWD", "0.0005", 1},
        {"KWD", "1.2344", 1234}, {"USD", "999999999", 99999999900},
    };
    fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        set(f, "value", rows[i].value);
        set(f, "value_currency", rows[i].currency);
        const lw_demand *d = resolve(f);
        assert_int_equal(d->value_minor, rows[i].minor);
        assert_int_equal(d->currency.i, USD);
    }
    set(f, "currency", "JPY");
    set(f, "value_currency", "");
    assert_int_equal(resolve(f)->value_currency.i, JPY);
}

static void currencies_need_rates(void **state)
{
    fixture *f = *state;
    set(f, "currency", "SEK");
    refuse(f, "currency", "no exchange rate for 'SEK'");
    set(f, "currency", "XAU");
    refuse(f, "currency", "no exchange rate for 'XAU'");
    set(f, "currency", "usd");
    refuse(f, "currency", "unknown currency 'usd'; did you mean 'USD'?");
    set(f, "currency", "");
    set(f, "value_currency", "SEK");
    refuse(f, "value_currency", "no exchange rate for 'SEK'");
    set(f, "value_currency", "KWD"); /* no table but fx names it: it has a rate */
    assert_int_equal(resolve(f)->value_currency.i, KWD);
}

static void without_rates_there_is_one_currency(void **state)
{
    fixture *f = *state;
    f->catalog.has_fx = false;
    f->catalog.base.i = LW_NONE;
    for (int i = 0; i < 4; i++)
        f->currencies[i].rate_e8 = 0;
    assert_int_equal(resolve(f)->currency.i, USD);
    f->catalog.default_currency.i = LW_NONE;
    refuse(f, "currency",
           "currency is required: the catalog has no exchange rates and no single currency");
    set(f, "currency", "SEK");
    assert_int_equal(resolve(f)->value_currency.i, SEK);
    set(f, "value_currency", "SEK");
    resolve(f);
    set(f, "value_currency", "JPY");
    refuse(f, "value_currency", "the catalog has no exchange rates to convert 'JPY' to 'SEK'");
    set(f, "value_currency", "KWD");
    refuse(f, "value_currency", "the catalog has no exchange rates and does not use 'KWD'");
    set(f, "value_currency", "");
    set(f, "currency", "KWD");
    refuse(f, "currency", "the catalog has no exchange rates and does not use 'KWD'");
}

static void codes_are_freed_of_what_does_not_count(void **state)
{
    fixture *f = *state;
    set(f, "hs_code", "8504.40 95");
    assert_string_equal(resolve(f)->items[0].hs, "85044095");
    assert_int_equal(f->demand.items[0].hs_length, 8);
    set(f, "hs_code", "...");
    assert_int_equal(resolve(f)->items[0].hs_length, 0);
    set(f, "hs_code", "8504-40");
    refuse(f, "hs_code", "'8504-40' is not an HS code: up to 23 digits, dots and spaces");
    set(f, "hs_code", "123456789012345678901234");
    refuse(f, "hs_code",
           "'123456789012345678901234' is not an HS code: up to 23 digits, dots and spaces");
    set(f, "hs_code", "12345678901234567890123");
    assert_int_equal(resolve(f)->items[0].hs_length, 23);
    set(f, "postcode", "12345 67890 12345 67890 1234");
    refuse(f, "postcode", "'12345 67890 12345 67890 1234' is too long for a postcode");
    set(f, "postcode", "12345 67890 12345 67890 123 - ");
    assert_int_equal(strlen(resolve(f)->postcode), 23);
}

static void flags_and_sku_are_numbers_of_the_catalog(void **state)
{
    static const struct {
        const char *flags;
        size_t count;
        uint32_t first;
    } rows[] = {
        {"", 0, 0},
        {"liquid", 1, 1},
        {"battery|liquid", 2, 0},
        {"liquid|battery|liquid", 2, 1},
        {"branded", 0, 0},
        {"branded| liquid ||", 1, 1},
        {"|", 0, 0},
        {"a flag with a name that is longer than any id of a table may ever be, by quite a bit", 0,
         0},
    };
    fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        set(f, "flags", rows[i].flags);
        const lw_demand *d = resolve(f);
        assert_int_equal(d->flag_count, rows[i].count);
        if (rows[i].count)
            assert_int_equal(d->flags[0], rows[i].first);
    }
    set(f, "sku", "S2");
    assert_int_equal(resolve(f)->sku, 1);
    set(f, "sku", "S3");
    assert_int_equal(resolve(f)->sku, LW_NONE);
}

static void the_clock_starts_at_the_origin(void **state)
{
    fixture *f = *state;
    set(f, "ship_date", "2026-11-20");
    assert_int_equal(resolve(f)->ship_date, TODAY - 3);
    assert_int_equal(f->demand.start_utc, (int64_t)(TODAY - 3) * 1440 - 480);
    set(f, "ship_date", "");
    set(f, "ready_at", "2026-11-24T00:30");
    assert_int_equal(resolve(f)->ship_date, TODAY + 1);
    assert_int_equal(f->demand.start_utc, (int64_t)(TODAY + 1) * 1440 + 30 - 480);
    set(f, "origin", "USLAX");
    set(f, "deliver_by", "2026-12-01T12:00");
    assert_int_equal(resolve(f)->start_utc, (int64_t)(TODAY + 1) * 1440 + 30 + 480);
    assert_int_equal(f->demand.deliver_by, (int64_t)(TODAY + 8) * 1440 + 720);
    set(f, "ready_at", "1969-12-31T23:00");
    assert_int_equal(resolve(f)->ship_date, -1);
    set(f, "ship_date", "2026-11-24");
    refuse(f, "ship_date", "ship_date is another day than that of ready_at");
}

static void limits_are_taken_over(void **state)
{
    fixture *f = *state;
    set(f, "incoterm", "DAP");
    set(f, "max_days", "0");
    set(f, "max_cost", "30.5");
    set(f, "max_blind_hours", "1");
    set(f, "max_blind_gap_hours", "2");
    set(f, "max_legs", "12");
    set(f, "hs_lines", "4");
    set(f, "exclude_modes", "postal");
    const lw_demand *d = resolve(f);
    assert_false(d->pays_duty);
    assert_int_equal(d->max_minutes, 0);
    assert_int_equal(d->max_cost_micros, 30500000);
    assert_int_equal(d->max_blind_minutes, 60);
    assert_int_equal(d->max_blind_gap_minutes, 120);
    assert_int_equal(d->max_legs, 12);
    assert_int_equal(d->items[0].lines, 4);
    assert_int_equal(d->modes, LW_ALL_MODES & ~(1u << LW_POSTAL));
}

static void countries_are_two_capital_letters(void **state)
{
    fixture *f = *state;
    set(f, "country", "us");
    refuse(f, "country", "'us' is not a country code of two capital letters; did you mean 'US'?");
    set(f, "country", "NZ");
    assert_int_equal(resolve(f)->country.i, LW_NONE);
}

static void what_the_catalog_does_not_know_is_refused(void **state)
{
    fixture *f = *state;
    set(f, "origin", "CNSXZ");
    refuse(f, "origin", "unknown node 'CNSXZ'; did you mean 'CNSZX'?");
    set(f, "origin", "Rotterdam");
    refuse(f, "origin", "unknown node 'Rotterdam'");
    set(f, "origin", "");
    refuse(f, "origin", "origin is required");
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(defaults_are_the_catalogs),
        CASE(destinations_lie_in_zones),
        CASE(pieces_are_measured_and_summed),
        CASE(parcels_may_be_too_heavy_together),
        CASE(values_are_rounded_half_up_to_the_minor_unit),
        CASE(currencies_need_rates),
        CASE(without_rates_there_is_one_currency),
        CASE(codes_are_freed_of_what_does_not_count),
        CASE(flags_and_sku_are_numbers_of_the_catalog),
        CASE(the_clock_starts_at_the_origin),
        CASE(limits_are_taken_over),
        CASE(what_the_catalog_does_not_know_is_refused),
        CASE(countries_are_two_capital_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
