/* The catalog that `lanewise init` writes: the files of src/cli/starter, which the build puts into
 * the program (starter.awk). */
#ifndef LANEWISE_CLI_STARTER_H
#define LANEWISE_CLI_STARTER_H

#include <stddef.h>

typedef struct cli_starter_file {
    const char *name;         /* "lanes.csv" */
    const char *const *lines; /* each with its line end; NULL behind the last */
} cli_starter_file;

extern const cli_starter_file CLI_STARTER[]; /* behind the last, one without a name */

#endif
