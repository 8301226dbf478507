/* Rate cards: brackets gathered by card, sorted, and checked against each other. */
#include <stdlib.h>

#include "catalog/load.h"
#include "catalog/overlap.h"

static void check_bracket(lw_loader *loader, const struct lw_rate_row *cells)
{
    if (cells->up_to <= cells->over && lw_cell_sound(loader, "over_kg") &&
        lw_cell_sound(loader, "up_to_kg")) {
        char over[32], up_to[32];
        lw_decimal_format(over, cells->over, 3);
        lw_decimal_format(up_to, cells->up_to, 3);
        lw_row_error(loader, "up_to_kg", "up_to_kg %s is not above over_kg %s", up_to, over);
    }
    if (cells->step == 0)
        lw_row_error(loader, "step_kg", "step_kg must be above 0");
}

void lw_add_rate(lw_loader *loader, const union lw_any_row *row)
{
    const struct lw_rate_row *cells = &row->rate;
    check_bracket(loader, cells);
    lw_dates valid = lw_keep_dates(loader, cells->valid_from, cells->valid_to);
    if (!loader->sound)
        return;
    lw_loose_rate loose = {cells->card,
                           {.over_g = cells->over,
                            .up_to_g = cells->up_to,
                            .included_g = cells->included,
                            .flat_micros = cells->flat,
                            .per_kg_micros = cells->per_kg,
                            .min_charge_micros = cells->min_charge,
                            .step_g = cells->step == LW_UNSET ? 0 : cells->step,
                            .valid = valid,
                            .source = loader->here}};
    if (!LW_PUSH(&loader->rates, loose))
        lw_loader_no_memory(loader);
}

/* ---- All together ------------------------------------------------------------------------------
 */

static int compare_rates(const void *a, const void *b)
{
    const lw_rate *x = a, *y = b;
    if (x->over_g != y->over_g)
        return x->over_g < y->over_g ? -1 : 1;
    if (x->valid.from != y->valid.from)
        return x->valid.from < y->valid.from ? -1 : 1;
    if (x->source.file != y->source.file)
        return x->source.file < y->source.file ? -1 : 1;
    return x->source.line < y->source.line ? -1 : x->source.line > y->source.line;
}

/* Cards usually come sorted from the file. */
static void sort_rates(lw_rate *rates, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        if (compare_rates(&rates[i - 1], &rates[i]) > 0) {
            qsort(rates, count, sizeof *rates, compare_rates);
            return;
        }
    }
}

typedef struct card_check {
    lw_loader *loader;
    const lw_card *card;
} card_check;

/* Of two brackets that overlap, tells the one that comes later in the files. */
static void tell_overlap(void *context, uint32_t row, uint32_t other)
{
    const card_check *check = context;
    lw_source a = check->card->rates[row].source, b = check->card->rates[other].source;
    bool a_later = a.file != b.file ? a.file > b.file : a.line > b.line;
    char place[LW_PLACE_SIZE];
    lw_row_problem(check->loader, LW_ERROR, a_later ? a : b, "over_kg|card",
                   "the bracket overlaps that of %s (card '%s')",
                   lw_place(check->loader, a_later ? b : a, place, sizeof place),
                   check->card->name);
}

typedef struct span_list {
    lw_bracket_span *items;
    size_t count, capacity;
} span_list;

static bool check_card(lw_loader *loader, const lw_card *card, lw_overlap_finder *finder,
                       span_list *spans)
{
    if (!LW_RESERVE(spans, card->rate_count))
        return false;
    for (uint32_t i = 0; i < card->rate_count; i++)
        spans->items[i] = (lw_bracket_span){card->rates[i].over_g, card->rates[i].up_to_g,
                                            card->rates[i].valid, i};
    card_check check = {loader, card};
    return lw_find_overlaps(finder, spans->items, card->rate_count, tell_overlap, &check);
}

static void check_cards(lw_loader *loader, const lw_card *cards, uint32_t count)
{
    lw_overlap_finder finder = {0};
    span_list spans = {0};
    for (uint32_t i = 0; i < count; i++) {
        if (cards[i].rate_count > 1 && !check_card(loader, &cards[i], &finder, &spans)) {
            lw_loader_no_memory(loader);
            break;
        }
    }
    lw_overlap_finder_release(&finder);
    free(spans.items);
}

/* Puts the rows of each card beside each other and sorts them. */
static bool gather_cards(lw_loader *loader, lw_card *cards, uint32_t count, lw_rate *rates)
{
    size_t *next = calloc((size_t)count + 1, sizeof *next);
    if (!next)
        return false;
    for (size_t i = 0; i < loader->rates.count; i++)
        cards[loader->rates.items[i].card].rate_count++;
    size_t start = 0;
    for (uint32_t i = 0; i < count; i++) {
        cards[i].name = loader->catalog->card_names.texts[i];
        cards[i].rates = rates + start;
        next[i] = start;
        start += cards[i].rate_count;
    }
    for (size_t i = 0; i < loader->rates.count; i++) {
        const lw_loose_rate *loose = &loader->rates.items[i];
        rates[next[loose->card]++] = loose->rate;
    }
    for (uint32_t i = 0; i < count; i++)
        sort_rates(rates + (cards[i].rates - rates), cards[i].rate_count);
    free(next);
    return true;
}

void lw_finish_rates(lw_loader *loader)
{
    lw_catalog *catalog = loader->catalog;
    uint32_t count = catalog->card_names.count;
    lw_card *cards = lw_arena_alloc(&catalog->arena, count, sizeof *cards);
    lw_rate *rates = lw_arena_alloc(&catalog->arena, loader->rates.count, sizeof *rates);
    if (!cards || !rates || !gather_cards(loader, cards, count, rates)) {
        lw_loader_no_memory(loader);
        return;
    }
    catalog->cards = cards;
    catalog->card_count = count;
    check_cards(loader, cards, count);
    free(loader->rates.items);
    loader->rates.items = NULL;
    loader->rates.count = loader->rates.capacity = 0;
}
