/* Turning lanes into rides whose price is ready where it can be. */
#include "repertoire/writer.h"

#include <stdlib.h>
#include <string.h>

#include "base/vector.h"

void lw_writer_release(lw_writer *writer)
{
    free(writer->rides.items);
    free(writer->steps.items);
    free(writer->routes.items);
    free(writer->labels.items);
    free(writer->lines.items);
    free(writer->places);
    free(writer->tolls.items);
    *writer = (lw_writer){0};
}

lw_repertoire *lw_repertoire_new(const lw_situation *situation)
{
    size_t words = situation->count * sizeof *situation->words;
    lw_repertoire *made = malloc(sizeof *made + words);
    if (made == NULL)
        return NULL;
    *made = (lw_repertoire){.word_count = situation->count, .hash = situation->hash};
    memcpy(made->words, situation->words, words);
    return made;
}

bool lw_repertoire_is_of(const lw_repertoire *repertoire, const lw_situation *situation)
{
    return repertoire->hash == situation->hash && repertoire->word_count == situation->count &&
           memcmp(repertoire->words, situation->words, situation->count * sizeof(uint32_t)) == 0;
}

void lw_repertoire_free(lw_repertoire *repertoire)
{
    if (repertoire != NULL)
        free(repertoire->choice);
    free(repertoire);
}

bool lw_writer_init(lw_writer *writer, const lw_terms *terms)
{
    uint32_t lanes = terms->network->catalog->lane_count;
    *writer = (lw_writer){.terms = terms};
    writer->places = calloc((size_t)lanes + 1, sizeof *writer->places);
    return writer->places != NULL;
}

void lw_writer_begin(lw_writer *writer)
{
    writer->rides.count = writer->lines.count = 0;
    writer->steps.count = writer->tolls.count = writer->labels.count = 0;
    writer->routes.count = 0;
}

/* The place of the ride over `lane`; LW_NONE when memory is out. */
static uint32_t find_ride(lw_writer *w, uint32_t lane)
{
    uint32_t known = w->places[lane];
    if (known < w->rides.count && w->rides.items[known].lane == lane)
        return known;
    w->places[lane] = (uint32_t)w->rides.count;
    const lw_crossing *crossing = lw_offers_crossing(&w->search->offers, lane);
    lw_ride ride = {.lane = lane, .kind = LW_RIDE_OFFER};
    lw_straight line = {0};
    if (lw_offer_is_freight(&w->search->facts, lane, crossing))
        ride.kind = lw_line_of(w->terms, w->search->demand, &w->load, lane, &line)
                        ? LW_RIDE_LINE
                        : LW_RIDE_FREIGHT;
    bool added = LW_PUSH(&w->rides, ride) && LW_PUSH(&w->lines, line);
    return added ? (uint32_t)w->rides.count - 1 : LW_NONE;
}

/* The place of a label's step, from 1: they ascend. */
static uint16_t find_step(const lw_writer *w, uint32_t label)
{
    size_t low = 0, high = w->labels.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (w->labels.items[middle] < label)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint16_t)(low + 1);
}

static bool add_route(lw_writer *w, const lw_written_leg *leg)
{
    lw_route route = {.minutes = leg->minutes,
                      .blind = leg->blind,
                      .step = (uint16_t)w->steps.count,
                      .entry = leg->entry,
                      .kin = leg->entry == LW_NO_ENTRY ? LW_NO_ENTRY : leg->kin};
    return LW_PUSH(&w->routes, route);
}

bool lw_writer_add(lw_writer *w, const lw_written_leg *leg)
{
    const lw_catalog *catalog = w->search->network->catalog;
    uint32_t ride = find_ride(w, leg->lane);
    bool fee = leg->handoff != LW_NONE && catalog->handoffs[leg->handoff].fee_micros > 0;
    lw_step step = {.parent = leg->parent == 0 ? 0 : find_step(w, leg->parent),
                    .ride = (uint16_t)ride};
    lw_toll toll = {.handoff = fee ? leg->handoff : LW_NONE,
                    .entry = leg->ends ? LW_NO_ENTRY : leg->entry};
    return ride != LW_NONE && LW_PUSH(&w->labels, leg->label) && LW_PUSH(&w->steps, step) &&
           LW_PUSH(&w->tolls, toll) && (!leg->ends || add_route(w, leg));
}

lw_way lw_route_way(const lw_route *route, const lw_step *steps, const lw_ride *rides)
{
    lw_way way = {0};
    for (uint16_t i = route->step; i > 0; i = steps[i - 1].parent)
        way.legs++;
    uint32_t legs = way.legs;
    for (uint16_t i = route->step; i > 0; i = steps[i - 1].parent)
        way.lanes[--legs] = rides[steps[i - 1].ride].lane;
    return way;
}

static bool comes_before(const lw_writer *w, const lw_route *a, const lw_route *b)
{
    if (a->kin != b->kin)
        return a->kin < b->kin;
    if (a->minutes != b->minutes)
        return a->minutes < b->minutes;
    if (a->blind != b->blind)
        return a->blind < b->blind;
    lw_way x = lw_route_way(a, w->steps.items, w->rides.items);
    lw_way y = lw_route_way(b, w->steps.items, w->rides.items);
    return lw_way_wins(w->search, &x, &y);
}

/* Routes are few, and come nearly in order. */
static void sort_routes(lw_writer *w)
{
    lw_route *routes = w->routes.items;
    for (size_t i = 1; i < w->routes.count; i++) {
        lw_route moved = routes[i];
        size_t at = i;
        for (; at > 0 && comes_before(w, &moved, &routes[at - 1]); at--)
            routes[at] = routes[at - 1];
        routes[at] = moved;
    }
}

/* Whether freight by lines is all that is paid. */
static bool is_plain(const lw_writer *w)
{
    bool plain = true;
    for (size_t i = 0; i < w->rides.count; i++)
        plain &= w->rides.items[i].kind == LW_RIDE_LINE;
    for (size_t i = 0; i < w->tolls.count; i++)
        plain &= w->tolls.items[i].handoff == LW_NONE && w->tolls.items[i].entry == LW_NO_ENTRY;
    for (size_t i = 0; i < w->routes.count; i++)
        plain &= w->routes.items[i].entry == LW_NO_ENTRY;
    return plain;
}

#define COPY(place, list) memcpy((place), (list).items, (list).count * sizeof *(list).items)

bool lw_writer_end(lw_writer *w, lw_repertoire *made)
{
    lw_choice head = {.ride_count = (uint32_t)w->rides.count,
                      .step_count = (uint32_t)w->steps.count,
                      .route_count = (uint32_t)w->routes.count,
                      .plain = is_plain(w)};
    if (w->steps.count >= UINT16_MAX)
        made->unfit = true;
    if (w->routes.count == 0 || made->unfit)
        return true;
    lw_choice *choice = calloc(1, lw_choice_bytes(&head));
    if (choice == NULL)
        return false;
    sort_routes(w);
    *choice = head;
    COPY(lw_choice_lines(choice), w->lines);
    COPY(lw_choice_routes(choice), w->routes);
    COPY(lw_choice_steps(choice), w->steps);
    if (!head.plain)
        COPY(lw_choice_tolls(choice), w->tolls);
    COPY(lw_choice_rides(choice), w->rides);
    made->choice = choice;
    return true;
}
