/* The public door: one shipment in, one quote out. */
#include <lanewise/planner.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "base/vector.h"
#include "plan/ahead.h"
#include "plan/bill.h"
#include "plan/explain.h"
#include "plan/outline.h"
#include "plan/reuse.h"
#include "rank/rank.h"

#define SECONDS_PER_DAY 86400

struct lw_planner {
    lw_network network;
    lw_shared_routes routes;
};

/* A shipment as it stands in the queue: looked at before its turn, or when that comes. */
typedef struct turn {
    const lw_shipment *shipment; /* NULL = free */
    lw_demand demand;
    lw_status status; /* of resolving it, */
    lw_error err;     /* filled where that is not LW_OK */
    lw_sight sight;
} turn;

struct lw_workspace {
    const lw_planner *planner;
    turn turns[2]; /* the one that is planned, and the one after it */
    lw_search search;
    lw_reuse reuse;
    bool reused; /* the current frontier is the reuse's, not the search's */
    struct {
        lw_ranked *items;
        size_t count, capacity;
    } ranked;
};

lw_status lw_planner_new(const lw_catalog *catalog, lw_planner **planner, lw_error *err)
{
    *planner = NULL;
    lw_planner *made = calloc(1, sizeof *made);
    if (made == NULL)
        return lw_fail_memory(err);
    lw_status status = lw_network_build(&made->network, catalog, err);
    if (status != LW_OK) {
        free(made);
        return status;
    }
    lw_shared_routes_init(&made->routes, &made->network);
    *planner = made;
    return LW_OK;
}

void lw_planner_free(lw_planner *planner)
{
    if (planner == NULL)
        return;
    lw_shared_routes_release(&planner->routes);
    lw_network_release(&planner->network);
    free(planner);
}

const lw_catalog *lw_planner_catalog(const lw_planner *planner)
{
    return planner->network.catalog;
}

/* The planner is the same for everybody; what its threads have found out meanwhile is not part of
 * what it is. */
static lw_shared_routes *routes_of(const lw_planner *planner)
{
    return (lw_shared_routes *)&planner->routes;
}

lw_status lw_workspace_new(const lw_planner *planner, lw_workspace **workspace, lw_error *err)
{
    *workspace = NULL;
    lw_workspace *made = calloc(1, sizeof *made);
    if (made == NULL)
        return lw_fail_memory(err);
    made->planner = planner;
    made->reuse.routes = routes_of(planner);
    lw_status status = lw_search_init(&made->search, &planner->network, err);
    if (status != LW_OK) {
        free(made);
        return status;
    }
    *workspace = made;
    return LW_OK;
}

void lw_workspace_free(lw_workspace *workspace)
{
    if (workspace == NULL)
        return;
    lw_search_release(&workspace->search);
    lw_reuse_release(&workspace->reuse);
    for (int i = 0; i < 2; i++)
        lw_demand_release(&workspace->turns[i].demand);
    free(workspace->ranked.items);
    free(workspace);
}

/* Forgets the old answer, keeps its memory. */
static lw_status begin_quote(lw_quote *quote, lw_error *err)
{
    struct lw_quote_memory *memory = quote->memory;
    if (memory == NULL)
        memory = calloc(1, sizeof *memory);
    if (memory == NULL)
        return lw_fail_memory(err);
    lw_arena_reset(&memory->arena);
    if (quote->explained) /* else they are empty, and far more than all the rest */
        memset(quote->modes, 0, sizeof quote->modes);
    quote->status = LW_QUOTE_NO_PLAN;
    quote->currency = NULL;
    quote->decimals = 0;
    quote->ship_date = 0;
    quote->has_clock = quote->explained = false;
    quote->message = "";
    quote->plans = NULL;
    quote->plan_count = quote->frontier_count = 0;
    quote->memory = memory;
    return LW_OK;
}

void lw_quote_release(lw_quote *quote)
{
    if (quote == NULL)
        return;
    if (quote->memory != NULL) {
        lw_arena_release(&quote->memory->arena);
        lw_ledger_release(&quote->memory->ledger);
        free(quote->memory);
    }
    *quote = (lw_quote){0};
}

static int32_t default_ship_date(const lw_options *options)
{
    return options->has_ship_date ? options->ship_date : (int32_t)(time(NULL) / SECONDS_PER_DAY);
}

