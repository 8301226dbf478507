/* Which surcharges and restrictions can ever concern a lane, by the selectors that do not depend on
 * the shipment.
 *
 * Lanes of one carrier and mode share their lists unless a row names lanes one by one, so the work
 * is per distinct profile, not per lane. */
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "network/build.h"

/* One kind of row: its lane-side selectors. */
typedef struct selectors {
    const lw_id_list *carriers, *modes, *lanes;
    bool zone_needed; /* fits only lanes that end in a zone */
} selectors;

typedef selectors selectors_fn(const lw_catalog *catalog, uint32_t row);

static selectors surcharge_selectors(const lw_catalog *catalog, uint32_t row)
{
    const lw_surcharge *s = &catalog->surcharges[row];
    return (selectors){&s->carriers, &s->modes, &s->lanes, s->zones.count > 0};
}

static selectors restriction_selectors(const lw_catalog *catalog, uint32_t row)
{
    const lw_restriction *r = &catalog->restrictions[row];
    return (selectors){&r->carriers, &r->modes, &r->lanes, false};
}

static bool profile_fits(const selectors *s, const lw_lane *lane)
{
    return lw_list_takes(s->carriers, lane->carrier.i) && lw_list_takes(s->modes, lane->mode) &&
           (!s->zone_needed || lane->to_zone.i != LW_NONE);
}

/* Everything needed to list the rows of one kind for each lane. */
typedef struct selection {
    lw_network *network;
    selectors_fn *selectors_of;
    uint32_t row_count;
    uint_vector *named; /* of a lane: rows that name it, ascending */
    lw_span *profiles;  /* by (carrier, mode, ends in a zone): rows that name no lane; items NULL =
                           not yet */
    uint_vector scratch;
    lw_span *spans;
} selection;

static bool keep(selection *s, lw_span *span)
{
    const uint32_t *items =
        lw_arena_copy(&s->network->arena, s->scratch.items, s->scratch.count, sizeof *items);
    if (items == NULL)
        return false;
    *span = (lw_span){items, (uint32_t)s->scratch.count};
    return true;
}

/* Rows that name this very lane, found through the rows so that a lane costs only its own. */
static bool note_named_lanes(selection *s)
{
    const lw_catalog *catalog = s->network->catalog;
    for (uint32_t row = 0; row < s->row_count; row++) {
        selectors sel = s->selectors_of(catalog, row);
        for (uint32_t i = 0; i < sel.lanes->count; i++) {
            uint_vector *named = &s->named[sel.lanes->ids[i]];
            bool twice = named->count > 0 && named->items[named->count - 1] == row;
            if (!twice && !LW_PUSH(named, row))
                return false;
        }
    }
    return true;
}

/* What the selectors look at, for all lanes that no row names. */
static size_t key_of(const lw_lane *lane)
{
    return ((size_t)lane->carrier.i * LW_MODE_COUNT + lane->mode) * 2 +
           (lane->to_zone.i != LW_NONE);
}

static const lw_span *profile_of(selection *s, const lw_lane *lane)
{
    const lw_catalog *catalog = s->network->catalog;
    lw_span *span = &s->profiles[key_of(lane)];
    if (span->items != NULL)
        return span;
    s->scratch.count = 0;
    for (uint32_t row = 0; row < s->row_count; row++) {
        selectors sel = s->selectors_of(catalog, row);
        if (sel.lanes->count == 0 && profile_fits(&sel, lane) && !LW_PUSH(&s->scratch, row))
            return NULL;
    }
    return keep(s, span) ? span : NULL;
}

/* The profile's rows and the lane's own, merged in file order. */
static bool merge(selection *s, uint32_t lane_index, const lw_span *profile)
{
    const lw_lane *lane = &s->network->catalog->lanes[lane_index];
    const uint_vector *named = &s->named[lane_index];
    uint32_t next = 0;
    s->scratch.count = 0;
    for (size_t i = 0; i < named->count; i++) {
        selectors sel = s->selectors_of(s->network->catalog, named->items[i]);
        if (!profile_fits(&sel, lane))
            continue;
        while (next < profile->count && profile->items[next] < named->items[i]) {
            if (!LW_PUSH(&s->scratch, profile->items[next++]))
                return false;
        }
        if (!LW_PUSH(&s->scratch, named->items[i]))
            return false;
    }
    while (next < profile->count) {
        if (!LW_PUSH(&s->scratch, profile->items[next++]))
            return false;
    }
    return keep(s, &s->spans[lane_index]);
}

