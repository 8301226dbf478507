/* Takes texts apart. Sheets come in with dashes, blanks and comparison signs written plainly. */
#include "import/scan.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80 || c == '$';
}

static void take_word(lw_scan *scan, const char *text)
{
    lw_token *token = &scan->now;
    size_t length = 0, kept = 0;
    while (is_letter(text[length]) || (length > 0 && text[length] == '\'')) {
        char c = text[length++];
        if (kept + 1 < LW_LONGEST_WORD)
            token->word[kept++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    token->word[kept] = '\0';
    token->kind = LW_TOKEN_WORD;
    token->length = length;
    scan->rest = text + length + (text[length] == '.' ? 1 : 0);
}

void lw_scan_next(lw_scan *scan)
{
    const char *text = scan->rest;
    while (*text == ' ' || *text == '\t' || *text == '\r' || *text == '\n')
        text++;
    scan->now = (lw_token){.text = text};
    scan->rest = text;
    if (*text == '\0')
        return;
    size_t number = lw_number_span(scan->style, text);
    if (number > 0) {
        scan->now.kind = LW_TOKEN_NUMBER;
        scan->now.length = number;
        scan->rest = text + number;
    } else if (is_letter(*text)) {
        take_word(scan, text);
    } else {
        bool both = (*text == '<' || *text == '>') && text[1] == '=';
        scan->now.kind = LW_TOKEN_SIGN;
        scan->now.length = both ? 2 : 1;
        scan->now.sign = !both ? *text : *text == '<' ? LW_SIGN_AT_MOST : LW_SIGN_AT_LEAST;
        scan->rest = text + scan->now.length;
    }
}

lw_scan lw_scan_start(const lw_number_style *style, const char *text)
{
    lw_scan scan = {.style = style, .rest = text};
    lw_scan_next(&scan);
    return scan;
}

bool lw_scan_is(const lw_scan *scan, const char *word)
{
    return scan->now.kind == LW_TOKEN_WORD && strcmp(scan->now.word, word) == 0;
}

bool lw_scan_among(const lw_scan *scan, const char *const *words)
{
    for (; *words; words++) {
        if (lw_scan_is(scan, *words))
            return true;
    }
    return false;
}

bool lw_scan_sign(const lw_scan *scan, char sign)
{
    return scan->now.kind == LW_TOKEN_SIGN && scan->now.sign == sign;
}

bool lw_scan_skip(lw_scan *scan, const char *word)
{
    bool there = lw_scan_is(scan, word);
    if (there)
        lw_scan_next(scan);
    return there;
}

bool lw_scan_skip_among(lw_scan *scan, const char *const *words)
{
    bool there = lw_scan_among(scan, words);
    if (there)
        lw_scan_next(scan);
    return there;
}

bool lw_scan_skip_sign(lw_scan *scan, char sign)
{
    bool there = lw_scan_sign(scan, sign);
    if (there)
        lw_scan_next(scan);
    return there;
}

bool lw_scan_unit(const lw_scan *scan, lw_unit *unit)
{
    static const char *const names[LW_UNITS][9] = {
        [LW_KG] = {"kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme",
                   "kilogrammes", NULL},
        [LW_G] = {"g", "gr", "gm", "gms", "gram", "grams", "gramme", "grammes", NULL},
        [LW_LB] = {"lb", "lbs", "pound", "pounds", NULL},
    };
    for (int i = 0; i < LW_UNITS; i++) {
        if (lw_scan_among(scan, names[i])) {
            *unit = (lw_unit)i;
            return true;
        }
    }
    return false;
}

bool lw_scan_item(const lw_scan *scan)
{
    static const char *const words[] = {"item",    "items",    "parcel",  "parcels", "piece",
                                        "pieces",  "packet",   "packets", "package", "packages",
                                        "article", "articles", "pc",      "pcs",     NULL};
    return lw_scan_among(scan, words);
}

/* Signs and short names, and the currencies that go by them. */
static const struct {
    const char *word, *currencies;
} MONEY_WORDS[] = {
    {"$", "USD AUD CAD HKD MXN NZD SGD TWD"},
    {"us$", "USD"},
    {"hk$", "HKD"},
    {"a$", "AUD"},
    {"au$", "AUD"},
    {"c$", "CAD"},
    {"ca$", "CAD"},
    {"s$", "SGD"},
    {"nz$", "NZD"},
    {"nt$", "TWD"},
    {"r$", "BRL"},
    {"\xe2\x82\xac", "EUR"},     /* euro */
    {"\xc2\xa3", "GBP"},         /* pound */
    {"\xc2\xa5", "CNY JPY"},     /* yen and yuan */
    {"\xef\xbf\xa5", "CNY JPY"}, /* the same, wide */
    {"\xe5\x85\x83", "CNY"},     /* yuan */
    {"\xe5\x86\x86", "JPY"},     /* yen */
    {"\xe2\x82\xa9", "KRW"},     /* won */
    {"\xe2\x82\xb9", "INR"},     /* rupee */
    {"\xe0\xb8\xbf", "THB"},     /* baht */
    {"rmb", "CNY"},
    {"kr", "DKK ISK NOK SEK"},
    {"fr", "CHF"},
    {"sfr", "CHF"},
    {"z\xc5\x82", "PLN"},
    {"k\xc4\x8d", "CZK"},
    {"ft", "HUF"},
};

/* The word at hand as a code: three capital letters, as it is written. */
static bool is_code(const lw_token *token)
{
    bool capitals = token->length == 3;
    for (size_t i = 0; capitals && i < 3; i++)
        capitals = token->text[i] >= 'A' && token->text[i] <= 'Z';
    return capitals;
}

lw_money_word lw_scan_money(const lw_scan *scan, const lw_reading *reading)
{
    const lw_token *token = &scan->now;
    if (token->kind != LW_TOKEN_WORD)
        return LW_NO_MONEY;
    for (size_t i = 0; i < sizeof MONEY_WORDS / sizeof MONEY_WORDS[0]; i++) {
        if (strcmp(token->word, MONEY_WORDS[i].word) == 0)
            return strstr(MONEY_WORDS[i].currencies, reading->currency) ? LW_OWN_MONEY
                                                                        : LW_OTHER_MONEY;
    }
    if (!is_code(token))
        return LW_NO_MONEY;
    bool own = strlen(reading->currency) == 3 && memcmp(token->text, reading->currency, 3) == 0;
    return own ? LW_OWN_MONEY : LW_OTHER_MONEY;
}
