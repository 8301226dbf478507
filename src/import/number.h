/* Numbers as a sheet writes them: thousands may be grouped, the decimal mark may be a comma. What
 * could be meant in two ways is refused, not guessed. */
#ifndef LANEWISE_IMPORT_NUMBER_H
#define LANEWISE_IMPORT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lanewise/error.h>

typedef struct lw_number_style {
    char point; /* '.' or ',' */
    char group; /* ',', '.', ' ', '\'', or 0: thousands are not grouped */
    bool said;  /* the user said so; otherwise a lone "1,234" is not taken for either */
} lw_number_style;

/* The style of an example such as "1,234.5"; NULL means "1234.5", unsaid. LW_BAD_ARGUMENT when it
 * is none of those that are known. */
lw_status lw_number_style_of(const char *example, lw_number_style *style, lw_error *err);

/* How many bytes at `text` are a number, marks between digits included; 0 = none. */
size_t lw_number_span(const lw_number_style *style, const char *text);

enum { LW_PLAIN_NUMBER = 48 };

/* Writes the number as a plain decimal such as "1234.50", digits as written. LW_BAD_ARGUMENT when
 * its marks do not fit the style. */
lw_status lw_number_plain(const lw_number_style *style, const char *text, size_t length,
                          char plain[LW_PLAIN_NUMBER], lw_error *err);

/* Money, exact, with the digits behind the point that it was written with. */
typedef struct lw_amount {
    int64_t micros;
    int digits;
} lw_amount;

/* Digits behind the point of a plain decimal. */
int lw_number_digits(const char *plain);

lw_status lw_amount_read(const lw_number_style *style, const char *text, size_t length,
                         lw_amount *amount, lw_error *err);

/* With at least the digits it was written with; `text` needs 32 bytes. */
size_t lw_amount_format(char *text, const lw_amount *amount);

/* Kilograms without zeros at the end: "0.5"; `text` needs 32 bytes. */
size_t lw_kg_format(char *text, int64_t grams);

/* Units of a weight. */
typedef enum lw_unit { LW_KG, LW_G, LW_LB, LW_UNITS } lw_unit;

extern const char *const LW_UNIT_WORDS[]; /* "kg", "g", "lb", NULL */

/* A weight in grams, rounded up as every weight is; the places of tables hold no more. */
typedef struct lw_heft {
    int64_t grams;
    bool whole;         /* it is that many grams exactly */
    int64_t unit_grams; /* one unit of its last written digit, rounded up: 10 for "0.51" kg */
} lw_heft;

/* `plain` as lw_number_plain writes it. */
lw_status lw_heft_read(const char *plain, lw_unit unit, lw_heft *heft, lw_error *err);

#endif
