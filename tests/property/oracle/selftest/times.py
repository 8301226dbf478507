"""Working time and departures."""

import unittest

from .. import quantities
from ..clock import Calendar, departure, iso, local_minutes, work
from .cases import best, catalog


class Clock(unittest.TestCase):
    WEEK = Calendar(frozenset(("Mon", "Tue", "Wed", "Thu", "Fri")),
                    frozenset())

    @staticmethod
    def at(day, time):
        return local_minutes(quantities.day(day), quantities.clock_time(time))

    def test_working_time(self):
        friday = self.at("2026-03-06", "15:00")
        self.assertEqual(work(friday, 3 * 1440, self.WEEK, 0),
                         self.at("2026-03-11", "15:00"))
        # Used up at midnight: the weekend is not entered.
        self.assertEqual(work(friday, 9 * 60, self.WEEK, 0),
                         self.at("2026-03-07", "00:00"))
        saturday = self.at("2026-03-07", "15:00")
        self.assertEqual(work(saturday, 0, self.WEEK, 0), saturday)
        self.assertEqual(work(saturday, 60, self.WEEK, 0),
                         self.at("2026-03-09", "01:00"))
        # At +08:00 it is Saturday already.
        self.assertEqual(work(friday + 60, 60, self.WEEK, 480),
                         self.at("2026-03-08", "17:00"))

    def test_departures(self):
        lanes = """
            lane,carrier,mode,from,to,days,departs,depart_time
            T,A,express,CN,USZ,5,Tue|Fri,18:00
            F,A,express,CN,USZ,5,Fri,
            """
        lanes = catalog(lanes=lanes, rates="card,flat\nT,1\nF,1\n").lanes
        for ready, lane, leaves in (
                ("12:00", "T", ("2026-03-06", "18:00")),
                ("18:00", "T", ("2026-03-06", "18:00")),
                ("18:01", "T", ("2026-03-10", "18:00")),
                ("18:01", "F", ("2026-03-06", "18:01"))):
            got = departure(lanes[lane], self.at("2026-03-06", ready), 0)
            self.assertEqual(got, self.at(*leaves))
        self.assertEqual(departure(lanes["F"],
                                   self.at("2026-03-07", "10:00"), 0),
                         self.at("2026-03-13", "00:00"))

    def test_plan_on_the_calendar(self):
        tables = {
            "nodes": """
                node,country,kind,dwell_hours,utc_offset,calendar
                CN,CN,origin,10,+08:00,week
                """,
            "zones": "zone,country,utc_offset\nUSZ,US,-05:00\n",
            "calendars": "calendar,work_days\nweek,\n",
            "lanes": """
                lane,carrier,mode,from,to,days,calendar,day_count,cutoff_hours
                L,A,express,CN,USZ,1,week,business,4
                """,
        }
        plan = best(tables, ship_date="2026-03-06",
                    ready_at="2026-03-06T16:00")
        # Friday 16:00, eight hours until midnight, two more on Monday; out
        # at 06:00 with the cut-off, there on Tuesday 06:00 at +08:00.
        leg = plan["legs"][0]
        self.assertEqual(leg["departs"], "2026-03-09T06:00+08:00")
        self.assertEqual(leg["arrives"], "2026-03-09T17:00-05:00")
        self.assertEqual(leg["waited_hours"], "4.00")
        self.assertEqual(plan["time"]["typical_days"], "3.58")
        self.assertEqual(plan["tracking"]["blind_hours"], "24.00")

    def test_printing(self):
        self.assertEqual(iso(self.at("2026-03-18", "22:30"), 450),
                         "2026-03-19T06:00+07:30")
