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
    return border;
}

static inline lw_wide cut(lw_wide micros, int64_t multiple)
{
    return multiple > 0 ? lw_wide_step_down(micros, multiple) : micros;
}

/* An amount of duty or tax, cut down to the multiple that the authority collects. */
static inline lw_wide cut_minor(const lw_border *border, lw_wide minor)
{
    int64_t multiple = border->terms->amount_truncate_micros;
    if (multiple == 0)
        return minor;
    lw_wide micros = cut(lw_wide_mul(minor, border->minor_micros), multiple);
    return micros == LW_WIDE_MAX ? micros : lw_wide_floor(micros, border->minor_micros);
}

/* The customs value, cut, of goods worth `goods` that cost `charges` to bring: an item or the whole
 * consignment. */
static inline lw_wide customs_value(const lw_border *border, lw_wide goods, lw_wide charges)
{
    const lw_customs *terms = border->terms;
    lw_wide base = terms->duty_base == LW_BASE_CIF ? lw_wide_add(goods, charges) : goods;
    return cut(lw_wide_mul(base, border->minor_micros), terms->value_truncate_micros);
}

static lw_wide value_fee(const lw_border *border, lw_wide charges)
{
    int64_t pct = border->terms->value_fee_pct, pico = border->minor_micros * PICO_PER_MICRO;
    if (pct == 0)
        return 0;
    lw_wide value = customs_value(border, border->goods, charges);
    lw_wide fee = lw_wide_half_up(lw_wide_mul(value, pct), pico);
    return lw_wide_min(lw_wide_max(fee, border->value_fee_min), border->value_fee_max);
}

/* The greater of the ad valorem duty less its deduction and the duty by weight, plus the duty by
 * tariff line; not yet cut. */
static inline lw_wide duty_on(const lw_border *border, const lw_border_item *item,
                              lw_wide value_micros)
{
    lw_wide ad_valorem = lw_wide_mul(value_micros, item->duty->duty_pct);
    lw_wide due =
        ad_valorem == LW_WIDE_MAX ? LW_WIDE_MAX : lw_wide_max(ad_valorem - item->duty_less, 0);
    due = lw_wide_add(lw_wide_max(due, item->duty_floor), item->duty_per_lines);
    return lw_wide_half_up(due, border->minor_micros * PICO_PER_MICRO);
}

/* The tax on an item, not yet cut; its duty is. */
static inline lw_wide tax_on(const lw_border *border, const lw_border_item *item, lw_wide charges,
                             lw_wide duty)
{
    lw_tax_base of = border->terms->tax_base;
    lw_wide base = item->goods;
    if (of == LW_TAX_CIF || of == LW_TAX_CIF_DUTY)
        base = lw_wide_add(base, charges);
    if (of == LW_TAX_GOODS_DUTY || of == LW_TAX_CIF_DUTY)
        base = lw_wide_add(base, duty);
    lw_wide base_micros = lw_wide_add(lw_wide_mul(base, border->minor_micros), item->tax_extra);
    base_micros = cut(base_micros, border->terms->value_truncate_micros);
    return lw_wide_half_up(lw_wide_mul(base_micros, item->duty->tax_pct), item->tax_whole);
}

/* Duty and taxes item by item, the sums cut. */
static void assess_items(const lw_demand *demand, const lw_border *border, lw_wide charges,
                         lw_assessment *a)
{
    lw_wide duties = 0, taxes = 0, local = 0; /* local: in 1/LW_PCT_UNIT of a minor unit */
    for (size_t i = 0; i < border->item_count; i++) {
        const lw_border_item *item = &border->items[i];
        lw_wide own = part_of(charges, item->value_minor, demand->value_minor);
        lw_wide duty = duty_on(border, item, customs_value(border, item->goods, own));
        lw_wide tax = tax_on(border, item, own, cut_minor(border, duty));
        duties = lw_wide_add(duties, duty);
        taxes = lw_wide_add(taxes, tax);
        if (item->duty->local_tax_pct > 0)
            local =
                lw_wide_add(local, lw_wide_mul(cut_minor(border, tax), item->duty->local_tax_pct));
    }
    a->duty = cut_minor(border, duties);
    a->tax = cut_minor(border, taxes);
    if (local > 0)
        a->local_tax = cut_minor(border, lw_wide_half_up(local, LW_PCT_UNIT));
}

static lw_wide disbursement(const lw_border *border, lw_wide dues)
{
    if (dues == 0)
        return 0;
    return lw_wide_max(lw_money_share(dues, border->terms->disbursement_pct),
                       border->disbursement_min);
}

lw_assessment lw_border_assess(const lw_catalog *catalog, const lw_demand *demand,
                               const lw_border *border, lw_wide cost_so_far)
{
    lw_assessment a = {.fee = border->fee};
    if (demand->value_minor == 0 || border->currency.i == LW_NONE)
        return a;
    lw_wide charges = lw_money_exchange(catalog, cost_so_far, demand->currency, border->currency);
    a.value_fee = value_fee(border, charges);
    assess_items(demand, border, charges, &a);
    a.disbursement = disbursement(border, lw_wide_add(lw_wide_add(a.duty, a.tax), a.local_tax));
    return a;
}
