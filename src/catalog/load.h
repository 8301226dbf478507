/* Inside the loader: what its files share. A table's file has an `lw_add_...` that turns one row
 * into the catalog's own record; tables are read in an order in which every reference points to a
 * table already read. */
#ifndef LANEWISE_CATALOG_LOAD_H
#define LANEWISE_CATALOG_LOAD_H

#include "base/arena.h"
#include "base/intern.h"
#include "base/vector.h"
#include "catalog/columns.h"
#include "catalog/model.h"
#include "catalog/problems.h"
#include "catalog/rows.h"

#define LW_LIST(type)           \
    struct {                    \
        type *items;            \
        size_t count, capacity; \
    }

/* A zone's row with the zone that it belongs to, until rows are put beside each other. */
typedef struct lw_loose_zone_row {
    uint32_t zone;
    lw_zone_row row;
} lw_loose_zone_row;

typedef struct lw_loose_holiday {
    uint32_t calendar;
    int32_t day;
    const char *name;
    lw_source source;
} lw_loose_holiday;

/* What the countries and fx tables say, by number of the country or currency. source.line 0 = no
 * row. */
typedef struct lw_country_note {
    const char *name;
    uint32_t area;
    lw_source source;
} lw_country_note;

typedef struct lw_currency_note {
    int64_t rate_e8;
    int decimals;
    bool used;
    lw_source source;
} lw_currency_note;

typedef struct lw_loader {
    const char *directory;
    lw_catalog *catalog;
    lw_problems problems;
    lw_intern groups;
    lw_status failed;  /* LW_NO_MEMORY once something could not be kept */
    uint16_t **fields; /* by file, in the catalog's arena */

    bool broken[LW_TABLE_COUNT]; /* could not be read: what it lacks is not held against others */

    /* The row at hand. */
    lw_source here;
    bool sound;      /* no error in it so far */
    lw_error fault;  /* of the cell at hand */
    uint64_t spoilt; /* by column of the table: the cell has an error, told or not, and what follows
                        from its value is not to be told */
    union lw_any_row standard, row;
    size_t row_size;                  /* bytes of them that the table uses */
    uint32_t latest[LW_MOST_COLUMNS]; /* by column of the table: what the last sound reference was
                                         to; LW_NONE = nothing yet */

    LW_LIST(lw_node) nodes;
    LW_LIST(lw_zone) zones;
    LW_LIST(lw_loose_zone_row) zone_rows;
    LW_LIST(lw_carrier) carriers;
    LW_LIST(lw_lane) lanes;
    LW_LIST(lw_rate) rates;
    LW_LIST(uint32_t) rate_cards; /* of each */
    LW_LIST(lw_surcharge) surcharges;
    LW_LIST(lw_handoff) handoffs;
    LW_LIST(lw_customs) customs;
    LW_LIST(lw_duty) duties;
    LW_LIST(lw_restriction) restrictions;
    LW_LIST(lw_stock) stock;
    LW_LIST(lw_storage) storage;
    LW_LIST(lw_country_note) countries;
    LW_LIST(lw_currency_note) currencies;
    LW_LIST(lw_calendar) calendars;
    LW_LIST(lw_loose_holiday) holidays;
    LW_LIST(lw_odd_code) odd_codes;
    LW_LIST(bool) currency_unclear; /* by carrier: its cell has an error */
    bool base_unclear;              /* a row of fx with an error may be the base */
} lw_loader;

/* An empty catalog; NULL when memory is out. Freed by lw_catalog_free. */
lw_catalog *lw_catalog_new(void);

/* ---- Telling -----------------------------------------------------------------------------------
 */

/* An error of the row at hand, which is then not sound. `columns` is "" or the names of those that
 * it may be shown at, such as "currency|carrier": the first that the file has. */
__attribute__((format(printf, 3, 4))) void lw_row_error(lw_loader *loader, const char *columns,
                                                        const char *format, ...);

