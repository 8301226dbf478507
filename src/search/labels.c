/* Labels: the way they tell, and which of two can stand in for the other. */
#include "search/labels.h"

#include "base/vector.h"

void lw_labels_clear(lw_search *search)
{
    for (size_t i = 0; i < search->touched.count; i++)
        search->bags[search->touched.items[i]] = LW_NONE;
    search->touched.count = 0;
    search->labels.count = 0;
    search->arrivals.count = 0;
}

lw_way lw_label_way(const lw_search *search, const lw_label *label)
{
    lw_way way = {.start = label->start, .legs = label->legs};
    for (const lw_label *at = label; at->legs > 0; at = &search->labels.items[at->parent])
        way.lanes[at->legs - 1] = at->lane;
    return way;
}

bool lw_way_wins(const lw_search *search, const lw_way *a, const lw_way *b)
{
    const lw_catalog *catalog = search->network->catalog;
    const lw_start *start_a = &search->starts.items[a->start],
                   *start_b = &search->starts.items[b->start];
    if ((start_a->stock == NULL) != (start_b->stock == NULL))
        return start_a->stock == NULL;
    if (a->legs != b->legs)
        return a->legs < b->legs;
    if (start_a->node != start_b->node)
        return catalog->nodes[start_a->node].id_rank < catalog->nodes[start_b->node].id_rank;
    for (uint32_t i = 0; i < a->legs; i++) {
        if (a->lanes[i] != b->lanes[i])
            return catalog->lanes[a->lanes[i]].id_rank < catalog->lanes[b->lanes[i]].id_rank;
    }
    return false;
}

bool lw_label_wins_tie(const lw_search *search, const lw_label *a, const lw_label *b)
{
    lw_way x = lw_label_way(search, a), y = lw_label_way(search, b);
    return lw_way_wins(search, &x, &y);
}

static inline bool no_worse(const lw_label *a, const lw_label *b)
{
    return a->cost <= b->cost && a->blind <= b->blind && a->at <= b->at;
}

/* `a` and everything that can follow it makes `b` superfluous; both are of one state. */
static inline bool stands_in(const lw_search *search, const lw_label *a, const lw_label *b)
{
    if (!no_worse(a, b) || a->legs > b->legs || a->uses_mode < b->uses_mode)
        return false;
    if (a->cost < b->cost || a->blind < b->blind)
        return true;
    if (a->at < b->at && !search->network->catalog->has_clock)
        return true;
    return lw_label_wins_tie(search, a, b);
}

bool lw_labels_hopeless(lw_search *search, int64_t cost, int64_t blind, int64_t at)
{
    lw_arrival *plans = search->arrivals.items;
    for (size_t i = 0; i < search->arrivals.count; i++) {
        lw_arrival *plan = &plans[i];
        if (plan->cost > cost || plan->blind > blind || plan->at > at ||
            (plan->cost == cost && plan->blind == blind && plan->at == at))
            continue;
        lw_arrival first = *plans; /* what beats one way often beats the next */
        *plans = *plan;
        *plan = first;
        return true;
    }
    return false;
}

static bool push_label(lw_search *search, const lw_label *label)
{
    return search->labels.count < LW_NONE && LW_PUSH(&search->labels, *label);
}

bool lw_labels_settle(lw_search *search, const lw_label *label)
{
    uint32_t *link = &search->bags[label->state];
    if (*link == LW_NONE && !LW_PUSH(&search->touched, label->state))
        return false;
    while (*link != LW_NONE) {
        lw_label *other = &search->labels.items[*link];
        if (stands_in(search, other, label))
            return true;
        if (stands_in(search, label, other)) {
            other->dropped = true;
            *link = other->next;
        } else {
            link = &other->next;
        }
    }
    if (!push_label(search, label))
        return false;
    lw_label *kept = &search->labels.items[search->labels.count - 1];
    kept->next = search->bags[label->state];
    search->bags[label->state] = (uint32_t)(search->labels.count - 1);
    return true;
}

/* As whole plans: no worse on all three, and better on one or kept of two equals. A plan keeps its
 * place against itself. */
static bool keeps_out(const lw_search *search, const lw_arrival *plan, const lw_label *label)
{
    if (plan->cost > label->cost || plan->blind > label->blind || plan->at > label->at)
        return false;
    return plan->cost < label->cost || plan->blind < label->blind || plan->at < label->at ||
           !lw_label_wins_tie(search, label, &search->labels.items[plan->label]);
}

bool lw_labels_arrive(lw_search *search, const lw_label *label)
{
    size_t kept = 0;
    for (size_t i = 0; i < search->arrivals.count; i++) {
        if (keeps_out(search, &search->arrivals.items[i], label))
            return true;
    }
    for (size_t i = 0; i < search->arrivals.count; i++) {
        lw_arrival plan = search->arrivals.items[i];
        if (plan.cost < label->cost || plan.blind < label->blind || plan.at < label->at)
            search->arrivals.items[kept++] = plan;
    }
    search->arrivals.count = kept;
    lw_arrival arrival = {label->cost, label->blind, label->at, (uint32_t)search->labels.count};
    return push_label(search, label) && LW_PUSH(&search->arrivals, arrival);
}
