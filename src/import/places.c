/* Names of a sheet to places of the catalog. */
#include "import/places.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/vector.h"
#include "import/countries.h"

void lw_places_release(lw_places *places)
{
    free(places->chart.items);
    free(places->targets.items);
    *places = (lw_places){0};
}

/* "FIRST-SECOND"; NULL when memory is out. */
static const char *join(lw_arena *arena, const char *first, const char *second)
{
    size_t a = strlen(first), b = strlen(second);
    char *text = lw_arena_alloc(arena, a + b + 2, 1);
    if (!text)
        return NULL;
    memcpy(text, first, a);
    text[a] = '-';
    memcpy(text + a + 1, second, b + 1);
    return text;
}

enum { NUMBERED = 16 }; /* bytes of "Z" and a number */

/* The text with '-' for what an id cannot have, none at the ends and no two in a row; "Z" and the
 * number where nothing is left. */
static const char *make_id(lw_arena *arena, const char *text, size_t number)
{
    char *id = lw_arena_alloc(arena, strlen(text) + NUMBERED, 1);
    size_t used = 0;
    for (; id && *text; text++) {
        char c = *text;
        bool fits = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                    c == '_' || c == '.';
        if (fits)
            id[used++] = c;
        else if (used > 0 && id[used - 1] != '-')
            id[used++] = '-';
    }
    if (id && used > 0 && id[used - 1] == '-')
        used--;
    if (id && used == 0)
        snprintf(id, NUMBERED, "Z%u", (unsigned)number);
    else if (id)
        id[used] = '\0';
    return id;
}

/* ---- Targets -----------------------------------------------------------------------------------
 */

/* The target of this place, made if need be; NULL when memory is out. */
static lw_target *put_target(lw_places *places, const lw_target *wanted)
{
    for (size_t i = 0; i < places->targets.count; i++) {
        if (strcmp(places->targets.items[i]->to, wanted->to) == 0)
            return places->targets.items[i];
    }
    lw_target *made = lw_arena_copy(places->arena, wanted, 1, sizeof *wanted);
    return made && LW_PUSH(&places->targets, made) ? made : NULL;
}

/* A zone of the catalog that takes the whole country, or NULL. */
static const char *whole_zone(const lw_known *known, const char *country)
{
    const lw_known_row *same = lw_known_find(&known->zones, country);
    if (same && !same->partial && strcmp(same->more, country) == 0)
        return same->id;
    for (size_t i = 0; i < known->zones.count; i++) {
        const lw_known_row *zone = &known->zones.items[i];
        if (!zone->partial && strcmp(zone->more, country) == 0)
            return zone->id;
    }
    return NULL;
}

static lw_target *country_target(lw_places *places, const char *code)
{
    static const lw_postcodes whole = {"", "", {NULL, 0, 0}};
    const lw_known *known = places->known;
    lw_target target = {.to = whole_zone(known, code), .name = code, .country = code};
    if (!target.to) {
        bool taken = lw_known_find(&known->zones, code) || lw_known_find(&known->nodes, code);
        target.to = taken ? join(places->arena, places->prefix, code) : code;
        target.postcodes = &whole;
        target.postcode_count = 1;
    }
    return target.to ? put_target(places, &target) : NULL;
}

/* ---- Names -------------------------------------------------------------------------------------
 */

static bool is_code(const lw_known *known, const char *text)
{
    bool capitals =
        strlen(text) == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
    return lw_known_find(&known->countries, text) || (capitals && lw_country_is_code(text));
}

/* The code of a country by its code or name; NULL. */
static const char *find_country(const lw_known *known, const char *text)
{
    char wanted[LW_FOLDED], key[LW_FOLDED];
    if (is_code(known, text))
        return text;
    if (!lw_name_fold(text, wanted))
        return NULL;
    for (size_t i = 0; i < known->countries.count; i++) {
        const lw_known_row *country = &known->countries.items[i];
        if (lw_name_fold(country->more, key) && strcmp(key, wanted) == 0)
            return country->id;
    }
    return lw_country_named(text);
}

