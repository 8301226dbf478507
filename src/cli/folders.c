/* Which folder is the catalog, and what is there where none is. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

enum { NO_FOLDER = -1 };

/* 0 where this is a folder, NO_FOLDER where it is something else, or the error of looking at it. */
static int look_at(const char *path)
{
    struct stat what;
    if (stat(path, &what) != 0)
        return errno;
    return S_ISDIR(what.st_mode) ? 0 : NO_FOLDER;
}

bool cli_is_folder(const char *path)
{
    return look_at(path) == 0;
}

bool cli_is_installed(const char *folder)
{
    return strcmp(folder, LW_DATADIR) == 0;
}

/* A folder that cannot be looked at is not passed over in favour of another one: reading it will
 * tell why. */
static bool may_be_folder(const char *path)
{
    int found = look_at(path);
    return found != NO_FOLDER && found != ENOENT && found != ENOTDIR;
}

const char *cli_data_folder(const char *given)
{
    if (given)
        return given;
    const char *variable = getenv("LANEWISE_DATA");
    if (variable && variable[0])
        return variable;
    if (may_be_folder("data"))
        return "data";
    if (may_be_folder(LW_DATADIR))
        return LW_DATADIR;
    cli_say("no catalog: give --data DIR or set LANEWISE_DATA");
    return NULL;
}

/* Does it hold a table that every catalog has? */
static bool holds_catalog(const char *path)
{
    struct stat what;
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return false;
    bool holds =
        fstatat(folder, "nodes.csv", &what, 0) == 0 || fstatat(folder, "nodes", &what, 0) == 0;
    close(folder);
    return holds;
}

/* It may be a table, in the catalog's folder or in one of the table's. */
static int refuse_file(const char *path)
{
    char folder[256] = ".";
    size_t length = strlen(path);
    for (int up = 0; up < 2 && length > 0; up++) {
        while (length > 0 && path[length - 1] != '/')
            length--;
        while (length > 1 && path[length - 1] == '/')
            length--;
        if (length >= sizeof folder)
            break;
        memcpy(folder, length > 0 ? path : ".", length > 0 ? length : 1);
        folder[length > 0 ? length : 1] = '\0';
        if (!holds_catalog(folder))
            continue;
        cli_say("%s is a file; a catalog is a folder; did you mean '%s'?", path, folder);
        return CLI_BAD_CATALOG;
    }
    cli_say("%s is a file; a catalog is a folder", path);
    return CLI_BAD_CATALOG;
}

int cli_check_folder(const char *path)
{
    int found = look_at(path);
    switch (found) {
    case 0:
        return CLI_OK;
    case NO_FOLDER:
        return refuse_file(path);
    case ENOENT:
    case ENAMETOOLONG:
    case ENOTDIR:
        cli_say("%s: there is no such folder", path);
        return CLI_BAD_CATALOG;
    default:
        cli_say("cannot read %s: %s", path, strerror(found));
        return CLI_IO;
    }
}
