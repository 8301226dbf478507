/* lanewise: the command line. */
#include <signal.h>
#include <unistd.h>

#include "batch/outfile.h"
#include "cli/cli.h"

static int say_usage(void)
{
    lw_buffer out = {0};
    cli_say("no command given");
    cli_put_usage(&out);
    lw_write_all(STDERR_FILENO, "standard error", out.bytes, out.length, NULL);
    lw_buffer_release(&out);
    return CLI_USAGE;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); /* write() tells */
    cli_globals globals = {NULL, NULL};
    cli_parser parser = {.argc = argc, .argv = argv, .at = 1};
    parser.options = cli_global_options(&parser.option_count);
    const cli_option *option;
    const char *value;
    for (;;) {
        switch (cli_next(&parser, &option, &value)) {
        case CLI_ITEM_END:
            return say_usage();
        case CLI_ITEM_ERROR:
            return CLI_USAGE;
        case CLI_ITEM_OPERAND: {
            const cli_command *command = cli_command_find(value);
            return command ? command->run(command, &globals, argc - parser.at, argv + parser.at)
                           : cli_refuse_command(NULL, value);
        }
        case CLI_ITEM_OPTION:
            if (option->kind == CLI_FLAG_HELP)
                return cli_print_help(NULL);
            if (option->kind == CLI_FLAG_VERSION)
                return cli_run_version(cli_command_find("version"), &globals, 0, NULL);
            if (option->kind == CLI_FLAG_DATA)
                globals.data = value;
            else
                globals.color = value;
        }
    }
}
