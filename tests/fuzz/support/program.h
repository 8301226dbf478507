/* The program as a function, in a folder of its own where it may read and write. */
#ifndef LANEWISE_FUZZ_PROGRAM_H
#define LANEWISE_FUZZ_PROGRAM_H

#include "support/fuzz.h"

/* Puts a file into the folder for the next run, or one in place of those that are always there: the
 * catalog "cat" (a folder; its tables are none of these), "orders.csv", "orders.jsonl" and
 * "sheet.csv". False for a name with a slash or one that begins with a point. */
bool fuzz_put_file(const char *name, const char *bytes, size_t size);

/* Whether an argument keeps to the folder: no slash, and no ".." in it. */
bool fuzz_keeps_inside(const char *argument);

/* What a run of the program came to. */
typedef struct fuzz_run {
    int status;
    lw_buffer out, err; /* standard output and error */
} fuzz_run;

/* Runs "lanewise ARGUMENTS" with `input` as standard input; afterwards the folder is again as it
 * was before anything was put there. `run` is zeroed or was used before. */
void fuzz_program(int argc, char **argv, const fuzz_part *input, fuzz_run *run);
void fuzz_run_release(fuzz_run *run);

#endif
