/* Running a batch: the calls that the library makes, and what comes after. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "batch/counts.h"
#include "cli/batch.h"

static lw_status write_output(void *context, const char *bytes, size_t length, lw_error *err)
{
    cli_batch *ask = context;
    lw_status status;
    if (ask->to_file) {
        status = lw_outfile_write(&ask->out, bytes, length, err);
        if (status == LW_OK)
            ask->state.output_bytes += length;
        return status;
    }
    status = cli_put(bytes, length, err);
    ask->pipe_closed = status != LW_OK && errno == EPIPE;
    return status;
}

static void tell_note(void *context, const char *text)
{
    cli_batch *ask = context;
    cli_progress_wipe(&ask->progress);
    cli_say("%s", text);
}

static void show_progress(void *context, const lw_batch_counts *counts)
{
    cli_batch *ask = context;
    cli_progress_draw(&ask->progress, counts);
    cli_batch_save_sometimes(ask);
}

/* What the counts mean for the exit status. */
static int status_of_counts(const lw_batch_counts *counts)
{
    return counts->ok == counts->records ? CLI_OK : CLI_SOME_FAILED;
}

/* After the run: the file appears or not, the account is given. */
static int finish(cli_batch *ask, lw_status status, lw_error *err)
{
    const lw_batch_counts *counts = &ask->state.counts;
    bool interrupted = cli_interrupted(NULL);
    cli_progress_wipe(&ask->progress);
    if (status == LW_OK && !interrupted && ask->to_file)
        status = lw_outfile_commit(&ask->out, err);
    if (ask->pipe_closed || interrupted || status != LW_OK)
        cli_batch_leave_report(ask);
    if (ask->pipe_closed)
        return status_of_counts(counts);
    if (interrupted) {
        cli_say("interrupted after %llu orders", (unsigned long long)counts->records);
        cli_batch_tell(ask);
    } else if (status != LW_OK)
        cli_say_error(err);
    if (interrupted || status != LW_OK) {
        cli_batch_leave(ask);
        return interrupted ? CLI_IO : cli_status_of(status);
    }
    bool reported = cli_batch_report(ask);
    cli_batch_tell(ask);
    if (!cli_batch_write_summary(ask) || !reported)
        return CLI_IO;
    return status_of_counts(counts);
}

static int run(cli_batch *ask, const lw_planner *planner)
{
    lw_error err;
    lw_style style = {.width = 80,
                      .explain = ask->options.explain,
                      .rank = ask->options.rank,
                      .time_basis = ask->options.time_basis,
                      .catalog = ask->catalog};
    lw_batch job = {.planner = planner,
                    .options = &ask->options,
                    .renderer = lw_renderer_find(ask->format),
                    .style = &style,
                    .format = ask->input_format[0] == 'c' ? LW_ORDERS_CSV : LW_ORDERS_JSONL,
                    .input = ask->input,
                    .input_name = cli_batch_input_name(ask),
                    .map = ask->map.items,
                    .map_count = ask->map.count,
                    .threads = ask->threads,
                    .part = ask->part,
                    .parts = ask->parts};
    lw_batch_calls calls = {ask, write_output, tell_note, show_progress, cli_interrupted};
    cli_catch_signals(); /* before there is a file that a signal could leave behind */
    int told = cli_batch_open_report(ask);
    if (told == CLI_OK)
        told = cli_batch_open(ask);
    if (told != CLI_OK) {
        cli_batch_leave_report(ask);
        return told;
    }
    if (ask->kept_records > 0)
        job.from = ask->state.counts.offset;
    cli_progress_start(&ask->progress, ask->state.elapsed_ms,
                       !ask->to_file && isatty(STDOUT_FILENO));
    return finish(ask, lw_batch_run(&job, &calls, &ask->state.counts, &err), &err);
}

int cli_batch_run(cli_batch *ask, const lw_planner *planner)
{
    lw_batch_counts *counts = &ask->state.counts;
    int status = CLI_IO;
    if (lw_counts_init(counts, ask->catalog) &&
        (!ask->report || lw_counts_add_report(counts, ask->catalog, ask->options.currency)))
        status = run(ask, planner);
    else
        cli_say("out of memory");
    lw_counts_release(&ask->state.counts);
    return status;
}
