/* Shipments from JSON. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/model.h"
#include "shipment/shipment.h"

#include "support/test.h"

static void numbers_keep_their_written_digits(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        int64_t grams;
        int64_t micros;
    } rows[] = {
        {"{\"weight_kg\":0.1,\"value\":0.1}", 100, 100000},
        {"{\"weight_kg\":1,\"value\":45}", 1000, 45000000},
        {"{\"weight_kg\":\"1.5\",\"value\":\"45.50\"}", 1500, 45500000},
        {"{\"weight_kg\":0.1000000000000000055511151231257827,\"value\":0}", 101, 0},
        {"{\"weight_kg\":999999.9999,\"value\":999999999.000000}", 1000000000, 999999999000000},
        {"{\"weight_kg\":0,\"value\":123456789.123456}", 0, 123456789123456},
        {" \t\r\n{ \"weight_kg\" : 2 ,\n\"value\" : 3 } \n", 2000, 3000000},
        {"\xef\xbb\xbf{\"weight_kg\":2,\"value\":null}", 2000, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lw_shipment s;
        lw_error err;
        lw_shipment_init(&s);
        if (lw_shipment_read_json(&s, rows[i].json, strlen(rows[i].json), &err) != LW_OK)
            fail_msg("%s: %s", rows[i].json, err.message);
        assert_int_equal(s.parcels[0].weight_grams, rows[i].grams);
        assert_int_equal(s.value_micros, rows[i].micros);
        lw_shipment_release(&s);
    }
}

static void texts_may_be_written_as_numbers(void **state)
{
    (void)state;
    const char json[] = "{\"id\":1001,\"postcode\":90001,\"hs_code\":8504.40,\"sku\":0,"
                        "\"origin\":\"\\u6df1\\u5733\",\"flags\":[\"battery\",\"liquid\"],"
                        "\"modes\":[\"postal\"],\"exclude_modes\":\"express|postal\"}";
    lw_shipment s;
    lw_shipment_init(&s);
    assert_int_equal(lw_shipment_read_json(&s, json, strlen(json), NULL), LW_OK);
    assert_string_equal(s.id, "1001");
    assert_string_equal(s.postcode, "90001");
    assert_string_equal(s.hs_code, "8504.40");
    assert_string_equal(s.sku, "0");
    assert_string_equal(s.origin, "\xe6\xb7\xb1\xe5\x9c\xb3");
    assert_string_equal(s.flags, "battery|liquid");
    assert_int_equal(s.mode_list, 1u << LW_POSTAL);
    assert_int_equal(s.modes, 0);
    lw_shipment_release(&s);
}

static void parcels_are_a_list_of_objects(void **state)
{
    (void)state;
    const char json[] =
        "{\"parcels\":[{\"weight_kg\":1.5,\"quantity\":3},"
        "{\"weight_kg\":\"2\",\"length_cm\":10,\"width_cm\":20.05,\"height_cm\":30,\"label\":{}},"
        "{\"weight_kg\":0,\"length_cm\":null}],\"quantity\":null}";
    lw_shipment s;
    lw_shipment_init(&s);
    assert_int_equal(lw_shipment_read_json(&s, json, strlen(json), NULL), LW_OK);
    assert_int_equal(s.parcel_count, 3);
    assert_int_equal(s.parcels[0].quantity, 3);
    assert_int_equal(s.parcels[0].length_mm, -1);
    assert_int_equal(s.parcels[1].width_mm, 201);
    assert_int_equal(s.parcels[1].quantity, 1);
    assert_int_equal(s.parcels[2].weight_grams, 0);
    assert_int_equal(s.parcels[2].length_mm, -1);
    lw_shipment_release(&s);
}

static void goods_are_a_list_of_objects_or_text(void **state)
{
    (void)state;
    static const char *const same[] = {
        "{\"goods\":[{\"value\":534795,\"hs_code\":\"6109.10\",\"note\":1},{\"value\":\".125\"}]}",
        "{\"goods\":[{\"hs_code\":610910,\"value\":534795},{\"value\":0.125,\"hs_code\":null}]}",
        "{\"goods\":\" 534795 : 6109 10 | 0.125 \"}",
        "{\"goods\":\"534795:610910|.125:\"}",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        lw_shipment s;
        lw_error err = {0};
        lw_shipment_init(&s);
        if (lw_shipment_read_json(&s, same[i], strlen(same[i]), &err) != LW_OK)
            fail_msg("%s: %s", same[i], err.message);
        assert_int_equal(s.goods_count, 2);
        assert_int_equal(s.goods[0].value_micros, 534795000000);
        assert_string_equal(s.goods[0].hs_code, "610910");
        assert_int_equal(s.goods[1].value_micros, 125000);
        assert_string_equal(s.goods[1].hs_code, "");
        lw_shipment_release(&s);
    }
}

static void unknown_keys_are_ignored_unless_nearly_known(void **state)
{
    (void)state;
    const char fine[] =
        "{\"customer\":{\"deep\":[1,2,{\"x\":-1.5e+7}]},\"customer\":2,\"id\":\"7\"}";
    const char slip[] = "{\"wieght_kg\":1}";
    lw_shipment s;
    lw_error err;
    lw_shipment_init(&s);
    assert_int_equal(lw_shipment_read_json(&s, fine, strlen(fine), NULL), LW_OK);
    assert_string_equal(s.id, "7");
    lw_shipment_clear(&s);
    assert_int_equal(lw_shipment_read_json(&s, slip, strlen(slip), &err), LW_BAD_SHIPMENT);
    assert_string_equal(err.field, "wieght_kg");
    assert_string_equal(err.message, "unknown field 'wieght_kg'; did you mean 'weight_kg'?");
    lw_shipment_release(&s);
}

static void fields_at_fault_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *json, *field, *message;
    } rows[] = {
        {"{\"weight_kg\":1e2}", "weight_kg",
         "'1e2' is not a decimal number; write it without an exponent"},
        {"{\"weight_kg\":-1}", "weight_kg",
         "'-1' is not a decimal number; write it without a sign"},
        {"{\"value\":12345678901234567890}", "value", "12345678901234567890 is above 999999999"},
        {"{\"value\":true}", "value", "a text or a number is wanted"},
        {"{\"value\":{}}", "value", "a text or a number is wanted"},
        {"{\"id\":[1]}", "id", "a text or a number is wanted"},
        {"{\"flags\":[\"a\",[]]}", "flags", "a text or a list of texts is wanted"},
        {"{\"flags\":{}}", "flags", "a text or a list of texts is wanted"},
        {"{\"modes\":[\"postal\",\"expres\"]}", "modes",
         "unknown mode 'expres'; did you mean 'express'?"},
        {"{\"id\":1,\"id\":1}", "id", "given twice"},
        {"{\"parcels\":[{\"weight_kg\":1}],\"parcels\":[]}", "parcels", "given twice"},
        {"{\"parcels\":[{\"weight_kg\":1,\"weight_kg\":1}]}", "weight_kg", "given twice"},
        {"{\"parcels\":[{\"weight_kg\":1},{\"weight_kg\":\"x\"}]}", "weight_kg",
         "parcel 2: 'x' is not a decimal number"},
        {"{\"parcels\":[]}", "parcels", "a list of at least one parcel is wanted"},
        {"{\"parcels\":{}}", "parcels", "a list of at least one parcel is wanted"},
        {"{\"parcels\":[1]}", "parcels", "an object is wanted"},
        {"{\"parcels\":[{\"weight_kgs\":1}]}", "weight_kgs",
         "unknown field 'weight_kgs'; did you mean 'weight_kg'?"},
        {"{\"weight_kg\":1,\"parcels\":[{\"weight_kg\":1}]}", "weight_kg",
         "weight_kg is given beside parcels: use one of them"},
        {"{\"parcels\":[{\"weight_kg\":1}],\"quantity\":1}", "quantity",
         "quantity is given beside parcels: use one of them"},
        {"{\"goods\":[]}", "goods", "a list of at least one item is wanted"},
        {"{\"goods\":{}}", "goods", "a text or a list of objects is wanted"},
        {"{\"goods\":true}", "goods", "a text or a list of objects is wanted"},
        {"{\"goods\":[{\"value\":1},\"2:61\"]}", "goods", "item 2: an object is wanted"},
        {"{\"goods\":[{\"hs_code\":\"61\"}]}", "goods", "item 1: value is required"},
        {"{\"goods\":[{\"value\":null}]}", "goods", "item 1: value is required"},
        {"{\"goods\":[{\"value\":-1}]}", "goods",
         "item 1: '-1' is not a decimal number; write it without a sign"},
        {"{\"goods\":[{\"value\":[]}]}", "goods", "item 1: value: a text or a number is wanted"},
        {"{\"goods\":[{\"value\":1,\"value\":1}]}", "goods", "item 1: value is given twice"},
        {"{\"goods\":[{\"value\":1,\"hs_code\":\"6|1\"}]}", "goods",
         "item 1: '6|1' is not an HS code: up to 23 digits, dots and spaces"},
        {"{\"goods\":[{\"value\":1,\"hscode\":61}]}", "goods",
         "item 1: unknown field 'hscode'; did you mean 'hs_code'?"},
        {"{\"goods\":[{\"value\":1,\"quantity\":2}]}", "goods",
         "item 1: 'quantity' is no field of an item"},
        {"{\"goods\":\"1:61||2\"}", "goods", "item 2: value is required"},
        {"{\"goods\":\"1\",\"goods\":\"1\"}", "goods", "given twice"},
        {"{\"length\":1}", "length", "unknown field 'length'; did you mean 'length_cm'?"},
        {"{\"parcels\":[{\"weight\":1}]}", "weight",
         "unknown field 'weight'; did you mean 'weight_kg'?"},
        {"{\"weightKg\":1}", "weightKg", "unknown field 'weightKg'; did you mean 'weight_kg'?"},
        {"{\"parcel\":[]}", "parcel", "unknown field 'parcel'; did you mean 'parcels'?"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lw_shipment s;
        lw_error err = {0};
        lw_shipment_init(&s);
        lw_status status = lw_shipment_read_json(&s, rows[i].json, strlen(rows[i].json), &err);
        if (status != LW_BAD_SHIPMENT)
            fail_msg("%s passes", rows[i].json);
        assert_string_equal(err.message, rows[i].message);
        assert_string_equal(err.field, rows[i].field);
        assert_int_equal(lw_shipment_read_json(&s, rows[i].json, strlen(rows[i].json), NULL),
                         LW_BAD_SHIPMENT);
        lw_shipment_release(&s);
    }
}

#define JSON(text) text, sizeof text - 1

static void broken_json_is_refused_where_it_breaks(void **state)
{
    (void)state;
    static const struct {
        const char *label, *json;
        size_t length;
        long column; /* 0 = anywhere */
    } rows[] = {
        {"nothing", JSON(""), 1},
        {"blanks", JSON("  "), 0},
        {"a number", JSON("12"), 1},
        {"a text", JSON("\"x\""), 1},
        {"a list", JSON("[{}]"), 1},
        {"null", JSON("null"), 1},
        {"cut off", JSON("{\"id\":1"), 8},
        {"cut off after the comma", JSON("{\"id\":1,"), 9},
        {"cut off in a text", JSON("{\"id\":\"abc"), 7},
        {"cut off in an escape", JSON("{\"id\":\"\\u00"), 8},
        {"text behind", JSON("{\"id\":1} x"), 10},
        {"a second object", JSON("{\"id\":1}{\"id\":2}"), 9},
        {"NUL", JSON("{\"id\":\0 1}"), 7},
        {"NUL behind", JSON("{\"id\":1}\0"), 9},
        {"NUL in a text", JSON("{\"id\":\"a\0b\"}"), 9},
        {"NUL as an escape", JSON("{\"id\":\"a\\u0000b\"}"), 9},
        {"newline in a text", JSON("{\"id\":\"a\nb\"}"), 9},
        {"control character", JSON("{\f}"), 2},
        {"not hexadecimal", JSON("{\"id\":\"\\u00zz\"}"), 8},
        {"unknown escape", JSON("{\"id\":\"\\x41\"}"), 8},
        {"half a surrogate pair", JSON("{\"id\":\"\\ud800\"}"), 0},
        {"not UTF-8", JSON("{\"id\":\"\xff\"}"), 8},
        {"not UTF-8, where a number's mark would be",
         JSON("{\"id\":\"\xff"
              "1\"}"),
         8},
        {"column in characters", JSON("{\"id\":\"\xe4\xb8\xad\xe6\x96\x87\"} x"), 13},
        {"column behind numbers", JSON("{\"id\":1,\"value\":2.50,\"weight_kg\":3} x"), 37},
        {"leading zero", JSON("{\"value\":01}"), 10},
        {"no digits before the point", JSON("{\"value\":.5}"), 0},
        {"no digits behind the point", JSON("{\"value\":5.}"), 10},
        {"no digits in the exponent", JSON("{\"value\":5e}"), 10},
        {"a sign alone", JSON("{\"value\":-}"), 10},
        {"plus", JSON("{\"value\":+5}"), 0},
        {"NaN", JSON("{\"value\":NaN}"), 0},
        {"letters on a number", JSON("{\"value\":12kg}"), 0},
        {"a number for a key", JSON("{\"x\":{1 : 2}}"), 7},
        {"no comma", JSON("{\"id\":1 \"value\":2}"), 0},
        {"comma at the end", JSON("{\"id\":1,}"), 0},
        {"no colon", JSON("{\"id\" 1}"), 0},
        {"single quotes", JSON("{'id':1}"), 0},
        {"comment", JSON("{\"id\":1 /* x */}"), 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lw_shipment s;
        lw_error err = {0};
        lw_shipment_init(&s);
        /* Exactly as many bytes as there are, for a sanitizer to watch over the end. */
        char *copy = malloc(rows[i].length ? rows[i].length : 1);
        assert_non_null(copy);
        memcpy(copy, rows[i].json, rows[i].length);
        lw_status status = lw_shipment_read_json(&s, copy, rows[i].length, &err);
        if (status != LW_BAD_SHIPMENT || err.column < 1 ||
            (rows[i].column && err.column != rows[i].column))
            fail_msg("%s: status %d, column %ld: %s", rows[i].label, (int)status, err.column,
                     err.message);
        assert_string_equal(err.field, "");
        assert_true(err.message[0] != '\0');
        free(copy);
        lw_shipment_release(&s);
    }
}

