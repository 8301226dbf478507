/* Arrivals: which carriers' arrivals at a node need telling apart, and the hand-off row of each. */
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "network/build.h"

/* The most specific hand-off for three given ends; the rows are sorted for bsearch. */
typedef struct handoff_key {
    uint32_t node, from, to;
    uint32_t row;
} handoff_key;

typedef struct builder {
    lw_network *network;
    handoff_key *keys;
    size_t key_count;
    uint32_t
        *carrier_slot; /* of a carrier: its place in `arriving` or `leaving` of the current node */
    uint_vector arriving, leaving;
    uint_vector rows; /* all hand-off rows of all states */
    uint_vector state_first, state_node, handoff_first;
    uint32_t *lane_state, *onward_index;
} builder;

static int compare_keys(const void *a, const void *b)
{
    const handoff_key *x = a, *y = b;
    if (x->node != y->node)
        return x->node < y->node ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    if (x->to != y->to)
        return x->to < y->to ? -1 : 1;
    return 0;
}

static bool sort_handoffs(builder *b)
{
    const lw_catalog *catalog = b->network->catalog;
    b->key_count = catalog->handoff_count;
    b->keys = calloc(b->key_count + 1, sizeof *b->keys);
    if (b->keys == NULL)
        return false;
    for (uint32_t i = 0; i < catalog->handoff_count; i++) {
        const lw_handoff *row = &catalog->handoffs[i];
        b->keys[i] = (handoff_key){row->node.i, row->from_carrier.i, row->to_carrier.i, i};
    }
    qsort(b->keys, b->key_count, sizeof *b->keys, compare_keys);
    return true;
}

/* A named node counts 4, the carrier before 2, the carrier after 1: the highest sum that has a row.
 */
static uint32_t most_specific(const builder *b, uint32_t node, uint32_t from, uint32_t to)
{
    if (from == to || b->key_count == 0)
        return LW_NONE;
    for (int rank = 7; rank >= 0; rank--) {
        handoff_key wanted = {rank & 4 ? node : LW_NONE, rank & 2 ? from : LW_NONE,
                              rank & 1 ? to : LW_NONE, 0};
        const handoff_key *found =
            bsearch(&wanted, b->keys, b->key_count, sizeof *b->keys, compare_keys);
        if (found != NULL)
            return found->row;
    }
    return LW_NONE;
}

/* The distinct carriers of some lanes, numbered in order of first appearance. */
static bool distinct_carriers(builder *b, uint_vector *carriers, const uint32_t *lanes,
                              uint32_t count)
{
    const lw_lane *all = b->network->catalog->lanes;
    carriers->count = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t carrier = all[lanes[i]].carrier.i;
        uint32_t slot = b->carrier_slot[carrier];
        if (slot < carriers->count && carriers->items[slot] == carrier)
            continue;
        b->carrier_slot[carrier] = (uint32_t)carriers->count;
        if (!LW_PUSH(carriers, carrier))
            return false;
    }
    return true;
}

/* Appends one state of `node` whose hand-offs are the last rows pushed, unless an earlier state of
 * this node has the same; returns the state, LW_NONE when memory is out. `width` is the number of
 * leaving carriers. */
static uint32_t settle_state(builder *b, uint32_t node, uint32_t first_state, size_t width)
{
    size_t fresh = b->rows.count - width;
    for (uint32_t s = first_state; s < b->state_node.count; s++) {
        if (width == 0 || memcmp(b->rows.items + b->handoff_first.items[s], b->rows.items + fresh,
                                 width * sizeof *b->rows.items) == 0) {
            b->rows.count = fresh;
            return s;
        }
    }
    if (!LW_PUSH(&b->state_node, node) || !LW_PUSH(&b->handoff_first, (uint32_t)fresh))
        return LW_NONE;
    return (uint32_t)(b->state_node.count - 1);
}

