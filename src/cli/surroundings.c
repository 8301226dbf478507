/* What every command has in common with its surroundings, for the help and the manual. */
#include "cli/cli.h"

const cli_meaning cli_exit_statuses[] = {
    {"0", "all is well; every shipment got a plan"},
    {"1", "complete, but a shipment has no plan or is invalid"},
    {"2", "wrong usage"},
    {"3", "the catalog is bad"},
    {"4", "reading or writing failed"},
    {"70", "a bug"},
    {NULL, NULL},
};

const cli_meaning cli_variables[] = {
    {"LANEWISE_DATA", "the catalog where --data is not given"},
    {"NO_COLOR", "no colour, unless --color says always"},
    {"COLUMNS", "the width of tables and help; without it that of the terminal, or 80"},
    {NULL, NULL},
};

const cli_meaning cli_files[] = {
    {"./data", "the catalog where neither --data nor LANEWISE_DATA names one"},
    {LW_DATADIR, "the catalog that was installed, where there is no ./data either"},
    {NULL, NULL},
};
