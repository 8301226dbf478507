/* The man pages, from the same data as the help: one of the program, one of each command. */
#include <ctype.h>
#include <string.h>

#include "cli/cli.h"

enum { EXAMPLE_WIDTH = 66 };

/* ---- Text in roff -------------------------------------------------------------------------------
 */

/* Characters that roff would set as something else, kept as they are. */
static void put_roff_char(lw_buffer *out, char c)
{
    static const char from[] = "-\\'`^~\"";
    static const char *const to[] = {"\\-", "\\e", "\\(aq", "\\(ga", "\\(ha", "\\(ti", "\\(dq"};
    const char *found = strchr(from, c);
    if (found)
        lw_put_text(out, to[found - from]);
    else
        lw_put_char(out, c);
}

/* A point at the beginning of a line would make it an order. */
static void put_roff(lw_buffer *out, const char *text)
{
    if (*text == '.')
        lw_put_text(out, "\\&");
    while (*text)
        put_roff_char(out, *text++);
}

static void put_line(lw_buffer *out, const char *text)
{
    put_roff(out, text);
    lw_put_char(out, '\n');
}

/* Sections stand in capitals, the parts of one begin with a capital. */
static void put_heading(lw_buffer *out, bool section, const char *title)
{
    lw_put_text(out, section ? ".SH " : ".SS ");
    for (const char *c = title; *c; c++)
        lw_put_char(out, section || c == title ? (char)toupper((unsigned char)*c) : *c);
    lw_put_char(out, '\n');
}

/* ---- Examples ----------------------------------------------------------------------------------
 */

/* Bytes up to the next blank at which the command may go on in a new line: before a flag or a pipe,
 * outside quotes. */
static size_t piece_of(const char *command)
{
    char quote = 0;
    size_t length = 0;
    for (; command[length]; length++) {
        char c = command[length];
        if (quote ? c == quote : c == '\'' || c == '"')
            quote = quote ? 0 : c;
        bool breaks = command[length + 1] == '-' || command[length + 1] == '|';
        if (length > 0 && !quote && c == ' ' && breaks)
            break;
    }
    return length;
}

static void put_command_line(lw_buffer *out, const char *command)
{
    size_t column = 0;
    while (*command) {
        size_t length = piece_of(command);
        if (column > 0 && column + length > EXAMPLE_WIDTH) {
            put_roff(out, " \\\n   ");
            column = 3;
        }
        column += length;
        while (length-- > 0)
            put_roff_char(out, *command++);
    }
}

static void put_example(lw_buffer *out, const char *const example[2], bool first)
{
    if (!first)
        lw_put_text(out, ".PP\n");
    put_line(out, example[1]);
    lw_put_text(out, ".PP\n.RS 4\n.EX\n");
    if (example[0][0] == '.')
        lw_put_text(out, "\\&");
    put_command_line(out, example[0]);
    lw_put_text(out, "\n.EE\n.RE\n");
}

/* ---- Options -----------------------------------------------------------------------------------
 */

static void put_option(lw_buffer *out, const cli_option *option)
{
    lw_put_text(out, ".TP\n");
    if (option->letter)
        lw_put_format(out, "\\fB\\-%c\\fR, ", option->letter);
    lw_put_text(out, "\\fB\\-\\-");
    put_roff(out, option->name);
    lw_put_text(out, "\\fR");
    if (option->argument) {
        lw_put_text(out, " \\fI");
        put_roff(out, option->argument);
        lw_put_text(out, "\\fR");
    }
    lw_put_char(out, '\n');
    put_line(out, option->help);
}

static void put_options(lw_buffer *out, const cli_command *command, const cli_option *options,
                        size_t count)
{
    const char *title = NULL;
    put_heading(out, true, "options");
    for (size_t i = 0; i < count; i++) {
        if (!options[i].help)
            continue;
        const char *group = cli_option_group(command, options, i);
        if (command && command->has_fields && (!title || strcmp(title, group) != 0))
            put_heading(out, false, group);
        title = group;
        put_option(out, &options[i]);
    }
}

