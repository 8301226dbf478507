/* How a comparison is told: a row an order, or a report on all of them. */
#ifndef LANEWISE_COMPARE_REPORT_H
#define LANEWISE_COMPARE_REPORT_H

#include "compare/tally.h"

/* CSV: the header, and the row of an order. */
void lw_compare_csv_header(lw_buffer *out, const lw_style *style);
void lw_compare_csv_row(lw_buffer *out, const lw_comparison *job, const lw_compared *order);

/* The report for people, as wide as the style says, and as a JSON object. A `failed` buffer means
 * that memory is out. */
void lw_compare_table(lw_buffer *out, const lw_tally *tally);
void lw_compare_json(lw_buffer *out, const lw_tally *tally);

/* One line: "200 orders: 150 same, 40 repriced, 10 moved; EUR +12.30 (250.00 to 262.30)". Only
 * currencies in which some cost changes are told. */
void lw_compare_line(lw_buffer *out, const lw_tally *tally);

/* ---- Shared by the formats ---------------------------------------------------------------------
 */

/* How a measure is written: `held` x `times` / `per`, rounded half away from zero, has so many
 * digits behind the point. */
typedef struct lw_unit {
    int times, per, digits;
} lw_unit;

extern const lw_unit lw_unit_days, lw_unit_hours; /* of minutes */
extern const lw_unit lw_unit_percent;             /* of 1/1000 */
lw_unit lw_unit_money(int decimals);              /* of minor units */

/* `text` needs LW_WIDE_TEXT bytes. Returns `text`. A change has a '+' above 0. */
const char *lw_unit_text(char *text, lw_unit unit, lw_wide held);
const char *lw_unit_change(char *text, lw_unit unit, lw_wide held);

/* held / count, rounded once. `count` is above 0. */
const char *lw_unit_share(char *text, lw_unit unit, lw_wide held, uint64_t count);
const char *lw_unit_share_change(char *text, lw_unit unit, lw_wide held, uint64_t count);

/* A heading of the table, with a blank line before it. */
void lw_compare_title(lw_buffer *out, const lw_style *style, const char *text);

/* Parts of the table: the sums, of at least one order; and the orders and lanes that it names. */
void lw_compare_sums(lw_buffer *out, const lw_tally *tally);
void lw_compare_lists(lw_buffer *out, const lw_tally *tally);

#endif
