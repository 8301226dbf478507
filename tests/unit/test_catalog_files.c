/* Tables on disk: one file, a folder of files, or both; and all that can be wrong with a file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "catalog/model.h"

#include "support/catalog_dir.h"

#define RUN(cases) dir_run_cases(cases, sizeof cases / sizeof cases[0], false)

static void a_table_is_a_file_a_folder_or_both(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"the basics have no problem", {NULL}, ""},
        {"file first, then the folder in byte order",
         {"rates.csv", "card,per_kg\nL1,1\nL1,1\n", "rates/b.csv", "card\nL2\nL1\n", "rates/B.csv",
          "per_kg,card\n1,L1\n", NULL},
         "error rates.csv:3:1: the bracket overlaps that of rates.csv:2 (card 'L1')\n"
         "error rates/B.csv:2:2: the bracket overlaps that of rates.csv:2 (card 'L1')\n"
         "error rates/b.csv:3:1: the bracket overlaps that of rates.csv:2 (card 'L1')"},
        {"each file has its own header",
         {"rates/a.csv", "note,step_kg,card\n,x,L3\n", NULL},
         "error rates/a.csv:2:2: 'x' is not a decimal number"},
        {"hidden and other files are left out",
         {"rates/.a.csv", "x", "rates/readme.txt", "x", "rates/~b.CSV", "x", NULL},
         ""},
        {"a file that is no table is not read", {"orders.csv", "\xff\xfe", NULL}, ""},
        {"a slip in the name of a file",
         {"surcharge.csv", "surcharge\n", NULL},
         "warning 'surcharge.csv' is no table and is not read; did you mean 'surcharges'?"},
        {"byte order mark, CRLF, blank lines",
         {"nodes.csv", "\xef\xbb\xbf\r\nnode,country,kind\r\n\r\nA,CN,origin\r\nB,US,hub\r\n",
          NULL},
         ""},
        {"lines are counted within quotes",
         {"nodes.csv", "node,name,country,kind\nA,\"two\r\nlines\n\",CN,origin\n\nB,x,US,hubb\n",
          NULL},
         "error nodes.csv:6:4: unknown kind 'hubb'; did you mean 'hub'?"},
        {"an optional table without rows",
         {"zones.csv", "zone,country\nZ,US\n", "fx.csv", "currency,rate\n", NULL},
         ""},
    };
    RUN(cases);
}

static void bad_files_give_one_clear_message(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"empty file", {"fx.csv", "", NULL}, "error fx.csv:1: no header row: the file is empty"},
        {"empty required file",
         {"rates.csv", "", NULL},
         "error rates.csv:1: no header row: the file is empty"},
        {"required table with a header only",
         {"rates.csv", "card,per_kg\n", NULL},
         "error rates.csv: the table rates has no rows"},
        {"missing required column",
         {"lanes.csv", "lane,carrier,from,to,days\nL1,X,A,B,5\n", NULL},
         "error lanes.csv:1: missing required column 'mode'"},
        {"misspelt required column",
         {"zones.csv", "zone,contry\nZ,US\n", NULL},
         "error zones.csv:1: missing required column 'country'\n"
         "warning zones.csv:1:2: unknown column 'contry'; did you mean 'country'?"},
        {"unknown column",
         {"zones.csv", "zone,country,vlaid,utc_ofset,\nZ,US,,,\n", NULL},
         "warning zones.csv:1:3: unknown column 'vlaid' is ignored\n"
         "warning zones.csv:1:4: unknown column 'utc_ofset'; did you mean 'utc_offset'?\n"
         "warning zones.csv:1:5: a column without a name is ignored"},
        {"duplicate column",
         {"zones.csv", "zone,country,zone\nZ,US,Z\n", NULL},
         "error zones.csv:1:3: duplicate column 'zone', first in field 1"},
        {"too few and too many cells",
         {"rates.csv", "card,per_kg\nL1,1\nL2,1\nL3\nL4,1,2\n", NULL},
         "error rates.csv:4: the row has 1 cell, the header 2\n"
         "error rates.csv:5: the row has 3 cells, the header 2"},
        {"unterminated quote, in the line where it opened; the rows behind it count",
         {"nodes.csv", "node,country,kind\nA,CN,origin\nB,US,\"hub\nC,US,hub\nC,US,hub\n", NULL},
         "error nodes.csv:3:3: unterminated quote\n"
         "error nodes.csv:5:1: duplicate node 'C', first in nodes.csv:4"},
        {"a row broken in itself still defines its id",
         {"nodes.csv", "node,country,kind\nA,CN,origin\nB,US\n", NULL},
         "error nodes.csv:3: the row has 2 cells, the header 3"},
        {"invalid UTF-8",
         {"nodes.csv", "node,country,kind,name\nA,CN,origin,\xe5\x8c\nB,US,hub,\n", NULL},
         "error nodes.csv:2:4: invalid UTF-8: byte e5"},
        {"UTF-16",
         {"fx.csv",
          "\xff\xfe"
          "c",
          NULL},
         "error fx.csv:1:1: not a CSV text file: invalid UTF-8: byte ff in the header row"},
    };
    RUN(cases);
}

static void binary_bytes_give_one_message(void **state)
{
    (void)state;
    static char megabytes[10000000 + 64];
    size_t length = (size_t)snprintf(megabytes, 64, "card,note\nL1,");
    memset(megabytes + length, 'x', 10000000);
    memcpy(megabytes + length + 10000000, "\nL2,\n", 5);
    const struct {
        const char *label, *name, *bytes;
        size_t length;
        const char *expected;
    } cases[] = {
        {"NUL byte", "rates.csv", "card,note\nL1,a\0b\nL2,\n", 20,
         "error rates.csv:2:2: a NUL byte in the text"},
        {"an executable", "fx.csv",
         "\x7f"
         "ELF\2\1\1\0\0\0\0\n\0\0,\"\n\n\0\0\3",
         20, "error fx.csv:1:1: not a CSV text file: a NUL byte in the text in the header row"},
        {"a picture", "fx.csv", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16,
         "error fx.csv:1:1: not a CSV text file: invalid UTF-8: byte 89 in the header row"},
        {"a cell of 10 MB", "rates.csv", megabytes, length + 10000000 + 5,
         "error rates.csv:2:2: the cell is longer than 65536 bytes"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        catalog_dir dir = dir_new();
        dir_put_basics(&dir);
        dir_put_bytes(&dir, cases[i].name, cases[i].bytes, cases[i].length);
        const char *told = dir_problems(&dir, false);
        if (strcmp(told, cases[i].expected) != 0)
            fail_msg("%s: %s", cases[i].label, told);
        dir_free(&dir);
    }
}

static void a_missing_catalog_is_bad_and_named(void **state)
{
    (void)state;
    lw_catalog *catalog = NULL;
    lw_error err;
    assert_int_equal(lw_catalog_load("/nonexistent/cat", NULL, NULL, &catalog, &err),
                     LW_BAD_CATALOG);
    assert_null(catalog);
    assert_string_equal(err.message, "cannot open the catalog folder '/nonexistent/cat': No such "
                                     "file or directory");
    assert_int_equal(lw_catalog_load("/dev/null", NULL, NULL, &catalog, NULL), LW_BAD_CATALOG);
}

static void missing_required_tables_are_all_named(void **state)
{
    (void)state;
    catalog_dir dir = dir_new();
    char expected[1024];
    const char *const tables[] = {"nodes", "carriers", "lanes", "rates"};
    size_t length = 0;
    for (size_t i = 0; i < 4; i++)
        length += (size_t)snprintf(expected + length, sizeof expected - length,
                                   "%serror the table %s is missing: there is no %s.csv and no "
                                   "folder %s with .csv files in '%s'",
                                   i ? "\n" : "", tables[i], tables[i], tables[i], dir.path);
    assert_string_equal(dir_problems(&dir, false), expected);

    /* What hangs on a missing table is not told besides. */
    dir_put_basics(&dir);
    dir_remove(&dir, "nodes.csv");
    snprintf(expected, sizeof expected,
             "error the table nodes is missing: there is no nodes.csv and no folder nodes with "
             ".csv files in '%s'",
             dir.path);
    assert_string_equal(dir_problems(&dir, false), expected);
    dir_free(&dir);
}

