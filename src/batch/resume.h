/* What a run that was cut off leaves in the state of its output, and whether another run may go on
 * from there. */
#ifndef LANEWISE_BATCH_RESUME_H
#define LANEWISE_BATCH_RESUME_H

#include "base/digest.h"
#include "batch/batch.h"

enum { LW_MOST_TRAITS = 32, LW_TRAIT_NAME = 32 };

/* What the bytes of the output depend on beside the orders: an option, the catalog. */
typedef struct lw_trait {
    char name[LW_TRAIT_NAME]; /* for the message when it differs: "--rank" */
    uint64_t value;           /* a digest */
} lw_trait;

typedef struct lw_resume {
    lw_trait traits[LW_MOST_TRAITS];
    size_t trait_count;
    int32_t ship_date;      /* for orders that state none */
    uint64_t output_bytes;  /* that are whole */
    uint64_t elapsed_ms;    /* of all runs so far */
    uint64_t input_size;    /* of all of the file */
    uint64_t input_digest;  /* of its beginning and of what is done with: lw_resume_look */
    lw_batch_counts counts; /* `offset` is where to go on */
} lw_resume;

/* One more trait; at most LW_MOST_TRAITS. */
void lw_resume_add_trait(lw_resume *resume, const char *name, uint64_t value);

/* Adds the bytes of the file at `path`. LW_IO_FAILED. */
lw_status lw_digest_add_file(lw_digest *digest, const char *path, lw_error *err);

/* A digest of the input's first bytes and of those from counts->begin to counts->offset, and its
 * size. `known` (zeroed the first time) remembers what was read before, as long as the input stays
 * the same file. */
typedef struct lw_resume_seen {
    lw_digest digest;
    uint64_t offset; /* read up to here */
    bool begun;
} lw_resume_seen;
lw_status lw_resume_look(lw_resume *resume, lw_resume_seen *seen, int input, const char *name,
                         lw_error *err);

/* Appends the state as text. */
void lw_resume_write(const lw_resume *resume, const lw_catalog *catalog, lw_buffer *text);

/* Reads such a text into `resume`, whose traits are filled and whose counts are initialized.
 * LW_BAD_ARGUMENT when a trait differs, LW_IO_FAILED when this is no such text; the message says
 * why there is no going on. */
lw_status lw_resume_read(lw_resume *resume, const lw_catalog *catalog, const lw_buffer *text,
                         lw_error *err);

#endif
