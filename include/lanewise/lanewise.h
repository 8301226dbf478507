/* lanewise: every way to move a cross-border parcel, priced and ranked. Takes in all public
 * headers. */
#ifndef LANEWISE_LANEWISE_H
#define LANEWISE_LANEWISE_H

#include <lanewise/calendar.h>
#include <lanewise/catalog.h>
#include <lanewise/error.h>
#include <lanewise/export.h>
#include <lanewise/lanes.h>
#include <lanewise/plan.h>
#include <lanewise/planner.h>
#include <lanewise/quantity.h>
#include <lanewise/shipment.h>
#include <lanewise/sweep.h>

LW_BEGIN_DECLS

/* "0.1.0" */
LW_API const char *lw_version(void);

LW_END_DECLS

#endif