/* ---- Pages -------------------------------------------------------------------------------------
 */

static void put_head(lw_buffer *out, const char *name, const char *summary)
{
    lw_put_text(out, ".\\\" Made by 'lanewise help --man'.\n.TH ");
    for (const char *c = name; *c; c++)
        put_roff_char(out, (char)toupper((unsigned char)*c));
    lw_put_format(out, " 1 \"\" \"lanewise %s\"\n.SH NAME\n", lw_version());
    put_roff(out, name);
    lw_put_text(out, " \\- ");
    put_roff(out, summary);
    lw_put_text(out, "\n.SH SYNOPSIS\n");
}

static void put_meanings(lw_buffer *out, const char *title, const cli_meaning *meaning)
{
    put_heading(out, true, title);
    for (; meaning->word; meaning++) {
        lw_put_text(out, ".TP\n.B ");
        put_line(out, meaning->word);
        put_line(out, meaning->meaning);
    }
}

/* The pages of the program and its commands but this one. */
static void put_see_also(lw_buffer *out, const cli_command *self)
{
    const cli_command *command;
    put_heading(out, true, "see also");
    lw_put_text(out, ".ad l\n");
    if (self)
        lw_put_text(out, ".BR lanewise (1)");
    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++) {
        if (command == self)
            continue;
        lw_put_text(out, self || i > 0 ? ",\n.BR \\%lanewise\\-" : ".BR \\%lanewise\\-");
        put_roff(out, command->name);
        lw_put_text(out, " (1)");
    }
    lw_put_char(out, '\n');
}

static void put_surroundings(lw_buffer *out, const cli_command *self)
{
    put_meanings(out, "exit status", cli_exit_statuses);
    put_meanings(out, "files", cli_files);
    put_meanings(out, "environment", cli_variables);
    put_see_also(out, self);
}

static void put_command_page(lw_buffer *out, const cli_command *command)
{
    cli_options options;
    lw_buffer name = {0};
    if (!cli_options_of(command, &options)) {
        out->failed = true;
        return;
    }
    lw_put_format(&name, "lanewise-%s", command->name);
    lw_put_char(&name, '\0');
    if (name.failed) {
        out->failed = true;
    } else {
        put_head(out, name.bytes, command->summary);
        lw_put_format(out, ".B lanewise %s\n", command->name);
        put_roff(out, command->operands);
        lw_put_text(out, "\n.SH DESCRIPTION\n");
        put_line(out, command->about[0] ? command->about : command->summary);
        put_options(out, command, options.items, options.count);
        if (command->examples[0])
            put_heading(out, true, "examples");
        for (size_t i = 0; command->examples[i]; i += 2)
            put_example(out, &command->examples[i], i == 0);
        put_surroundings(out, command);
    }
    lw_buffer_release(&name);
    cli_options_release(&options);
}

static void put_program_page(lw_buffer *out)
{
    const cli_command *command;
    size_t count;
    const cli_option *options = cli_global_options(&count);
    put_head(out, "lanewise", "rank every way to move a cross-border parcel");
    lw_put_text(out, ".B lanewise\n[FLAG]... COMMAND ...\n.SH DESCRIPTION\n");
    put_line(out,
             "lanewise reads lane, carrier and rate tables from CSV, builds every chain of legs "
             "that can carry a shipment, and ranks the plans on landed cost, transit time and "
             "tracking visibility.");
    lw_put_text(out, ".SH COMMANDS\nEach has a page of its own.\n");
    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++) {
        lw_put_format(out, ".TP\n.BR lanewise\\-%s (1)\n", command->name);
        put_line(out, command->summary);
    }
    put_options(out, NULL, options, count);
    put_heading(out, true, "examples");
    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++) {
        if (command->examples[0])
            put_example(out, command->examples, i == 0);
    }
    put_surroundings(out, NULL);
}

void cli_put_manual(lw_buffer *out, const cli_command *command)
{
    if (command)
        put_command_page(out, command);
    else
        put_program_page(out);
}
