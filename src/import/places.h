/* Where the prices of a sheet deliver to: countries, the catalog's own zones and nodes, and zones
 * of the carrier that a chart spells out. */
#ifndef LANEWISE_IMPORT_PLACES_H
#define LANEWISE_IMPORT_PLACES_H

#include "import/known.h"
#include "import/faults.h"

/* Postcodes of a new zone, as the zones table has them; both "" = the whole country. */
typedef struct lw_postcodes {
    const char *from, *to;
    lw_spot spot; /* where the chart says so; line 0 = nowhere */
} lw_postcodes;

/* One place that a lane can end in. */
typedef struct lw_target {
    const char *to;      /* zone or node */
    const char *name;    /* what tells its lane from others: "DE" */
    const char *country; /* that it is the whole of, or part of; NULL = a place of the catalog */
    const lw_postcodes *postcodes; /* rows of a new zone; none = the catalog has it already */
    uint32_t postcode_count;
    bool used;     /* a destination delivers there */
    lw_spot first; /* the first that does */
} lw_target;

/* What the sheet calls one destination: a price for it holds for all of its targets. */
typedef struct lw_destination {
    const char *text; /* as the sheet has it */
    const char *name; /* for ids */
    lw_target **targets;
    uint32_t target_count;
} lw_destination;

/* One row of a zone chart. */
typedef struct lw_chart_row {
    const char *zone;
    lw_target *target; /* the country, or a place of the catalog */
    lw_postcodes postcodes;
} lw_chart_row;

typedef struct lw_places {
    const lw_known *known;
    const char *prefix;
    lw_arena *arena;
    struct {
        lw_chart_row *items;
        size_t count, capacity;
    } chart;
    struct {
        lw_target **items; /* each place once */
        size_t count, capacity;
    } targets;
} lw_places;

void lw_places_release(lw_places *places); /* what it found lives in the arena */

/* Reads a zone chart: a sheet with the columns zone, country, postcode_from and postcode_to, the
 * last two at will. Faults are reported. LW_IO_FAILED, LW_NO_MEMORY. */
lw_status lw_places_read_chart(lw_places *places, const char *path, lw_faults *faults,
                               lw_error *err);

/* Reports places that prices are for and that share postcodes: the cheaper of their lanes would
 * always be taken there. */
void lw_places_check_overlaps(const lw_places *places, lw_faults *faults);

/* Finds what a text names. LW_BAD_ARGUMENT with a message when it is no destination. */
lw_status lw_places_find(lw_places *places, const char *text, lw_destination *found, lw_error *err);

#endif
