/* Matching the header of an order file with the shipment fields. */
#include "batch/columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/error.h"
#include "base/nearest.h"
#include "base/text.h"
#include "base/utf8.h"
#include "shipment/fields.h"
#include "table/reader.h"

enum {
    NOTE = 1024,
    SLIPS = 5,           /* told one by one */
    MOST_COLUMNS = 10000 /* looking for slips takes time for each pair of them */
};

static const char *nearest_field(const char *name)
{
    lw_nearest search = lw_nearest_start(name);
    lw_field_info info;
    for (uint32_t i = 0; lw_field_at(i, &info); i++)
        lw_nearest_offer(&search, info.name);
    return search.best;
}

static bool is_mapped(const lw_batch *job, int field)
{
    for (size_t i = 0; i < job->map_count; i++) {
        if (strcmp(job->map[i].field, lw_field_name(field)) == 0)
            return true;
    }
    return false;
}

/* The column called `name`, or header->count. */
static size_t find_column(const lw_cells *header, const char *name)
{
    size_t i = 0;
    while (i < header->count && strcmp(header->items[i].text, name) != 0)
        i++;
    return i;
}

static lw_status apply_map(lw_columns *columns, const lw_batch *job, const lw_cells *header,
                           lw_error *err)
{
    /* analyzer: no leak, `columns` holds the names, and a column is mapped only once */
    for (size_t i = 0; i < job->map_count; i++) {
        const lw_column_map *map = &job->map[i];
        size_t at = find_column(header, map->column);
        int field = lw_field_find(map->field);
        if (field < 0)
            return lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' is no shipment field", map->field);
        if (at == header->count) {
            lw_nearest search = lw_nearest_start(map->column);
            for (size_t c = 0; c < header->count; c++)
                lw_nearest_offer(&search, header->items[c].text);
            return lw_fail(err, LW_BAD_ARGUMENT, "%s has no column '%.80s'%s%.80s%s",
                           job->input_name, map->column, search.best ? "; did you mean '" : "",
                           search.best ? search.best : "", search.best ? "'?" : "");
        }
        if (columns->fields[at] >= 0)
            return lw_fail(err, LW_BAD_ARGUMENT, "column '%.80s' is mapped to both %s and %s",
                           map->column, lw_field_name(columns->fields[at]), map->field);
        columns->fields[at] = field;
        if (strcmp(map->field, map->column) != 0) {
            char *name = strdup(map->column);
            if (!name)
                return lw_fail_memory(err);
            columns->names[at] = name;
        }
    }
    return LW_OK;
}

static lw_status place_error(const lw_batch *job, lw_error *err, size_t column, lw_status status)
{
    if (err) {
        snprintf(err->file, sizeof err->file, "%s", job->input_name);
        err->line = 1;
        err->column = (long)column;
    }
    return status;
}

/* Says why no column of the header is known. */
static lw_status refuse_names(const lw_cells *header, lw_error *err)
{
    char hint[128] = "";
    for (size_t i = 0; i < header->count && hint[0] == '\0'; i++) {
        const char *name = header->items[i].text, *near = nearest_field(name);
        if (near)
            snprintf(hint, sizeof hint, " (did you mean '%s' by '%.64s'?)", near, name);
    }
    return lw_fail(err, LW_IO_FAILED,
                   "no column of this header is a shipment field such as origin, country or "
                   "weight_kg%s; --map names the columns of foreign headers",
                   hint);
}

static lw_status match_names(lw_columns *columns, const lw_batch *job, const lw_cells *header,
                             lw_error *err)
{
    size_t known = 0;
    int id = lw_field_find("id");
    for (size_t i = 0; i < header->count; i++) {
        int field = columns->fields[i] >= 0 ? -1 : lw_field_find(header->items[i].text);
        if (field >= 0 && !is_mapped(job, field))
            columns->fields[i] = field;
        if (columns->fields[i] < 0)
            continue;
        known++;
        for (size_t before = 0; before < i; before++) {
            if (columns->fields[before] == columns->fields[i])
                return place_error(job, err, i + 1,
                                   lw_fail(err, LW_IO_FAILED, "column '%s' is there twice",
                                           lw_field_name(columns->fields[i])));
        }
        if (columns->fields[i] == id)
            columns->id = i;
    }
    if (known > 0)
        return LW_OK;
    return place_error(job, err, 0, refuse_names(header, err));
}

