/* The output of a run that may be cut off: what it leaves behind, and going on from there. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/error.h"
#include "batch/counts.h"
#include "catalog/model.h"
#include "cli/batch.h"
#include "table/table.h"

#define SAVE_NS 1000000000u /* time between two saves */

/* ---- What the output depends on ----------------------------------------------------------------
 */

/* Any flag may shape it but these; the tables are told by their bytes, and the format of the input
 * may come from its name. */
static bool shapes_output(const cli_option *option)
{
    switch (option->kind) {
    case CLI_FLAG_INPUT:
    case CLI_FLAG_OUTPUT:
    case CLI_FLAG_THREADS:
    case CLI_FLAG_RESUME:
    case CLI_FLAG_SUMMARY:
    case CLI_FLAG_REPORT:
    case CLI_FLAG_COLOR:
    case CLI_FLAG_DATA:
    case CLI_FLAG_HELP:
        return false;
    default:
        return true;
    }
}

static uint64_t digest_of_text(const char *text)
{
    lw_digest digest = {0};
    lw_digest_add(&digest, text, strlen(text));
    return lw_digest_value(&digest);
}

/* The names and bytes of all files that were loaded. */
static lw_status digest_of_catalog(const cli_batch *ask, uint64_t *value, lw_error *err)
{
    lw_digest digest = {0};
    lw_arena arena = {0};
    lw_status status = LW_OK;
    const char *folder = cli_data_folder(ask->data);
    for (uint32_t i = 0; status == LW_OK && i < ask->catalog->file_count; i++) {
        const char *name = ask->catalog->files[i];
        const char *path = lw_path_join(&arena, folder, name);
        lw_digest_add(&digest, name, strlen(name) + 1);
        status = path ? lw_digest_add_file(&digest, path, err) : lw_fail_memory(err);
    }
    *value = lw_digest_value(&digest);
    lw_arena_release(&arena);
    return status;
}

static lw_status add_traits(cli_batch *ask, lw_error *err)
{
    lw_resume *state = &ask->state;
    uint64_t catalog = 0;
    lw_status status = digest_of_catalog(ask, &catalog, err);
    lw_resume_add_trait(state, "the version of lanewise", digest_of_text(lw_version()));
    lw_resume_add_trait(state, "the catalog", catalog);
    lw_resume_add_trait(state, "--input", digest_of_text(ask->input_format));
    for (size_t i = 0; i < ask->command->option_count; i++) {
        const cli_option *option = &ask->command->options[i];
        char name[LW_TRAIT_NAME];
        if (!shapes_output(option))
            continue;
        snprintf(name, sizeof name, "--%s", option->name);
        lw_resume_add_trait(state, name, lw_digest_value(&ask->given[i]));
    }
    state->ship_date = ask->options.ship_date;
    return status;
}

/* ---- Opening -----------------------------------------------------------------------------------
 */

/* Only what can be read again from any place can be gone on with. */
static lw_status can_keep(const cli_batch *ask, bool *can, lw_error *err)
{
    struct stat input;
    *can = false;
    if (strcmp(ask->file, "-") == 0)
        return LW_OK;
    if (fstat(ask->input, &input) != 0)
        return lw_fail(err, LW_IO_FAILED, "cannot read %s: %s", ask->file, strerror(errno));
    *can = S_ISREG(input.st_mode);
    return LW_OK;
}

static int refuse(cli_batch *ask, const lw_error *err, int status)
{
    char text[1024];
    lw_error_format(err, text, sizeof text);
    cli_say("cannot go on with %s: %s", ask->out.temporary, text);
    if (status == CLI_USAGE)
        cli_say("without --resume the run starts over");
    lw_outfile_keep(&ask->out);
    return status;
}

/* Is the input what the earlier run has read? */
static lw_status compare_input(cli_batch *ask, lw_error *err)
{
    uint64_t size = ask->state.input_size, digest = ask->state.input_digest;
    lw_status status =
        lw_resume_look(&ask->state, &ask->seen, ask->input, cli_batch_input_name(ask), err);
    if (status != LW_OK)
        return status;
    if (ask->state.input_size != size)
        return lw_fail(err, LW_BAD_ARGUMENT, "%s has %llu bytes, and had %llu",
                       cli_batch_input_name(ask), (unsigned long long)ask->state.input_size,
                       (unsigned long long)size);
    if (ask->state.input_digest != digest)
        return lw_fail(err, LW_BAD_ARGUMENT, "%s has changed", cli_batch_input_name(ask));
    return LW_OK;
}

