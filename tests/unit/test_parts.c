/* Parts of an order file: each record is in exactly one, in order, and starts where a reading of
 * the whole file has it start, however quotes and line ends lie. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "batch/feed.h"
#include "batch/numbers.h"
#include "batch/part.h"

static uint64_t state = 88172645463325252u;

static uint32_t draw(uint32_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 20) % below);
}

typedef struct input {
    int file;
    lw_batch job;
    lw_batch_calls calls;
} input;

static input open_input(const lw_buffer *bytes, lw_order_format format)
{
    char path[] = "/tmp/lanewise-parts-XXXXXX";
    input in = {.file = mkstemp(path)};
    assert_true(in.file >= 0);
    unlink(path);
    assert_int_equal(write(in.file, bytes->bytes, bytes->length), bytes->length);
    in.job = (lw_batch){.input = in.file, .input_name = "orders", .format = format};
    return in;
}

/* "offset:length " of every record from where the feed stands; too long ones are marked. */
static void list_records(lw_feed *feed, lw_buffer *out)
{
    lw_block block = {0};
    for (;;) {
        uint64_t offset = feed->offset;
        assert_int_equal(lw_feed_next(feed, &block, NULL), LW_OK);
        if (block.length == 0)
            break;
        if (block.too_long)
            lw_put_format(out, "%lu:long ", (unsigned long)offset);
        else
            offset = block.end - block.length; /* a byte order mark is left out */
        for (size_t done = 0; !block.too_long && done < block.length;) {
            lw_record record;
            lw_cut what =
                lw_block_cut(feed->format, block.bytes + done, block.length - done, &record);
            if (what != LW_CUT_BLANK)
                lw_put_format(out, "%lu:%lu%s ", (unsigned long)(offset + done),
                              (unsigned long)record.length, what == LW_CUT_FAULT ? "!" : "");
            done += record.length;
        }
    }
    lw_block_release(&block);
}

/* Where the records begin, as all readers of the file have it. */
static uint64_t read_whole(const input *in, lw_buffer *out, uint64_t *records,
                           uint64_t *header_lines)
{
    lw_feed feed;
    lw_block header = {0};
    lw_record record;
    lw_feed_init(&feed, &in->job, &in->calls);
    lw_feed_seek(&feed, 0, UINT64_MAX);
    if (in->job.format == LW_ORDERS_CSV)
        assert_int_equal(lw_feed_header(&feed, &header, &record, NULL), LW_OK);
    uint64_t first = feed.offset;
    *header_lines = feed.line - 1;
    list_records(&feed, out);
    *records = feed.record - 1;
    lw_block_release(&header);
    lw_feed_release(&feed);
    return first;
}

/* The parts one after the other must be the whole, and numbers must go on where the last stopped.
 */
static void compare_parts(const lw_buffer *bytes, lw_order_format format, uint32_t parts)
{
    input in = open_input(bytes, format);
    lw_buffer whole = {0}, joined = {0};
    uint64_t records, at_line, at_record = 0;
    uint64_t first = read_whole(&in, &whole, &records, &at_line);
    in.job.parts = parts;
    for (in.job.part = 1; in.job.part <= parts; in.job.part++) {
        uint64_t from, until, record = 1, line = 1;
        lw_feed feed;
        lw_numbers numbers;
        assert_int_equal(lw_part_find(&in.job, &in.calls, first, &from, &until, NULL), LW_OK);
        assert_true(lw_numbers_init(&numbers, &in.job, &in.calls));
        numbers.before = from > first ? from : 0;
        assert_int_equal(lw_numbers_make(&numbers, &record, &line, NULL), LW_OK);
        lw_feed_init(&feed, &in.job, &in.calls);
        lw_feed_seek(&feed, from, until);
        list_records(&feed, &joined);
        if (numbers.before > 0) {
            assert_int_equal(record, at_record + 1);
            assert_int_equal(line, at_line + 1);
        }
        at_record += feed.record - 1;
        at_line += feed.line - 1;
        lw_feed_release(&feed);
        lw_numbers_release(&numbers);
    }
    lw_put_char(&whole, '\0');
    lw_put_char(&joined, '\0');
    assert_int_equal(at_record, records);
    assert_string_equal(joined.bytes, whole.bytes);
    lw_buffer_release(&whole);
    lw_buffer_release(&joined);
    close(in.file);
}

