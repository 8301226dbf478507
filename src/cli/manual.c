/* The man page, from the same data as the help: `lanewise help --man` prints docs/lanewise.1. */
#include <string.h>

#include "cli/cli.h"

/* Text in roff: hyphens and backslashes kept, no line that roff would take for a request. */
static void put_roff(lw_buffer *out, const char *text)
{
    if (*text == '.' || *text == '\'')
        lw_put_text(out, "\\&");
    for (; *text; text++) {
        if (*text == '-')
            lw_put_text(out, "\\-");
        else if (*text == '\\')
            lw_put_text(out, "\\e");
        else
            lw_put_char(out, *text);
    }
}

static void put_paragraph(lw_buffer *out, const char *text)
{
    lw_put_text(out, ".PP\n");
    put_roff(out, text);
    lw_put_char(out, '\n');
}

static void put_option(lw_buffer *out, const cli_option *option)
{
    if (!option->help)
        return;
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
    put_roff(out, option->help);
    lw_put_char(out, '\n');
}

static void put_command(lw_buffer *out, const cli_command *command)
{
    cli_options options;
    if (!cli_options_of(command, &options)) {
        out->failed = true;
        return;
    }
    lw_put_format(out, ".SS lanewise %s ", command->name);
    put_roff(out, command->operands);
    lw_put_char(out, '\n');
    put_roff(out, command->summary);
    lw_put_text(out, ".\n");
    if (command->about[0])
        put_paragraph(out, command->about);
    for (size_t i = 0; i < options.count; i++)
        put_option(out, &options.items[i]);
    cli_options_release(&options);
}

static void put_examples(lw_buffer *out)
{
    const cli_command *command;
    lw_put_text(out, ".SH EXAMPLES\n");
    for (size_t c = 0; (command = cli_command_at(c)) != NULL; c++) {
        for (size_t i = 0; command->examples[i]; i += 2) {
            lw_put_text(out, ".TP\n");
            put_roff(out, command->examples[i]);
            lw_put_char(out, '\n');
            put_roff(out, command->examples[i + 1]);
            lw_put_char(out, '\n');
        }
    }
}

void cli_put_manual(lw_buffer *out)
{
    const cli_command *command;
    size_t count;
    const cli_option *options = cli_global_options(&count);
    lw_put_format(out,
                  ".\\\" Made by 'lanewise help --man'.\n.TH LANEWISE 1 \"\" \"lanewise %s\"\n",
                  lw_version());
    lw_put_text(out, ".SH NAME\nlanewise \\- rank every way to move a cross\\-border parcel\n"
                     ".SH SYNOPSIS\n.B lanewise\n[\\fIFLAG\\fR]... \\fICOMMAND\\fR ...\n"
                     ".SH DESCRIPTION\n"
                     "lanewise reads lane, carrier and rate tables from CSV, builds every chain of "
                     "legs that can carry a shipment, and ranks the plans on landed cost, transit "
                     "time and tracking visibility.\n"
                     ".SH FLAGS\n");
    for (size_t i = 0; i < count; i++)
        put_option(out, &options[i]);
    lw_put_text(out, ".SH COMMANDS\n");
    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++)
        put_command(out, command);
    put_examples(out);
    lw_put_text(out, ".SH EXIT STATUS\n"
                     ".TP\n0\nevery shipment got a plan\n"
                     ".TP\n1\ncomplete, but a shipment has no plan or is invalid\n"
                     ".TP\n2\nwrong usage\n"
                     ".TP\n3\nthe catalog is bad\n"
                     ".TP\n4\nreading or writing failed\n"
                     ".TP\n70\na bug\n"
                     ".SH ENVIRONMENT\n"
                     ".TP\n.B LANEWISE_DATA\nthe catalog where \\-\\-data is not given\n"
                     ".TP\n.B NO_COLOR\nno colour, unless \\-\\-color says always\n"
                     ".TP\n.B COLUMNS\nthe width of tables\n");
}
