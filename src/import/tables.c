/* Writes the tables: only the columns that hold something, in the order of the schema. */
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/error.h"
#include "catalog/columns.h"
#include "import/import.h"
#include "render/formats.h"
#include "table/cell.h"

/* ---- Ids ---------------------------------------------------------------------------------------
 */

typedef struct writer {
    lw_import *import;
    lw_intern cards, lanes; /* the ids of this import */
    bool no_memory;
} writer;

/* The text in the arena; the buffer is released. */
static const char *keep(writer *w, lw_buffer *text)
{
    char *kept = text->failed ? NULL : lw_arena_text(&w->import->arena, text->bytes, text->length);
    lw_buffer_release(text);
    w->no_memory = w->no_memory || !kept;
    return kept ? kept : "";
}

static const char *lane_id(writer *w, const char *from, const lw_target *target)
{
    lw_buffer text = {0};
    lw_put_format(&text, "%s-%s-%s", w->import->prefix, from, target->name);
    return keep(w, &text);
}

static const char *card_id(writer *w, const lw_price_card *card)
{
    lw_buffer text = {0};
    lw_put_format(&text, "%s-%s", w->import->prefix, card->to.name);
    return keep(w, &text);
}

/* An id must be one, and new. */
static void check_id(writer *w, const lw_price_card *card, const char *what, const char *id,
                     const lw_known_list *known)
{
    lw_faults *faults = &w->import->faults;
    lw_error why;
    const lw_known_row *taken = lw_known_find(known, id);
    if (lw_id_check(id, &why) != LW_OK)
        lw_faults_add(faults, LW_ERROR, card->spot, "%s", why.message);
    else if (taken)
        lw_faults_add(faults, LW_ERROR, card->spot,
                      "%s '%s' is in %s:%u already; --prefix gives other names", what, id,
                      taken->file, (unsigned)taken->line);
}

/* Ids of this import must differ, too. */
static void take_id(writer *w, const lw_price_card *card, lw_intern *ids, const char *what,
                    const char *id)
{
    uint32_t known = ids->count;
    uint32_t number = lw_intern_put(ids, id);
    w->no_memory = w->no_memory || number == LW_NONE;
    if (number < known)
        lw_faults_add(&w->import->faults, LW_ERROR, card->spot,
                      "%s '%s' would be there twice: two destinations have the same name for ids",
                      what, id);
}

/* ---- Cells -------------------------------------------------------------------------------------
 */

/* The sheet's name without its folders. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

/* "card.csv:4:3", "card.csv:4:3 and 4:4", with the user's words before it. */
static const char *source_text(writer *w, const lw_spot *cells, size_t count)
{
    const char *said = w->import->options->source;
    lw_buffer text = {0};
    const char *file = base_name(cells[0].file); /* which may be called anything */
    if (said)
        lw_put_clean(&text, said, strlen(said));
    if (said)
        lw_put_text(&text, " (");
    lw_put_clean(&text, file, strlen(file));
    for (size_t i = 0; i < count && cells[i].line; i++)
        lw_put_format(&text, "%s%u:%u", i ? " and " : ":", (unsigned)cells[i].line,
                      (unsigned)cells[i].column);
    if (said)
        lw_put_char(&text, ')');
    return keep(w, &text);
}

/* A table on its way out: rows of texts by column of the schema. */
typedef struct table {
    const lw_schema *schema;
    lw_buffer *out;
    bool used[LW_MOST_COLUMNS];
    const char *cells[LW_MOST_COLUMNS];
    bool counting; /* the first time through: which columns are used? */
    uint32_t rows;
} table;

static void set(table *t, const char *column, const char *text)
{
    for (uint32_t i = 0; i < t->schema->column_count; i++) {
        if (strcmp(t->schema->columns[i].name, column) == 0)
            t->cells[i] = text;
    }
}

