/* Plain lines are split at once; the others, and what is wrong, go to libcsv, one physical line at
 * a time, so that every row and every fault has its place. */
#include "table/reader.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"
#include "base/vector.h"
#include "table/plain.h"

#define TEXT_OF_(macro) #macro
#define TEXT_OF(macro)  TEXT_OF_(macro)
#define TOO_LONG        "the cell is longer than " TEXT_OF(LW_CSV_CELL_LIMIT) " bytes"

enum {
    OPTIONS = CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL,
    GROWTH = 16384, /* of the parser's cell: by its own 128 a long one is copied too often */
};

struct lw_csv_reader {
    lw_csv_row_fn *on_row;
    void *context;
    struct csv_parser parser;

    /* Bytes not done with: the open row from `start`, its lines before `next` given to libcsv. They
     * are kept until the row is whole, because after a stray quote they are read again from its
     * second line on. */
    struct {
        char *items;
        size_t count, capacity;
    } held;
    size_t start, next;
    size_t newline;   /* of the first '\n' at or behind `next`, when known; else <= next */
    size_t lines_end; /* behind the last '\n'; 0 = there is none */
    uint32_t start_line, next_line;
    bool skipping; /* skipping: the rest of an overlong line */

    /* The open row: texts one after the other, each with a NUL behind. */
    struct {
        char *items;
        size_t count, capacity;
    } text;
    struct {
        lw_csv_cell *items;
        size_t count, capacity;
    } cells;
    uint32_t cell_line; /* where the open cell begins */
    bool row_ended, no_memory;

    uint64_t rows;
    size_t width; /* cells of the header; 0 = not known */
    char separator;
    bool any_width; /* rows need not be as wide as the header */
    char fault[160];
};

/* A parser at the beginning of a row. */
static bool start_parser(lw_csv_reader *reader)
{
    if (csv_init(&reader->parser, OPTIONS) != 0)
        return false;
    csv_set_delim(&reader->parser, (unsigned char)reader->separator);
    csv_set_blk_size(&reader->parser, GROWTH);
    return true;
}

lw_status lw_csv_reader_new(lw_csv_row_fn *on_row, void *context, lw_csv_reader **reader,
                            lw_error *err)
{
    lw_csv_reader *made = calloc(1, sizeof *made);
    if (made)
        made->separator = ',';
    if (!made || !start_parser(made)) {
        free(made);
        return lw_fail_memory(err);
    }
    made->on_row = on_row;
    made->context = context;
    made->start_line = made->next_line = made->cell_line = 1;
    *reader = made;
    return LW_OK;
}

const char *lw_csv_foreign(const char *cell)
{
    return strchr(cell, ';') ? "semicolons" : strchr(cell, '\t') ? "tabs" : NULL;
}

void lw_csv_reader_loosen(lw_csv_reader *reader, char separator)
{
    reader->separator = separator;
    reader->any_width = true;
    csv_set_delim(&reader->parser, (unsigned char)separator);
}

void lw_csv_reader_free(lw_csv_reader *reader)
{
    if (!reader)
        return;
    csv_free(&reader->parser);
    free(reader->held.items);
    free(reader->text.items);
    free(reader->cells.items);
    free(reader);
}

/* ---- What libcsv calls -------------------------------------------------------------------------
 */

static void on_cell(void *bytes, size_t length, void *context)
{
    lw_csv_reader *reader = context;
    lw_csv_cell cell = {NULL, length};
    if (!LW_RESERVE(&reader->text, reader->text.count + length + 1) ||
        !LW_PUSH(&reader->cells, cell)) {
        reader->no_memory = true;
        return;
    }
    if (length)
        memcpy(reader->text.items + reader->text.count, bytes, length);
    reader->text.items[reader->text.count + length] = '\0';
    reader->text.count += length + 1;
    reader->cell_line = reader->next_line;
}

static void on_row_end(int last, void *context)
{
    (void)last;
    ((lw_csv_reader *)context)->row_ended = true;
}

