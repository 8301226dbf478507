"""One order in, one answer out."""

import datetime
from dataclasses import dataclass

from .answer import Writer
from .customs import goods_given
from .explain import not_offered
from .plans import MAX, MIN, TYPICAL, Search
from .quantities import Num
from .ranking import (RANKS, Scale, frontier, money_value, parse_weights,
                      ranked)
from .shipment import Invalid, read_shipment

TIME_BASES = {"min": MIN, "typical": TYPICAL, "max": MAX}
NO_VALUE = "no goods value was given: duty and tax are not included"


@dataclass(frozen=True)
class Options:
    """How to rank and what to show; texts as on the command line."""

    rank: str = "score"
    weights: str = ""
    time_basis: str = "typical"
    value_of_day: str = "0"
    value_of_blind_day: str = "0"
    top: int | None = 5           # None: the whole frontier
    ship_date: datetime.date | None = None
    explain: bool = False

    def __post_init__(self):
        if self.rank not in RANKS or self.time_basis not in TIME_BASES:
            raise ValueError("unknown rank or time basis")
        parse_weights(self.weights)


def quote(catalog, order, options=Options(), number=1):
    """The ranked plans of an order as a JSON-like dict.

    ``order`` comes from JSON parsed with ``parse_float=str`` and
    ``parse_int=str``, so that decimals are still text; ``number`` is its
    place in the input, from 1.
    """
    order_id = order.get("id")
    order_id = str(number) if order_id in (None, "") else str(order_id)
    try:
        shipment = read_shipment(catalog, order, number, options.ship_date)
    except Invalid as error:
        return {"shipment": {"id": order_id}, "currency": None,
                "ship_date": None, "status": "invalid", "plans": [],
                "message": str(error)}
    search = Search(catalog, shipment, TIME_BASES[options.time_basis])
    plans = search.plans()
    kept = frontier(plans)
    shown = _shown(catalog, shipment, plans, kept, options)
    result = {
        "shipment": {"id": order_id},
        "currency": shipment.currency,
        "ship_date": shipment.ship_date.isoformat(),
        "status": "ok" if kept else "no_plan",
        "plans": [json for json, _ in shown],
        "message": _message(shipment, plans, [plan for _, plan in shown]),
    }
    if options.explain:
        result["not_offered"] = not_offered(search, plans, kept)
        result["dear_ways"] = Num(search.dear_ways)
    return result


def _shown(catalog, shipment, plans, kept, options):
    """(JSON, plan) of the best plans; the score is shown for every rank."""
    if not kept:
        return []
    weights = parse_weights(options.weights)
    scale = Scale.of(plans)

    def score_of(plan):
        return scale.score(plan.criteria, weights)

    def money_of(plan):
        return money_value(plan.criteria, catalog.fx, shipment.currency,
                           options.value_of_day, options.value_of_blind_day)

    best = ranked(kept, options.rank, score_of, money_of)[:options.top]
    writer = Writer(catalog, shipment, options.explain)
    return [(writer.plan(plan, rank, score_of(plan)), plan)
            for rank, plan in enumerate(best, 1)]


def _message(shipment, plans, shown):
    if not plans:
        return "no chain of lanes reaches the destination"
    if not shown:
        return "every plan breaks a limit"
    if not goods_given(shipment) and any(plan.entries for plan in shown):
        return NO_VALUE
    return ""
