/* Running batches over orders of the fuzzer's. */
#include "support/orders.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cjson/cJSON.h>

#include "batch/records.h"
#include "support/fuzz.h"
#include "table/reader.h"

fuzz_orders fuzz_orders_of(const char *bytes, size_t size)
{
    bool json = size > 0 && bytes[0] == '{';
    return (fuzz_orders){json ? LW_ORDERS_JSONL : LW_ORDERS_CSV, bytes, size};
}

/* Bytes up to the end of the header, blank lines before it included. */
static size_t header_length(const fuzz_orders *orders)
{
    size_t at = 0;
    while (orders->format == LW_ORDERS_CSV && at < orders->size) {
        lw_record record = {0};
        lw_cut cut = lw_record_cut(orders->bytes + at, orders->size - at, true, &record);
        at += record.length;
        if (cut != LW_CUT_BLANK)
            break;
    }
    return at;
}

fuzz_orders fuzz_orders_again(const fuzz_orders *orders, unsigned times)
{
    lw_buffer all = {0};
    size_t header = header_length(orders);
    lw_put_bytes(&all, orders->bytes, header);
    for (unsigned i = 0; i < times; i++) {
        lw_put_bytes(&all, orders->bytes + header, orders->size - header);
        lw_put_char(&all, '\n');
    }
    FUZZ_CHECK(!all.failed);
    return (fuzz_orders){orders->format, all.bytes, all.length};
}

lw_status fuzz_take_output(void *context, const char *bytes, size_t length, lw_error *err)
{
    (void)err;
    lw_put_bytes(context, bytes, length);
    return LW_OK;
}

static void check_note(void *context, const char *text)
{
    (void)context;
    FUZZ_CHECK(text[0] != '\0');
}

static lw_status run(const lw_batch *job, int input, const fuzz_orders *orders, lw_buffer *out,
                     lw_batch_counts *counts)
{
    const lw_batch_calls calls = {.context = out, .write = fuzz_take_output, .note = check_note};
    lw_batch whole = *job;
    lw_error err;
    whole.input = input;
    whole.input_name = "orders";
    whole.format = orders->format;
    lw_status status = lw_batch_run(&whole, &calls, counts, &err);
    fuzz_check_error(status, &err);
    FUZZ_CHECK(!out->failed);
    FUZZ_CHECK(counts->records == counts->ok + counts->no_plan + counts->invalid);
    return status;
}

lw_status fuzz_batch(const lw_batch *job, const fuzz_orders *orders, lw_buffer *out,
                     lw_batch_counts *counts)
{
    int input = fuzz_file(orders->bytes, orders->size);
    lw_status status = run(job, input, orders, out, counts);
    close(input);
    return status;
}

lw_status fuzz_batch_parts(const lw_batch *job, const fuzz_orders *orders, uint32_t parts,
                           lw_buffer *out, lw_batch_counts *counts)
{
    lw_batch part = *job;
    lw_status status = LW_OK;
    part.parts = parts;
    for (part.part = 1; part.part <= parts && status == LW_OK; part.part++)
        status = fuzz_batch(&part, orders, out, counts);
    return status;
}

/* ---- What we wrote -----------------------------------------------------------------------------
 */

typedef struct rows {
    uint64_t count;
    size_t width;
} rows;

static lw_status count_row(void *context, const lw_csv_row *row)
{
    rows *seen = context;
    FUZZ_CHECK_TOLD(!row->fault, row->fault);
    if (row->number == 0)
        seen->width = row->count;
    FUZZ_CHECK(row->count == seen->width);
    seen->count = row->number;
    return LW_OK;
}

uint64_t fuzz_count_rows(const lw_buffer *csv)
{
    lw_csv_reader *reader = NULL;
    rows seen = {0};
    FUZZ_CHECK(lw_csv_reader_new(count_row, &seen, &reader, NULL) == LW_OK);
    FUZZ_CHECK(csv->length == 0 || csv->bytes[csv->length - 1] == '\n');
    FUZZ_CHECK(csv->length == 0 || lw_csv_feed(reader, csv->bytes, csv->length, NULL) == LW_OK);
    FUZZ_CHECK(lw_csv_finish(reader, NULL) == LW_OK);
    lw_csv_reader_free(reader);
    return seen.count;
}

uint64_t fuzz_count_values(const lw_buffer *jsonl)
{
    uint64_t count = 0;
    for (size_t at = 0; at < jsonl->length; count++) {
        const char *line = jsonl->bytes + at, *stop;
        const char *end = memchr(line, '\n', jsonl->length - at);
        FUZZ_CHECK(end != NULL);
        cJSON *value = cJSON_ParseWithLengthOpts(line, (size_t)(end - line), &stop, 0);
        FUZZ_CHECK(value != NULL && stop == end);
        cJSON_Delete(value);
        at += (size_t)(end - line) + 1;
    }
    return count;
}
