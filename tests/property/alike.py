"""Orders alike: what may differ within a situation, and on which edges of the catalog it falls.

Orders of one situation (src/repertoire/situation.h) differ in weight, volume and value alone, and
in what must not matter: goods, terms, limits on whole plans.
"""

import csv
import glob
import json
import os
from decimal import Decimal

from generate_dice import plain, shifted
from generate_rules import FLAGS, HS_CODES
from generate_world import COUNTRIES, MODES

WEIGHT_COLUMNS = ("over_kg", "up_to_kg", "included_kg", "max_weight_kg", "min_weight_kg",
                  "min_shipment_kg", "max_shipment_kg", "lot_kg")
CELL_COLUMNS = ("over_kg", "up_to_kg", "max_shipment_kg")
SIDE_COLUMNS = ("over_side_cm", "over_sum_cm", "over_girth_cm", "max_side_cm", "max_sum_cm",
                "max_girth_cm", "vol_over_side_cm", "vol_over_sum_cm")
VALUE_COLUMNS = ("over_value", "up_to_value", "min_value", "max_value")
SIDES = ("length_cm", "width_cm", "height_cm")
GRAM = Decimal("0.001")
# Beside a threshold by a minor unit of some currency, or by what is just rounded to it.
BESIDE = ("0", "0", "0.01", "-0.01", "0.004999", "-0.005", "1", "-1", "0.001")


class Edges:
    """Where a catalog says that something changes."""

    def __init__(self, directory):
        self.cells = {}           # texts by the name of their column, whatever the table
        self.values = set()       # (amount, currency; "" where the row names none)
        self.top = Decimal(0)     # the greatest weight of a card or a lane
        for name in glob.glob(os.path.join(directory, "**", "*.csv"), recursive=True):
            table = os.path.relpath(name, directory).split(os.sep)[0].removesuffix(".csv")
            with open(name, encoding="utf-8-sig", newline="") as text:
                for row in csv.DictReader(text):
                    self._take(table, {column.strip(): value.strip()
                                       for column, value in row.items() if column and value})
        self.values = sorted(self.values)
        edges = {Decimal(value) for value in self.of(*WEIGHT_COLUMNS)}
        near = {edge + step for edge in edges for step in (-GRAM, 0, GRAM)}
        self.weights = sorted(str(weight) for weight in near if 0 <= weight <= 1000000)
        self.days = sorted({shifted(day, step) for day in self.of("valid_from", "valid_to", "date")
                            for step in (-1, 0, 1)})

    def _take(self, table, row):
        for column, value in row.items():
            self.cells.setdefault(column, set()).add(value)
            if column in VALUE_COLUMNS:
                currency = row.get("value_currency") or row.get("currency", "")
                self.values.add((value, currency))
            if table in ("rates", "lanes") and column in CELL_COLUMNS:
                self.top = max(self.top, Decimal(value))

    def of(self, *columns):
        """All cells of some columns, in order."""
        return sorted(set().union(*(self.cells.get(column, ()) for column in columns)))

    @property
    def has_clock(self):
        """Whether the hour of the start matters."""
        return bool(self.of("depart_time", "work_days", "utc_offset"))


def copied(order):
    """An order of its own."""
    return json.loads(json.dumps(order))


def change_situation(dice, order, edges, ship_date):
    """Another situation than the order's: one or two facts that routes may depend on."""
    changes = [
        lambda: order.update(max_legs=dice.choice(("1", "2", "3", "4"))),
        lambda: order.update(flags=dice.some(FLAGS, 0, 3)),
        lambda: order.update(modes=dice.several(MODES, 4)),
        lambda: order.update(exclude_modes=dice.several(MODES, 2)),
    ]
    codes = COUNTRIES[order["country"]].postcodes if order["country"] in COUNTRIES else ()
    if any(codes):
        changes.append(lambda: order.update(postcode=dice.pick(codes)))
    if edges.of("rate"):
        changes.append(lambda: order.update(currency=dice.pick(edges.of("currency"))))
    if edges.days and "ready_at" not in order:
        changes += 2 * [lambda: order.update(ship_date=dice.pick(edges.days))]
    if edges.has_clock:
        def ready():
            order.pop("ship_date", None)
            order["ready_at"] = moment(dice, edges, ship_date)
        changes.append(ready)
    for change in dice.some(changes, 1, 2):
        change()


def moment(dice, edges, ship_date):
    """A day near the ship date, or beside a holiday or a change of tables; a time, or about that
    of a departure."""
    day = shifted(ship_date, dice.randint(-2, 8))
    if edges.days and dice.chance(0.5):
        day = dice.pick(edges.days)
    minute = dice.randint(0, 23) * 60 + 30
    departures = edges.of("depart_time")
    if departures and dice.chance(0.5):
        hours, minutes = map(int, dice.pick(departures).split(":"))
        minute = min(max(hours * 60 + minutes + dice.randint(-1, 1), 0), 1439)
    return f"{day}T{minute // 60:02}:{minute % 60:02}"


