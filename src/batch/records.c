/* Records and cells, found with as few looks at each byte as the quotes allow. */
#include "batch/records.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vector.h"
#include "base/words.h"

static const char stray_quote[] =
    "a quote within an unquoted cell; quote the cell and double the quote";
static const char behind_quote[] =
    "text behind the closing quote; double a quote that belongs to the text";
static const char unterminated[] = "unterminated quote";

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

size_t lw_line_length(const char *bytes, size_t length, bool at_end)
{
    const char *lf = memchr(bytes, '\n', length);
    size_t stop = lf ? (size_t)(lf - bytes) : length;
    const char *cr = memchr(bytes, '\r', stop);
    if (cr) {
        size_t at = (size_t)(cr - bytes);
        if (at + 1 < stop)
            return at + 1;
        if (lf)
            return stop + 1;
        return at_end ? at + 1 : 0; /* its LF may be still to come */
    }
    if (lf)
        return stop + 1;
    return at_end ? length : 0;
}

/* The line without its end. */
static size_t without_end(const char *line, size_t length)
{
    if (length > 0 && line[length - 1] == '\n')
        length--;
    if (length > 0 && line[length - 1] == '\r')
        length--;
    return length;
}

static bool is_blank_line(const char *line, size_t length)
{
    size_t end = without_end(line, length), i = 0;
    while (i < end && is_blank(line[i]))
        i++;
    return i == end;
}

typedef enum place { BEFORE_CELL, IN_PLAIN, IN_QUOTES, CLOSED, BLANKS_AFTER } place;

/* Where `c` leads from `at`; *fault is set when it may not stand there. */
static place step(place at, char c, const char **fault)
{
    switch (at) {
    case BEFORE_CELL:
        return c == '"' ? IN_QUOTES : c == ',' || is_blank(c) ? BEFORE_CELL : IN_PLAIN;
    case IN_PLAIN:
        if (c == '"')
            *fault = stray_quote;
        return c == ',' ? BEFORE_CELL : IN_PLAIN;
    case IN_QUOTES:
        return c == '"' ? CLOSED : IN_QUOTES;
    case CLOSED:
        if (c == '"')
            return IN_QUOTES;
        /* fall through */
    case BLANKS_AFTER:
    default:
        if (c != ',' && !is_blank(c))
            *fault = behind_quote;
        return c == ',' ? BEFORE_CELL : BLANKS_AFTER;
    }
}

/* A record with quotes, whose first line ends at `first`: the long way, byte by byte. `at` is where
 * it stands at the beginning of `bytes`. */
static lw_cut cut_quoted(place at, const char *bytes, size_t length, size_t first, bool at_end,
                         lw_record *record)
{
    size_t quote = 0; /* where the open quotes begin */
    const char *fault = NULL;
    record->quoted = true;
    record->lines = 0;
    for (size_t begin = 0; begin < length && !fault;) {
        size_t line = lw_line_length(bytes + begin, length - begin, at_end);
        /* An unfinished line may end in a CR that is half of its line end. */
        size_t seen = line ? line : length - begin;
        size_t stop = begin + without_end(bytes + begin, seen);
        for (size_t i = begin; i < stop && !fault; i++) {
            place next = step(at, bytes[i], &fault);
            if (next == IN_QUOTES && at == BEFORE_CELL)
                quote = i;
            at = next;
        }
        if (fault || line == 0)
            break;
        begin += line;
        record->lines++;
        if (at != IN_QUOTES) {
            record->length = begin;
            return LW_CUT_RECORD;
        }
        if (begin - quote > LW_CELL_LIMIT)
            fault = unterminated;
    }
    if (!fault && !at_end)
        return LW_CUT_MORE;
    record->fault = fault && record->lines == 0 ? fault : unterminated;
    record->length = first;
    record->lines = 1;
    return LW_CUT_FAULT;
}

