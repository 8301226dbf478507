"""Loading a catalog.

The oracle expects a catalog that has been checked; only what would make a
result meaningless is reported, as ``CatalogError``.
"""

from fractions import Fraction

from . import quantities as q
from . import records as r
from .clock import WEEKDAYS, Calendar
from .csvtable import CatalogError, read_table, table_files
from .money import Fx
from .places import Zone, ZoneRow, area_of, normal_postcode

__all__ = ["Catalog", "CatalogError", "load_catalog"]

TABLES = ("nodes", "zones", "carriers", "lanes", "rates", "surcharges",
          "handoffs", "customs", "duties", "restrictions", "stock", "storage",
          "countries", "fx", "calendars", "holidays")
REQUIRED = ("nodes", "carriers", "lanes", "rates")
PERCENT_BASES = ("pct_freight", "pct_value", "pct_charges")
BASES = ("flat", "per_piece", "per_kg") + PERCENT_BASES
EVERY_DAY = frozenset(WEEKDAYS)


def load_catalog(directory):
    """Read the tables of a directory into a ``Catalog``."""
    tables = {name: read_table(directory, name) for name in TABLES}
    for name in REQUIRED:
        if not table_files(directory, name):
            raise CatalogError(f"table {name} is missing")
    return Catalog(tables)


