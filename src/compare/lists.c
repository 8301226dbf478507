/* The orders and lanes that the table of a comparison names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare/report.h"
#include "render/grid.h"
#include "render/pages.h"

enum { GAP = 2, WIDEST_ID = 24 };

/* The columns of an order that is hit: the measure that it is hit by, and how the others change. */
enum {
    COLUMN_ID,
    COLUMN_BEFORE,
    COLUMN_AFTER,
    COLUMN_CHANGE,
    COLUMN_SECOND,
    COLUMN_THIRD,
    COLUMNS
};

static const int gives_way[] = {COLUMN_THIRD, COLUMN_SECOND, COLUMN_BEFORE, COLUMN_AFTER};

typedef struct cells {
    char texts[COLUMNS][LW_WIDE_TEXT + 16]; /* but for the id */
} cells;

static const char *const hit_titles[][COLUMNS] = {
    [LW_HIT_COST] = {"order", "before", "after", "change", "days", "visible %"},
    [LW_HIT_TIME] = {"order", "before", "after", "change", "cost", "visible %"},
    [LW_HIT_SIGHT] = {"order", "before", "after", "change", "cost", "days"},
};

static const char *text_of(const lw_buffer *kept)
{
    return kept->bytes;
}

/* ---- The hardest hit ---------------------------------------------------------------------------
 */

static void cost_change(char *text, size_t size, const lw_kept *kept)
{
    char number[LW_WIDE_TEXT];
    text[0] = '\0';
    if (!kept->difference.priced)
        return;
    lw_unit unit = lw_unit_money(kept->sides[LW_BEFORE].decimals);
    snprintf(text, size, "%s %s", lw_unit_change(number, unit, kept->difference.cost),
             kept->sides[LW_BEFORE].currency);
}

/* The measure of one side: minor units or minutes. */
static int64_t measure_of(const lw_tally *tally, const lw_kept_side *side)
{
    return tally->measure == LW_HIT_COST   ? side->plan.cost
           : tally->measure == LW_HIT_TIME ? side->plan.minutes[tally->job->options->time_basis]
                                           : side->plan.blind_minutes;
}

static cells cells_of(const lw_tally *tally, const lw_kept *kept)
{
    cells row = {.texts = {""}};
    const lw_difference *d = &kept->difference;
    lw_hit measure = tally->measure;
    lw_unit unit = measure == LW_HIT_COST   ? lw_unit_money(kept->sides[LW_BEFORE].decimals)
                   : measure == LW_HIT_TIME ? lw_unit_days
                                            : lw_unit_hours;
    for (int side = 0; side < LW_SIDES; side++)
        lw_unit_text(row.texts[COLUMN_BEFORE + side], unit, measure_of(tally, &kept->sides[side]));
    lw_unit_change(row.texts[COLUMN_CHANGE], unit, kept->weight);
    char *second = row.texts[COLUMN_SECOND], *third = row.texts[COLUMN_THIRD];
    if (measure == LW_HIT_COST)
        lw_unit_change(second, lw_unit_days, d->minutes);
    else
        cost_change(second, sizeof row.texts[COLUMN_SECOND], kept);
    if (measure == LW_HIT_SIGHT)
        lw_unit_change(third, lw_unit_days, d->minutes);
    else
        lw_unit_change(third, lw_unit_percent, d->visibility_e3);
    return row;
}

/* An id too long for its column stands on a line of its own. */
static bool is_long(const char *id)
{
    return lw_display_width(id) > WIDEST_ID;
}

static void fit(lw_grid *grid, const lw_tally *tally, const lw_kept_list *list)
{
    for (int c = 0; c < COLUMNS; c++) {
        lw_grid_column *column = &grid->columns[c];
        *column = (lw_grid_column){.left = c == COLUMN_ID, .present = true};
        snprintf(column->title, sizeof column->title, "%s", hit_titles[tally->measure][c]);
    }
    for (size_t i = 0; i < list->count; i++) {
        const char *id = text_of(&list->items[i]->id);
        cells row = cells_of(tally, list->items[i]);
        if (!is_long(id))
            lw_grid_widen(&grid->columns[COLUMN_ID], lw_display_width(id));
        for (int c = COLUMN_BEFORE; c < COLUMNS; c++)
            lw_grid_widen(&grid->columns[c], lw_display_width(row.texts[c]));
    }
    lw_grid_fit(grid, gives_way, sizeof gives_way / sizeof *gives_way);
}

