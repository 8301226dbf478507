/* A sweep as a table, CSV or JSON. Points are kept as they come, then written at once: columns want
 * to know all. */
#ifndef LANEWISE_RENDER_SWEEP_H
#define LANEWISE_RENDER_SWEEP_H

#include <lanewise/sweep.h>

#include "base/arena.h"
#include "render/render.h"

/* What is kept of a point. Texts live in the page's arena; points of one plan share them. */
typedef struct lw_sweep_row {
    int64_t at;
    bool on_grid, planned, stocked;
    lw_sweep_change change;
    int64_t cost, buyer_pays; /* quote minor units */
    int64_t minutes[3], blind_minutes, visibility_e3;
    int64_t ready_at, arrives[3];
    int ready_offset, arrive_offset;
    const char *start, *modes, *lanes; /* "CNSZX", "postal+express", "L1>L2" */
    const char *route;                 /* "CNSZX -[L1]-> HKHKG -[L2]-> US" */
    const char *message;
} lw_sweep_row;

/* Zeroed with `style`, `shipment` and `sweep` set, it is empty and ready; lw_sweep_page_release
 * frees it. */
typedef struct lw_sweep_page {
    const lw_style *style; /* borrowed, likewise below */
    const lw_shipment *shipment;
    const lw_sweep *sweep;
    lw_arena arena;
    struct {
        lw_sweep_row *items;
        size_t count, capacity;
    } rows;
    const char *currency; /* of the quotes; of the catalog */
    int decimals;
    const char *value_currency; /* of the goods value */
    int value_decimals;
    bool has_clock;
    int32_t ship_date;
} lw_sweep_page;

/* An lw_sweep_fn whose context is an lw_sweep_page. */
lw_status lw_sweep_page_add(void *context, const lw_sweep_point *point, lw_error *err);
void lw_sweep_page_release(lw_sweep_page *page);

/* `format` is "table", "csv" or "json". */
void lw_sweep_render(lw_buffer *out, const lw_sweep_page *page, const lw_sweep_summary *summary,
                     const char *format);

/* ---- Shared by the formats ---------------------------------------------------------------------
 */

/* A value of the field as the field is written: "0.100", "45.00", "2026-11-23T06:00"; `text` needs
 * 32 bytes. Returns `text`. */
const char *lw_sweep_value_text(char *text, const lw_sweep_page *page, int64_t at);

void lw_sweep_table(lw_buffer *out, const lw_sweep_page *page, const lw_sweep_summary *summary);

#endif
