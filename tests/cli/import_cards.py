#!/usr/bin/env python3
"""Does an imported card charge exactly what its cells say?

    tests/cli/import_cards.py [--program PATH] [--sheets N]

The published cards in tests/fixtures/cards are read here once more, by a few lines of Python each,
and so are N random sheets in many spellings. Each is imported into a catalog, which must pass
`check`; then every bracket of every destination is priced by `batch`, at its first gram, at its last
and in between, and must cost what the cells say. Where they say nothing there must be no plan.
"""

import argparse
import csv
import io
import pathlib
import random
import re
import shutil
import sys
import tempfile
from decimal import ROUND_HALF_UP, Decimal

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tools"))
import session  # noqa: E402

CARDS = session.ROOT / "tests" / "fixtures" / "cards"
CENT = Decimal("0.01")


class Bracket:
    """Weights over < w <= up_to grams (None: no end), and what they cost; no price: not offered."""

    def __init__(self, over, up_to, flat=None, per_kg=None, included=0, step=1):
        self.over, self.up_to, self.step, self.included = over, up_to, step, included
        self.flat, self.per_kg = flat, per_kg

    def charge(self, grams):
        if self.flat is None and self.per_kg is None:
            return None
        weight = -(-grams // self.step) * self.step
        amount = (self.flat or 0) + (self.per_kg or Decimal(0)) * max(0, weight - self.included) / 1000
        return amount.quantize(CENT, ROUND_HALF_UP)

    def probes(self):
        last = self.up_to or self.over + 30000
        yield from sorted({self.over + 1, (self.over + last) // 2 + 1, last})


class Steps(Bracket):
    """`more` for each `step` grams begun above `over`, on top of `base`."""

    def __init__(self, over, up_to, base, more, step):
        super().__init__(over, up_to, base)
        self.more, self.by = more, step

    def charge(self, grams):
        return (self.flat + self.more * -(-(grams - self.over) // self.by)).quantize(CENT)

    def probes(self):
        yield from super().probes()
        for count in (1, 2, 7):
            edge = self.over + count * self.by
            if self.up_to is None or edge < self.up_to:
                yield from (edge, edge + 1)


def run(command, folder, env):
    status, out, err = session.run(command, folder, env)
    return status, out, err


def compare(folder, env, origin, currency, card):
    """Prices every probe of `card`, {country: [brackets]}, with batch; the differences."""
    orders, expected = io.StringIO(), {}
    writer = csv.writer(orders)
    writer.writerow(["id", "origin", "country", "weight_kg", "currency", "ship_date"])
    for country, brackets in card.items():
        ends = [bracket.up_to for bracket in brackets]
        beyond = [] if None in ends else [max(ends) + 1]
        probes = [(grams, b.charge(grams)) for b in brackets for grams in b.probes()]
        for grams, charge in probes + [(grams, None) for grams in beyond]:
            name = f"{country}-{grams}"
            expected[name] = charge
            writer.writerow([name, origin, country, Decimal(grams) / 1000, currency, "2026-11-23"])
    (folder / "orders.csv").write_text(orders.getvalue())
    status, out, err = run("lanewise --data cat batch orders.csv", folder, env)
    if status not in (0, 1):
        return [f"batch: exit status {status}", *err]
    got = {row["id"]: Decimal(row["freight"]) if row["status"] == "ok" else None
           for row in csv.DictReader(out)}
    if len(got) < len(expected):
        return [f"{len(expected)} orders gave {len(got)} answers"]
    return [f"{name} g: {got[name]} instead of {charge}"
            for name, charge in expected.items() if got[name] != charge][:10]


def test_card(env, sheet, flags, origin, currency, card, extra=()):
    """Imports a sheet into a fresh catalog, checks it and compares the prices."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copytree(CARDS / "catalog", folder / "cat")
        shutil.copyfile(sheet, folder / "card.csv")
        for path in extra:
            shutil.copy(path, folder)
        status, _, err = run(
            f"lanewise --data cat import matrix card.csv --from {origin} {flags}", folder, env)
        if status != 0:
            return [f"import {flags}: exit status {status}", *err[:20]]
        status, out, err = run("lanewise check cat", folder, env)
        if status != 0 or re.search(r": error:", "\n".join(out)):
            return [f"check: exit status {status}", *out[:20], *err]
        return compare(folder, env, origin, currency, card)


# ---- The published cards ----------------------------------------------------------------------


def rows_of(name, **how):
    with open(CARDS / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, **how))


def speedpost():
    """Weights down, countries across; a title above."""
    codes = ["US", "GB", "DE", "JP", "AU", "SG", "AE", "FR"]
    card, below = {code: [] for code in codes}, 0
    for row in rows_of("speedpost.csv")[3:]:
        up_to = int(Decimal(row[0]) * 1000)
        for code, cell in zip(codes, row[1:]):
            card[code].append(Bracket(below, up_to, Decimal(cell.replace(",", ""))))
        below = up_to
    return card


def air_parcel():
    """Countries down: the first kilogram, and half kilograms at two prices; a limit of weight."""
    codes = ["US", "GB", "JP", "SG", "AE", "FR", "AF", "BR", "KR"]
    card = {}
    for code, row in zip(codes, rows_of("air-parcel.csv")[1:]):
        first, more, beyond = (Decimal(cell.replace("HK$ ", "")) for cell in row[1:4])
        card[code] = [Bracket(0, 1000, first), Steps(1000, 5000, first, more, 500),
                      Steps(5000, int(row[4]) * 1000, first + 8 * more, beyond, 500)]
    return card


def line_bands():
    """A row for each band: per kg, and per parcel; merged cells for the country."""
    card, code = {}, None
    for row in rows_of("line-bands.csv")[1:]:
        code = row[0] or code
        low, high = (int(Decimal(part) * 1000) for part in re.split("<W≤", row[1]))
        card.setdefault(code, []).append(Bracket(low, high, Decimal(row[3]), Decimal(row[2])))
    return card


def letters():
    """Ranges in grams, zones across, decimal commas, semicolons."""
    zones = [["DE", "AT", "BE", "NL", "ES", "IT", "PL"], ["CH", "GB"], ["US", "JP", "AU"]]
    card, below = {}, 0
    for row in rows_of("lettre-recommandee.csv", delimiter=";")[1:]:
        up_to = int(row[0].split("-")[1].split()[0])
        for codes, cell in zip(zones, row[1:]):
            for code in codes:
                price = Decimal(cell.split()[0].replace(",", "."))
                card.setdefault(code, []).append(Bracket(below, up_to, price))
        below = up_to
    return card


PUBLISHED = [
    ("speedpost.csv", "--carrier HKPOST --mode postal --days 2-5 --lines 3-", "HKHKG", "HKD",
     speedpost, ()),
    ("air-parcel.csv", "--carrier HKPOST --mode postal --days 5-12", "HKHKG", "HKD", air_parcel, ()),
    ("line-bands.csv", "--carrier LINE --mode dedicated_line", "CNDGG", "CNY", line_bands, ()),
    ("lettre-recommandee.csv", "--carrier LAPOSTE --mode postal --days 4 --numbers 1234,5 "
     "--zones letter-zones.csv", "FRPAR", "EUR", letters, ("letter-zones.csv",)),
]

# ---- Random sheets ----------------------------------------------------------------------------

COUNTRIES = {"US": ["US", "United States", "USA"], "DE": ["DE", "Germany", "Germany (DE)"],
             "KG": ["KG", "Kyrgyzstan"], "LB": ["LB", "LEBANON"], "GB": ["GB", "Great Britain"],
             "CI": ["CI", "Côte d'Ivoire"], "KR": ["KR", "Korea (Rep. of)"], "TR": ["Türkiye"]}


class Spelling:
    """How one sheet writes its numbers, weights and prices."""

    def __init__(self, dice):
        self.dice = dice
        self.numbers = dice.choice([None, None, "1,234.5", "1.234,5", "1 234,5", "1'234.5"])
        self.point = "," if self.numbers and self.numbers.endswith(",5") else "."
        self.group = (self.numbers[1] if self.numbers else "")
        self.delimiter = dice.choice([";", "\t"] if self.point == "," else [",", ",", ";", "\t"])
        self.unit = dice.choice(["kg", "kg", "g"])
        self.unit_said = dice.choice(["cell", "heading", "flag"])
        self.money = dice.choice(["{}", "{}", "CNY {}", "{} CNY", "¥{}", "RMB {}"])
        self.dash = dice.choice(["-", "–", "~", " - ", " to "])

    def number(self, value):
        whole, _, part = format(value, "f").partition(".")
        if self.group and len(whole) > 3:
            whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", self.group, whole)
        return whole + (self.point + part if part else "")

    def plain_weight(self, grams):
        value = Decimal(grams) if self.unit == "g" else (Decimal(grams) / 1000).normalize()
        return self.number(value if value != value.to_integral() else value.quantize(Decimal(1)))

    def weight(self, grams):
        return self.plain_weight(grams) + (self.tail() if self.unit_said == "cell" else "")

    def tail(self):
        return self.dice.choice(["", " "]) + {"kg": self.dice.choice(["kg", "KG", "kgs"]),
                                              "g": self.dice.choice(["g", "grams"])}[self.unit]

    def range(self, low, high):
        words = self.dice.randrange(5)
        if low == 0 and words == 0:
            return self.dice.choice(["up to ", "≤", "<="]) + self.weight(high)
        if words == 1:
            return self.plain_weight(low) + self.dice.choice(["<W≤", " < w <= "]) + self.weight(high)
        if words == 2 and low > 0:
            return f"over {self.plain_weight(low)} up to {self.weight(high)}"
        if words == 3 and self.unit == "g":  # 501-1000: the next number
            return self.plain_weight(low + 1) + self.dash + self.weight(high)
        if words == 3 and low % 10 == high % 10 == 0 and self.unit_said == "cell":  # 0.51-1.00
            return (self.number(Decimal(low + 10) / 1000) + self.dash
                    + self.number((Decimal(high) / 1000).quantize(CENT)) + self.tail())
        return self.plain_weight(low) + self.dash + self.weight(high)

    def price(self, amount):
        return self.money.format(self.number(amount))

    def flags(self):
        flags = f"--numbers \"{self.numbers}\"" if self.numbers else ""
        return flags + (f" --unit {self.unit}" if self.unit_said == "flag" else "")

    def axis(self):
        said = self.unit_said == "heading"
        return self.dice.choice(["Weight", "Weight band", "Up to"]) + (f" ({self.unit})" if said else "")


def random_amount(dice, most=2500):
    return (Decimal(dice.randrange(1, most * 100)) / 100).quantize(CENT)


def random_bands(dice):
    """Upper ends in grams, ascending."""
    step = dice.choice([10, 50, 100, 500, 1000])
    return [step * n for n in sorted(dice.sample(range(1, 60), dice.randrange(1, 7)))]


def flat_sheet(dice, spell, codes):
    """One price a cell; behind it, perhaps, a price for each additional step."""
    ends = random_bands(dice)
    lows = [0, *ends[:-1]]
    step = dice.choice([10, 100, 250, 500, 300])
    more = dice.random() < 0.5
    rows = [spell.range(low, high) if dice.random() < 0.7 else spell.weight(high)
            for low, high in zip(lows, ends)]
    if len(ends) == 1 and more:
        rows = ["First " + spell.weight(ends[0])]
    if more:
        rows.append(dice.choice(["Each additional ", "each add. ", "every further "])
                    + spell.weight(step))
    end = ends[-1] + 12 * step + dice.choice([0, step // 2])  # for steps that are written out
    card, cells = {}, {}
    for code in codes:
        prices = [random_amount(dice) if dice.random() < 0.9 else None for _ in ends]
        prices[-1] = random_amount(dice)
        card[code] = [Bracket(low, high, price) for low, high, price in zip(lows, ends, prices)]
        cells[code] = [spell.price(price) if price else dice.choice(["", "-", "n/a"])
                       for price in prices]
        if more:
            amount = random_amount(dice, 90)
            card[code].append(Steps(ends[-1], end, prices[-1], amount, step))
            cells[code].append(spell.price(amount))
    flags = f"--up-to {Decimal(end) / 1000}" if more else ""
    return card, rows, cells, flags


def kilo_sheet(dice, spell, codes):
    """Prices per kg by bands, with or without a part per item, in one cell or in two columns."""
    ends = random_bands(dice)
    lows = [0, *ends[:-1]]
    step = dice.choice([None, 10, 500])
    rows = [spell.range(low, high) for low, high in zip(lows, ends)]
    if dice.random() < 0.3:
        ends[-1] = None
        rows[-1] = dice.choice([">", "over "]) + spell.weight(lows[-1])
    card, cells = {}, {}
    for code in codes:
        card[code], cells[code] = [], []
        for low, high in zip(lows, ends):
            per_kg, item = random_amount(dice, 300), random_amount(dice, 30)
            alone = dice.random() < 0.3
            card[code].append(Bracket(low, high, None if alone else item, per_kg, 0, step or 1))
            terms = [spell.price(per_kg) + dice.choice(["/kg", " per kg", " / KG"]),
                     spell.price(item) + dice.choice(["/item", " per parcel", "/pc"])]
            if alone:
                del terms[1]
            dice.shuffle(terms)
            cells[code].append(dice.choice([" + ", "+"]).join(terms))
    return card, rows, cells, f"--step {Decimal(step) / 1000}" if step else ""


def lay_out(dice, spell, rows, cells):
    """The sheet as text: weights down, destinations down, or a line for each price."""
    names = {code: dice.choice(COUNTRIES[code]) for code in cells}
    axis = spell.axis()
    shape = dice.randrange(3)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=spell.delimiter, lineterminator="\n")
    if shape == 0:
        corner = dice.choice([axis, axis, ""]) if spell.unit_said != "heading" else axis
        writer.writerow([corner, *names.values()])
        for i, row in enumerate(rows):
            writer.writerow([row, *(cells[code][i] for code in cells)])
    elif shape == 1:
        if spell.unit_said == "heading":  # the headings themselves must say it
            rows = [re.sub(r"(\d)$", r"\1 " + spell.unit, row) for row in rows]
        writer.writerow([dice.choice(["Country", "Destination", "Country / Region"]), *rows])
        for code in cells:
            writer.writerow([names[code], *cells[code]])
    else:
        writer.writerow(["Destination", axis, "Price"])
        for code in cells:
            for i, row in enumerate(rows):
                merged = i > 0 and dice.random() < 0.5
                writer.writerow(["" if merged else names[code], row, cells[code][i]])
    return out.getvalue()


def test_random(env, seed):
    dice = random.Random(seed)
    spell = Spelling(dice)
    codes = dice.sample(sorted(COUNTRIES), dice.randrange(1, 5))
    make = dice.choice([flat_sheet, flat_sheet, kilo_sheet])
    card, rows, cells, flags = make(dice, spell, codes)
    text = lay_out(dice, spell, rows, cells)
    with tempfile.TemporaryDirectory() as name:
        sheet = pathlib.Path(name) / "sheet.csv"
        sheet.write_text(text, encoding="utf-8")
        flags = f"--carrier LINE --mode dedicated_line --days 4-9 {flags} {spell.flags()}"
        problems = test_card(env, sheet, flags, "CNDGG", "CNY", card)
    return problems + text.split("\n") if problems else []


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--program", default=str(session.ROOT / "build" / "lanewise"))
    parser.add_argument("--sheets", type=int, default=60)
    parser.add_argument("--first", type=int, default=1, help="seed of the first random sheet")
    options = parser.parse_args()

    tap = session.Tap()
    with tempfile.TemporaryDirectory() as home:
        env = session.environment(options.program, home)
        for name, flags, origin, currency, read, extra in PUBLISHED:
            tap.result(f"every cell of {name}",
                       test_card(env, CARDS / name, flags, origin, currency, read(),
                                 [CARDS / path for path in extra]))
        for seed in range(options.first, options.first + options.sheets):
            tap.result(f"random sheet {seed}", test_random(env, seed))
    return tap.close()


sys.exit(main())
