/* Trunks: the trails of a situation up to where last legs leave. Destinations that are reached from
 * the same places on the same terms have their trunk in common, so it is grown once. */
#ifndef LANEWISE_REPERTOIRE_TRUNKS_H
#define LANEWISE_REPERTOIRE_TRUNKS_H

#include <pthread.h>

#include "repertoire/memo.h"
#include "repertoire/trails.h"

/* Those that are remembered, by all threads together. */
typedef struct lw_trunks {
    lw_memo memo;
    pthread_mutex_t lock; /* of it */
} lw_trunks;

/* Remembers at most so many bytes. */
void lw_trunks_init(lw_trunks *trunks, size_t most_bytes);
void lw_trunks_release(lw_trunks *trunks);

/* Makes `trails`, which have begun, those of the trunk under the key. False when none is
 * remembered; `trails->failed` is set when memory is out. */
bool lw_trunks_recall(lw_trunks *trunks, const lw_memo_key *key, lw_trails *trails);

/* Remembers the trails under the key, if there is memory. */
void lw_trunks_keep(lw_trunks *trunks, const lw_memo_key *key, const lw_trails *trails);

#endif
