/* Rows by country, so that a shipment looks only at its own destination's zones, duties and
 * customs. */
#include "catalog/model.h"

/* The country of row `i` of one table. */
typedef uint32_t country_fn(const lw_catalog *catalog, uint32_t i);

static uint32_t zone_country(const lw_catalog *catalog, uint32_t i)
{
    return catalog->zones[i].country.i;
}

static uint32_t customs_country(const lw_catalog *catalog, uint32_t i)
{
    return catalog->customs[i].country.i;
}

static uint32_t duty_country(const lw_catalog *catalog, uint32_t i)
{
    return catalog->duties[i].country.i;
}

/* Counting sort: the rows keep their order within a country. Rows whose country could not be read
 * have none: such a catalog is refused, but only after all its problems have been told. */
static bool sort_rows(lw_catalog *catalog, country_fn *country_of, uint32_t count,
                      lw_country_rows *rows)
{
    uint32_t *first =
        lw_arena_alloc(&catalog->arena, (size_t)catalog->country_count + 2, sizeof *first);
    uint32_t *sorted = lw_arena_alloc(&catalog->arena, count, sizeof *sorted);
    if (first == NULL || sorted == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        if (country_of(catalog, i) != LW_NONE)
            first[country_of(catalog, i) + 2]++;
    }
    for (uint32_t c = 2; c < catalog->country_count + 2; c++)
        first[c] += first[c - 1];
    for (uint32_t i = 0; i < count; i++) {
        if (country_of(catalog, i) != LW_NONE)
            sorted[first[country_of(catalog, i) + 1]++] = i;
    }
    *rows = (lw_country_rows){first, sorted};
    return true;
}

bool lw_catalog_index(lw_catalog *catalog)
{
    return sort_rows(catalog, zone_country, catalog->zone_count, &catalog->zones_of) &&
           sort_rows(catalog, customs_country, catalog->customs_count, &catalog->customs_of) &&
           sort_rows(catalog, duty_country, catalog->duty_count, &catalog->duties_of);
}
