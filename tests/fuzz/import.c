/* A price sheet: a bundle of "options" (lines of NAME=TEXT, as the flags of `import`), "sheet" and
 * "zones". What is imported without an error is a catalog without an error. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "import/import.h"
#include "support/world.h"

enum { PATH = 256, MOST_SETTINGS = 8 };

/* What is asked for; it points into the text of the options. */
typedef struct request {
    lw_import_options options;
    lw_lane_setting settings[MOST_SETTINGS];
    const char *ignored[MOST_SETTINGS];
} request;

/* The command line refuses empty values, and names of files that lead elsewhere are refused by
 * lw_import_matrix, which is to be seen. */
static void take_option(request *ask, const char *name, const char *text)
{
    lw_import_options *options = &ask->options;
    if (strcmp(name, "rates-only") == 0)
        options->rates_only = true;
    else if (text[0] == '\0')
        return;
    else if (strcmp(name, "ignore") == 0 && options->ignored_count < MOST_SETTINGS)
        ask->ignored[options->ignored_count++] = text;
    else if (strncmp(name, "set-", 4) == 0 && options->setting_count < MOST_SETTINGS)
        ask->settings[options->setting_count++] = (lw_lane_setting){name + 4, text};
    else if (lw_import_option(options, name) != NULL)
        *lw_import_option(options, name) = text;
}

static void read_options(request *ask, char *text)
{
    for (char *line = text; line;) {
        char *end = strchr(line, '\n'), *equals;
        if (end)
            *end = '\0';
        equals = strchr(line, '=');
        if (equals) {
            *equals = '\0';
            take_option(ask, line, equals + 1);
        }
        line = end ? end + 1 : NULL;
    }
    ask->options.settings = ask->settings;
    ask->options.ignored = ask->ignored;
}

static void count_problem(void *context, const lw_problem *problem)
{
    fuzz_check_problem(NULL, problem);
    *(unsigned *)context += problem->severity == LW_ERROR;
}

/* The tables are written beside the catalog's own, and the catalog is loaded. */
static void load_tables(const lw_import *import)
{
    lw_catalog *catalog = NULL;
    lw_error err;
    char path[PATH];
    lw_status status = lw_import_write(import, fuzz_folder(), true, &err);
    fuzz_check_error(status, &err);
    FUZZ_CHECK_TOLD(status == LW_OK, err.message);
    status = lw_catalog_load(fuzz_folder(), fuzz_check_problem, NULL, &catalog, &err);
    for (int i = 0; i < LW_IMPORT_TABLES; i++) {
        const char *table = lw_import_table_name((lw_import_table)i);
        snprintf(path, sizeof path, "%s/%s/%s.csv", fuzz_folder(), table, import->name);
        unlink(path);
        snprintf(path, sizeof path, "%s/%s", fuzz_folder(), table);
        rmdir(path);
    }
    lw_error_format(&err, path, sizeof path);
    FUZZ_CHECK_TOLD(status == LW_OK, path);
    lw_catalog_free(catalog);
}

static void run(const lw_import_options *options)
{
    lw_import import;
    lw_error err;
    unsigned errors = 0;
    lw_status status = lw_import_matrix(&import, options, count_problem, &errors, &err);
    fuzz_check_error(status, &err);
    if (status == LW_OK && errors == 0) {
        const lw_style style = {.width = 80};
        lw_buffer page = {0};
        lw_import_put_page(&page, &style, &import);
        FUZZ_CHECK(!page.failed && page.length > 0);
        lw_buffer_release(&page);
        load_tables(&import);
    }
    lw_import_release(&import);
}

/* A file that holds the part, by a name. */
static int open_part(const fuzz_part *part, char *path)
{
    int file = fuzz_file(part ? part->bytes : "", part ? part->size : 0);
    snprintf(path, PATH, "/proc/self/fd/%d", file);
    return file;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char sheet_path[PATH], chart_path[PATH];
    fuzz_bundle bundle = fuzz_unpack(bytes, size);
    const fuzz_part *given = fuzz_part_named(&bundle, "options");
    const fuzz_part *sheet = fuzz_part_named(&bundle, "sheet");
    const fuzz_part *chart = fuzz_part_named(&bundle, "zones");
    char *text = fuzz_text(given ? given->bytes : "", given ? given->size : 0);
    request ask = {.options = {.carrier = "POST", .mode = "postal", .from = "HKHKG"}};
    int sheet_file = open_part(sheet, sheet_path), chart_file = open_part(chart, chart_path);
    read_options(&ask, text);
    ask.options.file = sheet_path;
    ask.options.zones = chart ? chart_path : NULL;
    ask.options.catalog = fuzz_folder();
    if (sheet)
        run(&ask.options);
    close(sheet_file);
    close(chart_file);
    free(text);
    fuzz_bundle_free(&bundle);
    return sheet ? 0 : -1;
}
