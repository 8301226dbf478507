/* Quotes as JSON objects: indented for `quote`, one line each for `batch`. */
#include <stdio.h>
#include <string.h>

#include "render/formats.h"
#include "shipment/shipment.h"

/* Inline, so that the length of the key is known. */

static inline void put_text(lw_json *json, const char *key, const char *text)
{
    lw_json_key(json, key);
    lw_json_text(json, text);
}

static inline void put_word(lw_json *json, const char *key, const char *word)
{
    size_t length = strlen(word);
    char *at = lw_json_member(json, key, length + 2);
    if (at)
        lw_buffer_end(json->out, lw_json_quote(at, word, length));
}

static inline void put_number(lw_json *json, const char *key, int64_t held, int digits)
{
    char *at = lw_json_member(json, key, LW_NUMBER_ROOM);
    if (at)
        lw_buffer_end(json->out, lw_write_decimal(at, held, digits));
}

static inline void put_days(lw_json *json, const char *key, int64_t minutes)
{
    char *at = lw_json_member(json, key, LW_NUMBER_ROOM);
    if (at)
        lw_buffer_end(json->out, lw_write_days(at, minutes));
}

static inline void put_hours(lw_json *json, const char *key, int64_t minutes)
{
    char *at = lw_json_member(json, key, LW_NUMBER_ROOM);
    if (at)
        lw_buffer_end(json->out, lw_write_hours(at, minutes));
}

static inline void put_moment(lw_json *json, const char *key, int64_t utc_minute, int offset)
{
    char *at = lw_json_member(json, key, LW_NUMBER_ROOM + 2);
    if (!at)
        return;
    *at = '"';
    at = lw_write_moment(at + 1, utc_minute, offset);
    *at = '"';
    lw_buffer_end(json->out, at + 1);
}

static void put_cost(lw_json *json, const lw_style *style, const lw_plan *plan, int digits)
{
    const int64_t *by_type = plan->by_type;
    lw_json_key(json, "cost");
    lw_json_open_flat(json, '{');
    put_number(json, "total", plan->cost, digits);
    put_number(json, "freight", by_type[LW_FREIGHT], digits);
    put_number(json, "surcharges", by_type[LW_SURCHARGE], digits);
    put_number(json, "handling", by_type[LW_HANDLING], digits);
    put_number(json, "handoff", by_type[LW_HANDOFF], digits);
    put_number(json, "customs", by_type[LW_CLEARANCE] + by_type[LW_DISBURSEMENT], digits);
    put_number(json, "duty", by_type[LW_DUTY], digits);
    put_number(json, "tax", by_type[LW_TAX], digits);
    put_number(json, "storage", by_type[LW_STORAGE], digits);
    put_number(json, "inbound", by_type[LW_INBOUND], digits);
    put_number(json, "buyer_pays", lw_plan_buyer_pays(style, plan), digits);
    lw_json_close(json, '}');
}

static void put_time(lw_json *json, const lw_plan *plan)
{
    lw_json_key(json, "time");
    lw_json_open_flat(json, '{');
    put_days(json, "typical_days", plan->minutes[LW_CLOCK_TYPICAL]);
    put_days(json, "min_days", plan->minutes[LW_CLOCK_MIN]);
    put_days(json, "max_days", plan->minutes[LW_CLOCK_MAX]);
    put_moment(json, "ready_at", plan->ready_at, plan->ready_offset);
    put_moment(json, "arrives", plan->arrives[LW_CLOCK_TYPICAL], plan->arrive_offset);
    put_moment(json, "arrives_min", plan->arrives[LW_CLOCK_MIN], plan->arrive_offset);
    put_moment(json, "arrives_max", plan->arrives[LW_CLOCK_MAX], plan->arrive_offset);
    lw_json_close(json, '}');
}

static void put_tracking(lw_json *json, const lw_plan *plan)
{
    lw_json_key(json, "tracking");
    lw_json_open_flat(json, '{');
    put_hours(json, "blind_hours", plan->blind_minutes);
    put_number(json, "visibility_pct", plan->visibility_e3, 1);
    put_hours(json, "blind_gap_hours", plan->blind_gap_minutes);
    lw_json_close(json, '}');
}

