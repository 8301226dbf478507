/* SIGINT and SIGTERM end a run in good order: the flag is looked at between blocks, so that no half-written file is
 * left. A second signal kills at once. */
#include <signal.h>
#include <stddef.h>

#include "cli/cli.h"

static volatile sig_atomic_t caught;

static void note_signal(int number)
{
    caught = number;
}

void cli_catch_signals(void)
{
    struct sigaction action = {.sa_handler = note_signal};
    sigemptyset(&action.sa_mask);
    action.sa_flags = (int)SA_RESETHAND;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}

bool cli_interrupted(void *unused)
{
    (void)unused;
    return caught != 0;
}

void cli_die_of_signal(void)
{
    if (!caught)
        return;
    signal(caught, SIG_DFL);
    raise(caught);
}
