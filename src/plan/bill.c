/* Building a plan. The search has added up the same amounts; here they become lines, and must
 * agree. */
#include "plan/bill.h"

#include <assert.h>
#include <string.h>

#include "catalog/columns.h"
#include "pricing/freight.h"

/* A plan while it is built. */
typedef struct builder {
    lw_search *search;
    const lw_catalog *catalog;
    const lw_start *start;
    lw_ledger *ledger;
    lw_arena *arena;
    lw_plan *plan;
    lw_leg *legs;
    int64_t gap;    /* the longest single blind term */
    bool sums_only; /* lines need no sources */
} builder;

static const char *place_name(const lw_catalog *catalog, lw_node_ref node, lw_zone_ref zone)
{
    return node.i == LW_NONE ? catalog->zones[zone.i].id : catalog->nodes[node.i].id;
}

/* Posts freight, surcharges and exit. */
static void post_charges(builder *b, uint32_t lane_index, const lw_crossing *crossing,
                         lw_freight *freight)
{
    lw_facts *facts = &b->search->facts;
    const lw_lane *lane = &b->catalog->lanes[lane_index];
    lw_freight_post(facts, lane_index, b->ledger, freight);
    if (crossing->exits)
        lw_exit_post(facts, lane->mode, lane_index, b->ledger);
}

/* Posts the lines of one leg: handling, hand-off, freight, surcharges, exit, entry. Returns the
 * leg's billable weight. */
static int64_t post_leg(builder *b, uint32_t lane_index, const lw_handoff *handoff, bool buyer_pays)
{
    lw_facts *facts = &b->search->facts;
    uint32_t node = b->catalog->lanes[lane_index].from.i;
    const lw_offer *offer = lw_offers_get(&b->search->offers, lane_index);
    const lw_crossing *crossing = &offer->crossing;
    lw_freight freight = {.billable_g = offer->billable_g};
    lw_handling_post(facts, node, b->ledger);
    if (handoff != NULL)
        lw_handoff_post(facts, handoff, node, b->ledger);
    if (b->sums_only && lw_offer_is_freight(facts, lane_index, crossing))
        lw_ledger_note(b->ledger, LW_FREIGHT, offer->cost);
    else
        post_charges(b, lane_index, crossing, &freight);
    if (crossing->enters)
        lw_entry_post(facts, crossing->entry_mode, lw_ledger_total(b->ledger), lane_index,
                      buyer_pays, b->ledger);
    return (int64_t)freight.billable_g;
}

/* The hand-off between a lane and the one before it; NULL for a first lane. */
static const lw_handoff *handoff_after(const builder *b, uint32_t before, uint32_t lane)
{
    const lw_network *network = b->search->network;
    return before == LW_NONE ? NULL
                             : lw_network_handoff(network, network->lane_state[before], lane);
}

/* What stock has cost: its inbound chain, always cleared at the seller's expense, then the
 * warehouse's own lines. */
static void post_stock(builder *b)
{
    uint32_t before = LW_NONE;
    for (uint32_t i = 0; i < b->start->inbound_count; i++) {
        uint32_t lane = b->start->inbound[i];
        post_leg(b, lane, handoff_after(b, before, lane), false);
        before = lane;
    }
    for (size_t i = 0; i < b->ledger->lines.count; i++) {
        lw_line *line = &b->ledger->lines.items[i];
        if (line->type == LW_FREIGHT || line->type == LW_SURCHARGE || line->type == LW_HANDLING ||
            line->type == LW_HANDOFF)
            line->type = LW_INBOUND;
    }
    lw_stock_post(&b->search->facts, b->start->stock, b->ledger);
}

static int64_t note_gap(builder *b, int64_t blind)
{
    if (blind > b->gap)
        b->gap = blind;
    return blind;
}

