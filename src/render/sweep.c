/* The points of a sweep: kept, and written for programs. */
#include "render/sweep.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/vector.h"
#include "render/pages.h"
#include "shipment/shipment.h"

/* ---- Keeping -----------------------------------------------------------------------------------
 */

/* The buffer's text in the page's memory; the buffer is empty afterwards. NULL when memory is out.
 */
static const char *keep(lw_sweep_page *page, lw_buffer *text)
{
    const char *kept =
        text->failed ? NULL
                     : lw_arena_text(&page->arena, text->length ? text->bytes : "", text->length);
    text->length = 0;
    return kept;
}

/* The texts that tell one plan from another. */
static bool keep_texts(lw_sweep_page *page, lw_sweep_row *row, const lw_plan *plan)
{
    lw_buffer text = {0};
    char modes[LW_CELL];
    lw_modes_text(modes, plan);
    lw_put_text(&text, modes);
    row->modes = keep(page, &text);
    for (uint32_t i = 0; i < plan->leg_count; i++)
        lw_put_format(&text, "%s%s", i ? ">" : "", plan->legs[i].lane);
    row->lanes = keep(page, &text);
    lw_put_text(&text, plan->start);
    for (uint32_t i = 0; i < plan->leg_count; i++)
        lw_put_format(&text, " -[%s]-> %s", plan->legs[i].lane, plan->legs[i].to);
    row->route = keep(page, &text);
    lw_buffer_release(&text);
    return row->modes && row->lanes && row->route;
}

static bool keep_plan(lw_sweep_page *page, lw_sweep_row *row, const lw_plan *plan)
{
    const lw_sweep_row *before =
        page->rows.count > 0 ? &page->rows.items[page->rows.count - 1] : NULL;
    row->planned = true;
    row->stocked = plan->stocked;
    row->start = plan->start;
    row->cost = plan->cost;
    row->buyer_pays = lw_plan_buyer_pays(page->style, plan);
    row->blind_minutes = plan->blind_minutes;
    row->visibility_e3 = plan->visibility_e3;
    row->ready_at = plan->ready_at;
    row->ready_offset = plan->ready_offset;
    row->arrive_offset = plan->arrive_offset;
    for (int hand = 0; hand < 3; hand++) {
        row->minutes[hand] = plan->minutes[hand];
        row->arrives[hand] = plan->arrives[hand];
    }
    if (!before || row->change != LW_SWEEP_SAME)
        return keep_texts(page, row, plan);
    row->modes = before->modes;
    row->lanes = before->lanes;
    row->route = before->route;
    return true;
}

static void note_currencies(lw_sweep_page *page, const lw_quote *quote)
{
    const char *code = page->shipment->value_currency;
    page->currency = quote->currency;
    page->decimals = quote->decimals;
    page->has_clock = quote->has_clock;
    page->ship_date = quote->ship_date;
    page->value_currency = code[0] ? code : quote->currency;
    page->value_decimals = lw_currency_digits(page->style, quote, page->value_currency);
}

lw_status lw_sweep_page_add(void *context, const lw_sweep_point *point, lw_error *err)
{
    lw_sweep_page *page = context;
    const lw_quote *quote = point->quote;
    const lw_sweep_row *before =
        page->rows.count > 0 ? &page->rows.items[page->rows.count - 1] : NULL;
    const char *message = quote->message ? quote->message : "";
    lw_sweep_row row = {.at = point->at, .on_grid = point->on_grid, .change = point->change};
    row.start = row.modes = row.lanes = row.route = "";
    if (!before)
        note_currencies(page, quote);
    if (before && strcmp(before->message, message) == 0)
        row.message = before->message;
    else
        row.message = lw_arena_text(&page->arena, message, strlen(message));
    bool kept = row.message != NULL;
    if (kept && quote->status == LW_QUOTE_OK && quote->plan_count > 0)
        kept = keep_plan(page, &row, quote->plans);
    return kept && LW_PUSH(&page->rows, row) ? LW_OK : lw_fail_memory(err);
}

void lw_sweep_page_release(lw_sweep_page *page)
{
    free(page->rows.items);
    lw_arena_release(&page->arena);
}

/* ---- Texts -------------------------------------------------------------------------------------
 */

