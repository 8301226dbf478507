"""Random choices shared by the parts of the catalog generator.

Everything random goes through one `Dice`, so that a seed always gives the same
catalog.
"""

import datetime
import random
from decimal import Decimal


class Dice(random.Random):
    """A seeded random source with the few kinds of throw that the generator needs."""

    def chance(self, probability):
        """True with this probability."""
        return self.random() < probability

    def pick(self, items):
        """One item of a sequence."""
        return items[self.randrange(len(items))]

    def weighted(self, pairs):
        """One item of a sequence of (item, weight) pairs."""
        items, weights = zip(*pairs)
        return self.choices(items, weights)[0]

    def some(self, items, low, high):
        """Between low and high distinct items, in random order."""
        count = min(len(items), self.randint(low, high))
        return self.sample(items, count)

    def several(self, items, high=2):
        """A cell that lists one to `high` items."""
        return "|".join(self.some(items, 1, high))

    def amount(self, low, high, factor=Decimal(1)):
        """A decimal between low and high times factor: mostly round, sometimes ugly.

        Round numbers make equal and nearly equal totals frequent; the ugly ones
        exercise rounding.
        """
        whole = Decimal(self.randint(low, high)) * factor
        kind = self.random()
        if kind < 0.6:
            return plain(whole)
        if kind < 0.75:
            return plain(whole + Decimal("0.5"))
        if kind < 0.85:
            return plain(whole + Decimal(self.choice(("0.01", "0.005", "0.25", "0.495", "0.0001"))))
        if kind < 0.95:
            return plain(whole + Decimal(self.randint(1, 999)) / 1000)
        return plain(whole + Decimal(self.randint(1, 999999)) / 1000000)

    def ordered(self, values):
        """Three values of a sequence of decimal texts, in ascending order."""
        return sorted((self.pick(values) for _ in range(3)), key=Decimal)


def plain(number):
    """A Decimal as digits without exponent and without needless zeros."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text or "0"


def shifted(date, days):
    """An ISO date moved by some days."""
    return (datetime.date.fromisoformat(date) + datetime.timedelta(days)).isoformat()


def window(dice, date, applies):
    """A pair (valid_from, valid_to) that covers the date or just does not."""
    if applies:
        pairs = (
            (date, ""), ("", date), (date, date),
            (shifted(date, -30), shifted(date, 30)),
            ("", shifted(date, 1)), (shifted(date, -1), ""),
        )
    else:
        pairs = (
            (shifted(date, 1), ""), ("", shifted(date, -1)),
            (shifted(date, -9), shifted(date, -1)), (shifted(date, 1), shifted(date, 20)),
        )
    return dice.pick(pairs)


def dated(dice, date, row, probability, applies=0.75):
    """The row, with a validity period at some probability."""
    if dice.chance(probability):
        first, last = window(dice, date, dice.chance(applies))
        row["valid_from"], row["valid_to"] = first, last
    return row


def split_period(dice, date, row, change):
    """Two rows for one look-up: before and from a day near the date.

    `change` receives the later row and alters its amounts.
    """
    edge = shifted(date, dice.choice((-2, -1, 0, 0, 0, 1, 1, 2)))
    before, after = dict(row), dict(row)
    before["valid_to"] = shifted(edge, -1)
    after["valid_from"] = edge
    change(after)
    rows = [before, after]
    if dice.chance(0.5):
        rows.reverse()
    return rows
