/* Pricing a parcel of every weight that matters. */
#include "repertoire/tariff.h"

#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "pricing/card.h"
#include "pricing/freight.h"
#include "pricing/money.h"
#include "pricing/offer.h"

/* A direct-mapped table: newer bounds take the place of older ones. */
#define MOST_ENTRIES 65536u

struct lw_tariff_entry {
    uint32_t key;  /* of the situation; 0 = empty */
    uint32_t lane; /* nodes count on from the lanes */
    lw_lane_bounds bounds;
};

static uint32_t entry_count(const lw_tariff *tariff)
{
    const lw_catalog *catalog = tariff->terms->network->catalog;
    uint32_t wanted = catalog->lane_count + catalog->node_count + 1;
    return wanted < MOST_ENTRIES ? wanted : MOST_ENTRIES;
}

/* Whether some surcharge of the lane looks at the destination. */
static bool is_local(const lw_network *network, uint32_t lane)
{
    lw_span rows = lw_profile_of(network, lane)->surcharges;
    for (uint32_t i = 0; i < rows.count; i++) {
        const lw_surcharge *row = &network->catalog->surcharges[rows.items[i]];
        if (row->zones.count > 0 || row->countries.count > 0)
            return true;
    }
    return false;
}

bool lw_tariff_init(lw_tariff *tariff, const lw_terms *terms)
{
    uint32_t lanes = terms->network->catalog->lane_count;
    *tariff = (lw_tariff){.terms = terms};
    tariff->entries = calloc(entry_count(tariff), sizeof *tariff->entries);
    tariff->local = calloc((size_t)lanes + 1, sizeof *tariff->local);
    if (tariff->entries == NULL || tariff->local == NULL) {
        lw_tariff_release(tariff);
        return false;
    }
    for (uint32_t lane = 0; lane < lanes; lane++)
        tariff->local[lane] = is_local(terms->network, lane);
    return true;
}

void lw_tariff_release(lw_tariff *tariff)
{
    free(tariff->entries);
    free(tariff->local);
    free(tariff->known.items);
    lw_ledger_release(&tariff->ledger);
    *tariff = (lw_tariff){0};
}

#define MOST_KNOWN 64 /* situations by their price words */

/* The place of the situation's price words among those known. */
static uint32_t find_key(lw_tariff *tariff, const lw_situation *situation)
{
    for (size_t i = 0; i < tariff->known.count; i++) {
        const lw_situation *known = &tariff->known.items[i];
        if (known->price_count == situation->price_count &&
            memcmp(known->words, situation->words,
                   situation->price_count * sizeof *situation->words) == 0)
            return (uint32_t)i + 1;
    }
    if (tariff->known.count == MOST_KNOWN || !LW_PUSH(&tariff->known, *situation))
        return 0;
    return (uint32_t)tariff->known.count;
}

void lw_tariff_begin(lw_tariff *tariff, const lw_facts *facts, const lw_situation *situation)
{
    tariff->demand = *facts->demand;
    tariff->piece = (lw_piece){.weight_g = 1, .quantity = 1};
    tariff->demand.pieces = &tariff->piece;
    tariff->demand.piece_count = 1;
    tariff->demand.value_minor = 0;
    tariff->facts = lw_facts_of_any_weight(facts, &tariff->demand);
    tariff->exits_ready = 0;
    tariff->key = find_key(tariff, situation);
}

static void weigh(lw_tariff *tariff, int64_t grams)
{
    tariff->piece.weight_g = tariff->demand.actual_g = grams;
    lw_ledger_begin_sum(&tariff->ledger, tariff->facts.catalog, tariff->demand.currency);
}

static bool total(const lw_tariff *tariff, lw_refusal refusal, int64_t *amount)
{
    *amount = lw_ledger_total(&tariff->ledger);
    return refusal == LW_ACCEPTED && !tariff->ledger.failed;
}

/* ---- What is known of a lane's price between two weights --------------------------------------
 */

/* How far a conversion from `from` to `to` may stretch an error of so many halves of a minor unit,
 * its own rounding included; in halves of a minor unit. */
static int64_t stretch(const lw_catalog *catalog, int64_t halves, lw_currency_ref from,
                       lw_currency_ref to)
{
    const int64_t many = 1000000;
    if (from.i == to.i ||
        !lw_money_converts(catalog, from, to)) /* without a rate: refused anyway */
        return halves;
    lw_wide amount = lw_money_exchange(catalog, many * halves, from, to) / many + 2;
    return amount > LW_OUT_OF_SIGHT ? LW_OUT_OF_SIGHT : (int64_t)amount;
}

