/* Nodes and zones. */
#include <stdlib.h>
#include <string.h>

#include "catalog/load.h"

/* ---- Nodes -------------------------------------------------------------------------------------
 */

void lw_add_node(lw_loader *loader, const union lw_any_row *row)
{
    const struct lw_node_row *cells = &row->node;
    lw_intern *ids = &loader->catalog->node_ids;
    const lw_source *first = loader->nodes.count ? &loader->nodes.items->source : NULL;
    uint32_t number = lw_new_id(loader, ids, "node", cells->node, first, sizeof(lw_node));
    bool has_card = cells->card != LW_NONE || !lw_cell_sound(loader, "card");
    if (has_card && cells->currency == LW_NONE && lw_cell_sound(loader, "currency"))
        lw_row_error(loader, "currency|card", "currency is required with a card");
    if (number == LW_NONE)
        return;
    lw_node node = {
        .id = ids->texts[number],
        .name = lw_keep_text(loader, cells->name),
        .country = {cells->country},
        .kind = (lw_node_kind)cells->kind,
        .card = {cells->card},
        .currency = {cells->card == LW_NONE ? LW_NONE : cells->currency},
        .dwell = lw_keep_minutes(cells->dwell_min, cells->dwell, cells->dwell_max),
        .utc_offset = (int)cells->utc_offset,
        .calendar = {cells->calendar},
        .source = loader->here,
    };
    if (node.utc_offset != 0 || node.calendar.i != LW_NONE)
        loader->catalog->has_clock = true;
    if (!LW_PUSH(&loader->nodes, node))
        lw_loader_no_memory(loader);
}

/* ---- Zones -------------------------------------------------------------------------------------
 */

static bool only_letters(const char *text)
{
    for (; *text; text++) {
        if (*text < 'A' || *text > 'Z')
            return false;
    }
    return true;
}

/* Bounds of up to four characters are parts of an outward code, longer ones of a whole postcode. */
static lw_postcode_rule gb_rule(lw_loader *loader, const lw_zone_row *row)
{
    bool from_outward = row->from_length <= 4, to_outward = row->to_length <= 4;
    if (!from_outward && !to_outward)
        return LW_PREFIX_RANGE;
    if (from_outward && to_outward && only_letters(row->from) && only_letters(row->to))
        return LW_GB_LETTERS;
    if (strcmp(row->from, row->to) == 0)
        return LW_GB_DISTRICT;
    lw_row_error(
        loader, "postcode_to",
        "'%s' to '%s' is no range of GB postcodes: give letters to letters (AB to DD), one "
        "district (SE1), or bounds of 5 and more characters",
        row->from, row->to);
    return LW_PREFIX_RANGE;
}

static void set_bounds(lw_loader *loader, const struct lw_zone_table_row *cells, lw_zone_row *row)
{
    if (cells->from[0] == '\0' && cells->to[0] != '\0') {
        lw_row_error(loader, "postcode_from|postcode_to",
                     "postcode_from is required with postcode_to");
        return;
    }
    if (cells->from[0] == '\0')
        return;
    row->from = cells->from;
    row->to = cells->to[0] ? cells->to : cells->from;
    row->from_length = (uint32_t)strlen(row->from);
    row->to_length = (uint32_t)strlen(row->to);
    bool gb = strcmp(loader->catalog->country_codes.texts[cells->country], "GB") == 0;
    row->rule = gb ? gb_rule(loader, row) : LW_PREFIX_RANGE;
}

