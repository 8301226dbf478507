/* First in, first out: every step below is monotone, so an earlier arrival never has a
 * disadvantage. */
#include "search/timing.h"

#include <stdlib.h>

#include "catalog/calendar.h"

int lw_lane_end_offset(const lw_catalog *catalog, const lw_lane *lane)
{
    return lane->to_node.i == LW_NONE ? catalog->zones[lane->to_zone.i].utc_offset
                                      : catalog->nodes[lane->to_node.i].utc_offset;
}

/* Clearing a border is working time of its customs calendar at the local offset. */
static int64_t clear(const lw_catalog *catalog, const lw_border *border, lw_clock_hand hand,
                     int offset, int64_t instant)
{
    if (border->row == NULL)
        return instant;
    return lw_calendar_add_work(lw_calendar_of(catalog, border->row->calendar), offset, instant,
                                lw_minutes_on(&border->minutes, hand));
}

static int64_t ride(const lw_catalog *catalog, const lw_lane *lane, lw_clock_hand hand, int offset,
                    int64_t departs)
{
    int64_t minutes = lw_minutes_on(&lane->duration, hand);
    if (!lane->business_days)
        return departs == LW_NEVER ? LW_NEVER : departs + minutes;
    return lw_calendar_add_work(lw_calendar_of(catalog, lane->calendar), offset, departs, minutes);
}

/* What a leg's clock depends on. */
typedef struct leg {
    uint32_t lane;
    lw_clock_hand hand;
    const lw_handoff *handoff; /* NULL = none, likewise below */
    const lw_border *exit, *entry;
    int64_t reached;
} leg;

/* Without a clock durations just add up. */
static lw_leg_times add_up(const lw_catalog *catalog, const leg *l)
{
    const lw_lane *lane = &catalog->lanes[l->lane];
    lw_leg_times times;
    times.ready = l->reached + (l->handoff == NULL ? 0 : l->handoff->minutes) +
                  lw_minutes_on(&catalog->nodes[lane->from.i].dwell, l->hand) +
                  (l->exit == NULL ? 0 : lw_minutes_on(&l->exit->minutes, l->hand));
    times.departs = times.ready;
    times.arrives = times.departs + lw_minutes_on(&lane->duration, l->hand);
    times.cleared =
        times.arrives + (l->entry == NULL ? 0 : lw_minutes_on(&l->entry->minutes, l->hand));
    return times;
}

/* When the shipment is ready to leave: after hand-off, dwell and export clearance. */
static int64_t run_way_out(const lw_catalog *catalog, const leg *l, const lw_node *from)
{
    int64_t instant = l->reached + (l->handoff == NULL ? 0 : l->handoff->minutes);
    instant = lw_calendar_add_work(lw_calendar_of(catalog, from->calendar), from->utc_offset,
                                   instant, lw_minutes_on(&from->dwell, l->hand));
    return l->exit == NULL ? instant : clear(catalog, l->exit, l->hand, from->utc_offset, instant);
}

/* A border is remembered by its row: all that a clock takes from it is in there. */
static const lw_customs *row_of(const lw_border *border)
{
    return border == NULL ? NULL : border->row;
}

static int64_t ready_to_leave(const lw_catalog *catalog, lw_clock_memo *memo, const leg *l)
{
    uint32_t node = catalog->lanes[l->lane].from.i;
    if (memo->way_out.node != node || memo->way_out.hand != l->hand ||
        memo->way_out.handoff != l->handoff || memo->way_out.exit != row_of(l->exit) ||
        memo->way_out.reached != l->reached) {
        memo->way_out.node = node;
        memo->way_out.hand = l->hand;
        memo->way_out.handoff = l->handoff;
        memo->way_out.exit = row_of(l->exit);
        memo->way_out.reached = l->reached;
        memo->way_out.ready = run_way_out(catalog, l, &catalog->nodes[node]);
    }
    return memo->way_out.ready;
}

static lw_leg_times run_clock(const lw_catalog *catalog, lw_clock_memo *memo, const leg *l)
{
    const lw_lane *lane = &catalog->lanes[l->lane];
    const lw_node *from = &catalog->nodes[lane->from.i];
    lw_leg_times times;
    int64_t instant = ready_to_leave(catalog, memo, l);
    times.ready = instant;
    if (instant != LW_NEVER)
        instant = lw_calendar_next_departure(lw_calendar_of(catalog, lane->calendar),
                                             from->utc_offset, lane->departs, lane->depart_minute,
                                             instant + lane->cutoff_minutes);
    times.departs = instant;
    times.arrives = ride(catalog, lane, l->hand, from->utc_offset, instant);
    times.cleared = times.arrives;
    if (l->entry != NULL)
        times.cleared =
            clear(catalog, l->entry, l->hand, lw_lane_end_offset(catalog, lane), times.arrives);
    return times;
}

