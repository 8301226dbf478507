/* The insides of planning, for tests that look at bounds and repertoires instead of quotes. */
#ifndef LANEWISE_INSIDES_H
#define LANEWISE_INSIDES_H

#include "plan/reuse.h"
#include "repertoire/tariff.h"
#include "search/search.h"

#include "support/tiny_catalog.h"

/* A catalog with what a thread needs to search it. The current shipment is `demand`. */
typedef struct insides {
    tiny *t; /* owned */
    lw_network network;
    lw_search search;
    lw_shared_routes routes;
    lw_reuse reuse;
    lw_terms terms;
    lw_shipment shipment;
    lw_demand demand;
} insides;

/* Takes the catalog over. */
insides *insides_new(tiny *t);
void insides_free(insides *in);

/* Turns to a shipment written as for tiny_quote. */
void insides_turn(insides *in, const char *fields);

/* The current shipment's situation for journeys from its origin, which it must have. */
lw_situation insides_situation(const insides *in);

#endif
