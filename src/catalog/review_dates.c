/* Lanes and brackets that are never there on the same day, and holiday lists that end too early. */
#include <stdlib.h>
#include <string.h>

#include "catalog/review.h"

/* ---- Cards and their users ---------------------------------------------------------------------
 */

/* Stretches of days; once joined ascending and apart. */
typedef struct stretches {
    lw_dates *items;
    size_t count;
} stretches;

static int compare_dates(const void *a, const void *b)
{
    const lw_dates *x = a, *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

static void join(stretches *days)
{
    size_t kept = 0;
    if (days->count > 1)
        qsort(days->items, days->count, sizeof *days->items, compare_dates);
    for (size_t i = 0; i < days->count; i++) {
        lw_dates next = days->items[i];
        if (kept == 0 || next.from > days->items[kept - 1].to)
            days->items[kept++] = next;
        else if (next.to > days->items[kept - 1].to)
            days->items[kept - 1].to = next.to;
    }
    days->count = kept;
}

/* Is some day in both? */
static bool meet(const stretches *days, lw_dates dates)
{
    size_t low = 0, high = days->count; /* the first that does not end before `dates` */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (days->items[middle].to < dates.from)
            low = middle + 1;
        else
            high = middle;
    }
    return low < days->count && days->items[low].from <= dates.to;
}

static const char *dated_column(lw_dates valid)
{
    return valid.from != INT32_MIN ? "valid_from|valid_to" : "valid_to";
}

/* Warns of brackets on whose days nothing uses the card. When that holds for all of them, the lanes
 * are told of, and that is enough. */
static void review_brackets(lw_review *review, const lw_card *card, const stretches *users)
{
    bool any = false;
    for (uint32_t i = 0; i < card->rate_count && !any; i++)
        any = meet(users, card->rates[i].valid);
    for (uint32_t i = 0; i < card->rate_count && any; i++) {
        const lw_rate *rate = &card->rates[i];
        if (!meet(users, rate->valid))
            lw_warn(review, rate->source, dated_column(rate->valid),
                    "the row never applies: no lane or node with card '%s' is there on its days",
                    card->name);
    }
}

/* Who uses a card. */
typedef struct card_users {
    const uint32_t *lanes;
    size_t lane_count;
    bool nodes; /* they have no dates: the card is in use every day */
} card_users;

static void review_card(lw_review *review, const lw_card *card, card_users users, lw_dates *room)
{
    const lw_catalog *catalog = review->catalog;
    stretches days = {room, 0};
    for (uint32_t i = 0; i < card->rate_count; i++)
        days.items[days.count++] = card->rates[i].valid;
    join(&days);
    for (size_t i = 0; i < users.lane_count; i++) {
        const lw_lane *lane = &catalog->lanes[users.lanes[i]];
        if (!meet(&days, lane->valid))
            lw_warn(review, lane->source, dated_column(lane->valid),
                    "lane '%s' carries nothing: no row of card '%s' holds on its days", lane->id,
                    card->name);
    }
    if (users.nodes)
        return;
    days.count = 0;
    for (size_t i = 0; i < users.lane_count; i++)
        days.items[days.count++] = catalog->lanes[users.lanes[i]].valid;
    join(&days);
    review_brackets(review, card, &days);
}

/* Puts the lanes of each card beside each other: those of card c are lanes[first[c]] ..
 * lanes[first[c + 1] - 1]. `first` has room for two more than there are cards. */
static void sort_lanes(const lw_catalog *catalog, size_t *first, uint32_t *lanes)
{
    for (uint32_t i = 0; i < catalog->lane_count; i++)
        first[catalog->lanes[i].card.i + 2]++;
    for (uint32_t i = 0; i < catalog->card_count; i++)
        first[i + 2] += first[i + 1];
    for (uint32_t i = 0; i < catalog->lane_count; i++)
        lanes[first[catalog->lanes[i].card.i + 1]++] = i;
}