static void deep_nesting_is_refused_or_read_without_harm(void **state)
{
    (void)state;
    enum { DEPTH = 200000 };
    char *json = malloc(DEPTH + 16);
    assert_non_null(json);
    memcpy(json, "{\"x\":", 5);
    memset(json + 5, '[', DEPTH);
    lw_shipment s;
    lw_error err;
    lw_shipment_init(&s);
    assert_int_equal(lw_shipment_read_json(&s, json, DEPTH + 5, &err), LW_BAD_SHIPMENT);
    assert_true(err.column > 0);
    lw_shipment_release(&s);
    free(json);
}

static void the_id_is_there_even_when_another_field_is_at_fault(void **state)
{
    (void)state;
    const char json[] = "{\"weight_kg\":\"heavy\",\"id\":\"A-7\"}";
    lw_shipment s;
    lw_shipment_init(&s);
    assert_int_equal(lw_shipment_read_json(&s, json, strlen(json), NULL), LW_BAD_SHIPMENT);
    assert_string_equal(s.id, "A-7");
    lw_shipment_release(&s);
}

/* Any cut and any changed byte of a good object is read or refused, never a crash. */
static void damaged_objects_do_no_harm(void **state)
{
    (void)state;
    const char good[] = "{\"id\":\"\\u00e9\\\"\",\"parcels\":[{\"weight_kg\":1.25,\"quantity\":2}],"
                        "\"flags\":[\"a\",\"b\"],\"value\":-0.5e1,\"x\":{\"y\":[null,true]}}";
    size_t length = strlen(good);
    lw_shipment s;
    lw_shipment_init(&s);
    for (size_t cut = 0; cut < length; cut++) {
        lw_shipment_clear(&s);
        assert_int_equal(lw_shipment_read_json(&s, good, cut, NULL), LW_BAD_SHIPMENT);
    }
    for (size_t at = 0; at < length; at++) {
        char changed[256];
        memcpy(changed, good, length);
        for (int byte = 0; byte < 256; byte++) {
            changed[at] = (char)byte;
            lw_error err = {0};
            lw_shipment_clear(&s);
            if (lw_shipment_read_json(&s, changed, length, &err) != LW_OK)
                assert_true(err.column > 0 || err.field[0] || err.message[0]);
        }
    }
    lw_shipment_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_keep_their_written_digits),
        cmocka_unit_test(texts_may_be_written_as_numbers),
        cmocka_unit_test(parcels_are_a_list_of_objects),
        cmocka_unit_test(goods_are_a_list_of_objects_or_text),
        cmocka_unit_test(unknown_keys_are_ignored_unless_nearly_known),
        cmocka_unit_test(fields_at_fault_are_named),
        cmocka_unit_test(broken_json_is_refused_where_it_breaks),
        cmocka_unit_test(deep_nesting_is_refused_or_read_without_harm),
        cmocka_unit_test(the_id_is_there_even_when_another_field_is_at_fault),
        cmocka_unit_test(damaged_objects_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
