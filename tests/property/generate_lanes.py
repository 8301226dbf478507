"""Lanes of a random catalog: chains, rival services and services that tie."""

from decimal import Decimal

from generate_dice import dated, plain
from generate_network import spread, weight_rules
from generate_world import CHARACTER, MODES, SIDES, VALUES


def build_lanes(world):
    """Chains from the origins over hubs and warehouses to the zones, with rivals and twins."""
    dice = world.dice
    goal = dice.weighted(((dice.randint(8, 12), 3), (dice.randint(13, 18), 6),
                          (dice.randint(19, 24), 3)))
    pairs = (direct_pairs if world.on["direct"] else staged_pairs)(world) + warehouse_pairs(world)
    groups = end_groups(world)
    for _ in range(60):
        if len(pairs) >= goal:
            break
        starts, ends = dice.weighted(groups)
        start, end = dice.pick(starts), dice.pick(ends)
        if start != end or dice.chance(0.03):
            pairs.append((start, end))
    for start, end in pairs[:24]:
        world.lanes.append(new_lane(world, start, end))
    if world.on["twins"]:
        for lane in dice.some(world.lanes, 1, 4):
            world.lanes.append(twin(dice, lane))
        if dice.chance(0.4):
            mirror_hub(world)
    for lane in world.lanes:
        lane["lane"] = lane_name(world)
    dice.shuffle(world.lanes)
    world.tables["lanes"] = world.lanes


def direct_pairs(world):
    """Lanes from origins to zones, and chains over one hub beside them."""
    dice = world.dice
    origins, hubs = world.of_kind("origin"), world.of_kind("hub")
    pairs = [(dice.pick(origins), next(iter(world.zones)))] if dice.chance(0.9) else []
    for zone in sorted(world.zones):
        if dice.chance(0.75):
            pairs.append((dice.pick(origins), zone))
        if dice.chance(0.7):
            pairs.append((dice.pick(hubs), zone))
    for hub in hubs:
        pairs.append((dice.pick(origins), hub))
    return pairs


def staged_pairs(world):
    """Chains over all hubs, those of the origin's area first, two lanes a stage."""
    dice = world.dice
    home, target = world.area(world.home), world.area(world.lands[2])
    ranks = {home: 0, target: 2}
    hubs = sorted(world.of_kind("hub"),
                  key=lambda hub: ranks.get(world.area(world.node(hub)["country"]), 1))
    pairs = [(origin, hubs[0]) for origin in world.of_kind("origin")]
    pairs += [(dice.pick(world.of_kind("origin")), hubs[0])]
    for first, second in zip(hubs, hubs[1:]):
        pairs += [(first, second)] * dice.randint(1, 3)
    for zone in world.zones:
        pairs += [(hubs[-1], zone)] * dice.randint(1, 2)
    return pairs


def warehouse_pairs(world):
    """For each warehouse a lane out to a zone of its area, and mostly one in."""
    dice, pairs = world.dice, []
    zones = sorted(world.zones)
    for store in world.of_kind("overseas_warehouse", "bonded_warehouse"):
        area = world.area(world.node(store)["country"])
        near = [zone for zone in zones if world.area(world.zones[zone]) == area]
        if near or dice.chance(0.2):
            pairs.append((store, dice.pick(near or zones)))
        if dice.chance(0.85):
            pairs.append((dice.pick(world.of_kind("origin", "hub")), store))
    return pairs


def end_groups(world):
    """Weighted pairs of sets of places between which further lanes may run."""
    dice = world.dice
    origins, hubs = world.of_kind("origin"), world.of_kind("hub")
    stores = world.of_kind("overseas_warehouse", "bonded_warehouse")
    zones = sorted(world.zones)
    targets = zones + [zone for zone in zones if world.zones[zone] == world.lands[2]] * 2
    groups = [((origins, hubs), 3), ((hubs, targets), 4), ((hubs, hubs), dice.choice((1, 4))),
              ((hubs, origins), 0.4), ((origins, origins), 0.4)]
    if world.on["direct"]:
        groups.append(((origins, targets), 2))
    if stores:
        groups += [((origins, stores), 1.5), ((hubs, stores), 2), ((stores, targets), 3),
                   ((stores, stores), 0.5), ((stores, hubs), 0.6)]
    return groups


def lane_name(world):
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
    lane["_scale"] = Decimal("0.25" if local else "1" if end in world.zones else "0.4")
    lane.update(lane_times(world, mode, local, end in world.zones))
    if dice.chance(0.9):
        lane["visibility"] = dice.pick(CHARACTER[mode][3])
    if end not in world.zones and world.node(end)["kind"].endswith("warehouse") \
            and dice.chance(0.15):
        # No time on the way: a shipped plan may equal a stocked one.
        lane.update(min_days="", days="0", max_days="", visibility="1")
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


def lane_times(world, mode, local, last):
    """Duration columns of a lane."""
    dice = world.dice
    low, high = CHARACTER[mode][2]
    if local:
        low, high = 1, max(2, high // 4)
    elif not last:
        low, high = max(1, low // 2), max(2, high // 2)
    values = [str(n) for n in range(low, high + 1)]
    if world.on["odd_times"]:
        values += [f"{low}.5", f"{low}.25", f"{low}.3337", f"{low}.00035"]
    if dice.chance(0.02):
        return {"days": "0"}
    if dice.chance(0.15):
        shortest, _, longest = dice.ordered(values)
        return {"min_days": shortest, "max_days": longest}
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


def mirror_hub(world):
    """A second hub like the first, with the same services: chains that are equal throughout."""
    dice = world.dice
    hub = world.node(dice.pick(world.of_kind("hub")))
    lanes = [lane for lane in world.lanes if hub["node"] in (lane["from"], lane["to"])]
    if len(lanes) > 5:
        return
    other = {**hub, "node": hub["node"] + dice.choice(("0", "z", "-b"))}
    world.nodes.append(other)
    for lane in lanes:
        copy = {**lane, "_twin": lane}
        copy.pop("_dearer", None)
        for end in ("from", "to"):
            if copy[end] == hub["node"]:
                copy[end] = other["node"]
        world.lanes.append(copy)
