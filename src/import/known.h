/* What a catalog has already: the names that a new card refers to, or must not use again. The
 * tables are read one by one and their faults left to `check`, so that a first card can come into a
 * catalog that has no lanes yet. */
#ifndef LANEWISE_IMPORT_KNOWN_H
#define LANEWISE_IMPORT_KNOWN_H

#include <stdbool.h>

#include <lanewise/error.h>

#include "base/arena.h"
#include "base/intern.h"

/* One name, with what else its row says. */
typedef struct lw_known_row {
    const char *id;
    const char *file; /* of its first row, relative to the catalog */
    uint32_t line;
    const char *more; /* a carrier's currency, a zone's country, a country's name, a lane's card */
    bool partial;     /* a zone: some row names postcodes */
    int32_t from,
        to; /* a card: first and last day of its prices, INT32_MIN and INT32_MAX where open */
} lw_known_row;

typedef struct lw_known_list {
    lw_intern ids;
    lw_known_row *items; /* by number in ids */
    size_t count, capacity;
} lw_known_list;

typedef struct lw_known {
    lw_arena arena;
    lw_known_list nodes, zones, carriers, lanes, cards, countries;
    lw_known_list lane_cards; /* cards that lanes name, by themselves or by their own id */
} lw_known;

/* Reads the catalog in `folder`, without the files that the card itself brings: rates/NAME.csv, and
 * with `lanes` the NAME.csv of every table. LW_IO_FAILED, LW_NO_MEMORY. Owned: lw_known_release,
 * after a failure too. */
lw_status lw_known_read(lw_known *known, const char *folder, const char *name, bool lanes,
                        lw_error *err);
void lw_known_release(lw_known *known);

/* NULL when there is none. */
const lw_known_row *lw_known_find(const lw_known_list *list, const char *id);

#endif
