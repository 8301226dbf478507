"""Quantities and postcodes."""

import unittest
from fractions import Fraction

from .. import quantities, to_json
from ..places import ZoneRow


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
