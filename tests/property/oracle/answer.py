"""Plans as JSON objects."""

from fractions import Fraction

from . import clock
from .plans import MAX, MIN, TYPICAL
from .quantities import Num, as_days, as_hours, fixed, half_up

# The parts of the total and the types of line that make each of them.
PARTS = {
    "freight": ("freight",),
    "surcharges": ("surcharge",),
    "handling": ("handling",),
    "handoff": ("handoff",),
    "customs": ("clearance", "disbursement"),
    "duty": ("duty",),
    "tax": ("tax",),
    "storage": ("storage",),
    "inbound": ("inbound",),
}


class Writer:
    """Writes the plans of one shipment."""

    def __init__(self, catalog, shipment, explain):
        self.catalog, self.shipment = catalog, shipment
        self.explain = explain

    def money(self, minor, currency=None):
        currency = currency or self.shipment.currency
        return fixed(minor, self.catalog.fx.decimals(currency))

    def plan(self, plan, rank, score):
        """One plan; ``score`` in ten-thousandths."""
        result = {
            "rank": Num(rank),
            "score": two_digits(score),
            "cost": self._cost(plan),
            "time": self._time(plan),
            "tracking": {
                "blind_hours": as_hours(plan.blind),
                "visibility_pct": visibility_percent(
                    plan.blind, plan.times[TYPICAL]),
                "blind_gap_hours": as_hours(plan.gap),
            },
            "modes": list(plan.modes),
            "start": plan.chain.start,
            "stocked": plan.stocked,
            "legs": [self._leg(leg) for leg in plan.chain.legs],
        }
        if self.explain:
            result["charges"] = [self._charge(line) for line in plan.lines]
        return result

    def _cost(self, plan):
        """The total and its parts; the buyer's lines are in none of them."""
        cost = {"total": self.money(plan.cost)}
        for part, types in PARTS.items():
            cost[part] = self.money(sum(
                line.amount for line in plan.lines
                if line.type in types and not line.buyer))
        cost["buyer_pays"] = self.money(sum(
            line.amount for line in plan.lines if line.buyer))
        return cost

    def _time(self, plan):
        at_start = self.catalog.nodes[self.shipment.origin].offset
        at_end = self.catalog.zones[plan.chain.place].offset
        clocks = plan.chain.clocks
        return {
            "typical_days": as_days(plan.times[TYPICAL]),
            "min_days": as_days(plan.times[MIN]),
            "max_days": as_days(plan.times[MAX]),
            # Read at the origin even where the plan starts from stock.
            "ready_at": clock.iso(self.shipment.start, at_start),
            "arrives": clock.iso(clocks[TYPICAL], at_end),
            "arrives_min": clock.iso(clocks[MIN], at_end),
            "arrives_max": clock.iso(clocks[MAX], at_end),
        }

    def _leg(self, leg):
        lane, offset = leg.lane, self.catalog.place_offset
        return {
            "lane": lane.id,
            "carrier": lane.carrier,
            "mode": lane.mode,
            "from": lane.origin,
            "to": lane.target,
            "billable_kg": fixed(leg.billable, 3),
            "module": leg.module,
            "cost": self.money(leg.cost),
            "days": as_days(lane.duration[TYPICAL]),
            "visibility": fixed(lane.visibility, 4),
            "departs": clock.iso(leg.departs, offset(lane.origin)),
            "arrives": clock.iso(leg.arrives, offset(lane.target)),
            "waited_hours": as_hours(leg.waited),
        }

    def _charge(self, line):
        charge = {
            "type": line.type,
            "place": line.place,
            "id": line.id,
            "amount": self.money(line.amount),
            "currency": self.shipment.currency,
            "card_amount": self.money(line.card_amount, line.card_currency),
            "card_currency": line.card_currency,
            "source": list(line.sources),
        }
        if line.buyer:
            charge["payer"] = "buyer"
        return charge


def two_digits(score):
    """Ten-thousandths as text with two decimals, away from zero, no -0."""
    hundredths = half_up(Fraction(abs(score), 100))
    return fixed(-hundredths if score < 0 else hundredths, 2)


def visibility_percent(blind, typical):
    """The share of the typical time in sight, in percent with one digit."""
    if typical == 0:
        return fixed(1000, 1)
    share = max(Fraction(0), 1 - Fraction(blind, typical))
    return fixed(half_up(share * 1000), 1)
