/* Short forms of plans. */
#include "plan/outline.h"

#include <string.h>

struct lw_outline {
    lw_repertoires *store;           /* it lives in */
    _Atomic(lw_outline_text *) text; /* NULL = none yet */
    const char *start;
    int32_t minutes[3];
    int32_t blind_gap_minutes;
    int32_t visibility_e3;
    int arrive_offset;
    uint8_t mode_count, leg_count;
    uint8_t modes[LW_MODE_COUNT];
    const char *lanes[];
};

static uint8_t mode_of(const char *name)
{
    uint8_t mode = 0;
    while (lw_mode_name(mode) != name) /* names are static */
        mode++;
    return mode;
}

void lw_outline_keep(lw_repertoires *store, _Atomic(lw_outline *) *place, const lw_plan *plan)
{
    lw_outline *made =
        lw_repertoires_room(store, sizeof *made + plan->leg_count * sizeof *made->lanes);
    if (made == NULL)
        return;
    *made = (lw_outline){.store = store,
                         .start = plan->start,
                         .blind_gap_minutes = (int32_t)plan->blind_gap_minutes,
                         .visibility_e3 = (int32_t)plan->visibility_e3,
                         .arrive_offset = plan->arrive_offset,
                         .mode_count = (uint8_t)plan->mode_count,
                         .leg_count = (uint8_t)plan->leg_count};
    for (int hand = 0; hand < 3; hand++)
        made->minutes[hand] = (int32_t)plan->minutes[hand];
    for (uint32_t i = 0; i < plan->mode_count; i++)
        made->modes[i] = mode_of(plan->modes[i]);
    for (uint32_t i = 0; i < plan->leg_count; i++)
        made->lanes[i] = plan->legs[i].lane;
    atomic_store_explicit(place, made, memory_order_release);
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

const lw_outline_text *lw_outline_text_of(const lw_plan *plan)
{
    return plan->outline == NULL ? NULL
                                 : atomic_load_explicit(&plan->outline->text, memory_order_acquire);
}

void lw_outline_keep_text(const lw_plan *plan, const char *bytes, size_t length)
{
    lw_outline *outline = plan->outline;
    lw_outline_text *text =
        outline == NULL ? NULL : lw_repertoires_room(outline->store, sizeof *text + length);
    if (text == NULL)
        return;
    text->length = (uint32_t)length;
    memcpy(text->bytes, bytes, length);
    atomic_store_explicit(&outline->text, text, memory_order_release);
}
