/* A shipment's memory and the checks across its fields. */
#include "shipment/shipment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/error.h"
#include "base/vector.h"
#include "catalog/model.h"
#include "shipment/internal.h"

/* A text of a shipment lies behind its capacity, so that the next record can use the room again.
 * A text that was never set is `nothing`, which belongs to nobody and is never written to. */
typedef struct text_block {
    size_t capacity;
    char bytes[];
} text_block;

static const char nothing[1] = "";

static text_block *block_of(char *text)
{
    return (text_block *)(void *)(text - offsetof(text_block, bytes));
}

enum { TEXT_COUNT = 9 };

static void list_texts(lw_shipment *shipment, char **places[TEXT_COUNT])
{
    places[0] = &shipment->id;
    places[1] = &shipment->origin;
    places[2] = &shipment->country;
    places[3] = &shipment->postcode;
    places[4] = &shipment->value_currency;
    places[5] = &shipment->currency;
    places[6] = &shipment->hs_code;
    places[7] = &shipment->flags;
    places[8] = &shipment->sku;
}

bool lw_shipment_put_text(char **place, const char *bytes, size_t length)
{
    bool owned = *place != nothing;
    if (length == 0) {
        if (owned)
            **place = '\0';
        return true;
    }
    if (!owned || block_of(*place)->capacity <= length) {
        size_t capacity = length < 24 ? 24 : length + 1;
        if (length > SIZE_MAX - sizeof(text_block) - 1)
            return false;
        text_block *block = realloc(owned ? block_of(*place) : NULL, sizeof *block + capacity);
        if (!block)
            return false;
        block->capacity = capacity;
        *place = block->bytes;
        // cppcheck-suppress memleak ; *place holds it, by its text
    }
    memcpy(*place, bytes, length);
    /* analyzer: no leak, *place holds the block by its text */
    (*place)[length] = '\0';
    return true;
}

/* Everything but the memory that is kept. */
static void set_defaults(lw_shipment *shipment)
{
    shipment->parcel_count = shipment->goods_count = 0;
    shipment->hs_lines = 1;
    shipment->max_minutes = shipment->max_cost_micros = -1;
    shipment->max_blind_minutes = shipment->max_blind_gap_minutes = -1;
    shipment->modes = LW_ALL_MODES;
    shipment->max_legs = 5;
}

void lw_shipment_init(lw_shipment *shipment)
{
    *shipment = (lw_shipment){0};
    char **places[TEXT_COUNT];
    list_texts(shipment, places);
    for (int i = 0; i < TEXT_COUNT; i++)
        *places[i] = (char *)nothing;
    set_defaults(shipment);
}

void lw_shipment_release(lw_shipment *shipment)
{
    char **places[TEXT_COUNT];
    list_texts(shipment, places);
    for (int i = 0; i < TEXT_COUNT; i++) {
        if (*places[i] != nothing)
            free(block_of(*places[i]));
    }
    free(shipment->parcels);
    free(shipment->goods);
    lw_shipment_init(shipment);
}

lw_status lw_shipment_new(lw_shipment **shipment, lw_error *err)
{
    *shipment = malloc(sizeof **shipment);
    if (!*shipment)
        return lw_fail_memory(err);
    lw_shipment_init(*shipment);
    return LW_OK;
}

void lw_shipment_free(lw_shipment *shipment)
{
    if (!shipment)
        return;
    lw_shipment_release(shipment);
    free(shipment);
}

const char *lw_shipment_id(const lw_shipment *shipment)
{
    return shipment->id;
}

void lw_shipment_clear(lw_shipment *shipment)
{
    char **places[TEXT_COUNT];
    list_texts(shipment, places);
    for (int i = 0; i < TEXT_COUNT; i++) {
        if (*places[i] != nothing)
            **places[i] = '\0';
    }
    const lw_shipment kept = *shipment;
    *shipment = (lw_shipment){.id = kept.id,
                              .origin = kept.origin,
                              .country = kept.country,
                              .postcode = kept.postcode,
                              .parcels = kept.parcels,
                              .parcel_capacity = kept.parcel_capacity,
                              .value_currency = kept.value_currency,
                              .currency = kept.currency,
                              .hs_code = kept.hs_code,
                              .goods = kept.goods,
                              .goods_capacity = kept.goods_capacity,
                              .flags = kept.flags,
                              .sku = kept.sku};
    set_defaults(shipment);
}

