/* The clock of one leg: hand-off, dwell, export clearance, waiting for a departure, the ride,
 * import clearance. */
#ifndef LANEWISE_SEARCH_TIMING_H
#define LANEWISE_SEARCH_TIMING_H

#include <lanewise/planner.h>

#include "pricing/facts.h"

/* A leg's instants in UTC minutes; LW_NEVER from the first step that cannot come. */
typedef struct lw_leg_times {
    int64_t ready; /* to leave */
    int64_t departs;
    int64_t arrives; /* at the lane's end */
    int64_t cleared; /* after an entry; = arrives without one */
} lw_leg_times;

/* Legs timed lately. A leg's clock depends on the tables and on when it is reached, not on the
 * shipment: orders of one day share most of their instants. */
typedef struct lw_clock_memo {
    struct lw_clock_entry *entries; /* owned; NULL where the catalog has no clock to remember */
    /* The last leg's way out of its node: the lanes of a node are timed one after the other, and
     * most are ready at the same moment. */
    struct {
        uint32_t node; /* LW_NONE = none yet */
        lw_clock_hand hand;
        const lw_handoff *handoff;
        const lw_customs *exit;
        int64_t reached, ready;
    } way_out;
} lw_clock_memo;

/* False when memory is out. */
bool lw_clock_memo_init(lw_clock_memo *memo, const lw_catalog *catalog);
void lw_clock_memo_release(lw_clock_memo *memo);

/* Runs the clock `hand` (minimum, typical or maximum durations) over `lane` for a shipment that
 * reached its start at `reached`, handing over by `handoff` (NULL = none). Monotone in `reached`.
 */
lw_leg_times lw_time_leg(lw_facts *facts, lw_clock_memo *memo, uint32_t lane,
                         const lw_crossing *crossing, const lw_handoff *handoff, lw_clock_hand hand,
                         int64_t reached);

/* The same on all three clocks, `reached[hand]` and `times[hand]` by lw_clock_hand. */
void lw_time_leg_thrice(lw_facts *facts, lw_clock_memo *memo, uint32_t lane,
                        const lw_crossing *crossing, const lw_handoff *handoff,
                        const int64_t reached[3], lw_leg_times times[3]);

/* The least minutes the leg can take on that clock: no hand-off, no waiting. */
int64_t lw_time_at_least(lw_facts *facts, uint32_t lane, const lw_crossing *crossing,
                         lw_clock_hand hand);

/* Minutes east of UTC at the end of a lane. */
int lw_lane_end_offset(const lw_catalog *catalog, const lw_lane *lane);

/* One of the three durations. */
static inline int64_t lw_minutes_on(const lw_minutes *minutes, lw_clock_hand hand)
{
    return hand == LW_CLOCK_MIN   ? minutes->min
           : hand == LW_CLOCK_MAX ? minutes->max
                                  : minutes->typical;
}

#endif
