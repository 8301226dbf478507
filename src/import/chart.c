/* Reads a zone chart: which countries and postcodes the carrier's zones hold. */
#include <string.h>

#include "base/error.h"
#include "base/vector.h"
#include "import/countries.h"
#include "import/places.h"
#include "import/sheet.h"
#include "table/cell.h"

enum { ZONE, COUNTRY, FROM, TO, COLUMNS };

static const char *const NAMES[COLUMNS] = {"zone", "country", "postcode_from", "postcode_to"};

typedef struct chart {
    lw_places *places;
    lw_sheet sheet;
    lw_faults *faults;
    uint32_t columns[COLUMNS]; /* LW_NONE = the chart has no such column */
} chart;

/* The columns by their headings, however these are spelt; others are passed over. */
static bool read_header(chart *from)
{
    const lw_sheet_row *header = &from->sheet.rows.items[0];
    char wanted[LW_FOLDED], key[LW_FOLDED];
    bool sound = true;
    for (int i = 0; i < COLUMNS; i++) {
        from->columns[i] = LW_NONE;
        lw_name_fold(NAMES[i], wanted);
        for (uint32_t column = header->count; column-- > 0;) {
            if (lw_name_fold(header->cells[column], key) && strcmp(key, wanted) == 0)
                from->columns[i] = column;
        }
        if (from->columns[i] != LW_NONE || i == FROM || i == TO)
            continue;
        lw_faults_add(from->faults, LW_ERROR, lw_sheet_spot(&from->sheet, header, 0),
                      "the zone chart has no column '%s'; it has zone and country, and may have "
                      "postcode_from and postcode_to",
                      NAMES[i]);
        sound = false;
    }
    return sound;
}

static const char *cell(const chart *from, const lw_sheet_row *row, int column)
{
    return from->columns[column] == LW_NONE ? "" : lw_sheet_cell(row, from->columns[column]);
}

static lw_spot spot(const chart *from, const lw_sheet_row *row, int column)
{
    uint32_t place = from->columns[column];
    return lw_sheet_spot(&from->sheet, row, place == LW_NONE ? 0 : place);
}

/* The postcode of a cell as tables keep it; "" when it is none, which is reported. */
static const char *read_postcode(const chart *from, const lw_sheet_row *row, int column)
{
    static const lw_column postcode = {.name = "postcode", .kind = LW_CELL_POSTCODE};
    const char *value = "", *text = cell(from, row, column);
    lw_error why;
    if (text[0] && lw_cell_parse(&postcode, text, &value, from->places->arena, &why) != LW_OK) {
        lw_faults_add(from->faults, LW_ERROR, spot(from, row, column), "%s", why.message);
        return "";
    }
    return value;
}

static lw_status take_row(chart *from, const lw_sheet_row *row)
{
    lw_destination found;
    lw_error why;
    const char *zone = cell(from, row, ZONE), *from_code = read_postcode(from, row, FROM);
    lw_chart_row made = {
        .zone = zone,
        .postcodes = {from_code, read_postcode(from, row, TO), spot(from, row, FROM)}};
    if (!zone[0])
        lw_faults_add(from->faults, LW_ERROR, spot(from, row, ZONE), "a zone is missing");
    if (!cell(from, row, COUNTRY)[0]) {
        lw_faults_add(from->faults, LW_ERROR, spot(from, row, COUNTRY), "a country is missing");
        return LW_OK;
    }
    size_t known = from->places->chart.count;
    from->places->chart.count = 0; /* what a chart says is no name in the chart */
    lw_status status = lw_places_find(from->places, cell(from, row, COUNTRY), &found, &why);
    from->places->chart.count = known;
    if (status == LW_NO_MEMORY)
        return status;
    if (status != LW_OK)
        lw_faults_add(from->faults, LW_ERROR, spot(from, row, COUNTRY), "%s", why.message);
    if (!cell(from, row, FROM)[0] && cell(from, row, TO)[0])
        lw_faults_add(from->faults, LW_ERROR, spot(from, row, TO),
                      "postcode_to without postcode_from");
    for (uint32_t i = 0; status == LW_OK && i < found.target_count; i++) {
        made.target = found.targets[i];
        if (from_code[0] && !made.target->country)
            lw_faults_add(from->faults, LW_ERROR, spot(from, row, FROM),
                          "postcodes go with a country, and '%s' is a place of the catalog",
                          made.target->to);
        else if (!LW_PUSH(&from->places->chart, made))
            return LW_NO_MEMORY;
    }
    return LW_OK;
}

lw_status lw_places_read_chart(lw_places *places, const char *path, lw_faults *faults,
                               lw_error *err)
{
    static const lw_line_range all = {1, UINT32_MAX};
    chart from = {.places = places, .faults = faults};
    lw_status status = lw_sheet_read(path, &all, &from.sheet, places->arena, faults, err);
    bool header = status == LW_OK && from.sheet.rows.count > 0 && read_header(&from);
    if (status == LW_OK && from.sheet.rows.count == 0)
        lw_faults_add(faults, LW_ERROR, (lw_spot){path, 0, 0}, "the zone chart is empty");
    for (size_t i = 1; header && status == LW_OK && i < from.sheet.rows.count; i++)
        status = take_row(&from, &from.sheet.rows.items[i]);
    lw_sheet_release(&from.sheet);
    return status == LW_NO_MEMORY ? lw_fail_memory(err) : status;
}

/* ---- Overlaps ----------------------------------------------------------------------------------
 */

/* Is every postcode of one range before every one of the other? Those that begin alike are not. */
static bool lies_before(const lw_postcodes *a, const lw_postcodes *b)
{
    const char *end = a->to[0] ? a->to : a->from;
    size_t length = strlen(end) < strlen(b->from) ? strlen(end) : strlen(b->from);
    return strncmp(end, b->from, length) < 0;
}

/* The first row of `b` that shares postcodes with `a`; NULL when none does. A place without rows is
 * the whole of its country. */
static const lw_postcodes *find_shared(const lw_target *a, const lw_target *b)
{
    static const lw_postcodes whole = {"", "", {NULL, 0, 0}};
    const lw_postcodes *a_rows = a->postcode_count ? a->postcodes : &whole;
    const lw_postcodes *b_rows = b->postcode_count ? b->postcodes : &whole;
    for (uint32_t i = 0; i < b->postcode_count || i == 0; i++) {
        for (uint32_t k = 0; k < a->postcode_count || k == 0; k++) {
            if (!lies_before(&a_rows[k], &b_rows[i]) && !lies_before(&b_rows[i], &a_rows[k]))
                return &b_rows[i];
        }
    }
    return NULL;
}

void lw_places_check_overlaps(const lw_places *places, lw_faults *faults)
{
    for (size_t i = 0; i < places->targets.count; i++) {
        const lw_target *b = places->targets.items[i];
        for (size_t k = 0; b->used && b->country && k < i; k++) {
            const lw_target *a = places->targets.items[k];
            bool same = a->used && a->country && strcmp(a->country, b->country) == 0;
            /* a district of GB is no prefix: SE1 is not SE10 */
            bool districts =
                strcmp(b->country, "GB") == 0 && a->postcode_count && b->postcode_count;
            const lw_postcodes *shared = same && !districts ? find_shared(a, b) : NULL;
            if (shared)
                lw_faults_add(faults, LW_ERROR, shared->spot.line ? shared->spot : b->first,
                              "'%s' and '%s' share postcodes here: which of the two prices is "
                              "theirs?",
                              a->to, b->to);
        }
    }
}
