"""Random but valid catalogs and orders for the property test.

    python3 generate.py SEED DIR [--profile core|landed|all]

writes the tables of a catalog, `orders.jsonl` and `options.json` to DIR. The
same seed and profile always give the same files. The rules that make a catalog
valid are in docs/tables.md.
"""

import argparse
import json
import os

from generate_borders import build_borders
from generate_clock import build_clock
from generate_dice import Dice
from generate_files import remove_tables, to_json, write_tables
from generate_goods import add_cuts, add_duties, add_goods, add_local_taxes
from generate_lanes import build_lanes
from generate_network import build_network
from generate_orders import build_options, build_orders
from generate_rates import build_rates
from generate_rules import build_rules
from generate_world import PROFILES, build_world, columns


def generate(seed, directory, profile="all"):
    """Write the catalog, the orders and the run options of a seed to a directory.

    Returns the world that they belong to, the orders and the options.
    """
    dice = Dice(f"{profile} {seed}")
    world = build_world(dice, profile)
    build_network(world)
    build_lanes(world)
    build_rates(world)
    build_rules(world)
    if profile != "core":
        build_borders(world)
    if profile == "all":
        build_clock(world)
    options = build_options(world)
    orders = build_orders(world)
    if profile != "core":
        # Dice of their own: what the rest of a seed is does not hang on them.
        more = Dice(f"{profile} {seed} goods")
        add_cuts(more, world)
        add_duties(more, world)
        add_local_taxes(more, world)
        add_goods(more, world, orders)
    os.makedirs(directory, exist_ok=True)
    remove_tables(directory, sorted(columns("all")))
    write_tables(dice, directory, world.tables, columns(profile))
    with open(os.path.join(directory, "orders.jsonl"), "w", encoding="utf-8") as out:
        for order in orders:
            out.write(to_json(order) + "\n")
    with open(os.path.join(directory, "options.json"), "w", encoding="utf-8") as out:
        json.dump(options, out, indent=1)
        out.write("\n")
    return world, orders, options


def main():
    """Command line of the generator."""
    parser = argparse.ArgumentParser(description="Write a random catalog with orders.")
    parser.add_argument("seed", type=int)
    parser.add_argument("directory")
    parser.add_argument("--profile", choices=PROFILES, default="all")
    args = parser.parse_args()
    generate(args.seed, args.directory, args.profile)


if __name__ == "__main__":
    main()
