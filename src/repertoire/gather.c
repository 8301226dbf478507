/* Labels over whole ranges of weights: what is dropped is beaten at every weight at which it could
 * be offered. */
#include "repertoire/repertoire.h"

#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "catalog/calendar.h"
#include "repertoire/cost.h"
#include "repertoire/parallel.h"
#include "repertoire/writer.h"

#define MOST_LABELS 8192   /* more make a situation unfit */
#define MOST_WORK   100000 /* comparisons of bounds, one measure each: likewise */

typedef struct label {
    int64_t minutes, blind;
    uint32_t parent, lane, handoff;
    uint32_t state;   /* LW_NONE = at the destination */
    uint32_t next;    /* in the bag of its state */
    uint32_t entered; /* the label at whose end the goods were cleared; LW_NONE = none yet */
    uint16_t cells, sure;
    uint8_t legs, entry, kin;
    bool dropped;
} label;

struct lw_gatherer {
    const lw_terms *terms;
    const lw_network *network;
    lw_tariff tariff;
    lw_subnet reach;
    uint32_t *bags; /* of a state, and one more for the destination: its newest label */
    struct {
        label *items;
        size_t count, capacity;
    } labels;
    /* Of each label: the cost up to the entry, or of all; and the cost from there on. Only the
     * measures in use are kept up. */
    struct {
        lw_cost *items;
        size_t count, capacity;
    } before, after;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } touched;
    lw_parallel parallel;
    lw_writer writer;
    /* The task at hand. */
    lw_search *search;
    lw_scope scope;
    uint32_t work; /* done so far */
    bool by_volume, failed, unfit;
    uint8_t kins[LW_MODE_COUNT];
    lw_clock_hand hand;
};

lw_gatherer *lw_gatherer_new(const lw_terms *terms)
{
    lw_gatherer *g = calloc(1, sizeof *g);
    if (g == NULL)
        return NULL;
    g->terms = terms;
    g->network = terms->network;
    g->bags = malloc(((size_t)g->network->state_count + 1) * sizeof *g->bags);
    if (g->bags == NULL || !lw_tariff_init(&g->tariff, terms) ||
        !lw_parallel_init(&g->parallel, &g->tariff) || !lw_subnet_init(&g->reach, g->network) ||
        !lw_writer_init(&g->writer, terms)) {
        lw_gatherer_free(g);
        return NULL;
    }
    for (uint32_t i = 0; i <= g->network->state_count; i++)
        g->bags[i] = LW_NONE;
    return g;
}

void lw_gatherer_free(lw_gatherer *g)
{
    if (g == NULL)
        return;
    lw_writer_release(&g->writer);
    lw_parallel_release(&g->parallel);
    lw_tariff_release(&g->tariff);
    lw_subnet_release(&g->reach);
    free(g->bags);
    free(g->labels.items);
    free(g->before.items);
    free(g->after.items);
    free(g->touched.items);
    free(g);
}

/* ---- Bags -------------------------------------------------------------------------------------
 */

/* The cells in which every shipment does strictly better by `a` than by `b`, on their own cost. */
static uint16_t beaten_cells(lw_gatherer *g, uint32_t a, uint32_t b)
{
    const label *x = &g->labels.items[a], *y = &g->labels.items[b];
    uint16_t cells = x->sure & y->cells;
    if (cells == 0 || x->kin != y->kin)
        return 0;
    g->work += g->scope.measures;
    if (x->entered == y->entered && x->entered != LW_NONE)
        return cells & lw_cost_less(&g->after.items[a], &g->after.items[b], g->scope);
    cells &= lw_cost_less(&g->before.items[a], &g->before.items[b], g->scope);
    if (cells == 0 || x->kin == LW_NO_ENTRY)
        return cells;
    return cells & lw_cost_within(&g->after.items[a], &g->after.items[b], g->scope, 1);
}

static void forget_beaten(lw_gatherer *g, uint32_t a, uint32_t b)
{
    label *y = &g->labels.items[b];
    const label *x = &g->labels.items[a];
    if (x->legs > y->legs && y->state != LW_NONE)
        return;
    if (x->minutes <= y->minutes && x->blind <= y->blind)
        y->cells &= (uint16_t)~beaten_cells(g, a, b);
}

