"""Is a batch the same to the byte whether routes are reused or every order is searched by itself?

    python3 alike.py --program build/lanewise [--seeds A..B | --seed N]
        [--profile core|landed|all] [--jobs J] [--keep DIR] [--seconds S]

For each seed a catalog is generated, and its orders are made many: alike but for their weight,
volume, value, limits and whatever else must not matter, on the edges of the catalog's own weights
and dates, in mixed order. The program plans them with and without `--anew`, on one thread and on
three, and the outputs are compared. So that nothing passes for want of anything to reuse, the
orders that follow many others surely alike are counted, and too few of them are a failure.

Exit status: 0 no difference, 1 differences, 2 wrong usage.
"""

import argparse
import csv
import datetime
import glob
import json
import multiprocessing
import os
import shlex
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from decimal import Decimal

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from generate import PROFILES, generate         # noqa: E402
from generate_dice import Dice                  # noqa: E402
from generate_rules import FLAGS, HS_CODES      # noqa: E402
from generate_world import COUNTRIES, MODES     # noqa: E402
from run import seed_range                      # noqa: E402

MAX_FAILED_SEEDS = 5
ORDERS, SITUATIONS, ALIKE = 4, 2, 70    # of the generator; of each; orders in each of these
MANY, LEAST_SHARE = 10, 0.15            # of orders that follow so many surely alike
WEIGHT_COLUMNS = ("over_kg", "up_to_kg", "included_kg", "max_weight_kg", "min_weight_kg",
                  "min_shipment_kg", "max_shipment_kg", "lot_kg")
CELL_COLUMNS = ("over_kg", "up_to_kg", "max_shipment_kg")
GRAM = Decimal("0.001")
# What two orders of one situation may differ in; the rest decides whether they are surely alike.
FREE = {"id", "parcels", "value", "value_currency", "hs_code", "hs_lines", "goods", "sku",
        "incoterm", "max_days", "max_cost", "max_blind_hours"}


# ------------------------------------------------------------- orders

def read_tables(directory):
    """All cells of a catalog by column name, and the greatest weight of a cell."""
    cells, top = {}, Decimal(0)
    for name in glob.glob(os.path.join(directory, "**", "*.csv"), recursive=True):
        with open(name, encoding="utf-8-sig", newline="") as text:
            for row in csv.DictReader(text):
                for column, value in row.items():
                    if column and value:
                        cells.setdefault(column.strip(), set()).add(value.strip())
        table = os.path.relpath(name, directory).split(os.sep)[0].removesuffix(".csv")
        if table in ("rates", "lanes"):
            top = max([top] + [Decimal(v) for c in CELL_COLUMNS for v in cells.get(c, ())])
    return cells, top


def edge_weights(cells):
    """The weights at which a table says that something changes, and their neighbours."""
    edges = {Decimal(value) for column in WEIGHT_COLUMNS for value in cells.get(column, ())}
    near = {edge + step for edge in edges for step in (-GRAM, 0, GRAM)}
    return sorted(str(weight) for weight in near if 0 <= weight <= 1000000)


def edge_dates(cells):
    """The days on which rows begin and end, and their neighbours."""
    days = {datetime.date.fromisoformat(value)
            for column in ("valid_from", "valid_to") for value in cells.get(column, ())}
    return sorted(str(day + datetime.timedelta(step)) for day in days for step in (-1, 0, 1))


def change_situation(dice, order, cells):
    """Another situation than the order's: one or two facts that routes may depend on."""
    days = edge_dates(cells)
    changes = [
        lambda: order.update(max_legs=dice.choice(("1", "2", "3", "4"))),
        lambda: order.update(flags=dice.some(FLAGS, 0, 3)),
        lambda: order.update(modes=dice.several(MODES, 4)),
        lambda: order.update(exclude_modes=dice.several(MODES, 2)),
    ]
    codes = COUNTRIES[order["country"]].postcodes if order["country"] in COUNTRIES else ()
    if any(codes):
        changes.append(lambda: order.update(postcode=dice.pick(codes)))
    if cells.get("rate"):
        changes.append(lambda: order.update(currency=dice.pick(sorted(cells["currency"]))))
    if days and "ready_at" not in order:
        changes += 2 * [lambda: order.update(ship_date=dice.pick(days))]
    if cells.get("depart_time") or cells.get("work_days") or cells.get("utc_offset"):
        def ready():
            order.pop("ship_date", None)
            order["ready_at"] = f"2026-03-{dice.randint(8, 16):02}T{dice.randint(0, 23):02}:30"
        changes.append(ready)
    for change in dice.some(changes, 1, 2):
        change()


