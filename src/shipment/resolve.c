/* A shipment in the terms of a catalog. */
#include "shipment/resolve.h"

#include <stdlib.h>
#include <string.h>

#include <lanewise/quantity.h>

#include "base/error.h"
#include "base/vector.h"
#include "catalog/zone_match.h"
#include "shipment/internal.h"
#include "table/cell.h"

enum { MINUTES_PER_DAY = 1440 };

/* What the steps below share. */
typedef struct task {
    const lw_catalog *catalog;
    const lw_shipment *shipment;
    const lw_demand_defaults *defaults;
    lw_demand *demand;
    lw_error *err;
} task;

/* Two capital letters, or whatever some table calls a country; a country that no table names is
 * served by nothing. */
static lw_status resolve_country(const task *t)
{
    const char *code = t->shipment->country;
    bool iso = code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z' && !code[2];
    if (iso || t->demand->country.i != LW_NONE)
        return LW_OK;
    const char *near = lw_intern_nearest(&t->catalog->country_codes, code);
    lw_fail(t->err, LW_BAD_SHIPMENT, "'%s' is not a country code of two capital letters%s%s%s",
            code, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
    return lw_in_field(t->err, "country", LW_BAD_SHIPMENT);
}

static lw_status resolve_origin(const task *t)
{
    const char *id = t->shipment->origin;
    t->demand->origin.i = lw_intern_find(&t->catalog->node_ids, id);
    if (t->demand->origin.i != LW_NONE)
        return LW_OK;
    const char *near = lw_intern_nearest(&t->catalog->node_ids, id);
    return lw_in_field(t->err, "origin",
                       lw_fail_unknown(t->err, LW_BAD_SHIPMENT, "node", id, near));
}

static lw_status resolve_postcode(const task *t)
{
    if (lw_postcode_fold(t->shipment->postcode, t->demand->postcode, sizeof t->demand->postcode))
        return LW_OK;
    return lw_in_field(t->err, "postcode",
                       lw_fail(t->err, LW_BAD_SHIPMENT, "'%.80s' is too long for a postcode",
                               t->shipment->postcode));
}

static void take_code(lw_demand_item *item, const char *digits)
{
    item->hs_length = strlen(digits);
    memcpy(item->hs, digits, item->hs_length + 1);
}

/* The codes of the items, or that of the whole as of a single one. */
static lw_status resolve_codes(const task *t)
{
    const lw_shipment *shipment = t->shipment;
    lw_demand *demand = t->demand;
    demand->itemized = shipment->goods_count > 0;
    demand->item_count = demand->itemized ? shipment->goods_count : 1;
    if (!lw_reserve((void **)&demand->items, &demand->item_capacity, demand->item_count,
                    sizeof *demand->items))
        return lw_fail_memory(t->err);
    for (size_t i = 0; i < shipment->goods_count; i++)
        take_code(&demand->items[i], shipment->goods[i].hs_code);
    if (demand->itemized)
        return LW_OK;
    lw_demand_item *whole = &demand->items[0];
    lw_status status = lw_hs_digits(shipment->hs_code, whole->hs, t->err);
    whole->hs_length = status == LW_OK ? strlen(whole->hs) : 0;
    return lw_in_field(t->err, "hs_code", status);
}

/* A currency that the shipment names: it must be one that the catalog can convert or, without
 * rates, uses. */
static lw_status find_currency(const task *t, const char *field, const char *code,
                               lw_currency_ref *found)
{
    const lw_catalog *catalog = t->catalog;
    found->i = lw_intern_find(&catalog->currency_codes, code);
    const lw_currency *known = found->i == LW_NONE ? NULL : &catalog->currencies[found->i];
    lw_status status = LW_OK;
    if (known && (catalog->has_fx ? known->rate_e8 > 0 : known->used))
        return LW_OK;
    const char *near = known ? NULL : lw_intern_nearest(&catalog->currency_codes, code);
    if (near)
        status = lw_fail_unknown(t->err, LW_BAD_SHIPMENT, "currency", code, near);
    else if (catalog->has_fx)
        status = lw_fail(t->err, LW_BAD_SHIPMENT, "no exchange rate for '%.80s'", code);
    else
        status = lw_fail(t->err, LW_BAD_SHIPMENT,
                         "the catalog has no exchange rates and does not use '%.80s'", code);
    return lw_in_field(t->err, field, status);
}

static lw_status resolve_currencies(const task *t)
{
    const lw_shipment *shipment = t->shipment;
    lw_demand *demand = t->demand;
    lw_status status = LW_OK;
    const char *currency = shipment->currency[0] ? shipment->currency : t->defaults->currency;
    if (currency)
        status = find_currency(t, "currency", currency, &demand->currency);
    else
        demand->currency = t->catalog->default_currency;
    if (status != LW_OK)
        return status;
    if (demand->currency.i == LW_NONE)
        return lw_in_field(t->err, "currency",
                           lw_fail(t->err, LW_BAD_SHIPMENT,
                                   "currency is required: the catalog has no exchange rates and "
                                   "no single currency"));
    demand->value_currency = demand->currency;
    if (!shipment->value_currency[0] || strcmp(shipment->value_currency, shipment->currency) == 0)
        return LW_OK;
    status = find_currency(t, "value_currency", shipment->value_currency, &demand->value_currency);
    if (status != LW_OK || t->catalog->has_fx || demand->value_currency.i == demand->currency.i)
        return status;
    return lw_in_field(t->err, "value_currency",
                       lw_fail(t->err, LW_BAD_SHIPMENT,
                               "the catalog has no exchange rates to convert '%s' to '%s'",
                               shipment->value_currency,
                               t->catalog->currencies[demand->currency.i].code));
}

/* A tariff line begins with the first item of its code that is worth something. */
static bool begins_line(const lw_demand *demand, size_t index)
{
    const lw_demand_item *items = demand->items;
    if (items[index].value_minor == 0)
        return false;
    for (size_t i = 0; i < index; i++) {
        if (items[i].value_minor > 0 && strcmp(items[i].hs, items[index].hs) == 0)
            return false;
    }
    return true;
}

/* A value beside goods repeats their sum or is a mistake. */
static lw_status check_sum(const task *t, int decimals)
{
    char stated[32], sum[32];
    int64_t value = lw_value_minor(t->shipment->value_micros, decimals);
    if (!t->shipment->has_value || value == t->demand->value_minor)
        return LW_OK;
    lw_decimal_format(stated, value, decimals);
    lw_decimal_format(sum, t->demand->value_minor, decimals);
    return lw_in_field(t->err, "value",
                       lw_fail(t->err, LW_BAD_SHIPMENT,
                               "%s is not the sum of the goods, which is %s", stated, sum));
}

/* Values are rounded half up to the minor unit of their currency. */
static lw_status resolve_value(const task *t)
{
    const lw_shipment *shipment = t->shipment;
    lw_demand *demand = t->demand;
    int decimals = t->catalog->currencies[demand->value_currency.i].decimals;
    demand->value_minor = lw_shipment_value(shipment, decimals);
    if (!demand->itemized) {
        demand->items[0].value_minor = demand->value_minor;
        demand->items[0].lines = shipment->hs_lines;
        return LW_OK;
    }
    for (size_t i = 0; i < demand->item_count; i++) {
        lw_demand_item *item = &demand->items[i];
        item->value_minor = lw_value_minor(shipment->goods[i].value_micros, decimals);
        item->lines = begins_line(demand, i);
    }
    return check_sum(t, decimals);
}

static lw_piece piece_of(const lw_parcel *parcel)
{
    lw_piece piece = {.weight_g = parcel->weight_grams > 0 ? parcel->weight_grams : 1,
                      .quantity = parcel->quantity};
    if (parcel->length_mm < 0)
        return piece;
    piece.has_dims = true;
    piece.side_mm[0] = parcel->length_mm;
    piece.side_mm[1] = parcel->width_mm;
    piece.side_mm[2] = parcel->height_mm;
    for (int i = 0; i < 3; i++) {
        piece.sum_mm += piece.side_mm[i];
        if (piece.side_mm[i] > piece.longest_mm)
            piece.longest_mm = piece.side_mm[i];
    }
    piece.girth_mm = piece.longest_mm + 2 * (piece.sum_mm - piece.longest_mm);
    return piece;
}

static int64_t greater(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static bool add_piece(lw_demand *demand, const lw_piece *piece)
{
    int64_t
        grams; /* a weight and a quantity within their ranges cannot wrap, but their sum could */
    if (__builtin_add_overflow(demand->actual_g, piece->weight_g * piece->quantity, &grams) ||
        grams > INT64_MAX / 4)
        return false;
    demand->actual_g = grams;
    demand->piece_total += piece->quantity; /* at most one a gram */
    if (!piece->has_dims)
        return true;
    lw_wide volume = lw_wide_mul((lw_wide)piece->side_mm[0] * piece->side_mm[1], piece->side_mm[2]);
    demand->volume_mm3 = lw_wide_add(demand->volume_mm3, lw_wide_mul(volume, piece->quantity));
    demand->longest_mm = greater(demand->longest_mm, piece->longest_mm);
    demand->sum_mm = greater(demand->sum_mm, piece->sum_mm);
    demand->girth_mm = greater(demand->girth_mm, piece->girth_mm);
    return true;
}

static lw_status resolve_pieces(const task *t)
{
    lw_demand *demand = t->demand;
    size_t count = t->shipment->parcel_count;
    if (!lw_reserve((void **)&demand->pieces, &demand->piece_capacity, count,
                    sizeof *demand->pieces))
        return lw_fail_memory(t->err);
    demand->piece_count = count;
    demand->piece_total = demand->actual_g = 0;
    demand->volume_mm3 = 0;
    demand->longest_mm = demand->sum_mm = demand->girth_mm = -1;
    for (size_t i = 0; i < count; i++) {
        demand->pieces[i] = piece_of(&t->shipment->parcels[i]);
        if (!add_piece(demand, &demand->pieces[i]))
            return lw_in_field(
                t->err, "weight_kg",
                lw_fail(t->err, LW_BAD_SHIPMENT, "the parcels together are too heavy"));
    }
    return LW_OK;
}

static bool has_flag(const lw_demand *demand, uint32_t flag)
{
    for (size_t i = 0; i < demand->flag_count; i++) {
        if (demand->flags[i] == flag)
            return true;
    }
    return false;
}

/* The flag called by the `length` bytes at `name`; LW_NONE for a word that no table knows. */
static uint32_t find_flag(const lw_catalog *catalog, const char *name, size_t length)
{
    char word[80]; /* ids have at most 64 characters */
    if (length >= sizeof word)
        return LW_NONE;
    memcpy(word, name, length);
    word[length] = '\0';
    return lw_intern_find(&catalog->flag_names, word);
}

/* Words between '|', spaces around them not counting. */
static lw_status resolve_flags(const task *t)
{
    lw_demand *demand = t->demand;
    demand->flag_count = 0;
    for (const char *item = t->shipment->flags; *item;) {
        size_t length = strcspn(item, "|");
        const char *next = item + length + (item[length] == '|');
        while (length > 0 && *item == ' ') {
            item++;
            length--;
        }
        while (length > 0 && item[length - 1] == ' ')
            length--;
        uint32_t flag = length > 0 ? find_flag(t->catalog, item, length) : LW_NONE;
        if (flag != LW_NONE && !has_flag(demand, flag)) {
            if (!lw_reserve((void **)&demand->flags, &demand->flag_capacity, demand->flag_count + 1,
                            sizeof *demand->flags))
                return lw_fail_memory(t->err);
            demand->flags[demand->flag_count++] = flag;
        }
        item = next;
    }
    return LW_OK;
}

static lw_status resolve_zones(const task *t)
{
    lw_demand *demand = t->demand;
    demand->zone_count = 0;
    if (demand->country.i == LW_NONE)
        return LW_OK;
    size_t length = strlen(demand->postcode);
    const lw_country_rows *zones = &t->catalog->zones_of;
    for (uint32_t k = zones->first[demand->country.i]; k < zones->first[demand->country.i + 1];
         k++) {
        uint32_t i = zones->rows[k];
        if (!lw_zone_matches(&t->catalog->zones[i], demand->postcode, length))
            continue;
        if (!lw_reserve((void **)&demand->zones, &demand->zone_capacity, demand->zone_count + 1,
                        sizeof *demand->zones))
            return lw_fail_memory(t->err);
        demand->zones[demand->zone_count++] = i;
    }
    return LW_OK;
}

static void resolve_clock(const task *t)
{
    const lw_shipment *shipment = t->shipment;
    lw_demand *demand = t->demand;
    int64_t local;
    if (shipment->has_ready_at) {
        local = shipment->ready_at;
        demand->ship_date = lw_day_of_minute(local);
    } else {
        demand->ship_date = shipment->has_ship_date ? shipment->ship_date : t->defaults->ship_date;
        local = (int64_t)demand->ship_date * MINUTES_PER_DAY;
    }
    demand->start_utc = local - t->catalog->nodes[demand->origin.i].utc_offset;
    demand->deliver_by = shipment->has_deliver_by ? shipment->deliver_by : LW_NO_LIMIT;
}

static int64_t limit_of(int64_t given)
{
    return given < 0 ? LW_NO_LIMIT : given;
}

static void copy_limits(const lw_shipment *shipment, lw_demand *demand)
{
    demand->pays_duty = shipment->incoterm == LW_DDP;
    demand->modes = shipment->modes;
    demand->max_legs = (int)shipment->max_legs;
    demand->max_minutes = limit_of(shipment->max_minutes);
    demand->max_cost_micros = limit_of(shipment->max_cost_micros);
    demand->max_blind_minutes = limit_of(shipment->max_blind_minutes);
    demand->max_blind_gap_minutes = limit_of(shipment->max_blind_gap_minutes);
}

lw_status lw_demand_resolve(const lw_catalog *catalog, const lw_shipment *shipment,
                            const lw_demand_defaults *defaults, lw_demand *demand, lw_error *err)
{
    static lw_status (*const steps[])(const task *) = {
        resolve_origin, resolve_country, resolve_postcode, resolve_codes, resolve_currencies,
        resolve_value,  resolve_pieces,  resolve_flags,    resolve_zones,
    };
    const task t = {catalog, shipment, defaults, demand, err};
    lw_status status = lw_shipment_finish(shipment, err);
    demand->shipment = shipment;
    demand->country.i = lw_intern_find(&catalog->country_codes, shipment->country);
    demand->area.i = demand->country.i == LW_NONE
                         ? lw_intern_find(&catalog->area_names, lw_default_area(shipment->country))
                         : catalog->countries[demand->country.i].area.i;
    demand->sku = shipment->sku[0] ? lw_intern_find(&catalog->skus, shipment->sku) : LW_NONE;
    for (size_t i = 0; status == LW_OK && i < sizeof steps / sizeof steps[0]; i++)
        status = steps[i](&t);
    if (status != LW_OK)
        return status;
    resolve_clock(&t);
    copy_limits(shipment, demand);
    return LW_OK;
}

void lw_demand_release(lw_demand *demand)
{
    free(demand->items);
    free(demand->pieces);
    free(demand->flags);
    free(demand->zones);
    *demand = (lw_demand){0};
}
