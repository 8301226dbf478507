"""Random catalogs, seed by seed, on which answers are compared.

    python3 run.py [oracle|alike|soak] --program build/lanewise [--seeds A..B | --seed N]
        [--profile core|landed|all] [--jobs J] [--keep DIR] [--seconds S] [--most N] [--stats]

oracle    the program's answers with those of the brute-force oracle
alike     what is planned out of kept routes with what is searched for anew, on many orders
soak      search, kept routes, threads, CSV, `quote` and the oracle, all on the same orders

Each seed and profile stand for a catalog and its orders, always the same ones. A failure prints the
command that repeats it. The checks are modules with

    examine(seed, directory, args)   (list of differences as texts, Counter with "catalogs")
    conclude(stats, args)            (what was done as text, list of what is wrong with all of it)
    MOST_FAILED, SEEDS               failed seeds after which to stop; the default of --seeds

Exit status: 0 no difference, 1 differences, 2 wrong usage.
"""

import argparse
import multiprocessing
import os
import shlex
import sys
import tempfile
import time
import traceback
from collections import Counter

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import check_alike               # noqa: E402
import check_oracle              # noqa: E402
import check_soak                # noqa: E402
from generate import PROFILES    # noqa: E402

CHECKS = {"oracle": check_oracle, "alike": check_alike, "soak": check_soak}
MOST_SHOWN = 12         # differences of a seed
SECONDS_OF_SILENCE = 60


def run_seed(task):
    """One seed of a check: (seed, differences, statistics, processor seconds)."""
    seed, args = task
    begun = os.times()
    found, stats = in_folder(seed, args)
    ended = os.times()
    stats["cpu"] = sum(ended[:4]) - sum(begun[:4])
    return seed, found, stats


def in_folder(seed, args):
    """Run a seed in a folder that is kept or not; a fault of the check is a difference, too."""
    examine = CHECKS[args.check].examine
    try:
        if args.keep:
            place = args.keep if args.seed is not None else os.path.join(args.keep, f"seed-{seed}")
            os.makedirs(place, exist_ok=True)
            return examine(seed, place, args)
        with tempfile.TemporaryDirectory(prefix="property-") as place:
            return examine(seed, place, args)
    except Exception:  # pylint: disable=broad-except
        return ["exception\n" + traceback.format_exc()], Counter()


def report(seed, found, args):
    """Print the differences of a seed and how to see them again."""
    for text in found[:MOST_SHOWN]:
        print(f"seed {seed}: {text}")
    if len(found) > MOST_SHOWN:
        print(f"seed {seed}: {len(found) - MOST_SHOWN} more differences")
    program = f"--program {shlex.quote(args.program)}" if args.program else "--stats"
    print(f"  python3 tests/property/run.py {args.check} {program} --seed {seed} "
          f"--profile {args.profile} --keep DIR", flush=True)


def go_through(seeds, args):
    """Run all seeds, at most so long; returns (statistics, failed seeds)."""
    begun = spoke = time.monotonic()
    end = None if args.seconds is None else begun + args.seconds
    most_failed = CHECKS[args.check].MOST_FAILED
    stats, failed = Counter(), 0
    # Results come in the order of the seeds, so that reports are repeatable.
    with multiprocessing.Pool(args.jobs) as pool:
        for seed, found, counted in pool.imap(run_seed, ((seed, args) for seed in seeds)):
            stats += counted
            if found:
                failed += 1
                report(seed, found, args)
            now = time.monotonic()
            if now - spoke > SECONDS_OF_SILENCE:
                spoke = now
                print(f"{args.check}, {args.profile}: up to seed {seed} in {now - begun:.0f} s, "
                      f"{failed} failed", file=sys.stderr, flush=True)
            if failed >= most_failed or (end is not None and now > end):
                pool.terminate()
                break
    return stats, failed


def seed_range(text):
    """A range A..B, both ends included."""
    first, mark, last = text.partition("..")
    if not mark or not first.isdigit() or not last.isdigit() or int(first) > int(last):
        raise argparse.ArgumentTypeError("a range of seeds looks like 1..500")
    return range(int(first), int(last) + 1)


def parse_arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("check", nargs="?", choices=sorted(CHECKS), default="oracle")
    parser.add_argument("--program", help="the program, with leading arguments if need be; "
                        "without it only the oracle runs")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--seeds", type=seed_range, metavar="A..B")
    which.add_argument("--seed", type=int)
    parser.add_argument("--most", type=int, metavar="N", help="stop after so many seeds")
    parser.add_argument("--profile", choices=PROFILES, default="all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", metavar="DIR", help="keep the catalogs here")
    parser.add_argument("--seconds", type=float, help="stop after this time")
    parser.add_argument("--stats", action="store_true",
                        help="print what the catalogs held (of the check oracle)")
    args = parser.parse_args()
    if args.program is None and (args.check != "oracle" or not args.stats):
        parser.error("give --program, or --stats to run the oracle alone")
    return args


def main():
    """Run all seeds and print a summary; returns the exit status."""
    args = parse_arguments()
    begun = time.monotonic()
    check = CHECKS[args.check]
    seeds = [args.seed] if args.seed is not None else (args.seeds or check.SEEDS)[:args.most]
    stats, failed = go_through(seeds, args)
    done, complaints = check.conclude(stats, args)
    print(f"{args.check}, {args.profile}: seeds {seeds[0]}..{seeds[-1]}, "
          f"{stats['catalogs']} catalogs, {done}, {failed} failed; "
          f"{time.monotonic() - begun:.1f} s, {stats['cpu']:.0f} s of processor time")
    passed = max(stats["catalogs"] - failed, 0)
    for complaint in complaints:
        print(complaint)
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
