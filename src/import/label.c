/* Reads labels word by word. */
#include "import/label.h"

#include <string.h>

#include "base/error.h"

typedef struct parser {
    lw_scan scan;
    const lw_reading *reading;
    const char *text;
    lw_price_label *label;
    lw_error *err;
} parser;

static const char *const MORE[] = {"additional", "add",        "addl",      "add'l", "extra",
                                   "further",    "subsequent", "continued", "next",  NULL};
static const char *const EACH[] = {"each", "every", NULL};
static const char *const OVER[] = {"over", "above", "exceeding", "beyond", NULL};
static const char *const UNDER[] = {"under", "below", "less", NULL};
static const char *const UP_TO[] = {"to", "until", "max", NULL};
static const char *const SHIPMENT[] = {"shipment", "consignment", "order", NULL};
static const char *const PRICE[] = {"price", "prices", "rate",    "rates",   "tariff", "charge",
                                    "cost",  "amount", "freight", "postage", NULL};
static const char *const FEE[] = {"registration", "registered", "handling", NULL};
static const char *const SILENT[] = {"weight", "weights", "w",  "wt", "the",  "of",  "for",
                                     "a",      "and",     "in", "or", "band", "fee", NULL};

static lw_status not_understood(const parser *p)
{
    int length = (int)(p->scan.now.length < 40 ? p->scan.now.length : 40);
    return lw_fail(p->err, LW_BAD_ARGUMENT, "'%.80s' is not understood at '%.*s'", p->text, length,
                   p->scan.now.text);
}

/* ---- Weights -----------------------------------------------------------------------------------
 */

/* A weight as it stands there: the unit may follow from its neighbour. */
typedef struct written {
    char plain[LW_PLAIN_NUMBER];
    lw_unit unit;
    bool has_unit;
} written;

/* A number with or without a unit; a unit alone is one of it ("each additional kg"). */
static lw_status take_written(parser *p, written *weight)
{
    lw_status status = LW_OK;
    memcpy(weight->plain, "1", 2);
    if (p->scan.now.kind == LW_TOKEN_NUMBER) {
        status = lw_number_plain(&p->reading->style, p->scan.now.text, p->scan.now.length,
                                 weight->plain, p->err);
        lw_scan_next(&p->scan);
    } else if (!lw_scan_unit(&p->scan, &weight->unit)) {
        return lw_fail(p->err, LW_BAD_ARGUMENT, "'%.80s' lacks a weight", p->text);
    }
    weight->has_unit = lw_scan_unit(&p->scan, &weight->unit);
    if (weight->has_unit)
        lw_scan_next(&p->scan);
    else
        weight->unit = p->reading->unit;
    return status;
}

static lw_status weigh(parser *p, const written *weight, lw_heft *heft)
{
    lw_price_label *label = p->label;
    lw_status status = lw_heft_read(weight->plain, weight->unit, heft, p->err);
    if (status == LW_OK && (label->finest_g == 0 || heft->unit_grams < label->finest_g))
        label->finest_g = heft->unit_grams;
    return status;
}

static lw_status take_weight(parser *p, lw_heft *heft)
{
    written weight;
    lw_status status = take_written(p, &weight);
    return status == LW_OK ? weigh(p, &weight, heft) : status;
}

static lw_status set_range(parser *p, lw_lower lower, const lw_heft *from, int64_t up_to_g)
{
    lw_price_label *label = p->label;
    if (label->ranged)
        return lw_fail(p->err, LW_BAD_ARGUMENT, "'%.80s' names weights twice", p->text);
    label->ranged = true;
    label->lower = lower;
    label->lower_g = from ? from->grams : 0;
    label->up_to_g = up_to_g;
    if (up_to_g <= label->lower_g)
        return lw_fail(p->err, LW_BAD_ARGUMENT, "'%.80s' takes no weight at all", p->text);
    return LW_OK;
}

static lw_status take_up_to(parser *p)
{
    lw_heft heft = {0};
    lw_status status = take_weight(p, &heft);
    return status == LW_OK ? set_range(p, LW_BEGINS_BEHIND, NULL, heft.grams) : status;
}

/* "-", "to", "up to" between two weights. */
static bool skip_between(lw_scan *scan)
{
    if (lw_scan_skip_sign(scan, '-'))
        return true;
    bool up = lw_scan_skip(scan, "up");
    return lw_scan_skip(scan, "to") || up;
}

/* Behind "over": "over 2 kg", "over 2 up to 5 kg". */
static lw_status take_lower(parser *p, lw_lower lower)
{
    written from, to;
    lw_heft low = {0}, high = {.grams = LW_OPEN_END};
    lw_status status = take_written(p, &from);
    if (status == LW_OK && skip_between(&p->scan)) {
        status = take_written(p, &to);
        if (status == LW_OK && to.has_unit && !from.has_unit)
            from.unit = to.unit;
        if (status == LW_OK && from.has_unit && !to.has_unit)
            to.unit = from.unit;
        if (status == LW_OK)
            status = weigh(p, &to, &high);
    }
    if (status == LW_OK)
        status = weigh(p, &from, &low);
    return status == LW_OK ? set_range(p, lower, &low, high.grams) : status;
}

