"""The stage of a random catalog: countries, currencies, which features are on."""

from dataclasses import dataclass, field
from decimal import Decimal

PROFILES = ("core", "landed", "all")

# Tables as (required columns, optional columns), in the order of docs/tables.md.
VALIDITY = ["valid_from", "valid_to"]
WEIGHT_RULES = [
    "dim_rounding", "volumetric_divisor", "vol_over_side_cm", "vol_over_sum_cm", "vol_over_cm3",
    "vol_over_ratio", "vol_share", "min_weight_kg", "step_kg", "piece_rule",
]
COLUMNS = {
    "nodes": (["node", "country", "kind"],
              ["name", "card", "currency", "dwell_min_hours", "dwell_hours", "dwell_max_hours"]),
    "zones": (["zone", "country"], ["postcode_from", "postcode_to"]),
    "carriers": (["carrier"], ["name", "currency"] + WEIGHT_RULES),
    "lanes": (["lane", "carrier", "mode", "from", "to"],
              ["service", "card", "currency", "min_days", "days", "max_days", "visibility",
               "max_weight_kg", "max_side_cm", "max_sum_cm", "max_girth_cm", "min_shipment_kg",
               "max_shipment_kg", "min_value", "max_value", "value_currency", "lot_kg",
               "next_break"] + WEIGHT_RULES + VALIDITY),
    "rates": (["card"], ["over_kg", "up_to_kg", "included_kg", "flat", "per_kg", "min_charge",
                         "step_kg"] + VALIDITY),
    "surcharges": (["surcharge", "amount"],
                   ["name", "carrier", "mode", "lane", "zone", "country", "flag", "over_kg",
                    "over_side_cm", "over_sum_cm", "over_girth_cm", "basis", "min_amount",
                    "max_amount", "currency", "group", "fuel_applies"] + VALIDITY),
    "handoffs": ([], ["node", "from_carrier", "to_carrier", "fee", "currency", "hours",
                      "blind_hours"]),
    "restrictions": (["restriction", "reason"],
                     ["carrier", "mode", "lane", "origin_country", "country", "flag", "hs_prefix",
                      "over_value", "currency", "over_kg"] + VALIDITY),
    "customs": (["country", "direction", "currency"],
                ["mode", "fee", "fee_per_kg", "value_fee_pct", "value_fee_min", "value_fee_max",
                 "disbursement_pct", "disbursement_min", "duty_base", "tax_base",
                 "value_truncate", "amount_truncate", "tax_extra", "tax_inside", "min_hours",
                 "hours", "max_hours", "exam_pct", "exam_hours", "blind_hours"] + VALIDITY),
    "duties": (["country", "currency"],
               ["mode", "hs_prefix", "origin_country", "over_value", "up_to_value", "duty_pct",
                "duty_less", "duty_per_kg", "free_kg", "duty_per_line", "tax_pct",
                "local_tax_pct"] + VALIDITY),
    "stock": (["node", "sku"], ["on_hand", "storage_days", "inbound_per_kg", "currency"]),
    "storage": (["node", "currency"], ["from_day", "to_day", "per_cbm_day", "per_kg_day"]),
    "countries": (["country"], ["name", "area"]),
    "fx": (["currency", "rate"], ["decimals", "as_of"]),
}
CLOCK_COLUMNS = {
    "nodes": ["utc_offset", "calendar"],
    "zones": ["utc_offset"],
    "lanes": ["calendar", "departs", "depart_time", "cutoff_hours", "day_count"],
    "customs": ["calendar"],
}
CLOCK_TABLES = {
    "calendars": (["calendar"], ["work_days"]),
    "holidays": (["calendar", "date"], ["name"]),
}

MODES = ("postal", "express", "dedicated_line", "overseas_warehouse", "bonded_warehouse")

# Weights, sizes and values at which brackets, limits and bands end; orders often meet them.
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


@dataclass(frozen=True)
class Country:
    """What the generator knows of a country."""
    currency: str
    cities: tuple
    postcodes: tuple
    ranges: tuple  # (postcode_from, postcode_to) rows of zones
    offset: str


