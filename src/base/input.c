/* Reading files and folders to their end. */
#include "base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

enum { PORTION = 4096 };

int lw_open_input(const char *path)
{
    int descriptor;
    do
        descriptor = open(path, O_RDONLY | O_CLOEXEC);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

ssize_t lw_read(int descriptor, void *bytes, size_t size)
{
    ssize_t got;
    do
        got = read(descriptor, bytes, size);
    while (got < 0 && errno == EINTR);
    return got;
}

ssize_t lw_read_at(int descriptor, void *bytes, size_t size, uint64_t offset)
{
    ssize_t got;
    do
        got = pread(descriptor, bytes, size, (off_t)offset);
    while (got < 0 && errno == EINTR);
    return got;
}

static lw_status fail(const char *name, lw_error *err)
{
    return lw_fail(err, LW_IO_FAILED, "cannot read %s: %s", name, strerror(errno));
}

lw_status lw_input_see(lw_input_state *state, int descriptor, const char *name, lw_error *err)
{
    struct stat file;
    if (fstat(descriptor, &file) != 0)
        return fail(name, err);
    *state = (lw_input_state){file.st_size, file.st_mtim, S_ISREG(file.st_mode)};
    return LW_OK;
}

lw_status lw_input_check(const lw_input_state *state, int descriptor, const char *name,
                         lw_error *err)
{
    lw_input_state now = {0};
    lw_status status = lw_input_see(&now, descriptor, name, err);
    if (status != LW_OK)
        return status;
    if (!state->regular ||
        (now.size == state->size && now.changed.tv_sec == state->changed.tv_sec &&
         now.changed.tv_nsec == state->changed.tv_nsec))
        return LW_OK;
    return lw_fail(err, LW_IO_FAILED, "%s was changed while it was read; try again", name);
}

lw_status lw_read_all(int descriptor, const char *name, size_t most, lw_buffer *text, lw_error *err)
{
    size_t before = text->length;
    while (text->length - before <= most) {
        char *place = lw_buffer_room(text, PORTION);
        if (!place)
            return lw_fail_memory(err);
        ssize_t got = lw_read(descriptor, place, PORTION);
        if (got < 0)
            return fail(name, err);
        if (got == 0)
            break;
        text->length += (size_t)got;
    }
    return LW_OK;
}

lw_status lw_next_entry(DIR *folder, const char *name, const struct dirent **entry, lw_error *err)
{
    do {
        errno = 0;
        *entry = readdir(folder);
    } while (!*entry && errno == EINTR);
    return *entry || errno == 0 ? LW_OK : fail(name, err);
}
