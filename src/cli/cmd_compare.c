/* lanewise compare: the same orders on two catalogs. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "batch/outfile.h"
#include "cli/column_map.h"
#include "cli/orders.h"
#include "cli/places.h"
#include "cli/progress.h"
#include "compare/compare.h"
#include "compare/report.h"

enum { DEFAULT_TOP = 10 };

/* What the flags ask for, and the run's state for the batch's calls. */
typedef struct request {
    const cli_command *command;
    lw_options options;
    const char *folders[LW_SIDES], *file;
    const char *input_format, *format, *output, *color, *data;
    unsigned threads;
    int64_t top;
    cli_column_map map;

    lw_catalog *catalogs[LW_SIDES];
    lw_planner *planners[LW_SIDES];
    int input;
    lw_outfile out; /* when there is an output file */
    bool to_file, pipe_closed;
    uint64_t done; /* orders that are compared and, as rows, written */
    cli_progress progress;
} request;

/* ---- Flags -------------------------------------------------------------------------------------
 */

static int take_top(request *ask, const char *value)
{
    static const lw_number_format format = {"number of orders", 0, 1, LW_EXCESS_ERROR, "0", "1000"};
    lw_error err;
    if (lw_number_parse(&format, value, &ask->top, &err) != LW_OK)
        return cli_usage(ask->command, "--top: %s", err.message);
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
    case CLI_FLAG_MAP:
        return cli_column_map_add(&ask->map, ask->command, value);
    case CLI_FLAG_THREADS:
        return cli_take_threads(ask->command, value, &ask->threads);
    case CLI_FLAG_LISTED:
        return take_top(ask, value);
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
    const char **places[] = {&ask->folders[LW_BEFORE], &ask->folders[LW_AFTER], &ask->file};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (*places[i])
            continue;
        *places[i] = value;
        return CLI_OK;
    }
    return cli_usage(ask->command, "'%s' is one argument too many", value);
}

static cli_place output_of(const request *ask)
{
    return ask->output ? (cli_place){"--output", ask->output, true}
                       : (cli_place){"standard output", "-", true};
}

static int check_request(request *ask)
{
    if (ask->data)
        return cli_usage(ask->command, "--data: the two catalogs are the first two arguments");
    if (!ask->folders[LW_AFTER])
        return cli_usage(ask->command, "which catalogs? A before, B after, then the orders");
    if (!ask->file)
        return cli_usage(ask->command, "which orders? FILE, or - for standard input");
    int status = cli_choose(ask->command, "format", ask->format, NULL);
    if (status == CLI_OK)
        status = cli_orders_input(ask->command, ask->file, ask->map.count > 0, &ask->input_format);
    const cli_place places[] = {output_of(ask), {"the order file", ask->file, false}};
    if (status == CLI_OK)
        status = cli_check_places(ask->command, places, 2);
    if (status == CLI_OK)
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
    lw_status status = cli_put(bytes, length, err);
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
    ask->done = counts->records;
    cli_progress_draw(&ask->progress, counts);
}

static int status_of_tally(const lw_tally *tally)
{
    return tally->minutes.orders == tally->orders ? CLI_OK : CLI_SOME_FAILED;
}

/* The report, where rows have not told all. */
static lw_status write_report(request *ask, const lw_tally *tally, lw_error *err)
{
    lw_buffer out = {0};
    if (strcmp(ask->format, "table") == 0)
        lw_compare_table(&out, tally);
    else if (strcmp(ask->format, "json") == 0)
        lw_compare_json(&out, tally);
    lw_status status = out.failed ? lw_fail_memory(err) : LW_OK;
    if (status == LW_OK && out.length > 0)
        status = write_output(ask, out.bytes, out.length, err);
    lw_buffer_release(&out);
    return status;
}

static void tell_line(const lw_tally *tally)
{
    lw_buffer line = {0};
    lw_compare_line(&line, tally);
    lw_put_char(&line, '\0');
    cli_say("%s", line.failed ? "out of memory for the summary" : line.bytes);
    lw_buffer_release(&line);
}

/* After the run: the report is written, the file appears or goes. */
static int finish(request *ask, lw_status status, const lw_tally *tally, lw_error *err)
{
    bool interrupted = cli_interrupted(NULL);
    cli_progress_wipe(&ask->progress);
    if (status == LW_OK && !interrupted)
        status = write_report(ask, tally, err);
    if (status == LW_OK && !interrupted && ask->to_file)
        status = lw_outfile_commit(&ask->out, err);
    if (ask->to_file)
        lw_outfile_discard(&ask->out);
    if (ask->pipe_closed)
        return status_of_tally(tally);
    if (interrupted) {
        cli_say("interrupted after %llu orders%s", (unsigned long long)ask->done,
                ask->to_file ? "; no file is left" : "");
        return CLI_IO;
    }
    if (status != LW_OK) {
        cli_say_error(err);
        return cli_status_of(status);
    }
    if (ask->to_file || tally->job->rows)
        tell_line(tally);
    return status_of_tally(tally);
}

