/* Scores in IEEE doubles, in one fixed order of operations; everything else in integers. */
#include "rank/rank.h"

#include <math.h>
#include <stdlib.h>

#define MINUTES_PER_DAY 1440
#define SCORE_UNIT      10000.0
#define MICRO_DIGITS    6
#define FEW             8

/* One criterion's best value and what counts as one unit of being worse. */
typedef struct scale {
    int64_t best, unit;
} scale;

typedef struct scales {
    scale cost, time, blind;
} scales;

/* Whether `a` comes before `b` by three values in this order. */
static inline bool before(int64_t a, int64_t b, int64_t a2, int64_t b2, int64_t a3, int64_t b3)
{
    if (a != b)
        return a < b;
    return a2 != b2 ? a2 < b2 : a3 < b3;
}

static scale make_scale(int64_t best, int64_t a, int64_t b)
{
    int64_t greatest = a > b ? a : b;
    int64_t unit = greatest > best ? greatest - best : best;
    return (scale){best, unit > 0 ? unit : 1};
}

/* The cheapest, the fastest and the most visible plan span the scales. */
static scales find_scales(const lw_ranked *plans, size_t count)
{
    const lw_ranked *cheapest = plans, *fastest = plans, *clearest = plans;
    for (size_t i = 1; i < count; i++) {
        const lw_ranked *p = &plans[i];
        if (before(p->cost, cheapest->cost, p->minutes, cheapest->minutes, p->blind,
                   cheapest->blind))
            cheapest = p;
        if (before(p->minutes, fastest->minutes, p->cost, fastest->cost, p->blind, fastest->blind))
            fastest = p;
        if (before(p->blind, clearest->blind, p->cost, clearest->cost, p->minutes,
                   clearest->minutes))
            clearest = p;
    }
    return (scales){
        .cost = make_scale(cheapest->cost, fastest->cost, clearest->cost),
        .time = make_scale(fastest->minutes, cheapest->minutes, clearest->minutes),
        .blind = make_scale(clearest->blind, cheapest->blind, fastest->blind),
    };
}

static double distance(int64_t value, const scale *s)
{
    return (double)(value - s->best) / (double)s->unit;
}

static int64_t score(const lw_ranked *plan, const scales *s, const lw_options *options)
{
    double cost = options->weight_cost * distance(plan->cost, &s->cost);
    double time = options->weight_time * distance(plan->minutes, &s->time);
    double blind = options->weight_blind * distance(plan->blind, &s->blind);
    double points = 100.0 * (1.0 - (cost + time + blind));
    double scaled = points * SCORE_UNIT;
    if (scaled >= 9.0e18 || scaled <= -9.0e18) /* only where one scale is a hair wide */
        return scaled > 0 ? INT64_MAX : INT64_MIN;
    return llround(scaled); /* half away from zero */
}

int64_t lw_rank_score(const lw_ranked *plan, const lw_ranked *frontier, size_t count,
                      const lw_options *options)
{
    scales s = find_scales(frontier, count);
    return score(plan, &s, options);
}

/* Micro-units and minutes of a day to a minor unit: what money is counted in, to be exact. */
static int64_t money_unit(int decimals)
{
    int64_t unit = MINUTES_PER_DAY;
    for (int i = decimals; i < MICRO_DIGITS; i++)
        unit *= 10;
    return unit;
}

/* By money: cost plus what the days and the blind days are worth. */
static inline lw_wide key_of(const lw_ranked *plan, const lw_options *options, int64_t unit)
{
    switch (options->rank) {
    case LW_RANK_SCORE:
        return -(lw_wide)plan->score_e4;
    case LW_RANK_TIME:
        return plan->minutes;
    case LW_RANK_VISIBILITY:
        return plan->blind;
    case LW_RANK_MONEY:
        return (lw_wide)plan->cost * unit + (lw_wide)options->value_of_day_micros * plan->minutes +
               (lw_wide)options->value_of_blind_day_micros * plan->blind;
    case LW_RANK_COST:
    case LW_RANK_COUNT:
        break;
    }
    return plan->cost;
}

static inline bool comes_first(const lw_ranked *a, const lw_ranked *b)
{
    if (a->key != b->key)
        return a->key < b->key;
    return before(a->cost, b->cost, a->minutes, b->minutes, a->blind, b->blind);
}

static int compare_plans(const void *a, const void *b)
{
    return comes_first(b, a) - comes_first(a, b);
}

static void swap(lw_ranked *a, lw_ranked *b)
{
    lw_ranked kept = *a;
    *a = *b;
    *b = kept;
}

/* Brings the first `wanted` (at most FEW) to the front, in order: cheaper than sorting. Plans are
 * moved only when their places are known. */
static void select_first(lw_ranked *plans, size_t count, size_t wanted)
{
    size_t best[FEW] = {0}, found = 0;
    for (size_t i = 0; i < count; i++) {
        if (found == wanted && !comes_first(&plans[i], &plans[best[wanted - 1]]))
            continue;
        size_t at = found < wanted ? found++ : wanted - 1;
        for (; at > 0 && comes_first(&plans[i], &plans[best[at - 1]]); at--)
            best[at] = best[at - 1];
        best[at] = i;
    }
    for (size_t k = 0; k < found; k++) {
        swap(&plans[k], &plans[best[k]]);
        for (size_t later = k + 1; later < found; later++) {
            if (best[later] == k)
                best[later] = best[k];
        }
    }
}

void lw_rank_plans(lw_ranked *plans, size_t count, size_t wanted, const lw_options *options,
                   int decimals)
{
    if (count == 0)
        return;
    scales s = find_scales(plans, count);
    bool by_score = options->rank == LW_RANK_SCORE;
    int64_t unit = money_unit(decimals);
    for (size_t i = 0; i < count; i++) {
        if (by_score)
            plans[i].score_e4 = score(&plans[i], &s, options);
        plans[i].key = key_of(&plans[i], options, unit);
    }
    if (wanted < count && wanted <= FEW)
        select_first(plans, count, wanted);
    else
        qsort(plans, count, sizeof *plans, compare_plans);
    for (size_t i = 0; !by_score && i < count && i < wanted; i++)
        plans[i].score_e4 = score(&plans[i], &s, options);
}
