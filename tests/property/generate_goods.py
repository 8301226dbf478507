"""Goods of several tariff items in orders, and the duties that tell items apart."""

from decimal import ROUND_HALF_UP, Decimal

from generate_borders import duty_rates
from generate_dice import plain
from generate_files import Number
from generate_rules import HS_CODES, HS_PREFIXES
from generate_world import DECIMALS, ROUND_RATES, VALUES

LOCAL_TAXES = ("0", "10", "25", "28.2051", "3.3333", "0.0001", "100", "250")
ODD_EXTRAS = (Decimal("0.005"), Decimal("3.014"), Decimal("7.126"))
# Beside a round value: halves of minor units, and what shares badly.
BESIDE = ("0", "0", "0", "0.01", "0.005", "0.004999", "0.995", "0.5", "0.333333", "7", "13.37")


def add_local_taxes(dice, world):
    """A tax on the tax in some rows of the duties."""
    if not dice.chance(0.5):
        return
    often = dice.choice((0.3, 0.7, 1))
    for row in world.tables["duties"]:
        if dice.chance(often):
            row["local_tax_pct"] = dice.choice(LOCAL_TAXES)


def add_duties(dice, world):
    """A few more rows by code, so that items often differ in what they owe."""
    rows = world.tables["duties"]
    for country in sorted({row["country"] for row in rows}):
        own = [row for row in rows if row["country"] == country]
        taken = {row["hs_prefix"].replace(".", "").replace(" ", "") for row in own}
        for prefix in dice.some(HS_PREFIXES, 1, 3) if dice.chance(0.5) else ():
            if prefix.replace(".", "").replace(" ", "") in taken:
                continue
            row = {"country": country, "hs_prefix": prefix, "currency": own[0]["currency"]}
            row.update(duty_rates(dice, world.factor(row["currency"])))
            rows.insert(dice.randint(0, len(rows)), row)


def add_cuts(dice, world):
    """More cutting of values and amounts, and additions that are no whole minor units."""
    if not dice.chance(0.4):
        return
    for row in world.tables["customs"]:
        if row["direction"] == "export":
            continue
        factor = world.factor(row["currency"])
        if dice.chance(0.4):
            row["value_truncate"] = plain(dice.choice((1, 5, 10)) * factor)
        if dice.chance(0.6):
            row["amount_truncate"] = plain(Decimal(dice.choice(("0.1", "1", "0.5"))) * factor)
        if dice.chance(0.3):
            row["tax_extra"] = plain(dice.choice(ODD_EXTRAS) * factor)


def add_goods(dice, world, orders):
    """Give some orders goods instead of a value and a code; a few are wrong on purpose."""
    if not dice.chance(0.8):
        return
    for order in orders:
        if not dice.chance(0.5):
            continue
        currency = value_currency(world, order)
        former = {name: order.pop(name, "") for name in ("value", "hs_code", "hs_lines")}
        items = new_items(dice, world, currency, former["value"])
        give_codes(dice, world, order["country"], items)
        order["goods"] = dressed(dice, items)
        total = sum(rounded(item["value"], decimals(world, currency)) for item in items)
        if dice.chance(0.15):
            order["value"] = Number(value_beside(dice, total, decimals(world, currency)))
        elif dice.chance(0.2):
            # Empty is the same as absent.
            order[dice.choice(sorted(former))] = ""
        if dice.chance(0.04):
            spoil_goods(dice, order, former)


def value_currency(world, order):
    """The currency of an order's values."""
    base = next((row["currency"] for row in world.tables["fx"] or ()
                 if Decimal(row["rate"]) == 1), world.currencies[0])
    return order.get("value_currency") or order.get("currency") or base


def decimals(world, currency):
    """Digits of a currency's minor unit in this catalog."""
    rows = [row for row in world.tables["fx"] or () if row["currency"] == currency]
    default = DECIMALS.get(currency, "2") if rows else "2"
    return int(rows[0].get("decimals", default)) if rows else 2


