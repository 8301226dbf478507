/* Following lanes over whole cells of weights up to where last legs leave: the trunk, unless it is
 * remembered. */
#include "repertoire/gatherer.h"

#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "catalog/calendar.h"

/* Comparisons of bounds, one measure each: more make a situation unfit. */
#define MOST_WORK 100000

lw_gatherer *lw_gatherer_new(const lw_terms *terms, lw_trunks *trunks)
{
    lw_gatherer *g = calloc(1, sizeof *g);
    if (g == NULL)
        return NULL;
    g->terms = terms;
    g->network = terms->network;
    g->trunks = trunks;
    lw_tariff_init(&g->tariff, terms);
    if (lw_trails_init(&g->trails, g->network->state_count) &&
        lw_parallel_init(&g->parallel, &g->tariff) && lw_subnet_init(&g->reach, g->network) &&
        lw_writer_init(&g->writer, terms))
        return g;
    lw_gatherer_free(g);
    return NULL;
}

void lw_gatherer_free(lw_gatherer *g)
{
    if (g == NULL)
        return;
    lw_writer_release(&g->writer);
    lw_parallel_release(&g->parallel);
    lw_tariff_release(&g->tariff);
    lw_subnet_release(&g->reach);
    lw_trails_release(&g->trails);
    free(g->trunk_key.items);
    free(g);
}

/* ---- Legs -------------------------------------------------------------------------------------
 */

/* A fixed amount, the same at every weight. */
static void charge_fee(lw_gatherer *g, lw_trail *newest, int64_t fee)
{
    int32_t amount = fee > LW_OUT_OF_SIGHT ? LW_OUT_OF_SIGHT : (int32_t)fee;
    lw_bounds flat = {{amount, amount}, {amount, amount}};
    lw_trails_charge(&g->trails, newest, 0, &flat);
}

static bool is_offered(const lw_bounds *part)
{
    return part->low[0] < LW_OUT_OF_SIGHT;
}

/* Adds what the lane charges, for leaving the node too. False where some of it is not offered. */
static bool charge_leg(lw_gatherer *g, lw_trail *made, const lw_parallel_bundle *bundle,
                       const lw_parallel_lane *along)
{
    lw_trails_charge(&g->trails, made, along->part, &along->bounds);
    if (bundle->run.has_handling) {
        if (!is_offered(&bundle->run.handling))
            return false;
        lw_trails_charge(&g->trails, made, 0, &bundle->run.handling);
    }
    if (bundle->crossing.exits && g->exits[along->mode].charges) {
        const lw_bounds *clearance = lw_tariff_exit(&g->tariff, (lw_mode)along->mode);
        if (!is_offered(clearance))
            return false;
        lw_trails_charge(&g->trails, made, 0, clearance);
    }
    return true;
}

/* When the leg is over, in minutes from the start; LW_NEVER. */
static int64_t time_leg(lw_gatherer *g, const lw_trail *made, const lw_crossing *crossing,
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
           (crossing->exits ? g->exits[along->mode].minutes : 0) +
           (crossing->enters ? g->entries[crossing->entry_mode].minutes : 0);
}

/* Times and clears the leg; false when it is never over. */
static bool run_leg(lw_gatherer *g, lw_trail *made, const lw_parallel_bundle *bundle,
                    const lw_parallel_lane *along, const lw_handoff *handoff)
{
    lw_crossing crossing = bundle->crossing;
    if (bundle->by_own_mode)
        crossing.entry_mode = (lw_mode)along->mode;
    int64_t minutes = time_leg(g, made, &crossing, along, handoff);
    int64_t blind = made->blind + along->blind + (handoff == NULL ? 0 : handoff->blind_minutes);
    if (crossing.exits)
        blind += g->exits[along->mode].blind;
    if (crossing.enters)
        blind += g->entries[crossing.entry_mode].blind;
    if (minutes == LW_NEVER)
        return false;
    g->unfit |= minutes > INT32_MAX || blind > INT32_MAX; /* too long to be written down */
    made->minutes = (int32_t)minutes;
    made->blind = (int32_t)blind;
    made->legs++;
    made->entry = LW_NO_ENTRY;
    if (crossing.enters && g->kins[crossing.entry_mode] != LW_NO_ENTRY) {
        made->entry = (uint8_t)crossing.entry_mode;
        made->kin = g->kins[crossing.entry_mode];
        lw_trails_clear(&g->trails, made);
    }
    return !g->unfit;
}

/* Follows one lane from a label. */
static void follow(lw_gatherer *g, uint16_t from, const lw_parallel_bundle *bundle,
                   const lw_parallel_lane *along)
{
    uint32_t state = g->trails.labels.items[from].state;
    const lw_handoff *handoff = lw_network_handoff_onward(g->network, state, along->onward);
    int64_t fee = 0;
    if (handoff != NULL && lw_search_handoff_fee(g->search, handoff, g->network->state_node[state],
                                                 &fee) != LW_ACCEPTED)
        return;
    lw_trail *made = lw_trails_grow(&g->trails, from);
    if (made == NULL)
        return;
    made->lane = along->lane;
    made->handoff = handoff == NULL ? LW_NONE : (uint32_t)(handoff - g->network->catalog->handoffs);
    made->state = along->state;
    made->sure &= along->sure;
    if (fee > 0)
        charge_fee(g, made, fee);
    if (charge_leg(g, made, bundle, along) && run_leg(g, made, bundle, along, handoff))
        lw_trails_settle(&g->trails);
    else
        lw_trails_drop_newest(&g->trails);
    g->unfit |= g->trails.labels.count > LW_MOST_TRAILS || g->trails.work > MOST_WORK;
}

