/* Sampling a price where its pieces end, and in between where it may bend. */
#include "repertoire/curve.h"

#include <stdlib.h>

#include "base/wide.h"

#define SAMPLES 8 /* of a piece that is not straight */
/* Lines may begin below 0, but not so deep that the sum of a plan's parts could not be held. */
#define DEEPEST (LW_OUT_OF_SIGHT / 64)
/* One price for each end of the pieces of a cell, or each sample. */
#define MOST_POINTS 512

/* Prices at two weights and, in between, at most `slack` below or above what they say. */
typedef struct span {
    int64_t from, to;       /* grams */
    int64_t at_from, at_to; /* minor units */
    int64_t slack;
    bool straight;
} span;

typedef struct sketch {
    const lw_curve *curve;
    span spans[MOST_POINTS];
    uint32_t count;
    bool gaps, overflow;
} sketch;

void lw_curve_begin(lw_curve *curve, int64_t from, int64_t to)
{
    curve->from = from;
    curve->to = to;
    curve->straight = true;
    curve->noise = 0;
    curve->step_g = 1;
    curve->overflow = false;
    curve->break_count = 0;
}

void lw_curve_break(lw_curve *curve, int64_t grams)
{
    if (grams < curve->from || grams >= curve->to)
        return;
    if (curve->break_count == LW_CURVE_BREAKS)
        curve->overflow = true;
    else
        curve->breaks[curve->break_count++] = grams;
}

static bool price(const sketch *s, int64_t grams, int64_t *amount)
{
    return s->curve->price(s->curve->context, grams, amount);
}

static void add_span(sketch *s, const span *piece)
{
    if (s->count == MOST_POINTS)
        s->overflow = true;
    else
        s->spans[s->count++] = *piece;
}

/* How much the price rises within one step, near either end of a piece. */
static int64_t rise_of_step(const sketch *s, const span *piece)
{
    int64_t step = s->curve->step_g, first, last;
    if (step <= 1)
        return 0;
    if (piece->to - piece->from <= step)
        return llabs(piece->at_to - piece->at_from);
    if (!price(s, piece->from + step, &first) || !price(s, piece->to - step, &last))
        return LW_OUT_OF_SIGHT;
    return llabs(first - piece->at_from) + llabs(piece->at_to - last);
}

/* Takes a piece, all of one availability. */
static void take_piece(sketch *s, int64_t from, int64_t to)
{
    span piece = {.from = from, .to = to, .slack = s->curve->noise, .straight = true};
    bool first = price(s, from, &piece.at_from), last = price(s, to, &piece.at_to);
    if (!first || !last) {
        s->gaps = true;
        s->overflow |= first != last;
        return;
    }
    if (s->curve->straight) {
        piece.slack += rise_of_step(s, &piece);
        add_span(s, &piece);
        return;
    }
    piece.straight = false;
    int64_t at = piece.at_from;
    for (int i = 1; i <= SAMPLES && piece.from <= to; i++) {
        piece.to = from + (to - from) * i / SAMPLES;
        if (piece.to < piece.from)
            continue;
        piece.at_from = at;
        if (!price(s, piece.to, &piece.at_to)) {
            s->overflow = true;
            return;
        }
        add_span(s, &piece);
        at = piece.at_to;
        piece.from = piece.to;
        if (piece.to == to)
            break;
    }
}

static int64_t floor_share(int64_t a, int64_t b, int64_t part, int64_t whole)
{
    lw_wide scaled = (lw_wide)(b - a) * part;
    return a + (int64_t)(scaled / whole) - (scaled % whole < 0);
}

/* The line through the cell's outermost prices, moved down and up as far as the spans ask. False
 * where amounts are too large. */
static bool fit_lines(const sketch *s, lw_bounds *bounds)
{
    int64_t from = s->curve->from, to = s->curve->to;
    int64_t begin = s->spans[0].at_from, end = s->spans[s->count - 1].at_to;
    int64_t below = 0, above = 0, length = to > from ? to - from : 1;
    for (uint32_t i = 0; i < s->count; i++) {
        const span *p = &s->spans[i];
        /* The line's own amounts at the span's ends, rounded down: up to 1 less than it is. */
        int64_t a = floor_share(begin, end, p->from - from, length);
        int64_t b = floor_share(begin, end, p->to - from, length);
        int64_t least = p->at_from - a - 1, most = p->at_from - a;
        if (p->straight) {
            least = p->at_to - b - 1 < least ? p->at_to - b - 1 : least;
            most = p->at_to - b > most ? p->at_to - b : most;
        } else {
            /* It may stay at its first price up to the end, or take its last from the start. */
            least = p->at_from - (a > b ? a : b) - 1;
            most = p->at_to - (a < b ? a : b);
        }
        below = least - p->slack < below ? least - p->slack : below;
        above = most + p->slack > above ? most + p->slack : above;
    }
    int64_t highest = (begin > end ? begin : end) + above;
    int64_t lowest = (begin < end ? begin : end) + below;
    if (highest >= LW_OUT_OF_SIGHT || lowest < -DEEPEST)
        return false;
    bounds->low[0] = (int32_t)(begin + below);
    bounds->low[1] = (int32_t)(end + below);
    bounds->high[0] = (int32_t)(begin + above);
    bounds->high[1] = (int32_t)(end + above);
    return true;
}

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

void lw_curve_bound(lw_curve *curve, lw_bounds *bounds)
{
    sketch s;
    s.curve = curve;
    s.count = 0;
    s.gaps = s.overflow = false;
    if (curve->break_count > 1)
        qsort(curve->breaks, curve->break_count, sizeof *curve->breaks, compare);
    int64_t begin = curve->from;
    for (uint32_t i = 0; i < curve->break_count; i++) {
        if (curve->breaks[i] < begin)
            continue;
        take_piece(&s, begin, curve->breaks[i]);
        begin = curve->breaks[i] + 1;
    }
    take_piece(&s, begin, curve->to);
    bool known = !s.overflow && !curve->overflow && (s.count == 0 || fit_lines(&s, bounds));
    for (int k = 0; k < 2; k++) {
        if (!known)
            bounds->low[k] = 0;
        else if (s.count == 0)
            bounds->low[k] = LW_OUT_OF_SIGHT;
        if (!known || s.count == 0 || s.gaps)
            bounds->high[k] = LW_OUT_OF_SIGHT;
    }
}
