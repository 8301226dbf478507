/* Catalogs in a temporary folder, and what loading or reviewing them says. */
#ifndef LANEWISE_CATALOG_DIR_H
#define LANEWISE_CATALOG_DIR_H

#include <stdbool.h>

#include <lanewise/catalog.h>

#include "support/test.h"

typedef struct catalog_dir {
    char path[64];
} catalog_dir;

enum { DIR_TODAY = 20779 }; /* 2026-11-22, on which catalogs are reviewed */

/* An empty folder; failures end the test. */
catalog_dir dir_new(void);
void dir_free(catalog_dir *dir); /* with all that is in it */

/* Writes `length` bytes to `name`, in a subfolder where the name says so. */
void dir_put_bytes(const catalog_dir *dir, const char *name, const char *bytes, size_t length);
void dir_put(const catalog_dir *dir, const char *name, const char *text);
void dir_remove(const catalog_dir *dir, const char *name);

/* Writes the four required tables, without any problem: node A in CN (origin) and hub B in US, zone
 * Z (US), carrier X in USD, lanes L1 from A to B and L2 from B to Z, 5 days each, 1.00 a kilogram.
 */
void dir_put_basics(const catalog_dir *dir);

/* Loads the catalog and writes its problems to `told`: "error nodes.csv:2:3: message", one a line.
 * With `review` a sound catalog's findings follow. Borrowed till the next call. */
const char *dir_problems(const catalog_dir *dir, bool review);

/* Loads a catalog that must be sound. Owned by the caller. */
lw_catalog *dir_load(const catalog_dir *dir);

/* One row of a table of cases: files (name, text, ..., NULL) put over the basics, and what is then
 * told. */
typedef struct dir_case {
    const char *label;
    const char *files[13];
    const char *expected; /* lines without the last newline; "" = nothing */
} dir_case;

/* Runs the cases, each in a folder of its own, and fails with the labels of those that differ. */
void dir_run_cases(const dir_case *cases, size_t count, bool review);

#endif
