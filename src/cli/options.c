/* Reading flags: --name VALUE, --name=VALUE, -nVALUE, -n VALUE, operands in between. */
#include "cli/options.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/vector.h"
#include "cli/cli.h"

/* ---- The flags of the shipment fields -----------------------------------------------------------
 */

/* "max-days" of "max_days"; kept by `options`. */
static const char *flag_name(cli_options *options, const char *field)
{
    char *name = strdup(field);
    if (!name)
        return NULL;
    for (char *c = name; *c; c++) {
        if (*c == '_')
            *c = '-';
    }
    options->texts[options->text_count++] = name;
    return name;
}

/* What stands for the value: "KG" of "weight (kg)", "DATE" of "date". */
static const char *flag_argument(cli_options *options, const char *type)
{
    const char *from = strchr(type, '(');
    char *word = from ? strndup(from + 1, strcspn(from + 1, ")")) : strdup(type);
    if (!word)
        return NULL;
    for (char *c = word; *c; c++)
        *c = *c == ' ' ? '-' : (char)toupper((unsigned char)*c);
    options->texts[options->text_count++] = word;
    return word;
}

/* "..., default 5", kept by `options`. */
static const char *flag_help(cli_options *options, const lw_field_info *info)
{
    lw_buffer text = {0};
    lw_put_text(&text, info->help);
    if (info->default_text[0])
        lw_put_format(&text, " (default %s)", info->default_text);
    lw_put_char(&text, '\0');
    if (text.failed) {
        lw_buffer_release(&text);
        return NULL;
    }
    options->texts[options->text_count++] = text.bytes;
    return text.bytes;
}

static bool has_name(const cli_options *options, const char *name)
{
    for (size_t i = 0; i < options->count; i++) {
        if (strcmp(options->items[i].name, name) == 0)
            return true;
    }
    return false;
}

static bool add_fields(cli_options *options)
{
    lw_field_info info;
    size_t fields = 0;
    while (lw_field_at((unsigned)fields, &info))
        fields++;
    options->texts = calloc(3 * fields + 1, sizeof *options->texts);
    if (!options->texts)
        return false;
    for (size_t i = 0; i < fields; i++) {
        lw_field_at((unsigned)i, &info);
        cli_option option = {.kind = CLI_FLAG_FIELD,
                             .name = flag_name(options, info.name),
                             .argument = flag_argument(options, info.type),
                             .target = info.name,
                             .help = flag_help(options, &info)};
        if (!option.name || !option.argument || !option.help)
            return false;
        if (!has_name(options, option.name) && !LW_PUSH(options, option))
            return false;
    }
    return true;
}

bool cli_options_of(const cli_command *command, cli_options *options)
{
    *options = (cli_options){0};
    bool sound = true;
    for (size_t i = 0; sound && i < command->option_count; i++)
        sound = LW_PUSH(options, command->options[i]);
    if (sound && command->has_fields)
        sound = add_fields(options);
    if (!sound)
        cli_options_release(options);
    return sound;
}

void cli_options_release(cli_options *options)
{
    for (size_t i = 0; i < options->text_count; i++)
        free(options->texts[i]);
    free(options->texts);
    free(options->items);
    *options = (cli_options){0};
}

const char *cli_option_group(const cli_command *command, const cli_option *options, size_t index)
{
    if (!command || !command->has_fields)
        return "flags";
    if (index >= command->option_count)
        return "every field of a shipment";
    switch (options[index].kind) {
    case CLI_FLAG_FIELD:
    case CLI_FLAG_TO:
    case CLI_FLAG_DIMS:
    case CLI_FLAG_VALUE:
    case CLI_FLAG_INCOTERM:
        return "the shipment";
    default:
        return "flags";
    }
}

/* ---- The parser ---------------------------------------------------------------------------------
 */

/* Tells what is wrong, unless nobody is to hear of it. */
#define REFUSE(parser, ...) \
    ((parser)->quiet ? CLI_USAGE : cli_usage((parser)->command, __VA_ARGS__))

static cli_item refuse_unknown(const cli_parser *parser, const char *name)
{
    lw_nearest search = lw_nearest_start(name);
    for (size_t i = 0; i < parser->option_count; i++)
        lw_nearest_offer(&search, parser->options[i].name);
    if (search.best)
        REFUSE(parser, "unknown flag '--%s'; did you mean '--%s'?", name, search.best);
    else
        REFUSE(parser, "unknown flag '--%s'", name);
    return CLI_ITEM_ERROR;
}

