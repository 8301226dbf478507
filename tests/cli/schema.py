#!/usr/bin/env python3
"""Holds the JSON that lanewise really prints against docs/schema/*.json.

    tests/cli/schema.py [--program PATH]

The schemas are tested first on samples that they must take or refuse, so that a schema that lets
everything pass is found out.
"""

import argparse
import copy
import decimal
import json
import pathlib
import re
import shutil
import sys
import tempfile

import jsonschema

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tools"))
import session  # noqa: E402

SCHEMAS = session.ROOT / "docs" / "schema"
BATCH_LINES = 60  # of the shipped orders: enough to meet every shape, few enough for valgrind

SHIPMENT = {"origin": "CNSZX", "country": "US", "postcode": "90001", "parcels": [{"weight_kg": 0.8}]}

# (label, change to SHIPMENT or None for the key's removal, is it valid?)
SHIPMENT_SAMPLES = [
    ("only what is required", {"postcode": None}, True),
    ("decimals as text", {"parcels": [{"weight_kg": "0.80"}], "value": "45.5", "max_days": "12"}, True),
    ("dimensions and quantity", {"parcels": [
        {"weight_kg": 1, "length_cm": 20, "width_cm": "15", "height_cm": 10.5, "quantity": 3}]}, True),
    ("two kinds of parcels", {"parcels": [{"weight_kg": 1}, {"weight_kg": 2, "quantity": 2}]}, True),
    ("lists of flags and modes", {"flags": ["battery", "liquid"], "modes": ["postal", "express"]}, True),
    ("flags as text", {"flags": "battery|liquid"}, True),
    ("everything else", {
        "id": "A-1", "value": 45, "value_currency": "USD", "currency": "EUR", "hs_code": "8504.40",
        "hs_lines": 2, "sku": "S1", "ship_date": "2026-11-23", "incoterm": "DAP", "max_cost": 100,
        "max_blind_hours": 24, "max_blind_gap_hours": 12.5, "exclude_modes": ["express"],
        "max_legs": 3, "ready_at": "2026-11-23T14:30", "deliver_by": "2026-12-24"}, True),
    ("goods", {"goods": [{"value": 5, "hs_code": "6109.10"}, {"value": "0.5", "hs_code": None}]}, True),
    ("goods as text", {"goods": "5:610910|0.5"}, True),
    ("an empty list of goods", {"goods": []}, False),
    ("a hundred and one items", {"goods": [{"value": 1}] * 101}, False),
    ("an item without a value", {"goods": [{"hs_code": "61"}]}, False),
    ("an item of another field", {"goods": [{"value": 1, "quantity": 2}]}, False),
    ("no origin", {"origin": KeyError}, False),
    ("no parcels", {"parcels": []}, False),
    ("a parcel without a weight", {"parcels": [{"length_cm": 1, "width_cm": 1, "height_cm": 1}]}, False),
    ("only one dimension", {"parcels": [{"weight_kg": 1, "length_cm": 20}]}, False),
    ("a negative weight", {"parcels": [{"weight_kg": -1}]}, False),
    ("an exponent in text", {"parcels": [{"weight_kg": "1e3"}]}, False),
    ("an unknown key", {"postal_code": "90001"}, False),
    ("an unknown mode", {"modes": ["rail"]}, False),
    ("an unknown incoterm", {"incoterm": "EXW"}, False),
    ("thirteen legs", {"max_legs": 13}, False),
    ("a date of another order", {"ship_date": "23.11.2026"}, False),
    ("an origin with a blank", {"origin": "CN SZX"}, False),
]

