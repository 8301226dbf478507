/* Pricing a parcel of every weight that matters. */
#include "repertoire/tariff.h"

#include "pricing/card.h"
#include "pricing/freight.h"
#include "pricing/money.h"
#include "pricing/offer.h"
#include "repertoire/line.h"

void lw_tariff_init(lw_tariff *tariff, const lw_terms *terms)
{
    *tariff = (lw_tariff){.terms = terms};
}

void lw_tariff_release(lw_tariff *tariff)
{
    lw_ledger_release(&tariff->ledger);
}

void lw_tariff_begin(lw_tariff *tariff, const lw_facts *facts, const lw_situation *situation)
{
    tariff->demand = *facts->demand;
    tariff->piece = (lw_piece){.weight_g = 1, .quantity = 1};
    tariff->demand.pieces = &tariff->piece;
    tariff->demand.piece_count = 1;
    tariff->demand.value_minor = 0;
    tariff->facts = lw_facts_of_any_weight(facts, &tariff->demand);
    tariff->load = situation->load;
    tariff->exits_ready = 0;
}

uint32_t lw_tariff_part(const lw_tariff *tariff, uint32_t lane)
{
    uint32_t measure = tariff->terms->lane_measure[lane];
    return measure == LW_OTHER_MEASURE || tariff->load.cells[measure] == LW_AS_ACTUAL ? 0 : measure;
}

/* A curve over the cell of a part of a cost. */
static lw_curve *begin_curve(lw_tariff *tariff, uint32_t part)
{
    const lw_terms *terms = tariff->terms;
    uint32_t cell = tariff->load.cells[part];
    lw_curve_begin(&tariff->curve, cell == 0 ? 1 : terms->cell_ends[cell - 1] + 1,
                   terms->cell_ends[cell]);
    return &tariff->curve;
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
    const lw_wide many = 1000000;
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
    int64_t freight_g;
    weigh(p->tariff, grams);
    if (p->tariff->facts.network->lane_simple[p->index])
        return lw_freight_simple(&p->tariff->facts, p->index, &freight_g, amount) == LW_ACCEPTED;
    return total(p->tariff,
                 lw_freight_post(&p->tariff->facts, p->index, &p->tariff->ledger, &freight),
                 amount);
}

bool lw_tariff_is_open(const lw_restriction *row)
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
        if (lw_tariff_is_open(row))
            *conditional = true;
        else if (facts->restriction_match[rows.items[i]] == LW_MATCH_YES)
            return true;
    }
    return (demand->modes >> lane->mode & 1) == 0 || !lw_facts_on_day(facts, &lane->valid) ||
           !facts->network->lane_departs[index] || demand->longest_mm > lane->max_side_mm ||
           demand->sum_mm > lane->max_sum_mm || demand->girth_mm > lane->max_girth_mm;
}

/* Holds the cell of the actual weight against the lane's limits: false where it is beyond them as a
 * whole, `*sure` where it is within them as a whole. */
static bool takes_cell(const lw_tariff *tariff, const lw_lane *lane, bool *sure)
{
    const lw_terms *terms = tariff->terms;
    uint32_t cell = tariff->load.cells[0];
    int64_t first = cell == 0 ? 1 : terms->cell_ends[cell - 1] + 1, last = terms->cell_ends[cell];
    int64_t most = lane->max_shipment_g;
    if (tariff->demand.piece_total == 1 && lane->max_weight_g < most)
        most = lane->max_weight_g;
    *sure = first >= lane->min_shipment_g && last <= most;
    return last >= lane->min_shipment_g && first <= most;
}

/* Whether the lane's price is known to be a function of the one weight of its part. */
static bool goes_by_weight(const lw_tariff *tariff, uint32_t index)
{
    lw_piece_rule rule = tariff->facts.catalog->lanes[index].weight.piece_rule;
    if (tariff->load.by_volume && tariff->terms->lane_measure[index] == LW_OTHER_MEASURE)
        return false;
    return rule != LW_SUM_OF_PIECES && (tariff->demand.piece_total == 1 || rule == LW_PER_SHIPMENT);
}

