/* Rate cards: nobody uses them, they leave out weights, or a heavier bracket undercuts a lighter
 * one. */
#include <stdlib.h>
#include <string.h>

#include "base/wide.h"
#include "catalog/review.h"

enum { MOST_DAYS = 64 }; /* days on which a card's rows are looked at together */

/* A card under review. */
typedef struct card_review {
    lw_review *review;
    const lw_card *card;
    bool *gap_told, *cheap_told; /* by row: once is enough, on however many days */
    int64_t step; /* of rows without one; 0 = an undercutting bracket is made use of */
} card_review;

/* Money as people write it: at least two digits behind the point. */
static void format_money(char *text, int64_t micros)
{
    size_t length = lw_decimal_format(text, micros, 6);
    for (int zeros = 0; zeros < 4 && text[length - 1] == '0'; zeros++)
        text[--length] = '\0';
}

static void tell_gap(card_review *cards, const lw_rate *below, uint32_t row)
{
    char from[32], to[32];
    lw_decimal_format(from, below->up_to_g, 3);
    lw_decimal_format(to, cards->card->rates[row].over_g, 3);
    lw_warn(cards->review, cards->card->rates[row].source, "over_kg",
            "card '%s' has no bracket for weights over %s up to %s kg", cards->card->name, from,
            to);
    cards->gap_told[row] = true;
}

/* The charge at a weight, unrounded, in 1/1000 of a micro-unit. */
static lw_wide charge_at(const lw_rate *rate, int64_t step, int64_t grams)
{
    lw_wide weight = lw_wide_step_up(grams, rate->step_g ? rate->step_g : step);
    lw_wide over = weight > rate->included_g ? weight - rate->included_g : 0;
    lw_wide charge = (lw_wide)rate->flat_micros * 1000 + rate->per_kg_micros * over;
    return lw_wide_max(charge, (lw_wide)rate->min_charge_micros * 1000);
}

static void compare_edge(card_review *cards, const lw_rate *below, uint32_t row)
{
    const lw_rate *above = &cards->card->rates[row];
    lw_wide light = charge_at(below, cards->step, below->up_to_g);
    lw_wide heavy = charge_at(above, cards->step, above->over_g + 1);
    if (heavy >= light)
        return;
    char edge[32], less[32], more[32], place[300];
    lw_decimal_format(edge, below->up_to_g, 3);
    format_money(less, (int64_t)(heavy / 1000));
    format_money(more, (int64_t)(light / 1000));
    lw_warn(cards->review, above->source, "over_kg",
            "a heavier parcel is cheaper: just over %s kg costs %s, %s kg costs %s (%s)", edge,
            less, edge, more, lw_review_place(cards->review, below->source, place, sizeof place));
    cards->cheap_told[row] = true;
}

/* Goes through the brackets that hold on `day`, which ascend. */
static void review_day(card_review *cards, int32_t day)
{
    const lw_rate *below = NULL;
    for (uint32_t i = 0; i < cards->card->rate_count; i++) {
        const lw_rate *rate = &cards->card->rates[i];
        if (rate->valid.from > day || rate->valid.to < day)
            continue;
        if (below && below->up_to_g < rate->over_g && !cards->gap_told[i])
            tell_gap(cards, below, i);
        if (below && below->up_to_g == rate->over_g && cards->step && !cards->cheap_told[i])
            compare_edge(cards, below, i);
        below = rate;
    }
}

/* More weight included than the bracket can hold: a price per kilogram that is never charged. */
static void review_included(const card_review *cards)
{
    for (uint32_t i = 0; i < cards->card->rate_count; i++) {
        const lw_rate *rate = &cards->card->rates[i];
        int64_t step = rate->step_g ? rate->step_g : cards->step ? cards->step : 1;
        if (rate->per_kg_micros == 0 || rate->up_to_g == LW_NO_LIMIT ||
            rate->included_g <= lw_wide_step_up(rate->up_to_g, step))
            continue;
        char price[32], included[32], most[32];
        format_money(price, rate->per_kg_micros);
        lw_decimal_format(included, rate->included_g, 3);
        lw_decimal_format(most, rate->up_to_g, 3);
        lw_warn(cards->review, rate->source, "included_kg",
                "per_kg %s is never charged: %s kg are included and the bracket ends at %s kg",
                price, included, most);
    }
}

/* The set of rows that hold changes only on first days and behind last ones. */
static void review_card(card_review *cards)
{
    int32_t days[MOST_DAYS];
    uint32_t count = 0;
    for (uint32_t i = 0; i < cards->card->rate_count && count < MOST_DAYS; i++) {
        const lw_dates *valid = &cards->card->rates[i].valid;
        int32_t edges[2] = {valid->from, valid->to == INT32_MAX ? valid->from : valid->to + 1};
        for (int edge = 0; edge < 2 && count < MOST_DAYS; edge++) {
            uint32_t known = 0;
            while (known < count && days[known] != edges[edge])
                known++;
            if (known == count)
                days[count++] = edges[edge];
        }
    }
    for (uint32_t i = 0; i < count; i++)
        review_day(cards, days[i]);
}

void lw_review_rates(lw_review *review)
{
    const lw_catalog *catalog = review->catalog;
    uint32_t most = 0;
    for (uint32_t i = 0; i < catalog->card_count; i++) {
        if (catalog->cards[i].rate_count > most)
            most = catalog->cards[i].rate_count;
    }
    bool *told = calloc(2 * (size_t)most + 1, sizeof *told);
    if (!told) {
        review->no_memory = true;
        return;
    }
    for (uint32_t i = 0; i < catalog->card_count; i++) {
        const lw_card *card = &catalog->cards[i]; /* it has a row, or it would not be there */
        if (!review->cards[i])
            lw_warn(review, card->rates[0].source, "card", "card '%s' is used by no lane or node",
                    card->name);
        memset(told, 0, 2 * (size_t)card->rate_count * sizeof *told);
        card_review cards = {review, card, told, told + card->rate_count, review->card_steps[i]};
        review_included(&cards);
        review_card(&cards);
    }
    free(told);
}