static void end_row(table *t)
{
    const char *before = "";
    for (uint32_t i = 0; i < t->schema->column_count; i++) {
        const char *cell = t->cells[i] ? t->cells[i] : "";
        t->cells[i] = NULL;
        if (t->counting)
            t->used[i] = t->used[i] || cell[0];
        if (t->counting || !t->used[i])
            continue;
        lw_put_text(t->out, before);
        lw_csv_cell(t->out, cell);
        before = ",";
    }
    t->rows += t->counting;
    if (!t->counting)
        lw_put_char(t->out, '\n');
}

/* ---- The rows ----------------------------------------------------------------------------------
 */

static void put_zones(writer *w, const lw_price_card *card, table *t)
{
    for (uint32_t i = 0; i < card->to.target_count; i++) {
        const lw_target *target = card->to.targets[i];
        for (uint32_t k = 0; k < target->postcode_count; k++) {
            const lw_postcodes *codes = &target->postcodes[k];
            const lw_spot *spot = codes->spot.line ? &codes->spot : &card->spot;
            set(t, "zone", target->to);
            set(t, "country", target->country);
            set(t, "postcode_from", codes->from);
            set(t, "postcode_to", codes->to);
            set(t, "source", source_text(w, spot, 1));
            end_row(t);
        }
    }
}

static void put_rates(writer *w, const lw_price_card *card, table *t)
{
    const lw_import_options *options = w->import->options;
    char over[32], up_to[32], included[32], flat[32], per_kg[32], step[32];
    for (size_t i = 0; i < card->rows.count; i++) {
        const lw_rate_row *row = &card->rows.items[i];
        lw_kg_format(over, row->over_g);
        up_to[0] = '\0';
        if (row->up_to_g != LW_OPEN_END)
            lw_kg_format(up_to, row->up_to_g);
        lw_kg_format(included, row->included_g);
        lw_kg_format(step, row->step_g);
        lw_amount_format(flat, &row->flat);
        lw_amount_format(per_kg, &row->per_kg);
        set(t, "card", card->id);
        set(t, "over_kg", row->over_g ? over : "");
        set(t, "up_to_kg", up_to);
        set(t, "included_kg", row->included_g ? included : "");
        set(t, "flat", row->flat.micros ? flat : "");
        set(t, "per_kg", row->per_kg.micros ? per_kg : "");
        set(t, "step_kg", row->step_g ? step : "");
        set(t, "valid_from", options->valid_from);
        set(t, "valid_to", options->valid_to);
        set(t, "source", source_text(w, row->cells, LW_RATE_CELLS));
        end_row(t);
    }
}

static void put_lane(writer *w, const lw_price_card *card, const char *from,
                     const lw_target *target, table *t)
{
    const lw_import *import = w->import;
    const lw_import_options *options = import->options;
    const lw_days *days = card->has_days ? &card->days : &import->days;
    char limit[32];
    lw_kg_format(limit, card->limit.grams);
    set(t, "piece_rule", card->per_item ? "each_piece" : "");
    set(t, "day_count", days->business ? "business" : "");
    for (size_t i = 0; i < options->setting_count; i++)
        set(t, options->settings[i].column, options->settings[i].value);
    if (card->has_limit)
        set(t, "max_weight_kg", limit);
    set(t, "lane", lane_id(w, from, target));
    set(t, "carrier", options->carrier);
    set(t, "mode", options->mode);
    set(t, "from", from);
    set(t, "to", target->to);
    set(t, "card", card->id);
    set(t, "currency", import->reading.currency);
    set(t, "min_days", days->min);
    set(t, "days", days->typical);
    set(t, "max_days", days->max);
    set(t, "source", source_text(w, &card->spot, 1));
    end_row(t);
}

static void put_lanes(writer *w, const lw_price_card *card, table *t)
{
    for (uint32_t i = 0; i < w->import->origin_count; i++) {
        for (uint32_t k = 0; k < card->to.target_count; k++)
            put_lane(w, card, w->import->origins[i], card->to.targets[k], t);
    }
}

/* ---- Checks ------------------------------------------------------------------------------------
 */

