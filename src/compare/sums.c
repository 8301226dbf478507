/* What a comparison comes to in money, days and visibility: rows of before, after and change. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "compare/report.h"
#include "render/grid.h"

enum { LABEL = 96 };

enum { COLUMN_LABEL, COLUMN_BEFORE, COLUMN_AFTER, COLUMN_CHANGE, COLUMNS };

/* What the changes are between stands below them where there is no room. */
static const int gives_way[] = {COLUMN_BEFORE, COLUMN_AFTER};

/* A heading, a sum, or a part of the sum above it. */
typedef enum level { HEADING, SUM, PART } level;

typedef struct line {
    level level;
    char label[LABEL];
    char cells[COLUMNS][LW_WIDE_TEXT]; /* but for the label */
} line;

typedef struct block {
    line *items;
    size_t count, capacity;
    bool failed; /* memory is out; lines are lost */
    line spare;  /* what they are written to then */
} block;

static line *add_line(block *b, level at, const char *label)
{
    line made = {.level = at};
    snprintf(made.label, sizeof made.label, "%s%s", at == PART ? "  " : "", label);
    if (!LW_PUSH(b, made)) {
        b->failed = true;
        return &b->spare;
    }
    return &b->items[b->count - 1];
}

static void add_totals(block *b, level at, const char *label, lw_unit unit,
                       const lw_wide total[LW_SIDES])
{
    line *new = add_line(b, at, label);
    lw_unit_text(new->cells[COLUMN_BEFORE], unit, total[LW_BEFORE]);
    lw_unit_text(new->cells[COLUMN_AFTER], unit, total[LW_AFTER]);
    lw_unit_change(new->cells[COLUMN_CHANGE], unit, total[LW_AFTER] - total[LW_BEFORE]);
}

static void add_average(block *b, lw_unit unit, const lw_sum *sum)
{
    line *new = add_line(b, PART, "an order, on average");
    lw_unit_share(new->cells[COLUMN_BEFORE], unit, sum->total[LW_BEFORE], sum->orders);
    lw_unit_share(new->cells[COLUMN_AFTER], unit, sum->total[LW_AFTER], sum->orders);
    lw_unit_share_change(new->cells[COLUMN_CHANGE], unit,
                         sum->total[LW_AFTER] - sum->total[LW_BEFORE], sum->orders);
}

static void add_median(block *b, lw_unit unit, const lw_sum *sum)
{
    int64_t low, high;
    if (!lw_spread_median(&sum->change, &low, &high)) {
        b->failed = true;
        return;
    }
    line *new = add_line(b, PART, low == high ? "an order, median" : "an order, median, from");
    lw_unit_change(new->cells[COLUMN_CHANGE], unit, low);
    if (low != high)
        lw_unit_change(add_line(b, PART, "to")->cells[COLUMN_CHANGE], unit, high);
}

/* "12 dearer  +34.50" */
static void add_direction(block *b, lw_unit unit, uint64_t orders, const char *word, lw_wide by)
{
    char label[LABEL];
    if (orders == 0)
        return;
    snprintf(label, sizeof label, "%llu %s", (unsigned long long)orders, word);
    lw_unit_change(add_line(b, PART, label)->cells[COLUMN_CHANGE], unit, by);
}

/* How the orders share in a total that changes. */
static void add_details(block *b, lw_unit unit, const lw_sum *sum, const char *up, const char *down)
{
    if (sum->up == 0 && sum->down == 0)
        return;
    add_direction(b, unit, sum->up, up, sum->up_by);
    add_direction(b, unit, sum->down, down, -sum->down_by);
    add_average(b, unit, sum);
    add_median(b, unit, sum);
}

/* ", +1.3 %", or "" where there is nothing to be a share of. */
static void percent_text(char *text, size_t size, const lw_sum *sum)
{
    char number[LW_WIDE_TEXT];
    lw_wide change = sum->total[LW_AFTER] - sum->total[LW_BEFORE];
    lw_wide before = sum->total[LW_BEFORE];
    text[0] = '\0';
    if (change == 0 || before == 0)
        return;
    lw_wide e3 = lw_wide_half_up(lw_wide_mul(change < 0 ? -change : change, 1000), before);
    lw_unit_change(number, lw_unit_percent, change < 0 ? -e3 : e3);
    snprintf(text, size, ", %s %%", number);
}

static const char *part_title(lw_part part)
{
    return part == LW_PART_BUYER_PAYS ? "the buyer, beside it" : lw_part_name(part);
}

