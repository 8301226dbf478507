/* Does a postcode lie in a zone? */
#ifndef LANEWISE_CATALOG_ZONE_MATCH_H
#define LANEWISE_CATALOG_ZONE_MATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "catalog/model.h"

/* Whether some row of `zone` takes a destination in the zone's country with this postcode, given in
 * upper case without spaces and hyphens. No postcode (length 0) is taken only by rows for the whole
 * country. Time: the rows of the zone. */
bool lw_zone_matches(const lw_zone *zone, const char *postcode, size_t length);

#endif
