/* The table of shipment fields: what each is called and how its text is taken in. */
#include <lanewise/shipment.h>

#include <stdint.h>
#include <string.h>

#include <lanewise/plan.h>
#include <lanewise/quantity.h>

#include "base/error.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "catalog/model.h"
#include "shipment/internal.h"

typedef struct field_rule field_rule;

/* Takes `text` into the member `field->offset` bytes into `holder`: the shipment or, for a parcel
 * field, the parcel. Empty text means the default. */
typedef lw_status setter(void *holder, const field_rule *field, const char *text, lw_error *err);

struct field_rule {
    lw_field_info info;
    lw_field_kind kind;
    setter *set;
    size_t offset;
    const lw_number_format *format; /* of numbers */
    int64_t fallback;               /* of numbers */
};

static const lw_number_format MAX_LEGS = {"number of legs", 0, 1, LW_EXCESS_ERROR, "1", "12"};

static void *member(void *holder, const field_rule *field)
{
    return (char *)holder + field->offset;
}

static lw_status set_text(void *holder, const field_rule *field, const char *text, lw_error *err)
{
    char **place = member(holder, field);
    size_t length = strlen(text);
    if (lw_utf8_prefix(text, length) != length) /* it would go on into every answer */
        return lw_fail(err, LW_BAD_SHIPMENT, "the text is not UTF-8");
    return lw_shipment_put_text(place, text, length) ? LW_OK : lw_fail_memory(err);
}

static bool is_of_code(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
}

/* A code of a table: 1 to 64 of A-Z a-z 0-9 _ . - */
static lw_status set_code(void *holder, const field_rule *field, const char *text, lw_error *err)
{
    size_t length = 0;
    while (is_of_code(text[length]))
        length++;
    if (length > 64 || text[length] != '\0')
        return lw_fail(err, LW_BAD_SHIPMENT, "'%.80s' is not a %s code", text, field->info.name);
    return set_text(holder, field, text, err);
}

static lw_status set_number(void *holder, const field_rule *field, const char *text, lw_error *err)
{
    int64_t *place = member(holder, field);
    if (text[0] != '\0')
        return lw_number_parse(field->format, text, place, err);
    *place = field->fallback;
    return LW_OK;
}

static lw_status set_value(void *holder, const field_rule *field, const char *text, lw_error *err)
{
    lw_shipment *shipment = holder;
    shipment->has_value = text[0] != '\0';
    return set_number(holder, field, text, err);
}

static lw_status set_hs_lines(void *holder, const field_rule *field, const char *text,
                              lw_error *err)
{
    lw_shipment *shipment = holder;
    shipment->has_hs_lines = text[0] != '\0';
    return set_number(holder, field, text, err);
}

static lw_status set_goods(void *holder, const field_rule *field, const char *text, lw_error *err)
{
    (void)field;
    return lw_goods_read(holder, text, err);
}

static lw_status set_ship_date(void *holder, const field_rule *field, const char *text,
                               lw_error *err)
{
    (void)field;
    lw_shipment *shipment = holder;
    lw_status status = text[0] ? lw_date_parse(text, &shipment->ship_date, err) : LW_OK;
    shipment->has_ship_date = text[0] && status == LW_OK;
    return status;
}

static lw_status set_ready_at(void *holder, const field_rule *field, const char *text,
                              lw_error *err)
{
    (void)field;
    lw_shipment *shipment = holder;
    lw_status status = text[0] ? lw_moment_parse(text, &shipment->ready_at, err) : LW_OK;
    shipment->has_ready_at = text[0] && status == LW_OK;
    return status;
}

