"""The records of a catalog, with every default filled in.

Money cells are exact fractions of currency units, ``None`` where an empty
cell means "no limit".  ``period`` is (first day, last day), ``row`` the table
row a record came from.
"""

from dataclasses import dataclass
from fractions import Fraction

MODES = ("postal", "express", "dedicated_line", "overseas_warehouse",
         "bonded_warehouse")
WAREHOUSES = ("overseas_warehouse", "bonded_warehouse")


@dataclass(frozen=True)
class Node:
    id: str
    country: str
    kind: str
    card: str
    currency: str
    dwell: tuple          # (min, typical, max) minutes
    offset: int
    calendar: object
    row: object

    @property
    def bonded(self):
        return self.kind == "bonded_warehouse"


@dataclass(frozen=True)
class WeightRules:
    """How the billable weight of a shipment comes about."""

    dim_rounding: str
    divisor: Fraction | None
    over_side: int | None
    over_sum: int | None
    over_mm3: Fraction | None
    over_ratio: Fraction | None
    share: Fraction
    min_weight: int
    step: int
    piece_rule: str


@dataclass(frozen=True)
class Lane:
    id: str
    carrier: str
    mode: str
    origin: str
    target: str
    ends_in_zone: bool
    card: str
    currency: str
    duration: tuple       # (min, typical, max) minutes
    visibility: int
    rules: WeightRules
    max_weight: int | None
    max_side: int | None
    max_sum: int | None
    max_girth: int | None
    min_shipment: int | None
    max_shipment: int | None
    min_value: Fraction | None
    max_value: Fraction | None
    value_currency: str
    lot: int | None
    next_break: bool
    period: tuple
    calendar: object
    departs: frozenset
    depart_time: int | None
    cutoff: int
    business_days: bool
    row: object


@dataclass(frozen=True)
class Rate:
    over: int
    up_to: int | None
    included: int
    flat: Fraction
    per_kg: Fraction
    min_charge: Fraction
    step: int | None
    period: tuple
    row: object

    def serves(self, grams):
        return self.over < grams and (self.up_to is None
                                      or grams <= self.up_to)


@dataclass(frozen=True)
class Surcharge:
    id: str
    carriers: tuple
    modes: tuple
    lanes: tuple
    zones: tuple
    countries: tuple
    flags: tuple
    over_weight: int | None
    over_side: int | None
    over_sum: int | None
    over_girth: int | None
    basis: str
    amount: Fraction      # money, or a share of one for the pct bases
    min_amount: Fraction | None
    max_amount: Fraction | None
    currency: str         # empty: the lane's
    group: str
    fuel_applies: bool
    period: tuple
    row: object


@dataclass(frozen=True)
class Handoff:
    node: str
    from_carrier: str
    to_carrier: str
    fee: Fraction
    currency: str
    minutes: int
    blind: int
    row: object


@dataclass(frozen=True)
class Customs:
    country: str
    direction: str
    mode: str
    fee: Fraction
    fee_per_kg: Fraction
    value_fee: Fraction
    value_fee_min: Fraction
    value_fee_max: Fraction | None
    disbursement: Fraction
    disbursement_min: Fraction
    duty_base: str
    tax_base: str
    value_truncate: Fraction
    amount_truncate: Fraction
    tax_extra: Fraction
    tax_inside: bool
    currency: str
    time: tuple           # (min, typical, max) minutes, exams included
    blind: int
    calendar: object
    period: tuple
    row: object


@dataclass(frozen=True)
class Duty:
    country: str
    mode: str
    hs_prefix: str
    origin_country: str
    over_value: Fraction
    up_to_value: Fraction | None
    duty: Fraction
    less: Fraction
    per_kg: Fraction
    free: int
    per_line: Fraction
    tax: Fraction
    local_tax: Fraction
    currency: str
    period: tuple
    row: object


@dataclass(frozen=True)
class Restriction:
    id: str
    carriers: tuple
    modes: tuple
    lanes: tuple
    origin_countries: tuple
    countries: tuple
    flags: tuple
    hs_prefixes: tuple
    over_value: Fraction | None
    currency: str
    over_weight: int | None
    reason: str
    period: tuple
    row: object

    @property
    def whole_shipment(self):
        return not (self.carriers or self.modes or self.lanes)


@dataclass(frozen=True)
class Stock:
    on_hand: int | None
    storage_minutes: int
    inbound_per_kg: Fraction | None
    currency: str
    row: object


@dataclass(frozen=True)
class Storage:
    from_day: int
    to_day: int | None
    per_cbm_day: Fraction
    per_kg_day: Fraction
    currency: str
    row: object
