/* Orders as the input of a command. */
#include "cli/orders.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MOST_THREADS = 256, SECONDS_PER_DAY = 86400 };

unsigned cli_default_threads(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 1 ? 1 : processors > MOST_THREADS ? MOST_THREADS : (unsigned)processors;
}

int cli_take_threads(const cli_command *command, const char *value, unsigned *threads)
{
    static const lw_number_format format = {"number of threads", 0, 1, LW_EXCESS_ERROR, "1", "256"};
    lw_error err;
    int64_t number;
    if (lw_number_parse(&format, value, &number, &err) != LW_OK)
        return cli_usage(command, "--threads: %s", err.message);
    *threads = (unsigned)number;
    return CLI_OK;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

int cli_orders_input(const cli_command *command, const char *file, bool mapped, const char **input)
{
    if (!*input)
        *input = ends_with(file, ".jsonl") || ends_with(file, ".ndjson") ? "jsonl" : "csv";
    int status = cli_choose(command, "input", *input, NULL);
    if (status == CLI_OK && mapped && strcmp(*input, "csv") != 0)
        status = cli_usage(command, "--map is for CSV input");
    return status;
}

int cli_orders_open(const char *file, int *input)
{
    *input = STDIN_FILENO;
    if (strcmp(file, "-") == 0)
        return CLI_OK;
    if (cli_is_folder(file)) {
        cli_say("cannot read %s: it is a folder", file);
        return CLI_IO;
    }
    *input = open(file, O_RDONLY | O_CLOEXEC);
    if (*input >= 0)
        return CLI_OK;
    cli_say("cannot read %s: %s", file, strerror(errno));
    return CLI_IO;
}

void cli_orders_close(int input)
{
    if (input > STDIN_FILENO)
        close(input);
}

const char *cli_orders_name(const char *file)
{
    return strcmp(file, "-") == 0 ? "standard input" : file;
}

void cli_fix_ship_date(lw_options *options)
{
    if (options->has_ship_date)
        return;
    options->has_ship_date = true;
    options->ship_date = (int32_t)(time(NULL) / SECONDS_PER_DAY);
}
