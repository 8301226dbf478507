/* Reading files and folders. A call that a signal has interrupted is made again: that is no
 * failure. */
#ifndef LANEWISE_BASE_INPUT_H
#define LANEWISE_BASE_INPUT_H

#include <dirent.h>
#include <sys/types.h>
#include <time.h>

#include <lanewise/error.h>

#include "base/buffer.h"

/* The descriptor of the file, for reading; -1 with errno. */
int lw_open_input(const char *path);

/* What tells whether a regular file has stayed as it was. */
typedef struct lw_input_state {
    off_t size;
    struct timespec changed;
    bool regular; /* of others nothing can be told */
} lw_input_state;

/* LW_IO_FAILED, with `name` in the messages: it cannot be told, or has changed. */
lw_status lw_input_see(lw_input_state *state, int descriptor, const char *name, lw_error *err);
lw_status lw_input_check(const lw_input_state *state, int descriptor, const char *name,
                         lw_error *err);

/* As read() and pread(): how many bytes came, 0 at the end, -1 with errno. */
ssize_t lw_read(int descriptor, void *bytes, size_t size);
ssize_t lw_read_at(int descriptor, void *bytes, size_t size, uint64_t offset);

/* Appends all there is to `text`, or somewhat more than `most` bytes of it. LW_IO_FAILED, with
 * `name` in the message; LW_NO_MEMORY. */
lw_status lw_read_all(int descriptor, const char *name, size_t most, lw_buffer *text,
                      lw_error *err);

/* The next entry of a folder, NULL behind the last. LW_IO_FAILED, with `name` in the message: a
 * folder that is read in part must not pass for a smaller one. */
lw_status lw_next_entry(DIR *folder, const char *name, const struct dirent **entry, lw_error *err);

#endif