static void put_numbers(lw_buffer *out, const lw_tally *tally, const lw_grid *grid,
                        const lw_kept *kept)
{
    const char *id = text_of(&kept->id);
    cells row = cells_of(tally, kept);
    lw_flow flow = {.out = out, .width = (size_t)grid->style->width, .indent = 2 * (size_t)GAP};
    if (is_long(id)) {
        lw_put_spaces(out, GAP);
        lw_put_display(out, id);
        lw_put_char(out, '\n');
    }
    lw_grid_cell(out, grid, COLUMN_ID, is_long(id) ? "" : id, false);
    for (int c = COLUMN_BEFORE; c < COLUMNS; c++) {
        if (grid->columns[c].shown)
            lw_grid_cell(out, grid, c, row.texts[c], false);
    }
    lw_grid_end(out);
    for (int c = COLUMN_BEFORE; c < COLUMNS; c++) {
        if (!grid->columns[c].shown && row.texts[c][0])
            lw_grid_tell(&flow, grid, c, row.texts[c]);
    }
    if (flow.has_word)
        lw_flow_end(&flow);
}

/* "before: CNSZX -[A]-> HKHKG -[B]-> US" below the numbers. */
static void put_route(lw_buffer *out, const lw_style *style, const char *lead, const lw_plan *plan)
{
    lw_flow flow = {.out = out, .width = (size_t)style->width, .indent = 8, .column = 4};
    lw_put_spaces(out, 4);
    lw_put_paint(out, style->color, LW_FAINT);
    lw_flow_sentence(&flow, lead);
    lw_flow_route(&flow, plan);
    lw_put_paint(out, style->color, LW_PLAIN);
    lw_flow_end(&flow);
}

static void put_hit(lw_buffer *out, const lw_tally *tally, const lw_grid *grid, const lw_kept *kept)
{
    bool moved = kept->difference.change == LW_CHANGE_MOVED;
    put_numbers(out, tally, grid, kept);
    if (moved)
        put_route(out, grid->style, "before:", &kept->sides[LW_BEFORE].plan);
    put_route(out, grid->style, moved ? "after:" : "as before:", &kept->sides[LW_AFTER].plan);
}

static void put_hits(lw_buffer *out, const lw_tally *tally, const lw_kept_list *list,
                     const char *what)
{
    const lw_style *style = tally->job->style;
    lw_grid_column columns[COLUMNS];
    lw_grid grid = {style, columns, COLUMNS};
    char text[128];
    if (list->count == 0)
        return;
    snprintf(text, sizeof text, "Hardest hit, %s: %lu of %llu order%s", what,
             (unsigned long)list->count, (unsigned long long)list->offered,
             list->offered == 1 ? "" : "s");
    lw_compare_title(out, style, text);
    fit(&grid, tally, list);
    lw_grid_titles(out, &grid);
    for (size_t i = 0; i < list->count; i++)
        put_hit(out, tally, &grid, list->items[i]);
}

/* ---- Orders without a plan ---------------------------------------------------------------------
 */

/* "12.30 USD, 3.53 days by CNSZX -[A]-> US", or "no_plan: no lane leaves CNSZX" */
static void put_side(lw_flow *flow, const lw_tally *tally, const lw_kept_side *side)
{
    char text[96], money[LW_WIDE_TEXT], days[LW_WIDE_TEXT];
    if (!side->planned) {
        lw_flow_word(flow, side->status);
        if (side->message.length > 1)
            lw_flow_glue(flow, ":");
        lw_flow_sentence(flow, text_of(&side->message));
        return;
    }
    int64_t minutes = side->plan.minutes[tally->job->options->time_basis];
    snprintf(text, sizeof text, "%s %s, %s days by",
             lw_unit_text(money, lw_unit_money(side->decimals), side->plan.cost), side->currency,
             lw_unit_text(days, lw_unit_days, minutes));
    lw_flow_sentence(flow, text);
    lw_flow_route(flow, &side->plan);
}

