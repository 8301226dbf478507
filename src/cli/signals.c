/* SIGINT, SIGTERM and SIGHUP end a run in good order: the flag is looked at between blocks, so that
 * no half-written file is left. A second signal kills at once. */
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

#include "cli/cli.h"

/* The only global of the program: written by the handler, read by every thread that reads input. */
static atomic_int caught;
_Static_assert(ATOMIC_INT_LOCK_FREE == 2, "a handler may only write what needs no lock");

static void note_signal(int number)
{
    caught = number;
}

void cli_catch_signals(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = note_signal}, was;
    sigemptyset(&action.sa_mask);
    action.sa_flags = (int)SA_RESETHAND;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        /* What nohup or a shell lets pass us by goes on doing so. */
        if (sigaction(signals[i], NULL, &was) == 0 && was.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    }
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
