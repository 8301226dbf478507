/* Messages, output and surroundings of the program. */
#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clean.h"
#include "base/text.h"
#include "base/error.h"
#include "batch/outfile.h"
#include "cli/cli.h"

/* ---- Messages ----------------------------------------------------------------------------------
 */

/* One write, so that lines of several programs on one terminal stay whole. */
__attribute__((format(printf, 1, 0))) static void say(const char *format, va_list values)
{
    char text[2048];
    int used = snprintf(text, sizeof text, "lanewise: ");
    size_t room = sizeof text - (size_t)used - 1;
    int length = vsnprintf(text + used, room, format, values);
    if (length < 0)
        return;
    lw_clean(text); /* flags and the names of files are quoted */
    size_t end = strlen(text);
    text[end++] = '\n';
    lw_write_all(STDERR_FILENO, "standard error", text, end, NULL);
}

void cli_say(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    say(format, values);
    va_end(values);
}

void cli_say_error(const lw_error *err)
{
    char text[1024];
    lw_error_format(err, text, sizeof text);
    cli_say("%s", text);
}

void cli_say_problem(const lw_problem *problem)
{
    lw_error told = problem->where;
    if (problem->severity == LW_WARNING)
        snprintf(told.message, sizeof told.message, "warning: %.490s", problem->where.message);
    cli_say_error(&told);
}

int cli_usage(const cli_command *command, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    say(format, values);
    va_end(values);
    if (command)
        cli_say("see 'lanewise %s --help'", command->name);
    else
        cli_say("see 'lanewise --help'");
    return CLI_USAGE;
}

/* "table, csv or json" of "table|csv|json". */
static void list_words(char *list, size_t size, const char *words)
{
    list[0] = '\0';
    for (const char *word = words; *word; word += strcspn(word, "|")) {
        const char *before = word == words ? "" : strchr(++word, '|') ? ", " : " or ";
        lw_text_add(list, size, "%s%.*s", before, (int)strcspn(word, "|"), word);
    }
}

int cli_choose(const cli_command *command, const char *flag, const char *given, int *position)
{
    const cli_option *option = command->options;
    for (; strcmp(option->name, flag) != 0; option++)
        assert(option + 1 < command->options + command->option_count);
    int at = 0;
    for (const char *word = option->argument; *word; at++) {
        size_t length = strcspn(word, "|");
        if (strlen(given) == length && memcmp(word, given, length) == 0) {
            if (position)
                *position = at;
            return CLI_OK;
        }
        word += length + (word[length] == '|');
    }
    char list[128];
    list_words(list, sizeof list, option->argument);
    return cli_usage(command, "--%s is %s, not '%s'", flag, list, given);
}

int cli_status_of(lw_status status)
{
    switch (status) {
    case LW_OK:
        return CLI_OK;
    case LW_BAD_ARGUMENT:
        return CLI_USAGE;
    case LW_BAD_SHIPMENT:
        return CLI_SOME_FAILED;
    case LW_BAD_CATALOG:
        return CLI_BAD_CATALOG;
    case LW_IO_FAILED:
    case LW_NO_MEMORY:
        return CLI_IO;
    }
    return CLI_BUG;
}

/* ---- Output ------------------------------------------------------------------------------------
 */

bool cli_write(const char *path, const lw_buffer *out)
{
    lw_error err;
    if (out->failed) {
        cli_say("out of memory");
        return false;
    }
    if (!path || strcmp(path, "-") == 0) {
        if (cli_put(out->bytes, out->length, &err) == LW_OK)
            return true;
        if (errno == EPIPE)
            return true;
        cli_say_error(&err);
        return false;
    }
    lw_outfile file;
    cli_catch_signals(); /* before there is a file that a signal could leave behind */
    lw_status status = lw_outfile_open(&file, path, &err);
    if (status == LW_OK) {
        status = lw_outfile_write(&file, out->bytes, out->length, &err);
        if (status == LW_OK && cli_interrupted(NULL))
            status = lw_fail(&err, LW_IO_FAILED, "interrupted: %s is not written", path);
        if (status == LW_OK)
            status = lw_outfile_commit(&file, &err);
        lw_outfile_discard(&file);
    }
    if (status != LW_OK)
        cli_say_error(&err);
    cli_die_of_signal();
    return status == LW_OK;
}

bool cli_color(const char *when, const char *path, const cli_command *command, int *status)
{
    enum { AUTO, ALWAYS }; /* as --color lists them */
    int chosen = AUTO;
    const char *off = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    if (when && cli_choose(command, "color", when, &chosen) != CLI_OK) {
        *status = CLI_USAGE;
        return false;
    }
    if (chosen != AUTO)
        return chosen == ALWAYS;
    if ((off && off[0]) || (path && strcmp(path, "-") != 0))
        return false;
    return isatty(STDOUT_FILENO) && term && term[0] && strcmp(term, "dumb") != 0;
}

/* By the name of the locale alone: the C library, asked for it, says "not installed" also for want
 * of memory, and the answer would be another one then. */
bool cli_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const char *locale = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && (!locale || !locale[0]); i++)
        locale = getenv(names[i]);
    const char *charset = locale ? strchr(locale, '.') : NULL;
    if (!charset)
        return false;
    charset++;
    size_t length = strcspn(charset, "@");
    return (length == 5 && strncasecmp(charset, "UTF-8", length) == 0) ||
           (length == 4 && strncasecmp(charset, "UTF8", length) == 0);
}

int cli_width(void)
{
    static const lw_number_format format = {"COLUMNS", 0, 1, LW_EXCESS_ERROR, "1", "1000000"};
    const char *text = getenv("COLUMNS");
    struct winsize size;
    int64_t width = 0;
    lw_error unused;
    if (text && lw_number_parse(&format, text, &width, &unused) != LW_OK)
        width = 0;
    if (width <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    if (width <= 0)
        return 80;
    return width < 20 ? 20 : width > 1000 ? 1000 : (int)width;
}

/* ---- The catalog -------------------------------------------------------------------------------
 */

enum { MOST_PROBLEMS = 20 };

/* Counts problems and shows the first of them. */
typedef struct told_problems {
    unsigned long errors, warnings;
    bool untold; /* some are only counted */
} told_problems;

static void tell_problem(void *context, const lw_problem *problem)
{
    told_problems *told = context;
    unsigned long *count = problem->severity == LW_ERROR ? &told->errors : &told->warnings;
    *count += problem->untold ? problem->untold : 1;
    told->untold |= problem->untold > 0;
    if (*count <= MOST_PROBLEMS)
        cli_say_problem(problem);
}

static void tell_rest(const told_problems *told, unsigned long count, const char *what,
                      const char *folder)
{
    if (count > MOST_PROBLEMS)
        cli_say("and %lu more %s; 'lanewise check %s' lists %s", count - MOST_PROBLEMS, what,
                folder, told->untold ? "more of them" : "them all");
}

int cli_load(const char *given, lw_catalog **catalog)
{
    *catalog = NULL;
    const char *folder = cli_data_folder(given);
    if (!folder)
        return CLI_BAD_CATALOG;
    int there = cli_check_folder(folder);
    if (there != CLI_OK)
        return there;
    told_problems told = {0};
    lw_error err;
    lw_status status = lw_catalog_load(folder, tell_problem, &told, catalog, &err);
    tell_rest(&told, told.warnings, "warnings", folder);
    tell_rest(&told, told.errors, "errors", folder);
    if (status != LW_OK && told.errors == 0)
        cli_say_error(&err);
    return cli_status_of(status);
}
