"""Consignments of several items, and the tax on the tax."""

import unittest

from .cases import amounts, answer, best


def duties(*rows, columns="duty_pct,tax_pct"):
    """A table of duties in US dollars; a row is HS prefix and cells."""
    return f"country,currency,hs_prefix,{columns}\n" \
        + "".join(f"US,USD,{row}\n" for row in rows)


def customs(**cells):
    """Import into the US, in dollars."""
    return "country,direction,currency," + ",".join(cells) \
        + "\nUS,import,USD," + ",".join(cells.values()) + "\n"


class Goods(unittest.TestCase):
    JAPAN = {
        "zones": "zone,country\nJPZ,JP\n",
        "carriers": "carrier,currency\nA,JPY\n",
        "lanes": "lane,carrier,mode,from,to,days\nL,A,express,CN,JPZ,5\n",
        "rates": "card,flat\nL,0\n",
        "fx": "currency,rate,decimals\nJPY,1,0\n",
        "customs": """
            country,direction,currency,value_truncate,amount_truncate
            JP,import,JPY,1000,100
            """,
        "duties": """
            country,currency,hs_prefix,duty_pct,tax_pct,local_tax_pct
            JP,JPY,6109,14,7.8,28.2051
            JP,JPY,6402,14,6.24,28.2051
            """,
    }

    def test_japan(self):
        # Duty 74760 and 17640; tax 47502 and 8923; local tax 28.2051 % of
        # 47500 and 8900, 15907.67...
        items = [{"value": "534795", "hs_code": "6109.10"},
                 {"value": "126258", "hs_code": "6402.99"}]
        for goods in (items, "534795:610910|126258:6402 99"):
            plan = best(self.JAPAN, country="JP", goods=goods)
            self.assertEqual(amounts(plan, "duty"), ["92400"])
            self.assertEqual(amounts(plan, "tax"), ["56400", "15900"])
            self.assertEqual(plan["cost"]["tax"], "72300")
            self.assertEqual(plan["charges"][1]["source"], [
                "duties:duties.csv:2", "duties:duties.csv:3",
                "customs:customs.csv:2"])

    def test_parts_are_rounded_one_by_one(self):
        # Freight 5.00: a third of it for each item is 1.67, 5.01 in all.
        # Duty is 10 % of 11.67 three times, that is 1.17 three times.
        plan = best({"duties": duties(",10,0")}, goods="10|10|10")
        self.assertEqual(amounts(plan, "duty"), ["3.51"])
        # In one: 10 % of 35.00.
        plan = best({"duties": duties(",10,0")}, value="30")
        self.assertEqual(amounts(plan, "duty"), ["3.50"])

    def test_rows_by_code_and_band_by_the_whole(self):
        table = duties("61,0,10,0,", "61,10,,20,", ",0,,0,7",
                       columns="over_value,up_to_value,duty_pct,tax_pct")
        plan = best({"duties": table, "customs": customs(
            duty_base="goods", tax_base="goods")}, goods="8:6109|4|0:61")
        # 12 in all: 20 % of 8; the item without a code pays 7 % of 4.
        self.assertEqual(amounts(plan, "duty"), ["1.60"])
        self.assertEqual(amounts(plan, "tax"), ["0.28"])
        # Nothing for an item without a row.
        table = duties("61,20,0")
        plan = best({"duties": table, "customs": customs(duty_base="goods")},
                    goods="8:6109|4:85|4")
        self.assertEqual(amounts(plan, "duty"), ["1.60"])
        self.assertEqual(best({"duties": table}, goods="8:85|4")
                         ["cost"]["duty"], "0.00")

    def test_tariff_lines(self):
        table = duties(",3", columns="duty_per_line")
        for goods, owed in (("9:61|1:61.0|1:610|1:61 0", "6.00"),
                            ("0:61|9:61|1:61", "3.00"), ("9|9", "3.00"),
                            ("9:61|9:62|9", "9.00")):
            plan = best({"duties": table}, goods=goods)
            self.assertEqual(amounts(plan, "duty"), [owed], goods)

    def test_shares_of_amounts_for_the_whole(self):
        table = duties("61,10,4,0,0", "62,0,0,2,0",
                       columns="duty_pct,duty_less,duty_per_kg,tax_pct")
        plan = best({"duties": table, "customs": customs(duty_base="goods")},
                    goods="75:61|25:62", weight_kg="3")
        # 10 % of 75 less three quarters of 4; a quarter of 3 kg at 2.
        self.assertEqual(amounts(plan, "duty"), ["6.00"])
        plan = best({"duties": duties("61,0,10", ",0,20"), "customs": customs(
            tax_base="goods", tax_extra="10.004")}, goods="75:61|25:62")
        # Of 10.00 that are added, 7.50 and 2.50: 8.25 and 5.50.
        self.assertEqual(amounts(plan, "tax"), ["13.75"])
        # It is rounded first, then shared: 0.01, a half of it is 0.01 too.
        plan = best({"duties": duties(",0,50"), "customs": customs(
            tax_base="goods", tax_extra="0.005")}, goods="1|1")
        self.assertEqual(amounts(plan, "tax"), ["1.02"])

    def test_amounts_are_cut_in_the_sum(self):
        plan = best({"duties": duties("61,10,10", "62,10,20"),
                     "customs": customs(duty_base="goods", value_truncate="5",
                                        tax_base="goods_duty",
                                        amount_truncate="1")},
                    goods="29:61|19:62")
        # Duty 2.50 and 1.50.  Tax on 29 + 2 and 19 + 1, cut to 30 and 20.
        self.assertEqual(amounts(plan, "duty"), ["4.00"])
        self.assertEqual(amounts(plan, "tax"), ["7.00"])

    def test_one_item_is_the_whole(self):
        tables = {
            "fx": "currency,rate\nUSD,1\nEUR,0.7\n",
            "duties": "country,currency,hs_prefix,duty_pct,duty_less,"
                      "duty_per_kg,duty_per_line,tax_pct,local_tax_pct\n"
                      "US,EUR,61,7.3,1,1.3,1.11,19,28.2051\n",
            "customs": customs(value_fee_pct="2", disbursement_pct="3",
                               value_truncate="0.7", amount_truncate="0.1",
                               tax_extra="1.23")}
        for value in ("0", "0.004", "17.005", "123.45"):
            plain = best(tables, value=value, hs_code="6109")
            for goods in (f"{value}:61.09", f"0|{value}:6109|0:85",
                          [{"value": value, "hs_code": "6109"}]):
                self.assertEqual(best(tables, goods=goods), plain)

    def test_no_value(self):
        got = answer({"duties": duties(",10,20")}, goods="0:61|0")
        self.assertEqual(got["plans"][0]["cost"]["total"], "5.00")
        self.assertIn("no goods value", got["message"])

    def test_value_and_codes_elsewhere(self):
        tables = {
            "surcharges": "surcharge,basis,amount\nsafe,pct_value,10\n",
            "restrictions": "restriction,reason,hs_prefix\nr,toys,9503\n"}
        plan = best(tables, goods="10.004|20.005")
        self.assertEqual(amounts(plan, "surcharge"), ["3.00"])
        self.assertEqual(answer(tables, goods="1|0:9503.0|1:61")["status"],
                         "no_plan")

    def test_invalid(self):
        for fields in ({"goods": []}, {"goods": "1|"}, {"goods": ":61"},
                       {"goods": [{"hs_code": "61"}]}, {"goods": ["1:61"]},
                       {"goods": "-1"}, {"goods": "1.2345678"},
                       {"goods": "|".join(["1"] * 101)},
                       {"goods": "1|2", "value": "3.005"},
                       {"goods": "1|2", "value": "0"},
                       {"goods": "1|2", "hs_code": "61"},
                       {"goods": "1|2", "hs_lines": "1"}):
            self.assertEqual(answer(**fields)["status"], "invalid", fields)
        for fields in ({"goods": "1|2", "value": "3.0049"},
                       {"goods": "|".join(["1"] * 100)},
                       {"goods": "1:|2", "value": "", "hs_code": None},
                       {"goods": "", "hs_code": "61", "hs_lines": "2"}):
            self.assertEqual(answer(**fields)["status"], "ok", fields)


