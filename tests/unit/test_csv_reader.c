/* The CSV reader: rows and faults with their places, whatever the size of the portions. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "table/reader.h"

#include "support/test.h"

enum { ROOM = 64 * 1024 };

typedef struct recording {
    char text[ROOM];
    size_t length;
} recording;

static void add(recording *told, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(recording *told, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    int length = vsnprintf(told->text + told->length, ROOM - told->length, format, values);
    va_end(values);
    told->length += (size_t)length;
    assert_true(told->length < ROOM);
}

/* "LINE[cell|cell]" a row; a fault as "LINE!FAULTLINE:COLUMN message". */
static lw_status record(void *context, const lw_csv_row *row)
{
    recording *told = context;
    add(told, "%u", (unsigned)row->line);
    if (row->fault) {
        add(told, "!%u:%u %s\n", (unsigned)row->fault_line, (unsigned)row->fault_column,
            row->fault);
        return LW_OK;
    }
    for (size_t i = 0; i < row->count; i++) {
        assert_int_equal(strlen(row->cells[i].text), row->cells[i].length);
        add(told, "%c%s", i ? '|' : '[', row->cells[i].text);
    }
    add(told, "]\n");
    return LW_OK;
}

static void read_in_portions(recording *told, const char *bytes, size_t length, size_t portion)
{
    lw_csv_reader *reader = NULL;
    told->length = 0;
    told->text[0] = '\0';
    assert_int_equal(lw_csv_reader_new(record, told, &reader, NULL), LW_OK);
    for (size_t at = 0; at < length; at += portion) {
        size_t part = length - at < portion ? length - at : portion;
        assert_int_equal(lw_csv_feed(reader, bytes + at, part, NULL), LW_OK);
    }
    assert_int_equal(lw_csv_finish(reader, NULL), LW_OK);
    lw_csv_reader_free(reader);
}

#define BYTES(text) text, sizeof text - 1