COUNTRIES = {
    "CN": Country("CNY", ("SZX", "HGH", "CAN"), ("518000", "310000"),
                  (("51", ""), ("30", "319"), ("518000", "518999")), "+08:00"),
    "HK": Country("HKD", ("HKG",), ("",), (), "+08:00"),
    "JP": Country("JPY", ("TYO", "OSA"), ("100-0001", "5300001", "900 0021"),
                  (("1", ""), ("100", "199"), ("90", "9000021")), "+09:00"),
    "US": Country("USD", ("LAX", "NYC", "ORD"), ("90001", "10001-1234", "60601", "00501"),
                  (("9", ""), ("90001", ""), ("10", "19999"), ("100", "6"), ("006", "60601"),
                   ("0", "1"), ("90", "96")), "-08:00"),
    "CA": Country("CAD", ("YVR", "YYZ"), ("V5K 0A1", "m5v2t6"),
                  (("V", ""), ("M5", "M9"), ("A", "V5K")), "-05:00"),
    "GB": Country("GBP", ("LON", "MAN"),
                  ("SE1 7PB", "se10 9nf", "SW1A1AA", "BT1 1AA", "M1 1AE", "M11-1AE", "SE17"),
                  (("SE1", ""), ("SE10", ""), ("SE", ""), ("M", "M"), ("BT", "SE"), ("M1", "M1"),
                   ("SW1A", ""), ("SE17P", ""), ("SE100", "SW1A1AA"), ("SW", "")), "+00:00"),
    "DE": Country("EUR", ("FRA", "HAM", "LEJ"), ("10115", "80331", "01067"),
                  (("1", ""), ("10", "19"), ("0", "80331"), ("80", "89999")), "+01:00"),
    "FR": Country("EUR", ("CDG", "LYS"), ("75001", "69002"),
                  (("75", ""), ("6", "7"), ("69002", "")), "+01:00"),
    "PL": Country("PLN", ("WAW", "KRK"), ("00-950", "30 001"),
                  (("0", ""), ("00", "29"), ("30-001", "30-999")), "+01:00"),
    "KW": Country("KWD", ("KWI",), ("13001",), (("13", ""),), "+03:00"),
}
# Units of each currency for one dollar, round and as quoted.
ROUND_RATES = {"USD": "1", "CNY": "8", "HKD": "8", "JPY": "100", "CAD": "1.25", "GBP": "0.8",
               "EUR": "0.8", "PLN": "4", "KWD": "0.25"}
QUOTED_RATES = {"USD": "1", "CNY": "7.1284", "HKD": "7.77531", "JPY": "149.63", "CAD": "1.3709",
                "GBP": "0.76543", "EUR": "0.86129", "PLN": "3.65517", "KWD": "0.30661234"}
DECIMALS = {"JPY": "0", "KWD": "3"}

# (origin country, other origin-side country, destination, its neighbour)
SCENES = (
    (("CN", "HK", "DE", "FR"), 5),
    (("CN", "JP", "US", "CA"), 4),
    (("CN", "HK", "GB", "FR"), 4),
    (("HK", "CN", "PL", "DE"), 3),
    (("JP", "CN", "GB", "US"), 2),
    (("CN", "HK", "KW", "GB"), 2),
    (("US", "CA", "JP", "KW"), 2),
    (("DE", "PL", "US", "GB"), 2),
    (("DE", "FR", "PL", "GB"), 2),
)


@dataclass
class World:
    """The catalog under construction."""
    dice: object
    profile: str
    ship_date: str
    home: str                       # the main origin country
    lands: list                     # the countries of the scene
    areas: dict                     # country -> customs area
    currencies: list                # currencies that tables use
    missing: str                    # a currency without a rate, or ""
    has_fx: bool
    on: dict = field(default_factory=dict)        # feature -> bool
    nodes: list = field(default_factory=list)
    zones: dict = field(default_factory=dict)     # zone -> country
    carriers: dict = field(default_factory=dict)  # carrier -> its row
    lanes: list = field(default_factory=list)
    pairs: list = field(default_factory=list)     # (lane, the lane that it is a twin of)
    skus: list = field(default_factory=list)
    tables: dict = field(default_factory=dict)

    def node(self, name):
        """The row of a node."""
        return next(n for n in self.nodes if n["node"] == name)

    def of_kind(self, *kinds):
        """Names of the nodes of some kinds."""
        return [n["node"] for n in self.nodes if n["kind"] in kinds]

    def area(self, country):
        """The customs area of a country."""
        return self.areas.get(country, country)

    def currency(self, country=""):
        """A currency for an amount, mostly that of the country."""
        local = COUNTRIES[country].currency if country in COUNTRIES else ""
        if self.missing and self.dice.chance(0.08):
            return self.missing
        if local in self.currencies and self.dice.chance(0.6):
            return local
        if not self.has_fx and self.dice.chance(0.9):
            return self.currencies[0]
        return self.dice.pick(self.currencies)

    def factor(self, currency):
        """Rough units of the currency for one dollar."""
        return Decimal(ROUND_RATES[currency])