/* Puts the newest label into the bag of its state, unless it is beaten everywhere. */
static void settle(lw_gatherer *g)
{
    uint32_t index = (uint32_t)g->labels.count - 1;
    label *newest = &g->labels.items[index];
    uint32_t bag = newest->state == LW_NONE ? g->network->state_count : newest->state;
    for (uint32_t i = g->bags[bag]; i != LW_NONE && newest->cells != 0; i = g->labels.items[i].next)
        forget_beaten(g, i, index);
    if (newest->cells == 0) {
        g->labels.count--;
        return;
    }
    uint32_t *link = &g->bags[bag];
    if (*link == LW_NONE && !LW_PUSH(&g->touched, bag))
        g->failed = true;
    while (*link != LW_NONE) {
        label *other = &g->labels.items[*link];
        forget_beaten(g, index, *link);
        if (other->cells == 0) {
            other->dropped = true;
            *link = other->next;
        } else {
            link = &other->next;
        }
    }
    newest->next = g->bags[bag];
    g->bags[bag] = index;
}

/* ---- Legs -------------------------------------------------------------------------------------
 */

/* A place for one more label, its costs those of `parent`. */
static label *grow(lw_gatherer *g, uint32_t parent)
{
    size_t count = g->labels.count;
    if (!LW_RESERVE(&g->labels, count + 1) || !LW_RESERVE(&g->before, count + 1) ||
        !LW_RESERVE(&g->after, count + 1)) {
        g->failed = true;
        return NULL;
    }
    g->labels.count++;
    if (parent != LW_NONE) {
        g->labels.items[count] = g->labels.items[parent];
        memcpy(&g->before.items[count], &g->before.items[parent],
               g->scope.measures * sizeof(lw_bounds));
        memcpy(&g->after.items[count], &g->after.items[parent],
               g->scope.measures * sizeof(lw_bounds));
    } else {
        g->labels.items[count] = (label){0};
        memset(&g->before.items[count], 0, sizeof g->before.items[count]);
        memset(&g->after.items[count], 0, sizeof g->after.items[count]);
    }
    return &g->labels.items[count];
}

/* A fixed amount, the same at every weight. */
static void add_fee(lw_bounds *bounds, int64_t fee)
{
    lw_bounds flat;
    int32_t amount = fee > LW_OUT_OF_SIGHT ? LW_OUT_OF_SIGHT : (int32_t)fee;
    for (int i = 0; i < 4 * LW_CELLS; i++)
        (&flat.low[0][0])[i] = amount;
    lw_bounds_add(bounds, &flat);
}

/* The cells in which a part of a cost is offered at some weight. Of a sum one could not tell: it is
 * cut down to what stands for "not offered". */
static uint16_t offered_cells(const lw_gatherer *g, const lw_bounds *part)
{
    unsigned cells = 0;
    for (uint32_t c = 0; c < g->terms->cell_count; c++)
        cells |= (unsigned)(part->low[0][c] < LW_OUT_OF_SIGHT) << c;
    return (uint16_t)cells;
}

/* Adds what the lane charges, for leaving the node too, to the part of the cost that is running.
 * Returns the cells of the actual weight in which all of it is offered. */
static uint16_t add_charges(lw_gatherer *g, lw_cost *sum, uint32_t lane, const lw_lane_bounds *own,
                            const lw_crossing *crossing, int64_t fee)
{
    lw_lane_bounds room;
    const lw_lane *l = &g->network->catalog->lanes[lane];
    uint32_t measure = g->by_volume ? g->terms->lane_measure[lane] : 0;
    uint16_t cells = own->cells;
    if (measure == LW_OTHER_MEASURE)
        measure = 0;
    lw_bounds_add(&sum->measure[measure], &own->bounds);
    if (measure == 0)
        cells &= offered_cells(g, &own->bounds);
    const lw_bounds *handling = lw_tariff_handling(&g->tariff, l->from.i, &room);
    if (handling != NULL) {
        lw_bounds_add(&sum->measure[0], handling);
        cells &= offered_cells(g, handling);
    }
    if (crossing->exits) {
        const lw_bounds *clearance = lw_tariff_exit(&g->tariff, l->mode);
        lw_bounds_add(&sum->measure[0], clearance);
        cells &= offered_cells(g, clearance);
    }
    if (fee > 0)
        add_fee(&sum->measure[0], fee);
    return cells;
}