static lw_status refuse_under(const parser *p)
{
    return lw_fail(
        p->err, LW_BAD_ARGUMENT,
        "'%.80s' leaves open what the weight itself costs; write 'up to' and the heaviest "
        "weight",
        p->text);
}

/* "0.5<W<=2", whose first number has been read. */
static lw_status take_between(parser *p, const written *first, lw_lower lower)
{
    static const char *const weight[] = {"w", "weight", "kg", NULL};
    written from = *first, to;
    lw_heft low = {0}, high = {0};
    lw_scan_skip_among(&p->scan, weight);
    if (lw_scan_sign(&p->scan, '<'))
        return refuse_under(p);
    if (!lw_scan_skip_sign(&p->scan, LW_SIGN_AT_MOST)) { /* "2<W" */
        lw_status status = weigh(p, &from, &low);
        return status == LW_OK ? set_range(p, lower, &low, LW_OPEN_END) : status;
    }
    lw_status status = take_written(p, &to);
    if (status == LW_OK && to.has_unit && !from.has_unit)
        from.unit = to.unit;
    if (status == LW_OK)
        status = weigh(p, &from, &low);
    if (status == LW_OK)
        status = weigh(p, &to, &high);
    return status == LW_OK ? set_range(p, lower, &low, high.grams) : status;
}

/* A label that begins with a number: "0.5 kg", "0-0.5", "2 kg +", "0.5<W<=2". */
static lw_status take_number(parser *p)
{
    lw_scan before = p->scan;
    written weight;
    lw_heft heft = {0};
    lw_status status = take_written(p, &weight);
    if (status != LW_OK)
        return status;
    if (lw_scan_skip_sign(&p->scan, '<'))
        return take_between(p, &weight, LW_BEGINS_OVER);
    if (lw_scan_skip_sign(&p->scan, LW_SIGN_AT_MOST))
        return take_between(p, &weight, LW_BEGINS_AT);
    if (skip_between(&p->scan)) {
        p->scan = before;
        return take_lower(p, LW_BEGINS_AT);
    }
    status = weigh(p, &weight, &heft);
    if (status != LW_OK)
        return status;
    if (lw_scan_skip_sign(&p->scan, '+'))
        return set_range(p, LW_BEGINS_AT, &heft, LW_OPEN_END);
    return set_range(p, LW_BEGINS_BEHIND, NULL, heft.grams);
}

/* ---- What it is a price of ---------------------------------------------------------------------
 */

static lw_status set_kind(parser *p, lw_price_kind kind)
{
    if (p->label->said && p->label->kind != LW_PRICE_PLAIN && p->label->kind != kind)
        return lw_fail(p->err, LW_BAD_ARGUMENT, "'%.80s' says two things", p->text);
    p->label->kind = kind;
    p->label->said = true;
    return LW_OK;
}

/* Behind "each additional". */
static lw_status take_step(parser *p)
{
    lw_heft heft = {0};
    lw_status status = take_weight(p, &heft);
    if (status != LW_OK)
        return status;
    if (!heft.whole || heft.grams == 0)
        return lw_fail(p->err, LW_BAD_ARGUMENT,
                       "the step of '%.80s' is no whole number of grams: write its prices out, one "
                       "weight a row",
                       p->text);
    p->label->step_g = heft.grams;
    lw_scan_skip(&p->scan, "thereafter");
    return set_kind(p, LW_PRICE_PER_STEP);
}

/* Behind "per" or "/". */
static lw_status take_per(parser *p)
{
    lw_unit unit = LW_KG;
    if (lw_scan_skip_among(&p->scan, MORE))
        return take_step(p);
    if (lw_scan_unit(&p->scan, &unit) && unit == LW_KG) {
        lw_scan_next(&p->scan);
        return set_kind(p, LW_PRICE_PER_KG);
    }
    if (lw_scan_item(&p->scan)) {
        lw_scan_next(&p->scan);
        return set_kind(p, LW_PRICE_PER_ITEM);
    }
    if (lw_scan_skip_among(&p->scan, SHIPMENT))
        return set_kind(p, LW_PRICE_PLAIN);
    return lw_fail(p->err, LW_BAD_ARGUMENT,
                   "'%.80s' is a price per what? It can be per kg, per item, per shipment, or for "
                   "each additional weight",
                   p->text);
}