/* A run that was cut off goes on at the end of a block: the rest must be the same from each. */
static void compare_rests(const lw_buffer *bytes, lw_order_format format)
{
    input in = open_input(bytes, format);
    lw_buffer whole = {0};
    lw_block block = {0};
    lw_feed feed, rest;
    lw_feed_init(&feed, &in.job, &in.calls);
    lw_feed_init(&rest, &in.job, &in.calls);
    lw_feed_seek(&feed, 0, UINT64_MAX);
    list_records(&feed, &whole);
    lw_put_char(&whole, '\0');
    lw_feed_seek(&feed, 0, UINT64_MAX);
    while (lw_feed_next(&feed, &block, NULL) == LW_OK && block.length > 0) {
        lw_buffer listed = {0};
        lw_feed_seek(&rest, block.end, UINT64_MAX);
        list_records(&rest, &listed);
        lw_put_char(&listed, '\0');
        assert_in_range(listed.length, 1, whole.length);
        assert_string_equal(listed.bytes, whole.bytes + whole.length - listed.length);
        lw_buffer_release(&listed);
    }
    lw_feed_release(&feed);
    lw_feed_release(&rest);
    lw_block_release(&block);
    lw_buffer_release(&whole);
    close(in.file);
}

static void random_bytes(void **unused)
{
    (void)unused;
    static const char *const alphabets[] = {
        "ab,,\"\"\"\n\n\r \t1", "\"\n", "\",\n", "a,\n\n", "\"\"\r\n,a", "a\r\n",
    };
    for (int run = 0; run < TRIES(3000); run++) {
        lw_buffer bytes = {0};
        const char *alphabet = alphabets[draw(6)];
        size_t letters = strlen(alphabet);
        if (draw(8) == 0)
            lw_put_text(&bytes, "\xef\xbb\xbf");
        if (draw(4) != 0)
            lw_put_text(&bytes, "id,origin\n");
        for (uint32_t i = draw(60); i > 0; i--)
            lw_put_char(&bytes, alphabet[draw((uint32_t)letters)]);
        lw_put_char(&bytes, '\n');
        compare_parts(&bytes, LW_ORDERS_CSV, 1 + draw(9));
        compare_parts(&bytes, LW_ORDERS_JSONL, 1 + draw(9));
        lw_buffer_release(&bytes);
    }
}

/* Orders with quoted cells of several lines, doubled quotes, stray ones, and now and then a cell or
 * a record beyond its limit. */
static void put_order(lw_buffer *bytes, uint32_t kind)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    switch (kind) {
    case 0:
        lw_put_text(bytes, "7,\"say \"\"hi\"\"\n\n,\",x");
        break;
    case 1:
        lw_put_text(bytes, "\",\",\"\n\",\",\"");
        break;
    case 2:
        lw_put_text(bytes, "8,\"never closed,x");
        break;
    case 3:
        lw_put_text(bytes, "9,5\" pipe,x");
        break;
    case 4:
        lw_put_text(bytes, "10,\"");
        for (uint32_t i = draw(4000); i > 0; i--)
            lw_put_text(bytes, draw(3) ? "text, text and text\n" : "\"\"");
        lw_put_text(bytes, "\",x");
        break;
    default:
        for (uint32_t i = draw(40); i > 0; i--)
            lw_put_text(bytes, "plain,");
    }
    lw_put_text(bytes, ends[draw(20) ? draw(2) : 2]);
}

static void long_files(void **unused)
{
    (void)unused;
    for (int run = 0; run < TRIES(60); run++) {
        lw_buffer bytes = {0};
        uint32_t kinds = run % 3 == 0 ? 2 : run % 3 == 1 ? 5 : 40;
        lw_put_text(&bytes, "id,origin\n");
        while (bytes.length < 400000)
            put_order(&bytes, draw(kinds));
        if (run % 10 == 0) {
            for (uint32_t i = 900000 + draw(600000); i > 0; i--)
                lw_put_char(&bytes, 'x');
            lw_put_text(&bytes, run % 20 ? "\n1,2\n" : "");
        }
        compare_parts(&bytes, LW_ORDERS_CSV, 2 + draw(20));
        compare_parts(&bytes, LW_ORDERS_JSONL, 2 + draw(20));
        if (run % 10 == 0) {
            compare_rests(&bytes, LW_ORDERS_CSV);
            compare_rests(&bytes, LW_ORDERS_JSONL);
        }
        lw_buffer_release(&bytes);
    }
}

