"""Billable weight, rate cards and surcharges."""

import unittest

from ..plans import Search
from ..shipment import Piece, read_shipment
from ..weights import shipment_weight
from .cases import ORDER, amounts, best, catalog


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
