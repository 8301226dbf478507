/* Trunks: the trails of a situation up to where last legs leave. Destinations that are reached from
 * the same places on the same terms have their trunk in common, so it is grown once. */
#ifndef LANEWISE_REPERTOIRE_TRUNKS_H
#define LANEWISE_REPERTOIRE_TRUNKS_H

#include "repertoire/memo.h"
#include "repertoire/trails.h"

/* Makes `trails`, which have begun, those of the trunk under the memo's key. False when none is
 * remembered; `trails->failed` is set when memory is out. */
bool lw_trunk_recall(const lw_memo *memo, lw_trails *trails);

/* Remembers the trails under the memo's key, if there is memory. */
void lw_trunk_keep(lw_memo *memo, const lw_trails *trails);

#endif
