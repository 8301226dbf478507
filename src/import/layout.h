/* Which row and column of a sheet says what. Every price needs a destination and weights (or what
 * else it is a price of): each stands in the heading of its column or in its row. */
#ifndef LANEWISE_IMPORT_LAYOUT_H
#define LANEWISE_IMPORT_LAYOUT_H

#include "import/label.h"
#include "import/places.h"
#include "import/sheet.h"

/* What a heading, or the first cell of a row, announces. */
typedef enum lw_role {
    LW_ROLE_NONE,
    LW_ROLE_LABELS, /* weights, and what the prices are prices of */
    LW_ROLE_PLACES, /* destinations */
    LW_ROLE_EITHER, /* one of the two: "Weight / Zone" */
    LW_ROLE_DAYS,   /* how long it takes */
    LW_ROLE_LIMIT,  /* the heaviest item */
    LW_ROLE_PRICES,
    LW_ROLE_BAD, /* reported: what it holds is not known */
    LW_ROLE_IGNORED
} lw_role;

/* By the words alone: none of the last three. A unit that the text names goes to *unit. */
lw_role lw_role_of(const char *text, lw_unit *unit);

typedef struct lw_column_role {
    lw_role role;
    bool placed; /* LW_ROLE_PRICES: the heading names the destination... */
    lw_destination place;
    bool labelled; /* ...or what it is a price of */
    lw_price_label label;
    lw_unit unit; /* LW_ROLE_LIMIT: of the weights below it */
} lw_column_role;

typedef struct lw_layout {
    const lw_sheet_row *header;
    lw_column_role *columns; /* in the arena; as many as the header has cells */
    uint32_t count;
    uint32_t labels, places; /* columns with that role; LW_NONE = none */
    bool unclear;            /* reported: rows or columns lack what their prices need */
    lw_unit unit;            /* of the weights in the column of labels */
} lw_layout;

typedef struct lw_layout_job {
    const lw_sheet *sheet;
    const lw_reading *reading;
    lw_places *where;
    const char *const *ignored; /* headings to leave out */
    size_t ignored_count;
    bool one_place; /* the user named the destination: the sheet need not */
    lw_arena *arena;
    lw_faults *faults;
} lw_layout_job;

/* Reads the headings of a sheet that has at least one row. What is not understood is reported.
 * LW_NO_MEMORY. */
lw_status lw_layout_read(const lw_layout_job *job, lw_layout *layout, lw_error *err);

#endif
