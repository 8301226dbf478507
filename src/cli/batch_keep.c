/* The output of a run that may be cut off: what it leaves behind, and going on from there. */
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

static void add_trait(lw_resume *state, const char *name, uint64_t value)
{
    if (state->trait_count < LW_MOST_TRAITS)
        state->traits[state->trait_count++] = (lw_trait){name, value};
}

static void add_number(lw_resume *state, const char *name, int64_t number)
{
    add_trait(state, name, lw_digest_of_number(number));
}

static uint64_t digest_of_weights(const lw_options *options)
{
    lw_digest digest = {0};
    lw_digest_add(&digest, &options->weight_cost, sizeof options->weight_cost);
    lw_digest_add(&digest, &options->weight_time, sizeof options->weight_time);
    lw_digest_add(&digest, &options->weight_blind, sizeof options->weight_blind);
    return lw_digest_value(&digest);
}

static uint64_t digest_of_map(const cli_batch *ask)
{
    lw_digest digest = {0};
    for (size_t i = 0; i < ask->map.count; i++) {
        lw_digest_add(&digest, ask->map.items[i].field, strlen(ask->map.items[i].field) + 1);
        lw_digest_add(&digest, ask->map.items[i].column, strlen(ask->map.items[i].column) + 1);
    }
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
    const lw_options *options = &ask->options;
    uint64_t catalog = 0;
    lw_status status = digest_of_catalog(ask, &catalog, err);
    add_trait(state, "the version of lanewise", lw_digest_of_text(lw_version()));
    add_trait(state, "the catalog", catalog);
    add_trait(state, "--shard", lw_digest_of_number((int64_t)ask->part << 32 | ask->parts));
    add_trait(state, "--input", lw_digest_of_text(ask->input_format));
    add_trait(state, "--map", digest_of_map(ask));
    add_trait(state, "--format", lw_digest_of_text(ask->format));
    add_number(state, "--rank", options->rank);
    add_trait(state, "--weights", digest_of_weights(options));
    add_number(state, "--time-basis", options->time_basis);
    add_number(state, "--value-of-day", options->value_of_day_micros);
    add_number(state, "--value-of-blind-day", options->value_of_blind_day_micros);
    add_number(state, "--top", options->top);
    add_number(state, "--frontier", options->frontier);
    add_number(state, "--explain", options->explain);
    state->ship_date = options->ship_date;
    return status;
}

/* ---- Opening -----------------------------------------------------------------------------------
 */

/* Only what can be read again from any place, and written without being seen, can be kept. */
static bool can_keep(const cli_batch *ask)
{
    struct stat input;
    return strcmp(ask->file, "-") != 0 && fstat(ask->input, &input) == 0 && S_ISREG(input.st_mode);
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

/* A run over midnight goes on with the day on which it began. */
static lw_status take_ship_date(cli_batch *ask, lw_error *err)
{
    if (ask->dated && ask->options.ship_date != ask->state.ship_date)
        return lw_fail(err, LW_BAD_ARGUMENT, "--ship-date differs from the run that was cut off");
    ask->options.ship_date = ask->state.ship_date;
    return LW_OK;
}

static int take_up(cli_batch *ask, const lw_buffer *text)
{
    lw_error err;
    lw_status status = lw_resume_read(&ask->state, ask->catalog, text, &err);
    if (status == LW_OK)
        status = take_ship_date(ask, &err);
    if (status == LW_OK)
        status = compare_input(ask, &err);
    if (status == LW_OK)
        status = lw_outfile_cut(&ask->out, ask->state.output_bytes, &err);
    if (status != LW_OK)
        return refuse(ask, &err, status == LW_BAD_ARGUMENT ? CLI_USAGE : CLI_IO);
    ask->kept_records = ask->state.counts.records;
    ask->saved = true;
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
    ask->to_file = ask->output && strcmp(ask->output, "-") != 0;
    if (ask->resume && !can_keep(ask))
        return cli_usage(ask->command, "--resume: %s is not a regular file",
                         cli_batch_input_name(ask));
    if (!ask->to_file)
        return CLI_OK;
    ask->saved_ns = lw_clock_ns();
    if (can_keep(ask))
        return open_kept(ask);
    if (lw_outfile_open(&ask->out, ask->output, &err) == LW_OK)
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
    ask->saved = ask->saved || status == LW_OK;
    ask->saved_ns = lw_clock_ns();
    return status;
}

void cli_batch_save_sometimes(cli_batch *ask)
{
    lw_error err;
    if (!ask->to_file || !ask->out.state || ask->state.counts.records == 0 ||
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
    bool kept =
        ask->out.state && ask->state.counts.records > 0 && (save(ask, &err) == LW_OK || ask->saved);
    if (kept) {
        cli_say("%s is not complete and was not written; the same command%s goes on with %s",
                ask->output, ask->resume ? "" : " with --resume", ask->out.temporary);
        lw_outfile_keep(&ask->out);
    } else if (ask->out.path) {
        if (cli_interrupted(NULL))
            cli_say("%s was not written", ask->output);
        lw_outfile_discard(&ask->out);
    }
}
