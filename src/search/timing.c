/* First in, first out: every step below is monotone, so an earlier arrival never has a disadvantage. */
#include "search/timing.h"

#include "catalog/calendar.h"

int lw_lane_end_offset(const lw_catalog *catalog, const lw_lane *lane) {
    return lane->to_node.i == LW_NONE ? catalog->zones[lane->to_zone.i].utc_offset
                                      : catalog->nodes[lane->to_node.i].utc_offset;
}

/* Clearing a border is working time of its customs calendar at the local offset. */
static int64_t clear(const lw_catalog *catalog, const lw_border *border, lw_clock_hand hand, int offset,
                     int64_t instant) {
    if (border->row == NULL)
        return instant;
    return lw_calendar_add_work(lw_calendar_of(catalog, border->row->calendar), offset, instant,
                                lw_minutes_on(&border->minutes, hand));
}

static int64_t ride(const lw_catalog *catalog, const lw_lane *lane, lw_clock_hand hand, int offset,
                    int64_t departs) {
    int64_t minutes = lw_minutes_on(&lane->duration, hand);
    if (!lane->business_days)
        return departs == LW_NEVER ? LW_NEVER : departs + minutes;
    return lw_calendar_add_work(lw_calendar_of(catalog, lane->calendar), offset, departs, minutes);
}

lw_leg_times lw_time_leg(lw_facts *facts, uint32_t index, const lw_crossing *crossing,
                         const lw_handoff *handoff, lw_clock_hand hand, int64_t reached) {
    const lw_catalog *catalog = facts->catalog;
    const lw_lane *lane = &catalog->lanes[index];
    const lw_node *from = &catalog->nodes[lane->from.i];
    lw_leg_times times;

    int64_t instant = reached + (handoff == NULL ? 0 : handoff->minutes);
    instant = lw_calendar_add_work(lw_calendar_of(catalog, from->calendar), from->utc_offset, instant,
                                   lw_minutes_on(&from->dwell, hand));
    if (crossing->exits)
        instant = clear(catalog, lw_facts_exit(facts, lane->mode), hand, from->utc_offset, instant);
    times.ready = instant;
    if (instant != LW_NEVER)
        instant = lw_calendar_next_departure(lw_calendar_of(catalog, lane->calendar), from->utc_offset,
                                             lane->departs, lane->depart_minute,
                                             instant + lane->cutoff_minutes);
    times.departs = instant;
    times.arrives = ride(catalog, lane, hand, from->utc_offset, instant);
    times.cleared = times.arrives;
    if (crossing->enters)
        times.cleared = clear(catalog, lw_facts_entry(facts, crossing->entry_mode), hand,
                              lw_lane_end_offset(catalog, lane), times.arrives);
    return times;
}

int64_t lw_time_at_least(lw_facts *facts, uint32_t index, const lw_crossing *crossing,
                         lw_clock_hand hand) {
    const lw_lane *lane = &facts->catalog->lanes[index];
    int64_t minutes = lw_minutes_on(&facts->catalog->nodes[lane->from.i].dwell, hand) +
                      lane->cutoff_minutes + lw_minutes_on(&lane->duration, hand);
    if (crossing->exits)
        minutes += lw_minutes_on(&lw_facts_exit(facts, lane->mode)->minutes, hand);
    if (crossing->enters)
        minutes += lw_minutes_on(&lw_facts_entry(facts, crossing->entry_mode)->minutes, hand);
    return minutes;
}
