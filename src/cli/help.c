/* Help from the same data that the parser reads. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "render/display.h"

/* Columns of a line of text at most, and before what is told of flags, commands, examples and exit
 * statuses. On a terminal narrower than NARROW, flags have lines of their own. */
enum { WIDTH = 80, NARROW = 70, FLAGS = 30, UNDER_FLAGS = 8, COMMANDS = 14, EXAMPLES = 6 };

static lw_flow start_line(lw_buffer *out, size_t indent)
{
    size_t width = (size_t)cli_width();
    return (lw_flow){.out = out, .width = width < WIDTH ? width : WIDTH, .indent = indent};
}

static void put_paragraph(lw_buffer *out, const char *text)
{
    lw_flow flow = start_line(out, 0);
    lw_flow_sentence(&flow, text);
    lw_flow_end(&flow);
}

/* `text` goes beside the name, or below it where that is too long. */
static void put_entry(lw_buffer *out, const char *name, size_t indent, const char *text)
{
    lw_flow flow = start_line(out, indent);
    lw_put_left(out, name, indent);
    flow.column = indent;
    if (lw_display_width(name) >= indent)
        lw_flow_line(&flow);
    lw_flow_sentence(&flow, text);
    lw_flow_end(&flow);
}

static void put_commands(lw_buffer *out)
{
    const cli_command *command;
    char name[COMMANDS + 1];
    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++) {
        snprintf(name, sizeof name, "  %s", command->name);
        put_entry(out, name, COMMANDS, command->summary);
    }
}

void cli_put_usage(lw_buffer *out)
{
    lw_put_text(out, "usage: lanewise [--data DIR] COMMAND ...\n");
    put_commands(out);
    put_paragraph(out, "'lanewise COMMAND --help' tells more");
}

static void put_option(lw_buffer *out, const cli_option *option)
{
    lw_buffer name = {0};
    if (option->letter)
        lw_put_format(&name, "  -%c, --%s", option->letter, option->name);
    else
        lw_put_format(&name, "      --%s", option->name);
    if (option->argument)
        lw_put_format(&name, " %s", option->argument);
    lw_put_char(&name, '\0');
    if (name.failed)
        out->failed = true;
    else
        put_entry(out, name.bytes, cli_width() < NARROW ? UNDER_FLAGS : FLAGS, option->help);
    lw_buffer_release(&name);
}

static void put_options(lw_buffer *out, const cli_command *command, const cli_option *options,
                        size_t count)
{
    const char *title = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!options[i].help)
            continue;
        const char *group = cli_option_group(command, options, i);
        if (!title || strcmp(title, group) != 0)
            lw_put_format(out, "\n%s\n", group);
        title = group;
        put_option(out, &options[i]);
    }
}

/* Commands are shown on one line, however long, so that they can be copied. */
static void put_program_help(lw_buffer *out)
{
    const cli_command *command;
    size_t count;
    const cli_option *options = cli_global_options(&count);
    char status[EXAMPLES + 1];
    put_paragraph(out, "lanewise ranks every way to move a cross-border parcel.");
    lw_put_text(out, "\nusage: lanewise [FLAG]... COMMAND ...\n\ncommands\n");
    put_commands(out);
    put_options(out, NULL, options, count);
    lw_put_text(out, "\n");
    put_paragraph(out, "The catalog is the folder given by --data, else by LANEWISE_DATA, else "
                       "./data, else the one that was installed.");
    lw_put_text(out, "\nexamples\n");
    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++) {
        if (command->examples[0])
            lw_put_format(out, "  %s\n", command->examples[0]);
    }
    lw_put_text(out, "\nexit status\n");
    for (const cli_meaning *meaning = cli_exit_statuses; meaning->word; meaning++) {
        snprintf(status, sizeof status, "  %s", meaning->word);
        put_entry(out, status, EXAMPLES, meaning->meaning);
    }
}

/* "lanewise quote: rank the plans for one shipment" */
static void put_title(lw_buffer *out, const cli_command *command)
{
    lw_flow flow = start_line(out, 0);
    lw_flow_word(&flow, "lanewise");
    lw_flow_word(&flow, command->name);
    lw_flow_glue(&flow, ":");
    lw_flow_sentence(&flow, command->summary);
    lw_flow_end(&flow);
}

static void put_command_help(lw_buffer *out, const cli_command *command)
{
    cli_options options;
    if (!cli_options_of(command, &options)) {
        out->failed = true;
        return;
    }
    put_title(out, command);
    lw_put_format(out, "\nusage: lanewise %s%s%s\n", command->name, command->operands[0] ? " " : "",
                  command->operands);
    if (command->about[0]) {
        lw_put_char(out, '\n');
        put_paragraph(out, command->about);
    }
    put_options(out, command, options.items, options.count);
    if (command->examples[0])
        lw_put_text(out, "\nexamples\n");
    for (size_t i = 0; command->examples[i]; i += 2) {
        lw_put_format(out, "  %s\n", command->examples[i]);
        put_entry(out, "", EXAMPLES, command->examples[i + 1]);
    }
    cli_options_release(&options);
}

int cli_print_help(const cli_command *command)
{
    lw_buffer out = {0};
    if (command)
        put_command_help(&out, command);
    else
        put_program_help(&out);
    bool written = cli_write(NULL, &out);
    lw_buffer_release(&out);
    return written ? CLI_OK : CLI_IO;
}
