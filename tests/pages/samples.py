"""Pages to look at: the ones that the tests hold up against what they should be.

    python3 tests/pages/samples.py --program PATH FOLDER

writes them, and samples.json with what is known of each, into FOLDER. The hostile ones come from
tables and orders in which every text tries to become markup.
"""

import argparse
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]

PARCEL = ("--from CNSZX --to US:90001 --weight 0.8 --dims 20x15x10 --value 45:USD --hs 850440 "
          "--flags battery --sku S1 --currency USD --ship-date 2026-11-23").split()
GERMANY = ("--from CNSZX --to DE:10115 --weight 1.2 --value 120:EUR --hs 850440 --currency EUR "
           "--ship-date 2026-11-23").split()

# What must stand in the pages as text, letter by letter.
EVIL = {
    "end": "</script><script>pwned()</script>",
    "attribute": "\"><img src=x onerror=pwned()>",
    "comment": "<!--<script>",
    "entities": "&lt;b&gt; ]]> ${pwned()} \\u003cscript\\u003e",
    "single": "' onload=pwned() '",
    "file": "<img src=x onerror=pwned()>&amp;.csv",
    "reversed": "\u202eevil",
}


def shown(text):
    """What a page says for it: what turns the direction of text is kept from it."""
    return text.replace("\u202e", "\ufffd")


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def hostile_catalog(folder):
    tables = {
        "nodes.csv": f"node,name,country,kind\nA,{quoted(EVIL['end'])},CN,origin\n",
        "zones.csv": "zone,country\nZ,US\n",
        "carriers.csv": f"carrier,name,currency\nC,{quoted(EVIL['comment'])},USD\n",
        "lanes.csv": "lane,carrier,mode,from,to,service,days,visibility\n"
                     f"L,C,postal,A,Z,{quoted(EVIL['single'])},4,0.5\n"
                     f"M,C,express,A,Z,{quoted(EVIL['comment'])},2,1\n",
        "rates/" + EVIL["file"]: "card,flat\nL,3\nM,9\n",
        "surcharges.csv": "surcharge,name,basis,amount\n" + "".join(
            f"S{i},{quoted(text)},flat,1\n" for i, text in enumerate(EVIL.values())),
        "restrictions.csv": f"restriction,lane,flag,reason\nR,L|M,forbidden,{quoted(EVIL['end'])}\n"
                            f"W,,banned,{quoted(EVIL['attribute'])}\n",
        "countries.csv": f"country,name\nUS,{quoted(EVIL['end'])}\n",
        "fx.csv": "currency,rate\nUSD,1\n",
    }
    for name, text in tables.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    # What is wrong with an order is told on the page as well.
    rows = [(EVIL["end"], "US", "", "1", ""), (EVIL["attribute"], "US", "1", "1", "banned"),
            (EVIL["comment"], "US", "", "<b>", ""), (EVIL["entities"], "<b>", "", "1", ""),
            ("\u202eevil", "US", "", "1", "forbidden")]
    orders = folder / EVIL["file"]
    orders.write_text("id,origin,country,postcode,weight_kg,flags\n" + "".join(
        f"{quoted(i)},A,{c},{p},{quoted(w)},{f}\n" for i, c, p, w, f in rows), encoding="utf-8")
    return orders


def catalog_without_rates(folder):
    """Two countries, each with its own currency."""
    tables = {
        "nodes.csv": "node,country,kind\nA,CN,origin\n",
        "zones.csv": "zone,country\nZ,US\nY,DE\n",
        "carriers.csv": "carrier,currency\nC,USD\nD,EUR\n",
        "lanes.csv": "lane,carrier,mode,from,to,days\nL,C,postal,A,Z,4\nM,D,express,A,Y,2\n",
        "rates.csv": "card,flat\nL,3\nM,9.5\n",
    }
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / name).write_text(text)
    orders = folder.parent / "without-rates-orders.csv"
    orders.write_text("id,origin,country,weight_kg,currency\n1,A,US,1,USD\n2,A,DE,1,EUR\n3,A,US,2,USD\n")
    return orders


class Samples:
    def __init__(self, program, folder):
        self.program = str(pathlib.Path(program).resolve())
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.pages = {}

    def run(self, *arguments, **env):
        return subprocess.run([self.program, *map(str, arguments)], capture_output=True,
                              cwd=ROOT, env=os.environ | {"LC_ALL": "C.UTF-8"} | env)

    def quote(self, name, data, *flags, texts=()):
        page = self.folder / f"{name}.html"
        command = ["--data", data, "quote", *flags, "-f", "html"]
        done = self.run(*command, "-o", page)
        assert done.returncode in (0, 1), done.stderr
        self.pages[name] = {"kind": "quote", "file": page.name, "texts": list(texts),
                            "command": [str(part) for part in command]}

    def report(self, name, data, orders, *flags, texts=()):
        page, plans = self.folder / f"{name}.html", self.folder / f"{name}.csv"
        command = ["--data", data, "batch", orders, "--ship-date", "2026-11-23", *flags]
        done = self.run(*command, "-o", plans, "--report", page)
        assert done.returncode in (0, 1), done.stderr
        self.pages[name] = {"kind": "report", "file": page.name, "plans": plans.name,
                            "data": str(data), "texts": list(texts),
                            "command": [str(part) for part in command]}

    def make(self):
        shipped, mini = ROOT / "data", ROOT / "tests/fixtures/mini"
        evil = self.folder / "evil"
        orders = hostile_catalog(evil)
        self.quote("quote", shipped, *PARCEL)
        self.quote("frontier", shipped, *PARCEL, "--frontier", "--rank", "cost")
        self.quote("both", shipped, *GERMANY, "--incoterm", "both", "--top", 2)
        self.quote("dap", shipped, *GERMANY, "--incoterm", "DAP", "--top", 1)
        self.quote("elapsed", mini, "--from", "CNSZX", "--to", "US", "--weight", "0.8", "--value", "45",
                   "--ship-date", "2026-11-23")
        self.quote("none", shipped, *GERMANY, "--max-cost", "1")
        self.quote("hostile", evil, "--from", "A", "--to", "US", "--weight", "1", "--value", "5",
                   "--flags", EVIL["end"], "--sku", EVIL["attribute"], "--ship-date", "2026-11-23",
                   texts=[shown(text) for text in EVIL.values()])
        self.report("report", shipped, ROOT / "data/orders.csv")
        self.report("in-dollars", shipped, ROOT / "data/orders.csv", "--currency", "USD")
        self.report("hostile-report", evil, orders,
                    texts=[shown(EVIL[k])
                           for k in ("end", "attribute", "comment", "entities", "file", "reversed")])
        self.report("without-rates", self.folder / "without-rates",
                    catalog_without_rates(self.folder / "without-rates"))
        self.report("one", mini, self.one_order())
        (self.folder / "samples.json").write_text(json.dumps(self.pages, indent=1))

    def one_order(self):
        path = self.folder / "one-order.csv"
        path.write_text("id,origin,country,weight_kg,value\n1,CNSZX,US,1,5\n")
        return path


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / "build/lanewise")
    parser.add_argument("folder")
    arguments = parser.parse_args()
    Samples(arguments.program, arguments.folder).make()


if __name__ == "__main__":
    main()
