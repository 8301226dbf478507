"""Customs, duties and stock."""

import unittest

from .cases import amounts, answer, best


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
