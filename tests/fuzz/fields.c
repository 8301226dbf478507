/* A shipment by its fields, lines of NAME=TEXT: set as flags and CSV cells set them, and as JSON.
 * Both are the same shipment, or both are refused. */
#include <stdlib.h>
#include <string.h>

#include <lanewise/lanewise.h>

#include "base/utf8.h"
#include "render/jsonout.h"
#include "shipment/fields.h"
#include "support/echo.h"

enum { MOST_FIELDS = 64 };

typedef struct given {
    const char *name, *text;
} given;

typedef struct record {
    given fields[MOST_FIELDS];
    size_t count;
} record;

static bool is_there(const record *r, const char *name)
{
    for (size_t i = 0; i < r->count; i++) {
        if (strcmp(r->fields[i].name, name) == 0)
            return true;
    }
    return false;
}

/* Takes the lines apart, in place. A field given twice counts once: JSON refuses the other. */
static record read_lines(char *text)
{
    record r = {.count = 0};
    for (char *line = text; line && r.count < MOST_FIELDS;) {
        char *end = strchr(line, '\n'), *equals;
        if (end)
            *end = '\0';
        equals = strchr(line, '=');
        if (equals)
            *equals = '\0';
        if (equals && lw_field_find(line) >= 0 && !is_there(&r, line))
            r.fields[r.count++] = (given){line, equals + 1};
        line = end ? end + 1 : NULL;
    }
    return r;
}

static lw_status set_by_text(lw_shipment *shipment, const record *r, lw_error *err)
{
    lw_status status = LW_OK;
    for (size_t i = 0; i < r->count && status == LW_OK; i++)
        status = lw_shipment_set(shipment, r->fields[i].name, r->fields[i].text, err);
    return status;
}

static lw_status set_by_json(lw_shipment *shipment, const record *r, lw_error *err)
{
    lw_buffer text = {0};
    lw_json json = {.out = &text};
    lw_json_open(&json, '{');
    for (size_t i = 0; i < r->count; i++) {
        lw_json_key(&json, r->fields[i].name);
        lw_json_text(&json, r->fields[i].text);
    }
    lw_json_close(&json, '}');
    lw_status status = lw_shipment_read_json(shipment, text.bytes, text.length, err);
    lw_buffer_release(&text);
    return status;
}

static void check_same(const lw_shipment *one, const lw_shipment *other)
{
    lw_buffer first = {0}, second = {0};
    fuzz_put_echo(&first, one);
    fuzz_put_echo(&second, other);
    fuzz_check_same(&first, &second);
    lw_buffer_release(&first);
    lw_buffer_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    lw_shipment *one = NULL, *other = NULL;
    lw_error err, other_err;
    char *text = fuzz_text(bytes, size);
    if (strlen(text) != size || lw_utf8_prefix(text, size) != size) {
        free(text);
        return -1;
    }
    record r = read_lines(text);
    FUZZ_CHECK(lw_shipment_new(&one, NULL) == LW_OK && lw_shipment_new(&other, NULL) == LW_OK);
    lw_status status = set_by_text(one, &r, &err);
    lw_status other_status = set_by_json(other, &r, &other_err);
    fuzz_check_error(status, &err);
    fuzz_check_error(other_status, &other_err);
    FUZZ_CHECK_TOLD(status == other_status, status == LW_OK ? other_err.message : err.message);
    if (status == LW_OK) {
        check_same(one, other);
        status = lw_shipment_finish(one, &err);
        FUZZ_CHECK(lw_shipment_finish(other, &other_err) == status);
        if (status == LW_OK)
            fuzz_check_echo(one);
    }
    lw_shipment_free(one);
    lw_shipment_free(other);
    free(text);
    return 0;
}
