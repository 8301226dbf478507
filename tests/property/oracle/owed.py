"""Duty and taxes of an entry, item by item."""

from fractions import Fraction
from typing import NamedTuple

from .quantities import cut_down_to, half_up


class Owed(NamedTuple):
    """What an entry owes, in minor units of the currency of the share."""

    duty: int
    tax: int
    local_tax: int


def assess(fx, shipment, customs, duties, currency, goods, charges):
    """What goods of a value above 0 owe.

    ``customs`` is the entry's row or None, ``duties`` has a row or None for
    each item; ``goods`` and the ``charges`` so far are minor units of
    ``currency``.
    """
    duty = tax = 0
    local_tax = Fraction(0)
    for item, row in zip(shipment.items, duties):
        if row is None or item.value == 0:
            continue
        share = _Share(fx, shipment, customs, row, currency, item)
        own_goods = share.part(goods)
        own_cif = own_goods + share.part(charges)
        own_duty = share.duty(own_goods, own_cif)
        own_tax = share.tax(own_goods, own_cif,
                            _cut(fx, customs, own_duty, currency))
        duty += own_duty
        tax += own_tax
        local_tax += _cut(fx, customs, own_tax, currency) * row.local_tax
    return Owed(_cut(fx, customs, duty, currency),
                _cut(fx, customs, tax, currency),
                _cut(fx, customs, half_up(local_tax), currency))


class _Share:
    """One item's share of an entry; amounts are minor units."""

    def __init__(self, fx, shipment, customs, row, currency, item):
        self.fx, self.shipment, self.customs = fx, shipment, customs
        self.row, self.currency, self.item = row, currency, item

    def part(self, minor):
        """The item's part, by value, of an amount of the whole shipment."""
        return half_up(minor * self.item.value / self.shipment.value)

    def duty(self, goods, cif):
        fx, row, currency = self.fx, self.row, self.currency
        less = fx.convert(row.less, row.currency, currency)
        taxed_grams = max(0, self.shipment.grams - row.free)
        specific = fx.convert_minor(
            fx.minor(row.per_kg * Fraction(taxed_grams, 1000), row.currency),
            row.currency, currency)
        per_line = fx.convert(row.per_line, row.currency, currency)

        by_value = self.customs is not None \
            and self.customs.duty_base == "goods"
        customs_value = self._value_cut(goods if by_value else cif)
        ad_valorem = customs_value * row.duty - self.part(less)
        return half_up(max(ad_valorem, self.part(specific), 0)
                       + per_line * self.item.lines)

    def tax(self, goods, cif, duty):
        """On a base with the ``duty`` as it is paid, where it is included."""
        kind = self.customs.tax_base if self.customs else "cif_duty"
        base = goods if kind.startswith("goods") else cif
        if kind.endswith("_duty"):
            base += duty
        rate = self.row.tax
        if self.customs and self.customs.tax_inside:
            rate = rate / (1 - rate)
        return half_up(self._value_cut(base + self._extra()) * rate)

    def _extra(self):
        """The item's part of the amount that is added to the tax base.

        It is taken as exactly as it is given, unless there are items.
        """
        if self.customs is None:
            return 0
        if self.shipment.itemised:
            return self.part(self.fx.minor(self.customs.tax_extra,
                                           self.currency))
        return self.customs.tax_extra * 10 ** self.fx.decimals(self.currency)

    def _value_cut(self, minor):
        """An amount cut to the multiple for values; maybe no whole units."""
        if self.customs is None:
            return minor
        step = self.customs.value_truncate \
            * 10 ** self.fx.decimals(self.currency)
        return cut_down_to(minor, step)


def _cut(fx, customs, minor, currency):
    """Minor units cut down to a multiple of the customs row's amount.

    Where that leaves a part of a minor unit (a multiple like 0.015), the
    part is dropped too.
    """
    if customs is None:
        return minor
    step = customs.amount_truncate * 10 ** fx.decimals(currency)
    return int(cut_down_to(minor, step))
