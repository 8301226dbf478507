/* lanewise batch: plans for a file of orders. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "batch/batch.h"
#include "batch/outfile.h"
#include "cli/cli.h"
#include "cli/column_map.h"
#include "cli/progress.h"

/* What the flags ask for, and the run's state for the batch's calls. */
typedef struct request {
    const cli_command *command;
    lw_options options;
    const char *file, *input_format, *format, *output, *color, *data;
    unsigned threads;
    cli_column_map map;

    lw_outfile out; /* when there is an output file */
    bool to_file, pipe_closed;
    cli_progress progress;
} request;

/* ---- Flags -------------------------------------------------------------------------------------
 */

static int read_threads(request *ask, const char *value)
{
    static const lw_number_format format = {"number of threads", 0, 1, LW_EXCESS_ERROR, "1", "256"};
    lw_error err;
    int64_t threads;
    if (lw_number_parse(&format, value, &threads, &err) != LW_OK)
        return cli_usage(ask->command, "--threads: %s", err.message);
    ask->threads = (unsigned)threads;
    return CLI_OK;
}

static int take_flag(request *ask, const cli_option *option, const char *value)
{
    lw_error err;
    if (cli_take_shared(option, value, &ask->data, &ask->color, &ask->format, &ask->output))
        return CLI_OK;
    switch (option->kind) {
    case CLI_FLAG_INPUT:
        ask->input_format = value;
        return CLI_OK;
    case CLI_FLAG_EXPLAIN:
        ask->options.explain = true;
        return CLI_OK;
    case CLI_FLAG_FRONTIER:
        ask->options.frontier = true;
        return CLI_OK;
    case CLI_FLAG_MAP:
        return cli_column_map_add(&ask->map, ask->command, value);
    case CLI_FLAG_THREADS:
        return read_threads(ask, value);
    default:
        if (lw_options_set(&ask->options, option->target, value, &err) == LW_OK)
            return CLI_OK;
        return cli_usage(ask->command, "--%s: %s", option->name, err.message);
    }
}

