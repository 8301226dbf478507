/* What --map says: which columns of a foreign header hold which shipment fields. */
#ifndef LANEWISE_CLI_COLUMN_MAP_H
#define LANEWISE_CLI_COLUMN_MAP_H

#include "batch/batch.h"
#include "cli/cli.h"

/* A zeroed cli_column_map is empty. */
typedef struct cli_column_map {
    lw_column_map *items;
    size_t count, capacity;
    char **texts; /* what the items point into; one a --map */
    size_t text_count;
} cli_column_map;

/* Takes the "FIELD=COLUMN,FIELD=COLUMN" of one --map. Only a comma before a FIELD= parts two of
 * them: any other belongs to the column's name. CLI_OK, or the exit status; what is wrong has been
 * told. */
int cli_column_map_add(cli_column_map *map, const cli_command *command, const char *value);
void cli_column_map_release(cli_column_map *map);

#endif
