/* Words, files and ids of the catalog for what the help writes in capitals. */
#include "cli/offers.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <lanewise/sweep.h>

#include "base/clean.h"
#include "base/utf8.h"
#include "catalog/model.h"

enum { ABOUT = 256 };

/* Is there nothing in the text that a shell, or the answer's own lines, would take for something
 * else? Some shells put what is offered onto the command line as it is. */
static bool is_plain_word(const char *text)
{
    static const char special[] = " !\"#$&'()*;<>?[\\]^`{|}~";
    size_t left = strlen(text), step;
    for (; left > 0; text += step, left -= step) {
        uint32_t c = lw_utf8_next(text, left, &step);
        if (!lw_is_shown(c) || (c < 0x80 && strchr(special, (int)c)))
            return false;
    }
    return true;
}

void cli_offer(cli_offers *offers, const char *text, const char *about)
{
    if (strncasecmp(text, offers->typed, strlen(offers->typed)) != 0 || !is_plain_word(text))
        return;
    lw_put_bytes(offers->out, offers->word, (size_t)(offers->typed - offers->word));
    lw_put_text(offers->out, text);
    if (about && about[0]) {
        lw_put_char(offers->out, '\t');
        lw_put_clean(offers->out, about, strlen(about));
    }
    lw_put_char(offers->out, '\n');
}

/* ---- What the program knows --------------------------------------------------------------------
 */

static void offer_files(cli_offers *offers)
{
    lw_put_text(offers->out, "/file\n");
}

static void offer_folders(cli_offers *offers)
{
    lw_put_text(offers->out, "/dir\n");
}

static void offer_commands(cli_offers *offers)
{
    const cli_command *command;
    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++)
        cli_offer(offers, command->name, command->summary);
}

static void offer_modes(cli_offers *offers)
{
    for (unsigned mode = 0; mode < LW_MODES; mode++)
        cli_offer(offers, lw_mode_name(mode), NULL);
}

static void offer_tables(cli_offers *offers)
{
    lw_table_info table;
    for (uint32_t i = 0; lw_table_at(i, &table); i++)
        cli_offer(offers, table.name, table.help);
}

/* "weight_kg=", for what stands behind it. */
static void offer_field(cli_offers *offers, const char *name, const char *about)
{
    char text[ABOUT];
    snprintf(text, sizeof text, "%s=", name);
    cli_offer(offers, text, about);
}

static void offer_fields(cli_offers *offers)
{
    lw_field_info field;
    for (uint32_t i = 0; lw_field_at(i, &field); i++)
        offer_field(offers, field.name, field.help);
}

static void offer_swept_fields(cli_offers *offers)
{
    for (int field = LW_SWEEP_READY_AT; field <= LW_SWEEP_VALUE; field++)
        offer_field(offers, lw_sweep_field_name((lw_sweep_field)field), NULL);
}

/* ---- What the catalog knows --------------------------------------------------------------------
 */

static void offer_nodes(cli_offers *offers, const lw_catalog *catalog)
{
    for (uint32_t i = 0; i < catalog->node_count; i++)
        cli_offer(offers, catalog->nodes[i].id, catalog->nodes[i].name);
}

static void offer_carriers(cli_offers *offers, const lw_catalog *catalog)
{
    for (uint32_t i = 0; i < catalog->carrier_count; i++)
        cli_offer(offers, catalog->carriers[i].id, catalog->carriers[i].name);
}

static void offer_lanes(cli_offers *offers, const lw_catalog *catalog)
{
    char about[ABOUT];
    for (uint32_t i = 0; i < catalog->lane_count; i++) {
        const lw_lane *lane = &catalog->lanes[i];
        const char *to = lane->to_node.i != LW_NONE ? catalog->nodes[lane->to_node.i].id
                                                    : catalog->zones[lane->to_zone.i].id;
        snprintf(about, sizeof about, "%s to %s, %s", catalog->nodes[lane->from.i].id, to,
                 lw_mode_name(lane->mode));
        cli_offer(offers, lane->id, about);
    }
}

static void offer_countries(cli_offers *offers, const lw_catalog *catalog)
{
    for (uint32_t i = 0; i < catalog->country_count; i++)
        cli_offer(offers, catalog->countries[i].code, catalog->countries[i].name);
}

/* A zone that is called as its country needs to be offered once. */
static void offer_places(cli_offers *offers, const lw_catalog *catalog)
{
    offer_countries(offers, catalog);
    offer_nodes(offers, catalog);
    for (uint32_t i = 0; i < catalog->zone_count; i++) {
        if (lw_intern_find(&catalog->country_codes, catalog->zones[i].id) == LW_NONE)
            cli_offer(offers, catalog->zones[i].id,
                      catalog->countries[catalog->zones[i].country.i].code);
    }
}

static void offer_numbered(cli_offers *offers, const lw_intern *texts)
{
    for (uint32_t i = 0; i < texts->count; i++)
        cli_offer(offers, texts->texts[i], NULL);
}

static void offer_currencies(cli_offers *offers, const lw_catalog *catalog)
{
    offer_numbered(offers, &catalog->currency_codes);
}

static void offer_calendars(cli_offers *offers, const lw_catalog *catalog)
{
    offer_numbered(offers, &catalog->calendar_ids);
}

static void offer_flags(cli_offers *offers, const lw_catalog *catalog)
{
    offer_numbered(offers, &catalog->flag_names);
}

