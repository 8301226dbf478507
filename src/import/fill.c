/* Goes through the rows below the headings. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/vector.h"
#include "import/card.h"

void lw_price_card_release(lw_price_card *card)
{
    free(card->entries.items);
    free(card->rows.items);
}

void lw_price_cards_release(lw_price_cards *cards)
{
    for (size_t i = 0; i < cards->count; i++)
        lw_price_card_release(cards->items[i]);
    free(cards->items);
    *cards = (lw_price_cards){0};
}

/* What is known of the row at hand. */
typedef struct row_state {
    const lw_sheet_row *row;
    lw_price_card *card; /* its destination; NULL = the headings name it */
    bool lost; /* something about the row is wrong: its cells are read for their faults only */
    lw_price_label label; /* of its first cell */
    bool labelled;
    lw_role role; /* LW_ROLE_DAYS, LW_ROLE_LIMIT: what the row holds instead of prices */
    lw_unit unit; /* of such limits */
} row_state;

typedef struct filler {
    const lw_fill_job *job;
    lw_price_cards *cards;
    lw_price_card **by_column; /* of the headings that name destinations */
    lw_price_card *whole;      /* of the whole sheet */
    bool *stray;               /* columns without a heading of which it has been told */
} filler;

static lw_spot spot_of(const filler *f, const lw_sheet_row *row, uint32_t column)
{
    return lw_sheet_spot(f->job->sheet, row, column);
}

/* Said of a row that holds nothing but text. */
#define PROSE "; lines of text are left out by --lines FIRST-LAST"

/* Does the row have anything besides its labels? */
static bool has_values(const filler *f, const lw_sheet_row *row)
{
    const lw_layout *layout = f->job->layout;
    for (uint32_t i = 0; i < row->count; i++) {
        bool label = i == layout->labels || i == layout->places;
        bool ignored = i < layout->count && layout->columns[i].role == LW_ROLE_IGNORED;
        if (!label && !ignored && row->cells[i][0])
            return true;
    }
    return false;
}

/* ---- Destinations ------------------------------------------------------------------------------
 */

/* A new card; every place may be delivered to by one. NULL when memory is out. */
static lw_price_card *add_card(const filler *f, const lw_destination *to, lw_spot spot)
{
    lw_price_card made = {.to = *to, .spot = spot};
    lw_price_card *card = lw_arena_copy(f->job->arena, &made, 1, sizeof made);
    if (!card || !LW_PUSH(f->cards, card))
        return NULL;
    for (uint32_t i = 0; i < to->target_count; i++) {
        lw_target *target = to->targets[i];
        if (!target->used) {
            target->used = true;
            target->first = spot;
            continue;
        }
        card->clashes = true;
        lw_faults_add(f->job->faults, LW_ERROR, spot,
                      "'%.80s' delivers to %s, as line %u column %u does already", to->text,
                      target->to, (unsigned)target->first.line, (unsigned)target->first.column);
    }
    return card;
}

static lw_price_card *find_card(const filler *f, const char *text)
{
    for (size_t i = 0; i < f->cards->count; i++) {
        if (strcmp(f->cards->items[i]->to.text, text) == 0)
            return f->cards->items[i];
    }
    return NULL;
}

/* The cards of the headings. */
static lw_status open_columns(filler *f)
{
    const lw_layout *layout = f->job->layout;
    f->by_column = lw_arena_alloc(f->job->arena, layout->count, sizeof(lw_price_card *));
    for (uint32_t i = 0; f->by_column && i < layout->count; i++) {
        const lw_column_role *column = &layout->columns[i];
        if (column->role != LW_ROLE_PRICES || !column->placed)
            continue;
        f->by_column[i] = add_card(f, &column->place, spot_of(f, layout->header, i));
        if (!f->by_column[i])
            return LW_NO_MEMORY;
    }
    return f->by_column ? LW_OK : LW_NO_MEMORY;
}

static lw_status open_whole(filler *f)
{
    if (!f->job->one_place || f->job->layout->unclear)
        return LW_OK;
    f->whole = add_card(f, f->job->one_place, (lw_spot){f->job->sheet->file, 0, 0});
    return f->whole ? LW_OK : LW_NO_MEMORY;
}

/* The destination of a row; an empty cell repeats the one above, as merged cells are saved. */
static lw_status take_place(filler *f, row_state *state, lw_price_card *above)
{
    const lw_layout *layout = f->job->layout;
    const char *text = lw_sheet_cell(state->row, layout->places);
    lw_destination found;
    lw_error why;
    state->card = text[0] ? find_card(f, text) : layout->labels != LW_NONE ? above : NULL;
    if (state->card)
        return LW_OK;
    lw_spot where = spot_of(f, state->row, layout->places);
    lw_status status = LW_BAD_ARGUMENT;
    if (text[0])
        status = lw_places_find(f->job->where, text, &found, &why);
    if (status == LW_OK) {
        state->card = add_card(f, &found, where);
        return state->card ? LW_OK : LW_NO_MEMORY;
    }
    state->lost = true;
    if (status == LW_NO_MEMORY)
        return status;
    if (text[0])
        lw_faults_add(f->job->faults, LW_ERROR, where, "%s%s", why.message,
                      has_values(f, state->row) ? "" : PROSE);
    else if (has_values(f, state->row))
        lw_faults_add(f->job->faults, LW_ERROR, where, "a destination is missing");
    return LW_OK;
}

