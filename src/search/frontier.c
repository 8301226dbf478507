/* The rounds: labels of k legs become labels of k + 1. */
#include "base/error.h"
#include "base/vector.h"
#include "catalog/calendar.h"
#include "search/labels.h"

static bool start_uses_mode(const lw_search *search, const lw_start *start)
{
    int mode = search->goal.mode;
    if (mode == LW_ANY_MODE)
        return true;
    if (start->stock == NULL)
        return false;
    return mode == (int)lw_start_mode(search->network->catalog, start->node);
}

static bool settle_starts(lw_search *search)
{
    for (size_t i = 0; i < search->starts.count; i++) {
        const lw_start *start = &search->starts.items[i];
        lw_label label = {.cost = start->cost,
                          .at = search->demand->start_utc,
                          .parent = LW_NONE,
                          .lane = LW_NONE,
                          .state = search->network->state_first[start->node],
                          .start = (uint32_t)i,
                          .uses_mode = start_uses_mode(search, start)};
        if (!lw_labels_settle(search, &label))
            return false;
    }
    return true;
}

static bool within_limits(const lw_search *search, int64_t cost, int64_t blind, int64_t at)
{
    const lw_demand *demand = search->demand;
    return cost <= search->max_cost && blind <= demand->max_blind_minutes &&
           at - demand->start_utc <= demand->max_minutes;
}

static bool delivers_in_time(const lw_search *search, const lw_label *label)
{
    const lw_catalog *catalog = search->network->catalog;
    if (search->demand->deliver_by == LW_NO_LIMIT)
        return true;
    return label->at + lw_lane_end_offset(catalog, &catalog->lanes[label->lane]) <=
           search->demand->deliver_by;
}

/* What a label comes to at least, on some way. */
typedef struct outlook {
    int64_t cost, blind, at;
} outlook;

/* Whether some plan that comes to no less could still count. */
static inline bool is_promising(lw_search *search, const outlook *o)
{
    return within_limits(search, o->cost, o->blind, o->at) &&
           !lw_labels_hopeless(search, o->cost, o->blind, o->at);
}

/* Adds the least of the way on from a node; false when there is none. */
static inline bool look_on(const lw_subnet *own, uint32_t node, outlook *o)
{
    if (own->least_cost[node] == LW_NO_LIMIT)
        return false;
    o->cost += own->least_cost[node];
    o->blind += own->least_blind[node];
    o->at += own->least_minutes[node];
    return true;
}

/* Whether some plan over `link` could still count, given what the label before it and the hand-off
 * come to: judged by what the link and the way behind it cost and take at least, before anything is
 * worked out exactly. */
static inline bool link_is_promising(lw_search *search, outlook o, uint8_t legs,
                                     const lw_link *link)
{
    o.cost += link->least_cost;
    o.blind += link->blind;
    o.at += link->least_minutes;
    if (link->to_node != LW_NONE &&
        (legs + 1 >= search->demand->max_legs || !look_on(&search->own, link->to_node, &o)))
        return false;
    return is_promising(search, &o);
}

/* Adds the leg's own cost, blind minutes and time to a label that is past the hand-off. False when
 * it is refused on this way. */
static bool ride_link(lw_search *search, lw_label *label, const lw_link *link,
                      const lw_handoff *handoff, int64_t reached)
{
    const lw_crossing *crossing = lw_offers_crossing(&search->offers, link->lane);
    label->cost += link->cost;
    label->blind += link->blind;
    if (link->enters) {
        lw_entry_cost entry = lw_entry_price(&search->facts, crossing->entry_mode, label->cost);
        if (entry.refusal != LW_ACCEPTED)
            return false;
        label->cost += lw_entry_borne(search->demand, &entry);
    }
    if (!search->network->catalog->has_clock) { /* nobody waits: it takes what it takes at least */
        label->at += link->least_minutes;
        return true;
    }
    label->at = lw_time_leg(&search->facts, &search->clock, link->lane, crossing, handoff,
                            search->goal.hand, reached)
                    .cleared;
    return label->at != LW_NEVER;
}

/* Makes the label that follows `from` over `link`; false when it is refused or can lead to nothing
 * new. */
