"""Why a mode is in no plan of the frontier."""

from .lines import CODES
from .quantities import Num
from .ranking import by_criteria, no_worse
from .records import MODES


def not_offered(search, plans, kept):
    """One entry for each mode that no plan of the frontier uses."""
    used = {mode for plan in kept for mode in plan.modes}
    return [_entry(search, mode, [p for p in plans if mode in p.modes], kept)
            for mode in MODES if mode not in used]


def _entry(search, mode, plans, kept):
    feasible = sorted((p for p in plans if p.feasible), key=by_criteria)
    best = beaten_by = None
    if feasible:
        best = feasible[0]
        # Of several plans that beat it the first by cost, time and blind.  A
        # plan may also have lost only the tie with an equal one.
        beaten_by = min((k for k in kept
                         if no_worse(k.criteria, best.criteria)),
                        key=by_criteria)
    return {
        "mode": mode,
        "refused": _refused(search, mode),
        "best": _name(best),
        "beaten_by": _name(beaten_by),
        "over_limits": Num(0 if feasible else len(plans)),
    }


def _refused(search, mode):
    """How many lanes of a mode were refused for which reason."""
    counts = dict.fromkeys(CODES, 0)
    for lane_id, code in search.refused.items():
        if search.catalog.lanes[lane_id].mode == mode:
            counts[code] += 1
    return {code: Num(count) for code, count in counts.items() if count}


def _name(plan):
    if plan is None:
        return None
    return {"start": plan.chain.start, "lanes": list(plan.chain.lane_ids)}
