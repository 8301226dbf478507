/* Adding up what the steps cost this shipment, then keeping what nothing beats. */
#include "repertoire/perform.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/vector.h"
#include "pricing/freight.h"
#include "pricing/money.h"

#define NOT_OFFERED LW_NO_LIMIT

void lw_performer_release(lw_performer *performer)
{
    free(performer->costs.items);
    free(performer->fares.items);
    free(performer->choices.items);
    free(performer->candidates.items);
    *performer = (lw_performer){0};
}

/* What an entry by the step's lane adds to the cost so far; false when it is refused. */
static bool clear(lw_search *search, lw_mode mode, int64_t *cost)
{
    lw_entry_cost entry = lw_entry_price(&search->facts, mode, *cost);
    *cost += lw_entry_borne(search->demand, &entry);
    return entry.refusal == LW_ACCEPTED;
}

static lw_fare offer_fare(lw_search *search, uint32_t lane)
{
    const lw_offer *offer = lw_offers_get(&search->offers, lane);
    bool accepted = offer->refusal == LW_ACCEPTED;
    return (lw_fare){accepted ? offer->cost : NOT_OFFERED, offer->billable_g};
}

static lw_fare freight_fare(lw_search *search, uint32_t lane)
{
    const lw_demand *demand = search->demand;
    lw_fare fare;
    if (!lw_lane_takes_weight(&search->network->catalog->lanes[lane], demand) ||
        lw_freight_simple(&search->facts, lane, &fare.billable_g, &fare.amount) != LW_ACCEPTED)
        fare = (lw_fare){.amount = NOT_OFFERED};
    return fare;
}

static lw_fare line_fare(const lw_ride *ride, int64_t grams, int decimals)
{
    uint64_t nanos = (uint64_t)(ride->base + ride->per_gram * grams);
    return (lw_fare){lw_money_of_nanos(nanos, decimals), grams};
}

/* Prices the rides of a choice; returns where their fares begin. */
static uint32_t price_rides(lw_performer *p, lw_search *search, const lw_choice *choice)
{
    const lw_demand *demand = search->demand;
    int decimals = search->network->catalog->currencies[demand->currency.i].decimals;
    lw_fare *fares = p->fares.items + p->fares.count;
    for (uint32_t i = 0; i < choice->ride_count; i++) {
        const lw_ride *ride = &choice->rides[i];
        fares[i] = ride->kind == LW_RIDE_LINE      ? line_fare(ride, demand->actual_g, decimals)
                   : ride->kind == LW_RIDE_FREIGHT ? freight_fare(search, ride->lane)
                                                   : offer_fare(search, ride->lane);
    }
    p->fares.count += choice->ride_count;
    return (uint32_t)(p->fares.count - choice->ride_count);
}

/* The cost up to the end of a step, without the dues of a last leg. */
static int64_t cost_of(lw_search *search, const lw_choice *r, const lw_step *step, int64_t before,
                       int64_t fare)
{
    const lw_catalog *catalog = search->network->catalog;
    int64_t fee = 0;
    if (before == NOT_OFFERED || fare == NOT_OFFERED)
        return NOT_OFFERED;
    if (step->handoff != LW_NONE &&
        lw_search_handoff_fee(search, &catalog->handoffs[step->handoff],
                              catalog->lanes[r->rides[step->ride].lane].from.i,
                              &fee) != LW_ACCEPTED)
        return NOT_OFFERED;
    int64_t cost = before + fee + fare;
    if (step->entry != LW_NO_ENTRY && !step->ends && !clear(search, (lw_mode)step->entry, &cost))
        return NOT_OFFERED;
    return cost;
}

/* How `a` compares with `b`: it beats it, is beaten, is equal on all three, or none of these. */
typedef enum verdict { BEATS, BEATEN, EQUAL, NEITHER } verdict;

static verdict compare(const lw_candidate *a, const lw_candidate *b)
{
    bool better = a->cost < b->cost || a->minutes < b->minutes || a->blind < b->blind;
    bool worse = a->cost > b->cost || a->minutes > b->minutes || a->blind > b->blind;
    if (better)
        return worse ? NEITHER : BEATS;
    return worse ? BEATEN : EQUAL;
}

/* The steps of a candidate from the start on; returns their number. */
static int way_of(const lw_choice *r, uint32_t step, uint32_t way[LW_MAX_LEGS])
{
    int legs = r->steps[step].legs;
    for (int i = legs; i-- > 0; step = r->steps[step].parent)
        way[i] = step;
    return legs;
}

static lw_identity identity_of(const lw_performer *p, const lw_candidate *c)
{
    const lw_choice *r = p->choices.items[c->start];
    uint32_t way[LW_MAX_LEGS];
    lw_identity identity = {.start = c->start, .legs = (uint32_t)way_of(r, c->step, way)};
    for (uint32_t i = 0; i < identity.legs; i++)
        identity.lanes[i] = r->rides[r->steps[way[i]].ride].lane;
    return identity;
}

static bool wins_tie(const lw_performer *p, const lw_search *search, const lw_candidate *a,
                     const lw_candidate *b)
{
    lw_identity x = identity_of(p, a), y = identity_of(p, b);
    return lw_identity_wins(search, &x, &y);
}

/* Keeps a candidate unless one of its kin beats it; of its kin goes what it beats. Of two equals
 * the one that wins the tie stays. */
