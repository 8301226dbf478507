/* Looking one shipment ahead, so that memory is on its way while another is planned. */
#ifndef LANEWISE_PLAN_AHEAD_H
#define LANEWISE_PLAN_AHEAD_H

#include <lanewise/planner.h>

/* Resolves a shipment that is planned after the next one, and asks for the routes that may be kept
 * for it. lw_plan_shipment with the same pointer and options then goes on from there: meanwhile the
 * shipment must not change. One that is never planned does no harm. */
void lw_plan_ahead(lw_workspace *workspace, const lw_shipment *shipment, const lw_options *options);

#endif
