/* The parts of the answer for people, one file each. */
#ifndef LANEWISE_RENDER_PAGES_H
#define LANEWISE_RENDER_PAGES_H

#include "render/display.h"
#include "render/formats.h"
#include "render/grid.h"

/* What is sent where, on what terms. */
void lw_page_parcel(lw_buffer *out, const lw_style *style, const lw_answer *answer);

/* The bill of one plan. */
void lw_page_charges(lw_buffer *out, const lw_style *style, const lw_quote *quote,
                     const lw_plan *plan);

/* The journey of one plan, moment by moment. */
void lw_page_journey(lw_buffer *out, const lw_style *style, const lw_quote *quote,
                     const lw_plan *plan);

/* What became of each of the five modes. */
void lw_page_modes(lw_buffer *out, const lw_style *style, const lw_quote *quote);

/* "CNSZX -[truck]-> HKHKG -[air]-> US", broken at its legs. */
void lw_flow_route(lw_flow *flow, const lw_plan *plan);

/* Columns that the route takes on one line. */
size_t lw_route_width(const lw_plan *plan);

/* "postal+express" into LW_CELL bytes. */
void lw_modes_text(char *text, const lw_plan *plan);

/* "7.31" of the quote currency; `text` needs 32 bytes. Returns `text`. */
const char *lw_money_text(char *text, const lw_quote *quote, int64_t minor);

/* "87.3" of thousandths; `text` needs 32 bytes. Returns `text`. */
const char *lw_percent_text(char *text, int64_t thousandths);

/* "Tue 2026-12-01 06:00", local; `text` needs 40 bytes. */
void lw_local_text(char *text, int64_t utc_minute, int offset);

/* "Tuesday" of a local moment. */
const char *lw_weekday_name(int64_t utc_minute, int offset);

#endif
