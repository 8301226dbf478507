/* Shipments as JSON, for comparing them. */
#ifndef LANEWISE_FUZZ_ECHO_H
#define LANEWISE_FUZZ_ECHO_H

#include <lanewise/shipment.h>

#include "support/fuzz.h"

/* Appends the shipment as answers show it. */
void fuzz_put_echo(lw_buffer *out, const lw_shipment *shipment);

/* What is shown of a shipment reads as a shipment of which the same is shown. */
void fuzz_check_echo(const lw_shipment *shipment);

#endif