/* What the matching surcharges of a lane make of its price. */
typedef struct temper {
    bool straight;    /* a line between breaks, but for rounding */
    bool rising;      /* never falls between breaks */
    bool conditional; /* depends on the goods value, too */
    int64_t noise;    /* quote minor units: how far rounding may take it off the line */
} temper;

static bool is_fuel(const lw_surcharge *row)
{
    return row->basis == LW_PCT_CHARGES;
}

static bool is_charged_on(const lw_tariff *tariff, const lw_surcharge *row)
{
    return tariff->facts.surcharge_match[row - tariff->facts.catalog->surcharges] == LW_MATCH_YES;
}

/* Whether two rows of the lane's stand in one group and only one of them counts for fuel: then a
 * heavier parcel may be charged less. */
static bool mixes_fuel(const lw_catalog *catalog, lw_span rows, const lw_surcharge *row)
{
    for (uint32_t i = 0; row->group != LW_NONE && i < rows.count; i++) {
        const lw_surcharge *other = &catalog->surcharges[rows.items[i]];
        if (other->group == row->group && other->fuel_applies != row->fuel_applies)
            return true;
    }
    return false;
}

/* A share in millionths, rounded up to whole times. */
static int64_t times(int64_t pct)
{
    return pct / 1000000 + 1;
}

/* Adds up what each rounding can add: half a minor unit, twice in a lot, more where a percentage is
 * taken of it or it is converted. It counts twice, at the weight itself and at the weights between
 * which the line is drawn: so halves become wholes. */
static temper temper_of(const lw_tariff *tariff, uint32_t index)
{
    const lw_catalog *catalog = tariff->facts.catalog;
    const lw_lane *lane = &catalog->lanes[index];
    lw_currency_ref quote = tariff->demand.currency;
    lw_span rows = lw_profile_of(tariff->terms->network, index)->surcharges;
    temper t = {.straight = !lane->next_break, .rising = true};
    int64_t each = lane->lot_g > 0 ? 2 : 1, base = each, fuel = 0, fuels = 0;
    t.noise = stretch(catalog, each, lane->currency, quote);
    for (uint32_t i = 0; i < rows.count; i++) {
        const lw_surcharge *row = &catalog->surcharges[rows.items[i]];
        if (!is_charged_on(tariff, row))
            continue;
        t.conditional |= row->basis == LW_PCT_VALUE;
        t.straight &= row->group == LW_NONE && row->over_g == LW_NO_TRIGGER &&
                      row->min_micros == 0 && row->max_micros == LW_NO_LIMIT;
        t.rising &= !mixes_fuel(catalog, rows, row);
        if (is_fuel(row)) {
            fuel += times(row->amount);
            fuels += each;
            continue;
        }
        lw_currency_ref currency = row->currency.i == LW_NONE ? lane->currency : row->currency;
        int64_t own = each + (row->basis == LW_PCT_FREIGHT ? each * times(row->amount) : 0);
        base += stretch(catalog, own, currency, lane->currency);
        if (row->group != LW_NONE) /* the winner is found in whole units of the quote currency */
            base += stretch(catalog, 2, quote, lane->currency);
        t.noise += stretch(catalog, own, currency, quote);
    }
    if (fuels > 0)
        t.noise += stretch(catalog, fuel * base + fuels, lane->currency, quote) + fuels;
    if (t.noise > LW_OUT_OF_SIGHT)
        t.noise = LW_OUT_OF_SIGHT;
    return t;
}

/* Notes where a card's price may jump or bend on a lane with these rules, and its coarsest step. */
static void break_card(lw_curve *curve, const lw_card *card, int64_t lane_step_g, int32_t day)
{
    curve->step_g = 1;
    for (uint32_t i = 0; i < card->rate_count; i++) {
        const lw_rate *rate = &card->rates[i];
        if (!lw_dates_hold(&rate->valid, day))
            continue;
        lw_curve_break(curve, rate->over_g);
        if (rate->up_to_g != LW_NO_LIMIT)
            lw_curve_break(curve, rate->up_to_g);
        if (rate->included_g > rate->over_g && rate->included_g < rate->up_to_g)
            lw_curve_break(curve, rate->included_g);
        if (rate->min_charge_micros > rate->flat_micros && rate->per_kg_micros > 0) {
            lw_wide above =
                (lw_wide)(rate->min_charge_micros - rate->flat_micros) * 1000 / rate->per_kg_micros;
            if (above < LW_NO_LIMIT / 2)
                lw_curve_break(curve, rate->included_g + (int64_t)above);
        }
        int64_t step = lw_rate_step(rate, lane_step_g);
        curve->step_g = step > curve->step_g ? step : curve->step_g;
    }
}