static void follow_bundle(lw_gatherer *g, uint16_t from, uint32_t index)
{
    const lw_parallel_bundle *bundle = lw_parallel_look(&g->parallel, index);
    if (bundle == NULL) {
        g->failed = true;
        return;
    }
    if (!bundle->crossing.allowed)
        return;
    for (uint32_t k = 0; k < bundle->run.count && !lw_gatherer_is_over(g); k++)
        follow(g, from, bundle, &g->parallel.lanes.items[bundle->run.first + k]);
}

/* Follows all lanes to other nodes from which the destination can still be reached. */
static void extend(lw_gatherer *g, uint16_t from)
{
    const lw_network *network = g->network;
    const lw_trail *parent = &g->trails.labels.items[from];
    uint32_t node = network->state_node[parent->state];
    int legs = parent->legs, most = g->search->demand->max_legs;
    for (uint32_t b = network->out_bundle_first[node]; b < network->out_bundle_zones[node]; b++) {
        uint32_t to = network->bundles[b].to_node;
        if (legs + 1 + g->reach.to_end[to] <= most)
            follow_bundle(g, from, b);
    }
}

void lw_gatherer_end(lw_gatherer *g, uint16_t from)
{
    const lw_trail *parent = &g->trails.labels.items[from];
    uint32_t node = g->network->state_node[parent->state];
    if (parent->legs >= g->search->demand->max_legs)
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

static lw_delay delay_at(const lw_gatherer *g, const lw_border *border)
{
    return (lw_delay){lw_minutes_on(&border->minutes, g->hand), border->blind_minutes,
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

/* How many parts of a cost are in use: all up to the last measure by which the volume counts. */
static uint32_t count_parts(const lw_terms *terms, const lw_load_facts *load)
{
    uint32_t parts = terms->measure_count;
    while (parts > 1 && load->cells[parts - 1] == LW_AS_ACTUAL)
        parts--;
    return parts;
}

/* ---- The trunk --------------------------------------------------------------------------------
 */

static int compare_words(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void put_words(lw_memo_key *key, const uint32_t *words, size_t count, bool *written)
{
    *written = *written && LW_RESERVE(key, key->count + count);
    if (*written) {
        memcpy(key->items + key->count, words, count * sizeof *words);
        key->count += count;
    }
}

/* Writes down all that a trunk depends on: what prices do; where the journey begins and in which
 * country it ends; and, of the destination's zones, from where they are reached. False when memory
 * is out. */
static bool write_key(lw_gatherer *g, const lw_situation *situation)
{
    lw_memo_key *key = &g->trunk_key;
    uint32_t price_count;
    const uint32_t *prices = lw_parallel_key_words(&g->parallel, &price_count);
    bool written = true;
    key->count = 0;
    put_words(key, prices, price_count, &written);
    put_words(key, situation->words + situation->price_count,
              situation->trunk_count - situation->price_count, &written);
    size_t fixed = key->count;
    for (size_t i = 0; i < g->reach.nodes.count; i++) {
        uint32_t node = g->reach.nodes.items[i];
        if (g->reach.last_first[node] != LW_NONE)
            put_words(key, &node, 1, &written);
    }
    if (written)
        qsort(key->items + fixed, key->count - fixed, sizeof *key->items, compare_words);
    return written;
}

/* Grows the trunk; without trails when there are too many. */
static void grow_trunk(lw_gatherer *g)
{
    lw_trails *trails = &g->trails;
    for (uint16_t done = 0; done < trails->labels.count && !lw_gatherer_is_over(g); done++) {
        if (!trails->labels.items[done].dropped)
            extend(g, done);
    }
    if (g->unfit)
        trails->labels.count = 0;
    else
        lw_trails_prune(trails);
}

bool lw_gatherer_have_trunk(lw_gatherer *g, const lw_situation *situation, uint32_t start)
{
    lw_trails_begin(&g->trails, count_parts(g->terms, &situation->load), g->dues,
                    g->network->state_first[start]);
    if (!write_key(g, situation))
        return false;
    if (!g->trails.failed && !lw_trunks_recall(g->trunks, &g->trunk_key, &g->trails)) {
        grow_trunk(g);
        if (!lw_gatherer_failed(g))
            lw_trunks_keep(g->trunks, &g->trunk_key, &g->trails);
    }
    g->unfit |= g->trails.labels.count == 0;
    return !lw_gatherer_failed(g);
}

bool lw_gatherer_turn(lw_gatherer *g, lw_search *search, const lw_situation *situation,
                      lw_clock_hand hand)
{
    g->failed = g->unfit = false;
    if (g->search == search && g->stamp == search->facts.stamp && g->hand == hand)
        return true;
    lw_subnet_query query = {.max_legs = search->demand->max_legs, .max_gap = LW_NO_LIMIT};
    g->search = search;
    g->hand = hand;
    g->stamp = 0; /* until it is done */
    lw_tariff_begin(&g->tariff, &search->facts, situation);
    find_entries(g);
    if (!lw_parallel_begin(&g->parallel, &search->facts, situation) ||
        !lw_subnet_reach(&g->reach, &search->offers, &query))
        return false;
    g->stamp = search->facts.stamp;
    return true;
}
