/* Customs: choosing the rows, valuing the goods, taking duty and tax with each country's own
 * rounding. */
#include "pricing/border.h"

#include <string.h>

#include "pricing/money.h"

#define PICO_PER_MICRO      1000000
#define GRAMS_PER_KG_DIGITS 3

/* The row of a country and direction: a named mode beats an empty one. */
static const lw_customs *find_customs(const lw_catalog *catalog, const lw_demand *demand,
                                      lw_country_ref country, lw_direction direction, lw_mode mode)
{
    const lw_country_rows *rows = &catalog->customs_of;
    const lw_customs *any = NULL;
    if (country.i == LW_NONE)
        return NULL;
    for (uint32_t k = rows->first[country.i]; k < rows->first[country.i + 1]; k++) {
        const lw_customs *row = &catalog->customs[rows->rows[k]];
        if (row->direction != direction || !lw_dates_hold(&row->valid, demand->ship_date))
            continue;
        if (row->mode == (int)mode)
            return row;
        if (row->mode == LW_ANY_MODE)
            any = row;
    }
    return any;
}

static bool duty_concerns(const lw_catalog *catalog, const lw_demand *demand,
                          const lw_demand_item *item, const lw_duty *row, lw_mode mode)
{
    lw_country_ref origin = catalog->nodes[demand->origin.i].country;
    return (row->mode == LW_ANY_MODE || row->mode == (int)mode) &&
           (row->origin_country.i == LW_NONE || row->origin_country.i == origin.i) &&
           row->hs_length <= item->hs_length &&
           memcmp(row->hs_prefix, item->hs, row->hs_length) == 0 &&
           lw_dates_hold(&row->valid, demand->ship_date);
}

static bool in_band(const lw_duty *row, lw_wide value_micros)
{
    return value_micros > row->over_value_micros &&
           (row->up_to_value_micros == LW_NO_LIMIT || value_micros <= row->up_to_value_micros);
}

/* The longest prefix wins, then a named mode, then a named origin. */
static bool more_specific(const lw_duty *a, const lw_duty *b)
{
    if (a->hs_length != b->hs_length)
        return a->hs_length > b->hs_length;
    if ((a->mode != LW_ANY_MODE) != (b->mode != LW_ANY_MODE))
        return a->mode != LW_ANY_MODE;
    return a->origin_country.i != LW_NONE && b->origin_country.i == LW_NONE;
}

/* The row for one item into `*found`, NULL for none; bands go by the value of all goods. LW_NO_FX
 * when that cannot be told in the currency of rows that may apply. */
static lw_refusal find_duty(const lw_catalog *catalog, const lw_demand *demand,
                            const lw_demand_item *item, lw_mode mode, const lw_duty **found)
{
    const lw_country_rows *rows = &catalog->duties_of;
    *found = NULL;
    if (demand->country.i == LW_NONE)
        return LW_ACCEPTED;
    for (uint32_t k = rows->first[demand->country.i]; k < rows->first[demand->country.i + 1]; k++) {
        const lw_duty *row = &catalog->duties[rows->rows[k]];
        if (!duty_concerns(catalog, demand, item, row, mode))
            continue;
        if (!lw_money_converts(catalog, demand->value_currency, row->currency))
            return LW_NO_FX;
        lw_wide value =
            lw_money_exchange(catalog, demand->value_minor, demand->value_currency, row->currency);
        if (!in_band(row, lw_money_micros(catalog, value, row->currency)))
            continue;
        if (*found == NULL || more_specific(row, *found))
            *found = row;
    }
    return LW_ACCEPTED;
}

/* fee + fee per kg, rounded once. */
static lw_wide clearance_fee(const lw_catalog *catalog, const lw_demand *demand,
                             const lw_customs *row)
{
    lw_wide nanos = lw_wide_mul(row->fee_per_kg_micros, demand->actual_g);
    nanos = lw_wide_add(nanos, (lw_wide)row->fee_micros * lw_power_of_ten(GRAMS_PER_KG_DIGITS));
    return lw_money_round(catalog, nanos, LW_NANO_DIGITS, row->currency);
}

