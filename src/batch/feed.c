/* Reading the input and cutting it where records end. */
#include "batch/feed.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/vector.h"
#include "batch/counts.h"

/* So small that a file of some thousand orders keeps several threads busy, so large that handing a
 * block over costs nothing beside answering it. */
enum { PORTION = 65536, STOP_CHECK_MS = 200 };

void lw_block_release(lw_block *block)
{
    free(block->bytes);
    *block = (lw_block){0};
}

/* The size of a regular file that is read from its beginning, else 0. */
static uint64_t size_of(int input)
{
    struct stat file;
    bool regular = fstat(input, &file) == 0 && S_ISREG(file.st_mode);
    return regular && lseek(input, 0, SEEK_CUR) == 0 ? (uint64_t)file.st_size : 0;
}

void lw_feed_init(lw_feed *feed, const lw_batch *job, const lw_batch_calls *calls)
{
    *feed = (lw_feed){.input = job->input,
                      .name = job->input_name,
                      .format = job->format,
                      .stopped = calls->stopped,
                      .context = calls->context,
                      .size = size_of(job->input),
                      .until = UINT64_MAX,
                      .record = 1,
                      .line = 1};
}

void lw_feed_release(lw_feed *feed)
{
    free(feed->rest);
    feed->rest = NULL;
}

void lw_feed_seek(lw_feed *feed, uint64_t offset, uint64_t until)
{
    feed->by_offset = true;
    feed->next_byte = feed->offset = offset;
    feed->until = until;
    feed->begun = offset > 0;
    feed->at_end = false;
    feed->record = feed->line = 1;
    feed->rest_length = 0;
}

/* What exceeds LW_RECORD_LIMIT is told from that many bytes and one alone (a CR may be half of a
 * line end): the answer must not depend on how many more happen to be in sight. */
static lw_cut cut(lw_order_format format, const char *bytes, size_t length, bool at_end,
                  lw_record *record)
{
    bool beyond = length > LW_RECORD_LIMIT;
    size_t sight = beyond ? LW_RECORD_LIMIT + 1 : length;
    at_end = at_end && !beyond;
    lw_cut what = format == LW_ORDERS_CSV ? lw_record_cut(bytes, sight, at_end, record)
                                          : lw_line_cut(bytes, sight, at_end, record);
    if (what == LW_CUT_MORE)
        return beyond ? LW_CUT_LONG : what;
    return record->length > LW_RECORD_LIMIT ? LW_CUT_LONG : what;
}

lw_cut lw_block_cut(lw_order_format format, const char *bytes, size_t length, lw_record *record)
{
    return cut(format, bytes, length, true, record);
}

/* Waits until there is something to read, looking up now and then whether to stop; false to stop.
 */
static bool wait_for_input(const lw_feed *feed)
{
    struct pollfd input = {.fd = feed->input, .events = POLLIN};
    for (;;) {
        if (feed->stopped && feed->stopped(feed->context))
            return false;
        if (poll(&input, 1, STOP_CHECK_MS) != 0)
            return true; /* an error is read()'s to tell */
    }
}

static ssize_t read_some(const lw_feed *feed, char *bytes)
{
    size_t wanted = PORTION;
    if (feed->size > 0 && feed->size < feed->next_byte + PORTION)
        wanted = feed->size > feed->next_byte ? (size_t)(feed->size - feed->next_byte) : 0;
    if (wanted == 0)
        return 0;
    if (feed->by_offset)
        return pread(feed->input, bytes, wanted, (off_t)feed->next_byte);
    return read(feed->input, bytes, wanted);
}

/* Appends what one reading brings to `block`; sets at_end. */
static lw_status read_portion(lw_feed *feed, lw_block *block, lw_error *err)
{
    if (!lw_reserve((void **)&block->bytes, &block->capacity, block->length + PORTION + 1, 1))
        return lw_fail_memory(err);
    ssize_t got = -1;
    do {
        if (!wait_for_input(feed)) {
            feed->at_end = true;
            block->length = 0;
            return LW_OK;
        }
        got = read_some(feed, block->bytes + block->length);
    } while (got < 0 && (errno == EINTR || errno == EAGAIN));
    if (got < 0)
        return lw_fail(err, LW_IO_FAILED, "cannot read %s: %s", feed->name, strerror(errno));
    if (got == 0 && feed->next_byte < feed->size)
        return lw_fail(err, LW_IO_FAILED,
                       "%s became shorter while it was read: it had %llu bytes, and has %llu",
                       feed->name, (unsigned long long)feed->size,
                       (unsigned long long)feed->next_byte);
    feed->at_end = got == 0;
    block->length += (size_t)got;
    feed->next_byte += (uint64_t)got;
    if (!feed->begun && (block->length >= 3 || feed->at_end)) {
        feed->begun = true;
        if (block->length >= 3 && memcmp(block->bytes, "\xef\xbb\xbf", 3) == 0) {
            block->length -= 3;
            feed->offset += 3;
            memmove(block->bytes, block->bytes + 3, block->length);
        }
    }
    return LW_OK;
}

