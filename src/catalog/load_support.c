/* What all tables' loaders share: telling problems, following references, keeping texts. */
#include "catalog/load.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/order.h"
#include "table/cell.h"

/* ---- Telling -----------------------------------------------------------------------------------
 */

void lw_loader_no_memory(lw_loader *loader)
{
    loader->failed = LW_NO_MEMORY;
}

__attribute__((format(printf, 5, 0))) static void tell(lw_loader *loader, lw_severity severity,
                                                       lw_source where, const char *columns,
                                                       const char *format, va_list values)
{
    lw_error text;
    lw_fail_values(&text, LW_BAD_CATALOG, format, values);
    uint32_t field = 0;
    char name[LW_COLUMN_NAME] = "";
    if (columns[0] && where.file != LW_NO_FILE)
        field =
            lw_column_field(loader->fields[where.file], (lw_table_id)where.table, columns, name);
    lw_problems_add(&loader->problems, severity, LW_BAD_CATALOG, where, field, name, text.message);
}

bool lw_cell_sound(const lw_loader *loader, const char *column)
{
    if (loader->spoilt == 0)
        return true;
    uint32_t position = lw_column_position((lw_table_id)loader->here.table, column);
    return (loader->spoilt >> position & 1) == 0;
}

void lw_row_error(lw_loader *loader, const char *columns, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    tell(loader, LW_ERROR, loader->here, columns, format, values);
    va_end(values);
    loader->sound = false;
}

void lw_row_problem(lw_loader *loader, lw_severity severity, lw_source where, const char *columns,
                    const char *format, ...)
{
    va_list values;
    va_start(values, format);
    tell(loader, severity, where, columns, format, values);
    va_end(values);
}

const char *lw_place(const lw_loader *loader, lw_source source, char *text, size_t size)
{
    snprintf(text, size, "%s:%u", loader->catalog->files[source.file], (unsigned)source.line);
    return text;
}

/* ---- Names -------------------------------------------------------------------------------------
 */

typedef struct name_space {
    const char *what;
    size_t at; /* of its lw_intern in lw_catalog; 0 = the loader's groups */
    lw_table_id table;
} name_space;

static const name_space SPACES[LW_NAMES_COUNT] = {
    [LW_NAMES_NODE] = {"node", offsetof(lw_catalog, node_ids), LW_TABLE_NODES},
    [LW_NAMES_ZONE] = {"zone", offsetof(lw_catalog, zone_ids), LW_TABLE_ZONES},
    [LW_NAMES_CARRIER] = {"carrier", offsetof(lw_catalog, carrier_ids), LW_TABLE_CARRIERS},
    [LW_NAMES_LANE] = {"lane", offsetof(lw_catalog, lane_ids), LW_TABLE_LANES},
    [LW_NAMES_CARD] = {"card", offsetof(lw_catalog, card_names), LW_TABLE_RATES},
    [LW_NAMES_CALENDAR] = {"calendar", offsetof(lw_catalog, calendar_ids), LW_TABLE_CALENDARS},
    [LW_NAMES_CURRENCY] = {"currency", offsetof(lw_catalog, currency_codes), LW_TABLE_COUNT},
    [LW_NAMES_COUNTRY] = {"country", offsetof(lw_catalog, country_codes), LW_TABLE_COUNT},
    [LW_NAMES_AREA] = {"customs area", offsetof(lw_catalog, area_names), LW_TABLE_COUNT},
    [LW_NAMES_FLAG] = {"flag", offsetof(lw_catalog, flag_names), LW_TABLE_COUNT},
    [LW_NAMES_GROUP] = {"group", 0, LW_TABLE_COUNT},
};

static lw_intern *intern_of(lw_loader *loader, int names)
{
    if (SPACES[names].at == 0)
        return &loader->groups;
    return (lw_intern *)((char *)loader->catalog + SPACES[names].at);
}

static void refuse_reference(lw_loader *loader, const lw_column *column, const char *text)
{
    const name_space *space = &SPACES[column->names];
    loader->sound = false;
    if (loader->broken[space->table])
        return; /* the row may well be there */
    if (column->names == LW_NAMES_NODE &&
        lw_intern_find(&loader->catalog->zone_ids, text) != LW_NONE) {
        lw_row_error(loader, column->name, "'%s' is a zone; a node is needed here", text);
        return;
    }
    const char *near = NULL;
    if (!lw_problems_many(&loader->problems, loader->here.table))
        near = lw_intern_nearest(intern_of(loader, column->names), text);
    char fault[200];
    if (column->names == LW_NAMES_CARD)
        snprintf(fault, sizeof fault, "card '%.64s' has no row in rates", text);
    else
        snprintf(fault, sizeof fault, "unknown %s '%.64s'", space->what, text);
    if (near)
        lw_row_error(loader, column->name, "%s; did you mean '%s'?", fault, near);
    else
        lw_row_error(loader, column->name, "%s", fault);
}

static bool capitals(const char *text, size_t count)
{
    size_t length = 0;
    while (text[length] >= 'A' && text[length] <= 'Z')
        length++;
    return length == count && text[length] == '\0';
}

/* Notes a code that the tables name for the first time when it is not written as the trade does. */
static void note_code(lw_loader *loader, const lw_column *column, uint32_t number)
{
    bool country = column->names == LW_NAMES_COUNTRY;
    if (!country && column->names != LW_NAMES_CURRENCY)
        return;
    const char *code = intern_of(loader, column->names)->texts[number];
    lw_odd_code odd = {code, column->name, country, loader->here};
    if (!capitals(code, country ? 2 : 3) && !LW_PUSH(&loader->odd_codes, odd))
        lw_loader_no_memory(loader);
}

