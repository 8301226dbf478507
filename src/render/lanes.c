/* Lanes as CSV and JSON: one list of fields for both. */
#include "render/lanes.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "render/calendar.h"
#include "render/formats.h"

typedef enum field_kind {
    MEMBER, /* a text of lw_lane_info */
    TEXT,   /* made here */
    NUMBER, /* made here */
    DAYS_OF_WEEK
} field_kind;

/* A column of the CSV and a member of the JSON, which leaves out what is empty. */
typedef struct field {
    const char *name; /* as the table's column, where there is one */
    field_kind kind;
    size_t at; /* of a MEMBER */
} field;

enum {
    LANE,
    CARRIER,
    MODE,
    SERVICE,
    FROM,
    FROM_COUNTRY,
    TO,
    TO_KIND,
    TO_COUNTRY,
    MIN_DAYS,
    DAYS,
    MAX_DAYS,
    DAY_COUNT,
    VISIBILITY,
    MIN_KG,
    MAX_KG,
    DEPARTS,
    DEPART_TIME,
    CUTOFF_HOURS,
    CALENDAR,
    VALID_FROM,
    VALID_TO,
    CARD,
    CURRENCY,
    FREIGHT,
    BILLABLE_KG,
    REFUSAL,
    FILE_NAME,
    LINE,
    FIELD_COUNT
};

#define MEMBER_AT(member) MEMBER, offsetof(lw_lane_info, member)

static const field fields[FIELD_COUNT] = {
    [LANE] = {"lane", MEMBER_AT(lane)},
    [CARRIER] = {"carrier", MEMBER_AT(carrier)},
    [MODE] = {"mode", MEMBER_AT(mode)},
    [SERVICE] = {"service", MEMBER_AT(service)},
    [FROM] = {"from", MEMBER_AT(from)},
    [FROM_COUNTRY] = {"from_country", MEMBER_AT(from_country)},
    [TO] = {"to", MEMBER_AT(to)},
    [TO_KIND] = {"to_kind", TEXT, 0},
    [TO_COUNTRY] = {"to_country", MEMBER_AT(to_country)},
    [MIN_DAYS] = {"min_days", NUMBER, 0},
    [DAYS] = {"days", NUMBER, 0},
    [MAX_DAYS] = {"max_days", NUMBER, 0},
    [DAY_COUNT] = {"day_count", TEXT, 0},
    [VISIBILITY] = {"visibility", NUMBER, 0},
    [MIN_KG] = {"min_kg", NUMBER, 0},
    [MAX_KG] = {"max_kg", NUMBER, 0},
    [DEPARTS] = {"departs", DAYS_OF_WEEK, 0},
    [DEPART_TIME] = {"depart_time", TEXT, 0},
    [CUTOFF_HOURS] = {"cutoff_hours", NUMBER, 0},
    [CALENDAR] = {"calendar", MEMBER_AT(calendar)},
    [VALID_FROM] = {"valid_from", TEXT, 0},
    [VALID_TO] = {"valid_to", TEXT, 0},
    [CARD] = {"card", MEMBER_AT(card)},
    [CURRENCY] = {"currency", MEMBER_AT(currency)},
    [FREIGHT] = {"freight", NUMBER, 0},
    [BILLABLE_KG] = {"billable_kg", NUMBER, 0},
    [REFUSAL] = {"refusal", TEXT, 0},
    [FILE_NAME] = {"file", MEMBER_AT(file)},
    [LINE] = {"line", NUMBER, 0},
};

enum { KG_DIGITS = 3, SHARE_DIGITS = 4, DAYS_PER_WEEK = 7, ROOM = 64 };

/* A lane and, where the view has a weight, its price. */
typedef struct item {
    lw_lane_info info;
    bool priced;
    lw_lane_freight freight;
} item;

static bool next_item(const lw_lanes_view *view, uint32_t *index, item *found)
{
    if (!lw_lane_next(view->catalog, &view->filter, index, &found->info))
        return false;
    found->priced = view->priced;
    if (view->priced)
        found->freight = lw_lane_freight_of(view->catalog, *index, view->grams, view->ship_date);
    return true;
}

static void put_price(char *text, int number, const item *lane)
{
    bool accepted = lane->freight.refusal == LW_ACCEPTED;
    if (!lane->priced)
        return;
    if (number == FREIGHT && accepted)
        lw_decimal_format(text, lane->freight.amount, lane->info.decimals);
    else if (number == BILLABLE_KG && accepted)
        lw_decimal_format(text, lane->freight.billable_grams, KG_DIGITS);
    else if (number == REFUSAL && !accepted)
        snprintf(text, ROOM, "%s", lw_refusal_code(lane->freight.refusal));
}

