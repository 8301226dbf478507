/* Shipments from JSON objects. */
#include <lanewise/shipment.h>

#include <errno.h>
#include <pthread.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/nearest.h"
#include "shipment/internal.h"
#include "shipment/json_text.h"

static const char parcels_key[] = "parcels", value_key[] = "value", hs_key[] = "hs_code";

/* One object being read into a shipment: the whole order or one parcel of its list. */
typedef struct reading {
    lw_shipment *shipment;
    size_t parcel;  /* that the parcel fields go to */
    bool is_parcel; /* only parcel fields are known here */
    uint64_t seen;  /* bit set of the fields met */
    lw_buffer *scratch;
    lw_error *err;
} reading;

static lw_status refuse(const reading *r, const char *field, const char *message)
{
    return lw_in_field(r->err, field, lw_fail(r->err, LW_BAD_SHIPMENT, "%s", message));
}

/* The text of a string, or the digits of a number as written; NULL for anything else. */
static const char *scalar_text(const cJSON *value)
{
    if (!cJSON_IsString(value) || !value->valuestring)
        return NULL;
    return value->valuestring + (value->valuestring[0] == LW_JSON_NUMBER);
}

/* The items of a list as a table cell would have them: 'a|b'. NULL when one is no text or memory is
 * out. */
static const char *list_text(const reading *r, const cJSON *list)
{
    r->scratch->length = 0;
    for (const cJSON *item = list->child; item; item = item->next) {
        const char *text = scalar_text(item);
        if (!text)
            return NULL;
        if (item != list->child)
            lw_put_char(r->scratch, '|');
        lw_put_text(r->scratch, text);
    }
    lw_put_char(r->scratch, '\0');
    return r->scratch->failed ? NULL : r->scratch->bytes;
}

/* One member of an item into the text it stands for. Fields of the shipment have no meaning there,
 * and dropping them would change the goods unseen. */
static lw_status read_item_member(const reading *r, const cJSON *value, const char **place)
{
    const char *key = value->string, *near = lw_field_nearest(key, false);
    const char *text = cJSON_IsNull(value) ? "" : scalar_text(value);
    if (!place && lw_field_find(key) >= 0)
        return lw_fail(r->err, LW_BAD_SHIPMENT, "'%s' is no field of an item", key);
    if (!place && near && (strcmp(near, value_key) == 0 || strcmp(near, hs_key) == 0))
        return lw_fail_unknown(r->err, LW_BAD_SHIPMENT, "field", key, near);
    if (!place)
        return LW_OK;
    if (*place)
        return lw_fail(r->err, LW_BAD_SHIPMENT, "%s is given twice", key);
    if (!text)
        return lw_fail(r->err, LW_BAD_SHIPMENT, "%s: a text or a number is wanted", key);
    *place = text;
    return LW_OK;
}

static lw_status read_item(const reading *r, const cJSON *object)
{
    const char *value = NULL, *code = NULL;
    if (!cJSON_IsObject(object))
        return lw_fail(r->err, LW_BAD_SHIPMENT, "an object is wanted");
    for (const cJSON *member = object->child; member; member = member->next) {
        const char **place = strcmp(member->string, value_key) == 0 ? &value
                             : strcmp(member->string, hs_key) == 0  ? &code
                                                                    : NULL;
        lw_status status = read_item_member(r, member, place);
        if (status != LW_OK)
            return status;
    }
    return lw_goods_add(r->shipment, value ? value : "", code ? code : "", r->err);
}

static lw_status read_goods(const reading *r, const cJSON *list)
{
    lw_status status = LW_OK;
    r->shipment->goods_count = 0;
    if (!list->child)
        return refuse(r, list->string, "a list of at least one item is wanted");
    size_t index = 0;
    for (const cJSON *item = list->child; status == LW_OK && item; item = item->next, index++)
        status = lw_in_part(r->err, "item", index, read_item(r, item));
    if (status != LW_OK)
        r->shipment->goods_count = 0;
    return lw_in_field(r->err, list->string, status);
}

/* What a field takes, for who gave it something else. */
static const char *wanted(lw_field_kind kind)
{
    return kind == LW_FIELD_LIST    ? "a text or a list of texts is wanted"
           : kind == LW_FIELD_GOODS ? "a text or a list of objects is wanted"
                                    : "a text or a number is wanted";
}

static lw_status read_field(const reading *r, int index, const cJSON *value)
{
    lw_field_kind kind = lw_field_kind_of(index);
    const char *text = NULL;
    if (cJSON_IsNull(value) && kind == LW_FIELD_PARCEL)
        return LW_OK; /* beside a list of parcels it must not touch the first of them */
    if (cJSON_IsArray(value) && kind == LW_FIELD_GOODS)
        return read_goods(r, value);
    if (cJSON_IsNull(value))
        text = "";
    else if (cJSON_IsArray(value) && kind == LW_FIELD_LIST)
        text = list_text(r, value);
    else
        text = scalar_text(value);
    if (r->scratch->failed)
        return lw_fail_memory(r->err);
    if (!text)
        return refuse(r, value->string, wanted(kind));
    return lw_field_set(r->shipment, index, r->parcel, text, r->err);
}

/* A key that is no field: a likely slip of the pen is an error, anything else is the user's own. */
static lw_status check_unknown(const reading *r, const char *key)
{
    const char *near = lw_field_nearest(key, r->is_parcel);
    if (!near && !r->is_parcel && lw_edit_distance(key, parcels_key, 2) <= 2)
        near = parcels_key;
    if (!near)
        return LW_OK;
    return lw_in_field(r->err, key, lw_fail_unknown(r->err, LW_BAD_SHIPMENT, "field", key, near));
}

