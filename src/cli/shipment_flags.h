/* The flags of `quote` that describe the shipment. */
#ifndef LANEWISE_CLI_SHIPMENT_FLAGS_H
#define LANEWISE_CLI_SHIPMENT_FLAGS_H

#include "cli/cli.h"

/* Sets what the flag says; *both is set by --incoterm both. LW_BAD_ARGUMENT where the flag is not
 * written as it should be, LW_BAD_SHIPMENT where the field cannot have that value. */
lw_status cli_set_shipment_flag(lw_shipment *shipment, const cli_option *option, const char *value,
                                bool *both, lw_error *err);

/* Reads one JSON object from standard input into the shipment. */
lw_status cli_read_shipment(lw_shipment *shipment, lw_error *err);

#endif