/* A date means its last minute. */
static lw_status set_deliver_by(void *holder, const field_rule *field, const char *text,
                                lw_error *err)
{
    (void)field;
    lw_shipment *shipment = holder;
    lw_status status = LW_OK;
    if (strchr(text, 'T')) {
        status = lw_moment_parse(text, &shipment->deliver_by, err);
    } else if (text[0]) {
        int32_t day = 0;
        status = lw_date_parse(text, &day, err);
        shipment->deliver_by = (int64_t)day * 1440 + 1439;
    }
    shipment->has_deliver_by = text[0] && status == LW_OK;
    return status;
}

/* Is `text` the word `lower`, in whatever case? */
static bool is_word(const char *text, const char *lower)
{
    while (*lower && (*text | 0x20) == *lower) {
        text++;
        lower++;
    }
    return *text == *lower;
}

static lw_status set_incoterm(void *holder, const field_rule *field, const char *text,
                              lw_error *err)
{
    (void)field;
    lw_shipment *shipment = holder;
    bool buyer = is_word(text, "dap");
    if (text[0] != '\0' && !buyer && !is_word(text, "ddp"))
        return lw_fail(err, LW_BAD_SHIPMENT, "'%.80s' is neither DDP nor DAP", text);
    shipment->incoterm = buyer ? LW_DAP : LW_DDP;
    return LW_OK;
}

/* Bit of the mode called by the `length` bytes at `name`. */
static lw_status read_mode(const char *name, size_t length, uint32_t *bit, lw_error *err)
{
    char wanted[80]; /* longer than any mode */
    int shown = length < sizeof wanted ? (int)length : (int)sizeof wanted - 1;
    memcpy(wanted, name, (size_t)shown);
    wanted[shown] = '\0';
    lw_mode mode;
    const char *nearest;
    if (lw_mode_find(wanted, &mode, &nearest)) {
        *bit = 1u << mode;
        return LW_OK;
    }
    if (nearest)
        return lw_fail_unknown(err, LW_BAD_SHIPMENT, "mode", wanted, nearest);
    return lw_fail(err, LW_BAD_SHIPMENT, "unknown mode '%s'; the modes are %s, %s, %s, %s and %s",
                   wanted, lw_mode_name(LW_POSTAL), lw_mode_name(LW_EXPRESS),
                   lw_mode_name(LW_DEDICATED_LINE), lw_mode_name(LW_OVERSEAS_WAREHOUSE),
                   lw_mode_name(LW_BONDED_WAREHOUSE));
}

/* 'a|b' as a bit set; spaces around a name do not count. */
static lw_status read_modes(const char *text, uint32_t *modes, lw_error *err)
{
    *modes = 0;
    for (const char *item = text; *text != '\0';) {
        size_t length = strcspn(item, "|");
        const char *behind = item + length;
        while (length > 0 && *item == ' ') {
            item++;
            length--;
        }
        while (length > 0 && item[length - 1] == ' ')
            length--;
        uint32_t bit = 0;
        lw_status status = read_mode(item, length, &bit, err);
        if (status != LW_OK)
            return status;
        *modes |= bit;
        if (*behind == '\0')
            break;
        item = behind + 1;
    }
    return LW_OK;
}

static lw_status set_modes(void *holder, const field_rule *field, const char *text, lw_error *err)
{
    lw_shipment *shipment = holder;
    uint32_t *list = member(holder, field);
    lw_status status = read_modes(text, list, err);
    if (status != LW_OK)
        *list = 0;
    shipment->modes =
        (shipment->mode_list ? shipment->mode_list : LW_ALL_MODES) & ~shipment->exclude_list;
    return status;
}

#define IN(holder, part) offsetof(holder, part), NULL, 0
#define TEXT(part)       LW_FIELD_PLAIN, set_text, IN(lw_shipment, part)
#define CODE(part)       LW_FIELD_PLAIN, set_code, IN(lw_shipment, part)
#define LIST(set, part)  LW_FIELD_LIST, set, IN(lw_shipment, part)
#define MOMENT(set)      LW_FIELD_PLAIN, set, 0, NULL, 0
#define NUMBER_BY(set, part, format, fallback) \
    LW_FIELD_PLAIN, set, offsetof(lw_shipment, part), &(format), (fallback)
