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

/* Takes the blanks around each cell away. */
static void trim(char *line, lw_csv_cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t from = (size_t)(cells[i].text - line), end = from + cells[i].length;
        while (from < end && is_blank(line[from]))
            from++;
        while (from < end && is_blank(line[end - 1]))
            end--;
        line[end] = '\0';
        cells[i] = (lw_csv_cell){line + from, end - from};
    }
}

/* Puts the commas back. */
static lw_plain give_back(char *line, const lw_csv_cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        line[(size_t)(cells[i].text - line) + cells[i].length] = ',';
    return LW_PLAIN_NOT;
}

/* The line's last cell, from `from` to `end`, has been reached. */
static lw_plain finish(char *line, lw_csv_cell *cells, size_t count, size_t width, size_t from,
                       size_t end, findings found)
{
    if (count == 0) {
        size_t i = from;
        while (i < end && is_blank(line[i]))
            i++;
        if (i == end)
            return LW_PLAIN_BLANK;
    }
    if (count + 1 != width || end > LW_CSV_CELL_LIMIT ||
        (found.beyond_ascii && lw_utf8_prefix(line, end) != end))
        return give_back(line, cells, count);
    cells[count] = (lw_csv_cell){line + from, end - from};
    line[end] = '\0';
    if (found.blanks)
        trim(line, cells, width);
    return LW_PLAIN_ROW;
}

lw_plain lw_plain_split(char *line, lw_csv_cell *cells, size_t width, size_t *length)
{
    findings found = {false, false};
    size_t count = 0, from = 0;
    for (size_t word = 0;; word += 8) {
        for (uint64_t marks = marks_of(line + word); marks; marks &= marks - 1) {
            size_t at = word + (size_t)__builtin_ctzll(marks) / 8;
            char c = line[at];
            if (c == ',' && count < width) {
                cells[count++] = (lw_csv_cell){line + from, at - from};
                line[at] = '\0';
                from = at + 1;
            } else if (c == '\n' || (c == '\r' && line[at + 1] == '\n')) {
                *length = at + (c == '\n' ? 1 : 2);
                return finish(line, cells, count, width, from, at, found);
            } else if (is_blank(c)) {
                found.blanks = true;
            } else if ((unsigned char)c > 127) {
                found.beyond_ascii = true;
            } else if (c == '"' || c == '\r' || c == '\0' || c == ',') {
                return give_back(line, cells, count);
            }
        }
    }
}