/* A word that begins a phrase; *taken tells whether it does. */
static lw_status take_phrase(parser *p, bool *taken)
{
    lw_scan *scan = &p->scan;
    *taken = true;
    if (lw_scan_skip(scan, "first") || lw_scan_skip(scan, "initial"))
        return take_up_to(p);
    if (lw_scan_skip_among(scan, EACH)) {
        lw_scan_skip_among(scan, MORE);
        if (lw_scan_item(scan))
            return take_per(p);
        return take_step(p);
    }
    if (lw_scan_skip_among(scan, MORE))
        return take_step(p);
    if (lw_scan_skip(scan, "per") || lw_scan_skip_sign(scan, '/'))
        return take_per(p);
    if (lw_scan_skip_among(scan, OVER) || lw_scan_skip_sign(scan, '>'))
        return take_lower(p, LW_BEGINS_OVER);
    if (lw_scan_skip(scan, "more")) {
        lw_scan_skip(scan, "than");
        return take_lower(p, LW_BEGINS_OVER);
    }
    if (lw_scan_skip(scan, "from") || lw_scan_skip_sign(scan, LW_SIGN_AT_LEAST))
        return take_lower(p, LW_BEGINS_AT);
    if (lw_scan_skip(scan, "up") || lw_scan_among(scan, UP_TO)) {
        lw_scan_skip_among(scan, UP_TO);
        return take_up_to(p);
    }
    if (lw_scan_skip_sign(scan, LW_SIGN_AT_MOST))
        return take_up_to(p);
    if (lw_scan_among(scan, UNDER) || lw_scan_sign(scan, '<'))
        return refuse_under(p);
    if (scan->now.kind == LW_TOKEN_NUMBER)
        return take_number(p);
    *taken = false;
    return LW_OK;
}

/* Words that say less: "price", "item fee", currencies, fillers. False when it is none of them. */
static bool take_word(parser *p, lw_status *status)
{
    lw_scan *scan = &p->scan;
    lw_unit unit;
    *status = LW_OK;
    if (lw_scan_item(scan) || lw_scan_among(scan, FEE)) {
        *status = set_kind(p, LW_PRICE_PER_ITEM);
    } else if (lw_scan_among(scan, PRICE)) {
        p->label->said = true;
    } else if (!lw_scan_among(scan, SILENT) && !lw_scan_unit(scan, &unit)) {
        lw_money_word money = lw_scan_money(scan, p->reading);
        bool price = p->label->said || p->label->ranged; /* else it may be any word: "ISO" */
        if (money == LW_NO_MONEY || (money == LW_OTHER_MONEY && !price))
            return false;
        if (money == LW_OTHER_MONEY)
            *status = lw_fail(p->err, LW_BAD_ARGUMENT,
                              "'%.80s' names another currency than %s; --currency says which one "
                              "the prices are in",
                              p->text, p->reading->currency);
    }
    lw_scan_next(scan);
    return true;
}

static bool take_mark(parser *p)
{
    static const char marks[] = "(),:;";
    bool there = p->scan.now.kind == LW_TOKEN_SIGN && strchr(marks, p->scan.now.sign);
    if (there)
        lw_scan_next(&p->scan);
    return there;
}

lw_status lw_price_label_read(const lw_reading *reading, const char *text, lw_price_label *label,
                              bool *begun, lw_error *err)
{
    parser p = {lw_scan_start(&reading->style, text), reading, text, label, err};
    *label = (lw_price_label){.up_to_g = LW_OPEN_END};
    *begun = false;
    while (p.scan.now.kind != LW_TOKEN_END) {
        bool taken = false;
        lw_status status = take_phrase(&p, &taken);
        *begun = *begun || taken;
        if (!taken && !take_mark(&p) && !take_word(&p, &status))
            return not_understood(&p);
        if (status != LW_OK)
            return status;
    }
    *begun = *begun || label->said;
    return *begun ? LW_OK : lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' names no weight", text);
}

bool lw_price_label_same_range(const lw_price_label *a, const lw_price_label *b)
{
    return a->ranged == b->ranged && a->lower == b->lower && a->lower_g == b->lower_g &&
           a->up_to_g == b->up_to_g;
}

lw_status lw_price_label_join(lw_price_label *label, const lw_price_label *other, lw_error *err)
{
    if (label->ranged && other->ranged && !lw_price_label_same_range(label, other))
        return lw_fail(err, LW_BAD_ARGUMENT,
                       "the row and the heading name different weights for this price");
    if (label->kind != LW_PRICE_PLAIN && other->kind != LW_PRICE_PLAIN &&
        (label->kind != other->kind || label->step_g != other->step_g))
        return lw_fail(err, LW_BAD_ARGUMENT,
                       "the row and the heading say different things of this price");
    lw_price_label joined = label->ranged ? *label : *other;
    const lw_price_label *kind = label->kind != LW_PRICE_PLAIN ? label : other;
    joined.kind = kind->kind;
    joined.step_g = kind->step_g;
    joined.said = label->said || other->said;
    bool finer = label->finest_g > 0 && (other->finest_g == 0 || label->finest_g < other->finest_g);
    joined.finest_g = finer ? label->finest_g : other->finest_g;
    *label = joined;
    return LW_OK;
}
