/* A shipment from flags or from standard input. */
#include "cli/shipment_flags.h"

#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/input.h"

enum { PART = 128, MOST_JSON = 16 * 1024 * 1024, PORTION = 65536 };

/* Splits "a:b" at `separator`; without one, `behind` is empty. False when a part is too long. */
static bool split(const char *text, const char *separator, char *before, char *behind)
{
    size_t length = strcspn(text, separator);
    const char *rest = text[length] ? text + length + 1 : "";
    if (length >= PART || strlen(rest) >= PART)
        return false;
    memcpy(before, text, length);
    before[length] = '\0';
    memcpy(behind, rest, strlen(rest) + 1);
    return true;
}

/* Two fields from "a:b"; the second is left alone where there is no b. */
static lw_status set_pair(lw_shipment *shipment, const char *first, const char *second,
                          const char *value, lw_error *err)
{
    char before[PART], behind[PART];
    if (!split(value, ":", before, behind))
        return lw_fail(err, LW_BAD_ARGUMENT, "'%.80s...' is too long", value);
    lw_status status = lw_shipment_set(shipment, first, before, err);
    if (status == LW_OK && strchr(value, ':'))
        status = lw_shipment_set(shipment, second, behind, err);
    return status;
}

static lw_status set_dims(lw_shipment *shipment, const char *value, lw_error *err)
{
    char length[PART], rest[PART], width[PART], height[PART];
    if (!split(value, "xX", length, rest) || !split(rest, "xX", width, height) || !height[0])
        return lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' is not LxWxH in cm, such as 20x15x10", value);
    lw_status status = lw_shipment_set(shipment, "length_cm", length, err);
    if (status == LW_OK)
        status = lw_shipment_set(shipment, "width_cm", width, err);
    if (status == LW_OK)
        status = lw_shipment_set(shipment, "height_cm", height, err);
    return status;
}

lw_status cli_set_shipment_flag(lw_shipment *shipment, const cli_option *option, const char *value,
                                bool *both, lw_error *err)
{
    switch (option->kind) {
    case CLI_FLAG_TO:
        return set_pair(shipment, "country", "postcode", value, err);
    case CLI_FLAG_VALUE:
        return set_pair(shipment, "value", "value_currency", value, err);
    case CLI_FLAG_DIMS:
        return set_dims(shipment, value, err);
    case CLI_FLAG_INCOTERM:
        *both = strcmp(value, "both") == 0 || strcmp(value, "BOTH") == 0;
        if (!*both && lw_shipment_set(shipment, "incoterm", value, err) != LW_OK)
            return lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' is neither DDP nor DAP nor both", value);
        return *both ? lw_shipment_set(shipment, "incoterm", "DDP", err) : LW_OK;
    default:
        return lw_shipment_set(shipment, option->target, value, err);
    }
}

lw_status cli_read_shipment(lw_shipment *shipment, lw_error *err)
{
    lw_buffer text = {0};
    lw_status status = lw_read_all(STDIN_FILENO, "standard input", MOST_JSON, &text, err);
    if (status == LW_OK && text.length > MOST_JSON)
        status = lw_fail(err, LW_BAD_SHIPMENT, "more than %d bytes of JSON", MOST_JSON);
    else if (status == LW_OK && text.length == 0)
        status = lw_fail(err, LW_BAD_SHIPMENT, "standard input is empty: a JSON object is wanted");
    else if (status == LW_OK)
        status = lw_shipment_read_json(shipment, text.bytes, text.length, err);
    lw_buffer_release(&text);
    return status;
}
