/* A ring of blocks: one thread fills them, several work on them, the caller writes them in order.
 * The ring's size bounds the memory, however long the input is and however slow the output. */
#include "batch/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/fetch.h"
#include "batch/counts.h"

enum { MOST_THREADS = 256 };

typedef struct slot {
    lw_block block;
    lw_buffer out;
    lw_batch_counts counts;
    lw_status status;
    lw_error err;
    bool done;
} slot;

/* On cache lines of its own: its desk changes with every order. */
typedef struct worker {
    _Alignas(LW_CACHE_LINE) struct pool *p;
    pthread_t thread;
    lw_desk desk;
} worker;

typedef struct pool {
    const lw_batch *job;
    const lw_batch_calls *calls;
    const lw_columns *columns;
    lw_feed *feed;
    lw_numbers *numbers;
    slot *slots;
    size_t slot_count;

    pthread_mutex_t lock;
    pthread_cond_t may_read, may_work, may_write;
    /* Under the lock: blocks filled, taken by a worker, and written. */
    uint64_t filled, taken, written;
    bool all_read; /* `filled` is final, and so is read_status */
    bool stopping; /* everybody goes home */
    lw_status read_status;
    lw_error read_err;

    worker *workers;
    unsigned most_workers, worker_count; /* there is room for, and are running */
    pthread_t reader;
} pool;

static slot *slot_of(const pool *p, uint64_t number)
{
    return &p->slots[number % p->slot_count];
}

/* The reader waits for input that may be long in coming: it must hear of a writer that has failed
 * meanwhile. */
static bool reading_is_over(void *context)
{
    pool *p = context;
    pthread_mutex_lock(&p->lock);
    bool stop = p->stopping;
    pthread_mutex_unlock(&p->lock);
    return stop || (p->calls->stopped && p->calls->stopped(p->calls->context));
}

static void *read_blocks(void *context)
{
    pool *p = context;
    lw_status status = LW_OK;
    lw_error err = {.status = LW_OK};
    for (;;) {
        pthread_mutex_lock(&p->lock);
        while (!p->stopping && p->filled - p->written >= p->slot_count)
            pthread_cond_wait(&p->may_read, &p->lock);
        bool stop = p->stopping;
        slot *next = slot_of(p, p->filled);
        pthread_mutex_unlock(&p->lock);
        if (stop)
            break;

        status = lw_feed_next(p->feed, &next->block, &err);
        if (status != LW_OK || next->block.length == 0)
            break;
        next->done = false;
        pthread_mutex_lock(&p->lock);
        p->filled++;
        pthread_cond_signal(&p->may_work);
        pthread_mutex_unlock(&p->lock);
    }
    pthread_mutex_lock(&p->lock);
    p->all_read = true;
    p->read_status = status;
    p->read_err = err;
    pthread_cond_broadcast(&p->may_work);
    pthread_cond_broadcast(&p->may_write);
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* What changes with every order is on the worker's own stack meanwhile: slots are neighbours, and
 * processors would take their common cache lines from each other. */
static void answer_block(lw_desk *desk, slot *work)
{
    lw_buffer out = work->out;
    lw_batch_counts counts = work->counts;
    out.length = 0;
    lw_counts_clear(&counts);
    work->status = lw_desk_answer(desk, &work->block, &out, &counts, &work->err);
    work->out = out;
    work->counts = counts;
}

static void *work_on_blocks(void *context)
{
    worker *self = context;
    pool *p = self->p;
    for (;;) {
        pthread_mutex_lock(&p->lock);
        while (!p->stopping && !p->all_read && p->taken == p->filled)
            pthread_cond_wait(&p->may_work, &p->lock);
        bool stop = p->stopping || p->taken == p->filled;
        slot *work = stop ? NULL : slot_of(p, p->taken++);
        pthread_mutex_unlock(&p->lock);
        if (!work)
            return NULL;
        answer_block(&self->desk, work);
        pthread_mutex_lock(&p->lock);
        work->done = true;
        pthread_cond_signal(&p->may_write);
        pthread_mutex_unlock(&p->lock);
    }
}

/* `counts` never runs ahead of what is written. */
static lw_status write_slot(const lw_batch_calls *calls, slot *done, lw_batch_counts *counts,
                            lw_error *err)
{
    if (done->status != LW_OK) {
        if (err)
            *err = done->err;
        return done->status;
    }
    uint64_t started = lw_clock_ns();
    lw_status status = calls->write(calls->context, done->out.bytes, done->out.length, err);
    done->counts.stage_ns[LW_STAGE_WRITE] = lw_clock_ns() - started;
    if (status == LW_OK)
        lw_counts_add(counts, &done->counts);
    if (status == LW_OK && counts->report && counts->report->failed)
        status = lw_fail_memory(err);
    if (status == LW_OK && calls->progress)
        calls->progress(calls->context, counts);
    return status;
}

/* Writes every block when its turn comes. */
static lw_status write_blocks(pool *p, const lw_batch_calls *calls, lw_batch_counts *counts,
                              lw_error *err)
{
    for (;;) {
        pthread_mutex_lock(&p->lock);
        slot *next = slot_of(p, p->written);
        while (!(p->written < p->filled && next->done) && !(p->all_read && p->written == p->filled))
            pthread_cond_wait(&p->may_write, &p->lock);
        bool end = p->written == p->filled;
        pthread_mutex_unlock(&p->lock);
        if (end) {
            if (p->read_status != LW_OK && err)
                *err = p->read_err;
            return p->read_status;
        }
        lw_status status = write_slot(calls, next, counts, err);
        if (status != LW_OK)
            return status;
        pthread_mutex_lock(&p->lock);
        p->written++;
        pthread_cond_signal(&p->may_read);
        pthread_mutex_unlock(&p->lock);
    }
}

/* Of one block: what `all` of the run counts. */
static bool begin_counts(lw_batch_counts *counts, const lw_batch_counts *all, const lw_batch *job)
{
    const lw_catalog *catalog = lw_planner_catalog(job->planner);
    return lw_counts_init(counts, catalog) &&
           (!all->report || lw_counts_add_report(counts, catalog, job->options->currency));
}

static lw_status prepare_slots(pool *p, const lw_batch_counts *counts, lw_error *err)
{
    for (size_t i = 0; i < p->slot_count; i++) {
        if (!begin_counts(&p->slots[i].counts, counts, p->job))
            return lw_fail_memory(err);
    }
    return LW_OK;
}

/* Starts the threads; as few as one worker will do. */
static lw_status start(pool *p, lw_error *err)
{
    for (unsigned i = 0; i < p->most_workers; i++) {
        worker *next = &p->workers[i];
        next->p = p;
        lw_status status = lw_desk_init(&next->desk, p->job, p->columns, p->numbers, err);
        if (status != LW_OK)
            return status;
        if (pthread_create(&next->thread, NULL, work_on_blocks, next) != 0)
            return i == 0 ? lw_fail(err, LW_NO_MEMORY, "cannot start a thread") : LW_OK;
        p->worker_count++;
    }
    return LW_OK;
}

static void stop(pool *p)
{
    pthread_mutex_lock(&p->lock);
    p->stopping = true;
    pthread_cond_broadcast(&p->may_read);
    pthread_cond_broadcast(&p->may_work);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; i < p->worker_count; i++)
        pthread_join(p->workers[i].thread, NULL);
}

