"""Every chain of lanes, walked one by one, and the plans made of them."""

from dataclasses import dataclass, replace
from fractions import Fraction

from . import clock
from .customs import Border
from .lines import LineMaker, first_code, total
from .money import NoRate
from .pricing import LanePricer
from .quantities import MINUTES_PER_DAY, half_up
from .records import WAREHOUSES

MIN, TYPICAL, MAX = range(3)


@dataclass(frozen=True)
class Leg:
    """One lane of a chain as it was travelled (typical clock)."""

    lane: object
    module: str
    billable: int
    cost: int
    departs: int
    arrives: int
    waited: int


@dataclass(frozen=True)
class Chain:
    """A start and the legs travelled so far."""

    start: str
    place: str
    clocks: tuple         # the instant on the min, typical and max clock
    been_abroad: bool     # outside the origin's area
    legs: tuple = ()
    lines: tuple = ()
    charged: int = 0      # all charges so far, those before the chain too
    blind: tuple = ()     # the stretches out of sight, in minutes
    entries: int = 0

    @property
    def lane_ids(self):
        return tuple(leg.lane.id for leg in self.legs)


@dataclass(frozen=True)
class Plan:
    """A chain that reaches the destination, with what it cost and took."""

    chain: Chain
    stocked: bool
    lines: tuple
    cost: int             # what the seller bears, in minor units
    times: tuple          # elapsed minutes on the three clocks
    time: int             # the one that is the criterion
    modes: tuple
    feasible: bool
    entries: int

    @property
    def blind(self):
        return sum(self.chain.blind)

    @property
    def gap(self):
        return max(self.chain.blind, default=0)

    @property
    def criteria(self):
        return (self.cost, self.time, self.blind)

    @property
    def identity(self):
        """What decides between plans that are equal on all criteria."""
        names = (self.chain.start,) + self.chain.lane_ids
        return (self.stocked, len(self.chain.legs),
                tuple(name.encode() for name in names))


