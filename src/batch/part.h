/* Cutting an order file into parts that several machines can run, each by itself.
 *
 * The bytes of the file are divided evenly, and a record belongs to the part in which its first
 * byte lies. Where a part begins is told from the bytes around that place; only for CSV with
 * unusual quoting must all that stands before be read. */
#ifndef LANEWISE_BATCH_PART_H
#define LANEWISE_BATCH_PART_H

#include "batch/batch.h"

/* The job's part: its records are those that begin at `from` (where one does) or behind it, and
 * before `until`. `first` is where the file's first record may begin: behind the header. The file
 * is read without moving its position. LW_IO_FAILED, LW_NO_MEMORY. */
lw_status lw_part_find(const lw_batch *job, const lw_batch_calls *calls, uint64_t first,
                       uint64_t *from, uint64_t *until, lw_error *err);

#endif