static int take_argument(void *context, const cli_option *option, const char *value)
{
    request *ask = context;
    if (option)
        return take_flag(ask, option, value);
    if (ask->file)
        return cli_usage(ask->command, "one file at a time: '%s' and '%s'", ask->file, value);
    ask->file = value;
    return CLI_OK;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* Fills in what depends on something else and refuses what does not fit together. */
static int check_request(request *ask)
{
    int status = CLI_OK;
    if (!ask->file)
        return cli_usage(ask->command, "which orders? FILE, or - for standard input");
    if (!ask->input_format)
        ask->input_format =
            ends_with(ask->file, ".jsonl") || ends_with(ask->file, ".ndjson") ? "jsonl" : "csv";
    if (strcmp(ask->input_format, "csv") != 0 && strcmp(ask->input_format, "jsonl") != 0)
        return cli_usage(ask->command, "--input is csv or jsonl, not '%s'", ask->input_format);
    if (strcmp(ask->format, "csv") != 0 && strcmp(ask->format, "jsonl") != 0)
        return cli_usage(ask->command, "--format is csv or jsonl, not '%s'", ask->format);
    if (ask->map.count > 0 && strcmp(ask->input_format, "csv") != 0)
        return cli_usage(ask->command, "--map is for CSV input");
    if (ask->options.explain && strcmp(ask->format, "csv") == 0)
        cli_say("note: csv has no room for what --explain shows; jsonl does");
    cli_color(ask->color, ask->output, ask->command, &status);
    return status;
}

/* ---- The run -----------------------------------------------------------------------------------
 */

static lw_status write_output(void *context, const char *bytes, size_t length, lw_error *err)
{
    request *ask = context;
    if (ask->to_file)
        return lw_outfile_write(&ask->out, bytes, length, err);
    lw_status status = lw_write_all(STDOUT_FILENO, "standard output", bytes, length, err);
    ask->pipe_closed = status != LW_OK && errno == EPIPE;
    return status;
}

static void tell_note(void *context, const char *text)
{
    request *ask = context;
    cli_progress_wipe(&ask->progress);
    cli_say("%s", text);
}

static void show_progress(void *context, const lw_batch_counts *counts)
{
    request *ask = context;
    cli_progress_draw(&ask->progress, counts);
}

/* What the counts mean for the exit status. */
static int status_of_counts(const lw_batch_counts *counts)
{
    return counts->ok == counts->records ? CLI_OK : CLI_SOME_FAILED;
}

/* After the run: the file appears or goes, the summary is told. */
static int finish(request *ask, lw_status status, const lw_batch_counts *counts, lw_error *err)
{
    bool interrupted = cli_interrupted(NULL);
    cli_progress_wipe(&ask->progress);
    if (status == LW_OK && !interrupted && ask->to_file)
        status = lw_outfile_commit(&ask->out, err);
    if (ask->to_file)
        lw_outfile_discard(&ask->out);
    if (ask->pipe_closed)
        return status_of_counts(counts);
    if (interrupted) {
        cli_say("interrupted after %llu orders%s", (unsigned long long)counts->records,
                ask->to_file ? "; no file is left" : "");
        return CLI_IO;
    }
    if (status != LW_OK) {
        cli_say_error(err);
        return cli_status_of(status);
    }
    cli_progress_summary(&ask->progress, counts);
    return status_of_counts(counts);
}

static int run(request *ask, const lw_catalog *catalog, const lw_planner *planner, int input)
{
    lw_error err;
    lw_batch_counts counts = {0};
    lw_style style = {.width = 80,
                      .explain = ask->options.explain,
                      .rank = ask->options.rank,
                      .time_basis = ask->options.time_basis,
                      .catalog = catalog};
    lw_batch job = {.planner = planner,
                    .options = &ask->options,
                    .renderer = lw_renderer_find(ask->format),
                    .style = &style,
                    .format = ask->input_format[0] == 'c' ? LW_ORDERS_CSV : LW_ORDERS_JSONL,
                    .input = input,
                    .input_name = strcmp(ask->file, "-") == 0 ? "standard input" : ask->file,
                    .map = ask->map.items,
                    .map_count = ask->map.count,
                    .threads = ask->threads};
    lw_batch_calls calls = {ask, write_output, tell_note, show_progress, cli_interrupted};
    lw_status status = LW_OK;
    ask->to_file = ask->output && strcmp(ask->output, "-") != 0;
    if (ask->to_file && lw_outfile_open(&ask->out, ask->output, &err) != LW_OK) {
        cli_say_error(&err);
        return CLI_IO;
    }
    cli_catch_signals();
    cli_progress_start(&ask->progress, input, !ask->to_file && isatty(STDOUT_FILENO));
    status = lw_batch_run(&job, &calls, &counts, &err);
    return finish(ask, status, &counts, &err);
}

static int open_input(const char *file, int *input)
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

/* Today is asked for once, so that a run over midnight has one ship date. */
static void fix_ship_date(lw_options *options)
{
    if (options->has_ship_date)
        return;
    options->has_ship_date = true;
    options->ship_date = (int32_t)(time(NULL) / 86400);
}

static int start(request *ask)
{
    int input = -1;
    lw_catalog *catalog = NULL;
    lw_planner *planner = NULL;
    lw_error err;
    int status = open_input(ask->file, &input);
    if (status == CLI_OK)
        status = cli_load(ask->data, &catalog);
    fix_ship_date(&ask->options);
    if (status == CLI_OK && lw_planner_new(catalog, &planner, &err) != LW_OK) {
        cli_say_error(&err);
        status = cli_status_of(err.status);
    }
    if (status == CLI_OK)
        status = run(ask, catalog, planner, input);
    if (input > STDIN_FILENO)
        close(input);
    lw_planner_free(planner);
    lw_catalog_free(catalog);
    cli_die_of_signal();
    return status;
}

int cli_run_batch(const cli_command *command, cli_globals *globals, int argc, char **argv)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    request ask = {.command = command,
                   .format = "csv",
                   .color = globals->color,
                   .data = globals->data,
                   .threads = processors < 1     ? 1
                              : processors > 256 ? 256
                                                 : (unsigned)processors};
    lw_options_init(&ask.options);
    ask.options.top = 1;
    int status = cli_read_arguments(command, command->options, command->option_count, argc, argv,
                                    take_argument, &ask);
    if (status == CLI_OK)
        status = check_request(&ask);
    status = status == -1 ? cli_print_help(command) : status == CLI_OK ? start(&ask) : status;
    cli_column_map_release(&ask.map);
    return status;
}
