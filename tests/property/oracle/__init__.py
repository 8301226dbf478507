"""A brute-force reference for the ranking of parcel plans.

The package follows the published rules (docs/tables.md) literally: it walks
every chain of lanes, prices each one with exact fractions and only then
compares the results.  It is slow and plain on purpose; it exists to check a
faster implementation.

    from oracle import load_catalog, quote, Options
    catalog = load_catalog("data")
    answer = quote(catalog, {"origin": "A", ...}, Options(explain=True))

Numbers in the answer are ``Num``: text that prints as a JSON number, so that
answers can be compared digit by digit.
"""

from .quantities import Num, to_json
from .quoting import Options, quote
from .tables import CatalogError, load_catalog

__all__ = ["CatalogError", "Num", "Options", "load_catalog", "quote", "to_json"]
