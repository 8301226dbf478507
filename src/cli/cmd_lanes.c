/* lanewise lanes: what the catalog offers. */
#include <assert.h>
#include <time.h>

#include "cli/places.h"
#include "render/lanes.h"

enum { SECONDS_PER_DAY = 86400, MOST_OPTIONS = 16 };

typedef struct request {
    const cli_command *command;
    const char *format, *output, *color, *data;
    const char *selected[MOST_OPTIONS]; /* by option: looked up once the catalog is there */
    bool dated;
    lw_lanes_view view;
} request;

static int take_argument(void *context, const cli_option *option, const char *value)
{
    request *ask = context;
    lw_error err;
    lw_status status = LW_OK;
    if (!option)
        return cli_usage(ask->command,
                         "'%s' is no flag; --from, --to, --mode, --carrier and --lane select",
                         value);
    if (cli_take_shared(option, value, &ask->data, &ask->color, &ask->format, &ask->output))
        return CLI_OK;
    switch (option->kind) {
    case CLI_FLAG_SELECT:
        ask->selected[option - ask->command->options] = value;
        break;
    case CLI_FLAG_WEIGHT:
        ask->view.priced = true;
        status = lw_number_parse(&lw_weight_kg, value, &ask->view.grams, &err);
        break;
    default:
        ask->dated = true;
        status = lw_date_parse(value, &ask->view.ship_date, &err);
    }
    if (status != LW_OK)
        return cli_usage(ask->command, "--%s: %s", option->name, err.message);
    return CLI_OK;
}

static int select_lanes(request *ask)
{
    lw_error err;
    for (size_t i = 0; i < ask->command->option_count; i++) {
        const cli_option *option = &ask->command->options[i];
        if (ask->selected[i] &&
            lw_lane_filter_set(ask->view.catalog, &ask->view.filter, option->target,
                               ask->selected[i], &err) != LW_OK) {
            cli_say("--%s: %s", option->name, err.message);
            return CLI_USAGE;
        }
    }
    return CLI_OK;
}

static int show(request *ask, bool color, lw_lanes_format format)
{
    lw_catalog *catalog = NULL;
    lw_buffer out = {0};
    int status = cli_load(ask->data, &catalog);
    ask->view.catalog = catalog;
    const cli_place output = {"--output", ask->output, true};
    if (status == CLI_OK)
        status = cli_check_tables(ask->command, &output, 1, catalog, cli_data_folder(ask->data));
    if (status == CLI_OK)
        status = select_lanes(ask);
    if (status == CLI_OK) {
        lw_style style = {.width = cli_width(), .color = color, .catalog = catalog};
        lw_lanes_render(&out, &style, &ask->view, format);
        status = cli_write(ask->output, &out) ? CLI_OK : CLI_IO;
    }
    lw_buffer_release(&out);
    lw_catalog_free(catalog);
    return status;
}

int cli_run_lanes(const cli_command *command, cli_globals *globals, int argc, char **argv)
{
    request ask = {.command = command,
                   .format = "table",
                   .color = globals->color,
                   .data = globals->data,
                   .view = {.ship_date = (int32_t)(time(NULL) / SECONDS_PER_DAY)}};
    int format = 0;
    bool color = false;
    assert(command->option_count <= MOST_OPTIONS);
    lw_lane_filter_init(&ask.view.filter);
    int status = cli_read_arguments(command, command->options, command->option_count, argc, argv,
                                    take_argument, &ask);
    if (status == -1)
        return cli_print_help(command);
    if (status == CLI_OK && ask.dated && !ask.view.priced)
        status = cli_usage(command, "--ship-date is the day of --weight, which is missing");
    if (status == CLI_OK)
        status = cli_choose(command, "format", ask.format, &format);
    if (status == CLI_OK)
        color = cli_color(ask.color, ask.output, command, &status);
    if (status != CLI_OK)
        return status;
    if (ask.view.grams == 0)
        ask.view.grams = 1; /* as wherever a weight is billed */
    return show(&ask, color, (lw_lanes_format)format);
}
