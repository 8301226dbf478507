"""Nodes, zones, carriers, lanes and rate cards of a random catalog."""

from decimal import Decimal

from generate_dice import dated, plain, shifted, split_period
from generate_world import COUNTRIES, MODES

EDGES = ("0.1", "0.25", "0.5", "1", "2", "3", "5", "10", "20", "30")
SIDES = ("20", "30", "40", "50", "60", "60.5", "100")
VALUES = (22, 45, 50, 135, 150, 800)

# For each mode: flat, per kg, days (low, high) and visibility of a whole journey.
CHARACTER = {
    "postal": ((1, 5), (4, 9), (7, 20), ("0", "0.2", "0.35", "0.5")),
    "express": ((8, 25), (5, 12), (1, 4), ("0.8", "0.9", "0.95", "1")),
    "dedicated_line": ((2, 8), (3, 8), (4, 9), ("0.5", "0.6", "0.75", "0.9")),
    "overseas_warehouse": ((1, 6), (1, 4), (2, 6), ("0.4", "0.7", "0.9", "1")),
    "bonded_warehouse": ((1, 6), (1, 5), (3, 8), ("0.3", "0.6", "0.8", "0.9999")),
}


def build_network(world):
    """Fill nodes, zones, carriers, lanes and rates."""
    build_nodes(world)
    build_zones(world)
    build_carriers(world)
    build_lanes(world)
    build_rates(world)
    for name in ("nodes", "lanes"):
        world.tables[name] = getattr(world, name)
    world.tables["carriers"] = list(world.carriers.values())


def build_nodes(world):
    """Three to nine nodes: origins at home, hubs anywhere, warehouses at the destination."""
    dice = world.dice
    home, second, target, neighbour = world.lands[:4]
    wanted = [(home, "origin")]
    if dice.chance(0.45):
        wanted.append((dice.choice((home, second, second)), "origin"))
    for _ in range(dice.randint(1, 3)):
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
    lands = [world.lands[2]] * 2 + [world.lands[3]] * dice.randint(0, 2)
    if dice.chance(0.25):
        lands.append(world.home)
    if dice.chance(0.2):
        lands.append(world.lands[-1])
    if dice.chance(0.4):
        lands.append(world.lands[2])
    for number, land in enumerate(lands):
        zone = f"{land}-{dice.choice('zZ')}{number}"
        world.zones[zone] = land
        ranges = COUNTRIES[land].ranges
        whole = not ranges or not world.on["postcodes"] or dice.chance(0.45)
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


def build_lanes(world):
    """Chains from the origins over hubs and warehouses to the zones, with rivals and twins."""
    dice = world.dice
    origins = world.of_kind("origin")
    hubs = world.of_kind("hub")
    stores = world.of_kind("overseas_warehouse", "bonded_warehouse")
    zones = sorted(world.zones)
    goal = dice.randint(8, 19)
    pairs = []
    for zone in zones:
        if dice.chance(0.75):
            pairs.append((dice.pick(origins), zone))
        if dice.chance(0.7):
            pairs.append((dice.pick(hubs), zone))
    for hub in hubs:
        pairs.append((dice.pick(origins), hub))
    for store in stores:
        area = world.area(world.node(store)["country"])
        near = [zone for zone in zones if world.area(world.zones[zone]) == area]
        if near or dice.chance(0.2):
            pairs.append((store, dice.pick(near or zones)))
        if dice.chance(0.85):
            pairs.append((dice.pick(origins + hubs), store))
    groups = [((origins, zones), 3), ((origins, hubs), 2), ((hubs, zones), 3), ((hubs, hubs), 1.5)]
    groups += [((hubs, origins), 0.4), ((origins, origins), 0.4)]
    if stores:
        groups += [((origins, stores), 1.5), ((hubs, stores), 2), ((stores, zones), 3),
                   ((stores, stores), 0.5), ((stores, hubs), 0.6)]
    for _ in range(60):
        if len(pairs) >= goal:
            break
        starts, ends = dice.weighted(groups)
        start, end = dice.pick(starts), dice.pick(ends)
        if start != end or dice.chance(0.03):
            pairs.append((start, end))
    for start, end in pairs[:20]:
        world.lanes.append(new_lane(world, start, end))
    if world.on["twins"]:
        for lane in dice.some(world.lanes, 1, 3):
            world.lanes.append(twin(dice, lane))
    for lane in world.lanes:
        lane["lane"] = lane_name(world, lane)
    dice.shuffle(world.lanes)