/* Moves all three clocks over the leg; the typical one is told step by step. */
static void fill_leg_times(builder *b, lw_leg *leg, uint32_t index, const lw_handoff *handoff)
{
    lw_facts *facts = &b->search->facts;
    const lw_lane *lane = &b->catalog->lanes[index];
    const lw_crossing *crossing = lw_offers_crossing(&b->search->offers, index);
    lw_leg_times times[3];
    leg->reached = b->plan->arrives[LW_CLOCK_TYPICAL];
    lw_time_leg_thrice(facts, &b->search->clock, index, crossing, handoff, b->plan->arrives, times);
    for (int hand = 0; hand < 3; hand++)
        b->plan->arrives[hand] = times[hand].cleared;
    leg->ready = times[LW_CLOCK_TYPICAL].ready;
    leg->departs = times[LW_CLOCK_TYPICAL].departs;
    leg->waited_minutes = leg->departs - leg->ready;
    leg->arrives = times[LW_CLOCK_TYPICAL].arrives;
    leg->cleared = times[LW_CLOCK_TYPICAL].cleared;
    leg->handoff_minutes = handoff == NULL ? 0 : handoff->minutes;
    leg->dwell_minutes = b->catalog->nodes[lane->from.i].dwell.typical;
    leg->from_offset = b->catalog->nodes[lane->from.i].utc_offset;
    leg->to_offset = lw_lane_end_offset(b->catalog, lane);
    leg->handoff_blind = note_gap(b, handoff == NULL ? 0 : handoff->blind_minutes);
    if (crossing->exits) {
        leg->exit_minutes = lw_facts_exit(facts, lane->mode)->minutes.typical;
        leg->exit_blind = note_gap(b, lw_facts_exit(facts, lane->mode)->blind_minutes);
    }
    if (crossing->enters) {
        leg->entry_minutes = lw_facts_entry(facts, crossing->entry_mode)->minutes.typical;
        leg->entry_blind = note_gap(b, lw_facts_entry(facts, crossing->entry_mode)->blind_minutes);
    }
}

/* Fills one leg of the journey and posts its lines. */
static void fill_leg(builder *b, lw_leg *leg, uint32_t index, uint32_t before)
{
    const lw_catalog *catalog = b->catalog;
    const lw_lane *lane = &catalog->lanes[index];
    const lw_offer *offer = lw_offers_get(&b->search->offers, index);
    const lw_handoff *handoff = handoff_after(b, before, index);
    size_t first = b->ledger->lines.count;
    leg->billable_grams = post_leg(b, index, handoff, !b->search->demand->pays_duty);
    for (size_t i = first; i < b->ledger->lines.count; i++) {
        const lw_line *line = &b->ledger->lines.items[i];
        if (line->type == LW_FREIGHT || line->type == LW_SURCHARGE)
            leg->cost += line->amount;
        if (line->type == LW_DUTY || line->type == LW_TAX || line->type == LW_DISBURSEMENT)
            b->plan->own_dues += line->amount;
    }
    leg->lane = lane->id;
    leg->carrier = catalog->carriers[lane->carrier.i].id;
    leg->mode = lw_mode_name(lane->mode);
    leg->service = lane->service;
    leg->from = catalog->nodes[lane->from.i].id;
    leg->to = place_name(catalog, lane->to_node, lane->to_zone);
    leg->to_zone = lane->to_node.i == LW_NONE;
    leg->module = offer->crossing.module;
    leg->minutes = lane->duration.typical;
    leg->visibility_e4 = lane->visibility_e4;
    leg->blind_minutes = note_gap(b, offer->blind_minutes);
    fill_leg_times(b, leg, index, handoff);
}

static void add_mode(lw_plan *plan, unsigned mode)
{
    const char *name = lw_mode_name(mode);
    for (uint32_t i = 0; i < plan->mode_count; i++) {
        if (plan->modes[i] == name)
            return;
    }
    plan->modes[plan->mode_count++] = name;
}

static void add_up_lines(builder *b)
{
    for (size_t i = 0; i < b->ledger->lines.count; i++) {
        const lw_line *line = &b->ledger->lines.items[i];
        if (line->buyer_pays)
            b->plan->buyer_pays += line->amount;
        else
            b->plan->by_type[line->type] += line->amount;
    }
}

