"""Small cases worked out by hand: python3 -m oracle.selftest"""

import os
import tempfile
import textwrap
import unittest
from fractions import Fraction

from . import Options, load_catalog, quantities, quote, to_json
from .clock import Calendar, departure, iso, local_minutes, work
from .places import ZoneRow
from .plans import Search
from .ranking import Scale, beats, frontier, parse_weights
from .shipment import Piece, read_shipment
from .weights import shipment_weight

BASE = {
    "nodes": """
        node,country,kind
        CN,CN,origin
        US,US,hub
        """,
    "zones": """
        zone,country
        USZ,US
        """,
    "carriers": """
        carrier,currency
        A,USD
        B,USD
        """,
    "lanes": """
        lane,carrier,mode,from,to,days
        L,A,express,CN,USZ,5
        """,
    "rates": """
        card,flat,per_kg
        L,2,3
        """,
}
ORDER = {"id": "o", "origin": "CN", "country": "US", "weight_kg": "1",
         "ship_date": "2026-03-02"}


def catalog(**tables):
    """A catalog of the basic tables, some of them replaced or added."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {**BASE, **tables}.items():
            path = os.path.join(folder, name + ".csv")
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(textwrap.dedent(text).lstrip())
        return load_catalog(folder)


def answer(tables=None, options=None, **fields):
    """The answer to the basic order with some fields changed."""
    return quote(catalog(**(tables or {})), {**ORDER, **fields},
                 options or Options(explain=True))


def best(tables=None, options=None, **fields):
    return answer(tables, options, **fields)["plans"][0]


def amounts(plan, kind):
    """The quote amounts of the lines of one type."""
    return [c["amount"] for c in plan["charges"] if c["type"] == kind]


class Quantities(unittest.TestCase):
    def test_reading(self):
        self.assertEqual(quantities.grams("0.0001"), 1)
        self.assertEqual(quantities.minutes_of_hours("0.025"), 2)
        self.assertEqual(quantities.percent("12.5"), Fraction(1, 8))
        for bad in ("", ".", "1e3", "-1", "1,5", "inf"):
            with self.assertRaises(quantities.BadQuantity):
                quantities.money(bad)
        with self.assertRaises(quantities.BadQuantity):
            quantities.money("0.1234567")

    def test_printing(self):
        self.assertEqual(quantities.as_days(2160), "1.50")
        self.assertEqual(quantities.fixed(5, 3), "0.005")
        self.assertEqual(to_json({"a": [quantities.fixed(5, 0), "b", None]}),
                         '{"a":[5,"b",null]}')


class Postcodes(unittest.TestCase):
    def test_prefix_ranges(self):
        row = ZoneRow("US", "900", "935")
        self.assertTrue(row.matches("US", "90001"))
        self.assertTrue(row.matches("US", "93599"))
        self.assertFalse(row.matches("US", "93600"))
        self.assertFalse(row.matches("US", ""))

    def test_british_districts_and_areas(self):
        self.assertTrue(ZoneRow("GB", "SE1", "SE1").matches("GB", "SE11AA"))
        self.assertFalse(ZoneRow("GB", "SE1", "SE1").matches("GB", "SE101AA"))
        self.assertTrue(ZoneRow("GB", "E", "E").matches("GB", "E16AN"))
        self.assertFalse(ZoneRow("GB", "E", "E").matches("GB", "EC1A1BB"))
        self.assertTrue(ZoneRow("GB", "AB", "BT").matches("GB", "B11AA"))
        self.assertTrue(ZoneRow("GB", "SE1", "SE9").problem())


class BillableWeight(unittest.TestCase):
    def rules(self, **cells):
        lanes = "lane,carrier,mode,from,to,days," + ",".join(cells) + "\n" \
            "L,A,express,CN,USZ,5," + ",".join(cells.values()) + "\n"
        return catalog(lanes=lanes).lanes["L"].rules

    def test_volumetric(self):
        # 30 x 20 x 10.04 cm: the last side is 101 mm, 6 060 000 mm3 in all.
        piece = Piece(800, (300, 200, 101), 1)
        rules = self.rules(volumetric_divisor="5000")
        self.assertEqual(shipment_weight((piece,), rules), 1212)
        # Whole centimetres, up: 30 x 20 x 11.
        rules = self.rules(volumetric_divisor="5000", dim_rounding="up")
        self.assertEqual(shipment_weight((piece,), rules), 1320)
        # Half the excess of 412 g.
        rules = self.rules(volumetric_divisor="5000", vol_share="0.5")
        self.assertEqual(shipment_weight((piece,), rules), 1006)
        # The longest side must reach 40 cm, and it does not.
        rules = self.rules(volumetric_divisor="5000", vol_over_side_cm="40")
        self.assertEqual(shipment_weight((piece,), rules), 800)

    def test_light_and_dense_pieces_offset(self):
        pieces = (Piece(2000, (100, 100, 100), 1),
                  Piece(100, (200, 200, 100), 1))
        rules = self.rules(volumetric_divisor="5000")
        # Volumetric 200 + 800 against actual 2100.
        self.assertEqual(shipment_weight(pieces, rules), 2100)

    def test_piece_rules(self):
        lanes = """
            lane,carrier,mode,from,to,days,piece_rule,step_kg,card
            S,A,express,CN,USZ,5,sum_of_pieces,0.5,K
            E,A,express,CN,USZ,5,each_piece,0.5,K
            """
        rates = """
            card,flat,per_kg
            K,2,3
            """
        parcels = [{"weight_kg": "0.6", "quantity": "2"},
                   {"weight_kg": "0.2"}]
        plans = Search(*self.read(lanes, rates, parcels)).plans()
        got = {p.chain.lane_ids[0]: (p.cost, p.chain.legs[0].billable)
               for p in plans}
        # Sum: 1 + 1 + 0.5 kg at once; each: 5 + 5 + 3.50.
        self.assertEqual(got, {"S": (950, 2500), "E": (1350, 2500)})

    @staticmethod
    def read(lanes, rates, parcels):
        tables = catalog(lanes=lanes, rates=rates)
        order = {**ORDER, "parcels": parcels}
        return tables, read_shipment(tables, order, 1, None)

    def test_next_break(self):
        lanes = """
            lane,carrier,mode,from,to,days,next_break
            L,A,express,CN,USZ,5,yes
            """
        rates = """
            card,over_kg,up_to_kg,per_kg
            L,0,10,5
            L,10,,4
            """
        plan = best({"lanes": lanes, "rates": rates}, weight_kg="9")
        # 9 x 5 = 45.00, but 10.001 x 4 = 40.004.
        self.assertEqual(plan["cost"]["total"], "40.00")
        self.assertEqual(plan["legs"][0]["billable_kg"], "9.000")
        self.assertEqual(plan["charges"][0]["source"], ["rates:rates.csv:3"])


class Surcharges(unittest.TestCase):
    def test_groups_bounds_and_fuel(self):
        surcharges = """
            surcharge,basis,amount,min_amount,max_amount,group,fuel_applies
            fuel,pct_charges,10,,,,
            small,flat,1,,,size,
            large,per_kg,1.5,,,size,
            twin,flat,1.5,,,size,
            safe,pct_value,1,2,3,,no
            risk,pct_freight,10,,,,
            """
        plan = best({"surcharges": surcharges}, value="500")
        # Freight 5.00; the group keeps 1.50; 5.00 is held to 3.00; 0.50;
        # fuel on 5.00 + 1.50 + 0.50.
        self.assertEqual(amounts(plan, "surcharge"),
                         ["1.50", "3.00", "0.50", "0.70"])
        sources = [c["source"][0] for c in plan["charges"]]
        self.assertEqual(sources, ["rates:rates.csv:2"] + [
            f"surcharges:surcharges.csv:{n}" for n in (4, 6, 7, 2)])
        self.assertEqual(plan["cost"]["total"], "10.70")

    def test_size_selectors_need_sides(self):
        surcharges = """
            surcharge,basis,amount,over_girth_cm
            long,flat,9,100
            """
        tables = {"surcharges": surcharges}
        self.assertEqual(best(tables)["cost"]["surcharges"], "0.00")
        sides = {"length_cm": "60", "width_cm": "10", "height_cm": "10"}
        self.assertEqual(
            best(tables, **sides)["cost"]["surcharges"], "0.00")
        sides["width_cm"] = "10.01"
        self.assertEqual(
            best(tables, **sides)["cost"]["surcharges"], "9.00")

    def test_lot(self):
        lanes = """
            lane,carrier,mode,from,to,days,lot_kg,step_kg
            L,A,express,CN,USZ,5,100,1
            """
        surcharges = """
            surcharge,basis,amount,over_kg
            docs,flat,50,99
            safe,pct_value,1,
            fuel,pct_charges,10,
            """
        tables = {"lanes": lanes, "surcharges": surcharges}
        plan = best(tables, weight_kg="2.5", value="100")
        # The lot: freight 302, papers 50, fuel on both 35.20; a fortieth of
        # each is 7.55, 1.25 and 0.88; insurance stays whole.
        self.assertEqual(amounts(plan, "freight"), ["7.55"])
        self.assertEqual(amounts(plan, "surcharge"), ["1.25", "1.00", "0.88"])
        self.assertEqual(plan["legs"][0]["billable_kg"], "2.500")
        # A full lot and more is an ordinary lane.
        plan = best(tables, weight_kg="100.2")
        self.assertEqual(amounts(plan, "freight"), ["305.00"])


class Customs(unittest.TestCase):
    FX = """
        currency,rate
        USD,1
        EUR,0.5
        """
    DUTIES = """
        country,over_value,up_to_value,duty_pct,duty_per_kg,tax_pct,currency
        US,,10,0,0,20,EUR
        US,10,,10,1,20,EUR
        """

    def customs(self, **cells):
        return ("country,direction,fee,currency," + ",".join(cells)
                + "\nUS,import,4,EUR," + ",".join(cells.values()) + "\n")

    def plan(self, value, customs, **fields):
        return best({"fx": self.FX, "duties": self.DUTIES,
                     "customs": customs}, value=value, **fields)

    def test_duty_and_tax_on_cif(self):
        plan = self.plan("40", self.customs())
        # Goods 20 EUR, cif 22.50: the freight of 5 USD counts, the fee does
        # not.  Duty 2.25; tax on 24.75 is 4.95.  In USD twice that.
        self.assertEqual(amounts(plan, "clearance"), ["8.00"])
        self.assertEqual(amounts(plan, "duty"), ["4.50"])
        self.assertEqual(amounts(plan, "tax"), ["9.90"])
        self.assertEqual(plan["cost"]["total"], "27.40")

    def test_tax_inside_and_truncation(self):
        plan = self.plan("41.80", self.customs(
            duty_base="goods", tax_base="goods_duty", tax_inside="yes",
            value_truncate="1", amount_truncate="0.1"))
        # Goods 20.90, cut to 20: duty 2.00.  Tax on 22.90 cut to 22, times
        # 20/80: 5.50.
        self.assertEqual(amounts(plan, "duty"), ["4.00"])
        self.assertEqual(amounts(plan, "tax"), ["11.00"])

    def test_band_and_specific_duty(self):
        # 20 USD are 10 EUR: still the first band, no duty.
        self.assertEqual(amounts(self.plan("20", self.customs()), "duty"), [])
        # 5 kg at 1 EUR beat ten percent of 11 + 8.50 EUR.
        plan = self.plan("22", self.customs(), weight_kg="5")
        self.assertEqual(amounts(plan, "duty"), ["10.00"])

    def test_buyer_pays(self):
        plan = self.plan("40", self.customs(
            disbursement_pct="1", disbursement_min="3"), incoterm="DAP")
        self.assertEqual(plan["cost"]["total"], "13.00")
        self.assertEqual(plan["cost"]["buyer_pays"], "20.40")
        self.assertEqual(plan["cost"]["duty"], "0.00")

    def test_no_value(self):
        got = answer({"fx": self.FX, "duties": self.DUTIES,
                      "customs": self.customs(value_fee_pct="1",
                                              value_fee_min="1")})
        self.assertEqual(got["plans"][0]["cost"]["total"], "13.00")
        self.assertIn("value", got["message"])

    def test_missing_rate(self):
        customs = "country,direction,currency\nUS,import,GBP\n"
        got = answer({"fx": self.FX, "customs": customs})
        self.assertEqual(got["status"], "no_plan")
        express = [entry for entry in got["not_offered"]
                   if entry["mode"] == "express"][0]
        self.assertEqual(express["refused"], {"no_fx": "1"})


class Stock(unittest.TestCase):
    TABLES = {
        "nodes": """
            node,country,kind,card,currency
            CN,CN,origin,,
            W,US,overseas_warehouse,pick,USD
            """,
        "lanes": """
            lane,carrier,mode,from,to,days
            D,A,express,CN,USZ,5
            I,A,dedicated_line,CN,W,30
            O,B,postal,W,USZ,2
            """,
        "rates": """
            card,flat
            D,50
            I,3
            O,4
            pick,1
            """,
        "duties": """
            country,duty_pct,currency
            US,10,USD
            """,
        "stock": """
            node,sku,on_hand,storage_days
            W,S1,2,45
            """,
        "storage": """
            node,from_day,to_day,per_kg_day,currency
            W,1,30,0.01,USD
            W,31,,0.02,USD
            """,
    }

    def test_parts(self):
        plans = answer(self.TABLES, sku="S1", value="20")["plans"]
        stocked = [plan for plan in plans if plan["stocked"]][0]
        # Duty is owed on 20 + 3; days 1 to 30 and 15 more are stored.
        self.assertEqual(stocked["modes"], ["overseas_warehouse", "postal"])
        self.assertEqual(amounts(stocked, "inbound"), ["3.00"])
        self.assertEqual(amounts(stocked, "duty"), ["2.30"])
        self.assertEqual(amounts(stocked, "storage"), ["0.30", "0.30"])
        self.assertEqual(amounts(stocked, "handling"), ["1.00"])
        self.assertEqual(stocked["cost"]["total"], "10.90")
        self.assertEqual(stocked["time"]["typical_days"], "2.00")

    def test_not_enough_on_hand(self):
        plans = answer(self.TABLES, sku="S1", quantity="3")["plans"]
        self.assertFalse([plan for plan in plans if plan["stocked"]])


class Clock(unittest.TestCase):
    WEEK = Calendar(frozenset(("Mon", "Tue", "Wed", "Thu", "Fri")),
                    frozenset())

    @staticmethod
    def at(day, time):
        return local_minutes(quantities.day(day), quantities.clock_time(time))

    def test_working_time(self):
        friday = self.at("2026-03-06", "15:00")
        self.assertEqual(work(friday, 3 * 1440, self.WEEK, 0),
                         self.at("2026-03-11", "15:00"))
        # Used up at midnight: the weekend is not entered.
        self.assertEqual(work(friday, 9 * 60, self.WEEK, 0),
                         self.at("2026-03-07", "00:00"))
        saturday = self.at("2026-03-07", "15:00")
        self.assertEqual(work(saturday, 0, self.WEEK, 0), saturday)
        self.assertEqual(work(saturday, 60, self.WEEK, 0),
                         self.at("2026-03-09", "01:00"))
        # At +08:00 it is Saturday already.
        self.assertEqual(work(friday + 60, 60, self.WEEK, 480),
                         self.at("2026-03-08", "17:00"))

    def test_departures(self):
        lanes = """
            lane,carrier,mode,from,to,days,departs,depart_time
            T,A,express,CN,USZ,5,Tue|Fri,18:00
            F,A,express,CN,USZ,5,Fri,
            """
        lanes = catalog(lanes=lanes, rates="card,flat\nT,1\nF,1\n").lanes
        for ready, lane, leaves in (
                ("12:00", "T", ("2026-03-06", "18:00")),
                ("18:00", "T", ("2026-03-06", "18:00")),
                ("18:01", "T", ("2026-03-10", "18:00")),
                ("18:01", "F", ("2026-03-06", "18:01"))):
            got = departure(lanes[lane], self.at("2026-03-06", ready), 0)
            self.assertEqual(got, self.at(*leaves))
        self.assertEqual(departure(lanes["F"],
                                   self.at("2026-03-07", "10:00"), 0),
                         self.at("2026-03-13", "00:00"))

    def test_plan_on_the_calendar(self):
        tables = {
            "nodes": """
                node,country,kind,dwell_hours,utc_offset,calendar
                CN,CN,origin,10,+08:00,week
                """,
            "zones": "zone,country,utc_offset\nUSZ,US,-05:00\n",
            "calendars": "calendar,work_days\nweek,\n",
            "lanes": """
                lane,carrier,mode,from,to,days,calendar,day_count,cutoff_hours
                L,A,express,CN,USZ,1,week,business,4
                """,
        }
        plan = best(tables, ship_date="2026-03-06",
                    ready_at="2026-03-06T16:00")
        # Friday 16:00, eight hours until midnight, two more on Monday; out
        # at 06:00 with the cut-off, there on Tuesday 06:00 at +08:00.
        leg = plan["legs"][0]
        self.assertEqual(leg["departs"], "2026-03-09T06:00+08:00")
        self.assertEqual(leg["arrives"], "2026-03-09T17:00-05:00")
        self.assertEqual(leg["waited_hours"], "4.00")
        self.assertEqual(plan["time"]["typical_days"], "3.58")
        self.assertEqual(plan["tracking"]["blind_hours"], "24.00")

    def test_printing(self):
        self.assertEqual(iso(self.at("2026-03-18", "22:30"), 450),
                         "2026-03-19T06:00+07:30")


class Ranking(unittest.TestCase):
    class Dummy:
        """A plan with nothing but what is compared."""

        feasible = True

        def __init__(self, *criteria, stocked=False, names=("a",)):
            self.criteria = criteria
            self.identity = (stocked, len(names), tuple(names))

    def test_frontier_ties(self):
        first, second = self.Dummy(1, 9, 5), self.Dummy(2, 3, 5)
        plans = [self.Dummy(2, 4, 5), self.Dummy(1, 9, 5, names=("b",)),
                 self.Dummy(1, 9, 5, names=("A", "A")),
                 self.Dummy(1, 9, 5, stocked=True, names=("0",)),
                 second, first]
        self.assertEqual(frontier(plans), [first, second])
        self.assertTrue(beats((1, 2, 3), (1, 2, 4)))
        self.assertFalse(beats((1, 2, 3), (1, 2, 3)))

    def test_score(self):
        plans = [self.Dummy(1000, 9000, 300), self.Dummy(3000, 1000, 400),
                 self.Dummy(2000, 5000, 100)]
        scale = Scale.of(plans)
        self.assertEqual(scale.best, (1000, 1000, 100))
        self.assertEqual(scale.scale, (2000, 8000, 300))
        # 1 - (0.5 x 0.5 + 0.3 x 0.5 + 0.2 x 0) = 0.6
        self.assertEqual(scale.score((2000, 5000, 100), parse_weights("")),
                         600_000)
        weights = parse_weights("time=2")
        self.assertEqual(weights, (0.0, 2.0, 0.0))
        self.assertEqual(scale.score((2000, 5000, 100), weights), 500_000)
        # One plan alone: the best values are the scale.
        alone = Scale.of([self.Dummy(7, 0, 0)])
        self.assertEqual(alone.scale, (7, 1, 1))
        self.assertEqual(alone.score((7, 0, 0), weights), 1_000_000)

    def test_equal_lanes(self):
        lanes = """
            lane,carrier,mode,from,to,days
            L,A,express,CN,USZ,5
            K,A,postal,CN,USZ,5
            """
        got = answer({"lanes": lanes,
                      "rates": "card,flat\nL,5\nK,5\n"})
        self.assertEqual([leg["lane"] for leg in got["plans"][0]["legs"]],
                         ["K"])
        express = [e for e in got["not_offered"] if e["mode"] == "express"][0]
        self.assertEqual(express["best"], {"start": "CN", "lanes": ["L"]})
        self.assertEqual(express["beaten_by"], {"start": "CN",
                                                "lanes": ["K"]})


if __name__ == "__main__":
    unittest.main()
