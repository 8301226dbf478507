/* The tables and columns that a catalog may have, for people, documents and programs. */
#ifndef LANEWISE_RENDER_TABLES_H
#define LANEWISE_RENDER_TABLES_H

#include <stdint.h>

#include <lanewise/catalog.h>

#include "render/render.h"

typedef enum lw_tables_format {
    LW_TABLES_TABLE,
    LW_TABLES_MARKDOWN, /* as docs/tables.md holds it */
    LW_TABLES_JSON
} lw_tables_format;

#define LW_ALL_TABLES UINT32_MAX

/* The columns of the `table`-th table, which must exist, or of all. For people, all tables are a
 * list of what there is, without their columns. */
void lw_tables_render(lw_buffer *out, const lw_style *style, uint32_t table,
                      lw_tables_format format);

/* ---- Shared by the formats ---------------------------------------------------------------------
 */

/* What a cell holds but for its words: "weight (kg)"; `text` needs 64 bytes. Returns `text`. */
const char *lw_column_type_text(char *text, const lw_column_info *column);

void lw_tables_list(lw_buffer *out, const lw_style *style);
void lw_tables_columns(lw_buffer *out, const lw_style *style, uint32_t table);

#endif
