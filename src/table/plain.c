/* Looks at each byte of a line once, eight at a time: of the bytes that mean something in CSV most
 * are rare, and all are below '-' or above 127. */
#include "table/plain.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* What was met on the way through a line. */
typedef struct findings {
    bool blanks, beyond_ascii;
} findings;

/* The top bit of each byte that is below '-' or above 127. */
static uint64_t marks_of(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return (~((word & EACH(0x7f)) + EACH(0x80 - '-')) | word) & EACH(0x80);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* A cell in quotes begins behind its opening quote, any other at the line's beginning or behind a
 * comma. */
static bool in_quotes(const char *line, const lw_csv_cell *cell)
{
    return cell->text > line && cell->text[-1] == '"';
}

/* Takes the blanks around each cell away. */
static void trim(char *line, lw_csv_cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (in_quotes(line, &cells[i]))
            continue;
        size_t from = (size_t)(cells[i].text - line), end = from + cells[i].length;
        while (from < end && is_blank(line[from]))
            from++;
        while (from < end && is_blank(line[end - 1]))
            end--;
        line[end] = '\0';
        cells[i] = (lw_csv_cell){line + from, end - from};
    }
}

/* Puts the commas and closing quotes back. */
static lw_plain give_back(char *line, const lw_csv_cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        line[(size_t)(cells[i].text - line) + cells[i].length] =
            in_quotes(line, &cells[i]) ? '"' : ',';
    return LW_PLAIN_NOT;
}

static bool is_blank_text(const char *text, size_t length)
{
    size_t i = 0;
    while (i < length && is_blank(text[i]))
        i++;
    return i == length;
}

/* Puts the last cell behind `count` others; what ends it is at its end. */
static lw_plain finish(char *line, lw_csv_cell *cells, size_t count, size_t width, lw_csv_cell last,
                       findings found)
{
    if (count == 0 && !in_quotes(line, &last) && is_blank_text(last.text, last.length))
        return LW_PLAIN_BLANK;
    size_t end = (size_t)(last.text - line) + last.length;
    if (count + 1 != width || end > LW_CSV_CELL_LIMIT ||
        (found.beyond_ascii && lw_utf8_prefix(line, end) != end))
        return give_back(line, cells, count);
    cells[count] = last;
    line[end] = '\0';
    if (found.blanks)
        trim(line, cells, width);
    return LW_PLAIN_ROW;
}

/* Bytes of the line end at `text`, 0 when there is none. */
static size_t line_end(const char *text)
{
    return text[0] == '\n' ? 1 : text[0] == '\r' && text[1] == '\n' ? 2 : 0;
}

/* The length of the text in quotes that begins at `text`, behind the opening quote, when it stays
 * within the line, holds no quote and ends its cell; SIZE_MAX when not. */
static size_t quoted_length(const char *text, findings *found)
{
    size_t length = 0;
    for (; text[length] != '"'; length++) {
        char c = text[length];
        if (c == '\n' || c == '\r' || c == '\0')
            return SIZE_MAX;
        found->beyond_ascii = found->beyond_ascii || (unsigned char)c > 127;
    }
    bool ends = text[length + 1] == ',' || line_end(text + length + 1) > 0;
    return ends ? length : SIZE_MAX;
}

lw_plain lw_plain_split(char *line, lw_csv_cell *cells, size_t width, size_t *length)
{
    findings found = {false, false};
    size_t count = 0, from = 0;
    for (size_t word = 0, next;; word = next) {
        next = word + 8;
        for (uint64_t marks = marks_of(line + word); marks; marks &= marks - 1) {
            size_t at = word + (size_t)__builtin_ctzll(marks) / 8;
            char c = line[at];
            if (c == ',' && count < width) {
                cells[count++] = (lw_csv_cell){line + from, at - from};
                line[at] = '\0';
                from = at + 1;
            } else if (line_end(line + at) > 0) {
                *length = at + line_end(line + at);
                lw_csv_cell last = {line + from, at - from};
                return finish(line, cells, count, width, last, found);
            } else if (is_blank(c)) {
                found.blanks = true;
            } else if ((unsigned char)c > 127) {
                found.beyond_ascii = true;
            } else if (c == '"' && at == from && count < width) {
                lw_csv_cell cell = {line + at + 1, quoted_length(line + at + 1, &found)};
                if (cell.length == SIZE_MAX)
                    return give_back(line, cells, count);
                size_t end = at + 1 + cell.length;
                if (line[end + 1] != ',') {
                    *length = end + 1 + line_end(line + end + 1);
                    return finish(line, cells, count, width, cell, found);
                }
                cells[count++] = cell;
                line[end] = '\0';
                from = next = end + 2;
                break;
            } else if (c == '"' || c == '\r' || c == '\0' || c == ',') {
                return give_back(line, cells, count);
            }
        }
    }
}