/* ---- Lanes -------------------------------------------------------------------------------------
 */

typedef struct probe {
    lw_tariff *tariff;
    uint32_t index; /* of a lane, a node or a mode */
} probe;

static bool price_lane(void *context, int64_t grams, int64_t *amount)
{
    const probe *p = context;
    lw_freight freight;
    weigh(p->tariff, grams);
    return total(p->tariff,
                 lw_freight_post(&p->tariff->facts, p->index, &p->tariff->ledger, &freight),
                 amount);
}

/* A restriction whose match the situation does not settle. */
static bool is_open(const lw_restriction *row)
{
    return row->hs_prefixes.count > 0 || row->over_value_micros != LW_NO_TRIGGER ||
           row->over_g != LW_NO_TRIGGER;
}

/* Whether the lane is out for every shipment of the situation; `*conditional` when it is for some.
 */
static bool is_out(const lw_tariff *tariff, uint32_t index, bool *conditional)
{
    const lw_facts *facts = &tariff->facts;
    const lw_lane *lane = &facts->catalog->lanes[index];
    const lw_demand *demand = &tariff->demand;
    lw_span rows = lw_profile_of(facts->network, index)->restrictions;
    *conditional = lane->min_value_micros != 0 || lane->max_value_micros != LW_NO_LIMIT ||
                   (demand->piece_total > 1 && (lane->max_weight_g != LW_NO_LIMIT ||
                                                lane->weight.piece_rule != LW_PER_SHIPMENT));
    for (uint32_t i = 0; i < rows.count; i++) {
        const lw_restriction *row = &facts->catalog->restrictions[rows.items[i]];
        if (is_open(row))
            *conditional = true;
        else if (facts->restriction_match[rows.items[i]] == LW_MATCH_YES)
            return true;
    }
    return (demand->modes >> lane->mode & 1) == 0 || !lw_facts_on_day(facts, &lane->valid) ||
           !facts->network->lane_departs[index] || demand->longest_mm > lane->max_side_mm ||
           demand->sum_mm > lane->max_sum_mm || demand->girth_mm > lane->max_girth_mm;
}

/* Finds the cells within the lane's limits on actual weight, wholly and in part. */
static void limit_cells(const lw_tariff *tariff, const lw_lane *lane, lw_lane_bounds *b)
{
    const lw_terms *terms = tariff->terms;
    int64_t most = lane->max_shipment_g, first = 1;
    if (tariff->demand.piece_total == 1 && lane->max_weight_g < most)
        most = lane->max_weight_g;
    for (uint32_t cell = 0; cell < terms->cell_count; cell++) {
        int64_t last = terms->cell_ends[cell];
        if (last >= lane->min_shipment_g && first <= most)
            b->cells |= (uint16_t)(1u << cell);
        if (first >= lane->min_shipment_g && last <= most)
            b->sure |= (uint16_t)(1u << cell);
        first = last + 1;
    }
}

/* Nothing is known of the price but that it is one. */
static void bound_blindly(lw_bounds *bounds)
{
    for (uint32_t cell = 0; cell < LW_CELLS; cell++) {
        bounds->low[0][cell] = bounds->low[1][cell] = 0;
        bounds->high[0][cell] = bounds->high[1][cell] = LW_OUT_OF_SIGHT;
    }
}

/* By what the price words of the situation decide. */
static void bound_lane(lw_tariff *tariff, uint32_t index, lw_lane_bounds *b)
{
    const lw_catalog *catalog = tariff->facts.catalog;
    const lw_lane *lane = &catalog->lanes[index];
    *b = (lw_lane_bounds){0};
    limit_cells(tariff, lane, b);
    temper t = temper_of(tariff, index);
    probe p = {tariff, index};
    lw_curve curve = {.price = price_lane, .context = &p, .straight = t.straight, .noise = t.noise};
    bool plain = lane->weight.piece_rule != LW_SUM_OF_PIECES &&
                 (tariff->demand.piece_total == 1 || lane->weight.piece_rule == LW_PER_SHIPMENT);
    if (t.conditional)
        b->sure = 0;
    if (!t.rising || !plain || tariff->terms->lane_measure[index] == LW_OTHER_MEASURE) {
        b->sure = 0;
        bound_blindly(&b->bounds);
        return;
    }
    break_card(&curve, &catalog->cards[lane->card.i], lane->weight.step_g,
               tariff->demand.ship_date);
    lw_curve_break(&curve, lane->weight.min_weight_g);
    if (lane->lot_g > 0)
        lw_curve_break(&curve, lane->lot_g - 1);
    lw_curve_bound(&curve, tariff->terms, &b->bounds);
}

