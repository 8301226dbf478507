/* A sweep for people: a heading where a plan begins to be the best one, and a line of numbers a
 * point below it. */
#include <stdio.h>
#include <string.h>

#include "render/pages.h"
#include "render/sweep.h"
#include "shipment/shipment.h"

enum {
    COLUMN_AT,
    COLUMN_COST,
    COLUMN_DAYS,
    COLUMN_VISIBLE,
    COLUMN_BUYER,
    COLUMN_ARRIVES,
    COLUMN_COUNT
};

typedef struct layout {
    lw_grid_column columns[COLUMN_COUNT];
    lw_grid grid;
} layout;

/* The order in which columns give way on a narrow terminal. */
static const int gives_way[] = {COLUMN_ARRIVES, COLUMN_BUYER, COLUMN_VISIBLE};

static void title_text(char *text, int column, const lw_sweep_page *page)
{
    static const char *const days[] = {"days, min", "days", "days, max"};
    static const char *const titles[COLUMN_COUNT] = {"", "", "", "visible", "", "arrives (local)"};
    snprintf(text, LW_CELL, "%s", titles[column]);
    if (column == COLUMN_AT && page->sweep->field == LW_SWEEP_READY_AT)
        snprintf(text, LW_CELL, "ready (local)");
    else if (column == COLUMN_AT && page->sweep->field == LW_SWEEP_WEIGHT)
        snprintf(text, LW_CELL, "weight kg");
    else if (column == COLUMN_AT)
        snprintf(text, LW_CELL, "value %s", page->value_currency);
    else if (column == COLUMN_COST)
        snprintf(text, LW_CELL, "cost %s", page->currency);
    else if (column == COLUMN_DAYS)
        snprintf(text, LW_CELL, "%s", days[page->style->time_basis]);
    else if (column == COLUMN_BUYER)
        snprintf(text, LW_CELL, "%s", page->style->both_incoterms ? "buyer, DAP" : "buyer pays");
}

static void at_text(char *text, const lw_sweep_page *page, int64_t at)
{
    if (page->sweep->field == LW_SWEEP_READY_AT)
        lw_local_text(text, at, 0);
    else
        lw_sweep_value_text(text, page, at);
}

static void cell_text(char *text, int column, const lw_sweep_page *page, const lw_sweep_row *row)
{
    char number[40];
    text[0] = '\0';
    if (column == COLUMN_AT) {
        at_text(number, page, row->at);
        snprintf(text, LW_CELL, "%s", number);
        return;
    }
    if (!row->planned) {
        snprintf(text, LW_CELL, "%s", column == COLUMN_COST ? "no plan" : "");
        return;
    }
    if (column == COLUMN_COST)
        lw_decimal_format(text, row->cost, page->decimals);
    else if (column == COLUMN_DAYS)
        lw_days_format(text, row->minutes[page->style->time_basis]);
    else if (column == COLUMN_VISIBLE)
        snprintf(text, LW_CELL, "%s%%", lw_percent_text(number, row->visibility_e3));
    else if (column == COLUMN_BUYER)
        lw_decimal_format(text, row->buyer_pays, page->decimals);
    else
        lw_local_text(text, row->arrives[page->style->time_basis], row->arrive_offset);
}

static bool is_present(int column, const lw_sweep_page *page)
{
    if (column == COLUMN_ARRIVES)
        return page->has_clock || page->sweep->field == LW_SWEEP_READY_AT;
    return column != COLUMN_BUYER || page->style->both_incoterms;
}

static void measure(layout *table, const lw_sweep_page *page)
{
    char text[LW_CELL];
    table->grid = (lw_grid){page->style, table->columns, COLUMN_COUNT};
    for (int c = 0; c < COLUMN_COUNT; c++) {
        lw_grid_column *column = &table->columns[c];
        *column = (lw_grid_column){.left = c == COLUMN_ARRIVES, .present = is_present(c, page)};
        title_text(column->title, c, page);
        for (size_t i = 0; i < page->rows.count; i++) {
            cell_text(text, c, page, &page->rows.items[i]);
            lw_grid_widen(column, lw_display_width(text));
            column->present |= c == COLUMN_BUYER && page->rows.items[i].buyer_pays > 0;
        }
    }
    lw_grid_fit(&table->grid, gives_way, sizeof gives_way / sizeof *gives_way);
}

/* A line whose best plan is another than before has a mark in its margin. */
static void put_row(lw_buffer *out, const lw_sweep_page *page, const layout *table,
                    const lw_sweep_row *row)
{
    char text[LW_CELL];
    size_t margin = out->length;
    for (int c = 0; c < COLUMN_COUNT; c++) {
        cell_text(text, c, page, row);
        if (table->columns[c].shown)
            lw_grid_cell(out, &table->grid, c, text, false);
    }
    if (row->change != LW_SWEEP_SAME && !out->failed)
        out->bytes[margin] = '>';
    lw_grid_end(out);
}

/* "postal -> express: CNSZX -[L]-> US", above the points of one best plan. */
static void put_heading(lw_buffer *out, const lw_sweep_page *page, const lw_sweep_row *row,
                        const lw_sweep_row *before)
{
    char text[LW_CELL * 2 + 16];
    lw_flow flow = {.out = out, .width = (size_t)page->style->width, .indent = 4};
    bool other_modes = before && row->change == LW_SWEEP_OTHER_MODES;
    lw_put_char(out, '\n');
    lw_put_paint(out, page->style->color, other_modes ? LW_GOOD : LW_BOLD);
    snprintf(text, sizeof text, "%s%s%s",
             other_modes ? before->planned ? before->modes : "no plan" : "",
             other_modes ? " -> " : "", row->planned ? row->modes : "no plan");
    lw_flow_sentence(&flow, text);
    if (row->stocked)
        lw_flow_sentence(&flow, "from stock");
    lw_put_paint(out, page->style->color, LW_PLAIN);
    if (row->planned || row->message[0])
        lw_flow_glue(&flow, ":");
    lw_flow_sentence(&flow, row->planned ? row->route : row->message);
    lw_flow_end(&flow);
}

