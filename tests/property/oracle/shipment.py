"""One order, read and checked against a catalog."""

import datetime
from dataclasses import dataclass
from fractions import Fraction

from . import quantities as q
from .clock import date_and_time, local_minutes
from .places import normal_postcode
from .records import MODES
from .tables import plain_hs

DIMENSIONS = ("length_cm", "width_cm", "height_cm")
MOST_ITEMS = 100
LAST_MINUTE = 23 * 60 + 59


class Invalid(Exception):
    """The shipment cannot be quoted; the text says why."""


@dataclass(frozen=True)
class Piece:
    """One kind of parcel: grams, three millimetre sides or None, how many."""

    grams: int
    sides: tuple | None
    quantity: int


@dataclass(frozen=True)
class Item:
    """Goods of one tariff code; a shipment without `goods` is one item."""

    value: Fraction           # currency units, whole minor units
    code: str                 # empty: none
    lines: int                # how often a duty per tariff line is owed


@dataclass(frozen=True)
class Shipment:
    id: str
    origin: str
    country: str
    postcode: str
    pieces: tuple
    items: tuple              # one at least
    itemised: bool            # given as `goods`
    value_currency: str
    currency: str
    flags: frozenset
    sku: str
    ship_date: datetime.date
    buyer_pays_duty: bool
    max_minutes: int | None
    max_cost: Fraction | None
    max_blind: int | None
    max_gap: int | None
    modes: frozenset
    max_legs: int
    start: int                # instant, see clock
    deliver_by: int | None    # local minutes at the destination

    @property
    def value(self):
        """The goods value in currency units, whole minor units."""
        return sum(item.value for item in self.items)

    @property
    def grams(self):
        """Actual weight of all pieces."""
        return sum(p.grams * p.quantity for p in self.pieces)

    @property
    def kilograms(self):
        return Fraction(self.grams, 1000)

    @property
    def count(self):
        """Number of pieces."""
        return sum(p.quantity for p in self.pieces)

    @property
    def cubic_metres(self):
        """Volume by the sides as given; pieces without sides have none."""
        total = sum(p.sides[0] * p.sides[1] * p.sides[2] * p.quantity
                    for p in self.pieces if p.sides)
        return Fraction(total, 10 ** 9)


class Fields:
    """Typed access to the fields of an order; null and "" mean absent."""

    def __init__(self, fields):
        self.fields = fields

    def text(self, name, default=""):
        value = self.fields.get(name)
        return default if value is None or value == "" else str(value)

    def read(self, name, reader, default=None):
        text = self.text(name)
        if not text:
            return default
        try:
            return reader(text)
        except q.BadQuantity as error:
            raise Invalid(f"{name}: {error}") from error

    def list(self, name):
        """A JSON list, or text separated by bars."""
        value = self.fields.get(name)
        if isinstance(value, list):
            return [str(part) for part in value]
        return [part for part in self.text(name).split("|") if part]

    def modes(self, name):
        modes = self.list(name)
        for mode in modes:
            if mode not in MODES:
                raise Invalid(f"{name}: unknown mode {mode!r}")
        return frozenset(modes)


def read_shipment(catalog, order, number, default_date):
    """The shipment of an order, or ``Invalid``."""
    fields = Fields(order)
    origin = fields.text("origin")
    if origin not in catalog.nodes:
        raise Invalid(f"origin: unknown node {origin!r}" if origin
                      else "origin: required")
    country = fields.text("country")
    if not (len(country) == 2 and country.isascii() and country.isalpha()
            and country.isupper()):
        raise Invalid("country: two letters are required")
    currency, value_currency = _currencies(catalog, fields)
    items, itemised = _items(catalog.fx, fields, value_currency)
    incoterm = fields.text("incoterm", "DDP")
    if incoterm not in ("DDP", "DAP"):
        raise Invalid(f"incoterm: {incoterm!r}")
    ship_date, start = _start(fields, default_date)
    return Shipment(
        id=fields.text("id", str(number)),
        origin=origin,
        country=country,
        postcode=normal_postcode(fields.text("postcode")),
        pieces=_pieces(order),
        items=items,
        itemised=itemised,
        value_currency=value_currency,
        currency=currency,
        flags=frozenset(fields.list("flags")),
        sku=fields.text("sku"),
        ship_date=ship_date,
        buyer_pays_duty=incoterm == "DAP",
        max_minutes=fields.read("max_days", q.minutes_of_days),
        max_cost=fields.read("max_cost", q.money),
        max_blind=fields.read("max_blind_hours", q.minutes_of_hours),
        max_gap=fields.read("max_blind_gap_hours", q.minutes_of_hours),
        modes=((fields.modes("modes") or frozenset(MODES))
               - fields.modes("exclude_modes")),
        max_legs=fields.read("max_legs", lambda t: q.whole(t, 1, 12), 5),
        start=start - catalog.nodes[origin].offset,
        deliver_by=fields.read("deliver_by", _deadline))


