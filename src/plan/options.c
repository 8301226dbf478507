/* Options from text. */
#include <string.h>

#include <lanewise/lanewise.h>

#include "base/error.h"
#include "base/nearest.h"

#define DEFAULT_TOP 5

#define WEIGHT_DIGITS 9 /* of a weight: numerator and unit are both exact as doubles */
#define WEIGHT_UNIT   1e9

static const lw_number_format WEIGHT = {"a weight",      WEIGHT_DIGITS, 1,
                                        LW_EXCESS_ERROR, NULL,          "1000000"};
static const lw_number_format TOP = {"top", 0, 1, LW_EXCESS_ERROR, "1", "1000000"};

static const char *const RANKS[] = {
    [LW_RANK_SCORE] = "score",           [LW_RANK_COST] = "cost",   [LW_RANK_TIME] = "time",
    [LW_RANK_VISIBILITY] = "visibility", [LW_RANK_MONEY] = "money",
};
_Static_assert(sizeof RANKS / sizeof *RANKS == LW_RANK_COUNT, "every rank has a name");

const char *lw_rank_name(lw_rank rank)
{
    return (unsigned)rank < LW_RANK_COUNT ? RANKS[rank] : "";
}

void lw_options_init(lw_options *options)
{
    *options = (lw_options){.rank = LW_RANK_SCORE,
                            .weight_cost = 0.5,
                            .weight_time = 0.3,
                            .weight_blind = 0.2,
                            .time_basis = LW_CLOCK_TYPICAL,
                            .top = DEFAULT_TOP};
}

/* The number of `text` among `words`; an error that lists them, and the nearest, otherwise. */
static lw_status pick_word(const char *what, const char *const words[], int count, const char *text,
                           int *picked, lw_error *err)
{
    lw_nearest nearest = lw_nearest_start(text);
    char all[128] = "";
    size_t length = 0;
    for (int i = 0; i < count; i++) {
        if (strcmp(words[i], text) == 0) {
            *picked = i;
            return LW_OK;
        }
        lw_nearest_offer(&nearest, words[i]);
        size_t word = strlen(words[i]);
        if (length + word + 3 < sizeof all) {
            if (i > 0) {
                memcpy(all + length, ", ", 2);
                length += 2;
            }
            memcpy(all + length, words[i], word + 1);
            length += word;
        }
    }
    if (nearest.best != NULL)
        return lw_fail_unknown(err, LW_BAD_ARGUMENT, what, text, nearest.best);
    return lw_fail(err, LW_BAD_ARGUMENT, "unknown %s '%s'; one of %s", what, text, all);
}

static lw_status set_rank(lw_options *options, const char *text, lw_error *err)
{
    int picked = 0;
    lw_status status = pick_word("rank", RANKS, LW_RANK_COUNT, text, &picked, err);
    if (status == LW_OK)
        options->rank = (lw_rank)picked;
    return status;
}

static lw_status set_time_basis(lw_options *options, const char *text, lw_error *err)
{
    static const char *const words[] = {"min", "typical", "max"};
    int picked = 0;
    lw_status status = pick_word("time basis", words, 3, text, &picked, err);
    if (status == LW_OK)
        options->time_basis = (lw_clock_hand)picked;
    return status;
}

/* One "name=number" of the weights, `length` bytes long. */
static lw_status read_weight(const char *text, size_t length, double weights[3], bool seen[3],
                             lw_error *err)
{
    static const char *const names[] = {"cost", "time", "visibility"};
    char part[64];
    int which = 0;
    int64_t checked;
    if (length >= sizeof part)
        return lw_fail(err, LW_BAD_ARGUMENT, "a weight is too long");
    memcpy(part, text, length);
    part[length] = '\0';
    char *equals = strchr(part, '=');
    if (equals == NULL)
        return lw_fail(err, LW_BAD_ARGUMENT,
                       "'%s' is not a weight; write cost=5,time=3,visibility=2", part);
    *equals = '\0';
    lw_status status = pick_word("weight", names, 3, part, &which, err);
    if (status == LW_OK && seen[which])
        status = lw_fail(err, LW_BAD_ARGUMENT, "the weight '%s' is given twice", part);
    if (status == LW_OK)
        status = lw_number_parse(&WEIGHT, equals + 1, &checked, err);
    if (status != LW_OK)
        return status;
    seen[which] = true;
    weights[which] = (double)checked / WEIGHT_UNIT;
    return LW_OK;
}

static lw_status set_weights(lw_options *options, const char *text, lw_error *err)
{
    double weights[3] = {0, 0, 0};
    bool seen[3] = {false, false, false};
    for (const char *at = text;; at++) {
        size_t length = strcspn(at, ",");
        lw_status status = read_weight(at, length, weights, seen, err);
        if (status != LW_OK)
            return status;
        at += length;
        if (*at == '\0')
            break;
    }
    double sum = weights[0] + weights[1] + weights[2];
    if (!(sum > 0))
        return lw_fail(err, LW_BAD_ARGUMENT, "the weights are all 0");
    options->weight_cost = weights[0] / sum;
    options->weight_time = weights[1] / sum;
    options->weight_blind = weights[2] / sum;
    return LW_OK;
}

static lw_status set_top(lw_options *options, const char *text, lw_error *err)
{
    int64_t top;
    lw_status status = lw_number_parse(&TOP, text, &top, err);
    if (status == LW_OK)
        options->top = (uint32_t)top;
    return status;
}

static lw_status set_value_of_day(lw_options *options, const char *text, lw_error *err)
{
    return lw_number_parse(&lw_money, text, &options->value_of_day_micros, err);
}

static lw_status set_value_of_blind_day(lw_options *options, const char *text, lw_error *err)
{
    return lw_number_parse(&lw_money, text, &options->value_of_blind_day_micros, err);
}

static lw_status set_ship_date(lw_options *options, const char *text, lw_error *err)
{
    lw_status status = lw_date_parse(text, &options->ship_date, err);
    options->has_ship_date = status == LW_OK;
    return status;
}

/* Which currencies there are is for a catalog to say. */
static lw_status set_currency(lw_options *options, const char *text, lw_error *err)
{
    if (text[0] == '\0')
        return lw_fail(err, LW_BAD_ARGUMENT, "the currency has no name");
    options->currency = text;
    return LW_OK;
}

typedef struct option {
    const char *name;
    lw_status (*set)(lw_options *options, const char *text, lw_error *err);
} option;

static const option OPTIONS[] = {
    {"rank", set_rank},
    {"weights", set_weights},
    {"time_basis", set_time_basis},
    {"value_of_day", set_value_of_day},
    {"value_of_blind_day", set_value_of_blind_day},
    {"top", set_top},
    {"ship_date", set_ship_date},
    {"currency", set_currency},
};

static bool same_name(const char *name, const char *given)
{
    for (; *name != '\0'; name++, given++) {
        if (*name != *given && !(*name == '_' && *given == '-'))
            return false;
    }
    return *given == '\0';
}

lw_status lw_options_set(lw_options *options, const char *name, const char *text, lw_error *err)
{
    lw_nearest nearest = lw_nearest_start(name);
    for (size_t i = 0; i < sizeof OPTIONS / sizeof *OPTIONS; i++) {
        if (same_name(OPTIONS[i].name, name))
            return OPTIONS[i].set(options, text, err);
        lw_nearest_offer(&nearest, OPTIONS[i].name);
    }
    return lw_fail_unknown(err, LW_BAD_ARGUMENT, "option", name, nearest.best);
}
