"""Destination zones, postcodes and customs areas."""

from dataclasses import dataclass

EU = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT "
               "NL PL PT RO SE SI SK".split())


def normal_postcode(text):
    """A postcode as it is compared: no spaces or hyphens, upper case."""
    return text.replace(" ", "").replace("-", "").upper()


@dataclass(frozen=True)
class ZoneRow:
    """One stretch of postcodes; an empty ``low`` is the whole country."""

    country: str
    low: str
    high: str

    def problem(self):
        """Why the row's bounds make no sense, or None."""
        if self.high and not self.low:
            return "postcode_to without postcode_from"
        if self.country == "GB" and min(len(self.low), len(self.high)) <= 4:
            letters = self.low.isalpha() and self.high.isalpha()
            longest = max(len(self.low), len(self.high))
            if self.low != self.high and not (letters and longest <= 4):
                return "neither areas, one district nor long postcodes"
        return None

    def matches(self, country, postcode):
        """Whether a destination lies in this row (postcode normalised)."""
        if country != self.country:
            return False
        if not self.low:
            return True
        if country == "GB" and len(self.low) <= 4:
            return self._matches_outward(postcode[:-3])
        if len(postcode) < max(len(self.low), len(self.high)):
            return False
        code, low, high = (t.encode() for t in (postcode, self.low, self.high))
        return code[:len(low)] >= low and code[:len(high)] <= high

    def _matches_outward(self, outward):
        if not (self.low.isalpha() and self.high.isalpha()):
            return outward == self.low
        area = ""
        for character in outward:
            if not character.isalpha():
                break
            area += character
        return self.low <= area <= self.high


@dataclass(frozen=True)
class Zone:
    """A named set of destinations in one country."""

    id: str
    country: str
    rows: tuple
    offset: int

    def matches(self, country, postcode):
        return any(row.matches(country, postcode) for row in self.rows)


def area_of(country, named_areas):
    """The customs area of a country."""
    return named_areas.get(country) or ("EU" if country in EU else country)
