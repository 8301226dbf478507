"""Check "oracle": does the program answer the orders of a random catalog as the oracle does?

The program runs once over the orders, explaining, and its answers are compared field by field.
"""

import os
from collections import Counter

from asking import Oracle, ranking_flags, read_answers, read_orders, run_program
from compare import compare_answers, plan_name
from generate import generate

MOST_FAILED = 10
SEEDS = range(1, 201)


def examine(seed, directory, args):
    """Generate one seed into a directory and compare; returns (differences, statistics)."""
    _, _, options = generate(seed, directory, args.profile)
    orders = read_orders(directory)
    oracle = Oracle(directory, options)
    expected = [oracle.answer(order, number) for number, order in enumerate(orders, 1)]
    stats = Counter(catalogs=1)
    for answer, plans in expected:
        count_order(stats, answer, plans, options["top"])
    if args.program is None:
        return [], stats
    done = run_program(args.program, directory, [
        "batch", os.path.join(directory, "orders.jsonl"), "--input", "jsonl", "--format", "jsonl",
        "--explain", "--threads", "1", "--ship-date", options["ship_date"],
        *ranking_flags(options)])
    try:
        answers = read_answers(done, len(orders))
    except ValueError as error:
        return [str(error)], stats
    return [f"order {number}: {path}: program {mine}, oracle {yours}"
            for number, (answer, (known, plans)) in enumerate(zip(answers, expected), 1)
            for path, mine, yours in compare_answers(answer, known, plans, options["top"])], stats


def conclude(stats, args):
    """(what was done, what is wrong with all of it)."""
    if args.stats:
        show_statistics(stats)
    return f"{stats['orders']} orders, {stats['plans']} plans compared", []


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
