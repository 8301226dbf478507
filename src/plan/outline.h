/* What the plans of one route have in common, whatever the shipments of its situation weigh: kept
 * from the first of them that was billed, so that the next need not run clocks again. */
#ifndef LANEWISE_PLAN_OUTLINE_H
#define LANEWISE_PLAN_OUTLINE_H

#include <lanewise/plan.h>

#include "base/arena.h"
#include "repertoire/perform.h"
#include "repertoire/store.h"

/* Keeps the outline of `plan`, which was billed for a candidate whose outline belongs at `place` in
 * `store`; that of another thread is as good. Nothing is kept where there is no room. */
void lw_outline_keep(lw_repertoires *store, _Atomic(lw_outline *) *place, const lw_plan *plan);

/* Makes `plan`, which is zeroed, that of `candidate` out of its outline: rank and score aside, all
 * that is told of a plan in brief. False when memory is out. */
bool lw_outline_fill(lw_outline *outline, const lw_candidate *candidate, const lw_search *search,
                     lw_arena *arena, lw_plan *plan);

/* Asks for an outline before it is waited for. NULL is legal. */
void lw_outline_soon(const lw_outline *outline);

/* The text that a renderer has kept of what is the same for all plans of an outline; NULL = none
 * yet. */
const char *lw_outline_text(const lw_plan *plan, size_t *length);

/* Keeps such a text: there is one place for it, so it is for one renderer only, CSV. Nothing is
 * kept where the plan has no outline, the text has been kept already, or it is too long. */
void lw_outline_keep_text(const lw_plan *plan, const char *bytes, size_t length);

#endif
