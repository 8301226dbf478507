/* An output file that appears whole or not at all: written under a private name beside its own,
 * renamed at the end. */
#ifndef LANEWISE_BATCH_OUTFILE_H
#define LANEWISE_BATCH_OUTFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <lanewise/error.h>

typedef struct lw_outfile {
    int descriptor;  /* -1 = closed */
    char *path;      /* as the user named it; owned */
    char *temporary; /* the private name; NULL when writing goes straight to a device or pipe; owned
                      */
    mode_t mode;     /* that the file gets in the end */
} lw_outfile;

/* A regular file that is there already keeps its permissions, and its content until the commit. A
 * link in its place is replaced, never followed; a device, a pipe or what stands in /dev is written
 * to directly. */
lw_status lw_outfile_open(lw_outfile *file, const char *path, lw_error *err);

/* Writes all of it. */
lw_status lw_outfile_write(lw_outfile *file, const char *bytes, size_t length, lw_error *err);

/* Makes the file appear, on disk. On failure it is discarded. */
lw_status lw_outfile_commit(lw_outfile *file, lw_error *err);

/* Leaves nothing behind. Legal at any time after opening, also twice. */
void lw_outfile_discard(lw_outfile *file);

/* write() until all is written: LW_IO_FAILED with errno kept. */
lw_status lw_write_all(int descriptor, const char *name, const char *bytes, size_t length,
                       lw_error *err);

#endif
