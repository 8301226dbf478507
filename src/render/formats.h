/* Shared by the output formats, each in a file of its own. */
#ifndef LANEWISE_RENDER_FORMATS_H
#define LANEWISE_RENDER_FORMATS_H

#include <lanewise/quantity.h>

#include "render/jsonout.h"
#include "render/render.h"

void lw_render_nothing(lw_buffer *out, const lw_style *style);

void lw_csv_begin(lw_buffer *out, const lw_style *style);
void lw_csv_answer(lw_buffer *out, const lw_style *style, const lw_answer *answer);

/* A cell, quoted where a reader could misread it. */
void lw_csv_cell(lw_buffer *out, const char *text);

void lw_json_answer(lw_buffer *out, const lw_style *style, const lw_answer *answer);
void lw_jsonl_answer(lw_buffer *out, const lw_style *style, const lw_answer *answer);

void lw_table_answer(lw_buffer *out, const lw_style *style, const lw_answer *answer);

/* "ok", "no_plan" or "invalid". */
const char *lw_answer_status(const lw_answer *answer);

#define LW_MESSAGE 2048 /* bytes for the text of a message */

/* Remarks, the reason for no plan, or what is wrong with the shipment ("weight_kg: ..."). Borrowed
 * from the answer or written into `text` of LW_MESSAGE bytes. */
const char *lw_answer_message(const lw_style *style, const lw_answer *answer, char *text);

/* `message` and behind it, where the style shows both incoterms and there is something to pay, what
 * `buyer_pays` means beside an incoterm of DDP. Returns `message` or `text` of LW_MESSAGE bytes. */
const char *lw_message_of_terms(const lw_style *style, const char *message, int64_t buyer_pays,
                                char *text);

/* Minor units of a currency: as the quote or the catalog knows them, else 2. */
int lw_currency_digits(const lw_style *style, const lw_quote *quote, const char *currency);

/* The money that the buyer pays, or would pay under DAP where the style shows both incoterms. */
int64_t lw_plan_buyer_pays(const lw_style *style, const lw_plan *plan);

/* Hundredths of a point from the score's 4 digits, half away from zero. */
int64_t lw_score_hundredths(int64_t score_e4);

/* The shipment as it was understood, as a JSON object that can be read in again. */
void lw_json_shipment(lw_json *json, const lw_style *style, const lw_answer *answer);

/* Writes money held in micro-units with at least `digits` decimals, more only where the amount has
 * them; `text` needs 32 bytes. */
size_t lw_micros_format(char *text, int64_t micros, int digits);

#endif
