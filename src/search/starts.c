/* Starts: the origin, and the warehouses whose stock can serve the shipment.
 *
 * Goods in stock have cost something already. Where the stock row knows no price per kilogram, it
 * is that of the cheapest chain from the origin, found with the same labels as a journey, compared
 * on cost alone: time and blind minutes stay 0. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/vector.h"
#include "pricing/money.h"
#include "search/labels.h"

lw_mode lw_start_mode(const lw_catalog *catalog, uint32_t node)
{
    return catalog->nodes[node].kind == LW_BONDED_NODE ? LW_BONDED_WAREHOUSE
                                                       : LW_OVERSEAS_WAREHOUSE;
}

/* A row for the very sku hides the row for any. */
static bool is_hidden(const lw_search *search, const lw_stock *row)
{
    const lw_catalog *catalog = search->network->catalog;
    if (row->sku != LW_NONE || search->demand->sku == LW_NONE)
        return false;
    for (uint32_t i = 0; i < catalog->stock_count; i++) {
        const lw_stock *other = &catalog->stock[i];
        if (other->node.i == row->node.i && other->sku == search->demand->sku)
            return true;
    }
    return false;
}

static bool can_serve(const lw_search *search, const lw_stock *row)
{
    const lw_catalog *catalog = search->network->catalog;
    const lw_demand *demand = search->demand;
    if (row->sku != LW_NONE && row->sku != demand->sku) /* most rows, seldom the rest */
        return false;
    uint32_t area = catalog->countries[catalog->nodes[row->node.i].country.i].area.i;
    return row->on_hand >= demand->piece_total && row->node.i != demand->origin.i &&
           area == demand->area.i &&
           (demand->modes >> lw_start_mode(catalog, row->node.i) & 1) != 0 &&
           !is_hidden(search, row);
}

/* Adds a start for every stock row that can serve; flags the nodes that need an inbound chain. */
static bool add_stocked_starts(lw_search *search, bool *needs_chain, bool *any_chain)
{
    const lw_catalog *catalog = search->network->catalog;
    for (uint32_t i = 0; i < catalog->stock_count; i++) {
        const lw_stock *row = &catalog->stock[i];
        if (!can_serve(search, row))
            continue;
        lw_ledger ledger = {0};
        lw_ledger_begin_sum(&ledger, catalog, search->demand->currency);
        if (lw_stock_post(&search->facts, row, &ledger) != LW_ACCEPTED || ledger.sum > LW_MAX_TOTAL)
            continue;
        lw_start start = {.node = row->node.i, .stock = row, .cost = ledger.sum};
        if (!LW_PUSH(&search->starts, start))
            return false;
        if (row->inbound_per_kg_micros < 0)
            needs_chain[start.node] = *any_chain = true;
    }
    return true;
}

/* Inbound goods are cleared at the seller's expense, whatever the incoterm. */
static bool extend_inbound(lw_search *search, uint32_t from, const lw_link *link)
{
    const lw_label *parent = &search->labels.items[from];
    const lw_handoff *handoff = lw_network_handoff(search->network, parent->state, link->lane);
    lw_label label = *parent;
    int64_t fee = 0;
    if (handoff != NULL &&
        lw_search_handoff_fee(search, handoff, search->network->state_node[parent->state], &fee) !=
            LW_ACCEPTED)
        return true;
    label.cost += fee + link->cost;
    if (link->enters) {
        lw_mode mode = lw_offers_crossing(&search->offers, link->lane)->entry_mode;
        lw_entry_cost entry = lw_entry_price(&search->facts, mode, label.cost);
        if (entry.refusal != LW_ACCEPTED)
            return true;
        label.cost += entry.fees + entry.dues;
    }
    label.parent = from;
    label.lane = link->lane;
    label.legs++;
    label.state = search->network->lane_state[link->lane];
    return lw_labels_settle(search, &label);
}

/* Runs labels from the origin over the inbound subnet. */
static bool find_chains(lw_search *search, const bool *needs_chain)
{
    lw_subnet *net = &search->inbound;
    uint32_t origin = search->demand->origin.i;
    lw_subnet_query query = {&origin, 1, needs_chain, search->demand->max_legs, LW_NO_LIMIT};
    if (!lw_subnet_find(net, &search->offers, &query))
        return false;
    search->goal = (lw_goal){.hand = LW_CLOCK_TYPICAL, .mode = LW_ANY_MODE};
    lw_labels_clear(search);
    lw_label first = {.parent = LW_NONE,
                      .lane = LW_NONE,
                      .state = search->network->state_first[origin],
                      .uses_mode = true};
    if (!lw_labels_settle(search, &first))
        return false;
    for (size_t done = 0; done < search->labels.count; done++) {
        lw_label label = search->labels.items[done];
        uint32_t node = search->network->state_node[label.state];
        if (label.dropped || label.legs >= search->demand->max_legs)
            continue;
        for (uint32_t k = 0; k < net->use_count[node]; k++) {
            if (!extend_inbound(search, (uint32_t)done,
                                &net->links.items[net->use_first[node] + k]))
                return false;
        }
    }
    return true;
}

static bool is_cheaper(const lw_search *search, const lw_label *a, const lw_label *b)
{
    return b == NULL || a->cost < b->cost ||
           (a->cost == b->cost && lw_label_wins_tie(search, a, b));
}

/* The cheapest label at a node, whatever carrier brought it; NULL = none. */
static const lw_label *cheapest_at(const lw_search *search, uint32_t node)
{
    const lw_network *network = search->network;
    const lw_label *best = NULL;
    for (uint32_t state = network->state_first[node]; state < network->state_first[node + 1];
         state++) {
        for (uint32_t i = search->bags[state]; i != LW_NONE; i = search->labels.items[i].next) {
            if (is_cheaper(search, &search->labels.items[i], best))
                best = &search->labels.items[i];
        }
    }
    return best;
}

/* Gives each start that needs one its chain; without a chain there is no such start. */
static void adopt_chains(lw_search *search)
{
    size_t kept = 0;
    for (size_t i = 0; i < search->starts.count; i++) {
        lw_start start = search->starts.items[i];
        if (start.stock != NULL && start.stock->inbound_per_kg_micros < 0) {
            const lw_label *chain = cheapest_at(search, start.node);
            if (chain == NULL)
                continue;
            start.cost += chain->cost;
            lw_way way = lw_label_way(search, chain);
            memcpy(start.inbound, way.lanes, sizeof start.inbound);
            start.inbound_count = way.legs;
        }
        search->starts.items[kept++] = start;
    }
    search->starts.count = kept;
}

lw_status lw_search_find_starts(lw_search *search, lw_error *err)
{
    const lw_catalog *catalog = search->network->catalog;
    search->starts.count = 0;
    lw_start origin = {.node = search->demand->origin.i};
    if (!LW_PUSH(&search->starts, origin))
        return lw_fail_memory(err);
    if (catalog->stock_count == 0)
        return LW_OK;
    bool *needs_chain = calloc((size_t)catalog->node_count + 1, sizeof *needs_chain);
    bool any_chain = false;
    bool done = needs_chain != NULL && add_stocked_starts(search, needs_chain, &any_chain);
    if (done && any_chain) {
        done = find_chains(search, needs_chain);
        if (done)
            adopt_chains(search);
    }
    free(needs_chain);
    return done ? LW_OK : lw_fail_memory(err);
}
