"""Customs, duties, stock and storage of a random catalog."""

from decimal import Decimal

from generate_dice import dated, plain, split_period
from generate_network import spread
from generate_rules import HS_PREFIXES
from generate_world import MODES, VALUES

DAILY = ("0.01", "0.05", "0.125", "0.1", "0")


def build_borders(world):
    """Fill customs, duties, stock and storage."""
    world.tables["customs"] = customs(world) if world.on["customs"] else []
    world.tables["duties"] = duties(world) if world.on["duties"] else []
    world.tables["stock"] = stock(world) if world.on["stock"] else []
    world.tables["storage"] = storage(world) if world.on["storage"] else []


def with_dates(world, row, change, rows):
    """Add a row for a look-up: plain, limited in time, or split on a day."""
    dice = world.dice
    if world.on["dated"] and dice.chance(0.2):
        rows += split_period(dice, world.ship_date, row, change)
    else:
        rows.append(dated(dice, world.ship_date, row, 0.2 if world.on["dated"] else 0, 0.8))


def customs(world):
    """Clearance on both sides, for all modes and for some modes by name."""
    dice, rows = world.dice, []
    lands = sorted(set(world.lands))
    for country in lands:
        for direction in ("export", "import"):
            modes = [""] if dice.chance(0.65) else []
            modes += dice.some(MODES, 0, 2) if dice.chance(0.5) else []
            if direction == "import" and dice.chance(0.15):
                modes = sorted({*modes, "bonded_warehouse"})
            for mode in modes:
                row = {"country": country, "direction": direction, "mode": mode}
                row["currency"] = world.currency(country)
                factor = world.factor(row["currency"])
                row.update(customs_money(world, factor))
                row.update(customs_time(world))

                def change(later):
                    later["fee"] = dice.amount(0, 8, factor)
                with_dates(world, row, change, rows)
    dice.shuffle(rows)
    return rows


def customs_money(world, factor):
    """Fees and bases of a customs row."""
    dice, row = world.dice, {}
    if dice.chance(0.6):
        row["fee"] = dice.amount(0, 5, factor)
    if dice.chance(0.3):
        row["fee_per_kg"] = dice.amount(0, 2, factor)
    if world.on["huge"] and dice.chance(0.05):
        row["fee_per_kg"] = "999999999"
    if dice.chance(0.3):
        row["value_fee_pct"] = dice.choice(("0.3464", "1", "2", "0"))
        if dice.chance(0.5):
            row["value_fee_min"] = dice.amount(0, 2, factor)
        if dice.chance(0.5):
            row["value_fee_max"] = plain(Decimal(row.get("value_fee_min", "0"))
                                         + Decimal(dice.amount(0, 4, factor)))
    if dice.chance(0.3):
        row["disbursement_pct"] = dice.choice(("2", "2.5", "0.1", "10"))
    if dice.chance(0.3):
        row["disbursement_min"] = dice.amount(0, 4, factor)
    if dice.chance(0.5):
        row["duty_base"] = dice.choice(("goods", "cif"))
    if dice.chance(0.6):
        row["tax_base"] = dice.choice(("goods", "cif", "goods_duty", "cif_duty"))
    if dice.chance(0.2):
        row["value_truncate"] = plain(dice.choice((1, 5, 10)) * factor)
    if dice.chance(0.2):
        row["amount_truncate"] = plain(Decimal(dice.choice(("0.1", "1", "0.5", "0.01"))) * factor)
    if dice.chance(0.2):
        row["tax_extra"] = dice.amount(0, 5, factor)
    if dice.chance(0.25):
        row["tax_inside"] = dice.choice(("yes", "yes", "no"))
    return row


def customs_time(world):
    """Durations of a customs row."""
    dice, row = world.dice, {}
    if dice.chance(0.7):
        row.update(spread(dice, "", "hours", ("0", "2", "6", "12", "24", "48", "3.505")))
    if dice.chance(0.3):
        row["exam_pct"] = dice.choice(("5", "10", "2.5", "0", "33.3333"))
        row["exam_hours"] = dice.choice(("24", "48", "7.3"))
    if dice.chance(0.5):
        row["blind_hours"] = dice.choice(("2", "6", "12", "24", "0.505"))
    return row


