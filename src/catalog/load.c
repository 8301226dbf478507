/* Reads all tables of a catalog, row by row, in an order in which references point backwards. */
#include "catalog/load.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/input.h"
#include "base/nearest.h"
#include "table/cell.h"
#include "table/table.h"

/* The order of reading. `finish` runs once behind the table's last row. */
static const struct step {
    lw_table_id table;
    void (*add)(lw_loader *, const union lw_any_row *);
    void (*finish)(lw_loader *);
} STEPS[] = {
    {LW_TABLE_COUNTRIES, lw_add_country, NULL},
    {LW_TABLE_FX, lw_add_fx, NULL},
    {LW_TABLE_CALENDARS, lw_add_calendar, NULL},
    {LW_TABLE_HOLIDAYS, lw_add_holiday, lw_finish_calendars},
    {LW_TABLE_CARRIERS, lw_add_carrier, NULL},
    {LW_TABLE_RATES, lw_add_rate, lw_finish_rates},
    {LW_TABLE_NODES, lw_add_node, NULL},
    {LW_TABLE_ZONES, lw_add_zone, lw_finish_places},
    {LW_TABLE_LANES, lw_add_lane, lw_finish_lanes},
    {LW_TABLE_SURCHARGES, lw_add_surcharge, NULL},
    {LW_TABLE_HANDOFFS, lw_add_handoff, NULL},
    {LW_TABLE_RESTRICTIONS, lw_add_restriction, lw_finish_rules},
    {LW_TABLE_CUSTOMS, lw_add_customs, NULL},
    {LW_TABLE_DUTIES, lw_add_duty, lw_finish_borders},
    {LW_TABLE_STOCK, lw_add_stock, NULL},
    {LW_TABLE_STORAGE, lw_add_storage, lw_finish_stores},
};
enum { STEP_COUNT = sizeof STEPS / sizeof STEPS[0] };

/* ---- Cells -------------------------------------------------------------------------------------
 */

enum {
    LARGEST_VALUE = sizeof(lw_numbers) > sizeof(lw_texts) ? sizeof(lw_numbers) : sizeof(lw_texts)
};

static void *slot_of(union lw_any_row *row, const lw_column *column)
{
    return (char *)row + column->at;
}

static void put_absent(const lw_column *column, void *slot)
{
    switch (column->kind) {
    case LW_CELL_IGNORED:
        return;
    case LW_CELL_NUMBER:
    case LW_CELL_DATE:
    case LW_CELL_WORD:
    case LW_CELL_WEEKDAYS:
    case LW_CELL_OFFSET:
    case LW_CELL_TIME:
        *(int64_t *)slot = column->absent;
        return;
    case LW_CELL_TEXT:
    case LW_CELL_POSTCODE:
    case LW_CELL_ID:
        *(const char **)slot = "";
        return;
    case LW_CELL_HS:
        if (column->list)
            *(lw_texts *)slot = (lw_texts){0};
        else
            *(const char **)slot = "";
        return;
    case LW_CELL_REFERENCE:
        if (column->list)
            *(lw_numbers *)slot = (lw_numbers){0};
        else
            *(uint32_t *)slot = LW_NONE;
        return;
    case LW_CELL_WORD_LIST:
        *(lw_numbers *)slot = (lw_numbers){0};
        return;
    }
}

/* The record of a row whose cells are all empty. */
static lw_status prepare_standard(lw_loader *loader, const lw_schema *schema, lw_error *err)
{
    loader->standard = (union lw_any_row){0};
    loader->row_size = 0;
    for (uint32_t i = 0; i < schema->column_count; i++) {
        const lw_column *column = &schema->columns[i];
        void *slot = slot_of(&loader->standard, column);
        put_absent(column, slot);
        loader->latest[i] = LW_NONE;
        if (column->kind != LW_CELL_IGNORED && column->at + LARGEST_VALUE > loader->row_size)
            loader->row_size = column->at + LARGEST_VALUE;
        if (!column->standard)
            continue;
        lw_status status =
            lw_cell_parse(column, column->standard, slot, &loader->catalog->arena, err);
        if (status != LW_OK)
            return status;
    }
    if (loader->row_size > sizeof loader->row)
        loader->row_size = sizeof loader->row;
    return LW_OK;
}

