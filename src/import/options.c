/* What the user says about a sheet. */
#include <stddef.h>
#include <string.h>

#include <lanewise/quantity.h>

#include "base/error.h"
#include "base/list.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "catalog/columns.h"
#include "import/import.h"
#include "table/cell.h"

const char **lw_import_option(lw_import_options *options, const char *name)
{
    static const struct {
        const char *name;
        size_t at;
    } places[] = {
        {"carrier", offsetof(lw_import_options, carrier)},
        {"mode", offsetof(lw_import_options, mode)},
        {"from", offsetof(lw_import_options, from)},
        {"to", offsetof(lw_import_options, to)},
        {"currency", offsetof(lw_import_options, currency)},
        {"prefix", offsetof(lw_import_options, prefix)},
        {"name", offsetof(lw_import_options, name)},
        {"zones", offsetof(lw_import_options, zones)},
        {"numbers", offsetof(lw_import_options, numbers)},
        {"unit", offsetof(lw_import_options, unit)},
        {"lines", offsetof(lw_import_options, lines)},
        {"days", offsetof(lw_import_options, days)},
        {"step", offsetof(lw_import_options, step)},
        {"up-to", offsetof(lw_import_options, up_to)},
        {"valid-from", offsetof(lw_import_options, valid_from)},
        {"valid-to", offsetof(lw_import_options, valid_to)},
        {"source", offsetof(lw_import_options, source)},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (strcmp(places[i].name, name) == 0)
            return (const char **)((char *)options + places[i].at);
    }
    return NULL;
}

lw_status lw_import_blame(const char *flag, lw_status status, lw_error *err)
{
    lw_error cause;
    if (status == LW_OK || status == LW_NO_MEMORY)
        return status;
    cause = *err;
    return lw_fail(err, LW_BAD_ARGUMENT, "--%s: %.480s", flag, cause.message);
}

/* A name that the catalog must have. */
static lw_status find_name(const char *what, const lw_known_list *list, const char *name,
                           const lw_known_row **found, lw_error *err)
{
    *found = lw_known_find(list, name);
    if (*found)
        return LW_OK;
    const char *near = lw_intern_nearest(&list->ids, name);
    if (near)
        return lw_fail_unknown(err, LW_BAD_ARGUMENT, what, name, near);
    return lw_fail(err, LW_BAD_ARGUMENT,
                   "unknown %s '%.80s'; the catalog's table %ss needs a row for it first", what,
                   name, what);
}

/* ---- Who, from where ---------------------------------------------------------------------------
 */

static lw_status read_carrier(lw_import *import, lw_error *err)
{
    const lw_import_options *options = import->options;
    const lw_known_row *carrier;
    lw_status status =
        find_name("carrier", &import->known.carriers, options->carrier, &carrier, err);
    if (status != LW_OK)
        return lw_import_blame("carrier", status, err);
    import->reading.currency = options->currency ? options->currency : carrier->more;
    if (!import->reading.currency[0])
        return lw_fail(err, LW_BAD_ARGUMENT,
                       "--currency is needed: the catalog names none for carrier '%.80s'",
                       options->carrier);
    status = lw_id_check(import->reading.currency, err);
    return lw_import_blame("currency", status, err);
}

static lw_status read_mode(const lw_import_options *options, lw_error *err)
{
    static const lw_column column = {.name = "mode", .kind = LW_CELL_WORD, .words = LW_MODE_WORDS};
    int64_t mode;
    lw_status status = lw_cell_parse(&column, options->mode, &mode, NULL, err);
    return lw_import_blame("mode", status, err);
}

static lw_status read_origins(lw_import *import, lw_error *err)
{
    const char *rest = import->options->from;
    const lw_known_row *node;
    lw_item item;
    import->origins = lw_arena_alloc(&import->arena, lw_list_length(rest), sizeof *import->origins);
    while (import->origins && lw_list_next(&rest, &item)) {
        const char *name = lw_arena_text(&import->arena, item.text, item.length);
        if (!name)
            return lw_fail_memory(err);
        lw_status status = find_name("node", &import->known.nodes, name, &node, err);
        if (status != LW_OK)
            return lw_import_blame("from", status, err);
        for (uint32_t i = 0; i < import->origin_count; i++) {
            if (strcmp(import->origins[i], name) == 0)
                return lw_fail(err, LW_BAD_ARGUMENT, "--from names '%.80s' twice", name);
        }
        import->origins[import->origin_count++] = name;
    }
    return import->origins ? LW_OK : lw_fail_memory(err);
}

/* ---- Columns of lanes --------------------------------------------------------------------------
 */

/* Columns that the card itself, or a flag of their own, fills. */
static bool is_taken(const char *name)
{
    static const char *const taken[] = {"lane", "carrier",  "mode",     "from",
                                        "to",   "card",     "currency", "min_days",
                                        "days", "max_days", "source",   NULL};
    for (size_t i = 0; taken[i]; i++) {
        if (strcmp(taken[i], name) == 0)
            return true;
    }
    return false;
}

