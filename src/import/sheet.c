/* Reads a sheet whole: it must be looked at before it is known what separates its cells. */
#include "import/sheet.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lanewise/quantity.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/input.h"
#include "base/vector.h"
#include "table/reader.h"

enum { MOST_BYTES = 32 * 1024 * 1024 };

void lw_sheet_release(lw_sheet *sheet)
{
    free(sheet->rows.items);
    *sheet = (lw_sheet){0};
}

const char *lw_sheet_cell(const lw_sheet_row *row, uint32_t column)
{
    return column < row->count ? row->cells[column] : "";
}

lw_spot lw_sheet_spot(const lw_sheet *sheet, const lw_sheet_row *row, uint32_t column)
{
    return (lw_spot){sheet->file, row->line, column + 1};
}

/* ---- Lines -------------------------------------------------------------------------------------
 */

static lw_status read_line_number(const char *text, size_t length, uint32_t *number, lw_error *err)
{
    static const lw_number_format format = {"number of a line", 0,   1,
                                            LW_EXCESS_ERROR,    "1", "999999999"};
    char digits[16];
    int64_t held = 0;
    if (length >= sizeof digits)
        length = sizeof digits - 1;
    memcpy(digits, text, length);
    digits[length] = '\0';
    lw_status status = lw_number_parse(&format, digits, &held, err);
    if (status == LW_OK)
        *number = (uint32_t)held;
    return status;
}

lw_status lw_line_range_read(const char *text, lw_line_range *range, lw_error *err)
{
    *range = (lw_line_range){1, UINT32_MAX};
    if (!text)
        return LW_OK;
    const char *dash = strchr(text, '-');
    size_t length = dash ? (size_t)(dash - text) : strlen(text);
    lw_status status = read_line_number(text, length, &range->first, err);
    if (status == LW_OK && dash && dash[1] != '\0')
        status = read_line_number(dash + 1, strlen(dash + 1), &range->last, err);
    if (status == LW_OK && range->last < range->first)
        status = lw_fail(err, LW_BAD_ARGUMENT, "'%.40s' ends before it begins", text);
    return status;
}

/* ---- Cells -------------------------------------------------------------------------------------
 */

/* Characters that are written in several ways, and what is read for them; never longer. */
static const struct {
    const char *from, *to;
} PLAIN[] = {
    {"\xc2\xa0", " "}, /* blanks that do not break, or are narrow or wide */
    {"\xe2\x80\xaf", " "},
    {"\xe2\x80\x89", " "},
    {"\xe3\x80\x80", " "},
    {"\xe2\x80\x90", "-"}, /* hyphens and dashes */
    {"\xe2\x80\x91", "-"},
    {"\xe2\x80\x92", "-"},
    {"\xe2\x80\x93", "-"},
    {"\xe2\x80\x94", "-"},
    {"\xe2\x88\x92", "-"},
    {"\xef\xbd\x9e", "-"}, /* a wide tilde, as in 0~2 */
    {"~", "-"},
    {"\xe2\x80\x99", "'"},
    {"\xe2\x89\xa4", "<="},
    {"\xe2\x89\xa6", "<="},
    {"\xe2\xa9\xbd", "<="},
    {"\xe2\x89\xa5", ">="},
    {"\xe2\x89\xa7", ">="},
    {"\xe2\xa9\xbe", ">="},
    {"\xef\xbc\x9c", "<"},
    {"\xef\xbc\x9e", ">"},
    {"\xef\xbc\x88", "("},
    {"\xef\xbc\x89", ")"},
    {"\xef\xbc\x9a", ":"},
    {"\xef\xbc\x8c", ","},
    {"\xef\xbc\x8b", "+"},
    {"\xef\xbc\x8f", "/"},
};

