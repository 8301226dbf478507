/* Tables and columns on the terminal: names at the margin, what is said of them beside or, where it
 * is narrow, below. */
#include <string.h>

#include "render/tables.h"

#include "render/display.h"

enum { MARGIN = 2, GAP = 2, NARROW = 60, NARROW_INDENT = 6 };

/* How a list of names is laid out. */
typedef struct layout {
    lw_buffer *out;
    const lw_style *style;
    size_t indent; /* of what is said */
} layout;

static layout layout_for(lw_buffer *out, const lw_style *style, size_t longest_name)
{
    bool narrow = style->width < NARROW;
    return (layout){out, style, narrow ? NARROW_INDENT : MARGIN + longest_name + GAP};
}

/* Begins an entry; what is said of the name follows in the flow. */
static lw_flow put_name(const layout *page, const char *name)
{
    lw_flow flow = {.out = page->out, .width = (size_t)page->style->width, .indent = page->indent};
    size_t behind = MARGIN + lw_display_width(name) + GAP;
    lw_put_spaces(page->out, MARGIN);
    lw_put_paint(page->out, page->style->color, LW_BOLD);
    lw_put_display(page->out, name);
    lw_put_paint(page->out, page->style->color, LW_PLAIN);
    flow.column = flow.indent;
    if (behind > flow.indent)
        lw_flow_line(&flow);
    else
        lw_put_spaces(page->out, GAP + flow.indent - behind);
    return flow;
}

/* Text in which backquotes set off names, as Markdown has them. */
static void put_sentence(lw_flow *flow, const char *text)
{
    char word[64];
    while (*(text += strspn(text, " "))) {
        size_t length = strcspn(text, " ");
        for (size_t i = 0; i < length && i < sizeof word; i++)
            word[i] = text[i] == '`' ? '\'' : text[i];
        word[length < sizeof word ? length : sizeof word - 1] = '\0';
        lw_flow_word(flow, word);
        text += length;
    }
}

static size_t longer(size_t length, const char *name)
{
    return strlen(name) > length ? strlen(name) : length;
}

/* ---- The columns of a table --------------------------------------------------------------------
 */

static void put_facts(lw_flow *flow, const lw_column_info *column)
{
    char text[64];
    if (!column->words)
        lw_flow_sentence(flow, lw_column_type_text(text, column));
    for (size_t i = 0; column->words && column->words[i]; i++) {
        if (i > 0)
            lw_flow_glue(flow, ",");
        lw_flow_word(flow, column->words[i]);
    }
    if (column->list) {
        lw_flow_glue(flow, ";");
        lw_flow_sentence(flow, "list with |");
    }
    if (column->required) {
        lw_flow_glue(flow, ";");
        lw_flow_word(flow, "required");
    } else if (column->default_text[0]) {
        lw_flow_glue(flow, ";");
        lw_flow_word(flow, "empty:");
        put_sentence(flow, column->default_text);
    }
}

void lw_tables_columns(lw_buffer *out, const lw_style *style, uint32_t number)
{
    lw_table_info table;
    lw_column_info column;
    size_t longest = 0;
    lw_table_at(number, &table);
    for (uint32_t i = 0; lw_column_at(number, i, &column); i++)
        longest = longer(longest, column.name);

    lw_flow head = {.out = out, .width = (size_t)style->width, .indent = MARGIN};
    lw_put_paint(out, style->color, LW_BOLD);
    lw_flow_word(&head, table.name);
    lw_flow_glue(&head, ":");
    lw_put_paint(out, style->color, LW_PLAIN);
    put_sentence(&head, table.help);
    if (table.required)
        lw_flow_word(&head, "Required.");
    lw_flow_end(&head);
    lw_put_char(out, '\n');

    layout page = layout_for(out, style, longest);
    for (uint32_t i = 0; lw_column_at(number, i, &column); i++) {
        lw_flow flow = put_name(&page, column.name);
        put_facts(&flow, &column);
        lw_flow_line(&flow);
        put_sentence(&flow, column.help);
        lw_flow_end(&flow);
    }
}

/* ---- All tables --------------------------------------------------------------------------------
 */

void lw_tables_list(lw_buffer *out, const lw_style *style)
{
    lw_table_info table;
    size_t longest = 0;
    for (uint32_t i = 0; lw_table_at(i, &table); i++)
        longest = longer(longest, table.name);
    layout page = layout_for(out, style, longest);
    for (uint32_t i = 0; lw_table_at(i, &table); i++) {
        lw_flow flow = put_name(&page, table.name);
        put_sentence(&flow, table.help);
        if (table.required)
            lw_flow_word(&flow, "Required.");
        lw_flow_end(&flow);
    }
    lw_put_char(out, '\n');
    lw_flow foot = {.out = out, .width = (size_t)style->width};
    lw_flow_sentence(&foot,
                     "'lanewise tables lanes' tells the columns of one; those of an order file "
                     "are the fields that 'lanewise help quote' lists.");
    lw_flow_end(&foot);
}
