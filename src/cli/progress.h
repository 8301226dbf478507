/* The line that shows how far a batch has come, and the summary at its end. */
#ifndef LANEWISE_CLI_PROGRESS_H
#define LANEWISE_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "batch/batch.h"

typedef struct cli_progress {
    bool shown;           /* standard error is a terminal with nothing else on it */
    bool drawn;           /* the line is there and must be wiped */
    uint64_t total_bytes; /* of the input; 0 = not known */
    double started, last; /* seconds of a steady clock */
} cli_progress;

void cli_progress_start(cli_progress *progress, int input, bool output_on_terminal);
void cli_progress_draw(cli_progress *progress, const lw_batch_counts *counts);
void cli_progress_wipe(cli_progress *progress);
void cli_progress_summary(const cli_progress *progress, const lw_batch_counts *counts);

#endif
