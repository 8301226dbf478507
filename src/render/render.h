/* Output formats behind one small interface: begin, one call an answer, end. Renderers only append
 * to a buffer: they hold no state between calls, so batch workers render in parallel. */
#ifndef LANEWISE_RENDER_RENDER_H
#define LANEWISE_RENDER_RENDER_H

#include <stdbool.h>
#include <stddef.h>

#include <lanewise/planner.h>

#include "base/buffer.h"

/* How to write, beyond the format itself. */
typedef struct lw_style {
    int width;                 /* columns of the terminal for tables; 80 when unknown */
    bool color;                /* ANSI colours allowed */
    bool utf8;                 /* tables may draw with more than ASCII */
    bool explain;              /* charge lines and mode reports */
    uint32_t told;             /* plans that a page tells in full, the best ones; 0 = all */
    bool both_incoterms;       /* quotes are DDP: tell what the buyer would pay under DAP as well */
    lw_rank rank;              /* the column that the order is by */
    lw_clock_hand time_basis;  /* which of the three times is the criterion */
    const lw_catalog *catalog; /* for the digits of other currencies; NULL = 2 */
} lw_style;

/* One shipment's outcome. */
typedef struct lw_answer {
    const lw_shipment *shipment; /* as far as it could be read */
    const char *id;              /* shipment's id or the number of the record */
    const lw_quote *quote;       /* NULL when the shipment is invalid */
    const lw_error *error;       /* why it is invalid; NULL otherwise */
} lw_answer;

typedef struct lw_renderer {
    const char *name; /* "table", "csv", "json", "jsonl" */
    void (*begin)(lw_buffer *out, const lw_style *style);
    void (*answer)(lw_buffer *out, const lw_style *style, const lw_answer *answer);
    void (*end)(lw_buffer *out, const lw_style *style);
} lw_renderer;

/* What is wrong with a shipment as one line, the field named: "weight_kg: '1,5' is not a decimal
 * number". */
void lw_fault_text(const lw_error *error, char *text, size_t size);

/* The renderer called `name`, or NULL. */
const lw_renderer *lw_renderer_find(const char *name);

#endif