QUOTE = {
    "shipment": SHIPMENT, "currency": "USD", "ship_date": "2026-11-23", "status": "ok", "message": "",
    "plans": [{
        "rank": 1, "score": 98.5,
        "cost": {"total": 9.5, "freight": 8, "surcharges": 1, "handling": 0.5, "handoff": 0, "customs": 0,
                 "duty": 0, "tax": 0, "storage": 0, "inbound": 0, "buyer_pays": 0},
        "time": {"typical_days": 9, "min_days": 7, "max_days": 14, "ready_at": "2026-11-23T00:00+08:00",
                 "arrives": "2026-12-01T16:00-08:00", "arrives_min": "2026-11-29T16:00-08:00",
                 "arrives_max": "2026-12-06T16:00-08:00"},
        "tracking": {"blind_hours": 20.5, "visibility_pct": 90.5, "blind_gap_hours": 12},
        "modes": ["postal"], "start": "CNSZX", "stocked": False,
        "legs": [{"lane": "L1", "carrier": "C", "mode": "postal", "from": "CNSZX", "to": "US", "cost": 9,
                  "billable_kg": 0.8, "module": "international", "days": 9, "visibility": 0.9,
                  "departs": "2026-11-23T00:00+08:00", "arrives": "2026-12-01T16:00-08:00",
                  "waited_hours": 0}],
        "charges": [{"type": "duty", "place": "lane", "id": "L1", "amount": 8, "currency": "USD",
                     "card_amount": 57.1, "card_currency": "CNY", "source": ["rates:rates.csv:2"],
                     "payer": "buyer", "rule": "fuel"}],
    }],
    "not_offered": [{"mode": "express", "refused": {"weight": 2}, "nearest": {"weight": "max 0.5 kg"},
                     "best": {"start": "CNSZX", "lanes": ["X1"], "cost": 10, "days": 9.25,
                              "blind_hours": 20.5},
                     "beaten_by": {"start": "CNSZX", "lanes": ["L1"], "cost": 9.5, "days": 9,
                                   "blind_hours": 20.5},
                     "by": {"cost": 0.5, "days": 0.25, "blind_hours": 0}, "over_limits": 0,
                     "note": "n"}],
    "warnings": ["w"],
}

# (label, path to what is changed, its new value or KeyError for its removal, is it valid?)
QUOTE_SAMPLES = [
    ("as it is", ["status"], "ok", True),
    ("no plan", [], {"shipment": SHIPMENT, "currency": "USD", "ship_date": "2026-11-23", "plans": [],
                     "status": "no_plan", "message": "no lane leaves CNSZX"}, True),
    ("an invalid shipment", [], {"shipment": {"id": "7"}, "plans": [], "status": "invalid",
                                 "message": "unknown node"}, True),
    ("ok without a plan", ["plans"], [], False),
    ("no plan and no reason", [], {"shipment": SHIPMENT, "currency": "USD", "plans": [],
                                   "ship_date": "2026-11-23", "status": "no_plan"}, False),
    ("an unknown status", ["status"], "fine", False),
    ("a shipment that breaks its own schema", ["shipment"], {"id": "7"}, False),
    ("an unknown key", ["plan"], [], False),
    ("an unknown key in a plan", ["plans", 0, "price"], 1, False),
    ("a cost as text", ["plans", 0, "cost", "total"], "9.50", False),
    ("a cost without tax", ["plans", 0, "cost", "tax"], KeyError, False),
    ("no legs", ["plans", 0, "legs"], [], False),
    ("a leg with an unknown module", ["plans", 0, "legs", 0, "module"], "abroad", False),
    ("a visibility above 100 %", ["plans", 0, "tracking", "visibility_pct"], 100.1, False),
    ("a source without a line", ["plans", 0, "charges", 0, "source"], ["rates:rates.csv"], False),
    ("an instant without an offset", ["plans", 0, "time", "arrives"], "2026-11-30T06:00", False),
    ("an unknown reason", ["not_offered", 0, "refused"], {"luck": 1}, False),
    ("a best plan that nothing beats", ["not_offered", 0, "beaten_by"], KeyError, False),
    ("a beaten plan that does not say by how much", ["not_offered", 0, "by"], KeyError, False),
    ("a beaten plan without its days", ["not_offered", 0, "best", "days"], KeyError, False),
]