static void rows_and_faults_are_located(void **state)
{
    (void)state;
    static const struct {
        const char *label, *bytes;
        size_t length;
        const char *told;
    } cases[] = {
        {"plain", BYTES("a,b\n1,2\n"), "1[a|b]\n2[1|2]\n"},
        {"no line end at the end", BYTES("a,b\n1,2"), "1[a|b]\n2[1|2]\n"},
        {"CRLF", BYTES("a,b\r\n1,2\r\n"), "1[a|b]\n2[1|2]\n"},
        {"CR alone", BYTES("a,b\r1,2\r3,4"), "1[a|b]\n2[1|2]\n3[3|4]\n"},
        {"mixed line ends", BYTES("a\r\nb\nc\rd\r\n"), "1[a]\n2[b]\n3[c]\n4[d]\n"},
        {"byte order mark",
         BYTES("\xef\xbb\xbf"
               "a,b\n1,2\n"),
         "1[a|b]\n2[1|2]\n"},
        {"byte order mark before a quote", BYTES("\xef\xbb\xbf\"a\",b\n1,2\n"), "1[a|b]\n2[1|2]\n"},
        {"blank lines", BYTES("\n\na,b\n\n  \t\n1,2\n\r\n3,4\n\n"), "3[a|b]\n6[1|2]\n8[3|4]\n"},
        {"empty cells", BYTES("a,b,c\n,,\n\"\",,\"\"\n"), "1[a|b|c]\n2[||]\n3[||]\n"},
        {"one empty quoted cell is a row", BYTES("a\n\"\"\n"), "1[a]\n2[]\n"},
        {"spaces around cells", BYTES("a,b\n  1 ,\t2\t\n\" 3 \", \"4\" \n"),
         "1[a|b]\n2[1|2]\n3[ 3 |4]\n"},
        {"quotes, commas and line ends in quotes",
         BYTES("a,b\n\"1,\"\"x\"\"\",\"two\nlines\"\n3,4\n"),
         "1[a|b]\n2[1,\"x\"|two\nlines]\n4[3|4]\n"},
        {"CRLF in quotes", BYTES("a\r\n\"x\r\ny\"\r\nz\r\n"), "1[a]\n2[x\r\ny]\n4[z]\n"},
        {"UTF-8", BYTES("a\n\xe5\x8c\x85\n"), "1[a]\n2[\xe5\x8c\x85]\n"},
        {"too few cells", BYTES("a,b,c\n1,2\n3,4,5\n"),
         "1[a|b|c]\n2!2:0 the row has 2 cells, the header 3\n3[3|4|5]\n"},
        {"too many cells", BYTES("a\n1,2\n3\n"),
         "1[a]\n2!2:0 the row has 2 cells, the header 1\n3[3]\n"},
        {"one cell", BYTES("a,b\n1\n"), "1[a|b]\n2!2:0 the row has 1 cell, the header 2\n"},
        {"invalid UTF-8", BYTES("a,b\n1,x\xfe\n3,4\n"),
         "1[a|b]\n2!2:2 invalid UTF-8: byte fe\n3[3|4]\n"},
        {"NUL", BYTES("a,b\n1,2\nx\0y,2\n3,4\n"),
         "1[a|b]\n2[1|2]\n3!3:1 a NUL byte in the text\n4[3|4]\n"},
        {"NUL in a long row", BYTES("a,b\n123456789012345678901234,1234567\0\n3,4\n"),
         "1[a|b]\n2!2:2 a NUL byte in the text\n3[3|4]\n"},
        {"quote in an unquoted cell", BYTES("a,b\n1,5\" tube\n3,4\n"),
         "1[a|b]\n2!2:2 a quote within an unquoted cell; quote the cell and double the quote\n"
         "3[3|4]\n"},
        {"text behind the closing quote", BYTES("a,b\n\"1\"x,2\n3,4\n"),
         "1[a|b]\n2!2:1 text behind the closing quote; double a quote that belongs to the text\n"
         "3[3|4]\n"},
        {"unterminated quote costs one row", BYTES("a,b\n1,\"2\n3,4\n5,6\n"),
         "1[a|b]\n2!2:2 unterminated quote\n3[3|4]\n4[5|6]\n"},
        {"unterminated quote in the last line", BYTES("a,b\n1,2\n3,\"4"),
         "1[a|b]\n2[1|2]\n3!3:2 unterminated quote\n"},
        {"two unterminated quotes", BYTES("a,b\n1,\"2\n3,4\nx,y\"\n5,6\n"),
         "1[a|b]\n2[1|2\n3,4\nx,y]\n5[5|6]\n"},
        {"unterminated quote before a quoted cell", BYTES("a,b\n1,\"2\n3,\"4\"\n5,6\n"),
         "1[a|b]\n2!2:2 unterminated quote: it runs on to text behind a quote in line 3\n"
         "3[3|4]\n4[5|6]\n"},
        {"quote opened behind a cell of two lines", BYTES("a,b\n\"1\n2\",\"3\n4,5\n"),
         "1[a|b]\n2!3:2 unterminated quote\n"
         "3!3:1 a quote within an unquoted cell; quote the cell and double the quote\n4[4|5]\n"},
        {"no bytes", BYTES(""), ""},
        {"only blank lines", BYTES("\n \n"), ""},
        {"only a byte order mark", BYTES("\xef\xbb\xbf"), ""},
    };
    static recording told;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (size_t portion = 1; portion <= cases[i].length + 1; portion++) {
            read_in_portions(&told, cases[i].bytes, cases[i].length, portion);
            if (strcmp(told.text, cases[i].told) != 0)
                fail_msg("%s, %zu bytes at a time:\n%s", cases[i].label, portion, told.text);
        }
    }
}

/* A cell of up to seven characters that mean nothing to CSV, but for blanks within; returns its
 * length. */
