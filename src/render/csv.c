/* Quotes as CSV: one line a plan, or one line that says why there is none. */
#include <string.h>

#include "base/write.h"
#include "plan/outline.h"
#include "render/formats.h"
#include "shipment/shipment.h"

void lw_csv_begin(lw_buffer *out, const lw_style *style)
{
    (void)style;
    lw_put_text(out, "id,status,rank,score,cost,currency,days,days_min,days_max,blind_hours,"
                     "visibility_pct,blind_gap_hours,modes,legs,lanes,start,freight,surcharges,"
                     "handling,handoff,customs,duty,tax,storage,inbound,buyer_pays,ship_date,"
                     "ready_at,arrives,arrives_min,arrives_max,message\n");
}

/* A cell of free text. */
typedef struct cell {
    const char *text;
    size_t length;
    bool plain; /* no reader can misread it; they may trim blanks at the ends */
} cell;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static cell cell_of(const char *text)
{
    cell made = {text, 0, !is_blank(text[0])};
    for (char c; (c = text[made.length]) != '\0'; made.length++)
        made.plain = made.plain && c != ',' && c != '"' && c != '\r' && c != '\n';
    if (made.length > 0 && is_blank(text[made.length - 1]))
        made.plain = false;
    return made;
}

static void put_cell(lw_buffer *out, const cell *put)
{
    if (put->plain) {
        lw_put_bytes(out, put->text, put->length);
        return;
    }
    const char *text = put->text;
    lw_put_char(out, '"');
    for (const char *quote; (quote = strchr(text, '"')) != NULL; text = quote + 1) {
        lw_put_bytes(out, text, (size_t)(quote - text));
        lw_put_bytes(out, "\"\"", 2);
    }
    lw_put_text(out, text);
    lw_put_char(out, '"');
}

void lw_csv_cell(lw_buffer *out, const char *text)
{
    cell put = cell_of(text);
    put_cell(out, &put);
}

/* What the lines of an answer have in common. */
typedef struct lines {
    const lw_style *style;
    const lw_quote *quote;
    cell id, message;
    char moments[64]; /* the day of shipment and when the journey begins */
    size_t moments_length;
} lines;

/* Neighbouring numbers share one look for room. They are written by what returns where it ended,
 * the comma included. */
enum { NUMBER = LW_NUMBER_ROOM + 1 };

static char *comma(char *at)
{
    *at = ',';
    return at + 1;
}

static char *other_decimal(char *at, int64_t held, int digits)
{
    return comma(lw_write_decimal(at, held, digits));
}

/* Most charges are zero. */
static inline char *decimal(char *at, int64_t held, int digits)
{
    static const char zeros[][8] = {"0,", "0.0,", "0.00,", "0.000,"};
    if (held != 0 || digits > 3)
        return other_decimal(at, held, digits);
    memcpy(at, zeros[digits], sizeof zeros[digits]);
    return at + (digits == 0 ? 2 : digits + 3);
}

/* The same text once more: on the three clocks most lanes take as long. */
static char *again(char *at, const char *before, size_t length)
{
    memcpy(at, before, length);
    return at + length;
}

static void put_standing(lw_buffer *out, const lines *of, const lw_plan *plan)
{
    char *at = lw_buffer_room(out, (size_t)3 * NUMBER);
    if (!at)
        return;
    at = decimal(at, plan->rank, 0);
    at = decimal(at, lw_score_hundredths(plan->score_e4), 2);
    at = decimal(at, plan->cost, of->quote->decimals);
    lw_buffer_end(out, at);
    lw_put_text(out, of->quote->currency);
}

static void put_times(lw_buffer *out, const lw_plan *plan)
{
    char *at = lw_buffer_room(out, (size_t)7 * NUMBER);
    if (!at)
        return;
    at = comma(at);
    const char *typical = at;
    at = comma(lw_write_days(at, plan->minutes[LW_CLOCK_TYPICAL]));
    size_t length = (size_t)(at - typical);
    for (int i = 0; i < 2; i++) {
        int64_t minutes = plan->minutes[i == 0 ? LW_CLOCK_MIN : LW_CLOCK_MAX];
        at = minutes == plan->minutes[LW_CLOCK_TYPICAL] ? again(at, typical, length)
                                                        : comma(lw_write_days(at, minutes));
    }
    at = comma(lw_write_hours(at, plan->blind_minutes));
    at = decimal(at, plan->visibility_e3, 1);
    at = comma(lw_write_hours(at, plan->blind_gap_minutes));
    lw_buffer_end(out, at);
}

static void put_route(lw_buffer *out, const lw_plan *plan)
{
    for (uint32_t i = 0; i < plan->mode_count; i++) {
        if (i > 0)
            lw_put_char(out, '+');
        lw_put_text(out, plan->modes[i]);
    }
    lw_put_char(out, ',');
    lw_put_decimal(out, plan->leg_count, 0);
    for (uint32_t i = 0; i < plan->leg_count; i++) {
        lw_put_char(out, i > 0 ? '>' : ',');
        lw_put_text(out, plan->legs[i].lane);
    }
    lw_put_char(out, ',');
    lw_put_text(out, plan->start);
}

