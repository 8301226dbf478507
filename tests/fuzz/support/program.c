/* The program as a function. */
#define _XOPEN_SOURCE 700 /* for nftw and fdopendir */

#include "support/program.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/world.h"

int lanewise_main(int argc, char **argv); /* the program's main */

enum { PATH = 256, MOST_FILES = 64, STREAMS = 3 };

/* A file that is always there: of the folder, or of the catalog in it. */
typedef struct standing {
    char path[64]; /* from the folder */
    char *bytes;   /* owned */
    size_t size;
} standing;

static struct {
    char path[PATH]; /* "" = not made yet */
    standing files[MOST_FILES];
    size_t count;
    int home;             /* where the fuzzer stands */
    int streams[STREAMS]; /* and its own standard streams */
} place;

/* ---- The folder --------------------------------------------------------------------------------
 */

static void write_at(const char *name, const char *bytes, size_t size)
{
    char path[2 * PATH];
    snprintf(path, sizeof path, "%s/%s", place.path, name);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    FUZZ_CHECK(file >= 0);
    FUZZ_CHECK(size == 0 || write(file, bytes, size) == (ssize_t)size);
    close(file);
}

static void read_into(const char *path, lw_buffer *bytes)
{
    char portion[4096];
    ssize_t got;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    FUZZ_CHECK_TOLD(file >= 0, path);
    while ((got = read(file, portion, sizeof portion)) > 0)
        lw_put_bytes(bytes, portion, (size_t)got);
    FUZZ_CHECK(got == 0 && !bytes->failed);
    close(file);
}

static void stand(const char *name, const char *source)
{
    lw_buffer bytes = {0};
    FUZZ_CHECK(place.count < MOST_FILES);
    standing *file = &place.files[place.count++];
    read_into(source, &bytes);
    snprintf(file->path, sizeof file->path, "%s", name);
    file->bytes = bytes.bytes;
    file->size = bytes.length;
    write_at(name, file->bytes, file->size);
}

static void stand_catalog(void)
{
    char name[64], source[PATH];
    lw_table_info info;
    for (uint32_t i = 0; lw_table_at(i, &info); i++) {
        snprintf(name, sizeof name, "cat/%s.csv", info.name);
        snprintf(source, sizeof source, "tests/fuzz/catalog/%s.csv", info.name);
        if (access(source, R_OK) == 0)
            stand(name, source);
    }
}

static void make_place(void)
{
    char catalog[2 * PATH];
    snprintf(place.path, sizeof place.path, "%s/work", fuzz_folder());
    snprintf(catalog, sizeof catalog, "%s/cat", place.path);
    FUZZ_CHECK(mkdir(place.path, 0777) == 0 && mkdir(catalog, 0777) == 0);
    stand_catalog();
    stand("orders.csv", "tests/fuzz/corpus/orders/seeds/csv");
    stand("orders.jsonl", "tests/fuzz/corpus/orders/seeds/jsonl");
    stand("sheet.csv", "tests/fixtures/cards/air-parcel.csv");
    FUZZ_CHECK(setenv("LANEWISE_DATA", "cat", 1) == 0 && setenv("COLUMNS", "100", 1) == 0);
    place.home = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    FUZZ_CHECK(place.home >= 0);
    for (int i = 0; i < STREAMS; i++)
        place.streams[i] = fcntl(i, F_DUPFD_CLOEXEC, 10);
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    return remove(path);
}

static const standing *find_standing(const char *path)
{
    for (size_t i = 0; i < place.count; i++) {
        if (strcmp(place.files[i].path, path) == 0)
            return &place.files[i];
    }
    return NULL;
}

/* Removes what does not stand in `folder`, which is below the place and called `prefix` there. */
static void tidy(const char *folder, const char *prefix)
{
    DIR *entries = opendir(folder);
    FUZZ_CHECK(entries != NULL);
    for (const struct dirent *entry; (entry = readdir(entries));) {
        char name[2 * PATH], path[4 * PATH];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(name, sizeof name, "%s%s", prefix, entry->d_name);
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (strcmp(name, "cat") == 0)
            tidy(path, "cat/");
        else if (!find_standing(name))
            nftw(path, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    }
    closedir(entries);
}

/* Writes anew what stands and has been changed, as far as its size and time tell. */
static void restore(void)
{
    static struct timespec written[MOST_FILES];
    for (size_t i = 0; i < place.count; i++) {
        char path[2 * PATH];
        struct stat now;
        const standing *file = &place.files[i];
        snprintf(path, sizeof path, "%s/%s", place.path, file->path);
        bool there = stat(path, &now) == 0;
        if (there && (size_t)now.st_size == file->size &&
            memcmp(&now.st_mtim, &written[i], sizeof now.st_mtim) == 0)
            continue;
        if (there)
            remove(path);
        write_at(file->path, file->bytes, file->size);
        FUZZ_CHECK(stat(path, &now) == 0);
        written[i] = now.st_mtim;
    }
}

bool fuzz_put_file(const char *name, const char *bytes, size_t size)
{
    if (!place.path[0])
        make_place();
    if (name[0] == '.' || name[0] == '\0' || strchr(name, '/') || strcmp(name, "cat") == 0 ||
        strlen(name) > 100)
        return false;
    write_at(name, bytes, size);
    return true;
}

bool fuzz_keeps_inside(const char *argument)
{
    return !strchr(argument, '/') && !strstr(argument, "..");
}

/* ---- Running -----------------------------------------------------------------------------------
 */

static void drain(int file, lw_buffer *bytes)
{
    char portion[4096];
    ssize_t got;
    bytes->length = 0;
    FUZZ_CHECK(lseek(file, 0, SEEK_SET) == 0);
    while ((got = read(file, portion, sizeof portion)) > 0)
        lw_put_bytes(bytes, portion, (size_t)got);
    FUZZ_CHECK(got == 0 && !bytes->failed);
    close(file);
}

void fuzz_program(int argc, char **argv, const fuzz_part *input, fuzz_run *run)
{
    if (!place.path[0])
        make_place();
    const int files[STREAMS] = {fuzz_file(input ? input->bytes : "", input ? input->size : 0),
                                fuzz_file("", 0), fuzz_file("", 0)};
    for (int i = 0; i < STREAMS; i++)
        FUZZ_CHECK(dup2(files[i], i) == i);
    FUZZ_CHECK(chdir(place.path) == 0);
    run->status = lanewise_main(argc, argv);
    FUZZ_CHECK(fchdir(place.home) == 0);
    for (int i = 0; i < STREAMS; i++)
        dup2(place.streams[i], i);
    close(files[0]);
    drain(files[1], &run->out);
    drain(files[2], &run->err);
    tidy(place.path, "");
    restore();
}

void fuzz_run_release(fuzz_run *run)
{
    lw_buffer_release(&run->out);
    lw_buffer_release(&run->err);
}
