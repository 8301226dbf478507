/* Which plan a quote puts first, kept apart from the quote: to tell whether two quotes agree. */
#ifndef LANEWISE_PLAN_IDENTITY_H
#define LANEWISE_PLAN_IDENTITY_H

#include <stdbool.h>
#include <stdint.h>

#include <lanewise/plan.h>
#include <lanewise/sweep.h>

enum { LW_IDENTITY_LEGS = 12 };        /* no plan has more */
enum { LW_MODE_SETS = 1 << LW_MODES }; /* sets of modes; 0 = none */

/* The modes of a plan as a bit set, by the numbers of lw_mode_name. */
unsigned lw_mode_set_of(const lw_plan *plan);

/* Two plans are the same when they start alike and take the same lanes. */
typedef struct lw_identity {
    bool planned, stocked;
    const char *start; /* texts of the catalog, as those of the lanes: they outlive the quote */
    uint32_t leg_count;
    const char *lanes[LW_IDENTITY_LEGS];
    unsigned modes; /* 0 = no plan */
} lw_identity;

/* Of the best plan; not planned where there is none. */
lw_identity lw_identity_of(const lw_quote *quote);

/* LW_SWEEP_OTHER_MODES also where there is a plan in one alone. Ids are compared, so the two may
 * come from different catalogs. */
lw_sweep_change lw_identity_compare(const lw_identity *a, const lw_identity *b);

#endif
