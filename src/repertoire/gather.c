/* Labels over whole cells of weights: what is dropped is beaten at every weight at which it could
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

/* What is compared comes first. */
typedef struct label {
    int32_t minutes, blind;
    lw_bounds total; /* all parts of its cost together */
    uint32_t next;   /* in the bag of its state */
    uint32_t state;  /* LW_NONE = at the destination */
    uint32_t parent, lane, handoff;
    uint32_t entered; /* the label at whose end the goods were cleared; LW_NONE = none yet */
    uint8_t legs, entry, kin;
    bool sure; /* it is offered at every weight of the situation, but for gaps in cards */
    bool dropped;
    bool kept; /* on the way to an end that is kept */
} label;

/* What a border takes, by a mode. */
typedef struct delay {
    int64_t minutes, blind;
    bool charges; /* perhaps */
} delay;

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
    /* Of each label: its cost where that has several parts; and what of it had been borne when the
     * goods were cleared, where they have been. */
    struct {
        lw_cost *items;
        size_t count, capacity;
    } sums, cleared;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } touched;
    lw_parallel parallel;
    lw_writer writer;
    /* The task at hand. */
    lw_search *search;
    uint32_t parts; /* of a cost, in use */
    uint32_t work;  /* done so far */
    bool failed, unfit;
    bool dues; /* an entry may cost something */
    uint8_t kins[LW_MODE_COUNT];
    delay exits[LW_MODE_COUNT], entries[LW_MODE_COUNT];
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
    lw_tariff_init(&g->tariff, terms);
    if (g->bags == NULL || !lw_parallel_init(&g->parallel, &g->tariff) ||
        !lw_subnet_init(&g->reach, g->network) || !lw_writer_init(&g->writer, terms)) {
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
    free(g->sums.items);
    free(g->cleared.items);
    free(g->touched.items);
    free(g);
}

/* ---- Bags -------------------------------------------------------------------------------------
 */

/* Whether every shipment does strictly better by `x` than by `y`: it bears less, and the dues of an
 * entry are no more, because no more had been borne at the border. */
static bool costs_less(lw_gatherer *g, uint32_t x, uint32_t y)
{
    const label *a = &g->labels.items[x], *b = &g->labels.items[y];
    g->work++;
    if (!a->sure || a->kin != b->kin)
        return false;
    if (g->parts > 1 && !lw_cost_within(&g->sums.items[x], &g->sums.items[y], g->parts, 0))
        return false;
    return a->entered == b->entered ||
           lw_cost_within(&g->cleared.items[x], &g->cleared.items[y], g->parts, 1);
}

static inline bool beats(lw_gatherer *g, uint32_t x, uint32_t y)
{
    const label *a = &g->labels.items[x], *b = &g->labels.items[y];
    return a->minutes <= b->minutes && a->blind <= b->blind &&
           lw_bounds_less(&a->total, &b->total) && (a->legs <= b->legs || b->state == LW_NONE) &&
           costs_less(g, x, y);
}

