/* The lanes of a catalog as table, CSV and JSON. */
#ifndef LANEWISE_RENDER_LANES_H
#define LANEWISE_RENDER_LANES_H

#include <lanewise/lanes.h>

#include "render/render.h"

typedef enum lw_lanes_format { LW_LANES_TABLE, LW_LANES_CSV, LW_LANES_JSON } lw_lanes_format;

/* Which lanes, and what for. */
typedef struct lw_lanes_view {
    const lw_catalog *catalog; /* borrowed */
    lw_lane_filter filter;
    bool priced;       /* tell the freight of */
    int64_t grams;     /* one piece, at least 1, */
    int32_t ship_date; /* sent on this day */
} lw_lanes_view;

void lw_lanes_render(lw_buffer *out, const lw_style *style, const lw_lanes_view *view,
                     lw_lanes_format format);

/* ---- Shared by the formats ---------------------------------------------------------------------
 */

void lw_lanes_table(lw_buffer *out, const lw_style *style, const lw_lanes_view *view);

#endif