lw_status lw_shipment_add_parcel(lw_shipment *shipment, size_t index, lw_error *err)
{
    if (index < shipment->parcel_count)
        return LW_OK;
    if (index == SIZE_MAX || !lw_reserve((void **)&shipment->parcels, &shipment->parcel_capacity,
                                         index + 1, sizeof *shipment->parcels))
        return lw_fail_memory(err);
    while (shipment->parcel_count <= index)
        shipment->parcels[shipment->parcel_count++] = (lw_parcel){-1, -1, -1, -1, 1};
    return LW_OK;
}

lw_status lw_in_field(lw_error *err, const char *field, lw_status status)
{
    if (err && status != LW_OK) {
        snprintf(err->field, sizeof err->field, "%s", field);
        lw_clean(err->field); /* a key of the user's, perhaps, and cut short */
    }
    return status;
}

lw_status lw_in_part(lw_error *err, const char *part, size_t index, lw_status status)
{
    if (!err || status != LW_BAD_SHIPMENT)
        return status;
    lw_error inner = *err;
    lw_fail(err, status, "%s %zu: %s", part, index + 1, inner.message);
    return lw_in_field(err, inner.field, status);
}

/* "" or " of parcel 3", where there are several. */
static void name_parcel(const lw_shipment *shipment, size_t index, char text[40])
{
    text[0] = '\0';
    if (shipment->parcel_count > 1)
        snprintf(text, 40, " of parcel %zu", index + 1);
}

static lw_status check_parcel(const lw_shipment *shipment, size_t index, lw_error *err)
{
    const lw_parcel *parcel = &shipment->parcels[index];
    const struct {
        const char *field;
        int64_t held;
    } sides[] = {{"length_cm", parcel->length_mm},
                 {"width_cm", parcel->width_mm},
                 {"height_cm", parcel->height_mm}};
    char whose[40];
    name_parcel(shipment, index, whose);
    if (parcel->weight_grams < 0)
        return lw_in_field(err, "weight_kg",
                           lw_fail(err, LW_BAD_SHIPMENT, "weight_kg%s is required", whose));
    bool any = parcel->length_mm >= 0 || parcel->width_mm >= 0 || parcel->height_mm >= 0;
    for (int i = 0; any && i < 3; i++) {
        if (sides[i].held < 0)
            return lw_in_field(err, sides[i].field,
                               lw_fail(err, LW_BAD_SHIPMENT,
                                       "%s%s is missing: give all three dimensions or none",
                                       sides[i].field, whose));
    }
    return LW_OK;
}

/* Items have codes of their own, which make the tariff lines. */
static lw_status check_goods(const lw_shipment *shipment, lw_error *err)
{
    if (shipment->goods_count > 0 && shipment->hs_code[0])
        return lw_in_field(
            err, "hs_code",
            lw_fail(err, LW_BAD_SHIPMENT, "hs_code is given beside goods: each item has its own"));
    if (shipment->goods_count > 0 && shipment->has_hs_lines)
        return lw_in_field(err, "hs_lines",
                           lw_fail(err, LW_BAD_SHIPMENT,
                                   "hs_lines is given beside goods: their codes are counted"));
    return LW_OK;
}

lw_status lw_shipment_finish(const lw_shipment *shipment, lw_error *err)
{
    if (shipment->origin[0] == '\0')
        return lw_in_field(err, "origin", lw_fail(err, LW_BAD_SHIPMENT, "origin is required"));
    if (shipment->country[0] == '\0')
        return lw_in_field(err, "country", lw_fail(err, LW_BAD_SHIPMENT, "country is required"));
    if (shipment->parcel_count == 0)
        return lw_in_field(err, "weight_kg",
                           lw_fail(err, LW_BAD_SHIPMENT, "weight_kg is required"));
    for (size_t i = 0; i < shipment->parcel_count; i++) {
        lw_status status = check_parcel(shipment, i, err);
        if (status != LW_OK)
            return status;
    }
    if (shipment->has_ready_at && shipment->has_ship_date &&
        lw_day_of_minute(shipment->ready_at) != shipment->ship_date)
        return lw_in_field(
            err, "ship_date",
            lw_fail(err, LW_BAD_SHIPMENT, "ship_date is another day than that of ready_at"));
    return check_goods(shipment, err);
}
