/* Tables and columns as Markdown, of which docs/tables.md is made, and as JSON. */
#include "render/tables.h"

#include <stdio.h>

#include "render/jsonout.h"

const char *lw_column_type_text(char *text, const lw_column_info *column)
{
    snprintf(text, 64, "%s%s%s%s", column->type, column->unit[0] ? " (" : "", column->unit,
             column->unit[0] ? ")" : "");
    return text;
}

/* ---- Markdown ----------------------------------------------------------------------------------
 */

/* "id", or the words themselves. */
static void put_type(lw_buffer *out, const lw_column_info *column)
{
    char text[64];
    if (!column->words)
        lw_put_text(out, lw_column_type_text(text, column));
    for (size_t i = 0; column->words && column->words[i]; i++)
        lw_put_format(out, "%s`%s`", i ? ", " : "", column->words[i]);
    if (column->list)
        lw_put_text(out, "; list");
}

/* A bare '|' would end the cell of the Markdown table. */
static void put_code(lw_buffer *out, const char *code)
{
    lw_put_char(out, '`');
    for (; *code; code++) {
        if (*code == '|')
            lw_put_char(out, '\\');
        lw_put_char(out, *code);
    }
    lw_put_char(out, '`');
}

static void put_default(lw_buffer *out, const lw_column_info *column)
{
    if (column->required)
        lw_put_text(out, "**required**");
    else if (column->has_default)
        put_code(out, column->default_text);
    else
        lw_put_text(out, column->default_text);
}

/* The tables from the `first`-th to before the `behind`-th. */
static void put_markdown(lw_buffer *out, uint32_t first, uint32_t behind)
{
    lw_table_info table;
    lw_column_info column;
    for (uint32_t number = first; number < behind && lw_table_at(number, &table); number++) {
        lw_put_format(out, "%s### %s\n\n%s%s\n\n", number > first ? "\n" : "", table.name,
                      table.help, table.required ? " Required." : "");
        lw_put_text(out, "| column | holds | empty means | |\n|---|---|---|---|\n");
        for (uint32_t i = 0; lw_column_at(number, i, &column); i++) {
            lw_put_format(out, "| `%s` | ", column.name);
            put_type(out, &column);
            lw_put_text(out, " | ");
            put_default(out, &column);
            lw_put_format(out, " | %s |\n", column.help);
        }
    }
}

/* ---- JSON --------------------------------------------------------------------------------------
 */

static void put_member(lw_json *json, const char *key, const char *text)
{
    lw_json_key(json, key);
    lw_json_text(json, text);
}

static void put_flag(lw_json *json, const char *key, bool value)
{
    lw_json_key(json, key);
    lw_json_bool(json, value);
}

static void put_json_column(lw_json *json, const lw_column_info *column)
{
    lw_json_open_flat(json, '{');
    put_member(json, "column", column->name);
    put_member(json, "type", column->type);
    if (column->unit[0])
        put_member(json, "unit", column->unit);
    if (column->words) {
        lw_json_key(json, "words");
        lw_json_open_flat(json, '[');
        for (size_t i = 0; column->words[i]; i++)
            lw_json_text(json, column->words[i]);
        lw_json_close(json, ']');
    }
    put_flag(json, "list", column->list);
    put_flag(json, "required", column->required);
    if (column->has_default)
        put_member(json, "default", column->default_text);
    else if (column->default_text[0])
        put_member(json, "empty_means", column->default_text);
    put_member(json, "help", column->help);
    lw_json_close(json, '}');
}

static void put_json_table(lw_json *json, uint32_t number, const lw_table_info *table)
{
    lw_column_info column;
    lw_json_open(json, '{');
    put_member(json, "table", table->name);
    put_flag(json, "required", table->required);
    put_member(json, "help", table->help);
    lw_json_key(json, "columns");
    lw_json_open(json, '[');
    for (uint32_t i = 0; lw_column_at(number, i, &column); i++)
        put_json_column(json, &column);
    lw_json_close(json, ']');
    lw_json_close(json, '}');
}

static void put_json(lw_buffer *out, uint32_t first, uint32_t behind)
{
    lw_json json = {.out = out, .pretty = true};
    lw_table_info table;
    lw_json_open(&json, '{');
    lw_json_key(&json, "tables");
    lw_json_open(&json, '[');
    for (uint32_t number = first; number < behind && lw_table_at(number, &table); number++)
        put_json_table(&json, number, &table);
    lw_json_close(&json, ']');
    lw_json_close(&json, '}');
    lw_put_char(out, '\n');
}

/* ---- The door ----------------------------------------------------------------------------------
 */

void lw_tables_render(lw_buffer *out, const lw_style *style, uint32_t table,
                      lw_tables_format format)
{
    bool all = table == LW_ALL_TABLES;
    uint32_t first = all ? 0 : table, behind = all ? LW_ALL_TABLES : table + 1;
    if (format == LW_TABLES_JSON)
        put_json(out, first, behind);
    else if (format == LW_TABLES_MARKDOWN)
        put_markdown(out, first, behind);
    else if (all)
        lw_tables_list(out, style);
    else
        lw_tables_columns(out, style, table);
}