static void offer_skus(cli_offers *offers, const lw_catalog *catalog)
{
    offer_numbered(offers, &catalog->skus);
}

/* ---- What the help calls them ------------------------------------------------------------------
 */

typedef void offer_fn(cli_offers *offers);
typedef void offer_ids_fn(cli_offers *offers, const lw_catalog *catalog);

typedef struct placeholder {
    const char *name;
    offer_fn *offer;         /* what needs no catalog; */
    offer_ids_fn *offer_ids; /* what does; neither: any text */
    char separator;          /* of a list; 0 = one value */
} placeholder;

/* A name that a flag or operand uses must be here, if only to say that nothing can be offered. */
static const placeholder placeholders[] = {
    {"FILE", offer_files, NULL, 0},
    {"DIR", offer_folders, NULL, 0},
    {"A", offer_folders, NULL, 0}, /* the two catalogs of compare */
    {"B", offer_folders, NULL, 0},
    {"COMMAND", offer_commands, NULL, 0},
    {"TABLE", offer_tables, NULL, 0},
    {"MODE", offer_modes, NULL, 0},
    {"LIST-OF-MODES", offer_modes, NULL, '|'},
    {"FIELD=COLUMN,...", offer_fields, NULL, ','},
    {"FIELD=START..END:STEP", offer_swept_fields, NULL, 0},
    {"NODE", NULL, offer_nodes, 0},
    {"LIST-OF-NODES", NULL, offer_nodes, '|'},
    {"CARRIER", NULL, offer_carriers, 0},
    {"LANE", NULL, offer_lanes, 0},
    {"PLACE", NULL, offer_places, 0},
    {"COUNTRY", NULL, offer_countries, 0},
    {"COUNTRY[:POSTCODE]", NULL, offer_countries, 0},
    {"CURRENCY", NULL, offer_currencies, 0},
    {"CALENDAR", NULL, offer_calendars, 0},
    {"LIST-OF-FLAGS", NULL, offer_flags, '|'},
    {"SKU", NULL, offer_skus, 0},
    {"AMOUNT", NULL, NULL, 0},
    {"AMOUNT[:CURRENCY]", NULL, NULL, 0},
    {"CM", NULL, NULL, 0},
    {"CM3", NULL, NULL, 0},
    {"CODE", NULL, NULL, 0},
    {"COLUMN=VALUE", NULL, NULL, 0},
    {"DATE", NULL, NULL, 0},
    {"DATE-AND-TIME", NULL, NULL, 0},
    {"DATE-OR-DATE-AND-TIME", NULL, NULL, 0},
    {"DAYS", NULL, NULL, 0},
    {"EXAMPLE", NULL, NULL, 0},
    {"FIRST-LAST", NULL, NULL, 0},
    {"HEADING", NULL, NULL, 0},
    {"HOURS", NULL, NULL, 0},
    {"HS-CODE", NULL, NULL, 0},
    {"I/N", NULL, NULL, 0},
    {"ID", NULL, NULL, 0},
    {"KG", NULL, NULL, 0},
    {"LIST", NULL, NULL, 0},
    {"LIST-OF-ITEMS", NULL, NULL, 0},
    {"LxWxH", NULL, NULL, 0},
    {"MONEY", NULL, NULL, 0},
    {"N", NULL, NULL, 0},
    {"NAME", NULL, NULL, 0},
    {"SHARE", NULL, NULL, 0},
    {"TEXT", NULL, NULL, 0},
    {"WHOLE-NUMBER", NULL, NULL, 0},
};

static const placeholder *find(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++) {
        if (strlen(placeholders[i].name) == length &&
            memcmp(placeholders[i].name, name, length) == 0)
            return &placeholders[i];
    }
    return NULL;
}

static void offer_known(cli_offers *offers, const placeholder *known)
{
    const char *last = known->separator ? strrchr(offers->typed, known->separator) : NULL;
    if (last)
        offers->typed = last + 1;
    if (known->offer)
        known->offer(offers);
    if (!known->offer_ids)
        return;
    lw_catalog *catalog;
    offers->status = cli_load(offers->data, &catalog);
    if (offers->status == CLI_OK)
        known->offer_ids(offers, catalog);
    lw_catalog_free(catalog);
}

/* One of several words, or a name in capitals. A stream, "-", needs no completion. */
static void offer_alternative(cli_offers *offers, const char *text, size_t length, bool alone)
{
    char word[64];
    const placeholder *known = find(text, length);
    if (known) {
        offer_known(offers, known);
    } else if (length < sizeof word && !(alone && text[0] >= 'A' && text[0] <= 'Z')) {
        memcpy(word, text, length);
        word[length] = '\0';
        if (strcmp(word, "-") != 0)
            cli_offer(offers, word, NULL);
    } else {
        cli_say("nothing says what '%.*s' stands for", (int)length, text);
        offers->status = CLI_BUG;
    }
}

void cli_offer_value(cli_offers *offers, const char *spec)
{
    size_t length = strcspn(spec, "|");
    if (find(spec, strlen(spec))) {
        offer_alternative(offers, spec, strlen(spec), true);
        return;
    }
    bool alone = spec[length] == '\0';
    for (; *spec; spec += length + (spec[length] == '|'), length = strcspn(spec, "|"))
        offer_alternative(offers, spec, length, alone);
}
