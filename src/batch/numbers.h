/* The number of a record and of its line in the whole input, for a run that begins in the middle.
 *
 * Only answers that tell them need them: of an order without an id, and of a row that breaks the
 * rules of the format. So what stands before the run is counted when the first of these comes up,
 * by reading it without planning; where every order has its id that is never. */
#ifndef LANEWISE_BATCH_NUMBERS_H
#define LANEWISE_BATCH_NUMBERS_H

#include <pthread.h>

#include "batch/batch.h"

typedef struct lw_numbers {
    const lw_batch *job;
    const lw_batch_calls *calls;
    uint64_t before; /* offset in the input where the run begins; 0 = at its first record */
    pthread_mutex_t lock;
    /* Under the lock: */
    bool counted;
    uint64_t records, lines; /* that stand before it */
    lw_status status;
    lw_error err;
} lw_numbers;

/* False when the system is out of locks. `before` may be set until the first call of
 * lw_numbers_make. */
bool lw_numbers_init(lw_numbers *numbers, const lw_batch *job, const lw_batch_calls *calls);
void lw_numbers_release(lw_numbers *numbers);

/* Turns numbers counted from where the run began into those of the whole input. Any thread may
 * call. */
lw_status lw_numbers_make(lw_numbers *numbers, uint64_t *record, uint64_t *line, lw_error *err);

#endif