/* ---- Rows --------------------------------------------------------------------------------------
 */

static void forget_row(lw_csv_reader *reader)
{
    reader->text.count = 0;
    reader->cells.count = 0;
    reader->row_ended = false;
}

/* Now that they no longer move, tells the cells where their texts are. */
static void place_cells(lw_csv_reader *reader)
{
    const char *text = reader->text.items;
    for (size_t i = 0; i < reader->cells.count; i++) {
        reader->cells.items[i].text = text;
        text += reader->cells.items[i].length + 1;
    }
}

/* What is wrong with a cell, or NULL. */
static const char *cell_fault(lw_csv_reader *reader, const lw_csv_cell *cell)
{
    if (cell->length > LW_CSV_CELL_LIMIT)
        return TOO_LONG;
    if (memchr(cell->text, '\0', cell->length))
        return "a NUL byte in the text";
    size_t sound = lw_utf8_prefix(cell->text, cell->length);
    if (sound == cell->length)
        return NULL;
    snprintf(reader->fault, sizeof reader->fault, "invalid UTF-8: byte %02x",
             (unsigned char)cell->text[sound]);
    return reader->fault;
}

/* Is there neither a NUL nor anything beyond ASCII in the bytes? Eight at a time: most rows are
 * plain. */
static bool is_plain(const char *bytes, size_t length)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);
    uint64_t odd = 0;
    for (; length >= 8; bytes += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        odd |= (word | (word - ones)) & tops; /* a byte above 127, or 0, or next to a 0 */
    }
    for (; length > 0; bytes++, length--)
        odd |= (unsigned char)*bytes - 1u > 126u;
    return odd == 0;
}

static void inspect_cells(lw_csv_reader *reader, lw_csv_row *row, bool plain)
{
    for (size_t i = 0; i < row->count && !row->fault && !plain; i++) {
        row->fault = cell_fault(reader, &row->cells[i]);
        if (row->fault)
            row->fault_column = (uint32_t)i + 1;
    }
    if (row->fault || reader->width == 0 || reader->width == row->count)
        return;
    snprintf(reader->fault, sizeof reader->fault, "the row has %zu cell%s, the header %zu",
             row->count, row->count == 1 ? "" : "s", reader->width);
    row->fault = reader->fault;
}

/* Hands over the row that has ended, or the cells before `fault`. */
static lw_status deliver(lw_csv_reader *reader, const char *fault, uint32_t fault_line)
{
    size_t length = reader->next - reader->start;
    bool plain =
        length <= LW_CSV_CELL_LIMIT && is_plain(reader->held.items + reader->start, length);
    place_cells(reader);
    lw_csv_row row = {.cells = reader->cells.items,
                      .count = reader->cells.count,
                      .number = reader->rows++,
                      .line = reader->start_line,
                      .fault = fault,
                      .fault_line = fault ? fault_line : reader->start_line,
                      .fault_column = fault ? (uint32_t)reader->cells.count + 1 : 0};
    if (!fault)
        inspect_cells(reader, &row, plain);
    if (row.number == 0 && !row.fault && !reader->any_width)
        reader->width = row.count;
    lw_status status = reader->on_row(reader->context, &row);
    forget_row(reader);
    return status;
}

/* ---- Lines -------------------------------------------------------------------------------------
 */

/* Where the line that begins at `from` ends (behind its line end), or 0 when its end is not there
 * yet. */
static size_t line_end(lw_csv_reader *reader, size_t from)
{
    const char *bytes = reader->held.items;
    size_t count = reader->held.count;
    if (reader->newline < from || reader->newline >= count || bytes[reader->newline] != '\n') {
        const char *found = from < count ? memchr(bytes + from, '\n', count - from) : NULL;
        reader->newline = found ? (size_t)(found - bytes) : count;
    }
    size_t stop = reader->newline;
    const char *cr = from < stop ? memchr(bytes + from, '\r', stop - from) : NULL;
    size_t at = cr ? (size_t)(cr - bytes) : stop;
    if (!cr || at + 1 == stop)
        return stop < count ? stop + 1 : 0; /* LF or CRLF, or a CR whose LF may be still to come */
    return at + 1;
}

