/* The prices of one destination: as the sheet states them, and as rows of the rates table. */
#ifndef LANEWISE_IMPORT_CARD_H
#define LANEWISE_IMPORT_CARD_H

#include "import/days.h"
#include "import/layout.h"
#include "import/price.h"

/* What one cell states. */
typedef struct lw_entry {
    lw_price_label label; /* by the row, the heading and the cell together */
    bool offered;
    bool has[LW_PRICE_KINDS];
    lw_amount amounts[LW_PRICE_KINDS];
    lw_spot cell, weights; /* itself, and where its weights are named */
} lw_entry;

enum { LW_RATE_CELLS = 4 };

/* One row of the rates table. */
typedef struct lw_rate_row {
    int64_t over_g, up_to_g, included_g; /* up_to_g may be LW_OPEN_END */
    int64_t step_g;                      /* 0 = not said */
    lw_amount flat, per_kg;
    lw_spot cells[LW_RATE_CELLS]; /* where the amounts stand; line 0 behind the last */
} lw_rate_row;

typedef struct lw_price_card {
    lw_destination to;
    lw_spot spot;   /* where the sheet names the destination */
    const char *id; /* of the card; set when tables are written */
    bool has_days;
    lw_days days;
    bool has_limit;
    lw_heft limit; /* the heaviest item */
    bool per_item; /* some of it is a price of each item */
    bool clashes;  /* reported: another card delivers to one of its places */
    struct {
        lw_entry *items;
        size_t count, capacity;
    } entries;
    struct {
        lw_rate_row *items;
        size_t count, capacity;
    } rows;
} lw_price_card;

typedef struct lw_price_cards {
    lw_price_card **items; /* in the arena, in the order of the sheet */
    size_t count, capacity;
} lw_price_cards;

void lw_price_card_release(lw_price_card *card); /* the card itself is the arena's */
void lw_price_cards_release(lw_price_cards *cards);

typedef struct lw_fill_job {
    const lw_sheet *sheet;
    const lw_layout *layout;
    const lw_reading *reading;
    lw_places *where;
    const lw_destination *one_place; /* of the whole sheet; NULL = the sheet says */
    lw_arena *arena;
    lw_faults *faults;
} lw_fill_job;

/* Gathers the cells below the headings by destination. What is not understood is reported.
 * LW_NO_MEMORY. */
lw_status lw_price_cards_fill(const lw_fill_job *job, lw_price_cards *cards, lw_error *err);

typedef struct lw_rate_rules {
    int64_t step_g;  /* of prices per kg; 0 = not said */
    int64_t up_to_g; /* where open ends end; LW_OPEN_END = nowhere */
} lw_rate_rules;

/* Turns the entries of a card into its rows. What cannot be one, or not exactly, is reported. False
 * when memory is out. */
bool lw_price_card_rate(lw_price_card *card, const lw_rate_rules *rules, lw_faults *faults);

#endif
