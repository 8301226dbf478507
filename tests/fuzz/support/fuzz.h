/* What the fuzz targets share.
 *
 * A target is one file tests/fuzz/NAME.c that defines LLVMFuzzerTestOneInput for one entrance. What
 * it asserts it asserts by FUZZ_CHECK, which holds for every sequence of bytes. */
#ifndef LANEWISE_FUZZ_H
#define LANEWISE_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lanewise/error.h>

#include "base/buffer.h"

/* Returns 0; -1 keeps the input out of a growing corpus. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Aborts, telling what did not hold. */
#define FUZZ_CHECK(condition) \
    ((condition) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #condition, NULL))
#define FUZZ_CHECK_TOLD(condition, told) \
    ((condition) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #condition, told))
_Noreturn void fuzz_fail(const char *file, int line, const char *condition, const char *told);

/* A copy with a NUL behind, in memory of just that size, so that a sanitizer sees every step beyond
 * it. The caller frees it. */
char *fuzz_text(const void *bytes, size_t size);

/* An error as the headers promise it: the status that was returned, one line of UTF-8 that says
 * something. */
void fuzz_check_error(lw_status status, const lw_error *err);
void fuzz_check_problem(void *context, const lw_problem *problem); /* an lw_problem_fn */

void fuzz_check_same(const lw_buffer *one, const lw_buffer *other);

/* ---- Files in memory ---------------------------------------------------------------------------
 */

/* An open file that holds the bytes, at its beginning; close() ends it. */
int fuzz_file(const void *bytes, size_t size);

/* ---- Bundles -----------------------------------------------------------------------------------
 */

/* A bundle is several files as one text: a line "=== NAME" goes before each. */
typedef struct fuzz_part {
    const char *name; /* NUL-terminated */
    const char *bytes;
    size_t size;
} fuzz_part;

enum { FUZZ_MOST_PARTS = 24 };

typedef struct fuzz_bundle {
    char *text; /* owned */
    fuzz_part parts[FUZZ_MOST_PARTS];
    size_t count;
} fuzz_bundle;

/* What stands before the first such line is left out. */
fuzz_bundle fuzz_unpack(const uint8_t *bytes, size_t size);
void fuzz_bundle_free(fuzz_bundle *bundle);
const fuzz_part *fuzz_part_named(const fuzz_bundle *bundle, const char *name); /* or NULL */

#endif
