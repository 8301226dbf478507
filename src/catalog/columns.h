/* The columns of every table as data: what the loader, `check`, the suggestions, `tables` and
 * docs/tables.md come from. */
#ifndef LANEWISE_CATALOG_COLUMNS_H
#define LANEWISE_CATALOG_COLUMNS_H

#include "catalog/model.h"
#include "table/schema.h"

/* Name spaces that references point into. */
typedef enum lw_names {
    LW_NAMES_NODE,
    LW_NAMES_ZONE,
    LW_NAMES_CARRIER,
    LW_NAMES_LANE,
    LW_NAMES_CARD,
    LW_NAMES_CALENDAR,
    LW_NAMES_CURRENCY, /* from here on any name may be used without a row that defines it */
    LW_NAMES_COUNTRY,
    LW_NAMES_AREA,
    LW_NAMES_FLAG,
    LW_NAMES_GROUP,
    LW_NAMES_COUNT
} lw_names;

/* The schema of a table; static. */
const lw_schema *lw_schema_of(lw_table_id table);

/* Position of the column `name`, which must exist, in the schema of `table`. */
uint32_t lw_column_position(lw_table_id table, const char *name);

/* Of the columns in `names`, such as "currency|carrier", the first that a file has: its entry in
 * the file's `fields`, and its name in `name`, which has room for LW_COLUMN_NAME bytes. 0 and the
 * first name when the file has none. */
uint32_t lw_column_field(const uint16_t *fields, lw_table_id table, const char *names, char *name);

enum { LW_COLUMN_NAME = 64 };

/* "postal", ... as tables write them; `mode` < LW_MODE_COUNT. */
extern const char *const LW_MODE_WORDS[];

#endif