static void read_cell(lw_loader *loader, const lw_column *column, const char *text)
{
    if (text[0] == '\0') {
        if (column->required)
            lw_row_error(loader, column->name, "%s is required", column->name);
        return;
    }
    void *slot = slot_of(&loader->row, column);
    if (column->kind == LW_CELL_REFERENCE) {
        lw_read_reference(loader, column, text, slot);
        return;
    }
    lw_status status = lw_cell_parse(column, text, slot, &loader->catalog->arena, &loader->fault);
    if (status == LW_NO_MEMORY)
        lw_loader_no_memory(loader);
    else if (status != LW_OK)
        lw_row_error(loader, column->name, "%s", loader->fault.message);
}

/* Reads the row's cells into the record at hand and notes which have errors. */
static void read_cells(lw_loader *loader, const lw_schema *schema, const lw_table_row *row)
{
    loader->sound = true;
    for (uint32_t i = 0; i < row->column_count; i++) {
        uint32_t at = row->columns[i].column;
        const char *text = lw_table_text(row, i);
        /* Of a row that is broken in itself only its name is of use: others may refer to it. */
        if (row->faulty && (at > 0 || lw_id_check(text, NULL) != LW_OK))
            break;
        read_cell(loader, &schema->columns[at], text);
        if (!loader->sound)
            loader->spoilt |= (uint64_t)1 << at;
        loader->sound = true;
    }
    loader->sound = loader->spoilt == 0;
}

/* ---- Files -------------------------------------------------------------------------------------
 */

typedef struct table_reading {
    lw_loader *loader;
    const struct step *step;
    const lw_schema *schema;
} table_reading;

static lw_status on_row(void *context, const lw_table_row *row)
{
    table_reading *reading = context;
    lw_loader *loader = reading->loader;
    loader->here.line = row->line;
    loader->spoilt = row->faulty ? UINT64_MAX : 0;
    memcpy(&loader->row, &loader->standard, loader->row_size);
    loader->catalog->row_counts[reading->step->table]++;
    read_cells(loader, reading->schema, row);
    reading->step->add(loader, &loader->row);
    return loader->failed;
}

static void on_problem(void *context, lw_severity severity, uint32_t line, uint32_t field,
                       const char *column, const char *message)
{
    lw_loader *loader = ((table_reading *)context)->loader;
    lw_source where = loader->here;
    where.line = line;
    lw_problems_add(&loader->problems, severity, LW_BAD_CATALOG, where, field, column, message);
}

static lw_status read_file(table_reading *reading, uint16_t file, lw_error *err)
{
    lw_loader *loader = reading->loader;
    const char *name = loader->catalog->files[file];
    const char *path = lw_path_join(&loader->catalog->arena, loader->directory, name);
    uint16_t *fields =
        lw_arena_alloc(&loader->catalog->arena, reading->schema->column_count, sizeof *fields);
    if (!path || !fields)
        return lw_fail_memory(err);
    loader->here = (lw_source){.table = (uint16_t)reading->step->table, .file = file};
    loader->fields[file] = fields;
    lw_table_sink sink = {reading, on_row, on_problem};
    lw_error fault;
    lw_status status = lw_table_read(reading->schema, path, fields, &sink, &fault);
    if (loader->failed != LW_OK || status == LW_NO_MEMORY)
        return lw_fail_memory(err);
    if (status == LW_IO_FAILED) {
        loader->here.line = 0;
        lw_problems_add(&loader->problems, LW_ERROR, status, loader->here, 0, "", fault.message);
    }
    if (status != LW_OK)
        loader->broken[reading->step->table] = true;
    return LW_OK;
}

/* ---- What there is to read ---------------------------------------------------------------------
 */

typedef struct file_list {
    const char **items;
    size_t count, capacity;
} file_list;

/* Which part of the list of files is a table's. */
typedef struct file_range {
    size_t first, end;
} file_range;

static void tell_about_table(lw_loader *loader, lw_table_id table, lw_status status,
                             const char *message)
{
    lw_source where = {.table = (uint16_t)table, .file = LW_NO_FILE};
    lw_problems_add(&loader->problems, LW_ERROR, status, where, 0, "", message);
    loader->broken[table] = true;
}

