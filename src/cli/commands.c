/* The commands and their flags, as data. */
#include <string.h>

#include "base/error.h"
#include "base/nearest.h"
#include "cli/cli.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define DATA_FLAG                                                                      \
    {                                                                                  \
        CLI_FLAG_DATA, 'd', "data", "DIR", NULL, "the catalog, a folder of CSV tables" \
    }
#define HELP_FLAG                                                \
    {                                                            \
        CLI_FLAG_HELP, 'h', "help", NULL, NULL, "show this help" \
    }
#define COLOR_FLAG                                                  \
    {                                                               \
        CLI_FLAG_COLOR, 0, "color", "auto|always|never", NULL,      \
            "auto (default): on a terminal, unless NO_COLOR is set" \
    }
#define OUTPUT_FLAG                                                     \
    {                                                                   \
        CLI_FLAG_OUTPUT, 'o', "output", "FILE", NULL,                   \
            "write there instead; the file appears whole or not at all" \
    }
#define RANKING(name, argument, target, help)             \
    {                                                     \
        CLI_FLAG_RANKING, 0, name, argument, target, help \
    }
#define RANK_FLAGS                                                                               \
    RANKING("rank", "score|cost|time|visibility|money", "rank",                                  \
            "what comes first (default score); money is cost with time priced in"),              \
        RANKING("weights", "LIST", "weights",                                                    \
                "of the score (default cost=0.5,time=0.3,visibility=0.2)"),                      \
        RANKING("time-basis", "min|typical|max", "time_basis",                                   \
                "which duration counts (default typical)"),                                      \
        RANKING("value-of-day", "AMOUNT", "value_of_day", "for --rank money: what a day costs"), \
        RANKING("value-of-blind-day", "AMOUNT", "value_of_blind_day",                            \
                "for --rank money: what a day out of sight costs")
#define RANKING_FLAGS                                                                          \
    RANK_FLAGS,                                                                                \
        {CLI_FLAG_FRONTIER, 0, "frontier", NULL, NULL, "every plan that no other plan beats"}, \
    {                                                                                          \
        CLI_FLAG_EXPLAIN, 0, "explain", NULL, NULL,                                            \
            "how each plan comes about, and why a mode is in none"                             \
    }

/* Of commands over a file of orders. */
#define INPUT_FLAGS                                                                              \
    {CLI_FLAG_INPUT, 0, "input", "csv|jsonl", NULL, "default: by the ending of FILE, else csv"}, \
    {                                                                                            \
        CLI_FLAG_MAP, 0, "map", "FIELD=COLUMN,...", NULL,                                        \
            "which columns of a foreign header hold which fields; may be given more than once"   \
    }
#define DEFAULT_FLAGS                                              \
    RANKING("ship-date", "DATE", "ship_date",                      \
            "for orders that state none (default: today in UTC)"), \
        RANKING("currency", "CURRENCY", "currency",                \
                "of the quotes, for orders that state none (default: that of the catalog)")
#define THREADS_FLAG                                                                        \
    {                                                                                       \
        CLI_FLAG_THREADS, 0, "threads", "N", NULL,                                          \
            "threads that plan (default: the processors); the output does not depend on it" \
    }

static const cli_option global_options[] = {
    DATA_FLAG,
    COLOR_FLAG,
    HELP_FLAG,
    {CLI_FLAG_VERSION, 'V', "version", NULL, NULL, "show the version"},
};

static const cli_option quote_options[] = {
    {CLI_FLAG_FIELD, 0, "from", "NODE", "origin", "node where the shipment starts"},
    {CLI_FLAG_TO, 0, "to", "COUNTRY[:POSTCODE]", NULL, "destination"},
    {CLI_FLAG_FIELD, 0, "weight", "KG", "weight_kg", "actual weight of one piece"},
    {CLI_FLAG_DIMS, 0, "dims", "LxWxH", NULL, "its length, width and height in cm"},
    {CLI_FLAG_VALUE, 0, "value", "AMOUNT[:CURRENCY]", NULL, "goods value of the whole shipment"},
    {CLI_FLAG_FIELD, 0, "hs", "CODE", "hs_code", "tariff code"},
    {CLI_FLAG_INCOTERM, 0, "incoterm", "DDP|DAP|both", NULL,
     "who pays duty and tax: DDP (default: the seller), DAP (the buyer), or both: rank by DDP and "
     "show what the buyer would pay under DAP"},
    {CLI_FLAG_RANKING, 'n', "top", "N", "top", "plans shown (default 5)"},
    RANKING_FLAGS,
    {CLI_FLAG_SWEEP, 0, "sweep", "FIELD=START..END:STEP", NULL,
     "how the best plan changes with weight (0.1..5:0.1), value (0..1000:10) or ready_at "
     "(2026-11-23..2026-11-30:6h); changes are found to the gram and the minor unit"},
    {CLI_FLAG_FORMAT, 'f', "format", "table|json|csv|html", NULL,
     "default table; html is a page with the whole frontier as a picture, to open from disk"},
    OUTPUT_FLAG,
    COLOR_FLAG,
    DATA_FLAG,
    HELP_FLAG,
};

