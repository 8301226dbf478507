/* The shipment as it was understood, so that an answer can be read, and asked again, by itself. */
#include <string.h>

#include "base/wide.h"
#include "render/formats.h"
#include "shipment/shipment.h"

static inline void put_text(lw_json *json, const char *key, const char *text)
{
    if (!text || !text[0])
        return;
    lw_json_key(json, key);
    lw_json_text(json, text);
}

static inline void put_count(lw_json *json, const char *key, int64_t count)
{
    lw_json_key(json, key);
    lw_json_int(json, count);
}

static void put_micros(lw_json *json, const char *key, int64_t micros, int digits)
{
    char text[32];
    lw_json_key(json, key);
    lw_json_raw(json, text, lw_micros_format(text, micros, digits));
}

/* Money rounded half up to `digits`; as it was given where the currency is not known, `digits`
 * -1. */
static void put_amount(lw_json *json, const char *key, int64_t micros, int digits)
{
    int64_t unit = 1;
    if (digits < 0) {
        put_micros(json, key, micros, 2);
        return;
    }
    for (int i = digits; i < 6; i++)
        unit *= 10;
    lw_json_key(json, key);
    lw_json_decimal(json, (int64_t)lw_wide_half_up(micros, unit), digits);
}

/* Minutes in units of `unit` minutes: 2 digits, up to 6 where they are needed to mean the same
 * minute. */
static void put_duration(lw_json *json, const char *key, int64_t minutes, int64_t unit)
{
    if (minutes < 0)
        return;
    lw_wide micros = lw_wide_half_up((lw_wide)minutes * 1000000, unit);
    put_micros(json, key, (int64_t)micros, 2);
}

static void put_parcels(lw_json *json, const lw_shipment *shipment)
{
    lw_json_key(json, "parcels");
    lw_json_open_flat(json, '[');
    for (size_t i = 0; i < shipment->parcel_count; i++) {
        const lw_parcel *parcel = &shipment->parcels[i];
        lw_json_open_flat(json, '{');
        if (parcel->weight_grams >= 0) {
            lw_json_key(json, "weight_kg");
            lw_json_decimal(json, parcel->weight_grams, 3);
        }
        if (parcel->length_mm >= 0 && parcel->width_mm >= 0 && parcel->height_mm >= 0) {
            lw_json_key(json, "length_cm");
            lw_json_decimal(json, parcel->length_mm, 1);
            lw_json_key(json, "width_cm");
            lw_json_decimal(json, parcel->width_mm, 1);
            lw_json_key(json, "height_cm");
            lw_json_decimal(json, parcel->height_mm, 1);
        }
        put_count(json, "quantity", parcel->quantity);
        lw_json_close(json, '}');
    }
    lw_json_close(json, ']');
}

static void put_goods(lw_json *json, const lw_shipment *shipment, int digits)
{
    if (shipment->goods_count == 0)
        return;
    lw_json_key(json, "goods");
    lw_json_open_flat(json, '[');
    for (size_t i = 0; i < shipment->goods_count; i++) {
        const lw_goods_item *item = &shipment->goods[i];
        lw_json_open_flat(json, '{');
        put_amount(json, "value", item->value_micros, digits);
        put_text(json, "hs_code", item->hs_code);
        lw_json_close(json, '}');
    }
    lw_json_close(json, ']');
}

/* The goods value, unless it is the sum of goods that is too large for the field. */
static void put_value(lw_json *json, const lw_shipment *shipment, int digits)
{
    static const int64_t most = 999999999;
    if (shipment->goods_count > 0 && digits >= 0) {
        int64_t value = lw_shipment_value(shipment, digits), unit = 1;
        for (int i = 0; i < digits; i++)
            unit *= 10;
        if (value <= most * unit) {
            lw_json_key(json, "value");
            lw_json_decimal(json, value, digits);
        }
    } else if (shipment->goods_count == 0 || shipment->has_value) {
        put_amount(json, "value", shipment->value_micros, digits);
    }
}