static void put_leg(lw_json *json, const lw_leg *leg, int digits)
{
    lw_json_open_flat(json, '{');
    put_word(json, "lane", leg->lane);
    put_word(json, "carrier", leg->carrier);
    put_word(json, "mode", leg->mode);
    put_word(json, "from", leg->from);
    put_word(json, "to", leg->to);
    put_number(json, "billable_kg", leg->billable_grams, 3);
    put_word(json, "module", lw_module_name(leg->module));
    put_number(json, "cost", leg->cost, digits);
    put_days(json, "days", leg->minutes);
    put_number(json, "visibility", leg->visibility_e4, 4);
    put_moment(json, "departs", leg->departs, leg->from_offset);
    put_moment(json, "arrives", leg->arrives, leg->to_offset);
    put_hours(json, "waited_hours", leg->waited_minutes);
    lw_json_close(json, '}');
}

static void put_charge(lw_json *json, const lw_charge *charge, const lw_quote *quote)
{
    lw_json_open_flat(json, '{');
    put_word(json, "type", lw_charge_type_name(charge->type));
    put_word(json, "place", charge->at_lane ? "lane" : "node");
    put_word(json, "id", charge->place);
    put_number(json, "amount", charge->amount, quote->decimals);
    put_word(json, "currency", quote->currency);
    put_number(json, "card_amount", charge->card_amount, charge->card_decimals);
    put_word(json, "card_currency", charge->card_currency);
    lw_json_key(json, "source");
    lw_json_open_flat(json, '[');
    for (uint32_t i = 0; i < charge->row_count; i++) {
        const lw_row *row = &charge->rows[i];
        char text[512];
        int length = snprintf(text, sizeof text, "%s:%s:%lu", row->table, row->file,
                              (unsigned long)row->line);
        if (length > 0)
            lw_json_text(json, text);
    }
    lw_json_close(json, ']');
    if (charge->buyer_pays)
        put_word(json, "payer", "buyer");
    if (charge->rule && charge->rule[0])
        put_text(json, "rule", charge->rule);
    lw_json_close(json, '}');
}

static void put_plan(lw_json *json, const lw_style *style, const lw_quote *quote,
                     const lw_plan *plan)
{
    lw_json_open(json, '{');
    put_number(json, "rank", plan->rank, 0);
    put_number(json, "score", lw_score_hundredths(plan->score_e4), 2);
    put_cost(json, style, plan, quote->decimals);
    put_time(json, plan);
    put_tracking(json, plan);
    lw_json_key(json, "modes");
    lw_json_open_flat(json, '[');
    for (uint32_t i = 0; i < plan->mode_count; i++)
        lw_json_word(json, plan->modes[i]);
    lw_json_close(json, ']');
    put_word(json, "start", plan->start);
    lw_json_key(json, "stocked");
    lw_json_bool(json, plan->stocked);
    lw_json_key(json, "legs");
    lw_json_open(json, '[');
    for (uint32_t i = 0; i < plan->leg_count; i++)
        put_leg(json, &plan->legs[i], quote->decimals);
    lw_json_close(json, ']');
    if (style->explain) {
        lw_json_key(json, "charges");
        lw_json_open(json, '[');
        for (uint32_t i = 0; i < plan->charge_count; i++)
            put_charge(json, &plan->charges[i], quote);
        lw_json_close(json, ']');
    }
    lw_json_close(json, '}');
}

static void put_journey(lw_json *json, const char *key, const lw_plan *plan, int digits)
{
    lw_json_key(json, key);
    lw_json_open_flat(json, '{');
    put_word(json, "start", plan->start);
    lw_json_key(json, "lanes");
    lw_json_open_flat(json, '[');
    for (uint32_t i = 0; i < plan->leg_count; i++)
        lw_json_word(json, plan->legs[i].lane);
    lw_json_close(json, ']');
    put_number(json, "cost", plan->cost, digits);
    put_days(json, "days", plan->minutes[LW_CLOCK_TYPICAL]);
    put_hours(json, "blind_hours", plan->blind_minutes);
    lw_json_close(json, '}');
}

