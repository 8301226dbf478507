/* lanewise quote --sweep: the best plan along a span of values. */
#include "cli/cmd_sweep.h"

#include <unistd.h>

#include "render/sweep.h"

enum { MOST_THREADS = 256 };

static unsigned processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > MOST_THREADS ? MOST_THREADS : (unsigned)count;
}

static int write_page(const cli_sweep *ask, const lw_sweep_page *page,
                      const lw_sweep_summary *summary)
{
    lw_buffer out = {0};
    lw_sweep_render(&out, page, summary, ask->format);
    bool written = cli_write(ask->output, &out);
    lw_buffer_release(&out);
    if (!written)
        return CLI_IO;
    return summary->no_plan > 0 ? CLI_SOME_FAILED : CLI_OK;
}

int cli_run_sweep(const cli_sweep *ask)
{
    lw_planner *planner = NULL;
    lw_sweep_page page = {.style = ask->style, .shipment = ask->shipment, .sweep = &ask->sweep};
    lw_sweep_summary summary;
    lw_error err;
    char text[1024];
    int told;
    lw_status status = lw_planner_new(ask->style->catalog, &planner, &err);
    if (status == LW_OK)
        status = lw_sweep_run(planner, ask->shipment, ask->options, &ask->sweep, processors(),
                              lw_sweep_page_add, &page, &summary, &err);
    if (status == LW_OK) {
        told = write_page(ask, &page, &summary);
    } else if (status == LW_BAD_ARGUMENT) {
        told = cli_usage(ask->command, "--sweep: %s", err.message);
    } else {
        lw_fault_text(&err, text, sizeof text);
        cli_say("%s", text);
        told = cli_status_of(status);
    }
    lw_sweep_page_release(&page);
    lw_planner_free(planner);
    return told;
}
