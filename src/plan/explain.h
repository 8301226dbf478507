/* Why a mode is not in a ranked plan, and why there is no plan at all. */
#ifndef LANEWISE_PLAN_EXPLAIN_H
#define LANEWISE_PLAN_EXPLAIN_H

#include "base/buffer.h"
#include "plan/bill.h"

/* Fills quote->modes. `frontier` are the quote->frontier_count ranked plans of the quote, all of
 * which have been built. Runs the search again for each mode that is missing: labels of earlier
 * runs are gone afterwards. */
lw_status lw_explain_modes(lw_search *search, const lw_ranked *frontier, const lw_options *options,
                           lw_quote *quote, lw_error *err);

/* The buffer's text, cleaned, in the quote's memory; NULL when memory is out. Releases the buffer.
 */
const char *lw_quote_keep_text(lw_quote *quote, lw_buffer *text);

/* Fills quote->message: remarks on the plans told, or the reason for having none. */
lw_status lw_explain_message(lw_search *search, lw_quote *quote, lw_error *err);

#endif
