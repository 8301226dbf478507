"""What one lane charges a shipment, and whether it takes it at all.

Everything here depends on the lane and the shipment only, so that it is
worked out once for each lane of an order.
"""

from dataclasses import dataclass
from fractions import Fraction

from . import weights as w
from .clock import can_depart
from .csvtable import within
from .lines import first_code, total
from .money import NoRate
from .shipment import Piece


@dataclass(frozen=True)
class LanePrice:
    """The lines of a lane that do not depend on the way to it."""

    handling: tuple       # the card of the node that is left
    carriage: tuple       # freight, then surcharges
    billable: int

    @property
    def carriage_cost(self):
        return total(self.carriage)


class LanePricer:
    """Prices lanes for one shipment and remembers the answers."""

    def __init__(self, catalog, shipment, maker):
        self.catalog, self.shipment, self.maker = catalog, shipment, maker
        self.fx = catalog.fx
        self._known = {}
        self._zones = {}

    def destination_in(self, zone):
        """Whether the shipment's destination lies in a zone."""
        if zone not in self._zones:
            found = self.catalog.zones.get(zone)
            self._zones[zone] = found is not None and found.matches(
                self.shipment.country, self.shipment.postcode)
        return self._zones[zone]

    def price(self, lane):
        """(LanePrice or None, refusal code or None).

        A lane refused as too large still has a price, since another reason
        found later may come before that one.
        """
        if lane.id not in self._known:
            self._known[lane.id] = self._price(lane)
        return self._known[lane.id]

    def _price(self, lane):
        codes, price = set(), None
        if lane.mode not in self.shipment.modes:
            codes.add("mode_excluded")
        if not within(lane.period, self.shipment.ship_date):
            codes.add("expired")
        codes |= self._restrictions(lane)
        codes |= self._limits(lane)
        if not can_depart(lane):
            codes.add("no_departure")
        try:
            handling = self._handling(lane)
            carriage, billable = self._carriage(lane)
            price = LanePrice(handling, carriage, billable)
            if any(line.too_large for line in handling + carriage):
                codes.add("too_large")
        except NoRate:
            codes.add("no_fx")
        except w.NoBracket:
            codes.add("no_rate")
        if "no_fx" in codes and self._lacks_bracket(lane):
            codes.add("no_rate")
        return price, first_code(codes)

    def _lacks_bracket(self, lane):
        """Whether a card has no row, whatever the currencies."""
        try:
            pieces, _ = self._priced_pieces(lane)
            w.freight(self._card(lane), pieces, lane.rules)
            node = self.catalog.nodes[lane.origin]
            if node.card:
                self._node_card(node).bracket(self.shipment.grams)
        except w.NoBracket:
            return True
        return False

    # ----------------------------------------------- limits and bans

    def _restrictions(self, lane):
        shipment, codes = self.shipment, set()
        origin_country = self.catalog.nodes[shipment.origin].country
        for row in self.catalog.restrictions:
            fits = (within(row.period, shipment.ship_date)
                    and _among(lane.carrier, row.carriers)
                    and _among(lane.mode, row.modes)
                    and _among(lane.id, row.lanes)
                    and _among(origin_country, row.origin_countries)
                    and _among(shipment.country, row.countries)
                    and (not row.flags or shipment.flags & set(row.flags))
                    and any(_starts_with_any(item.code, row.hs_prefixes)
                            for item in shipment.items)
                    and (row.over_weight is None
                         or shipment.grams > row.over_weight))
            if not fits:
                continue
            try:
                if (row.over_value is None
                        or self._value_in(row.currency) > row.over_value):
                    codes.add("restricted")
            except NoRate:
                codes.add("no_fx")
        return codes

    def _limits(self, lane):
        codes, shipment = set(), self.shipment
        for piece in shipment.pieces:
            if _above(piece.grams, lane.max_weight):
                codes.add("weight")
            if piece.sides and (
                    _above(max(piece.sides), lane.max_side)
                    or _above(sum(piece.sides), lane.max_sum)
                    or _above(girth(piece.sides), lane.max_girth)):
                codes.add("size")
        if (_above(shipment.grams, lane.max_shipment)
                or _below(shipment.grams, lane.min_shipment)):
            codes.add("weight")
        if lane.min_value is not None or lane.max_value is not None:
            try:
                value = self._value_in(lane.value_currency)
                if (_above(value, lane.max_value)
                        or _below(value, lane.min_value)):
                    codes.add("value")
            except NoRate:
                codes.add("no_fx")
        return codes

    def _value_in(self, currency):
        """The goods value as units of a currency, on its minor unit."""
        minor = self.fx.convert(self.shipment.value,
                                self.shipment.value_currency, currency)
        return self.fx.units(minor, currency)

    # ------------------------------------------------------- charges

    def _node_card(self, node):
        return w.Card(self.catalog.rates[node.card], self.shipment.ship_date,
                      self.fx, node.currency, 1, False)

    def _card(self, lane):
        return w.Card(self.catalog.rates[lane.card], self.shipment.ship_date,
                      self.fx, lane.currency, lane.rules.step,
                      lane.next_break)

    def _handling(self, lane):
        node = self.catalog.nodes[lane.origin]
        if not node.card:
            return ()
        charge = self._node_card(node).charge(self.shipment.grams)
        return (self.maker.line("handling", "node", node.id, charge.minor,
                                node.currency, *charge.sources),)

    def _priced_pieces(self, lane):
        """The pieces that freight is worked out for, and the lot's share.

        The share is None where the lane is priced in the ordinary way.
        """
        if lane.lot is not None:
            weight = max(w.shipment_weight(self.shipment.pieces, lane.rules),
                         1)
            if weight < lane.lot:
                return (Piece(lane.lot, None, 1),), Fraction(weight, lane.lot)
        return self.shipment.pieces, None

    def _carriage(self, lane):
        """Freight and surcharge lines of a lane, and its billable grams."""
        pieces, share = self._priced_pieces(lane)
        charge = w.freight(self._card(lane), pieces, lane.rules)
        freight = self.maker.line("freight", "lane", lane.id, charge.minor,
                                  lane.currency, *charge.sources)
        whole = [(freight, None)] + self._surcharges(
            lane, pieces, charge, share is not None)
        if share is None:
            return tuple(line for line, _ in whole), charge.billable
        lines = []
        for line, row in whole:
            if row is None or row.basis != "pct_value":
                part = self.fx.minor(
                    self.fx.units(line.card_amount, line.card_currency)
                    * share, line.card_currency)
                line = self.maker.line(line.type, line.place, line.id, part,
                                       line.card_currency, *line.sources)
            lines.append(line)
        return tuple(lines), int(share * lane.lot)

    def _surcharges(self, lane, pieces, charge, in_lot):
        """(line, surcharge) pairs: plain ones first, then the pct_charges."""
        rows = [row for row in self.catalog.surcharges
                if self._matches(row, lane, pieces, charge.billable)]
        plain = [row for row in rows if row.basis != "pct_charges"]
        fuel = [row for row in rows if row.basis == "pct_charges"]
        kept = self._highest_of_groups(
            [(self._surcharge(row, lane, pieces, charge, 0), row)
             for row in plain])
        base = charge.minor
        for line, row in kept:
            if row.fuel_applies and not (in_lot and row.basis == "pct_value"):
                # Each line by itself is turned into the lane's currency.
                base += self.fx.convert_minor(
                    line.card_amount, line.card_currency, lane.currency)
        return kept + self._highest_of_groups(
            [(self._surcharge(row, lane, pieces, charge, base), row)
             for row in fuel])

    def _matches(self, row, lane, pieces, billable):
        shipment = self.shipment
        return (within(row.period, shipment.ship_date)
                and _among(lane.carrier, row.carriers)
                and _among(lane.mode, row.modes)
                and _among(lane.id, row.lanes)
                and _among(shipment.country, row.countries)
                and (not row.flags or bool(shipment.flags & set(row.flags)))
                and (not row.zones or (lane.ends_in_zone and any(
                    map(self.destination_in, row.zones))))
                and (row.over_weight is None or billable > row.over_weight)
                and _some_piece(pieces, max, row.over_side)
                and _some_piece(pieces, sum, row.over_sum)
                and _some_piece(pieces, girth, row.over_girth))

    def _surcharge(self, row, lane, pieces, charge, base):
        """The line of one matching row; ``base`` is for pct_charges."""
        fx = self.fx
        if row.basis in ("flat", "per_piece", "per_kg"):
            currency = row.currency or lane.currency
            times = {"flat": 1,
                     "per_piece": sum(piece.quantity for piece in pieces),
                     "per_kg": Fraction(charge.billable, 1000)}[row.basis]
            minor = fx.minor(row.amount * times, currency)
        else:
            currency = lane.currency
            if row.basis == "pct_freight":
                of = fx.units(charge.minor, currency)
            elif row.basis == "pct_value":
                of = self._value_in(currency)
            else:
                of = fx.units(base, currency)
            minor = fx.minor(row.amount * of, currency)
        # A percentage row without bounds has no amount in its own currency,
        # so that currency needs no rate then.
        bounds_currency = row.currency or lane.currency
        if row.min_amount is not None:
            minor = max(minor, fx.convert(row.min_amount, bounds_currency,
                                          currency))
        if row.max_amount is not None:
            minor = min(minor, fx.convert(row.max_amount, bounds_currency,
                                          currency))
        return self.maker.line("surcharge", "lane", lane.id, minor, currency,
                               row.row.source)

    @staticmethod
    def _highest_of_groups(pairs):
        """Drop all but the highest line of each group, the first on a tie."""
        best = {}
        for index, (line, row) in enumerate(pairs):
            if row.group:
                leader = best.get(row.group)
                if leader is None or line.amount > pairs[leader][0].amount:
                    best[row.group] = index
        return [pair for index, pair in enumerate(pairs)
                if not pair[1].group or best[pair[1].group] == index]


# ---------------------------------------------------------------- helpers

def girth(sides):
    """The longest side and twice the other two."""
    return 2 * sum(sides) - max(sides)


def _among(value, allowed):
    return not allowed or value in allowed


def _starts_with_any(code, prefixes):
    return not prefixes or any(code.startswith(p) for p in prefixes)


def _above(value, limit):
    return limit is not None and value > limit


def _below(value, limit):
    return limit is not None and value < limit


def _some_piece(pieces, measure, limit):
    """Whether a piece with known sides measures more than the limit."""
    return limit is None or any(
        piece.sides and measure(piece.sides) > limit for piece in pieces)