static bool has_field(const lw_columns *columns, const char *field)
{
    int number = lw_field_find(field);
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->fields[i] == number)
            return true;
    }
    return false;
}

/* Tells of ignored columns that look like a slip of the pen, and of required fields without a
 * column. */
static void tell_slips(const lw_columns *columns, const lw_batch *job, const lw_batch_calls *calls,
                       const lw_cells *header)
{
    static const char *const required[] = {"origin", "country", "weight_kg"};
    char text[NOTE] = "";
    size_t slips = 0;
    if (!calls->note)
        return;
    for (size_t i = 0; i < header->count; i++) {
        const char *name = header->items[i].text;
        const char *near = columns->fields[i] >= 0 ? NULL : nearest_field(name);
        if (!near || has_field(columns, near))
            continue;
        if (slips++ < SLIPS)
            lw_text_add(text, sizeof text, "%s'%.80s' (did you mean '%s'?)",
                        text[0] ? ", " : "ignored: column ", name, near);
    }
    if (slips > SLIPS)
        lw_text_add(text, sizeof text, " and %zu more", slips - SLIPS);
    for (size_t i = 0; i < sizeof required / sizeof *required; i++) {
        if (!has_field(columns, required[i]))
            lw_text_add(text, sizeof text, "%sno column '%s'", text[0] ? "; " : "", required[i]);
    }
    if (text[0] == '\0')
        return;
    char note[NOTE + 320];
    snprintf(note, sizeof note, "%s:1: %s", job->input_name, text);
    lw_clean(note);
    calls->note(calls->context, note);
}

static lw_status check_text(const lw_batch *job, const lw_cells *header, lw_error *err)
{
    for (size_t i = 0; i < header->count; i++) {
        const lw_cell *cell = &header->items[i];
        if (strlen(cell->text) != cell->length)
            return place_error(
                job, err, i + 1,
                lw_fail(err, LW_IO_FAILED, "a NUL byte in the header: no CSV in UTF-8"));
        if (lw_utf8_prefix(cell->text, cell->length) != cell->length)
            return place_error(job, err, i + 1,
                               lw_fail(err, LW_IO_FAILED, "the header is not UTF-8"));
    }
    return LW_OK;
}

/* What is not understood may be a sheet of another kind. */
static lw_status tell_separators(const lw_batch *job, const lw_cells *header, lw_status status,
                                 lw_error *err)
{
    const char *separators = lw_csv_foreign(header->items[0].text);
    if (!separators || status == LW_NO_MEMORY)
        return status;
    return place_error(
        job, err, 1,
        lw_fail(err, LW_IO_FAILED, "cells are separated by commas, not by %s", separators));
}

lw_status lw_columns_read(lw_columns *columns, const lw_batch *job, const lw_batch_calls *calls,
                          const lw_cells *header, lw_error *err)
{
    *columns = (lw_columns){.id = SIZE_MAX};
    if (header->count > MOST_COLUMNS)
        return place_error(job, err, 0,
                           lw_fail(err, LW_IO_FAILED, "%zu columns in the header; %d are the most",
                                   header->count, MOST_COLUMNS));
    columns->count = header->count;
    columns->fields = calloc(header->count, sizeof *columns->fields);
    columns->names = calloc(header->count, sizeof *columns->names);
    if (!columns->fields || !columns->names)
        return lw_fail_memory(err);
    for (size_t i = 0; i < header->count; i++)
        columns->fields[i] = -1;
    lw_status status = check_text(job, header, err);
    if (status == LW_OK)
        status = apply_map(columns, job, header, err);
    if (status == LW_OK)
        status = match_names(columns, job, header, err);
    if (status != LW_OK)
        return tell_separators(job, header, status, err);
    tell_slips(columns, job, calls, header);
    return LW_OK;
}

void lw_columns_release(lw_columns *columns)
{
    for (size_t i = 0; columns->names && i < columns->count; i++)
        free(columns->names[i]);
    free(columns->names);
    free(columns->fields);
    *columns = (lw_columns){0};
}
