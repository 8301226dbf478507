/* lanewise help and lanewise version. */
#include <string.h>

#include "base/nearest.h"
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
    lw_nearest search = lw_nearest_start(name);
    const cli_command *known;
    for (size_t i = 0; (known = cli_command_at(i)) != NULL; i++)
        lw_nearest_offer(&search, known->name);
    known = cli_command_find(name);
    if (known)
        return cli_print_help(known);
    return cli_usage(command, "unknown command '%s'%s%s%s", name,
                     search.best ? "; did you mean '" : "", search.best ? search.best : "",
                     search.best ? "'?" : "");
}

/* Reads what both commands take: CLI_OK with the operand, if any; -1 after help; else CLI_USAGE. */
static int read_flags(const cli_command *command, int argc, char **argv, const char **operand,
                      bool *man)
{
    cli_parser parser = {.command = command,
                         .options = command->options,
                         .option_count = command->option_count,
                         .argc = argc,
                         .argv = argv};
    const cli_option *option;
    const char *value;
    for (;;) {
        switch (cli_next(&parser, &option, &value)) {
        case CLI_ITEM_END:
            return CLI_OK;
        case CLI_ITEM_ERROR:
            return CLI_USAGE;
        case CLI_ITEM_OPERAND:
            *operand = value;
            break;
        case CLI_ITEM_OPTION:
            if (option->kind == CLI_FLAG_HELP)
                return -1;
            *man = true;
        }
    }
}

int cli_run_help(const cli_command *command, cli_globals *globals, int argc, char **argv)
{
    (void)globals;
    const char *about = NULL;
    bool man = false;
    int status = read_flags(command, argc, argv, &about, &man);
    if (status == -1)
        return cli_print_help(command);
    if (status != CLI_OK)
        return status;
    if (man)
        return print(cli_put_manual);
    return about ? help_about(command, about) : cli_print_help(NULL);
}

int cli_run_version(const cli_command *command, cli_globals *globals, int argc, char **argv)
{
    (void)globals;
    const char *operand = NULL;
    bool man = false;
    int status = read_flags(command, argc, argv, &operand, &man);
    if (status == -1)
        return cli_print_help(command);
    if (status == CLI_OK && operand)
        return cli_usage(command, "'%s' is one argument too many", operand);
    return status != CLI_OK ? status : print(put_version);
}
