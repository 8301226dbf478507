/* Adding up what the steps cost this shipment, then keeping what nothing beats. */
#include "repertoire/perform.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/fetch.h"
#include "base/vector.h"
#include "pricing/freight.h"
#include "pricing/money.h"

#define NOT_OFFERED LW_NO_LIMIT

#define LINES_OF_CHOICE 16 /* what is read of most */

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

static inline lw_fare line_fare(const lw_straight *line, int64_t grams, int decimals)
{
    return (lw_fare){lw_line_price(line, grams, decimals), grams};
}

/* Prices the rides of a choice into `fares`. */
static void price_rides(lw_search *search, const lw_choice *choice, lw_fare *fares)
{
    const lw_demand *demand = search->demand;
    int decimals = search->network->catalog->currencies[demand->currency.i].decimals;
    const lw_straight *lines = lw_choice_lines(choice);
    for (uint32_t i = 0; choice->plain && i < choice->ride_count; i++)
        fares[i] = line_fare(&lines[i], demand->actual_g, decimals);
    for (uint32_t i = 0; !choice->plain && i < choice->ride_count; i++) {
        const lw_ride *ride = &lw_choice_rides(choice)[i];
        fares[i] = ride->kind == LW_RIDE_LINE ? line_fare(&lines[i], demand->actual_g, decimals)
                   : ride->kind == LW_RIDE_FREIGHT ? freight_fare(search, ride->lane)
                                                   : offer_fare(search, ride->lane);
    }
}

/* The cost up to the end of a step. */
static int64_t cost_of(lw_search *search, const lw_choice *r, uint32_t step, int64_t before,
                       int64_t fare)
{
    const lw_catalog *catalog = search->network->catalog;
    uint32_t lane = lw_choice_rides(r)[lw_choice_steps(r)[step].ride].lane;
    const lw_toll *toll = &lw_choice_tolls(r)[step];
    int64_t fee = 0;
    if (before == NOT_OFFERED || fare == NOT_OFFERED)
        return NOT_OFFERED;
    if (toll->handoff != LW_NONE &&
        lw_search_handoff_fee(search, &catalog->handoffs[toll->handoff],
                              catalog->lanes[lane].from.i, &fee) != LW_ACCEPTED)
        return NOT_OFFERED;
    int64_t cost = before + fee + fare;
    if (toll->entry != LW_NO_ENTRY && !clear(search, (lw_mode)toll->entry, &cost))
        return NOT_OFFERED;
    return cost;
}

/* Adds up what the steps cost: costs[0] is that of the start, the others follow their places. */
static void price_steps(lw_search *search, const lw_choice *r, const lw_fare *fares, int64_t *costs)
{
    const lw_step *steps = lw_choice_steps(r);
    for (uint32_t i = 0; i < r->step_count; i++) {
        int64_t before = costs[steps[i].parent], fare = fares[steps[i].ride].amount;
        costs[i + 1] = r->plain ? before + fare : cost_of(search, r, i, before, fare);
    }
}

/* Keeps the routes of one start that no other of their kin beats, without the dues of a last leg.
 * By their order only the last one kept can be beaten by the next, and only in its cost. */
static bool pick(lw_performer *p, const lw_choice *r, lw_candidate made)
{
    if (!LW_RESERVE(&p->candidates, p->candidates.count + r->route_count))
        return false;
    lw_candidate *first = p->candidates.items + p->candidates.count, *end = first;
    for (uint32_t i = 0; i < r->route_count; i++) {
        const lw_route *route = &lw_choice_routes(r)[i];
        const lw_candidate *other = first;
        made.cost = p->costs.items[route->step];
        if (made.cost == NOT_OFFERED)
            continue;
        if (end > first && route->kin != end[-1].kin)
            other = first = end;
        while (other < end && (other->cost > made.cost || other->blind > route->blind))
            other++;
        if (other < end)
            continue;
        made.minutes = route->minutes;
        made.blind = route->blind;
        made.route = i;
        made.kin = route->kin;
        if (end > first && end[-1].minutes == made.minutes && end[-1].blind == made.blind)
            end--;
        *end++ = made;
    }
    p->candidates.count = (size_t)(end - p->candidates.items);
    return true;
}

/* Prices the routes of one start and keeps those that may count. */
static bool price_start(lw_performer *p, lw_search *search, uint32_t start)
{
    const lw_choice *r = p->choices.items[start];
    if (r == NULL)
        return true;
    size_t first = p->fares.count;
    if (!LW_RESERVE(&p->costs, (size_t)r->step_count + 1) ||
        !LW_RESERVE(&p->fares, first + r->ride_count))
        return false;
    p->fares.count += r->ride_count;
    price_rides(search, r, &p->fares.items[first]);
    p->costs.items[0] = search->starts.items[start].cost;
    price_steps(search, r, &p->fares.items[first], p->costs.items);
    return pick(p, r, (lw_candidate){.start = start, .fares = (uint32_t)first});
}

