/* Working days by arithmetic: nothing here steps through minutes, and days only in whole weeks and
 * holidays.
 *
 * Instants are UTC minutes since 1970-01-01T00:00; `offset` is minutes east, fixed. A calendar of
 * NULL works every day. Every function is monotone: a later instant in never gives an earlier one
 * out. */
#ifndef LANEWISE_CATALOG_CALENDAR_H
#define LANEWISE_CATALOG_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "catalog/model.h"

#define LW_NEVER INT64_MAX /* an instant that does not come */

/* The catalog's calendar, NULL for LW_NONE. */
static inline const lw_calendar *lw_calendar_of(const lw_catalog *catalog, lw_calendar_ref ref)
{
    return ref.i == LW_NONE ? 0 : &catalog->calendars[ref.i];
}

/* Index of the first holiday not before `day`; holiday_count when there is none. */
uint32_t lw_calendar_first_holiday(const lw_calendar *calendar, int64_t day);

bool lw_calendar_works(const lw_calendar *calendar, int32_t day);

/* `instant` plus `minutes` of working time: 0 added is the instant itself; otherwise only working
 * days pass, 24 hours each. LW_NEVER for a calendar without work days. LW_NEVER in gives LW_NEVER
 * out. */
int64_t lw_calendar_add_work(const lw_calendar *calendar, int offset, int64_t instant,
                             int64_t minutes);

/* The earliest departure at or after `earliest`: on a local day that is in `departs` (bit 0 =
 * Monday) and works, at `depart_minute` (local) when that is >= 0, else at `earliest` itself if
 * that day serves, else at 00:00 of the next that does. LW_NEVER if no such day exists. */
int64_t lw_calendar_next_departure(const lw_calendar *calendar, int offset, uint8_t departs,
                                   int depart_minute, int64_t earliest);

#endif