static lw_status read_parcels(const reading *order, const cJSON *list);

static lw_status read_member(reading *r, const cJSON *value)
{
    int index = lw_field_find(value->string);
    bool parcels = !r->is_parcel && strcmp(value->string, parcels_key) == 0;
    bool known = index >= 0 && (!r->is_parcel || lw_field_kind_of(index) == LW_FIELD_PARCEL);
    if (!known && !parcels)
        return check_unknown(r, value->string);
    uint64_t bit = parcels ? (uint64_t)1 << 63 : (uint64_t)1 << index;
    if (r->seen & bit)
        return refuse(r, value->string, "given twice");
    r->seen |= bit;
    return parcels ? read_parcels(r, value) : read_field(r, index, value);
}

static lw_status read_object(reading *r, const cJSON *object)
{
    for (const cJSON *value = object->child; value; value = value->next) {
        lw_status status = read_member(r, value);
        if (status != LW_OK)
            return status;
    }
    return LW_OK;
}

static lw_status read_parcels(const reading *order, const cJSON *list)
{
    if (cJSON_IsNull(list))
        return LW_OK;
    if (!cJSON_IsArray(list) || !list->child)
        return refuse(order, parcels_key, "a list of at least one parcel is wanted");
    size_t index = 0;
    for (const cJSON *item = list->child; item; item = item->next, index++) {
        lw_status status = lw_shipment_add_parcel(order->shipment, index, order->err);
        if (status != LW_OK)
            return status;
        reading r = {order->shipment, index, true, 0, order->scratch, order->err};
        status = cJSON_IsObject(item) ? read_object(&r, item)
                                      : refuse(order, parcels_key, "an object is wanted");
        if (status != LW_OK)
            return list->child->next ? lw_in_part(order->err, "parcel", index, status) : status;
    }
    return LW_OK;
}

/* Parcels are told of in the list or beside it, not both. */
static lw_status check_one_place(const reading *r, const cJSON *object)
{
    bool listed = false;
    const char *beside = NULL;
    for (const cJSON *value = object->child; value; value = value->next) {
        int index = lw_field_find(value->string);
        if (cJSON_IsNull(value))
            continue;
        if (strcmp(value->string, parcels_key) == 0)
            listed = true;
        else if (index >= 0 && lw_field_kind_of(index) == LW_FIELD_PARCEL && !beside)
            beside = value->string;
    }
    if (!listed || !beside)
        return LW_OK;
    return lw_in_field(
        r->err, beside,
        lw_fail(r->err, LW_BAD_SHIPMENT, "%s is given beside parcels: use one of them", beside));
}

static lw_status read_order(lw_shipment *shipment, const cJSON *object, lw_error *err)
{
    lw_buffer scratch = {0};
    reading r = {shipment, 0, false, 0, &scratch, err};
    /* The id first: whatever is wrong with the rest, the answer can name the record. */
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(object, "id");
    lw_status status = id ? read_field(&r, lw_field_find("id"), id) : LW_OK;
    if (status == LW_OK)
        status = check_one_place(&r, object);
    if (status == LW_OK)
        status = read_object(&r, object);
    lw_buffer_release(&scratch);
    return status;
}

static lw_status fail_at(lw_error *err, long column, const char *message)
{
    lw_fail(err, LW_BAD_SHIPMENT, "%s", message);
    if (err)
        err->column = column;
    return LW_BAD_SHIPMENT;
}

/* cJSON notes where its last parse failed in a variable of its own that all threads share. Nobody
 * reads it, but two threads must not write it at once. It tells memory that ran out from broken
 * text by errno alone: an order must not pass for invalid because of that. */
static cJSON *parse_alone(const lw_buffer *marked, const char **end, bool *no_memory)
{
    static pthread_mutex_t parsing = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&parsing);
    errno = 0;
    cJSON *tree = cJSON_ParseWithLengthOpts(marked->bytes, marked->length, end, 0);
    *no_memory = !tree && errno == ENOMEM;
    pthread_mutex_unlock(&parsing);
    return tree;
}

/* The tree of exactly one JSON value; the caller deletes it. */
static lw_status parse(const char *json, size_t length, const lw_buffer *marked, cJSON **tree,
                       lw_error *err)
{
    const char *end = NULL;
    bool no_memory;
    *tree = parse_alone(marked, &end, &no_memory);
    if (no_memory)
        return lw_fail_memory(err);
    size_t at = end ? (size_t)(end - marked->bytes) : 0, last = marked->length - 1;
    while (*tree && at < last && strchr(" \t\r\n", marked->bytes[at]))
        at++;
    if (*tree && at == last)
        return LW_OK;
    long column = lw_json_column(json, length, marked->bytes, at);
    const char *message = *tree        ? "unexpected text behind the JSON object"
                          : at >= last ? "the JSON text ends too early"
                                       : "not JSON from here on";
    cJSON_Delete(*tree);
    *tree = NULL;
    return fail_at(err, column, message);
}

lw_status lw_shipment_read_json(lw_shipment *shipment, const char *json, size_t length,
                                lw_error *err)
{
    lw_buffer marked = {0};
    cJSON *tree = NULL;
    lw_status status = lw_json_mark_numbers(json, length, &marked, err);
    if (status == LW_OK)
        status = parse(json, length, &marked, &tree, err);
    if (status == LW_OK)
        status = cJSON_IsObject(tree) ? read_order(shipment, tree, err)
                                      : fail_at(err, 1, "a JSON object is wanted");
    cJSON_Delete(tree);
    lw_buffer_release(&marked);
    return status;
}