/* What the goods are, as the planner takes them. Beside items stands no code of the whole. */
static void put_worth(lw_json *json, const lw_style *style, const lw_answer *answer)
{
    const lw_shipment *shipment = answer->shipment;
    const lw_quote *quote = answer->quote;
    const char *currency = shipment->value_currency;
    if ((!currency || !currency[0]) && quote)
        currency = quote->currency;
    int digits = quote ? lw_currency_digits(style, quote, currency) : -1;
    put_value(json, shipment, digits);
    put_text(json, "value_currency", currency);
    put_text(json, "currency", quote ? quote->currency : shipment->currency);
    put_text(json, "hs_code", shipment->hs_code);
    if (shipment->goods_count == 0 || shipment->has_hs_lines)
        put_count(json, "hs_lines", shipment->hs_lines);
    put_goods(json, shipment, digits);
}

/* 'a|b' as a list. */
static void put_flags(lw_json *json, const char *flags)
{
    if (!flags || !flags[0])
        return;
    lw_json_key(json, "flags");
    lw_json_open_flat(json, '[');
    while (*flags) {
        flags += strspn(flags, " |");
        size_t length = strcspn(flags, "|"), end = length;
        while (end > 0 && flags[end - 1] == ' ')
            end--;
        if (end > 0)
            lw_json_bytes(json, flags, end);
        flags += length;
    }
    lw_json_close(json, ']');
}

static void put_modes(lw_json *json, const char *key, uint32_t bits)
{
    if (bits == 0)
        return;
    lw_json_key(json, key);
    lw_json_open_flat(json, '[');
    for (unsigned i = 0; i < LW_MODES; i++) {
        if (bits & (1u << i))
            lw_json_word(json, lw_mode_name(i));
    }
    lw_json_close(json, ']');
}

/* Local minutes without an offset: how they are read. */
static void put_moment(lw_json *json, const char *key, bool given, int64_t minute)
{
    if (!given)
        return;
    char text[32];
    lw_moment_format(text, minute, 0);
    lw_json_key(json, key);
    lw_json_bytes(json, text, strcspn(text, "+"));
}

static void put_dates(lw_json *json, const lw_answer *answer)
{
    const lw_shipment *shipment = answer->shipment;
    if (!answer->quote && !shipment->has_ship_date)
        return;
    char text[16];
    lw_json_key(json, "ship_date");
    lw_json_bytes(
        json, text,
        lw_date_format(text, answer->quote ? answer->quote->ship_date : shipment->ship_date));
}

static void put_limits(lw_json *json, const lw_answer *answer)
{
    const lw_shipment *shipment = answer->shipment;
    put_duration(json, "max_days", shipment->max_minutes, 1440);
    if (shipment->max_cost_micros >= 0)
        put_micros(json, "max_cost", shipment->max_cost_micros,
                   answer->quote ? answer->quote->decimals : 2);
    put_duration(json, "max_blind_hours", shipment->max_blind_minutes, 60);
    put_duration(json, "max_blind_gap_hours", shipment->max_blind_gap_minutes, 60);
    put_modes(json, "modes", shipment->mode_list);
    put_modes(json, "exclude_modes", shipment->exclude_list);
    put_count(json, "max_legs", shipment->max_legs);
    put_moment(json, "ready_at", shipment->has_ready_at, shipment->ready_at);
    put_moment(json, "deliver_by", shipment->has_deliver_by, shipment->deliver_by);
}

void lw_json_shipment(lw_json *json, const lw_style *style, const lw_answer *answer)
{
    const lw_shipment *shipment = answer->shipment;
    lw_json_open(json, '{');
    put_text(json, "id", answer->id);
    if (shipment) {
        put_text(json, "origin", shipment->origin);
        put_text(json, "country", shipment->country);
        put_text(json, "postcode", shipment->postcode);
        put_parcels(json, shipment);
        put_worth(json, style, answer);
        put_flags(json, shipment->flags);
        put_text(json, "sku", shipment->sku);
        put_dates(json, answer);
        lw_json_key(json, "incoterm");
        lw_json_word(json, shipment->incoterm == LW_DAP ? "DAP" : "DDP");
        put_limits(json, answer);
    }
    lw_json_close(json, '}');
}