static void a_file_that_cannot_be_read_is_no_fault_of_the_catalog(void **state)
{
    (void)state;
    catalog_dir dir = dir_new();
    dir_put_basics(&dir);
    dir_put(&dir, "lanes.csv", "lane\n"); /* another error, told first but not what counts */
    dir_remove(&dir, "rates.csv");
    char path[128];
    snprintf(path, sizeof path, "%s/rates.csv", dir.path);
    assert_int_equal(mkdir(path, 0777), 0);
    lw_catalog *catalog = NULL;
    lw_error err;
    assert_int_equal(lw_catalog_load(dir.path, NULL, NULL, &catalog, &err), LW_IO_FAILED);
    assert_string_equal(err.file, "rates.csv");
    assert_non_null(strstr(err.message, "it is not a regular file"));
    dir_free(&dir);
}

static void rows_are_counted_by_table(void **state)
{
    (void)state;
    catalog_dir dir = dir_new();
    dir_put_basics(&dir);
    dir_put(&dir, "rates/x.csv", "card\nL3\n\nL4\n");
    dir_put(&dir, "zones.csv", "zone,country,postcode_from\nZ,US,1\nZ,US,2\nY,US,\n");
    lw_catalog *catalog = dir_load(&dir);
    assert_int_equal(lw_catalog_row_count(catalog, "nodes"), 2);
    assert_int_equal(lw_catalog_row_count(catalog, "rates"), 4);
    assert_int_equal(lw_catalog_row_count(catalog, "zones"), 3);
    assert_int_equal(lw_catalog_row_count(catalog, "stock"), 0);
    assert_int_equal(lw_catalog_row_count(catalog, "orders"), 0);
    assert_int_equal(catalog->zone_count, 2);
    lw_catalog_free(catalog);
    lw_catalog_free(NULL);
    dir_free(&dir);
}