static void add_costs(block *b, const lw_costs *costs)
{
    char label[LABEL], percent[64];
    lw_unit unit = lw_unit_money(costs->decimals);
    percent_text(percent, sizeof percent, &costs->cost);
    snprintf(label, sizeof label, "%.8s, %llu order%s%.24s", costs->currency,
             (unsigned long long)costs->cost.orders, costs->cost.orders == 1 ? "" : "s", percent);
    add_totals(b, SUM, label, unit, costs->cost.total);
    for (int part = 0; part < LW_PART_COUNT; part++) {
        if (costs->parts[part][LW_BEFORE] != costs->parts[part][LW_AFTER])
            add_totals(b, PART, part_title((lw_part)part), unit, costs->parts[part]);
    }
    add_details(b, unit, &costs->cost, "dearer", "cheaper");
}

static void add_times(block *b, const lw_tally *tally)
{
    static const char *const days[] = {"Days, at least", "Days", "Days, at most"};
    const lw_sum *minutes = &tally->minutes, *blind = &tally->blind_minutes;
    char label[LABEL];
    snprintf(label, sizeof label, "%llu order%s", (unsigned long long)minutes->orders,
             minutes->orders == 1 ? "" : "s");
    add_line(b, HEADING, days[tally->job->options->time_basis]);
    add_totals(b, SUM, label, lw_unit_days, minutes->total);
    add_details(b, lw_unit_days, minutes, "slower", "faster");
    add_line(b, HEADING, "Hours out of sight");
    add_totals(b, SUM, label, lw_unit_hours, blind->total);
    add_details(b, lw_unit_hours, blind, "longer", "shorter");
    add_line(b, HEADING, "Visible, %");
    add_average(b, lw_unit_percent, &tally->visibility_e3);
}

static void put_line(lw_buffer *out, const lw_grid *grid, const line *l)
{
    const lw_style *style = grid->style;
    lw_flow flow = {.out = out, .width = (size_t)style->width, .indent = (size_t)3 * LW_GRID_GAP};
    if (l->level == HEADING) {
        lw_put_paint(out, style->color, LW_BOLD);
        lw_put_display(out, l->label);
        lw_put_paint(out, style->color, LW_PLAIN);
        lw_put_char(out, '\n');
        return;
    }
    for (int c = 0; c < COLUMNS; c++) {
        if (grid->columns[c].shown)
            lw_grid_cell(out, grid, c, c == COLUMN_LABEL ? l->label : l->cells[c], false);
    }
    lw_grid_end(out);
    for (int c = 0; c < COLUMNS; c++) {
        if (!grid->columns[c].shown && l->cells[c][0])
            lw_grid_tell(&flow, grid, c, l->cells[c]);
    }
    if (flow.has_word)
        lw_flow_end(&flow);
}

static void put_block(lw_buffer *out, const lw_style *style, const block *b)
{
    lw_grid_column columns[COLUMNS] = {[COLUMN_LABEL] = {.left = true, .present = true},
                                       [COLUMN_BEFORE] = {.title = "before", .present = true},
                                       [COLUMN_AFTER] = {.title = "after", .present = true},
                                       [COLUMN_CHANGE] = {.title = "change", .present = true}};
    lw_grid grid = {style, columns, COLUMNS};
    for (size_t i = 0; i < b->count; i++) {
        const line *l = &b->items[i];
        if (l->level != HEADING)
            lw_grid_widen(&columns[COLUMN_LABEL], lw_display_width(l->label));
        for (int c = COLUMN_BEFORE; c < COLUMNS; c++)
            lw_grid_widen(&columns[c], strlen(l->cells[c]));
    }
    lw_grid_fit(&grid, gives_way, sizeof gives_way / sizeof *gives_way);
    lw_put_char(out, '\n');
    lw_grid_titles(out, &grid);
    for (size_t i = 0; i < b->count; i++)
        put_line(out, &grid, &b->items[i]);
}

void lw_compare_sums(lw_buffer *out, const lw_tally *tally)
{
    block b = {.count = 0};
    if (tally->costs.count > 0)
        add_line(&b, HEADING, "Cost");
    for (size_t i = 0; i < tally->costs.count; i++)
        add_costs(&b, &tally->costs.items[i]);
    add_times(&b, tally);
    put_block(out, tally->job->style, &b);
    out->failed = out->failed || b.failed;
    free(b.items);
}