const char *lw_sweep_value_text(char *text, const lw_sweep_page *page, int64_t at)
{
    switch (page->sweep->field) {
    case LW_SWEEP_READY_AT:
        lw_moment_format(text, at, 0);
        text[strlen(text) - 6] = '\0'; /* the offset: it is a local moment */
        break;
    case LW_SWEEP_WEIGHT:
        lw_decimal_format(text, at, 3);
        break;
    case LW_SWEEP_VALUE:
        lw_micros_format(text, at, page->value_decimals);
    }
    return text;
}

static const char *change_word(lw_sweep_change change)
{
    static const char *const words[] = {"", "plan", "modes"};
    return words[change];
}

/* ---- CSV ---------------------------------------------------------------------------------------
 */

static void put_moment(lw_buffer *out, int64_t utc_minute, int offset)
{
    char text[32];
    lw_put_bytes(out, text, lw_moment_format(text, utc_minute, offset));
    lw_put_char(out, ',');
}

static void put_plan_cells(lw_buffer *out, const lw_sweep_page *page, const lw_sweep_row *row)
{
    char days[3][32], hours[32];
    for (int hand = 0; hand < 3; hand++)
        lw_days_format(days[hand], row->minutes[hand]);
    lw_hours_format(hours, row->blind_minutes);
    lw_put_decimal(out, row->cost, page->decimals);
    lw_put_format(out, ",%s,%s,%s,%s,%s,", page->currency, days[LW_CLOCK_TYPICAL],
                  days[LW_CLOCK_MIN], days[LW_CLOCK_MAX], hours);
    lw_put_decimal(out, row->visibility_e3, 1);
    lw_put_format(out, ",%s,%s,%s,", row->modes, row->lanes, row->start);
    lw_put_decimal(out, row->buyer_pays, page->decimals);
    lw_put_char(out, ',');
    put_moment(out, row->ready_at, row->ready_offset);
    put_moment(out, row->arrives[LW_CLOCK_TYPICAL], row->arrive_offset);
    put_moment(out, row->arrives[LW_CLOCK_MIN], row->arrive_offset);
    put_moment(out, row->arrives[LW_CLOCK_MAX], row->arrive_offset);
}

static void put_csv(lw_buffer *out, const lw_sweep_page *page)
{
    char at[32], text[LW_MESSAGE];
    lw_put_text(out, "field,at,on_grid,change,status,cost,currency,days,days_min,days_max,"
                     "blind_hours,visibility_pct,modes,lanes,start,buyer_pays,ready_at,arrives,"
                     "arrives_min,arrives_max,message\n");
    for (size_t i = 0; i < page->rows.count; i++) {
        const lw_sweep_row *row = &page->rows.items[i];
        lw_put_format(out, "%s,%s,%s,%s,%s,", lw_sweep_field_name(page->sweep->field),
                      lw_sweep_value_text(at, page, row->at), row->on_grid ? "yes" : "no",
                      change_word(row->change), row->planned ? "ok" : "no_plan");
        if (row->planned)
            put_plan_cells(out, page, row);
        else
            lw_put_format(out, ",%s,,,,,,,,,,,,,,", page->currency);
        lw_csv_cell(out, lw_message_of_terms(page->style, row->message, row->buyer_pays, text));
        lw_put_char(out, '\n');
    }
}

/* ---- JSON --------------------------------------------------------------------------------------
 */

static void put_text_value(lw_json *json, const char *key, const char *text)
{
    lw_json_key(json, key);
    lw_json_text(json, text);
}

/* Numbers as numbers, moments as text. */
static void put_at(lw_json *json, const lw_sweep_page *page, const char *key, int64_t at)
{
    char text[32];
    lw_sweep_value_text(text, page, at);
    lw_json_key(json, key);
    if (page->sweep->field == LW_SWEEP_READY_AT)
        lw_json_text(json, text);
    else
        lw_json_raw(json, text, strlen(text));
}

static void put_raw(lw_json *json, const char *key, const char *number)
{
    lw_json_key(json, key);
    lw_json_raw(json, number, strlen(number));
}

static void put_days(lw_json *json, const char *key, int64_t minutes)
{
    char text[32];
    lw_days_format(text, minutes);
    put_raw(json, key, text);
}

static void put_instant(lw_json *json, const char *key, int64_t utc_minute, int offset)
{
    char text[32];
    lw_moment_format(text, utc_minute, offset);
    put_text_value(json, key, text);
}

