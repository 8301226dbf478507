"""Check "soak": search, kept routes and the oracle plan the same orders.

A catalog's own orders and many alike are planned by

- the oracle (the catalog's own and one in eleven of those alike: the others are there so that routes
  have been kept by the time these come),
- `batch --explain`, which searches and shows its bill,
- `batch --anew`, which searches,
- `batch`, with routes kept, on one thread,
- `batch` on three threads, the orders arriving a few at a time,
- `batch` of the same orders as CSV, last one first,
- `quote`, for two of them.

The first two are compared field by field, so is each of the others with the oracle or, to the byte,
with one that has been.
"""

import csv
import json
import os
import shlex
import socket
import subprocess
from collections import Counter

from alike import Edges, alike, situations
from asking import TIMEOUT, Oracle, ranking_flags, read_answers, read_json, read_orders, run_program
from check_alike import first_difference
from compare import compare_answers, compare_values
from generate import generate
from generate_dice import Dice
from generate_orders import limit_walks, new_order

MOST_FAILED = 10
SEEDS = range(10001, 10101)
SITUATIONS = 3             # of a catalog, each of so many orders: before, and for the oracle too
BEFORE, JUDGED = 60, 6
MOST_WALKS = 600           # of an order alike
QUOTED = 2
ORDERS_AT_ONCE = 7
# Of the orders that the oracle answers, too, and that have a plan, so many at least should come out
# of kept routes, on so many seeds.
LEAST_REUSED, MANY = 0.15, 10


# ------------------------------------------------------------------ orders

class Orders:
    """The orders of a catalog: those that come first, and those that are judged."""

    def __init__(self, dice, world, own, answers, options, edges):
        good = [order for order, answer in zip(own, answers) if answer["status"] == "ok"]
        fair = [order for order, answer in zip(own, answers) if answer["status"] == "no_plan"]
        bases = dice.some(good, 1, 2) or fair[:1] or [new_order(world, 0)]
        self.before, judged = [], []
        for number, base in enumerate((bases * SITUATIONS)[:SITUATIONS]):
            again = number // len(bases)    # a base that has been taken is changed
            like = list(situations(dice, base, 1 + again, edges, options["ship_date"]))[-1]
            limit_walks(world, like, MOST_WALKS)
            made = alike(dice, like, BEFORE + JUDGED, edges, options["ship_date"])
            self.before += made[:BEFORE]
            judged += made[BEFORE:]
        dice.shuffle(self.before)
        dice.shuffle(judged)
        self.judged = own + judged
        for number, order in enumerate(self.all, 1):
            order["id"] = order.get("id") or f"S-{number}"

    @property
    def all(self):
        """All orders, as they are planned."""
        return self.before + self.judged


def write_jsonl(path, orders):
    """An order a line."""
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(order) + "\n" for order in orders)


def as_row(order):
    """An order as a row of CSV; None where a row cannot say the same."""
    parcels = order.get("parcels")
    if not isinstance(parcels, list) or len(parcels) != 1:
        return None
    row = {name: value for name, value in order.items() if name != "parcels"} | parcels[0]
    for name, value in row.items():
        if isinstance(value, list) and name == "goods":
            if not value or not all(isinstance(item, dict) and item.get("value") for item in value):
                return None
            value = [item["value"] + (":" + item["hs_code"] if item.get("hs_code") else "")
                     for item in value]
        row[name] = "|".join(value) if isinstance(value, list) else value
    return row


def write_csv(path, rows):
    """A header of all names, then the rows."""
    names = sorted({name for row in rows for name in row})
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, names, restval="")
        writer.writeheader()
        writer.writerows(rows)


# ---------------------------------------------------------------- planning

