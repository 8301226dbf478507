/* The goods item by item: taking them in, and what they are worth together. */
#include "shipment/shipment.h"

#include <stdlib.h>
#include <string.h>

#include <lanewise/quantity.h>

#include "base/error.h"
#include "base/vector.h"
#include "base/wide.h"
#include "shipment/internal.h"

lw_status lw_hs_digits(const char *text, char digits[LW_HS_SIZE], lw_error *err)
{
    size_t length = 0;
    for (const char *p = text; *p; p++) {
        if (*p == '.' || *p == ' ')
            continue;
        if (*p < '0' || *p > '9' || length == LW_HS_SIZE - 1)
            return lw_fail(err, LW_BAD_SHIPMENT,
                           "'%.80s' is not an HS code: up to %d digits, dots and spaces", text,
                           LW_HS_SIZE - 1);
        digits[length++] = *p;
    }
    digits[length] = '\0';
    return LW_OK;
}

static lw_status read_item(lw_goods_item *item, const char *value, const char *hs_code,
                           lw_error *err)
{
    if (value[0] == '\0')
        return lw_fail(err, LW_BAD_SHIPMENT, "value is required");
    lw_status status = lw_number_parse(&lw_money, value, &item->value_micros, err);
    return status == LW_OK ? lw_hs_digits(hs_code, item->hs_code, err) : status;
}

lw_status lw_goods_add(lw_shipment *shipment, const char *value, const char *hs_code, lw_error *err)
{
    size_t count = shipment->goods_count;
    lw_goods_item item = {0};
    if (count == LW_GOODS_MOST)
        return lw_fail(err, LW_BAD_SHIPMENT, "%d items are the most", LW_GOODS_MOST);
    if (read_item(&item, value, hs_code, err) != LW_OK) {
        if (err) /* the quantities module does not know of shipments */
            err->status = LW_BAD_SHIPMENT;
        return LW_BAD_SHIPMENT;
    }
    if (!lw_reserve((void **)&shipment->goods, &shipment->goods_capacity, count + 1,
                    sizeof *shipment->goods))
        return lw_fail_memory(err);
    shipment->goods[shipment->goods_count++] = item;
    return LW_OK;
}

/* Ends `text` at the first `separator`: what is behind it, or NULL without one. */
static char *cut_off(char *text, char separator)
{
    char *found = strchr(text, separator);
    if (!found)
        return NULL;
    *found = '\0';
    return found + 1;
}

/* Without the spaces around it. */
static char *trim(char *text)
{
    text += strspn(text, " ");
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == ' ')
        text[--length] = '\0';
    return text;
}

lw_status lw_goods_read(lw_shipment *shipment, const char *text, lw_error *err)
{
    size_t size = strlen(text) + 1;
    lw_status status = LW_OK;
    shipment->goods_count = 0;
    if (size == 1)
        return LW_OK;
    char *copy = malloc(size);
    if (!copy)
        return lw_fail_memory(err);
    memcpy(copy, text, size);
    size_t index = 0;
    for (char *item = copy, *next; status == LW_OK && item; item = next, index++) {
        next = cut_off(item, '|');
        char *code = cut_off(item, ':');
        status = lw_goods_add(shipment, trim(item), code ? trim(code) : "", err);
        status = lw_in_part(err, "item", index, status);
    }
    free(copy);
    if (status != LW_OK)
        shipment->goods_count = 0;
    return status;
}

int64_t lw_value_minor(int64_t micros, int decimals)
{
    int64_t unit = 1;
    for (int i = decimals; i < 6; i++)
        unit *= 10;
    return (int64_t)lw_wide_half_up(micros, unit);
}

int64_t lw_shipment_value(const lw_shipment *shipment, int decimals)
{
    int64_t sum = 0; /* at most 100 items of 10^15 */
    if (shipment->goods_count == 0)
        return lw_value_minor(shipment->value_micros, decimals);
    for (size_t i = 0; i < shipment->goods_count; i++)
        sum += lw_value_minor(shipment->goods[i].value_micros, decimals);
    return sum;
}
