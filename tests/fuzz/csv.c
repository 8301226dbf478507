/* CSV of tables: the same rows however the bytes arrive, and the same cells as the reader of orders
 * finds, which is another one. */
#include <stdlib.h>
#include <string.h>

#include "batch/records.h"
#include "support/fuzz.h"
#include "table/reader.h"

/* The rows as text; faulty ones by their places. */
static lw_status take_row(void *context, const lw_csv_row *row)
{
    lw_buffer *out = context;
    lw_put_format(out, "%llu:%lu", (unsigned long long)row->number, (unsigned long)row->line);
    if (row->fault)
        lw_put_format(out, " %s %lu:%lu", row->fault, (unsigned long)row->fault_line,
                      (unsigned long)row->fault_column);
    for (size_t i = 0; i < row->count; i++) {
        FUZZ_CHECK(row->fault || strlen(row->cells[i].text) == row->cells[i].length);
        lw_put_text(out, " <");
        lw_put_bytes(out, row->cells[i].text, row->cells[i].length);
        lw_put_char(out, '>');
    }
    lw_put_char(out, '\n');
    return LW_OK;
}

/* Every portion in memory of its own. */
static void read_rows(const uint8_t *bytes, size_t size, size_t portion, char separator,
                      lw_buffer *out)
{
    lw_csv_reader *reader = NULL;
    lw_error err;
    FUZZ_CHECK(lw_csv_reader_new(take_row, out, &reader, &err) == LW_OK);
    if (separator)
        lw_csv_reader_loosen(reader, separator);
    for (size_t at = 0; at < size; at += portion) {
        size_t length = size - at < portion ? size - at : portion;
        char *copy = malloc(length);
        FUZZ_CHECK(copy != NULL);
        memcpy(copy, bytes + at, length);
        FUZZ_CHECK(lw_csv_feed(reader, copy, length, &err) == LW_OK);
        free(copy);
    }
    FUZZ_CHECK(lw_csv_finish(reader, &err) == LW_OK);
    lw_csv_reader_free(reader);
}

static void compare_portions(const uint8_t *bytes, size_t size, char separator)
{
    lw_buffer whole = {0}, parts = {0};
    read_rows(bytes, size, size ? size : 1, separator, &whole);
    read_rows(bytes, size, 1 + size % 7, separator, &parts);
    fuzz_check_same(&whole, &parts);
    lw_buffer_release(&whole);
    lw_buffer_release(&parts);
}

/* Every record is cut alike with nothing behind it and with everything, and its cells lie in it. */
static void cut_records(const uint8_t *bytes, size_t size)
{
    char *text = fuzz_text(bytes, size);
    lw_cells cells = {0};
    for (size_t at = 0; at < size;) {
        lw_record record = {0};
        lw_cut cut = lw_record_cut(text + at, size - at, true, &record);
        FUZZ_CHECK(cut != LW_CUT_MORE && record.length > 0 && record.length <= size - at);
        if (cut == LW_CUT_RECORD) {
            char *copy = fuzz_text(text + at, record.length);
            FUZZ_CHECK(lw_record_split(copy, &record, &cells) && cells.count > 0);
            for (size_t i = 0; i < cells.count; i++)
                FUZZ_CHECK(cells.items[i].text[cells.items[i].length] == '\0');
            free(copy);
        }
        at += record.length;
    }
    free(cells.items);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    compare_portions(bytes, size, 0);
    compare_portions(bytes, size, ',');
    compare_portions(bytes, size, ';');
    cut_records(bytes, size);
    return 0;
}
