/* lanewise: the command line. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
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

/* A standard stream that is closed would be the next file that is opened, and messages would go
 * into it. So something stands in for it, opened the wrong way round: using it fails as it should.
 */
static void fill_standard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
        if (fcntl(stream, F_GETFD) < 0 && errno == EBADF &&
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) != stream)
            _exit(CLI_IO);
    }
}

/* Some file systems tell only at the end that there is no room. */
static int close_output(int status)
{
    if (close(STDOUT_FILENO) == 0 || errno == EBADF)
        return status;
    cli_say("cannot write standard output: %s", strerror(errno));
    return CLI_IO;
}

static int run(int argc, char **argv)
{
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

int main(int argc, char **argv)
{
    fill_standard_streams();
    signal(SIGPIPE, SIG_IGN); /* write() tells */
    signal(SIGXFSZ, SIG_IGN); /* likewise, of a limit on the size of files */
    return close_output(run(argc, argv));
}
