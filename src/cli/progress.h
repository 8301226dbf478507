/* The line that shows how far a batch has come. */
#ifndef LANEWISE_CLI_PROGRESS_H
#define LANEWISE_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "batch/batch.h"

typedef struct cli_progress {
    bool shown;        /* standard error is a terminal with nothing else on it */
    bool drawn;        /* the line is there and must be wiped */
    bool begun;        /* the two below are set */
    uint64_t records;  /* that earlier runs did */
    uint64_t offset;   /* in the input, where this run begins */
    double started;    /* seconds of a steady clock */
    double last;       /* when the line was drawn, likewise */
    uint64_t spent_ms; /* by earlier runs */
} cli_progress;

void cli_progress_start(cli_progress *progress, uint64_t spent_ms, bool output_on_terminal);

/* Draws the line, if it is time to. To be called before the first order, too. */
void cli_progress_draw(cli_progress *progress, const lw_batch_counts *counts);
void cli_progress_wipe(cli_progress *progress);

/* Of this run and the earlier ones. */
uint64_t cli_progress_elapsed_ms(const cli_progress *progress);

#endif