/* Nothing but quotes and line ends leaves no place that is certain: all that stands before is read.
 */
static void nothing_is_certain(void **unused)
{
    (void)unused;
    lw_buffer bytes = {0};
    lw_put_text(&bytes, "id\n");
    for (int i = 0; i < 100000; i++)
        lw_put_text(&bytes, "\"\n");
    compare_parts(&bytes, LW_ORDERS_CSV, 7);
    lw_put_text(&bytes, "\"\n");
    compare_parts(&bytes, LW_ORDERS_CSV, 7);
    lw_buffer_release(&bytes);
}

/* What is too long is told from the record alone, wherever the feed began to read. */
static void limits_do_not_move(void **unused)
{
    (void)unused;
    for (uint32_t more = 0; more < 4; more++) {
        for (uint32_t before = 1; before < 300000; before += 99991) {
            lw_buffer bytes = {0};
            lw_put_text(&bytes, "id\n");
            for (uint32_t i = 0; i < before; i++)
                lw_put_char(&bytes, i % 60 == 59 ? '\n' : 'y');
            lw_put_char(&bytes, '\n');
            for (uint32_t i = 0; i < LW_RECORD_LIMIT - 2 + more; i++)
                lw_put_char(&bytes, 'x');
            lw_put_text(&bytes, "\n1\n");
            compare_parts(&bytes, LW_ORDERS_CSV, 9);
            compare_parts(&bytes, LW_ORDERS_JSONL, 9);
            lw_buffer_release(&bytes);
        }
    }
}

/* Bytes that this process has read by system calls; 0 where the system does not tell. */
static uint64_t bytes_read(void)
{
    unsigned long long count = 0;
    FILE *file = fopen("/proc/self/io", "r");
    if (!file)
        return 0;
    if (fscanf(file, "rchar: %llu", &count) != 1)
        count = 0;
    fclose(file);
    return count;
}

/* 64 MiB in 64 parts: one and the few bytes around its ends are read. */
static void a_part_leaves_the_others_alone(void **unused)
{
    (void)unused;
    lw_buffer bytes = {0}, out = {0};
    lw_put_text(&bytes, "id,origin\n");
    while (bytes.length < 64u << 20)
        lw_put_text(&bytes, "1,\"CNSZX,\n\"\"US\"\"\"\n22,CNSHA\n");
    input in = open_input(&bytes, LW_ORDERS_CSV);
    in.job.parts = 64;
    for (in.job.part = 1; in.job.part <= 64; in.job.part += 21) {
        uint64_t from, until, before = bytes_read();
        lw_feed feed;
        assert_int_equal(lw_part_find(&in.job, &in.calls, 10, &from, &until, NULL), LW_OK);
        lw_feed_init(&feed, &in.job, &in.calls);
        lw_feed_seek(&feed, from, until);
        list_records(&feed, &out);
        lw_feed_release(&feed);
        assert_true(bytes_read() - before < 4u << 20);
    }
    lw_buffer_release(&bytes);
    lw_buffer_release(&out);
    close(in.file);
}

/* The claim that parts rest on, tried on every line of small inputs. */
static void spans_are_never_missed(void **unused)
{
    (void)unused;
    static const char alphabet[] = "a,\"\"\n\n\r ";
    char bytes[40] = "";
    for (int run = 0; run < TRIES(40000); run++) {
        size_t length = 1 + draw(sizeof bytes - 1);
        for (size_t i = 0; i < length; i++)
            bytes[i] = alphabet[draw(sizeof alphabet - 1)];
        for (size_t done = 0; done < length;) {
            lw_record record;
            lw_cut what = lw_record_cut(bytes + done, length - done, true, &record);
            for (size_t at = done + 1; what == LW_CUT_RECORD && at < done + record.length; at++) {
                bool line = bytes[at - 1] == '\n' || (bytes[at - 1] == '\r' && bytes[at] != '\n');
                if (line)
                    assert_true(lw_record_may_span(bytes + at, length - at, true));
            }
            done += record.length;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_bytes),
        cmocka_unit_test(long_files),
        cmocka_unit_test(nothing_is_certain),
        cmocka_unit_test(limits_do_not_move),
        cmocka_unit_test(a_part_leaves_the_others_alone),
        cmocka_unit_test(spans_are_never_missed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
