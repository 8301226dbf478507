/* Counting for explanations: which lanes were reached and refused, and how many plans a mode has,
 * limits aside. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "search/search.h"

/* Chains of lanes counted by state, apart by whether they use one mode yet. */
typedef struct chain_count {
    uint64_t unused, used;
} chain_count;

typedef struct counter {
    lw_search *search;
    lw_mode_tally *tallies;
    uint8_t *legs_to; /* of a state: least legs from a start */
    uint32_t *queue;  /* states reached, in order of legs */
    size_t queue_count;
    lw_refusal *refused;     /* of a lane: its first reason over all arrivals at its start */
    bool *reached;           /* of a lane */
    chain_count *now, *next; /* of a state */
} counter;

static uint64_t saturating_add(uint64_t a, uint64_t b)
{
    return a + b < a ? UINT64_MAX : a + b;
}

/* Why a lane cannot follow on an arrival: its own reason, or the hand-off's. */
static lw_refusal refusal_from(counter *c, uint32_t state, uint32_t lane)
{
    lw_search *search = c->search;
    lw_refusal refusal = lw_offers_get(&search->offers, lane)->refusal;
    const lw_handoff *handoff = lw_network_handoff(search->network, state, lane);
    if (refusal != LW_ACCEPTED || handoff == NULL || handoff->fee_micros == 0)
        return refusal;
    int64_t fee;
    return lw_search_handoff_fee(search, handoff, search->network->state_node[state], &fee);
}

static void reach_state(counter *c, uint32_t state, uint8_t legs)
{
    if (c->legs_to[state] != LW_FAR)
        return;
    c->legs_to[state] = legs;
    c->queue[c->queue_count++] = state;
}

/* Looks at the lanes that leave one state: marks them reached, notes refusals, goes on over the
 * usable. */
static void leave_state(counter *c, uint32_t state)
{
    lw_search *search = c->search;
    const lw_network *network = search->network;
    uint32_t node = network->state_node[state];
    for (uint32_t k = network->out_first[node]; k < network->out_first[node + 1]; k++) {
        uint32_t lane = network->out_lanes[k];
        if (!lw_offers_crossing(&search->offers, lane)->allowed)
            continue;
        lw_refusal refusal = refusal_from(c, state, lane);
        c->reached[lane] = true;
        if (refusal != LW_ACCEPTED &&
            (c->refused[lane] == LW_ACCEPTED || refusal < c->refused[lane]))
            c->refused[lane] = refusal;
        if (refusal == LW_ACCEPTED && network->lane_state[lane] != LW_NONE)
            reach_state(c, network->lane_state[lane], (uint8_t)(c->legs_to[state] + 1));
    }
}

static void reach_all(counter *c)
{
    lw_search *search = c->search;
    memset(c->legs_to, LW_FAR, search->network->state_count);
    for (size_t i = 0; i < search->starts.count; i++)
        reach_state(c, search->network->state_first[search->starts.items[i].node], 0);
    for (size_t i = 0; i < c->queue_count; i++) {
        if (c->legs_to[c->queue[i]] < search->demand->max_legs)
            leave_state(c, c->queue[i]);
    }
}

static void note_nearest(counter *c, uint32_t lane, lw_refusal refusal)
{
    lw_mode_tally *tally = &c->tallies[c->search->network->catalog->lanes[lane].mode];
    lw_nearness nearness;
    lw_offer_nearness(&c->search->facts, lane, refusal, &nearness);
    if (nearness.text[0] == '\0')
        return;
    if (tally->nearest_lane[refusal] == LW_NONE ||
        nearness.distance < tally->nearest[refusal].distance) {
        tally->nearest_lane[refusal] = lane;
        tally->nearest[refusal] = nearness;
    }
}