/* After a fault: on with the line behind the one on which the row began. */
static lw_status resume(lw_csv_reader *reader, lw_error *err)
{
    csv_free(&reader->parser);
    if (!start_parser(reader))
        return lw_fail_memory(err);
    reader->newline = 0;
    size_t end = line_end(reader, reader->start);
    reader->skipping = end == 0;
    reader->start = reader->next = end ? end : reader->held.count;
    if (end)
        reader->start_line++;
    reader->next_line = reader->cell_line = reader->start_line;
    return LW_OK;
}

static lw_status refuse(lw_csv_reader *reader, uint32_t line, lw_error *err, const char *fault)
{
    lw_status status = deliver(reader, fault, line);
    return status != LW_OK ? status : resume(reader, err);
}

/* libcsv stopped at a quote that breaks the rules. */
static lw_status refuse_quote(lw_csv_reader *reader, lw_error *err)
{
    if (csv_error(&reader->parser) != CSV_EPARSE)
        return lw_fail_memory(err);
    if (!reader->parser.quoted)
        return refuse(reader, reader->cell_line, err,
                      "a quote within an unquoted cell; quote the cell and double the quote");
    if (reader->cell_line == reader->next_line)
        return refuse(reader, reader->cell_line, err,
                      "text behind the closing quote; double a quote that belongs to the text");
    char fault[120];
    snprintf(fault, sizeof fault,
             "unterminated quote: it runs on to text behind a quote in line %u",
             (unsigned)reader->next_line);
    return refuse(reader, reader->cell_line, err, fault);
}

/* A row that is too long: tells whether one cell is to blame, by its first LW_CSV_ROW_LIMIT bytes.
 */
static lw_status refuse_length(lw_csv_reader *reader, lw_error *err)
{
    size_t length = reader->start + LW_CSV_ROW_LIMIT - reader->next;
    csv_parse(&reader->parser, reader->held.items + reader->next, length, on_cell, on_row_end,
              reader);
    if (reader->no_memory)
        return lw_fail_memory(err);
    if (reader->parser.entry_pos > LW_CSV_CELL_LIMIT)
        return refuse(reader, reader->cell_line, err, TOO_LONG);
    reader->cells.count = 0;
    return refuse(reader, reader->start_line, err,
                  "the row is longer than " TEXT_OF(LW_CSV_ROW_LIMIT) " bytes");
}

/* Gives libcsv the line from `next` to `end`. */
static lw_status read_line(lw_csv_reader *reader, size_t end, lw_error *err)
{
    if (end - reader->start > LW_CSV_ROW_LIMIT)
        return refuse_length(reader, err);
    const char *line = reader->held.items + reader->next;
    size_t length = end - reader->next;
    if (reader->next_line == 1 && length >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0) {
        line += 3;
        length -= 3;
    }
    size_t done = csv_parse(&reader->parser, line, length, on_cell, on_row_end, reader);
    if (reader->no_memory)
        return lw_fail_memory(err);
    if (done < length)
        return refuse_quote(reader, err);
    if (reader->parser.pstate != 0 && reader->parser.entry_pos > LW_CSV_CELL_LIMIT)
        return refuse(reader, reader->cell_line, err, TOO_LONG "; is its closing quote missing?");
    reader->next = end;
    reader->next_line++;
    if (reader->parser.pstate != 0)
        return LW_OK; /* within quotes */
    lw_status status = reader->row_ended ? deliver(reader, NULL, 0) : LW_OK;
    reader->start = end;
    reader->start_line = reader->cell_line = reader->next_line;
    return status;
}