/* A replacement that begins at `at`, or NULL. */
static const char *plain_at(const char *at, size_t *length)
{
    if ((unsigned char)*at < 0x80 && *at != '~')
        return NULL;
    for (size_t i = 0; i < sizeof PLAIN / sizeof PLAIN[0]; i++) {
        *length = strlen(PLAIN[i].from);
        if (strncmp(at, PLAIN[i].from, *length) == 0)
            return PLAIN[i].to;
    }
    return NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The text with plain characters, runs of blanks as one and none at the ends. */
static const char *plain_text(const char *text, lw_arena *arena)
{
    char *plain = lw_arena_alloc(arena, strlen(text) + 1, 1);
    size_t used = 0, length;
    while (plain && *text) {
        const char *to = plain_at(text, &length);
        char one[2] = {*text, '\0'};
        for (const char *c = to ? to : one; *c; c++) {
            if (!is_blank(*c))
                plain[used++] = *c;
            else if (used > 0 && plain[used - 1] != ' ')
                plain[used++] = ' ';
        }
        text += to ? length : 1;
    }
    if (plain && used > 0 && plain[used - 1] == ' ')
        used--;
    if (plain)
        plain[used] = '\0';
    return plain;
}

/* ---- Rows --------------------------------------------------------------------------------------
 */

typedef struct grid {
    lw_sheet *sheet;
    const lw_line_range *range;
    lw_arena *arena;
    lw_faults *faults;
} grid;

static lw_status take_row(void *context, const lw_csv_row *row)
{
    grid *into = context;
    if (row->line < into->range->first || row->line > into->range->last)
        return LW_OK;
    if (row->fault) {
        lw_spot where = {into->sheet->file, row->fault_line, row->fault_column};
        bool encoding = strncmp(row->fault, "invalid UTF-8", 13) == 0;
        lw_faults_add(into->faults, LW_ERROR, where, "%s%s", row->fault,
                      encoding ? "; save the sheet as CSV in UTF-8" : "");
        into->sheet->headless = into->sheet->headless || into->sheet->rows.count == 0;
        return LW_OK;
    }
    const char **cells = lw_arena_alloc(into->arena, row->count, sizeof *cells);
    size_t filled = 0;
    for (size_t i = 0; cells && i < row->count; i++) {
        cells[i] = plain_text(row->cells[i].text, into->arena);
        if (!cells[i])
            return LW_NO_MEMORY;
        if (cells[i][0])
            filled = i + 1;
    }
    lw_sheet_row made = {row->line, (uint32_t)filled, cells};
    if (filled > 0 && !LW_PUSH(&into->sheet->rows, made))
        return LW_NO_MEMORY;
    return cells ? LW_OK : LW_NO_MEMORY;
}

/* ---- The file ----------------------------------------------------------------------------------
 */

static lw_status read_bytes(int file, const char *path, lw_buffer *bytes, lw_error *err)
{
    lw_input_state before;
    lw_status status = lw_input_see(&before, file, path, err);
    if (status == LW_OK)
        status = lw_read_all(file, path, MOST_BYTES, bytes, err);
    if (status == LW_OK)
        status = lw_input_check(&before, file, path, err);
    if (status == LW_OK && bytes->length > MOST_BYTES)
        return lw_fail(err, LW_IO_FAILED, "'%s' is longer than 32 MiB: not a price sheet", path);
    return status;
}

static lw_status read_file(const char *path, lw_buffer *bytes, lw_error *err)
{
    if (strcmp(path, "-") == 0)
        return read_bytes(STDIN_FILENO, "standard input", bytes, err);
    int file = lw_open_input(path);
    if (file < 0)
        return lw_fail(err, LW_IO_FAILED, "cannot open '%s': %s", path, strerror(errno));
    lw_status status = read_bytes(file, path, bytes, err);
    close(file);
    if (status == LW_OK && bytes->length >= 4 && memcmp(bytes->bytes, "PK\3\4", 4) == 0)
        return lw_fail(err, LW_IO_FAILED,
                       "'%s' is a spreadsheet, not CSV: save the sheet as CSV in UTF-8", path);
    return status;
}

/* What separates the cells of the first line that counts and has separators: tabs, semicolons or
 * else commas. */
static char find_separator(const lw_buffer *bytes, uint32_t first_line)
{
    bool quoted = false, tab = false, semicolon = false, comma = false;
    uint32_t line = 1;
    for (size_t i = 0; i < bytes->length; i++) {
        char c = bytes->bytes[i];
        bool counts = !quoted && line >= first_line;
        quoted ^= c == '"';
        tab |= counts && c == '\t';
        semicolon |= counts && c == ';';
        comma |= counts && c == ',';
        if (c == '\n' || (c == '\r' && (i + 1 == bytes->length || bytes->bytes[i + 1] != '\n'))) {
            line++;
            if (!quoted && (tab || semicolon || comma))
                break;
        }
    }
    return tab ? '\t' : semicolon ? ';' : ',';
}

static lw_status parse(const lw_buffer *bytes, grid *into, lw_error *err)
{
    lw_csv_reader *reader = NULL;
    lw_status status = lw_csv_reader_new(take_row, into, &reader, err);
    if (status == LW_OK) {
        lw_csv_reader_loosen(reader, find_separator(bytes, into->range->first));
        status = lw_csv_feed(reader, bytes->bytes, bytes->length, err);
    }
    if (status == LW_OK)
        status = lw_csv_finish(reader, err);
    lw_csv_reader_free(reader);
    return status == LW_NO_MEMORY ? lw_fail_memory(err) : status;
}

lw_status lw_sheet_read(const char *path, const lw_line_range *range, lw_sheet *sheet,
                        lw_arena *arena, lw_faults *faults, lw_error *err)
{
    lw_buffer bytes = {0};
    grid into = {sheet, range, arena, faults};
    *sheet = (lw_sheet){.file = strcmp(path, "-") == 0 ? "standard input" : path};
    lw_status status = read_file(path, &bytes, err);
    if (status == LW_OK)
        status = parse(&bytes, &into, err);
    lw_buffer_release(&bytes);
    return status;
}
