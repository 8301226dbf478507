/* lanewise init: a small catalog to grow one's own from. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clean.h"
#include "base/error.h"
#include "base/folder.h"
#include "base/input.h"
#include "batch/outfile.h"
#include "cli/cli.h"
#include "cli/starter.h"
#include "render/display.h"

typedef struct request {
    const cli_command *command;
    const char *folder;
    bool made; /* the folder was not there before */
} request;

/* "folder/name"; the caller frees. NULL when memory is out. */
static char *path_of(const char *folder, const char *name)
{
    lw_buffer path = {0};
    size_t length = strlen(folder);
    bool slash = length > 0 && folder[length - 1] == '/';
    lw_put_format(&path, "%s%s%s", folder, slash ? "" : "/", name);
    lw_put_char(&path, '\0');
    if (path.failed)
        lw_buffer_release(&path);
    return path.bytes;
}

static bool is_entry(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* Hidden files count, too. */
static lw_status check_empty(const char *folder, lw_error *err)
{
    const struct dirent *entry;
    DIR *listing = opendir(folder);
    if (!listing)
        return errno == ENOTDIR
                   ? lw_fail(err, LW_BAD_ARGUMENT, "%s is no folder", folder)
                   : lw_fail(err, LW_IO_FAILED, "cannot read %s: %s", folder, strerror(errno));
    lw_status status;
    do
        status = lw_next_entry(listing, folder, &entry, err);
    while (status == LW_OK && entry && !is_entry(entry));
    if (status == LW_OK && entry)
        status = lw_fail(err, LW_BAD_ARGUMENT,
                         "%s is not empty: a new catalog needs a folder of its own", folder);
    closedir(listing);
    return status;
}

/* Makes the folder or finds it empty. */
static lw_status prepare_folder(request *ask, lw_error *err)
{
    if (!lw_folder_make(ask->folder, &ask->made))
        return lw_fail(err, LW_IO_FAILED, "cannot make %s: %s", ask->folder, lw_why_no_way());
    return ask->made ? LW_OK : check_empty(ask->folder, err);
}

static lw_status write_lines(lw_outfile *file, const char *const *lines, lw_error *err)
{
    lw_status status = LW_OK;
    for (; *lines && status == LW_OK; lines++)
        status = lw_outfile_write(file, *lines, strlen(*lines), err);
    return status;
}

static lw_status write_file(const char *folder, const cli_starter_file *from, lw_error *err)
{
    lw_outfile file;
    char *path = path_of(folder, from->name);
    if (!path)
        return lw_fail_memory(err);
    lw_status status = lw_outfile_open(&file, path, err);
    if (status == LW_OK) {
        status = write_lines(&file, from->lines, err);
        if (status == LW_OK)
            status = lw_outfile_commit(&file, err);
        lw_outfile_discard(&file);
    }
    free(path);
    return status;
}

/* Takes back the first `count` files, and the folder if it is new. */
static void clean_up(const request *ask, size_t count)
{
    int folder = lw_folder_open(ask->folder);
    for (size_t i = 0; folder >= 0 && i < count; i++)
        unlinkat(folder, CLI_STARTER[i].name, 0);
    if (folder >= 0)
        close(folder);
    if (ask->made)
        lw_folder_remove(ask->folder, true);
}

/* All files or none. */
static lw_status write_catalog(const request *ask, lw_error *err)
{
    size_t count = 0;
    lw_status status = LW_OK;
    while (status == LW_OK && CLI_STARTER[count].name && !cli_interrupted(NULL)) {
        status = write_file(ask->folder, &CLI_STARTER[count], err);
        if (status == LW_OK)
            count++;
    }
    if (status == LW_OK && CLI_STARTER[count].name)
        status = lw_fail(err, LW_IO_FAILED, "interrupted: nothing is left in %s", ask->folder);
    if (status != LW_OK)
        clean_up(ask, count);
    return status;
}

/* A word for a shell: as it is or in single quotes. */
static void put_word(lw_buffer *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_./+,:@%-";
    if (word[0] == '-')
        lw_put_text(out, "./");
    if (word[strspn(word, plain)] == '\0') {
        lw_put_text(out, word);
        return;
    }
    lw_put_char(out, '\'');
    for (size_t length; *word; word += length) {
        length = strcspn(word, "'");
        lw_put_clean(out, word, length);
        if (word[length] == '\'') {
            lw_put_text(out, "'\\''");
            length++;
        }
    }
    lw_put_char(out, '\'');
}

/* A command for the new catalog: `before`, the folder, `behind`. */
static void put_command(lw_buffer *out, const char *before, const char *folder, const char *behind)
{
    lw_put_format(out, "  lanewise %s ", before);
    put_word(out, folder);
    lw_put_text(out, behind);
}

/* What there is now and what to do with it. */
static void say_done(const char *folder)
{
    lw_buffer out = {0};
    char *orders = path_of(folder, "orders.csv");
    lw_flow flow = {.out = &out, .width = (size_t)cli_width(), .indent = 2};
    lw_flow_sentence(&flow, "lanewise: wrote");
    for (const cli_starter_file *file = CLI_STARTER; file->name; file++) {
        lw_flow_word(&flow, file->name);
        if (file[1].name)
            lw_flow_glue(&flow, ",");
    }
    lw_flow_end(&flow);
    lw_put_text(&out, "The note of each row says what it is for; its prices are made up. Next:\n");
    put_command(&out, "check", folder, "\n");
    put_command(&out, "quote --data", folder,
                " --from CNSZX --to US:90001 --weight 0.5 --value 40 --explain\n");
    put_command(&out, "batch --data", folder, " ");
    put_word(&out, orders ? orders : "");
    lw_put_char(&out, '\n');
    if (out.failed || !orders)
        cli_say("wrote %s; out of memory for what to do next", folder);
    else
        lw_write_all(STDERR_FILENO, "standard error", out.bytes, out.length, NULL);
    lw_buffer_release(&out);
    free(orders);
}

static int take_argument(void *context, const cli_option *option, const char *value)
{
    request *ask = context;
    (void)option; /* none but help */
    if (ask->folder)
        return cli_usage(ask->command, "one folder at a time: '%s' and '%s'", ask->folder, value);
    ask->folder = value;
    return CLI_OK;
}

int cli_run_init(const cli_command *command, cli_globals *globals, int argc, char **argv)
{
    (void)globals;
    request ask = {.command = command};
    lw_error err;
    int status = cli_read_arguments(command, command->options, command->option_count, argc, argv,
                                    take_argument, &ask);
    if (status == -1)
        return cli_print_help(command);
    if (status == CLI_OK && (!ask.folder || !ask.folder[0]))
        status = cli_usage(command, "which folder? it is made, or is there and empty");
    if (status != CLI_OK)
        return status;
    cli_catch_signals();
    lw_status result = prepare_folder(&ask, &err);
    if (result == LW_OK)
        result = write_catalog(&ask, &err);
    if (result == LW_OK)
        say_done(ask.folder);
    else
        cli_say_error(&err);
    cli_die_of_signal();
    return cli_status_of(result);
}
