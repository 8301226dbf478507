/* Pages: one self-contained HTML document each, that opens from disk, asks nothing of the network
 * and says in tables all that it draws. Whatever comes from outside goes through lw_html_text or
 * lw_html_data, which escape it for where it stands; names of elements and classes are the
 * program's own. */
#ifndef LANEWISE_RENDER_HTML_H
#define LANEWISE_RENDER_HTML_H

#include "render/display.h"
#include "render/formats.h"
#include "render/spells.h"

/* ---- Any page ----------------------------------------------------------------------------------
 */

/* Text and attribute values: markup is escaped; what may not be shown (base/clean.h) becomes
 * U+FFFD, but for line ends and tabs. */
void lw_html_text(lw_buffer *out, const char *text);

/* What a scratch buffer holds, as lw_html_text; releases it. */
void lw_html_take(lw_buffer *out, lw_buffer *scratch);

/* <name class="kind">text</name>; `kind` may be NULL. */
void lw_html_element(lw_buffer *out, const char *name, const char *kind, const char *text);

/* An opening or closing tag of the program's own, on a line of its own. */
void lw_html_line(lw_buffer *out, const char *markup);

/* Everything up to the content. */
void lw_html_begin(lw_buffer *out, const char *title);

/* Everything behind the content: `data`, a JSON document for the pictures, escaped so that nothing
 * in it ends the element it stands in, and the scripts. Releases `data`. */
void lw_html_end(lw_buffer *out, lw_buffer *data);

/* A flow into `scratch` that never breaks a line, for texts shared with the terminal. */
lw_flow lw_html_flow(lw_buffer *scratch);

/* "overseas warehouse" of "overseas_warehouse", the name of a mode, in which nothing needs an
 * escape.
 */
void lw_html_mode(lw_buffer *out, const char *mode);

/* Modes of a plan, "dedicated line + postal". */
void lw_html_modes(lw_buffer *out, const lw_plan *plan);

/* "Tue 2026-12-01 06:00 +08:00" so that only date and time may be parted; any other text as it is.
 */
void lw_html_moment(lw_buffer *out, const char *moment);

/* An item of a <dl class="figures">; `unit` may be "". */
void lw_html_figure(lw_buffer *out, const char *name, const char *value, const char *unit);

/* ---- The parts of a quote's page ---------------------------------------------------------------
 */

/* A page for one answer; an lw_renderer's. */
void lw_html_answer(lw_buffer *out, const lw_style *style, const lw_answer *answer);

/* One plan in full: its figures, time line, timetable, cost and charges. */
void lw_html_plan(lw_buffer *out, const lw_style *style, const lw_quote *quote,
                  const lw_plan *plan);

/* Plans told in full are the first so many of the quote's. */
uint32_t lw_html_told(const lw_style *style, const lw_quote *quote);

#define LW_HTML_PARTS 9 /* that a cost is told in */

/* The amount of a part of the cost (0 to LW_HTML_PARTS - 1), and its name: "freight", "duty", ...;
 * static. */
int64_t lw_html_part(const lw_plan *plan, int part, const char **name);

/* "CNSZX to HKHKG by 4PX-TRUCK (4PX, dedicated_line)", "dwell at HKHKG", as text in `scratch`. */
void lw_html_spell(lw_buffer *scratch, const lw_leg *leg, const lw_spell *spell);

/* What page.js draws, as JSON; `quote` may be NULL. */
void lw_html_quote_data(lw_buffer *data, const lw_style *style, const lw_quote *quote);

#endif