def rounded(value, digits):
    """A value on the minor unit."""
    return Decimal(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def new_items(dice, world, currency, former):
    """One to four items, rarely many; values are texts."""
    count = dice.weighted(((1, 2), (2, 4), (3, 3), (4, 2)))
    if dice.chance(0.01):
        count = dice.choice((30, 100))
    factor = Decimal(ROUND_RATES.get(currency, "1"))
    if former and dice.chance(0.5):
        values = split_value(dice, Decimal(former), count)
    else:
        values = [new_value(dice, factor) for _ in range(count)]
    if dice.chance(0.04):
        values = ["0"] * count
    if world.on["huge"] and dice.chance(0.2):
        values[0] = "999999999"
    return [{"value": value} for value in values]


def give_codes(dice, world, country, items):
    """Codes for items, often such as the duties name; some twice, some in two ways, some none."""
    named = [row["hs_prefix"] for row in world.tables["duties"]
             if row["country"] == country and row["hs_prefix"]]
    codes = dice.some(HS_CODES, 1, 3) if not named or dice.chance(0.5) else \
        dice.some(sorted(set(named)), 1, 2) + dice.some(HS_CODES, 0, 1)
    codes += [""] if dice.chance(0.4) else []
    for item in items:
        item["hs_code"] = dice.pick(codes)


def new_value(dice, factor):
    """The value of one item: at the edge of a band, a fraction of one, small, or nothing."""
    kind = dice.random()
    if kind < 0.1:
        return "0"
    if kind < 0.6:
        amount = dice.pick(VALUES) * factor
    elif kind < 0.8:
        amount = dice.pick(VALUES) * factor / dice.choice((2, 4, 5))
    elif kind < 0.9:
        return dice.choice(("0.004", "0.005", "0.01", "0.4999", "0.5", "1", "3"))
    else:
        amount = Decimal(dice.randint(1, 999_999)) / 1000 * factor
    return plain(amount + Decimal(dice.choice(BESIDE)))


def split_value(dice, value, count):
    """Values that add up to a value, where rounding lets them."""
    parts = []
    for left in range(count, 1, -1):
        share = Decimal(dice.choice(("0", "0.1", "0.25", "0.5", "0.5", "0.333", "0.9")))
        if dice.chance(0.4):
            share = Decimal(1) / left
        part = (value * share).quantize(Decimal(dice.choice(("1", "0.01", "0.001"))))
        part = min(part, value)
        parts.append(plain(part))
        value -= part
    return parts + [plain(value)]


def dressed(dice, items):
    """The items as a list of objects or as text."""
    if dice.chance(0.35):
        return "|".join(item["value"] + (":" + item["hs_code"] if item["hs_code"] else "")
                        for item in items)
    goods = []
    for item in items:
        entry = {"value": item["value"] if dice.chance(0.2) else Number(item["value"])}
        if item["hs_code"] or dice.chance(0.2):
            entry["hs_code"] = item["hs_code"]
        goods.append(entry)
    return goods


def value_beside(dice, total, digits):
    """A value to stand beside goods: the same on the minor unit, or rarely not."""
    unit = Decimal(1).scaleb(-digits)
    if dice.chance(0.2):
        return plain(max(total + dice.choice((unit, -unit, unit / 2, Decimal(10))), Decimal(0)))
    return plain(total + dice.choice((Decimal(0), unit / 10, unit * 499 / 1000)))


def spoil_goods(dice, order, former):
    """Make goods invalid in one way, or something beside them."""
    wrong = dice.choice((
        {"hs_code": former["hs_code"] or "8504.40"}, {"hs_lines": former["hs_lines"] or Number("1")},
        {"goods": []}, {"goods": "10:85|"}, {"goods": ":85"}, {"goods": "ten:85"},
        {"goods": [{"hs_code": "8504.40"}]}, {"goods": [{"value": Number("-1")}]},
        {"goods": [{"value": Number("1.1234567")}]}, {"goods": [{"value": "1000000000"}]},
        {"goods": "|".join(["1:85"] * 101)}, {"goods": ["10:85"]}, {"goods": [{}]},
    ))
    if "goods" in wrong:
        order.pop("value", None)
    order.update(wrong)
