"""Charge lines and the reasons for which a lane is refused."""

from dataclasses import dataclass, replace

from .quantities import MAX_LINE

# In the order in which a lane's reasons are looked for.
CODES = ("mode_excluded", "expired", "restricted", "weight", "size", "value",
         "no_rate", "no_departure", "no_fx", "too_large")


@dataclass(frozen=True)
class Line:
    """One charge in its card's currency and in the quote currency."""

    type: str
    place: str            # "lane" or "node"
    id: str
    card_amount: int
    card_currency: str
    amount: int
    sources: tuple
    buyer: bool = False

    @property
    def too_large(self):
        return max(self.card_amount, self.amount) > MAX_LINE

    def as_inbound(self):
        """The line as part of the move of stock to its warehouse."""
        if self.type in ("handling", "handoff", "freight", "surcharge"):
            return replace(self, type="inbound")
        return self

    def for_buyer(self):
        """The line as the buyer's, where it is one that a buyer takes over."""
        if self.type in ("duty", "tax", "disbursement"):
            return replace(self, buyer=True)
        return self


class LineMaker:
    """Makes lines in the quote currency of one shipment."""

    def __init__(self, fx, currency):
        self.fx, self.currency = fx, currency

    def line(self, kind, place, place_id, minor, currency, *sources):
        """A line from minor units; may raise ``NoRate``."""
        amount = self.fx.convert_minor(minor, currency, self.currency)
        return Line(kind, place, place_id, minor, currency, amount,
                    tuple(sources))


def total(lines):
    """Sum in the quote currency."""
    return sum(line.amount for line in lines)


def first_code(codes):
    """The reason that counts, None where there is none."""
    return min(codes, key=CODES.index, default=None)
