"""Currencies: minor units and conversion."""

from fractions import Fraction

from .quantities import half_up


class NoRate(Exception):
    """A conversion needs an exchange rate that is not given."""


class Fx:
    """Exchange rates against one base; may be empty."""

    def __init__(self, rates, decimals):
        self.rates = rates
        self._decimals = decimals
        self.base = next((c for c, rate in rates.items() if rate == 1), None)

    def decimals(self, currency):
        """Digits of the minor unit."""
        return self._decimals.get(currency, 2)

    def minor(self, amount, currency):
        """Currency units rounded to whole minor units."""
        return half_up(Fraction(amount) * 10 ** self.decimals(currency))

    def units(self, minor, currency):
        """Minor units as exact currency units."""
        return Fraction(minor, 10 ** self.decimals(currency))

    def convert(self, amount, source, target):
        """Currency units of ``source`` as minor units of ``target``."""
        if source == target:
            return self.minor(amount, target)
        if source not in self.rates or target not in self.rates:
            raise NoRate(source if source not in self.rates else target)
        exact = Fraction(amount) * self.rates[target] / self.rates[source]
        return self.minor(exact, target)

    def convert_minor(self, minor, source, target):
        """Minor units of ``source`` as minor units of ``target``."""
        return self.convert(self.units(minor, source), source, target)
