/* Reads the headings. */
#include "import/layout.h"

#include <string.h>

#include "base/error.h"
#include "base/intern.h"
#include "base/nearest.h"

static lw_spot spot_of(const lw_layout_job *job, const lw_layout *layout, uint32_t column)
{
    return lw_sheet_spot(job->sheet, layout->header, column);
}

static bool is_ignored(const lw_layout_job *job, const char *heading)
{
    for (size_t i = 0; i < job->ignored_count; i++) {
        if (strcmp(job->ignored[i], heading) == 0)
            return true;
    }
    return false;
}

/* What is to be left out must be there: a slip would let a column in. */
static void check_ignored(const lw_layout_job *job, const lw_layout *layout)
{
    for (size_t i = 0; i < job->ignored_count; i++) {
        bool there = false;
        lw_error err;
        lw_nearest search = lw_nearest_start(job->ignored[i]);
        for (uint32_t k = 0; k < layout->count; k++) {
            there = there || strcmp(layout->header->cells[k], job->ignored[i]) == 0;
            lw_nearest_offer(&search, layout->header->cells[k]);
        }
        if (there)
            continue;
        lw_fail_unknown(&err, LW_BAD_ARGUMENT, "heading", job->ignored[i], search.best);
        lw_faults_add(job->faults, LW_ERROR, spot_of(job, layout, 0), "--ignore: %s", err.message);
    }
}

/* ---- Headings that announce --------------------------------------------------------------------
 */

/* A country's code, not the unit that some of them look like: KG, LB. */
static bool is_code(const char *text)
{
    return strlen(text) == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' &&
           text[1] <= 'Z';
}

/* Gives the column to the one role that it may have alone. */
static void take_axis(const lw_layout_job *job, lw_layout *layout, uint32_t column, uint32_t *axis)
{
    if (*axis == LW_NONE) {
        *axis = column;
        return;
    }
    lw_faults_add(job->faults, LW_ERROR, spot_of(job, layout, column),
                  "column %u says the same of each row already (--ignore '%s' leaves this one out)",
                  (unsigned)*axis + 1, layout->header->cells[column]);
    layout->columns[column].role = LW_ROLE_IGNORED;
}

/* Does a column hold the destinations of the rows? Then no heading is one. */
static bool has_places(const lw_layout_job *job, const lw_layout *layout)
{
    for (uint32_t i = 0; i < layout->count; i++) {
        lw_unit unit = layout->unit;
        const char *heading = layout->header->cells[i];
        if (!is_ignored(job, heading) && lw_role_of(heading, &unit) == LW_ROLE_PLACES)
            return true;
    }
    return false;
}

/* Roles by words; returns the first column that is not ignored. */
static uint32_t find_roles(const lw_layout_job *job, lw_layout *layout)
{
    bool codes = !has_places(job, layout);
    uint32_t first = LW_NONE;
    for (uint32_t i = 0; i < layout->count; i++) {
        const char *heading = layout->header->cells[i];
        lw_column_role *column = &layout->columns[i];
        if (is_ignored(job, heading)) {
            column->role = LW_ROLE_IGNORED;
            continue;
        }
        if (first == LW_NONE)
            first = i;
        if (i != first && codes && is_code(heading))
            continue;
        lw_unit unit = layout->unit;
        column->role = lw_role_of(heading, &unit);
        if (column->role == LW_ROLE_EITHER && i != first)
            column->role = LW_ROLE_NONE;
        column->unit = unit;
        if (column->role == LW_ROLE_LABELS || column->role == LW_ROLE_EITHER)
            layout->unit = unit;
        if (column->role == LW_ROLE_LABELS)
            take_axis(job, layout, i, &layout->labels);
        if (column->role == LW_ROLE_PLACES)
            take_axis(job, layout, i, &layout->places);
    }
    return first == LW_NONE ? 0 : first;
}

/* ---- Headings of prices ------------------------------------------------------------------------
 */

/* A heading that is neither, and why the likelier of the two is not. */
static void refuse_heading(const lw_layout_job *job, const lw_layout *layout, uint32_t index,
                           const lw_error *why)
{
    const char *heading = layout->header->cells[index];
    lw_spot where = spot_of(job, layout, index);
    if (layout->columns[index].placed)
        lw_faults_add(job->faults, LW_ERROR, where,
                      "'%.80s' is a destination, and so is '%.80s' of every row", heading,
                      layout->header->cells[layout->places]);
    else if (index == 0 && layout->labels == LW_NONE && layout->places == LW_NONE)
        lw_faults_add(job->faults, LW_ERROR, where,
                      "'%.80s' does not tell what stands in this column; write 'Weight (kg)' or "
                      "'Country'",
                      heading);
    else
        lw_faults_add(job->faults, LW_ERROR, where, "%s (--ignore '%.80s' leaves the column out)",
                      why->message, heading);
}