static size_t make_cell(uint64_t *draw, char *cell)
{
    static const char *const pieces[] = {"a", "1", ".", "-", "\x7f", "!", "+", "\xc3\xa9"};
    size_t length = 0;
    *draw = *draw * 6364136223846793005u + 1442695040888963407u;
    for (uint64_t rest = *draw >> 33, left = rest % 8; left > 0; left--, rest /= 8) {
        const char *piece = left > 1 && length > 0 && rest % 64 == 9 ? " " : pieces[rest % 8];
        memcpy(cell + length, piece, strlen(piece));
        length += strlen(piece);
    }
    cell[length] = '\0';
    return length;
}

/* One text in three spellings: bare cells, cells in quotes, and cells in quotes with blanks around
 * these, which only libcsv reads. */
typedef struct spellings {
    char bare[1024], quoted[1024], spaced[1024];
    size_t bare_length, quoted_length, spaced_length;
} spellings;

static void put_everywhere(spellings *text, const char *bytes)
{
    text->bare_length += (size_t)sprintf(text->bare + text->bare_length, "%s", bytes);
    text->quoted_length += (size_t)sprintf(text->quoted + text->quoted_length, "%s", bytes);
    text->spaced_length += (size_t)sprintf(text->spaced + text->spaced_length, "%s", bytes);
}

/* Lines of three cells, sometimes two, four or none. */
static void make_lines(uint64_t seed, spellings *text)
{
    static const char *const blanks[] = {"", "", "", " ", "\t ", "  "};
    static const char *const ends[] = {"\n", "\n", "\n", "\r\n", "\r"};
    uint64_t draw = seed;
    text->bare_length = text->quoted_length = text->spaced_length = 0;
    put_everywhere(text, "x,y,z\n");
    for (int line = 0; line < 6; line++) {
        char cell[32];
        draw = draw * 6364136223846793005u + 1442695040888963407u;
        unsigned kind = (unsigned)(draw >> 33) % 16;
        const char *end = ends[(draw >> 40) % 5];
        int cells = kind < 12 ? 3 : kind == 12 ? 2 : kind == 13 ? 4 : 0;
        for (int i = 0; i < cells; i++) {
            make_cell(&draw, cell);
            const char *before = blanks[(draw >> 34) % 6], *after = blanks[(draw >> 37) % 6];
            put_everywhere(text, i ? "," : "");
            text->bare_length +=
                (size_t)sprintf(text->bare + text->bare_length, "%s%s%s", before, cell, after);
            text->quoted_length +=
                (size_t)sprintf(text->quoted + text->quoted_length, "\"%s\"", cell);
            text->spaced_length += (size_t)sprintf(text->spaced + text->spaced_length,
                                                   "%s\"%s\" %s", before, cell, after);
        }
        put_everywhere(text, end);
    }
}

static void quotes_around_cells_change_nothing(void **state)
{
    (void)state;
    static recording bare, quoted, spaced;
    for (uint64_t seed = 1; seed <= TRIES(4000); seed++) {
        spellings text;
        make_lines(seed * 88172645463325252u, &text);
        for (size_t portion = 1; portion < 200; portion = portion * 3 + seed % 5) {
            read_in_portions(&bare, text.bare, text.bare_length, portion);
            read_in_portions(&quoted, text.quoted, text.quoted_length, portion);
            read_in_portions(&spaced, text.spaced, text.spaced_length, portion);
            if (strcmp(bare.text, spaced.text) != 0 || strcmp(quoted.text, spaced.text) != 0)
                fail_msg("%zu bytes at a time:\n%s\nbare:\n%s\nin quotes:\n%s\nas it is:\n%s",
                         portion, text.spaced, bare.text, quoted.text, spaced.text);
        }
    }
}

