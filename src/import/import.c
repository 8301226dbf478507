/* From a sheet to tables, step by step. */
#include "import/import.h"

#include <string.h>

#include "base/error.h"
#include "table/cell.h"

const char *lw_import_table_name(lw_import_table table)
{
    static const char *const names[] = {
        [LW_IMPORT_ZONES] = "zones", [LW_IMPORT_RATES] = "rates", [LW_IMPORT_LANES] = "lanes"};
    return names[table];
}

void lw_import_release(lw_import *import)
{
    for (int i = 0; i < LW_IMPORT_TABLES; i++)
        lw_buffer_release(&import->files[i].text);
    lw_price_cards_release(&import->cards);
    lw_sheet_release(&import->sheet);
    lw_places_release(&import->places);
    lw_faults_release(&import->faults);
    lw_known_release(&import->known);
    lw_arena_release(&import->arena);
}

/* A title fills the first cell of its row and no other. */
static bool is_title(const lw_sheet_row *row)
{
    return row->count == 1 && row->cells[0][0];
}

/* The first row must be the headings. Nothing below means anything before that is settled. */
static bool check_header(lw_import *import)
{
    const lw_sheet *sheet = &import->sheet;
    if (sheet->headless)
        return false;
    if (sheet->rows.count == 0) {
        lw_faults_add(&import->faults, LW_ERROR, (lw_spot){sheet->file, 0, 0}, "%s",
                      import->options->lines ? "no cell is filled in these lines"
                                             : "the sheet is empty");
        return false;
    }
    if (!is_title(&sheet->rows.items[0]))
        return true;
    size_t next = 1;
    while (next < sheet->rows.count && is_title(&sheet->rows.items[next]))
        next++;
    lw_spot where = lw_sheet_spot(sheet, &sheet->rows.items[0], 0);
    if (next == sheet->rows.count)
        lw_faults_add(&import->faults, LW_ERROR, where, "no line has two cells or more");
    else
        lw_faults_add(
            &import->faults, LW_ERROR, where,
            "the first line must be the headings; they seem to be in line %u: --lines %u-",
            (unsigned)sheet->rows.items[next].line, (unsigned)sheet->rows.items[next].line);
    return false;
}

/* The headings and what stands below them. */
static lw_status read_cards(lw_import *import, lw_error *err)
{
    const lw_import_options *options = import->options;
    lw_layout layout;
    lw_destination whole;
    lw_status status =
        options->to ? lw_places_find(&import->places, options->to, &whole, err) : LW_OK;
    if (status != LW_OK)
        return lw_import_blame("to", status, err);
    const lw_layout_job headings = {.sheet = &import->sheet,
                                    .reading = &import->reading,
                                    .where = &import->places,
                                    .ignored = options->ignored,
                                    .ignored_count = options->ignored_count,
                                    .one_place = options->to != NULL,
                                    .arena = &import->arena,
                                    .faults = &import->faults};
    status = lw_layout_read(&headings, &layout, err);
    if (status != LW_OK)
        return status;
    const lw_fill_job cells = {.sheet = &import->sheet,
                               .layout = &layout,
                               .reading = &import->reading,
                               .where = &import->places,
                               .one_place = options->to ? &whole : NULL,
                               .arena = &import->arena,
                               .faults = &import->faults};
    return lw_price_cards_fill(&cells, &import->cards, err);
}

/* A destination without a price is left out, with a word about it. */
static void drop_unpriced(lw_import *import)
{
    lw_price_cards *cards = &import->cards;
    size_t kept = 0;
    for (size_t i = 0; i < cards->count; i++) {
        lw_price_card *card = cards->items[i];
        if (card->rows.count > 0) {
            cards->items[kept++] = card;
            continue;
        }
        if (import->faults.errors == 0)
            lw_faults_add(&import->faults, LW_WARNING, card->spot,
                          "'%.80s' has no price and is left out", card->to.text);
        lw_price_card_release(card);
    }
    cards->count = kept;
    if (kept == 0 && import->faults.errors == 0)
        lw_faults_add(&import->faults, LW_ERROR, (lw_spot){import->sheet.file, 0, 0},
                      "the sheet has no price");
}

static lw_status read_sheet(lw_import *import, lw_error *err)
{
    const lw_import_options *options = import->options;
    lw_status status = LW_OK;
    import->places =
        (lw_places){.known = &import->known, .prefix = import->prefix, .arena = &import->arena};
    if (options->zones)
        status = lw_places_read_chart(&import->places, options->zones, &import->faults, err);
    if (status == LW_OK)
        status = lw_sheet_read(options->file, &import->range, &import->sheet, &import->arena,
                               &import->faults, err);
    if (status != LW_OK)
        return status;
    return check_header(import) ? read_cards(import, err) : LW_OK;
}

static lw_status make(lw_import *import, lw_error *err)
{
    const lw_import_options *options = import->options;
    lw_status status =
        lw_known_read(&import->known, options->catalog, import->name, !options->rates_only, err);
    if (status == LW_OK)
        status = lw_import_read_options(import, err);
    if (status == LW_OK)
        status = read_sheet(import, err);
    for (size_t i = 0; status == LW_OK && i < import->cards.count; i++) {
        if (!lw_price_card_rate(import->cards.items[i], &import->rules, &import->faults))
            status = lw_fail_memory(err);
    }
    if (status != LW_OK)
        return status;
    drop_unpriced(import);
    lw_places_check_overlaps(&import->places, &import->faults);
    return lw_import_make_tables(import) ? LW_OK : lw_fail_memory(err);
}

/* Part of ids or of the names of files. */
static lw_status check_name(const char *flag, const char *name, lw_error *err)
{
    lw_status status = lw_id_check(name, err);
    if (status == LW_OK && name[0] == '.')
        status = lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' begins with a dot", name);
    return lw_import_blame(flag, status, err);
}

lw_status lw_import_matrix(lw_import *import, const lw_import_options *options,
                           lw_problem_fn *on_problem, void *context, lw_error *err)
{
    const char *prefix = options->prefix ? options->prefix : options->carrier;
    *import = (lw_import){
        .options = options, .prefix = prefix, .name = options->name ? options->name : prefix};
    lw_status status = check_name(options->prefix ? "prefix" : "carrier", import->prefix, err);
    if (status == LW_OK)
        status = check_name("name", import->name, err);
    if (status != LW_OK)
        return status;
    status = make(import, err);
    if (status != LW_OK)
        return status;
    return lw_faults_hand_over(&import->faults, on_problem, context, err);
}