/* Reads the line at `next`, where a row begins, if it is plain; false when it is not. */
static bool read_plain(lw_csv_reader *reader, lw_status *status)
{
    size_t length = 0;
    lw_plain line = lw_plain_split(reader->held.items + reader->next, reader->cells.items,
                                   reader->width, &length);
    if (line == LW_PLAIN_NOT)
        return false;
    lw_csv_row row = {
        .cells = reader->cells.items, .count = reader->width, .line = reader->start_line};
    row.fault_line = row.line;
    reader->start = reader->next += length;
    reader->next_line = reader->cell_line = ++reader->start_line;
    *status = LW_OK;
    if (line == LW_PLAIN_ROW) {
        row.number = reader->rows++;
        *status = reader->on_row(reader->context, &row);
    }
    return true;
}

/* Reads the lines, if any, that are known to be whole and turn out to be plain. */
static lw_status read_plain_lines(lw_csv_reader *reader)
{
    lw_status status = LW_OK;
    while (status == LW_OK && reader->start == reader->next && reader->next < reader->lines_end &&
           reader->width > 0 && read_plain(reader, &status)) {}
    return status;
}

/* Drops the rest of an overlong line; false while its end is still to come. */
static bool skip_line(lw_csv_reader *reader)
{
    size_t end = line_end(reader, reader->next);
    reader->start = reader->next = end ? end : reader->held.count;
    if (end == 0)
        return false;
    reader->skipping = false;
    reader->next_line = reader->cell_line = ++reader->start_line;
    return true;
}

/* Reads every whole line that is held. */
static lw_status read_lines(lw_csv_reader *reader, lw_error *err)
{
    for (;;) {
        if (reader->skipping && !skip_line(reader))
            return LW_OK;
        lw_status status = read_plain_lines(reader);
        if (status != LW_OK)
            return status;
        size_t end = line_end(reader, reader->next);
        if (end > 0)
            status = read_line(reader, end, err);
        else if (reader->held.count - reader->start > LW_CSV_ROW_LIMIT)
            status = refuse_length(reader, err);
        else
            return LW_OK;
        if (status != LW_OK)
            return status;
    }
}

/* Moves the open row to the front. */
static void compact(lw_csv_reader *reader)
{
    size_t left = reader->held.count - reader->start;
    if (reader->start && left)
        memmove(reader->held.items, reader->held.items + reader->start, left);
    reader->next -= reader->start;
    reader->held.count = left;
    reader->lines_end = reader->lines_end > reader->start ? reader->lines_end - reader->start : 0;
    reader->start = reader->newline = 0;
}

static bool hold(lw_csv_reader *reader, const char *bytes, size_t length)
{
    if (!LW_RESERVE(&reader->held, reader->held.count + length + LW_PLAIN_SIGHT))
        return false;
    memcpy(reader->held.items + reader->held.count, bytes, length);
    memset(reader->held.items + reader->held.count + length, 0, LW_PLAIN_SIGHT);
    size_t end = length;
    while (end > 0 && bytes[end - 1] != '\n')
        end--;
    if (end > 0)
        reader->lines_end = reader->held.count + end;
    reader->held.count += length;
    return true;
}

lw_status lw_csv_feed(lw_csv_reader *reader, const char *bytes, size_t length, lw_error *err)
{
    while (length > 0) {
        size_t portion = length < LW_CSV_ROW_LIMIT ? length : LW_CSV_ROW_LIMIT;
        if (!hold(reader, bytes, portion))
            return lw_fail_memory(err);
        lw_status status = read_lines(reader, err);
        if (status != LW_OK)
            return status;
        compact(reader);
        bytes += portion;
        length -= portion;
    }
    return LW_OK;
}

/* At the end of the bytes a row within quotes is unterminated; what follows its first line is read
 * again. */
lw_status lw_csv_finish(lw_csv_reader *reader, lw_error *err)
{
    bool partial = reader->skipping || reader->next < reader->held.count;
    lw_status status = partial ? lw_csv_feed(reader, "\n", 1, err) : LW_OK;
    while (status == LW_OK && reader->start < reader->held.count) {
        status = refuse(reader, reader->cell_line, err, "unterminated quote");
        if (status == LW_OK)
            status = read_lines(reader, err);
    }
    return status;
}
