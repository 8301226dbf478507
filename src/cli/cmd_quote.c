/* lanewise quote: the plans of one shipment. */
#include <string.h>

#include "cli/cli.h"
#include "cli/cmd_sweep.h"
#include "cli/places.h"
#include "cli/shipment_flags.h"
#include "render/render.h"

/* What the flags ask for. */
typedef struct request {
    const cli_command *command;
    lw_shipment *shipment; /* owned */
    lw_status read;        /* of the shipment; `err` says what is wrong with it */
    lw_error err;
    const char *flag; /* that the fault is in; NULL = none */
    lw_options options;
    const lw_renderer *renderer;
    const char *format, *output, *color, *data;
    bool from_stdin, explain, both, any, sweeps;
    uint32_t told;  /* plans that a page tells in full; 0 = all */
    lw_sweep sweep; /* when it sweeps */
} request;

/* A fault of the shipment is its answer; the first one counts. */
static void note_fault(request *ask, lw_status status, const lw_error *err)
{
    if (status == LW_OK || ask->read != LW_OK)
        return;
    ask->read = status;
    ask->err = *err;
}

static int take_flag(request *ask, const cli_option *option, const char *value)
{
    lw_error err;
    lw_status status = LW_OK;
    if (cli_take_shared(option, value, &ask->data, &ask->color, &ask->format, &ask->output))
        return CLI_OK;
    switch (option->kind) {
    case CLI_FLAG_EXPLAIN:
        ask->explain = ask->options.explain = true;
        break;
    case CLI_FLAG_FRONTIER:
        ask->options.frontier = true;
        break;
    case CLI_FLAG_SWEEP:
        ask->sweeps = true;
        if (lw_sweep_parse(value, &ask->sweep, &err) != LW_OK)
            return cli_usage(ask->command, "--sweep: %s", err.message);
        break;
    case CLI_FLAG_RANKING:
        status = lw_options_set(&ask->options, option->target, value, &err);
        if (status != LW_OK)
            return cli_usage(ask->command, "--%s: %s", option->name, err.message);
        break;
    default:
        ask->any = true;
        status = cli_set_shipment_flag(ask->shipment, option, value, &ask->both, &err);
        if (status == LW_BAD_ARGUMENT)
            return cli_usage(ask->command, "--%s: %s", option->name, err.message);
        if (status != LW_OK && ask->read == LW_OK)
            ask->flag = option->name;
        note_fault(ask, status, &err);
    }
    return CLI_OK;
}

static int take_operand(void *context, const cli_option *option, const char *value)
{
    request *ask = context;
    if (option)
        return CLI_OK;
    if (strcmp(value, "-") != 0)
        return cli_usage(ask->command, "'%s' is no flag; a shipment is given by flags or by -",
                         value);
    ask->from_stdin = true;
    return CLI_OK;
}

static int take_option(void *context, const cli_option *option, const char *value)
{
    return option ? take_flag(context, option, value) : CLI_OK;
}

/* The flags go over what standard input says, so operands are looked for first. */
static int read_arguments(request *ask, const cli_options *options, int argc, char **argv)
{
    int status = cli_read_arguments(ask->command, options->items, options->count, argc, argv,
                                    take_operand, ask);
    if (status == CLI_OK && ask->from_stdin) {
        lw_error err;
        note_fault(ask, cli_read_shipment(ask->shipment, &err), &err);
    }
    return status != CLI_OK ? status
                            : cli_read_arguments(ask->command, options->items, options->count, argc,
                                                 argv, take_option, ask);
}

/* A page pictures the whole frontier and tells why a mode is missing. */
static void ask_for_all(request *ask)
{
    ask->told = ask->options.frontier ? 0 : ask->options.top;
    ask->options.frontier = ask->options.explain = true;
}

static int check_request(request *ask)
{
    int status = cli_choose(ask->command, "format", ask->format, NULL);
    if (status != CLI_OK)
        return status;
    if (!ask->any && !ask->from_stdin)
        return cli_usage(ask->command, "which shipment? --from, --to and --weight describe it, or "
                                       "- for JSON on standard input");
    ask->renderer = lw_renderer_find(ask->format);
    if (strcmp(ask->format, "html") == 0)
        ask_for_all(ask);
    if (ask->sweeps && strcmp(ask->format, "html") == 0)
        return cli_usage(ask->command, "--sweep has no page; its formats are table, json and csv");
    if (ask->sweeps && (ask->explain || ask->options.frontier))
        cli_say(
            "note: --sweep shows the best plans alone, without what --explain and --frontier add");
    else if (ask->explain && strcmp(ask->format, "csv") == 0)
        cli_say("note: csv has no room for what --explain shows; table and json do");
    return CLI_OK;
}

/* Plans what was read. */
static void plan(request *ask, const lw_catalog *catalog, lw_quote *quote)
{
    lw_planner *planner = NULL;
    lw_workspace *workspace = NULL;
    lw_error err;
    lw_status status = lw_planner_new(catalog, &planner, &err);
    if (status == LW_OK)
        status = lw_workspace_new(planner, &workspace, &err);
    if (status == LW_OK)
        status = lw_plan_shipment(workspace, ask->shipment, &ask->options, quote, &err);
    lw_workspace_free(workspace);
    lw_planner_free(planner);
    note_fault(ask, status, &err);
}