QUOTE_FLAGS = ("--from CNSZX --to US:90001 --weight 0.8 --dims 20x15x10 --value 45:USD --hs 850440 "
               "--flags battery --sku S1 --currency USD --ship-date 2026-11-23 --format json")
JSON_SHIPMENT = json.dumps({**SHIPMENT, "id": "J 1", "value": "45.00", "value_currency": "USD",
                            "parcels": [{"weight_kg": 0.4, "quantity": 2}, {"weight_kg": "1.25"}],
                            "ship_date": "2026-11-23"})

# (label, command, statuses that it may exit with, statuses that the quotes may have)
COMMANDS = [
    ("quote", f"quote {QUOTE_FLAGS}", (0,), ("ok",)),
    ("quote --explain", f"quote {QUOTE_FLAGS} --explain", (0,), ("ok",)),
    ("quote --frontier --explain", f"quote {QUOTE_FLAGS} --frontier --explain", (0,), ("ok",)),
    ("quote under DAP", f"quote {QUOTE_FLAGS} --incoterm DAP --explain", (0,), ("ok",)),
    ("quote without a plan", f"quote {QUOTE_FLAGS} --max-cost 0.01 --explain", (1,), ("no_plan",)),
    ("quote of a JSON shipment", f"quote - --format json <<'.'\n{JSON_SHIPMENT}\n.", (0,), ("ok",)),
    ("quote of goods", "quote --from CNSZX --to JP --weight 1 --currency JPY --ship-date 2026-11-23 "
     "--goods '34795:610910|26258.4:640299|7' --format json --explain", (0,), ("ok",)),
    ("batch of the shipped orders", "batch orders.csv --format jsonl", (0, 1), ("ok", "no_plan")),
    ("batch --explain --top 3", "batch orders.csv --format jsonl --explain --top 3", (0, 1),
     ("ok", "no_plan")),
    ("batch with an unknown origin", "batch - --format jsonl --ship-date 2026-11-23 <<'.'\n"
     "origin,country,weight_kg\nNOWHERE,US,1\n.", (1,), ("invalid",)),
    ("batch with a line that is no JSON", "batch - --input jsonl --format jsonl <<'.'\n{\"origin\"\n.",
     (1,), ("invalid",)),
]

SWEEP = "quote --from CNSZX --to US:90001 --value 45:USD --ship-date 2026-11-23 --format json --sweep"

# (schema, label, command, statuses that it may exit with): answers of other kinds
OTHER_COMMANDS = [
    ("sweep", "sweep of the weight", f"{SWEEP} weight=0.1..0.5:0.1", (0,)),
    ("sweep", "sweep of the value", f"{SWEEP} value=0..20:5 --weight 1 --currency JPY", (0,)),
    ("sweep", "sweep of the moment", f"{SWEEP} ready_at=2026-11-23..2026-11-30:12h --weight 1", (0,)),
    ("sweep", "sweep without a plan", f"{SWEEP} weight=1..1.1:0.1 --max-cost 0.01", (1,)),
    ("calendar", "one calendar", "calendar CN --from 2026-09-28 --format json", (0,)),
    ("calendar", "a calendar beyond its holidays", "calendar DE --from 2099-01-01 -n 1 --format json", (0,)),
    ("calendar", "all calendars", "calendar --format json", (0,)),
    ("lanes", "all lanes", "lanes --format json", (0,)),
    ("lanes", "lanes with freight", "lanes --weight 1.2 --ship-date 2026-11-23 --format json", (0,)),
    ("lanes", "lanes that are none", "lanes --to CN --mode postal --from DEHAM --format json", (0,)),
    ("tables", "one table", "tables lanes --format json", (0,)),
    ("tables", "all tables", "tables --format json", (0,)),
    ("summary", "summary of a batch", "batch orders.csv -o plans.csv --summary -", (0, 1)),
    ("summary", "summary of a part", "batch orders.csv --shard 2/3 -o plans.csv --summary -", (0, 1)),
    ("summary", "summary of no order", "batch - --input jsonl -o plans.csv --summary - </dev/null", (0,)),
    ("compare", "compare", "compare shipped other orders.csv --format json", (0, 1)),
    ("compare", "compare the other way round", "compare other shipped orders.csv --format json -n 2", (0, 1)),
    ("compare", "compare by time", "compare shipped other orders.csv -f json --rank time --time-basis max", (0, 1)),
    ("compare", "compare quotes in two currencies", "compare shipped other - -f json --ship-date 2026-11-23 <<'.'\n"
     "origin,country,weight_kg\nCNSZX,US,1\nCNSZX,DE,heavy\nHKHKG,GB,1\n.", (1,)),
    ("compare", "compare no orders", "compare shipped other - --input jsonl --format json </dev/null", (0,)),
]

