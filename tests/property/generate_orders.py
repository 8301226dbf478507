"""Orders and run options for a random catalog."""

from decimal import Decimal

from generate_dice import plain, shifted
from generate_files import Number
from generate_rules import FLAGS, HS_CODES
from generate_world import COUNTRIES, EDGES, MODES, VALUES

# A reference implementation has to walk every chain, so orders are cut to this many.
MAX_WALKS = 2500
WEIGHTS = ("0", "1", "2", "3", "5", "0.5", "0.25", "0.3333")


def build_options(world):
    """Options of the run, as the command line has them."""
    dice = world.dice
    weights = []
    if dice.chance(0.5):
        names = dice.some(("cost", "time", "visibility"), 1, 3)
        weights = [f"{name}={dice.choice(WEIGHTS)}" for name in names]
        if all(weight.endswith("=0") for weight in weights):
            weights[0] = names[0] + "=1"
    return {
        "rank": dice.weighted((("score", 4), ("cost", 1.5), ("time", 1.5), ("visibility", 1.5),
                               ("money", 2))),
        "weights": ",".join(weights),
        "time_basis": dice.choice(("typical", "typical", "min", "max")),
        "value_of_day": dice.choice(("0", "0.5", "1", "2.5", "10", "0.000001", "1.234567")),
        "value_of_blind_day": dice.choice(("0", "0.5", "1", "2", "0.333333")),
        "top": dice.choice((1, 2, 3, 5, 50, 50, 50)),
        "ship_date": world.ship_date,
    }


def build_orders(world):
    """Six to ten orders; a few of them are wrong on purpose."""
    orders = []
    for number in range(world.dice.randint(6, 10)):
        order = new_order(world, number)
        limit_walks(world, order)
        if world.dice.chance(0.05):
            spoil(world.dice, order)
        orders.append(order)
    return orders


def new_order(world, number):
    """One valid order."""
    dice, order = world.dice, {}
    if dice.chance(0.8):
        order["id"] = f"O-{number}"
    order["origin"] = pick_origin(world)
    lands = sorted(set(world.zones.values()))
    country = world.lands[2] if dice.chance(0.7) else dice.pick(lands)
    if dice.chance(0.04):
        country = dice.pick(sorted(COUNTRIES))
    order["country"] = country
    codes = COUNTRIES[country].postcodes
    if dice.chance(0.85) and any(codes):
        order["postcode"] = dice.pick(codes)
    order["parcels"] = parcels(dice)
    if world.on["huge"] and dice.chance(0.4):
        order["parcels"][0]["quantity"] = Number(dice.choice(("1000", "1000000")))
        if dice.chance(0.3):
            order["parcels"][-1]["weight_kg"] = Number("1000000")
    currency = value_fields(world, order)
    if dice.chance(0.5):
        order["hs_code"] = dice.pick(HS_CODES)
    if dice.chance(0.25):
        order["hs_lines"] = Number(dice.choice(("1", "2", "3", "7")))
    if dice.chance(0.3):
        order["flags"] = dice.several(FLAGS, 2) if dice.chance(0.8) else dice.some(FLAGS, 1, 3)
    if dice.chance(0.75):
        order["sku"] = dice.pick(world.skus) if dice.chance(0.92) else "other"
    if world.profile != "core" and world.on["dap"] and dice.chance(0.5):
        order["incoterm"] = dice.choice(("DDP", "DAP", "DAP"))
    dates(world, order)
    limits(world, order, currency)
    return order


def pick_origin(world):
    """Mostly an origin node from which a lane starts, but any node can be one."""
    dice = world.dice
    starts = sorted({lane["from"] for lane in world.lanes})
    origins = [node for node in world.of_kind("origin") if node in starts]
    if origins and dice.chance(0.78):
        return dice.pick(origins)
    return dice.pick(starts if dice.chance(0.9) else sorted(n["node"] for n in world.nodes))


def parcels(dice):
    """One to three kinds of parcel, often exactly on the edge of a bracket or a limit."""
    kinds = []
    for _ in range(dice.weighted(((1, 6), (2, 3), (3, 1)))):
        kind = dice.random()
        if kind < 0.45:
            weight = dice.pick(EDGES[:8])
        elif kind < 0.55:
            weight = plain(Decimal(dice.pick(EDGES[:8])) + Decimal("0.001"))
        elif kind < 0.62:
            weight = dice.choice(("0", "0.0004", "0.001", "0.4999", "25", "30.0", "0.50001"))
        else:
            weight = plain(Decimal(dice.randint(1, 4000)) / 1000)
        parcel = {"weight_kg": Number(weight)}
        if dice.chance(0.65):
            sides = ("5", "10", "10.5", "15", "20", "20.04", "30", "30", "40", "59.96", "60")
            if dice.chance(0.15):
                sides += ("100", "120.1")
            for name in ("length_cm", "width_cm", "height_cm"):
                parcel[name] = Number(dice.pick(sides))
        if dice.chance(0.3):
            parcel["quantity"] = Number(dice.choice(("1", "2", "2", "3", "5")))
        kinds.append(parcel)
    return kinds


