"""Check "alike": is a batch the same to the byte whether routes are kept or every order is searched?

The orders of a catalog are made many: alike but for their weight, volume, value, limits and
whatever else must not matter, on the edges of the catalog's own weights and dates, in mixed order.
The program plans them with and without `--anew`, on one thread and on three, and the outputs are
compared. So that nothing passes for want of anything to reuse, the orders that follow many others
surely alike are counted, and too few of them are a failure.
"""

import json
import os
from collections import Counter
from decimal import Decimal

from alike import Edges, alike, situations
from asking import read_orders, run_program
from generate import generate
from generate_dice import Dice

MOST_FAILED = 5
SEEDS = range(1, 101)
ORDERS, SITUATIONS, ALIKE = 4, 2, 70    # of the generator; of each; orders in each of these
# Of the orders so many at least should follow so many surely alike, on as many seeds.
LEAST_SHARE, MANY = 0.15, 10
# What two orders of one situation may differ in; the rest decides whether they are surely alike.
FREE = {"id", "parcels", "value", "value_currency", "hs_code", "hs_lines", "goods", "sku",
        "incoterm", "max_days", "max_cost", "max_blind_hours"}


def make_orders(dice, orders, edges, ship_date):
    """The orders of the generator made many."""
    made = []
    for order in dice.some(orders, ORDERS, ORDERS):
        for like in situations(dice, order, SITUATIONS, edges, ship_date):
            made += alike(dice, like, ALIKE, edges, ship_date)
    dice.shuffle(made)
    return made


def count_alike(orders, top):
    """How many orders follow many that are surely alike: a single light parcel without measures."""
    seen, found = Counter(), 0
    for order in orders:
        parcels = order["parcels"]
        if (len(parcels) != 1 or set(parcels[0]) != {"weight_kg"} or
                not 0 <= Decimal(parcels[0]["weight_kg"]) <= min(top, 2000) or
                set(order) & {"max_blind_gap_hours", "deliver_by"}):
            continue
        key = json.dumps({k: v for k, v in order.items() if k not in FREE}, sort_keys=True)
        found += seen[key] >= MANY
        seen[key] += 1
    return found


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


def run_batch(program, directory, flags):
    """Exit status, standard output or what was said instead."""
    done = run_program(program, directory, [
        "batch", os.path.join(directory, "alike.jsonl"), "--input", "jsonl", *flags])
    return done.returncode, done.stdout if done.returncode in (0, 1) else done.stderr


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


def examine(seed, directory, args):
    """Generate one seed into a directory and compare; returns (differences, statistics)."""
    _, _, options = generate(seed, directory, args.profile)
    dice = Dice(f"{args.profile} {seed} alike")
    edges = Edges(directory)
    orders = make_orders(dice, read_orders(directory), edges, options["ship_date"])
    with open(os.path.join(directory, "alike.jsonl"), "w", encoding="utf-8") as out:
        out.writelines(json.dumps(order) + "\n" for order in orders)
    stats = Counter(catalogs=1, orders=len(orders), alike=count_alike(orders, edges.top))
    found = []
    for flags in pick_options(dice):
        flags += ["--ship-date", options["ship_date"]]
        anew = run_batch(args.program, directory, flags + ["--anew", "--threads", "1"])
        if anew[0] not in (0, 1):
            found.append(f"exit status {anew[0]}: {anew[1][-500:]!r}")
        stats["planned"] += anew[1].count(b'"status":"ok"') if "jsonl" in flags else 0
        for threads in ("1", "3"):
            reused = run_batch(args.program, directory, flags + ["--threads", threads])
            if reused != anew:
                found.append(f"{' '.join(flags)} --threads {threads}: "
                             + first_difference(reused, anew))
    return found, stats


def conclude(stats, _):
    """(what was done, what is wrong with all of it)."""
    share = stats["alike"] / max(stats["orders"], 1)
    text = (f"{stats['orders']} orders, {stats['planned']} with a plan, "
            f"{100 * share:.0f} % after many surely alike")
    few = share < LEAST_SHARE and stats["catalogs"] >= MANY
    return text, [f"too few orders are alike: {100 * share:.0f} %"] if few else []
