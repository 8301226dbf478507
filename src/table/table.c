/* Reads one file of a table: maps the header to the schema and turns rows into texts by column. */
#include "table/table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/folder.h"
#include "base/input.h"
#include "base/nearest.h"
#include "table/reader.h"

enum { PORTION = 64 * 1024 };

typedef struct file_reader {
    const lw_schema *schema;
    uint16_t *fields;
    const lw_table_sink *sink;
    bool header_seen;
    lw_table_column columns[LW_MOST_COLUMNS];
    uint32_t column_count;
} file_reader;

static void tell(const file_reader *reader, lw_severity severity, uint32_t line, uint32_t field,
                 const char *column, const char *message)
{
    reader->sink->on_problem(reader->sink->context, severity, line, field, column, message);
}

/* ---- The header --------------------------------------------------------------------------------
 */

static void warn_unknown(const file_reader *reader, const char *name, uint32_t line, uint32_t field)
{
    lw_nearest search = lw_nearest_start(name);
    for (uint32_t i = 0; i < reader->schema->column_count; i++)
        lw_nearest_offer(&search, reader->schema->columns[i].name);
    lw_error text;
    if (name[0] == '\0')
        lw_fail(&text, LW_BAD_CATALOG, "a column without a name is ignored");
    else if (search.best)
        lw_fail_unknown(&text, LW_BAD_CATALOG, "column", name, search.best);
    else
        lw_fail(&text, LW_BAD_CATALOG, "unknown column '%.80s' is ignored", name);
    tell(reader, LW_WARNING, line, field, name, text.message);
}

/* Puts one header cell into the map; false when the column was there before. */
static bool map_column(file_reader *reader, const lw_csv_cell *cell, uint32_t line, uint32_t field)
{
    const lw_schema *schema = reader->schema;
    for (uint32_t i = 0; i < schema->column_count; i++) {
        if (strcmp(cell->text, schema->columns[i].name) != 0)
            continue;
        if (reader->fields[i] == 0) {
            reader->fields[i] = (uint16_t)field;
            return true;
        }
        lw_error text;
        lw_fail(&text, LW_BAD_CATALOG, "duplicate column '%s', first in field %u", cell->text,
                (unsigned)reader->fields[i]);
        tell(reader, LW_ERROR, line, field, cell->text, text.message);
        return false;
    }
    warn_unknown(reader, cell->text, line, field);
    return true;
}

static lw_status read_header(file_reader *reader, const lw_csv_row *row)
{
    lw_error text;
    if (row->fault || row->count > UINT16_MAX) {
        lw_fail(&text, LW_BAD_CATALOG, "not a CSV text file: %s in the header row",
                row->fault ? row->fault : "too many cells");
        tell(reader, LW_ERROR, row->fault_line, row->fault_column, "", text.message);
        return LW_BAD_CATALOG;
    }
    const char *separators = row->count == 1 ? lw_csv_foreign(row->cells[0].text) : NULL;
    if (separators) {
        lw_fail(&text, LW_BAD_CATALOG, "cells are separated by commas, not by %s", separators);
        tell(reader, LW_ERROR, row->line, 1, "", text.message);
        return LW_BAD_CATALOG;
    }
    bool sound = true;
    for (size_t i = 0; i < row->count; i++)
        sound = map_column(reader, &row->cells[i], row->line, (uint32_t)i + 1) && sound;
    for (uint32_t i = 0; i < reader->schema->column_count; i++) {
        const lw_column *column = &reader->schema->columns[i];
        if (!column->required || reader->fields[i])
            continue;
        lw_fail(&text, LW_BAD_CATALOG, "missing required column '%s'", column->name);
        tell(reader, LW_ERROR, row->line, 0, column->name, text.message);
        sound = false;
    }
    return sound ? LW_OK : LW_BAD_CATALOG;
}

static void list_columns(file_reader *reader)
{
    for (uint32_t i = 0; i < reader->schema->column_count; i++) {
        if (reader->fields[i] && reader->schema->columns[i].kind != LW_CELL_IGNORED)
            reader->columns[reader->column_count++] =
                (lw_table_column){i, (uint32_t)reader->fields[i] - 1};
    }
}

/* ---- Rows --------------------------------------------------------------------------------------
 */

static lw_status read_row(file_reader *reader, const lw_csv_row *row)
{
    if (row->fault)
        tell(reader, LW_ERROR, row->fault_line, row->fault_column, "", row->fault);
    lw_table_row read = {.cells = row->cells,
                         .cell_count = row->count,
                         .columns = reader->columns,
                         .column_count = reader->column_count,
                         .line = row->line,
                         .faulty = row->fault != NULL};
    return reader->sink->on_row(reader->sink->context, &read);
}

static lw_status on_row(void *context, const lw_csv_row *row)
{
    file_reader *reader = context;
    reader->header_seen = true;
    if (row->number > 0)
        return read_row(reader, row);
    lw_status status = read_header(reader, row);
    if (status == LW_OK)
        list_columns(reader);
    return status;
}

static lw_status feed_file(int file, const char *path, lw_csv_reader *csv, char *bytes,
                           lw_error *err)
{
    lw_input_state before;
    lw_status status = lw_input_see(&before, file, path, err);
    while (status == LW_OK) {
        ssize_t length = lw_read(file, bytes, PORTION);
        if (length < 0)
            return lw_fail(err, LW_IO_FAILED, "cannot read '%s': %s", path, strerror(errno));
        if (length == 0) {
            status = lw_input_check(&before, file, path, err);
            return status == LW_OK ? lw_csv_finish(csv, err) : status;
        }
        status = lw_csv_feed(csv, bytes, (size_t)length, err);
    }
    return status;
}

static lw_status read_file(file_reader *reader, int file, const char *path, lw_error *err)
{
    lw_csv_reader *csv = NULL;
    char *bytes = malloc(PORTION);
    lw_status status = bytes ? lw_csv_reader_new(on_row, reader, &csv, err) : lw_fail_memory(err);
    if (status == LW_OK)
        status = feed_file(file, path, csv, bytes, err);
    lw_csv_reader_free(csv);
    free(bytes);
    if (status != LW_OK || reader->header_seen)
        return status;
    tell(reader, LW_ERROR, 1, 0, "", "no header row: the file is empty");
    return LW_BAD_CATALOG;
}

lw_status lw_table_read(const lw_schema *schema, const char *path, uint16_t *fields,
                        const lw_table_sink *sink, lw_error *err)
{
    file_reader reader = {.schema = schema, .fields = fields, .sink = sink};
    for (uint32_t i = 0; i < schema->column_count; i++)
        fields[i] = 0;
    int file = lw_open_regular(path);
    if (file < 0)
        return lw_fail(err, LW_IO_FAILED, "cannot open '%s': %s", path, lw_why_not());
    lw_status status = read_file(&reader, file, path, err);
    close(file);
    return status;
}