/* A direct-mapped table: a newer leg takes the place of an older. */
#define MEMO_SLOTS 32768u

struct lw_clock_entry {
    uint32_t lane; /* + 1; 0 = empty */
    lw_clock_hand hand;
    const lw_handoff *handoff;
    const lw_customs *exit, *entry;
    int64_t reached;
    lw_leg_times times;
};

bool lw_clock_memo_init(lw_clock_memo *memo, const lw_catalog *catalog)
{
    *memo = (lw_clock_memo){.way_out.node = LW_NONE};
    if (catalog->has_clock)
        memo->entries = calloc(MEMO_SLOTS, sizeof *memo->entries);
    return !catalog->has_clock || memo->entries != NULL;
}

void lw_clock_memo_release(lw_clock_memo *memo)
{
    free(memo->entries);
    *memo = (lw_clock_memo){0};
}

static struct lw_clock_entry *slot_of(const lw_clock_memo *memo, const leg *l)
{
    uint64_t hash = (uint64_t)l->reached * UINT64_C(0x9e3779b97f4a7c15);
    hash ^= ((uint64_t)l->lane * 3 + (uint64_t)l->hand) * UINT64_C(0xc2b2ae3d27d4eb4f);
    return &memo->entries[(hash ^ hash >> 32) % MEMO_SLOTS];
}

static leg make_leg(lw_facts *facts, uint32_t lane, const lw_crossing *crossing,
                    const lw_handoff *handoff)
{
    leg l = {.lane = lane, .handoff = handoff};
    if (crossing->exits)
        l.exit = lw_facts_exit(facts, facts->catalog->lanes[lane].mode);
    if (crossing->enters)
        l.entry = lw_facts_entry(facts, crossing->entry_mode);
    return l;
}

/* The leg's times from the memo, run anew if they are not there. */
static lw_leg_times recall(const lw_catalog *catalog, lw_clock_memo *memo, const leg *l)
{
    struct lw_clock_entry *entry = slot_of(memo, l);
    const lw_customs *exit = row_of(l->exit), *clearance = row_of(l->entry);
    if (entry->lane != l->lane + 1 || entry->hand != l->hand || entry->reached != l->reached ||
        entry->handoff != l->handoff || entry->exit != exit || entry->entry != clearance)
        *entry = (struct lw_clock_entry){l->lane + 1,
                                         l->hand,
                                         l->handoff,
                                         exit,
                                         clearance,
                                         l->reached,
                                         run_clock(catalog, memo, l)};
    return entry->times;
}

lw_leg_times lw_time_leg(lw_facts *facts, lw_clock_memo *memo, uint32_t lane,
                         const lw_crossing *crossing, const lw_handoff *handoff, lw_clock_hand hand,
                         int64_t reached)
{
    leg l = make_leg(facts, lane, crossing, handoff);
    l.hand = hand;
    l.reached = reached;
    return memo->entries == NULL ? add_up(facts->catalog, &l) : recall(facts->catalog, memo, &l);
}

void lw_time_leg_thrice(lw_facts *facts, lw_clock_memo *memo, uint32_t lane,
                        const lw_crossing *crossing, const lw_handoff *handoff,
                        const int64_t reached[3], lw_leg_times times[3])
{
    leg l = make_leg(facts, lane, crossing, handoff);
    for (int hand = 0; hand < 3; hand++) {
        l.hand = (lw_clock_hand)hand;
        l.reached = reached[hand];
        times[hand] =
            memo->entries == NULL ? add_up(facts->catalog, &l) : recall(facts->catalog, memo, &l);
    }
}

int64_t lw_time_at_least(lw_facts *facts, uint32_t index, const lw_crossing *crossing,
                         lw_clock_hand hand)
{
    const lw_lane *lane = &facts->catalog->lanes[index];
    int64_t minutes = lw_minutes_on(&facts->catalog->nodes[lane->from.i].dwell, hand) +
                      lane->cutoff_minutes + lw_minutes_on(&lane->duration, hand);
    if (crossing->exits)
        minutes += lw_minutes_on(&lw_facts_exit(facts, lane->mode)->minutes, hand);
    if (crossing->enters)
        minutes += lw_minutes_on(&lw_facts_entry(facts, crossing->entry_mode)->minutes, hand);
    return minutes;
}