class Runs:
    """The runs of the program over one catalog, and what was found different."""

    def __init__(self, program, directory, options):
        self.program, self.directory = program, directory
        self.flags = ["--ship-date", options["ship_date"], *ranking_flags(options)]
        self.found = []

    def batch(self, name, *flags, **streams):
        """A finished batch over a file of the directory, in JSON Lines."""
        path = name if name == "-" else os.path.join(self.directory, name)
        return run_program(self.program, self.directory,
                           ["batch", path, "--format", "jsonl", *self.flags, *flags], **streams)

    def answers(self, what, done, count):
        """The answers of a batch; an empty list, and a difference, where there are none."""
        try:
            return read_answers(done, count)
        except ValueError as error:
            self.found.append(f"{what}: {error}")
            return []

    def expect_same(self, what, done, anew):
        """The run must have written what the search did."""
        mine, yours = ((run.returncode, run.stdout or run.stderr) for run in (done, anew))
        if mine != yours:
            self.found.append(f"{what} is not --anew: {first_difference(mine, yours)}")

    def reused(self, name):
        """A batch on one thread, and how many orders it answered out of kept routes."""
        path = os.path.join(self.directory, "summary.json")
        done = self.batch(name, "--threads", "1", "--summary", path)
        with open(path, encoding="utf-8") as text:
            return done, json.load(text)["reused"]

    def trickled(self, orders):
        """A batch on three threads that gets a few orders with each reading."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = shlex.split(self.program) + [
            "--data", self.directory, "batch", "-", "--input", "jsonl", "--format", "jsonl",
            "--threads", "3", *self.flags]
        with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as run:
            theirs.close()
            with ours:
                for first in range(0, len(orders), ORDERS_AT_ONCE):
                    some = orders[first:first + ORDERS_AT_ONCE]
                    ours.send("".join(json.dumps(order) + "\n" for order in some).encode())
            output, errors = run.communicate(timeout=TIMEOUT)
        return subprocess.CompletedProcess(command, run.returncode, output, errors)

    def quote(self, order, answer, ship_date):
        """`quote` must answer like a batch."""
        if "ship_date" not in order and "ready_at" not in order:
            order = {**order, "ship_date": ship_date}
        flags = self.flags[2:]
        done = run_program(self.program, self.directory, ["quote", "-", "--format", "json", *flags],
                           input=json.dumps(order).encode())
        if done.returncode not in (0, 1):
            self.found.append(f"quote of {order['id']}: exit status {done.returncode}: "
                              + done.stderr.decode("utf-8", "replace")[:500])
            return
        self.found += [f"quote of {order['id']}: {path}: {mine}, not as in batch: {yours}"
                       for path, mine, yours in
                       compare_values("", read_json(done.stdout.decode("utf-8")), answer)]


def compare_rows(runs, orders, anew):
    """The orders as CSV, last one first, must be answered as they are in JSON Lines."""
    rows = [(as_row(order), line) for order, line in zip(orders, anew.stdout.splitlines())]
    rows = [(row, line) for row, line in reversed(rows) if row is not None]
    write_csv(os.path.join(runs.directory, "soak.csv"), [row for row, _ in rows])
    done = runs.batch("soak.csv", "--threads", "2")
    mine = done.stdout.splitlines()
    if len(mine) != len(rows):
        runs.found.append(f"CSV: {len(mine)} answers for {len(rows)} rows: {done.stderr[-500:]!r}")
    for own, (row, line) in zip(mine, rows):
        if own != line and meaning(own) != meaning(line):
            runs.found.append(f"CSV, order {row['id']}: " + first_difference((0, own), (0, line)))


def meaning(line):
    """An answer without what CSV may word in another way: why an order cannot be read."""
    answer = read_json(line)
    if answer["status"] == "invalid":
        return answer["status"], answer["shipment"]["id"]
    return answer


# ----------------------------------------------------------------- a seed

def judge(runs, what, answers, expected, top):
    """Compare answers with the oracle's; returns the number of plans compared."""
    for answer, (known, plans) in zip(answers, expected):
        runs.found += [f"{what}, order {known['shipment']['id']}: {path}: program {mine}, "
                       f"oracle {yours}"
                       for path, mine, yours in compare_answers(answer, known, plans, top)]
    return sum(len(known["plans"][:top]) for _, (known, _) in zip(answers, expected))


def without_bill(expected):
    """What the oracle says where nothing is explained."""
    return [({**{name: value for name, value in answer.items() if name != "not_offered"},
              "plans": [{name: value for name, value in plan.items() if name != "charges"}
                        for plan in answer["plans"]]}, plans)
            for answer, plans in expected]


def examine(seed, directory, args):
    """Generate one seed into a directory and compare; returns (differences, statistics)."""
    world, _, options = generate(seed, directory, args.profile)
    dice = Dice(f"{args.profile} {seed} soak")
    if dice.chance(0.5):
        options["top"] = None       # the whole frontier
    oracle = Oracle(directory, options)
    own = read_orders(directory)
    for number, order in enumerate(own, 1):
        order.setdefault("id", f"own-{number}")
    expected = [oracle.answer(order, number) for number, order in enumerate(own, 1)]
    orders = Orders(dice, world, own, [answer for answer, _ in expected], options, Edges(directory))
    expected += [oracle.answer(order, number)
                 for number, order in enumerate(orders.judged[len(own):], len(own) + 1)]
    for name, some in (("soak", orders.all), ("before", orders.before), ("judged", orders.judged)):
        write_jsonl(os.path.join(directory, name + ".jsonl"), some)

    runs = Runs(args.program, directory, options)
    stats = Counter(catalogs=1, orders=len(orders.judged), more=len(orders.before))
    told = runs.answers("--explain", runs.batch("judged.jsonl", "--explain", "--threads", "1"),
                        len(orders.judged))
    stats["plans"] += judge(runs, "--explain", told, expected, options["top"])
    anew = runs.batch("soak.jsonl", "--anew", "--threads", "1")
    answers = runs.answers("--anew", anew, len(orders.all))
    judged = answers[len(orders.before):]
    stats["plans"] += judge(runs, "--anew", judged, without_bill(expected), options["top"])
    stats["ok"] = sum(answer["status"] == "ok" for answer in judged)

    done, reused = runs.reused("soak.jsonl")
    runs.expect_same("one thread", done, anew)
    begun, reused_before = runs.reused("before.jsonl")
    if not anew.stdout.startswith(begun.stdout):
        runs.found.append("the first orders alone are answered in another way")
    stats["reused"], stats["judged reused"] = reused, reused - reused_before
    runs.expect_same("three threads", runs.trickled(orders.all), anew)
    compare_rows(runs, orders.all, anew)
    valid = [pair for pair in zip(orders.judged, judged) if pair[1]["status"] != "invalid"]
    for order, answer in dice.some(valid, QUOTED, QUOTED):
        runs.quote(order, answer, options["ship_date"])
        stats["quotes"] += 1
    return runs.found, stats


def conclude(stats, _):
    """(what was done, what is wrong with all of it)."""
    share = stats["judged reused"] / max(stats["ok"], 1)
    text = (f"{stats['orders']} orders planned by all three and {stats['more']} more by the "
            f"program alone, {stats['plans']} plans compared, {stats['reused']} answers out of "
            f"kept routes, {stats['judged reused']} of them beside the oracle "
            f"({100 * share:.0f} % of those with a plan), {stats['quotes']} quotes")
    few = share < LEAST_REUSED and stats["catalogs"] >= MANY
    return text, [f"too few answers are out of kept routes: {100 * share:.0f} %"] if few else []
