/* Completion of command lines in a shell. A script makes the shell ask `lanewise completion --next`
 * what may follow; so flags, values and ids are always those of the program that will run. */
#ifndef LANEWISE_CLI_COMPLETION_H
#define LANEWISE_CLI_COMPLETION_H

#include "cli/cli.h"

/* Puts what may stand for the last of the words behind "lanewise" (at least one): lines as of
 * cli/offers.h. `data` is the --data of this run, unless the words have one. An exit status. */
int cli_complete(const char *data, int argc, char **argv, lw_buffer *out);

/* The script for "bash", "zsh" or "fish"; NULL for any other name. */
const char *cli_completion_script(const char *shell);

#endif
