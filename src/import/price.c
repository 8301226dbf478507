/* Reads the terms of a price. */
#include "import/price.h"

#include <string.h>

#include "base/error.h"

static bool is_offered(const char *text)
{
    static const char *const none[] = {"",    "-",  "--", "---",  "n/a",
                                       "N/A", "na", "NA", "n.a.", NULL};
    for (size_t i = 0; none[i]; i++) {
        if (strcmp(text, none[i]) == 0)
            return false;
    }
    return true;
}

static lw_status not_understood(const lw_scan *scan, const char *text, lw_error *err)
{
    if (scan->now.kind == LW_TOKEN_END)
        return lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' is not a price: a number is missing", text);
    return lw_fail(err, LW_BAD_ARGUMENT,
                   "'%.60s' is not a price at '%.*s'; write 12.50, 80/kg, or 80/kg + 15 per item",
                   text, (int)(scan->now.length < 40 ? scan->now.length : 40), scan->now.text);
}

/* Steps over a currency that is the sheet's. */
static lw_status skip_money(lw_scan *scan, const lw_reading *reading, const char *text,
                            lw_error *err)
{
    lw_money_word money = lw_scan_money(scan, reading);
    if (money == LW_OTHER_MONEY)
        return lw_fail(
            err, LW_BAD_ARGUMENT,
            "'%.60s' is in another currency than %s; --currency says which one the prices "
            "are in",
            text, reading->currency);
    if (money == LW_OWN_MONEY)
        lw_scan_next(scan);
    return LW_OK;
}

/* "/kg", "per item", ... or nothing. */
static lw_status take_kind(lw_scan *scan, const char *text, lw_price_kind *kind, lw_error *err)
{
    static const char *const shipment[] = {"shipment", "consignment", "order", NULL};
    lw_unit unit = LW_KG;
    *kind = LW_PRICE_PLAIN;
    if (!lw_scan_skip_sign(scan, '/') && !lw_scan_skip(scan, "per"))
        return LW_OK;
    if (lw_scan_unit(scan, &unit) && unit == LW_KG)
        *kind = LW_PRICE_PER_KG;
    else if (lw_scan_item(scan))
        *kind = LW_PRICE_PER_ITEM;
    else if (!lw_scan_among(scan, shipment))
        return not_understood(scan, text, err);
    lw_scan_next(scan);
    return LW_OK;
}

/* One amount, with currency before or behind it. */
static lw_status take_term(lw_scan *scan, const lw_reading *reading, const char *text,
                           lw_price *price, lw_error *err)
{
    lw_amount amount = {0};
    lw_price_kind kind = LW_PRICE_PLAIN;
    lw_status status = skip_money(scan, reading, text, err);
    if (status != LW_OK)
        return status;
    if (scan->now.kind != LW_TOKEN_NUMBER)
        return not_understood(scan, text, err);
    status = lw_amount_read(&reading->style, scan->now.text, scan->now.length, &amount, err);
    if (status != LW_OK)
        return status;
    lw_scan_next(scan);
    if (!lw_scan_is(scan, "per"))
        status = skip_money(scan, reading, text, err);
    if (status == LW_OK)
        status = take_kind(scan, text, &kind, err);
    if (status == LW_OK && price->has[kind])
        return lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' gives two prices of one kind", text);
    price->has[kind] = true;
    price->amounts[kind] = amount;
    return status;
}

/* "0-2 kg: 80/kg": the weights stand before a colon. */
static lw_status take_band(const lw_reading *reading, const char *text, const char **rest,
                           lw_price *price, lw_error *err)
{
    char band[128];
    bool begun;
    const char *colon = strchr(text, ':');
    *rest = text;
    if (!colon)
        return LW_OK;
    size_t length = (size_t)(colon - text);
    if (length >= sizeof band)
        return lw_fail(err, LW_BAD_ARGUMENT, "'%.40s...' is too long for weights", text);
    memcpy(band, text, length);
    band[length] = '\0';
    *rest = colon + 1;
    return lw_price_label_read(reading, band, &price->band, &begun, err);
}

lw_status lw_price_read(const lw_reading *reading, const char *text, lw_price *price, lw_error *err)
{
    *price = (lw_price){.offered = is_offered(text)};
    if (!price->offered)
        return LW_OK;
    const char *rest = text;
    lw_status status = take_band(reading, text, &rest, price, err);
    lw_scan scan = lw_scan_start(&reading->style, rest);
    if (status == LW_OK)
        status = take_term(&scan, reading, text, price, err);
    while (status == LW_OK && lw_scan_skip_sign(&scan, '+'))
        status = take_term(&scan, reading, text, price, err);
    if (status == LW_OK && scan.now.kind != LW_TOKEN_END)
        return not_understood(&scan, text, err);
    return status;
}
