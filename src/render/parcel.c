/* The line above a quote that says what is sent where, and small texts that several pages use. */
#include <stdio.h>
#include <string.h>

#include "base/wide.h"
#include "render/pages.h"
#include "shipment/shipment.h"

const char *lw_money_text(char *text, const lw_quote *quote, int64_t minor)
{
    lw_decimal_format(text, minor, quote->decimals);
    return text;
}

const char *lw_percent_text(char *text, int64_t thousandths)
{
    lw_decimal_format(text, thousandths, 1);
    return text;
}

/* 0 = Monday; 1970-01-01 was a Thursday. */
static int weekday(int64_t utc_minute, int offset)
{
    int64_t local = utc_minute + offset;
    int64_t day = local >= 0 ? local / 1440 : -((1439 - local) / 1440);
    int64_t rest = (day + 3) % 7;
    return (int)(rest < 0 ? rest + 7 : rest);
}

const char *lw_weekday_name(int64_t utc_minute, int offset)
{
    static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    return names[weekday(utc_minute, offset)];
}

void lw_local_text(char *text, int64_t utc_minute, int offset)
{
    char moment[32];
    lw_moment_format(moment, utc_minute, offset);
    moment[10] = ' ';  /* the T */
    moment[16] = '\0'; /* the offset */
    snprintf(text, 40, "%.3s %s", lw_weekday_name(utc_minute, offset), moment);
}

void lw_flow_route(lw_flow *flow, const lw_plan *plan)
{
    char text[256];
    lw_flow_word(flow, plan->start);
    for (uint32_t i = 0; i < plan->leg_count; i++) {
        snprintf(text, sizeof text, "-[%s]-> %s", plan->legs[i].lane, plan->legs[i].to);
        lw_flow_word(flow, text);
    }
}

size_t lw_route_width(const lw_plan *plan)
{
    size_t width = lw_display_width(plan->start);
    for (uint32_t i = 0; i < plan->leg_count; i++)
        width += 8 + lw_display_width(plan->legs[i].lane) + lw_display_width(plan->legs[i].to);
    return width;
}

/* A measure without zeros at its end: "20", "15.5". */
static void length_text(char *text, size_t size, int64_t mm)
{
    if (mm % 10 == 0)
        snprintf(text, size, "%lld", (long long)(mm / 10));
    else
        snprintf(text, size, "%lld.%lld", (long long)(mm / 10), (long long)(mm % 10));
}

/* A list of facts with commas between them. */
typedef struct facts {
    lw_flow *flow;
    size_t count;
} facts;

static void put_fact(facts *list, const char *text)
{
    if (list->count++ > 0)
        lw_flow_glue(list->flow, ",");
    lw_flow_sentence(list->flow, text);
}

static void put_parcel(facts *list, const lw_parcel *parcel)
{
    char kg[32], sides[3][32], text[160];
    lw_decimal_format(kg, parcel->weight_grams, 3);
    if (parcel->quantity != 1)
        snprintf(text, sizeof text, "%lld x %s kg", (long long)parcel->quantity, kg);
    else
        snprintf(text, sizeof text, "%s kg", kg);
    put_fact(list, text);
    if (parcel->length_mm < 0)
        return;
    length_text(sides[0], sizeof sides[0], parcel->length_mm);
    length_text(sides[1], sizeof sides[1], parcel->width_mm);
    length_text(sides[2], sizeof sides[2], parcel->height_mm);
    snprintf(text, sizeof text, "%s x %s x %s cm", sides[0], sides[1], sides[2]);
    put_fact(list, text);
}