static bool keep(lw_performer *p, const lw_search *search, const lw_candidate *made)
{
    lw_candidate *items = p->candidates.items;
    size_t kept = 0, count = p->candidates.count;
    for (size_t i = 0; i < count; i++) {
        verdict v = items[i].kin == made->kin ? compare(made, &items[i]) : NEITHER;
        if (v == EQUAL)
            v = wins_tie(p, search, made, &items[i]) ? BEATS : BEATEN;
        if (v == BEATEN) /* and so is none that has been dropped for it: kept == i */
            return true;
        if (v == BEATS)
            continue;
        if (kept != i)
            items[kept] = items[i];
        kept++;
    }
    p->candidates.count = kept;
    return LW_PUSH(&p->candidates, *made);
}

/* Prices the steps of one start and keeps the routes that may count. */
static bool price_steps(lw_performer *p, lw_search *search, uint32_t start)
{
    const lw_choice *r = p->choices.items[start];
    int64_t at_start = search->starts.items[start].cost;
    if (r == NULL)
        return true;
    if (!LW_RESERVE(&p->costs, r->step_count) ||
        !LW_RESERVE(&p->fares, p->fares.count + r->ride_count))
        return false;
    int64_t *costs = p->costs.items;
    uint32_t first = price_rides(p, search, r);
    for (uint32_t i = 0; i < r->step_count; i++) {
        const lw_step *step = &r->steps[i];
        int64_t before = step->parent == LW_NO_STEP ? at_start : costs[step->parent];
        costs[i] = cost_of(search, r, step, before, p->fares.items[first + step->ride].amount);
        if (!step->ends || costs[i] == NOT_OFFERED)
            continue;
        lw_candidate made = {.cost = costs[i],
                             .blind = step->blind,
                             .minutes = step->minutes,
                             .step = i,
                             .start = start,
                             .fares = first,
                             .kin = step->entry == LW_NO_ENTRY ? LW_NO_ENTRY : step->kin};
        if (!keep(p, search, &made))
            return false;
    }
    return true;
}

static bool allows(const lw_search *search, const lw_candidate *c)
{
    lw_label plan = {.cost = c->cost,
                     .blind = c->blind,
                     .at = search->demand->start_utc + c->minutes,
                     .uses_mode = true};
    return lw_search_allows(search, &plan);
}

/* Adds the dues of last legs, drops what they refuse or what breaks a limit, and compares across
 * kin what is left. */
static bool settle_dues(lw_performer *p, lw_search *search)
{
    size_t count = p->candidates.count;
    p->candidates.count = 0;
    for (size_t i = 0; i < count; i++) {
        lw_candidate c = p->candidates.items[i];
        uint8_t entry = p->choices.items[c.start]->steps[c.step].entry;
        if (entry != LW_NO_ENTRY && !clear(search, (lw_mode)entry, &c.cost))
            continue;
        c.kin = LW_NO_ENTRY;
        if (allows(search, &c) && !keep(p, search, &c))
            return false;
    }
    return true;
}

/* Whether nothing is left to do: no dues, no limits. */
static bool is_settled(const lw_performer *p, const lw_search *search)
{
    const lw_demand *demand = search->demand;
    for (size_t i = 0; i < p->candidates.count; i++) {
        if (p->candidates.items[i].kin != LW_NO_ENTRY)
            return false;
    }
    return search->max_cost == LW_NO_LIMIT && demand->max_minutes == LW_NO_LIMIT &&
           demand->max_blind_minutes == LW_NO_LIMIT;
}

lw_status lw_perform(lw_performer *performer, lw_search *search,
                     const lw_repertoire *const *repertoires, uint32_t cell, lw_error *err)
{
    performer->candidates.count = performer->fares.count = performer->choices.count = 0;
    for (uint32_t start = 0; start < search->starts.count; start++) {
        if (!LW_PUSH(&performer->choices, repertoires[start]->choices[cell]) ||
            !price_steps(performer, search, start))
            return lw_fail_memory(err);
    }
    bool done = is_settled(performer, search) || settle_dues(performer, search);
    return done && !search->ledger.failed ? LW_OK : lw_fail_memory(err);
}

bool lw_perform_tell(const lw_performer *performer, lw_search *search, uint32_t candidate,
                     uint32_t *label)
{
    const lw_candidate *c = &performer->candidates.items[candidate];
    const lw_choice *r = performer->choices.items[c->start];
    const lw_start *start = &search->starts.items[c->start];
    uint32_t way[LW_MAX_LEGS];
    int legs = way_of(r, c->step, way);
    lw_label made = {.cost = start->cost,
                     .at = search->demand->start_utc,
                     .parent = LW_NONE,
                     .lane = LW_NONE,
                     .state = search->network->state_first[start->node],
                     .start = c->start,
                     .uses_mode = true};
    for (int i = 0;; i++) {
        *label = (uint32_t)search->labels.count;
        if (!LW_PUSH(&search->labels, made))
            return false;
        if (i == legs)
            return true;
        const lw_step *step = &r->steps[way[i]];
        const lw_ride *ride = &r->rides[step->ride];
        const lw_fare *fare = &performer->fares.items[c->fares + step->ride];
        if (ride->kind != LW_RIDE_OFFER)
            lw_offers_put(&search->offers, ride->lane, fare->amount, fare->billable_g);
        made.cost = c->cost; /* of the whole way: the last label's is the one that counts */
        made.blind = step->blind;
        made.at = search->demand->start_utc + step->minutes;
        made.parent = *label;
        made.lane = ride->lane;
        made.state = search->network->lane_state[made.lane];
        made.legs = step->legs;
    }
}