/* The days on which it runs. */
static void put_clock(char *text, int number, const lw_lane_info *info)
{
    if (number == DEPART_TIME && info->depart_minute >= 0)
        snprintf(text, ROOM, "%02d:%02d", info->depart_minute / 60, info->depart_minute % 60);
    if (number == VALID_FROM && info->valid_from != INT32_MIN)
        lw_date_format(text, info->valid_from);
    if (number == VALID_TO && info->valid_to != INT32_MAX)
        lw_date_format(text, info->valid_to);
    for (int i = 0; number == DEPARTS && i < DAYS_PER_WEEK; i++) {
        if (info->departs >> i & 1)
            lw_text_add(text, ROOM, "%s%s", text[0] ? "|" : "", lw_weekday_short(i));
    }
}

/* The text of a field: the catalog's own, or written into `text` of ROOM bytes. */
static const char *field_text(char *text, int number, const item *lane)
{
    const lw_lane_info *info = &lane->info;
    text[0] = '\0';
    if (fields[number].kind == MEMBER)
        return *(const char *const *)((const char *)info + fields[number].at);
    switch (number) {
    case TO_KIND:
        return info->to_zone ? "zone" : "node";
    case MIN_DAYS:
    case DAYS:
    case MAX_DAYS:
        lw_days_format(text, info->minutes[number - MIN_DAYS]);
        break;
    case DAY_COUNT:
        return info->business_days ? "business" : "elapsed";
    case VISIBILITY:
        lw_decimal_format(text, info->visibility_e4, SHARE_DIGITS);
        break;
    case MIN_KG:
        lw_decimal_format(text, info->min_grams, KG_DIGITS);
        break;
    case MAX_KG:
        if (info->max_grams >= 0)
            lw_decimal_format(text, info->max_grams, KG_DIGITS);
        break;
    case CUTOFF_HOURS:
        lw_hours_format(text, info->cutoff_minutes);
        break;
    case LINE:
        lw_decimal_format(text, info->line, 0);
        break;
    default:
        put_price(text, number, lane);
        put_clock(text, number, info);
    }
    return text;
}

/* ---- The formats -------------------------------------------------------------------------------
 */

static void put_csv(lw_buffer *out, const lw_lanes_view *view)
{
    char text[ROOM];
    item lane;
    for (int i = 0; i < FIELD_COUNT; i++)
        lw_put_format(out, "%s%s", i ? "," : "", fields[i].name);
    lw_put_char(out, '\n');
    for (uint32_t index = 0; next_item(view, &index, &lane); index++) {
        for (int i = 0; i < FIELD_COUNT; i++) {
            if (i > 0)
                lw_put_char(out, ',');
            lw_csv_cell(out, field_text(text, i, &lane));
        }
        lw_put_char(out, '\n');
    }
}

static void put_weekdays(lw_json *json, uint8_t days)
{
    lw_json_open_flat(json, '[');
    for (int i = 0; i < DAYS_PER_WEEK; i++) {
        if (days >> i & 1)
            lw_json_text(json, lw_weekday_short(i));
    }
    lw_json_close(json, ']');
}

static void put_member(lw_json *json, int number, const item *lane)
{
    char buffer[ROOM];
    const char *text = field_text(buffer, number, lane);
    if (text[0] == '\0')
        return;
    lw_json_key(json, fields[number].name);
    if (fields[number].kind == NUMBER)
        lw_json_raw(json, text, strlen(text));
    else if (fields[number].kind == DAYS_OF_WEEK)
        put_weekdays(json, lane->info.departs);
    else
        lw_json_text(json, text);
}

static void put_json(lw_buffer *out, const lw_lanes_view *view)
{
    lw_json json = {.out = out, .pretty = true};
    char text[ROOM];
    item lane;
    lw_json_open(&json, '{');
    if (view->priced) {
        lw_json_key(&json, "weight_kg");
        lw_json_decimal(&json, view->grams, KG_DIGITS);
        lw_date_format(text, view->ship_date);
        lw_json_key(&json, "ship_date");
        lw_json_text(&json, text);
    }
    lw_json_key(&json, "lanes");
    lw_json_open(&json, '[');
    for (uint32_t index = 0; next_item(view, &index, &lane); index++) {
        lw_json_open_flat(&json, '{');
        for (int i = 0; i < FIELD_COUNT; i++)
            put_member(&json, i, &lane);
        lw_json_close(&json, '}');
    }
    lw_json_close(&json, ']');
    lw_json_close(&json, '}');
    lw_put_char(out, '\n');
}

void lw_lanes_render(lw_buffer *out, const lw_style *style, const lw_lanes_view *view,
                     lw_lanes_format format)
{
    if (format == LW_LANES_JSON)
        put_json(out, view);
    else if (format == LW_LANES_CSV)
        put_csv(out, view);
    else
        lw_lanes_table(out, style, view);
}