SUMMARY = {
    "input": "orders.csv", "shard": None, "records": 3, "kept_records": 0,
    "by_status": {"ok": 2, "no_plan": 1, "invalid": 0},
    "by_mode": {"postal": 1, "express": 2, "dedicated_line": 0, "overseas_warehouse": 0, "bonded_warehouse": 0},
    "by_currency": [{"currency": "USD", "orders": 2, "cost": 36.5}],
    "elapsed_seconds": 0.25, "orders_per_second": 12, "threads": 2, "reused": 1,
    "stages": {"reading": 0, "parsing": 0.1, "planning": 0.2, "rendering": 0.05, "writing": 0},
    "slowest_stage": "planning",
}

# As QUOTE_SAMPLES, of SUMMARY.
SUMMARY_SAMPLES = [
    ("as it is", ["records"], 3, True),
    ("a part", ["shard"], {"part": 1, "parts": 3}, True),
    ("no order with a plan", ["by_currency"], [], True),
    ("a part of nothing", ["shard"], {"part": 1, "parts": 0}, False),
    ("a status missing", ["by_status", "invalid"], KeyError, False),
    ("an unknown mode", ["by_mode", "rail"], 1, False),
    ("a cost as text", ["by_currency", 0, "cost"], "36.50", False),
    ("a currency without orders", ["by_currency", 0, "orders"], 0, False),
    ("an unknown stage", ["slowest_stage"], "thinking", False),
    ("an unknown key", ["orders"], 3, False),
]


ORDER = {
    "id": "O1", "record": 1, "change": "repriced",
    "before": {"status": "ok", "currency": "USD", "cost": 9.5, "days": 9, "blind_hours": 20.5, "visibility_pct": 90.5,
               "modes": ["postal"], "start": "CNSZX", "stocked": False, "lanes": ["L1"], "message": ""},
    "after": {"status": "ok", "currency": "USD", "cost": 10, "days": 9, "blind_hours": 20.5, "visibility_pct": 90.5,
              "modes": ["postal"], "start": "CNSZX", "stocked": False, "lanes": ["L1"], "message": ""},
    "changes": {"cost": 0.5, "days": 0, "blind_hours": 0, "visibility_pct": 0, "freight": 0.75, "surcharges": -0.25},
}
SUM = {"orders": 1, "before": 9, "after": 9, "change": 0, "up": {"orders": 0, "change": 0},
       "down": {"orders": 0, "change": 0}, "median_change": 0}