static bool push_handoffs(builder *b, uint32_t node, uint32_t from)
{
    for (size_t i = 0; i < b->leaving.count; i++) {
        uint32_t row =
            from == LW_NONE ? LW_NONE : most_specific(b, node, from, b->leaving.items[i]);
        if (!LW_PUSH(&b->rows, row))
            return false;
    }
    return true;
}

static bool build_node(builder *b, uint32_t node)
{
    const lw_network *n = b->network;
    const lw_lane *lanes = n->catalog->lanes;
    const uint32_t *out = n->out_lanes + n->out_first[node], *in = n->in_lanes + n->in_first[node];
    uint32_t out_count = n->out_first[node + 1] - n->out_first[node];
    uint32_t in_count = n->in_first[node + 1] - n->in_first[node];

    if (!distinct_carriers(b, &b->leaving, out, out_count))
        return false;
    for (uint32_t i = 0; i < out_count; i++)
        b->onward_index[out[i]] = b->carrier_slot[lanes[out[i]].carrier.i];

    uint32_t first_state = (uint32_t)b->state_node.count;
    if (!push_handoffs(b, node, LW_NONE) ||
        settle_state(b, node, first_state, b->leaving.count) == LW_NONE)
        return false;

    if (!distinct_carriers(b, &b->arriving, in, in_count))
        return false;
    for (size_t i = 0; i < b->arriving.count; i++) {
        uint32_t carrier = b->arriving.items[i];
        if (!push_handoffs(b, node, carrier))
            return false;
        uint32_t state = settle_state(b, node, first_state, b->leaving.count);
        if (state == LW_NONE)
            return false;
        for (uint32_t k = 0; k < in_count; k++) {
            if (lanes[in[k]].carrier.i == carrier)
                b->lane_state[in[k]] = state;
        }
    }
    return true;
}

static bool build_all(builder *b)
{
    lw_network *n = b->network;
    const lw_catalog *catalog = n->catalog;
    b->carrier_slot = calloc((size_t)catalog->carrier_count + 1, sizeof *b->carrier_slot);
    b->lane_state = lw_arena_alloc(&n->arena, catalog->lane_count, sizeof *b->lane_state);
    b->onward_index = lw_arena_alloc(&n->arena, catalog->lane_count, sizeof *b->onward_index);
    if (b->carrier_slot == NULL || b->lane_state == NULL || b->onward_index == NULL ||
        !sort_handoffs(b))
        return false;
    for (uint32_t i = 0; i < catalog->lane_count; i++)
        b->lane_state[i] = LW_NONE;
    for (uint32_t node = 0; node < catalog->node_count; node++) {
        if (!LW_PUSH(&b->state_first, (uint32_t)b->state_node.count) || !build_node(b, node))
            return false;
    }
    if (!LW_PUSH(&b->state_first, (uint32_t)b->state_node.count))
        return false;

    n->state_count = (uint32_t)b->state_node.count;
    n->lane_state = b->lane_state;
    n->onward_index = b->onward_index;
    n->state_first =
        lw_arena_copy(&n->arena, b->state_first.items, b->state_first.count, sizeof(uint32_t));
    n->state_node =
        lw_arena_copy(&n->arena, b->state_node.items, b->state_node.count, sizeof(uint32_t));
    n->handoff_first =
        lw_arena_copy(&n->arena, b->handoff_first.items, b->handoff_first.count, sizeof(uint32_t));
    n->handoff_rows = lw_arena_copy(&n->arena, b->rows.items, b->rows.count, sizeof(uint32_t));
    return n->state_first != NULL && n->state_node != NULL && n->handoff_first != NULL &&
           n->handoff_rows != NULL;
}

bool lw_network_build_states(lw_network *network)
{
    builder b = {.network = network};
    bool built = build_all(&b);
    free(b.keys);
    free(b.carrier_slot);
    free(b.arriving.items);
    free(b.leaving.items);
    free(b.rows.items);
    free(b.state_first.items);
    free(b.state_node.items);
    free(b.handoff_first.items);
    return built;
}
