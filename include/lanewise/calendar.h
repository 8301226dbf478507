/* The calendars of a catalog, for looking at: what works when, and what depends on it. */
#ifndef LANEWISE_CALENDAR_H
#define LANEWISE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include <lanewise/catalog.h>

LW_BEGIN_DECLS

/* A calendar at large. Strings belong to the catalog. */
typedef struct lw_calendar_info {
    const char *id;
    uint8_t work_days; /* bit 0 = Monday .. bit 6 = Sunday */
    uint32_t holiday_count;
    int32_t first_holiday, last_holiday; /* days since 1970-01-01; 0 when there is none */
    uint32_t lane_count, node_count, customs_count; /* rows that name the calendar */
} lw_calendar_info;

/* The `index`-th calendar in the order of the table; false behind the last. Looks at every row that
 * may name a calendar. */
LW_API bool lw_calendar_at(const lw_catalog *catalog, uint32_t index, lw_calendar_info *info);

/* The index of the calendar called `id`; false when there is none, and then `*nearest` (which may
 * be NULL) is the calendar whose name is a slip of the pen away, or NULL. */
LW_API bool lw_calendar_find(const lw_catalog *catalog, const char *id, uint32_t *index,
                             const char **nearest);

typedef enum lw_day_kind {
    LW_DAY_WORKS,
    LW_DAY_OFF,    /* no work day of the week */
    LW_DAY_HOLIDAY /* listed, on whatever day of the week */
} lw_day_kind;

/* What the day (since 1970-01-01) is to the `index`-th calendar, which must exist. `*name` (may be
 * NULL) is what the table calls the holiday, "" when it does not say or the day is none. */
LW_API lw_day_kind lw_calendar_day(const lw_catalog *catalog, uint32_t index, int32_t day,
                                   const char **name);

/* Whether days `from` to `to` may hold holidays that nobody has listed: the list is over before
 * `from`, or ends in a year before that of `to`. False for a calendar that lists none. */
LW_API bool lw_calendar_outlives_list(const lw_catalog *catalog, uint32_t index, int32_t from,
                                      int32_t to);

typedef enum lw_user_kind { LW_USER_LANE, LW_USER_NODE, LW_USER_CUSTOMS } lw_user_kind;

/* A row that uses a calendar. Strings belong to the catalog or are static. */
typedef struct lw_calendar_user {
    lw_user_kind kind;
    const char *name;      /* the lane's or node's id, the country of customs */
    const char *direction; /* of customs: "export" or "import"; else NULL */
    const char *mode;      /* of customs for one mode; else NULL */
    const char *file;      /* relative to the catalog: "customs/import.csv" */
    uint32_t line;
} lw_calendar_user;

/* Hands over every row that uses the `index`-th calendar: lanes, nodes, then customs, each in the
 * order of the files. `context` is the caller's own. */
typedef void lw_calendar_user_fn(void *context, const lw_calendar_user *user);
LW_API void lw_calendar_users(const lw_catalog *catalog, uint32_t index,
                              lw_calendar_user_fn *on_user, void *context);

LW_END_DECLS

#endif
