/* Short forms of plans. */
#include "plan/outline.h"

#include <string.h>

#include "base/fetch.h"

/* In one block, so that all of it can be asked for at once. */
struct lw_outline {
    const char *start;
    int32_t minutes[3];
    int32_t blind_gap_minutes;
    int32_t visibility_e3;
    int arrive_offset;
    uint8_t mode_count, leg_count;
    uint8_t modes[LW_MODE_COUNT];
    atomic_uchar text_state;
    uint16_t text_length;
    const char *lanes[]; /* of the legs; then the text */
};

enum { NO_TEXT, WRITING, READY };

/* Most texts fit: numbers, punctuation and short ids. */
enum { TEXT_ROOM = 128, LINES_OF_OUTLINE = 4 };

static char *text_of(lw_outline *outline)
{
    return (char *)(outline->lanes + outline->leg_count);
}

void lw_outline_keep(lw_repertoires *store, _Atomic(lw_outline *) *place, const lw_plan *plan)
{
    size_t bytes = sizeof(lw_outline) + plan->leg_count * sizeof(const char *) + TEXT_ROOM;
    lw_outline *made = lw_repertoires_room(store, bytes);
    if (made == NULL)
        return;
    made->start = plan->start;
    made->blind_gap_minutes = (int32_t)plan->blind_gap_minutes;
    made->visibility_e3 = (int32_t)plan->visibility_e3;
    made->arrive_offset = plan->arrive_offset;
    made->mode_count = (uint8_t)plan->mode_count;
    made->leg_count = (uint8_t)plan->leg_count;
    for (int hand = 0; hand < 3; hand++)
        made->minutes[hand] = (int32_t)plan->minutes[hand];
    for (uint32_t i = 0; i < plan->mode_count; i++)
        made->modes[i] = (uint8_t)lw_mode_of(plan->modes[i]);
    for (uint32_t i = 0; i < plan->leg_count; i++)
        made->lanes[i] = plan->legs[i].lane;
    atomic_store_explicit(place, made, memory_order_release);
}

void lw_outline_soon(const lw_outline *outline)
{
    lw_fetch(outline, LINES_OF_OUTLINE);
}

bool lw_outline_fill(lw_outline *o, const lw_candidate *candidate, const lw_search *search,
                     lw_arena *arena, lw_plan *plan)
{
    const lw_demand *demand = search->demand;
    lw_leg *legs = lw_arena_alloc(arena, o->leg_count, sizeof *legs);
    if (legs == NULL)
        return false;
    for (uint32_t i = 0; i < o->leg_count; i++)
        legs[i].lane = o->lanes[i];
    for (uint32_t i = 0; i < o->mode_count; i++)
        plan->modes[i] = lw_mode_name(o->modes[i]);
    for (int hand = 0; hand < 3; hand++) {
        plan->minutes[hand] = o->minutes[hand];
        plan->arrives[hand] = demand->start_utc + o->minutes[hand];
    }
    plan->cost = plan->by_type[LW_FREIGHT] = candidate->cost;
    plan->blind_minutes = candidate->blind;
    plan->blind_gap_minutes = o->blind_gap_minutes;
    plan->visibility_e3 = o->visibility_e3;
    plan->ready_at = demand->start_utc;
    plan->ready_offset = search->network->catalog->nodes[demand->origin.i].utc_offset;
    plan->arrive_offset = o->arrive_offset;
    plan->mode_count = o->mode_count;
    plan->start = o->start;
    plan->legs = legs;
    plan->outline = o;
    plan->leg_count = o->leg_count;
    return true;
}

const char *lw_outline_text(const lw_plan *plan, size_t *length)
{
    lw_outline *outline = plan->outline;
    if (outline == NULL ||
        atomic_load_explicit(&outline->text_state, memory_order_acquire) != READY)
        return NULL;
    *length = outline->text_length;
    return text_of(outline);
}

void lw_outline_keep_text(const lw_plan *plan, const char *bytes, size_t length)
{
    lw_outline *outline = plan->outline;
    unsigned char none = NO_TEXT;
    if (outline == NULL || length > TEXT_ROOM ||
        !atomic_compare_exchange_strong(&outline->text_state, &none, WRITING))
        return;
    outline->text_length = (uint16_t)length;
    memcpy(text_of(outline), bytes, length);
    atomic_store_explicit(&outline->text_state, READY, memory_order_release);
}
