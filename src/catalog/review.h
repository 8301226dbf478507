/* Inside the review of a loaded catalog: findings that are legal but look like mistakes. One file a
 * topic. */
#ifndef LANEWISE_CATALOG_REVIEW_H
#define LANEWISE_CATALOG_REVIEW_H

#include "catalog/columns.h"
#include "catalog/model.h"
#include "catalog/problems.h"

/* A node or country (high half) with a carrier (low half). */
typedef uint64_t lw_pair;

typedef struct lw_pairs {
    lw_pair *items; /* ascending */
    size_t count;
} lw_pairs;

typedef struct lw_review {
    const lw_catalog *catalog;
    int32_t today;
    lw_problems problems;
    bool no_memory;

    /* What the lanes make possible, gathered once. */
    uint32_t *arrivals, *departures; /* lanes by node */
    uint32_t *deliveries;            /* lanes by zone */
    bool *cards;                     /* by card: used */
    int64_t *card_steps;    /* by card: the finest step of a lane or node that uses it as it stands,
                               without next_break; 0 = none does */
    bool *calendars;        /* by calendar: used */
    uint8_t *carrier_modes; /* by carrier: bits of the modes of its lanes */
    uint8_t *delivery_modes;             /* by carrier: of its lanes that end in a zone */
    bool *country_nodes, *country_zones; /* by country: a node stands there, a zone lies there */
    bool *area_zones;                    /* by area: a zone lies there */
    bool *bonded_areas;                  /* by area: a lane leaves a bonded warehouse there */
    bool *stocked;                       /* by node: has stock */
    uint8_t modes;                       /* bits of the modes of all lanes */
    lw_pairs arriving, leaving;          /* node and carrier */
} lw_review;

/* A warning about a row. `columns` is "" for the row as a whole, or the names of those that it may
 * be shown at, such as "hours|min_hours": the first that the file has. */
__attribute__((format(printf, 4, 5))) void lw_warn(lw_review *review, lw_source where,
                                                   const char *columns, const char *format, ...);

bool lw_pairs_have(const lw_pairs *pairs, uint32_t high, uint32_t low);

/* "rates.csv:12" into `text`, which is returned. */
const char *lw_review_place(const lw_review *review, lw_source source, char *text, size_t size);

void lw_review_rates(lw_review *review);
void lw_review_places(lw_review *review); /* nodes, zones, carriers, calendars, codes */
void lw_review_dates(lw_review *review);  /* lanes with cards of other times, lists of holidays */
void lw_review_lanes(lw_review *review);
void lw_review_money(lw_review *review);   /* currencies without a rate */
void lw_review_rules(lw_review *review);   /* surcharges, handoffs, restrictions */
void lw_review_borders(lw_review *review); /* customs, duties, stock, storage */

#endif
