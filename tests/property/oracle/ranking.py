"""The frontier and the orders in which it can be ranked.

Criteria are (cost, time, blind); smaller is better throughout.
"""

from dataclasses import dataclass
from fractions import Fraction

from .quantities import MINUTES_PER_DAY, decimal, half_up, money

COST, TIME, BLIND = range(3)
RANKS = ("score", "cost", "time", "visibility", "money")
WEIGHT_NAMES = ("cost", "time", "visibility")

# For each criterion the order in which plans are compared to find its
# champion, and by which a ranking on that criterion alone goes.
ORDERS = {COST: (COST, TIME, BLIND),
          TIME: (TIME, COST, BLIND),
          BLIND: (BLIND, COST, TIME)}


def no_worse(one, other):
    """Whether criteria are no worse than others on all three."""
    return all(a <= b for a, b in zip(one, other))


def beats(one, other):
    """No worse on all three criteria and better on one."""
    return one != other and no_worse(one, other)


def frontier(plans):
    """The feasible plans that none beats, one for each set of criteria.

    Sorted by cost, time, blind and identity, whatever beats a plan comes
    before it; and what is beaten by a beaten plan is beaten by a kept one.
    """
    kept = []
    for plan in sorted((p for p in plans if p.feasible), key=by_criteria):
        if not any(no_worse(k.criteria, plan.criteria) for k in kept):
            kept.append(plan)
    return kept


def by_criteria(plan):
    """Cost, time, blind, then what tells equal plans apart."""
    return plan.criteria + plan.identity


@dataclass(frozen=True)
class Scale:
    """Best value and divisor of each criterion among the champions."""

    best: tuple
    scale: tuple

    @staticmethod
    def of(plans):
        """The scale of the feasible plans, of which there is one at least."""
        criteria = {plan.criteria for plan in plans if plan.feasible}
        champions = [min(criteria, key=lambda c: [c[i] for i in order])
                     for order in ORDERS.values()]
        best = tuple(champions[i][i] for i in (COST, TIME, BLIND))
        scale = tuple((max(c[i] for c in champions) - best[i]) or best[i] or 1
                      for i in (COST, TIME, BLIND))
        return Scale(best, scale)

    def score(self, criteria, weights):
        """The score in ten-thousandths; the only floats of the oracle."""
        sum_of_weights = weights[COST] + weights[TIME] + weights[BLIND]
        share = [weight / sum_of_weights for weight in weights]
        x = [float(value - best) / float(scale) for value, best, scale
             in zip(criteria, self.best, self.scale)]
        loss = share[COST] * x[COST] + share[TIME] * x[TIME]
        loss = loss + share[BLIND] * x[BLIND]
        score = 100.0 * (1.0 - loss)
        # The product with 10000 is a double as well; it is then rounded
        # exactly, away from zero.
        scaled = Fraction(score * 10000.0)
        return half_up(scaled) if scaled >= 0 else -half_up(-scaled)


def parse_weights(text):
    """"cost=5,time=3,visibility=2" as three doubles; unnamed ones are 0."""
    if not text:
        return (0.5, 0.3, 0.2)
    weights = dict.fromkeys(WEIGHT_NAMES, 0.0)
    for part in text.split(","):
        name, _, value = part.partition("=")
        if name not in weights:
            raise ValueError(f"unknown weight {name!r}")
        decimal(value)
        weights[name] = float(value)
    if not any(weights.values()):
        raise ValueError("all weights are 0")
    return tuple(weights.values())


def money_value(criteria, fx, currency, value_of_day, value_of_blind_day):
    """Cost with time and blind time valued, in exact currency units."""
    return (fx.units(criteria[COST], currency)
            + money(value_of_day) * Fraction(criteria[TIME], MINUTES_PER_DAY)
            + money(value_of_blind_day)
            * Fraction(criteria[BLIND], MINUTES_PER_DAY))


def ranked(plans, rank, score_of, money_of):
    """The frontier's plans best first; ties go by criteria and identity."""
    def key(plan):
        if rank == "score":
            first = (-score_of(plan),)
        elif rank == "money":
            first = (money_of(plan),)
        else:
            which = {"cost": COST, "time": TIME, "visibility": BLIND}[rank]
            first = tuple(plan.criteria[i] for i in ORDERS[which])
        return first + by_criteria(plan)
    return sorted(plans, key=key)
