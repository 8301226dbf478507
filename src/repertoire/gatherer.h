/* The insides of gathering: following lanes over a whole cell of weights. */
#ifndef LANEWISE_REPERTOIRE_GATHERER_H
#define LANEWISE_REPERTOIRE_GATHERER_H

#include "repertoire/parallel.h"
#include "repertoire/repertoire.h"
#include "repertoire/trunks.h"
#include "repertoire/writer.h"

/* What a border takes, by a mode. */
typedef struct lw_delay {
    int64_t minutes, blind;
    bool charges; /* perhaps */
} lw_delay;

struct lw_gatherer {
    const lw_terms *terms;
    const lw_network *network;
    lw_tariff tariff;
    lw_subnet reach;
    lw_trails trails;
    lw_trunks *trunks;     /* borrowed */
    lw_memo_key trunk_key; /* what a trunk depends on */
    lw_parallel parallel;
    lw_writer writer;
    /* The task at hand. */
    lw_search *search;
    bool failed, unfit;
    bool dues; /* an entry may cost something */
    uint8_t kins[LW_MODE_COUNT];
    lw_delay exits[LW_MODE_COUNT], entries[LW_MODE_COUNT];
    lw_clock_hand hand;
    uint64_t stamp; /* of the shipment that it was last turned to */
};

/* Turns to the shipment of the search, unless that has been done, and to one of its situations.
 * False when memory is out. */
bool lw_gatherer_turn(lw_gatherer *gatherer, lw_search *search, const lw_situation *situation,
                      lw_clock_hand hand);

/* Makes the trails those of the situation's trunk, remembered or grown; `unfit` when it has too
 * many. False when memory is out. */
bool lw_gatherer_have_trunk(lw_gatherer *gatherer, const lw_situation *situation, uint32_t start);

/* Follows all lanes from a trail to the destination. */
void lw_gatherer_end(lw_gatherer *gatherer, uint16_t from);

/* Whether memory was out. */
static inline bool lw_gatherer_failed(const lw_gatherer *gatherer)
{
    return gatherer->failed || gatherer->trails.failed || gatherer->tariff.ledger.failed;
}

/* Whether it is of no use to go on. */
static inline bool lw_gatherer_is_over(const lw_gatherer *gatherer)
{
    return gatherer->unfit || lw_gatherer_failed(gatherer);
}

#endif