static inline bool follow(lw_search *search, uint32_t from, const lw_link *link, lw_label *label)
{
    const lw_network *network = search->network;
    const lw_label *parent = &search->labels.items[from];
    const lw_handoff *handoff = lw_network_handoff(network, parent->state, link->lane);
    outlook o = {parent->cost, parent->blind, parent->at};
    if (handoff != NULL) {
        int64_t fee;
        if (handoff->blind_minutes > search->demand->max_blind_gap_minutes ||
            lw_search_handoff_fee(search, handoff, network->state_node[parent->state], &fee) !=
                LW_ACCEPTED)
            return false;
        o.cost += fee;
        o.blind += handoff->blind_minutes;
        o.at += handoff->minutes;
    }
    if (!link_is_promising(search, o, parent->legs, link))
        return false;
    *label = *parent;
    label->cost = o.cost;
    label->blind = o.blind;
    label->at = o.at;
    if (!ride_link(search, label, link, handoff, parent->at))
        return false;
    label->parent = from;
    label->lane = link->lane;
    label->legs++;
    label->state = network->lane_state[link->lane];
    label->uses_mode |= (int)network->catalog->lanes[link->lane].mode == search->goal.mode;
    return true;
}

bool lw_search_allows(const lw_search *search, const lw_label *plan)
{
    return plan->uses_mode && within_limits(search, plan->cost, plan->blind, plan->at) &&
           delivers_in_time(search, plan);
}

/* Extends a label by all links of its node. False when memory is out. */
static bool extend(lw_search *search, uint32_t from)
{
    const lw_subnet *own = &search->own;
    const lw_label *parent = &search->labels.items[from];
    uint32_t node = search->network->state_node[parent->state];
    outlook o = {parent->cost, parent->blind, parent->at};
    if (!look_on(own, node, &o) || !is_promising(search, &o))
        return true;
    for (uint32_t k = 0; k < own->use_count[node]; k++) {
        lw_label label;
        if (!follow(search, from, &own->links.items[own->use_first[node] + k], &label))
            continue;
        bool kept = true;
        if (label.state != LW_NONE)
            kept = lw_labels_settle(search, &label);
        else if (lw_search_allows(search, &label))
            kept = lw_labels_arrive(search, &label);
        if (!kept)
            return false;
    }
    return true;
}

/* What a dive keeps as low as it can. */
typedef enum aim { AIM_COST, AIM_TIME, AIM_BLIND, AIM_COUNT } aim;

static int64_t prospect(const lw_subnet *own, const lw_link *link, aim what)
{
    bool ends = link->to_node == LW_NONE;
    const int64_t *onward = what == AIM_COST   ? own->least_cost
                            : what == AIM_TIME ? own->least_minutes
                                               : own->least_blind;
    int64_t here = what == AIM_COST   ? link->least_cost
                   : what == AIM_TIME ? link->least_minutes
                                      : link->blind;
    if (!ends && onward[link->to_node] == LW_NO_LIMIT)
        return LW_NO_LIMIT;
    return here + (ends ? 0 : onward[link->to_node]);
}

/* Follows the most promising links from a start down to a first good plan, so that the rounds have
 * something to measure against from the beginning. The plan is a real one; the rounds find it again
 * and know it. */
static bool dive(lw_search *search, uint32_t from, aim what)
{
    const lw_subnet *own = &search->own;
    for (;;) {
        uint32_t node = search->network->state_node[search->labels.items[from].state];
        const lw_link *best = NULL;
        for (uint32_t k = 0; k < own->use_count[node]; k++) {
            const lw_link *link = &own->links.items[own->use_first[node] + k];
            if (best == NULL || prospect(own, link, what) < prospect(own, best, what))
                best = link;
        }
        lw_label label;
        if (best == NULL || !follow(search, from, best, &label))
            return true;
        if (label.state == LW_NONE)
            return !lw_search_allows(search, &label) || lw_labels_arrive(search, &label);
        label.dropped = true; /* not of any bag */
        from = (uint32_t)search->labels.count;
        if (!LW_PUSH(&search->labels, label))
            return false;
    }
}

lw_status lw_search_frontier(lw_search *search, const lw_goal *goal, lw_error *err)
{
    search->goal = *goal;
    lw_labels_clear(search);
    lw_subnet_bound(&search->own, &search->offers, goal->hand);
    bool kept = settle_starts(search);
    size_t starts = search->labels.count;
    for (uint32_t start = 0; kept && start < starts; start++) {
        for (int what = 0; kept && what < AIM_COUNT; what++)
            kept = dive(search, start, (aim)what);
    }
    for (uint32_t done = 0; kept && done < search->labels.count; done++) {
        const lw_label *label = &search->labels.items[done];
        if (!label->dropped && label->state != LW_NONE)
            kept = extend(search, done);
    }
    return kept ? LW_OK : lw_fail_memory(err);
}
