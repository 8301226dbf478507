/* Telling people how a batch is getting on. Clock readings are for show only: no result depends on
 * them. */
#include "cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "batch/outfile.h"
#include "cli/cli.h"

enum { BAR = 20 };

static double now(void)
{
    struct timespec time = {0, 0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void cli_progress_start(cli_progress *progress, int input, bool output_on_terminal)
{
    struct stat what;
    *progress = (cli_progress){.started = now()};
    progress->last = progress->started;
    progress->shown = isatty(STDERR_FILENO) && !output_on_terminal;
    if (fstat(input, &what) == 0 && S_ISREG(what.st_mode))
        progress->total_bytes = (uint64_t)what.st_size;
}

static void put(const char *text)
{
    lw_write_all(STDERR_FILENO, "standard error", text, strlen(text), NULL);
}

static double rate(const cli_progress *progress, uint64_t count)
{
    double elapsed = now() - progress->started;
    return elapsed > 0 ? (double)count / elapsed : 0;
}

/* "[#####...............] 25%  1:05 left", or "" when the end is not known. */
static void share_text(char *text, size_t size, const cli_progress *progress, uint64_t done)
{
    char bar[BAR + 1];
    text[0] = '\0';
    if (progress->total_bytes == 0)
        return;
    double share = (double)done / (double)progress->total_bytes;
    if (share > 1)
        share = 1;
    int filled = (int)(share * BAR);
    for (int i = 0; i < BAR; i++)
        bar[i] = i < filled ? '#' : '.';
    bar[BAR] = '\0';
    double speed = rate(progress, done);
    double left = speed > 0 ? (double)(progress->total_bytes - done) / speed : 0;
    if (done > progress->total_bytes)
        left = 0;
    unsigned long seconds = (unsigned long)(left + 0.5);
    snprintf(text, size, " [%s] %3d%% %lu:%02lu left", bar, (int)(share * 100), seconds / 60,
             seconds % 60);
}

void cli_progress_draw(cli_progress *progress, const lw_batch_counts *counts)
{
    double time = now();
    if (!progress->shown || time - progress->last < 0.1)
        return;
    progress->last = time;
    char share[96], text[256];
    share_text(share, sizeof share, progress, counts->bytes);
    snprintf(text, sizeof text, "\r%llu orders, %.0f/s%s\033[K",
             (unsigned long long)counts->records, rate(progress, counts->records), share);
    put(text);
    progress->drawn = true;
}

void cli_progress_wipe(cli_progress *progress)
{
    if (progress->drawn)
        put("\r\033[K");
    progress->drawn = false;
}

void cli_progress_summary(const cli_progress *progress, const lw_batch_counts *counts)
{
    double elapsed = now() - progress->started;
    cli_say("%llu order%s in %.2f s (%.0f a second): %llu ok, %llu no_plan, %llu invalid",
            (unsigned long long)counts->records, counts->records == 1 ? "" : "s", elapsed,
            rate(progress, counts->records), (unsigned long long)counts->ok,
            (unsigned long long)counts->no_plan, (unsigned long long)counts->invalid);
}
