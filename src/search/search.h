/* The search: labels over (node, arrival), round by round in the number of legs, until only plans
 * that nothing beats are left.
 *
 * A label is a way from a start to a node: what it cost, how long it stays unseen, when it arrives
 * on the clock of the time criterion; the other two clocks are run for finished plans only. Two
 * labels of one state are compared on these three; legs count as a resource. Every price that
 * depends on the way so far grows with the cost so far, and every clock is first in, first out: so
 * a label that is no worse everywhere can stand in for the other. Cost and blind time add up, so a
 * strict lead in them is never lost; a lead in time can be lost waiting for a departure, so with
 * calendars a label behind in time alone is dropped only when it would lose the tie, too.
 *
 * One lw_search serves one thread; its memory is reused from shipment to shipment. */
#ifndef LANEWISE_SEARCH_SEARCH_H
#define LANEWISE_SEARCH_SEARCH_H

#include <stdbool.h>
#include <stdint.h>

#include <lanewise/planner.h>

#include "pricing/offer.h"
#include "search/subnet.h"
#include "search/timing.h"

#define LW_MAX_LEGS 12

/* Where a journey begins: at the origin, or at a warehouse with stock. */
typedef struct lw_start {
    uint32_t node;
    const lw_stock *stock; /* NULL = shipped from the origin */
    int64_t cost;          /* borne before the journey: inbound and storage, quote minor units */
    uint32_t inbound[LW_MAX_LEGS]; /* lanes of the inbound chain, first to last */
    uint32_t inbound_count;
} lw_start;

typedef struct lw_label {
    int64_t cost;    /* quote minor units */
    int64_t blind;   /* minutes */
    int64_t at;      /* arrival on the clock of the time criterion, UTC minutes */
    uint32_t parent; /* LW_NONE = a start */
    uint32_t lane;   /* that led here; LW_NONE for a start */
    uint32_t state;  /* LW_NONE = at the destination */
    uint32_t next;   /* in the bag of its state */
    uint32_t start;  /* index into lw_search.starts */
    uint8_t legs;
    bool dropped;
    bool uses_mode; /* the way uses lw_goal.mode; true when no mode is asked for */
} lw_label;

/* A plan on the frontier: its criteria beside each other, because they are compared most of all. */
typedef struct lw_arrival {
    int64_t cost, blind, at; /* as in the label */
    uint32_t label;
} lw_arrival;

/* What one run of the search is for. */
typedef struct lw_goal {
    lw_clock_hand hand; /* clock of the time criterion */
    int mode;           /* only plans that use this mode; LW_ANY_MODE = all plans */
} lw_goal;

typedef struct lw_search {
    const lw_network *network; /* borrowed */
    const lw_demand *demand;   /* borrowed, of the current shipment */
    lw_facts facts;
    lw_offers offers;
    lw_clock_memo clock;
    lw_subnet own,
        inbound; /* lanes between the starts and the destination; the origin and the stock */

    struct {
        lw_start *items;
        size_t count, capacity;
    } starts;
    struct {
        lw_label *items;
        size_t count, capacity;
    } labels;
    uint32_t *bags; /* of a state: its newest label, LW_NONE = empty */
    struct {
        uint32_t *items;
        size_t count, capacity;
    } touched; /* states whose bags are not empty */
    struct {
        lw_arrival *items;
        size_t count, capacity;
    } arrivals;                 /* plans that nothing beats: the frontier */
    lw_known_sum *handoff_fees; /* by row */

    int64_t max_cost; /* the shipment's limit in minor units; LW_NO_LIMIT */
    lw_goal goal;
} lw_search;

lw_status lw_search_init(lw_search *search, const lw_network *network, lw_error *err);
void lw_search_release(lw_search *search);

/* Turns to the next shipment and finds its starts. `demand` must outlive the use. */
lw_status lw_search_turn(lw_search *search, const lw_demand *demand, lw_error *err);

/* Finds the lanes between its starts and the destination. */
lw_status lw_search_begin(lw_search *search, lw_error *err);

/* Fills `arrivals` with the frontier of the feasible plans of `goal`, in no particular order; may
 * be called again with another goal. Exact. Time grows with the labels that nothing beats. */
lw_status lw_search_frontier(lw_search *search, const lw_goal *goal, lw_error *err);

/* Whether a plan keeps the shipment's limits and uses the mode that is asked for. */
bool lw_search_allows(const lw_search *search, const lw_label *plan);

/* Finds the starts of the shipment: the origin, and every warehouse whose stock can serve it, with
 * the cheapest inbound chain where the stock row knows no price for it. Called by lw_search_turn.
 */
lw_status lw_search_find_starts(lw_search *search, lw_error *err);

/* The mode of a warehouse as the start of a stocked plan. */
lw_mode lw_start_mode(const lw_catalog *catalog, uint32_t node);

/* Works out the fee of a hand-off for the current shipment; use lw_search_handoff_fee. */
void lw_search_find_handoff_fee(lw_search *search, const lw_handoff *handoff, uint32_t node);

/* The fee of a hand-off for the current shipment. */
static inline lw_refusal lw_search_handoff_fee(lw_search *search, const lw_handoff *handoff,
                                               uint32_t node, int64_t *fee)
{
    const lw_known_sum *known = &search->handoff_fees[handoff - search->network->catalog->handoffs];
    if (known->stamp != search->facts.stamp)
        lw_search_find_handoff_fee(search, handoff, node);
    *fee = known->amount;
    return known->refusal;
}

/* A chain of lanes from a start on. */
typedef struct lw_way {
    uint32_t start; /* index into lw_search.starts */
    uint32_t legs;
    uint32_t lanes[LW_MAX_LEGS];
} lw_way;

lw_way lw_label_way(const lw_search *search, const lw_label *label);

/* What decides between plans that are equal on all three criteria: shipped before stocked, then
 * fewer legs, then the start's id, then the lanes' ids in byte order. True when `a` comes first. */
bool lw_way_wins(const lw_search *search, const lw_way *a, const lw_way *b);

/* The same for the ways of two labels. */
bool lw_label_wins_tie(const lw_search *search, const lw_label *a, const lw_label *b);

/* What the refused lanes and the plans of a mode add up to, for explanations. */
typedef struct lw_mode_tally {
    uint32_t refused[LW_REFUSAL_COUNT];
    uint32_t nearest_lane[LW_REFUSAL_COUNT]; /* LW_NONE = none measured */
    lw_nearness nearest[LW_REFUSAL_COUNT];
    uint32_t reached; /* lanes of the mode that could be reached, refused or not */
    uint32_t leaving; /* lanes of the mode that leave the origin */
    uint64_t plans;   /* chains to the destination that use the mode, limits aside; saturates */
} lw_mode_tally;

lw_status lw_search_tally(lw_search *search, lw_mode_tally tallies[LW_MODE_COUNT], lw_error *err);

#endif