static void count_lanes(counter *c)
{
    const lw_catalog *catalog = c->search->network->catalog;
    for (uint32_t lane = 0; lane < catalog->lane_count; lane++) {
        lw_mode_tally *tally = &c->tallies[catalog->lanes[lane].mode];
        tally->leaving += catalog->lanes[lane].from.i == c->search->demand->origin.i;
        if (!c->reached[lane])
            continue;
        tally->reached++;
        if (c->refused[lane] == LW_ACCEPTED)
            continue;
        tally->refused[c->refused[lane]]++;
        note_nearest(c, lane, c->refused[lane]);
    }
}

/* One more leg from one state; plans that end are added to `plans`. */
static void spread(counter *c, lw_mode mode, uint32_t state, uint64_t *plans)
{
    lw_search *search = c->search;
    const lw_network *network = search->network;
    uint32_t node = network->state_node[state];
    chain_count here = c->now[state];
    for (uint32_t k = network->out_first[node]; k < network->out_first[node + 1]; k++) {
        uint32_t lane = network->out_lanes[k];
        if (!lw_offers_crossing(&search->offers, lane)->allowed ||
            refusal_from(c, state, lane) != LW_ACCEPTED)
            continue;
        bool uses = network->catalog->lanes[lane].mode == mode;
        uint64_t used = uses ? saturating_add(here.used, here.unused) : here.used;
        uint32_t to = network->lane_state[lane];
        if (to == LW_NONE) {
            *plans = saturating_add(*plans, used);
            continue;
        }
        c->next[to].used = saturating_add(c->next[to].used, used);
        c->next[to].unused = saturating_add(c->next[to].unused, uses ? 0 : here.unused);
    }
}

/* All chains from a start to the destination that use `mode`, by dynamic programming over the
 * number of legs. */
static uint64_t count_plans(counter *c, lw_mode mode)
{
    lw_search *search = c->search;
    const lw_network *network = search->network;
    uint64_t plans = 0;
    memset(c->now, 0, network->state_count * sizeof *c->now);
    for (size_t i = 0; i < search->starts.count; i++) {
        const lw_start *start = &search->starts.items[i];
        chain_count *at = &c->now[network->state_first[start->node]];
        if (start->stock != NULL && lw_start_mode(network->catalog, start->node) == mode)
            at->used++;
        else
            at->unused++;
    }
    for (int legs = 0; legs < search->demand->max_legs; legs++) {
        memset(c->next, 0, network->state_count * sizeof *c->next);
        for (size_t i = 0; i < c->queue_count; i++) {
            if (c->now[c->queue[i]].used > 0 || c->now[c->queue[i]].unused > 0)
                spread(c, mode, c->queue[i], &plans);
        }
        chain_count *swap = c->now;
        c->now = c->next;
        c->next = swap;
    }
    return plans;
}

lw_status lw_search_tally(lw_search *search, lw_mode_tally tallies[LW_MODE_COUNT], lw_error *err)
{
    size_t lanes = search->network->catalog->lane_count, states = search->network->state_count;
    counter c = {.search = search, .tallies = tallies};
    memset(tallies, 0, LW_MODE_COUNT * sizeof *tallies);
    for (int mode = 0; mode < LW_MODE_COUNT; mode++)
        memset(tallies[mode].nearest_lane, 0xff, sizeof tallies[mode].nearest_lane);
    c.legs_to = calloc(states + 1, sizeof *c.legs_to);
    c.queue = calloc(states + 1, sizeof *c.queue);
    c.refused = calloc(lanes + 1, sizeof *c.refused);
    c.reached = calloc(lanes + 1, sizeof *c.reached);
    c.now = calloc(states + 1, sizeof *c.now);
    c.next = calloc(states + 1, sizeof *c.next);
    bool ready = c.legs_to != NULL && c.queue != NULL && c.refused != NULL && c.reached != NULL &&
                 c.now != NULL && c.next != NULL;
    if (ready) {
        reach_all(&c);
        count_lanes(&c);
        for (int mode = 0; mode < LW_MODE_COUNT; mode++)
            tallies[mode].plans = count_plans(&c, (lw_mode)mode);
    }
    free(c.legs_to);
    free(c.queue);
    free(c.refused);
    free(c.reached);
    free(c.now);
    free(c.next);
    return ready ? LW_OK : lw_fail_memory(err);
}