static void review_cards(lw_review *review)
{
    const lw_catalog *catalog = review->catalog;
    size_t most = catalog->lane_count;
    for (uint32_t i = 0; i < catalog->card_count; i++)
        most = catalog->cards[i].rate_count > most ? catalog->cards[i].rate_count : most;
    size_t *first = calloc((size_t)catalog->card_count + 2, sizeof *first);
    uint32_t *lanes = calloc((size_t)catalog->lane_count + 1, sizeof *lanes);
    bool *at_nodes = calloc((size_t)catalog->card_count + 1, sizeof *at_nodes);
    lw_dates *room = calloc(most + 1, sizeof *room);
    if (first && lanes && at_nodes && room) {
        sort_lanes(catalog, first, lanes);
        for (uint32_t i = 0; i < catalog->node_count; i++) {
            if (catalog->nodes[i].card.i != LW_NONE)
                at_nodes[catalog->nodes[i].card.i] = true;
        }
        for (uint32_t i = 0; i < catalog->card_count; i++)
            review_card(review, &catalog->cards[i],
                        (card_users){lanes + first[i], first[i + 1] - first[i], at_nodes[i]}, room);
    } else {
        review->no_memory = true;
    }
    free(first);
    free(lanes);
    free(at_nodes);
    free(room);
}

/* ---- Calendars ---------------------------------------------------------------------------------
 */

/* The farthest day that the catalog speaks of. */
typedef struct horizon {
    int32_t day;
    const char *word; /* "valid to", "valid from"; "" = today */
    lw_source source;
    bool known;
} horizon;

static void look_at(horizon *farthest, int32_t day, const char *word, lw_source source)
{
    bool open = day == INT32_MIN || day == INT32_MAX;
    if (!open && (!farthest->known || day > farthest->day))
        *farthest = (horizon){day, word, source, true};
}

static void look_ahead(horizon *farthest, lw_dates valid, lw_source source)
{
    look_at(farthest, valid.to, "valid to", source);
    look_at(farthest, valid.from, "valid from", source);
}

/* Is there a lane, with a row of its card, that is there today or later? */
static bool in_use(lw_review *review)
{
    const lw_catalog *catalog = review->catalog;
    bool *cards = lw_arena_alloc(&review->problems.arena, catalog->card_count, sizeof *cards);
    if (!cards) {
        review->no_memory = true;
        return false;
    }
    for (uint32_t i = 0; i < catalog->card_count; i++) {
        const lw_card *card = &catalog->cards[i];
        for (uint32_t j = 0; j < card->rate_count && !cards[i]; j++)
            cards[i] = card->rates[j].valid.to >= review->today;
    }
    for (uint32_t i = 0; i < catalog->lane_count; i++) {
        if (catalog->lanes[i].valid.to >= review->today && cards[catalog->lanes[i].card.i])
            return true;
    }
    return false;
}

#define LOOK_AHEAD(items, count)                     \
    for (uint32_t i_ = 0; i_ < catalog->count; i_++) \
    look_ahead(&farthest, catalog->items[i_].valid, catalog->items[i_].source)

static horizon find_horizon(lw_review *review)
{
    const lw_catalog *catalog = review->catalog;
    horizon farthest = {0};
    LOOK_AHEAD(lanes, lane_count);
    for (uint32_t i = 0; i < catalog->card_count; i++) {
        for (uint32_t j = 0; j < catalog->cards[i].rate_count; j++)
            look_ahead(&farthest, catalog->cards[i].rates[j].valid,
                       catalog->cards[i].rates[j].source);
    }
    LOOK_AHEAD(surcharges, surcharge_count);
    LOOK_AHEAD(customs, customs_count);
    LOOK_AHEAD(duties, duty_count);
    LOOK_AHEAD(restrictions, restriction_count);
    if (in_use(review))
        look_at(&farthest, review->today, "", (lw_source){0});
    return farthest;
}

static int compare_years(const char *a, const char *b)
{
    return strncmp(a, b, 4);
}

static void review_calendar(lw_review *review, const lw_calendar *calendar, const horizon *farthest)
{
    if (calendar->holiday_count == 0 || !farthest->known)
        return;
    char last[16], day[16], place[300];
    lw_date_format(last, calendar->holidays[calendar->holiday_count - 1]);
    lw_date_format(day, farthest->day);
    if (compare_years(last, day) >= 0)
        return;
    if (farthest->word[0])
        lw_warn(review, calendar->source, "calendar",
                "the holidays of calendar '%s' end on %s, but %s is %s %s", calendar->id, last,
                lw_review_place(review, farthest->source, place, sizeof place), farthest->word,
                day);
    else
        lw_warn(review, calendar->source, "calendar",
                "the holidays of calendar '%s' end on %s, but today is %s", calendar->id, last,
                day);
}

void lw_review_dates(lw_review *review)
{
    const lw_catalog *catalog = review->catalog;
    horizon farthest = find_horizon(review);
    review_cards(review);
    for (uint32_t i = 0; i < catalog->calendar_count; i++) {
        if (review->calendars[i])
            review_calendar(review, &catalog->calendars[i], &farthest);
    }
}
