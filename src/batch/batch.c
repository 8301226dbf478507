/* A run over one input: the header, the orders, the frame around the answers. */
#include "batch/batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/error.h"
#include "batch/part.h"
#include "batch/pool.h"

/* An error that has a place in the input. */
static lw_status fail_at_header(const lw_batch *job, const lw_block *block, lw_error *err,
                                const char *fault)
{
    lw_fail(err, LW_IO_FAILED, "%s", fault);
    if (err) {
        snprintf(err->file, sizeof err->file, "%s", job->input_name);
        err->line = (long)block->first_line;
    }
    return LW_IO_FAILED;
}

/* Reads the header of a CSV. */
static lw_status read_header(const lw_batch *job, const lw_batch_calls *calls, lw_feed *feed,
                             lw_columns *columns, lw_error *err)
{
    lw_block block = {0};
    lw_cells cells = {0};
    lw_record header;
    lw_status status = lw_feed_header(feed, &block, &header, err);
    bool stopped = calls->stopped && calls->stopped(calls->context);
    bool none = block.length == 0; /* then there is nothing in `header` either */
    if (status == LW_OK && none && !stopped)
        status = fail_at_header(job, &block, err, "empty: a header line is wanted");
    else if (status == LW_OK && !none && block.too_long)
        status = fail_at_header(job, &block, err, "the header line does not end");
    else if (status == LW_OK && !none && header.fault)
        status = fail_at_header(job, &block, err, header.fault);
    else if (status == LW_OK && !none)
        status = lw_record_split(block.bytes, &header, &cells)
                     ? lw_columns_read(columns, job, calls, &cells, err)
                     : lw_fail_memory(err);
    free(cells.items);
    lw_block_release(&block);
    return status;
}

/* The renderer's words before or after the answers. */
static lw_status write_frame(const lw_batch *job, const lw_batch_calls *calls,
                             void (*render)(lw_buffer *, const lw_style *), lw_error *err)
{
    lw_buffer out = {0};
    render(&out, job->style);
    lw_status status = out.failed ? lw_fail_memory(err) : LW_OK;
    if (status == LW_OK && out.length > 0)
        status = calls->write(calls->context, out.bytes, out.length, err);
    lw_buffer_release(&out);
    return status;
}

/* Where the input ends, 0 when that is not known. */
static uint64_t end_of_input(const lw_batch *job)
{
    struct stat file;
    bool regular = fstat(job->input, &file) == 0 && S_ISREG(file.st_mode);
    return regular ? (uint64_t)file.st_size : 0;
}

/* Puts the feed where the run begins: behind the header, at its part, or where an earlier run got
 * to. */
static lw_status find_place(const lw_batch *job, const lw_batch_calls *calls, lw_feed *feed,
                            lw_numbers *numbers, lw_batch_counts *counts, lw_error *err)
{
    uint64_t first = feed->offset, from = first;
    if (job->parts > 0) {
        lw_status status = lw_part_find(job, calls, first, &from, &feed->until, err);
        if (status != LW_OK)
            return status;
    }
    if (job->from > 0)
        from = job->from;
    else
        counts->begin = from;
    counts->end = end_of_input(job);
    if (counts->end > feed->until)
        counts->end = feed->until;
    counts->offset = from;
    if (from > first) {
        numbers->before = from;
        lw_feed_seek(feed, from, feed->until);
    }
    return LW_OK;
}

/* What was added to the file meanwhile is left out, so that no half record is answered. */
static void tell_of_growth(const lw_batch *job, const lw_batch_calls *calls, const lw_feed *feed)
{
    char text[512];
    uint64_t end = end_of_input(job);
    bool stopped = calls->stopped && calls->stopped(calls->context);
    if (feed->size == 0 || end <= feed->size || feed->until != UINT64_MAX || stopped ||
        !calls->note)
        return;
    snprintf(text, sizeof text,
             "note: %s grew while it was read; the %llu bytes added are left out", job->input_name,
             (unsigned long long)(end - feed->size));
    calls->note(calls->context, text);
}

static lw_status run(const lw_batch *job, const lw_batch_calls *calls, lw_feed *feed,
                     lw_numbers *numbers, lw_batch_counts *counts, lw_error *err)
{
    lw_columns columns = {0};
    lw_status status = LW_OK;
    if (job->format == LW_ORDERS_CSV)
        status = read_header(job, calls, feed, &columns, err);
    if (status == LW_OK)
        status = find_place(job, calls, feed, numbers, counts, err);
    if (status == LW_OK && calls->progress)
        calls->progress(calls->context, counts);
    if (status == LW_OK && job->from == 0 && job->part <= 1)
        status = write_frame(job, calls, job->renderer->begin, err);
    if (status == LW_OK)
        status = lw_pool_run(job, calls, &columns, feed, numbers, counts, err);
    if (status == LW_OK)
        tell_of_growth(job, calls, feed);
    if (status == LW_OK && job->part == job->parts)
        status = write_frame(job, calls, job->renderer->end, err);
    lw_columns_release(&columns);
    return status;
}

lw_status lw_batch_run(const lw_batch *job, const lw_batch_calls *calls, lw_batch_counts *counts,
                       lw_error *err)
{
    lw_feed feed;
    lw_numbers numbers;
    if (!lw_numbers_init(&numbers, job, calls))
        return lw_fail_memory(err);
    lw_feed_init(&feed, job, calls);
    lw_status status = run(job, calls, &feed, &numbers, counts, err);
    lw_feed_release(&feed);
    lw_numbers_release(&numbers);
    return status;
}