static lw_minutes clearance_minutes(const lw_customs *row)
{
    lw_minutes minutes = row->clearance;
    if (row->exam_pct > 0) {
        minutes.typical += (int64_t)lw_money_share(row->exam_minutes, row->exam_pct);
        minutes.max += row->exam_minutes;
    }
    return minutes;
}

/* Where there is no row. */
static const lw_customs NO_CUSTOMS = {.duty_base = LW_BASE_CIF, .tax_base = LW_TAX_CIF_DUTY};

static void apply_customs(const lw_catalog *catalog, const lw_demand *demand, lw_border *border)
{
    border->terms = border->row == NULL ? &NO_CUSTOMS : border->row;
    if (border->row == NULL)
        return;
    border->currency = border->row->currency;
    border->minutes = clearance_minutes(border->row);
    border->blind_minutes = border->row->blind_minutes;
    border->fee = clearance_fee(catalog, demand, border->row);
    if (!lw_money_converts(catalog, border->currency, demand->currency))
        border->refusal = LW_NO_FX;
}

lw_border lw_border_exit(const lw_catalog *catalog, const lw_demand *demand, lw_country_ref country,
                         lw_mode mode)
{
    lw_border border = {.currency = {LW_NONE}};
    border.row = find_customs(catalog, demand, country, LW_EXPORT, mode);
    apply_customs(catalog, demand, &border);
    return border;
}

/* What part of an amount falls to an item: by value, each item rounded by itself, so that none
 * bears less of a greater amount. */
static lw_wide part_of(lw_wide amount, int64_t item_value, int64_t whole_value)
{
    return item_value == whole_value
               ? amount
               : lw_wide_half_up(lw_wide_mul(amount, item_value), whole_value);
}

/* The item's part of what the authority adds to the tax base, in micro-units. Without items it need
 * not be a whole number of minor units. */
static lw_wide extra_of(const lw_catalog *catalog, const lw_demand *demand, const lw_border *border,
                        int64_t item_value)
{
    if (border->row == NULL)
        return 0;
    if (!demand->itemized)
        return border->row->tax_extra_micros;
    lw_wide extra =
        lw_money_round(catalog, border->row->tax_extra_micros, LW_MICRO_DIGITS, border->currency);
    return lw_money_micros(catalog, part_of(extra, item_value, demand->value_minor),
                           border->currency);
}

/* What is owed on an item by `duty`, as far as it does not depend on the customs value, told in C.
 */
static lw_border_item prepare_item(const lw_catalog *catalog, const lw_demand *demand,
                                   const lw_border *border, const lw_demand_item *item,
                                   const lw_duty *duty)
{
    int64_t own = item->value_minor, all = demand->value_minor;
    int64_t pico = border->minor_micros * PICO_PER_MICRO;
    int64_t whole = border->terms->tax_inside ? LW_PCT_UNIT - duty->tax_pct : LW_PCT_UNIT;
    int64_t dutiable_g = demand->actual_g > duty->free_g ? demand->actual_g - duty->free_g : 0;
    lw_wide by_weight = lw_money_round(catalog, lw_wide_mul(duty->duty_per_kg_micros, dutiable_g),
                                       LW_NANO_DIGITS, duty->currency);
    lw_wide floor = lw_money_exchange(catalog, by_weight, duty->currency, border->currency);
    lw_wide less = lw_money_convert(catalog, duty->duty_less_micros, LW_MICRO_DIGITS,
                                    duty->currency, border->currency);
    lw_wide per_line = lw_money_convert(catalog, duty->duty_per_line_micros, LW_MICRO_DIGITS,
                                        duty->currency, border->currency);
    return (lw_border_item){
        .duty = duty,
        .value_minor = own,
        .goods = part_of(border->goods, own, all),
        .duty_floor = lw_wide_mul(part_of(floor, own, all), pico),
        .duty_less = lw_wide_mul(part_of(less, own, all), pico),
        .duty_per_lines = lw_wide_mul(lw_wide_mul(per_line, item->lines), pico),
        .tax_extra = extra_of(catalog, demand, border, own),
        .tax_whole = whole * border->minor_micros,
    };
}

