/* What may follow on a command line: its last word is looked for with the parser that would read
 * it, so that it is completed as what it would be read as. */
#include <stdio.h>
#include <string.h>

#include "cli/completion.h"
#include "cli/offers.h"

/* What the last word is. */
typedef struct ending {
    const cli_option *option; /* whose value it is; NULL = of none */
    const char *value;        /* where the value begins in it */
    const char *operand; /* the first operand of the program: its command, if not the last word */
    size_t operands;     /* before the last word */
    bool is_operand;     /* or the beginning of one */
    const char *data;    /* of --data, before it */
} ending;

/* Reads on to the last word, or to the command where `parser` is that of the program. */
static ending read_on(cli_parser *parser)
{
    ending end = {0};
    const cli_option *option;
    const char *value;
    for (;;) {
        cli_item item = cli_next(parser, &option, &value);
        bool last = parser->at == parser->argc;
        if (item == CLI_ITEM_END) /* the last word is "--": a flag may begin so */
            parser->only_operands = false;
        if (item == CLI_ITEM_END || (last && item == CLI_ITEM_ERROR))
            return end;
        if (last && item == CLI_ITEM_OPERAND) {
            end.is_operand = true;
            return end;
        }
        if (last && item == CLI_ITEM_OPTION) {
            if (value) {
                end.option = option;
                end.value = value;
            }
            return end;
        }
        if (item == CLI_ITEM_OPTION && option->kind == CLI_FLAG_DATA)
            end.data = value;
        if (item == CLI_ITEM_OPERAND) {
            end.operand = value;
            end.operands++;
            if (!parser->command)
                return end;
        }
    }
}

/* The part of `operands`, as in "[FLAG]... FILE|-", that stands for the operand `index`, without
 * its brackets; `spec` has room for it. False when there is none. */
static bool operand_spec(const char *operands, size_t index, char *spec, size_t size)
{
    static const char flags[] = "[FLAG]...";
    size_t at = 0;
    for (size_t length; *operands; operands += length + (operands[length] == ' ')) {
        length = strcspn(operands, " ");
        bool repeats = length > 3 && memcmp(operands + length - 3, "...", 3) == 0;
        if (length == strlen(flags) && memcmp(operands, flags, length) == 0)
            continue;
        if (at++ != index && !repeats)
            continue;
        size_t shown = length - (repeats ? 3 : 0);
        bool optional = operands[0] == '[' && operands[shown - 1] == ']';
        shown -= optional ? 2 : 0;
        if (shown >= size)
            return false;
        memcpy(spec, operands + optional, shown);
        spec[shown] = '\0';
        return true;
    }
    return false;
}

static void offer_flags(cli_offers *offers, const cli_option *options, size_t count)
{
    char name[80];
    for (size_t i = 0; i < count; i++) {
        if (!options[i].help)
            continue;
        snprintf(name, sizeof name, "--%s", options[i].name);
        cli_offer(offers, name, options[i].help);
    }
}

/* The last word as a value, an operand or a flag of `command`. */
static void offer_for(cli_offers *offers, const ending *end, const cli_parser *parser)
{
    char spec[64];
    if (end->option) {
        offers->typed = end->value;
        cli_offer_value(offers, end->option->argument);
    } else if (offers->word[0] == '-' && !parser->only_operands) {
        offer_flags(offers, parser->options, parser->option_count);
    } else if (end->is_operand && !parser->command) {
        cli_offer_value(offers, "COMMAND");
    } else if (end->is_operand &&
               operand_spec(parser->command->operands, end->operands, spec, sizeof spec)) {
        cli_offer_value(offers, spec);
    }
}

int cli_complete(const char *data, int argc, char **argv, lw_buffer *out)
{
    cli_options options = {0};
    cli_parser parser = {.argc = argc, .argv = argv, .quiet = true};
    parser.options = cli_global_options(&parser.option_count);
    cli_offers offers = {.out = out, .data = data, .word = argv[argc - 1]};
    offers.typed = offers.word;
    ending end = read_on(&parser);
    if (end.data)
        offers.data = end.data;
    if (end.operand) {
        parser.command = cli_command_find(end.operand);
        if (!parser.command)
            return CLI_OK;
        if (!cli_options_of(parser.command, &options)) {
            out->failed = true;
            return CLI_IO;
        }
        parser.only_operands = false;
        parser.options = options.items;
        parser.option_count = options.count;
        end = read_on(&parser);
        if (end.data)
            offers.data = end.data;
    }
    offer_for(&offers, &end, &parser);
    cli_options_release(&options);
    return offers.status;
}
