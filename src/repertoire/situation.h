/* What makes two shipments alike as far as the choice of routes goes: everything but where in its
 * cell their weight is, where what their volume stands for is in its own, and their value. */
#ifndef LANEWISE_REPERTOIRE_SITUATION_H
#define LANEWISE_REPERTOIRE_SITUATION_H

#include <lanewise/planner.h>

#include "repertoire/terms.h"
#include "shipment/resolve.h"

#define LW_SITUATION_WORDS 96

/* What the volume stands for is the actual weight. */
#define LW_AS_ACTUAL UINT8_MAX

/* How much a shipment weighs, as far as that makes a situation. */
typedef struct lw_load_facts {
    uint8_t cells[LW_MEASURES]; /* of the actual weight; then of what the volume stands for by each
                                   other measure, or LW_AS_ACTUAL */
    bool by_volume;             /* the volume may count for more than the weight on some lane */
} lw_load_facts;

/* Compared word by word. */
typedef struct lw_situation {
    uint64_t hash; /* of all words */
    uint32_t count;
    uint32_t price_count; /* the first so many words decide, with the surcharges and restrictions
                             that match, what lanes charge and whom they take, */
    uint32_t trunk_count; /* and the first so many all but the zones of the destination */
    lw_load_facts load;   /* among the words, too, like the clock of the time criterion: */
    lw_clock_hand hand;
    uint32_t words[LW_SITUATION_WORDS];
} lw_situation;

/* Whether a repertoire can serve the shipment at all: one kind of parcel, within the cells, and no
 * limit that removes single legs. */
bool lw_situation_load(const lw_terms *terms, const lw_demand *demand, lw_load_facts *load);

/* The situation of the shipment for journeys from `start`; false when it has more flags or zones
 * than fit. `stocked`: they begin at a warehouse. `hand` is the clock of the time criterion. */
bool lw_situation_of(const lw_terms *terms, const lw_demand *demand, const lw_load_facts *load,
                     uint32_t start, bool stocked, lw_clock_hand hand, lw_situation *situation);

/* Of some words, for hash tables. */
uint64_t lw_hash_words(const uint32_t *words, uint32_t count);

#endif
