/* An order file with a foreign header: lines of `--map`, an empty line, then the file. */
#include <stdlib.h>
#include <string.h>

#include "support/orders.h"
#include "support/program.h"

enum { MOST_MAPS = 8, SOME_FAILED = 1 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static char words[][16] = {"lanewise",    "batch",      "shop.csv",
                               "--ship-date", "2026-11-23", "--map"};
    char *arguments[5 + 2 * MOST_MAPS + 1] = {words[0], words[1], words[2], words[3], words[4]};
    int count = 5;
    fuzz_run run = {0};
    char *text = fuzz_text(bytes, size), *line = text;
    while (*line && *line != '\n' && count < 5 + 2 * MOST_MAPS) {
        char *end = strchr(line, '\n');
        arguments[count++] = words[5];
        arguments[count++] = line;
        line = end ? end + 1 : line + strlen(line);
        if (end)
            *end = '\0';
    }
    line += *line == '\n';
    FUZZ_CHECK(fuzz_put_file("shop.csv", line, size - (size_t)(line - text)));
    fuzz_program(count, arguments, NULL, &run);
    FUZZ_CHECK(run.status >= 0 && run.status <= 4);
    if (run.status <= SOME_FAILED)
        fuzz_count_rows(&run.out);
    else
        FUZZ_CHECK(run.err.length > 0 && run.out.length == 0);
    fuzz_run_release(&run);
    free(text);
    return 0;
}
