/* lanewise check: every problem of a catalog. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/places.h"
#include "render/display.h"
#include "render/jsonout.h"

enum { SECONDS_PER_DAY = 24 * 60 * 60 };

typedef struct report {
    const char *folder;
    bool json;
    lw_buffer out;
    lw_json writer; /* of the list of problems, when json */
    unsigned long errors, warnings;
} report;

typedef struct request {
    const cli_command *command;
    const char *folder, *format, *output, *color;
    bool json;
    bool named; /* the folder is an operand */
} request;

static void put_json(lw_json *json, const lw_problem *problem)
{
    const lw_error *where = &problem->where;
    lw_json_open_flat(json, '{');
    lw_json_key(json, "severity");
    lw_json_text(json, problem->severity == LW_ERROR ? "error" : "warning");
    lw_json_key(json, "file");
    lw_json_text(json, where->file);
    lw_json_key(json, "line");
    lw_json_int(json, where->line);
    lw_json_key(json, "column");
    lw_json_int(json, where->column);
    lw_json_key(json, "field");
    lw_json_text(json, where->field);
    lw_json_key(json, "message");
    lw_json_text(json, where->message);
    lw_json_close(json, '}');
}

static void put_text(lw_buffer *out, const lw_problem *problem)
{
    char line[1024];
    lw_error told = problem->where;
    snprintf(told.message, sizeof told.message, "%s: %.490s",
             problem->severity == LW_ERROR ? "error" : "warning", problem->where.message);
    lw_error_format(&told, line, sizeof line);
    lw_put_text(out, line);
    lw_put_char(out, '\n');
}

static void take_problem(void *context, const lw_problem *problem)
{
    report *told = context;
    unsigned long *count = problem->severity == LW_ERROR ? &told->errors : &told->warnings;
    *count += problem->untold ? problem->untold : 1;
    if (told->json)
        put_json(&told->writer, problem);
    else
        put_text(&told->out, problem);
}

static void open_json(report *told)
{
    told->writer = (lw_json){.out = &told->out, .pretty = true};
    lw_json_open(&told->writer, '{');
    lw_json_key(&told->writer, "catalog");
    lw_json_text(&told->writer, told->folder);
    lw_json_key(&told->writer, "problems");
    lw_json_open(&told->writer, '[');
}

/* The tables that have rows, in the order of the documentation. */
static const char *next_table(const lw_catalog *catalog, uint32_t *table)
{
    lw_table_info info;
    while (catalog && lw_table_at((*table)++, &info)) {
        if (lw_catalog_row_count(catalog, info.name) > 0)
            return info.name;
    }
    return NULL;
}

static void close_json(report *told, const lw_catalog *catalog)
{
    lw_json *json = &told->writer;
    uint32_t next = 0;
    const char *table;
    lw_json_close(json, ']');
    lw_json_key(json, "errors");
    lw_json_int(json, (int64_t)told->errors);
    lw_json_key(json, "warnings");
    lw_json_int(json, (int64_t)told->warnings);
    lw_json_key(json, "reviewed");
    lw_json_bool(json, catalog != NULL);
    lw_json_key(json, "rows");
    lw_json_open_flat(json, '{');
    while ((table = next_table(catalog, &next)) != NULL) {
        lw_json_key(json, table);
        lw_json_int(json, lw_catalog_row_count(catalog, table));
    }
    lw_json_close(json, '}');
    lw_json_close(json, '}');
    lw_put_char(&told->out, '\n');
}

static void put_summary(report *told, const lw_catalog *catalog)
{
    uint32_t next = 0;
    const char *table;
    lw_buffer *out = &told->out;
    lw_put_display(out, told->folder);
    lw_put_format(out, ": %lu error%s, %lu warning%s", told->errors, told->errors == 1 ? "" : "s",
                  told->warnings, told->warnings == 1 ? "" : "s");
    const char *before = " (";
    while ((table = next_table(catalog, &next)) != NULL) {
        lw_put_format(out, "%s%s %lu", before, table,
                      (unsigned long)lw_catalog_row_count(catalog, table));
        before = ", ";
    }
    if (!catalog)
        lw_put_text(out, "; more warnings are looked for once there is no error");
    lw_put_text(out, before[0] == ',' ? ")\n" : "\n");
}

static int check(const request *ask)
{
    report told = {.folder = ask->folder, .json = ask->json};
    lw_catalog *catalog = NULL;
    lw_error err;
    int there = cli_check_folder(ask->folder);
    if (there != CLI_OK)
        return there;
    if (told.json)
        open_json(&told);
    lw_status status = lw_catalog_load(ask->folder, take_problem, &told, &catalog, &err);
    if (status == LW_OK)
        status = lw_catalog_review(catalog, (int32_t)(time(NULL) / SECONDS_PER_DAY), take_problem,
                                   &told, &err);
    bool broken_off = status != LW_OK && (status != LW_BAD_CATALOG || told.errors == 0);
    if (broken_off)
        cli_say_error(&err);
    if (told.json)
        close_json(&told, catalog);
    else if (!broken_off || told.errors + told.warnings > 0)
        put_summary(&told, catalog);
    const cli_place output = {"--output", ask->output, true};
    int clash = catalog ? cli_check_tables(ask->command, &output, 1, catalog, ask->folder) : CLI_OK;
    bool written = clash == CLI_OK && cli_write(ask->output, &told.out);
    lw_buffer_release(&told.out);
    lw_catalog_free(catalog);
    if (clash != CLI_OK)
        return clash;
    if (broken_off)
        return cli_status_of(status);
    return !written ? CLI_IO : told.errors > 0 ? CLI_BAD_CATALOG : CLI_OK;
}

static int take_argument(void *context, const cli_option *option, const char *value)
{
    request *ask = context;
    if (!option && ask->named)
        return cli_usage(ask->command, "one catalog at a time: '%s' and '%s'", ask->folder, value);
    if (!option)
        ask->named = true;
    if (option)
        cli_take_shared(option, value, &ask->folder, &ask->color, &ask->format, &ask->output);
    else
        ask->folder = value;
    return CLI_OK;
}

int cli_run_check(const cli_command *command, cli_globals *globals, int argc, char **argv)
{
    int format;
    request ask = {
        .command = command, .folder = globals->data, .format = "text", .color = globals->color};
    int status = cli_read_arguments(command, command->options, command->option_count, argc, argv,
                                    take_argument, &ask);
    if (status == -1)
        return cli_print_help(command);
    if (status == CLI_OK)
        cli_color(ask.color, ask.output, command, &status);
    if (status == CLI_OK)
        status = cli_choose(command, "format", ask.format, &format);
    if (status != CLI_OK)
        return status;
    ask.json = format == 1;
    ask.folder = cli_data_folder(ask.folder);
    return ask.folder ? check(&ask) : CLI_BAD_CATALOG;
}
