/* Columns, and what becomes of them on narrow terminals. */
#include "render/grid.h"

void lw_grid_widen(lw_grid_column *column, size_t width)
{
    if (width > column->width)
        column->width = width;
}

static size_t line_width(const lw_grid *grid)
{
    size_t width = 0;
    for (int c = 0; c < grid->count; c++) {
        const lw_grid_column *column = &grid->columns[c];
        if (column->shown)
            width += LW_GRID_GAP + column->width + (column->marks ? 1 : 0);
    }
    return width;
}

void lw_grid_fit(lw_grid *grid, const int *gives_way, size_t count)
{
    for (int c = 0; c < grid->count; c++) {
        grid->columns[c].shown = grid->columns[c].present;
        lw_grid_widen(&grid->columns[c], lw_display_width(grid->columns[c].title));
    }
    for (size_t i = 0; i < count && line_width(grid) > (size_t)grid->style->width; i++)
        grid->columns[gives_way[i]].shown = false;
}

void lw_grid_cell(lw_buffer *out, const lw_grid *grid, int number, const char *text, bool best)
{
    const lw_grid_column *column = &grid->columns[number];
    lw_put_spaces(out, LW_GRID_GAP);
    if (best)
        lw_put_paint(out, grid->style->color, LW_GOOD);
    if (column->left)
        lw_put_left(out, text, column->width);
    else
        lw_put_right(out, text, column->width);
    if (column->marks)
        lw_put_char(out, best ? '*' : ' ');
    if (best)
        lw_put_paint(out, grid->style->color, LW_PLAIN);
}

void lw_grid_end(lw_buffer *out)
{
    while (out->length > 0 && out->bytes[out->length - 1] == ' ')
        out->length--;
    lw_put_char(out, '\n');
}

void lw_grid_titles(lw_buffer *out, const lw_grid *grid)
{
    lw_put_paint(out, grid->style->color, LW_BOLD);
    for (int c = 0; c < grid->count; c++) {
        if (grid->columns[c].shown)
            lw_grid_cell(out, grid, c, grid->columns[c].title, false);
    }
    lw_put_paint(out, grid->style->color, LW_PLAIN);
    lw_grid_end(out);
}

void lw_grid_tell(lw_flow *flow, const lw_grid *grid, int number, const char *text)
{
    const lw_grid_column *column = &grid->columns[number];
    if (flow->has_word) {
        lw_flow_glue(flow, ";");
    } else {
        lw_put_spaces(flow->out, flow->indent);
        flow->column = flow->indent;
    }
    lw_flow_sentence(flow, column->lead ? column->lead : column->title);
    lw_flow_sentence(flow, text);
}
