/* Two quotes for one shipment, held against each other. */
#include "compare/difference.h"

#include <string.h>

#include "plan/identity.h"

const char *lw_side_name(int side)
{
    return side == LW_BEFORE ? "before" : "after";
}

const char *lw_change_name(lw_change change)
{
    static const char *const names[LW_CHANGE_COUNT] = {
        [LW_CHANGE_SAME] = "same",         [LW_CHANGE_RETIMED] = "retimed",
        [LW_CHANGE_REPRICED] = "repriced", [LW_CHANGE_REQUOTED] = "requoted",
        [LW_CHANGE_MOVED] = "moved",       [LW_CHANGE_LOST] = "lost",
        [LW_CHANGE_GAINED] = "gained",     [LW_CHANGE_NONE] = "none"};
    return names[change];
}

const char *lw_part_name(lw_part part)
{
    static const char *const names[LW_PART_COUNT] = {
        [LW_PART_FREIGHT] = "freight",   [LW_PART_SURCHARGES] = "surcharges",
        [LW_PART_HANDLING] = "handling", [LW_PART_HANDOFF] = "handoff",
        [LW_PART_CUSTOMS] = "customs",   [LW_PART_DUTY] = "duty",
        [LW_PART_TAX] = "tax",           [LW_PART_STORAGE] = "storage",
        [LW_PART_INBOUND] = "inbound",   [LW_PART_BUYER_PAYS] = "buyer_pays"};
    return names[part];
}

int64_t lw_plan_part(const lw_plan *plan, lw_part part)
{
    static const lw_charge_type types[] = {
        [LW_PART_FREIGHT] = LW_FREIGHT,   [LW_PART_SURCHARGES] = LW_SURCHARGE,
        [LW_PART_HANDLING] = LW_HANDLING, [LW_PART_HANDOFF] = LW_HANDOFF,
        [LW_PART_CUSTOMS] = LW_CLEARANCE, [LW_PART_DUTY] = LW_DUTY,
        [LW_PART_TAX] = LW_TAX,           [LW_PART_STORAGE] = LW_STORAGE,
        [LW_PART_INBOUND] = LW_INBOUND};
    if (part == LW_PART_BUYER_PAYS)
        return plan->buyer_pays;
    int64_t amount = plan->by_type[types[part]];
    return part == LW_PART_CUSTOMS ? amount + plan->by_type[LW_DISBURSEMENT] : amount;
}

static void take_times(lw_difference *d, const lw_plan *before, const lw_plan *after,
                       lw_clock_hand hand)
{
    d->timed = true;
    d->minutes = after->minutes[hand] - before->minutes[hand];
    d->blind_minutes = after->blind_minutes - before->blind_minutes;
    d->visibility_e3 = after->visibility_e3 - before->visibility_e3;
}

static void take_costs(lw_difference *d, const lw_plan *before, const lw_plan *after)
{
    d->priced = true;
    d->cost = after->cost - before->cost;
    for (int part = 0; part < LW_PART_COUNT; part++)
        d->parts[part] = lw_plan_part(after, (lw_part)part) - lw_plan_part(before, (lw_part)part);
}

static lw_change change_of(const lw_difference *d, lw_sweep_change plan)
{
    if (plan != LW_SWEEP_SAME)
        return LW_CHANGE_MOVED;
    if (!d->priced)
        return LW_CHANGE_REQUOTED;
    if (d->cost != 0)
        return LW_CHANGE_REPRICED;
    bool timed_alike = d->minutes == 0 && d->blind_minutes == 0 && d->visibility_e3 == 0;
    return timed_alike ? LW_CHANGE_SAME : LW_CHANGE_RETIMED;
}

lw_difference lw_difference_of(const lw_quote *before, const lw_quote *after, lw_clock_hand hand)
{
    static const lw_identity nothing = {.planned = false};
    lw_identity old = before ? lw_identity_of(before) : nothing;
    lw_identity new = after ? lw_identity_of(after) : nothing;
    lw_difference d = {.modes = {old.modes, new.modes}};
    if (!old.planned || !new.planned) {
        d.change = old.planned ? LW_CHANGE_LOST : new.planned ? LW_CHANGE_GAINED : LW_CHANGE_NONE;
        return d;
    }
    lw_sweep_change plan = lw_identity_compare(&old, &new);
    take_times(&d, before->plans, after->plans, hand);
    if (strcmp(before->currency, after->currency) == 0 && before->decimals == after->decimals)
        take_costs(&d, before->plans, after->plans);
    d.change = change_of(&d, plan);
    d.other_modes = plan == LW_SWEEP_OTHER_MODES;
    return d;
}
