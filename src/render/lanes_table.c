/* Lanes for people: a row each, with what a narrow terminal has no room for below it. */
#include <stdio.h>
#include <string.h>

#include <lanewise/planner.h>

#include "base/text.h"
#include "render/calendar.h"
#include "render/formats.h"
#include "render/grid.h"
#include "render/lanes.h"

enum {
    COLUMN_LANE,
    COLUMN_CARRIER,
    COLUMN_MODE,
    COLUMN_SERVICE,
    COLUMN_FROM,
    COLUMN_TO,
    COLUMN_DAYS,
    COLUMN_RANGE,
    COLUMN_VISIBLE,
    COLUMN_KG,
    COLUMN_CURRENCY,
    COLUMN_FREIGHT,
    COLUMN_DEPARTS,
    COLUMN_VALID,
    COLUMN_COUNT
};

enum { EVERY_DAY = 0x7f, GRAM = 1000, SHARE_OF_PERCENT = 10000 /* millionths */ };

/* The order in which columns give way on a narrow terminal. */
static const int gives_way[] = {COLUMN_VALID,   COLUMN_DEPARTS,  COLUMN_SERVICE, COLUMN_MODE,
                                COLUMN_CARRIER, COLUMN_CURRENCY, COLUMN_RANGE,   COLUMN_KG,
                                COLUMN_VISIBLE, COLUMN_FREIGHT,  COLUMN_DAYS,    COLUMN_TO,
                                COLUMN_FROM};

/* "US", "DE-N", "LAX (US)": the country is told where the name does not begin with it. */
static void place_text(char *text, const char *id, const char *country)
{
    if (strncmp(id, country, strlen(country)) == 0)
        snprintf(text, LW_CELL, "%s", id);
    else
        snprintf(text, LW_CELL, "%s (%s)", id, country);
}

/* "0.501-20", "up to 2", "none" */
static void weights_text(char *text, const lw_lane_info *info)
{
    char from[32], to[32];
    lw_micros_format(from, info->min_grams * GRAM, 0);
    lw_micros_format(to, info->max_grams * GRAM, 0);
    if (info->max_grams >= 0 && info->max_grams < info->min_grams)
        snprintf(text, LW_CELL, "none");
    else if (info->max_grams < 0)
        snprintf(text, LW_CELL, "%s%s", info->min_grams > 1 ? "from " : "any",
                 info->min_grams > 1 ? from : "");
    else if (info->min_grams > 1)
        snprintf(text, LW_CELL, "%s-%s", from, to);
    else
        snprintf(text, LW_CELL, "up to %s", to);
}

/* "Mon-Sat 18:00, ready 2 h before, calendar CN"; "" for any moment of any day. */
static void departs_text(char *text, const lw_lane_info *info)
{
    char days[64], hours[32];
    text[0] = '\0';
    if (info->departs != EVERY_DAY || info->depart_minute >= 0) {
        lw_weekdays_text(days, info->departs);
        lw_text_add(text, LW_CELL, "%s", info->departs == EVERY_DAY ? "daily" : days);
    }
    if (info->depart_minute >= 0)
        lw_text_add(text, LW_CELL, " %02d:%02d", info->depart_minute / 60,
                    info->depart_minute % 60);
    if (info->cutoff_minutes > 0) {
        lw_hours_format(hours, info->cutoff_minutes);
        lw_text_add(text, LW_CELL, "%sready %s h before", text[0] ? ", " : "", hours);
    }
    if (info->calendar[0])
        lw_text_add(text, LW_CELL, "%scalendar %s", text[0] ? ", " : "", info->calendar);
    if (info->business_days)
        lw_text_add(text, LW_CELL, "%sbusiness days", text[0] ? ", " : "");
}

static void valid_text(char *text, const lw_lane_info *info)
{
    char from[16], to[16];
    text[0] = '\0';
    lw_date_format(from, info->valid_from);
    lw_date_format(to, info->valid_to);
    if (info->valid_from != INT32_MIN && info->valid_to != INT32_MAX)
        snprintf(text, LW_CELL, "%s to %s", from, to);
    else if (info->valid_from != INT32_MIN)
        snprintf(text, LW_CELL, "from %s", from);
    else if (info->valid_to != INT32_MAX)
        snprintf(text, LW_CELL, "up to %s", to);
}

static void freight_text(char *text, const lw_lanes_view *view, uint32_t index,
                         const lw_lane_info *info)
{
    char amount[32];
    text[0] = '\0';
    if (!view->priced)
        return;
    lw_lane_freight freight =
        lw_lane_freight_of(view->catalog, index, view->grams, view->ship_date);
    lw_decimal_format(amount, freight.amount, info->decimals);
    if (freight.refusal == LW_ACCEPTED)
        snprintf(text, LW_CELL, "%s %s", amount, info->currency);
    else
        snprintf(text, LW_CELL, "%s", lw_refusal_code(freight.refusal));
}

static void days_text(char *text, const lw_lane_info *info)
{
    char from[32], to[32];
    lw_days_format(from, info->minutes[LW_CLOCK_MIN]);
    lw_days_format(to, info->minutes[LW_CLOCK_MAX]);
    snprintf(text, LW_CELL, "%s-%s", from, to);
}