/* Finds the row of each item, `room[i].duty`, and C where no customs row has told it. Beside goods
 * of value those of none are passed over. */
static void find_duties(const lw_catalog *catalog, const lw_demand *demand, lw_mode mode,
                        lw_border *border, lw_border_item *room)
{
    for (size_t i = 0; i < demand->item_count; i++) {
        const lw_demand_item *item = &demand->items[i];
        const lw_duty **duty = &room[i].duty;
        *duty = NULL;
        if (item->value_minor == 0 && demand->value_minor > 0)
            continue;
        if (find_duty(catalog, demand, item, mode, duty) != LW_ACCEPTED)
            border->refusal = LW_NO_FX;
        if (*duty != NULL && border->currency.i == LW_NONE)
            border->currency = (*duty)->currency;
    }
}

/* Whether all amounts of an entry can be told in C. */
static bool entry_converts(const lw_catalog *catalog, const lw_demand *demand,
                           const lw_border *border, const lw_border_item *room)
{
    bool all = lw_money_converts(catalog, border->currency, demand->currency) &&
               lw_money_converts(catalog, border->currency, demand->value_currency);
    for (size_t i = 0; all && i < demand->item_count; i++)
        all = room[i].duty == NULL ||
              lw_money_converts(catalog, room[i].duty->currency, border->currency);
    return all;
}

/* What the terms come to in C. */
static void prepare_terms(const lw_catalog *catalog, const lw_demand *demand, lw_border *border)
{
    const lw_customs *terms = border->terms;
    lw_currency_ref c = border->currency;
    border->minor_micros = lw_minor_micros(catalog, c);
    border->goods = lw_money_exchange(catalog, demand->value_minor, demand->value_currency, c);
    border->value_fee_min =
        lw_money_round(catalog, terms->value_fee_min_micros, LW_MICRO_DIGITS, c);
    border->value_fee_max =
        terms->value_fee_max_micros == LW_NO_LIMIT
            ? LW_WIDE_MAX
            : lw_money_round(catalog, terms->value_fee_max_micros, LW_MICRO_DIGITS, c);
    border->disbursement_min =
        lw_money_round(catalog, terms->disbursement_min_micros, LW_MICRO_DIGITS, c);
}

/* Whether what does not depend on the charges is short. */
static bool is_short(const lw_border *border)
{
    lw_wide most = lw_wide_max(border->goods, border->disbursement_min);
    for (size_t i = 0; i < border->item_count; i++) {
        const lw_border_item *item = &border->items[i];
        most = lw_wide_max(most, lw_wide_max(item->duty_floor, item->duty_less));
        most = lw_wide_max(most, lw_wide_max(item->duty_per_lines, item->tax_extra));
    }
    return most <= INT64_MAX;
}

lw_border lw_border_entry(const lw_catalog *catalog, const lw_demand *demand, lw_mode mode,
                          lw_border_item *room)
{
    lw_border border = {.currency = {LW_NONE}, .items = room};
    border.row = find_customs(catalog, demand, demand->country, LW_IMPORT, mode);
    apply_customs(catalog, demand, &border);
    find_duties(catalog, demand, mode, &border, room);
    if (border.currency.i == LW_NONE || border.refusal != LW_ACCEPTED)
        return border;
    if (!entry_converts(catalog, demand, &border, room)) {
        border.refusal = LW_NO_FX;
        return border;
    }
    prepare_terms(catalog, demand, &border);
    for (size_t i = 0; i < demand->item_count; i++) {
        const lw_demand_item *item = &demand->items[i];
        if (room[i].duty != NULL && item->value_minor > 0)
            room[border.item_count++] = prepare_item(catalog, demand, &border, item, room[i].duty);
    }
    border.is_short = is_short(&border);
    return border;
}

/* How an entry is reckoned: in 64 bits, which nearly always are enough, or in 128. The rules below
 * are compiled once for each. */
