/* Remarks on an answer, and the reason for having none. */
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/list.h"
#include "plan/explain.h"

/* The restriction that forbids the whole shipment, or may: its value bound cannot be converted.
 * NULL = none. */
static const lw_restriction *global_restriction(const lw_search *search)
{
    lw_span rows = search->network->global_restrictions;
    for (uint32_t i = 0; i < rows.count; i++) {
        if (search->facts.restriction_match[rows.items[i]] != LW_MATCH_NO)
            return &search->network->catalog->restrictions[rows.items[i]];
    }
    return NULL;
}

static void put_restriction(lw_buffer *text, const lw_search *search, const lw_restriction *row)
{
    const lw_catalog *catalog = search->network->catalog;
    if (search->facts.restriction_match[row - catalog->restrictions] == LW_MATCH_YES)
        lw_put_format(text, "the shipment is restricted: %s", row->reason);
    else
        lw_put_format(text, "no exchange rate for '%s', in which restriction '%s' states a value",
                      catalog->currencies[row->currency.i].code, row->id);
}

static void put_counts(lw_buffer *text, const lw_mode_tally tallies[LW_MODE_COUNT])
{
    bool first = true;
    for (int refusal = 1; refusal < LW_REFUSAL_COUNT; refusal++) {
        uint32_t count = 0;
        for (int mode = 0; mode < LW_MODE_COUNT; mode++)
            count += tallies[mode].refused[refusal];
        if (count == 0)
            continue;
        lw_put_format(text, "%s%s %u", first ? " (refused lanes: " : ", ",
                      lw_refusal_code((lw_refusal)refusal), count);
        first = false;
    }
    if (!first)
        lw_put_char(text, ')');
}

static lw_status put_no_plan(lw_search *search, lw_buffer *text, lw_error *err)
{
    const lw_demand *demand = search->demand;
    const char *origin = search->network->catalog->nodes[demand->origin.i].id;
    const char *postcode = demand->postcode[0] == '\0' ? "" : ":";
    const lw_restriction *restriction = global_restriction(search);
    if (restriction != NULL) {
        put_restriction(text, search, restriction);
        return LW_OK;
    }
    if (demand->zone_count == 0) {
        lw_put_format(text, "no zone of the catalog holds %s%s%s", demand->shipment->country,
                      postcode, demand->postcode);
        return LW_OK;
    }
    lw_mode_tally tallies[LW_MODE_COUNT];
    lw_status status = lw_search_tally(search, tallies, err);
    uint64_t plans = 0;
    for (int mode = 0; status == LW_OK && mode < LW_MODE_COUNT; mode++)
        plans = plans + tallies[mode].plans < plans ? UINT64_MAX : plans + tallies[mode].plans;
    if (plans > 0)
        lw_put_text(text, "every plan breaks a limit of the shipment");
    else
        lw_put_format(text, "no usable chain of at most %d lanes from %s to %s%s%s",
                      demand->max_legs, origin, demand->shipment->country, postcode,
                      demand->postcode);
    if (status == LW_OK)
        put_counts(text, tallies);
    return status;
}

/* Whether some plan that is told clears an import. */
static bool enters(const lw_search *search, const lw_quote *quote)
{
    return quote->plan_count > 0 && search->facts.origin_area.i != search->demand->area.i;
}

/* A flag that no table mentions changes nothing. That is fine for most; one that looks like a slip
 * is pointed out, because it may have been meant to forbid something. */
static void put_flag_remark(lw_buffer *text, const lw_intern *known, const char *flag)
{
    const char *near = lw_intern_nearest(known, flag);
    if (lw_intern_find(known, flag) != LW_NONE || (near == NULL && strpbrk(flag, ",; ") == NULL))
        return;
    lw_put_format(text, "%sno table mentions the flag '%s'", text->length > 0 ? "; " : "", flag);
    if (near != NULL)
        lw_put_format(text, "; did you mean '%s'?", near);
    else
        lw_put_text(text, "; flags are separated by '|'");
}

static void put_flag_remarks(lw_buffer *text, const lw_search *search)
{
    char flag[65]; /* a name of the catalog has 64 characters at most */
    const char *rest = search->demand->shipment->flags;
    lw_item item;
    while (lw_list_next(&rest, &item)) {
        if (item.length >= sizeof flag)
            continue;
        memcpy(flag, item.text, item.length);
        flag[item.length] = '\0';
        put_flag_remark(text, &search->network->catalog->flag_names, flag);
    }
}

lw_status lw_explain_message(lw_search *search, lw_quote *quote, lw_error *err)
{
    lw_buffer text = {0};
    lw_status status = LW_OK;
    if (quote->status == LW_QUOTE_NO_PLAN)
        status = put_no_plan(search, &text, err);
    else if (search->demand->value_minor == 0 && enters(search, quote))
        lw_put_text(&text, "no goods value given: no duty or tax is counted");
    put_flag_remarks(&text, search);
    quote->message = lw_quote_keep_text(quote, &text);
    if (status == LW_OK && quote->message == NULL)
        status = lw_fail_memory(err);
    return status;
}