/* Puts the newest label into the bag of its state, unless it is beaten. */
static void settle(lw_gatherer *g)
{
    uint32_t index = (uint32_t)g->labels.count - 1;
    label *labels = g->labels.items, *newest = &labels[index];
    uint32_t bag = newest->state == LW_NONE ? g->network->state_count : newest->state;
    uint32_t *link = &g->bags[bag];
    for (uint32_t i = *link; i != LW_NONE; i = labels[i].next) {
        if (beats(g, i, index)) {
            g->labels.count--;
            return;
        }
    }
    if (*link == LW_NONE && !LW_PUSH(&g->touched, bag))
        g->failed = true;
    while (*link != LW_NONE) {
        label *other = &labels[*link];
        if (beats(g, index, *link)) {
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

/* A place for one more label, a copy of `parent`. */
static label *grow(lw_gatherer *g, uint32_t parent)
{
    size_t count = g->labels.count;
    if (!LW_RESERVE(&g->labels, count + 1) || (g->parts > 1 && !LW_RESERVE(&g->sums, count + 1)) ||
        (g->dues && !LW_RESERVE(&g->cleared, count + 1))) {
        g->failed = true;
        return NULL;
    }
    g->labels.items[count] = g->labels.items[parent];
    if (g->parts > 1)
        g->sums.items[count] = g->sums.items[parent];
    if (g->dues)
        g->cleared.items[count] = g->cleared.items[parent];
    g->labels.count++;
    return &g->labels.items[count];
}

/* Adds to a part of the newest label's cost. */
static inline void charge(lw_gatherer *g, label *newest, uint32_t part, const lw_bounds *bounds)
{
    lw_bounds_add(&newest->total, bounds);
    if (g->parts > 1)
        lw_bounds_add(&g->sums.items[g->labels.count - 1].parts[part], bounds);
}

/* A fixed amount, the same at every weight. */
static void charge_fee(lw_gatherer *g, label *newest, int64_t fee)
{
    int32_t amount = fee > LW_OUT_OF_SIGHT ? LW_OUT_OF_SIGHT : (int32_t)fee;
    lw_bounds flat = {{amount, amount}, {amount, amount}};
    charge(g, newest, 0, &flat);
}

static bool is_offered(const lw_bounds *part)
{
    return part->low[0] < LW_OUT_OF_SIGHT;
}

/* Adds what the lane charges, for leaving the node too. False where some of it is not offered. */
static bool charge_leg(lw_gatherer *g, label *made, const lw_parallel_bundle *bundle,
                       const lw_parallel_lane *along)
{
    charge(g, made, along->part, &along->bounds);
    if (bundle->run.has_handling) {
        if (!is_offered(&bundle->run.handling))
            return false;
        charge(g, made, 0, &bundle->run.handling);
    }
    lw_mode mode = g->network->catalog->lanes[along->lane].mode;
    if (bundle->crossing.exits && g->exits[mode].charges) {
        const lw_bounds *clearance = lw_tariff_exit(&g->tariff, mode);
        if (!is_offered(clearance))
            return false;
        charge(g, made, 0, clearance);
    }
    return true;
}

/* When the leg is over, in minutes from the start; LW_NEVER. */
static int64_t time_leg(lw_gatherer *g, const label *made, const lw_crossing *crossing,
                        const lw_parallel_lane *along, const lw_handoff *handoff)
{
    int64_t start = g->search->demand->start_utc;
    if (g->network->catalog->has_clock) {
        int64_t at = lw_time_leg(&g->search->facts, &g->search->clock, along->lane, crossing,
                                 handoff, g->hand, start + made->minutes)
                         .cleared;
        return at == LW_NEVER ? LW_NEVER : at - start;
    }
    return made->minutes + along->minutes + (handoff == NULL ? 0 : handoff->minutes) +
           (crossing->exits ? g->exits[g->network->catalog->lanes[along->lane].mode].minutes : 0) +
           (crossing->enters ? g->entries[crossing->entry_mode].minutes : 0);
}

/* Times and clears the leg; false when it is never over. */
static bool run_leg(lw_gatherer *g, label *made, const lw_parallel_bundle *bundle,
                    const lw_parallel_lane *along, const lw_handoff *handoff)
{
    const lw_crossing *crossing = bundle->crossing.enters
                                      ? lw_offers_crossing(&g->search->offers, along->lane)
                                      : &bundle->crossing;
    int64_t minutes = time_leg(g, made, crossing, along, handoff);
    int64_t blind = made->blind + along->blind + (handoff == NULL ? 0 : handoff->blind_minutes);
    if (crossing->exits)
        blind += g->exits[g->network->catalog->lanes[along->lane].mode].blind;
    if (crossing->enters)
        blind += g->entries[crossing->entry_mode].blind;
    if (minutes == LW_NEVER)
        return false;
    g->unfit |= minutes > INT32_MAX || blind > INT32_MAX; /* too long to be written down */
    made->minutes = (int32_t)minutes;
    made->blind = (int32_t)blind;
    made->legs++;
    made->entry = LW_NO_ENTRY;
    if (crossing->enters && g->kins[crossing->entry_mode] != LW_NO_ENTRY) {
        uint32_t index = (uint32_t)g->labels.count - 1;
        made->entry = (uint8_t)crossing->entry_mode;
        made->kin = g->kins[crossing->entry_mode];
        made->entered = index;
        if (g->parts > 1)
            g->cleared.items[index] = g->sums.items[index];
        else
            g->cleared.items[index].parts[0] = made->total;
    }
    return !g->unfit;
}

/* Follows one lane from a label. */
static void follow(lw_gatherer *g, uint32_t from, const lw_parallel_bundle *bundle,
                   const lw_parallel_lane *along)
{
    uint32_t state = g->labels.items[from].state;
    const lw_handoff *handoff = lw_network_handoff(g->network, state, along->lane);
    int64_t fee = 0;
    if (handoff != NULL && lw_search_handoff_fee(g->search, handoff, g->network->state_node[state],
                                                 &fee) != LW_ACCEPTED)
        return;
    label *made = grow(g, from);
    if (made == NULL)
        return;
    made->parent = from;
    made->lane = along->lane;
    made->handoff = handoff == NULL ? LW_NONE : (uint32_t)(handoff - g->network->catalog->handoffs);
    made->state = g->network->lane_state[along->lane];
    made->sure &= along->sure;
    made->dropped = false;
    if (fee > 0)
        charge_fee(g, made, fee);
    if (charge_leg(g, made, bundle, along) && run_leg(g, made, bundle, along, handoff))
        settle(g);
    else
        g->labels.count--;
    g->unfit |= g->labels.count > MOST_LABELS || g->work > MOST_WORK;
}

static void follow_bundle(lw_gatherer *g, uint32_t from, uint32_t index)
{
    const lw_parallel_bundle *bundle = lw_parallel_look(&g->parallel, index);
    if (bundle == NULL) {
        g->failed = true;
        return;
    }
    if (!bundle->crossing.allowed)
        return;
    for (uint32_t k = 0; k < bundle->run.count && !g->unfit && !g->failed; k++)
        follow(g, from, bundle, &g->parallel.lanes.items[bundle->run.first + k]);
}

static void extend(lw_gatherer *g, uint32_t from)
{
    const lw_network *network = g->network;
    const label *parent = &g->labels.items[from];
    uint32_t node = network->state_node[parent->state];
    int legs = parent->legs, most = g->search->demand->max_legs;
    for (uint32_t b = network->out_bundle_first[node]; b < network->out_bundle_zones[node]; b++) {
        uint32_t to = network->bundles[b].to_node;
        if (legs + 1 + g->reach.to_end[to] <= most)
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

static delay delay_at(const lw_gatherer *g, const lw_border *border)
{
    return (delay){lw_minutes_on(&border->minutes, g->hand), border->blind_minutes,
                   border->row != NULL};
}

/* Modes whose entries are alike are one kin: that of the first of them. An entry that costs nothing
 * is none. */
static void find_entries(lw_gatherer *g)
{
    lw_facts *facts = &g->search->facts;
    bool any, by_mode;
    g->dues = false;
    look_at_duties(g->network->catalog, g->search->demand->country, &any, &by_mode);
    for (int mode = 0; mode < LW_MODE_COUNT; mode++) {
        const lw_border *entry = lw_facts_entry(facts, (lw_mode)mode);
        const lw_customs *row = entry->row;
        g->entries[mode] = delay_at(g, entry);
        g->exits[mode] = delay_at(g, lw_facts_exit(facts, (lw_mode)mode));
        g->kins[mode] = row == NULL && !any ? LW_NO_ENTRY : (uint8_t)mode;
        g->dues |= g->kins[mode] != LW_NO_ENTRY;
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
    if (!LW_RESERVE(&g->labels, 1) || !LW_RESERVE(&g->sums, 1) || !LW_RESERVE(&g->cleared, 1)) {
        g->failed = true;
        return;
    }
    g->sums.items[0] = g->cleared.items[0] = (lw_cost){0};
    g->labels.items[g->labels.count++] = (label){.parent = LW_NONE,
                                                 .lane = LW_NONE,
                                                 .handoff = LW_NONE,
                                                 .state = g->network->state_first[start],
                                                 .entered = LW_NONE,
                                                 .sure = true,
                                                 .entry = LW_NO_ENTRY,
                                                 .kin = LW_NO_ENTRY};
    settle(g);
}

/* Finds the ways to the ends that are kept. */
static void mark_kept(lw_gatherer *g)
{
    for (size_t i = g->labels.count; i-- > 1;) {
        label *l = &g->labels.items[i];
        l->kept |= l->state == LW_NONE && !l->dropped;
        g->labels.items[l->parent].kept |= l->kept;
    }
}

/* Hands the labels over, in order. */
static bool write_steps(lw_gatherer *g, lw_writer *writer)
{
    lw_writer_begin(writer);
    for (uint32_t i = 1; i < g->labels.count; i++) {
        const label *l = &g->labels.items[i];
        if (!l->kept)
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
    lw_repertoire *made = lw_repertoire_new(situation);
    if (made == NULL)
        return NULL;
    made->unfit = g->unfit;
    mark_kept(g);
    if (made->unfit || (write_steps(g, &g->writer) && lw_writer_end(&g->writer, made)))
        return made;
    lw_repertoire_free(made);
    return NULL;
}

/* How many parts of a cost are in use: all up to the last measure by which the volume counts. */
static uint32_t count_parts(const lw_terms *terms, const lw_load_facts *load)
{
    uint32_t parts = terms->measure_count;
    while (parts > 1 && load->cells[parts - 1] == LW_AS_ACTUAL)
        parts--;
    return parts;
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
    g->parts = count_parts(g->terms, &situation->load);
    clear(g);
    lw_tariff_begin(&g->tariff, &search->facts, situation);
    g->writer.search = search;
    g->writer.load = situation->load;
    find_entries(g);
    if (!lw_parallel_begin(&g->parallel, &search->facts, situation) ||
        !lw_subnet_reach(&g->reach, &search->offers, &query))
        return NULL;
    begin_at(g, start);
    for (uint32_t done = 0; done < g->labels.count && !g->failed && !g->unfit; done++) {
        const label *l = &g->labels.items[done];
        if (!l->dropped && l->state != LW_NONE)
            extend(g, done);
    }
    return g->failed || g->tariff.ledger.failed ? NULL : write_down(g, situation);
}