class Search:
    """All plans of one shipment."""

    def __init__(self, catalog, shipment, time_basis=TYPICAL):
        self.catalog, self.shipment = catalog, shipment
        self.time_basis = time_basis
        self.maker = LineMaker(catalog.fx, shipment.currency)
        self.pricer = LanePricer(catalog, shipment, self.maker)
        self.border = Border(catalog, shipment, self.maker)
        self.refused = {}     # lane id: code, of the lanes that were reached
        self.dear_ways = 0    # refused for the dues of what it cost so far

    def plans(self):
        """Every shipped and stocked plan, the ones over a limit too."""
        plans, inbound = [], {}
        for chain in self._chains(self._start(self.shipment.origin)):
            if chain.place in self.catalog.zones:
                plans.append(self._plan(chain))
            else:
                inbound.setdefault(chain.place, []).append(chain)
        for node in self.catalog.nodes.values():
            before = self._stock_lines(node, inbound.get(node.id, []))
            if before is None:
                continue
            lines, entries = before
            start = self._start(node.id, total(lines))
            for chain in self._chains(start):
                if chain.place in self.catalog.zones:
                    plans.append(self._plan(chain, node, lines, entries))
        return plans

    # -------------------------------------------------------- walking

    def _start(self, node, charged=0):
        return Chain(node, node, (self.shipment.start,) * 3,
                     not self.border.at_home(node), charged=charged)

    def _chains(self, chain):
        """All chains that go on from this one, shortest first on each way."""
        if len(chain.legs) == self.shipment.max_legs:
            return
        for lane in self.catalog.lanes_from.get(chain.place, ()):
            longer = self._extend(chain, lane)
            if longer is not None:
                yield longer
                yield from self._chains(longer)

    def _extend(self, chain, lane):
        """The chain with one more lane, or None where it cannot be used."""
        if lane.ends_in_zone and not self.pricer.destination_in(lane.target):
            return None
        if not self.border.allows(lane, chain.been_abroad):
            return None
        price, code = self.pricer.price(lane)
        codes = {code} if code else set()
        handoff = self._handoff(chain, lane)
        crossing = self.border.crossing(lane)
        if price is not None and code in (None, "too_large"):
            try:
                lines = self._leg_lines(chain, lane, price, handoff, crossing)
                if any(line.too_large for line in lines):
                    if self._only_here(chain, lane, price, crossing, lines):
                        self.dear_ways += 1
                        return None
                    codes.add("too_large")
            except NoRate:
                codes.add("no_fx")
        if codes:
            self._refuse(lane, codes)
            return None
        leg, clocks = self._travel(chain, lane, price, handoff, crossing)
        return replace(
            chain, place=lane.target, clocks=clocks,
            been_abroad=chain.been_abroad
            or not self.border.at_home(lane.target),
            legs=chain.legs + (leg,), lines=chain.lines + lines,
            charged=chain.charged + total(lines),
            blind=chain.blind + self._blind(lane, handoff, crossing),
            entries=chain.entries + bool(crossing.entry_mode))

    def _only_here(self, chain, lane, price, crossing, lines):
        """Whether dues are too large only for what was charged before.

        Such a way ends, but does not count as a refusal of its lane.
        """
        start = replace(chain, charged=0)
        alone = self._leg_lines(start, lane, price, None, crossing)
        alone += tuple(line for line in lines if line.type == "handoff")
        return not any(line.too_large for line in alone)

    def _refuse(self, lane, codes):
        """Remember a refusal; of several the code that comes first."""
        earlier = self.refused.get(lane.id)
        self.refused[lane.id] = first_code(
            codes | ({earlier} if earlier else set()))

    def _handoff(self, chain, lane):
        """The row that applies where the carrier changes."""
        if not chain.legs or chain.legs[-1].lane.carrier == lane.carrier:
            return None
        return self.catalog.handoff(
            chain.place, chain.legs[-1].lane.carrier, lane.carrier)

    def _leg_lines(self, chain, lane, price, handoff, crossing):
        """All charges of a leg in the order in which they arise."""
        lines = list(price.handling)
        if handoff and handoff.fee:
            minor = self.catalog.fx.minor(handoff.fee, handoff.currency)
            lines.append(self.maker.line(
                "handoff", "node", chain.place, minor, handoff.currency,
                handoff.row.source))
        lines += price.carriage
        if crossing.exit:
            lines += self.border.exit_lines(lane)
        if crossing.entry_mode:
            lines += self.border.entry_lines(
                lane, crossing.entry_mode, chain.charged + total(lines))
        return tuple(lines)

    def _travel(self, chain, lane, price, handoff, crossing):
        """The leg and the three clocks after it."""
        node = self.catalog.nodes[lane.origin]
        leaving = self.border.exit_row(lane) if crossing.exit else None
        entering = self.border.entry_row(crossing.entry_mode) \
            if crossing.entry_mode else None
        legs, clocks = [], []
        for basis in (MIN, TYPICAL, MAX):
            now = chain.clocks[basis] + (handoff.minutes if handoff else 0)
            now = clock.work(now, node.dwell[basis], node.calendar,
                             node.offset)
            if leaving:
                now = clock.work(now, leaving.time[basis], leaving.calendar,
                                 node.offset)
            departs = clock.departure(lane, now + lane.cutoff, node.offset)
            arrives = clock.travel(lane, departs, lane.duration[basis],
                                   node.offset)
            legs.append(Leg(lane, self.border.module(lane), price.billable,
                            price.carriage_cost, departs, arrives,
                            departs - now))
            if entering:
                arrives = clock.work(arrives, entering.time[basis],
                                     entering.calendar,
                                     self.catalog.place_offset(lane.target))
            clocks.append(arrives)
        return legs[TYPICAL], tuple(clocks)

    def _blind(self, lane, handoff, crossing):
        """The blind stretches of a leg, each a term of its own."""
        terms = [half_up(Fraction(
            (10_000 - lane.visibility) * lane.duration[TYPICAL], 10_000))]
        if handoff:
            terms.append(handoff.blind)
        rows = []
        if crossing.exit:
            rows.append(self.border.exit_row(lane))
        if crossing.entry_mode:
            rows.append(self.border.entry_row(crossing.entry_mode))
        return tuple(terms + [row.blind for row in rows if row])

    # ---------------------------------------------------------- stock

    def _stock_lines(self, node, inbound_chains):
        """(lines, entries) before a stocked start, None where there is none.

        The inbound move comes first, then storage.
        """
        shipment = self.shipment
        row = (self.catalog.stock.get((node.id, shipment.sku))
               or self.catalog.stock.get((node.id, "*")))
        if (row is None or node.id == shipment.origin
                or node.kind not in WAREHOUSES
                or node.kind not in shipment.modes
                or not self.border.at_goal(node.id)
                or (row.on_hand is not None
                    and row.on_hand < shipment.count)):
            return None
        entries = 0
        try:
            if row.inbound_per_kg is not None:
                minor = self.catalog.fx.minor(
                    row.inbound_per_kg * shipment.kilograms, row.currency)
                lines = (self.maker.line("inbound", "node", node.id, minor,
                                         row.currency, row.row.source),)
            elif inbound_chains:
                cheapest = min(inbound_chains, key=lambda chain: (
                    chain.charged, len(chain.legs),
                    [name.encode() for name in chain.lane_ids]))
                lines = tuple(line.as_inbound() for line in cheapest.lines)
                entries = cheapest.entries
            else:
                return None
            lines += self._storage_lines(node, row)
        except NoRate:
            return None
        if any(line.too_large for line in lines):
            return None
        return lines, entries

    def _storage_lines(self, node, stock):
        """One line for each band that the days in store reach."""
        shipment, lines = self.shipment, []
        stored = Fraction(stock.storage_minutes, MINUTES_PER_DAY)
        for band in self.catalog.storage.get(node.id, ()):
            last = stored if band.to_day is None else min(stored, band.to_day)
            days = last - (band.from_day - 1)
            if days <= 0:
                continue
            exact = days * (band.per_cbm_day * shipment.cubic_metres
                            + band.per_kg_day * shipment.kilograms)
            lines.append(self.maker.line(
                "storage", "node", node.id,
                self.catalog.fx.minor(exact, band.currency), band.currency,
                band.row.source))
        return tuple(lines)

    # ---------------------------------------------------------- plans

    def _plan(self, chain, warehouse=None, before=(), entries=0):
        own = chain.lines
        if self.shipment.buyer_pays_duty:
            own = tuple(line.for_buyer() for line in own)
        lines = before + own
        modes = [warehouse.kind] if warehouse else []
        modes += [leg.lane.mode for leg in chain.legs]
        times = tuple(end - self.shipment.start for end in chain.clocks)
        plan = Plan(
            chain=chain, stocked=warehouse is not None, lines=lines,
            cost=total(line for line in lines if not line.buyer),
            times=times, time=times[self.time_basis],
            modes=tuple(dict.fromkeys(modes)), feasible=True,
            entries=chain.entries + entries)
        return replace(plan, feasible=self._within_limits(plan))

    def _within_limits(self, plan):
        shipment = self.shipment
        cost = self.catalog.fx.units(plan.cost, shipment.currency)
        for value, limit in ((plan.time, shipment.max_minutes),
                             (cost, shipment.max_cost),
                             (plan.blind, shipment.max_blind),
                             (plan.gap, shipment.max_gap)):
            if limit is not None and value > limit:
                return False
        if shipment.deliver_by is None:
            return True
        zone = self.catalog.zones[plan.chain.place]
        deadline = shipment.deliver_by - zone.offset
        return plan.chain.clocks[self.time_basis] <= deadline
