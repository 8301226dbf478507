/* Files told apart by device and number, those that are not there yet by their folder and name. */
#include "cli/places.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"
#include "catalog/model.h"
#include "table/table.h"

/* What a path leads to. */
typedef struct identity {
    bool is_file, has_name;
    struct stat file;   /* when it is a regular file */
    struct stat folder; /* when it is one, or nothing yet, */
    const char *name;   /* and its name in there */
} identity;

static bool stat_folder_of(const char *path, struct stat *about)
{
    size_t length = (size_t)(lw_last_part(path) - path);
    char *folder = length ? strndup(path, length) : strdup(".");
    bool found = folder && stat(folder, about) == 0;
    free(folder);
    return found;
}

static identity identify(const cli_place *place)
{
    identity found = {.is_file = false};
    bool stream = strcmp(place->path, "-") == 0;
    bool there = stream ? fstat(place->written ? STDOUT_FILENO : STDIN_FILENO, &found.file) == 0
                        : stat(place->path, &found.file) == 0;
    found.is_file = there && S_ISREG(found.file.st_mode);
    found.has_name =
        !stream && (found.is_file || !there) && stat_folder_of(place->path, &found.folder);
    found.name = lw_last_part(place->path);
    return found;
}

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Does the one take away the other? */
static bool clash(const cli_place *a, const cli_place *b)
{
    if (!a->path || !b->path || (!a->written && !b->written))
        return false;
    const identity one = identify(a), other = identify(b);
    return (one.is_file && other.is_file && is_same(&one.file, &other.file)) ||
           (one.has_name && other.has_name && is_same(&one.folder, &other.folder) &&
            strcmp(one.name, other.name) == 0);
}

int cli_check_places(const cli_command *command, const cli_place *places, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++) {
            if (clash(&places[i], &places[j]))
                return cli_usage(command, "%s and %s are the same file", places[i].what,
                                 places[j].what);
        }
    }
    return CLI_OK;
}

int cli_check_tables(const cli_command *command, const cli_place *places, size_t count,
                     const lw_catalog *catalog, const char *folder)
{
    lw_arena arena = {0};
    int status = CLI_OK;
    for (uint32_t i = 0; status == CLI_OK && i < catalog->file_count; i++) {
        const cli_place table = {"", lw_path_join(&arena, folder, catalog->files[i]), false};
        if (!table.path) {
            cli_say("out of memory");
            status = CLI_IO;
        }
        for (size_t k = 0; status == CLI_OK && k < count; k++) {
            if (clash(&places[k], &table))
                status = cli_usage(command, "%s is %s, a table of the catalog", places[k].what,
                                   table.path);
        }
        lw_arena_reset(&arena);
    }
    lw_arena_release(&arena);
    return status;
}
