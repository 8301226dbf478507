/* What changes for one order between two catalogs: the best plan before and the best plan after. */
#ifndef LANEWISE_COMPARE_DIFFERENCE_H
#define LANEWISE_COMPARE_DIFFERENCE_H

#include <stdbool.h>
#include <stdint.h>

#include <lanewise/planner.h>

enum { LW_BEFORE, LW_AFTER, LW_SIDES };

/* "before", "after"; static. */
const char *lw_side_name(int side);

/* How the best plan fares. The first that holds, from LW_MOVED upwards. */
typedef enum lw_change {
    LW_CHANGE_SAME,     /* the same plan, cost, days and visibility */
    LW_CHANGE_RETIMED,  /* the same plan and cost, other days or visibility */
    LW_CHANGE_REPRICED, /* the same plan, another cost */
    LW_CHANGE_REQUOTED, /* the same plan, quoted in another currency: costs cannot be compared */
    LW_CHANGE_MOVED,    /* another start or other lanes */
    LW_CHANGE_LOST,     /* no plan any more */
    LW_CHANGE_GAINED,   /* no plan before */
    LW_CHANGE_NONE,     /* no plan in either */
    LW_CHANGE_COUNT
} lw_change;

/* "same", "retimed", ...; static. */
const char *lw_change_name(lw_change change);

/* What a cost is made of, as answers tell it. The last is the buyer's, and no part of the cost. */
typedef enum lw_part {
    LW_PART_FREIGHT,
    LW_PART_SURCHARGES,
    LW_PART_HANDLING,
    LW_PART_HANDOFF,
    LW_PART_CUSTOMS, /* clearance and disbursement */
    LW_PART_DUTY,
    LW_PART_TAX,
    LW_PART_STORAGE,
    LW_PART_INBOUND,
    LW_PART_BUYER_PAYS,
    LW_PART_COUNT
} lw_part;

/* "freight", ...; static. */
const char *lw_part_name(lw_part part);

/* Minor units of the quote currency. */
int64_t lw_plan_part(const lw_plan *plan, lw_part part);

/* Amounts are those after less those before; 0 where they are not set. */
typedef struct lw_difference {
    lw_change change;
    bool other_modes;             /* moved, to another set of modes */
    unsigned modes[LW_SIDES];     /* bit sets, as of lw_mode_name; 0 = no plan */
    bool timed;                   /* a plan in both: the next three are set */
    int64_t minutes;              /* on the clock that was asked for */
    int64_t blind_minutes;        /* of the typical clock, as the next */
    int64_t visibility_e3;        /* 1/1000, as of lw_plan */
    bool priced;                  /* and in the same currency, counted in the same minor units: the
                                     next two are set */
    int64_t cost;                 /* minor units */
    int64_t parts[LW_PART_COUNT]; /* likewise; but for the buyer's they add up to `cost` */
} lw_difference;

/* Between the best plans of two quotes for one shipment; NULL = it is invalid there. `hand` is the
 * clock that days are told by. */
lw_difference lw_difference_of(const lw_quote *before, const lw_quote *after, lw_clock_hand hand);

#endif
