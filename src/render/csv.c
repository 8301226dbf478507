/* Quotes as CSV: one line a plan, or one line that says why there is none. */
#include <string.h>

#include "render/formats.h"

void lw_csv_begin(lw_buffer *out, const lw_style *style)
{
    (void)style;
    lw_put_text(out, "id,status,rank,score,cost,currency,days,days_min,days_max,blind_hours,"
                     "visibility_pct,blind_gap_hours,modes,legs,lanes,start,freight,surcharges,"
                     "handling,handoff,customs,duty,tax,storage,inbound,buyer_pays,ship_date,"
                     "ready_at,arrives,arrives_min,arrives_max,message\n");
}

/* Readers may trim blanks at the ends. */
void lw_csv_cell(lw_buffer *out, const char *text)
{
    size_t length = strlen(text);
    if (length == 0)
        return;
    bool plain = strcspn(text, ",\"\r\n") == length && text[0] != ' ' && text[0] != '\t' &&
                 text[length - 1] != ' ' && text[length - 1] != '\t';
    if (plain) {
        lw_put_bytes(out, text, length);
        return;
    }
    lw_put_char(out, '"');
    for (const char *quote; (quote = strchr(text, '"')) != NULL; text = quote + 1) {
        lw_put_bytes(out, text, (size_t)(quote - text));
        lw_put_bytes(out, "\"\"", 2);
    }
    lw_put_text(out, text);
    lw_put_char(out, '"');
}

static void put_days(lw_buffer *out, int64_t minutes)
{
    char text[32];
    lw_put_bytes(out, text, lw_days_format(text, minutes));
    lw_put_char(out, ',');
}

static void put_hours(lw_buffer *out, int64_t minutes)
{
    char text[32];
    lw_put_bytes(out, text, lw_hours_format(text, minutes));
    lw_put_char(out, ',');
}

static void put_number(lw_buffer *out, int64_t held, int digits)
{
    lw_put_decimal(out, held, digits);
    lw_put_char(out, ',');
}

static void put_moment(lw_buffer *out, int64_t utc_minute, int offset)
{
    char text[32];
    lw_put_bytes(out, text, lw_moment_format(text, utc_minute, offset));
    lw_put_char(out, ',');
}

static void put_route(lw_buffer *out, const lw_plan *plan)
{
    for (uint32_t i = 0; i < plan->mode_count; i++) {
        if (i > 0)
            lw_put_char(out, '+');
        lw_put_text(out, plan->modes[i]);
    }
    lw_put_char(out, ',');
    put_number(out, plan->leg_count, 0);
    for (uint32_t i = 0; i < plan->leg_count; i++) {
        if (i > 0)
            lw_put_char(out, '>');
        lw_put_text(out, plan->legs[i].lane);
    }
    lw_put_char(out, ',');
    lw_put_text(out, plan->start);
    lw_put_char(out, ',');
}

static void put_costs(lw_buffer *out, const lw_style *style, const lw_plan *plan, int digits)
{
    const int64_t *by_type = plan->by_type;
    put_number(out, by_type[LW_FREIGHT], digits);
    put_number(out, by_type[LW_SURCHARGE], digits);
    put_number(out, by_type[LW_HANDLING], digits);
    put_number(out, by_type[LW_HANDOFF], digits);
    put_number(out, by_type[LW_CLEARANCE] + by_type[LW_DISBURSEMENT], digits);
    put_number(out, by_type[LW_DUTY], digits);
    put_number(out, by_type[LW_TAX], digits);
    put_number(out, by_type[LW_STORAGE], digits);
    put_number(out, by_type[LW_INBOUND], digits);
    put_number(out, lw_plan_buyer_pays(style, plan), digits);
}

static void put_plan(lw_buffer *out, const lw_style *style, const lw_answer *answer,
                     const lw_plan *plan, const char *ship_date)
{
    const lw_quote *quote = answer->quote;
    char text[LW_MESSAGE];
    lw_csv_cell(out, answer->id);
    lw_put_text(out, ",ok,");
    put_number(out, plan->rank, 0);
    put_number(out, lw_score_hundredths(plan->score_e4), 2);
    put_number(out, plan->cost, quote->decimals);
    lw_put_text(out, quote->currency);
    lw_put_char(out, ',');
    put_days(out, plan->minutes[LW_CLOCK_TYPICAL]);
    put_days(out, plan->minutes[LW_CLOCK_MIN]);
    put_days(out, plan->minutes[LW_CLOCK_MAX]);
    put_hours(out, plan->blind_minutes);
    put_number(out, plan->visibility_e3, 1);
    put_hours(out, plan->blind_gap_minutes);
    put_route(out, plan);
    put_costs(out, style, plan, quote->decimals);
    lw_put_text(out, ship_date);
    lw_put_char(out, ',');
    put_moment(out, plan->ready_at, plan->ready_offset);
    put_moment(out, plan->arrives[LW_CLOCK_TYPICAL], plan->arrive_offset);
    put_moment(out, plan->arrives[LW_CLOCK_MIN], plan->arrive_offset);
    put_moment(out, plan->arrives[LW_CLOCK_MAX], plan->arrive_offset);
    lw_csv_cell(out, lw_answer_message(style, answer, text));
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

void lw_csv_answer(lw_buffer *out, const lw_style *style, const lw_answer *answer)
{
    const lw_quote *quote = answer->quote;
    char ship_date[16] = "";
    if (quote)
        lw_date_format(ship_date, quote->ship_date);
    else if (answer->shipment && answer->shipment->has_ship_date)
        lw_date_format(ship_date, answer->shipment->ship_date);

    if (!quote || quote->status != LW_QUOTE_OK) {
        put_refusal(out, style, answer, ship_date);
        return;
    }
    for (uint32_t i = 0; i < quote->plan_count; i++)
        put_plan(out, style, answer, &quote->plans[i], ship_date);
}
