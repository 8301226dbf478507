/* What an import would write, for people. */
#include <stdio.h>
#include <string.h>

#include <lanewise/quantity.h>

#include "base/clean.h"
#include "base/text.h"
#include "import/import.h"
#include "render/grid.h"

enum { SHOWN_ROWS = 4 };

enum { NAME, PLACE, ROWS, UP_TO, FIRST, LAST, COLUMNS };

/* The order in which columns give way on a narrow terminal. */
static const int gives_way[] = {LAST, FIRST, UP_TO, ROWS};

static const char *plural(uint32_t count)
{
    return count == 1 ? "" : "s";
}

/* "12.50", "80/kg", "15 + 80/kg", "65 + 45/kg over 0.5" */
static void price_text(char *text, const lw_rate_row *row)
{
    char flat[32], per_kg[32], included[32];
    bool both = row->flat.micros && row->per_kg.micros;
    lw_amount_format(flat, &row->flat);
    lw_amount_format(per_kg, &row->per_kg);
    lw_kg_format(included, row->included_g);
    snprintf(text, LW_CELL, "%s%s%s%s%s%s", row->flat.micros ? flat : "", both ? " + " : "",
             row->per_kg.micros ? per_kg : "", row->per_kg.micros ? "/kg" : "",
             row->per_kg.micros && row->included_g ? " over " : "",
             row->per_kg.micros && row->included_g ? included : "");
}

/* "DE (new)", "AT and 3 more" */
static void places_text(char *text, const lw_destination *to)
{
    uint32_t created = 0;
    snprintf(text, LW_CELL, "%s", to->targets[0]->to);
    for (uint32_t i = 0; i < to->target_count; i++)
        created += to->targets[i]->postcode_count > 0;
    if (to->target_count > 1)
        lw_text_add(text, LW_CELL, " and %u more", (unsigned)to->target_count - 1);
    if (created == to->target_count)
        lw_text_add(text, LW_CELL, " (new)");
    else if (created > 0)
        lw_text_add(text, LW_CELL, " (%u new)", (unsigned)created);
}

/* The text of a cell: the sheet's own, or written into `text` of LW_CELL bytes. */
static const char *cell_text(char *text, int column, const lw_price_card *card)
{
    const lw_rate_row *rows = card->rows.items, *last = &rows[card->rows.count - 1];
    switch (column) {
    case NAME:
        return card->to.text;
    case PLACE:
        places_text(text, &card->to);
        break;
    case ROWS:
        lw_decimal_format(text, (int64_t)card->rows.count, 0);
        break;
    case UP_TO:
        if (last->up_to_g == LW_OPEN_END)
            return "any";
        lw_kg_format(text, last->up_to_g);
        break;
    default:
        price_text(text, column == FIRST ? &rows[0] : last);
    }
    return text;
}

/* Every destination with where it lies and what it costs. */
static void put_list(lw_buffer *out, const lw_style *style, const lw_price_cards *cards)
{
    static const char *const titles[COLUMNS] = {"in the sheet", "delivers to", "rows",
                                                "up to kg",     "first price", "last price"};
    lw_grid_column columns[COLUMNS];
    lw_grid grid = {style, columns, COLUMNS};
    char text[LW_CELL];
    for (int c = 0; c < COLUMNS; c++) {
        columns[c] = (lw_grid_column){.left = c <= PLACE, .present = true};
        snprintf(columns[c].title, LW_CELL, "%s", titles[c]);
        for (size_t i = 0; i < cards->count; i++)
            lw_grid_widen(&columns[c], lw_display_width(cell_text(text, c, cards->items[i])));
    }
    lw_grid_fit(&grid, gives_way, sizeof gives_way / sizeof *gives_way);
    lw_grid_titles(out, &grid);
    for (size_t i = 0; i < cards->count; i++) {
        lw_flow flow = {
            .out = out, .width = (size_t)style->width, .indent = (size_t)2 * LW_GRID_GAP};
        for (int c = 0; c < COLUMNS; c++) {
            if (columns[c].shown)
                lw_grid_cell(out, &grid, c, cell_text(text, c, cards->items[i]), false);
        }
        lw_grid_end(out);
        for (int c = 0; c < COLUMNS; c++) {
            if (!columns[c].shown)
                lw_grid_tell(&flow, &grid, c, cell_text(text, c, cards->items[i]));
        }
        if (flow.has_word)
            lw_flow_end(&flow);
    }
}

/* The header and the first rows, as they will be. */
static void put_file(lw_buffer *out, const lw_import *import, lw_import_table table)
{
    const lw_import_file *file = &import->files[table];
    const char *what = lw_import_table_name(table);
    if (file->rows == 0)
        return;
    const char *at = file->text.bytes, *end = at + file->text.length;
    lw_put_format(out, "\n%s/%s.csv: %u row%s\n", what, import->name, (unsigned)file->rows,
                  plural(file->rows));
    for (uint32_t i = 0; i <= SHOWN_ROWS && at < end; i++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        lw_put_text(out, "  ");
        lw_put_clean(out, at, (size_t)(stop - at));
        lw_put_char(out, '\n');
        at = stop + 1;
    }
    if (file->rows > SHOWN_ROWS)
        lw_put_format(out, "  ... and %u more\n", (unsigned)file->rows - SHOWN_ROWS);
}

void lw_import_put_page(lw_buffer *out, const lw_style *style, const lw_import *import)
{
    const lw_price_cards *cards = &import->cards;
    lw_put_format(out, "%u destination%s, prices in %s\n\n", (unsigned)cards->count,
                  plural((uint32_t)cards->count), import->reading.currency);
    put_list(out, style, cards);
    put_file(out, import, LW_IMPORT_LANES);
    put_file(out, import, LW_IMPORT_ZONES);
    put_file(out, import, LW_IMPORT_RATES);
}