PARTS = ("freight", "surcharges", "handling", "handoff", "customs", "duty", "tax", "storage", "inbound", "buyer_pays")
COMPARE = {
    "catalog_before": "a", "catalog_after": "b", "rank": "score", "time_basis": "typical", "ship_date": "2026-11-23",
    "orders": 2, "changes": {"same": 0, "retimed": 0, "repriced": 1, "requoted": 0, "moved": 0, "lost": 0,
                             "gained": 0, "none": 1},
    "statuses": {side: {"ok": 1, "no_plan": 0, "invalid": 1} for side in ("before", "after")},
    "moved_to_other_modes": 0, "not_priced": 0,
    "costs": [{**SUM, "currency": "USD", "before": 9.5, "after": 10, "change": 0.5,
               "parts": {part: {"before": 1, "after": 2, "change": 1} for part in PARTS}}],
    "days": SUM, "blind_hours": {**SUM, "median_change_most": 1},
    "visibility_pct": {"orders": 1, "average_before": 90.5, "average_after": 90.5, "up_orders": 0, "down_orders": 0,
                       "median_change": 0},
    "modes": [{"before": ["postal"], "after": ["postal"], "orders": 1}, {"before": [], "after": [], "orders": 1}],
    "lanes_gone": {"lanes": 2, "used": 1, "most_used": [{"lane": "L0", "orders": 1}]},
    "lanes_new": {"lanes": 0, "used": 0, "most_used": []},
    "hardest_hit": [ORDER], "lost": [], "gained": [],
    "none": [{"id": "7", "record": 7, "change": "none",
              "before": {"status": "invalid", "currency": None, "message": "unknown node"},
              "after": {"status": "no_plan", "currency": "USD", "message": "no lane leaves CNSZX"}}],
}

# As QUOTE_SAMPLES, of COMPARE.
COMPARE_SAMPLES = [
    ("as it is", ["orders"], 2, True),
    ("no order with a plan in both", ["days"], None, True),
    ("an order quoted in two currencies", ["hardest_hit", 0, "changes", "cost"], KeyError, True),
    ("an unknown key", ["records"], 2, False),
    ("a kind of change missing", ["changes", "lost"], KeyError, False),
    ("a status missing", ["statuses", "after", "invalid"], KeyError, False),
    ("an unknown change", ["hardest_hit", 0, "change"], "worse", False),
    ("a cost without its parts", ["costs", 0, "parts"], KeyError, False),
    ("a part missing", ["costs", 0, "parts", "duty"], KeyError, False),
    ("a rise below 0", ["costs", 0, "up", "change"], -1, False),
    ("a fall above 0", ["days", "down", "change"], 1, False),
    ("a plan without its lanes", ["hardest_hit", 0, "before", "lanes"], KeyError, False),
    ("an invalid order with a cost", ["none", 0, "before", "cost"], 1, False),
    ("no plan and no reason", ["none", 0, "after", "message"], "", False),
    ("a lane in no order", ["lanes_gone", "most_used", 0, "orders"], 0, False),
    ("an unknown mode", ["modes", 0, "after"], ["rail"], False),
]


def other_catalog(folder):
    """The shipped catalog with a lane less, dearer rates, another base of exchange, and nothing for Australia."""
    other = folder / "other"
    shutil.copytree(session.ROOT / "data", other)
    for table, old, new in [
            ("lanes/last_mile.csv", r"(?m)^LM-LAX-USPS-US-W,.*\n", ""),
            ("rates/dedicated_line.csv", r"(?m)^((?:[^,\n]*,){5})(\d)", r"\g<1>1\2"),
            ("fx.csv", r"(?m)^EUR,1,(.*)\nUSD,1.1684,", r"EUR,0.8559,\1\nUSD,1,"),
            ("restrictions.csv", r"\Z", "NO-AU,,,,,AU,,,,,,closed,,\n")]:
        path = other / table
        text, count = re.subn(old, new, path.read_text(encoding="utf-8"))
        assert count > 0, table
        path.write_text(text, encoding="utf-8")


def validator(name):
    """A validator of one schema; references to its neighbours are found beside it."""
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    resolver = jsonschema.RefResolver(base_uri=(SCHEMAS / name).as_uri(), referrer=schema)
    return jsonschema.Draft202012Validator(schema, resolver=resolver)


def faults(checker, instance):
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(instance)]


def changed(sample, path, value):
    if not path:
        return value
    sample = copy.deepcopy(sample)
    place = sample
    for step in path[:-1]:
        place = place[step]
    if value is KeyError:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return sample


