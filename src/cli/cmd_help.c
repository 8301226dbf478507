/* lanewise help and lanewise version. */
#include "cli/cli.h"

/* Prints what was put, and frees it. */
static int print(lw_buffer *out)
{
    bool written = cli_write(NULL, out);
    lw_buffer_release(out);
    return written ? CLI_OK : CLI_IO;
}

/* What both commands take. */
typedef struct request {
    const cli_command *command;
    const char *about;
    bool man;
} request;

static int take_argument(void *context, const cli_option *option, const char *value)
{
    request *ask = context;
    if (option)
        ask->man = true;
    else if (ask->about)
        return cli_usage(ask->command, "'%s' is one argument too many", value);
    else
        ask->about = value;
    return CLI_OK;
}

static int read_arguments(request *ask, int argc, char **argv)
{
    return cli_read_arguments(ask->command, ask->command->options, ask->command->option_count, argc,
                              argv, take_argument, ask);
}

int cli_run_help(const cli_command *command, cli_globals *globals, int argc, char **argv)
{
    (void)globals;
    request ask = {.command = command};
    int status = read_arguments(&ask, argc, argv);
    if (status == -1)
        return cli_print_help(command);
    if (status != CLI_OK)
        return status;
    const cli_command *about = ask.about ? cli_command_find(ask.about) : NULL;
    if (ask.about && !about)
        return cli_refuse_command(command, ask.about);
    if (!ask.man)
        return cli_print_help(about);
    lw_buffer out = {0};
    cli_put_manual(&out, about);
    return print(&out);
}

int cli_run_version(const cli_command *command, cli_globals *globals, int argc, char **argv)
{
    (void)globals;
    request ask = {.command = command};
    int status = read_arguments(&ask, argc, argv);
    if (status == -1)
        return cli_print_help(command);
    if (status == CLI_OK && ask.about)
        return cli_usage(command, "'%s' is one argument too many", ask.about);
    if (status != CLI_OK)
        return status;
    lw_buffer out = {0};
    lw_put_format(&out, "lanewise %s\n", lw_version());
    return print(&out);
}