/* The number of `text`, LW_NONE when there is none, which has been told. */
static uint32_t follow(lw_loader *loader, const lw_column *column, const char *text)
{
    const name_space *space = &SPACES[column->names];
    lw_intern *names = intern_of(loader, column->names);
    bool defines = space->table == LW_TABLE_COUNT || space->table == loader->here.table;
    if (!defines) {
        uint32_t number = lw_intern_find(names, text);
        if (number == LW_NONE)
            refuse_reference(loader, column, text);
        return number;
    }
    lw_error fault;
    if (column->names != LW_NAMES_FLAG && lw_id_check(text, &fault) != LW_OK) {
        lw_row_error(loader, column->name, "%s", fault.message);
        return LW_NONE;
    }
    uint32_t known = names->count, number = lw_intern_put(names, text);
    if (number == LW_NONE)
        lw_loader_no_memory(loader);
    else if (number == known)
        note_code(loader, column, number);
    return number;
}

/* As follow, sooner where the row before refers to the same. */
static uint32_t follow_cell(lw_loader *loader, const lw_column *column, const char *text)
{
    uint32_t *latest = &loader->latest[column - lw_schema_of(loader->here.table)->columns];
    if (*latest == LW_NONE || strcmp(intern_of(loader, column->names)->texts[*latest], text) != 0)
        *latest = follow(loader, column, text);
    return *latest;
}

/* Notes that a table other than fx names the currency. */
static void note_use(lw_loader *loader, uint32_t currency)
{
    if (loader->here.table == LW_TABLE_FX || currency == LW_NONE)
        return;
    while (loader->currencies.count <= currency) {
        lw_currency_note note = {.decimals = 2};
        if (!LW_PUSH(&loader->currencies, note)) {
            lw_loader_no_memory(loader);
            return;
        }
    }
    loader->currencies.items[currency].used = true;
}

static void read_list(lw_loader *loader, const lw_column *column, const char *text,
                      lw_numbers *list)
{
    uint32_t *items = lw_arena_alloc(&loader->catalog->arena, lw_list_length(text), sizeof *items);
    char *name = lw_arena_alloc(&loader->catalog->arena, strlen(text) + 1, 1);
    if (!items || !name) {
        lw_loader_no_memory(loader);
        return;
    }
    uint32_t count = 0;
    lw_item item;
    while (lw_list_next(&text, &item)) {
        memcpy(name, item.text, item.length);
        name[item.length] = '\0';
        if (item.length == 0)
            lw_row_error(loader, column->name, "an item of the list is empty");
        else
            items[count++] = follow(loader, column, name);
    }
    *list = (lw_numbers){items, count};
}

void lw_read_reference(lw_loader *loader, const lw_column *column, const char *text, void *slot)
{
    if (column->list) {
        read_list(loader, column, text, slot);
        return;
    }
    uint32_t number = follow_cell(loader, column, text);
    if (column->names == LW_NAMES_CURRENCY)
        note_use(loader, number);
    *(uint32_t *)slot = number;
}

uint32_t lw_new_id(lw_loader *loader, lw_intern *names, const char *column, const char *id,
                   const lw_source *first_of, size_t stride)
{
    if (id[0] == '\0')
        return LW_NONE; /* told already */
    uint32_t known = names->count;
    uint32_t number = lw_intern_put(names, id);
    if (number == LW_NONE)
        lw_loader_no_memory(loader);
    if (number == LW_NONE || number == known)
        return number;
    char place[LW_PLACE_SIZE];
    const lw_source *first = (const lw_source *)((const char *)first_of + number * stride);
    lw_row_error(loader, column, "duplicate %s '%s', first in %s", column, id,
                 lw_place(loader, *first, place, sizeof place));
    return LW_NONE;
}

void lw_rank_ids(lw_loader *loader, const lw_intern *ids, uint32_t *ranks, size_t stride)
{
    uint32_t *positions = malloc(ids->count * sizeof *positions);
    if (!positions || !lw_rank_texts(ids->texts, ids->count, positions)) {
        lw_loader_no_memory(loader);
        free(positions);
        return;
    }
    for (uint32_t i = 0; i < ids->count; i++)
        *(uint32_t *)((char *)ranks + i * stride) = positions[i];
    free(positions);
}

/* ---- Values ------------------------------------------------------------------------------------
 */

const char *lw_keep_text(lw_loader *loader, const char *text)
{
    if (text[0] == '\0')
        return "";
    const char *kept = lw_arena_text(&loader->catalog->arena, text, strlen(text));
    if (!kept)
        lw_loader_no_memory(loader);
    return kept ? kept : "";
}

lw_dates lw_keep_dates(lw_loader *loader, int64_t from, int64_t to)
{
    if (from > to) {
        char first[16], last[16];
        lw_date_format(first, (int32_t)from);
        lw_date_format(last, (int32_t)to);
        lw_row_error(loader, "valid_to", "valid_to %s is before valid_from %s", last, first);
    }
    return (lw_dates){(int32_t)from, (int32_t)to};
}

lw_id_list lw_keep_list(lw_numbers list)
{
    return (lw_id_list){list.items, list.count};
}

lw_minutes lw_keep_minutes(int64_t minimum, int64_t typical, int64_t maximum)
{
    return (lw_minutes){minimum == LW_UNSET ? typical : minimum, typical,
                        maximum == LW_UNSET ? typical : maximum};
}