def features(dice, profile):
    """Which features this catalog has."""
    chances = {
        "weight_rules": 0.6, "limits": 0.5, "gaps": 0.35, "dated": 0.5, "lots": 0.3,
        "next_break": 0.3, "node_cards": 0.45, "dwell": 0.5, "surcharges": 0.65,
        "handoffs": 0.7, "restrictions": 0.5, "twins": 0.6, "postcodes": 0.65,
        "expired": 0.4, "odd_times": 0.4, "huge": 0.08, "direct": 0.65,
    }
    if profile != "core":
        chances.update({"customs": 0.85, "duties": 0.8, "stock": 0.75, "storage": 0.6,
                        "dap": 0.5})
    if profile == "all":
        chances.update({"offsets": 0.75, "calendars": 0.7, "departs": 0.6, "cutoffs": 0.5,
                        "business": 0.5, "ready_at": 0.6, "deliver_by": 0.5})
    simple = dice.chance(0.12)
    return {name: dice.chance(chances[name] * (0.3 if simple else 1)) for name in sorted(chances)}


def columns(profile):
    """The columns that tables of a profile may have."""
    known = {name: (list(required), list(optional))
             for name, (required, optional) in COLUMNS.items()}
    if profile == "core":
        for name in ("customs", "duties", "stock", "storage"):
            del known[name]
    if profile == "all":
        for name, extra in CLOCK_COLUMNS.items():
            known[name][1].extend(extra)
        known.update(CLOCK_TABLES)
    return known


def build_world(dice, profile):
    """Choose the scene, the currencies and the features; write countries and fx."""
    ship_date = f"2026-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
    lands = list(dice.weighted(SCENES))
    if dice.chance(0.3):
        lands.append(dice.pick(sorted(set(COUNTRIES) - set(lands))))
    local = sorted({COUNTRIES[land].currency for land in lands})
    dice.shuffle(local)
    currencies = local[:dice.randint(3, 4)]
    if "USD" not in currencies and dice.chance(0.4):
        currencies[-1] = "USD"
    has_fx = dice.chance(0.92)
    missing = ""
    if not has_fx:
        currencies = currencies[:dice.weighted(((1, 6), (2, 4)))]
    elif dice.chance(0.3):
        spare = sorted(set(ROUND_RATES) - set(currencies))
        missing = dice.pick(spare)
    world = World(dice, profile, ship_date, lands[0], lands, {}, currencies, missing, has_fx,
                  features(dice, profile))
    build_countries(world)
    build_fx(world)
    return world


def build_countries(world):
    """Customs areas: the EU without asking, sometimes others by table."""
    dice, rows = world.dice, []
    for land in ("DE", "FR", "PL"):
        world.areas[land] = "EU"
    shared = {}
    for pair, area in ((("CN", "HK"), "GC"), (("US", "CA"), "NA1"), (("GB", "FR"), "EU"),
                       (("GB", "US"), "X-1")):
        if set(pair) <= set(world.lands) and dice.chance(0.2):
            shared.update({land: area for land in pair})
            break
    else:
        if dice.chance(0.06):
            # A member of the union that the user takes out of it.
            shared["DE"] = "DE"
    for land in world.lands:
        if land in shared:
            rows.append({"country": land, "area": shared[land], "name": land.lower()})
        elif dice.chance(0.3):
            rows.append({"country": land, "name": land.lower()})
        elif dice.chance(0.1):
            rows.append({"country": land, "area": world.area(land)})
    world.areas.update(shared)
    world.tables["countries"] = rows


def build_fx(world):
    """Exchange rates of the catalog's currencies; one of them is the base."""
    dice = world.dice
    if not world.has_fx:
        world.tables["fx"] = None
        return
    rates = ROUND_RATES if dice.chance(0.5) else QUOTED_RATES
    base = dice.pick(world.currencies)
    rows = []
    for currency in world.currencies:
        rate = Decimal(rates[currency]) / Decimal(rates[base])
        text = f"{rate:.8f}".rstrip("0").rstrip(".")
        if currency == base:
            text = dice.choice(("1", "1", "1.0", "1.00000000"))
        elif Decimal(text) == 1:
            text = "1.00000001"
        elif world.on["huge"] and dice.chance(0.15):
            text = dice.choice(("1000000", "0.00000001"))
        row = {"currency": currency, "rate": text}
        if currency in DECIMALS:
            row["decimals"] = DECIMALS[currency]
        elif dice.chance(0.3):
            row["decimals"] = dice.choice(("2", "2", "2", "1", "3"))
        if dice.chance(0.3):
            row["as_of"] = "2026-01-02"
        rows.append(row)
    world.tables["fx"] = rows