typedef struct reckoning {
    const lw_border *border;
    bool narrow;
    bool overflow; /* narrow was not enough: the result is void */
} reckoning;

/* All of the rules, so that `narrow` is known where they are compiled. */
#define RULE static inline __attribute__((always_inline))

RULE lw_wide plus(reckoning *r, lw_wide a, lw_wide b)
{
    int64_t sum;
    if (!r->narrow)
        return lw_wide_add(a, b);
    r->overflow |= __builtin_add_overflow((int64_t)a, (int64_t)b, &sum);
    return sum;
}

RULE lw_wide times(reckoning *r, lw_wide a, int64_t b)
{
    int64_t product;
    if (!r->narrow)
        return lw_wide_mul(a, b);
    r->overflow |= __builtin_mul_overflow((int64_t)a, b, &product);
    return product;
}

RULE lw_wide over(const reckoning *r, lw_wide a, lw_wide b)
{
    return r->narrow ? (lw_wide)lw_half_up_by((uint64_t)a, (uint64_t)b) : lw_wide_half_up(a, b);
}

RULE lw_wide less(const reckoning *r, lw_wide a, lw_wide b)
{
    if (r->narrow)
        return (int64_t)a > (int64_t)b ? (int64_t)a - (int64_t)b : 0;
    return a == LW_WIDE_MAX ? a : lw_wide_max(a - b, 0);
}

RULE lw_wide greater(const reckoning *r, lw_wide a, lw_wide b)
{
    if (r->narrow)
        return (int64_t)a > (int64_t)b ? (int64_t)a : (int64_t)b;
    return lw_wide_max(a, b);
}

RULE lw_wide cut(const reckoning *r, lw_wide micros, int64_t multiple)
{
    if (multiple == 0)
        return micros;
    return r->narrow ? (int64_t)micros - (int64_t)micros % multiple
                     : lw_wide_step_down(micros, multiple);
}

/* An amount of duty or tax, cut down to the multiple that the authority collects. */
RULE lw_wide cut_minor(reckoning *r, lw_wide minor)
{
    int64_t multiple = r->border->terms->amount_truncate_micros, unit = r->border->minor_micros;
    if (multiple == 0)
        return minor;
    lw_wide micros = cut(r, times(r, minor, unit), multiple);
    if (r->narrow)
        return (int64_t)micros / unit;
    return micros == LW_WIDE_MAX ? micros : lw_wide_floor(micros, unit);
}

/* The customs value, cut, of goods worth `goods` that cost `charges` to bring: an item or the whole
 * consignment. */
RULE lw_wide customs_value(reckoning *r, lw_wide goods, lw_wide charges)
{
    const lw_customs *terms = r->border->terms;
    lw_wide base = terms->duty_base == LW_BASE_CIF ? plus(r, goods, charges) : goods;
    return cut(r, times(r, base, r->border->minor_micros), terms->value_truncate_micros);
}

RULE lw_wide value_fee(reckoning *r, lw_wide charges)
{
    const lw_border *border = r->border;
    int64_t pct = border->terms->value_fee_pct, pico = border->minor_micros * PICO_PER_MICRO;
    if (pct == 0)
        return 0;
    lw_wide fee = over(r, times(r, customs_value(r, border->goods, charges), pct), pico);
    fee = greater(r, fee, border->value_fee_min);
    return fee > border->value_fee_max ? border->value_fee_max : fee;
}

/* The greater of the ad valorem duty less its deduction and the duty by weight, plus the duty by
 * tariff line; not yet cut. */
RULE lw_wide duty_on(reckoning *r, const lw_border_item *item, lw_wide value_micros)
{
    lw_wide due = less(r, times(r, value_micros, item->duty->duty_pct), item->duty_less);
    due = plus(r, greater(r, due, item->duty_floor), item->duty_per_lines);
    int64_t pico = r->border->minor_micros * PICO_PER_MICRO;
    return over(r, due, pico);
}

