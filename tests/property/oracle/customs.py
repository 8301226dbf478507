"""Borders: which lanes cross one, and what clearing costs."""

from dataclasses import dataclass

from .csvtable import within
from .owed import assess
from .quantities import cut_down_to


@dataclass(frozen=True)
class Crossing:
    """Whether a lane leaves the origin's area or enters the destination's."""

    exit: bool
    entry_mode: str       # empty: no entry


class Border:
    """The customs areas of one shipment, and the charges at their borders."""

    def __init__(self, catalog, shipment, maker):
        self.catalog, self.shipment, self.maker = catalog, shipment, maker
        self.fx = catalog.fx
        self.origin_country = catalog.nodes[shipment.origin].country
        self.home = catalog.area(self.origin_country)
        self.goal = catalog.area(shipment.country)

    # ------------------------------------------------------ geography

    def at_home(self, place):
        """Whether a place lies in the origin's area."""
        return self.catalog.area(self.catalog.place_country(place)) \
            == self.home

    def at_goal(self, place):
        """Whether a place lies in the destination's area."""
        return self.catalog.area(self.catalog.place_country(place)) \
            == self.goal

    def bonded(self, place):
        node = self.catalog.nodes.get(place)
        return node is not None and node.bonded

    def allows(self, lane, been_abroad):
        """Whether a path may go on by a lane."""
        if been_abroad and self.at_home(lane.target):
            return False
        if self.at_goal(lane.origin):
            if not self.at_goal(lane.target):
                return False
            if not self.bonded(lane.origin) and self.bonded(lane.target):
                return False
        return True

    def crossing(self, lane):
        """What happens to a lane at the borders."""
        if self.home == self.goal:
            return Crossing(False, "")
        leaves = self.at_home(lane.origin) and not self.at_home(lane.target)
        entry_mode = ""
        if self.at_goal(lane.target) and not self.bonded(lane.target):
            if not self.at_goal(lane.origin):
                entry_mode = lane.mode
            elif self.bonded(lane.origin):
                entry_mode = "bonded_warehouse"
        return Crossing(leaves, entry_mode)

    def module(self, lane):
        """The part of the journey that a lane belongs to."""
        if self.at_home(lane.origin) and self.at_home(lane.target):
            return "domestic"
        if self.at_goal(lane.origin) and self.at_goal(lane.target):
            return "destination"
        return "international"

    # ------------------------------------------------------- look-ups

    def row(self, country, direction, mode):
        """The customs row for a crossing; a named mode beats an empty one."""
        fits = [row for row in self.catalog.customs
                if row.country == country and row.direction == direction
                and row.mode in ("", mode)
                and within(row.period, self.shipment.ship_date)]
        return max(fits, key=lambda row: bool(row.mode), default=None)

    def exit_row(self, lane):
        return self.row(self.origin_country, "export", lane.mode)

    def entry_row(self, mode):
        return self.row(self.shipment.country, "import", mode)

    def duty_row(self, mode, code):
        """The duties row for the entry of an item; may raise ``NoRate``.

        As soon as a row fits in all but the value, its currency is needed,
        since the band cannot be chosen without it.
        """
        shipment, chosen = self.shipment, []
        for row in self.catalog.duties:
            if not (row.country == shipment.country
                    and row.mode in ("", mode)
                    and code.startswith(row.hs_prefix)
                    and row.origin_country in ("", self.origin_country)
                    and within(row.period, shipment.ship_date)):
                continue
            value = self._value_in(row.currency)
            above = value > row.over_value or (
                value == 0 and row.over_value == 0)
            if above and (row.up_to_value is None
                          or value <= row.up_to_value):
                chosen.append(row)
        return max(chosen, default=None, key=lambda row: (
            len(row.hs_prefix), bool(row.mode), bool(row.origin_country)))

    def duty_rows(self, mode):
        """The duties row of each item, None where there is none.

        An item of value 0 beside others is passed over.
        """
        shipment = self.shipment
        return [self.duty_row(mode, item.code)
                if item.value or not goods_given(shipment) else None
                for item in shipment.items]

    def _value_in(self, currency):
        minor = self.fx.convert(self.shipment.value,
                                self.shipment.value_currency, currency)
        return self.fx.units(minor, currency)

    # -------------------------------------------------------- charges

    def exit_lines(self, lane):
        """The export clearance of a lane; the value fee plays no part."""
        row = self.exit_row(lane)
        return self._clearance(row, lane) if row else []

    def entry_lines(self, lane, mode, charged):
        """Clearance, disbursement, duty and tax of an entry.

        ``charged`` is all that was charged before, in quote minor units.
        """
        row, of_items = self.entry_row(mode), self.duty_rows(mode)
        used = list(filter(None, of_items))
        if row is None and not used:
            return []
        currency = (row or used[0]).currency
        fx, shipment = self.fx, self.shipment
        goods = fx.convert(shipment.value, shipment.value_currency, currency)
        charges = fx.convert_minor(charged, self.maker.currency, currency)
        lines = self._clearance(row, lane) if row else []
        if goods_given(shipment):
            owed = assess(fx, shipment, row, of_items, currency,
                          goods, charges)
            add = self._adder(lines, lane, currency)
            if row:
                base = goods if row.duty_base == "goods" else goods + charges
                customs_value = cut_down_to(fx.units(base, currency),
                                            row.value_truncate)
                add("clearance", self._value_fee(row, customs_value), row)
                add("disbursement", self._disbursement(row, sum(owed)), row)
            add("duty", owed.duty, *used, row)
            add("tax", owed.tax, *used, row)
            add("tax", owed.local_tax, *used, row)
        else:
            self.maker.line("clearance", "lane", lane.id, 0, currency)
        return lines

    def _adder(self, lines, lane, currency):
        """A function that adds a line unless its amount is 0."""
        def add(kind, minor, *rows):
            if minor:
                sources = dict.fromkeys(row.row.source for row in rows if row)
                lines.append(self.maker.line(kind, "lane", lane.id, minor,
                                             currency, *sources))
        return add

    def _clearance(self, row, lane):
        """The fee and the fee by weight, as one line or none."""
        minor = self.fx.minor(
            row.fee + row.fee_per_kg * self.shipment.kilograms, row.currency)
        line = self.maker.line("clearance", "lane", lane.id, minor,
                               row.currency, row.row.source)
        return [line] if minor else []

    def _value_fee(self, row, customs_value):
        if not row.value_fee:
            return 0
        fx, currency = self.fx, row.currency
        fee = max(fx.minor(row.value_fee * customs_value, currency),
                  fx.minor(row.value_fee_min, currency))
        if row.value_fee_max is not None:
            fee = min(fee, fx.minor(row.value_fee_max, currency))
        return fee

    def _disbursement(self, row, advanced):
        """On duty and taxes paid in advance (minor units)."""
        if not advanced:
            return 0
        share = row.disbursement * self.fx.units(advanced, row.currency)
        return max(self.fx.minor(share, row.currency),
                   self.fx.minor(row.disbursement_min, row.currency))


def goods_given(shipment):
    """Whether the goods have a value; without one nothing is owed on them."""
    return shipment.value > 0