static lw_status list_table(lw_loader *loader, lw_table_id table, file_list *list, lw_error *err)
{
    const lw_schema *schema = lw_schema_of(table);
    lw_table_files files = {0};
    lw_error fault;
    lw_status status = lw_table_find_files(loader->directory, schema->name, &files,
                                           &loader->catalog->arena, &fault);
    if (status == LW_NO_MEMORY)
        return lw_fail_memory(err);
    if (status != LW_OK)
        tell_about_table(loader, table, status, fault.message);
    else if (files.count == 0 && schema->required) {
        lw_fail(&fault, LW_BAD_CATALOG,
                "the table %s is missing: there is no %s.csv and no folder %s with .csv files in "
                "'%.200s'",
                schema->name, schema->name, schema->name, loader->directory);
        tell_about_table(loader, table, LW_BAD_CATALOG, fault.message);
    }
    for (uint32_t i = 0; i < files.count; i++) {
        if (!LW_PUSH(list, files.names[i]))
            return lw_fail_memory(err);
    }
    return LW_OK;
}

/* Lists the files of all tables, in the order of the documentation. */
static lw_status list_files(lw_loader *loader, file_range *ranges, lw_error *err)
{
    file_list list = {0};
    lw_status status = LW_OK;
    for (int table = 0; table < LW_TABLE_COUNT && status == LW_OK; table++) {
        ranges[table].first = list.count;
        status = list_table(loader, (lw_table_id)table, &list, err);
        ranges[table].end = list.count;
    }
    lw_arena *arena = &loader->catalog->arena;
    if (status == LW_OK && list.count >= LW_NO_FILE)
        status = lw_fail(err, LW_BAD_CATALOG, "the catalog has more than %d files", LW_NO_FILE - 1);
    if (status == LW_OK) {
        loader->catalog->files = lw_arena_copy(arena, list.items, list.count, sizeof *list.items);
        loader->catalog->file_count = (uint32_t)list.count;
        loader->fields = lw_arena_alloc(arena, list.count, sizeof *loader->fields);
        loader->catalog->fields = (const uint16_t *const *)loader->fields;
        if (!loader->catalog->files || !loader->fields)
            status = lw_fail_memory(err);
    }
    free(list.items);
    return status;
}

/* The table whose name is one slip of the pen from the file or folder `name`, or NULL. */
static const char *table_meant(const char *name)
{
    char stem[LW_PLACE_SIZE];
    size_t length = strlen(name);
    if (length > 4 && strcmp(name + length - 4, ".csv") == 0)
        length -= 4;
    if (length >= sizeof stem)
        return NULL;
    memcpy(stem, name, length);
    stem[length] = '\0';
    const char *meant = NULL;
    for (int table = 0; table < LW_TABLE_COUNT; table++) {
        const char *candidate = lw_schema_of((lw_table_id)table)->name;
        if (strcmp(candidate, stem) == 0)
            return NULL;
        if (lw_edit_distance(stem, candidate, 1) <= 1)
            meant = candidate;
    }
    return meant;
}

/* Warns of a name that looks like a table's with a slip in it: it is not read. */
static void warn_of_name(lw_loader *loader, const char *name)
{
    const lw_source nowhere = {.table = LW_TABLE_COUNT, .file = LW_NO_FILE};
    const char *meant = table_meant(name);
    lw_error text;
    if (!meant)
        return;
    lw_fail(&text, LW_BAD_CATALOG, "'%s' is no table and is not read; did you mean '%s'?", name,
            meant);
    lw_problems_add(&loader->problems, LW_WARNING, LW_BAD_CATALOG, nowhere, 0, "", text.message);
}

static lw_status look_around(lw_loader *loader, lw_error *err)
{
    DIR *folder = opendir(loader->directory);
    if (!folder) {
        bool absent = errno == ENOENT || errno == ENOTDIR;
        return lw_fail(err, absent ? LW_BAD_CATALOG : LW_IO_FAILED,
                       "cannot open the catalog folder '%.300s': %s", loader->directory,
                       strerror(errno));
    }
    const struct dirent *entry;
    lw_status status;
    while ((status = lw_next_entry(folder, loader->directory, &entry, err)) == LW_OK && entry)
        warn_of_name(loader, entry->d_name);
    closedir(folder);
    return status;
}

