/* Billable weight: what the trade charges for instead of what a scale says. */
#ifndef LANEWISE_PRICING_WEIGHT_H
#define LANEWISE_PRICING_WEIGHT_H

#include "base/wide.h"
#include "shipment/resolve.h"

/* What a lane's card is charged for: the shipment's pieces, or one lot. */
typedef struct lw_load {
    const lw_piece *pieces;
    size_t piece_count;
} lw_load;

/* Grams of one piece: actual, plus the share of what the volumetric weight is above it. */
lw_wide lw_piece_weight(const lw_weight_rules *rules, const lw_piece *piece);

/* Grams of the whole load by the rule `shipment`, before any step: actual weights and volumetric
 * weights are added up first, the minimum applied last. */
lw_wide lw_shipment_weight(const lw_weight_rules *rules, const lw_load *load);

#endif
