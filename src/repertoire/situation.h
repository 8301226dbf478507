/* What makes two shipments alike as far as the choice of routes goes: everything but their weight,
 * the weight that their volume stands for, and their value. */
#ifndef LANEWISE_REPERTOIRE_SITUATION_H
#define LANEWISE_REPERTOIRE_SITUATION_H

#include "repertoire/terms.h"
#include "shipment/resolve.h"

#define LW_SITUATION_WORDS 96

/* Compared word by word. */
typedef struct lw_situation {
    uint64_t hash; /* of all words */
    uint32_t count;
    uint32_t price_count; /* the first so many words decide what a lane charges, unless a surcharge
                             looks at the destination */
    bool by_volume;       /* as in lw_load_facts; among the words, too */
    uint32_t words[LW_SITUATION_WORDS];
} lw_situation;

/* What is left to tell two shipments of one situation apart. */
typedef struct lw_load_facts {
    uint32_t cell;  /* of the actual weight */
    bool by_volume; /* the volume may count for more than the weight on some lane */
} lw_load_facts;

/* Whether a repertoire can serve the shipment at all: one kind of parcel, within the cells, and no
 * limit that removes single legs. */
bool lw_situation_load(const lw_terms *terms, const lw_demand *demand, lw_load_facts *load);

/* The situation of the shipment for journeys from `start`; false when it has more flags or zones
 * than fit. `stocked`: they begin at a warehouse. `hand` is the clock of the time criterion. */
bool lw_situation_of(const lw_terms *terms, const lw_demand *demand, const lw_load_facts *load,
                     uint32_t start, bool stocked, int hand, lw_situation *situation);

bool lw_situations_equal(const lw_situation *a, const lw_situation *b);

#endif
