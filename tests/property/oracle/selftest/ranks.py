"""The frontier and the score."""

import unittest

from ..ranking import Scale, beats, frontier, parse_weights
from .cases import answer


class Ranking(unittest.TestCase):
    class Dummy:
        """A plan with nothing but what is compared."""

        feasible = True

        def __init__(self, *criteria, stocked=False, names=("a",)):
            self.criteria = criteria
            self.identity = (stocked, len(names), tuple(names))

    def test_frontier_ties(self):
        first, second = self.Dummy(1, 9, 5), self.Dummy(2, 3, 5)
        plans = [self.Dummy(2, 4, 5), self.Dummy(1, 9, 5, names=("b",)),
                 self.Dummy(1, 9, 5, names=("A", "A")),
                 self.Dummy(1, 9, 5, stocked=True, names=("0",)),
                 second, first]
        self.assertEqual(frontier(plans), [first, second])
        self.assertTrue(beats((1, 2, 3), (1, 2, 4)))
        self.assertFalse(beats((1, 2, 3), (1, 2, 3)))

    def test_score(self):
        plans = [self.Dummy(1000, 9000, 300), self.Dummy(3000, 1000, 400),
                 self.Dummy(2000, 5000, 100)]
        scale = Scale.of(plans)
        self.assertEqual(scale.best, (1000, 1000, 100))
        self.assertEqual(scale.scale, (2000, 8000, 300))
        # 1 - (0.5 x 0.5 + 0.3 x 0.5 + 0.2 x 0) = 0.6
        self.assertEqual(scale.score((2000, 5000, 100), parse_weights("")),
                         600_000)
        weights = parse_weights("time=2")
        self.assertEqual(weights, (0.0, 2.0, 0.0))
        self.assertEqual(scale.score((2000, 5000, 100), weights), 500_000)
        # One plan alone: the best values are the scale.
        alone = Scale.of([self.Dummy(7, 0, 0)])
        self.assertEqual(alone.scale, (7, 1, 1))
        self.assertEqual(alone.score((7, 0, 0), weights), 1_000_000)

    def test_equal_lanes(self):
        lanes = """
            lane,carrier,mode,from,to,days
            L,A,express,CN,USZ,5
            K,A,postal,CN,USZ,5
            """
        got = answer({"lanes": lanes,
                      "rates": "card,flat\nL,5\nK,5\n"})
        self.assertEqual([leg["lane"] for leg in got["plans"][0]["legs"]],
                         ["K"])
        express = [e for e in got["not_offered"] if e["mode"] == "express"][0]
        self.assertEqual(express["best"], {"start": "CN", "lanes": ["L"]})
        self.assertEqual(express["beaten_by"], {"start": "CN",
                                                "lanes": ["K"]})
