/* Where a command reads from and writes to, and that these are different places. */
#ifndef LANEWISE_CLI_PLACES_H
#define LANEWISE_CLI_PLACES_H

#include "cli/cli.h"

typedef struct cli_place {
    const char *what; /* for the message: "--output", "the order file" */
    const char *path; /* NULL = none is meant; "-" = standard input or output */
    bool written;     /* else read */
} cli_place;

/* Would writing one of the places take away another? They are told apart by what they are, not by
 * their names: one file under two names, by links or through /dev/fd, a file to be under two
 * spellings, and standard input or output that is a file. Devices and pipes take nothing away.
 * CLI_OK, or CLI_USAGE with a message. */
int cli_check_places(const cli_command *command, const cli_place *places, size_t count);

/* Would writing one of the places take away a table that `catalog` was loaded from, out of
 * `folder`? */
int cli_check_tables(const cli_command *command, const cli_place *places, size_t count,
                     const lw_catalog *catalog, const char *folder);

#endif
