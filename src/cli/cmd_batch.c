/* lanewise batch: plans for a file of orders. */
#include <assert.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/batch.h"
#include "cli/orders.h"
#include "cli/places.h"

/* ---- Flags -------------------------------------------------------------------------------------
 */

static const lw_number_format shard_number = {"the number", 0, 1, LW_EXCESS_ERROR, "1", "1000000"};

/* "3/8" */
static int read_shard(cli_batch *ask, const char *value)
{
    char first[16];
    const char *slash = strchr(value, '/');
    lw_error err;
    int64_t part, parts;
    size_t length = slash ? (size_t)(slash - value) : 0;
    if (!slash || length == 0 || length >= sizeof first)
        return cli_usage(ask->command, "--shard: '%s' is not I/N, as in 1/8", value);
    memcpy(first, value, length);
    first[length] = '\0';
    if (lw_number_parse(&shard_number, first, &part, &err) != LW_OK ||
        lw_number_parse(&shard_number, slash + 1, &parts, &err) != LW_OK)
        return cli_usage(ask->command, "--shard: %s", err.message);
    if (part > parts)
        return cli_usage(ask->command, "--shard: there is no part %ld of %ld", (long)part,
                         (long)parts);
    ask->part = (uint32_t)part;
    ask->parts = (uint32_t)parts;
    return CLI_OK;
}

static int take_flag(cli_batch *ask, const cli_option *option, const char *value)
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
    case CLI_FLAG_ANEW:
        ask->options.anew = true;
        return CLI_OK;
    case CLI_FLAG_MAP:
        return cli_column_map_add(&ask->map, ask->command, value);
    case CLI_FLAG_THREADS:
        return cli_take_threads(ask->command, value, &ask->threads);
    case CLI_FLAG_SHARD:
        assert(value); /* the option says that it takes one */
        return read_shard(ask, value);
    case CLI_FLAG_RESUME:
        ask->resume = true;
        return CLI_OK;
    case CLI_FLAG_SUMMARY:
        ask->summary = value;
        return CLI_OK;
    case CLI_FLAG_REPORT:
        ask->report = value;
        return CLI_OK;
    default:
        if (lw_options_set(&ask->options, option->target, value, &err) == LW_OK)
            return CLI_OK;
        return cli_usage(ask->command, "--%s: %s", option->name, err.message);
    }
}

static int take_argument(void *context, const cli_option *option, const char *value)
{
    cli_batch *ask = context;
    if (option) {
        lw_digest *given = &ask->given[option - ask->command->options];
        const char *text = value ? value : "";
        lw_digest_add(given, text, strlen(text) + 1);
        return take_flag(ask, option, value);
    }
    if (ask->file)
        return cli_usage(ask->command, "one file at a time: '%s' and '%s'", ask->file, value);
    ask->file = value;
    return CLI_OK;
}

/* Can it be read only once, and from its beginning? What is not there or a folder is told later. */
static bool is_stream(const char *file)
{
    struct stat about;
    return strcmp(file, "-") == 0 ||
           (stat(file, &about) == 0 && !S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode));
}

static int check_report(const cli_batch *ask)
{
    if (!ask->report)
        return CLI_OK;
    if (strcmp(ask->report, "-") == 0)
        return cli_usage(ask->command, "--report: a page goes to a file");
    if (ask->resume)
        return cli_usage(ask->command, "--report tells of a whole run; with --resume it would tell "
                                       "of the rest alone");
    return CLI_OK;
}

enum { PLACES = 7 };

/* All that is written and read; what a run leaves when it is cut off is named in `left`. */
static bool list_places(const cli_batch *ask, cli_place places[PLACES], lw_buffer left[3])
{
    static const char *const endings[] = {".partial", ".partial.state", ".partial.state.new"};
    const cli_place listed[] = {
        {"--report", ask->report, true},
        {"--summary", ask->summary, true},
        {ask->output ? "--output" : "standard output", ask->output ? ask->output : "-", true},
        {"the order file", ask->file, false}};
    bool to_file = ask->output && strcmp(ask->output, "-") != 0;
    memcpy(places, listed, sizeof listed);
    for (size_t i = 0; i < 3; i++) {
        if (to_file)
            lw_put_format(&left[i], "%s%s%c", ask->output, endings[i], '\0');
        if (left[i].failed)
            return false;
        places[4 + i] = (cli_place){"a file that --output needs on the way", left[i].bytes, true};
    }
    return true;
}

