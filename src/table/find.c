/* Which files make up a table. */
#include "table/table.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/input.h"
#include "base/vector.h"

typedef struct name_list {
    const char **items;
    size_t count, capacity;
} name_list;

char *lw_path_join(lw_arena *arena, const char *directory, const char *name)
{
    size_t first = strlen(directory), second = strlen(name);
    bool slash = first > 0 && directory[first - 1] != '/';
    char *path = lw_arena_alloc(arena, first + second + 2, 1);
    if (!path)
        return NULL;
    memcpy(path, directory, first);
    if (slash)
        path[first++] = '/';
    memcpy(path + first, name, second + 1);
    return path;
}

static bool is_csv_name(const char *name)
{
    size_t length = strlen(name);
    return name[0] != '.' && length > 4 && strcmp(name + length - 4, ".csv") == 0;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Adds `name` unless it is a folder. A file that cannot be looked at is added, and so is a link
 * that leads nowhere: opening it will tell why. */
static lw_status add_file(name_list *list, const char *directory, const char *name, lw_arena *arena,
                          lw_error *err)
{
    const char *path = lw_path_join(arena, directory, name);
    if (!path)
        return lw_fail_memory(err);
    struct stat about;
    if (stat(path, &about) == 0 && S_ISDIR(about.st_mode))
        return LW_OK;
    return LW_PUSH(list, name) ? LW_OK : lw_fail_memory(err);
}

static lw_status read_folder(DIR *folder, const char *directory, const char *table, name_list *list,
                             lw_arena *arena, lw_error *err)
{
    size_t first = list->count;
    for (;;) {
        const struct dirent *entry;
        lw_status status = lw_next_entry(folder, table, &entry, err);
        if (status != LW_OK)
            return status;
        if (!entry)
            break;
        if (!is_csv_name(entry->d_name))
            continue;
        const char *name = lw_path_join(arena, table, entry->d_name);
        status = name ? add_file(list, directory, name, arena, err) : lw_fail_memory(err);
        if (status != LW_OK)
            return status;
    }
    if (list->count > first)
        qsort(list->items + first, list->count - first, sizeof *list->items, compare_names);
    return LW_OK;
}

static lw_status find(const char *directory, const char *table, name_list *list, lw_arena *arena,
                      lw_error *err)
{
    size_t length = strlen(table);
    char *file = lw_arena_alloc(arena, length + sizeof ".csv", 1);
    const char *folder_path = lw_path_join(arena, directory, table);
    if (!file || !folder_path)
        return lw_fail_memory(err);
    memcpy(file, table, length);
    memcpy(file + length, ".csv", sizeof ".csv");

    struct stat about;
    const char *path = lw_path_join(arena, directory, file);
    if (!path)
        return lw_fail_memory(err);
    bool there = lstat(path, &about) == 0; /* if only as a link that leads nowhere */
    if (!there && errno != ENOENT)
        return lw_fail(err, LW_IO_FAILED, "cannot read '%s': %s", path, strerror(errno));
    if (there && !LW_PUSH(list, file))
        return lw_fail_memory(err);

    DIR *folder = opendir(folder_path);
    if (!folder) {
        if (errno == ENOENT || errno == ENOTDIR)
            return LW_OK;
        return lw_fail(err, LW_IO_FAILED, "cannot read the folder '%s': %s", folder_path,
                       strerror(errno));
    }
    lw_status status = read_folder(folder, directory, table, list, arena, err);
    closedir(folder);
    return status;
}

lw_status lw_table_find_files(const char *directory, const char *table, lw_table_files *files,
                              lw_arena *arena, lw_error *err)
{
    name_list list = {0};
    lw_status status = find(directory, table, &list, arena, err);
    *files = (lw_table_files){NULL, 0};
    if (status == LW_OK) {
        files->names = lw_arena_copy(arena, list.items, list.count, sizeof *list.items);
        files->count = (uint32_t)list.count;
        if (!files->names)
            status = lw_fail_memory(err);
    }
    free(list.items);
    return status;
}
