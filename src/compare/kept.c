/* Lists of orders in which the lightest gives way to a heavier one. */
#include "compare/kept.h"

#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "render/formats.h"

static void free_kept(lw_kept *kept)
{
    lw_buffer_release(&kept->id);
    for (int side = 0; side < LW_SIDES; side++) {
        lw_buffer_release(&kept->sides[side].message);
        free(kept->sides[side].legs.items);
    }
    free(kept);
}

void lw_kept_release(lw_kept_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free_kept(list->items[i]);
    free(list->items);
    *list = (lw_kept_list){.most = list->most};
}

static bool keep_text(lw_buffer *kept, const char *text)
{
    kept->length = 0;
    lw_put_bytes(kept, text, strlen(text) + 1);
    return !kept->failed;
}

/* Ids of plans and legs belong to the catalog; the legs themselves go with the quote. */
static bool keep_plan(lw_kept_side *side, const lw_plan *plan)
{
    if (!LW_RESERVE(&side->legs, (size_t)plan->leg_count))
        return false;
    side->legs.count = plan->leg_count;
    if (plan->leg_count > 0)
        memcpy(side->legs.items, plan->legs, plan->leg_count * sizeof *plan->legs);
    side->plan = *plan;
    side->plan.legs = side->legs.items;
    side->plan.charges = NULL;
    side->plan.charge_count = 0;
    return true;
}

static bool keep_side(lw_kept_side *side, const lw_answer *answer, const lw_style *style)
{
    char text[LW_MESSAGE];
    const lw_quote *quote = answer->quote;
    side->status = lw_answer_status(answer);
    side->planned = quote && quote->status == LW_QUOTE_OK;
    side->currency = quote ? quote->currency : NULL;
    side->decimals = quote ? quote->decimals : 0;
    return keep_text(&side->message, lw_answer_message(style, answer, text)) &&
           (!side->planned || quote == NULL || keep_plan(side, quote->plans));
}

static bool fill(lw_kept *kept, int64_t weight, const lw_compared *order, const lw_style *style)
{
    kept->weight = weight;
    kept->number = order->number;
    kept->difference = *order->difference;
    bool filled = keep_text(&kept->id, order->id);
    for (int side = 0; side < LW_SIDES; side++)
        filled = filled && keep_side(&kept->sides[side], order->answers[side], style);
    return filled;
}

static bool comes_before(const lw_kept *kept, int64_t weight, uint64_t number)
{
    return kept->weight > weight || (kept->weight == weight && kept->number < number);
}

bool lw_kept_offer(lw_kept_list *list, int64_t weight, const lw_compared *order,
                   const lw_style *style)
{
    list->offered++;
    bool full = list->count == list->most;
    if (full &&
        (list->most == 0 || comes_before(list->items[list->count - 1], weight, order->number)))
        return true;
    if (!full) {
        lw_kept *made = calloc(1, sizeof *made);
        if (!made || !LW_PUSH(list, made)) {
            free(made);
            return false;
        }
        // cppcheck-suppress memleak ; the list holds it
    }
    /* The last one is free or the lightest: it is filled anew and moves to its place. */
    lw_kept *kept = list->items[list->count - 1];
    size_t at = list->count - 1;
    for (; at > 0 && !comes_before(list->items[at - 1], weight, order->number); at--)
        list->items[at] = list->items[at - 1];
    list->items[at] = kept;
    return fill(kept, weight, order, style);
}
