/* The parts of the answer for people, one file each. */
#ifndef LANEWISE_RENDER_PAGES_H
#define LANEWISE_RENDER_PAGES_H

#include "render/display.h"
#include "render/formats.h"
#include "render/grid.h"

/* What is sent where, on what terms. */
void lw_page_parcel(lw_buffer *out, const lw_style *style, const lw_answer *answer);

/* "CNSZX to US 90001" */
void lw_destination_text(char *text, size_t size, const lw_shipment *shipment);

/* The pieces and the goods; ship date, incoterm and rank. */
void lw_flow_facts(lw_flow *flow, const lw_style *style, const lw_answer *answer);
void lw_flow_terms(lw_flow *flow, const lw_style *style, const lw_answer *answer);

/* The bill of one plan. */
void lw_page_charges(lw_buffer *out, const lw_style *style, const lw_quote *quote,
                     const lw_plan *plan);

/* Is this line for another place than the one before it (NULL = none)? */
bool lw_charge_moves(const lw_charge *charge, const lw_charge *before);

/* The cells of a line of the bill: "fuel (buyer)" and "38.60 CNY" into LW_CELL bytes, "LANE, CNSZX
 * to HKHKG", "rates/dedicated_line.csv:91". */
void lw_charge_text(char *text, const lw_charge *charge);
void lw_card_text(char *text, const lw_charge *charge);
void lw_charge_place_text(char *text, size_t size, const lw_plan *plan, const lw_charge *charge);
void lw_source_text(char *text, size_t size, const lw_row *row);

/* The journey of one plan, moment by moment. */
void lw_page_journey(lw_buffer *out, const lw_style *style, const lw_quote *quote,
                     const lw_plan *plan);

/* Is there room for time lines, and time to be drawn? */
bool lw_has_timelines(const lw_style *style, const lw_quote *quote);

/* The typical time of one plan as a line behind `indent` blanks, on the scale of the longest plan
 * shown; where lw_has_timelines. */
void lw_page_timeline(lw_buffer *out, const lw_style *style, const lw_quote *quote,
                      const lw_plan *plan, size_t indent);
void lw_flow_timeline_legend(lw_flow *flow, const lw_style *style, const lw_quote *quote);

/* What became of each of the five modes. */
void lw_page_modes(lw_buffer *out, const lw_style *style, const lw_quote *quote);

/* What became of one mode. */
void lw_flow_mode(lw_flow *flow, const lw_style *style, const lw_quote *quote,
                  const lw_mode_report *report);

/* "CNSZX -[truck]-> HKHKG -[air]-> US", broken at its legs. */
void lw_flow_route(lw_flow *flow, const lw_plan *plan);

/* Columns that the route takes on one line. */
size_t lw_route_width(const lw_plan *plan);

/* "postal+express" into LW_CELL bytes. */
void lw_modes_text(char *text, const lw_plan *plan);

/* "2.83-6.33" days into LW_CELL bytes. */
void lw_range_text(char *text, const lw_plan *plan);

/* "7.31" of the quote currency; `text` needs 32 bytes. Returns `text`. */
const char *lw_money_text(char *text, const lw_quote *quote, int64_t minor);

/* "87.3" of thousandths; `text` needs 32 bytes. Returns `text`. */
const char *lw_percent_text(char *text, int64_t thousandths);

/* "Tue 2026-12-01 06:00", local; `text` needs 40 bytes. */
void lw_local_text(char *text, int64_t utc_minute, int offset);

/* An instant of a plan: "Tue 2026-12-01 06:00 +08:00", `narrow` "12-01 06:00"; where the catalog
 * knows no calendar the days since the plan's start, "day   0.40". */
void lw_instant_text(char *text, size_t size, const lw_quote *quote, const lw_plan *plan,
                     int64_t at, int offset, bool narrow);

/* "Tuesday" of a local moment. */
const char *lw_weekday_name(int64_t utc_minute, int offset);

#endif
