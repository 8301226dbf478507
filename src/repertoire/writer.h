/* Writing the routes of a cell down: few bytes, in the order in which they are read. */
#ifndef LANEWISE_REPERTOIRE_WRITER_H
#define LANEWISE_REPERTOIRE_WRITER_H

#include "repertoire/repertoire.h"

/* Reusable storage, zeroed before the first use. */
typedef struct lw_writer {
    const lw_terms *terms; /* borrowed, like the search: set before each use */
    lw_search *search;
    bool by_volume;
    uint32_t cell;
    struct {
        lw_ride *items;
        size_t count, capacity;
    } rides;
    struct {
        lw_step *items;
        size_t count, capacity;
    } steps;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } labels; /* the caller's number of each step */
} lw_writer;

void lw_writer_release(lw_writer *writer);

/* Turns to the next cell. */
void lw_writer_begin(lw_writer *writer, uint32_t cell);

/* Adds a step over `lane`, its parent and ride still to be filled in. `label` and `parent` are the
 * caller's numbers, ascending; 0 is the start. False when memory is out. */
bool lw_writer_add(lw_writer *writer, uint32_t label, uint32_t parent, uint32_t lane,
                   const lw_step *step);

/* Gives the cell to `made`, or makes it unfit when there are too many steps. False when memory is
 * out. */
bool lw_writer_end(lw_writer *writer, lw_repertoire *made);

#endif