/* What the fast way begins and leaves to libcsv, as it was: the fault is told with its cell. */
static void a_line_that_turns_out_not_to_be_plain_is_read_anew(void **state)
{
    (void)state;
    static recording told;
    static const char text[] = "a,b,c\n1, 2,\"3\"\n\"1,\", 2,3\"\n 1,\"2\",3\r4,\xff,6\n7,8,\0\n"
                               "\"x,\",\"\",y,\n\"1\",\"2\n\",3\n\"1\",2,\"3\"\"\"\n";
    for (size_t portion = 1; portion < sizeof text; portion++) {
        read_in_portions(&told, text, sizeof text - 1, portion);
        assert_string_equal(
            told.text,
            "1[a|b|c]\n2[1|2|3]\n"
            "3!3:3 a quote within an unquoted cell; quote the cell and double the quote\n"
            "4[1|2|3]\n5!5:2 invalid UTF-8: byte ff\n6!6:3 a NUL byte in the text\n"
            "7!7:0 the row has 4 cells, the header 3\n8[1|2\n|3]\n10[1|2|3\"]\n");
    }
}

static void other_separators_and_rows_of_any_width(void **state)
{
    (void)state;
    static const struct {
        char separator;
        const char *bytes, *told;
    } cases[] = {
        {';', "a;b\n1,5;2;3\n4\n", "1[a|b]\n2[1,5|2|3]\n3[4]\n"},
        {'\t', "a\tb\n\t 2 \t\n", "1[a|b]\n2[|2|]\n"},
        {',', "title\na,b\n", "1[title]\n2[a|b]\n"},
        {';', "a;\"x\n1;2\n", "1!1:2 unterminated quote\n2[1|2]\n"}, /* still after a fault */
    };
    static recording told;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lw_csv_reader *reader = NULL;
        told.length = 0;
        assert_int_equal(lw_csv_reader_new(record, &told, &reader, NULL), LW_OK);
        lw_csv_reader_loosen(reader, cases[i].separator);
        assert_int_equal(lw_csv_feed(reader, cases[i].bytes, strlen(cases[i].bytes), NULL), LW_OK);
        assert_int_equal(lw_csv_finish(reader, NULL), LW_OK);
        lw_csv_reader_free(reader);
        assert_string_equal(told.text, cases[i].told);
    }
}

typedef struct tally {
    size_t good, bad;
    uint32_t last_line;
} tally;

static lw_status count_rows(void *context, const lw_csv_row *row)
{
    tally *rows = context;
    rows->good += row->fault == NULL;
    rows->bad += row->fault != NULL;
    rows->last_line = row->line;
    return LW_OK;
}

static void count(tally *rows, const char *bytes, size_t length)
{
    lw_csv_reader *reader = NULL;
    assert_int_equal(lw_csv_reader_new(count_rows, rows, &reader, NULL), LW_OK);
    assert_int_equal(lw_csv_feed(reader, bytes, length, NULL), LW_OK);
    assert_int_equal(lw_csv_finish(reader, NULL), LW_OK);
    lw_csv_reader_free(reader);
}

/* `before`, `count` times `c`, `after`. */
static char *long_text(const char *before, char c, size_t count, const char *after, size_t *length)
{
    *length = strlen(before) + count + strlen(after);
    char *text = malloc(*length + 1);
    assert_non_null(text);
    memcpy(text, before, strlen(before));
    memset(text + strlen(before), c, count);
    memcpy(text + strlen(before) + count, after, strlen(after) + 1);
    return text;
}

