/* Where the parts of an order file begin.
 *
 * In JSON Lines a record begins wherever a line does. In CSV a line may also stand within quotes,
 * and no look at it alone tells. But it can be ruled out:
 *
 *     A line that begins at p begins a record, unless a sound record that began earlier spans p.
 *
 * For let s be the last place at or before p where a record (or blank line) begins, and s < p. What
 * is cut off at s ends behind p, or there would be a later s. Blank lines, records with a fault and
 * records that are too long are cut off at the end of their first line, and that is no later than
 * p, where a line begins. So it is a sound record; and since line ends outside quotes end records,
 * it is within quotes at p. From there on its cutting depends on nothing before p but on its
 * lengths, and those counted from p are the smaller ones. Hence, if cutting from p as though within
 * quotes finds a fault or goes beyond a limit (lw_record_may_span), then so did cutting from s, and
 * there is no such record.
 *
 * So a part looks back from its first byte for a line that begins a record for certain, and reads
 * on from there as every reader of the file does. In ordinary files the very first look decides:
 * taken for the inside of quotes, the text behind the next quote is a fault. */
#include "batch/part.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/input.h"
#include "base/wide.h"
#include "batch/feed.h"

enum {
    BOM = 3,                /* bytes of a byte order mark: nothing is cut within it */
    BACK = 65536,           /* how far to look back for a record that begins for certain */
    MOST_LOOKS = 64,        /* lines looked at */
    AHEAD = LW_RECORD_LIMIT /* bytes behind the part's first one that may be needed for a look */
};

/* Bytes of the file around a place. */
typedef struct window {
    char *bytes;
    size_t length;
    uint64_t start; /* its offset in the file */
    bool at_end;    /* it reaches to the end of the file */
} window;

static lw_status read_window(const lw_batch *job, uint64_t around, window *seen, lw_error *err)
{
    uint64_t back = around < BACK ? around : BACK;
    size_t size = (size_t)back + AHEAD;
    *seen = (window){.bytes = malloc(size), .start = around - back};
    if (!seen->bytes)
        return lw_fail_memory(err);
    while (seen->length < size && !seen->at_end) {
        ssize_t got = lw_read_at(job->input, seen->bytes + seen->length, size - seen->length,
                                 seen->start + seen->length);
        if (got < 0)
            return lw_fail(err, LW_IO_FAILED, "cannot read %s: %s", job->input_name,
                           strerror(errno));
        seen->at_end = got == 0;
        seen->length += (size_t)got;
    }
    return LW_OK;
}

/* Does a line begin at `at`, which has a byte before it? */
static bool begins_line(const window *seen, size_t at, lw_order_format format)
{
    char before = seen->bytes[at - 1];
    if (before == '\n')
        return true;
    return format == LW_ORDERS_CSV && before == '\r' && at < seen->length &&
           seen->bytes[at] != '\n';
}

/* A place before or at `around` where a record begins for certain: `first` where no other is near.
 */
static uint64_t certain_record(const window *seen, lw_order_format format, uint64_t around,
                               uint64_t first)
{
    int looks = 0;
    for (uint64_t at = around; at > seen->start && at > first && looks < MOST_LOOKS; at--) {
        size_t here = (size_t)(at - seen->start);
        if (here > seen->length || !begins_line(seen, here, format))
            continue;
        looks++;
        if (format == LW_ORDERS_JSONL ||
            !lw_record_may_span(seen->bytes + here, seen->length - here, seen->at_end))
            return at;
    }
    return first;
}

/* The first record that begins at or behind `around`. */
static lw_status find_record(const lw_batch *job, const lw_batch_calls *calls, uint64_t first,
                             uint64_t around, uint64_t *found, lw_error *err)
{
    window seen;
    lw_feed feed;
    lw_block block = {0};
    lw_status status = read_window(job, around, &seen, err);
    lw_feed_init(&feed, job, calls);
    if (status == LW_OK)
        lw_feed_seek(&feed, certain_record(&seen, job->format, around, first), around);
    do {
        if (status == LW_OK)
            status = lw_feed_next(&feed, &block, err);
    } while (status == LW_OK && block.length > 0);
    *found = feed.offset;
    free(seen.bytes);
    lw_block_release(&block);
    lw_feed_release(&feed);
    return status;
}

/* The first byte of part `part`, counted from 0. */
static uint64_t divide(uint64_t size, uint32_t part, uint32_t parts)
{
    uint64_t at = (uint64_t)((lw_wide)size * part / parts);
    return at <= BOM && part < parts ? 0 : at;
}

lw_status lw_part_find(const lw_batch *job, const lw_batch_calls *calls, uint64_t first,
                       uint64_t *from, uint64_t *until, lw_error *err)
{
    struct stat file;
    if (fstat(job->input, &file) != 0)
        return lw_fail(err, LW_IO_FAILED, "cannot read %s: %s", job->input_name, strerror(errno));
    uint64_t size = (uint64_t)file.st_size;
    *from = divide(size, job->part - 1, job->parts);
    *until = job->part == job->parts ? UINT64_MAX : divide(size, job->part, job->parts);
    if (*from <= first)
        *from = first;
    if (*from == first || job->from > 0) /* an earlier run has found it */
        return LW_OK;
    return find_record(job, calls, first, *from, from, err);
}
