/* Reads the names of a catalog. */
#include "import/known.h"

#include <stdlib.h>
#include <string.h>

#include <lanewise/quantity.h>

#include "base/error.h"
#include "base/vector.h"
#include "catalog/columns.h"
#include "table/cell.h"
#include "table/table.h"

/* The tables that are read, and the columns that count. */
static const struct {
    lw_table_id table;
    const char *id, *more, *partial; /* columns */
    size_t list;                     /* where it goes */
} TABLES[] = {
    {LW_TABLE_NODES, "node", NULL, NULL, offsetof(lw_known, nodes)},
    {LW_TABLE_ZONES, "zone", "country", "postcode_from", offsetof(lw_known, zones)},
    {LW_TABLE_CARRIERS, "carrier", "currency", NULL, offsetof(lw_known, carriers)},
    {LW_TABLE_LANES, "lane", "card", NULL, offsetof(lw_known, lanes)},
    {LW_TABLE_RATES, "card", NULL, NULL, offsetof(lw_known, cards)},
    {LW_TABLE_COUNTRIES, "country", "name", NULL, offsetof(lw_known, countries)},
};

enum { TABLE_COUNT = sizeof TABLES / sizeof TABLES[0] };

static lw_known_list *list_of(lw_known *known, size_t index)
{
    return (lw_known_list *)((char *)known + TABLES[index].list);
}

/* One table on its way in. */
typedef struct reading {
    lw_known *known;
    lw_known_list *list;
    const char *file;
    uint32_t id, more, partial; /* positions in the schema; LW_NONE = not read */
} reading;

const lw_known_row *lw_known_find(const lw_known_list *list, const char *id)
{
    uint32_t number = lw_intern_find(&list->ids, id);
    return number == LW_NONE ? NULL : &list->items[number];
}

/* The row of `id`, new if need be; NULL when memory is out. */
static lw_known_row *put_row(const reading *from, lw_known_list *list, const char *id,
                             uint32_t line)
{
    uint32_t number = lw_intern_put(&list->ids, id);
    if (number == LW_NONE)
        return NULL;
    lw_known_row row = {.id = list->ids.texts[number], .file = from->file, .line = line};
    if (number == list->count && !LW_PUSH(list, row))
        return NULL;
    return &list->items[number];
}

/* The cell of a column of the schema; "" where the file has none (LW_NONE: none is asked for). */
static const char *text_of(const lw_table_row *row, uint32_t column)
{
    for (uint32_t i = 0; i < row->column_count; i++) {
        if (row->columns[i].column == column)
            return lw_table_text(row, i);
    }
    return "";
}

/* A day of the rates table; `otherwise` where the cell is empty or no date. */
static int32_t day_of(const lw_table_row *row, const char *column, int32_t otherwise)
{
    const char *text = text_of(row, lw_column_position(LW_TABLE_RATES, column));
    int32_t day = otherwise;
    return text[0] && lw_date_parse(text, &day, NULL) == LW_OK ? day : otherwise;
}

/* The days on which the card has prices, from the first to the last. */
static void widen_dates(lw_known_row *card, const lw_table_row *row)
{
    int32_t from = day_of(row, "valid_from", INT32_MIN), to = day_of(row, "valid_to", INT32_MAX);
    bool first = !card->more; /* set behind the first row */
    card->from = first || from < card->from ? from : card->from;
    card->to = first || to > card->to ? to : card->to;
}

static lw_status take_row(void *context, const lw_table_row *row)
{
    reading *from = context;
    const char *id = text_of(row, from->id), *more = text_of(row, from->more);
    if (row->faulty || lw_id_check(id, NULL) != LW_OK) /* nothing can refer to it */
        return LW_OK;
    lw_known_row *known = put_row(from, from->list, id, row->line);
    if (!known)
        return LW_NO_MEMORY;
    known->partial = known->partial || text_of(row, from->partial)[0];
    if (from->list == &from->known->cards)
        widen_dates(known, row);
    if (!known->more)
        known->more = lw_arena_text(&from->known->arena, more, strlen(more));
    if (!known->more)
        return LW_NO_MEMORY;
    bool lane = from->list == &from->known->lanes;
    if (lane && !put_row(from, &from->known->lane_cards, more[0] ? more : id, row->line))
        return LW_NO_MEMORY;
    return LW_OK;
}

/* Faults of the catalog are for `check` to tell. */
static void pass_over(void *context, lw_severity severity, uint32_t line, uint32_t field,
                      const char *column, const char *message)
{
    (void)context;
    (void)severity;
    (void)line;
    (void)field;
    (void)column;
    (void)message;
}

/* Is this the file NAME.csv of the table's folder? */
static bool is_own(const char *file, const char *name)
{
    const char *slash = strrchr(file, '/');
    size_t length = strlen(name);
    return slash && strncmp(slash + 1, name, length) == 0 &&
           strcmp(slash + 1 + length, ".csv") == 0;
}

/* `name` is that of the file in the table's folder to leave out; NULL = none. */
static lw_status read_table(lw_known *known, const char *folder, const char *name, size_t index,
                            lw_error *err)
{
    lw_table_id table = TABLES[index].table;
    const lw_schema *schema = lw_schema_of(table);
    const char *more = TABLES[index].more, *partial = TABLES[index].partial;
    reading from = {.known = known,
                    .list = list_of(known, index),
                    .id = lw_column_position(table, TABLES[index].id),
                    .more = more ? lw_column_position(table, more) : LW_NONE,
                    .partial = partial ? lw_column_position(table, partial) : LW_NONE};
    const lw_table_sink sink = {&from, take_row, pass_over};
    uint16_t fields[LW_MOST_COLUMNS];
    lw_table_files files;
    lw_status status = lw_table_find_files(folder, schema->name, &files, &known->arena, err);
    for (uint32_t i = 0; status == LW_OK && i < files.count; i++) {
        if (name && is_own(files.names[i], name))
            continue;
        const char *path = lw_path_join(&known->arena, folder, files.names[i]);
        from.file = files.names[i];
        status = path ? lw_table_read(schema, path, fields, &sink, err) : LW_NO_MEMORY;
        if (status == LW_BAD_CATALOG) /* a header that cannot be used */
            status = LW_OK;
    }
    return status == LW_NO_MEMORY ? lw_fail_memory(err) : status;
}

lw_status lw_known_read(lw_known *known, const char *folder, const char *name, bool lanes,
                        lw_error *err)
{
    lw_status status = LW_OK;
    *known = (lw_known){0};
    for (size_t i = 0; i < TABLE_COUNT; i++)
        lw_intern_init(&list_of(known, i)->ids, &known->arena);
    lw_intern_init(&known->lane_cards.ids, &known->arena);
    for (size_t i = 0; status == LW_OK && i < TABLE_COUNT; i++) {
        bool own = lanes || TABLES[i].table == LW_TABLE_RATES;
        status = read_table(known, folder, own ? name : NULL, i, err);
    }
    return status;
}

static void release(lw_known_list *list)
{
    lw_intern_release(&list->ids);
    free(list->items);
}

void lw_known_release(lw_known *known)
{
    for (size_t i = 0; i < TABLE_COUNT; i++)
        release(list_of(known, i));
    release(&known->lane_cards);
    lw_arena_release(&known->arena);
    *known = (lw_known){0};
}
