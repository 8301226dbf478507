/* The page of a batch. */
#include <string.h>

#include "cli/batch.h"

int cli_batch_open_report(cli_batch *ask)
{
    lw_error err;
    if (!ask->report || lw_outfile_open(&ask->page, ask->report, &err) == LW_OK)
        return CLI_OK;
    cli_say_error(&err);
    return CLI_IO;
}

void cli_batch_leave_report(cli_batch *ask)
{
    if (ask->page.path)
        lw_outfile_discard(&ask->page);
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static lw_status write_page(cli_batch *ask, const lw_buffer *out, lw_error *err)
{
    lw_status status = lw_outfile_write(&ask->page, out->bytes, out->length, err);
    return status == LW_OK ? lw_outfile_commit(&ask->page, err) : status;
}

bool cli_batch_report(cli_batch *ask)
{
    const lw_style style = {
        .rank = ask->options.rank, .time_basis = ask->options.time_basis, .catalog = ask->catalog};
    const lw_report_about about = {.input = last_part(cli_batch_input_name(ask)),
                                   .part = ask->part,
                                   .parts = ask->parts,
                                   .ship_date = ask->options.ship_date};
    lw_buffer out = {0};
    lw_error err;
    if (!ask->report)
        return true;
    lw_html_report(&out, &style, ask->state.counts.report, &about);
    lw_status status = out.failed ? LW_NO_MEMORY : write_page(ask, &out, &err);
    if (out.failed)
        cli_say("out of memory");
    else if (status != LW_OK)
        cli_say_error(&err);
    lw_buffer_release(&out);
    cli_batch_leave_report(ask);
    return status == LW_OK;
}
