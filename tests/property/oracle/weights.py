"""Billable weight and what a rate card charges for it."""

from dataclasses import dataclass
from fractions import Fraction

from .csvtable import within
from .quantities import ceil, round_up_to


class NoBracket(Exception):
    """No row of the card serves the weight on the day."""


@dataclass(frozen=True)
class Freight:
    """The charge in minor units, the billable grams and the rows used."""

    minor: int
    billable: int
    sources: tuple


# ----------------------------------------------------------------- pieces

def rounded_sides(sides, rule):
    """The sides after the lane's rounding of dimensions to the whole cm."""
    if rule == "up":
        return tuple(round_up_to(side, 10) for side in sides)
    if rule == "nearest":
        return tuple((side + 5) // 10 * 10 for side in sides)
    return sides


def volumetric_grams(piece, rules):
    """Volumetric weight of one piece, None where it has none."""
    if rules.divisor is None or piece.sides is None:
        return None
    sides = rounded_sides(piece.sides, rules.dim_rounding)
    volume = sides[0] * sides[1] * sides[2]
    if rules.over_side is not None and max(sides) < rules.over_side:
        return None
    if rules.over_sum is not None and sum(sides) <= rules.over_sum:
        return None
    if rules.over_mm3 is not None and volume <= rules.over_mm3:
        return None
    if (rules.over_ratio is not None
            and volume < rules.over_ratio * piece.grams * rules.divisor):
        return None
    return ceil(Fraction(volume) / rules.divisor)


def piece_weight(piece, rules):
    """Actual weight plus the charged share of the volumetric excess."""
    volumetric = volumetric_grams(piece, rules) or 0
    excess = max(0, volumetric - piece.grams)
    return piece.grams + ceil(excess * rules.share)


def shipment_weight(pieces, rules):
    """The weight of all pieces together, before any step."""
    actual = volumetric = 0
    for piece in pieces:
        own = volumetric_grams(piece, rules)
        actual += piece.grams * piece.quantity
        volumetric += (piece.grams if own is None else own) * piece.quantity
    excess = max(0, volumetric - actual)
    return max(actual + ceil(excess * rules.share), rules.min_weight)


# ------------------------------------------------------------------ cards

class Card:
    """The rows of a card that are valid on one day, in one currency."""

    def __init__(self, rates, date, fx, currency, step, next_break):
        self.rates = [rate for rate in rates if within(rate.period, date)]
        self.fx, self.currency = fx, currency
        self.default_step = step
        self.next_break = next_break

    def bracket(self, grams):
        for rate in self.rates:
            if rate.serves(max(grams, 1)):
                return rate
        raise NoBracket

    def step(self, rate):
        return self.default_step if rate.step is None else rate.step

    def stepped(self, grams, rate):
        return round_up_to(max(grams, 1), self.step(rate))

    def amount(self, rate, billable):
        """Minor units of one row at a weight already rounded up."""
        above = Fraction(max(0, billable - rate.included), 1000)
        exact = max(rate.min_charge, rate.flat + rate.per_kg * above)
        return self.fx.minor(exact, self.currency)

    def charge(self, grams):
        """The charge at a weight; with next-break, the least one from here."""
        own = self.bracket(grams)
        billable = self.stepped(grams, own)
        offers = [(self.amount(own, billable), own)]
        if self.next_break and own.up_to is not None:
            higher = [rate for rate in self.rates if rate.over >= own.up_to]
            for rate in sorted(higher, key=lambda rate: rate.over):
                weight = self.stepped(rate.over + 1, rate)
                offers.append((self.amount(rate, weight), rate))
        minor, rate = min(offers, key=lambda offer: offer[0])
        return Freight(minor, billable, (rate.row.source,))


def freight(card, pieces, rules):
    """What a lane's card charges for the pieces under its piece rule."""
    if rules.piece_rule == "shipment":
        return card.charge(shipment_weight(pieces, rules))
    weights = [max(piece_weight(piece, rules), rules.min_weight)
               for piece in pieces]
    if rules.piece_rule == "sum_of_pieces":
        total = sum(card.stepped(weight, card.bracket(weight)) * piece.quantity
                    for weight, piece in zip(weights, pieces))
        return card.charge(total)
    minor = billable = 0
    sources = {}
    for weight, piece in zip(weights, pieces):
        part = card.charge(weight)
        minor += part.minor * piece.quantity
        billable += part.billable * piece.quantity
        sources.update(dict.fromkeys(part.sources))
    return Freight(minor, billable, tuple(sources))