def change_parcel(dice, order, edges):
    """One parcel of another weight and, at times, volume and quantity."""
    first = order["parcels"][0] if order["parcels"] else {}
    parcel = {name: value for name, value in first.items() if name != "quantity"}
    weight = dice.random()
    if weight < 0.55 and edges.weights:
        parcel["weight_kg"] = dice.pick(edges.weights)
    elif weight < 0.97:
        parcel["weight_kg"] = f"{10 ** (dice.random() * 4.2 - 2.7):.3f}"
    else:
        parcel["weight_kg"] = dice.choice(("0", "0.0001", "99.999", "2000", "2000.001", "1000000"))
    shape = dice.random()
    if shape < 0.6:
        for side in SIDES:
            parcel.pop(side, None)
    elif shape < 0.9:
        parcel.update(zip(SIDES, sides(dice, edges)))
    if dice.chance(0.15):
        parcel["quantity"] = dice.choice(("1", "2", "3", "10"))
    order["parcels"] = [parcel]
    if dice.chance(0.04):
        order["parcels"] = [parcel, dict(parcel)]


def sides(dice, edges):
    """Three sides: of any length, of a volume that weighs as much as a bracket ends at, or about a
    limit of sizes."""
    tenth = dice.choice((Decimal("-0.1"), Decimal(0), Decimal("0.1")))
    kind = dice.random()
    divisors, limits = edges.of("volumetric_divisor"), edges.of(*SIDE_COLUMNS)
    if kind < 0.4 and divisors and edges.weights:
        grams = Decimal(dice.pick(edges.weights)) * Decimal(dice.pick(divisors))
        height = (grams / 500).quantize(Decimal("0.1")) + tenth
        if 0 < height < 200:
            return "20", "25", plain(height)
    if kind < 0.6 and limits:
        return plain(Decimal(dice.pick(limits)) + tenth), "10", "10"
    return tuple(f"{10 ** (dice.random() * 1.9):.1f}" for _ in SIDES)


def value_on_edge(dice, edges):
    """(amount, currency or ""): about a threshold of the tables."""
    amount, currency = dice.pick(edges.values)
    return plain(max(Decimal(amount) + Decimal(dice.pick(BESIDE)), Decimal(0))), currency


def any_value(dice):
    """An amount that no table need name."""
    return dice.weighted((("0", 1), (f"{dice.random() * 600:.2f}", 8),
                          (str(dice.choice((1, 22, 135, 150, 800, 999999999))), 1)))


def change_value(dice, order, edges):
    """Another value, of the goods' items where there are any."""
    if "goods" in order:
        if dice.chance(0.5):
            order.pop("value", None)
            order["goods"] = [{"value": any_value(dice), "hs_code": dice.pick(HS_CODES)}
                              for _ in range(dice.randint(1, 3))]
        return
    if dice.chance(0.2):
        order["hs_code"] = dice.pick(HS_CODES)
    if edges.values and dice.chance(0.45):
        order["value"], currency = value_on_edge(dice, edges)
        if currency in edges.of("currency") and edges.of("rate"):
            order["value_currency"] = currency
    elif dice.chance(0.9):
        order["value"] = any_value(dice)


def change_rest(dice, order, ship_date):
    """Goods, sku, terms and limits: nothing of it but the last ones makes another situation."""
    for name, chance in (("hs_code", 0.3), ("sku", 0.3)):
        if dice.chance(chance):
            order.pop(name, None)
    if dice.chance(0.2):
        order["incoterm"] = dice.choice(("DAP", "DDP"))
    for name, values in (("max_days", ("3", "6.5", "9", "15")), ("max_cost", ("20", "60", "400")),
                         ("max_blind_hours", ("24", "80.5", "200"))):
        order.pop(name, None)
        if dice.chance(0.08):
            order[name] = dice.choice(values)
    for name, values in (("max_blind_gap_hours", ("12", "48", "120")),
                         ("deliver_by", (shifted(ship_date, 4), shifted(ship_date, 10) + "T12:00"))):
        if dice.chance(0.03):
            order[name] = dice.choice(values)


def situations(dice, order, count, edges, ship_date):
    """An order without its id, as it is and changed: that many situations."""
    for number in range(count):
        like = copied(order)
        like.pop("id", None)
        if number > 0:
            change_situation(dice, like, edges, ship_date)
        if number == 0 or dice.chance(0.7):
            for name in ("max_blind_gap_hours", "deliver_by"):
                like.pop(name, None)
        yield like


def alike(dice, like, count, edges, ship_date):
    """So many orders of one situation, but for sizes and a few limits."""
    made = []
    for _ in range(count):
        one = copied(like)
        change_parcel(dice, one, edges)
        change_rest(dice, one, ship_date)
        change_value(dice, one, edges)
        made.append(one)
    return made