/* ---- Cells -------------------------------------------------------------------------------------
 */

static void take_label(filler *f, row_state *state)
{
    const lw_layout *layout = f->job->layout;
    lw_faults *faults = f->job->faults;
    lw_spot where = spot_of(f, state->row, layout->labels);
    const char *text = lw_sheet_cell(state->row, layout->labels);
    lw_reading reading = *f->job->reading;
    lw_error why;
    bool begun;
    reading.unit = layout->unit;
    state->role = text[0] ? lw_role_of(text, &reading.unit) : LW_ROLE_NONE;
    state->unit = reading.unit;
    if (state->role == LW_ROLE_DAYS || state->role == LW_ROLE_LIMIT)
        return;
    state->lost = state->lost || !text[0];
    if (!text[0] && has_values(f, state->row)) {
        lw_faults_add(faults, LW_ERROR, where, "a weight is missing");
    } else if (text[0] &&
               lw_price_label_read(&reading, text, &state->label, &begun, &why) != LW_OK) {
        state->lost = true;
        lw_faults_add(faults, LW_ERROR, where, "%s%s", why.message,
                      has_values(f, state->row) ? "" : PROSE);
    }
    state->labelled = !state->lost;
}

/* The heaviest item: a number with or without a unit. */
static lw_status read_limit(const lw_number_style *style, const char *text, lw_unit unit,
                            lw_heft *limit, lw_error *err)
{
    char plain[LW_PLAIN_NUMBER];
    lw_scan scan = lw_scan_start(style, text);
    if (scan.now.kind != LW_TOKEN_NUMBER)
        return lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' is not a weight", text);
    lw_status status = lw_number_plain(style, scan.now.text, scan.now.length, plain, err);
    lw_scan_next(&scan);
    if (lw_scan_unit(&scan, &unit))
        lw_scan_next(&scan);
    if (status == LW_OK)
        status = lw_heft_read(plain, unit, limit, err);
    if (status == LW_OK && (scan.now.kind != LW_TOKEN_END || limit->grams == 0))
        status = lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' is not a weight", text);
    return status;
}

static bool same_days(const lw_days *a, const lw_days *b)
{
    return strcmp(a->min, b->min) == 0 && strcmp(a->typical, b->typical) == 0 &&
           strcmp(a->max, b->max) == 0 && a->business == b->business;
}

/* A cell of a row or column of times or limits: one for each destination, which may be repeated. */
static void take_other(filler *f, lw_price_card *card, lw_role role, const char *text,
                       lw_spot where, lw_unit unit)
{
    const lw_number_style *style = &f->job->reading->style;
    bool of_days = role == LW_ROLE_DAYS, other = false;
    lw_heft limit = {0};
    lw_days days;
    lw_error why;
    if (text[0] == '\0')
        return;
    lw_status status = of_days ? lw_days_read(style, text, &days, &why)
                               : read_limit(style, text, unit, &limit, &why);
    if (status != LW_OK) {
        lw_faults_add(f->job->faults, LW_ERROR, where, "%s", why.message);
        return;
    }
    if (of_days) {
        other = card->has_days && !same_days(&card->days, &days);
        card->has_days = true;
        card->days = days;
    } else {
        other = card->has_limit && card->limit.grams != limit.grams;
        card->has_limit = true;
        card->limit = limit;
    }
    if (other)
        lw_faults_add(f->job->faults, LW_ERROR, where, "'%.80s' has another one already",
                      card->to.text);
}

/* Sorts the amounts of a cell by what the row and the heading say of them. */
static lw_status place_amounts(const lw_price *price, lw_entry *entry, lw_error *err)
{
    for (int kind = 0; kind < LW_PRICE_KINDS; kind++) {
        if (!price->has[kind])
            continue;
        lw_price_kind said = entry->label.kind;
        if (kind != LW_PRICE_PLAIN && said != LW_PRICE_PLAIN && said != (lw_price_kind)kind)
            return lw_fail(err, LW_BAD_ARGUMENT,
                           "the cell says of its price what its row or heading denies");
        lw_price_kind into = kind == LW_PRICE_PLAIN ? said : (lw_price_kind)kind;
        if (entry->has[into])
            return lw_fail(err, LW_BAD_ARGUMENT, "the cell gives two prices of one kind");
        if (price->amounts[kind].micros == 0 && (into == LW_PRICE_PLAIN || into == LW_PRICE_PER_KG))
            return lw_fail(err, LW_BAD_ARGUMENT,
                           "a price of 0; where a weight is not offered the cell is empty or '-'");
        entry->has[into] = true;
        entry->amounts[into] = price->amounts[kind];
    }
    return LW_OK;
}

