/* The pieces of `lanewise batch`: the flags (cmd_batch.c), the run (batch_run.c), the output that a
 * run which is cut off leaves for another (batch_keep.c), the page (batch_report.c), and the
 * account at the end (batch_summary.c). */
#ifndef LANEWISE_CLI_BATCH_H
#define LANEWISE_CLI_BATCH_H

#include "batch/batch.h"
#include "batch/outfile.h"
#include "batch/resume.h"
#include "cli/cli.h"
#include "cli/column_map.h"
#include "cli/progress.h"

/* What the flags ask for, and the run's state for the batch's calls. */
typedef struct cli_batch {
    const cli_command *command;
    lw_options options;
    const char *file, *input_format, *format, *output, *summary, *report, *color, *data;
    unsigned threads;
    uint32_t part, parts; /* 0 = no --shard */
    bool resume;
    cli_column_map map;
    lw_digest given[LW_MOST_TRAITS]; /* the values of each of the command's options */

    const lw_catalog *catalog;
    int input;
    lw_outfile out;  /* when there is an output file */
    lw_outfile page; /* of the report, when one is wanted; `path` NULL = not open */
    bool to_file, pipe_closed;
    cli_progress progress;

    lw_resume state; /* counts and, where the output can be kept, what goes with them */
    lw_resume_seen seen;
    uint64_t kept_records;  /* by earlier runs */
    uint64_t saved_records; /* in the state beside the output; 0 = there is none */
    bool warned;            /* that saving failed */
    uint64_t saved_ns;      /* when it was saved last */
} cli_batch;

const char *cli_batch_input_name(const cli_batch *ask); /* for messages */

/* ---- The run -----------------------------------------------------------------------------------
 */

/* Runs the batch and tells how it went; the exit status. */
int cli_batch_run(cli_batch *ask, const lw_planner *planner);

/* ---- The output file ---------------------------------------------------------------------------
 */

/* Opens it, and takes up what an earlier run has left where --resume says so. CLI_OK or the exit
 * status; problems are told. */
int cli_batch_open(cli_batch *ask);

/* Saves how far the run is, not more often than once a second. */
void cli_batch_save_sometimes(cli_batch *ask);

/* Closes the output of a run that is not complete; tells what is left of it, and how to go on. */
void cli_batch_leave(cli_batch *ask);

/* ---- The report --------------------------------------------------------------------------------
 */

/* Opens its file, so that a name which cannot be is told before the run. CLI_OK or the exit status;
 * problems are told. */
int cli_batch_open_report(cli_batch *ask);

/* Writes it; false when that could not be done, which is told. */
bool cli_batch_report(cli_batch *ask);

/* Gives it up: nothing of it is left. */
void cli_batch_leave_report(cli_batch *ask);

/* ---- The account -------------------------------------------------------------------------------
 */

/* On standard error: what was done, of a run that was interrupted, too. */
void cli_batch_tell(const cli_batch *ask);

/* As JSON where --summary says so; false when that could not be written, which is told. */
bool cli_batch_write_summary(const cli_batch *ask);

#endif
