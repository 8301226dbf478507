/* Whole-or-nothing files. */
#include "batch/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

lw_status lw_write_all(int descriptor, const char *name, const char *bytes, size_t length,
                       lw_error *err)
{
    while (length > 0) {
        ssize_t done = write(descriptor, bytes, length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0) {
            int why = errno;
            lw_fail(err, LW_IO_FAILED, "cannot write %s: %s", name, strerror(why));
            errno = why;
            return LW_IO_FAILED;
        }
        bytes += done;
        length -= (size_t)done;
    }
    return LW_OK;
}

static lw_status fail(const lw_outfile *file, lw_error *err)
{
    return lw_fail(err, LW_IO_FAILED, "cannot write %s: %s", file->path, strerror(errno));
}

/* Is there something that a rename must not replace? A file that happens to lie below /dev is none.
 */
static bool is_direct(const char *path, const struct stat *target)
{
    return strncmp(path, "/dev/std", 8) == 0 || strncmp(path, "/dev/fd/", 8) == 0 ||
           S_ISCHR(target->st_mode) || S_ISFIFO(target->st_mode) || S_ISBLK(target->st_mode) ||
           S_ISSOCK(target->st_mode);
}

static mode_t usual_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* Creates the private file in the folder of the path. */
static lw_status open_temporary(lw_outfile *file, lw_error *err)
{
    static const char suffix[] = ".lanewise-XXXXXX";
    const char *slash = strrchr(file->path, '/');
    size_t folder = slash ? (size_t)(slash - file->path) + 1 : 0;
    size_t size = folder + sizeof suffix;
    file->temporary = malloc(size);
    if (!file->temporary)
        return lw_fail_memory(err);
    memcpy(file->temporary, file->path, folder);
    memcpy(file->temporary + folder, suffix, sizeof suffix);
    file->descriptor = mkstemp(file->temporary);
    if (file->descriptor >= 0)
        return LW_OK;
    lw_status status = fail(file, err);
    free(file->temporary);
    file->temporary = NULL;
    return status;
}

/* "FILE.partial" of "FILE" and ".partial", or NULL. */
static char *name_with(const char *path, const char *suffix)
{
    size_t length = strlen(path), tail = strlen(suffix) + 1;
    char *name = malloc(length + tail);
    if (!name)
        return NULL;
    memcpy(name, path, length);
    memcpy(name + length, suffix, tail);
    return name;
}

static void forget(char **name)
{
    free(*name);
    *name = NULL;
}

/* Is the open file the one of this name, and ours alone? */
static bool is_own(int descriptor, const char *name)
{
    struct stat open_file, named;
    return fstat(descriptor, &open_file) == 0 && lstat(name, &named) == 0 &&
           open_file.st_ino == named.st_ino && open_file.st_dev == named.st_dev &&
           S_ISREG(named.st_mode) && named.st_nlink == 1 && named.st_uid == geteuid();
}

/* Locks are those of processes: a run that was killed has none left. Where the file system has no
 * locks, two runs at once are the user's to avoid. */
static bool lock(int descriptor)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(descriptor, F_SETLK, &whole) == 0 || (errno != EACCES && errno != EAGAIN);
}

/* Opens FILE.partial, new or left by an earlier run. The other run may be renaming it just now: it
 * is ours only if it still has its name once it is locked. */
static lw_status open_partial(lw_outfile *file, lw_error *err)
{
    char *partial = name_with(file->path, ".partial");
    char *state = name_with(file->path, ".partial.state");
    if (!partial || !state) {
        free(partial);
        free(state);
        return lw_fail_memory(err);
    }
    int descriptor = open(partial, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    lw_status status = LW_OK;
    if (descriptor < 0)
        status = lw_fail(err, LW_IO_FAILED, "cannot write %s: %s", partial, strerror(errno));
    else if (!lock(descriptor))
        status =
            lw_fail(err, LW_IO_FAILED, "cannot write %s: another run is writing it", file->path);
    else if (!is_own(descriptor, partial))
        status =
            lw_fail(err, LW_IO_FAILED, "cannot write %s: it is not a file of your own", partial);
    if (status != LW_OK) {
        if (descriptor >= 0)
            close(descriptor);
        free(partial);
        free(state);
        return status;
    }
    file->descriptor = descriptor;
    file->temporary = partial;
    file->state = state;
    return LW_OK;
}

/* `open_other` opens the file under its other name. */
static lw_status open_by(lw_outfile *file, const char *path,
                         lw_status (*open_other)(lw_outfile *, lw_error *), lw_error *err)
{
    struct stat target, link;
    *file = (lw_outfile){.descriptor = -1, .path = strdup(path), .mode = usual_mode()};
    if (!file->path)
        return lw_fail_memory(err);
    bool there = stat(path, &target) == 0;
    lw_status status = LW_OK;
    if (there && S_ISDIR(target.st_mode)) {
        errno = EISDIR;
        status = fail(file, err);
    } else if (there && is_direct(path, &target)) {
        file->descriptor = open(path, O_WRONLY | O_CLOEXEC);
        status = file->descriptor < 0 ? fail(file, err) : LW_OK;
    } else {
        if (there && lstat(path, &link) == 0 && S_ISREG(link.st_mode))
            file->mode = link.st_mode & 0777;
        status = open_other(file, err);
    }
    if (status != LW_OK)
        lw_outfile_discard(file);
    return status;
}

lw_status lw_outfile_open(lw_outfile *file, const char *path, lw_error *err)
{
    return open_by(file, path, open_temporary, err);
}

lw_status lw_outfile_open_kept(lw_outfile *file, const char *path, lw_error *err)
{
    return open_by(file, path, open_partial, err);
}

lw_status lw_outfile_write(lw_outfile *file, const char *bytes, size_t length, lw_error *err)
{
    return lw_write_all(file->descriptor, file->path, bytes, length, err);
}

/* The rename itself must reach the disk too; a folder that cannot be opened or synced is no reason
 * to fail. */
static void sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    int descriptor = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
    free(folder);
}