/* Times and clears the leg; false when it is never over. */
static bool run_leg(lw_gatherer *g, label *made, uint32_t index, const lw_crossing *crossing,
                    const lw_handoff *handoff)
{
    int64_t start = g->search->demand->start_utc;
    int64_t at = lw_time_leg(&g->search->facts, &g->search->clock, made->lane, crossing, handoff,
                             g->hand, start + made->minutes)
                     .cleared;
    g->unfit |= at != LW_NEVER && at - start > INT32_MAX; /* too long to be written down */
    if (at == LW_NEVER || g->unfit)
        return false;
    int64_t blind;
    const lw_lane *lane = &g->network->catalog->lanes[made->lane];
    lw_subnet_blind(&g->search->facts, lane->mode, crossing, lw_lane_blind_minutes(lane),
                    LW_NO_LIMIT, &blind);
    made->minutes = at - start;
    made->blind += blind + (handoff ? handoff->blind_minutes : 0);
    made->legs++;
    made->entry = LW_NO_ENTRY;
    if (crossing->enters && g->kins[crossing->entry_mode] != LW_NO_ENTRY) {
        made->entry = (uint8_t)crossing->entry_mode;
        made->kin = g->kins[crossing->entry_mode];
        made->entered = index;
    }
    g->unfit |= made->blind > INT32_MAX;
    return true;
}

/* Follows one lane from a label. */
static void follow(lw_gatherer *g, uint32_t from, const lw_parallel_lane *along)
{
    const label *parent = &g->labels.items[from];
    uint32_t lane = along->lane;
    const lw_handoff *handoff = lw_network_handoff(g->network, parent->state, lane);
    int64_t fee = 0;
    if ((parent->cells & along->bounds.cells) == 0)
        return;
    if (handoff != NULL &&
        lw_search_handoff_fee(g->search, handoff, g->network->state_node[parent->state], &fee) !=
            LW_ACCEPTED)
        return;
    label *made = grow(g, from);
    if (made == NULL)
        return;
    uint32_t index = (uint32_t)g->labels.count - 1;
    const lw_crossing *crossing = lw_offers_crossing(&g->search->offers, lane);
    lw_cost *running = made->kin == LW_NO_ENTRY ? &g->before.items[index] : &g->after.items[index];
    made->cells &= add_charges(g, running, lane, &along->bounds, crossing, fee);
    made->parent = from;
    made->lane = lane;
    made->handoff = handoff == NULL ? LW_NONE : (uint32_t)(handoff - g->network->catalog->handoffs);
    made->state = g->network->lane_state[lane];
    made->sure &= along->bounds.sure;
    made->dropped = false;
    if (made->cells == 0 || !run_leg(g, made, index, crossing, handoff)) {
        g->labels.count--;
        return;
    }
    settle(g);
    g->unfit |= g->labels.count > MOST_LABELS || g->work > MOST_WORK;
}

static void follow_bundle(lw_gatherer *g, uint32_t from, uint32_t bundle)
{
    lw_parallel_run run;
    if (!lw_parallel_lanes(&g->parallel, bundle, &run)) {
        g->failed = true;
        return;
    }
    for (uint32_t k = 0; k < run.count && !g->unfit && !g->failed; k++)
        follow(g, from, &g->parallel.lanes.items[run.first + k]);
}

static void extend(lw_gatherer *g, uint32_t from)
{
    const lw_network *network = g->network;
    const label *parent = &g->labels.items[from];
    uint32_t node = network->state_node[parent->state];
    int legs = parent->legs, most = g->search->demand->max_legs;
    for (uint32_t b = network->out_bundle_first[node]; b < network->out_bundle_zones[node]; b++) {
        uint32_t to = network->bundles[b].to_node;
        if (legs + 1 + g->reach.to_end[to] <= most &&
            lw_subnet_may_pass(&g->reach, &g->search->offers, b))
            follow_bundle(g, from, b);
    }
    if (legs + 1 > most)
        return;
    for (uint32_t k = g->reach.last_first[node]; k != LW_NONE;
         k = g->reach.last_bundles.items[k].next)
        follow_bundle(g, from, g->reach.last_bundles.items[k].bundle);
}

/* ---- The task ---------------------------------------------------------------------------------
 */

/* Whether some duty, and whether one by a named mode, is owed in a country. */
static void look_at_duties(const lw_catalog *catalog, lw_country_ref country, bool *any,
                           bool *by_mode)
{
    const lw_country_rows *rows = &catalog->duties_of;
    *any = *by_mode = false;
    for (uint32_t k = rows->first[country.i]; k < rows->first[country.i + 1]; k++) {
        *any = true;
        *by_mode |= catalog->duties[rows->rows[k]].mode != LW_ANY_MODE;
    }
}

/* Modes whose entries are alike are one kin: that of the first of them. An entry that costs nothing
 * is none. */
