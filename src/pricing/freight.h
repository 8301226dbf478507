/* Freight and its surcharges on one lane. */
#ifndef LANEWISE_PRICING_FREIGHT_H
#define LANEWISE_PRICING_FREIGHT_H

#include "pricing/facts.h"
#include "pricing/ledger.h"

/* Freight of the shipment, or of the whole lot it shares, before it is posted. */
typedef struct lw_freight {
    lw_wide billable_g;      /* of the leg, for the shipment */
    lw_wide load_billable_g; /* of what is charged: the lot's where lots move */
    lw_wide amount;          /* lane currency, of what is charged */
    int64_t load_pieces;
    bool load_has_dims;
    bool shared; /* the shipment bears billable_g of lot_g of each line */
    int64_t lot_g;
} lw_freight;

/* The shipment's part of a line of a lot; the line itself otherwise. Half up, in the line's
 * currency. */
static inline lw_wide lw_freight_part(const lw_freight *freight, lw_wide line_amount)
{
    if (!freight->shared)
        return line_amount;
    return lw_wide_half_up(lw_wide_mul(line_amount, freight->billable_g), freight->lot_g);
}

/* The freight of the demand's pieces on its ship date; nothing else of it is looked at. False when
 * no bracket of the lane's card serves them. */
bool lw_freight_work_out(const lw_catalog *catalog, const lw_demand *demand, const lw_lane *lane,
                         lw_freight *freight);

/* Posts freight, then the surcharges in the order of the rules, on `ledger`. Returns the first
 * refusal by the order of lw_refusal; `*freight` is valid unless that is LW_NO_RATE. */
lw_refusal lw_freight_post(lw_facts *facts, uint32_t lane, lw_ledger *ledger, lw_freight *freight);

/* The same freight without a ledger, for a lane that is simple (lw_network.lane_simple): quote
 * minor units into `*amount`. */
lw_refusal lw_freight_simple(lw_facts *facts, uint32_t lane, int64_t *billable_g, int64_t *amount);

/* The surcharges alone; called by lw_freight_post. */
lw_refusal lw_surcharges_post(lw_facts *facts, uint32_t lane, const lw_freight *freight,
                              lw_ledger *ledger);

/* Of two refusals the one that is tried first; LW_ACCEPTED counts last. */
static inline lw_refusal lw_first_refusal(lw_refusal a, lw_refusal b)
{
    if (a == LW_ACCEPTED || b == LW_ACCEPTED)
        return a == LW_ACCEPTED ? b : a;
    return a < b ? a : b;
}

#endif
