/* Orders cut into records and cells must be what the table reader sees, wherever the bytes are cut.
 */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "batch/records.h"
#include "table/reader.h"

/* A reading as text: one line a record, cells in brackets, or the line of the fault. */
static lw_status describe_row(void *context, const lw_csv_row *row)
{
    lw_buffer *out = context;
    bool shape = row->fault && row->cells && strstr(row->fault, "the header") != NULL;
    lw_put_format(out, "%u:", row->line);
    if (row->fault && !shape)
        lw_put_text(out, " fault");
    for (size_t i = 0; (!row->fault || shape) && i < row->count; i++)
        lw_put_format(out, " [%s]", row->cells[i].text);
    lw_put_char(out, '\n');
    return LW_OK;
}

static void read_by_table(const char *bytes, size_t length, lw_buffer *out)
{
    lw_csv_reader *reader = NULL;
    assert_int_equal(lw_csv_reader_new(describe_row, out, &reader, NULL), LW_OK);
    assert_int_equal(lw_csv_feed(reader, bytes, length, NULL), LW_OK);
    assert_int_equal(lw_csv_finish(reader, NULL), LW_OK);
    lw_csv_reader_free(reader);
    lw_put_char(out, '\0');
}

static void describe_record(const char *bytes, const lw_record *record, lw_cells *cells,
                            uint64_t line, lw_buffer *out)
{
    lw_put_format(out, "%lu:", (unsigned long)line);
    if (record->fault) {
        lw_put_text(out, " fault\n");
        return;
    }
    char *copy = malloc(record->length + 1);
    assert_non_null(copy);
    memcpy(copy, bytes, record->length);
    assert_true(lw_record_split(copy, record, cells));
    for (size_t i = 0; i < cells->count; i++)
        lw_put_format(out, " [%s]", cells->items[i].text);
    lw_put_char(out, '\n');
    free(copy);
}

/* Cuts with no more than `seen` bytes in sight at first: what is decided early must be final. */
static void read_by_records(const char *bytes, size_t length, size_t seen, lw_buffer *out)
{
    lw_cells cells = {0};
    uint64_t line = 1;
    for (size_t done = 0; done < length;) {
        size_t sight = seen < length - done ? seen : length - done;
        lw_record record;
        lw_cut what = lw_record_cut(bytes + done, sight, sight == length - done, &record);
        while (what == LW_CUT_MORE) {
            assert_true(sight < length - done);
            sight++;
            what = lw_record_cut(bytes + done, sight, sight == length - done, &record);
        }
        assert_true(record.length > 0 && record.length <= length - done);
        if (what != LW_CUT_BLANK)
            describe_record(bytes + done, &record, &cells, line, out);
        line += record.lines;
        done += record.length;
    }
    free(cells.items);
    lw_put_char(out, '\0');
}

static void compare(const char *bytes, size_t length, size_t seen)
{
    lw_buffer expected = {0}, got = {0};
    read_by_table(bytes, length, &expected);
    read_by_records(bytes, length, seen, &got);
    if (strcmp(expected.bytes, got.bytes) != 0) {
        print_error("input, %zu bytes, %zu in sight:\n", length, seen);
        for (size_t i = 0; i < length; i++)
            print_error(bytes[i] < 32 ? "\\%d" : "%c", bytes[i]);
        print_error("\n");
    }
    assert_string_equal(got.bytes, expected.bytes);
    lw_buffer_release(&expected);
    lw_buffer_release(&got);
}

static void agrees_with_the_table_reader(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "a,b\n1,2\n",
        "a,b\r\n1,2\r\n",
        "a,b\r1,2\r",
        "a,b\n1,2",
        "a,b\n\n  \n1,2\n\n",
        "a,b\n\"x\ny\",2\n3,4\n",
        "a,b\n\"x\"\"y\", 2 \n",
        "a,b\n 1 ,\t2\t\n",
        "a,b\n5\" pipe,2\n3,4\n",
        "a,b\n\"x\"y,2\n3,4\n",
        "a,b\n\"open,2\n3,4\n5,6\n",
        "a,b\n\"open,2\n3,\"4\n5,6\n",
        "a,b\n\"x\" ,2\n",
        "a,b\n,\n",
        "a,b\n\"\",\"\"\n",
        "a,b\n1\n1,2,3\n",
        "",
        "\n\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (size_t seen = 1; seen < 12; seen++)
            compare(texts[i], strlen(texts[i]), seen);
    }
}

static void agrees_on_random_bytes(void **state)
{
    (void)state;
    static const char alphabet[] = "ab,,\"\"\"\n\n\r \t1";
    uint64_t seed = 88172645463325252u;
    char bytes[48];
    for (int run = 0; run < TRIES(60000); run++) {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        uint64_t draw = seed;
        size_t length = draw % sizeof bytes;
        for (size_t i = 0; i < length; i++) {
            draw = draw * 6364136223846793005u + 1442695040888963407u;
            bytes[i] = alphabet[(draw >> 33) % (sizeof alphabet - 1)];
        }
        compare(bytes, length, 1 + (size_t)(draw >> 40) % 50);
    }
}

static void lines_are_records_of_json(void **state)
{
    (void)state;
    lw_record record;
    assert_int_equal(lw_line_cut("{}\n{}", 5, false, &record), LW_CUT_RECORD);
    assert_int_equal(record.length, 3);
    assert_int_equal(lw_line_cut("{}", 2, false, &record), LW_CUT_MORE);
    assert_int_equal(lw_line_cut("{}", 2, true, &record), LW_CUT_RECORD);
    assert_int_equal(lw_line_cut(" \r\n{}", 5, false, &record), LW_CUT_BLANK);
    assert_int_equal(record.length, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_the_table_reader),
        cmocka_unit_test(agrees_on_random_bytes),
        cmocka_unit_test(lines_are_records_of_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