lw_status lw_outfile_commit(lw_outfile *file, lw_error *err)
{
    bool sound = true;
    if (file->temporary) {
        sound = fchmod(file->descriptor, file->mode) == 0 && fsync(file->descriptor) == 0 &&
                rename(file->temporary, file->path) == 0;
    } else {
        int descriptor = file->descriptor;
        file->descriptor = -1;
        sound = close(descriptor) == 0;
    }
    lw_status status = sound ? LW_OK : fail(file, err);
    if (sound && file->temporary) {
        sync_folder(file->path);
        forget(&file->temporary);
    }
    if (!sound && file->state)
        lw_outfile_keep(file);
    else
        lw_outfile_discard(file);
    return status;
}

void lw_outfile_keep(lw_outfile *file)
{
    forget(&file->temporary);
    forget(&file->state);
    lw_outfile_discard(file);
}

void lw_outfile_discard(lw_outfile *file)
{
    if (file->temporary)
        unlink(file->temporary);
    if (file->state)
        unlink(file->state);
    if (file->descriptor >= 0)
        close(file->descriptor); /* the lock is held until nothing is left */
    file->descriptor = -1;
    forget(&file->temporary);
    forget(&file->state);
    forget(&file->path);
}

/* ---- The state ---------------------------------------------------------------------------------
 */

#define FRESH ".new" /* behind the state's name while it is written */

lw_status lw_outfile_read_state(const lw_outfile *file, lw_buffer *text, lw_error *err)
{
    char portion[4096];
    struct stat about;
    if (!file->state || fstat(file->descriptor, &about) != 0 || about.st_size == 0)
        return LW_OK; /* a state without its file is left of a commit that was cut off */
    int descriptor = open(file->state, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0 && errno == ENOENT)
        return LW_OK;
    if (descriptor >= 0 && !is_own(descriptor, file->state)) {
        close(descriptor);
        return lw_fail(err, LW_IO_FAILED, "%s: it is not a file of your own", file->state);
    }
    ssize_t got = -1;
    while (descriptor >= 0 && (got = read(descriptor, portion, sizeof portion)) != 0) {
        if (got < 0 && errno != EINTR)
            break;
        if (got > 0)
            lw_put_bytes(text, portion, (size_t)got);
    }
    if (got < 0)
        lw_fail(err, LW_IO_FAILED, "cannot read %s: %s", file->state, strerror(errno));
    if (descriptor >= 0)
        close(descriptor);
    if (got < 0)
        return LW_IO_FAILED;
    return text->failed ? lw_fail_memory(err) : LW_OK;
}

lw_status lw_outfile_cut(lw_outfile *file, uint64_t length, lw_error *err)
{
    struct stat about;
    if (!file->state)
        return LW_OK;
    if (fstat(file->descriptor, &about) != 0)
        return fail(file, err);
    if ((uint64_t)about.st_size < length)
        return lw_fail(err, LW_IO_FAILED, "%s has %llu bytes only; %llu were written before",
                       file->temporary, (unsigned long long)about.st_size,
                       (unsigned long long)length);
    /* The state must be gone from the disk, too, before other bytes get there. */
    if (length == 0 && unlink(file->state) == 0)
        sync_folder(file->path);
    char *fresh = name_with(file->state, FRESH); /* a saving that was cut off */
    if (!fresh)
        return lw_fail_memory(err);
    unlink(fresh);
    free(fresh);
    if (ftruncate(file->descriptor, (off_t)length) != 0 || lseek(file->descriptor, 0, SEEK_END) < 0)
        return fail(file, err);
    return LW_OK;
}

/* Writes a small file of its own under `name`. */
static bool write_small(const char *name, const lw_buffer *text)
{
    unlink(name);
    int descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return false;
    bool sound = lw_write_all(descriptor, name, text->bytes, text->length, NULL) == LW_OK &&
                 fsync(descriptor) == 0;
    return close(descriptor) == 0 && sound;
}

lw_status lw_outfile_save(lw_outfile *file, const lw_buffer *text, lw_error *err)
{
    char *fresh = name_with(file->state, FRESH);
    if (!fresh || text->failed) {
        free(fresh);
        return lw_fail_memory(err);
    }
    lw_status status = LW_OK;
    if (fsync(file->descriptor) != 0 || !write_small(fresh, text) ||
        rename(fresh, file->state) != 0) {
        status = lw_fail(err, LW_IO_FAILED, "cannot write %s: %s", file->state, strerror(errno));
        unlink(fresh);
    }
    free(fresh);
    return status;
}