/* Bounds a price that is a straight line over the cell: between its ends rounding takes it, and the
 * line through them, half a unit off. False where amounts are out of sight. */
static bool bound_line(const lw_tariff *tariff, const lw_straight *line, lw_bounds *bounds)
{
    const lw_terms *terms = tariff->terms;
    const lw_currency_ref quote = tariff->demand.currency;
    int decimals = tariff->facts.catalog->currencies[quote.i].decimals;
    uint32_t cell = tariff->load.cells[0];
    int64_t ends[2] = {cell == 0 ? 1 : terms->cell_ends[cell - 1] + 1, terms->cell_ends[cell]};
    for (int k = 0; k < 2; k++) {
        int64_t amount = lw_line_price(line, ends[k], decimals);
        if (amount >= LW_OUT_OF_SIGHT - 1)
            return false;
        bounds->low[k] = (int32_t)amount - 1;
        bounds->high[k] = (int32_t)amount + 1;
    }
    return true;
}

/* Fills in the bounds; false where the lane is not offered at any weight of its cell. */
static bool bound_lane(lw_tariff *tariff, uint32_t index, lw_lane_bounds *b)
{
    const lw_catalog *catalog = tariff->facts.catalog;
    const lw_lane *lane = &catalog->lanes[index];
    lw_straight line;
    if (tariff->facts.network->lane_simple[index] &&
        lw_line_of(tariff->terms, &tariff->demand, &tariff->load, index, &line) &&
        bound_line(tariff, &line, &b->bounds))
        return true;
    temper t = temper_of(tariff, index);
    probe p = {tariff, index};
    b->sure &= !t.conditional;
    if (!t.rising || !goes_by_weight(tariff, index)) { /* nothing is known but that it is a price */
        b->sure = false;
        b->bounds = (lw_bounds){.high = {LW_OUT_OF_SIGHT, LW_OUT_OF_SIGHT}};
        return true;
    }
    lw_curve *curve = begin_curve(tariff, lw_tariff_part(tariff, index));
    curve->price = price_lane;
    curve->context = &p;
    curve->straight = t.straight;
    curve->noise = t.noise;
    break_card(curve, &catalog->cards[lane->card.i], lane->weight.step_g, tariff->demand.ship_date);
    lw_curve_break(curve, lane->weight.min_weight_g);
    if (lane->lot_g > 0)
        lw_curve_break(curve, lane->lot_g - 1);
    lw_curve_bound(curve, &b->bounds);
    return b->bounds.low[0] < LW_OUT_OF_SIGHT;
}

bool lw_tariff_lane(lw_tariff *tariff, uint32_t lane, lw_lane_bounds *bounds)
{
    bool conditional;
    if (is_out(tariff, lane, &conditional) ||
        !takes_cell(tariff, &tariff->facts.catalog->lanes[lane], &bounds->sure))
        return false;
    bounds->sure &= !conditional;
    return bound_lane(tariff, lane, bounds);
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

bool lw_tariff_handling(lw_tariff *tariff, uint32_t node, lw_bounds *bounds)
{
    const lw_catalog *catalog = tariff->facts.catalog;
    const lw_node *leaving = &catalog->nodes[node];
    if (leaving->card.i == LW_NONE)
        return false;
    probe p = {tariff, node};
    lw_curve *curve = begin_curve(tariff, 0);
    curve->price = price_handling;
    curve->context = &p;
    curve->noise = stretch(catalog, 1, leaving->currency, tariff->demand.currency);
    break_card(curve, &catalog->cards[leaving->card.i], 1, tariff->demand.ship_date);
    lw_curve_bound(curve, bounds);
    return true;
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
        lw_curve *curve = begin_curve(tariff, 0);
        curve->price = price_exit;
        curve->context = &p;
        /* The fee and the fee per kilogram are one line, rounded once or twice. */
        if (border->refusal == LW_ACCEPTED && border->row != NULL)
            curve->noise =
                stretch(tariff->facts.catalog, 2, border->currency, tariff->demand.currency);
        lw_curve_bound(curve, &tariff->exits[mode]);
        tariff->exits_ready |= 1u << mode;
    }
    return &tariff->exits[mode];
}