/* "Germany (DE)" and "DE - Germany": the two must agree. */
static const char *find_country_twice(lw_places *places, const char *text, bool *no_memory)
{
    const char *mark = strstr(text, " (");
    size_t length = strlen(text), ends = 0, skip = 2;
    if (mark && text[length - 1] == ')') {
        ends = 1;
    } else {
        mark = strstr(text, " - ");
        skip = 3;
    }
    if (!mark)
        return NULL;
    size_t first_length = (size_t)(mark - text), rest = length - first_length - skip - ends;
    const char *first = lw_arena_text(places->arena, text, first_length);
    const char *second = lw_arena_text(places->arena, mark + skip, rest);
    *no_memory = *no_memory || !first || !second;
    const char *one = first ? find_country(places->known, first) : NULL;
    const char *other = second ? find_country(places->known, second) : NULL;
    return one && other && strcmp(one, other) == 0 ? one : NULL;
}

/* One place by its own name: a zone or node of the catalog, or a country. NULL when it is none;
 * *no_memory when that is why. */
static lw_target *find_target(lw_places *places, const char *text, bool *no_memory)
{
    const lw_known *known = places->known;
    const lw_known_row *zone = lw_known_find(&known->zones, text);
    const lw_known_row *own = zone ? zone : lw_known_find(&known->nodes, text);
    const char *country = own ? NULL : find_country(known, text);
    if (!own && !country)
        country = find_country_twice(places, text, no_memory);
    if (!own && !country)
        return NULL;
    const char *kept = own ? own->id : lw_arena_text(places->arena, country, strlen(country));
    lw_target wanted = {
        .to = kept, .name = kept, .country = zone && !zone->partial ? zone->more : NULL};
    lw_target *found = !kept ? NULL
                       : own ? put_target(places, &wanted)
                             : country_target(places, kept);
    *no_memory = *no_memory || !found;
    return found;
}

/* ---- Zones of the carrier ----------------------------------------------------------------------
 */

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The name behind a leading "zone". */
static const char *zone_name(const char *text)
{
    static const char word[] = "zone";
    size_t i = 0;
    while (word[i] && small(text[i]) == word[i])
        i++;
    if (word[i])
        return text;
    const char *rest = text + i;
    while (*rest == ' ')
        rest++;
    return *rest ? rest : text;
}

static bool same_zone(const char *a, const char *b)
{
    a = zone_name(a);
    b = zone_name(b);
    while (*a && small(*a) == small(*b)) {
        a++;
        b++;
    }
    return *a == '\0' && *b == '\0';
}

/* Are these two rows of the chart about one zone and one place? */
static bool same_row(const lw_places *places, size_t a, size_t b)
{
    const lw_chart_row *rows = places->chart.items;
    return rows[a].target == rows[b].target && same_zone(rows[a].zone, rows[b].zone);
}

/* The part of the country that the rows like the one at `index` make up: the whole where none names
 * a postcode. NULL when memory is out. */
static lw_target *charted_target(lw_places *places, size_t index, const char *name)
{
    const lw_chart_row *rows = places->chart.items;
    lw_target *whole = rows[index].target;
    lw_postcodes *postcodes = lw_arena_alloc(places->arena, places->chart.count, sizeof *postcodes);
    uint32_t count = 0;
    bool parted = false;
    for (size_t i = index; postcodes && i < places->chart.count; i++) {
        if (!same_row(places, i, index))
            continue;
        postcodes[count++] = rows[i].postcodes;
        parted = parted || rows[i].postcodes.from[0];
    }
    if (!parted)
        return postcodes ? whole : NULL;
    const char *both = join(places->arena, name, whole->country);
    lw_target part = {.to = both ? join(places->arena, places->prefix, both) : NULL,
                      .name = both,
                      .country = whole->country,
                      .postcodes = postcodes,
                      .postcode_count = count};
    return part.to ? put_target(places, &part) : NULL;
}