static bool select_rows(selection *s)
{
    const lw_catalog *catalog = s->network->catalog;
    if (!note_named_lanes(s))
        return false;
    for (uint32_t i = 0; i < catalog->lane_count; i++) {
        const lw_span *profile = profile_of(s, &catalog->lanes[i]);
        if (profile == NULL)
            return false;
        s->spans[i] = *profile;
        if (s->named[i].count > 0 && !merge(s, i, profile))
            return false;
    }
    return true;
}

/* The rows of one kind by lane; NULL when memory is out. */
static const lw_span *select_by_lane(lw_network *network, selectors_fn *selectors_of,
                                     uint32_t row_count)
{
    const lw_catalog *catalog = network->catalog;
    selection s = {.network = network, .selectors_of = selectors_of, .row_count = row_count};
    s.spans = lw_arena_alloc(&network->arena, catalog->lane_count, sizeof *s.spans);
    if (row_count == 0)
        return s.spans; /* empty ones */
    s.named = calloc((size_t)catalog->lane_count + 1, sizeof *s.named);
    s.profiles =
        calloc(((size_t)catalog->carrier_count + 1) * LW_MODE_COUNT * 2, sizeof *s.profiles);
    bool done = s.named != NULL && s.profiles != NULL && s.spans != NULL && select_rows(&s);
    for (uint32_t i = 0; s.named != NULL && i < catalog->lane_count; i++)
        free(s.named[i].items);
    free(s.named);
    free(s.profiles);
    free(s.scratch.items);
    return done ? s.spans : NULL;
}

static bool is_global(const lw_restriction *r)
{
    return r->carriers.count == 0 && r->modes.count == 0 && r->lanes.count == 0;
}

static bool find_global_restrictions(lw_network *network)
{
    const lw_catalog *catalog = network->catalog;
    uint32_t *rows = lw_arena_alloc(&network->arena, catalog->restriction_count, sizeof *rows);
    if (rows == NULL)
        return false;
    uint32_t count = 0;
    for (uint32_t i = 0; i < catalog->restriction_count; i++) {
        if (is_global(&catalog->restrictions[i]))
            rows[count++] = i;
    }
    network->global_restrictions = (lw_span){rows, count};
    return true;
}

static bool same_span(lw_span a, lw_span b)
{
    return a.items == b.items && a.count == b.count;
}

/* Numbers the profiles. A lane is compared with the last one before it of its carrier and mode:
 * only rows that name lanes tell such lanes apart. */
static bool number_profiles(lw_network *network, const lw_span *surcharges,
                            const lw_span *restrictions)
{
    const lw_catalog *catalog = network->catalog;
    size_t keys = ((size_t)catalog->carrier_count + 1) * LW_MODE_COUNT * 2;
    uint32_t *last = calloc(keys, sizeof *last); /* of a key: its last profile, + 1 */
    lw_profile *profiles = lw_arena_alloc(&network->arena, catalog->lane_count, sizeof *profiles);
    uint32_t *of_lane = lw_arena_alloc(&network->arena, catalog->lane_count, sizeof *of_lane);
    bool ready = last != NULL && profiles != NULL && of_lane != NULL;
    uint32_t rows = 0;
    for (uint32_t i = 0; ready && i < catalog->lane_count; i++) {
        uint32_t *known = &last[key_of(&catalog->lanes[i])];
        if (*known == 0 || !same_span(profiles[*known - 1].surcharges, surcharges[i]) ||
            !same_span(profiles[*known - 1].restrictions, restrictions[i])) {
            profiles[network->profile_count++] =
                (lw_profile){surcharges[i], restrictions[i], catalog->lanes[i].mode, rows};
            rows += surcharges[i].count;
            *known = network->profile_count;
        }
        of_lane[i] = *known - 1;
    }
    free(last);
    network->profiles = profiles;
    network->lane_profile = of_lane;
    return ready;
}

bool lw_network_build_selections(lw_network *network)
{
    const lw_catalog *catalog = network->catalog;
    const lw_span *surcharges =
        select_by_lane(network, surcharge_selectors, catalog->surcharge_count);
    const lw_span *restrictions =
        select_by_lane(network, restriction_selectors, catalog->restriction_count);
    return surcharges != NULL && restrictions != NULL &&
           number_profiles(network, surcharges, restrictions) && find_global_restrictions(network);
}
