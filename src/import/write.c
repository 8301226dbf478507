/* Puts the files into a folder: all of them or none. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/folder.h"
#include "base/input.h"
#include "batch/outfile.h"
#include "import/import.h"
#include "table/table.h"

/* One file on its way. */
typedef struct target_file {
    const char *folder, *path; /* the table's folder, and the file in it */
    const lw_import_file *file;
    bool made_folder, was_there, opened, done;
    lw_buffer before; /* what stood there */
    lw_outfile out;
} target_file;

typedef struct writing {
    lw_arena arena;
    target_file files[LW_IMPORT_TABLES];
    size_t count;
    const char *folder;
    bool made_folder;
} writing;

static lw_status plan_files(writing *w, const lw_import *import, lw_error *err)
{
    for (int table = 0; table < LW_IMPORT_TABLES; table++) {
        const lw_import_file *file = &import->files[table];
        if (file->rows == 0)
            continue;
        target_file *target = &w->files[w->count++];
        size_t length = strlen(import->name) + sizeof ".csv";
        char *name = lw_arena_alloc(&w->arena, length, 1);
        target->file = file;
        target->folder =
            lw_path_join(&w->arena, w->folder, lw_import_table_name((lw_import_table)table));
        if (name)
            snprintf(name, length, "%s.csv", import->name);
        if (name && target->folder)
            target->path = lw_path_join(&w->arena, target->folder, name);
        if (!target->path)
            return lw_fail_memory(err);
    }
    return LW_OK;
}

static lw_status look_before(writing *w, bool replace, lw_error *err)
{
    struct stat about;
    for (size_t i = 0; i < w->count; i++) {
        target_file *target = &w->files[i];
        target->was_there = lstat(target->path, &about) == 0;
        if (target->was_there && replace && !S_ISREG(about.st_mode))
            return lw_fail(err, LW_IO_FAILED, "%s is not a regular file: it is not replaced",
                           target->path);
        if (target->was_there && !replace)
            return lw_fail(
                err, LW_IO_FAILED,
                "%s is there already; --force replaces it, --name gives the files another "
                "name",
                target->path);
    }
    return LW_OK;
}

/* What a file holds now, in case it must come back. */
static lw_status keep_before(target_file *target, lw_error *err)
{
    if (!target->was_there)
        return LW_OK;
    int file = lw_open_regular(target->path);
    if (file < 0)
        return lw_fail(err, LW_IO_FAILED, "cannot read %s: %s", target->path, lw_why_not());
    lw_status status = lw_read_all(file, target->path, SIZE_MAX, &target->before, err);
    close(file);
    return status;
}

static lw_status make_folder(const char *path, bool *made, lw_error *err)
{
    return lw_folder_make(path, made)
               ? LW_OK
               : lw_fail(err, LW_IO_FAILED, "cannot make the folder %s: %s", path, lw_why_no_way());
}

static lw_status prepare(target_file *target, lw_error *err)
{
    lw_status status = make_folder(target->folder, &target->made_folder, err);
    if (status == LW_OK)
        status = keep_before(target, err);
    if (status == LW_OK)
        status = lw_outfile_open(&target->out, target->path, err);
    if (status != LW_OK)
        return status;
    target->opened = true;
    return lw_outfile_write(&target->out, target->file->text.bytes, target->file->text.length, err);
}

/* As if nothing had been written. */
static void undo(target_file *target)
{
    lw_outfile old;
    if (target->opened)
        lw_outfile_discard(&target->out);
    if (target->done && !target->was_there)
        lw_folder_remove(target->path, false);
    if (target->done && target->was_there && lw_outfile_open(&old, target->path, NULL) == LW_OK) {
        if (lw_outfile_write(&old, target->before.bytes, target->before.length, NULL) == LW_OK)
            lw_outfile_commit(&old, NULL);
        lw_outfile_discard(&old);
    }
    if (target->made_folder)
        lw_folder_remove(target->folder, true);
}

static lw_status write_files(writing *w, lw_error *err)
{
    lw_status status = make_folder(w->folder, &w->made_folder, err);
    for (size_t i = 0; status == LW_OK && i < w->count; i++)
        status = prepare(&w->files[i], err);
    for (size_t i = 0; status == LW_OK && i < w->count; i++) {
        status = lw_outfile_commit(&w->files[i].out, err);
        w->files[i].done = status == LW_OK;
    }
    if (status == LW_OK)
        return status;
    for (size_t i = w->count; i-- > 0;)
        undo(&w->files[i]);
    if (w->made_folder)
        lw_folder_remove(w->folder, true);
    return status;
}

lw_status lw_import_write(const lw_import *import, const char *folder, bool replace, lw_error *err)
{
    writing w = {.folder = folder};
    lw_status status = plan_files(&w, import, err);
    if (status == LW_OK)
        status = look_before(&w, replace, err);
    if (status == LW_OK)
        status = write_files(&w, err);
    for (size_t i = 0; i < w.count; i++)
        lw_buffer_release(&w.files[i].before);
    lw_arena_release(&w.arena);
    return status;
}
