/* Headings and cells as words, numbers and signs. */
#ifndef LANEWISE_IMPORT_SCAN_H
#define LANEWISE_IMPORT_SCAN_H

#include "import/number.h"

/* How a sheet is to be read. */
typedef struct lw_reading {
    lw_number_style style;
    lw_unit unit;         /* of weights that name none */
    const char *currency; /* of every price */
} lw_reading;

/* Signs; any other stands for itself. */
enum { LW_SIGN_AT_MOST = 'L', LW_SIGN_AT_LEAST = 'G' };

typedef enum lw_token_kind {
    LW_TOKEN_END,
    LW_TOKEN_NUMBER,
    LW_TOKEN_WORD,
    LW_TOKEN_SIGN
} lw_token_kind;

enum { LW_LONGEST_WORD = 32 };

typedef struct lw_token {
    lw_token_kind kind;
    const char *text; /* where it begins */
    size_t length;
    char word[LW_LONGEST_WORD]; /* in small letters, without the point of an abbreviation */
    char sign;
} lw_token;

typedef struct lw_scan {
    const lw_number_style *style;
    lw_token now;
    const char *rest; /* behind it */
} lw_scan;

/* The first token is then at hand. */
lw_scan lw_scan_start(const lw_number_style *style, const char *text);
void lw_scan_next(lw_scan *scan);

/* Is the token at hand this word; one of these (ends with NULL)? */
bool lw_scan_is(const lw_scan *scan, const char *word);
bool lw_scan_among(const lw_scan *scan, const char *const *words);
bool lw_scan_sign(const lw_scan *scan, char sign);

/* Steps over the word or sign if it is at hand. */
bool lw_scan_skip(lw_scan *scan, const char *word);
bool lw_scan_skip_among(lw_scan *scan, const char *const *words);
bool lw_scan_skip_sign(lw_scan *scan, char sign);

/* Is a unit at hand? */
bool lw_scan_unit(const lw_scan *scan, lw_unit *unit);

/* Is a word for items at hand: "item", "parcel", ...? */
bool lw_scan_item(const lw_scan *scan);

/* What the word at hand says about the currency: nothing, the sheet's own (or a sign of it), or
 * another. */
typedef enum lw_money_word { LW_NO_MONEY, LW_OWN_MONEY, LW_OTHER_MONEY } lw_money_word;
lw_money_word lw_scan_money(const lw_scan *scan, const lw_reading *reading);

#endif
