/* Cells of every kind that needs no other table to be understood. */
#ifndef LANEWISE_TABLE_CELL_H
#define LANEWISE_TABLE_CELL_H

#include "base/arena.h"
#include "base/list.h"
#include "table/schema.h"

/* Reads non-empty `text` into the value at `slot`. Lists and codes go into `arena`. LW_OK,
 * LW_BAD_CATALOG with a message, or LW_NO_MEMORY. Not for LW_CELL_REFERENCE. */
lw_status lw_cell_parse(const lw_column *column, const char *text, void *slot, lw_arena *arena,
                        lw_error *err);

/* Writes `text` in upper case, without spaces and hyphens, into `code`, which has room for `size`
 * bytes; false when it does not fit. */
bool lw_postcode_fold(const char *text, char *code, size_t size);

/* Is `text` 1 to 64 characters of A-Z a-z 0-9 _ . - ? Otherwise LW_BAD_CATALOG and a message. */
lw_status lw_id_check(const char *text, lw_error *err);

#endif
