"""Asking the program and the oracle for the plans of orders."""

import datetime
import json
import os
import shlex
import subprocess
from decimal import Decimal

from oracle import Options, load_catalog, quote, quoting, to_json

TIMEOUT = 600  # seconds that one run of the program may take


def read_json(text):
    """A JSON text with exact numbers."""
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def read_orders(directory, name="orders.jsonl"):
    """The orders of a file, their numbers as they are written."""
    with open(os.path.join(directory, name), encoding="utf-8") as lines:
        return [json.loads(line, parse_float=str, parse_int=str) for line in lines]


# ------------------------------------------------------------- the program

def ranking_flags(options):
    """The flags that `quote` and `batch` have for the options of a seed, but for the ship date."""
    flags = ["--rank", options["rank"], "--time-basis", options["time_basis"],
             "--value-of-day", options["value_of_day"],
             "--value-of-blind-day", options["value_of_blind_day"]]
    flags += ["--top", str(options["top"])] if options["top"] else ["--frontier"]
    return flags + (["--weights", options["weights"]] if options["weights"] else [])


def run_program(program, directory, arguments, **streams):
    """A finished run on the catalog of a directory; its standard output is bytes."""
    return subprocess.run(shlex.split(program) + ["--data", directory] + arguments, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=TIMEOUT,
                          **streams)


def read_answers(done, count):
    """The answers of a finished batch; ValueError tells what is wrong with it."""
    if done.returncode not in (0, 1):
        message = done.stderr.decode("utf-8", "replace").strip()
        raise ValueError(f"exit status {done.returncode}: {message[:2000]}")
    answers = [read_json(line) for line in done.stdout.decode("utf-8").splitlines()]
    if len(answers) != count:
        raise ValueError(f"{len(answers)} answers for {count} orders")
    complete = all(answer.get("status") == "ok" for answer in answers)
    if complete != (done.returncode == 0):
        raise ValueError(f"exit status {done.returncode} does not go with the answers")
    return answers


# -------------------------------------------------------------- the oracle

class Oracle:
    """The oracle on one catalog."""

    def __init__(self, directory, options):
        self.catalog = load_catalog(directory)
        self.options = Options(**{**options, "top": None, "explain": True,
                                  "ship_date": datetime.date.fromisoformat(options["ship_date"])})

    def answer(self, order, number):
        """The answer with the whole frontier, and all plans that are within the limits."""
        PLANS.clear()
        answer = read_json(to_json(quote(self.catalog, order, self.options, number)))
        return answer, dict(PLANS)


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
