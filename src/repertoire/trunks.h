/* Trunks: the trails of a situation up to where last legs leave. Destinations that are reached from
 * the same places on the same terms have their trunk in common, so it is grown once. */
#ifndef LANEWISE_REPERTOIRE_TRUNKS_H
#define LANEWISE_REPERTOIRE_TRUNKS_H

#include "base/arena.h"
#include "repertoire/trails.h"

/* Those that are remembered, by one thread. A zeroed one is empty and ready. */
typedef struct lw_trunks {
    struct lw_trunk **items; /* open addressing; owned */
    uint32_t count, size;    /* a power of two, or 0 */
    lw_arena arena;
    size_t bytes;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } key; /* of the trunk that is looked for: the caller writes it */
} lw_trunks;

void lw_trunks_release(lw_trunks *trunks);

/* Forgets all. */
void lw_trunks_clear(lw_trunks *trunks);

/* Makes `trails` those of the trunk of the key, if it is remembered; with `failed` set when memory
 * is out. They have to have begun. */
bool lw_trunks_recall(lw_trunks *trunks, lw_trails *trails);

/* Remembers the trails under the key. It does no harm that memory is out. */
void lw_trunks_keep(lw_trunks *trunks, const lw_trails *trails);

#endif
