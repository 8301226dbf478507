/* The input as blocks of whole records, cut one after the other by one thread. */
#ifndef LANEWISE_BATCH_FEED_H
#define LANEWISE_BATCH_FEED_H

#include <lanewise/error.h>

#include "batch/batch.h"
#include "batch/records.h"

/* A run of whole records. Zeroed storage is an empty block; it is filled again and again. */
typedef struct lw_block {
    char *bytes; /* owned; one writable byte behind `length` */
    size_t length, capacity;
    uint64_t first_record; /* number of its first record, from 1 where the feed began */
    uint64_t first_line;   /* physical line of its first byte, likewise */
    uint64_t end;          /* offset in the input of what comes behind it */
    uint64_t read_ns;      /* that reading and cutting it took */
    bool too_long;         /* it holds some bytes of one record that exceeds LW_RECORD_LIMIT */
} lw_block;

void lw_block_release(lw_block *block);

typedef struct lw_feed {
    int input;
    const char *name;
    lw_order_format format;
    bool (*stopped)(void *context); /* NULL = never */
    void *context;

    uint64_t size;         /* of a regular file when the feed began; 0 = not known */
    bool by_offset;        /* the input is a regular file; its own position is left alone */
    uint64_t next_byte;    /* where reading goes on */
    uint64_t offset;       /* of the first byte that is in no block yet */
    uint64_t until;        /* records that begin here or later are not wanted */
    bool at_end;           /* there is nothing to read any more */
    bool begun;            /* the byte order mark is behind us */
    uint64_t record, line; /* the next ones, from 1 where the feed began */
    char *rest;            /* read, but not yet in a block; owned */
    size_t rest_length, rest_capacity;
} lw_feed;

/* A feed of all of the input, from where it stands. What is added to a regular file from now on is
 * not read: it may be half a record. Where it becomes shorter, reading fails. */
void lw_feed_init(lw_feed *feed, const lw_batch *job, const lw_batch_calls *calls);
void lw_feed_release(lw_feed *feed);

/* Goes on at `offset` of a regular file, where a record begins (or the file), and counts records
 * and lines anew; records from `until` on are left out. */
void lw_feed_seek(lw_feed *feed, uint64_t offset, uint64_t until);

/* Fills `block` with what comes next: as much as one reading brings. An empty block means the end.
 */
lw_status lw_feed_next(lw_feed *feed, lw_block *block, lw_error *err);

/* Takes the header record off the beginning: `block` then holds that one record; empty when there
 * is none. Blank lines before it are skipped. Where it is too_long, that is the end. */
lw_status lw_feed_header(lw_feed *feed, lw_block *block, lw_record *header, lw_error *err);

/* What begins at `bytes` within a whole block, by the format. */
lw_cut lw_block_cut(lw_order_format format, const char *bytes, size_t length, lw_record *record);

#endif
