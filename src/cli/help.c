/* Help from the same data that the parser reads. */
#include <string.h>

#include "cli/cli.h"
#include "render/display.h"

enum { NAMES = 30, WIDTH = 80, NAME_WIDTH = 12 }; /* columns of flags, of everything, of commands */

void cli_put_usage(lw_buffer *out)
{
    const cli_command *command;
    lw_put_text(out, "usage: lanewise [--data DIR] COMMAND ...\n");
    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++) {
        lw_put_text(out, "  ");
        lw_put_left(out, command->name, NAME_WIDTH);
        lw_put_format(out, "%s\n", command->summary);
    }
    lw_put_text(out, "'lanewise COMMAND --help' tells more\n");
}

static void put_paragraph(lw_buffer *out, const char *text)
{
    lw_flow flow = {.out = out, .width = WIDTH};
    lw_flow_sentence(&flow, text);
    lw_flow_end(&flow);
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
    if (name.failed) {
        out->failed = true;
    } else {
        lw_put_left(out, name.bytes, NAMES);
        if (lw_display_width(name.bytes) >= NAMES) {
            lw_put_char(out, '\n');
            lw_put_spaces(out, NAMES);
        }
        lw_flow flow = {.out = out, .width = WIDTH, .indent = NAMES, .column = NAMES};
        lw_flow_sentence(&flow, option->help);
        lw_flow_end(&flow);
    }
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

void cli_put_help(lw_buffer *out)
{
    const cli_command *command;
    size_t count;
    const cli_option *options = cli_global_options(&count);
    lw_put_text(out, "lanewise ranks every way to move a cross-border parcel.\n\n");
    lw_put_text(out, "usage: lanewise [FLAG]... COMMAND ...\n\ncommands\n");
    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++) {
        lw_put_text(out, "  ");
        lw_put_left(out, command->name, NAME_WIDTH);
        lw_put_format(out, "%s\n", command->summary);
    }
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
    for (const cli_meaning *status = cli_exit_statuses; status->word; status++)
        lw_put_format(out, "  %-2s  %s\n", status->word, status->meaning);
}

void cli_put_command_help(lw_buffer *out, const cli_command *command)
{
    cli_options options;
    if (!cli_options_of(command, &options)) {
        out->failed = true;
        return;
    }
    lw_put_format(out, "lanewise %s: %s\n\nusage: lanewise %s%s%s\n", command->name,
                  command->summary, command->name, command->operands[0] ? " " : "",
                  command->operands);
    if (command->about[0]) {
        lw_put_char(out, '\n');
        put_paragraph(out, command->about);
    }
    put_options(out, command, options.items, options.count);
    if (command->examples[0])
        lw_put_text(out, "\nexamples\n");
    for (size_t i = 0; command->examples[i]; i += 2)
        lw_put_format(out, "  %s\n      %s\n", command->examples[i], command->examples[i + 1]);
    cli_options_release(&options);
}

int cli_print_help(const cli_command *command)
{
    lw_buffer out = {0};
    if (command)
        cli_put_command_help(&out, command);
    else
        cli_put_help(&out);
    bool written = cli_write(NULL, &out);
    lw_buffer_release(&out);
    return written ? CLI_OK : CLI_IO;
}
