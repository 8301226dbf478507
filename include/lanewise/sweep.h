/* Sweeps: how the best plan changes while one field of a shipment runs over a span of values. */
#ifndef LANEWISE_SWEEP_H
#define LANEWISE_SWEEP_H

#include <stdbool.h>
#include <stdint.h>

#include <lanewise/error.h>
#include <lanewise/plan.h>
#include <lanewise/planner.h>
#include <lanewise/shipment.h>

LW_BEGIN_DECLS

typedef enum lw_sweep_field { LW_SWEEP_READY_AT, LW_SWEEP_WEIGHT, LW_SWEEP_VALUE } lw_sweep_field;

/* The grid start, start + step, ... not beyond end, in whole units of the field: local minutes at
 * the origin for ready_at, grams of one piece for the weight, micro-units of the value currency for
 * the value. */
typedef struct lw_sweep {
    lw_sweep_field field;
    int64_t start, end, step;
} lw_sweep;

/* Values that a sweep of the weight or the value may hold between start and end, both included; and
 * points of a grid.
 */
#define LW_SWEEP_MOST_VALUES 1000000
#define LW_SWEEP_MOST_POINTS 50000

/* Reads "FIELD=START..END:STEP": ready_at=2026-11-23T00:00..2026-11-30T00:00:6h (a date means its
 * 00:00; steps in m, h or d), weight=0.1..5:0.1 in kg, value=0..1000:10. LW_BAD_ARGUMENT with a
 * message. */
LW_API lw_status lw_sweep_parse(const char *text, lw_sweep *sweep, lw_error *err);

/* The name of the shipment field: "ready_at", "weight_kg", "value"; static. */
LW_API const char *lw_sweep_field_name(lw_sweep_field field);

/* Against the value before: the gram or minor unit before for the weight and the value, the moment
 * before on the grid for ready_at. */
typedef enum lw_sweep_change {
    LW_SWEEP_SAME,
    LW_SWEEP_OTHER_PLAN, /* other lanes or another start, by the same modes */
    LW_SWEEP_OTHER_MODES /* another set of modes; also from a plan to none and back */
} lw_sweep_change;

typedef struct lw_sweep_point {
    int64_t at;   /* the field's value */
    bool on_grid; /* else the best plan changes here, between two points of the grid */
    lw_sweep_change change;
    const lw_quote *quote; /* its best plan alone; borrowed until the call returns */
} lw_sweep_point;

/* Takes a point; anything but LW_OK ends the sweep with that status. `context` is the caller's own.
 */
typedef lw_status lw_sweep_fn(void *context, const lw_sweep_point *point, lw_error *err);

typedef struct lw_sweep_summary {
    uint64_t tried;                 /* values that were planned */
    uint64_t points;                /* handed over, */
    uint64_t no_plan;               /* of them without a plan */
    uint64_t changes, mode_changes; /* changes of any kind, and of the set of modes */
} lw_sweep_summary;

/* Plans `shipment` for every value of the sweep, whatever the shipment itself says of that field
 * (and of ship_date, where ready_at is swept), and hands over in ascending order each point of the
 * grid and, for the weight and the value, each value at which the best plan is another one than at
 * the value one gram or one minor unit before. Every such value from start to end is planned, by
 * `threads` threads (at least 1) beside each other: that is the proof that no change is missed, and
 * the cost is (end - start) / unit + 1 searches. For ready_at only the grid is planned.
 *
 * on_point is called from the calling thread only. LW_BAD_ARGUMENT where the sweep is too large,
 * falls between minor units, or does not fit the shipment; LW_BAD_SHIPMENT as lw_plan_shipment;
 * LW_NO_MEMORY. `summary` may be NULL. */
LW_API lw_status lw_sweep_run(const lw_planner *planner, const lw_shipment *shipment,
                              const lw_options *options, const lw_sweep *sweep, unsigned threads,
                              lw_sweep_fn *on_point, void *context, lw_sweep_summary *summary,
                              lw_error *err);

LW_END_DECLS

#endif
