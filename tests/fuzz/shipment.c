/* One shipment as JSON: read, written by the JSON answer, and read again as the same. */
#include <stdlib.h>
#include <string.h>

#include <lanewise/lanewise.h>

#include "support/fuzz.h"
#include "support/echo.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    lw_shipment *shipment = NULL;
    lw_error err;
    char *text = fuzz_text(bytes, size);
    FUZZ_CHECK(lw_shipment_new(&shipment, NULL) == LW_OK);
    lw_status status = lw_shipment_read_json(shipment, text, size, &err);
    fuzz_check_error(status, &err);
    if (status == LW_OK) {
        status = lw_shipment_finish(shipment, &err);
        fuzz_check_error(status, &err);
    }
    if (status == LW_OK)
        fuzz_check_echo(shipment);
    lw_shipment_free(shipment);
    free(text);
    return 0;
}