/* Reads the heading as a destination, unless rows name theirs, else as what it is a price of. */
static lw_status read_heading(const lw_layout_job *job, lw_layout *layout, uint32_t index)
{
    const char *heading = layout->header->cells[index];
    lw_column_role *column = &layout->columns[index];
    lw_reading reading = *job->reading;
    lw_error no_place, no_label;
    bool begun = false;
    lw_status status = lw_places_find(job->where, heading, &column->place, &no_place);
    if (status == LW_NO_MEMORY)
        return status;
    column->role = LW_ROLE_PRICES;
    column->placed = status == LW_OK;
    if (column->placed && layout->places == LW_NONE)
        return LW_OK;
    reading.unit = layout->unit;
    column->labelled =
        lw_price_label_read(&reading, heading, &column->label, &begun, &no_label) == LW_OK;
    if (column->labelled) {
        column->placed = false;
        return LW_OK;
    }
    column->role = LW_ROLE_BAD;
    refuse_heading(job, layout, index, begun || layout->places != LW_NONE ? &no_label : &no_place);
    return LW_OK;
}

static lw_status read_headings(const lw_layout_job *job, lw_layout *layout)
{
    lw_status status = LW_OK;
    for (uint32_t i = 0; status == LW_OK && i < layout->count; i++) {
        bool open = layout->columns[i].role == LW_ROLE_NONE;
        if (open && layout->header->cells[i][0])
            status = read_heading(job, layout, i);
    }
    return status;
}

/* ---- The column of the rows --------------------------------------------------------------------
 */

/* What the first column holds when it does not say: what the other headings do not. */
static void decide_first(const lw_layout_job *job, lw_layout *layout, uint32_t first)
{
    uint32_t placed = 0, labelled = 0;
    for (uint32_t i = first + 1; i < layout->count; i++) {
        bool prices = layout->columns[i].role == LW_ROLE_PRICES;
        placed += prices && layout->columns[i].placed;
        labelled += prices && layout->columns[i].labelled;
    }
    lw_column_role *column = &layout->columns[first];
    if (placed > 0 && labelled == 0) {
        column->role = LW_ROLE_LABELS;
        layout->labels = first;
    } else if (labelled > 0 && placed == 0) {
        column->role = LW_ROLE_PLACES;
        layout->places = first;
    } else {
        lw_faults_add(job->faults, LW_ERROR, spot_of(job, layout, first),
                      "what stands in this column? Its heading may be 'Weight (kg)' or 'Country'");
        column->role = LW_ROLE_BAD;
    }
}

/* Is every price told where it goes to, and for which weights? */
static void check_axes(const lw_layout_job *job, const lw_layout *layout)
{
    uint32_t prices = 0, placed = layout->places != LW_NONE;
    for (uint32_t i = 0; i < layout->count; i++) {
        const lw_column_role *column = &layout->columns[i];
        lw_spot where = spot_of(job, layout, i);
        if (column->role == LW_ROLE_DAYS || column->role == LW_ROLE_LIMIT) {
            if (layout->places == LW_NONE)
                lw_faults_add(job->faults, LW_ERROR, where,
                              "'%.80s' needs a destination in every row", layout->header->cells[i]);
            continue;
        }
        if (column->role != LW_ROLE_PRICES)
            continue;
        prices++;
        placed += column->placed;
        if (!column->placed && layout->places == LW_NONE && !job->one_place)
            lw_faults_add(job->faults, LW_ERROR, where,
                          "'%.80s' does not say where it delivers to: zones of the carrier need "
                          "--zones FILE, a sheet about one place --to PLACE",
                          layout->header->cells[i]);
        if (!column->labelled && layout->labels == LW_NONE)
            lw_faults_add(job->faults, LW_ERROR, where, "no column holds the weights of '%.80s'",
                          layout->header->cells[i]);
    }
    if (placed > 0 && job->one_place)
        lw_faults_add(job->faults, LW_ERROR, spot_of(job, layout, 0),
                      "the sheet says where its prices deliver to: leave --to out");
    if (prices == 0 && job->faults->errors == 0)
        lw_faults_add(job->faults, LW_ERROR, spot_of(job, layout, 0), "no column holds prices");
}

lw_status lw_layout_read(const lw_layout_job *job, lw_layout *layout, lw_error *err)
{
    const lw_sheet_row *header = &job->sheet->rows.items[0];
    *layout = (lw_layout){.header = header,
                          .count = header->count,
                          .labels = LW_NONE,
                          .places = LW_NONE,
                          .unit = job->reading->unit};
    layout->columns = lw_arena_alloc(job->arena, header->count, sizeof *layout->columns);
    if (!layout->columns)
        return lw_fail_memory(err);
    check_ignored(job, layout);
    uint32_t first = find_roles(job, layout);
    const lw_column_role *corner = &layout->columns[first];
    bool open = layout->labels == LW_NONE && layout->places == LW_NONE &&
                (corner->role == LW_ROLE_EITHER || !header->cells[first][0]);
    lw_status status = read_headings(job, layout);
    if (status != LW_OK)
        return lw_fail_memory(err);
    if (open)
        decide_first(job, layout, first);
    unsigned long errors = job->faults->errors;
    bool lost =
        corner->role == LW_ROLE_BAD && layout->labels == LW_NONE && layout->places == LW_NONE;
    if (!lost)
        check_axes(job, layout);
    layout->unclear = lost || job->faults->errors > errors;
    return LW_OK;
}