/* A finding about any row. */
__attribute__((format(printf, 5, 6))) void lw_row_problem(lw_loader *loader, lw_severity severity,
                                                          lw_source where, const char *columns,
                                                          const char *format, ...);

/* Has the cell of the row at hand no error? All cells of a row that is broken in itself have. */
bool lw_cell_sound(const lw_loader *loader, const char *column);

/* Notes that memory ran out. */
void lw_loader_no_memory(lw_loader *loader);

/* "rates/hkpost.csv:12"; `text` has room for `size` bytes. Returns text. */
const char *lw_place(const lw_loader *loader, lw_source source, char *text, size_t size);

enum { LW_PLACE_SIZE = 300 };

/* ---- Reading -----------------------------------------------------------------------------------
 */

/* Reads a reference cell, single or list, into its slot. Tells what is wrong. */
void lw_read_reference(lw_loader *loader, const lw_column *column, const char *text, void *slot);

/* Text into the arena; "" when memory is out, which is noted. */
const char *lw_keep_text(lw_loader *loader, const char *text);

/* Checks valid_from <= valid_to. */
lw_dates lw_keep_dates(lw_loader *loader, int64_t from, int64_t to);

lw_id_list lw_keep_list(lw_numbers list);

/* A missing minimum or maximum equals the typical duration. */
lw_minutes lw_keep_minutes(int64_t minimum, int64_t typical, int64_t maximum);

/* ---- One row each ------------------------------------------------------------------------------
 */

void lw_add_country(lw_loader *loader, const union lw_any_row *row);
void lw_add_fx(lw_loader *loader, const union lw_any_row *row);
void lw_add_calendar(lw_loader *loader, const union lw_any_row *row);
void lw_add_holiday(lw_loader *loader, const union lw_any_row *row);
void lw_add_carrier(lw_loader *loader, const union lw_any_row *row);
void lw_add_rate(lw_loader *loader, const union lw_any_row *row);
void lw_add_node(lw_loader *loader, const union lw_any_row *row);
void lw_add_zone(lw_loader *loader, const union lw_any_row *row);
void lw_add_lane(lw_loader *loader, const union lw_any_row *row);
void lw_add_surcharge(lw_loader *loader, const union lw_any_row *row);
void lw_add_handoff(lw_loader *loader, const union lw_any_row *row);
void lw_add_customs(lw_loader *loader, const union lw_any_row *row);
void lw_add_duty(lw_loader *loader, const union lw_any_row *row);
void lw_add_restriction(lw_loader *loader, const union lw_any_row *row);
void lw_add_stock(lw_loader *loader, const union lw_any_row *row);
void lw_add_storage(lw_loader *loader, const union lw_any_row *row);

/* ---- All rows of a table together --------------------------------------------------------------
 */

/* Each moves what was gathered into the catalog and checks rows against each other. */
void lw_finish_money(lw_loader *loader); /* countries and currencies, after all other tables */
void lw_finish_calendars(lw_loader *loader);
void lw_finish_rates(lw_loader *loader);
void lw_finish_places(lw_loader *loader);  /* nodes and zones */
void lw_finish_lanes(lw_loader *loader);   /* carriers and lanes */
void lw_finish_rules(lw_loader *loader);   /* surcharges, handoffs, restrictions */
void lw_finish_borders(lw_loader *loader); /* customs and duties */
void lw_finish_stores(lw_loader *loader);  /* stock and storage */

/* The number of a row's own id. LW_NONE and an error for a second row of the same id; `first_of`
 * are the sources of the earlier ones, `stride` bytes apart. */
uint32_t lw_new_id(lw_loader *loader, lw_intern *names, const char *column, const char *id,
                   const lw_source *first_of, size_t stride);

/* Sets the position of each id among all of them in byte order: in the rows' own members, of which
 * `ranks` is the first and the others are `stride` bytes apart. */
void lw_rank_ids(lw_loader *loader, const lw_intern *ids, uint32_t *ranks, size_t stride);

#endif