lw_cut lw_record_cut(const char *bytes, size_t length, bool at_end, lw_record *record)
{
    size_t first = lw_line_length(bytes, length, at_end);
    *record = (lw_record){.length = first, .lines = 1};
    if (first == 0)
        return LW_CUT_MORE;
    if (is_blank_line(bytes, first))
        return LW_CUT_BLANK;
    if (!memchr(bytes, '"', first))
        return LW_CUT_RECORD;
    return cut_quoted(BEFORE_CELL, bytes, length, first, at_end, record);
}

bool lw_record_may_span(const char *bytes, size_t length, bool at_end)
{
    lw_record record = {0};
    size_t sight = length < LW_RECORD_LIMIT ? length : LW_RECORD_LIMIT;
    at_end = at_end && sight == length;
    size_t first = lw_line_length(bytes, sight, at_end);
    lw_cut what = cut_quoted(IN_QUOTES, bytes, sight, first, at_end, &record);
    return what == LW_CUT_RECORD || (what == LW_CUT_MORE && sight < LW_RECORD_LIMIT);
}

lw_cut lw_line_cut(const char *bytes, size_t length, bool at_end, lw_record *record)
{
    const char *lf = memchr(bytes, '\n', length);
    size_t line = lf ? (size_t)(lf - bytes) + 1 : at_end ? length : 0;
    *record = (lw_record){.length = line, .lines = 1};
    if (line == 0)
        return LW_CUT_MORE;
    return is_blank_line(bytes, line) ? LW_CUT_BLANK : LW_CUT_RECORD;
}

/* ---- Cells -------------------------------------------------------------------------------------
 */

static inline bool put_cell(lw_cells *cells, char *text, size_t length)
{
    lw_cell cell = {text, length};
    text[length] = '\0';
    return LW_PUSH(cells, cell);
}

static inline bool put_plain(lw_cells *cells, char *text, char *end)
{
    while (text < end && is_blank(*text))
        text++;
    while (text < end && is_blank(end[-1]))
        end--;
    return put_cell(cells, text, (size_t)(end - text));
}

/* Cells are short: a word at a time is faster than calls that look for the next comma. */
static bool split_plain(char *bytes, size_t end, lw_cells *cells)
{
    char *from = bytes, *stop = bytes + end, *p = bytes;
    for (; stop - p >= 8; p += 8) {
        for (uint64_t commas = lw_word_match(lw_word_of(p), ','); commas; commas &= commas - 1) {
            char *comma = p + lw_word_first(commas);
            if (!put_plain(cells, from, comma))
                return false;
            from = comma + 1;
        }
    }
    for (; p < stop; p++) {
        if (*p != ',')
            continue;
        if (!put_plain(cells, from, p))
            return false;
        from = p + 1;
    }
    return put_plain(cells, from, stop);
}

/* The text within the quotes that open at `from`, doubled quotes made one; *next is behind the
 * closing quote. */
static size_t unquote(char *bytes, size_t from, size_t end, size_t *next)
{
    size_t put = from + 1, i = put;
    for (; i < end; i++) {
        if (bytes[i] == '"' && (i + 1 == end || bytes[++i] != '"'))
            break;
        bytes[put++] = bytes[i];
    }
    *next = i;
    return put - from - 1;
}

static bool split_quoted(char *bytes, size_t end, lw_cells *cells)
{
    size_t i = 0;
    for (;;) {
        size_t from = i;
        while (i < end && is_blank(bytes[i]))
            i++;
        bool quoted = i < end && bytes[i] == '"';
        size_t start = i, length = 0;
        if (quoted) {
            length = unquote(bytes, start, end, &i);
            start++;
        }
        const char *comma = i < end ? memchr(bytes + i, ',', end - i) : NULL;
        i = comma ? (size_t)(comma - bytes) : end;
        if (!(quoted ? put_cell(cells, bytes + start, length)
                     : put_plain(cells, bytes + from, bytes + i)))
            return false;
        if (!comma)
            return true;
        i++;
    }
}

bool lw_record_split(char *bytes, const lw_record *record, lw_cells *cells)
{
    size_t end = without_end(bytes, record->length);
    cells->count = 0;
    cells->sound = lw_utf8_prefix(bytes, end) == end && !memchr(bytes, '\0', end);
    return record->quoted ? split_quoted(bytes, end, cells) : split_plain(bytes, end, cells);
}
