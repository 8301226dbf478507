/* lanewise import: a carrier's price sheet into tables of a catalog. */
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "cli/cli.h"
#include "import/import.h"

typedef struct request {
    const cli_command *command;
    lw_import_options options;
    const char *data, *output, *color;
    bool kind_said, dry_run, replace;
    struct {
        lw_lane_setting *items;
        size_t count, capacity;
    } settings;
    struct {
        const char **items;
        size_t count, capacity;
    } ignored;
    struct {
        char **items; /* texts of our own */
        size_t count, capacity;
    } texts;
} request;

static void release(request *ask)
{
    for (size_t i = 0; i < ask->texts.count; i++)
        free(ask->texts.items[i]);
    free(ask->texts.items);
    free(ask->settings.items);
    free(ask->ignored.items);
}

/* ---- Flags -------------------------------------------------------------------------------------
 */

static int out_of_memory(void)
{
    cli_say("out of memory");
    return CLI_IO;
}

/* One column of the lanes; a later value takes the place of an earlier one. */
static int set_column(request *ask, const char *column, const char *value)
{
    const lw_lane_setting setting = {column, value};
    for (size_t i = 0; i < ask->settings.count; i++) {
        if (strcmp(ask->settings.items[i].column, column) == 0) {
            ask->settings.items[i].value = value;
            return CLI_OK;
        }
    }
    return LW_PUSH(&ask->settings, setting) ? CLI_OK : out_of_memory();
}

/* "COLUMN=VALUE" */
static int take_setting(request *ask, const char *value)
{
    char *text = strdup(value);
    if (!text || !LW_PUSH(&ask->texts, text)) {
        free(text);
        return out_of_memory();
    }
    char *equals = strchr(text, '=');
    if (!equals || equals == text || equals[1] == '\0')
        // cppcheck-suppress memleak ; ask->texts holds it (analyzer: and so it is no leak)
        return cli_usage(ask->command, "--set: '%s' is not COLUMN=VALUE", value);
    *equals = '\0';
    return set_column(ask, text, equals + 1);
}

static int take_operand(request *ask, const char *value)
{
    if (ask->kind_said && ask->options.file)
        return cli_usage(ask->command, "one sheet at a time: '%s' and '%s'", ask->options.file,
                         value);
    if (ask->kind_said) {
        ask->options.file = value;
        return CLI_OK;
    }
    ask->kind_said = true;
    if (strcmp(value, "matrix") == 0)
        return CLI_OK;
    return cli_usage(ask->command, "'%s' cannot be imported; 'lanewise import matrix FILE' can",
                     value);
}

static int take_argument(void *context, const cli_option *option, const char *value)
{
    request *ask = context;
    const char *unused;
    if (!option)
        return take_operand(ask, value);
    if (cli_take_shared(option, value, &ask->data, &ask->color, &unused, &ask->output))
        return CLI_OK;
    if (option->argument && value[0] == '\0')
        return cli_usage(ask->command, "--%s is empty", option->name);
    switch (option->kind) {
    case CLI_FLAG_IMPORT:
        *lw_import_option(&ask->options, option->name) = value;
        return CLI_OK;
    case CLI_FLAG_SET:
        return option->target ? set_column(ask, option->target, value) : take_setting(ask, value);
    case CLI_FLAG_IGNORE:
        return LW_PUSH(&ask->ignored, value) ? CLI_OK : out_of_memory();
    case CLI_FLAG_RATES_ONLY:
        ask->options.rates_only = true;
        return CLI_OK;
    case CLI_FLAG_FORCE:
        ask->replace = true;
        return CLI_OK;
    default:
        ask->dry_run = true;
        return CLI_OK;
    }
}

static int check_request(request *ask)
{
    lw_import_options *options = &ask->options;
    int status = CLI_OK;
    const char *missing = !options->carrier ? "carrier"
                          : !options->mode  ? "mode"
                          : !options->from  ? "from"
                                            : NULL;
    if (!options->file)
        return cli_usage(ask->command, "which sheet? 'lanewise import matrix FILE'");
    if (missing)
        return cli_usage(ask->command, "--%s is needed", missing);
    options->settings = ask->settings.items;
    options->setting_count = ask->settings.count;
    options->ignored = ask->ignored.items;
    options->ignored_count = ask->ignored.count;
    cli_color(ask->color, NULL, ask->command, &status);
    return status;
}

/* ---- The work ----------------------------------------------------------------------------------
 */

typedef struct told {
    unsigned long errors;
} told;

static void tell_problem(void *context, const lw_problem *problem)
{
    told *count = context;
    if (problem->severity == LW_ERROR)
        count->errors += problem->untold ? problem->untold : 1;
    cli_say_problem(problem);
}

static int show(const request *ask, const lw_import *import)
{
    int status = CLI_OK;
    lw_buffer out = {0};
    lw_style style = {.width = cli_width(),
                      .color = cli_color(ask->color, NULL, ask->command, &status)};
    lw_import_put_page(&out, &style, import);
    bool written = cli_write(NULL, &out);
    lw_buffer_release(&out);
    return written ? CLI_OK : CLI_IO;
}

static int write_files(const request *ask, const lw_import *import, const char *folder)
{
    lw_error err;
    cli_catch_signals();
    lw_status status = lw_import_write(import, folder, ask->replace, &err);
    if (status != LW_OK)
        cli_say_error(&err);
    for (int i = LW_IMPORT_TABLES; status == LW_OK && i-- > 0;) {
        const char *table = lw_import_table_name((lw_import_table)i);
        if (import->files[i].rows > 0)
            cli_say("wrote %s/%s/%s.csv: %lu row%s", folder, table, import->name,
                    (unsigned long)import->files[i].rows, import->files[i].rows == 1 ? "" : "s");
    }
    cli_die_of_signal();
    return cli_status_of(status);
}

static int run(request *ask, const char *folder)
{
    lw_import import;
    lw_error err;
    told count = {0};
    lw_status status = lw_import_matrix(&import, &ask->options, tell_problem, &count, &err);
    int exit_status = cli_status_of(status);
    if (status == LW_BAD_ARGUMENT)
        exit_status = cli_usage(ask->command, "%s", err.message);
    else if (count.errors > 0)
        cli_say("%lu error%s: nothing is written", count.errors, count.errors == 1 ? "" : "s");
    else if (status != LW_OK)
        cli_say_error(&err);
    else
        exit_status = ask->dry_run ? show(ask, &import) : write_files(ask, &import, folder);
    lw_import_release(&import);
    return exit_status;
}

/* The catalog that the sheet is for, and where its tables go. */
static int start(request *ask)
{
    const char *catalog = cli_data_folder(ask->data);
    if (!catalog)
        return CLI_BAD_CATALOG;
    int there = cli_check_folder(catalog);
    if (there != CLI_OK)
        return there;
    if (!ask->output && !ask->dry_run && cli_is_installed(catalog))
        return cli_usage(
            ask->command,
            "whose tables are they? Name your catalog with --data DIR, or a folder for "
            "the files with -o DIR");
    ask->options.catalog = catalog;
    return run(ask, ask->output ? ask->output : catalog);
}

int cli_run_import(const cli_command *command, cli_globals *globals, int argc, char **argv)
{
    request ask = {.command = command, .data = globals->data, .color = globals->color};
    int status = cli_read_arguments(command, command->options, command->option_count, argc, argv,
                                    take_argument, &ask);
    if (status == CLI_OK)
        status = check_request(&ask);
    status = status == -1 ? cli_print_help(command) : status == CLI_OK ? start(&ask) : status;
    release(&ask);
    return status;
}
