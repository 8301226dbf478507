/* Telling people how a batch is getting on. Clock readings are for show only: no result depends on
 * them. */
#include "cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "batch/outfile.h"

enum { BAR = 20 };

static double now(void)
{
    struct timespec time = {0, 0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void cli_progress_start(cli_progress *progress, uint64_t spent_ms, bool output_on_terminal)
{
    *progress = (cli_progress){.started = now(), .spent_ms = spent_ms};
    progress->last = progress->started;
    progress->shown = isatty(STDERR_FILENO) && !output_on_terminal;
}

uint64_t cli_progress_elapsed_ms(const cli_progress *progress)
{
    return progress->spent_ms + (uint64_t)((now() - progress->started) * 1000 + 0.5);
}

static void put(const char *text)
{
    lw_write_all(STDERR_FILENO, "standard error", text, strlen(text), NULL);
}

/* "1:05", "2:03:04" */
static void duration_text(char *text, size_t size, double seconds)
{
    unsigned long whole = seconds < 3.6e9 ? (unsigned long)(seconds + 0.5) : 3600000000ul;
    unsigned long hours = whole / 3600, minutes = whole / 60 % 60;
    if (hours > 0)
        snprintf(text, size, "%lu:%02lu:%02lu", hours, minutes, whole % 60);
    else
        snprintf(text, size, "%lu:%02lu", minutes, whole % 60);
}

/* " [#####...............]  25% 1:05 left", or "" when the end is not known. */
static void share_text(char *text, size_t size, const cli_progress *progress, double elapsed,
                       const lw_batch_counts *counts)
{
    char bar[BAR + 1], left[32] = "?";
    text[0] = '\0';
    if (counts->end <= counts->begin)
        return;
    /* The last record of a part may end beyond it. */
    uint64_t offset = counts->offset < counts->end ? counts->offset : counts->end;
    double share = (double)(offset - counts->begin) / (double)(counts->end - counts->begin);
    int filled = (int)(share * BAR);
    for (int i = 0; i < BAR; i++)
        bar[i] = i < filled ? '#' : '.';
    bar[BAR] = '\0';
    if (offset > progress->offset)
        duration_text(left, sizeof left,
                      elapsed * (double)(counts->end - offset) /
                          (double)(offset - progress->offset));
    snprintf(text, size, " [%s] %3d%% %s left", bar, (int)(share * 100), left);
}

void cli_progress_draw(cli_progress *progress, const lw_batch_counts *counts)
{
    double time = now();
    if (!progress->begun) {
        progress->begun = true;
        progress->records = counts->records;
        progress->offset = counts->offset;
    }
    if (!progress->shown || time - progress->last < 0.1)
        return;
    progress->last = time;
    char share[96], text[256];
    double elapsed = time - progress->started;
    share_text(share, sizeof share, progress, elapsed, counts);
    snprintf(text, sizeof text, "\r%llu orders, %.0f/s%s\033[K",
             (unsigned long long)counts->records,
             (double)(counts->records - progress->records) / elapsed, share);
    put(text);
    progress->drawn = true;
}

void cli_progress_wipe(cli_progress *progress)
{
    if (progress->drawn)
        put("\r\033[K");
    progress->drawn = false;
}
