/* The search's memory, and turning it to the next shipment. */
#include "search/search.h"

#include <stdlib.h>

#include "base/error.h"
#include "pricing/money.h"

lw_status lw_search_init(lw_search *search, const lw_network *network, lw_error *err)
{
    *search = (lw_search){.network = network};
    lw_status status = lw_facts_init(&search->facts, network, err);
    if (status != LW_OK)
        return status;
    search->handoff_fees =
        calloc((size_t)network->catalog->handoff_count + 1, sizeof *search->handoff_fees);
    search->bags = calloc((size_t)network->state_count + 1, sizeof *search->bags);
    if (!lw_clock_memo_init(&search->clock, network->catalog) ||
        !lw_offers_init(&search->offers, &search->facts) ||
        !lw_subnet_init(&search->own, network) || !lw_subnet_init(&search->inbound, network) ||
        search->bags == NULL || search->handoff_fees == NULL) {
        lw_search_release(search);
        return lw_fail_memory(err);
    }
    for (uint32_t i = 0; i < network->state_count; i++)
        search->bags[i] = LW_NONE;
    return LW_OK;
}

void lw_search_release(lw_search *search)
{
    lw_facts_release(&search->facts);
    lw_offers_release(&search->offers);
    lw_clock_memo_release(&search->clock);
    lw_subnet_release(&search->own);
    lw_subnet_release(&search->inbound);
    free(search->starts.items);
    free(search->labels.items);
    free(search->bags);
    free(search->handoff_fees);
    free(search->touched.items);
    free(search->arrivals.items);
    *search = (lw_search){0};
}

/* The greatest whole minor amount within a limit of micro-units. */
static int64_t limit_in_minor(const lw_search *search)
{
    int64_t micros = search->demand->max_cost_micros;
    int decimals = search->network->catalog->currencies[search->demand->currency.i].decimals;
    return micros == LW_NO_LIMIT ? LW_NO_LIMIT
                                 : micros / lw_power_of_ten(LW_MICRO_DIGITS - decimals);
}

lw_status lw_search_turn(lw_search *search, const lw_demand *demand, lw_error *err)
{
    search->demand = demand;
    search->max_cost = limit_in_minor(search);
    lw_facts_begin(&search->facts, demand);
    lw_offers_begin(&search->offers);
    return lw_search_find_starts(search, err);
}

lw_status lw_search_begin(lw_search *search, lw_error *err)
{
    const lw_demand *demand = search->demand;
    lw_subnet_query query = {.max_legs = demand->max_legs,
                             .max_gap = demand->max_blind_gap_minutes};
    uint32_t *nodes = malloc((search->starts.count + 1) * sizeof *nodes);
    if (nodes == NULL)
        return lw_fail_memory(err);
    for (size_t i = 0; i < search->starts.count; i++)
        nodes[query.start_count++] = search->starts.items[i].node;
    query.starts = nodes;
    bool found = lw_subnet_find(&search->own, &search->offers, &query);
    free(nodes);
    return found ? LW_OK : lw_fail_memory(err);
}

void lw_search_find_handoff_fee(lw_search *search, const lw_handoff *handoff, uint32_t node)
{
    const lw_catalog *catalog = search->network->catalog;
    lw_ledger ledger = {0};
    lw_ledger_begin_sum(&ledger, catalog, search->demand->currency);
    lw_refusal refusal = lw_handoff_post(&search->facts, handoff, node, &ledger);
    search->handoff_fees[handoff - catalog->handoffs] =
        (lw_known_sum){search->facts.stamp, refusal, lw_ledger_total(&ledger)};
}
