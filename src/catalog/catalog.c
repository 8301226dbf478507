/* The life of a catalog, and its sizes. */
#include <stdlib.h>

#include "catalog/columns.h"
#include "catalog/load.h"

/* Its name spaces; all texts live in the arena. */
static void list_names(lw_catalog *catalog, lw_intern *names[11])
{
    lw_intern *all[] = {&catalog->node_ids,      &catalog->zone_ids,    &catalog->carrier_ids,
                        &catalog->lane_ids,      &catalog->card_names,  &catalog->currency_codes,
                        &catalog->country_codes, &catalog->area_names,  &catalog->flag_names,
                        &catalog->skus,          &catalog->calendar_ids};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        names[i] = all[i];
}

lw_catalog *lw_catalog_new(void)
{
    lw_catalog *catalog = calloc(1, sizeof *catalog);
    if (!catalog)
        return NULL;
    lw_intern *names[11];
    list_names(catalog, names);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        lw_intern_init(names[i], &catalog->arena);
    return catalog;
}

void lw_catalog_free(lw_catalog *catalog)
{
    if (!catalog)
        return;
    lw_intern *names[11];
    list_names(catalog, names);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        lw_intern_release(names[i]);
    lw_arena_release(&catalog->arena);
    free(catalog);
}

uint32_t lw_catalog_row_count(const lw_catalog *catalog, const char *table)
{
    uint32_t index;
    return lw_table_find(table, &index, NULL) ? catalog->row_counts[index] : 0;
}
