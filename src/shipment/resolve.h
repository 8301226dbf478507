/* A shipment matched with a catalog: the same facts in the catalog's numbers, checked and summed
 * up, so that the search never looks at text again. */
#ifndef LANEWISE_SHIPMENT_RESOLVE_H
#define LANEWISE_SHIPMENT_RESOLVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/wide.h"
#include "catalog/model.h"
#include "shipment/shipment.h"

#define LW_POSTCODE_SIZE 24

/* Pieces of one kind. */
typedef struct lw_piece {
    int64_t weight_g; /* at least 1 */
    int64_t quantity;
    bool has_dims;      /* else the measures below are 0 and size limits do not bind */
    int64_t side_mm[3]; /* as given */
    int64_t longest_mm, sum_mm, girth_mm; /* L+W+H; longest + 2 x the other two */
} lw_piece;

/* Goods of one tariff code. */
typedef struct lw_demand_item {
    char hs[LW_HS_SIZE]; /* digits; "" = none */
    size_t hs_length;
    int64_t value_minor; /* in value_currency */
    int64_t lines;       /* tariff lines that it adds to those of the items before */
} lw_demand_item;

/* Reusable storage: zeroed before the first use, lw_demand_release after the last. */
typedef struct lw_demand {
    const lw_shipment *shipment; /* borrowed */
    lw_node_ref origin;
    lw_country_ref country; /* LW_NONE when no table names it: nothing serves it */
    lw_area_ref area; /* customs area of the destination; LW_NONE when no country of the catalog
                         shares it */
    char postcode[LW_POSTCODE_SIZE]; /* upper case, no spaces or hyphens; "" = not given */

    lw_piece *pieces; /* owned */
    size_t piece_count, piece_capacity;
    int64_t piece_total;                  /* sum of quantities */
    int64_t actual_g;                     /* sum of weight x quantity */
    lw_wide volume_mm3;                   /* sum over pieces with dimensions */
    int64_t longest_mm, sum_mm, girth_mm; /* greatest of any piece; -1 = no piece has dimensions */

    lw_currency_ref currency, value_currency;
    int64_t value_minor; /* in value_currency, of all items */

    lw_demand_item *items; /* at least one; owned */
    size_t item_count, item_capacity;
    bool itemized; /* the shipment lists its goods; else they are the one item */

    uint32_t
        *flags; /* numbers in lw_catalog.flag_names; words no table knows are left out; owned */
    size_t flag_count, flag_capacity;
    uint32_t sku; /* number in lw_catalog.skus; LW_NONE = none given or in no table */

    uint32_t *zones; /* indexes of the zones the destination is in, ascending; owned */
    size_t zone_count, zone_capacity;

    int32_t ship_date;
    int64_t start_utc; /* ready_at, or 00:00 of ship_date, local at the origin, in UTC minutes */
    bool pays_duty;    /* DDP: duty, tax and disbursement of the own entry are the seller's */
    uint32_t modes;    /* bit set of allowed modes */
    int max_legs;
    int64_t max_minutes, max_cost_micros, max_blind_minutes,
        max_blind_gap_minutes; /* LW_NO_LIMIT */
    int64_t deliver_by;        /* local minutes at the destination; LW_NO_LIMIT */
} lw_demand;

/* For what a shipment does not state. */
typedef struct lw_demand_defaults {
    int32_t ship_date;    /* where there is no ready_at either */
    const char *currency; /* of the quote; NULL = the catalog's */
} lw_demand_defaults;

/* Matches `shipment` with `catalog`. LW_BAD_SHIPMENT with err->field and a message; LW_NO_MEMORY.
 */
lw_status lw_demand_resolve(const lw_catalog *catalog, const lw_shipment *shipment,
                            const lw_demand_defaults *defaults, lw_demand *demand, lw_error *err);

void lw_demand_release(lw_demand *demand);

#endif
