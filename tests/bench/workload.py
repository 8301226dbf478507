"""What is measured: catalogs and orders, made once and kept in build/bench/data."""

import itertools
import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / os.environ.get("BUILD", "build")
PROGRAM = BUILD / "lanewise"
GENERATE = BUILD / "bench" / "generate"
CSVPASS = BUILD / "bench" / "csvpass"
DATA = BUILD / "bench" / "data"

SEED = 1
ALL_ORDERS = 1_000_000  # of one workload
SHIP_DAYS = 5  # a working week: what a calendar makes of a shipment depends on its day

# The options of a batch as the issue of speed has them: three plans an order.
MONEY = ["--top", "3", "--rank", "money", "--value-of-day", "2", "--value-of-blind-day", "1"]
SCORE = ["--top", "3"]


def generator(profile, orders, shape="S"):
    return [str(GENERATE), "--shape", shape, "--profile", profile, "--seed", str(SEED),
            "--orders", str(orders), "--days", str(SHIP_DAYS)]


def order_stream(profile, count):
    """The command that prints so many orders."""
    return generator(profile, count) + ["--only-orders", "-"]


def clear_if_stale():
    """Data of another generator is no use."""
    mark = DATA / "generator"
    program = GENERATE.read_bytes()
    if DATA.exists() and (not mark.exists() or mark.read_bytes() != program):
        shutil.rmtree(DATA)
    if not DATA.exists():
        DATA.mkdir(parents=True)
        mark.write_bytes(program)


def made(path, make):
    """The path, after `make` has filled it if it was not there; never half of it."""
    if not path.exists():
        started = path.with_name(path.name + ".part")
        make(started)
        started.rename(path)
    return path


def catalog(shape, profile):
    """The folder of a catalog."""
    def make(folder):
        folder.mkdir(exist_ok=True)
        subprocess.run(generator(profile, 0, shape) + [str(folder)], check=True)
        (folder / "orders.csv").unlink()
    return made(DATA / f"{shape}-{profile}", make)


def tables(shape, profile):
    return sorted(str(path) for path in catalog(shape, profile).glob("*.csv"))


def lanes(shape, profile="plain"):
    """How many lanes a catalog has."""
    with open(catalog(shape, profile) / "lanes.csv", "rb") as file:
        return sum(1 for _ in file) - 1


def orders(profile, count):
    """A file of the first `count` orders. All shapes have the same ones."""
    def make_all(path):
        with open(path, "wb") as file:
            subprocess.run(order_stream(profile, ALL_ORDERS), check=True, stdout=file)

    def make_some(path):
        with open(orders(profile, ALL_ORDERS), "rb") as source, open(path, "wb") as file:
            file.writelines(itertools.islice(source, count + 1))
    assert count <= ALL_ORDERS
    make = make_all if count == ALL_ORDERS else make_some
    return made(DATA / f"orders-{profile}-{count}.csv", make)


def batch(shape, profile, options, threads=1, file=None):
    """The command that scores a file of orders, or standard input."""
    return [str(PROGRAM), "--data", str(catalog(shape, profile)), "batch", str(file or "-"),
            *options, "--threads", str(threads)]