/* Puts together what row, heading and cell say. */
static lw_status make_entry(const filler *f, const row_state *state, const lw_column_role *column,
                            const lw_price *price, lw_entry *entry, lw_error *err)
{
    lw_status status = LW_OK;
    entry->offered = price->offered;
    if (state->labelled) {
        entry->label = state->label;
        entry->weights = spot_of(f, state->row, f->job->layout->labels);
    }
    if (column->labelled)
        status = lw_price_label_join(&entry->label, &column->label, err);
    if (status == LW_OK)
        status = lw_price_label_join(&entry->label, &price->band, err);
    if (status == LW_OK)
        status = place_amounts(price, entry, err);
    bool loose = !entry->label.ranged && entry->label.kind == LW_PRICE_PLAIN;
    if (status == LW_OK && loose && entry->has[LW_PRICE_PLAIN])
        status = lw_fail(err, LW_BAD_ARGUMENT, "nothing says for which weights this price is");
    return status;
}

/* Reads a price and adds it to its card. */
static lw_status take_price(filler *f, const row_state *state, uint32_t index)
{
    const lw_layout *layout = f->job->layout;
    const lw_column_role *column = &layout->columns[index];
    lw_price_card *card = state->card ? state->card : f->whole;
    lw_entry entry = {.label = {.up_to_g = LW_OPEN_END},
                      .cell = spot_of(f, state->row, index),
                      .weights = spot_of(f, layout->header, index)};
    lw_price price;
    lw_error why;
    lw_reading reading = *f->job->reading;
    reading.unit = layout->unit;
    if (column->placed)
        card = f->by_column[index];
    lw_status status = lw_price_read(&reading, lw_sheet_cell(state->row, index), &price, &why);
    if (status == LW_OK && !state->lost)
        status = make_entry(f, state, column, &price, &entry, &why);
    if (status != LW_OK)
        lw_faults_add(f->job->faults, LW_ERROR, entry.cell, "%s", why.message);
    if (status != LW_OK || state->lost || !card)
        return LW_OK;
    card->per_item = card->per_item || entry.has[LW_PRICE_PER_ITEM];
    return LW_PUSH(&card->entries, entry) ? LW_OK : LW_NO_MEMORY;
}

static lw_status take_cell(filler *f, const row_state *state, uint32_t index)
{
    const lw_layout *layout = f->job->layout;
    const char *text = lw_sheet_cell(state->row, index);
    lw_role role = index < layout->count ? layout->columns[index].role : LW_ROLE_NONE;
    lw_spot where = spot_of(f, state->row, index);
    switch (role) {
    case LW_ROLE_NONE:
        if (text[0] && !f->stray[index])
            lw_faults_add(f->job->faults, LW_ERROR, where, "'%.80s' stands below no heading", text);
        f->stray[index] = f->stray[index] || text[0];
        return LW_OK;
    case LW_ROLE_DAYS:
    case LW_ROLE_LIMIT:
        if (state->card)
            take_other(f, state->card, role, text, where, layout->columns[index].unit);
        return LW_OK;
    case LW_ROLE_PRICES:
        if (state->role == LW_ROLE_DAYS || state->role == LW_ROLE_LIMIT) {
            lw_price_card *card = layout->columns[index].placed ? f->by_column[index] : f->whole;
            if (card)
                take_other(f, card, state->role, text, where, state->unit);
            return LW_OK;
        }
        return take_price(f, state, index);
    default:
        return LW_OK;
    }
}

static lw_status take_row(filler *f, const lw_sheet_row *row, lw_price_card **above)
{
    const lw_layout *layout = f->job->layout;
    row_state state = {.row = row, .lost = layout->unclear};
    lw_status status = LW_OK;
    if (layout->labels != LW_NONE)
        take_label(f, &state);
    if (layout->places != LW_NONE)
        status = take_place(f, &state, *above);
    if (state.card)
        *above = state.card;
    uint32_t count = row->count > layout->count ? row->count : layout->count;
    for (uint32_t i = 0; status == LW_OK && i < count; i++)
        status = take_cell(f, &state, i);
    return status;
}

lw_status lw_price_cards_fill(const lw_fill_job *job, lw_price_cards *cards, lw_error *err)
{
    filler f = {.job = job, .cards = cards};
    lw_price_card *above = NULL;
    uint32_t widest = job->layout->count;
    for (size_t i = 0; i < job->sheet->rows.count; i++) {
        if (job->sheet->rows.items[i].count > widest)
            widest = job->sheet->rows.items[i].count;
    }
    f.stray = lw_arena_alloc(job->arena, widest, sizeof *f.stray);
    lw_status status = f.stray ? open_whole(&f) : LW_NO_MEMORY;
    if (status == LW_OK)
        status = open_columns(&f);
    for (size_t i = 1; status == LW_OK && i < job->sheet->rows.count; i++)
        status = take_row(&f, &job->sheet->rows.items[i], &above);
    return status == LW_NO_MEMORY ? lw_fail_memory(err) : status;
}
