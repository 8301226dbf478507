/* lanewise help and lanewise version. */
#include "cli/cli.h"

static int print(void (*put)(lw_buffer *))
{
    lw_buffer out = {0};
    put(&out);
    bool written = cli_write(NULL, &out);
    lw_buffer_release(&out);
    return written ? CLI_OK : CLI_IO;
}

static void put_version(lw_buffer *out)
{
    lw_put_format(out, "lanewise %s\n", lw_version());
}

static int help_about(const cli_command *command, const char *name)
{
    const cli_command *known = cli_command_find(name);
    return known ? cli_print_help(known) : cli_refuse_command(command, name);
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
    if (ask.man)
        return print(cli_put_manual);
    return ask.about ? help_about(command, ask.about) : cli_print_help(NULL);
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
    return status != CLI_OK ? status : print(put_version);
}
