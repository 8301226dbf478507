/* What commands over a file of orders have in common. */
#ifndef LANEWISE_CLI_ORDERS_H
#define LANEWISE_CLI_ORDERS_H

#include "batch/batch.h"
#include "cli/cli.h"

/* The processors: as many threads as plan where nothing else is said. */
unsigned cli_default_threads(void);

/* The value of --threads; CLI_OK or CLI_USAGE. */
int cli_take_threads(const cli_command *command, const char *value, unsigned *threads);

/* Makes *input, the value of --input or NULL, "csv" or "jsonl": where it is not given, by the
 * ending of the file's name. `mapped` where there is a --map, which is for CSV. CLI_OK or
 * CLI_USAGE. */
int cli_orders_input(const cli_command *command, const char *file, bool mapped, const char **input);

/* Opens the file, or standard input for "-"; CLI_OK or the exit status, and then it is told. */
int cli_orders_open(const char *file, int *input);
void cli_orders_close(int input);

/* As messages call it. */
const char *cli_orders_name(const char *file);

/* Today where no ship date is given, asked for once: a run over midnight has one. */
void cli_fix_ship_date(lw_options *options);

#endif
