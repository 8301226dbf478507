/* What the commands share. The program is a thin client of the library: only here is anything
 * printed, and only main exits. */
#ifndef LANEWISE_CLI_CLI_H
#define LANEWISE_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include <lanewise/lanewise.h>

#include "base/buffer.h"
#include "cli/options.h"

#ifndef LW_DATADIR
#define LW_DATADIR "/usr/local/share/lanewise"
#endif

/* Exit statuses. */
enum {
    CLI_OK = 0,
    CLI_SOME_FAILED = 1, /* complete, but a shipment has no plan or is invalid */
    CLI_USAGE = 2,
    CLI_BAD_CATALOG = 3,
    CLI_IO = 4,
    CLI_BUG = 70
};

/* What was said before the command. */
typedef struct cli_globals {
    const char *data;  /* --data; NULL = not given */
    const char *color; /* --color */
} cli_globals;

struct cli_command {
    const char *name;
    const char *operands; /* for the usage line */
    const char *summary;  /* one line */
    const char *about;    /* paragraphs; "" = the summary says it all */
    const cli_option *options;
    size_t option_count;
    bool has_fields;             /* every shipment field has a flag too */
    const char *const *examples; /* command, explanation, ..., NULL */
    int (*run)(const cli_command *command, cli_globals *globals, int argc, char **argv);
};

/* In the order of the help. */
const cli_command *cli_command_at(size_t index); /* NULL behind the last */
const cli_command *cli_command_find(const char *name);
/* Says that no command has this name, and which is near; returns CLI_USAGE. `asking` is the command
 * to read on about, NULL = the program. */
int cli_refuse_command(const cli_command *asking, const char *name);
const cli_option *cli_global_options(size_t *count);

int cli_run_quote(const cli_command *command, cli_globals *globals, int argc, char **argv);
int cli_run_batch(const cli_command *command, cli_globals *globals, int argc, char **argv);
int cli_run_compare(const cli_command *command, cli_globals *globals, int argc, char **argv);
int cli_run_check(const cli_command *command, cli_globals *globals, int argc, char **argv);
int cli_run_calendar(const cli_command *command, cli_globals *globals, int argc, char **argv);
int cli_run_init(const cli_command *command, cli_globals *globals, int argc, char **argv);
int cli_run_lanes(const cli_command *command, cli_globals *globals, int argc, char **argv);
int cli_run_tables(const cli_command *command, cli_globals *globals, int argc, char **argv);
int cli_run_import(const cli_command *command, cli_globals *globals, int argc, char **argv);
int cli_run_completion(const cli_command *command, cli_globals *globals, int argc, char **argv);
int cli_run_help(const cli_command *command, cli_globals *globals, int argc, char **argv);
int cli_run_version(const cli_command *command, cli_globals *globals, int argc, char **argv);

/* ---- Messages ----------------------------------------------------------------------------------
 */

/* "lanewise: ..." on standard error. */
__attribute__((format(printf, 1, 2))) void cli_say(const char *format, ...);
void cli_say_error(const lw_error *err);
void cli_say_problem(const lw_problem *problem); /* a warning is marked as one */

/* A message about the command line and where to read on; returns CLI_USAGE. */
__attribute__((format(printf, 2, 3))) int cli_usage(const cli_command *command, const char *format,
                                                    ...);

/* The position of `given` among the words that the command's --`flag` shows as its argument,
 * "table|csv|json", in *position (NULL: not wanted). CLI_OK; CLI_USAGE with "--format is table, csv
 * or json, not 'x'". */
int cli_choose(const cli_command *command, const char *flag, const char *given, int *position);

/* The exit status for a failure of the library. */
int cli_status_of(lw_status status);

/* ---- Output ------------------------------------------------------------------------------------
 */

/* Writes to standard output; as lw_write_all. What goes to a terminal is shown with '?' for what
 * may not be shown (base/clean.h), whatever the format: ids of orders may hold anything, and pipes
 * and files get every byte of them. `bytes` end where a line does, or at least a character. */
lw_status cli_put(const char *bytes, size_t length, lw_error *err);

/* Writes to standard output or, with a path other than "-", to a file that appears whole or not at
 * all. Says what went wrong; a closed pipe is silent. True when all is written or nobody listens
 * any more. */
bool cli_write(const char *path, const lw_buffer *out);

/* --color and the surroundings: may colour go to standard output (or to `path`)? CLI_USAGE in
 * *status when the word is not known. */
bool cli_color(const char *when, const char *path, const cli_command *command, int *status);

/* Does the locale of the surroundings write UTF-8? */
bool cli_utf8(void);

/* Columns of the terminal, or as COLUMNS says: 20 to 1000, 80 where neither is known. */
int cli_width(void);

/* ---- The catalog -------------------------------------------------------------------------------
 */

/* The folder: --data, $LANEWISE_DATA, ./data, the installed one; NULL with a message when there is
 * none. */
const char *cli_data_folder(const char *given);

/* Is this the catalog that was installed with the program? */
bool cli_is_installed(const char *folder);

/* Loads the catalog and says what is wrong with it; CLI_OK or the exit status. */
int cli_load(const char *given, lw_catalog **catalog);

/* Is this a folder? */
bool cli_is_folder(const char *path);

/* Can a catalog be in this folder? CLI_OK, or the exit status, and then it is told what is there
 * instead. */
int cli_check_folder(const char *path);

/* ---- Help --------------------------------------------------------------------------------------
 */

/* A word and what it means. Lists end with a NULL word. */
typedef struct cli_meaning {
    const char *word, *meaning;
} cli_meaning;
extern const cli_meaning cli_exit_statuses[], cli_variables[], cli_files[];

void cli_put_usage(lw_buffer *out); /* the short one */

/* The manual page of `command` (NULL: of the program). */
void cli_put_manual(lw_buffer *out, const cli_command *command);

/* Prints the help of `command` (NULL: of the program) to standard output. */
int cli_print_help(const cli_command *command);

/* ---- Signals -----------------------------------------------------------------------------------
 */

void cli_catch_signals(void); /* SIGINT, SIGTERM and SIGHUP are noted instead of killing */
bool cli_interrupted(void *unused);
void cli_die_of_signal(void); /* what was noted happens; returns when nothing was */

#endif
