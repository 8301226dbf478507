/* Writing routes down: few bytes, in the order in which they are read. */
#ifndef LANEWISE_REPERTOIRE_WRITER_H
#define LANEWISE_REPERTOIRE_WRITER_H

#include "repertoire/repertoire.h"

/* Reusable storage. */
typedef struct lw_writer {
    const lw_terms *terms; /* borrowed, like the search */
    lw_search *search;     /* set before each use, like the load */
    lw_load_facts load;
    struct {
        lw_ride *items;
        size_t count, capacity;
    } rides;
    struct {
        lw_straight *items;
        size_t count, capacity;
    } lines;          /* of the rides */
    uint32_t *places; /* of a lane's ride, if the ride there is that lane's */
    struct {
        lw_step *items;
        size_t count, capacity;
    } steps;
    struct {
        lw_toll *items;
        size_t count, capacity;
    } tolls; /* of the steps */
    struct {
        lw_route *items;
        size_t count, capacity;
    } routes;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } labels; /* the caller's number of each step */
} lw_writer;

/* False when memory is out. */
bool lw_writer_init(lw_writer *writer, const lw_terms *terms);
void lw_writer_release(lw_writer *writer);

/* Turns to the next repertoire. */
void lw_writer_begin(lw_writer *writer);

/* A leg as the caller knows it. */
typedef struct lw_written_leg {
    uint32_t label, parent; /* the caller's numbers, ascending; parent 0 = leaves the start */
    uint32_t lane;
    uint32_t handoff;       /* row of the hand-off before it; LW_NONE */
    int32_t minutes, blind; /* since the start */
    uint8_t entry, kin;     /* of the entry at its end, as in lw_route */
    bool ends;              /* at the destination */
} lw_written_leg;

/* Adds a leg. False when memory is out. */
bool lw_writer_add(lw_writer *writer, const lw_written_leg *leg);

/* Gives the routes to `made`, or makes it unfit when there are too many steps. False when memory is
 * out. */
bool lw_writer_end(lw_writer *writer, lw_repertoire *made);

#endif
