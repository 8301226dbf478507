/* Explanations: the same search asked another question, and counts of what was refused. */
#include "plan/explain.h"

#include <string.h>

#include "base/buffer.h"
#include "base/error.h"

static bool uses_mode(const lw_plan *plan, const char *mode)
{
    for (uint32_t i = 0; i < plan->mode_count; i++) {
        if (plan->modes[i] == mode)
            return true;
    }
    return false;
}

static bool on_frontier(const lw_quote *quote, const char *mode)
{
    for (uint32_t i = 0; i < quote->frontier_count; i++) {
        if (uses_mode(&quote->plans[i], mode))
            return true;
    }
    return false;
}

/* The buffer's text in the quote's memory; NULL when memory is out. */
static const char *keep_text(lw_quote *quote, lw_buffer *text)
{
    const char *kept = text->failed
                           ? NULL
                           : lw_arena_text(&quote->memory->arena,
                                           text->bytes == NULL ? "" : text->bytes, text->length);
    lw_buffer_release(text);
    return kept;
}

static bool comes_first(const lw_ranked *a, const lw_ranked *b)
{
    if (a->cost != b->cost)
        return a->cost < b->cost;
    if (a->minutes != b->minutes)
        return a->minutes < b->minutes;
    return a->blind < b->blind;
}

/* The first ranked frontier plan that is no worse on any criterion. */
static const lw_plan *find_winner(const lw_quote *quote, const lw_ranked *frontier,
                                  const lw_ranked *beaten)
{
    for (uint32_t i = 0; i < quote->frontier_count; i++) {
        const lw_ranked *plan = &frontier[i];
        if (plan->cost <= beaten->cost && plan->minutes <= beaten->minutes &&
            plan->blind <= beaten->blind)
            return &quote->plans[i];
    }
    return NULL;
}

/* The best feasible plan with a mode, if there is one, and what beats it. */
static lw_status report_best(lw_search *search, lw_mode mode, const lw_ranked *frontier,
                             const lw_options *options, lw_quote *quote, lw_mode_report *report,
                             lw_error *err)
{
    lw_goal goal = {.hand = options->time_basis, .mode = (int)mode};
    lw_status status = lw_search_frontier(search, &goal, err);
    if (status != LW_OK || search->arrivals.count == 0)
        return status;
    lw_ranked best = {0};
    for (size_t i = 0; i < search->arrivals.count; i++) {
        lw_ranked plan = lw_rankable(search, &search->arrivals.items[i]);
        if (i == 0 || comes_first(&plan, &best))
            best = plan;
    }
    lw_plan *built = lw_arena_alloc(&quote->memory->arena, 1, sizeof *built);
    if (built == NULL ||
        !lw_bill_plan(search, &search->labels.items[best.label], quote->memory, built))
        return lw_fail_memory(err);
    built->score_e4 = lw_rank_score(&best, frontier, quote->frontier_count, options);
    report->best = built;
    report->beaten_by = find_winner(quote, frontier, &best);
    return LW_OK;
}

static lw_status report_refusals(const lw_search *search, const lw_mode_tally *tally,
                                 lw_quote *quote, lw_mode_report *report, lw_error *err)
{
    for (int refusal = 0; refusal < LW_REFUSAL_COUNT; refusal++) {
        report->refused[refusal] = tally->refused[refusal];
        if (tally->nearest_lane[refusal] == LW_NONE)
            continue;
        lw_buffer text = {0};
        lw_put_format(&text, "%s (lane %s)", tally->nearest[refusal].text,
                      search->network->catalog->lanes[tally->nearest_lane[refusal]].id);
        report->nearest[refusal] = keep_text(quote, &text);
        if (report->nearest[refusal] == NULL)
            return lw_fail_memory(err);
    }
    return LW_OK;
}

/* A sentence for a mode that nothing else explains. */
static lw_status report_note(const lw_search *search, const lw_mode_tally *tally, lw_quote *quote,
                             lw_mode_report *report, lw_error *err)
{
    const char *origin = search->network->catalog->nodes[search->demand->origin.i].id;
    lw_buffer text = {0};
    if (report->best != NULL || report->over_limits > 0 || tally->reached > 0)
        return LW_OK;
    if (tally->leaving == 0)
        lw_put_format(&text, "no lane of this mode leaves %s, and none is reached on the way",
                      origin);
    else
        lw_put_format(&text, "lanes of this mode leave %s, but not on a way to the destination",
                      origin);
    report->note = keep_text(quote, &text);
    return report->note == NULL ? lw_fail_memory(err) : LW_OK;
}

lw_status lw_explain_modes(lw_search *search, const lw_ranked *frontier, const lw_options *options,
                           lw_quote *quote, lw_error *err)
{
    lw_mode_tally tallies[LW_MODE_COUNT];
    lw_status status = lw_search_tally(search, tallies, err);
    quote->explained = true;
    for (unsigned mode = 0; mode < LW_MODE_COUNT && status == LW_OK; mode++) {
        lw_mode_report *report = &quote->modes[mode];
        report->mode = lw_mode_name(mode);
        report->on_frontier = on_frontier(quote, report->mode);
        status = report_refusals(search, &tallies[mode], quote, report, err);
        if (report->on_frontier || status != LW_OK)
            continue;
        status = report_best(search, (lw_mode)mode, frontier, options, quote, report, err);
        if (status == LW_OK && report->best == NULL)
            report->over_limits = tallies[mode].plans;
        if (status == LW_OK)
            status = report_note(search, &tallies[mode], quote, report, err);
    }
    return status;
}

/* The reason of a restriction that forbids the whole shipment; NULL = none does. */
static const char *global_reason(const lw_search *search)
{
    lw_span rows = search->network->global_restrictions;
    for (uint32_t i = 0; i < rows.count; i++) {
        if (search->facts.restriction_match[rows.items[i]] != LW_MATCH_NO)
            return search->network->catalog->restrictions[rows.items[i]].reason;
    }
    return NULL;
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
    const char *reason = global_reason(search);
    if (reason != NULL) {
        lw_put_format(text, "the shipment is restricted: %s", reason);
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
    return quote->plan_count > 0 && search->facts.origin_area.i != search->facts.destination_area.i;
}

lw_status lw_explain_message(lw_search *search, lw_quote *quote, lw_error *err)
{
    lw_buffer text = {0};
    lw_status status = LW_OK;
    if (quote->status == LW_QUOTE_NO_PLAN)
        status = put_no_plan(search, &text, err);
    else if (search->demand->value_minor == 0 && enters(search, quote))
        lw_put_text(&text, "no goods value given: no duty or tax is counted");
    quote->message = keep_text(quote, &text);
    if (status == LW_OK && quote->message == NULL)
        status = lw_fail_memory(err);
    return status;
}