/* The ledger's lines as charges. */
static bool copy_charges(builder *b)
{
    const lw_ledger *ledger = b->ledger;
    lw_plan *plan = b->plan;
    lw_charge *charges = lw_arena_alloc(b->arena, ledger->lines.count, sizeof *charges);
    lw_row *rows = lw_arena_alloc(b->arena, ledger->sources.count, sizeof *rows);
    if (charges == NULL || rows == NULL)
        return false;
    for (size_t i = 0; i < ledger->sources.count; i++) {
        lw_source source = ledger->sources.items[i];
        rows[i] = (lw_row){lw_schema_of((lw_table_id)source.table)->name,
                           b->catalog->files[source.file], source.line};
    }
    for (size_t i = 0; i < ledger->lines.count; i++) {
        const lw_line *line = &ledger->lines.items[i];
        const lw_currency *card = &b->catalog->currencies[line->card_currency.i];
        charges[i] = (lw_charge){
            .type = line->type,
            .at_lane = line->place.at_lane,
            .buyer_pays = line->buyer_pays,
            .place = line->place.at_lane ? b->catalog->lanes[line->place.index].id
                                         : b->catalog->nodes[line->place.index].id,
            .rule = line->rule,
            .amount = line->amount,
            .card_amount = line->card_amount,
            .card_currency = card->code,
            .card_decimals = card->decimals,
            .rows = rows + line->first_source,
            .row_count = line->source_count,
        };
    }
    plan->charges = charges;
    plan->charge_count = (uint32_t)ledger->lines.count;
    return true;
}

/* 1 - blind / time in thousandths, half up; all seen when there is no time, nothing when more is
 * blind than that. */
static int64_t visibility(int64_t minutes, int64_t blind)
{
    if (minutes == 0)
        return 1000;
    if (blind >= minutes)
        return 0;
    return (int64_t)lw_wide_half_up((lw_wide)(minutes - blind) * 1000, minutes);
}

static void fill_totals(builder *b, const lw_way *way)
{
    const lw_demand *demand = b->search->demand;
    lw_plan *plan = b->plan;
    for (int hand = 0; hand < 3; hand++)
        plan->minutes[hand] = plan->arrives[hand] - demand->start_utc;
    plan->blind_gap_minutes = b->gap;
    plan->visibility_e3 = visibility(plan->minutes[LW_CLOCK_TYPICAL], plan->blind_minutes);
    plan->ready_at = demand->start_utc;
    plan->ready_offset = b->catalog->nodes[demand->origin.i].utc_offset;
    plan->arrive_offset = b->legs[way->legs - 1].to_offset;
    plan->start = b->catalog->nodes[b->start->node].id;
    plan->stocked = b->start->stock != NULL;
    plan->legs = b->legs;
    plan->leg_count = way->legs;
}

bool lw_bill_plan(lw_search *search, const lw_way *way, int64_t cost, int64_t blind, bool sums_only,
                  struct lw_quote_memory *memory, lw_plan *plan)
{
    const lw_catalog *catalog = search->network->catalog;
    const uint32_t *lanes = way->lanes;
    *plan = (lw_plan){.cost = cost, .blind_minutes = blind};
    builder b = {.search = search,
                 .catalog = catalog,
                 .start = &search->starts.items[way->start],
                 .ledger = &memory->ledger,
                 .arena = &memory->arena,
                 .plan = plan,
                 .sums_only = sums_only};
    b.legs = lw_arena_alloc(b.arena, way->legs, sizeof *b.legs);
    if (b.legs == NULL)
        return false;
    b.ledger->failed = false;
    lw_ledger_begin(b.ledger, catalog, search->demand->currency);
    if (b.start->stock != NULL) {
        post_stock(&b);
        add_mode(plan, lw_start_mode(catalog, b.start->node));
    }
    for (int hand = 0; hand < 3; hand++)
        plan->arrives[hand] = search->demand->start_utc;
    for (uint32_t i = 0; i < way->legs; i++) {
        fill_leg(&b, &b.legs[i], lanes[i], i == 0 ? LW_NONE : lanes[i - 1]);
        add_mode(plan, catalog->lanes[lanes[i]].mode);
    }
    fill_totals(&b, way);
    assert(b.ledger->failed || lw_ledger_total(b.ledger) == cost);
    add_up_lines(&b);
    return !b.ledger->failed && (sums_only || copy_charges(&b));
}
