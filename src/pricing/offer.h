/* One lane for one shipment: may it be used, and what does the leg cost. */
#ifndef LANEWISE_PRICING_OFFER_H
#define LANEWISE_PRICING_OFFER_H

#include "pricing/facts.h"
#include "pricing/ledger.h"

/* A lane's price but for what depends on the way there: the hand-off, and the dues of an entry. */
typedef struct lw_offer {
    lw_refusal refusal;
    lw_crossing crossing;
    int64_t cost;       /* handling, freight, surcharges and export clearance, quote minor units */
    int64_t least_cost; /* the same and the least that an entry adds */
    int64_t billable_g;
    int64_t blind_minutes; /* of the leg itself */
} lw_offer;

/* Prices lane `lane`, whose crossing is allowed and known in `*offer`: fills in the rest. */
void lw_offer_price(lw_facts *facts, uint32_t lane, lw_offer *offer);

/* Whether the shipment's actual weight and its pieces' are within the lane's limits. */
bool lw_lane_takes_weight(const lw_lane *lane, const lw_demand *demand);

/* Minutes out of sight of the leg itself: visibility is in 1/10000, and the product fits, because
 * durations are far below 10^12 minutes. */
static inline int64_t lw_lane_blind_minutes(const lw_lane *lane)
{
    const uint64_t whole = 10000;
    return (int64_t)lw_half_up_by(
        (whole - (uint64_t)lane->visibility_e4) * (uint64_t)lane->duration.typical, whole);
}

/* Whether all that a lane charges before an entry is one line of freight. */
bool lw_offer_is_freight(lw_facts *facts, uint32_t lane, const lw_crossing *crossing);

/* The charge for leaving `node`, posted on `ledger`; nothing for a node without a card. */
lw_refusal lw_handling_post(const lw_facts *facts, uint32_t node, lw_ledger *ledger);

/* The fee of a hand-off at `node`; no fee, no line. */
lw_refusal lw_handoff_post(const lw_facts *facts, const lw_handoff *row, uint32_t node,
                           lw_ledger *ledger);

/* Export clearance of a lane by `mode`. */
lw_refusal lw_exit_post(lw_facts *facts, lw_mode mode, uint32_t lane, lw_ledger *ledger);

/* What an entry costs whom, in quote minor units. */
typedef struct lw_entry_cost {
    lw_refusal refusal;
    int64_t fees; /* clearance and value fee: always the seller's */
    int64_t dues; /* duty, tax, disbursement */
} lw_entry_cost;

/* An entry by `mode` of goods that cost `cost_so_far` to bring; monotone in it. */
lw_entry_cost lw_entry_price(lw_facts *facts, lw_mode mode, int64_t cost_so_far);

/* What of it is borne by the plan of a shipment: the buyer's part under DAP is not. */
static inline int64_t lw_entry_borne(const lw_demand *demand, const lw_entry_cost *entry)
{
    return entry->fees + (demand->pays_duty ? entry->dues : 0);
}

/* The same, as lines of `lane`; `buyer_pays` marks the dues as the buyer's. */
lw_refusal lw_entry_post(lw_facts *facts, lw_mode mode, int64_t cost_so_far, uint32_t lane,
                         bool buyer_pays, lw_ledger *ledger);

/* Storage and, where the row knows it, the inbound move of stock: lines of its node. */
lw_refusal lw_stock_post(const lw_facts *facts, const lw_stock *row, lw_ledger *ledger);

/* The nearest a refused lane came to being used, for explanations. */
typedef struct lw_nearness {
    double distance; /* how far outside the limit, as a ratio; only for comparing */
    char text[160];  /* "max 2.000 kg, parcel 2.300 kg"; "" when the reason has no measure */
} lw_nearness;

void lw_offer_nearness(lw_facts *facts, uint32_t lane, lw_refusal refusal, lw_nearness *nearness);

#endif