/* The text of a cell: the catalog's own, or written into `text` of LW_CELL bytes. */
static const char *cell_text(char *text, int column, const lw_lanes_view *view, uint32_t index,
                             const lw_lane_info *info)
{
    char number[32];
    switch (column) {
    case COLUMN_LANE:
        return info->lane;
    case COLUMN_CARRIER:
        return info->carrier;
    case COLUMN_MODE:
        return info->mode;
    case COLUMN_SERVICE:
        return info->service;
    case COLUMN_FROM:
        place_text(text, info->from, info->from_country);
        break;
    case COLUMN_TO:
        place_text(text, info->to, info->to_country);
        break;
    case COLUMN_DAYS:
        lw_days_format(text, info->minutes[LW_CLOCK_TYPICAL]);
        break;
    case COLUMN_RANGE:
        days_text(text, info);
        break;
    case COLUMN_VISIBLE:
        lw_micros_format(number, info->visibility_e4 * SHARE_OF_PERCENT, 0);
        snprintf(text, LW_CELL, "%s%%", number);
        break;
    case COLUMN_KG:
        weights_text(text, info);
        break;
    case COLUMN_CURRENCY:
        return view->priced ? "" : info->currency;
    case COLUMN_FREIGHT:
        freight_text(text, view, index, info);
        break;
    case COLUMN_DEPARTS:
        departs_text(text, info);
        break;
    default:
        valid_text(text, info);
    }
    return text;
}

/* ---- The page ----------------------------------------------------------------------------------
 */

typedef struct page {
    const lw_lanes_view *view;
    lw_grid_column columns[COLUMN_COUNT];
    lw_grid grid;
    unsigned long count; /* of lanes */
} page;

/* A column is there when some lane has something to say in it. */
static void measure(page *lanes, const lw_style *style)
{
    static const char *const titles[COLUMN_COUNT] = {
        "lane",  "carrier", "mode", "service",  "from",    "to",      "days",
        "range", "visible", "kg",   "currency", "freight", "departs", "valid"};
    static const char *const leads[COLUMN_COUNT] = {
        [COLUMN_CARRIER] = "by",      [COLUMN_MODE] = "",      [COLUMN_SERVICE] = "",
        [COLUMN_DAYS] = "usual days", [COLUMN_RANGE] = "days", [COLUMN_CURRENCY] = "in"};
    char text[LW_CELL];
    lw_lane_info info;
    lanes->grid = (lw_grid){style, lanes->columns, COLUMN_COUNT};
    for (int c = 0; c < COLUMN_COUNT; c++) {
        bool number = c >= COLUMN_DAYS && c <= COLUMN_FREIGHT && c != COLUMN_CURRENCY;
        lanes->columns[c] = (lw_grid_column){.lead = leads[c], .left = !number};
        snprintf(lanes->columns[c].title, LW_CELL, "%s", titles[c]);
    }
    for (uint32_t i = 0; lw_lane_next(lanes->view->catalog, &lanes->view->filter, &i, &info); i++) {
        for (int c = 0; c < COLUMN_COUNT; c++) {
            const char *told = cell_text(text, c, lanes->view, i, &info);
            lanes->columns[c].present |= told[0] != '\0';
            lw_grid_widen(&lanes->columns[c], lw_display_width(told));
        }
        lanes->count++;
    }
    lw_grid_fit(&lanes->grid, gives_way, sizeof gives_way / sizeof *gives_way);
}

static void put_lane(lw_buffer *out, const page *lanes, uint32_t index, const lw_lane_info *info)
{
    char text[LW_CELL];
    lw_flow flow = {
        .out = out, .width = (size_t)lanes->grid.style->width, .indent = (size_t)2 * LW_GRID_GAP};
    for (int c = 0; c < COLUMN_COUNT; c++) {
        if (lanes->columns[c].shown)
            lw_grid_cell(out, &lanes->grid, c, cell_text(text, c, lanes->view, index, info), false);
    }
    lw_grid_end(out);
    for (int c = 0; c < COLUMN_COUNT; c++) {
        if (!lanes->columns[c].present || lanes->columns[c].shown)
            continue;
        const char *told = cell_text(text, c, lanes->view, index, info);
        if (told[0])
            lw_grid_tell(&flow, &lanes->grid, c, told);
    }
    if (flow.has_word)
        lw_flow_end(&flow);
}

static void put_footer(lw_buffer *out, const page *lanes)
{
    const lw_lanes_view *view = lanes->view;
    char text[256], kg[32], date[16];
    lw_flow flow = {.out = out, .width = (size_t)lanes->grid.style->width};
    unsigned long all = lw_catalog_row_count(view->catalog, "lanes");
    if (lanes->count == 0)
        snprintf(text, sizeof text, "None of the %lu lanes is such.", all);
    else
        snprintf(text, sizeof text, "%lu of %lu lanes.", lanes->count, all);
    lw_flow_sentence(&flow, text);
    if (view->priced && lanes->count > 0) {
        lw_micros_format(kg, view->grams * GRAM, 0);
        lw_date_format(date, view->ship_date);
        snprintf(text, sizeof text,
                 "Freight is what the card charges for one piece of %s kg without dimensions on "
                 "%s: no surcharges, handling, hand-offs or customs, which 'quote' adds.",
                 kg, date);
        lw_flow_sentence(&flow, text);
    }
    lw_flow_end(&flow);
}

void lw_lanes_table(lw_buffer *out, const lw_style *style, const lw_lanes_view *view)
{
    page lanes = {.view = view};
    lw_lane_info info;
    measure(&lanes, style);
    if (lanes.count > 0)
        lw_grid_titles(out, &lanes.grid);
    for (uint32_t i = 0; lw_lane_next(view->catalog, &view->filter, &i, &info); i++)
        put_lane(out, &lanes, i, &info);
    if (lanes.count > 0)
        lw_put_char(out, '\n');
    put_footer(out, &lanes);
}
