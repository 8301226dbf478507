/* Runs a target on files, without a fuzzer: for compilers that have none.
 *
 *   fuzz_TARGET PATH...      folders are walked through
 *
 * Prints TAP: one test a PATH. */
#define _XOPEN_SOURCE 700 /* for nftw */

#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/fuzz.h"

static char now[4096]; /* the file at hand */
static unsigned long count;

/* A sanitizer or an assertion ends the program: this says on which input. */
static void name_input(int number)
{
    static const char before[] = "while running ", after[] = "\n";
    signal(number, SIG_DFL);
    if (write(STDERR_FILENO, before, sizeof before - 1) > 0 &&
        write(STDERR_FILENO, now, strlen(now)) > 0 && write(STDERR_FILENO, after, 1) > 0)
        raise(number);
    raise(number);
}

static int run_file(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)place;
    if (kind != FTW_F)
        return 0;
    size_t size = (size_t)about->st_size;
    uint8_t *bytes = malloc(size + 1);
    FILE *file = fopen(path, "rb");
    if (!bytes || !file || fread(bytes, 1, size, file) != size) {
        perror(path);
        exit(1);
    }
    fclose(file);
    snprintf(now, sizeof now, "%s", path);
    uint8_t *input = realloc(bytes, size ? size : 1); /* just its size: steps beyond are seen */
    if (!input)
        exit(1);
    LLVMFuzzerTestOneInput(input, size);
    free(input);
    count++;
    return 0;
}

int main(int argc, char **argv)
{
    signal(SIGABRT, name_input);
    signal(SIGSEGV, name_input);
    printf("1..%d\n", argc - 1);
    for (int i = 1; i < argc; i++) {
        count = 0;
        if (nftw(argv[i], run_file, 16, FTW_PHYS) != 0) {
            perror(argv[i]);
            return 1;
        }
        printf("ok %d - %lu inputs of %s\n", i, count, argv[i]);
        fflush(stdout);
    }
    return 0;
}