def lane_name(world, lane):
    """An id that no other lane has, in no particular byte order."""
    dice = world.dice
    taken = {other.get("lane") for other in world.lanes}
    while True:
        name = dice.choice("LlMax09") + dice.choice(("", "-", "_", ".")) + str(dice.randint(1, 99))
        if name not in taken:
            return name


def new_lane(world, start, end):
    """A lane with the character of a mode that suits its ends."""
    dice = world.dice
    origin = world.node(start)
    mode = pick_mode(world, origin, end)
    carrier = dice.pick(sorted(world.carriers))
    lane = {"carrier": carrier, "mode": mode, "from": start, "to": end}
    if "currency" not in world.carriers[carrier] or dice.chance(0.3):
        lane["currency"] = world.currency(origin["country"])
    country = world.zones.get(end) or world.node(end)["country"]
    local = world.area(country) == world.area(origin["country"])
    lane["_scale"] = Decimal("0.4" if local else "1" if end in world.zones else "0.7")
    lane.update(lane_times(world, mode, local))
    if dice.chance(0.9):
        lane["visibility"] = dice.pick(CHARACTER[mode][3])
    if dice.chance(0.2):
        lane["service"] = dice.choice(("economy", "fast & tracked", "a, b"))
    if world.on["weight_rules"] and dice.chance(0.35):
        lane.update(weight_rules(dice, "volumetric_divisor" in world.carriers[carrier]))
    if world.on["limits"]:
        lane.update(lane_limits(world, lane))
    if world.on["lots"] and dice.chance(0.3):
        lane["lot_kg"] = dice.choice(("10", "20", "100", "3"))
    if world.on["next_break"] and dice.chance(0.4):
        lane["next_break"] = dice.choice(("yes", "yes", "no"))
    if world.on["expired"]:
        dated(dice, world.ship_date, lane, 0.2, applies=0.55)
    return lane


def pick_mode(world, origin, end):
    """The mode of a lane between these ends."""
    dice = world.dice
    if dice.chance(0.05):
        return dice.choice(MODES)
    if origin["kind"].endswith("warehouse"):
        return dice.choice((origin["kind"], origin["kind"], "postal", "express"))
    if end not in world.zones and world.node(end)["kind"].endswith("warehouse"):
        return dice.choice((world.node(end)["kind"], "dedicated_line", "express"))
    return dice.choice(("postal", "express", "dedicated_line", "dedicated_line"))


