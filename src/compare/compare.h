/* The same orders on two catalogs: how the best plan of each changes. */
#ifndef LANEWISE_COMPARE_COMPARE_H
#define LANEWISE_COMPARE_COMPARE_H

#include "batch/batch.h"
#include "compare/tally.h"

/* Runs all orders of `input` on both of the tally's planners and adds them to the tally, which
 * lw_tally_init has made empty; where the comparison wants rows, they are written as it goes. Every
 * record counts, whatever is wrong with it. Of `input` the members that say where orders come from
 * and how many threads plan are used. The options of the comparison keep one plan an order.
 *
 * The tally and the rows do not depend on the number of threads. Status as of lw_batch_run; the
 * tally is only whole when it is LW_OK and `stopped` did not say so. */
lw_status lw_compare_run(lw_tally *tally, const lw_batch *input, const lw_batch_calls *calls,
                         lw_error *err);

#endif
