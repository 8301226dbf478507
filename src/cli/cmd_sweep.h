/* The part of `quote` that plans a shipment again and again. */
#ifndef LANEWISE_CLI_CMD_SWEEP_H
#define LANEWISE_CLI_CMD_SWEEP_H

#include "cli/cli.h"
#include "render/render.h"

/* All members are borrowed. */
typedef struct cli_sweep {
    const cli_command *command;
    const lw_shipment *shipment;
    const lw_options *options;
    const lw_style *style; /* with the catalog */
    const char *format, *output;
    lw_sweep sweep;
} cli_sweep;

/* Prints the sweep; the exit status. */
int cli_run_sweep(const cli_sweep *ask);

#endif
