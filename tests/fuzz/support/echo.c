/* Shipments as JSON, for comparing them. */
#include "support/echo.h"

#include <stdio.h>

#include "render/formats.h"

void fuzz_put_echo(lw_buffer *out, const lw_shipment *shipment)
{
    const lw_style style = {.width = 80};
    const lw_answer answer = {.shipment = shipment, .id = lw_shipment_id(shipment)};
    lw_json json = {.out = out};
    lw_json_shipment(&json, &style, &answer);
    FUZZ_CHECK(!out->failed);
}

void fuzz_check_echo(const lw_shipment *shipment)
{
    lw_buffer first = {0}, second = {0};
    lw_shipment *again = NULL;
    lw_error err;
    FUZZ_CHECK(lw_shipment_new(&again, NULL) == LW_OK);
    fuzz_put_echo(&first, shipment);
    if (lw_shipment_read_json(again, first.bytes, first.length, &err) != LW_OK) {
        lw_put_char(&first, '\0');
        fprintf(stderr, "%s: %s\n", err.field, err.message);
        fuzz_fail(__FILE__, __LINE__, "what is shown can be read", first.bytes);
    }
    fuzz_put_echo(&second, again);
    fuzz_check_same(&first, &second);
    lw_shipment_free(again);
    lw_buffer_release(&first);
    lw_buffer_release(&second);
}
