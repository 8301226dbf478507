/* The lanes of a catalog, for looking at: what it offers, from where to where, and what a lane's
 * card charges. */
#ifndef LANEWISE_LANES_H
#define LANEWISE_LANES_H

#include <stdbool.h>
#include <stdint.h>

#include <lanewise/catalog.h>
#include <lanewise/plan.h>

LW_BEGIN_DECLS

/* A lane as its row says, defaults filled in. Strings belong to the catalog or are static. */
typedef struct lw_lane_info {
    const char *lane, *carrier, *mode, *service; /* service: "" when not given */
    const char *from, *from_country;             /* a node and where it stands */
    const char *to, *to_country;
    bool to_zone;          /* `to` is a zone; else a node */
    int64_t minutes[3];    /* from start to end: least, usual, most */
    bool business_days;    /* they are working time of `calendar` */
    int64_t visibility_e4; /* share of that time in sight, 1/10000 */
    const char *card;      /* that its freight comes from */
    const char *currency;  /* of the card */
    int decimals;          /* of the currency */

    /* What one piece may weigh by the limits of the lane and the brackets of its card on any day;
     * gaps in between are not looked at. max_grams: -1 = no limit, below min_grams = nothing goes.
     */
    int64_t min_grams, max_grams;

    /* First and last ship date, days since 1970-01-01; INT32_MIN, INT32_MAX = open. */
    int32_t valid_from, valid_to;

    uint8_t departs;        /* bit 0 = Monday .. bit 6 = Sunday */
    int depart_minute;      /* of the local day; -1 = any moment */
    int64_t cutoff_minutes; /* that a shipment must be ready before */
    const char *calendar;   /* "" = every day works */
    const char *file;       /* relative to the catalog: "lanes/express.csv" */
    uint32_t line;
} lw_lane_info;

/* Which lanes are looked for; lw_lane_filter_set fills it. */
typedef struct lw_lane_filter {
    uint32_t lane, from, carrier; /* numbers of the catalog here and below; UINT32_MAX = any */
    uint32_t country, node, zone; /* where they end: at most one is set */
    char postcode[24];            /* that they deliver to, in the country; "" = any */
    uint32_t modes;               /* bit set */
} lw_lane_filter;

LW_API void lw_lane_filter_init(lw_lane_filter *filter); /* all lanes */

/* Narrows the filter down by "from" (a node), "to" (a country, "US:90001" for what delivers to a
 * postcode there, a node or a zone), "mode", "carrier" or "lane"; the last word on each counts.
 * LW_BAD_ARGUMENT for what the catalog does not know, with the nearest that it does. */
LW_API lw_status lw_lane_filter_set(const lw_catalog *catalog, lw_lane_filter *filter,
                                    const char *name, const char *value, lw_error *err);

/* The first lane from the `*index`-th on, in the order of the tables, that the filter (NULL = all)
 * lets through: its index in `*index` and what it is in `*info`. False when there is none. */
LW_API bool lw_lane_next(const lw_catalog *catalog, const lw_lane_filter *filter, uint32_t *index,
                         lw_lane_info *info);

/* What the card of a lane charges for one piece. */
typedef struct lw_lane_freight {
    lw_refusal refusal;     /* LW_EXPIRED, LW_OVER_WEIGHT, LW_NO_RATE or LW_TOO_LARGE */
    int64_t billable_grams; /* these two only when it is LW_ACCEPTED */
    int64_t amount;         /* minor units of the lane's currency */
} lw_lane_freight;

/* Freight alone, no surcharge, handling, hand-off or customs, of the `index`-th lane, which must
 * exist, for one piece of `grams` (1 to 1,000,000,000) without dimensions on a ship date. */
LW_API lw_lane_freight lw_lane_freight_of(const lw_catalog *catalog, uint32_t index, int64_t grams,
                                          int32_t ship_date);

LW_END_DECLS

#endif
