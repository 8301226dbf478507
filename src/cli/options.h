/* Flags as data: one array a command, read by the parser, the help and the man page. */
#ifndef LANEWISE_CLI_OPTIONS_H
#define LANEWISE_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_command cli_command;

typedef enum cli_option_kind {
    CLI_FLAG_DATA,
    CLI_FLAG_HELP,
    CLI_FLAG_VERSION,
    CLI_FLAG_COLOR,
    CLI_FLAG_FORMAT,
    CLI_FLAG_OUTPUT,
    CLI_FLAG_EXPLAIN,
    CLI_FLAG_FRONTIER,
    CLI_FLAG_ANEW,
    CLI_FLAG_RANKING, /* an option of the planner, `target` its name */
    CLI_FLAG_FIELD,   /* a shipment field, `target` its name */
    CLI_FLAG_TO,
    CLI_FLAG_DIMS,
    CLI_FLAG_VALUE,
    CLI_FLAG_INCOTERM,
    CLI_FLAG_INPUT,
    CLI_FLAG_MAP,
    CLI_FLAG_THREADS,
    CLI_FLAG_SHARD,
    CLI_FLAG_RESUME,
    CLI_FLAG_SUMMARY,
    CLI_FLAG_REPORT,
    CLI_FLAG_LISTED,
    CLI_FLAG_SWEEP,
    CLI_FLAG_FROM,
    CLI_FLAG_WEEKS,
    CLI_FLAG_SELECT, /* what narrows a list down, `target` its name */
    CLI_FLAG_WEIGHT,
    CLI_FLAG_SHIP_DATE,
    CLI_FLAG_IMPORT, /* an option of the import, by its name */
    CLI_FLAG_SET,    /* a column of lanes, `target` its name; NULL = the value names it */
    CLI_FLAG_IGNORE,
    CLI_FLAG_RATES_ONLY,
    CLI_FLAG_DRY_RUN,
    CLI_FLAG_FORCE,
    CLI_FLAG_MAN,
    CLI_FLAG_NEXT
} cli_option_kind;

typedef struct cli_option {
    cli_option_kind kind;
    char letter;          /* 0 = none */
    const char *name;     /* without the hyphens */
    const char *argument; /* NULL = takes none */
    const char *target;   /* see the kinds; else NULL */
    const char *help;     /* NULL = not shown */
} cli_option;

/* A command's flags, those of the shipment fields included. Owned: cli_options_release. */
typedef struct cli_options {
    cli_option *items;
    size_t count, capacity;
    char **texts; /* made up for the fields */
    size_t text_count;
} cli_options;

bool cli_options_of(const cli_command *command, cli_options *options); /* false: no memory */
void cli_options_release(cli_options *options);

/* What the help and the manual call the group of the flag `index`; groups follow each other.
 * `command` is NULL for the flags of the program. */
const char *cli_option_group(const cli_command *command, const cli_option *options, size_t index);

/* Walks over arguments. */
typedef struct cli_parser {
    const cli_command *command; /* for messages; NULL = the program */
    const cli_option *options;
    size_t option_count;
    int argc;
    char **argv;
    int at;
    const char *letters; /* rest of a bundle of short flags */
    bool only_operands;  /* "--" is behind us */
    bool quiet;          /* errors are not told */
} cli_parser;

typedef enum cli_item { CLI_ITEM_END, CLI_ITEM_OPTION, CLI_ITEM_OPERAND, CLI_ITEM_ERROR } cli_item;

/* The next flag, with its argument in *value (NULL when it takes none), or operand in *value.
 * Errors have been told, unless the parser is quiet. */
cli_item cli_next(cli_parser *parser, const cli_option **option, const char **value);

/* Takes one of the flags that many commands share, --data, --color, --format and --output, into its
 * place; false for any other flag. */
bool cli_take_shared(const cli_option *option, const char *value, const char **data,
                     const char **color, const char **format, const char **output);

/* What a command does with one argument: a flag with its value, or an operand (`option` NULL). A
 * status other than CLI_OK ends the reading. */
typedef int cli_take_fn(void *context, const cli_option *option, const char *value);

/* Reads all arguments of `command` by its `options`. CLI_OK; -1 when help was asked for; CLI_USAGE
 * when an argument is wrong (told already); what `take` returned. */
int cli_read_arguments(const cli_command *command, const cli_option *options, size_t option_count,
                       int argc, char **argv, cli_take_fn *take, void *context);

#endif
