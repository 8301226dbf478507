/* Telling plans apart by their start, lanes and modes. */
#include "plan/identity.h"

#include <string.h>

#include "catalog/model.h"

unsigned lw_mode_set_of(const lw_plan *plan)
{
    unsigned bits = 0;
    for (uint32_t i = 0; i < plan->mode_count; i++)
        bits |= 1u << lw_mode_of(plan->modes[i]);
    return bits;
}

lw_identity lw_identity_of(const lw_quote *quote)
{
    lw_identity id = {.planned = quote->status == LW_QUOTE_OK && quote->plan_count > 0};
    if (!id.planned)
        return id;
    const lw_plan *plan = quote->plans;
    id.stocked = plan->stocked;
    id.start = plan->start;
    id.leg_count = plan->leg_count;
    for (uint32_t i = 0; i < plan->leg_count && i < LW_IDENTITY_LEGS; i++)
        id.lanes[i] = plan->legs[i].lane;
    id.modes = lw_mode_set_of(plan);
    return id;
}

lw_sweep_change lw_identity_compare(const lw_identity *a, const lw_identity *b)
{
    if (a->planned != b->planned || a->modes != b->modes)
        return LW_SWEEP_OTHER_MODES;
    if (!a->planned)
        return LW_SWEEP_SAME;
    bool same =
        a->stocked == b->stocked && a->leg_count == b->leg_count && strcmp(a->start, b->start) == 0;
    for (uint32_t i = 0; same && i < a->leg_count; i++)
        same = strcmp(a->lanes[i], b->lanes[i]) == 0;
    return same ? LW_SWEEP_SAME : LW_SWEEP_OTHER_PLAN;
}
