/* Walking a path by hand: one folder after the other is opened within the one before. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* O_PATH, for folders that may be passed but not read */
#endif
#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef O_PATH
#define O_PASS O_PATH
#elif defined O_SEARCH
#define O_PASS O_SEARCH
#else
#define O_PASS O_RDONLY
#endif

enum { MOST_LINKS = 40, NAME_ROOM = 256 };

const char *lw_last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool lw_folder_is_open(const struct stat *folder)
{
    bool sticky = folder->st_mode & S_ISVTX;
    return (folder->st_mode & S_IWOTH) || (sticky && (folder->st_mode & S_IWGRP));
}

bool lw_entry_is_trusted(const struct stat *folder, const struct stat *entry)
{
    return !lw_folder_is_open(folder) || entry->st_uid == geteuid() || entry->st_uid == 0 ||
           entry->st_uid == folder->st_uid;
}

bool lw_entry_may_be_replaced(const struct stat *folder, const struct stat *entry)
{
    uid_t user = geteuid();
    return !(folder->st_mode & S_ISVTX) || user == 0 || entry->st_uid == user ||
           folder->st_uid == user;
}

/* How far the walk has got. */
typedef struct walk {
    int folder; /* open */
    int links;  /* that were followed */
} walk;

static bool go_on(walk *w, int folder)
{
    if (folder < 0)
        return false;
    close(w->folder);
    w->folder = folder;
    return true;
}

static bool walk_path(walk *w, const char *path);

/* Follows the link `name` if there is one and it is to be trusted. Nobody else can put another in
 * its place then. */
static bool follow(walk *w, const char *name)
{
    struct stat folder, link;
    char target[PATH_MAX];
    int why = errno;
    if (fstatat(w->folder, name, &link, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    if (!S_ISLNK(link.st_mode)) {
        errno = S_ISDIR(link.st_mode) ? why : ENOTDIR;
        return false;
    }
    if (fstat(w->folder, &folder) != 0)
        return false;
    errno = ELOOP;
    if (!lw_entry_is_trusted(&folder, &link) || ++w->links > MOST_LINKS)
        return false;
    ssize_t length = readlinkat(w->folder, name, target, sizeof target);
    if (length < 0 || (size_t)length >= sizeof target) {
        errno = length < 0 ? errno : ENAMETOOLONG;
        return false;
    }
    target[length] = '\0';
    return walk_path(w, target);
}

static bool enter(walk *w, const char *name)
{
    int folder = openat(w->folder, name, O_PASS | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return folder < 0 ? follow(w, name) : go_on(w, folder);
}

static bool walk_path(walk *w, const char *path)
{
    char name[NAME_ROOM];
    if (path[0] == '/' && !go_on(w, open("/", O_PASS | O_DIRECTORY | O_CLOEXEC)))
        return false;
    while (*(path += strspn(path, "/"))) {
        size_t length = strcspn(path, "/");
        if (length >= sizeof name) {
            errno = ENAMETOOLONG;
            return false;
        }
        memcpy(name, path, length);
        name[length] = '\0';
        if (!enter(w, name))
            return false;
        path += length;
    }
    return true;
}

int lw_folder_open(const char *path)
{
    walk w = {.folder = open(".", O_PASS | O_DIRECTORY | O_CLOEXEC)};
    if (w.folder < 0 || walk_path(&w, path))
        return w.folder;
    int why = errno;
    close(w.folder);
    errno = why;
    return -1;
}

/* Opens the folder at the first `length` bytes of `path`. */
static int open_beginning(const char *path, size_t length)
{
    char *beginning = strndup(path, length);
    if (!beginning)
        return -1;
    int folder = lw_folder_open(beginning), why = errno;
    free(beginning);
    errno = why;
    return folder;
}

int lw_folder_open_of(const char *path)
{
    return open_beginning(path, (size_t)(lw_last_part(path) - path));
}

/* Opens the folder that `path`, perhaps of a folder, stands in; `name` becomes its own. */
static int open_parent(const char *path, char name[NAME_ROOM])
{
    size_t end = strlen(path), length = 0;
    while (end > 1 && path[end - 1] == '/')
        end--;
    while (length < end && path[end - length - 1] != '/')
        length++;
    if (length >= NAME_ROOM) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(name, path + end - length, length);
    name[length] = '\0';
    return open_beginning(path, end - length);
}

bool lw_folder_make(const char *path, bool *made)
{
    char name[NAME_ROOM];
    *made = false;
    int parent = open_parent(path, name);
    if (parent < 0)
        return false;
    if (name[0]) /* else it is "/" */
        *made = mkdirat(parent, name, 0777) == 0;
    int why = errno;
    close(parent);
    errno = why;
    return *made || name[0] == '\0' || why == EEXIST;
}

void lw_folder_remove(const char *path, bool is_folder)
{
    char name[NAME_ROOM];
    int parent = open_parent(path, name);
    if (parent < 0)
        return;
    unlinkat(parent, name, is_folder ? AT_REMOVEDIR : 0);
    close(parent);
}

int lw_open_regular(const char *path)
{
    struct stat about;
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0)
        return file;
    int why = fstat(file, &about) == 0 ? 0 : errno;
    if (why == 0 && S_ISREG(about.st_mode))
        return file;
    close(file);
    errno = why;
    return -1;
}

const char *lw_why_not(void)
{
    return errno ? strerror(errno) : "it is not a regular file";
}

const char *lw_why_no_way(void)
{
    return errno == ELOOP ? "too many links, or one that another user put into a folder open to all"
                          : strerror(errno);
}
