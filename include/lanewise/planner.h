/* Planning: a catalog made ready for search, one workspace a thread, one call a shipment. */
#ifndef LANEWISE_PLANNER_H
#define LANEWISE_PLANNER_H

#include <stdbool.h>
#include <stdint.h>

#include <lanewise/catalog.h>
#include <lanewise/plan.h>
#include <lanewise/shipment.h>

LW_BEGIN_DECLS

typedef enum lw_rank {
    LW_RANK_SCORE,
    LW_RANK_COST,
    LW_RANK_TIME,
    LW_RANK_VISIBILITY,
    LW_RANK_MONEY,
    LW_RANK_COUNT
} lw_rank;
typedef enum lw_clock_hand { LW_CLOCK_MIN, LW_CLOCK_TYPICAL, LW_CLOCK_MAX } lw_clock_hand;

/* How plans are ranked and how much is told. */
typedef struct lw_options {
    lw_rank rank;
    double weight_cost, weight_time, weight_blind; /* add up to 1 */
    lw_clock_hand time_basis;
    int64_t value_of_day_micros, value_of_blind_day_micros; /* in the quote currency */
    uint32_t top;                                           /* plans kept, from 1 */
    bool frontier;  /* keep the whole frontier, whatever `top` says */
    bool explain;   /* fill lw_quote.modes */
    bool sums_only; /* leave lw_plan.charges empty: the sums by type are enough */
    bool brief;     /* with sums_only: of a leg the lane is enough; its other members may be 0 */
    bool anew;      /* search for every shipment by itself, whatever was found for others: the same
                       answers, later */
    bool has_ship_date;
    int32_t ship_date;    /* for shipments that state none; else today in UTC */
    const char *currency; /* of the quote, likewise; NULL = the catalog's. Borrowed */
} lw_options;

/* "score", "cost", ... as the rank option is written; static. */
LW_API const char *lw_rank_name(lw_rank rank);

LW_API void lw_options_init(lw_options *options);

/* Sets one option from text: "rank", "weights", "time_basis", "value_of_day", "value_of_blind_day",
 * "top", "ship_date", "currency" (hyphens for underscores are taken too). The text of a currency is
 * borrowed. LW_BAD_ARGUMENT with a message and a suggestion. */
LW_API lw_status lw_options_set(lw_options *options, const char *name, const char *text,
                                lw_error *err);

/* Immutable after lw_planner_new; shared by threads. Borrows the catalog, which must outlive it. */
typedef struct lw_planner lw_planner;
LW_API lw_status lw_planner_new(const lw_catalog *catalog, lw_planner **planner, lw_error *err);
LW_API void lw_planner_free(lw_planner *planner); /* NULL is legal */
LW_API const lw_catalog *lw_planner_catalog(const lw_planner *planner);

/* Scratch memory of one thread; borrows the planner. */
typedef struct lw_workspace lw_workspace;
LW_API lw_status lw_workspace_new(const lw_planner *planner, lw_workspace **workspace,
                                  lw_error *err);
LW_API void lw_workspace_free(lw_workspace *workspace); /* NULL is legal */

/* Ranks the ways of one shipment into `quote` (zeroed or used before; its old content is gone). The
 * answer is the true optimum and the same for every workspace. LW_OK also when there is no plan
 * (quote->status says so); LW_BAD_SHIPMENT with err->field when the shipment cannot be understood
 * by this catalog. */
LW_API lw_status lw_plan_shipment(lw_workspace *workspace, const lw_shipment *shipment,
                                  const lw_options *options, lw_quote *quote, lw_error *err);

LW_END_DECLS

#endif