/* Keeps what is behind `done` for the next block. */
static lw_status keep_rest(lw_feed *feed, lw_block *block, size_t done, lw_error *err)
{
    size_t left = block->length - done;
    if (!lw_reserve((void **)&feed->rest, &feed->rest_capacity, left, 1))
        return lw_fail_memory(err);
    if (left)
        memcpy(feed->rest, block->bytes + done, left);
    feed->rest_length = left;
    block->length = done;
    block->end = feed->offset;
    return LW_OK;
}

static lw_status take_rest(lw_feed *feed, lw_block *block, lw_error *err)
{
    block->length = 0;
    block->too_long = false;
    block->first_record = feed->record;
    block->first_line = feed->line;
    if (!lw_reserve((void **)&block->bytes, &block->capacity, feed->rest_length + PORTION + 1, 1))
        return lw_fail_memory(err);
    if (feed->rest_length)
        memcpy(block->bytes, feed->rest, feed->rest_length);
    block->length = feed->rest_length;
    feed->rest_length = 0;
    return LW_OK;
}

/* Length of the block's first line, 0 when its end is not there yet. */
static size_t first_line(const lw_feed *feed, const lw_block *block)
{
    lw_record line;
    if (feed->format == LW_ORDERS_CSV)
        return lw_line_length(block->bytes, block->length, feed->at_end);
    lw_cut what = lw_line_cut(block->bytes, block->length, feed->at_end, &line);
    return what == LW_CUT_MORE ? 0 : line.length;
}

/* Makes the first line of what does not end the whole block; on with the line behind it. Of a line
 * that is longer than what is in sight the last byte is kept while reading on: a CR there may be
 * half of its end. */
static lw_status give_up(lw_feed *feed, lw_block *block, lw_error *err)
{
    size_t line;
    while ((line = first_line(feed, block)) == 0) {
        feed->offset += block->length - 1;
        block->bytes[0] = block->bytes[block->length - 1];
        block->length = 1;
        lw_status status = read_portion(feed, block, err);
        if (status != LW_OK || block->length == 0)
            return status;
    }
    feed->line++;
    feed->record++;
    feed->offset += line;
    lw_status status = keep_rest(feed, block, line, err);
    block->too_long = true;
    return status;
}

/* How many bytes at the beginning are whole and wanted records; counts them and their lines.
 * `most`: stop after that many records. */
static size_t walk(lw_feed *feed, const lw_block *block, uint64_t most, lw_record *last,
                   lw_cut *what)
{
    size_t done = 0;
    uint64_t limit = most ? feed->record + most : UINT64_MAX;
    *what = LW_CUT_MORE;
    while (done < block->length && feed->record < limit && feed->offset < feed->until) {
        *what = cut(feed->format, block->bytes + done, block->length - done, feed->at_end, last);
        if (*what == LW_CUT_MORE || *what == LW_CUT_LONG)
            break;
        done += last->length;
        feed->offset += last->length;
        feed->line += last->lines;
        feed->record += *what != LW_CUT_BLANK;
    }
    return done;
}

static lw_status next_block(lw_feed *feed, lw_block *block, uint64_t most, lw_record *last,
                            lw_error *err)
{
    lw_status status = take_rest(feed, block, err);
    while (status == LW_OK) {
        size_t done = 0;
        lw_cut what = LW_CUT_MORE;
        if (feed->begun)
            done = walk(feed, block, most, last, &what);
        if (done > 0)
            return keep_rest(feed, block, done, err);
        if (what == LW_CUT_LONG && most == 0)
            return give_up(feed, block, err);
        if (what == LW_CUT_LONG) { /* the header: there is no going on */
            block->too_long = true;
            return LW_OK;
        }
        if (feed->at_end || feed->offset >= feed->until) {
            block->length = 0;
            return LW_OK;
        }
        status = read_portion(feed, block, err);
    }
    return status;
}

lw_status lw_feed_next(lw_feed *feed, lw_block *block, lw_error *err)
{
    lw_record last;
    uint64_t started = lw_clock_ns();
    lw_status status = next_block(feed, block, 0, &last, err);
    block->read_ns = lw_clock_ns() - started;
    return status;
}

lw_status lw_feed_header(lw_feed *feed, lw_block *block, lw_record *header, lw_error *err)
{
    for (;;) {
        lw_status status = next_block(feed, block, 1, header, err);
        if (status != LW_OK || block->length == 0 || block->too_long)
            return status;
        if (feed->record > 1)
            break;
    }
    /* Blank lines may stand before it. */
    size_t before = block->length - header->length;
    memmove(block->bytes, block->bytes + before, block->length - before);
    block->length -= before;
    feed->record = 1;
    return LW_OK;
}
