/* Plans one shipment and walks over the answer: its plans, their legs, their bill.
 *
 *     cc -o quote quote.c $(pkg-config --cflags --libs lanewise)
 *     ./quote DIR
 */
#include <lanewise/lanewise.h>

#include <stdio.h>

/* Fields by name, as a column of an order file has them; lw_field_at lists them all. */
static lw_status describe(lw_shipment *shipment, lw_error *err)
{
    static const char *const fields[][2] = {
        {"origin", "CNSZX"},  {"country", "US"}, {"postcode", "90001"},
        {"weight_kg", "0.8"}, {"value", "45"},   {"value_currency", "USD"},
        {"currency", "USD"},  {"sku", "S1"},     {"ship_date", "2026-11-23"},
    };
    lw_status status = LW_OK;
    for (size_t i = 0; status == LW_OK && i < sizeof fields / sizeof *fields; i++)
        status = lw_shipment_set(shipment, fields[i][0], fields[i][1], err);
    return status;
}

static void print_plan(const lw_quote *quote, const lw_plan *plan)
{
    char amount[32], days[32], arrival[32];
    lw_decimal_format(amount, plan->cost, quote->decimals);
    lw_days_format(days, plan->minutes[LW_CLOCK_TYPICAL]);
    lw_moment_format(arrival, plan->arrives[LW_CLOCK_TYPICAL], plan->arrive_offset);
    printf("%d. %s %s, %s days, there at %s\n", plan->rank, amount, quote->currency, days, arrival);
    for (uint32_t i = 0; i < plan->leg_count; i++) {
        const lw_leg *leg = &plan->legs[i];
        printf("   %s to %s by %s\n", leg->from, leg->to, leg->lane);
    }
    for (uint32_t i = 0; i < plan->charge_count; i++) {
        const lw_charge *charge = &plan->charges[i];
        lw_decimal_format(amount, charge->amount, quote->decimals);
        printf("   %10s  %s, %s", amount, lw_charge_type_name(charge->type), charge->place);
        for (uint32_t row = 0; row < charge->row_count; row++)
            printf(" %s:%u", charge->rows[row].file, charge->rows[row].line);
        printf("\n");
    }
}

static void print_quote(const lw_quote *quote)
{
    if (quote->status == LW_QUOTE_NO_PLAN)
        printf("no plan: %s\n", quote->message);
    for (uint32_t i = 0; i < quote->plan_count; i++)
        print_plan(quote, &quote->plans[i]);
}

int main(int argc, char **argv)
{
    lw_catalog *catalog = NULL;
    lw_planner *planner = NULL;
    lw_workspace *workspace = NULL;
    lw_shipment *shipment = NULL;
    lw_options options;
    lw_quote quote = {0};
    lw_error err;

    lw_options_init(&options);
    options.top = 2;
    lw_status status = lw_catalog_load(argc > 1 ? argv[1] : "data", NULL, NULL, &catalog, &err);
    if (status == LW_OK)
        status = lw_planner_new(catalog, &planner, &err);
    if (status == LW_OK)
        status = lw_workspace_new(planner, &workspace, &err);
    if (status == LW_OK)
        status = lw_shipment_new(&shipment, &err);
    if (status == LW_OK)
        status = describe(shipment, &err);
    if (status == LW_OK)
        status = lw_plan_shipment(workspace, shipment, &options, &quote, &err);

    if (status == LW_OK) {
        print_quote(&quote);
    } else {
        char text[1024];
        lw_error_format(&err, text, sizeof text);
        fprintf(stderr, "%s\n", text);
    }
    lw_quote_release(&quote);
    lw_shipment_free(shipment);
    lw_workspace_free(workspace);
    lw_planner_free(planner);
    lw_catalog_free(catalog);
    return status == LW_OK ? 0 : 1;
}