static const char *const quote_examples[] = {
    "lanewise quote --from CNSZX --to US:90001 --weight 0.8 --dims 20x15x10 --value 45:USD",
    "rank the ways of one parcel",
    "lanewise quote --from CNSZX --to DE --weight 2 --value 80:EUR --incoterm both --explain",
    "with every charge, and what a German buyer would pay at the door",
    "lanewise quote --from CNSZX --to US:90001 --value 45:USD --sweep weight=0.1..5:0.1",
    "from which weight on another way is best, to the gram",
    "echo '{\"origin\":\"CNSZX\",\"country\":\"GB\",\"weight_kg\":1.2}' | lanewise quote - -f json",
    "a shipment as JSON in, the answer as JSON out",
    "lanewise quote --from CNSZX --to US:90001 --weight 0.8 --value 45:USD -f html -o plans.html",
    "a page to show to others",
    NULL,
};

static const cli_option batch_options[] = {
    INPUT_FLAGS,
    {CLI_FLAG_RANKING, 'n', "top", "N", "top", "plans an order (default 1)"},
    RANKING_FLAGS,
    DEFAULT_FLAGS,
    {CLI_FLAG_FORMAT, 'f', "format", "csv|jsonl", NULL, "default csv"},
    OUTPUT_FLAG,
    THREADS_FLAG,
    {CLI_FLAG_SHARD, 0, "shard", "I/N", NULL,
     "only part I of N of FILE; the outputs of all parts, joined, are that of the whole file"},
    {CLI_FLAG_ANEW, 0, "anew", NULL, NULL,
     "search for every order by itself, whatever was found for others like it: the same answers, "
     "later"},
    {CLI_FLAG_RESUME, 0, "resume", NULL, NULL,
     "go on where a run with the same flags and -o FILE was cut off; from the beginning where "
     "there was none"},
    {CLI_FLAG_SUMMARY, 0, "summary", "FILE", NULL,
     "write the counts, costs and times of the run there, as JSON"},
    {CLI_FLAG_REPORT, 0, "report", "FILE", NULL,
     "write a page there (HTML, self-contained): the modes and destinations of the orders, what "
     "they cost, and those without a plan"},
    COLOR_FLAG,
    DATA_FLAG,
    HELP_FLAG,
};

static const char *const batch_examples[] = {
    "lanewise batch orders.csv -o plans.csv",
    "the best plan for every order of a file",
    "lanewise batch shop.csv --map id=OrderNo,weight_kg=Wt,country=ShipTo",
    "an export of a shop, with columns of its own names",
    "lanewise batch orders.csv -o plans.csv --resume",
    "go on with a run that was cut off",
    "lanewise batch orders.csv --shard 3/8 -o plans.3.csv",
    "the third of eight parts, on one of eight machines",
    "lanewise batch orders.csv -o plans.csv --report plans.html",
    "beside the plans a page that tells of the whole file",
    "zcat orders.jsonl.gz | lanewise batch - --input jsonl -f jsonl -n 3 | jq -c '.plans[0].cost'",
    "a stream in, three plans an order out",
    NULL,
};

static const cli_option compare_options[] = {
    INPUT_FLAGS,
    RANK_FLAGS,
    DEFAULT_FLAGS,
    {CLI_FLAG_LISTED, 'n', "top", "N", NULL,
     "orders and lanes in each list of a table or JSON (default 10, at most 1000)"},
    {CLI_FLAG_FORMAT, 'f', "format", "table|csv|json", NULL,
     "default table; csv has one row an order"},
    OUTPUT_FLAG,
    THREADS_FLAG,
    COLOR_FLAG,
    HELP_FLAG,
};

static const char *const compare_examples[] = {
    "lanewise compare cards-10 cards-11 orders.csv",
    "what the cards of November do to the orders of a file",
    "lanewise compare cards-10 cards-11 orders.csv --rank cost -n 50 -f json | jq .hardest_hit",
    "the fifty orders whose cheapest way becomes dearest",
    "lanewise compare cards-10 cards-11 orders.csv -f csv -o changes.csv",
    "every order, with its plan before and after",
    NULL,
};

