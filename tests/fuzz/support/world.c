/* A catalog for targets. */
#define _XOPEN_SOURCE 700 /* for nftw */

#include "support/world.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BASE "tests/fuzz/catalog"

enum { PATH = 256, MOST_TABLES = 32 };

/* One file of the folder. */
typedef struct table {
    char name[32];
    char *base; /* what it holds unless the input says otherwise; owned */
    size_t base_size;
    bool changed; /* it holds something else now */
} table;

static char folder[128];
static table tables[MOST_TABLES];
static size_t table_count;

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about;
    (void)kind;
    (void)place;
    return remove(path);
}

static void remove_folder(void)
{
    nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static void write_file(const char *name, const char *bytes, size_t size)
{
    char path[PATH];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    FUZZ_CHECK(file >= 0);
    FUZZ_CHECK(size == 0 || write(file, bytes, size) == (ssize_t)size);
    close(file);
}

static void take_base(const char *name)
{
    char path[PATH];
    struct stat about;
    snprintf(path, sizeof path, BASE "/%s.csv", name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
    FUZZ_CHECK(table_count < MOST_TABLES && fstat(file, &about) == 0);
    table *t = &tables[table_count++];
    snprintf(t->name, sizeof t->name, "%s.csv", name);
    t->base_size = (size_t)about.st_size;
    t->base = malloc(t->base_size + 1);
    FUZZ_CHECK(t->base && read(file, t->base, t->base_size) == (ssize_t)t->base_size);
    close(file);
    write_file(t->name, t->base, t->base_size);
}

static void make_folder(void)
{
    lw_table_info info;
    const char *given = getenv("TMPDIR");
    int length = snprintf(folder, sizeof folder, "%s/lanewise-fuzz-XXXXXX",
                          given                           ? given
                          : access("/dev/shm", W_OK) == 0 ? "/dev/shm"
                                                          : "/tmp");
    FUZZ_CHECK(length > 0 && (size_t)length < sizeof folder);
    FUZZ_CHECK(mkdtemp(folder) != NULL);
    atexit(remove_folder);
    for (uint32_t i = 0; lw_table_at(i, &info); i++)
        take_base(info.name);
    FUZZ_CHECK_TOLD(table_count > 0, "to be run from the top folder of the project");
}

const char *fuzz_folder(void)
{
    if (!folder[0])
        make_folder();
    return folder;
}

void fuzz_options(lw_options *options)
{
    static const int32_t MONDAY = 20780; /* 2026-11-23 */
    lw_options_init(options);
    options->has_ship_date = true;
    options->ship_date = MONDAY;
}

/* Makes the folder hold what the bundle says, writing no more files than that takes. */
static void lay_out(const fuzz_bundle *bundle)
{
    for (size_t i = 0; i < table_count; i++) {
        table *t = &tables[i];
        const fuzz_part *part = bundle ? fuzz_part_named(bundle, t->name) : NULL;
        if (part)
            write_file(t->name, part->bytes, part->size);
        else if (t->changed)
            write_file(t->name, t->base, t->base_size);
        t->changed = part != NULL;
    }
}

lw_catalog *fuzz_load(const fuzz_bundle *bundle)
{
    lw_catalog *catalog = NULL;
    lw_error err;
    const char *path = fuzz_folder();
    lay_out(bundle);
    lw_status status = lw_catalog_load(path, fuzz_check_problem, NULL, &catalog, &err);
    fuzz_check_error(status, &err);
    FUZZ_CHECK((status == LW_OK) == (catalog != NULL));
    return catalog;
}

const lw_planner *fuzz_planner(void)
{
    static lw_catalog *catalog;
    static lw_planner *planner;
    if (!planner) {
        catalog = fuzz_load(NULL);
        FUZZ_CHECK(catalog != NULL && lw_planner_new(catalog, &planner, NULL) == LW_OK);
    }
    return planner;
}
