/* What lanewise answers: a quote, its ranked plans, their legs and charge lines, and why a mode is
 * missing.
 *
 * Money is in minor units of the quote currency unless said otherwise; time in minutes; instants in
 * UTC minutes since 1970-01-01T00:00 with the local offset (minutes east) beside them. All strings
 * and arrays belong to the quote or the catalog: borrowed, valid until the quote is planned into
 * again or freed. */
#ifndef LANEWISE_PLAN_H
#define LANEWISE_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include <lanewise/catalog.h>
#include <lanewise/error.h>

LW_BEGIN_DECLS

typedef enum lw_charge_type {
    LW_FREIGHT,
    LW_SURCHARGE,
    LW_HANDLING,
    LW_HANDOFF,
    LW_CLEARANCE,
    LW_DISBURSEMENT,
    LW_DUTY,
    LW_TAX,
    LW_STORAGE,
    LW_INBOUND,
    LW_CHARGE_TYPE_COUNT
} lw_charge_type;

/* A table row that an amount comes from. */
typedef struct lw_row {
    const char *table; /* "rates" */
    const char *file;  /* relative to the catalog: "rates/hkpost.csv" */
    uint32_t line;
} lw_row;

/* One line of the bill. `amount` is `card_amount` converted and rounded. */
typedef struct lw_charge {
    lw_charge_type type;
    bool at_lane;    /* `place` is a lane's id; else a node's */
    bool buyer_pays; /* listed, but not in the plan's cost */
    const char *place;
    const char
        *rule; /* what it is for: a surcharge's name or id, "storage days 31-60"; "" = plain */
    int64_t amount;
    int64_t card_amount; /* minor units of card_currency */
    const char *card_currency;
    int card_decimals;
    const lw_row *rows;
    uint32_t row_count;
} lw_charge;

typedef enum lw_module { LW_DOMESTIC, LW_INTERNATIONAL, LW_DESTINATION } lw_module;

typedef struct lw_leg {
    const char *lane, *carrier, *mode, *service;
    const char *from, *to; /* node or zone ids */
    bool to_zone;
    lw_module module;
    int64_t billable_grams;
    int64_t cost;    /* its freight and surcharges */
    int64_t minutes; /* typical duration as the lane states it */
    int64_t visibility_e4;
    int64_t blind_minutes;
    /* Typical clock. reached: at `from` (the start: the journey's beginning); ready: after
     * hand-off, dwell and exit clearance; departs = ready + waited; arrives: at `to`, before an
     * entry; cleared: after it. */
    int64_t reached, ready, departs, waited_minutes, arrives, cleared;
    int64_t handoff_minutes,
        dwell_minutes;                   /* typical; elapsed parts of ready - reached as stated */
    int64_t exit_minutes, entry_minutes; /* typical clearance as stated; 0 = none */
    int64_t handoff_blind, exit_blind, entry_blind;
    int from_offset, to_offset;
} lw_leg;

typedef struct lw_plan {
    int rank;         /* 1 = best; 0 = not ranked (a beaten plan of an explanation) */
    int64_t score_e4; /* 100 = perfect; always filled */
    int64_t cost;     /* total of the seller's lines */
    int64_t by_type[LW_CHARGE_TYPE_COUNT]; /* the seller's lines by type: they add up to `cost` */
    int64_t buyer_pays; /* duty, tax and disbursement left to the buyer (DAP); else 0 */
    int64_t own_dues;   /* duty, tax and disbursement of the shipment's own entry, whoever pays */
    int64_t minutes[3]; /* minimum, typical, maximum */
    int64_t blind_minutes, blind_gap_minutes;
    int64_t visibility_e3; /* 1/1000: percent with one digit */
    int64_t ready_at;      /* the start, UTC minutes */
    int64_t arrives[3];    /* minimum, typical, maximum clock */
    int ready_offset, arrive_offset;
    uint32_t mode_count;
    const char *modes[8]; /* distinct, in order of first use */
    const char *start;    /* node id */
    bool stocked;
    const lw_leg *legs;
    uint32_t leg_count;
    const lw_charge *charges; /* empty where only sums were asked for */
    uint32_t charge_count;
    struct lw_outline *outline; /* the library's own: what it remembers of the route; may be NULL */
} lw_plan;

/* Why a lane cannot be used, in the order in which the reasons are tried. */
typedef enum lw_refusal {
    LW_ACCEPTED,
    LW_MODE_EXCLUDED,
    LW_EXPIRED,
    LW_RESTRICTED,
    LW_OVER_WEIGHT,
    LW_OVER_SIZE,
    LW_OUT_OF_VALUE,
    LW_NO_RATE,
    LW_NO_DEPARTURE,
    LW_NO_FX,
    LW_TOO_LARGE,
    LW_REFUSAL_COUNT
} lw_refusal;

/* "weight", "no_rate", ...; static. */
LW_API const char *lw_refusal_code(lw_refusal refusal);
LW_API const char *lw_charge_type_name(lw_charge_type type);
LW_API const char *lw_module_name(lw_module module);

/* One mode's fate. Filled under `explain`. */
typedef struct lw_mode_report {
    const char *mode;
    bool on_frontier;
    uint32_t refused[LW_REFUSAL_COUNT]; /* reachable lanes by their first reason */
    const char
        *nearest[LW_REFUSAL_COUNT]; /* "max 2.000 kg, parcel 2.300 kg (lane X)"; NULL = none */
    const lw_plan *best;            /* the mode's best feasible plan when it is beaten; else NULL */
    const lw_plan *beaten_by;       /* a frontier plan; NULL without best */
    uint64_t over_limits; /* plans with this mode, when every one breaks a limit; else 0 */
    const char *note;     /* a sentence when nothing of the above says it: "no lane of this mode
                             leaves CNSZX"; else NULL */
} lw_mode_report;

typedef enum lw_quote_status { LW_QUOTE_OK, LW_QUOTE_NO_PLAN } lw_quote_status;

/* The answer for one shipment. A zeroed lw_quote is empty; lw_quote_release frees what planning put
 * in. */
typedef struct lw_quote {
    lw_quote_status status;
    const char *currency;
    int decimals; /* of the quote currency */
    int32_t ship_date;
    bool has_clock;       /* the catalog has calendars, departures or offsets */
    const char *message;  /* remarks or the reason for no plan; "" = none */
    const lw_plan *plans; /* best first: at most `top`, or the whole frontier */
    uint32_t plan_count;
    uint32_t frontier_count; /* plans on the whole frontier */
    bool reused; /* planned out of routes found for shipments alike; nothing else depends on it */
    bool explained;
    lw_mode_report modes[LW_MODES];
    struct lw_quote_memory *memory; /* owned */
} lw_quote;

LW_API void lw_quote_release(lw_quote *quote); /* NULL is legal */

LW_END_DECLS

#endif
