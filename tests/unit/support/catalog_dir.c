/* Catalogs in a temporary folder. */
#define _XOPEN_SOURCE 700 /* for nftw */

#include "support/catalog_dir.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH = 512, TOLD = 256 * 1024 };

catalog_dir dir_new(void)
{
    catalog_dir dir = {"/tmp/lanewise-test-XXXXXX"};
    assert_non_null(mkdtemp(dir.path));
    return dir;
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about;
    (void)kind;
    (void)place;
    return remove(path);
}

void dir_free(catalog_dir *dir)
{
    assert_int_equal(nftw(dir->path, remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
}

void dir_put_bytes(const catalog_dir *dir, const char *name, const char *bytes, size_t length)
{
    char path[PATH];
    const char *slash = strchr(name, '/');
    if (slash) {
        snprintf(path, sizeof path, "%s/%.*s", dir->path, (int)(slash - name), name);
        mkdir(path, 0777);
    }
    snprintf(path, sizeof path, "%s/%s", dir->path, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

void dir_put(const catalog_dir *dir, const char *name, const char *text)
{
    dir_put_bytes(dir, name, text, strlen(text));
}

void dir_remove(const catalog_dir *dir, const char *name)
{
    char path[PATH];
    snprintf(path, sizeof path, "%s/%s", dir->path, name);
    assert_int_equal(remove(path), 0);
}

void dir_put_basics(const catalog_dir *dir)
{
    dir_put(dir, "nodes.csv", "node,country,kind\nA,CN,origin\nB,US,hub\n");
    dir_put(dir, "zones.csv", "zone,country\nZ,US\n");
    dir_put(dir, "carriers.csv", "carrier,currency\nX,USD\n");
    dir_put(dir, "lanes.csv",
            "lane,carrier,mode,from,to,days\n"
            "L1,X,postal,A,B,5\nL2,X,express,B,Z,5\n");
    dir_put(dir, "rates.csv", "card,per_kg\nL1,1\nL2,1\n");
}

typedef struct notes {
    char *text;
    size_t length;
} notes;

static void note(void *context, const lw_problem *problem)
{
    notes *told = context;
    char line[1200];
    lw_error_format(&problem->where, line, sizeof line);
    int length = snprintf(told->text + told->length, TOLD - told->length, "%s%s %s",
                          told->length ? "\n" : "",
                          problem->severity == LW_ERROR ? "error" : "warning", line);
    told->length += (size_t)length;
    if (told->length >= TOLD)
        told->length = TOLD - 1;
}

const char *dir_problems(const catalog_dir *dir, bool review)
{
    static char text[TOLD];
    notes told = {text, 0};
    text[0] = '\0';
    lw_catalog *catalog = NULL;
    lw_error err;
    lw_status status = lw_catalog_load(dir->path, note, &told, &catalog, &err);
    if (status != LW_OK)
        assert_null(catalog);
    else if (review)
        assert_int_equal(lw_catalog_review(catalog, DIR_TODAY, note, &told, &err), LW_OK);
    lw_catalog_free(catalog);
    return text;
}

lw_catalog *dir_load(const catalog_dir *dir)
{
    lw_catalog *catalog = NULL;
    lw_error err;
    char line[1200];
    if (lw_catalog_load(dir->path, NULL, NULL, &catalog, &err) != LW_OK) {
        lw_error_format(&err, line, sizeof line);
        fail_msg("the catalog does not load: %s", line);
    }
    return catalog;
}

void dir_run_cases(const dir_case *cases, size_t count, bool review)
{
    size_t failed = 0;
    for (size_t i = 0; i < count; i++) {
        catalog_dir dir = dir_new();
        dir_put_basics(&dir);
        for (size_t j = 0; cases[i].files[j]; j += 2)
            dir_put(&dir, cases[i].files[j], cases[i].files[j + 1]);
        const char *told = dir_problems(&dir, review);
        if (strcmp(told, cases[i].expected) != 0) {
            print_error("%s:\n  expected: %s\n  told:     %s\n", cases[i].label, cases[i].expected,
                        told);
            failed++;
        }
        dir_free(&dir);
    }
    if (failed)
        fail_msg("%zu of %zu cases differ", failed, count);
}