/* No file is written over another one, nor over the orders or, where the catalog is there, over a
 * table. */
static int check_clashes(const cli_batch *ask)
{
    cli_place places[PLACES];
    lw_buffer left[3] = {{0}, {0}, {0}};
    int status = CLI_IO;
    if (!list_places(ask, places, left))
        cli_say("out of memory");
    else if (ask->catalog)
        status = cli_check_tables(ask->command, places, PLACES, ask->catalog,
                                  cli_data_folder(ask->data));
    else
        status = cli_check_places(ask->command, places, PLACES);
    for (size_t i = 0; i < 3; i++)
        lw_buffer_release(&left[i]);
    return status;
}

/* The flags that say where things come from and go. */
static int check_places(cli_batch *ask)
{
    bool to_file = ask->output && strcmp(ask->output, "-") != 0;
    const char *needs_file = ask->parts > 0 ? "--shard" : ask->resume ? "--resume" : NULL;
    if (needs_file && is_stream(ask->file))
        return cli_usage(ask->command, "%s: %s is a stream; a regular file is wanted", needs_file,
                         cli_batch_input_name(ask));
    if (ask->resume && !to_file)
        return cli_usage(ask->command, "--resume goes on with a file: -o FILE");
    if (ask->summary && strcmp(ask->summary, "-") == 0 && !to_file)
        return cli_usage(ask->command, "--summary: standard output is taken; -o FILE frees it");
    int status = check_report(ask);
    return status == CLI_OK ? check_clashes(ask) : status;
}

/* Fills in what depends on something else and refuses what does not fit together. */
static int check_request(cli_batch *ask)
{
    if (!ask->file)
        return cli_usage(ask->command, "which orders? FILE, or - for standard input");
    int status = cli_orders_input(ask->command, ask->file, ask->map.count > 0, &ask->input_format);
    if (status == CLI_OK)
        status = cli_choose(ask->command, "format", ask->format, NULL);
    if (status != CLI_OK)
        return status;
    if (ask->options.explain && strcmp(ask->format, "csv") == 0)
        cli_say("note: csv has no room for what --explain shows; jsonl does");
    cli_color(ask->color, ask->output, ask->command, &status);
    return status == CLI_OK ? check_places(ask) : status;
}

/* ---- The run -----------------------------------------------------------------------------------
 */

const char *cli_batch_input_name(const cli_batch *ask)
{
    return cli_orders_name(ask->file);
}

static int start(cli_batch *ask)
{
    lw_catalog *catalog = NULL;
    lw_planner *planner = NULL;
    lw_error err;
    ask->input = -1;
    int status = cli_orders_open(ask->file, &ask->input);
    if (status == CLI_OK)
        status = cli_load(ask->data, &catalog);
    cli_fix_ship_date(&ask->options);
    ask->catalog = catalog;
    if (status == CLI_OK)
        status = check_clashes(ask);
    if (status == CLI_OK && lw_planner_new(catalog, &planner, &err) != LW_OK) {
        cli_say_error(&err);
        status = cli_status_of(err.status);
    }
    if (status == CLI_OK)
        status = cli_batch_run(ask, planner);
    cli_orders_close(ask->input);
    lw_planner_free(planner);
    lw_catalog_free(catalog);
    cli_die_of_signal();
    return status;
}

int cli_run_batch(const cli_command *command, cli_globals *globals, int argc, char **argv)
{
    cli_batch ask = {.command = command,
                     .format = "csv",
                     .color = globals->color,
                     .data = globals->data,
                     .threads = cli_default_threads()};
    assert(command->option_count <= LW_MOST_TRAITS);
    lw_options_init(&ask.options);
    ask.options.top = 1;
    int status = cli_read_arguments(command, command->options, command->option_count, argc, argv,
                                    take_argument, &ask);
    if (status == CLI_OK)
        status = check_request(&ask);
    ask.options.sums_only = !ask.options.explain;
    ask.options.brief = strcmp(ask.format, "csv") == 0;
    status = status == -1 ? cli_print_help(command) : status == CLI_OK ? start(&ask) : status;
    cli_column_map_release(&ask.map);
    return status;
}
