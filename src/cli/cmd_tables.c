/* lanewise tables: what a catalog may hold. */
#include "base/error.h"
#include "cli/cli.h"
#include "render/tables.h"

typedef struct request {
    const cli_command *command;
    const char *table, *format, *output, *color, *data;
} request;

static int take_argument(void *context, const cli_option *option, const char *value)
{
    request *ask = context;
    if (option)
        cli_take_shared(option, value, &ask->data, &ask->color, &ask->format, &ask->output);
    else if (ask->table)
        return cli_usage(ask->command, "'%s' is one argument too many", value);
    else
        ask->table = value;
    return CLI_OK;
}

/* The table that is asked for, LW_ALL_TABLES without a name. */
static int find_table(const request *ask, uint32_t *table)
{
    const char *nearest;
    lw_error err;
    *table = LW_ALL_TABLES;
    if (!ask->table || lw_table_find(ask->table, table, &nearest))
        return CLI_OK;
    lw_fail_unknown(&err, LW_BAD_ARGUMENT, "table", ask->table, nearest);
    cli_say_error(&err);
    if (!nearest)
        cli_say("'lanewise tables' lists the tables");
    return CLI_USAGE;
}

static int show(const request *ask, bool color, lw_tables_format format)
{
    lw_buffer out = {0};
    lw_style style = {.width = cli_width(), .color = color};
    uint32_t table;
    int status = find_table(ask, &table);
    if (status != CLI_OK)
        return status;
    lw_tables_render(&out, &style, table, format);
    bool written = cli_write(ask->output, &out);
    lw_buffer_release(&out);
    return written ? CLI_OK : CLI_IO;
}

int cli_run_tables(const cli_command *command, cli_globals *globals, int argc, char **argv)
{
    request ask = {.command = command, .format = "table", .color = globals->color};
    int format = 0;
    bool color = false;
    int status = cli_read_arguments(command, command->options, command->option_count, argc, argv,
                                    take_argument, &ask);
    if (status == -1)
        return cli_print_help(command);
    if (status == CLI_OK)
        status = cli_choose(command, "format", ask.format, &format);
    if (status == CLI_OK)
        color = cli_color(ask.color, ask.output, command, &status);
    return status == CLI_OK ? show(&ask, color, (lw_tables_format)format) : status;
}
