"""Surcharges, handoffs and restrictions of a random catalog."""

from decimal import Decimal

from generate_dice import dated, plain, shifted
from generate_world import EDGES, MODES, SIDES, VALUES

FLAGS = ("battery", "liquid", "branded")
SKUS = ("S1", "S-2", "s3")
HS_CODES = ("8504.40", "850440", "85 04 40 90", "9503.00", "6109", "61.09.10", "42")
HS_PREFIXES = ("85", "8504", "8504.40", "9503", "61", "6109 10", "42", "9")


def build_rules(world):
    """Fill surcharges, handoffs and restrictions."""
    world.skus = list(SKUS)
    world.tables["surcharges"] = surcharges(world) if world.on["surcharges"] else []
    world.tables["handoffs"] = handoffs(world) if world.on["handoffs"] else []
    world.tables["restrictions"] = restrictions(world) if world.on["restrictions"] else []


def surcharges(world):
    """Two to seven surcharges of every basis, with groups and dated repetitions."""
    dice, rows = world.dice, []
    for number in range(dice.randint(2, 7)):
        basis = dice.weighted((("flat", 3), ("per_piece", 2), ("per_kg", 2), ("pct_freight", 2),
                               ("pct_value", 1.5), ("pct_charges", 2.5)))
        row = {"surcharge": f"{dice.choice('sF')}{number}", "basis": basis}
        currency = ""
        if dice.chance(0.6):
            currency = row["currency"] = world.currency(dice.pick(world.lands))
        factor = world.factor(currency or world.currencies[0])
        if basis.startswith("pct"):
            row["amount"] = dice.choice(("5", "10", "12.5", "0.75", "18.3333", "2", "0"))
        else:
            row["amount"] = dice.amount(0, 3, factor)
        if dice.chance(0.25):
            row["min_amount"] = dice.amount(1, 3, factor)
        if dice.chance(0.2):
            floor = Decimal(row.get("min_amount", "0"))
            row["max_amount"] = plain(floor + Decimal(dice.amount(0, 3, factor)))
        if dice.chance(0.45):
            row["group"] = dice.choice(("fuel", "f2")) if basis == "pct_charges" else \
                dice.choice(("size", "size", "zone"))
        if dice.chance(0.3):
            row["fuel_applies"] = dice.choice(("no", "no", "yes"))
        if dice.chance(0.2):
            row["name"] = dice.choice(("Fuel", "remote area, extra", "peak"))
        if world.on["huge"] and basis in ("per_piece", "per_kg") and dice.chance(0.5):
            row["amount"] = "999999999"
            row.pop("max_amount", None)
        row.update(surcharge_selectors(world))
        dated(dice, world.ship_date, row, 0.3 if world.on["dated"] else 0)
        rows.append(row)
        if row.get("valid_to") and dice.chance(0.5):
            # The same surcharge goes on at another amount.
            rows.append({**row, "valid_from": shifted(row["valid_to"], 1), "valid_to": "",
                         "amount": dice.choice(("1", "4", "7.5"))})
    return rows


def surcharge_selectors(world):
    """Up to two of the conditions that a surcharge can have."""
    dice, chosen = world.dice, {}
    for selector in dice.some(("carrier", "mode", "lane", "zone", "country", "flag", "over_kg",
                               "over_side_cm", "over_sum_cm", "over_girth_cm"), 0, 2):
        if selector == "carrier":
            chosen[selector] = dice.several(sorted(world.carriers), 3)
        elif selector == "mode":
            chosen[selector] = dice.several(MODES, 3)
        elif selector == "lane":
            chosen[selector] = dice.several(sorted(row["lane"] for row in world.lanes), 5)
        elif selector == "zone":
            chosen[selector] = dice.several(sorted(world.zones), 2)
        elif selector == "country":
            chosen[selector] = dice.several(world.lands[2:], 2)
        elif selector == "flag":
            chosen[selector] = dice.several(FLAGS, 2)
        elif selector == "over_kg":
            chosen[selector] = dice.pick(EDGES)
        elif selector == "over_side_cm":
            chosen[selector] = dice.pick(SIDES)
        elif selector == "over_sum_cm":
            chosen[selector] = dice.choice(("60", "90", "120"))
        else:
            chosen[selector] = dice.choice(("100", "150", "220"))
    return chosen


def handoffs(world):
    """One to six handoffs of all degrees of detail, no two for the same change."""
    dice, rows = world.dice, {}
    nodes = sorted(row["node"] for row in world.nodes)
    carriers = sorted(world.carriers)
    for _ in range(dice.randint(1, 7)):
        key = (dice.pick(nodes) if dice.chance(0.4) else "",
               dice.pick(carriers) if dice.chance(0.4) else "",
               dice.pick(carriers) if dice.chance(0.4) else "")
        row = dict(zip(("node", "from_carrier", "to_carrier"), key))
        if dice.chance(0.65):
            row["currency"] = world.currency()
            row["fee"] = dice.amount(0, 2, world.factor(row["currency"]))
        if dice.chance(0.6) or "fee" not in row:
            row["hours"] = dice.choice(("2", "4", "12", "24", "0.505"))
        if dice.chance(0.5):
            row["blind_hours"] = dice.choice(("1", "4", "12", "36", "0.008"))
        rows.setdefault(key, row)
    return list(rows.values())


def restrictions(world):
    """One to three prohibitions; few of them forbid a whole shipment."""
    dice, rows = world.dice, []
    for number in range(dice.randint(1, 3)):
        row = {"restriction": f"r{dice.choice(('', '-'))}{number}",
               "reason": dice.choice(("no batteries", "sanctions, list 2", "too valuable"))}
        whole = dice.chance(0.15)
        if not whole:
            kind = dice.choice(("carrier", "mode", "lane", "lane"))
            ids = {"carrier": sorted(world.carriers), "mode": MODES,
                   "lane": sorted(lane["lane"] for lane in world.lanes)}[kind]
            row[kind] = dice.several(ids, 4 if kind == "lane" else 2)
        names = ("origin_country", "country", "flag", "hs_prefix", "over_value", "over_kg")
        for selector in dice.some(names, 1 if whole else 0, 2):
            if selector == "origin_country":
                row[selector] = dice.several(world.lands, 2)
            elif selector == "country":
                row[selector] = dice.several(world.lands[2:], 2)
            elif selector == "flag":
                row[selector] = dice.several(FLAGS, 2)
            elif selector == "hs_prefix":
                row[selector] = dice.several(HS_PREFIXES, 2)
            elif selector == "over_kg":
                row[selector] = dice.pick(EDGES[3:])
            else:
                row["currency"] = world.currency()
                row[selector] = plain(dice.pick(VALUES) * world.factor(row["currency"]))
        if whole and not set(row) & {"flag", "hs_prefix", "over_value", "over_kg"}:
            row["flag"] = dice.pick(FLAGS)
        dated(dice, world.ship_date, row, 0.3 if world.on["dated"] else 0, applies=0.6)
        rows.append(row)
        if row.get("valid_to") and dice.chance(0.3):
            rows.append({**row, "valid_from": shifted(row["valid_to"], 1), "valid_to": ""})
    return rows
