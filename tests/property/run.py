"""Compare a program with the brute-force oracle on random catalogs.

    python3 run.py --program build/lanewise [--seeds A..B | --seed N]
        [--profile core|landed|all] [--jobs J] [--keep DIR] [--seconds S] [--stats]

For each seed a catalog with orders is generated, the program runs over it once
in batch mode, and its answers are compared field by field with the oracle's.
Exit status: 0 no difference, 1 differences, 2 wrong usage.
"""

import argparse
import datetime
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

from generate import PROFILES, generate                             # noqa: E402
from oracle import Options, load_catalog, quote, quoting, to_json   # noqa: E402

MAX_FAILED_SEEDS = 10
MAX_DIFFERENCES_SHOWN = 12
LINE_FIELDS = ("type", "place", "id", "amount", "currency", "card_amount", "card_currency",
               "payer")


# ------------------------------------------------------------- running both

def read_json(text):
    """A JSON text with exact numbers."""
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def command_line(program, directory, options):
    """The batch run that answers all orders of a directory."""
    command = shlex.split(program) + [
        "--data", directory, "batch", os.path.join(directory, "orders.jsonl"),
        "--input", "jsonl", "--format", "jsonl", "--explain", "--threads", "1",
        "--top", str(options["top"]), "--rank", options["rank"],
        "--time-basis", options["time_basis"], "--value-of-day", options["value_of_day"],
        "--value-of-blind-day", options["value_of_blind_day"],
        "--ship-date", options["ship_date"]]
    if options["weights"]:
        command += ["--weights", options["weights"]]
    return command


