/* What a page tells of a whole batch: how its orders go, what they cost, and which have no plan.
 * Kept by every thread for its own orders, then added up in the order of the input. */
#ifndef LANEWISE_RENDER_REPORT_H
#define LANEWISE_RENDER_REPORT_H

#include "base/arena.h"
#include "base/wide.h"
#include "render/render.h"

#define LW_REPORT_MISSES 1000 /* orders without a plan that are told one by one */

/* Best plans that have something in common, and their costs: as quoted, and each converted to the
 * report's currency, so that any sums of cells agree (0 without rates). Minor units. */
typedef struct lw_report_cell {
    uint64_t orders;
    lw_wide quoted, spend;
} lw_report_cell;

/* An order without a plan. */
typedef struct lw_miss {
    const char *id, *destination, *status, *reason;
} lw_miss;

/* The best plans in rows, first the sets of modes, then the countries of the catalog; a row has a
 * cell for each currency. */
typedef struct lw_report {
    const lw_catalog *catalog; /* borrowed */
    uint32_t currency;         /* that `spend` is in; LW_NONE = the catalog has no rates */
    uint64_t ok, no_plan, invalid;
    lw_report_cell *cells; /* owned */
    size_t rows, currencies;
    struct {
        lw_miss *items;
        size_t count, capacity;
    } misses;       /* the first of them; all are counted */
    lw_arena texts; /* of the misses */
    bool failed;    /* memory ran out: the report is not whole */
} lw_report;

/* All 0; spend is told in `currency` (NULL, or without a rate: in the base of the rates). False
 * when memory is out. */
bool lw_report_init(lw_report *report, const lw_catalog *catalog, const char *currency);
void lw_report_release(lw_report *report); /* zeroed storage is legal */
void lw_report_clear(lw_report *report);

/* One more order. */
void lw_report_take(lw_report *report, const lw_style *style, const lw_answer *answer);

/* Adds what came right behind. */
void lw_report_add(lw_report *sum, const lw_report *more);

void lw_report_add_cell(lw_report_cell *sum, const lw_report_cell *more);

/* What the page says of the run. */
typedef struct lw_report_about {
    const char *input;    /* its name, without the folders */
    uint32_t part, parts; /* 0 = the whole input */
    int32_t ship_date;    /* of orders that state none */
} lw_report_about;

void lw_html_report(lw_buffer *out, const lw_style *style, const lw_report *report,
                    const lw_report_about *about);

#endif