def change_parcel(dice, order, weights):
    """One parcel of another weight and, at times, volume and quantity."""
    first = order["parcels"][0] if order["parcels"] else {}
    parcel = {name: value for name, value in first.items() if name != "quantity"}
    weight = dice.random()
    if weight < 0.55 and weights:
        parcel["weight_kg"] = dice.pick(weights)
    elif weight < 0.97:
        parcel["weight_kg"] = f"{10 ** (dice.random() * 4.2 - 2.7):.3f}"
    else:
        parcel["weight_kg"] = dice.choice(("0", "0.0001", "99.999", "2000", "2000.001", "1000000"))
    shape = dice.random()
    if shape < 0.6:
        for side in ("length_cm", "width_cm", "height_cm"):
            parcel.pop(side, None)
    elif shape < 0.9:
        for side in ("length_cm", "width_cm", "height_cm"):
            parcel[side] = f"{10 ** (dice.random() * 1.9):.1f}"
    if dice.chance(0.15):
        parcel["quantity"] = dice.choice(("1", "2", "3", "10"))
    order["parcels"] = [parcel]
    if dice.chance(0.04):
        order["parcels"] = [parcel, dict(parcel)]


def change_rest(dice, order):
    """Value, goods, sku, terms and limits: nothing of it makes another situation."""
    for name, chance in (("hs_code", 0.3), ("sku", 0.3)):
        if dice.chance(chance):
            order.pop(name, None)
    if "goods" not in order:
        if dice.chance(0.2):
            order["hs_code"] = dice.pick(HS_CODES)
        if dice.chance(0.9):
            order["value"] = dice.weighted((("0", 1), (f"{dice.random() * 600:.2f}", 8),
                                            (str(dice.choice((1, 22, 135, 150, 800, 999999999))), 1)))
    if dice.chance(0.2):
        order["incoterm"] = dice.choice(("DAP", "DDP"))
    for name, values in (("max_days", ("3", "6.5", "9", "15")), ("max_cost", ("20", "60", "400")),
                         ("max_blind_hours", ("24", "80.5", "200"))):
        order.pop(name, None)
        if dice.chance(0.08):
            order[name] = dice.choice(values)
    for name, values in (("max_blind_gap_hours", ("12", "48", "120")),
                         ("deliver_by", ("2026-03-14", "2026-03-20T12:00"))):
        if dice.chance(0.03):
            order[name] = dice.choice(values)


def make_orders(dice, orders, cells):
    """The orders of the generator made many."""
    weights, made = edge_weights(cells), []
    for order in dice.some(orders, ORDERS, ORDERS):
        for situation in range(SITUATIONS):
            like = json.loads(json.dumps(order))
            like.pop("id", None)
            if situation > 0:
                change_situation(dice, like, cells)
            if situation == 0 or dice.chance(0.7):
                for name in ("max_blind_gap_hours", "deliver_by"):
                    like.pop(name, None)
            for _ in range(ALIKE):
                one = json.loads(json.dumps(like))
                change_parcel(dice, one, weights)
                change_rest(dice, one)
                made.append(one)
    dice.shuffle(made)
    return made


def count_alike(orders, top):
    """How many orders follow many that are surely alike: a single light parcel without measures."""
    seen, alike = Counter(), 0
    for order in orders:
        parcels = order["parcels"]
        if (len(parcels) != 1 or set(parcels[0]) != {"weight_kg"} or
                not 0 <= Decimal(parcels[0]["weight_kg"]) <= min(top, 2000) or
                set(order) & {"max_blind_gap_hours", "deliver_by"}):
            continue
        key = json.dumps({k: v for k, v in order.items() if k not in FREE}, sort_keys=True)
        alike += seen[key] >= MANY
        seen[key] += 1
    return alike


# ------------------------------------------------------------- running both

def pick_options(dice):
    """Two ways to ask for the same orders."""
    ranks = [["--rank", "money", "--value-of-day", "2", "--value-of-blind-day", "1"],
             ["--rank", "cost"], ["--rank", "time"], ["--rank", "visibility"], [],
             ["--weights", "cost=1,time=2"]]
    told = [["--top", "1"], ["--top", "50"], ["--frontier"]]
    return [dice.pick(ranks) + ["--time-basis", basis, "--format", form] + how
            for basis, form, how in (
                (dice.choice(("typical", "typical", "min", "max")), "jsonl", dice.pick(told[1:])),
                (dice.choice(("typical", "min", "max")), "csv", dice.pick(told)))]


def run_batch(program, directory, options):
    """Exit status, standard output."""
    command = shlex.split(program) + [
        "--data", directory, "batch", os.path.join(directory, "alike.jsonl"), "--input", "jsonl",
        "--ship-date", "2026-03-10"] + options
    done = subprocess.run(command, capture_output=True, timeout=600, check=False)
    text = done.stdout if done.returncode in (0, 1) else done.stderr
    return done.returncode, text


