"""python3 -m oracle CATALOG_DIR ORDERS.jsonl [options]"""

import argparse
import json
import sys

from . import Options, load_catalog, quote, to_json
from .quantities import day
from .ranking import RANKS


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(prog="oracle", description=__doc__)
    parser.add_argument("catalog", help="directory of the tables")
    parser.add_argument("orders", help="JSON Lines file, - for standard input")
    parser.add_argument("--rank", choices=RANKS, default="score")
    parser.add_argument("--weights", default="")
    parser.add_argument("--time-basis", choices=("typical", "min", "max"),
                        default="typical")
    parser.add_argument("--value-of-day", default="0")
    parser.add_argument("--value-of-blind-day", default="0")
    parser.add_argument("--top", type=int, default=5)
    parser.add_argument("--frontier", action="store_true",
                        help="show the whole frontier")
    parser.add_argument("--ship-date", type=day)
    parser.add_argument("--explain", action="store_true")
    return parser.parse_args(arguments)


def main(arguments=None):
    args = parse_arguments(arguments)
    options = Options(
        rank=args.rank, weights=args.weights, time_basis=args.time_basis,
        value_of_day=args.value_of_day,
        value_of_blind_day=args.value_of_blind_day,
        top=None if args.frontier else args.top,
        ship_date=args.ship_date, explain=args.explain)
    catalog = load_catalog(args.catalog)
    stream = sys.stdin if args.orders == "-" \
        else open(args.orders, encoding="utf-8-sig")
    with stream:
        lines = [line for line in stream if line.strip()]
    for number, line in enumerate(lines, 1):
        order = json.loads(line, parse_float=str, parse_int=str)
        print(to_json(quote(catalog, order, options, number)))


if __name__ == "__main__":
    main()