/* "6h" of minutes; as the flag is written. */
static void step_text(char *text, size_t size, const lw_sweep_page *page)
{
    char number[32];
    int64_t step = page->sweep->step;
    if (page->sweep->field != LW_SWEEP_READY_AT)
        snprintf(text, size, "%s", lw_sweep_value_text(number, page, step));
    else if (step % 1440 == 0)
        snprintf(text, size, "%lldd", (long long)(step / 1440));
    else if (step % 60 == 0)
        snprintf(text, size, "%lldh", (long long)(step / 60));
    else
        snprintf(text, size, "%lldm", (long long)step);
}

static void put_head(lw_buffer *out, const lw_sweep_page *page)
{
    const lw_shipment *shipment = page->shipment;
    char text[512], from[40], to[40], step[40], date[16];
    lw_flow flow = {.out = out, .width = (size_t)page->style->width, .indent = 2};
    snprintf(text, sizeof text, "%.80s to %.80s%s%.80s:", shipment->origin, shipment->country,
             shipment->postcode[0] ? " " : "", shipment->postcode);
    lw_put_paint(out, page->style->color, LW_BOLD);
    lw_flow_sentence(&flow, text);
    lw_put_paint(out, page->style->color, LW_PLAIN);
    at_text(from, page, page->sweep->start);
    at_text(to, page, page->sweep->end);
    step_text(step, sizeof step, page);
    snprintf(text, sizeof text, "%s from %s to %s by %s%s%s, ranked by %s",
             lw_sweep_field_name(page->sweep->field), from, to, step,
             page->sweep->field == LW_SWEEP_VALUE ? " " : "",
             page->sweep->field == LW_SWEEP_VALUE ? page->value_currency : "",
             lw_rank_name(page->style->rank));
    lw_flow_sentence(&flow, text);
    lw_date_format(date, page->ship_date);
    if (page->sweep->field != LW_SWEEP_READY_AT) {
        snprintf(text, sizeof text, ", shipped %s", date);
        lw_flow_glue(&flow, ",");
        lw_flow_sentence(&flow, text + 2);
    }
    lw_flow_end(&flow);
}

static void put_foot(lw_buffer *out, const lw_sweep_page *page, const lw_sweep_summary *sum)
{
    char text[512], unit[80] = "gram", amount[32];
    lw_flow flow = {.out = out, .width = (size_t)page->style->width, .indent = 0};
    lw_put_char(out, '\n');
    if (sum->changes == 0 && sum->no_plan > 0)
        snprintf(text, sizeof text, "There is no plan anywhere.");
    else if (sum->changes == 0)
        snprintf(text, sizeof text, "The best plan is the same throughout.");
    else
        snprintf(text, sizeof text,
                 "> The best plan changes here: %llu time%s, %llu of them to other modes.",
                 (unsigned long long)sum->changes, sum->changes == 1 ? "" : "s",
                 (unsigned long long)sum->mode_changes);
    lw_flow_sentence(&flow, text);
    if (page->sweep->field == LW_SWEEP_VALUE) {
        lw_decimal_format(amount, 1, page->value_decimals);
        snprintf(unit, sizeof unit, "step of %s %s", amount, page->value_currency);
    }
    if (page->sweep->field == LW_SWEEP_READY_AT)
        snprintf(text, sizeof text, "Only the moments listed were tried.");
    else
        snprintf(text, sizeof text, "Every %s in between was tried: %llu value%s.", unit,
                 (unsigned long long)sum->tried, sum->tried == 1 ? "" : "s");
    lw_flow_sentence(&flow, text);
    lw_flow_end(&flow);
}

/* What the quotes remark, where it begins to be remarked. */
static void put_notes(lw_buffer *out, const lw_sweep_page *page)
{
    char at[40], text[64];
    const char *told = "";
    for (size_t i = 0; i < page->rows.count; i++) {
        const lw_sweep_row *row = &page->rows.items[i];
        if (!row->planned || row->message == told)
            continue;
        told = row->message;
        if (!told[0])
            continue;
        lw_flow flow = {.out = out, .width = (size_t)page->style->width, .indent = 2};
        at_text(at, page, row->at);
        snprintf(text, sizeof text, "Note, at %s:", at);
        lw_flow_sentence(&flow, text);
        lw_flow_sentence(&flow, told);
        lw_flow_end(&flow);
    }
}

void lw_sweep_table(lw_buffer *out, const lw_sweep_page *page, const lw_sweep_summary *summary)
{
    layout table;
    measure(&table, page);
    put_head(out, page);
    lw_put_char(out, '\n');
    lw_grid_titles(out, &table.grid);
    for (size_t i = 0; i < page->rows.count; i++) {
        const lw_sweep_row *row = &page->rows.items[i];
        if (i == 0 || row->change != LW_SWEEP_SAME)
            put_heading(out, page, row, i > 0 ? row - 1 : NULL);
        put_row(out, page, &table, row);
    }
    put_foot(out, page, summary);
    put_notes(out, page);
}
