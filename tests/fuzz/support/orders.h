/* Running batches over orders of the fuzzer's. */
#ifndef LANEWISE_FUZZ_ORDERS_H
#define LANEWISE_FUZZ_ORDERS_H

#include "batch/batch.h"
#include "support/fuzz.h"

/* A file of orders. */
typedef struct fuzz_orders {
    lw_order_format format;
    const char *bytes;
    size_t size;
} fuzz_orders;

/* JSON Lines where they begin with '{', else CSV. */
fuzz_orders fuzz_orders_of(const char *bytes, size_t size);

/* The orders behind themselves so often that orders alike are met often enough for their routes to
 * be kept; all that is wrong with them is wrong again. The caller frees its bytes. */
fuzz_orders fuzz_orders_again(const fuzz_orders *orders, unsigned times);

/* The `write` of an lw_batch_calls whose context is an lw_buffer. */
lw_status fuzz_take_output(void *context, const char *bytes, size_t length, lw_error *err);

/* Runs the job on the orders; `input`, `input_name`, `format` and, where it is missing, the
 * renderer's style need not be set. Appends what is written to `out`, adds to `counts`. Errors are
 * checked and returned as they are. */
lw_status fuzz_batch(const lw_batch *job, const fuzz_orders *orders, lw_buffer *out,
                     lw_batch_counts *counts);

/* Runs it all in so many parts, one after the other. */
lw_status fuzz_batch_parts(const lw_batch *job, const fuzz_orders *orders, uint32_t parts,
                           lw_buffer *out, lw_batch_counts *counts);

/* The rows of CSV that we wrote ourselves: sound, each as wide as the header. */
uint64_t fuzz_count_rows(const lw_buffer *csv);

/* The values of JSON Lines that we wrote: each a value of JSON on a line. */
uint64_t fuzz_count_values(const lw_buffer *jsonl);

#endif