static const cli_option check_options[] = {
    {CLI_FLAG_FORMAT, 'f', "format", "text|json", NULL, "default text"},
    OUTPUT_FLAG,
    COLOR_FLAG,
    DATA_FLAG,
    HELP_FLAG,
};

static const char *const check_examples[] = {
    "lanewise check my-tables",
    "every problem of a catalog, each with its place",
    "lanewise check my-tables -f json | jq -r '.problems[].file' | sort | uniq -c",
    "how many problems each file has",
    NULL,
};

static const cli_option calendar_options[] = {
    {CLI_FLAG_FROM, 0, "from", "DATE", NULL, "the week to begin with (default: today's, in UTC)"},
    {CLI_FLAG_WEEKS, 'n', "weeks", "N", NULL, "weeks shown (default 8)"},
    {CLI_FLAG_FORMAT, 'f', "format", "table|csv|json", NULL, "default table"},
    OUTPUT_FLAG,
    COLOR_FLAG,
    DATA_FLAG,
    HELP_FLAG,
};

static const char *const calendar_examples[] = {
    "lanewise calendar CN --from 2027-01-25",
    "eight weeks around the Spring Festival, and the lanes that keep these days",
    "lanewise calendar",
    "the calendars of the catalog",
    NULL,
};

static const cli_option lanes_options[] = {
    {CLI_FLAG_SELECT, 0, "from", "NODE", "from", "lanes that start at a node"},
    {CLI_FLAG_SELECT, 0, "to", "PLACE", "to",
     "lanes that end in a country, at a node or in a zone; with COUNTRY:POSTCODE, those that "
     "deliver there"},
    {CLI_FLAG_SELECT, 0, "mode", "MODE", "mode", "lanes of a mode"},
    {CLI_FLAG_SELECT, 0, "carrier", "CARRIER", "carrier", "lanes of a carrier"},
    {CLI_FLAG_SELECT, 0, "lane", "LANE", "lane", "one lane"},
    {CLI_FLAG_WEIGHT, 0, "weight", "KG", NULL,
     "show what each card charges for one piece of this weight, or why it does not go"},
    {CLI_FLAG_SHIP_DATE, 0, "ship-date", "DATE", NULL,
     "the day that --weight is about (default: today in UTC)"},
    {CLI_FLAG_FORMAT, 'f', "format", "table|csv|json", NULL, "default table"},
    OUTPUT_FLAG,
    COLOR_FLAG,
    DATA_FLAG,
    HELP_FLAG,
};

static const char *const lanes_examples[] = {
    "lanewise lanes --to DE:10115 --weight 0.8",
    "the lanes that deliver to an address, and the freight of each",
    "lanewise lanes --from CNSZX --mode express -f csv",
    "what one could take from a place, for a spreadsheet",
    NULL,
};

static const cli_option init_options[] = {HELP_FLAG};

static const char *const init_examples[] = {
    "lanewise init our-tables",
    "a catalog of one origin, three carriers and two modes, to change row by row",
    NULL,
};

static const cli_option tables_options[] = {
    {CLI_FLAG_FORMAT, 'f', "format", "table|markdown|json", NULL, "default table"},
    OUTPUT_FLAG,
    COLOR_FLAG,
    HELP_FLAG,
};

static const char *const tables_examples[] = {
    "lanewise tables lanes",
    "the columns of lanes.csv: what they hold, which are required, what an empty cell means",
    // NOLINTNEXTLINE(bugprone-suspicious-missing-comma): one command, on two lines
    "lanewise tables -f json | jq -r '.tables[] | .table + \": \" + (.columns | map(.column) | "
    "join(\", \"))'",
    "a line a table, for a spreadsheet's header",
    NULL,
};

#define IMPORT(name, argument, help)                   \
    {                                                  \
        CLI_FLAG_IMPORT, 0, name, argument, NULL, help \
    }