def lane_times(world, mode, local):
    """Duration columns of a lane."""
    dice = world.dice
    low, high = CHARACTER[mode][2]
    if local:
        low, high = 1, max(2, high // 3)
    values = [str(n) for n in range(low, high + 1)]
    if world.on["odd_times"]:
        values += [f"{low}.5", f"{low}.25", f"{low}.3337", f"{low}.00035"]
    if dice.chance(0.15):
        first, _, last = dice.ordered(values)
        return {"min_days": first, "max_days": last}
    return spread(dice, "", "days", values)


def lane_limits(world, lane):
    """Limits on pieces, shipments and values, inclusive ones that orders often meet exactly."""
    dice, limits = world.dice, {}
    if dice.chance(0.2):
        limits["max_weight_kg"] = dice.choice(("0.5", "2", "5", "10", "20", "30"))
    if dice.chance(0.15):
        limits["max_side_cm"] = dice.choice(SIDES[2:])
    if dice.chance(0.15):
        limits["max_sum_cm"] = dice.choice(("60", "90", "120", "180"))
    if dice.chance(0.15):
        limits["max_girth_cm"] = dice.choice(("100", "150", "220", "300"))
    if dice.chance(0.12):
        limits["min_shipment_kg"] = dice.choice(("0.1", "0.5", "1", "2"))
    if dice.chance(0.15):
        limits["max_shipment_kg"] = dice.choice(("1", "2", "5", "10", "20"))
    if dice.chance(0.15):
        currency = lane.get("currency") or world.carriers[lane["carrier"]]["currency"]
        if dice.chance(0.5):
            currency = limits["value_currency"] = world.currency()
        amount = plain(dice.pick(VALUES) * world.factor(currency))
        limits[dice.choice(("max_value", "max_value", "min_value"))] = amount
    return limits


def twin(dice, lane):
    """A rival of a lane that is equal to it, or a hair better or worse."""
    other = dict(lane)
    other["_twin"] = lane
    kind = dice.random()
    if kind < 0.4:
        return other
    if kind < 0.55:
        other["visibility"] = dice.choice(("0", "0.5", "0.9", "0.5001"))
    elif kind < 0.7 and "days" in lane:
        for column in ("min_days", "max_days"):
            other.pop(column, None)
        other["days"] = plain(Decimal(lane["days"]) + Decimal(dice.choice(("1", "0.5", "0.001"))))
    else:
        other["_dearer"] = True
    return other


def build_rates(world):
    """A card for every lane, some shared, and cards of nodes."""
    dice, rows = world.dice, []
    shared = {}
    for lane in sorted(world.lanes, key=lambda lane: "_twin" in lane):
        pair = lane.pop("_twin", None)
        dearer = lane.pop("_dearer", False)
        scale = lane.pop("_scale")
        currency = lane.get("currency") or world.carriers[lane["carrier"]]["currency"]
        key = (lane["mode"], currency)
        if pair is not None and not dearer:
            # An equal twin charges by its sibling's card.
            lane["card"] = pair.get("card") or pair["lane"]
            continue
        if key in shared and dice.chance(0.15):
            lane["card"] = shared[key]
            continue
        card = lane["lane"]
        if dice.chance(0.3):
            card = lane["card"] = f"card.{card}"
        shared[key] = card
        rows += card_rows(world, card, lane["mode"], scale * world.factor(currency),
                          lane.get("lot_kg"))
    for node in world.nodes:
        if world.on["node_cards"] and dice.chance(0.5):
            node["currency"] = world.currency(node["country"])
            node["card"] = "out-" + node["node"]
            scale = Decimal("0.2") * world.factor(node["currency"])
            rows += card_rows(world, node["card"], "postal", scale, None)
    if dice.chance(0.2):
        dice.shuffle(rows)
    world.tables["rates"] = rows


def card_rows(world, card, mode, scale, lot):
    """The brackets of one card."""
    dice = world.dice
    flat, per_kg = CHARACTER[mode][:2]
    edges = sorted(dice.some(EDGES, 0, 3), key=Decimal)
    bounds = list(zip([""] + edges, edges + [""]))
    if world.on["gaps"] and len(bounds) > 1 and dice.chance(0.35):
        bounds.pop(dice.choice((0, -1, dice.randrange(len(bounds)))))
    elif dice.chance(0.1):
        bounds[-1] = (bounds[-1][0], "100" if lot else "50")
    rows = []
    for over, up_to in bounds:
        row = {"card": card, "over_kg": over or dice.choice(("", "", "0")), "up_to_kg": up_to}
        if dice.chance(0.7):
            row["flat"] = dice.amount(*flat, scale)
        if dice.chance(0.85) or "flat" not in row:
            row["per_kg"] = dice.amount(*per_kg, scale)
        if dice.chance(0.2):
            row["included_kg"] = over or dice.choice(("0.1", "0.5", "1"))
        if dice.chance(0.2):
            row["min_charge"] = dice.amount(flat[0], flat[1] * 2, scale)
        if dice.chance(0.25):
            row["step_kg"] = dice.choice(("0.001", "0.1", "0.5", "0.5", "1"))
        rows.append(row)
    if world.on["dated"] and dice.chance(0.3):
        if dice.chance(0.5):
            # The whole card changes on a day.
            pairs = []
            day = shifted(world.ship_date, dice.choice((-1, 0, 0, 1)))
            for row in rows:
                pairs.append({**row, "valid_to": shifted(day, -1)})
                pairs.append({**row, "valid_from": day,
                              "flat": dice.amount(*flat, scale)})
            return pairs
        place = dice.randrange(len(rows))

        def change(row):
            row["per_kg"] = dice.amount(*per_kg, scale)
        rows[place:place + 1] = split_period(dice, world.ship_date, rows[place], change)
    return rows
