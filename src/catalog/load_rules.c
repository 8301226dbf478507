/* Surcharges, handoffs and restrictions. */
#include <stdlib.h>

#include "base/error.h"
#include "catalog/load.h"

/* ---- Surcharges --------------------------------------------------------------------------------
 */

static int64_t read_amount(lw_loader *loader, lw_basis basis, const char *text)
{
    bool percent = basis == LW_PCT_FREIGHT || basis == LW_PCT_VALUE || basis == LW_PCT_CHARGES;
    int64_t amount = 0;
    lw_error fault;
    if (text[0] &&
        lw_number_parse(percent ? &lw_percent : &lw_money, text, &amount, &fault) != LW_OK)
        lw_row_error(loader, "amount", "%s", fault.message);
    return amount;
}

void lw_add_surcharge(lw_loader *loader, const union lw_any_row *row)
{
    const struct lw_surcharge_row *cells = &row->surcharge;
    lw_basis basis = (lw_basis)cells->basis;
    lw_surcharge surcharge = {
        .id = lw_keep_text(loader, cells->surcharge),
        .name = lw_keep_text(loader, cells->name),
        .carriers = lw_keep_list(cells->carriers),
        .modes = lw_keep_list(cells->modes),
        .lanes = lw_keep_list(cells->lanes),
        .zones = lw_keep_list(cells->zones),
        .countries = lw_keep_list(cells->countries),
        .flags = lw_keep_list(cells->flags),
        .over_g = cells->over,
        .over_side_mm = cells->over_side,
        .over_sum_mm = cells->over_sum,
        .over_girth_mm = cells->over_girth,
        .basis = basis,
        .amount = read_amount(loader, basis, cells->amount),
        .min_micros = cells->min_amount,
        .max_micros = cells->max_amount,
        .currency = {cells->currency},
        .group = cells->group,
        .fuel_applies = cells->fuel_applies == 1,
        .valid = lw_keep_dates(loader, cells->valid_from, cells->valid_to),
        .source = loader->here,
    };
    if (cells->min_amount > cells->max_amount)
        lw_row_error(loader, "max_amount", "max_amount is below min_amount");
    if (loader->sound && !LW_PUSH(&loader->surcharges, surcharge))
        lw_loader_no_memory(loader);
}

/* A group is either all pct_charges or has none. */
static void check_groups(lw_loader *loader)
{
    const lw_surcharge **first = calloc((size_t)loader->groups.count + 1, sizeof *first);
    if (!first) {
        lw_loader_no_memory(loader);
        return;
    }
    for (size_t i = 0; i < loader->surcharges.count; i++) {
        const lw_surcharge *row = &loader->surcharges.items[i];
        if (row->group == LW_NONE)
            continue;
        if (!first[row->group])
            first[row->group] = row;
        const lw_surcharge *other = first[row->group];
        char place[LW_PLACE_SIZE];
        if ((other->basis == LW_PCT_CHARGES) != (row->basis == LW_PCT_CHARGES))
            lw_row_problem(loader, LW_ERROR, row->source, "group",
                           "group '%s' mixes pct_charges with other bases (%s)",
                           loader->groups.texts[row->group],
                           lw_place(loader, other->source, place, sizeof place));
    }
    free(first);
}

/* ---- Handoffs ----------------------------------------------------------------------------------
 */

void lw_add_handoff(lw_loader *loader, const union lw_any_row *row)
{
    const struct lw_handoff_row *cells = &row->handoff;
    bool has_fee = cells->fee != LW_UNSET;
    if (cells->fee > 0 && cells->currency == LW_NONE && lw_cell_sound(loader, "currency"))
        lw_row_error(loader, "currency|fee", "currency is required with a fee");
    if (!loader->sound)
        return;
    lw_handoff handoff = {.node = {cells->node},
                          .from_carrier = {cells->from_carrier},
                          .to_carrier = {cells->to_carrier},
                          .fee_micros = has_fee ? cells->fee : 0,
                          .currency = {has_fee ? cells->currency : LW_NONE},
                          .minutes = cells->hours,
                          .blind_minutes = cells->blind_hours,
                          .source = loader->here};
    if (!LW_PUSH(&loader->handoffs, handoff))
        lw_loader_no_memory(loader);
}

