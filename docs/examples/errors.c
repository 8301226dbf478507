/* Tells what is wrong: with a catalog, all of it; with a shipment, the field; and when nothing is
 * wrong and there is still no plan, why.
 *
 *     cc -o errors errors.c $(pkg-config --cflags --libs lanewise)
 *     ./errors DIR FIELD=TEXT...
 */
#include <lanewise/lanewise.h>

#include <stdio.h>
#include <string.h>

/* Called for each finding; `context` is what was given to lw_catalog_load. */
static void take_problem(void *context, const lw_problem *problem)
{
    unsigned *errors = context;
    char text[1024];
    *errors += problem->severity == LW_ERROR;
    lw_error_format(&problem->where, text, sizeof text);
    printf("%s: %s\n", problem->severity == LW_ERROR ? "error" : "warning", text);
}

/* Sets "weight_kg=0.8" and the like. */
static lw_status set(lw_shipment *shipment, const char *argument, lw_error *err)
{
    char name[64];
    size_t length = strcspn(argument, "=");
    snprintf(name, sizeof name, "%.*s", (int)length, argument);
    return lw_shipment_set(shipment, name, argument[length] ? argument + length + 1 : "", err);
}

/* Under options.explain, a quote tells the fate of each mode: here the lanes that were refused. */
static void print_reasons(const lw_quote *quote)
{
    printf("no plan: %s\n", quote->message);
    for (unsigned mode = 0; mode < LW_MODES; mode++) {
        const lw_mode_report *report = &quote->modes[mode];
        for (int reason = 0; reason < LW_REFUSAL_COUNT; reason++) {
            if (report->refused[reason] > 0)
                printf("  %s: %u lanes: %s%s%s\n", report->mode, report->refused[reason],
                       lw_refusal_code((lw_refusal)reason), report->nearest[reason] ? ", " : "",
                       report->nearest[reason] ? report->nearest[reason] : "");
        }
    }
}

static lw_status plan(const lw_planner *planner, const lw_shipment *shipment, lw_error *err)
{
    lw_workspace *workspace = NULL;
    lw_options options;
    lw_quote quote = {0};
    lw_options_init(&options);
    options.explain = true;
    lw_status status = lw_workspace_new(planner, &workspace, err);
    if (status == LW_OK)
        status = lw_plan_shipment(workspace, shipment, &options, &quote, err);
    if (status == LW_OK && quote.status == LW_QUOTE_NO_PLAN)
        print_reasons(&quote);
    else if (status == LW_OK)
        printf("%u plans\n", quote.frontier_count);
    lw_quote_release(&quote);
    lw_workspace_free(workspace);
    return status;
}

int main(int argc, char **argv)
{
    lw_catalog *catalog = NULL;
    lw_planner *planner = NULL;
    lw_shipment *shipment = NULL;
    lw_error err;
    unsigned errors = 0;
    const char *folder = argc > 1 ? argv[1] : "data";

    lw_status status = lw_catalog_load(folder, take_problem, &errors, &catalog, &err);
    if (status == LW_BAD_CATALOG)
        printf("%u errors\n", errors);
    if (status == LW_OK)
        status = lw_planner_new(catalog, &planner, &err);
    if (status == LW_OK)
        status = lw_shipment_new(&shipment, &err);
    for (int i = 2; status == LW_OK && i < argc; i++)
        status = set(shipment, argv[i], &err);
    if (status == LW_OK)
        status = plan(planner, shipment, &err);

    if (status == LW_BAD_SHIPMENT)
        printf("field %s: %s\n", err.field, err.message);
    else if (status != LW_OK && status != LW_BAD_CATALOG)
        printf("failed: %s\n", err.message);
    lw_shipment_free(shipment);
    lw_planner_free(planner);
    lw_catalog_free(catalog);
    return status == LW_OK ? 0 : 1;
}