static void long_cells_are_one_fault(void **state)
{
    (void)state;
    static const struct {
        const char *label, *before;
        size_t count;
        const char *after, *told;
    } cases[] = {
        {"just too long", "a,b\n1,", LW_CSV_CELL_LIMIT + 1, "\n3,4\n",
         "1[a|b]\n2!2:2 the cell is longer than 65536 bytes\n3[3|4]\n"},
        {"10 MB", "a,b\n1,", 10000000, "\n3,4\n",
         "1[a|b]\n2!2:2 the cell is longer than 65536 bytes\n3[3|4]\n"},
        {"10 MB within quotes", "a,b\n1,\"", 10000000, "\"\n3,4\n",
         "1[a|b]\n2!2:2 the cell is longer than 65536 bytes\n3[3|4]\n"},
        {"10 MB at the end of the file", "a,b\n1,", 10000000, "",
         "1[a|b]\n2!2:2 the cell is longer than 65536 bytes\n"},
    };
    static recording told;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t length = 0;
        char *text = long_text(cases[i].before, 'x', cases[i].count, cases[i].after, &length);
        const size_t portions[] = {4096, 100000, 3000000, 20000000};
        for (size_t j = 0; j < sizeof portions / sizeof portions[0]; j++) {
            read_in_portions(&told, text, length, portions[j]);
            if (strcmp(told.text, cases[i].told) != 0)
                fail_msg("%s, %zu bytes at a time:\n%.300s", cases[i].label, portions[j],
                         told.text);
        }
        free(text);
    }
}

static void the_longest_cell_is_read(void **state)
{
    (void)state;
    size_t length = 0;
    char *text = long_text("a,b\n1,", 'x', LW_CSV_CELL_LIMIT, "\n\"3\",4\n", &length);
    tally rows = {0};
    count(&rows, text, length);
    assert_int_equal(rows.good, 3);
    assert_int_equal(rows.bad, 0);
    free(text);
}

static void commas_without_end_are_one_fault(void **state)
{
    (void)state;
    static recording told;
    size_t length = 0;
    for (size_t count = LW_CSV_ROW_LIMIT; count < 4 * LW_CSV_ROW_LIMIT; count *= 3) {
        char *text = long_text("a,b\n1", ',', count, "\n3,4\n", &length);
        for (size_t portion = 65536; portion <= 4 * LW_CSV_ROW_LIMIT; portion *= 4) {
            read_in_portions(&told, text, length, portion);
            assert_string_equal(told.text,
                                "1[a|b]\n2!2:1 the row is longer than 1048576 bytes\n3[3|4]\n");
        }
        free(text);
    }
}

/* A stray quote in a long file: the rest is read. */
static void a_stray_quote_in_a_long_file_costs_one_row(void **state)
{
    (void)state;
    enum { LINES = 200000 };
    char *text = malloc(LINES * 7 + 16);
    assert_non_null(text);
    memcpy(text, "a,b\n1,\"2\n", 9);
    for (size_t i = 0; i < LINES; i++)
        memcpy(text + 9 + i * 7, "12,345\n", 7);
    tally rows = {0};
    count(&rows, text, 9 + LINES * 7);
    assert_int_equal(rows.good, 1 + LINES);
    assert_int_equal(rows.bad, 1);
    assert_int_equal(rows.last_line, LINES + 2);
    free(text);
}

static lw_status stop_at_three(void *context, const lw_csv_row *row)
{
    tally *rows = context;
    rows->good++;
    return row->number == 2 ? LW_BAD_SHIPMENT : LW_OK;
}

static void a_callback_ends_the_reading(void **state)
{
    (void)state;
    tally rows = {0};
    lw_csv_reader *reader = NULL;
    assert_int_equal(lw_csv_reader_new(stop_at_three, &rows, &reader, NULL), LW_OK);
    assert_int_equal(lw_csv_feed(reader, BYTES("a\n1\n2\n3\n4\n"), NULL), LW_BAD_SHIPMENT);
    assert_int_equal(rows.good, 3);
    lw_csv_reader_free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_faults_are_located),
        cmocka_unit_test(quotes_around_cells_change_nothing),
        cmocka_unit_test(a_line_that_turns_out_not_to_be_plain_is_read_anew),
        cmocka_unit_test(other_separators_and_rows_of_any_width),
        cmocka_unit_test(long_cells_are_one_fault),
        cmocka_unit_test(the_longest_cell_is_read),
        cmocka_unit_test(commas_without_end_are_one_fault),
        cmocka_unit_test(a_stray_quote_in_a_long_file_costs_one_row),
        cmocka_unit_test(a_callback_ends_the_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