/* By what they are for; the same: in the order of the rows. */
static int compare_handoffs(const void *a, const void *b)
{
    const lw_handoff *x = *(const lw_handoff *const *)a, *y = *(const lw_handoff *const *)b;
    if (x->node.i != y->node.i)
        return x->node.i < y->node.i ? -1 : 1;
    if (x->from_carrier.i != y->from_carrier.i)
        return x->from_carrier.i < y->from_carrier.i ? -1 : 1;
    if (x->to_carrier.i != y->to_carrier.i)
        return x->to_carrier.i < y->to_carrier.i ? -1 : 1;
    return x < y ? -1 : x > y;
}

static bool same_change(const lw_handoff *x, const lw_handoff *y)
{
    return x->node.i == y->node.i && x->from_carrier.i == y->from_carrier.i &&
           x->to_carrier.i == y->to_carrier.i;
}

static void check_handoffs(lw_loader *loader)
{
    size_t count = loader->handoffs.count;
    const lw_handoff **order = malloc((count + 1) * sizeof *order);
    if (!order) {
        lw_loader_no_memory(loader);
        return;
    }
    for (size_t i = 0; i < count; i++)
        order[i] = &loader->handoffs.items[i];
    qsort(order, count, sizeof *order, compare_handoffs);
    const lw_handoff *first = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!first || !same_change(first, order[i])) {
            first = order[i];
            continue;
        }
        char place[LW_PLACE_SIZE];
        lw_row_problem(loader, LW_ERROR, order[i]->source, "node|from_carrier|to_carrier",
                       "a second row for the same change of carriers, after %s",
                       lw_place(loader, first->source, place, sizeof place));
    }
    free(order);
}

/* ---- Restrictions ------------------------------------------------------------------------------
 */

void lw_add_restriction(lw_loader *loader, const union lw_any_row *row)
{
    const struct lw_restriction_row *cells = &row->restriction;
    bool by_value = cells->over_value != LW_NO_TRIGGER;
    if (by_value && cells->currency == LW_NONE && lw_cell_sound(loader, "currency"))
        lw_row_error(loader, "currency|over_value", "currency is required with over_value");
    lw_restriction restriction = {
        .id = lw_keep_text(loader, cells->restriction),
        .reason = lw_keep_text(loader, cells->reason),
        .carriers = lw_keep_list(cells->carriers),
        .modes = lw_keep_list(cells->modes),
        .lanes = lw_keep_list(cells->lanes),
        .origin_countries = lw_keep_list(cells->origin_countries),
        .countries = lw_keep_list(cells->countries),
        .flags = lw_keep_list(cells->flags),
        .hs_prefixes = {cells->hs_prefixes.items, cells->hs_prefixes.count},
        .over_value_micros = cells->over_value,
        .currency = {by_value ? cells->currency : LW_NONE},
        .over_g = cells->over,
        .valid = lw_keep_dates(loader, cells->valid_from, cells->valid_to),
        .source = loader->here,
    };
    if (loader->sound && !LW_PUSH(&loader->restrictions, restriction))
        lw_loader_no_memory(loader);
}

void lw_finish_rules(lw_loader *loader)
{
    lw_catalog *catalog = loader->catalog;
    lw_arena *arena = &catalog->arena;
    check_groups(loader);
    check_handoffs(loader);
    catalog->surcharges = lw_arena_copy(arena, loader->surcharges.items, loader->surcharges.count,
                                        sizeof(lw_surcharge));
    catalog->handoffs =
        lw_arena_copy(arena, loader->handoffs.items, loader->handoffs.count, sizeof(lw_handoff));
    catalog->restrictions = lw_arena_copy(arena, loader->restrictions.items,
                                          loader->restrictions.count, sizeof(lw_restriction));
    catalog->surcharge_count = (uint32_t)loader->surcharges.count;
    catalog->handoff_count = (uint32_t)loader->handoffs.count;
    catalog->restriction_count = (uint32_t)loader->restrictions.count;
    if (!catalog->surcharges || !catalog->handoffs || !catalog->restrictions)
        lw_loader_no_memory(loader);
}