static const cli_option import_options[] = {
    IMPORT("carrier", "CARRIER", "whose card it is; a carrier of the catalog"),
    IMPORT("mode", "MODE",
           "postal, express, dedicated_line, overseas_warehouse or bonded_warehouse"),
    IMPORT("from", "LIST-OF-NODES", "node of the catalog where the lanes start; several as 'A|B'"),
    IMPORT("to", "PLACE", "where the prices deliver to, if the sheet does not say so itself"),
    IMPORT("days", "DAYS",
           "how long it takes, 5, 3-8 or 3-5-8 (least, usual, most), where the sheet does not say"),
    IMPORT("currency", "CURRENCY", "of the prices (default: the carrier's)"),
    IMPORT("zones", "FILE",
           "chart of the carrier's zones, a CSV with the columns zone, country and, at will, "
           "postcode_from and postcode_to"),
    IMPORT("lines", "FIRST-LAST", "the lines of the sheet that hold the card, headings first"),
    {CLI_FLAG_IGNORE, 0, "ignore", "HEADING", NULL,
     "leave the column of this heading out; may be given more than once"},
    IMPORT("numbers", "EXAMPLE",
           "how the sheet writes numbers: 1,234.5, 1.234,5, 1 234,5 and so on (default 1234.5)"),
    IMPORT("unit", "kg|g|lb", "of weights that name none (default kg)"),
    IMPORT("step", "KG", "billable weight of prices per kg is rounded up to a multiple of this"),
    IMPORT("up-to", "KG", "heaviest weight of prices that name no end"),
    {CLI_FLAG_SET, 0, "service", "TEXT", "service", "the carrier's product name"},
    {CLI_FLAG_SET, 0, "visibility", "SHARE", "visibility",
     "share of the time during which scans tell where the shipment is (0 to 1, default 0)"},
    {CLI_FLAG_SET, 0, "divisor", "CM3", "volumetric_divisor",
     "cubic centimetres that count as one kilogram (default: the carrier's rule)"},
    {CLI_FLAG_SET, 0, "set", "COLUMN=VALUE", NULL,
     "any other column of the lanes, such as max_side_cm=150; may be given more than once"},
    IMPORT("valid-from", "DATE", "first ship date of the prices"),
    IMPORT("valid-to", "DATE", "last ship date of the prices"),
    IMPORT("source", "TEXT", "where the card comes from; goes before the cell in `source`"),
    IMPORT("prefix", "ID",
           "what the ids of lanes, cards and new zones begin with (default: the carrier)"),
    IMPORT("name", "NAME", "name of the files, without .csv (default: the prefix)"),
    {CLI_FLAG_RATES_ONLY, 0, "rates-only", NULL, NULL,
     "new prices for lanes that the catalog has already"},
    {CLI_FLAG_DRY_RUN, 0, "dry-run", NULL, NULL, "show what would be written, and write nothing"},
    {CLI_FLAG_FORCE, 0, "force", NULL, NULL, "replace files that are there already"},
    {CLI_FLAG_OUTPUT, 'o', "output", "DIR", NULL,
     "write the files below this folder (default: the catalog); all of them appear, or none"},
    COLOR_FLAG,
    DATA_FLAG,
    HELP_FLAG,
};

static const char *const import_examples[] = {
    "lanewise import matrix card.csv --carrier HKPOST --mode postal --from HKHKG --days 6-15 --dry-run",
    "look at what a sheet would become",
    "lanewise import matrix zoned.csv --data my-tables --carrier DHL --mode express --from CNSZX "
    "--days 2-4 --zones chart.csv",
    "a card by zones, with the carrier's list of their countries",
    "lanewise import matrix tarif.csv --data my-tables --carrier YUNEXP --mode dedicated_line "
    "--from CNSZX --days 8 --numbers 1.234,5 --unit g",
    "decimal commas, and weights in grams",
    NULL,
};

static const cli_option completion_options[] = {
    {CLI_FLAG_NEXT, 0, "next", NULL, NULL,
     "what may stand for the last of the words behind --: one a line, with what it is behind a tab; "
     "/file and /dir stand for what the shell finds"},
    DATA_FLAG,
    HELP_FLAG,
};

static const char *const completion_examples[] = {
    "lanewise completion bash >lanewise.bash",
    "for this shell: . ./lanewise.bash; for every one, put that into ~/.bashrc",
    "lanewise completion --next -- quote --from CNS",
    "the nodes of the catalog that begin so: what the scripts ask for",
    NULL,
};

static const char *const help_examples[] = {
    "lanewise help batch",
    "the flags and examples of a command; the same as lanewise batch --help",
    "lanewise help --man batch >lanewise-batch.1",
    "its manual page; without a command that of the program",
    NULL,
};

static const cli_option help_options[] = {
    {CLI_FLAG_MAN, 0, "man", NULL, NULL, "as a manual page"},
    HELP_FLAG,
};

static const cli_option version_options[] = {HELP_FLAG};

static const char *const no_examples[] = {NULL};