/* "534795 of HS 610910"; beyond the first few the rest is counted. */
static void put_items(facts *list, const lw_shipment *shipment, int digits)
{
    enum { SHOWN = 5 };
    size_t count = shipment->goods_count, shown = count > SHOWN + 1 ? SHOWN : count;
    char text[128], amount[32];
    for (size_t i = 0; i < shown; i++) {
        const lw_goods_item *item = &shipment->goods[i];
        lw_micros_format(amount, item->value_micros, digits);
        snprintf(text, sizeof text, "%s%s %s%s", i == 0 ? "of which " : "", amount,
                 item->hs_code[0] ? "of HS " : "without HS code", item->hs_code);
        put_fact(list, text);
    }
    snprintf(text, sizeof text, "%zu more items", count - shown);
    if (shown < count)
        put_fact(list, text);
}

static void put_value(facts *list, const lw_style *style, const lw_answer *answer)
{
    const lw_shipment *shipment = answer->shipment;
    char text[256], amount[32];
    const char *currency = shipment->value_currency && shipment->value_currency[0]
                               ? shipment->value_currency
                               : answer->quote->currency;
    int digits = lw_currency_digits(style, answer->quote, currency);
    if (shipment->goods_count > 0)
        lw_decimal_format(amount, lw_shipment_value(shipment, digits), digits);
    else
        lw_micros_format(amount, shipment->value_micros, digits);
    if (shipment->value_micros > 0 || shipment->goods_count > 0)
        snprintf(text, sizeof text, "value %s %s", amount, currency);
    else
        snprintf(text, sizeof text, "no value given");
    put_fact(list, text);
    put_items(list, shipment, digits);
}

static void put_goods(facts *list, const lw_style *style, const lw_answer *answer)
{
    const lw_shipment *shipment = answer->shipment;
    char text[256];
    put_value(list, style, answer);
    if (shipment->hs_code && shipment->hs_code[0]) {
        snprintf(text, sizeof text, "HS %s", shipment->hs_code);
        put_fact(list, text);
    }
    if (shipment->flags && shipment->flags[0]) {
        snprintf(text, sizeof text, "%s", shipment->flags);
        put_fact(list, text);
    }
    if (shipment->sku && shipment->sku[0]) {
        snprintf(text, sizeof text, "SKU %s", shipment->sku);
        put_fact(list, text);
    }
}

void lw_destination_text(char *text, size_t size, const lw_shipment *shipment)
{
    bool has_postcode = shipment->postcode && shipment->postcode[0];
    snprintf(text, size, "%s to %s%s%s", shipment->origin, shipment->country,
             has_postcode ? " " : "", has_postcode ? shipment->postcode : "");
}

void lw_flow_facts(lw_flow *flow, const lw_style *style, const lw_answer *answer)
{
    facts list = {.flow = flow};
    for (size_t i = 0; i < answer->shipment->parcel_count; i++)
        put_parcel(&list, &answer->shipment->parcels[i]);
    put_goods(&list, style, answer);
}

void lw_flow_terms(lw_flow *flow, const lw_style *style, const lw_answer *answer)
{
    char text[256], date[16];
    const char *terms = style->both_incoterms                  ? "DDP (and DAP)"
                        : answer->shipment->incoterm == LW_DAP ? "DAP"
                                                               : "DDP";
    lw_date_format(date, answer->quote->ship_date);
    snprintf(text, sizeof text, "shipped %s, %s, ranked by %s", date, terms,
             lw_rank_name(style->rank));
    lw_flow_sentence(flow, text);
}

void lw_page_parcel(lw_buffer *out, const lw_style *style, const lw_answer *answer)
{
    lw_flow flow = {.out = out, .width = (size_t)style->width, .indent = 2};
    char text[256];
    lw_put_paint(out, style->color, LW_BOLD);
    lw_destination_text(text, sizeof text, answer->shipment);
    lw_flow_sentence(&flow, text);
    lw_flow_glue(&flow, ":");
    lw_put_paint(out, style->color, LW_PLAIN);
    lw_flow_facts(&flow, style, answer);
    lw_flow_line(&flow);
    lw_flow_terms(&flow, style, answer);
    lw_flow_end(&flow);
}
