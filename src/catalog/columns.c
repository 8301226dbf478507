/* Finding tables and columns by number and name, and telling of them. */
#include "catalog/columns.h"

#include <assert.h>
#include <string.h>

#include "base/nearest.h"
#include "catalog/column_macros.h"

const char *const LW_MODE_WORDS[] = {
    "postal", "express", "dedicated_line", "overseas_warehouse", "bonded_warehouse", NULL};

const char *lw_mode_name(unsigned mode)
{
    return mode < LW_MODES ? LW_MODE_WORDS[mode] : "";
}

lw_mode lw_mode_of(const char *name)
{
    unsigned mode = 0;
    while (mode < LW_MODES && strcmp(LW_MODE_WORDS[mode], name) != 0)
        mode++;
    assert(mode < LW_MODES);
    return (lw_mode)mode;
}

bool lw_mode_find(const char *name, lw_mode *mode, const char **nearest)
{
    lw_nearest search = lw_nearest_start(name);
    *nearest = NULL;
    for (unsigned i = 0; i < LW_MODES; i++) {
        *mode = (lw_mode)i;
        if (strcmp(LW_MODE_WORDS[i], name) == 0)
            return true;
        lw_nearest_offer(&search, LW_MODE_WORDS[i]);
    }
    *nearest = search.best;
    return false;
}

const char *const LW_YES_NO_WORDS[] = {"no", "yes", NULL};

static const lw_schema *const SCHEMAS[LW_TABLE_COUNT] = {
    [LW_TABLE_NODES] = &LW_NODES_SCHEMA,         [LW_TABLE_ZONES] = &LW_ZONES_SCHEMA,
    [LW_TABLE_CARRIERS] = &LW_CARRIERS_SCHEMA,   [LW_TABLE_LANES] = &LW_LANES_SCHEMA,
    [LW_TABLE_RATES] = &LW_RATES_SCHEMA,         [LW_TABLE_SURCHARGES] = &LW_SURCHARGES_SCHEMA,
    [LW_TABLE_HANDOFFS] = &LW_HANDOFFS_SCHEMA,   [LW_TABLE_CUSTOMS] = &LW_CUSTOMS_SCHEMA,
    [LW_TABLE_DUTIES] = &LW_DUTIES_SCHEMA,       [LW_TABLE_RESTRICTIONS] = &LW_RESTRICTIONS_SCHEMA,
    [LW_TABLE_STOCK] = &LW_STOCK_SCHEMA,         [LW_TABLE_STORAGE] = &LW_STORAGE_SCHEMA,
    [LW_TABLE_COUNTRIES] = &LW_COUNTRIES_SCHEMA, [LW_TABLE_FX] = &LW_FX_SCHEMA,
    [LW_TABLE_CALENDARS] = &LW_CALENDARS_SCHEMA, [LW_TABLE_HOLIDAYS] = &LW_HOLIDAYS_SCHEMA,
};

const lw_schema *lw_schema_of(lw_table_id table)
{
    return SCHEMAS[table];
}

uint32_t lw_column_position(lw_table_id table, const char *name)
{
    const lw_schema *schema = SCHEMAS[table];
    uint32_t i = 0;
    while (i < schema->column_count && strcmp(schema->columns[i].name, name) != 0)
        i++;
    assert(i < schema->column_count);
    return i;
}

static const char *first_name(const char *names, char *name)
{
    assert(names);
    size_t length = strcspn(names, "|");
    assert(length < LW_COLUMN_NAME);
    memcpy(name, names, length);
    name[length] = '\0';
    return names[length] ? names + length + 1 : NULL;
}

uint32_t lw_column_field(const uint16_t *fields, lw_table_id table, const char *names, char *name)
{
    for (const char *rest = names; rest;) {
        rest = first_name(rest, name);
        uint32_t field = fields[lw_column_position(table, name)];
        if (field)
            return field;
    }
    first_name(names, name);
    return 0;
}

bool lw_table_at(uint32_t index, lw_table_info *info)
{
    if (index >= LW_TABLE_COUNT)
        return false;
    const lw_schema *schema = SCHEMAS[index];
    *info = (lw_table_info){.name = schema->name,
                            .help = schema->help,
                            .required = schema->required,
                            .column_count = schema->column_count};
    return true;
}

bool lw_table_find(const char *name, uint32_t *index, const char **nearest)
{
    lw_nearest search = lw_nearest_start(name);
    if (nearest)
        *nearest = NULL;
    for (*index = 0; *index < LW_TABLE_COUNT; ++*index) {
        if (strcmp(SCHEMAS[*index]->name, name) == 0)
            return true;
        lw_nearest_offer(&search, SCHEMAS[*index]->name);
    }
    if (nearest)
        *nearest = search.best;
    return false;
}

bool lw_column_at(uint32_t table, uint32_t index, lw_column_info *info)
{
    if (table >= LW_TABLE_COUNT || index >= SCHEMAS[table]->column_count)
        return false;
    const lw_column *column = &SCHEMAS[table]->columns[index];
    const char *standard = column->standard ? column->standard : column->told;
    *info = (lw_column_info){.name = column->name,
                             .type = column->type,
                             .unit = column->unit ? column->unit : "",
                             .words = column->words,
                             .list = column->list,
                             .required = column->required,
                             .has_default = column->standard != NULL,
                             .default_text = standard ? standard : "",
                             .help = column->help};
    return true;
}