def first_difference(reused, anew):
    """Where two outputs part, in one line."""
    if reused[0] != anew[0]:
        return f"exit status {reused[0]} instead of {anew[0]}: {reused[1][-500:]!r}"
    pairs = zip(reused[1].splitlines(), anew[1].splitlines())
    for number, (mine, yours) in enumerate(pairs, 1):
        if mine != yours:
            at = next((i for i, (a, b) in enumerate(zip(mine, yours)) if a != b), 0)
            return (f"output line {number}: ...{mine[max(at - 60, 0):at + 60]!r} "
                    f"instead of ...{yours[max(at - 60, 0):at + 60]!r}")
    return "one output is longer"


def compare_directory(seed, directory, args):
    """Generate one seed into a directory and compare; returns (differences, statistics)."""
    generate(seed, directory, args.profile)
    dice = Dice(f"{args.profile} {seed} alike")
    with open(os.path.join(directory, "orders.jsonl"), encoding="utf-8") as lines:
        orders = [json.loads(line, parse_float=str, parse_int=str) for line in lines]
    cells, top = read_tables(directory)
    orders = make_orders(dice, orders, cells)
    with open(os.path.join(directory, "alike.jsonl"), "w", encoding="utf-8") as out:
        out.writelines(json.dumps(order) + "\n" for order in orders)
    stats = Counter(catalogs=1, orders=len(orders), alike=count_alike(orders, top))
    found = []
    for options in pick_options(dice):
        anew = run_batch(args.program, directory, options + ["--anew", "--threads", "1"])
        if anew[0] not in (0, 1):
            found.append(f"exit status {anew[0]}: {anew[1][-500:]!r}")
        stats["planned"] += anew[1].count(b'"status":"ok"') if "jsonl" in options else 0
        for threads in ("1", "3"):
            reused = run_batch(args.program, directory, options + ["--threads", threads])
            if reused != anew:
                found.append(f"{' '.join(options)} --threads {threads}: "
                             + first_difference(reused, anew))
    return found, stats


# ------------------------------------------------------------- seeds

def run_seed(task):
    """Generate, run and compare one seed; returns (seed, differences, statistics)."""
    seed, args = task
    try:
        if args.keep:
            place = args.keep if args.seed is not None else os.path.join(args.keep, f"seed-{seed}")
            os.makedirs(place, exist_ok=True)
            return (seed, *compare_directory(seed, place, args))
        with tempfile.TemporaryDirectory(prefix="alike-") as place:
            return (seed, *compare_directory(seed, place, args))
    except Exception:  # pylint: disable=broad-except
        return seed, ["exception\n" + traceback.format_exc()], Counter()


def parse_arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True,
                        help="the program, with leading arguments if need be")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--seeds", type=seed_range, default=range(1, 101), metavar="A..B")
    which.add_argument("--seed", type=int)
    parser.add_argument("--most", type=int, help="stop after so many seeds")
    parser.add_argument("--profile", choices=PROFILES, default="all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", metavar="DIR", help="keep the catalogs here")
    parser.add_argument("--seconds", type=float, help="stop after this time")
    return parser.parse_args()


def main():
    """Run all seeds and print a summary; returns the exit status."""
    args = parse_arguments()
    begun = time.monotonic()
    end = None if args.seconds is None else begun + args.seconds
    seeds = [args.seed] if args.seed is not None else args.seeds[:args.most]
    stats, failed = Counter(), 0
    # Results come in the order of the seeds, so that reports are repeatable.
    with multiprocessing.Pool(args.jobs) as pool:
        for seed, found, counted in pool.imap(run_seed, ((seed, args) for seed in seeds)):
            stats += counted
            if found:
                failed += 1
                print(f"seed {seed}: " + f"\nseed {seed}: ".join(found))
                print(f"  python3 tests/property/alike.py --program {shlex.quote(args.program)} "
                      f"--seed {seed} --profile {args.profile} --keep DIR", flush=True)
            if failed >= MAX_FAILED_SEEDS or (end is not None and time.monotonic() > end):
                pool.terminate()
                break
    share = stats["alike"] / max(stats["orders"], 1)
    print(f"alike: {stats['catalogs']} catalogs, {stats['orders']} orders, "
          f"{stats['planned']} with a plan, {100 * share:.0f} % after many surely alike, "
          f"{failed} failed, {time.monotonic() - begun:.1f} s")
    passed = max(stats["catalogs"] - failed, 0)
    if share < LEAST_SHARE:
        print(f"too few orders are alike: {100 * share:.0f} %")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
