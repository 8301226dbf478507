/* The columns of all tables as Markdown, for docs/tables.md: a test compares the two. */
#include "catalog/columns.h"

/* "id", or the words themselves. */
static void put_type(lw_buffer *text, const lw_column *column)
{
    if (!column->words) {
        lw_put_text(text, column->type);
    } else {
        for (size_t i = 0; column->words[i]; i++)
            lw_put_format(text, "%s`%s`", i ? ", " : "", column->words[i]);
    }
    if (column->list)
        lw_put_text(text, "; list");
}

/* A bare '|' would end the cell of the Markdown table. */
static void put_code(lw_buffer *text, const char *code)
{
    lw_put_char(text, '`');
    for (; *code; code++) {
        if (*code == '|')
            lw_put_char(text, '\\');
        lw_put_char(text, *code);
    }
    lw_put_char(text, '`');
}

static void put_default(lw_buffer *text, const lw_column *column)
{
    if (column->required)
        lw_put_text(text, "**required**");
    else if (column->standard)
        put_code(text, column->standard);
    else
        lw_put_text(text, column->told);
}

static void put_table(lw_buffer *text, const lw_schema *schema)
{
    lw_put_format(text, "### %s\n\n%s%s\n\n", schema->name, schema->help,
                  schema->required ? " Required." : "");
    lw_put_text(text, "| column | holds | empty means | |\n|---|---|---|---|\n");
    for (uint32_t i = 0; i < schema->column_count; i++) {
        const lw_column *column = &schema->columns[i];
        lw_put_format(text, "| `%s` | ", column->name);
        put_type(text, column);
        lw_put_text(text, " | ");
        put_default(text, column);
        lw_put_format(text, " | %s |\n", column->help);
    }
    lw_put_char(text, '\n');
}

void lw_describe_tables(lw_buffer *text)
{
    for (int table = 0; table < LW_TABLE_COUNT; table++)
        put_table(text, lw_schema_of((lw_table_id)table));
}