/* Is the row at `index` the first of its zone and place? */
static bool is_first(const lw_places *places, size_t index)
{
    size_t i = 0;
    while (!same_row(places, i, index))
        i++;
    return i == index;
}

/* The targets that the chart gives to a zone; none when it does not know it. False when memory is
 * out. */
static bool find_charted(lw_places *places, const char *text, lw_destination *found)
{
    size_t count = places->chart.count, row = 0;
    while (row < count && !same_zone(places->chart.items[row].zone, text))
        row++;
    found->name = make_id(places->arena, text, row + 1);
    found->targets = lw_arena_alloc(places->arena, count, sizeof *found->targets);
    bool sound = found->name && found->targets;
    for (size_t i = row; sound && i < count; i++) {
        if (!same_zone(places->chart.items[i].zone, text) || !is_first(places, i))
            continue;
        lw_target *target = charted_target(places, i, found->name);
        found->targets[found->target_count++] = target;
        sound = target != NULL;
    }
    return sound;
}

/* ---- Destinations ------------------------------------------------------------------------------
 */

/* "AT / BE", "France, Monaco": a place each, all of which must be known. */
static bool find_listed(lw_places *places, const char *text, lw_destination *found, bool *no_memory)
{
    static const char marks[] = "/,;|";
    const char *name = NULL;
    size_t most = 1;
    for (const char *c = text; *c; c++)
        most += strchr(marks, *c) != NULL;
    found->targets = lw_arena_alloc(places->arena, most, sizeof *found->targets);
    while (found->targets && *text) {
        size_t length = strcspn(text, marks);
        size_t end = length;
        while (end > 0 && text[end - 1] == ' ')
            end--;
        char *part = lw_arena_text(places->arena, text, end);
        lw_target *target = part ? find_target(places, part, no_memory) : NULL;
        *no_memory = *no_memory || !part;
        if (!target)
            return false;
        found->targets[found->target_count++] = target;
        name = name ? join(places->arena, name, target->name) : target->name;
        if (!name)
            break;
        text += length;
        text += strspn(text, "/,;| ");
    }
    *no_memory = *no_memory || !found->targets || !name;
    found->name = name;
    return !*no_memory;
}

static lw_status refuse(const lw_places *places, const char *text, lw_error *err)
{
    lw_nearest search = lw_nearest_start(text);
    for (size_t i = 0; i < places->chart.count; i++)
        lw_nearest_offer(&search, places->chart.items[i].zone);
    for (size_t i = 0; i < places->known->countries.count; i++)
        lw_nearest_offer(&search, places->known->countries.items[i].more);
    lw_country_offer_names(&search);
    if (search.best)
        return lw_fail_unknown(err, LW_BAD_ARGUMENT, "destination", text, search.best);
    return lw_fail(
        err, LW_BAD_ARGUMENT, "'%.80s' is no country, and no zone or node of the %s", text,
        places->chart.count > 0 ? "catalog or the zone chart"
                                : "catalog; zones of the carrier need a chart, --zones FILE");
}

lw_status lw_places_find(lw_places *places, const char *text, lw_destination *found, lw_error *err)
{
    *found = (lw_destination){.text = text};
    bool no_memory = places->chart.count > 0 && !find_charted(places, text, found);
    if (!no_memory && found->target_count > 0)
        return LW_OK;
    lw_target *target = no_memory ? NULL : find_target(places, text, &no_memory);
    if (target) {
        found->targets = lw_arena_copy(places->arena, &target, 1, sizeof target);
        found->target_count = 1;
        found->name = target->name;
        return found->targets ? LW_OK : lw_fail_memory(err);
    }
    if (!no_memory && strpbrk(text, "/,;|") && find_listed(places, text, found, &no_memory))
        return LW_OK;
    return no_memory ? lw_fail_memory(err) : refuse(places, text, err);
}