static lw_status refuse_column(const lw_schema *lanes, const char *name, lw_error *err)
{
    lw_nearest search = lw_nearest_start(name);
    for (uint32_t i = 0; i < lanes->column_count; i++)
        lw_nearest_offer(&search, lanes->columns[i].name);
    return lw_fail_unknown(err, LW_BAD_ARGUMENT, "column of lanes", name, search.best);
}

/* What goes into a table as it is must be what a table may hold. */
static lw_status check_text(const char *flag, const char *text, lw_error *err)
{
    size_t length = strlen(text);
    if (lw_utf8_prefix(text, length) == length)
        return LW_OK;
    return lw_fail(err, LW_BAD_ARGUMENT, "--%s: '%.80s' is not UTF-8", flag, text);
}

static lw_status check_setting(lw_import *import, const lw_lane_setting *setting, lw_error *err)
{
    const lw_schema *lanes = lw_schema_of(LW_TABLE_LANES);
    const lw_column *column = NULL;
    union {
        int64_t number;
        const char *text;
        lw_numbers numbers;
        lw_texts texts;
    } slot;
    for (uint32_t i = 0; i < lanes->column_count; i++) {
        if (strcmp(lanes->columns[i].name, setting->column) == 0)
            column = &lanes->columns[i];
    }
    if (!column)
        return lw_import_blame("set", refuse_column(lanes, setting->column, err), err);
    if (is_taken(setting->column))
        return lw_fail(err, LW_BAD_ARGUMENT, "--set: column '%s' is filled by the import",
                       setting->column);
    lw_status status = column->kind == LW_CELL_REFERENCE
                           ? lw_id_check(setting->value, err)
                           : lw_cell_parse(column, setting->value, &slot, &import->arena, err);
    if (status == LW_OK)
        return check_text(setting->column, setting->value, err);
    return lw_import_blame(setting->column, status, err);
}

/* ---- How the sheet is to be read ---------------------------------------------------------------
 */

static lw_status read_unit(lw_import *import, lw_error *err)
{
    static const lw_column column = {.name = "unit", .kind = LW_CELL_WORD, .words = LW_UNIT_WORDS};
    const char *text = import->options->unit;
    int64_t unit = LW_KG;
    lw_status status = text ? lw_cell_parse(&column, text, &unit, NULL, err) : LW_OK;
    import->reading.unit = (lw_unit)unit;
    return lw_import_blame("unit", status, err);
}

static lw_status read_grams(const char *flag, const char *text, int64_t otherwise, int64_t *grams,
                            lw_error *err)
{
    *grams = otherwise;
    if (!text)
        return LW_OK;
    lw_status status = lw_number_parse(&lw_weight_kg, text, grams, err);
    if (status == LW_OK && *grams == 0)
        status = lw_fail(err, LW_BAD_ARGUMENT, "0 kg is no weight");
    return lw_import_blame(flag, status, err);
}

static lw_status read_day(const char *flag, const char *text, int32_t otherwise, int32_t *day,
                          lw_error *err)
{
    *day = otherwise;
    return text ? lw_import_blame(flag, lw_date_parse(text, day, err), err) : LW_OK;
}

static lw_status read_dates(lw_import *import, lw_error *err)
{
    const lw_import_options *options = import->options;
    lw_status status =
        read_day("valid-from", options->valid_from, INT32_MIN, &import->valid_from, err);
    if (status == LW_OK)
        status = read_day("valid-to", options->valid_to, INT32_MAX, &import->valid_to, err);
    if (status == LW_OK && import->valid_to < import->valid_from)
        status = lw_fail(err, LW_BAD_ARGUMENT, "--valid-to is before --valid-from");
    return status;
}

static lw_status read_days(lw_import *import, lw_error *err)
{
    const lw_number_style plain = {'.', 0, true};
    if (!import->options->days)
        return LW_OK;
    lw_status status = lw_days_read(&plain, import->options->days, &import->days, err);
    return lw_import_blame("days", status, err);
}

lw_status lw_import_read_options(lw_import *import, lw_error *err)
{
    const lw_import_options *options = import->options;
    lw_status status = read_carrier(import, err);
    if (status == LW_OK)
        status = read_mode(options, err);
    if (status == LW_OK)
        status = read_origins(import, err);
    if (status == LW_OK && options->source)
        status = check_text("source", options->source, err);
    for (size_t i = 0; status == LW_OK && i < options->setting_count; i++)
        status = check_setting(import, &options->settings[i], err);
    if (status == LW_OK)
        status = read_unit(import, err);
    if (status == LW_OK) {
        status = lw_number_style_of(options->numbers, &import->reading.style, err);
        status = lw_import_blame("numbers", status, err);
    }
    if (status == LW_OK)
        status = read_grams("step", options->step, 0, &import->rules.step_g, err);
    if (status == LW_OK)
        status = read_grams("up-to", options->up_to, LW_OPEN_END, &import->rules.up_to_g, err);
    if (status == LW_OK)
        status = read_dates(import, err);
    if (status == LW_OK)
        status = read_days(import, err);
    if (status == LW_OK) {
        status = lw_line_range_read(options->lines, &import->range, err);
        status = lw_import_blame("lines", status, err);
    }
    return status;
}
