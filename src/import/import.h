/* A carrier's price sheet, saved as CSV, into tables of a catalog: lanes, zones and rates. Nothing
 * is guessed: what a sheet does not say, or says in two ways, is refused with the cell named, and
 * every amount reaches the tables exactly. */
#ifndef LANEWISE_IMPORT_IMPORT_H
#define LANEWISE_IMPORT_IMPORT_H

#include "base/buffer.h"
#include "import/card.h"
#include "import/known.h"
#include "render/render.h"

/* A column of the lanes table, and what it holds in every lane of the card. */
typedef struct lw_lane_setting {
    const char *column, *value;
} lw_lane_setting;

/* Texts as the user gave them; NULL = not given. All borrowed until the import is freed. */
typedef struct lw_import_options {
    const char *file;    /* the sheet; "-" = standard input */
    const char *catalog; /* folder with nodes, carriers, zones and so on */
    const char *carrier, *mode;
    const char *from;     /* nodes, separated by '|' */
    const char *to;       /* the destination of a sheet that names none */
    const char *currency; /* default: the carrier's */
    const char *prefix;   /* of all ids; default: the carrier */
    const char *name;     /* of the files; default: the prefix */
    const char *zones;    /* a zone chart */
    const char *numbers;  /* how numbers are written: "1,234.5" */
    const char *unit;     /* of weights without one; default: kg */
    const char *lines;    /* which of the sheet's lines hold the card: "4-31" */
    const char *days;
    const char *step;  /* kg, of prices per kg */
    const char *up_to; /* kg, where open ends end */
    const char *valid_from, *valid_to;
    const char *source;
    const lw_lane_setting *settings;
    size_t setting_count;
    const char *const *ignored; /* headings */
    size_t ignored_count;
    bool rates_only; /* the lanes are there already */
} lw_import_options;

/* Where the option of that name is kept, "carrier" up to "source", "up-to" for `up_to`; NULL when
 * there is none. A file, a catalog and what is no single text have no name. */
const char **lw_import_option(lw_import_options *options, const char *name);

typedef enum lw_import_table {
    LW_IMPORT_ZONES,
    LW_IMPORT_RATES,
    LW_IMPORT_LANES,
    LW_IMPORT_TABLES
} lw_import_table;

/* A file to be: TABLE/NAME.csv. */
typedef struct lw_import_file {
    lw_buffer text;
    uint32_t rows; /* 0 = it is not needed */
} lw_import_file;

typedef struct lw_import {
    const lw_import_options *options;
    const char *prefix, *name; /* as given or by default */
    lw_reading reading;        /* its currency: that of the card */
    lw_days days;              /* of lanes whose time the sheet does not say */
    const char **origins;      /* in the arena */
    uint32_t origin_count;
    int32_t valid_from, valid_to; /* INT32_MIN and INT32_MAX where open */
    lw_rate_rules rules;
    lw_line_range range;
    lw_arena arena;
    lw_known known;
    lw_places places;
    lw_sheet sheet;
    lw_price_cards cards;
    lw_faults faults;
    lw_import_file files[LW_IMPORT_TABLES];
} lw_import;

/* Reads the sheet and makes the tables. Problems of the sheet go to `on_problem`, warnings too, in
 * the order of the cells. LW_OK; LW_BAD_ARGUMENT when an option is wrong; LW_IO_FAILED when the
 * sheet cannot be read or used; LW_NO_MEMORY. Owned: lw_import_release, after a failure too. */
lw_status lw_import_matrix(lw_import *import, const lw_import_options *options,
                           lw_problem_fn *on_problem, void *context, lw_error *err);
void lw_import_release(lw_import *import);

/* "lanes", ... */
const char *lw_import_table_name(lw_import_table table);

/* Reads the options; for lw_import_matrix. */
lw_status lw_import_read_options(lw_import *import, lw_error *err);

/* Makes a failure one of the option's, "--FLAG: MESSAGE"; LW_OK and LW_NO_MEMORY stay. */
lw_status lw_import_blame(const char *flag, lw_status status, lw_error *err);

/* Writes the texts of the files; for lw_import_matrix. False when memory is out. */
bool lw_import_make_tables(lw_import *import);

/* Shows what would be written: every destination, and the first rows of each file. */
void lw_import_put_page(lw_buffer *out, const lw_style *style, const lw_import *import);

/* Writes the files into `folder`, which is made if need be: all of them or none. LW_IO_FAILED when
 * one is there already, unless `replace`. */
lw_status lw_import_write(const lw_import *import, const char *folder, bool replace, lw_error *err);

#endif