static void put_costs(lw_buffer *out, const lines *of, const lw_plan *plan)
{
    const int64_t *by_type = plan->by_type;
    int digits = of->quote->decimals;
    char *at = lw_buffer_room(out, (size_t)11 * NUMBER);
    if (!at)
        return;
    at = comma(at);
    at = decimal(at, by_type[LW_FREIGHT], digits);
    at = decimal(at, by_type[LW_SURCHARGE], digits);
    at = decimal(at, by_type[LW_HANDLING], digits);
    at = decimal(at, by_type[LW_HANDOFF], digits);
    at = decimal(at, by_type[LW_CLEARANCE] + by_type[LW_DISBURSEMENT], digits);
    at = decimal(at, by_type[LW_DUTY], digits);
    at = decimal(at, by_type[LW_TAX], digits);
    at = decimal(at, by_type[LW_STORAGE], digits);
    at = decimal(at, by_type[LW_INBOUND], digits);
    at = decimal(at, lw_plan_buyer_pays(of->style, plan), digits);
    lw_buffer_end(out, at);
}

static void put_moments(lw_buffer *out, const lines *of, const lw_plan *plan)
{
    char *at = lw_buffer_room(out, sizeof of->moments + (size_t)3 * NUMBER);
    if (!at)
        return;
    at = again(at, of->moments, of->moments_length);
    const char *typical = at;
    at = comma(lw_write_moment(at, plan->arrives[LW_CLOCK_TYPICAL], plan->arrive_offset));
    size_t length = (size_t)(at - typical);
    for (int i = 0; i < 2; i++) {
        int64_t arrives = plan->arrives[i == 0 ? LW_CLOCK_MIN : LW_CLOCK_MAX];
        at = arrives == plan->arrives[LW_CLOCK_TYPICAL]
                 ? again(at, typical, length)
                 : comma(lw_write_moment(at, arrives, plan->arrive_offset));
    }
    lw_buffer_end(out, at);
}

/* How long it takes and where it goes: the same for all plans of a route. */
static void put_journey(lw_buffer *out, const lw_plan *plan)
{
    size_t length;
    const char *known = lw_outline_text(plan, &length);
    if (known) {
        lw_put_bytes(out, known, length);
        return;
    }
    size_t from = out->length;
    put_times(out, plan);
    put_route(out, plan);
    if (!out->failed)
        lw_outline_keep_text(plan, out->bytes + from, out->length - from);
}

static void put_plan(lw_buffer *out, const lines *of, const lw_plan *plan)
{
    put_cell(out, &of->id);
    lw_put_bytes(out, ",ok,", 4);
    put_standing(out, of, plan);
    put_journey(out, plan);
    put_costs(out, of, plan);
    put_moments(out, of, plan);
    put_cell(out, &of->message);
    lw_put_char(out, '\n');
}

/* A line without a plan: only what is known of the shipment. */
static void put_refusal(lw_buffer *out, const lw_style *style, const lw_answer *answer,
                        const char *ship_date)
{
    char text[LW_MESSAGE];
    const char *currency = answer->quote      ? answer->quote->currency
                           : answer->shipment ? answer->shipment->currency
                                              : "";
    lw_csv_cell(out, answer->id);
    lw_put_char(out, ',');
    lw_put_text(out, lw_answer_status(answer));
    lw_put_text(out, ",,,,");
    lw_csv_cell(out, currency ? currency : "");
    lw_put_text(out, ",,,,,,,,,,,,,,,,,,,,,");
    lw_put_text(out, ship_date);
    lw_put_text(out, ",,,,,");
    lw_csv_cell(out, lw_answer_message(style, answer, text));
    lw_put_char(out, '\n');
}

/* All plans of a quote begin on the same day at the same moment. */
static size_t write_moments(char *text, const lw_quote *quote)
{
    const lw_plan *plan = &quote->plans[0];
    char *at = comma(lw_write_date(text, quote->ship_date));
    at = comma(lw_write_moment(at, plan->ready_at, plan->ready_offset));
    return (size_t)(at - text);
}

static void put_plans(lw_buffer *out, const lw_style *style, const lw_answer *answer)
{
    char text[LW_MESSAGE];
    const lw_quote *quote = answer->quote;
    lines of = {.style = style,
                .quote = quote,
                .id = cell_of(answer->id),
                .message = cell_of(lw_answer_message(style, answer, text))};
    of.moments_length = write_moments(of.moments, quote);
    for (uint32_t i = 0; i < quote->plan_count; i++)
        put_plan(out, &of, &quote->plans[i]);
}

void lw_csv_answer(lw_buffer *out, const lw_style *style, const lw_answer *answer)
{
    const lw_quote *quote = answer->quote;
    char ship_date[16] = "";
    if (quote && quote->status == LW_QUOTE_OK) {
        put_plans(out, style, answer);
        return;
    }
    if (quote)
        lw_date_format(ship_date, quote->ship_date);
    else if (answer->shipment && answer->shipment->has_ship_date)
        lw_date_format(ship_date, answer->shipment->ship_date);
    put_refusal(out, style, answer, ship_date);
}