static const cli_command commands[] = {
    {"quote", "[FLAG]... [-]", "rank the plans for one shipment",
     "The shipment is given by flags or, with -, as one JSON object on standard input; flags given "
     "beside it override its fields.",
     quote_options, COUNT(quote_options), true, quote_examples, cli_run_quote},
    {"batch", "[FLAG]... FILE|-", "rank plans for every order of a file or stream",
     "Orders are rows of a CSV whose header names shipment fields (see lanewise help quote: "
     "weight_kg for --weight-kg), or one JSON object a line. Every order gives at least one line "
     "of output, in input order; its status is ok, no_plan or invalid, with the reason.",
     batch_options, COUNT(batch_options), false, batch_examples, cli_run_batch},
    {"compare", "[FLAG]... A B FILE|-",
     "plan the same orders on two catalogs, and show what changes",
     "A is the catalog before, B the one after: two folders. Every order of FILE (as for batch) is "
     "planned on both. Its best plan is the same, retimed (other days or visibility), repriced, "
     "requoted (in another currency), moved (other lanes or another start), lost or gained; none "
     "means no plan in either. Money is added up by currency, over the orders quoted in it in both.",
     compare_options, COUNT(compare_options), false, compare_examples, cli_run_compare},
    {"check", "[FLAG]... [DIR]", "find every problem of a catalog",
     "Errors keep the catalog from being used; warnings are legal but look like mistakes: gaps in "
     "weight, nodes that nothing reaches, rows that never apply.",
     check_options, COUNT(check_options), false, check_examples, cli_run_check},
    {"calendar", "[FLAG]... [CALENDAR]", "show the working days of a calendar",
     "Shows weeks from Monday to Sunday with the days off and the holidays, and the lanes, nodes "
     "and customs that keep them. Without a name, lists the calendars.",
     calendar_options, COUNT(calendar_options), false, calendar_examples, cli_run_calendar},
    {"lanes", "[FLAG]...", "list the lanes that the catalog offers",
     "Lists lanes in the order of the tables, with their limits and times as the rows say. What a "
     "chain of them costs, and whether it may go, is for 'lanewise quote'.",
     lanes_options, COUNT(lanes_options), false, lanes_examples, cli_run_lanes},
    {"init", "DIR", "write a small catalog to grow your own from",
     "DIR is made, or is there and empty. Each row says in its note what it is for; the prices are "
     "made up. Beside the tables there are a few orders for 'lanewise batch'.",
     init_options, COUNT(init_options), false, init_examples, cli_run_init},
    {"tables", "[FLAG]... [TABLE]", "tell the columns of the catalog's tables",
     "Tells for each column what it holds, in which unit, whether it is required, and what an empty "
     "cell means. Without a name, lists the tables; as Markdown and JSON, with all their columns.",
     tables_options, COUNT(tables_options), false, tables_examples, cli_run_tables},
    {"import", "[FLAG]... matrix FILE|-", "turn a carrier's price sheet into tables",
     "Reads a sheet saved as CSV: prices by weight and destination, one a cell; a price for the "
     "first weight and each additional one; or prices per kg by bands. Writes lanes/NAME.csv, "
     "zones/NAME.csv and rates/NAME.csv into the catalog. What is not understood is refused with "
     "the cell's place; docs/import.md describes what is.",
     import_options, COUNT(import_options), false, import_examples, cli_run_import},
    {"completion", "bash|zsh|fish", "print the completion script of a shell",
     "The script makes the shell complete commands, flags, their values, files, and the ids of the "
     "catalog in use: nodes, lanes, zones, carriers, calendars, countries, currencies and flags of "
     "goods. It asks the program itself, so it never falls behind. An installed lanewise brings "
     "the scripts to where bash (with bash-completion), zsh and fish look for them.",
     completion_options, COUNT(completion_options), false, completion_examples, cli_run_completion},
    {"help", "[FLAG]... [COMMAND]", "show the help of a command", "", help_options,
     COUNT(help_options), false, help_examples, cli_run_help},
    {"version", "", "show the version", "", version_options, COUNT(version_options), false,
     no_examples, cli_run_version},
};

const cli_command *cli_command_at(size_t index)
{
    return index < COUNT(commands) ? &commands[index] : NULL;
}

const cli_command *cli_command_find(const char *name)
{
    for (size_t i = 0; i < COUNT(commands); i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    }
    return NULL;
}

int cli_refuse_command(const cli_command *asking, const char *name)
{
    lw_error err;
    lw_nearest search = lw_nearest_start(name);
    for (size_t i = 0; i < COUNT(commands); i++)
        lw_nearest_offer(&search, commands[i].name);
    lw_fail_unknown(&err, LW_BAD_ARGUMENT, "command", name, search.best);
    return cli_usage(asking, "%s", err.message);
}

const cli_option *cli_global_options(size_t *count)
{
    *count = COUNT(global_options);
    return global_options;
}
