"""Working time, departures and the printing of instants.

An instant is a number of minutes in UTC, counted from the day with ordinal 0
of the Gregorian calendar; adding an offset gives local minutes.
"""

import datetime
from dataclasses import dataclass

from .quantities import MINUTES_PER_DAY, BadQuantity, clock_time, day

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Calendar:
    """The weekdays that work, less the holidays (day ordinals)."""

    weekdays: frozenset
    holidays: frozenset

    def works(self, ordinal):
        return (weekday_of(ordinal) in self.weekdays
                and ordinal not in self.holidays)


def weekday_of(ordinal):
    """The name of the weekday of a day ordinal."""
    return WEEKDAYS[(ordinal + 6) % 7]


def work(instant, minutes, calendar, offset):
    """Add working time: days off pass without counting.

    Without a calendar every day works.  The count stops the moment the time
    is used up, even where that is the midnight before a day off.
    """
    if minutes == 0 or calendar is None:
        return instant + minutes
    local, left = instant + offset, minutes
    while True:
        today = local // MINUTES_PER_DAY
        midnight = (today + 1) * MINUTES_PER_DAY
        if calendar.works(today):
            if left <= midnight - local:
                return local + left - offset
            left -= midnight - local
        local = midnight


def can_depart(lane):
    """Whether any weekday serves for a departure of the lane."""
    if lane.calendar is None:
        return bool(lane.departs)
    return bool(lane.departs & lane.calendar.weekdays)


def departure(lane, earliest, offset):
    """The first departure of a lane at or after an instant."""
    local = earliest + offset
    first = today = local // MINUTES_PER_DAY
    while True:
        serves = weekday_of(today) in lane.departs and (
            lane.calendar is None or lane.calendar.works(today))
        if serves:
            if lane.depart_time is not None:
                moment = today * MINUTES_PER_DAY + lane.depart_time
            elif today == first:
                moment = local
            else:
                moment = today * MINUTES_PER_DAY
            if moment >= local:
                return moment - offset
        today += 1


def travel(lane, start, minutes, offset):
    """When a leg that departs at ``start`` arrives."""
    if lane.business_days:
        return work(start, minutes, lane.calendar, offset)
    return start + minutes


def local_minutes(date, minute=0):
    """Local minutes of a date and a minute of that day."""
    return date.toordinal() * MINUTES_PER_DAY + minute


def date_and_time(text):
    """YYYY-MM-DDTHH:MM as a date and a minute of the day."""
    date, mark, time = text.partition("T")
    if not mark:
        raise BadQuantity(f"not a date and time: {text!r}")
    return day(date), clock_time(time)


def iso(instant, offset):
    """An instant as local ISO 8601 text with its offset."""
    date, minute = divmod(instant + offset, MINUTES_PER_DAY)
    sign = "-" if offset < 0 else "+"
    zone = f"{sign}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
    text = datetime.date.fromordinal(date).isoformat()
    return f"{text}T{minute // 60:02}:{minute % 60:02}{zone}"