def duties(world):
    """Duty and tax of the destinations, by code, mode, origin and value band."""
    dice, rows = world.dice, []
    for country in sorted(set(world.lands[2:])):
        if dice.chance(0.15):
            continue
        currency = world.currency(country)
        keys = {("", "", "")} if dice.chance(0.75) else set()
        for _ in range(dice.randint(0, 4)):
            keys.add((dice.choice(MODES) if dice.chance(0.3) else "",
                      dice.pick(HS_PREFIXES) if dice.chance(0.6) else "",
                      dice.pick(world.lands[:2]) if dice.chance(0.3) else ""))
        for mode, prefix, origin in sorted(keys):
            for over, up_to in bands(dice, world.factor(currency)):
                row = {"country": country, "mode": mode, "hs_prefix": prefix,
                       "origin_country": origin, "over_value": over, "up_to_value": up_to,
                       "currency": currency}
                row.update(duty_rates(dice, world.factor(currency)))

                def change(later):
                    later["tax_pct"] = dice.choice(("7", "19", "21", "0"))
                with_dates(world, row, change, rows)
    dice.shuffle(rows)
    return rows


def bands(dice, factor):
    """Value bands of one duty look-up, sometimes with a gap."""
    edges = sorted(dice.some(VALUES, 0, 2)) if dice.chance(0.45) else []
    cuts = [""] + [plain(edge * factor) for edge in edges] + [""]
    pairs = list(zip(cuts, cuts[1:]))
    if len(pairs) > 1 and dice.chance(0.2):
        pairs.pop(dice.randrange(len(pairs)))
    if pairs[0][0] == "" and dice.chance(0.3):
        pairs[0] = ("0", pairs[0][1])
    return pairs


def duty_rates(dice, factor):
    """What one duties row asks for."""
    row = {}
    if dice.chance(0.65):
        row["duty_pct"] = dice.choice(("0", "2.7", "5", "10", "12", "4.1667"))
    if dice.chance(0.15):
        row["duty_less"] = dice.amount(1, 5, factor)
    if dice.chance(0.2):
        row["duty_per_kg"] = dice.amount(0, 4, factor)
        if dice.chance(0.4):
            row["free_kg"] = dice.choice(("0.1", "0.5", "1"))
    if dice.chance(0.2):
        row["duty_per_line"] = dice.amount(0, 3, factor)
    if dice.chance(0.75):
        row["tax_pct"] = dice.choice(("0", "7", "19", "20", "21", "7.7"))
    return row


def stock(world):
    """Goods waiting in warehouses, by sku and for any sku."""
    dice, rows = world.dice, []
    for node in sorted(world.of_kind("overseas_warehouse", "bonded_warehouse")):
        skus = ["*"] if dice.chance(0.7) else []
        skus += [sku for sku in world.skus if dice.chance(0.45)]
        for sku in skus:
            row = {"node": node, "sku": sku}
            if dice.chance(0.3):
                row["on_hand"] = dice.choice(("1", "2", "3", "5", "1000000"))
            if dice.chance(0.75):
                row["storage_days"] = dice.choice(("1", "7", "10", "30", "2.5", "10.25", "0.4",
                                                   "7.0003"))
            if dice.chance(0.5):
                row["currency"] = world.currency(world.node(node)["country"])
                row["inbound_per_kg"] = dice.amount(0, 4, world.factor(row["currency"]))
                if world.on["huge"] and dice.chance(0.3):
                    row["inbound_per_kg"] = "999999999"
            rows.append(row)
    dice.shuffle(rows)
    return rows


def storage(world):
    """Storage bands, sometimes starting late or with a gap."""
    dice, rows = world.dice, []
    for node in sorted(world.of_kind("overseas_warehouse", "bonded_warehouse")):
        if dice.chance(0.25):
            continue
        cuts = sorted(dice.some((1, 3, 7, 10, 11, 30), 0, 2))
        starts = [1] + [cut + 1 for cut in cuts]
        pairs = list(zip([str(start) for start in starts], [str(cut) for cut in cuts] + [""]))
        if len(pairs) > 1 and dice.chance(0.25):
            pairs.pop(dice.randrange(len(pairs)))
        for first, last in pairs:
            row = {"node": node, "currency": world.currency(world.node(node)["country"]),
                   "from_day": "" if first == "1" and dice.chance(0.5) else first, "to_day": last}
            factor = world.factor(row["currency"])
            if dice.chance(0.6):
                row["per_cbm_day"] = dice.amount(0, 40, factor)
            if dice.chance(0.6):
                row["per_kg_day"] = plain(Decimal(dice.choice(DAILY)) * factor)
            if world.on["huge"] and dice.chance(0.2):
                row["per_kg_day"] = "999999999"
            rows.append(row)
    return rows
