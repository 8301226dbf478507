/* Counting what stands before a run. */
#include "batch/numbers.h"

#include "base/error.h"
#include "batch/feed.h"

bool lw_numbers_init(lw_numbers *numbers, const lw_batch *job, const lw_batch_calls *calls)
{
    *numbers = (lw_numbers){.job = job, .calls = calls};
    return pthread_mutex_init(&numbers->lock, NULL) == 0;
}

void lw_numbers_release(lw_numbers *numbers)
{
    pthread_mutex_destroy(&numbers->lock);
}

static lw_status read_through(lw_feed *feed, lw_block *block, lw_error *err)
{
    lw_record header;
    lw_status status = LW_OK;
    if (feed->format == LW_ORDERS_CSV)
        status = lw_feed_header(feed, block, &header, err);
    do {
        if (status == LW_OK)
            status = lw_feed_next(feed, block, err);
    } while (status == LW_OK && block->length > 0);
    if (status == LW_OK && feed->offset < feed->until)
        status = lw_fail(err, LW_IO_FAILED, "%s: it was stopped, or became shorter", feed->name);
    return status;
}

static void count(lw_numbers *numbers)
{
    lw_feed feed;
    lw_block block = {0};
    lw_feed_init(&feed, numbers->job, numbers->calls);
    lw_feed_seek(&feed, 0, numbers->before);
    numbers->status = read_through(&feed, &block, &numbers->err);
    numbers->records = feed.record - 1;
    numbers->lines = feed.line - 1;
    lw_block_release(&block);
    lw_feed_release(&feed);
}

lw_status lw_numbers_make(lw_numbers *numbers, uint64_t *record, uint64_t *line, lw_error *err)
{
    if (numbers->before == 0)
        return LW_OK;
    pthread_mutex_lock(&numbers->lock);
    if (!numbers->counted)
        count(numbers);
    numbers->counted = true;
    pthread_mutex_unlock(&numbers->lock);
    /* Written once, before `counted` was seen under the lock. */
    if (numbers->status != LW_OK && err)
        *err = numbers->err;
    *record += numbers->records;
    *line += numbers->lines;
    return numbers->status;
}