/* The frontier as rankable triples: of the search's last run, or of the routes that were reused. */
static bool collect(lw_workspace *workspace)
{
    const lw_search *search = &workspace->search;
    const lw_performer *performer = &workspace->reuse.performer;
    workspace->ranked.count = 0;
    for (size_t i = 0; !workspace->reused && i < search->arrivals.count; i++) {
        if (!LW_PUSH(&workspace->ranked, lw_rankable(search, &search->arrivals.items[i])))
            return false;
    }
    for (size_t i = 0; workspace->reused && i < performer->candidates.count; i++) {
        const lw_candidate *c = &performer->candidates.items[i];
        lw_ranked ranked = {
            .cost = c->cost, .minutes = c->minutes, .blind = c->blind, .label = (uint32_t)i};
        if (!LW_PUSH(&workspace->ranked, ranked))
            return false;
    }
    return true;
}

/* Bills a plan; false when memory is out. */
static bool bill(lw_workspace *workspace, const lw_ranked *ranked, const lw_options *options,
                 lw_quote *quote, lw_plan *plan)
{
    lw_search *search = &workspace->search;
    lw_way way = workspace->reused
                     ? lw_perform_tell(&workspace->reuse.performer, search, ranked->label)
                     : lw_label_way(search, &search->labels.items[ranked->label]);
    if (!lw_bill_plan(search, &way, ranked->cost, ranked->blind, options->sums_only, quote->memory,
                      plan))
        return false;
    assert(plan->minutes[options->time_basis] == ranked->minutes);
    return true;
}

/* Where the outline of a reused route belongs, if the plan is told in brief; NULL otherwise. */
static _Atomic(lw_outline *) *place_of_outline(const lw_workspace *workspace,
                                               const lw_ranked *ranked, const lw_options *options)
{
    if (!workspace->reused || !options->brief)
        return NULL;
    return lw_perform_outline(&workspace->reuse.performer, &workspace->search, ranked->label);
}

/* Asks for the outlines of the first plans, one after the other, before any is waited for. */
static void fetch_outlines(const lw_workspace *workspace, const lw_options *options, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        _Atomic(lw_outline *) *place =
            place_of_outline(workspace, &workspace->ranked.items[i], options);
        if (place != NULL)
            lw_outline_soon(atomic_load_explicit(place, memory_order_relaxed));
    }
}

/* Builds one plan: in brief out of its route's outline, which the first such plan leaves. */
static bool build_plan(lw_workspace *workspace, const lw_ranked *ranked, const lw_options *options,
                       lw_quote *quote, lw_plan *plan)
{
    const lw_performer *performer = &workspace->reuse.performer;
    const lw_search *search = &workspace->search;
    _Atomic(lw_outline *) *place = place_of_outline(workspace, ranked, options);
    lw_outline *outline = place == NULL ? NULL : atomic_load_explicit(place, memory_order_acquire);
    if (outline != NULL)
        return lw_outline_fill(outline, &performer->candidates.items[ranked->label], search,
                               &quote->memory->arena, plan);
    bool billed = bill(workspace, ranked, options, quote, plan);
    if (billed && place != NULL)
        lw_outline_keep(workspace->reuse.store, place, plan);
    return billed;
}

/* Builds the plans to be told, best first: all of the frontier where an explanation needs them. */
static lw_status build_plans(lw_workspace *workspace, const lw_options *options, lw_quote *quote,
                             lw_error *err)
{
    size_t count = workspace->ranked.count;
    uint32_t told = options->frontier || options->top > count ? (uint32_t)count : options->top;
    size_t built = options->explain ? count : told;
    fetch_outlines(workspace, options, built);
    lw_plan *plans = lw_arena_alloc(&quote->memory->arena, built, sizeof *plans);
    if (plans == NULL)
        return lw_fail_memory(err);
    for (size_t i = 0; i < built; i++) {
        const lw_ranked *ranked = &workspace->ranked.items[i];
        if (!build_plan(workspace, ranked, options, quote, &plans[i]))
            return lw_fail_memory(err);
        plans[i].rank = (int)i + 1;
        plans[i].score_e4 = ranked->score_e4;
    }
    quote->plans = plans;
    quote->plan_count = told;
    quote->frontier_count = (uint32_t)count;
    quote->status = count > 0 ? LW_QUOTE_OK : LW_QUOTE_NO_PLAN;
    return LW_OK;
}

/* From routes found for others where that is possible, else by a search of its own. */
static lw_status find_frontier(lw_workspace *workspace, turn *now, const lw_options *options,
                               lw_error *err)
{
    lw_search *search = &workspace->search;
    workspace->reused = false;
    lw_status status = lw_search_turn(search, &now->demand, err);
    if (status == LW_OK && !options->explain && !options->anew)
        status = lw_reuse_frontier(&workspace->reuse, search, options->time_basis, &now->sight,
                                   &workspace->reused, err);
    if (status != LW_OK || workspace->reused)
        return status;
    status = lw_search_begin(search, err);
    lw_goal goal = {.hand = options->time_basis, .mode = LW_ANY_MODE};
    if (status == LW_OK)
        status = lw_search_frontier(search, &goal, err);
    return status;
}