static struct lw_tariff_entry *entry_of(const lw_tariff *tariff, uint32_t index)
{
    return &tariff->entries[index % entry_count(tariff)];
}

/* The remembered bounds of a lane or node; NULL = to be worked out, into `*into`. */
static const lw_lane_bounds *recall(lw_tariff *tariff, uint32_t index, bool local,
                                    lw_lane_bounds **into)
{
    struct lw_tariff_entry *entry = entry_of(tariff, index);
    if (local || tariff->key == 0)
        return NULL;
    *into = &entry->bounds;
    if (entry->key == tariff->key && entry->lane == index)
        return *into;
    entry->key = tariff->key;
    entry->lane = index;
    return NULL;
}

void lw_tariff_lane(lw_tariff *tariff, uint32_t lane, lw_lane_bounds *bounds)
{
    bool conditional;
    bounds->cells = bounds->sure = 0;
    if (is_out(tariff, lane, &conditional))
        return;
    lw_lane_bounds *into = bounds;
    const lw_lane_bounds *known = recall(tariff, lane, tariff->local[lane], &into);
    if (known == NULL)
        bound_lane(tariff, lane, into);
    if (known != NULL || into != bounds)
        *bounds = *into;
    if (conditional)
        bounds->sure = 0;
}

/* ---- Nodes and borders -------------------------------------------------------------------------
 */

static bool price_handling(void *context, int64_t grams, int64_t *amount)
{
    const probe *p = context;
    weigh(p->tariff, grams);
    return total(p->tariff, lw_handling_post(&p->tariff->facts, p->index, &p->tariff->ledger),
                 amount);
}

const lw_bounds *lw_tariff_handling(lw_tariff *tariff, uint32_t node, lw_lane_bounds *room)
{
    const lw_catalog *catalog = tariff->facts.catalog;
    const lw_node *leaving = &catalog->nodes[node];
    if (leaving->card.i == LW_NONE)
        return NULL;
    const lw_lane_bounds *known = recall(tariff, catalog->lane_count + node, false, &room);
    if (known != NULL)
        return &known->bounds;
    probe p = {tariff, node};
    lw_curve curve = {
        .price = price_handling,
        .context = &p,
        .straight = true,
        .noise = stretch(catalog, 1, leaving->currency, tariff->demand.currency),
    };
    break_card(&curve, &catalog->cards[leaving->card.i], 1, tariff->demand.ship_date);
    lw_curve_bound(&curve, tariff->terms, &room->bounds);
    return &room->bounds;
}

static bool price_exit(void *context, int64_t grams, int64_t *amount)
{
    const probe *p = context;
    const lw_catalog *catalog = p->tariff->facts.catalog;
    const lw_demand *demand = &p->tariff->demand;
    weigh(p->tariff, grams);
    lw_border border = lw_border_exit(catalog, demand, catalog->nodes[demand->origin.i].country,
                                      (lw_mode)p->index);
    *amount = 0;
    if (border.refusal != LW_ACCEPTED || border.row == NULL)
        return border.refusal == LW_ACCEPTED;
    lw_wide fee = lw_money_exchange(catalog, border.fee, border.currency, demand->currency);
    *amount = fee > LW_OUT_OF_SIGHT ? LW_OUT_OF_SIGHT : (int64_t)fee;
    return border.fee <= LW_MAX_CHARGE && fee <= LW_MAX_CHARGE;
}

const lw_bounds *lw_tariff_exit(lw_tariff *tariff, lw_mode mode)
{
    if ((tariff->exits_ready >> mode & 1) == 0) {
        const lw_border *border = lw_facts_exit(&tariff->facts, mode);
        probe p = {tariff, mode};
        lw_curve curve = {.price = price_exit, .context = &p, .straight = true, .step_g = 1};
        /* The fee and the fee per kilogram are one line, rounded once or twice. */
        if (border->refusal == LW_ACCEPTED && border->row != NULL)
            curve.noise =
                stretch(tariff->facts.catalog, 2, border->currency, tariff->demand.currency);
        lw_curve_bound(&curve, tariff->terms, &tariff->exits[mode]);
        tariff->exits_ready |= 1u << mode;
    }
    return &tariff->exits[mode];
}
