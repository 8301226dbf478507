/* Whole-or-nothing files. */
#include "batch/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/folder.h"
#include "base/input.h"

/* A file that was not there, in whatever form. */
#define CREATE_NEW (O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC)

/* Somebody else may have made the terminal or the pipe one that does not wait. */
static bool wait_for_room(int descriptor)
{
    struct pollfd file = {.fd = descriptor, .events = POLLOUT};
    return poll(&file, 1, -1) >= 0 || errno == EINTR;
}

lw_status lw_write_all(int descriptor, const char *name, const char *bytes, size_t length,
                       lw_error *err)
{
    while (length > 0) {
        ssize_t done = write(descriptor, bytes, length);
        if (done < 0 && (errno == EINTR || (errno == EAGAIN && wait_for_room(descriptor))))
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
    return lw_fail(err, LW_IO_FAILED, "cannot write %s: %s", file->path, lw_why_no_way());
}

static void forget(char **name)
{
    free(*name);
    *name = NULL;
}

/* ---- Opening -----------------------------------------------------------------------------------
 */

static mode_t usual_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* 60 bits that differ from file to file; whoever guesses them can make opening fail, not more. */
static uint64_t draw(void)
{
    uint64_t bits;
    if (getrandom(&bits, sizeof bits, GRND_NONBLOCK) != sizeof bits) {
        struct timespec now = {0, 0};
        clock_gettime(CLOCK_REALTIME, &now);
        bits = ((uint64_t)now.tv_nsec << 32 ^ (uint64_t)now.tv_sec) * 1000003 + (uint64_t)getpid();
    }
    return bits;
}

/* Creates the private file in the folder of the path. */
static lw_status open_temporary(lw_outfile *file, lw_error *err)
{
    static const char stem[] = ".lanewise-", letters[] = "abcdefghijklmnopqrstuvwxyz012345";
    enum { DRAWN = 12, TRIES = 100 };
    size_t folder = (size_t)(lw_last_part(file->path) - file->path);
    file->temporary = malloc(folder + sizeof stem + DRAWN);
    if (!file->temporary)
        return lw_fail_memory(err);
    memcpy(file->temporary, file->path, folder);
    memcpy(file->temporary + folder, stem, sizeof stem);
    char *name = file->temporary + folder, *end = name + sizeof stem - 1;
    for (int i = 0; i < TRIES; i++) {
        uint64_t bits = draw();
        for (int k = 0; k < DRAWN; k++, bits >>= 5)
            end[k] = letters[bits & 31];
        end[DRAWN] = '\0';
        file->descriptor = openat(file->folder, name, CREATE_NEW, 0600);
        if (file->descriptor >= 0)
            return LW_OK;
        if (errno != EEXIST)
            break;
    }
    lw_status status = fail(file, err);
    forget(&file->temporary); /* it is not ours */
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

/* Refuses an open file that is not the one of this name, and ours alone: a regular one, without
 * another name, that nobody else may look into. */
static lw_status check_own(const lw_outfile *file, int descriptor, const char *path, lw_error *err)
{
    struct stat opened, named = {0};
    if (fstat(descriptor, &opened) != 0 ||
        (fstatat(file->folder, lw_last_part(path), &named, AT_SYMLINK_NOFOLLOW) != 0 &&
         errno != ENOENT))
        return lw_fail(err, LW_IO_FAILED, "cannot read %s: %s", path, strerror(errno));
    if (opened.st_ino != named.st_ino || opened.st_dev != named.st_dev || !S_ISREG(named.st_mode) ||
        named.st_nlink != 1 || named.st_uid != geteuid())
        return lw_fail(err, LW_IO_FAILED, "cannot write %s: it is not a file of your own", path);
    if ((named.st_mode & 0077) != 0 && fchmod(descriptor, 0600) != 0)
        return lw_fail(err, LW_IO_FAILED, "cannot write %s: %s", path, strerror(errno));
    return LW_OK;
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
    int descriptor =
        openat(file->folder, lw_last_part(partial),
               O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0600);
    lw_status status = LW_OK;
    if (descriptor < 0)
        status = lw_fail(err, LW_IO_FAILED, "cannot write %s: %s", partial, strerror(errno));
    else if (!lock(descriptor))
        status =
            lw_fail(err, LW_IO_FAILED, "cannot write %s: another run is writing it", file->path);
    else
        status = check_own(file, descriptor, partial, err);
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

/* ---- What is there already ---------------------------------------------------------------------
 */

/* What the name stands for before anything is written. */
typedef struct target {
    struct stat folder;
    struct stat link;  /* the entry itself */
    struct stat about; /* what it leads to, where it may be followed */
    bool there;
    bool foreign; /* it may be another user's trap */
} target;

/* Is there something that a rename must not replace? */
static bool is_direct(const struct stat *about)
{
    return S_ISCHR(about->st_mode) || S_ISFIFO(about->st_mode) || S_ISBLK(about->st_mode) ||
           S_ISSOCK(about->st_mode);
}

/* False with errno when it cannot be told: then nothing is to be replaced. */
static bool look_at(const lw_outfile *file, const char *name, target *found)
{
    *found = (target){.there = false};
    if (fstat(file->folder, &found->folder) != 0)
        return false;
    if (fstatat(file->folder, name, &found->link, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT;
    found->there = true;
    found->foreign = !lw_entry_is_trusted(&found->folder, &found->link);
    found->about = found->link; /* a link that leads nowhere is one to replace */
    if (found->foreign || !S_ISLNK(found->link.st_mode))
        return true;
    struct stat behind;
    if (fstatat(file->folder, name, &behind, 0) != 0)
        return errno == ENOENT || errno == ELOOP;
    found->about = behind;
    return true;
}

/* Writes straight to a device or pipe. Whatever has come into its place since it was looked at is
 * not written to. */
static lw_status open_direct(lw_outfile *file, const char *name, const target *found, lw_error *err)
{
    struct stat opened;
    int flags = O_WRONLY | O_NOCTTY | O_CLOEXEC;
    if (found->foreign)
        return lw_fail(err, LW_IO_FAILED,
                       "cannot write %s: another user has put it there, in a folder that everybody "
                       "may write into",
                       file->path);
    file->descriptor =
        openat(file->folder, name, S_ISLNK(found->link.st_mode) ? flags : flags | O_NOFOLLOW);
    if (file->descriptor < 0)
        return fail(file, err);
    if (fstat(file->descriptor, &opened) == 0 && opened.st_dev == found->about.st_dev &&
        opened.st_ino == found->about.st_ino)
        return LW_OK;
    return lw_fail(err, LW_IO_FAILED, "cannot write %s: it was exchanged just now", file->path);
}

/* `open_other` opens the file under its other name. */
static lw_status open_in_folder(lw_outfile *file, lw_status (*open_other)(lw_outfile *, lw_error *),
                                lw_error *err)
{
    target found;
    const char *name = lw_last_part(file->path);
    file->folder = lw_folder_open_of(file->path);
    if (file->folder < 0 && errno == ENOENT)
        return lw_fail(err, LW_IO_FAILED,
                       "cannot write %s: there is no folder %.*s; 'mkdir -p' makes it", file->path,
                       (int)(name - file->path) - 1, file->path);
    if (file->folder < 0 || !look_at(file, name, &found))
        return fail(file, err);
    if (name[0] == '\0' || (found.there && S_ISDIR(found.about.st_mode))) {
        errno = EISDIR;
        return fail(file, err);
    }
    if (found.there && is_direct(&found.about))
        return open_direct(file, name, &found, err);
    if (found.there && !lw_entry_may_be_replaced(&found.folder, &found.link)) /* told in time */
        return lw_fail(
            err, LW_IO_FAILED,
            "cannot write %s: it is another user's, in a folder where only its owner may "
            "replace it",
            file->path);
    if (found.there && S_ISREG(found.link.st_mode) && found.link.st_uid == geteuid())
        file->mode = found.link.st_mode & 0777;
    return open_other(file, err);
}

/* Names that the kernel gives to what this process has open. */
static bool is_own_stream(const char *path)
{
    return strncmp(path, "/dev/std", 8) == 0 || strncmp(path, "/dev/fd/", 8) == 0;
}

static lw_status open_by(lw_outfile *file, const char *path,
                         lw_status (*open_other)(lw_outfile *, lw_error *), lw_error *err)
{
    lw_status status = LW_OK;
    *file = (lw_outfile){.descriptor = -1, .folder = -1, .mode = usual_mode()};
    if (path[0] == '\0')
        return lw_fail(err, LW_IO_FAILED, "an output file needs a name");
    file->path = strdup(path);
    if (!file->path)
        return lw_fail_memory(err);
    if (!is_own_stream(path)) {
        status = open_in_folder(file, open_other, err);
    } else {
        file->descriptor = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
        status = file->descriptor < 0 ? fail(file, err) : LW_OK;
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
static void sync_folder(const lw_outfile *file)
{
    int descriptor = openat(file->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    fsync(descriptor);
    close(descriptor);
}

static bool move(const lw_outfile *file, const char *from, const char *to)
{
    return renameat(file->folder, lw_last_part(from), file->folder, lw_last_part(to)) == 0;
}

static bool take_away(const lw_outfile *file, const char *path)
{
    return unlinkat(file->folder, lw_last_part(path), 0) == 0;
}

lw_status lw_outfile_commit(lw_outfile *file, lw_error *err)
{
    bool sound = true;
    if (file->temporary) {
        sound = fchmod(file->descriptor, file->mode) == 0 && fsync(file->descriptor) == 0 &&
                move(file, file->temporary, file->path);
    } else {
        int descriptor = file->descriptor;
        file->descriptor = -1;
        sound = close(descriptor) == 0;
    }
    lw_status status = sound ? LW_OK : fail(file, err);
    if (sound && file->temporary) {
        sync_folder(file);
        forget(&file->temporary);
    }
    if (sound || !file->state)
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
        take_away(file, file->temporary);
    if (file->state)
        take_away(file, file->state);
    if (file->descriptor >= 0)
        close(file->descriptor); /* the lock is held until nothing is left */
    if (file->folder >= 0)
        close(file->folder);
    file->descriptor = file->folder = -1;
    forget(&file->temporary);
    forget(&file->state);
    forget(&file->path);
}

/* ---- The state ---------------------------------------------------------------------------------
 */

#define FRESH ".new" /* behind the state's name while it is written */

enum { MOST_STATE = 1024 * 1024 }; /* more is no state, which its reader will tell */

lw_status lw_outfile_read_state(const lw_outfile *file, lw_buffer *text, lw_error *err)
{
    struct stat about;
    if (!file->state || fstat(file->descriptor, &about) != 0 || about.st_size == 0)
        return LW_OK; /* a state without its file is left of a commit that was cut off */
    int descriptor = openat(file->folder, lw_last_part(file->state),
                            O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0 && errno == ENOENT)
        return LW_OK;
    if (descriptor < 0)
        return lw_fail(err, LW_IO_FAILED, "cannot read %s: %s", file->state, strerror(errno));
    lw_status status = check_own(file, descriptor, file->state, err);
    if (status == LW_OK)
        status = lw_read_all(descriptor, file->state, MOST_STATE, text, err);
    close(descriptor);
    return status;
}

/* Is a file of our own still there? One of somebody else would not be believed. */
static bool is_left(const lw_outfile *file, const char *path)
{
    struct stat about;
    return fstatat(file->folder, lw_last_part(path), &about, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISREG(about.st_mode) && about.st_uid == geteuid();
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
    if (length == 0 && take_away(file, file->state))
        sync_folder(file);
    int why = errno;
    if (length == 0 && is_left(file, file->state))
        return lw_fail(err, LW_IO_FAILED, "cannot remove %s: %s", file->state, strerror(why));
    char *fresh = name_with(file->state, FRESH); /* a saving that was cut off */
    if (!fresh)
        return lw_fail_memory(err);
    take_away(file, fresh);
    free(fresh);
    if (ftruncate(file->descriptor, (off_t)length) != 0 || lseek(file->descriptor, 0, SEEK_END) < 0)
        return fail(file, err);
    return LW_OK;
}

/* Writes a small file of its own at `path`. */
static bool write_small(const lw_outfile *file, const char *path, const lw_buffer *text)
{
    take_away(file, path);
    int descriptor = openat(file->folder, lw_last_part(path), CREATE_NEW, 0600);
    if (descriptor < 0)
        return false;
    bool sound = lw_write_all(descriptor, path, text->bytes, text->length, NULL) == LW_OK &&
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
    if (fsync(file->descriptor) != 0 || !write_small(file, fresh, text) ||
        !move(file, fresh, file->state)) {
        status = lw_fail(err, LW_IO_FAILED, "cannot write %s: %s", file->state, strerror(errno));
        take_away(file, fresh);
    }
    free(fresh);
    return status;
}
