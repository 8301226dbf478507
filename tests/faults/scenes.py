"""The commands that are run with faults: what they are given and what they may leave."""

import pathlib
import shutil
import subprocess
import sys

FIXTURES = pathlib.Path(__file__).resolve().parents[1] / "fixtures"

# A parcel with something of everything: several parcels, goods, stock, flags.
SHIPMENT = ("--from", "CNSZX", "--to", "US:90001", "--weight", "0.8", "--dims", "20x15x10", "--value", "45:USD",
            "--hs", "850440", "--flags", "battery", "--sku", "S1", "--ship-date", "2026-11-23")
JSON = (b'{"id": "A1", "origin": "CNSZX", "country": "US", "ship_date": "2026-11-23", "flags": ["battery"],'
        b' "parcels": [{"weight_kg": 0.8}, {"weight_kg": 1.25, "quantity": 2}],'
        b' "goods": [{"value": 45, "hs_code": "850440"}, {"value": 5, "hs_code": "610910"}], "value_currency": "USD"}')
SHEET = ("--carrier", "HKPOST", "--mode", "postal", "--from", "HKHKG", "--days", "5-12", "--prefix", "AIR")
BATCH = ("--data", "{tables}", "batch", "orders.csv")


class Scene:
    """A command line. `{tables}` in it is the catalog, `{other}` another one, `{cards}` one to import to."""

    def __init__(self, name, *arguments, files=(), stdin=None, kept=False, before=None, signals=False,
                 tells=False):
        self.name = name
        self.arguments = arguments
        self.files = files      # of the material, in the folder that the command runs in
        self.stdin = stdin      # bytes; None: nothing
        self.kept = kept        # a failing run may leave something; True: it can be gone on with
        self.before = before    # NAME: CONTENT of files that are there already
        self.signals = signals  # writes files: signals must not leave half of one
        self.tells = tells      # what could not be read is part of what is written


