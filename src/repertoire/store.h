/* The repertoires of a planner, gathered as shipments ask for them and shared by its threads. */
#ifndef LANEWISE_REPERTOIRE_STORE_H
#define LANEWISE_REPERTOIRE_STORE_H

#include "repertoire/repertoire.h"

typedef struct lw_repertoires lw_repertoires;

/* NULL when memory is out. `network` is borrowed. */
lw_repertoires *lw_repertoires_new(const lw_network *network);
void lw_repertoires_free(lw_repertoires *store); /* NULL is legal */

const lw_terms *lw_repertoires_terms(const lw_repertoires *store);

/* The trunks that are remembered with them. */
lw_trunks *lw_repertoires_trunks(lw_repertoires *store);

/* The repertoire of a situation. NULL when there is none yet; `*due` then says that one is worth
 * gathering: the situation has been met often enough for that to pay, and there is room. */
const lw_repertoire *lw_repertoires_find(lw_repertoires *store, const lw_situation *situation,
                                         bool *due);

/* Asks for the repertoire of a situation before it is waited for; */
void lw_repertoires_soon(const lw_repertoires *store, const lw_situation *situation);

/* and then for its routes, if there are any. */
void lw_repertoires_sooner(const lw_repertoires *store, const lw_situation *situation);

/* Takes the repertoire of a situation over, for good. Returns the one to use: another thread may
 * have been faster. NULL when memory is out. */
const lw_repertoire *lw_repertoires_add(lw_repertoires *store, const lw_situation *situation,
                                        lw_repertoire *made);

/* Room for so many bytes that live as long as the store, zeroed; NULL when it is full or memory is
 * out. */
void *lw_repertoires_room(lw_repertoires *store, size_t bytes);

#endif