/* The zone of the row at hand, made when it is new; LW_NONE when there is none to add to. */
static uint32_t zone_of(lw_loader *loader, const struct lw_zone_table_row *cells)
{
    lw_intern *ids = &loader->catalog->zone_ids;
    if (cells->zone[0] == '\0')
        return LW_NONE;
    uint32_t number = lw_intern_put(ids, cells->zone);
    if (number == LW_NONE) {
        lw_loader_no_memory(loader);
        return LW_NONE;
    }
    if (number < loader->zones.count)
        return number;
    lw_zone zone = {.id = ids->texts[number],
                    .country = {cells->country},
                    .utc_offset = INT32_MIN,
                    .source = loader->here};
    if (!LW_PUSH(&loader->zones, zone)) {
        lw_loader_no_memory(loader);
        return LW_NONE;
    }
    uint32_t node = lw_intern_find(&loader->catalog->node_ids, cells->zone);
    char place[LW_PLACE_SIZE];
    if (node != LW_NONE)
        lw_row_error(loader, "zone", "'%s' is the name of a node already, in %s", cells->zone,
                     lw_place(loader, loader->nodes.items[node].source, place, sizeof place));
    return number;
}

static void check_country(lw_loader *loader, lw_zone *zone, uint32_t country)
{
    const char **codes = loader->catalog->country_codes.texts;
    char place[LW_PLACE_SIZE];
    if (zone->country.i == LW_NONE)
        zone->country.i = country;
    if (zone->country.i != country)
        lw_row_error(loader, "country", "zone '%s' is in %s by %s, not in %s", zone->id,
                     codes[zone->country.i], lw_place(loader, zone->source, place, sizeof place),
                     codes[country]);
}

void lw_add_zone(lw_loader *loader, const union lw_any_row *row)
{
    const struct lw_zone_table_row *cells = &row->zone;
    uint32_t number = zone_of(loader, cells);
    if (number == LW_NONE || loader->failed != LW_OK)
        return;
    lw_zone *zone = &loader->zones.items[number];
    if (zone->utc_offset == INT32_MIN && cells->utc_offset != INT64_MIN)
        zone->utc_offset = (int)cells->utc_offset;
    if (cells->country == LW_NONE)
        return;
    check_country(loader, zone, cells->country);
    lw_loose_zone_row loose = {number, {.rule = LW_WHOLE_COUNTRY, .from = "", .to = ""}};
    loose.row.source = loader->here;
    if (lw_cell_sound(loader, "postcode_from") && lw_cell_sound(loader, "postcode_to"))
        set_bounds(loader, cells, &loose.row);
    if (!LW_PUSH(&loader->zone_rows, loose))
        lw_loader_no_memory(loader);
    zone->row_count++;
}

/* Puts the rows of each zone beside each other, in file order. */
static void gather_zones(lw_loader *loader)
{
    lw_zone_row *rows =
        lw_arena_alloc(&loader->catalog->arena, loader->zone_rows.count, sizeof *rows);
    size_t *next = calloc(loader->zones.count + 1, sizeof *next);
    if (!rows || !next) {
        lw_loader_no_memory(loader);
        free(next);
        return;
    }
    size_t start = 0;
    for (size_t i = 0; i < loader->zones.count; i++) {
        lw_zone *zone = &loader->zones.items[i];
        zone->rows = rows + start;
        next[i] = start;
        start += zone->row_count;
        if (zone->utc_offset == INT32_MIN)
            zone->utc_offset = 0;
        if (zone->utc_offset != 0)
            loader->catalog->has_clock = true;
    }
    for (size_t i = 0; i < loader->zone_rows.count; i++) {
        const lw_loose_zone_row *loose = &loader->zone_rows.items[i];
        rows[next[loose->zone]++] = loose->row;
    }
    free(next);
}

void lw_finish_places(lw_loader *loader)
{
    lw_catalog *catalog = loader->catalog;
    if (loader->nodes.count)
        lw_rank_ids(loader, &catalog->node_ids, &loader->nodes.items->id_rank, sizeof(lw_node));
    gather_zones(loader);
    catalog->nodes =
        lw_arena_copy(&catalog->arena, loader->nodes.items, loader->nodes.count, sizeof(lw_node));
    catalog->zones =
        lw_arena_copy(&catalog->arena, loader->zones.items, loader->zones.count, sizeof(lw_zone));
    catalog->node_count = (uint32_t)loader->nodes.count;
    catalog->zone_count = (uint32_t)loader->zones.count;
    if (!catalog->nodes || !catalog->zones)
        lw_loader_no_memory(loader);
}
