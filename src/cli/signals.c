/* SIGINT and SIGTERM end a run in good order: the flag is looked at between blocks, so that no
 * half-written file is left. A second signal kills at once. */
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

#include "cli/cli.h"

/* The only global of the program: written by the handler, read by every thread that reads input. */
static atomic_int caught;

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
    int number = caught;
    if (number == 0)
        return;
    signal(number, SIG_DFL);
    raise(number);
}