def _currencies(catalog, fields):
    """The quote currency and the value's, both usable."""
    currency = fields.text("currency") or catalog.fx.base
    if not currency:
        if len(catalog.currencies) != 1:
            raise Invalid("currency: required, there is no base currency")
        currency = min(catalog.currencies)
    value_currency = fields.text("value_currency", currency)
    # Without a table of rates each must be in use, and nothing converts one into
    # the other.
    known = catalog.fx.rates or catalog.currencies
    for name, code in (("currency", currency),
                       ("value_currency", value_currency)):
        if code not in known:
            raise Invalid(f"{name}: {code!r} is not a currency of the catalog")
    if not catalog.fx.rates and currency != value_currency:
        raise Invalid(f"value_currency: no rates between {value_currency} and {currency}")
    return currency, value_currency


def _items(fx, fields, currency):
    """The items of the shipment, and whether they were given as `goods`."""
    def money(of):
        exact = of.read("value", q.money)
        return None if exact is None \
            else fx.units(fx.minor(exact, currency), currency)

    value, code = money(fields), fields.text("hs_code")
    lines = fields.read("hs_lines", lambda t: q.whole(t, 1, 10 ** 6))
    goods = fields.fields.get("goods")
    if goods is None or goods == "":
        whole = Item(value or Fraction(0), plain_hs(code), lines or 1)
        return (whole,), False

    for name, given in (("hs_code", code), ("hs_lines", lines)):
        if given:
            raise Invalid(f"{name}: not beside goods")
    if isinstance(goods, str):
        goods = [_item_of_text(text) for text in goods.split("|")]
    if not isinstance(goods, list) or not 1 <= len(goods) <= MOST_ITEMS:
        raise Invalid(f"goods: 1 to {MOST_ITEMS} items are required")
    items, seen = [], set()
    for entry in goods:
        if not isinstance(entry, dict):
            raise Invalid("goods: an item is an object")
        worth = money(Fields(entry))
        if worth is None:
            raise Invalid("goods: an item needs a value")
        own_code = plain_hs(Fields(entry).text("hs_code"))
        # The first item of a code that is worth something is the tariff line.
        first = worth > 0 and own_code not in seen
        if first:
            seen.add(own_code)
        items.append(Item(worth, own_code, 1 if first else 0))
    if value is not None and value != sum(item.value for item in items):
        raise Invalid("value: not the sum of goods")
    return tuple(items), True


def _item_of_text(text):
    """VALUE[:HS] as the object that it stands for."""
    value, _, code = text.partition(":")
    return {"value": value, "hs_code": code}


def _pieces(order):
    """The parcels; one kind may also be given on the order itself."""
    parcels = order.get("parcels")
    if parcels is None or parcels == "":
        parcels = [order]
    if not isinstance(parcels, list) or not parcels:
        raise Invalid("parcels: at least one is required")
    return tuple(_piece(Fields(parcel)) for parcel in parcels)


def _piece(fields):
    grams = fields.read("weight_kg", q.grams)
    if grams is None:
        raise Invalid("weight_kg: required")
    sides = tuple(fields.read(name, q.millimetres) for name in DIMENSIONS)
    given = [side for side in sides if side is not None]
    # One or two of three dimensions cannot be used; that is taken for a slip.
    if given and len(given) < 3:
        raise Invalid("parcels: give all three dimensions or none")
    return Piece(max(grams, 1), sides if given else None,
                 fields.read("quantity", lambda t: q.whole(t, 1, 10 ** 6), 1))


def _start(fields, default_date):
    """The ship date, and the local minute at which plans start."""
    date = fields.read("ship_date", q.day)
    ready = fields.read("ready_at", date_and_time)
    if ready:
        if date not in (None, ready[0]):
            raise Invalid("ready_at: on another day than ship_date")
        return ready[0], local_minutes(*ready)
    date = date or default_date or datetime.datetime.now(
        datetime.timezone.utc).date()
    return date, local_minutes(date)


def _deadline(text):
    """A date (its last minute) or a date and time, as local minutes."""
    if "T" in text:
        return local_minutes(*date_and_time(text))
    return local_minutes(q.day(text), LAST_MINUTE)
