"""A small catalog and order from which the cases are made."""

import os
import tempfile
import textwrap

from .. import Options, load_catalog, quote

BASE = {
    "nodes": """
        node,country,kind
        CN,CN,origin
        US,US,hub
        """,
    "zones": """
        zone,country
        USZ,US
        """,
    "carriers": """
        carrier,currency
        A,USD
        B,USD
        """,
    "lanes": """
        lane,carrier,mode,from,to,days
        L,A,express,CN,USZ,5
        """,
    "rates": """
        card,flat,per_kg
        L,2,3
        """,
}
ORDER = {"id": "o", "origin": "CN", "country": "US", "weight_kg": "1",
         "ship_date": "2026-03-02"}


def catalog(**tables):
    """A catalog of the basic tables, some of them replaced or added."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {**BASE, **tables}.items():
            path = os.path.join(folder, name + ".csv")
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(textwrap.dedent(text).lstrip())
        return load_catalog(folder)


def answer(tables=None, options=None, **fields):
    """The answer to the basic order with some fields changed."""
    return quote(catalog(**(tables or {})), {**ORDER, **fields},
                 options or Options(explain=True))


def best(tables=None, options=None, **fields):
    return answer(tables, options, **fields)["plans"][0]


def amounts(plan, kind):
    """The quote amounts of the lines of one type."""
    return [c["amount"] for c in plan["charges"] if c["type"] == kind]
