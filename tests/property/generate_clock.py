"""Time zones, calendars, departures and cut-offs of a random catalog."""

from generate_dice import shifted
from generate_world import CLOCK_COLUMNS, COUNTRIES

WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ODD_OFFSETS = ("+05:30", "-03:30", "+14:00", "-14:00", "+12:45")


def build_clock(world):
    """Fill calendars and holidays and the clock columns of the other tables."""
    dice = world.dice
    calendars = build_calendars(world) if world.on["calendars"] else []

    def offset(country):
        return dice.pick(ODD_OFFSETS) if dice.chance(0.1) else COUNTRIES[country].offset

    for node in world.nodes:
        if world.on["offsets"] and dice.chance(0.8):
            node["utc_offset"] = offset(node["country"])
        if calendars and dice.chance(0.3):
            node["calendar"] = dice.pick(calendars)
    for zone in world.tables["zones"]:
        if world.on["offsets"] and dice.chance(0.7):
            zone["utc_offset"] = offset(zone["country"])
    for lane in world.lanes:
        if calendars and dice.chance(0.35):
            lane["calendar"] = dice.pick(calendars)
        if world.on["departs"] and dice.chance(0.4):
            lane["departs"] = dice.several(WEEK, 5)
        if world.on["departs"] and dice.chance(0.4):
            lane["depart_time"] = dice.choice(("00:00", "06:00", "12:30", "18:00", "23:59"))
        if world.on["cutoffs"] and dice.chance(0.4):
            lane["cutoff_hours"] = dice.choice(("0", "2", "4.5", "24", "6.008"))
        if world.on["business"] and dice.chance(0.5):
            lane["day_count"] = dice.choice(("business", "business", "elapsed"))
    for lane, pair in world.pairs:
        if dice.chance(0.75):
            for column in CLOCK_COLUMNS["lanes"]:
                lane[column] = pair.get(column, "")
    for row in world.tables["customs"]:
        if calendars and dice.chance(0.4):
            row["calendar"] = dice.pick(calendars)


def build_calendars(world):
    """One to three calendars with holidays around the ship date; returns their ids."""
    dice, rows, holidays = world.dice, [], []
    for name in dice.some(("cn", "EU-bank", "six", "weekend"), 1, 3):
        row = {"calendar": name}
        if name == "six":
            row["work_days"] = "Mon|Tue|Wed|Thu|Fri|Sat"
        elif name == "weekend":
            row["work_days"] = dice.choice(("Sat|Sun", "Sun", "Wed|Sat", "|".join(WEEK)))
        elif dice.chance(0.3):
            row["work_days"] = "|".join(WEEK[:5])
        rows.append(row)
        if dice.chance(0.7):
            days = {dice.randint(-2, 20) for _ in range(dice.randint(1, 5))}
            for day in sorted(days):
                holidays.append({"calendar": name, "date": shifted(world.ship_date, day)})
                if dice.chance(0.2):
                    holidays[-1]["name"] = "new year, observed"
    dice.shuffle(holidays)
    world.tables["calendars"] = rows
    world.tables["holidays"] = holidays
    return [row["calendar"] for row in rows]