#define NUMBER(part, format, fallback) NUMBER_BY(set_number, part, format, fallback)
#define OF_PARCEL(part, format, fallback) \
    LW_FIELD_PARCEL, set_number, offsetof(lw_parcel, part), &(format), (fallback)

static const field_rule fields[] = {
    {{"id", "text", "", "name of the shipment in the output; without it the number of the record"},
     TEXT(id)},
    {{"origin", "node", "", "node where the shipment starts"}, TEXT(origin)},
    {{"country", "country", "", "destination country"}, CODE(country)},
    {{"postcode", "text", "", "destination postcode; spaces, hyphens and case do not matter"},
     TEXT(postcode)},
    {{"weight_kg", "weight (kg)", "", "actual weight of one piece"},
     OF_PARCEL(weight_grams, lw_weight_kg, -1)},
    {{"length_cm", "length (cm)", "", "first dimension of a piece: give all three or none"},
     OF_PARCEL(length_mm, lw_length_cm, -1)},
    {{"width_cm", "length (cm)", "", "second dimension of a piece"},
     OF_PARCEL(width_mm, lw_length_cm, -1)},
    {{"height_cm", "length (cm)", "", "third dimension of a piece"},
     OF_PARCEL(height_mm, lw_length_cm, -1)},
    {{"quantity", "whole number", "1", "number of such pieces"},
     OF_PARCEL(quantity, lw_quantity, 1)},
    {{"value", "money", "0", "goods value of the whole shipment"},
     NUMBER_BY(set_value, value_micros, lw_money, 0)},
    {{"value_currency", "currency", "",
      "currency of the goods value; without it the quote currency"},
     TEXT(value_currency)},
    {{"currency", "currency", "",
      "quote currency; without it the base of the fx table, or the only currency of the catalog"},
     TEXT(currency)},
    {{"hs_code", "hs code", "", "tariff code; dots and spaces do not matter"}, TEXT(hs_code)},
    {{"hs_lines", "whole number", "1", "number of distinct tariff lines"},
     NUMBER_BY(set_hs_lines, hs_lines, lw_quantity, 1)},
    {{"goods", "list of items", "",
      "the goods item by item, VALUE:HS|VALUE:HS|..., instead of value, hs_code and hs_lines"},
     LW_FIELD_GOODS,
     set_goods,
     0,
     NULL,
     0},
    {{"flags", "list of flags", "", "what the goods are, such as battery, liquid or branded"},
     LIST(set_text, flags)},
    {{"sku", "sku", "", "stock-keeping unit, for goods already waiting in a warehouse"}, TEXT(sku)},
    {{"ship_date", "date", "", "day of dispatch, which decides the rows that apply"},
     MOMENT(set_ship_date)},
    {{"incoterm", "DDP or DAP", "DDP",
      "who pays duty and tax: the seller (DDP) or the buyer (DAP)"},
     MOMENT(set_incoterm)},
    {{"max_days", "duration (days)", "", "longest time a plan may take"},
     NUMBER(max_minutes, lw_duration_days, -1)},
    {{"max_cost", "money", "", "highest cost of a plan in the quote currency"},
     NUMBER(max_cost_micros, lw_money, -1)},
    {{"max_blind_hours", "duration (hours)", "", "longest time out of sight in all"},
     NUMBER(max_blind_minutes, lw_duration_hours, -1)},
    {{"max_blind_gap_hours", "duration (hours)", "", "longest time out of sight at a stretch"},
     NUMBER(max_blind_gap_minutes, lw_duration_hours, -1)},
    {{"modes", "list of modes", "", "modes that legs may use; without it all"},
     LIST(set_modes, mode_list)},
    {{"exclude_modes", "list of modes", "", "modes that legs may not use"},
     LIST(set_modes, exclude_list)},
    {{"max_legs", "whole number", "5", "most legs of the shipment's own journey, 1 to 12"},
     NUMBER(max_legs, MAX_LEGS, 5)},
    {{"ready_at", "date and time", "",
      "when the shipment is ready, local at the origin; its day is the ship date"},
     MOMENT(set_ready_at)},
    {{"deliver_by", "date or date and time", "",
      "latest arrival, local at the destination; a date means its end"},
     MOMENT(set_deliver_by)},
};

