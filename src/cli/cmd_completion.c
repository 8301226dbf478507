/* lanewise completion: the script for a shell, and what that script asks for. */
#include <stdlib.h>
#include <string.h>

#include "cli/completion.h"

typedef struct request {
    const cli_command *command;
    const char *data;
    bool next; /* the operands are words to be completed, not a shell */
    char **operands;
    int operand_count;
} request;

static int take_argument(void *context, const cli_option *option, const char *value)
{
    request *ask = context;
    if (!option)
        ask->operands[ask->operand_count++] = (char *)value;
    else if (option->kind == CLI_FLAG_DATA)
        ask->data = value;
    else
        ask->next = true;
    return CLI_OK;
}

static int put_script(const request *ask, lw_buffer *out)
{
    if (ask->operand_count != 1)
        return cli_usage(ask->command, "which shell? bash, zsh or fish");
    const char *script = cli_completion_script(ask->operands[0]);
    if (!script)
        return cli_usage(ask->command, "the shells are bash, zsh and fish, not '%s'",
                         ask->operands[0]);
    lw_put_text(out, script);
    return CLI_OK;
}

static int put(const request *ask, lw_buffer *out)
{
    if (!ask->next)
        return put_script(ask, out);
    if (ask->operand_count == 0)
        return cli_usage(ask->command, "--next wants the words behind 'lanewise'");
    return cli_complete(ask->data, ask->operand_count, ask->operands, out);
}

int cli_run_completion(const cli_command *command, cli_globals *globals, int argc, char **argv)
{
    lw_buffer out = {0};
    request ask = {.command = command, .data = globals->data};
    ask.operands = calloc((size_t)argc + 1, sizeof *ask.operands);
    if (!ask.operands) {
        cli_say("out of memory");
        return CLI_IO;
    }
    int status = cli_read_arguments(command, command->options, command->option_count, argc, argv,
                                    take_argument, &ask);
    if (status == -1)
        status = cli_print_help(command);
    else if (status == CLI_OK)
        status = put(&ask, &out);
    if ((out.length > 0 || out.failed) && !cli_write(NULL, &out))
        status = CLI_IO;
    lw_buffer_release(&out);
    free(ask.operands);
    return status;
}