static lw_status plan(lw_workspace *workspace, turn *now, const lw_options *options,
                      lw_quote *quote, lw_error *err)
{
    lw_search *search = &workspace->search;
    const lw_catalog *catalog = search->network->catalog;
    quote->currency = catalog->currencies[now->demand.currency.i].code;
    quote->decimals = catalog->currencies[now->demand.currency.i].decimals;
    quote->ship_date = now->demand.ship_date;
    quote->has_clock = catalog->has_clock;

    lw_status status = find_frontier(workspace, now, options, err);
    if (status != LW_OK)
        return status;
    quote->reused = workspace->reused;
    if (!collect(workspace))
        return lw_fail_memory(err);
    bool all = options->frontier || options->explain;
    lw_rank_plans(workspace->ranked.items, workspace->ranked.count,
                  all ? workspace->ranked.count : options->top, options, quote->decimals);
    status = build_plans(workspace, options, quote, err);
    if (status == LW_OK && options->explain)
        status = lw_explain_modes(search, workspace->ranked.items, options, quote, err);
    if (status == LW_OK)
        status = lw_explain_message(search, quote, err);
    return status;
}

/* Options may come from a program instead of text: out of range they would index past arrays or
 * give no plan. */
static lw_status check_options(const lw_options *options, lw_error *err)
{
    if ((unsigned)options->rank >= LW_RANK_COUNT || (unsigned)options->time_basis > LW_CLOCK_MAX)
        return lw_fail(err, LW_BAD_ARGUMENT, "the options name no rank or time basis");
    if (options->top < 1 && !options->frontier)
        return lw_fail(err, LW_BAD_ARGUMENT, "top is 0: at least one plan is told");
    if (options->value_of_day_micros < 0 || options->value_of_blind_day_micros < 0)
        return lw_fail(err, LW_BAD_ARGUMENT, "the value of a day is below 0");
    return LW_OK;
}

/* Takes a shipment's turn up: the old one of the same shipment, else the one that is free, else
 * that of a shipment that was looked at and never planned. */
static turn *take_turn(lw_workspace *workspace, const lw_shipment *shipment,
                       const lw_options *options)
{
    turn *taken = &workspace->turns[workspace->turns[0].shipment != NULL];
    for (int i = 0; i < 2; i++) {
        if (workspace->turns[i].shipment == shipment)
            taken = &workspace->turns[i];
    }
    lw_demand_defaults defaults = {default_ship_date(options), options->currency};
    taken->shipment = shipment;
    taken->sight.known = false;
    taken->status = lw_demand_resolve(workspace->planner->network.catalog, shipment, &defaults,
                                      &taken->demand, &taken->err);
    return taken;
}

void lw_plan_ahead(lw_workspace *workspace, const lw_shipment *shipment, const lw_options *options)
{
    turn *ahead = take_turn(workspace, shipment, options);
    if (ahead->status == LW_OK)
        lw_reuse_look(&workspace->reuse, &ahead->demand, options->time_basis, &ahead->sight);
}

/* The turn that has come for a shipment, whether it was looked at before or not. */
static turn *turn_of(lw_workspace *workspace, const lw_shipment *shipment,
                     const lw_options *options)
{
    for (int i = 0; i < 2; i++) {
        if (workspace->turns[i].shipment == shipment)
            return &workspace->turns[i];
    }
    return take_turn(workspace, shipment, options);
}

/* Asks for the routes of the shipment that waits, if there is one. */
static void come_closer(const lw_workspace *workspace)
{
    for (int i = 0; i < 2; i++) {
        if (workspace->turns[i].shipment != NULL)
            lw_reuse_come_closer(&workspace->reuse, &workspace->turns[i].sight);
    }
}

lw_status lw_plan_shipment(lw_workspace *workspace, const lw_shipment *shipment,
                           const lw_options *options, lw_quote *quote, lw_error *err)
{
    lw_status status = begin_quote(quote, err);
    if (status == LW_OK)
        status = check_options(options, err);
    if (status != LW_OK)
        return status;
    turn *now = turn_of(workspace, shipment, options);
    now->shipment = NULL;
    status = now->status;
    if (status == LW_OK)
        status = plan(workspace, now, options, quote, err);
    else if (err != NULL)
        *err = now->err;
    come_closer(workspace);
    return status;
}