def value_fields(world, order):
    """Goods value and currencies; returns the quote currency."""
    dice = world.dice
    base = next((row["currency"] for row in world.tables["fx"] or ()
                 if Decimal(row["rate"]) == 1), world.currencies[0])
    currency = base
    if dice.chance(0.5) or (not world.has_fx and dice.chance(0.9)):
        currency = order["currency"] = \
            dice.pick(world.currencies) if world.has_fx or dice.chance(0.1) else base
    value_currency = currency
    if dice.chance(0.4) and (world.has_fx or dice.chance(0.2)):
        value_currency = order["value_currency"] = dice.pick(world.currencies)
    if dice.chance(0.88):
        amount = dice.pick((0,) + VALUES + VALUES + (10, 99)) * world.factor(value_currency)
        beside = dice.choice(("0", "0", "0", "0", "0.01", "0.005", "0.995", "1", "0.4999"))
        order["value"] = Number(plain(amount + Decimal(beside)))
        if world.on["huge"] and dice.chance(0.2):
            order["value"] = Number("999999999")
    return currency


def dates(world, order):
    """Ship date, ready time and delivery limit."""
    dice = world.dice
    ship = world.ship_date
    if dice.chance(0.2):
        ship = order["ship_date"] = shifted(ship, dice.choice((-2, -1, 0, 0, 1, 2)))
    if world.profile != "all":
        return
    if world.on["ready_at"] and dice.chance(0.5):
        if "ship_date" not in order and dice.chance(0.5):
            ship = shifted(ship, dice.choice((-1, 0, 1, 3)))
        time = dice.choice(("00:00", "08:30", "15:00", "18:00", "23:59"))
        order["ready_at"] = f"{ship}T{time}"
    if world.on["deliver_by"] and dice.chance(0.35):
        order["deliver_by"] = shifted(ship, dice.randint(2, 16))
        if dice.chance(0.5):
            order["deliver_by"] += dice.choice(("T00:00", "T12:00", "T18:30"))


def limits(world, order, currency):
    """Limits near usual totals, modes and the number of legs."""
    dice = world.dice
    if dice.chance(0.12):
        order["max_days"] = Number(dice.choice(("3", "5", "7", "8.5", "10", "12", "15", "6.2503")))
    if dice.chance(0.1):
        cost = Decimal(dice.choice((15, 25, 40, 60, 100, 200))) * world.factor(currency)
        order["max_cost"] = Number(plain(cost))
    if dice.chance(0.08):
        order["max_blind_hours"] = Number(dice.choice(("12", "24", "48", "72", "120", "200.5")))
    if dice.chance(0.08):
        order["max_blind_gap_hours"] = Number(dice.choice(("12", "24", "48", "96", "33.6")))
    if dice.chance(0.06):
        order["modes"] = dice.several(MODES, 4)
    if dice.chance(0.08):
        order["exclude_modes"] = dice.several(MODES, 2)
    if dice.chance(0.4):
        order["max_legs"] = Number(dice.choice(("1", "2", "3", "3", "4", "4", "5", "6", "8")))


def limit_walks(world, order, most=MAX_WALKS):
    """Lower `max_legs` until the walks from the origin and the stores are few enough."""
    legs = int(order.get("max_legs", 5))
    while legs > 1 and count_walks(world, order, legs) > most:
        legs -= 1
        order["max_legs"] = Number(legs)


def count_walks(world, order, legs):
    """How many walks of at most `legs` lanes keep the path rules, stocked starts included."""
    home = world.area(world.node(order["origin"])["country"])
    target = world.area(order["country"])
    places = {node["node"]: (world.area(node["country"]), node["kind"]) for node in world.nodes}
    places.update({zone: (world.area(land), "zone") for zone, land in world.zones.items()})

    def legal(lane):
        (here, kind), (there, next_kind) = places[lane["from"]], places[lane["to"]]
        if here == target and (there != target or (next_kind == "bonded_warehouse"
                                                   and kind != "bonded_warehouse")):
            return False
        return here == home or there != home

    lanes = [lane for lane in world.lanes if legal(lane)]
    starts = [order["origin"]]
    if world.tables.get("stock"):
        starts += [name for name, (area, kind) in places.items()
                   if kind.endswith("warehouse") and area == target]
    total, here = 0, {name: starts.count(name) for name in set(starts)}
    for _ in range(legs):
        there = {}
        for lane in lanes:
            there[lane["to"]] = there.get(lane["to"], 0) + here.get(lane["from"], 0)
        total += sum(there.values())
        here = there
    return total


def spoil(dice, order):
    """Make an order invalid in one way."""
    wrong = dice.choice((
        {"origin": "NOWHERE"}, {"currency": "XXX"}, {"value_currency": "ZZZ"},
        {"max_legs": Number("0")}, {"max_legs": Number("13")}, {"modes": "camel"},
        {"incoterm": "FOB"}, {"ship_date": "2026-02-30"}, {"max_days": "soon"},
        {"hs_lines": Number("1.5")}, {"value": Number("1.2345678")}, {"country": ""},
        {"ship_date": "2026-03-02", "ready_at": "2026-03-03T08:00"}, {"deliver_by": "2026-13-01"},
        {"parcels": []}, {"parcels": [{"weight_kg": Number("-1")}]},
        {"parcels": [{"weight_kg": Number("1000000.001")}]},
        {"parcels": [{"length_cm": Number("5")}]},
        {"parcels": [{"weight_kg": Number("1"), "quantity": Number("0")}]},
    ))
    order.update(wrong)