def program_answers(program, directory, options, count):
    """What the program says: a list of answers, or a text that tells what went wrong."""
    try:
        done = subprocess.run(command_line(program, directory, options), capture_output=True,
                              timeout=300, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"the program cannot be run: {error}"
    if done.returncode not in (0, 1):
        message = done.stderr.decode("utf-8", "replace").strip()
        return f"exit status {done.returncode}: {message[:2000]}"
    try:
        answers = [read_json(line) for line in done.stdout.decode("utf-8").splitlines()]
    except ValueError as error:
        return f"the output is not JSON Lines: {error}"
    if len(answers) != count:
        return f"{len(answers)} answers for {count} orders"
    complete = all(answer.get("status") == "ok" for answer in answers)
    if complete != (done.returncode == 0):
        return f"exit status {done.returncode} does not go with the answers"
    return answers


def oracle_answers(directory, orders, options):
    """For each order the oracle's answer, with the whole frontier, and all its plans."""
    catalog = load_catalog(directory)
    chosen = Options(**{**options, "top": None, "explain": True,
                        "ship_date": datetime.date.fromisoformat(options["ship_date"])})
    answers = []
    for number, order in enumerate(orders, 1):
        PLANS.clear()
        answer = read_json(to_json(quote(catalog, order, chosen, number)))
        answers.append((answer, dict(PLANS)))
    return answers


# All feasible plans of the oracle's latest answer: (start, lanes) -> (cost, time, blind).
PLANS = {}


def watch_plans(explain):
    """Wrap the oracle's last step so that it leaves its plans in PLANS."""
    def watched(search, plans, kept):
        PLANS.update({(plan.chain.start, plan.chain.lane_ids): plan.criteria
                      for plan in plans if plan.feasible})
        return explain(search, plans, kept)
    return watched


quoting.not_offered = watch_plans(quoting.not_offered)


# --------------------------------------------------------------- comparing

def compare_answers(program, oracle, plans, top):
    """Yield (path, program's value, oracle's value) for each difference of one order."""
    if program.get("status") != oracle["status"]:
        yield "status", program.get("status"), oracle["status"]
        return
    if oracle["status"] != "ok" and not program.get("message"):
        yield "message", program.get("message"), "a reason"
    if oracle["status"] == "invalid":
        return
    for name in ("currency", "ship_date"):
        if name in oracle:
            yield from compare_values(name, program.get(name), oracle[name])
    ours, theirs = program.get("plans", []), oracle.get("plans", [])[:top]
    for index, (mine, yours) in enumerate(zip(ours, theirs)):
        yield from compare_plans(f"plans[{index}]", mine, yours)
    if len(ours) != len(theirs):
        yield "number of plans", len(ours), len(theirs)
    yield from compare_refusals(program, oracle, plans)


def compare_values(path, program, oracle):
    """Compare JSON values; keys that the oracle does not have are left alone."""
    if isinstance(oracle, dict) and isinstance(program, dict):
        for name, value in oracle.items():
            yield from compare_values(f"{path}.{name}", program.get(name), value)
    elif isinstance(oracle, list) and isinstance(program, list):
        if len(program) != len(oracle):
            yield f"{path} (length)", len(program), len(oracle)
        for index, (mine, yours) in enumerate(zip(program, oracle)):
            yield from compare_values(f"{path}[{index}]", mine, yours)
    elif program != oracle or isinstance(program, bool) != isinstance(oracle, bool):
        yield path, program, oracle


def compare_plans(path, program, oracle):
    """Compare two plans; charge lines are compared without regard to their order."""
    for name, value in oracle.items():
        if name != "charges":
            yield from compare_values(f"{path}.{name}", program.get(name), value)
    if "charges" in oracle:
        lines = program.get("charges") or []
        yield from compare_lines(f"{path}.charges", lines, oracle["charges"])
        yield from check_sum(path, program, lines)


def line_key(line):
    """What a charge line says, apart from its sources."""
    return tuple(line.get(name) for name in LINE_FIELDS)


def compare_lines(path, program, oracle):
    """Compare charge lines as multisets, lines of zero left out."""
    left = [line for line in program if line.get("amount") != 0]
    for line in oracle:
        if line["amount"] == 0:
            continue
        same = [mine for mine in left if line_key(mine) == line_key(line)]
        if not same:
            yield f"{path}: missing line", None, show_line(line)
            continue
        sources = set(line["source"])
        found = next((mine for mine in same if sources <= set(mine.get("source") or ())), None)
        if found is None:
            yield f"{path}: source of {show_line(line)}", same[0].get("source"), line["source"]
            found = same[0]
        left.remove(found)
    for line in left:
        yield f"{path}: extra line", show_line(line), None


def show_line(line):
    """A charge line on one line, for a message."""
    return " ".join(str(value) for value in line_key(line) if value is not None)


def check_sum(path, plan, lines):
    """The program's own charge lines must add up to its totals."""
    totals = {"total": Decimal(0), "buyer_pays": Decimal(0)}
    for line in lines:
        name = "buyer_pays" if line.get("payer") == "buyer" else "total"
        totals[name] += line.get("amount", 0)
    for name, amount in totals.items():
        shown = (plan.get("cost") or {}).get(name, Decimal(0))
        if shown != amount:
            yield f"{path}.cost.{name} against the sum of its own lines", shown, amount


def plan_name(plan):
    """A plan's start and lanes as a comparable value; None stays None."""
    if not plan:
        return None
    lanes = plan.get("lanes")
    if lanes is None:
        lanes = [leg["lane"] for leg in plan["legs"]]
    return plan["start"], tuple(lanes)


def compare_refusals(program, oracle, plans):
    """Compare `not_offered`, mode by mode."""
    ours = {entry.get("mode"): entry for entry in program.get("not_offered") or ()}
    theirs = {entry["mode"]: entry for entry in oracle.get("not_offered") or ()}
    frontier = {plan_name(plan) for plan in oracle.get("plans", ())}
    for mode in sorted(set(ours) | set(theirs), key=str):
        path = f"not_offered[{mode}]"
        if (mode in ours) != (mode in theirs):
            yield path, "listed" if mode in ours else "not listed", \
                "listed" if mode in theirs else "not listed"
            continue
        mine, yours = ours[mode], theirs[mode]
        counts = [{code: count for code, count in (entry.get("refused") or {}).items() if count}
                  for entry in (mine, yours)]
        for code in sorted(set(counts[0]) | set(counts[1])):
            yield from compare_values(f"{path}.refused.{code}", counts[0].get(code, Decimal(0)),
                                      counts[1].get(code, Decimal(0)))
        yield from compare_values(f"{path}.over_limits", mine.get("over_limits") or Decimal(0),
                                  yours.get("over_limits") or Decimal(0))
        yield from compare_values(f"{path}.best", plan_name(mine.get("best")),
                                  plan_name(yours.get("best")))
        yield from check_beaten(f"{path}.beaten_by", mine, yours,
                                frontier, plans)


def check_beaten(path, program, oracle, frontier, plans):
    """`beaten_by` must name a plan of the frontier that beats the best one, or is its equal."""
    name, known = plan_name(program.get("beaten_by")), plan_name(oracle.get("beaten_by"))
    if name is None or known is None:
        yield from compare_values(path, name, known)
    elif name not in frontier:
        yield path, name, f"a plan of the frontier, such as {known}"
    elif any(a > b for a, b in zip(plans[name], plans[plan_name(oracle["best"])])):
        yield path, name, f"a plan that beats the best, such as {known}"


# -------------------------------------------------------------- statistics

def count_order(stats, answer, feasible, top):
    """Add one oracle answer and its feasible plans to the statistics."""
    stats["orders"] += 1
    stats["orders " + answer["status"]] += 1
    plans = answer["plans"]
    stats["feasible plans"] += len(feasible)
    equals = Counter(feasible.values())
    stats["ties decided"] += sum(equals[feasible[plan_name(plan)]] > 1 for plan in plans)
    stats["orders with a frontier of 2 or more"] += len(plans) > 1
    stats["plans"] += min(len(plans), top)
    stats["frontier plans"] += len(plans)
    if any(plan.get("stocked") for plan in plans):
        stats["orders with a stocked plan"] += 1
    for plan in plans:
        stats["stocked plans"] += bool(plan.get("stocked"))
        stats[f"plans of {len(plan['legs'])} legs"] += 1
        for mode in plan["modes"]:
            stats["plans with " + mode] += 1
        for kind in {line["type"] for line in plan.get("charges", ()) if line["amount"]}:
            stats["plans with a charge " + kind] += 1
        stats["plans with a buyer's charge"] += any(
            line.get("payer") == "buyer" for line in plan.get("charges", ()))
        stats["plans that wait for a departure"] += any(
            leg.get("waited_hours") for leg in plan["legs"])
    for entry in answer.get("not_offered") or ():
        for code, count in (entry.get("refused") or {}).items():
            stats["refused " + code] += int(count)
        stats["modes beaten"] += bool(entry.get("beaten_by"))
        stats["modes over a limit"] += bool(entry.get("over_limits"))


def show_statistics(stats):
    """Print how varied the catalogs were."""
    found = max(stats["orders ok"], 1)
    print(f"  mean frontier of orders with a plan: {stats['frontier plans'] / found:.2f}")
    total = {"orders": stats["orders"], "plans": stats["frontier plans"],
             "stocked": stats["frontier plans"]}
    for name in sorted(stats):
        whole = total.get(name.split()[0])
        share = f"  {100 * stats[name] / whole:5.1f} %" if whole else ""
        print(f"  {name:42} {stats[name]:8}{share}")


# -------------------------------------------------------------- seeds

def run_seed(task):
    """Generate, run and compare one seed; returns (seed, differences, statistics)."""
    seed, args = task
    try:
        if args.keep:
            place = args.keep if args.seed is not None else os.path.join(args.keep, f"seed-{seed}")
            os.makedirs(place, exist_ok=True)
            return (seed, *compare_directory(seed, place, args))
        with tempfile.TemporaryDirectory(prefix="property-") as place:
            return (seed, *compare_directory(seed, place, args))
    except Exception:  # pylint: disable=broad-except
        return seed, [(0, "exception\n" + traceback.format_exc(), "-", "-")], Counter()


def compare_directory(seed, directory, args):
    """Generate one seed into a directory and compare; returns (differences, statistics)."""
    generate(seed, directory, args.profile)
    with open(os.path.join(directory, "orders.jsonl"), encoding="utf-8") as lines:
        orders = [json.loads(line, parse_float=str, parse_int=str) for line in lines]
    with open(os.path.join(directory, "options.json"), encoding="utf-8") as text:
        options = json.load(text)
    expected = oracle_answers(directory, orders, options)
    stats = Counter(catalogs=1)
    for answer, plans in expected:
        count_order(stats, answer, plans, options["top"])
    if args.program is None:
        return [], stats
    answers = program_answers(args.program, directory, options, len(orders))
    if isinstance(answers, str):
        return [(0, "run", answers, "an answer for each order")], stats
    found = []
    for number, (mine, (yours, plans)) in enumerate(zip(answers, expected), 1):
        found += [(number, *difference)
                  for difference in compare_answers(mine, yours, plans, options["top"])]
    return found, stats


def report(seed, found, args):
    """Print the differences of a seed and how to see them again."""
    for number, path, mine, yours in found[:MAX_DIFFERENCES_SHOWN]:
        print(f"seed {seed} order {number}: {path}: program {mine}, oracle {yours}")
    if len(found) > MAX_DIFFERENCES_SHOWN:
        print(f"seed {seed}: {len(found) - MAX_DIFFERENCES_SHOWN} more differences")
    program = f"--program {shlex.quote(args.program)}" if args.program else "--stats"
    print(f"  python3 tests/property/run.py {program} --seed {seed} --profile {args.profile} "
          "--keep DIR", flush=True)


def seed_range(text):
    """A range A..B, both ends included."""
    first, mark, last = text.partition("..")
    if not mark or not first.isdigit() or not last.isdigit() or int(first) > int(last):
        raise argparse.ArgumentTypeError("a range of seeds looks like 1..500")
    return range(int(first), int(last) + 1)


def parse_arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", help="the program, with leading arguments if need be; "
                        "without it only the oracle runs")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--seeds", type=seed_range, default=range(1, 201), metavar="A..B")
    which.add_argument("--seed", type=int)
    parser.add_argument("--profile", choices=PROFILES, default="all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", metavar="DIR", help="keep the catalogs here")
    parser.add_argument("--seconds", type=float, help="stop after this time")
    parser.add_argument("--stats", action="store_true", help="print what the catalogs held")
    args = parser.parse_args()
    if args.program is None and not args.stats:
        parser.error("give --program, or --stats to run the oracle alone")
    return args


def main():
    """Run all seeds and print a summary; returns the exit status."""
    args = parse_arguments()
    begun = time.monotonic()
    end = None if args.seconds is None else begun + args.seconds
    seeds = args.seeds if args.seed is None else [args.seed]
    stats, failed = Counter(), 0
    # Results come in the order of the seeds, so that reports are repeatable.
    with multiprocessing.Pool(args.jobs) as pool:
        for seed, found, counted in pool.imap(run_seed, ((seed, args) for seed in seeds)):
            stats += counted
            if found:
                failed += 1
                report(seed, found, args)
            if failed >= MAX_FAILED_SEEDS or (end is not None and time.monotonic() > end):
                pool.terminate()
                break
    print(f"property: {stats['catalogs']} catalogs, {stats['orders']} orders, "
          f"{stats['plans']} plans compared, {failed} failed")
    print(f"{stats['catalogs'] - failed} passed, {failed} failed")
    if args.stats:
        print(f"  {time.monotonic() - begun:.1f} s with {args.jobs} jobs")
        show_statistics(stats)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