static const char *next_argument(cli_parser *parser)
{
    return parser->at < parser->argc ? parser->argv[parser->at++] : NULL;
}

static cli_item read_long(cli_parser *parser, const char *text, const cli_option **option,
                          const char **value)
{
    char name[64];
    size_t length = strcspn(text, "=");
    const char *given = text[length] == '=' ? text + length + 1 : NULL;
    if (length >= sizeof name)
        length = sizeof name - 1;
    memcpy(name, text, length);
    name[length] = '\0';
    for (char *c = name; *c; c++) {
        if (*c == '_') /* as the fields are written */
            *c = '-';
    }
    for (size_t i = 0; i < parser->option_count; i++) {
        const cli_option *known = &parser->options[i];
        if (strcmp(known->name, name) != 0)
            continue;
        *option = known;
        *value = given;
        if (!known->argument && given) {
            REFUSE(parser, "--%s takes no value", name);
            return CLI_ITEM_ERROR;
        }
        if (known->argument && !given && !(*value = next_argument(parser))) {
            REFUSE(parser, "--%s needs a value: --%s %s", name, name, known->argument);
            return CLI_ITEM_ERROR;
        }
        return CLI_ITEM_OPTION;
    }
    return refuse_unknown(parser, name);
}

static cli_item read_letter(cli_parser *parser, const cli_option **option, const char **value)
{
    char letter = *parser->letters++;
    for (size_t i = 0; i < parser->option_count; i++) {
        const cli_option *known = &parser->options[i];
        if (known->letter != letter)
            continue;
        *option = known;
        *value = NULL;
        if (!known->argument)
            return CLI_ITEM_OPTION;
        *value = *parser->letters ? parser->letters : next_argument(parser);
        parser->letters = NULL;
        if (*value)
            return CLI_ITEM_OPTION;
        REFUSE(parser, "-%c needs a value: -%c %s", letter, letter, known->argument);
        return CLI_ITEM_ERROR;
    }
    REFUSE(parser, "unknown flag '-%c'", letter);
    return CLI_ITEM_ERROR;
}

cli_item cli_next(cli_parser *parser, const cli_option **option, const char **value)
{
    if (parser->letters && *parser->letters)
        return read_letter(parser, option, value);
    parser->letters = NULL;
    const char *text = next_argument(parser);
    if (!text)
        return CLI_ITEM_END;
    if (parser->only_operands || text[0] != '-' || text[1] == '\0') {
        *value = text;
        return CLI_ITEM_OPERAND;
    }
    if (strcmp(text, "--") == 0) {
        parser->only_operands = true;
        return cli_next(parser, option, value);
    }
    if (text[1] == '-')
        return read_long(parser, text + 2, option, value);
    parser->letters = text + 1;
    return read_letter(parser, option, value);
}

bool cli_take_shared(const cli_option *option, const char *value, const char **data,
                     const char **color, const char **format, const char **output)
{
    const char **place = option->kind == CLI_FLAG_DATA     ? data
                         : option->kind == CLI_FLAG_COLOR  ? color
                         : option->kind == CLI_FLAG_FORMAT ? format
                         : option->kind == CLI_FLAG_OUTPUT ? output
                                                           : NULL;
    if (place)
        *place = value;
    return place != NULL;
}

int cli_read_arguments(const cli_command *command, const cli_option *options, size_t option_count,
                       int argc, char **argv, cli_take_fn *take, void *context)
{
    cli_parser parser = {.command = command,
                         .options = options,
                         .option_count = option_count,
                         .argc = argc,
                         .argv = argv};
    const cli_option *option = NULL;
    const char *value = NULL;
    int status = CLI_OK;
    while (status == CLI_OK) {
        cli_item item = cli_next(&parser, &option, &value);
        if (item == CLI_ITEM_END)
            return CLI_OK;
        if (item == CLI_ITEM_ERROR)
            return CLI_USAGE;
        if (item == CLI_ITEM_OPTION && option != NULL && option->kind == CLI_FLAG_HELP)
            return -1;
        status = take(context, item == CLI_ITEM_OPTION ? option : NULL, value);
    }
    return status;
}