/* The mode's best plan, what beats it, and by how much on each criterion. */
static void put_beaten(lw_json *json, const lw_style *style, const lw_quote *quote,
                       const lw_mode_report *report)
{
    const lw_plan *best = report->best, *by = report->beaten_by;
    lw_clock_hand hand = style->time_basis;
    if (!best || !by)
        return;
    put_journey(json, "best", best, quote->decimals);
    put_journey(json, "beaten_by", by, quote->decimals);
    lw_json_key(json, "by");
    lw_json_open_flat(json, '{');
    put_number(json, "cost", best->cost - by->cost, quote->decimals);
    put_days(json, "days", best->minutes[hand] - by->minutes[hand]);
    put_hours(json, "blind_hours", best->blind_minutes - by->blind_minutes);
    lw_json_close(json, '}');
}

static void put_missing_mode(lw_json *json, const lw_style *style, const lw_quote *quote,
                             const lw_mode_report *report)
{
    bool any_nearest = false;
    lw_json_open(json, '{');
    put_word(json, "mode", report->mode);
    lw_json_key(json, "refused");
    lw_json_open_flat(json, '{');
    for (int i = LW_ACCEPTED + 1; i < LW_REFUSAL_COUNT; i++) {
        any_nearest = any_nearest || report->nearest[i];
        if (report->refused[i] > 0)
            put_number(json, lw_refusal_code((lw_refusal)i), report->refused[i], 0);
    }
    lw_json_close(json, '}');
    if (any_nearest) {
        lw_json_key(json, "nearest");
        lw_json_open(json, '{');
        for (int i = LW_ACCEPTED + 1; i < LW_REFUSAL_COUNT; i++) {
            if (report->nearest[i])
                put_text(json, lw_refusal_code((lw_refusal)i), report->nearest[i]);
        }
        lw_json_close(json, '}');
    }
    put_beaten(json, style, quote, report);
    if (report->over_limits > 0)
        put_number(json, "over_limits",
                   report->over_limits > INT64_MAX ? INT64_MAX : (int64_t)report->over_limits, 0);
    if (report->note)
        put_text(json, "note", report->note);
    lw_json_close(json, '}');
}

static void put_not_offered(lw_json *json, const lw_style *style, const lw_quote *quote)
{
    lw_json_key(json, "not_offered");
    lw_json_open(json, '[');
    for (int i = 0; i < LW_MODES; i++) {
        if (quote->modes[i].mode && !quote->modes[i].on_frontier)
            put_missing_mode(json, style, quote, &quote->modes[i]);
    }
    lw_json_close(json, ']');
}

/* Currency and ship date: the quote's, else as far as the shipment says. */
static void put_terms(lw_json *json, const lw_answer *answer)
{
    const lw_quote *quote = answer->quote;
    const lw_shipment *shipment = answer->shipment;
    const char *currency = quote ? quote->currency : shipment ? shipment->currency : NULL;
    lw_json_key(json, "currency");
    if (currency && currency[0])
        lw_json_text(json, currency);
    else
        lw_json_null(json);

    lw_json_key(json, "ship_date");
    if (quote || (shipment && shipment->has_ship_date)) {
        char text[16];
        lw_json_bytes(json, text,
                      lw_date_format(text, quote ? quote->ship_date : shipment->ship_date));
    } else {
        lw_json_null(json);
    }
}

static void put_answer(lw_json *json, const lw_style *style, const lw_answer *answer)
{
    const lw_quote *quote = answer->quote;
    char text[LW_MESSAGE];
    lw_json_open(json, '{');
    lw_json_key(json, "shipment");
    lw_json_shipment(json, style, answer);
    put_terms(json, answer);
    put_word(json, "status", lw_answer_status(answer));
    lw_json_key(json, "plans");
    lw_json_open(json, '[');
    for (uint32_t i = 0; quote && i < quote->plan_count; i++)
        put_plan(json, style, quote, &quote->plans[i]);
    lw_json_close(json, ']');
    if (quote && quote->explained)
        put_not_offered(json, style, quote);
    put_text(json, "message", lw_answer_message(style, answer, text));
    lw_json_close(json, '}');
    lw_put_char(json->out, '\n');
}

void lw_json_answer(lw_buffer *out, const lw_style *style, const lw_answer *answer)
{
    lw_json json = {.out = out, .pretty = true};
    put_answer(&json, style, answer);
}

void lw_jsonl_answer(lw_buffer *out, const lw_style *style, const lw_answer *answer)
{
    lw_json json = {.out = out};
    put_answer(&json, style, answer);
}
