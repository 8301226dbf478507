/* How near a refused lane came, in words that name the limit and the shipment's measure. */
#include <stdio.h>

#include <lanewise/quantity.h>

#include "pricing/card.h"
#include "pricing/money.h"
#include "pricing/offer.h"
#include "pricing/weight.h"

/* A limit, what it is held against, and how it is written. */
typedef struct measure {
    const char *limit_word, *subject;
    int64_t limit, actual;
    int digits;
    const char *unit;
    bool exceeded;
} measure;

#define KG_DIGITS 3
#define CM_DIGITS 1

static void tell(lw_nearness *nearness, const measure *m)
{
    char limit[32], actual[32];
    if (!m->exceeded)
        return;
    double distance = m->limit > m->actual ? (double)m->limit / ((double)m->actual + 1)
                                           : (double)m->actual / ((double)m->limit + 1);
    if (nearness->text[0] != '\0' && distance <= nearness->distance)
        return;
    lw_decimal_format(limit, m->limit, m->digits);
    lw_decimal_format(actual, m->actual, m->digits);
    snprintf(nearness->text, sizeof nearness->text, "%s %s %s, %s %s %s", m->limit_word, limit,
             m->unit, m->subject, actual, m->unit);
    nearness->distance = distance;
}

/* The measure that is furthest out decides how near the lane is. */
static void tell_weight(const lw_demand *demand, const lw_lane *lane, lw_nearness *nearness)
{
    int64_t heaviest = 0;
    for (size_t i = 0; i < demand->piece_count; i++) {
        if (demand->pieces[i].weight_g > heaviest)
            heaviest = demand->pieces[i].weight_g;
    }
    const measure measures[] = {
        {"max", "parcel", lane->max_weight_g, heaviest, KG_DIGITS, "kg",
         heaviest > lane->max_weight_g},
        {"max", "shipment", lane->max_shipment_g, demand->actual_g, KG_DIGITS, "kg",
         demand->actual_g > lane->max_shipment_g},
        {"min", "shipment", lane->min_shipment_g, demand->actual_g, KG_DIGITS, "kg",
         demand->actual_g < lane->min_shipment_g},
    };
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        tell(nearness, &measures[i]);
}

static void tell_size(const lw_demand *demand, const lw_lane *lane, lw_nearness *nearness)
{
    const measure measures[] = {
        {"max", "longest side", lane->max_side_mm, demand->longest_mm, CM_DIGITS, "cm",
         demand->longest_mm > lane->max_side_mm},
        {"max", "L+W+H", lane->max_sum_mm, demand->sum_mm, CM_DIGITS, "cm",
         demand->sum_mm > lane->max_sum_mm},
        {"max", "length + girth", lane->max_girth_mm, demand->girth_mm, CM_DIGITS, "cm",
         demand->girth_mm > lane->max_girth_mm},
    };
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        tell(nearness, &measures[i]);
}

/* Told in millionths where the limit has them, else in the currency's own digits. */
static void tell_value(const lw_facts *facts, const lw_lane *lane, lw_nearness *nearness)
{
    const lw_catalog *catalog = facts->catalog;
    const lw_demand *demand = facts->demand;
    lw_currency_ref currency = lane->value_currency;
    const char *code = catalog->currencies[currency.i].code;
    lw_wide converted =
        lw_money_exchange(catalog, demand->value_minor, demand->value_currency, currency);
    lw_wide micros = lw_money_micros(catalog, converted, currency);
    if (micros > INT64_MAX)
        return;
    int64_t value = (int64_t)micros, min = lane->min_value_micros, max = lane->max_value_micros;
    int digits = LW_MICRO_DIGITS;
    int64_t unit = lw_power_of_ten(LW_MICRO_DIGITS - catalog->currencies[currency.i].decimals);
    if (min % unit == 0 && (max == LW_NO_LIMIT || max % unit == 0)) {
        digits = catalog->currencies[currency.i].decimals;
        value /= unit;
        min /= unit;
        max = max == LW_NO_LIMIT ? max : max / unit;
    }
    const measure measures[] = {
        {"max", "value", max, value, digits, code, value > max},
        {"min", "value", min, value, digits, code, value < min},
    };
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        tell(nearness, &measures[i]);
}

/* The bracket edge nearest to a weight that is in no bracket. */
static void tell_rate(const lw_facts *facts, const lw_lane *lane, lw_nearness *nearness)
{
    const lw_card *card = &facts->catalog->cards[lane->card.i];
    lw_load load = {facts->demand->pieces, facts->demand->piece_count};
    lw_wide weight = lw_shipment_weight(&lane->weight, &load);
    if (weight > INT64_MAX)
        return;
    lw_nearness best = {0};
    for (uint32_t i = 0; i < card->rate_count; i++) {
        const lw_rate *rate = &card->rates[i];
        lw_nearness candidate = {0};
        const measure measures[] = {
            {"rates to", "billable", rate->up_to_g, (int64_t)weight, KG_DIGITS, "kg",
             weight > rate->up_to_g},
            {"rates above", "billable", rate->over_g, (int64_t)weight, KG_DIGITS, "kg",
             weight <= rate->over_g},
        };
        tell(&candidate, &measures[0]);
        tell(&candidate, &measures[1]);
        if (lw_facts_on_day(facts, &rate->valid) && candidate.text[0] != '\0' &&
            (best.text[0] == '\0' || candidate.distance < best.distance))
            best = candidate;
    }
    *nearness = best;
}

static void tell_dates(const lw_facts *facts, const lw_lane *lane, lw_nearness *nearness)
{
    char day[16];
    bool over = facts->demand->ship_date > lane->valid.to;
    int32_t edge = over ? lane->valid.to : lane->valid.from;
    lw_date_format(day, edge);
    nearness->distance =
        over ? (double)facts->demand->ship_date - edge : (double)edge - facts->demand->ship_date;
    snprintf(nearness->text, sizeof nearness->text, over ? "valid until %s" : "valid from %s", day);
}

static void tell_restriction(const lw_facts *facts, uint32_t lane, lw_nearness *nearness)
{
    lw_span rows = lw_profile_of(facts->network, lane)->restrictions;
    for (uint32_t i = 0; i < rows.count; i++) {
        if (facts->restriction_match[rows.items[i]] != LW_MATCH_YES)
            continue;
        snprintf(nearness->text, sizeof nearness->text, "%.150s",
                 facts->catalog->restrictions[rows.items[i]].reason);
        return;
    }
}

void lw_offer_nearness(lw_facts *facts, uint32_t index, lw_refusal refusal, lw_nearness *nearness)
{
    const lw_lane *lane = &facts->catalog->lanes[index];
    *nearness = (lw_nearness){0};
    switch (refusal) {
    case LW_OVER_WEIGHT:
        tell_weight(facts->demand, lane, nearness);
        break;
    case LW_OVER_SIZE:
        tell_size(facts->demand, lane, nearness);
        break;
    case LW_OUT_OF_VALUE:
        tell_value(facts, lane, nearness);
        break;
    case LW_NO_RATE:
        tell_rate(facts, lane, nearness);
        break;
    case LW_EXPIRED:
        tell_dates(facts, lane, nearness);
        break;
    case LW_RESTRICTED:
        tell_restriction(facts, index, nearness);
        break;
    default:
        break;
    }
}