static int take_up(cli_batch *ask, const lw_buffer *text)
{
    lw_error err;
    lw_status status = lw_resume_read(&ask->state, ask->catalog, text, &err);
    if (status == LW_OK)
        status = compare_input(ask, &err);
    if (status == LW_OK)
        status = lw_outfile_cut(&ask->out, ask->state.output_bytes, &err);
    if (status != LW_OK)
        return refuse(ask, &err, status == LW_BAD_ARGUMENT ? CLI_USAGE : CLI_IO);
    ask->options.ship_date = ask->state.ship_date; /* of the day on which the first run began */
    ask->kept_records = ask->saved_records = ask->state.counts.records;
    ask->saved_ns = 0; /* the next save is due: a job that is killed early each time gets on, too */
    cli_say("going on after %llu orders", (unsigned long long)ask->kept_records);
    return CLI_OK;
}

static int begin(cli_batch *ask, bool left_over)
{
    lw_error err;
    if (ask->resume)
        cli_say("nothing is left of an earlier run: starting from the beginning");
    else if (left_over)
        cli_say("starting over; --resume would have gone on with %s", ask->out.temporary);
    if (lw_outfile_cut(&ask->out, 0, &err) == LW_OK)
        return CLI_OK;
    cli_say_error(&err);
    lw_outfile_discard(&ask->out);
    return CLI_IO;
}

static int open_kept(cli_batch *ask)
{
    lw_error err;
    lw_buffer text = {0};
    lw_status status = lw_outfile_open_kept(&ask->out, ask->output, &err);
    if (status == LW_OK && !ask->out.state) {
        if (!ask->resume)
            return CLI_OK;
        lw_outfile_discard(&ask->out);
        return cli_usage(ask->command, "--resume: %s is not a regular file", ask->output);
    }
    if (status == LW_OK)
        status = lw_outfile_read_state(&ask->out, &text, &err);
    if (status == LW_OK)
        status = add_traits(ask, &err);
    int told = CLI_IO;
    if (status == LW_OK) {
        bool left_over = text.length > 0;
        told = left_over && ask->resume ? take_up(ask, &text) : begin(ask, left_over);
    } else {
        cli_say_error(&err);
        if (ask->out.state)
            lw_outfile_keep(&ask->out);
    }
    lw_buffer_release(&text);
    return told;
}

int cli_batch_open(cli_batch *ask)
{
    lw_error err;
    bool can = false;
    ask->to_file = ask->output && strcmp(ask->output, "-") != 0;
    if (!ask->to_file)
        return CLI_OK;
    ask->saved_ns = lw_clock_ns();
    lw_status status = can_keep(ask, &can, &err);
    if (can)
        return open_kept(ask);
    if (status == LW_OK && lw_outfile_open(&ask->out, ask->output, &err) == LW_OK)
        return CLI_OK;
    cli_say_error(&err);
    return CLI_IO;
}

/* ---- Saving ------------------------------------------------------------------------------------
 */

static lw_status save(cli_batch *ask, lw_error *err)
{
    uint64_t elapsed_ms = ask->state.elapsed_ms;
    lw_buffer text = {0};
    lw_status status =
        lw_resume_look(&ask->state, &ask->seen, ask->input, cli_batch_input_name(ask), err);
    ask->state.elapsed_ms = cli_progress_elapsed_ms(&ask->progress);
    lw_resume_write(&ask->state, ask->catalog, &text);
    ask->state.elapsed_ms = elapsed_ms;
    if (status == LW_OK)
        status = lw_outfile_save(&ask->out, &text, err);
    lw_buffer_release(&text);
    if (status == LW_OK)
        ask->saved_records = ask->state.counts.records;
    ask->saved_ns = lw_clock_ns();
    return status;
}

void cli_batch_save_sometimes(cli_batch *ask)
{
    lw_error err;
    if (!ask->to_file || !ask->out.state || ask->state.counts.records == ask->saved_records ||
        lw_clock_ns() - ask->saved_ns < SAVE_NS)
        return;
    if (save(ask, &err) == LW_OK || ask->warned)
        return;
    ask->warned = true;
    cli_progress_wipe(&ask->progress);
    cli_say_error(&err);
    cli_say("the run goes on, but --resume may have to go back further");
}

void cli_batch_leave(cli_batch *ask)
{
    lw_error err;
    if (!ask->to_file)
        return;
    bool begun = ask->out.state && ask->state.counts.records > 0;
    if (begun) /* what was written of a further block takes room, and the disk may be full */
        lw_outfile_cut(&ask->out, ask->state.output_bytes, &err);
    bool kept = begun && (save(ask, &err) == LW_OK || ask->saved_records > 0);
    if (kept) {
        cli_say("%s is not complete and was not written; the same command%s goes on with %s",
                ask->output,
                ask->resume   ? ""
                : ask->report ? " with --resume instead of --report"
                              : " with --resume",
                ask->out.temporary);
        lw_outfile_keep(&ask->out);
    } else if (ask->out.path) {
        if (cli_interrupted(NULL))
            cli_say("%s was not written", ask->output);
        lw_outfile_discard(&ask->out);
    }
}