/* The tax on an item, not yet cut; its duty is. */
RULE lw_wide tax_on(reckoning *r, const lw_border_item *item, lw_wide charges, lw_wide duty)
{
    const lw_customs *terms = r->border->terms;
    lw_wide base = item->goods;
    if (terms->tax_base == LW_TAX_CIF || terms->tax_base == LW_TAX_CIF_DUTY)
        base = plus(r, base, charges);
    if (terms->tax_base == LW_TAX_GOODS_DUTY || terms->tax_base == LW_TAX_CIF_DUTY)
        base = plus(r, base, duty);
    lw_wide base_micros = plus(r, times(r, base, r->border->minor_micros), item->tax_extra);
    base_micros = cut(r, base_micros, terms->value_truncate_micros);
    return over(r, times(r, base_micros, item->duty->tax_pct), item->tax_whole);
}

static inline int64_t told(lw_wide amount)
{
    return amount > INT64_MAX ? INT64_MAX : (int64_t)amount;
}

/* An item's part of the charges. */
RULE lw_wide own_charges(reckoning *r, const lw_demand *demand, const lw_border_item *item,
                         lw_wide charges)
{
    if (item->value_minor == demand->value_minor)
        return charges;
    return over(r, times(r, charges, item->value_minor), demand->value_minor);
}

RULE lw_wide disbursement(reckoning *r, lw_wide dues)
{
    const lw_border *border = r->border;
    if (dues == 0)
        return 0;
    lw_wide share = over(r, times(r, dues, border->terms->disbursement_pct), LW_PCT_UNIT);
    return greater(r, share, border->disbursement_min);
}

/* Duty and taxes item by item, the sums cut; then what is taken on all of them. */
RULE void assess(reckoning *r, const lw_demand *demand, lw_wide charges, lw_assessment *a)
{
    const lw_border *border = r->border;
    lw_wide duties = 0, taxes = 0, local = 0; /* local: in 1/LW_PCT_UNIT of a minor unit */
    for (size_t i = 0; i < border->item_count; i++) {
        const lw_border_item *item = &border->items[i];
        lw_wide own = own_charges(r, demand, item, charges);
        lw_wide duty = duty_on(r, item, customs_value(r, item->goods, own));
        lw_wide tax = tax_on(r, item, own, cut_minor(r, duty));
        duties = plus(r, duties, duty);
        taxes = plus(r, taxes, tax);
        if (item->duty->local_tax_pct > 0)
            local = plus(r, local, times(r, cut_minor(r, tax), item->duty->local_tax_pct));
    }
    duties = cut_minor(r, duties);
    taxes = cut_minor(r, taxes);
    local = cut_minor(r, over(r, local, LW_PCT_UNIT));
    *a = (lw_assessment){
        .fee = told(border->fee),
        .value_fee = told(value_fee(r, charges)),
        .duty = told(duties),
        .tax = told(taxes),
        .local_tax = told(local),
        .disbursement = told(disbursement(r, plus(r, plus(r, duties, taxes), local))),
    };
}

static bool assess_narrow(const lw_border *border, const lw_demand *demand, lw_wide charges,
                          lw_assessment *a)
{
    reckoning r = {.border = border, .narrow = true};
    if (!border->is_short || charges > INT64_MAX)
        return false;
    assess(&r, demand, charges, a);
    return !r.overflow;
}

static __attribute__((noinline)) void assess_wide(const lw_border *border, const lw_demand *demand,
                                                  lw_wide charges, lw_assessment *a)
{
    reckoning r = {.border = border};
    assess(&r, demand, charges, a);
}

void lw_border_assess(const lw_catalog *catalog, const lw_demand *demand, const lw_border *border,
                      lw_wide cost_so_far, lw_assessment *a)
{
    *a = (lw_assessment){.fee = told(border->fee)};
    if (demand->value_minor == 0 || border->currency.i == LW_NONE)
        return;
    lw_wide charges = lw_money_exchange(catalog, cost_so_far, demand->currency, border->currency);
    if (!assess_narrow(border, demand, charges, a))
        assess_wide(border, demand, charges, a);
}