static lw_status run_threads(pool *p, const lw_batch_calls *calls, lw_batch_counts *counts,
                             lw_error *err)
{
    lw_status status = prepare_slots(p, counts, err);
    if (status == LW_OK)
        status = start(p, err);
    if (status == LW_OK && pthread_create(&p->reader, NULL, read_blocks, p) != 0) {
        status = lw_fail(err, LW_NO_MEMORY, "cannot start a thread");
    } else if (status == LW_OK) {
        status = write_blocks(p, calls, counts, err);
        stop(p);
        pthread_join(p->reader, NULL);
        return status;
    }
    stop(p);
    return status;
}

static void release_slot(slot *used)
{
    lw_block_release(&used->block);
    lw_buffer_release(&used->out);
    lw_counts_release(&used->counts);
}

/* Without threads: the same steps one after the other. */
static lw_status run_alone(const lw_batch *job, const lw_batch_calls *calls,
                           const lw_columns *columns, lw_feed *feed, lw_numbers *numbers,
                           lw_batch_counts *counts, lw_error *err)
{
    lw_desk desk = {0};
    slot work = {.status = LW_OK};
    lw_status status = lw_desk_init(&desk, job, columns, numbers, err);
    if (status == LW_OK && !begin_counts(&work.counts, counts, job))
        status = lw_fail_memory(err);
    while (status == LW_OK) {
        status = lw_feed_next(feed, &work.block, err);
        if (status != LW_OK || work.block.length == 0)
            break;
        answer_block(&desk, &work);
        status = write_slot(calls, &work, counts, err);
    }
    release_slot(&work);
    lw_desk_release(&desk);
    return status;
}

static void release(pool *p)
{
    for (size_t i = 0; p->slots && i < p->slot_count; i++)
        release_slot(&p->slots[i]);
    for (unsigned i = 0; p->workers && i < p->most_workers; i++)
        lw_desk_release(&p->workers[i].desk);
    free(p->slots);
    free(p->workers);
    pthread_mutex_destroy(&p->lock);
    pthread_cond_destroy(&p->may_read);
    pthread_cond_destroy(&p->may_work);
    pthread_cond_destroy(&p->may_write);
}

lw_status lw_pool_run(const lw_batch *job, const lw_batch_calls *calls, const lw_columns *columns,
                      lw_feed *feed, lw_numbers *numbers, lw_batch_counts *counts, lw_error *err)
{
    if (job->threads <= 1)
        return run_alone(job, calls, columns, feed, numbers, counts, err);
    unsigned threads = job->threads < MOST_THREADS ? job->threads : MOST_THREADS;
    pool p = {.job = job,
              .calls = calls,
              .columns = columns,
              .feed = feed,
              .numbers = numbers,
              .slot_count = 2 * (size_t)threads + 2,
              .most_workers = threads};
    feed->stopped = reading_is_over;
    // cppcheck-suppress autoVariables ; the feed is read from only until this function returns
    feed->context = &p;
    pthread_mutex_init(&p.lock, NULL);
    pthread_cond_init(&p.may_read, NULL);
    pthread_cond_init(&p.may_work, NULL);
    pthread_cond_init(&p.may_write, NULL);
    p.slots = calloc(p.slot_count, sizeof *p.slots);
    p.workers = aligned_alloc(LW_CACHE_LINE, threads * sizeof *p.workers);
    if (p.workers)
        memset(p.workers, 0, threads * sizeof *p.workers);
    lw_status status =
        p.slots && p.workers ? run_threads(&p, calls, counts, err) : lw_fail_memory(err);
    release(&p);
    return status;
}
