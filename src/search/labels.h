/* Keeping labels: the bags of the states and the frontier at the destination. */
#ifndef LANEWISE_SEARCH_LABELS_H
#define LANEWISE_SEARCH_LABELS_H

#include "search/search.h"

/* Empties the bags and the frontier. */
void lw_labels_clear(lw_search *search);

/* Puts `label` into the bag of its state unless another stands in for it; drops those it stands in
 * for (of its own round, so none has been extended yet). False when memory is out. */
bool lw_labels_settle(lw_search *search, const lw_label *label);

/* Puts a feasible label at the destination on the frontier unless a plan there beats it. False when
 * memory is out. */
bool lw_labels_arrive(lw_search *search, const lw_label *label);

/* Whether a plan on the frontier beats every plan that costs at least `cost`, is unseen for at
 * least `blind` minutes and arrives at `at` or later. Puts it first in `arrivals`. */
bool lw_labels_hopeless(lw_search *search, int64_t cost, int64_t blind, int64_t at);

#endif
