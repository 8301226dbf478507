/* Countries with their customs areas, currencies with their rates. */
#include <string.h>

#include "base/error.h"
#include "catalog/load.h"

/* The notes on country number `country`, NULL when memory is out. */
static lw_country_note *country_note(lw_loader *loader, uint32_t country)
{
    while (loader->countries.count <= country) {
        lw_country_note note = {.name = "", .area = LW_NONE};
        if (!LW_PUSH(&loader->countries, note)) {
            lw_loader_no_memory(loader);
            return NULL;
        }
    }
    return &loader->countries.items[country];
}

static lw_currency_note *currency_note(lw_loader *loader, uint32_t currency)
{
    while (loader->currencies.count <= currency) {
        lw_currency_note note = {.decimals = 2};
        if (!LW_PUSH(&loader->currencies, note)) {
            lw_loader_no_memory(loader);
            return NULL;
        }
    }
    return &loader->currencies.items[currency];
}

static bool is_first(lw_loader *loader, const char *column, const char *id, lw_source earlier)
{
    if (earlier.line == 0)
        return true;
    char place[LW_PLACE_SIZE];
    lw_row_error(loader, column, "duplicate %s '%s', first in %s", column, id,
                 lw_place(loader, earlier, place, sizeof place));
    return false;
}

void lw_add_country(lw_loader *loader, const union lw_any_row *row)
{
    uint32_t country = row->country.country;
    lw_country_note *note = country == LW_NONE ? NULL : country_note(loader, country);
    if (!note ||
        !is_first(loader, "country", loader->catalog->country_codes.texts[country], note->source))
        return;
    note->name = lw_keep_text(loader, row->country.name);
    note->area = row->country.area;
    note->source = loader->here;
}

void lw_add_fx(lw_loader *loader, const union lw_any_row *row)
{
    uint32_t currency = row->fx.currency;
    if (!lw_cell_sound(loader, "currency") || !lw_cell_sound(loader, "rate"))
        loader->base_unclear = true;
    lw_currency_note *note = currency == LW_NONE ? NULL : currency_note(loader, currency);
    if (!note || !is_first(loader, "currency", loader->catalog->currency_codes.texts[currency],
                           note->source))
        return;
    note->rate_e8 = row->fx.rate;
    note->decimals = (int)row->fx.decimals;
    note->source = loader->here;
}

/* ---- All together ------------------------------------------------------------------------------
 */

static void finish_countries(lw_loader *loader)
{
    lw_catalog *catalog = loader->catalog;
    uint32_t count = catalog->country_codes.count;
    lw_country *countries = lw_arena_alloc(&catalog->arena, count, sizeof *countries);
    if (!countries || (count && !country_note(loader, count - 1))) {
        lw_loader_no_memory(loader);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        const lw_country_note *note = &loader->countries.items[i];
        const char *code = catalog->country_codes.texts[i];
        uint32_t area = note->area;
        if (area == LW_NONE)
            area = lw_intern_put(&catalog->area_names, lw_default_area(code));
        if (area == LW_NONE)
            lw_loader_no_memory(loader);
        countries[i] = (lw_country){code, note->name, {area}};
    }
    catalog->countries = countries;
    catalog->country_count = count;
}

/* Exactly one row of fx has rate 1. */
static void find_base(lw_loader *loader)
{
    lw_catalog *catalog = loader->catalog;
    const lw_currency_note *notes = loader->currencies.items;
    for (uint32_t i = 0; i < loader->currencies.count; i++) {
        if (notes[i].rate_e8 != 100000000)
            continue;
        if (catalog->base.i == LW_NONE) {
            catalog->base.i = i;
            continue;
        }
        char place[LW_PLACE_SIZE];
        lw_row_problem(loader, LW_ERROR, notes[i].source, "rate",
                       "a second currency with rate 1, after '%s' in %s: only the base has it",
                       catalog->currency_codes.texts[catalog->base.i],
                       lw_place(loader, notes[catalog->base.i].source, place, sizeof place));
    }
}

/* A row of the table, or none: where a finding about the whole table is placed. */
static lw_source first_row(const lw_loader *loader)
{
    lw_source first = {.table = LW_TABLE_FX, .file = LW_NO_FILE};
    for (uint32_t i = 0; i < loader->currencies.count; i++) {
        lw_source source = loader->currencies.items[i].source;
        if (source.line && (first.file == LW_NO_FILE || source.file < first.file ||
                            (source.file == first.file && source.line < first.line)))
            first = source;
    }
    return first;
}

static void check_base(lw_loader *loader)
{
    lw_source first = first_row(loader);
    if (first.file == LW_NO_FILE || loader->broken[LW_TABLE_FX])
        return;
    find_base(loader);
    if (loader->catalog->base.i == LW_NONE && !loader->base_unclear)
        lw_row_problem(loader, LW_ERROR, first, "rate",
                       "no currency has rate 1: one row must be the base");
}

static void finish_currencies(lw_loader *loader)
{
    static const int64_t minor_per_unit[] = {1, 10, 100, 1000}; /* by decimals */
    lw_catalog *catalog = loader->catalog;
    uint32_t count = catalog->currency_codes.count;
    lw_currency *currencies = lw_arena_alloc(&catalog->arena, count, sizeof *currencies);
    if (!currencies || (count && !currency_note(loader, count - 1))) {
        lw_loader_no_memory(loader);
        return;
    }
    uint32_t used = 0, last_used = LW_NONE;
    for (uint32_t i = 0; i < count; i++) {
        const lw_currency_note *note = &loader->currencies.items[i];
        currencies[i] = (lw_currency){.code = catalog->currency_codes.texts[i],
                                      .rate_e8 = note->rate_e8,
                                      .minor_e8 = note->rate_e8 * minor_per_unit[note->decimals],
                                      .decimals = note->decimals,
                                      .used = note->used,
                                      .source = note->source};
        if (note->used) {
            used++;
            last_used = i;
        }
    }
    catalog->currencies = currencies;
    catalog->currency_count = count;
    catalog->default_currency = catalog->base;
    if (!catalog->has_fx && used == 1)
        catalog->default_currency.i = last_used;
}

void lw_finish_money(lw_loader *loader)
{
    loader->catalog->has_fx = loader->catalog->row_counts[LW_TABLE_FX] > 0;
    loader->catalog->base.i = LW_NONE;
    finish_countries(loader);
    check_base(loader);
    finish_currencies(loader);
}
