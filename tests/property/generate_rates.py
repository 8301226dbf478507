"""Rate cards of the lanes and nodes of a random catalog."""

from decimal import Decimal

from generate_dice import plain, shifted, split_period
from generate_lanes import lane_name
from generate_world import CHARACTER, EDGES


def generation(lane):
    """0 for a lane of its own, 1 for a twin, 2 for a twin's twin, ..."""
    return 1 + generation(lane["_twin"]) if "_twin" in lane else 0


def split_lane(world, rows):
    """A direct lane that costs and takes just what a chain of two others does."""
    dice = world.dice
    chains = [(first, second) for first in world.lanes for second in world.lanes
              if first["to"] == second["from"] != first["from"] and second["to"] in world.zones
              and not {first["lane"], second["lane"]} & {lane.get("card") for lane in world.lanes}]
    if not chains:
        return
    first, second = dice.pick(chains)
    carrier = first["carrier"]
    currency = first.get("currency") or world.carriers[carrier]["currency"]
    direct = {"lane": lane_name(world), "from": first["from"], "to": second["to"],
              "mode": dice.choice((first["mode"], second["mode"]))}
    world.lanes.append(direct)
    prices = [dice.randint(1, 4), dice.randint(1, 4)]
    days = [dice.randint(1, 3), dice.randint(1, 4)]
    for lane, price, time in ((first, *prices[:1], *days[:1]), (second, *prices[1:], *days[1:]),
                              (direct, sum(prices), sum(days))):
        ends = {name: lane[name] for name in ("lane", "mode", "from", "to")}
        lane.clear()
        lane.update(ends, carrier=carrier, currency=currency, days=str(time), visibility="0.5",
                    card="s." + ends["lane"])
        rows.append({"card": lane["card"], "flat": plain(price * world.factor(currency))})
    hub = world.node(second["from"])
    for column in set(hub) - {"node", "country", "kind"}:
        del hub[column]


def build_rates(world):
    """A card for every lane, some shared, and cards of nodes."""
    dice, rows = world.dice, []
    shared = {}
    for lane in sorted(world.lanes, key=generation):
        pair = lane.pop("_twin", None)
        dearer = lane.pop("_dearer", False)
        scale = lane.pop("_scale")
        currency = lane.get("currency") or world.carriers[lane["carrier"]]["currency"]
        key = (lane["mode"], currency)
        if pair is not None:
            world.pairs.append((lane, pair))
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
    if world.on["twins"] and dice.chance(0.35):
        split_lane(world, rows)
    if world.on["huge"]:
        # Charges beyond what a line can hold, for heavy shipments.
        for row in dice.some([row for row in rows if not row.get("up_to_kg")], 1, 2):
            row["per_kg"] = "999999999"
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