static void check_zones(writer *w, const lw_price_card *card)
{
    for (uint32_t i = 0; i < card->to.target_count; i++) {
        const lw_target *target = card->to.targets[i];
        if (target->postcode_count == 0)
            continue;
        check_id(w, card, "zone", target->to, &w->import->known.zones);
        check_id(w, card, "node", target->to, &w->import->known.nodes);
    }
}

static void check_lanes(writer *w, const lw_price_card *card)
{
    const lw_import *import = w->import;
    for (uint32_t i = 0; i < import->origin_count; i++) {
        for (uint32_t k = 0; k < card->to.target_count; k++) {
            const char *id = lane_id(w, import->origins[i], card->to.targets[k]);
            check_id(w, card, "lane", id, &import->known.lanes);
            take_id(w, card, &w->lanes, "lane", id);
        }
    }
    if (!card->has_days && !import->options->days)
        lw_faults_add(&w->import->faults, LW_ERROR, card->spot,
                      "nothing says how long it takes to '%.80s'; --days 3-8 says so for all",
                      card->to.text);
}

/* New prices of a card that lanes have already must not meet its old ones. */
static void check_old_prices(writer *w, const lw_price_card *card)
{
    const lw_import *import = w->import;
    lw_faults *faults = &w->import->faults;
    const lw_known_row *old = lw_known_find(&import->known.cards, card->id);
    if (!lw_known_find(&import->known.lane_cards, card->id))
        lw_faults_add(faults, LW_ERROR, card->spot,
                      "no lane of the catalog has the card '%s'; without --rates-only its lanes "
                      "come along",
                      card->id);
    else if (old && import->valid_from <= old->to && old->from <= import->valid_to)
        lw_faults_add(faults, LW_ERROR, card->spot,
                      "the prices of card '%s' in %s:%u hold on some of these days, too; give them "
                      "a valid_to, and these a --valid-from behind it",
                      card->id, old->file, (unsigned)old->line);
}

/* Names the card and looks whether all its names can be used. */
static void check_card(writer *w, lw_price_card *card)
{
    lw_import *import = w->import;
    if (card->clashes)
        return;
    card->id = card_id(w, card);
    take_id(w, card, &w->cards, "card", card->id);
    if (import->options->rates_only) {
        check_old_prices(w, card);
        return;
    }
    check_id(w, card, "card", card->id, &import->known.cards);
    check_zones(w, card);
    check_lanes(w, card);
}

typedef void put_fn(writer *w, const lw_price_card *card, table *t);

static void make_table(writer *w, lw_import_table which, lw_table_id id, put_fn *put)
{
    lw_import_file *file = &w->import->files[which];
    const lw_price_cards *cards = &w->import->cards;
    table t = {.schema = lw_schema_of(id), .out = &file->text, .counting = true};
    for (size_t i = 0; i < cards->count; i++)
        put(w, cards->items[i], &t);
    file->rows = t.rows;
    if (t.rows == 0)
        return;
    t.counting = false;
    for (uint32_t i = 0; i < t.schema->column_count; i++)
        t.cells[i] = t.schema->columns[i].name;
    end_row(&t);
    for (size_t i = 0; i < cards->count; i++)
        put(w, cards->items[i], &t);
    w->no_memory = w->no_memory || file->text.failed;
}

bool lw_import_make_tables(lw_import *import)
{
    writer w = {.import = import};
    lw_intern_init(&w.cards, &import->arena);
    lw_intern_init(&w.lanes, &import->arena);
    for (size_t i = 0; i < import->cards.count; i++)
        check_card(&w, import->cards.items[i]);
    if (import->faults.errors == 0) {
        make_table(&w, LW_IMPORT_RATES, LW_TABLE_RATES, put_rates);
        if (!import->options->rates_only) {
            make_table(&w, LW_IMPORT_ZONES, LW_TABLE_ZONES, put_zones);
            make_table(&w, LW_IMPORT_LANES, LW_TABLE_LANES, put_lanes);
        }
    }
    lw_intern_release(&w.cards);
    lw_intern_release(&w.lanes);
    return !w.no_memory;
}