/* Says what is wrong with the shipment, by the flag or the field. */
static void say_fault(const request *ask)
{
    char text[1024];
    if (ask->flag) {
        lw_error_format(&ask->err, text, sizeof text);
        cli_say("--%s: %s", ask->flag, text);
    } else {
        lw_fault_text(&ask->err, text, sizeof text);
        cli_say("%s", text);
    }
}

static lw_style style_of(const request *ask, const lw_catalog *catalog)
{
    int status;
    return (lw_style){.width = cli_width(),
                      .color = cli_color(ask->color, ask->output, ask->command, &status),
                      .utf8 = cli_utf8(),
                      .explain = ask->explain,
                      .told = ask->told,
                      .both_incoterms = ask->both,
                      .rank = ask->options.rank,
                      .time_basis = ask->options.time_basis,
                      .catalog = catalog};
}

static int print(const request *ask, const lw_catalog *catalog, const lw_answer *answer)
{
    lw_style style = style_of(ask, catalog);
    lw_buffer out = {0};
    ask->renderer->begin(&out, &style);
    ask->renderer->answer(&out, &style, answer);
    ask->renderer->end(&out, &style);
    bool written = cli_write(ask->output, &out);
    lw_buffer_release(&out);
    return written ? CLI_OK : CLI_IO;
}

/* Who reads a table or a page has the message of an invalid shipment; programs, which read the
 * other formats, want an answer in any case. */
static int conclude(request *ask, const lw_catalog *catalog, const lw_quote *quote)
{
    lw_answer answer = {.shipment = ask->shipment, .id = lw_shipment_id(ask->shipment)};
    if (answer.id[0] == '\0')
        answer.id = "1";
    if (ask->read == LW_OK) {
        answer.quote = quote;
        int status = print(ask, catalog, &answer);
        return status == CLI_OK && quote->status != LW_QUOTE_OK ? CLI_SOME_FAILED : status;
    }
    say_fault(ask);
    answer.error = &ask->err;
    bool by_people = strcmp(ask->format, "table") == 0 || strcmp(ask->format, "html") == 0;
    if (ask->read == LW_BAD_SHIPMENT && !by_people && print(ask, catalog, &answer) != CLI_OK)
        return CLI_IO;
    return cli_status_of(ask->read);
}

static int sweep(const request *ask, const lw_catalog *catalog)
{
    lw_style style = style_of(ask, catalog);
    const cli_sweep job = {.command = ask->command,
                           .shipment = ask->shipment,
                           .options = &ask->options,
                           .style = &style,
                           .format = ask->format,
                           .output = ask->output,
                           .sweep = ask->sweep};
    return cli_run_sweep(&job);
}

/* The answer is not written over the shipment nor, where the catalog is there, over a table. */
static int check_output(const request *ask, const lw_catalog *catalog)
{
    const cli_place places[] = {{"--output", ask->output, true},
                                {"standard input", ask->from_stdin ? "-" : NULL, false}};
    return catalog ? cli_check_tables(ask->command, places, 2, catalog, cli_data_folder(ask->data))
                   : cli_check_places(ask->command, places, 2);
}

static int answer(request *ask)
{
    lw_catalog *catalog = NULL;
    lw_quote quote = {0};
    int status = CLI_OK;
    cli_color(ask->color, ask->output, ask->command, &status);
    if (status == CLI_OK)
        status = check_output(ask, NULL);
    if (status == CLI_OK)
        status = cli_load(ask->data, &catalog);
    if (status == CLI_OK)
        status = check_output(ask, catalog);
    if (status == CLI_OK && ask->sweeps && ask->read == LW_OK) {
        status = sweep(ask, catalog);
    } else if (status == CLI_OK) {
        if (ask->read == LW_OK)
            plan(ask, catalog, &quote);
        status = conclude(ask, catalog, &quote);
    }
    lw_quote_release(&quote);
    lw_catalog_free(catalog);
    return status;
}

int cli_run_quote(const cli_command *command, cli_globals *globals, int argc, char **argv)
{
    cli_options options;
    request ask = {
        .command = command, .format = "table", .color = globals->color, .data = globals->data};
    if (lw_shipment_new(&ask.shipment, NULL) != LW_OK || !cli_options_of(command, &options)) {
        cli_say("out of memory");
        lw_shipment_free(ask.shipment);
        return CLI_IO;
    }
    lw_options_init(&ask.options);
    ask.options.top = 5;
    int status = read_arguments(&ask, &options, argc, argv);
    if (status == CLI_OK)
        status = check_request(&ask);
    status = status == -1 ? cli_print_help(command) : status == CLI_OK ? answer(&ask) : status;
    lw_shipment_free(ask.shipment);
    cli_options_release(&options);
    return status;
}