static bool fail_alike(const lw_kept *kept)
{
    const lw_kept_side *before = &kept->sides[LW_BEFORE], *after = &kept->sides[LW_AFTER];
    return !before->planned && !after->planned && strcmp(before->status, after->status) == 0 &&
           strcmp(text_of(&before->message), text_of(&after->message)) == 0;
}

static void put_order(lw_buffer *out, const lw_tally *tally, const lw_kept *kept)
{
    lw_flow flow = {
        .out = out, .width = (size_t)tally->job->style->width, .indent = 4, .column = GAP};
    lw_put_spaces(out, GAP);
    lw_flow_word(&flow, text_of(&kept->id));
    if (fail_alike(kept)) {
        lw_flow_glue(&flow, ":");
        put_side(&flow, tally, &kept->sides[LW_AFTER]);
        lw_flow_end(&flow);
        return;
    }
    for (int side = 0; side < LW_SIDES; side++) {
        flow.indent = 4;
        lw_flow_line(&flow);
        flow.indent = 8;
        lw_flow_word(&flow, lw_side_name(side));
        lw_flow_glue(&flow, ":");
        put_side(&flow, tally, &kept->sides[side]);
    }
    lw_flow_end(&flow);
}

static void put_orders(lw_buffer *out, const lw_tally *tally, const lw_kept_list *list,
                       const char *what)
{
    char text[128];
    if (list->offered == 0)
        return;
    if (list->count < list->offered)
        snprintf(text, sizeof text, "%s: the first %lu of %llu orders", what,
                 (unsigned long)list->count, (unsigned long long)list->offered);
    else
        snprintf(text, sizeof text, "%s: %llu order%s", what, (unsigned long long)list->offered,
                 list->offered == 1 ? "" : "s");
    lw_compare_title(out, tally->job->style, text);
    for (size_t i = 0; i < list->count; i++)
        put_order(out, tally, list->items[i]);
}

/* ---- Lanes -------------------------------------------------------------------------------------
 */

static void put_lanes(lw_buffer *out, const lw_tally *tally, int side, const char *what)
{
    const lw_style *style = tally->job->style;
    lw_lane_uses uses;
    char text[160];
    if (!lw_tally_lanes(tally, side, &uses)) {
        out->failed = true;
        return;
    }
    if (uses.alone > 0) {
        snprintf(text, sizeof text, "%s: %lu, %lu of them in best plans %s", what,
                 (unsigned long)uses.alone, (unsigned long)uses.count, lw_side_name(side));
        lw_compare_title(out, style, text);
    }
    for (size_t i = 0; i < uses.count && i < tally->job->top; i++) {
        lw_flow flow = {.out = out, .width = (size_t)style->width, .indent = 4, .column = GAP};
        snprintf(text, sizeof text, "in %llu order%s", (unsigned long long)uses.items[i].orders,
                 uses.items[i].orders == 1 ? "" : "s");
        lw_put_spaces(out, GAP);
        lw_flow_word(&flow, uses.items[i].lane);
        lw_flow_sentence(&flow, text);
        lw_flow_end(&flow);
    }
    free(uses.items);
}

void lw_compare_lists(lw_buffer *out, const lw_tally *tally)
{
    put_hits(out, tally, &tally->hit,
             tally->measure == LW_HIT_TIME ? "days" : "hours out of sight");
    for (size_t i = 0; i < tally->costs.count; i++)
        put_hits(out, tally, &tally->costs.items[i].hit, tally->costs.items[i].currency);
    put_orders(out, tally, &tally->lost, "Lost their plan");
    put_orders(out, tally, &tally->gained, "Have a plan now");
    put_orders(out, tally, &tally->none, "Without a plan in either");
    put_lanes(out, tally, LW_BEFORE, "Lanes that are gone");
    put_lanes(out, tally, LW_AFTER, "New lanes");
}