static const lw_route *route_of(const lw_performer *p, const lw_candidate *c)
{
    return &lw_choice_routes(p->choices.items[c->start])[c->route];
}

static lw_way way_of(const lw_performer *p, const lw_candidate *c)
{
    const lw_choice *r = p->choices.items[c->start];
    lw_way way = lw_route_way(route_of(p, c), lw_choice_steps(r), lw_choice_rides(r));
    way.start = c->start;
    return way;
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

static bool wins_tie(const lw_performer *p, const lw_search *search, const lw_candidate *a,
                     const lw_candidate *b)
{
    lw_way x = way_of(p, a), y = way_of(p, b);
    return lw_way_wins(search, &x, &y);
}

/* Keeps a candidate unless one that is kept beats it; of those goes what it beats. Of two equals
 * the one that wins the tie stays. */
static void keep(lw_performer *p, const lw_search *search, lw_candidate made)
{
    lw_candidate *items = p->candidates.items;
    size_t kept = 0;
    for (size_t i = 0; i < p->candidates.count; i++) {
        verdict v = compare(&made, &items[i]);
        if (v == EQUAL)
            v = wins_tie(p, search, &made, &items[i]) ? BEATS : BEATEN;
        if (v == BEATEN) /* and so is none that has been dropped for it: kept == i */
            return;
        if (v == BEATS)
            continue;
        if (kept != i)
            items[kept] = items[i];
        kept++;
    }
    items[kept] = made;
    p->candidates.count = kept + 1;
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
 * kin and starts what is left. */
static void settle(lw_performer *p, lw_search *search)
{
    size_t count = p->candidates.count;
    p->candidates.count = 0; /* what is kept never overtakes what is read */
    for (size_t i = 0; i < count; i++) {
        lw_candidate c = p->candidates.items[i];
        uint8_t entry = route_of(p, &c)->entry;
        if (entry != LW_NO_ENTRY && !clear(search, (lw_mode)entry, &c.cost))
            continue;
        if (allows(search, &c))
            keep(p, search, c);
    }
}

/* Whether nothing is left to do: one start, no dues, no limits. */
static bool is_settled(const lw_performer *p, const lw_search *search)
{
    const lw_demand *demand = search->demand;
    const lw_candidate *first = p->candidates.items;
    for (size_t i = 0; i < p->candidates.count; i++) {
        if (first[i].kin != LW_NO_ENTRY || first[i].start != first->start)
            return false;
    }
    return search->max_cost == LW_NO_LIMIT && demand->max_minutes == LW_NO_LIMIT &&
           demand->max_blind_minutes == LW_NO_LIMIT;
}

void lw_perform_soon(const lw_choice *choice)
{
    lw_fetch(choice, LINES_OF_CHOICE);
}

lw_status lw_perform(lw_performer *performer, lw_search *search,
                     const lw_repertoire *const *repertoires, lw_error *err)
{
    performer->candidates.count = performer->fares.count = performer->choices.count = 0;
    for (uint32_t start = 0; start < search->starts.count; start++) {
        if (!LW_PUSH(&performer->choices, repertoires[start]->choice) ||
            !price_start(performer, search, start))
            return lw_fail_memory(err);
    }
    if (!is_settled(performer, search))
        settle(performer, search);
    return LW_OK;
}

lw_way lw_perform_tell(const lw_performer *performer, lw_search *search, uint32_t candidate)
{
    const lw_candidate *c = &performer->candidates.items[candidate];
    const lw_choice *r = performer->choices.items[c->start];
    const lw_step *steps = lw_choice_steps(r);
    for (uint32_t at = route_of(performer, c)->step; at > 0; at = steps[at - 1].parent) {
        const lw_ride *ride = &lw_choice_rides(r)[steps[at - 1].ride];
        const lw_fare *fare = &performer->fares.items[c->fares + steps[at - 1].ride];
        if (ride->kind != LW_RIDE_OFFER)
            lw_offers_put(&search->offers, ride->lane, fare->amount, fare->billable_g);
    }
    return way_of(performer, c);
}

_Atomic(lw_outline *) *lw_perform_outline(const lw_performer *performer, const lw_search *search,
                                          uint32_t candidate)
{
    const lw_candidate *c = &performer->candidates.items[candidate];
    const lw_choice *r = performer->choices.items[c->start];
    bool freight = r->plain && search->starts.items[c->start].stock == NULL;
    return freight ? &lw_choice_outlines(r)[c->route] : NULL;
}
