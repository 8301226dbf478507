/* The part of the network that one shipment can use between some starts and some ends, and the
 * offers of its lanes. */
#ifndef LANEWISE_SEARCH_SUBNET_H
#define LANEWISE_SEARCH_SUBNET_H

#include <stdbool.h>
#include <stdint.h>

#include <lanewise/planner.h>

#include "pricing/offer.h"

/* Offers of the current shipment, priced on first use. */
typedef struct lw_offers {
    lw_facts *facts;  /* borrowed */
    lw_offer *items;  /* by lane */
    uint64_t *stamps; /* of a lane: `stamp` = its crossing is known, `stamp` + 1 = priced */
    uint64_t stamp;   /* of the current shipment: even */
} lw_offers;

bool lw_offers_init(lw_offers *offers, lw_facts *facts);
void lw_offers_release(lw_offers *offers);
void lw_offers_begin(lw_offers *offers); /* forgets all: the next shipment */

/* Where the lane lies on the way; allowed or not. */
static inline const lw_crossing *lw_offers_crossing(lw_offers *offers, uint32_t lane)
{
    if (offers->stamps[lane] < offers->stamp) {
        offers->items[lane].crossing = lw_facts_crossing(offers->facts, lane);
        offers->stamps[lane] = offers->stamp;
    }
    return &offers->items[lane].crossing;
}

/* Prices a lane; use lw_offers_get. */
const lw_offer *lw_offers_price(lw_offers *offers, uint32_t lane);

/* The offer of a lane whose crossing is allowed. Borrowed until the next shipment. */
static inline const lw_offer *lw_offers_get(lw_offers *offers, uint32_t lane)
{
    return offers->stamps[lane] == offers->stamp + 1 ? &offers->items[lane]
                                                     : lw_offers_price(offers, lane);
}

/* Takes over the price of a lane that has been worked out elsewhere: it is accepted. */
void lw_offers_put(lw_offers *offers, uint32_t lane, int64_t cost, int64_t billable_g);

/* A usable lane, with what the search needs of it side by side. */
typedef struct lw_link {
    uint32_t lane;
    uint32_t to_node;      /* LW_NONE = the destination */
    bool enters;           /* an entry's dues come on top of `cost` */
    int64_t cost;          /* as lw_offer.cost */
    int64_t blind;         /* of the leg and its clearances: all but the hand-off's */
    int64_t least_cost;    /* `cost` and the least an entry can cost */
    int64_t least_minutes; /* without hand-off and waiting, on the clock of the time criterion */
} lw_link;

#define LW_FAR UINT8_MAX /* more legs than any plan has */

/* A bundle that ends at the destination. */
typedef struct lw_last_bundle {
    uint32_t bundle;
    uint32_t next; /* of the same start, in lw_subnet.last_bundles; LW_NONE = none */
} lw_last_bundle;

/* Usable lanes that lie on some way of at most max_legs from a start to an end. */
typedef struct lw_subnet {
    const lw_network *network;
    uint8_t *from_start, *to_end; /* of a node: least legs; LW_FAR = none */
    uint32_t *last_first;         /* of a node: its newest in `last_bundles`; LW_NONE = none */
    struct {
        lw_last_bundle *items;
        size_t count, capacity;
    } last_bundles;
    uint32_t *use_first, *use_count; /* of a node: its run in `links` */
    struct {
        uint32_t *items;
        size_t count, capacity;
    } nodes; /* that can be reached, in order of legs */
    struct {
        lw_link *items;
        size_t count, capacity;
    } links;
    bool layered; /* every link leads further away from the starts, in legs */
    /* Of a node: no way on to an end is cheaper, faster, less blind than these; LW_NO_LIMIT = no
     * way on. */
    int64_t *least_cost, *least_minutes, *least_blind;
} lw_subnet;

bool lw_subnet_init(lw_subnet *subnet, const lw_network *network);
void lw_subnet_release(lw_subnet *subnet);

/* Ends: either the destination's zones, or nodes flagged in `end_nodes` (then zones are not ends).
 */
typedef struct lw_subnet_query {
    const uint32_t *starts;
    size_t start_count;
    const bool *end_nodes; /* NULL = the zones that the destination is in */
    int max_legs;
    int64_t max_gap; /* lanes with a longer blind term are left out; minutes */
} lw_subnet_query;

/* Minutes out of sight on a lane by `mode`, `leg_minutes` by itself, and at the borders it crosses;
 * false when one term of them is longer than `max_gap`. */
bool lw_subnet_blind(lw_facts *facts, lw_mode mode, const lw_crossing *crossing,
                     int64_t leg_minutes, int64_t max_gap, int64_t *sum);

/* Whether the shipment may pass a bundle at all. */
bool lw_subnet_may_pass(const lw_subnet *subnet, const lw_offers *offers, uint32_t bundle);

/* Fills `to_end`, `last_first` and `last_bundles` alone: for that, lanes need not be usable, only
 * allowed. False when memory is out. */
bool lw_subnet_reach(lw_subnet *subnet, lw_offers *offers, const lw_subnet_query *query);

/* False when memory is out. */
bool lw_subnet_find(lw_subnet *subnet, lw_offers *offers, const lw_subnet_query *query);

/* Fills the lower bounds, of links and nodes, for ends at the destination, on the clock `hand`. */
void lw_subnet_bound(lw_subnet *subnet, lw_offers *offers, lw_clock_hand hand);

#endif
