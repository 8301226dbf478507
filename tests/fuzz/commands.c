/* Whole command lines: a line an argument, then the files that it is about as a bundle ("=== -" is
 * standard input). Whatever is asked, the program ends with one of its statuses and says why. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "support/program.h"

enum { MOST_ARGUMENTS = 32, LAST_STATUS = 4, USAGE = 2 };

typedef struct arguments {
    char *items[MOST_ARGUMENTS + 2]; /* ends with NULL */
    int count;
    bool inside; /* none leads out of the folder */
} arguments;

/* The lines before the first part of the bundle. */
static arguments read_arguments(char *text)
{
    static char name[] = "lanewise";
    arguments given = {.items = {name}, .count = 1, .inside = true};
    for (char *line = text; line && given.count <= MOST_ARGUMENTS;) {
        if (strncmp(line, "=== ", 4) == 0)
            break;
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        if (end || *line)
            given.items[given.count++] = line;
        given.inside &= fuzz_keeps_inside(line);
        line = end ? end + 1 : NULL;
    }
    return given;
}

static bool put_files(const fuzz_bundle *bundle)
{
    for (size_t i = 0; i < bundle->count; i++) {
        const fuzz_part *part = &bundle->parts[i];
        if (strcmp(part->name, "-") != 0 && !fuzz_put_file(part->name, part->bytes, part->size))
            return false;
    }
    return true;
}

static bool is_utf8(const lw_buffer *text)
{
    return lw_utf8_prefix(text->bytes, text->length) == text->length;
}

/* `sound`: all that was asked is UTF-8. */
static void check_run(const fuzz_run *run, bool sound)
{
    FUZZ_CHECK(run->status >= 0 && run->status <= LAST_STATUS);
    FUZZ_CHECK(run->status != USAGE || run->out.length == 0);
    FUZZ_CHECK(run->status <= 1 || run->err.length > 0);
    FUZZ_CHECK(run->err.length == 0 || run->err.bytes[run->err.length - 1] == '\n');
    FUZZ_CHECK(!sound || (is_utf8(&run->out) && is_utf8(&run->err)));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    fuzz_bundle bundle = fuzz_unpack(bytes, size);
    char *text = fuzz_text(bytes, size);
    arguments given = read_arguments(text);
    bool usable = given.inside && put_files(&bundle);
    if (usable) {
        fuzz_run run = {0};
        fuzz_program(given.count, given.items, fuzz_part_named(&bundle, "-"), &run);
        check_run(&run, lw_utf8_prefix((const char *)bytes, size) == size);
        fuzz_run_release(&run);
    }
    free(text);
    fuzz_bundle_free(&bundle);
    return usable ? 0 : -1;
}
