/* Reads cells by their kind; the messages quote the cell and, where one is near, the word meant. */
#include "table/cell.h"

#include <string.h>

#include "base/error.h"
#include "base/nearest.h"

static const char *const WEEKDAYS[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", NULL};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

lw_status lw_id_check(const char *text, lw_error *err)
{
    size_t length = 0;
    for (; text[length]; length++) {
        char c = text[length];
        if (!is_letter(c) && !is_digit(c) && c != '_' && c != '.' && c != '-')
            return lw_fail(err, LW_BAD_CATALOG,
                           "'%.80s' is not an id: only A-Z a-z 0-9 _ . - are allowed", text);
    }
    if (length == 0)
        return lw_fail(err, LW_BAD_CATALOG, "an id is missing");
    if (length > 64)
        return lw_fail(err, LW_BAD_CATALOG, "'%.20s...' is not an id: longer than 64 characters",
                       text);
    return LW_OK;
}

static lw_status parse_id(const char *text, const char **value, lw_error *err)
{
    lw_status status = lw_id_check(text, err);
    if (status == LW_OK)
        *value = text;
    return status;
}

/* ---- Words -------------------------------------------------------------------------------------
 */

/* "postal, express or dedicated_line" */
static void join_words(char *text, size_t size, const char *const *words)
{
    size_t length = 0;
    text[0] = '\0';
    for (size_t i = 0; words[i]; i++) {
        const char *between = i == 0 ? "" : words[i + 1] ? ", " : " or ";
        for (const char *p = between; *p && length + 1 < size; p++)
            text[length++] = *p;
        for (const char *p = words[i]; *p && length + 1 < size; p++)
            text[length++] = *p;
    }
    text[length] = '\0';
}

static lw_status refuse_word(const lw_column *column, const char *const *words, lw_item item,
                             lw_error *err)
{
    char given[65], choice[300];
    size_t length = item.length < sizeof given - 1 ? item.length : sizeof given - 1;
    memcpy(given, item.text, length);
    given[length] = '\0';
    lw_nearest search = lw_nearest_start(given);
    for (size_t i = 0; words[i]; i++)
        lw_nearest_offer(&search, words[i]);
    if (search.best)
        return lw_fail_unknown(err, LW_BAD_CATALOG, column->name, given, search.best);
    join_words(choice, sizeof choice, words);
    return lw_fail(err, LW_BAD_CATALOG, "unknown %s '%s'; it is %s", column->name, given, choice);
}

static lw_status parse_word(const lw_column *column, const char *const *words, lw_item item,
                            uint32_t *position, lw_error *err)
{
    for (uint32_t i = 0; words[i]; i++) {
        if (strlen(words[i]) == item.length && memcmp(words[i], item.text, item.length) == 0) {
            *position = i;
            return LW_OK;
        }
    }
    return refuse_word(column, words, item, err);
}

static lw_status parse_word_cell(const lw_column *column, const char *text, int64_t *value,
                                 lw_error *err)
{
    uint32_t position = 0;
    lw_status status =
        parse_word(column, column->words, (lw_item){text, strlen(text)}, &position, err);
    if (status == LW_OK)
        *value = position;
    return status;
}

static lw_status parse_weekdays(const lw_column *column, const char *text, int64_t *value,
                                lw_error *err)
{
    int64_t days = 0;
    lw_item item;
    while (lw_list_next(&text, &item)) {
        uint32_t day = 0;
        lw_status status = parse_word(column, WEEKDAYS, item, &day, err);
        if (status != LW_OK)
            return status;
        days |= (int64_t)1 << day;
    }
    *value = days;
    return LW_OK;
}

static lw_status parse_word_list(const lw_column *column, const char *text, lw_numbers *list,
                                 lw_arena *arena, lw_error *err)
{
    uint32_t *items = lw_arena_alloc(arena, lw_list_length(text), sizeof *items);
    if (!items)
        return lw_fail_memory(err);
    uint32_t count = 0;
    lw_item item;
    while (lw_list_next(&text, &item)) {
        lw_status status = parse_word(column, column->words, item, &items[count++], err);
        if (status != LW_OK)
            return status;
    }
    *list = (lw_numbers){items, count};
    return LW_OK;
}

/* ---- Times -------------------------------------------------------------------------------------
 */

/* "HH:MM" as minutes; -1 when it is anything else. */
static int clock_minutes(const char *text)
{
    if (strlen(text) != 5 || text[2] != ':' || !is_digit(text[0]) || !is_digit(text[1]) ||
        !is_digit(text[3]) || !is_digit(text[4]))
        return -1;
    int minutes = (text[3] - '0') * 10 + (text[4] - '0');
    return minutes > 59 ? -1 : ((text[0] - '0') * 10 + (text[1] - '0')) * 60 + minutes;
}

static lw_status parse_time(const char *text, int64_t *value, lw_error *err)
{
    int minutes = clock_minutes(text);
    if (minutes < 0 || minutes >= 1440)
        return lw_fail(err, LW_BAD_CATALOG, "'%.80s' is not a time of day (HH:MM)", text);
    *value = minutes;
    return LW_OK;
}

static lw_status parse_offset(const char *text, int64_t *value, lw_error *err)
{
    bool sign = text[0] == '+' || text[0] == '-';
    int minutes = sign ? clock_minutes(text + 1) : -1;
    if (minutes < 0)
        return lw_fail(err, LW_BAD_CATALOG, "'%.80s' is not an offset from UTC (such as +08:00)",
                       text);
    if (minutes > 14 * 60)
        return lw_fail(err, LW_BAD_CATALOG, "%s is beyond -14:00 to +14:00", text);
    *value = text[0] == '-' ? -minutes : minutes;
    return LW_OK;
}

static lw_status parse_date(const char *text, int64_t *value, lw_error *err)
{
    int32_t day = 0;
    lw_status status = lw_date_parse(text, &day, err);
    *value = day;
    return status;
}

/* ---- Codes -------------------------------------------------------------------------------------
 */

/* Copies the digits of `item`; false when there are none or there is more than digits, dots and
 * spaces. */
static bool keep_digits(lw_item item, char *digits)
{
    size_t length = 0;
    for (size_t i = 0; i < item.length; i++) {
        if (is_digit(item.text[i]))
            digits[length++] = item.text[i];
        else if (item.text[i] != '.' && item.text[i] != ' ')
            return false;
    }
    digits[length] = '\0';
    return length > 0;
}

static lw_status parse_hs(lw_item item, const char **value, lw_arena *arena, lw_error *err)
{
    char *digits = lw_arena_text(arena, item.text, item.length);
    if (!digits)
        return lw_fail_memory(err);
    if (!keep_digits(item, digits))
        return lw_fail(err, LW_BAD_CATALOG, "'%.*s' is not an HS code: digits, dots and spaces",
                       (int)(item.length < 80 ? item.length : 80), item.text);
    *value = digits;
    return LW_OK;
}

static lw_status parse_hs_cell(const lw_column *column, const char *text, void *slot,
                               lw_arena *arena, lw_error *err)
{
    if (!column->list)
        return parse_hs((lw_item){text, strlen(text)}, slot, arena, err);
    const char **items = lw_arena_alloc(arena, lw_list_length(text), sizeof *items);
    if (!items)
        return lw_fail_memory(err);
    uint32_t count = 0;
    lw_item item;
    while (lw_list_next(&text, &item)) {
        lw_status status = parse_hs(item, &items[count++], arena, err);
        if (status != LW_OK)
            return status;
    }
    *(lw_texts *)slot = (lw_texts){items, count};
    return LW_OK;
}

bool lw_postcode_fold(const char *text, char *code, size_t size)
{
    size_t length = 0;
    for (; *text && length < size; text++) {
        if (*text != ' ' && *text != '-')
            code[length++] = *text >= 'a' && *text <= 'z' ? (char)(*text - 'a' + 'A') : *text;
    }
    if (length == size)
        return false;
    code[length] = '\0';
    return true;
}

static lw_status parse_postcode(const char *text, const char **value, lw_arena *arena,
                                lw_error *err)
{
    size_t size = strlen(text) + 1;
    char *code = lw_arena_alloc(arena, size, 1);
    if (!code)
        return lw_fail_memory(err);
    lw_postcode_fold(text, code, size);
    for (const char *p = code; *p; p++) {
        if (!is_digit(*p) && !is_letter(*p))
            return lw_fail(err, LW_BAD_CATALOG, "'%.80s' is not a postcode: letters and digits",
                           text);
    }
    if (code[0] == '\0')
        return lw_fail(err, LW_BAD_CATALOG, "'%.80s' is not a postcode", text);
    *value = code;
    return LW_OK;
}

/* All kinds but numbers. Out of line: most cells are numbers. */
__attribute__((noinline)) static lw_status parse_other(const lw_column *column, const char *text,
                                                       void *slot, lw_arena *arena, lw_error *err)
{
    switch (column->kind) {
    case LW_CELL_DATE:
        return parse_date(text, slot, err);
    case LW_CELL_WORD:
        return parse_word_cell(column, text, slot, err);
    case LW_CELL_WEEKDAYS:
        return parse_weekdays(column, text, slot, err);
    case LW_CELL_OFFSET:
        return parse_offset(text, slot, err);
    case LW_CELL_TIME:
        return parse_time(text, slot, err);
    case LW_CELL_TEXT:
        *(const char **)slot = text;
        return LW_OK;
    case LW_CELL_ID:
        return parse_id(text, slot, err);
    case LW_CELL_HS:
        return parse_hs_cell(column, text, slot, arena, err);
    case LW_CELL_POSTCODE:
        return parse_postcode(text, slot, arena, err);
    case LW_CELL_WORD_LIST:
        return parse_word_list(column, text, slot, arena, err);
    case LW_CELL_NUMBER:
    case LW_CELL_IGNORED:
    case LW_CELL_REFERENCE:
        break;
    }
    return LW_OK;
}

lw_status lw_cell_parse(const lw_column *column, const char *text, void *slot, lw_arena *arena,
                        lw_error *err)
{
    return column->kind == LW_CELL_NUMBER ? lw_number_parse(column->format, text, slot, err)
                                          : parse_other(column, text, slot, arena, err);
}