typedef struct tally {
    unsigned long findings, untold;
} tally;

static void count_problem(void *context, const lw_problem *problem)
{
    tally *told = context;
    told->findings += problem->untold == 0;
    told->untold += problem->untold;
}

static void many_problems_are_counted_not_listed(void **state)
{
    (void)state;
    enum { ROWS = 1500 };
    catalog_dir dir = dir_new();
    dir_put_basics(&dir);
    static char text[ROWS * 16];
    size_t length = (size_t)snprintf(text, sizeof text, "card,per_kg\nL1,1\nL2,1\n");
    for (int i = 0; i < ROWS; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "C%d,x\n", i);
    dir_put_bytes(&dir, "rates.csv", text, length);
    const char *told = dir_problems(&dir, false);
    size_t lines = 1;
    for (const char *p = told; *p; p++)
        lines += *p == '\n';
    assert_int_equal(lines, 1001);
    assert_non_null(strstr(told, "\nerror 500 more errors in rates"));
    tally counted = {0, 0};
    lw_catalog *catalog = NULL;
    lw_error err;
    assert_int_equal(lw_catalog_load(dir.path, count_problem, &counted, &catalog, &err),
                     LW_BAD_CATALOG);
    assert_int_equal(counted.findings, 1000);
    assert_int_equal(counted.untold, 500);
    dir_free(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_is_a_file_a_folder_or_both),
        cmocka_unit_test(bad_files_give_one_clear_message),
        cmocka_unit_test(binary_bytes_give_one_message),
        cmocka_unit_test(a_missing_catalog_is_bad_and_named),
        cmocka_unit_test(missing_required_tables_are_all_named),
        cmocka_unit_test(a_file_that_cannot_be_read_is_no_fault_of_the_catalog),
        cmocka_unit_test(rows_are_counted_by_table),
        cmocka_unit_test(many_problems_are_counted_not_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