/* "a+b" as a list. */
static void put_list(lw_json *json, const char *key, const char *text, char separator)
{
    const char stops[] = {separator, '\0'};
    lw_json_key(json, key);
    lw_json_open_flat(json, '[');
    while (*text) {
        size_t length = strcspn(text, stops);
        lw_json_bytes(json, text, length);
        text += length;
        text += *text == separator;
    }
    lw_json_close(json, ']');
}

static void put_plan_values(lw_json *json, const lw_sweep_page *page, const lw_sweep_row *row)
{
    char text[32];
    lw_json_key(json, "cost");
    lw_json_decimal(json, row->cost, page->decimals);
    lw_json_key(json, "buyer_pays");
    lw_json_decimal(json, row->buyer_pays, page->decimals);
    put_days(json, "typical_days", row->minutes[LW_CLOCK_TYPICAL]);
    put_days(json, "min_days", row->minutes[LW_CLOCK_MIN]);
    put_days(json, "max_days", row->minutes[LW_CLOCK_MAX]);
    lw_hours_format(text, row->blind_minutes);
    put_raw(json, "blind_hours", text);
    lw_json_key(json, "visibility_pct");
    lw_json_decimal(json, row->visibility_e3, 1);
    put_list(json, "modes", row->modes, '+');
    put_text_value(json, "start", row->start);
    lw_json_key(json, "stocked");
    lw_json_bool(json, row->stocked);
    put_list(json, "lanes", row->lanes, '>');
    put_instant(json, "ready_at", row->ready_at, row->ready_offset);
    put_instant(json, "arrives", row->arrives[LW_CLOCK_TYPICAL], row->arrive_offset);
    put_instant(json, "arrives_min", row->arrives[LW_CLOCK_MIN], row->arrive_offset);
    put_instant(json, "arrives_max", row->arrives[LW_CLOCK_MAX], row->arrive_offset);
}

static void put_point(lw_json *json, const lw_sweep_page *page, const lw_sweep_row *row)
{
    char text[LW_MESSAGE];
    lw_json_open_flat(json, '{');
    put_at(json, page, "at", row->at);
    lw_json_key(json, "on_grid");
    lw_json_bool(json, row->on_grid);
    put_text_value(json, "change",
                   row->change == LW_SWEEP_SAME ? "none" : change_word(row->change));
    put_text_value(json, "status", row->planned ? "ok" : "no_plan");
    if (row->planned)
        put_plan_values(json, page, row);
    put_text_value(json, "message",
                   lw_message_of_terms(page->style, row->message, row->buyer_pays, text));
    lw_json_close(json, '}');
}

static void put_step(lw_json *json, const lw_sweep_page *page)
{
    if (page->sweep->field == LW_SWEEP_READY_AT) {
        lw_json_key(json, "step_minutes");
        lw_json_int(json, page->sweep->step);
    } else {
        put_at(json, page, "step", page->sweep->step);
    }
}

static void put_json(lw_buffer *out, const lw_sweep_page *page, const lw_sweep_summary *sum)
{
    lw_json json = {.out = out, .pretty = true};
    lw_json_open(&json, '{');
    put_text_value(&json, "field", lw_sweep_field_name(page->sweep->field));
    if (page->sweep->field == LW_SWEEP_VALUE)
        put_text_value(&json, "value_currency", page->value_currency);
    put_at(&json, page, "start", page->sweep->start);
    put_at(&json, page, "end", page->sweep->end);
    put_step(&json, page);
    put_text_value(&json, "currency", page->currency);
    lw_json_key(&json, "tried");
    lw_json_int(&json, (int64_t)sum->tried);
    lw_json_key(&json, "changes");
    lw_json_int(&json, (int64_t)sum->changes);
    lw_json_key(&json, "mode_changes");
    lw_json_int(&json, (int64_t)sum->mode_changes);
    lw_json_key(&json, "points");
    lw_json_open(&json, '[');
    for (size_t i = 0; i < page->rows.count; i++)
        put_point(&json, page, &page->rows.items[i]);
    lw_json_close(&json, ']');
    lw_json_close(&json, '}');
    lw_put_char(out, '\n');
}

void lw_sweep_render(lw_buffer *out, const lw_sweep_page *page, const lw_sweep_summary *summary,
                     const char *format)
{
    if (strcmp(format, "json") == 0)
        put_json(out, page, summary);
    else if (strcmp(format, "csv") == 0)
        put_csv(out, page);
    else
        lw_sweep_table(out, page, summary);
}