static void find_kins(lw_gatherer *g)
{
    lw_facts *facts = &g->search->facts;
    bool any, by_mode;
    look_at_duties(g->network->catalog, g->search->demand->country, &any, &by_mode);
    for (int mode = 0; mode < LW_MODE_COUNT; mode++) {
        const lw_customs *row = lw_facts_entry(facts, (lw_mode)mode)->row;
        g->kins[mode] = row == NULL && !any ? LW_NO_ENTRY : (uint8_t)mode;
        for (int other = 0; other < mode && !by_mode; other++) {
            if (lw_facts_entry(facts, (lw_mode)other)->row == row) {
                g->kins[mode] = g->kins[other];
                break;
            }
        }
    }
}

static void clear(lw_gatherer *g)
{
    for (size_t i = 0; i < g->touched.count; i++)
        g->bags[g->touched.items[i]] = LW_NONE;
    g->touched.count = g->labels.count = 0;
    g->failed = g->unfit = false;
    g->work = 0;
}

static void begin_at(lw_gatherer *g, uint32_t start)
{
    label *root = grow(g, LW_NONE);
    if (root == NULL)
        return;
    uint16_t all = (uint16_t)((1u << g->terms->cell_count) - 1);
    *root = (label){.parent = LW_NONE,
                    .lane = LW_NONE,
                    .handoff = LW_NONE,
                    .state = g->network->state_first[start],
                    .entered = LW_NONE,
                    .cells = all,
                    .sure = all,
                    .entry = LW_NO_ENTRY,
                    .kin = LW_NO_ENTRY};
    settle(g);
}

/* Leaves to each label the cells of the kept ends behind it. */
static void mark_kept(lw_gatherer *g)
{
    for (size_t i = 0; i < g->labels.count; i++) {
        label *l = &g->labels.items[i];
        if (l->state != LW_NONE || l->dropped)
            l->cells = 0;
    }
    for (size_t i = g->labels.count; i-- > 1;) {
        const label *l = &g->labels.items[i];
        g->labels.items[l->parent].cells |= l->cells;
    }
}

/* Hands the labels of one cell over, in order. */
static bool write_cell(lw_gatherer *g, lw_writer *writer, uint32_t cell)
{
    lw_writer_begin(writer, cell);
    for (uint32_t i = 1; i < g->labels.count; i++) {
        const label *l = &g->labels.items[i];
        if ((l->cells >> cell & 1) == 0)
            continue;
        const lw_written_leg leg = {
            .label = i,
            .parent = l->parent,
            .lane = l->lane,
            .handoff = l->handoff,
            .minutes = (int32_t)l->minutes,
            .blind = (int32_t)l->blind,
            .entry = l->entry,
            .kin = l->kin,
            .ends = l->state == LW_NONE,
        };
        if (!lw_writer_add(writer, &leg))
            return false;
    }
    return true;
}

/* NULL when memory is out. */
static lw_repertoire *write_down(lw_gatherer *g, const lw_situation *situation)
{
    lw_repertoire *made = calloc(1, sizeof *made);
    if (made == NULL)
        return NULL;
    made->situation = *situation;
    made->unfit = g->unfit;
    mark_kept(g);
    bool written = true;
    for (uint32_t cell = 0; written && cell < g->terms->cell_count && !made->unfit; cell++)
        written = write_cell(g, &g->writer, cell) && lw_writer_end(&g->writer, made);
    if (written)
        return made;
    lw_repertoire_free(made);
    return NULL;
}

lw_repertoire *lw_gather(lw_gatherer *g, lw_search *search, const lw_situation *situation,
                         uint32_t start, lw_clock_hand hand)
{
    lw_subnet_query query = {.starts = &start,
                             .start_count = 1,
                             .max_legs = search->demand->max_legs,
                             .max_gap = LW_NO_LIMIT};
    g->search = search;
    g->hand = hand;
    g->by_volume = situation->by_volume;
    g->scope = (lw_scope){g->by_volume ? g->terms->measure_count : 1, g->terms->cell_count};
    clear(g);
    lw_tariff_begin(&g->tariff, &search->facts, situation);
    lw_parallel_begin(&g->parallel, &search->offers, g->by_volume);
    g->writer.search = search;
    g->writer.by_volume = g->by_volume;
    find_kins(g);
    if (!lw_subnet_reach(&g->reach, &search->offers, &query))
        return NULL;
    begin_at(g, start);
    for (uint32_t done = 0; done < g->labels.count && !g->failed && !g->unfit; done++) {
        const label *l = &g->labels.items[done];
        if (!l->dropped && l->state != LW_NONE)
            extend(g, done);
    }
    return g->failed || g->tariff.ledger.failed ? NULL : write_down(g, situation);
}
