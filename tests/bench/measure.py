"""How it is measured: whole processes by the wall clock, in turns, medians and their spread."""

import dataclasses
import os
import statistics
import subprocess
import sys
import time

GOOD = (0, 1)  # 1: done, though some order has no plan


@dataclasses.dataclass
class Ratio:
    """A measure over its yardstick: the ratio of the medians, and the least and the greatest of one
    round."""
    value: float
    least: float
    most: float

    @staticmethod
    def of(measured, yardstick):
        rounds = [a / b for a, b in zip(measured, yardstick)]
        value = statistics.median(measured) / statistics.median(yardstick)
        return Ratio(value, min(rounds), max(rounds))

    def __str__(self):
        return f"{number(self.value)} ({number(self.least)}-{number(self.most)})"


def number(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def run(command, stdin=None):
    """Seconds that a command took, and its peak memory in KiB. What it prints goes to /dev/null."""
    with open(os.devnull, "wb") as nowhere:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=stdin or subprocess.DEVNULL, stdout=nowhere,
                                   stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in GOOD:
        sys.exit(f"bench: {' '.join(command)}: status {process.returncode}")
    return seconds, usage.ru_maxrss


def fed_by(producer, command):
    """Like `run`, reading what another command prints."""
    with subprocess.Popen(producer, stdout=subprocess.PIPE) as source:
        result = run(command, source.stdout)
        source.stdout.close()
    return result


def seconds(command):
    return run(command)[0]


def in_turns(commands, rounds):
    """Seconds by name for every round: each round runs every command once, A B C A B C."""
    taken = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(seconds(command))
    return taken


class Job:
    """A batch that may be too slow to run over all orders: it is then run over fewer and scaled.

    Loading the catalog is measured by itself (an empty file) and not scaled. Scaling is to the
    disadvantage of a program that learns from the orders it has seen: what is told of a million
    orders is measured with a million, and what is compared is measured with as many. `count` says
    how many where that is not to be chosen."""

    LEAST = 0.2  # seconds
    STEPS = [s * 10 ** e for e in range(1, 6) for s in (1, 2, 5)] + [1_000_000]

    def __init__(self, make, file_of, count=None):
        self.make, self.file_of, self.fixed = make, file_of, count is not None
        self.count = count or self.STEPS[-1]
        self.empty = min(seconds(self.command(0)) for _ in range(3))
        self.per_order = self.calibrate()

    def command(self, count=None):
        return self.make(self.file_of(self.count if count is None else count))

    def calibrate(self):
        """Seconds an order, from a run that is long enough to tell."""
        if self.fixed:
            return max(seconds(self.command()) - self.empty, 1e-9) / self.count
        for count in self.STEPS[3::3]:
            taken = seconds(self.command(count)) - self.empty
            if taken > 0.25:
                break
        return max(taken, 1e-9) / count

    def estimate(self):
        return self.empty + self.per_order * self.count

    def fewer(self):
        """One step down; false where too little would be left to tell it from the loading."""
        if self.fixed:
            return False
        step = self.STEPS.index(self.count)
        if step == 0 or self.per_order * self.STEPS[step - 1] < max(self.LEAST, self.empty):
            return False
        self.count = self.STEPS[step - 1]
        return True

    def scaled(self, taken):
        """Seconds over all orders from seconds over `count` of them."""
        return [self.empty + max(t - self.empty, 0) * self.STEPS[-1] / self.count for t in taken]


def fit(jobs, rounds, budget):
    """Takes orders from the longest jobs until all rounds of all jobs fit into so many seconds."""
    while rounds * sum(job.estimate() for job in jobs) > budget:
        longest_first = sorted(jobs, key=lambda job: -job.per_order * job.count)
        if not any(job.fewer() for job in longest_first):
            break