def scenes():
    quote = ("--data", "{tables}", "quote", *SHIPMENT)
    old = {"out": b"old\n"}
    csv, few, jsonl, sheet = "orders.csv", "few.csv", "orders.jsonl", "sheet.csv"
    return [
        Scene("check", "check", "{tables}", tells=True),
        Scene("check, of errors, as json", "check", "{broken}", "-f", "json", "-o", "out", before=old, tells=True),
        Scene("quote", *quote),
        Scene("quote --explain", *quote, "--explain"),
        Scene("quote as json, explained", *quote, "--explain", "-f", "json"),
        Scene("quote as csv, frontier", *quote, "--frontier", "-f", "csv"),
        Scene("quote as html", *quote, "-f", "html", "-o", "out.html", signals=True),
        Scene("quote of json", "--data", "{tables}", "quote", "-", "-f", "json", stdin=JSON),
        Scene("quote without a plan", "--data", "{tables}", "quote", "--from", "CNSZX", "--to", "JP",
              "--weight", "1", "--ship-date", "2026-11-23"),
        Scene("quote of an unknown place", "--data", "{tables}", "quote", "--from", "CNSXZ", "--to", "US",
              "--weight", "1", "-f", "json"),
        Scene("batch", *BATCH, "--threads", "1", files=[csv]),
        Scene("batch, two threads", *BATCH, "--threads", "2", files=[csv]),
        Scene("batch of a stream", "--data", "{tables}", "batch", "-", "--threads", "1", stdin=few),
        Scene("batch of a stream to a file", "--data", "{tables}", "batch", "-", "--threads", "1", "-o", "out",
              stdin=few, before=old, signals=True),
        Scene("batch to a file", *BATCH, "--threads", "1", "-o", "out", files=[csv], kept=True, before=old,
              signals=True),
        Scene("batch to a file, two threads", *BATCH, "--threads", "2", "-o", "out", "--summary", "sum.json",
              files=[csv], kept=True, signals=True),
        Scene("batch, resumed", *BATCH, "--threads", "1", "-o", "out", "--resume", files=[csv], kept=True,
              before="half", signals=True),
        Scene("batch of JSON Lines, explained", "--data", "{tables}", "batch", "orders.jsonl", "--explain",
              "--format", "jsonl", "--threads", "1", "--anew", files=[jsonl]),
        Scene("batch with a page", "--data", "{tables}", "batch", "few.csv", "--threads", "1", "-o", "out",
              "--report", "page.html", files=[few], kept="begun", signals=True),
        Scene("batch, a part", *BATCH, "--threads", "1", "--shard", "2/3", "-o", "out", files=[csv], kept=True),
        Scene("compare", "compare", "{tables}", "{other}", "few.csv", "--threads", "1", "--ship-date",
              "2026-11-23", files=[few]),
        Scene("compare as json", "compare", "{tables}", "{other}", "few.csv", "--threads", "2", "--ship-date",
              "2026-11-23", "-f", "json", "-o", "out", files=[few], before=old, signals=True),
        Scene("compare as csv", "compare", "{tables}", "{other}", "few.csv", "--threads", "1", "--ship-date",
              "2026-11-23", "-f", "csv", files=[few]),
        Scene("import", "--data", "{cards}", "import", "matrix", "sheet.csv", *SHEET, "-o", "cat",
              files=[sheet], signals=True),
        Scene("import over what is there", "--data", "{cards}", "import", "matrix", "sheet.csv", *SHEET,
              "--force", "-o", "cat", files=[sheet],
              before={"cat/rates/AIR.csv": b"old\n", "cat/lanes/AIR.csv": b"old\n"}, signals=True),
        Scene("import, a dry run", "--data", "{cards}", "import", "matrix", "-", *SHEET, "--dry-run",
              stdin=sheet),
        Scene("init", "init", "new", signals=True),
        Scene("tables", "tables", "rates"),
        Scene("tables as json", "tables", "-f", "json"),
        Scene("lanes", "--data", "{tables}", "lanes", "--to", "US", "--weight", "1"),
        Scene("lanes as json", "--data", "{tables}", "lanes", "-f", "json", "-o", "out"),
        Scene("calendar", "--data", "{timed}", "calendar", "WORK", "--from", "2026-12-20", "--weeks", "2"),
        Scene("sweep", *quote[:2], "quote", "--from", "CNSZX", "--to", "US:90001", "--value", "45", "--ship-date",
              "2026-11-23", "--sweep", "weight=0.9..1.2:0.1"),
        Scene("sweep as csv", *quote[:2], "quote", "--from", "CNSZX", "--to", "US:90001", "--value", "45",
              "--ship-date", "2026-11-23", "--sweep", "weight=1.05..1.06:0.01", "-f", "csv", "-o", "out", before=old),
        Scene("completion", "completion", "bash"),
        Scene("completion of a word", "completion", "--next", "--", "--data", "{tables}", "quote", "--from", "C"),
        Scene("help", "help"),
        Scene("help of a command", "quote", "--help"),
        Scene("manual", "help", "--man"),
        Scene("manual of a command", "help", "--man", "batch"),
        Scene("version", "--version"),
        Scene("a misspelt command", "qoute"),
        Scene("a misspelt flag", "quote", "--wieght", "1"),
        Scene("no catalog", "check", "nowhere"),
    ]


def copy(source, target):
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("README.md"))
    return target


def split(table):
    """TABLE.csv becomes a folder of two files."""
    header, *rows = table.read_text().splitlines(keepends=True)
    folder = table.with_suffix("")
    folder.mkdir()
    (folder / "a.csv").write_text(header + "".join(rows[::2]))
    (folder / "b.csv").write_text(header + "".join(rows[1::2]))
    table.unlink()


def make_material(folder, program):
    """The catalogs and files of all scenes."""
    tables = copy(FIXTURES / "mini", folder / "tables")
    split(tables / "rates.csv")
    split(tables / "lanes.csv")
    other = copy(tables, folder / "other")
    rates = other / "rates" / "a.csv"
    rates.write_text(rates.read_text().replace(",23", ",21").replace(",15", ",14"))
    broken = copy(tables, folder / "broken")
    with open(broken / "nodes.csv", "a") as nodes:
        nodes.write('"open quote\nXXX,XX\nCNSZX,CN\n')
    copy(FIXTURES / "cards" / "catalog", folder / "cards")
    shutil.copy(FIXTURES / "cards" / "air-parcel.csv", folder / "sheet.csv")
    timed = copy(tables, folder / "timed")
    (timed / "calendars.csv").write_text("calendar,work_days\nWORK,Mon|Tue|Wed|Thu|Fri\n")
    (timed / "holidays.csv").write_text("calendar,date,name\nWORK,2026-12-25,Christmas\n")
    subprocess.run([sys.executable, FIXTURES / "make_orders.py", "1500", folder / "orders.csv",
                    folder / "orders.jsonl"], check=True)
    lines = (folder / "orders.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "orders.jsonl").write_bytes(b"".join(lines[:40]))
    subprocess.run([sys.executable, FIXTURES / "make_orders.py", "60", folder / "few.csv", folder / "few.jsonl"],
                   check=True)
