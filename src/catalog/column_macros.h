/* Shorthand for column descriptions; for the columns_*.c files only. */
#ifndef LANEWISE_CATALOG_COLUMN_MACROS_H
#define LANEWISE_CATALOG_COLUMN_MACROS_H

#include "catalog/columns.h"
#include "catalog/rows.h"

/* What a cell holds. */
#define NUMBER(what, how)      .type = (what), .kind = LW_CELL_NUMBER, .format = &(how)
#define MEASURE(what, in, how) NUMBER(what, how), .unit = (in)
#define MONEY                  NUMBER("money", lw_money)
#define WEIGHT                 MEASURE("weight", "kg", lw_weight_kg)
#define LENGTH                 MEASURE("length", "cm", lw_length_cm)
#define HOURS                  MEASURE("time", "hours", lw_duration_hours)
#define DAYS                   MEASURE("time", "days", lw_duration_days)
#define PERCENT                NUMBER("percent", lw_percent)
#define SHARE                  NUMBER("share (0 to 1)", lw_share)
#define DAY_NUMBER             NUMBER("day number", lw_day_number)
#define DATE                   .type = "date", .kind = LW_CELL_DATE
#define TEXT                   .type = "text", .kind = LW_CELL_TEXT
#define ID                     .type = "id", .kind = LW_CELL_ID
#define WORD(list)             .type = "word", .kind = LW_CELL_WORD, .words = (list)
#define MODES                  .type = "word", .kind = LW_CELL_WORD_LIST, .words = LW_MODE_WORDS, .list = true
#define YES_NO                 .type = "yes or no", .kind = LW_CELL_WORD, .words = LW_YES_NO_WORDS
#define WEEKDAYS               .type = "weekday", .kind = LW_CELL_WEEKDAYS, .list = true
#define HS                     .type = "HS code", .kind = LW_CELL_HS
#define POSTCODE               .type = "postcode", .kind = LW_CELL_POSTCODE
#define OFFSET                 .type = "UTC offset", .kind = LW_CELL_OFFSET
#define OF(what, space)        .type = (what), .kind = LW_CELL_REFERENCE, .names = (space)
#define LIST_OF(what, space)   OF(what, space), .list = true

/* Where its value goes. */
#define AT(record, member) .at = offsetof(struct lw_##record##_row, member)

/* What an empty one means. */
#define REQUIRED           .required = true
#define STANDARD(text)     .standard = (text)
#define OTHERWISE(n, text) .absent = (n), .told = (text)
#define NOTHING            .told = ""

#define HELP(text) .help = (text)

#define VALIDITY(record)                                                              \
    {.name = "valid_from",                                                            \
     DATE,                                                                            \
     AT(record, valid_from),                                                          \
     OTHERWISE(INT32_MIN, "open"),                                                    \
     HELP("First ship date on which the row counts.")},                               \
    {                                                                                 \
        .name = "valid_to", DATE, AT(record, valid_to), OTHERWISE(INT32_MAX, "open"), \
        HELP("Last ship date on which the row counts.")                               \
    }

/* Columns that nothing is done with, in every table. */
#define FREE_TEXT                                                                                \
    {.name = "source", .type = "text", NOTHING, HELP("Where the figures come from; not used.")}, \
    {                                                                                            \
        .name = "note", .type = "text", NOTHING, HELP("Anything worth saying; not used.")        \
    }

#define SCHEMA(table, columns_of, text)                                            \
    {                                                                              \
        .name = (table), .columns = (columns_of),                                  \
        .column_count = sizeof(columns_of) / sizeof(columns_of)[0], .help = (text) \
    }
#define REQUIRED_SCHEMA(table, columns_of, text)                                   \
    {                                                                              \
        .name = (table), .columns = (columns_of), .required = true,                \
        .column_count = sizeof(columns_of) / sizeof(columns_of)[0], .help = (text) \
    }

extern const char *const LW_YES_NO_WORDS[];

extern const lw_schema LW_NODES_SCHEMA, LW_ZONES_SCHEMA, LW_CARRIERS_SCHEMA, LW_LANES_SCHEMA,
    LW_RATES_SCHEMA, LW_SURCHARGES_SCHEMA, LW_HANDOFFS_SCHEMA, LW_CUSTOMS_SCHEMA, LW_DUTIES_SCHEMA,
    LW_RESTRICTIONS_SCHEMA, LW_STOCK_SCHEMA, LW_STORAGE_SCHEMA, LW_COUNTRIES_SCHEMA, LW_FX_SCHEMA,
    LW_CALENDARS_SCHEMA, LW_HOLIDAYS_SCHEMA;

#endif
