/* Explanations: the same search asked another question, and counts of what was refused. */
#include "plan/explain.h"

#include <assert.h>

#include "base/buffer.h"
#include "base/clean.h"
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

const char *lw_quote_keep_text(lw_quote *quote, lw_buffer *text)
{
    char *kept = text->failed ? NULL
                              : lw_arena_text(&quote->memory->arena,
                                              text->bytes == NULL ? "" : text->bytes, text->length);
    lw_buffer_release(text);
    if (kept)
        lw_clean(kept); /* tables and shipments are quoted */
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
    lw_way way = lw_label_way(search, &search->labels.items[best.label]);
    if (built == NULL ||
        !lw_bill_plan(search, &way, best.cost, best.blind, false, quote->memory, built))
        return lw_fail_memory(err);
    assert(built->minutes[options->time_basis] == best.minutes);
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
        report->nearest[refusal] = lw_quote_keep_text(quote, &text);
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
    report->note = lw_quote_keep_text(quote, &text);
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