static int compare(request *ask, lw_tally *tally)
{
    lw_error err;
    lw_batch orders = {.format = ask->input_format[0] == 'c' ? LW_ORDERS_CSV : LW_ORDERS_JSONL,
                       .input = ask->input,
                       .input_name = cli_orders_name(ask->file),
                       .map = ask->map.items,
                       .map_count = ask->map.count,
                       .threads = ask->threads};
    lw_batch_calls calls = {ask, write_output, tell_note, show_progress, cli_interrupted};
    ask->to_file = ask->output && strcmp(ask->output, "-") != 0;
    cli_catch_signals(); /* before there is a file that a signal could leave behind */
    if (ask->to_file && lw_outfile_open(&ask->out, ask->output, &err) != LW_OK) {
        cli_say_error(&err);
        return CLI_IO;
    }
    cli_progress_start(&ask->progress, 0,
                       tally->job->rows && !ask->to_file && isatty(STDOUT_FILENO));
    return finish(ask, lw_compare_run(tally, &orders, &calls, &err), tally, &err);
}

static int run(request *ask)
{
    int unused;
    lw_error err;
    lw_tally tally;
    lw_style style = {.width = cli_width(),
                      .color = cli_color(ask->color, ask->output, ask->command, &unused),
                      .rank = ask->options.rank,
                      .time_basis = ask->options.time_basis,
                      .catalog = ask->catalogs[LW_BEFORE]};
    lw_comparison job = {.folders = {ask->folders[LW_BEFORE], ask->folders[LW_AFTER]},
                         .planners = {ask->planners[LW_BEFORE], ask->planners[LW_AFTER]},
                         .options = &ask->options,
                         .style = &style,
                         .top = (uint32_t)ask->top,
                         .rows = strcmp(ask->format, "csv") == 0};
    int status = CLI_IO;
    if (lw_tally_init(&tally, &job, &err) == LW_OK)
        status = compare(ask, &tally);
    else
        cli_say_error(&err);
    lw_tally_release(&tally);
    return status;
}

/* Loads one catalog; CLI_OK or the exit status, and then it is told. */
static int load(request *ask, int side)
{
    lw_error err;
    int status = cli_load(ask->folders[side], &ask->catalogs[side]);
    if (status == CLI_BAD_CATALOG)
        cli_say("the catalog %s, %s, cannot be used", lw_side_name(side), ask->folders[side]);
    if (status != CLI_OK)
        return status;
    const cli_place output = output_of(ask);
    status = cli_check_tables(ask->command, &output, 1, ask->catalogs[side], ask->folders[side]);
    if (status != CLI_OK)
        return status;
    if (lw_planner_new(ask->catalogs[side], &ask->planners[side], &err) == LW_OK)
        return CLI_OK;
    cli_say_error(&err);
    return cli_status_of(err.status);
}

static int start(request *ask)
{
    int status = cli_orders_open(ask->file, &ask->input);
    for (int side = 0; side < LW_SIDES && status == CLI_OK; side++)
        status = load(ask, side);
    cli_fix_ship_date(&ask->options);
    if (status == CLI_OK)
        status = run(ask);
    cli_orders_close(ask->input);
    for (int side = 0; side < LW_SIDES; side++) {
        lw_planner_free(ask->planners[side]);
        lw_catalog_free(ask->catalogs[side]);
    }
    cli_die_of_signal();
    return status;
}

int cli_run_compare(const cli_command *command, cli_globals *globals, int argc, char **argv)
{
    request ask = {.command = command,
                   .format = "table",
                   .color = globals->color,
                   .data = globals->data,
                   .threads = cli_default_threads(),
                   .top = DEFAULT_TOP};
    lw_options_init(&ask.options);
    ask.options.sums_only = ask.options.brief = true;
    ask.options.top = 1;
    int status = cli_read_arguments(command, command->options, command->option_count, argc, argv,
                                    take_argument, &ask);
    if (status == CLI_OK)
        status = check_request(&ask);
    status = status == -1 ? cli_print_help(command) : status == CLI_OK ? start(&ask) : status;
    cli_column_map_release(&ask.map);
    return status;
}