/* ---- All of it ---------------------------------------------------------------------------------
 */

static lw_status read_table(lw_loader *loader, const struct step *step, file_range range,
                            lw_error *err)
{
    table_reading reading = {loader, step, lw_schema_of(step->table)};
    lw_status status = prepare_standard(loader, reading.schema, err);
    for (size_t file = range.first; file < range.end && status == LW_OK; file++)
        status = read_file(&reading, (uint16_t)file, err);
    if (status != LW_OK)
        return status;
    if (reading.schema->required && !loader->broken[step->table] &&
        loader->catalog->row_counts[step->table] == 0) {
        loader->here = (lw_source){(uint16_t)step->table, (uint16_t)range.first, 0};
        lw_row_error(loader, "", "the table %s has no rows", reading.schema->name);
        loader->broken[step->table] = true;
    }
    if (step->finish)
        step->finish(loader);
    return loader->failed == LW_OK ? LW_OK : lw_fail_memory(err);
}

static void keep_odd_codes(lw_loader *loader)
{
    lw_catalog *catalog = loader->catalog;
    catalog->odd_codes = lw_arena_copy(&catalog->arena, loader->odd_codes.items,
                                       loader->odd_codes.count, sizeof(lw_odd_code));
    catalog->odd_code_count = (uint32_t)loader->odd_codes.count;
    if (!catalog->odd_codes)
        lw_loader_no_memory(loader);
}

static lw_status read_tables(lw_loader *loader, lw_error *err)
{
    file_range ranges[LW_TABLE_COUNT];
    lw_status status = look_around(loader, err);
    if (status == LW_OK)
        status = list_files(loader, ranges, err);
    for (size_t i = 0; i < STEP_COUNT && status == LW_OK; i++)
        status = read_table(loader, &STEPS[i], ranges[STEPS[i].table], err);
    if (status == LW_OK)
        lw_finish_money(loader);
    if (status == LW_OK)
        keep_odd_codes(loader);
    if (status == LW_OK && loader->failed == LW_OK && !lw_catalog_index(loader->catalog))
        lw_loader_no_memory(loader);
    return status == LW_OK && loader->failed != LW_OK ? lw_fail_memory(err) : status;
}

static void release_loader(lw_loader *loader)
{
    lw_problems_release(&loader->problems);
    lw_intern_release(&loader->groups);
    free(loader->nodes.items);
    free(loader->zones.items);
    free(loader->zone_rows.items);
    free(loader->carriers.items);
    free(loader->lanes.items);
    free(loader->rates.items);
    free(loader->rate_cards.items);
    free(loader->surcharges.items);
    free(loader->handoffs.items);
    free(loader->customs.items);
    free(loader->duties.items);
    free(loader->restrictions.items);
    free(loader->stock.items);
    free(loader->storage.items);
    free(loader->countries.items);
    free(loader->currencies.items);
    free(loader->calendars.items);
    free(loader->holidays.items);
    free(loader->odd_codes.items);
    free(loader->currency_unclear.items);
}

static lw_status load(lw_loader *loader, lw_problem_fn *tell, void *context, lw_error *err)
{
    lw_status status = read_tables(loader, err);
    if (status != LW_OK) {
        lw_problem problem = {.severity = LW_ERROR, .where = *err};
        if (tell && status != LW_NO_MEMORY)
            tell(context, &problem);
        return status;
    }
    return lw_problems_hand_over(&loader->problems, loader->catalog->files, tell, context, err);
}

lw_status lw_catalog_load(const char *directory, lw_problem_fn *on_problem_told, void *context,
                          lw_catalog **catalog, lw_error *err)
{
    *catalog = NULL;
    lw_error own;
    if (!err)
        err = &own;
    lw_loader *loader = calloc(1, sizeof *loader);
    lw_catalog *made = lw_catalog_new();
    if (!loader || !made) {
        free(loader);
        lw_catalog_free(made);
        return lw_fail_memory(err);
    }
    loader->directory = directory;
    loader->catalog = made;
    lw_intern_init(&loader->groups, &made->arena);
    lw_status status = load(loader, on_problem_told, context, err);
    release_loader(loader);
    free(loader);
    if (status == LW_OK)
        *catalog = made;
    else
        lw_catalog_free(made);
    return status;
}
