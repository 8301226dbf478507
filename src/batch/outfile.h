/* An output file that appears whole or not at all: written under another name beside its own,
 * renamed at the end.
 *
 * That name is private and its file goes when writing fails; or it is FILE.partial, and a later run
 * may go on with it. What it needs to know for that is in FILE.partial.state, a text of the
 * caller's.
 *
 * The folder is opened once, its path walked as base/folder.h says, and all names are used within
 * it: none of them is followed if it is a link. Until the end nobody but the user may read or write
 * the file. */
#ifndef LANEWISE_BATCH_OUTFILE_H
#define LANEWISE_BATCH_OUTFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <lanewise/error.h>

#include "base/buffer.h"

typedef struct lw_outfile {
    int descriptor;  /* -1 = closed */
    int folder;      /* that the names are in, -1 = none; closed with the file */
    char *path;      /* as the user named it; owned */
    char *temporary; /* the other name; NULL when writing goes straight to a device or pipe; owned
                      */
    char *state;     /* name of the state file; NULL = nothing can be kept; owned */
    mode_t mode;     /* that the file gets in the end */
} lw_outfile;

/* A regular file of the user's that is there already keeps its permissions, and its content until
 * the commit; a new one, or one in the place of another user's, gets what the umask leaves of 0666.
 * A link in its place is replaced, never followed; a device, a pipe or what stands in /dev is
 * written to directly, through a link too, unless another user may have put it there
 * (lw_entry_is_trusted). LW_IO_FAILED also where the sticky bit of the folder will not let the name
 * be replaced. */
lw_status lw_outfile_open(lw_outfile *file, const char *path, lw_error *err);

/* As lw_outfile_open, for a file that can be kept where the path allows it (`state` tells). What an
 * earlier run has kept is still there: lw_outfile_cut comes before writing. Refused while another
 * run writes the same file. */
lw_status lw_outfile_open_kept(lw_outfile *file, const char *path, lw_error *err);

/* Appends the state that was saved last to `text`; nothing when there is none. */
lw_status lw_outfile_read_state(const lw_outfile *file, lw_buffer *text, lw_error *err);

/* Keeps the first `length` bytes of what is there, and writes on behind them. With 0 the state goes
 * too. LW_IO_FAILED also when there are fewer. */
lw_status lw_outfile_cut(lw_outfile *file, uint64_t length, lw_error *err);

/* Sees to it that all that was written is on disk, and then `text` as its state, whole. */
lw_status lw_outfile_save(lw_outfile *file, const lw_buffer *text, lw_error *err);

/* Closes the file and leaves it, and its state, for another run. */
void lw_outfile_keep(lw_outfile *file);

/* Writes all of it. */
lw_status lw_outfile_write(lw_outfile *file, const char *bytes, size_t length, lw_error *err);

/* Makes the file appear, on disk. On failure it is discarded, but where it can be kept: then it is
 * open still, to be saved and kept. */
lw_status lw_outfile_commit(lw_outfile *file, lw_error *err);

/* Leaves nothing behind. Legal at any time after opening, also twice. */
void lw_outfile_discard(lw_outfile *file);

/* write() until all is written: LW_IO_FAILED with errno kept. */
lw_status lw_write_all(int descriptor, const char *name, const char *bytes, size_t length,
                       lw_error *err);

#endif