class LocalTax(unittest.TestCase):
    def test_without_goods(self):
        table = duties(",19,25", columns="tax_pct,local_tax_pct")
        plan = best({"duties": table, "customs": customs(
            tax_base="goods", amount_truncate="0.5", disbursement_pct="10")},
            value="100", incoterm="DAP")
        # 19.00; a quarter of it is 4.75, cut to 4.50; 10 % of 23.50.
        self.assertEqual(amounts(plan, "tax"), ["19.00", "4.50"])
        self.assertEqual(amounts(plan, "disbursement"), ["2.35"])
        self.assertEqual(plan["cost"]["buyer_pays"], "25.85")

    def test_rounded_once(self):
        # 10 % of 0.05 and of 0.05: 0.01, not 0.01 twice.
        table = duties("61,5,10", "62,5,10", columns="tax_pct,local_tax_pct")
        plan = best({"duties": table, "customs": customs(tax_base="goods")},
                    goods="1:61|1:62")
        self.assertEqual(amounts(plan, "tax"), ["0.10", "0.01"])
        # Of 0.05 alone: half a cent, up.
        plan = best({"duties": table, "customs": customs(tax_base="goods")},
                    goods="1:61")
        self.assertEqual(amounts(plan, "tax"), ["0.05", "0.01"])
        # Nothing: no line.
        plan = best({"duties": table, "customs": customs(tax_base="goods")},
                    goods="0.8:61")
        self.assertEqual(amounts(plan, "tax"), ["0.04"])
