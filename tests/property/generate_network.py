"""Nodes, zones and carriers of a random catalog."""

from generate_world import COUNTRIES


def build_network(world):
    """Fill nodes, zones and carriers."""
    build_nodes(world)
    build_zones(world)
    build_carriers(world)
    world.tables["nodes"] = world.nodes
    world.tables["carriers"] = list(world.carriers.values())


def build_nodes(world):
    """Three to nine nodes: origins at home, hubs anywhere, warehouses at the destination."""
    dice = world.dice
    home, second, target, neighbour = world.lands[:4]
    wanted = [(home, "origin")]
    if dice.chance(0.45):
        wanted.append((dice.choice((home, second, second)), "origin"))
    for _ in range(dice.choice((1, 2, 2, 3))):
        wanted.append((dice.choice((home, second, target, neighbour, world.lands[-1])), "hub"))
    kinds = ("overseas_warehouse", "bonded_warehouse")
    for _ in range(dice.randint(0 if world.profile == "core" else 1, 3)):
        wanted.append((dice.choice((target, target, neighbour, second)), dice.choice(kinds)))
    if dice.chance(0.1):
        wanted.append((home, dice.choice(kinds)))
    short = {"origin": "", "hub": "-H", "overseas_warehouse": ".ow", "bonded_warehouse": "_B"}
    taken = set()
    for country, kind in wanted:
        city = dice.pick(COUNTRIES[country].cities)
        name = country + city + (short[kind] if dice.chance(0.7) else "")
        while name in taken:
            name += dice.choice("12x")
        taken.add(name)
        row = {"node": name, "country": country, "kind": kind}
        if dice.chance(0.2):
            row["name"] = f"{city}, {kind}"
        if world.on["dwell"] and dice.chance(0.6):
            row.update(spread(dice, "dwell_", "hours", ("0", "2", "6", "6", "12", "24", "7.505")))
        world.nodes.append(row)
    dice.shuffle(world.nodes)


def spread(dice, prefix, unit, values):
    """Columns for a minimum, typical and maximum duration, some left to their defaults."""
    low, usual, high = dice.ordered(values)
    columns = {prefix + unit: usual}
    minimum, maximum = {"hours": (prefix + "min_hours", prefix + "max_hours"),
                        "days": ("min_days", "max_days")}[unit]
    if dice.chance(0.6):
        columns[minimum] = low
    if dice.chance(0.6):
        columns[maximum] = high
    return columns


def build_zones(world):
    """Zones of the destination countries, several of which may take one postcode."""
    dice, rows = world.dice, []
    lands = [world.lands[2]] * dice.randint(1, 3) + [world.lands[3]] * dice.choice((0, 0, 1, 1, 2))
    if dice.chance(0.2):
        lands.append(world.home)
    if dice.chance(0.12):
        lands.append(world.lands[-1])
    for number, land in enumerate(lands):
        zone = f"{land}-{dice.choice('zZ')}{number}"
        world.zones[zone] = land
        ranges = COUNTRIES[land].ranges
        whole = (not ranges or not world.on["postcodes"]
                 or dice.chance(0.5 if number else 0.8))
        if whole:
            rows.append({"zone": zone, "country": land})
        if not whole or (ranges and dice.chance(0.15)):
            for first, last in dice.some(ranges, 1, 3):
                rows.append({"zone": zone, "country": land, "postcode_from": first,
                             "postcode_to": last})
    if dice.chance(0.3):
        dice.shuffle(rows)
    world.tables["zones"] = rows


def weight_rules(dice, has_divisor):
    """A random choice of the rules that turn sizes into billable weight."""
    rules = {}
    if dice.chance(0.65):
        rules["volumetric_divisor"] = dice.choice(("5000", "6000", "4000", "8000", "5000.5",
                                                   "4999.999"))
        has_divisor = True
    if has_divisor:
        if dice.chance(0.25):
            rules["vol_over_side_cm"] = dice.choice(("40", "60", "60.5"))
        if dice.chance(0.15):
            rules["vol_over_sum_cm"] = dice.choice(("60", "90", "120"))
        if dice.chance(0.15):
            rules["vol_over_cm3"] = dice.choice(("6000", "8000", "27000", "11999.999"))
        if dice.chance(0.2):
            rules["vol_over_ratio"] = dice.choice(("1", "1.5", "2", "1.0001"))
        if dice.chance(0.3):
            rules["vol_share"] = dice.choice(("0.5", "0", "0.3333", "1", "0.5"))
    if dice.chance(0.3):
        rules["dim_rounding"] = dice.choice(("none", "nearest", "up"))
    if dice.chance(0.25):
        rules["min_weight_kg"] = dice.choice(("0.05", "0.1", "0.5", "1"))
    if dice.chance(0.4):
        rules["step_kg"] = dice.choice(("0.001", "0.01", "0.1", "0.5", "0.5", "1"))
    if dice.chance(0.35):
        rules["piece_rule"] = dice.choice(("shipment", "sum_of_pieces", "each_piece"))
    return rules


def build_carriers(world):
    """Two to five carriers, some with weight rules for all their lanes."""
    dice = world.dice
    for name in dice.some(("Aero", "bolt", "C-3", "D.x", "zip"), 2, 5):
        row = {"carrier": name}
        if dice.chance(0.7):
            row["currency"] = world.currency(dice.choice(world.lands))
        if dice.chance(0.3):
            row["name"] = name + " Ltd, Co"
        if world.on["weight_rules"] and dice.chance(0.5):
            row.update(weight_rules(dice, False))
        world.carriers[name] = row