def test_samples(tap, checker, name, samples):
    """samples: (label, instance, is it valid?)"""
    for label, instance, valid in samples:
        problems = faults(checker, instance)
        if valid:
            tap.result(f"{name} takes: {label}", problems)
        else:
            tap.result(f"{name} refuses: {label}", [] if problems else ["it was accepted"])


def sums_wrong(quote):
    """Does every total add up? What the schema cannot say."""
    problems = []
    for plan in quote["plans"]:
        parts = dict(plan["cost"])
        total, _ = parts.pop("total"), parts.pop("buyer_pays")
        if sum(parts.values()) != total:
            problems.append(f"plan {plan['rank']}: the parts of the cost do not add up to {total}")
        if "charges" in plan:
            lines = sum(line["amount"] for line in plan["charges"] if line.get("payer") != "buyer")
            if lines != total:
                problems.append(f"plan {plan['rank']}: the lines add up to {lines}, not {total}")
    return problems


def test_command(checker, command, env, folder, exits, statuses):
    status, out, err = session.run(f"lanewise --data shipped {command}", folder, env)
    if status not in exits:
        return [f"exit status {status}", *err]
    problems = []
    texts = out if command.startswith("batch") else ["\n".join(out)]
    for number, text in enumerate(texts, start=1):
        try:
            quote = json.loads(text, parse_float=decimal.Decimal)
        except ValueError as error:
            problems.append(f"answer {number} is not JSON: {error}")
            continue
        wrong = faults(checker, quote)
        if not wrong:
            wrong = sums_wrong(quote)
            if quote["status"] not in statuses:
                wrong.append(f"status {quote['status']}: {quote.get('message')}")
        problems += [f"answer {number}: {fault}" for fault in wrong[:5]]
    if not texts:
        problems.append("it printed nothing")
    return problems[:20]


def test_other(name, command, env, folder, exits):
    data = "" if command.startswith("compare") else "--data shipped "
    status, out, err = session.run(f"lanewise {data}{command}", folder, env)
    if status not in exits:
        return [f"exit status {status}", *err]
    return faults(validator(f"{name}.schema.json"), json.loads("\n".join(out)))[:20]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--program", default=str(session.ROOT / "build" / "lanewise"))
    options = parser.parse_args()

    tap = session.Tap()
    shipment = validator("shipment.schema.json")
    quote = validator("quote.schema.json")
    test_samples(tap, shipment, "shipment schema", [
        (label, {key: value for key, value in {**SHIPMENT, **change}.items() if value is not KeyError},
         valid) for label, change, valid in SHIPMENT_SAMPLES])
    test_samples(tap, quote, "quote schema", [
        (label, changed(QUOTE, path, value), valid) for label, path, value, valid in QUOTE_SAMPLES])
    test_samples(tap, validator("summary.schema.json"), "summary schema", [
        (label, changed(SUMMARY, path, value), valid) for label, path, value, valid in SUMMARY_SAMPLES])
    test_samples(tap, validator("compare.schema.json"), "compare schema", [
        (label, changed(COMPARE, path, value), valid) for label, path, value, valid in COMPARE_SAMPLES])

    with tempfile.TemporaryDirectory(prefix="lanewise-schema-") as scratch:
        folder = pathlib.Path(scratch)
        (folder / "shipped").symlink_to(session.ROOT / "data")
        orders = (session.ROOT / "data" / "orders.csv").read_text(encoding="utf-8").splitlines(True)
        (folder / "orders.csv").write_text("".join(orders[: 1 + BATCH_LINES]), encoding="utf-8")
        other_catalog(folder)
        env = session.environment(options.program, scratch)
        for label, command, exits, statuses in COMMANDS:
            tap.result(label, test_command(quote, command, env, folder, exits, statuses))
        for name, label, command, exits in OTHER_COMMANDS:
            tap.result(label, test_other(name, command, env, folder, exits))
    return tap.close()


if __name__ == "__main__":
    sys.exit(main())
