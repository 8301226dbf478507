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

lw_status lw_outfile_open(lw_outfile *file, const char *path, lw_error *err)
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
        status = open_temporary(file, err);
    }
    if (status != LW_OK)
        lw_outfile_discard(file);
    return status;
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
    int descriptor = file->descriptor;
    bool sound = true;
    if (file->temporary)
        sound = fchmod(descriptor, file->mode) == 0 && fsync(descriptor) == 0;
    file->descriptor = -1;
    if (close(descriptor) != 0)
        sound = false;
    if (sound && file->temporary)
        sound = rename(file->temporary, file->path) == 0;
    lw_status status = sound ? LW_OK : fail(file, err);
    if (sound && file->temporary) {
        sync_folder(file->path);
        free(file->temporary);
        file->temporary = NULL;
    }
    lw_outfile_discard(file);
    return status;
}

void lw_outfile_discard(lw_outfile *file)
{
    if (file->descriptor >= 0)
        close(file->descriptor);
    file->descriptor = -1;
    if (file->temporary)
        unlink(file->temporary);
    free(file->temporary);
    free(file->path);
    file->temporary = file->path = NULL;
}
