/* lanewise calendar: the working days ahead, and what depends on them. */
#include <time.h>

#include "base/error.h"
#include "cli/places.h"
#include "render/calendar.h"

enum { SECONDS_PER_DAY = 86400, DEFAULT_WEEKS = 8 };

typedef struct request {
    const cli_command *command;
    const char *calendar, *format, *output, *color, *data;
    bool any; /* a flag that is about one calendar */
    int32_t from;
    int64_t weeks;
} request;

static int take_flag(request *ask, const cli_option *option, const char *value)
{
    static const lw_number_format weeks = {"number of weeks", 0, 1, LW_EXCESS_ERROR, "1", "520"};
    lw_error err;
    lw_status status = LW_OK;
    if (cli_take_shared(option, value, &ask->data, &ask->color, &ask->format, &ask->output))
        return CLI_OK;
    switch (option->kind) {
    case CLI_FLAG_FROM:
        ask->any = true;
        status = lw_date_parse(value, &ask->from, &err);
        break;
    default:
        ask->any = true;
        status = lw_number_parse(&weeks, value, &ask->weeks, &err);
    }
    if (status != LW_OK)
        return cli_usage(ask->command, "--%s: %s", option->name, err.message);
    return CLI_OK;
}

static int take_argument(void *context, const cli_option *option, const char *value)
{
    request *ask = context;
    if (option)
        return take_flag(ask, option, value);
    if (ask->calendar)
        return cli_usage(ask->command, "'%s' is one argument too many", value);
    ask->calendar = value;
    return CLI_OK;
}

static int check_request(const request *ask, lw_calendar_format *format)
{
    int chosen, status = cli_choose(ask->command, "format", ask->format, &chosen);
    if (status != CLI_OK)
        return status;
    if (ask->any && !ask->calendar)
        return cli_usage(ask->command, "which calendar? --from and --weeks show one");
    *format = (lw_calendar_format)chosen;
    cli_color(ask->color, ask->output, ask->command, &status);
    return status;
}

/* Puts what is asked for; the warnings, too, where the format has no room for them. */
static int put(const request *ask, const lw_catalog *catalog, lw_calendar_format format,
               lw_buffer *out)
{
    int status;
    char warning[256];
    const char *nearest;
    lw_error err;
    lw_style style = {.width = cli_width(),
                      .color = cli_color(ask->color, ask->output, ask->command, &status),
                      .catalog = catalog};
    if (!ask->calendar) {
        lw_calendar_list(out, &style, format);
        return CLI_OK;
    }
    lw_calendar_view view = {.catalog = catalog, .from = ask->from, .weeks = (int32_t)ask->weeks};
    if (!lw_calendar_find(catalog, ask->calendar, &view.index, &nearest)) {
        lw_fail_unknown(&err, LW_BAD_ARGUMENT, "calendar", ask->calendar, nearest);
        cli_say_error(&err);
        if (!nearest)
            cli_say("'lanewise calendar' lists the calendars of the catalog");
        return CLI_USAGE;
    }
    lw_calendar_render(out, &style, &view, format);
    lw_calendar_warning(warning, &view);
    if (format == LW_CALENDAR_CSV && warning[0])
        cli_say("warning: %s", warning);
    return CLI_OK;
}

static int show(const request *ask, lw_calendar_format format)
{
    lw_catalog *catalog = NULL;
    lw_buffer out = {0};
    int status = cli_load(ask->data, &catalog);
    const cli_place output = {"--output", ask->output, true};
    if (status == CLI_OK)
        status = cli_check_tables(ask->command, &output, 1, catalog, cli_data_folder(ask->data));
    if (status == CLI_OK)
        status = put(ask, catalog, format, &out);
    if (status == CLI_OK && !cli_write(ask->output, &out))
        status = CLI_IO;
    lw_buffer_release(&out);
    lw_catalog_free(catalog);
    return status;
}

int cli_run_calendar(const cli_command *command, cli_globals *globals, int argc, char **argv)
{
    request ask = {.command = command,
                   .format = "table",
                   .color = globals->color,
                   .data = globals->data,
                   .from = (int32_t)(time(NULL) / SECONDS_PER_DAY),
                   .weeks = DEFAULT_WEEKS};
    lw_calendar_format format = LW_CALENDAR_TABLE;
    int status = cli_read_arguments(command, command->options, command->option_count, argc, argv,
                                    take_argument, &ask);
    if (status == -1)
        return cli_print_help(command);
    if (status == CLI_OK)
        status = check_request(&ask, &format);
    return status == CLI_OK ? show(&ask, format) : status;
}
