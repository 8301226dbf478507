/* Rate cards: brackets gathered by card, sorted, and checked against each other. */
#include <stdlib.h>
#include <string.h>

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
    lw_rate rate = {.over_g = cells->over,
                    .up_to_g = cells->up_to,
                    .included_g = cells->included,
                    .flat_micros = cells->flat,
                    .per_kg_micros = cells->per_kg,
                    .min_charge_micros = cells->min_charge,
                    .step_g = cells->step == LW_UNSET ? 0 : cells->step,
                    .valid = valid,
                    .source = loader->here};
    if (!LW_PUSH(&loader->rates, rate) || !LW_PUSH(&loader->rate_cards, cells->card))
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

/* Do the brackets follow one another without meeting? Then they are sorted, and none overlaps: so
 * cards usually come from the file. */
static bool ascend(const lw_rate *rates, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        if (rates[i].over_g < rates[i - 1].up_to_g)
            return false;
    }
    return true;
}

static void sort_cards(lw_loader *loader, lw_rate *rates)
{
    const lw_catalog *catalog = loader->catalog;
    lw_overlap_finder finder = {0};
    span_list spans = {0};
    for (uint32_t i = 0; i < catalog->card_count; i++) {
        const lw_card *card = &catalog->cards[i];
        if (ascend(card->rates, card->rate_count))
            continue;
        qsort(rates + (card->rates - rates), card->rate_count, sizeof *rates, compare_rates);
        if (!check_card(loader, card, &finder, &spans)) {
            lw_loader_no_memory(loader);
            break;
        }
    }
    lw_overlap_finder_release(&finder);
    free(spans.items);
}

/* Where the rows of each card begin; the last entry is their number. */
static size_t *count_rates(const lw_loader *loader, uint32_t card_count)
{
    size_t *first = calloc((size_t)card_count + 2, sizeof *first);
    for (size_t i = 0; first && i < loader->rate_cards.count; i++)
        first[loader->rate_cards.items[i] + 1]++;
    for (uint32_t i = 0; first && i < card_count; i++)
        first[i + 1] += first[i];
    return first;
}

static bool cards_ascend(const lw_loader *loader)
{
    const uint32_t *cards = loader->rate_cards.items;
    for (size_t i = 1; i < loader->rate_cards.count; i++) {
        if (cards[i] < cards[i - 1])
            return false;
    }
    return true;
}

/* Puts the rows of each card beside each other; false when memory is out. */
static bool gather_rates(lw_loader *loader, const size_t *first, uint32_t card_count)
{
    if (cards_ascend(loader))
        return true;
    size_t count = loader->rates.count;
    lw_rate *sorted = malloc(count * sizeof *sorted);
    size_t *next = malloc(((size_t)card_count + 1) * sizeof *next);
    bool enough = sorted && next;
    if (enough) {
        memcpy(next, first, ((size_t)card_count + 1) * sizeof *next);
        for (size_t i = 0; i < count; i++)
            sorted[next[loader->rate_cards.items[i]]++] = loader->rates.items[i];
        free(loader->rates.items);
        loader->rates.items = sorted;
        loader->rates.capacity = count;
    } else {
        free(sorted);
    }
    free(next);
    return enough;
}

static bool make_cards(lw_loader *loader)
{
    lw_catalog *catalog = loader->catalog;
    uint32_t count = catalog->card_names.count;
    lw_card *cards = lw_arena_alloc(&catalog->arena, count, sizeof *cards);
    size_t *first = count_rates(loader, count);
    bool enough =
        cards && first && LW_RESERVE(&loader->rates, 1) && gather_rates(loader, first, count);
    for (uint32_t i = 0; enough && i < count; i++)
        cards[i] = (lw_card){catalog->card_names.texts[i], loader->rates.items + first[i],
                             (uint32_t)(first[i + 1] - first[i])};
    free(first);
    catalog->cards = cards;
    catalog->card_count = enough ? count : 0;
    return enough;
}

void lw_finish_rates(lw_loader *loader)
{
    if (!make_cards(loader)) {
        lw_loader_no_memory(loader);
        return;
    }
    sort_cards(loader, loader->rates.items);
    if (lw_arena_adopt(&loader->catalog->arena, loader->rates.items))
        loader->rates.items = NULL;
    else
        lw_loader_no_memory(loader);
    free(loader->rate_cards.items);
    loader->rate_cards.items = NULL;
}