class Catalog:
    """All tables, with defaults and inheritance resolved."""

    def __init__(self, tables):
        self.fx = self._fx(tables["fx"])
        self.currencies = self._currencies(tables)
        self.calendars = self._calendars(tables)
        self.areas = {row.need("country"): row.text("area")
                      for row in tables["countries"]}
        self.nodes = {row.need("node"): self._node(row)
                      for row in tables["nodes"]}
        self.zones = self._zones(tables["zones"])
        self.carriers = {row.need("carrier"): row
                         for row in tables["carriers"]}
        self.lanes = {row.need("lane"): self._lane(row)
                      for row in tables["lanes"]}
        self.lanes_from = {}
        for lane in self.lanes.values():
            self.lanes_from.setdefault(lane.origin, []).append(lane)
        self.rates = self._rates(tables["rates"])
        self.surcharges = [self._surcharge(row)
                           for row in tables["surcharges"]]
        self.handoffs = [self._handoff(row) for row in tables["handoffs"]]
        self.customs = [self._customs(row) for row in tables["customs"]]
        self.duties = [self._duty(row) for row in tables["duties"]]
        self.restrictions = [self._restriction(row)
                             for row in tables["restrictions"]]
        self.stock = {(row.need("node"), row.need("sku")): self._stock(row)
                      for row in tables["stock"]}
        self.storage = self._storage(tables["storage"])
        self._check_references(tables)

    def area(self, country):
        """The customs area of a country."""
        return area_of(country, self.areas)

    def place_country(self, place):
        """The country of a node or zone."""
        return (self.nodes.get(place) or self.zones[place]).country

    def place_offset(self, place):
        """The offset from UTC of a node or zone, in minutes."""
        return (self.nodes.get(place) or self.zones[place]).offset

    def handoff(self, node, from_carrier, to_carrier):
        """The most specific handoff row that fits, or None."""
        best, best_weight = None, -1
        for row in self.handoffs:
            if (row.node in ("", node)
                    and row.from_carrier in ("", from_carrier)
                    and row.to_carrier in ("", to_carrier)):
                weight = (4 * bool(row.node) + 2 * bool(row.from_carrier)
                          + bool(row.to_carrier))
                if weight > best_weight:
                    best, best_weight = row, weight
        return best

    # ------------------------------------------------------ small tables

    @staticmethod
    def _fx(rows):
        rates, decimals = {}, {}
        for row in rows:
            currency = row.need("currency")
            rates[currency] = row.read(
                "rate", lambda t: q.decimal(t, 1_000_000, 8))
            decimals[currency] = row.whole("decimals", 0, 3, 2)
            if not rates[currency]:
                row.fail("rate", "required and above 0")
        if rows and list(rates.values()).count(1) != 1:
            raise CatalogError("fx: exactly one currency must have rate 1")
        return Fx(rates, decimals)

    @staticmethod
    def _currencies(tables):
        used = set()
        for name, rows in tables.items():
            if name != "fx":
                for row in rows:
                    used |= {row.text("currency"), row.text("value_currency")}
        return used - {""}

    @staticmethod
    def _calendars(tables):
        holidays = {}
        for row in tables["holidays"]:
            row.need("date")
            date = row.read("date", q.day)
            holidays.setdefault(row.need("calendar"), set()).add(
                date.toordinal())
        calendars = {}
        for row in tables["calendars"]:
            name = row.need("calendar")
            days = frozenset(row.list("work_days") or WEEKDAYS[:5])
            if not days <= EVERY_DAY:
                row.fail("work_days", "unknown weekday")
            calendars[name] = Calendar(days, frozenset(holidays.pop(name, ())))
        if holidays:
            raise CatalogError(f"holidays: unknown calendar {min(holidays)!r}")
        return calendars

    def _calendar(self, row):
        name = row.text("calendar")
        if name and name not in self.calendars:
            row.fail("calendar", f"unknown calendar {name!r}")
        return self.calendars.get(name)

    def _node(self, row):
        typical = row.hours("dwell_hours", 0)
        return r.Node(
            id=row.need("node"),
            country=row.need("country"),
            kind=row.choice("kind", ("origin", "hub") + r.WAREHOUSES),
            card=row.text("card"),
            currency=row.need("currency") if row.text("card") else "",
            dwell=(row.hours("dwell_min_hours", typical), typical,
                   row.hours("dwell_max_hours", typical)),
            offset=row.read("utc_offset", q.utc_offset, 0),
            calendar=self._calendar(row),
            row=row)

    def _zones(self, rows):
        by_id = {}
        for row in rows:
            by_id.setdefault(row.need("zone"), []).append(row)
        zones = {}
        for name, members in by_id.items():
            if name in self.nodes:
                members[0].fail("zone", f"{name!r} is also a node")
            offsets = [row.read("utc_offset", q.utc_offset) for row in members]
            zone_rows = []
            for row in members:
                low = normal_postcode(row.text("postcode_from"))
                high = normal_postcode(row.text("postcode_to")) or low
                stretch = ZoneRow(row.need("country"), low, high)
                if stretch.country != members[0].need("country"):
                    row.fail("country", "a zone has one country")
                if stretch.problem():
                    row.fail("postcode_from", stretch.problem())
                zone_rows.append(stretch)
            zones[name] = Zone(
                name, zone_rows[0].country, tuple(zone_rows),
                next((o for o in offsets if o is not None), 0))
        return zones

    # ------------------------------------------------------------- lanes

    def _lane(self, row):
        carrier = self.carriers.get(row.need("carrier"))
        if carrier is None:
            row.fail("carrier", "unknown carrier")
        currency = row.text("currency") or carrier.text("currency")
        if not currency:
            row.fail("currency", "neither the lane nor its carrier has one")
        return r.Lane(
            id=row.need("lane"),
            carrier=row.need("carrier"),
            mode=row.choice("mode", r.MODES),
            origin=row.need("from"),
            target=row.need("to"),
            ends_in_zone=row.need("to") in self.zones,
            card=row.text("card", row.need("lane")),
            currency=currency,
            duration=self._duration(row),
            visibility=row.read("visibility", q.visibility, 0),
            rules=self._weight_rules(row, carrier),
            max_weight=row.grams("max_weight_kg"),
            max_side=row.length("max_side_cm"),
            max_sum=row.length("max_sum_cm"),
            max_girth=row.length("max_girth_cm"),
            min_shipment=row.grams("min_shipment_kg"),
            max_shipment=row.grams("max_shipment_kg"),
            min_value=row.money("min_value"),
            max_value=row.money("max_value"),
            value_currency=row.text("value_currency", currency),
            lot=row.grams("lot_kg"),
            next_break=row.flag("next_break", "no"),
            period=row.period(),
            calendar=self._calendar(row),
            departs=frozenset(row.list("departs")) or EVERY_DAY,
            depart_time=row.read("depart_time", q.clock_time),
            cutoff=row.hours("cutoff_hours", 0),
            business_days=row.choice("day_count", ("elapsed", "business"),
                                     "elapsed") == "business",
            row=row)

    @staticmethod
    def _duration(row):
        low, typical, high = (row.days(column) for column in
                              ("min_days", "days", "max_days"))
        if typical is None:
            if low is None or high is None:
                row.fail("days", "required unless min and max are given")
            typical = q.half_up(Fraction(low + high, 2))
        return (typical if low is None else low, typical,
                typical if high is None else high)

    @staticmethod
    def _weight_rules(lane, carrier):
        def cell(column, reader, default=None):
            value = lane.read(column, reader)
            return carrier.read(column, reader, default) \
                if value is None else value

        def number(digits, limit=None):
            return lambda text: q.decimal(text, limit, digits)

        cubic_cm = cell("vol_over_cm3", number(3))
        rules = r.WeightRules(
            dim_rounding=cell("dim_rounding", str, "none"),
            divisor=cell("volumetric_divisor", number(3)),
            over_side=cell("vol_over_side_cm", q.millimetres),
            over_sum=cell("vol_over_sum_cm", q.millimetres),
            over_mm3=None if cubic_cm is None else cubic_cm * 1000,
            over_ratio=cell("vol_over_ratio", number(4)),
            share=cell("vol_share", number(4, 1), Fraction(1)),
            min_weight=cell("min_weight_kg", q.grams, 0),
            step=cell("step_kg", q.grams, 1),
            piece_rule=cell("piece_rule", str, "shipment"))
        if rules.divisor == 0 or rules.step == 0:
            lane.fail("step_kg", "a step or divisor of 0")
        if rules.dim_rounding not in ("none", "nearest", "up"):
            lane.fail("dim_rounding", "unknown rule")
        if rules.piece_rule not in ("shipment", "sum_of_pieces", "each_piece"):
            lane.fail("piece_rule", "unknown rule")
        return rules

    @staticmethod
    def _rates(rows):
        cards = {}
        for row in rows:
            rate = r.Rate(
                over=row.grams("over_kg", 0),
                up_to=row.grams("up_to_kg"),
                included=row.grams("included_kg", 0),
                flat=row.money("flat", 0),
                per_kg=row.money("per_kg", 0),
                min_charge=row.money("min_charge", 0),
                step=row.grams("step_kg"),
                period=row.period(),
                row=row)
            if rate.step == 0:
                row.fail("step_kg", "a step of 0")
            cards.setdefault(row.need("card"), []).append(rate)
        return cards

    # --------------------------------------------- charges and borders

    @staticmethod
    def _surcharge(row):
        basis = row.choice("basis", BASES)
        amount = row.percent("amount") if basis in PERCENT_BASES \
            else row.money("amount")
        row.need("amount")
        return r.Surcharge(
            id=row.need("surcharge"),
            carriers=row.list("carrier"), modes=row.list("mode"),
            lanes=row.list("lane"), zones=row.list("zone"),
            countries=row.list("country"), flags=row.list("flag"),
            over_weight=row.grams("over_kg"),
            over_side=row.length("over_side_cm"),
            over_sum=row.length("over_sum_cm"),
            over_girth=row.length("over_girth_cm"),
            basis=basis, amount=amount,
            min_amount=row.money("min_amount"),
            max_amount=row.money("max_amount"),
            currency=row.text("currency"),
            group=row.text("group"),
            fuel_applies=row.flag("fuel_applies", "yes"),
            period=row.period(), row=row)

    @staticmethod
    def _handoff(row):
        fee = row.money("fee", 0)
        return r.Handoff(
            row.text("node"), row.text("from_carrier"), row.text("to_carrier"),
            fee, row.need("currency") if fee else row.text("currency"),
            row.hours("hours", 0), row.hours("blind_hours", 0), row)

    def _customs(self, row):
        typical = row.hours("hours", 0)
        share = row.percent("exam_pct")
        exam = row.hours("exam_hours", 0)
        expected = q.half_up(share * exam)
        return r.Customs(
            country=row.need("country"),
            direction=row.choice("direction", ("export", "import")),
            mode=row.text("mode"),
            fee=row.money("fee", 0),
            fee_per_kg=row.money("fee_per_kg", 0),
            value_fee=row.percent("value_fee_pct"),
            value_fee_min=row.money("value_fee_min", 0),
            value_fee_max=row.money("value_fee_max"),
            disbursement=row.percent("disbursement_pct"),
            disbursement_min=row.money("disbursement_min", 0),
            duty_base=row.choice("duty_base", ("goods", "cif"), "cif"),
            tax_base=row.choice("tax_base", ("goods", "cif", "goods_duty",
                                             "cif_duty"), "cif_duty"),
            value_truncate=row.money("value_truncate", 0),
            amount_truncate=row.money("amount_truncate", 0),
            tax_extra=row.money("tax_extra", 0),
            tax_inside=row.flag("tax_inside", "no"),
            currency=row.need("currency"),
            time=(row.hours("min_hours", typical), typical + expected,
                  row.hours("max_hours", typical) + (exam if share else 0)),
            blind=row.hours("blind_hours", 0),
            calendar=self._calendar(row),
            period=row.period(), row=row)

    @staticmethod
    def _duty(row):
        return r.Duty(
            country=row.need("country"), mode=row.text("mode"),
            hs_prefix=plain_hs(row.text("hs_prefix")),
            origin_country=row.text("origin_country"),
            over_value=row.money("over_value", 0),
            up_to_value=row.money("up_to_value"),
            duty=row.percent("duty_pct"),
            less=row.money("duty_less", 0),
            per_kg=row.money("duty_per_kg", 0),
            free=row.grams("free_kg", 0),
            per_line=row.money("duty_per_line", 0),
            tax=row.percent("tax_pct"),
            local_tax=row.percent("local_tax_pct"),
            currency=row.need("currency"),
            period=row.period(), row=row)

    @staticmethod
    def _restriction(row):
        return r.Restriction(
            id=row.need("restriction"),
            carriers=row.list("carrier"), modes=row.list("mode"),
            lanes=row.list("lane"),
            origin_countries=row.list("origin_country"),
            countries=row.list("country"), flags=row.list("flag"),
            hs_prefixes=tuple(map(plain_hs, row.list("hs_prefix"))),
            over_value=row.money("over_value"),
            currency=row.need("currency") if row.text("over_value")
            else row.text("currency"),
            over_weight=row.grams("over_kg"),
            reason=row.need("reason"),
            period=row.period(), row=row)

    @staticmethod
    def _stock(row):
        return r.Stock(
            on_hand=row.whole("on_hand", 0, 1_000_000),
            storage_minutes=row.days("storage_days", 0),
            inbound_per_kg=row.money("inbound_per_kg"),
            currency=row.need("currency") if row.text("inbound_per_kg")
            else row.text("currency"),
            row=row)

    @staticmethod
    def _storage(rows):
        bands = {}
        for row in rows:
            bands.setdefault(row.need("node"), []).append(r.Storage(
                from_day=row.whole("from_day", 1, 10_000, 1),
                to_day=row.whole("to_day", 1, 10_000),
                per_cbm_day=row.money("per_cbm_day", 0),
                per_kg_day=row.money("per_kg_day", 0),
                currency=row.need("currency"),
                row=row))
        return bands

    def _check_references(self, tables):
        for lane in self.lanes.values():
            if lane.origin not in self.nodes:
                lane.row.fail("from", f"unknown node {lane.origin!r}")
            if not lane.ends_in_zone and lane.target not in self.nodes:
                lane.row.fail("to", f"unknown place {lane.target!r}")
            if lane.card not in self.rates:
                lane.row.fail("card", f"no rates for card {lane.card!r}")
            if not lane.departs <= EVERY_DAY:
                lane.row.fail("departs", "unknown weekday")
        for node in self.nodes.values():
            if node.card and node.card not in self.rates:
                node.row.fail("card", f"no rates for card {node.card!r}")
        for row in tables["stock"] + tables["storage"]:
            node = self.nodes.get(row.need("node"))
            if node is None:
                row.fail("node", "unknown node")
            if row.table == "stock" and node.kind not in r.WAREHOUSES:
                row.fail("node", "not a warehouse")


def plain_hs(code):
    """A tariff code without dots and spaces."""
    return code.replace(".", "").replace(" ", "")