enum { FIELD_COUNT = sizeof fields / sizeof fields[0] };

bool lw_field_at(uint32_t index, lw_field_info *info)
{
    if (index >= FIELD_COUNT)
        return false;
    *info = fields[index].info;
    return true;
}

int lw_field_find(const char *name)
{
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (strcmp(fields[i].info.name, name) == 0)
            return i;
    }
    return -1;
}

const char *lw_field_name(int field)
{
    return fields[field].info.name;
}

lw_field_kind lw_field_kind_of(int field)
{
    return fields[field].kind;
}

lw_status lw_field_set(lw_shipment *shipment, int field, size_t parcel, const char *text,
                       lw_error *err)
{
    const field_rule *known = &fields[field];
    void *holder = shipment;
    if (known->kind == LW_FIELD_PARCEL) {
        lw_status status = lw_shipment_add_parcel(shipment, parcel, err);
        if (status != LW_OK)
            return status;
        holder = &shipment->parcels[parcel];
    }
    lw_status status = known->set(holder, known, text, err);
    if (status == LW_OK)
        return status;
    if (status == LW_BAD_ARGUMENT) { /* the quantities module does not know of shipments */
        status = LW_BAD_SHIPMENT;
        if (err)
            err->status = status;
    }
    return lw_in_field(err, known->info.name, status);
}

/* Is `name` what stands before the last '_' of `known`: a name without its unit? */
static bool lacks_last_word(const char *name, const char *known)
{
    const char *end = strrchr(known, '_');
    size_t length = strlen(name);
    return end && length > 0 && length == (size_t)(end - known) && memcmp(name, known, length) == 0;
}

const char *lw_field_nearest(const char *name, bool of_parcel)
{
    lw_nearest search = lw_nearest_start(name);
    const char *longer = NULL;
    for (int i = 0; i < FIELD_COUNT; i++) {
        const char *known = fields[i].info.name;
        if (of_parcel && fields[i].kind != LW_FIELD_PARCEL)
            continue;
        lw_nearest_offer(&search, known);
        if (!longer && lacks_last_word(name, known))
            longer = known;
    }
    return longer ? longer : search.best;
}

static lw_status refuse_name(const char *name, bool of_parcel, lw_error *err)
{
    return lw_fail_unknown(err, LW_BAD_SHIPMENT, "field", name, lw_field_nearest(name, of_parcel));
}

lw_status lw_shipment_set(lw_shipment *shipment, const char *name, const char *text, lw_error *err)
{
    int field = lw_field_find(name);
    if (field < 0)
        return lw_in_field(err, name, refuse_name(name, false, err));
    return lw_field_set(shipment, field, 0, text, err);
}

lw_status lw_shipment_set_parcel(lw_shipment *shipment, size_t index, const char *name,
                                 const char *text, lw_error *err)
{
    int field = lw_field_find(name);
    if (index > shipment->parcel_count)
        return lw_fail(err, LW_BAD_ARGUMENT, "parcel %zu is set before parcel %zu", index + 1,
                       shipment->parcel_count + 1);
    if (field >= 0 && lw_field_kind_of(field) == LW_FIELD_PARCEL)
        return lw_field_set(shipment, field, index, text, err);
    if (field >= 0)
        return lw_in_field(err, name,
                           lw_fail(err, LW_BAD_SHIPMENT, "'%.80s' is no field of a parcel", name));
    return lw_in_field(err, name, refuse_name(name, true, err));
}
