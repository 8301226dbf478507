"""Reading, rounding and printing of exact quantities.

Inside the oracle money is a ``Fraction`` of currency units or an integer of
minor units, weight is grams, length millimetres, time minutes, visibility
ten-thousandths, and a percentage is a ``Fraction`` of one (5 % is 1/20).
"""

import datetime
import json
import re
from fractions import Fraction

MINUTES_PER_DAY = 1440
MAX_LINE = 10 ** 15

# At least one digit; "5." and ".5" are let through, since the rules ask only
# for digits and an optional point.
_DECIMAL = re.compile(r"(?=\.?[0-9])[0-9]*\.?[0-9]*")
_WHOLE = re.compile(r"[0-9]+")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


class BadQuantity(ValueError):
    """A number, date or other cell that cannot be read."""


class Num(str):
    """The text of a JSON number, written without quotes."""

    __slots__ = ()


# ---------------------------------------------------------------- reading

def decimal(text, limit=None, digits=None):
    """An exact non-negative decimal, with a range and a digit check.

    Digits are counted as written, so trailing zeros count too.
    """
    if not _DECIMAL.fullmatch(text):
        raise BadQuantity(f"not a decimal number: {text!r}")
    whole, _, fraction = text.partition(".")
    if digits is not None and len(fraction) > digits:
        raise BadQuantity(f"more than {digits} fraction digits: {text!r}")
    value = Fraction(int((whole + fraction) or "0"), 10 ** len(fraction))
    if limit is not None and value > limit:
        raise BadQuantity(f"out of range: {text!r}")
    return value


def whole(text, low, high):
    """A whole number from ``low`` to ``high``."""
    if not _WHOLE.fullmatch(text):
        raise BadQuantity(f"not a whole number: {text!r}")
    if not low <= int(text) <= high:
        raise BadQuantity(f"out of range: {text!r}")
    return int(text)


def money(text):
    """Currency units, exact."""
    return decimal(text, 999_999_999, 6)


def grams(text):
    """Kilograms as grams, rounded up."""
    return ceil(decimal(text, 1_000_000) * 1000)


def millimetres(text):
    """Centimetres as millimetres, rounded up."""
    return ceil(decimal(text, 100_000) * 10)


def minutes_of_hours(text):
    """Hours as minutes, half up."""
    return half_up(decimal(text, 240_000) * 60)


def minutes_of_days(text):
    """Days as minutes, half up."""
    return half_up(decimal(text, 10_000) * MINUTES_PER_DAY)


def visibility(text):
    """A share from 0 to 1 as ten-thousandths."""
    return int(decimal(text, 1, 4) * 10_000)


def percent(text):
    """A percentage as a fraction of one."""
    return decimal(text, None, 4) / 100


def day(text):
    """YYYY-MM-DD as a ``datetime.date``."""
    match = _DATE.fullmatch(text)
    if not match:
        raise BadQuantity(f"not a date: {text!r}")
    try:
        return datetime.date(*map(int, match.groups()))
    except ValueError as error:
        raise BadQuantity(f"not a date: {text!r}") from error


def clock_time(text):
    """HH:MM as minutes after midnight."""
    match = re.fullmatch(r"([01][0-9]|2[0-3]):([0-5][0-9])", text)
    if not match:
        raise BadQuantity(f"not a time of day: {text!r}")
    return int(match[1]) * 60 + int(match[2])


def utc_offset(text):
    """+HH:MM or -HH:MM as minutes, within 14 hours of UTC."""
    match = re.fullmatch(r"([+-])([0-9]{2}):([0-5][0-9])", text)
    if not match:
        raise BadQuantity(f"not a UTC offset: {text!r}")
    minutes = int(match[2]) * 60 + int(match[3])
    if minutes > 14 * 60:
        raise BadQuantity(f"out of range: {text!r}")
    return -minutes if match[1] == "-" else minutes


# --------------------------------------------------------------- rounding

def half_up(value):
    """Nearest integer of a non-negative number, .5 going up."""
    value = Fraction(value)
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def ceil(value):
    """Smallest integer not below the value."""
    value = Fraction(value)
    return -(-value.numerator // value.denominator)


def round_up_to(value, step):
    """Smallest multiple of ``step`` not below the integer ``value``."""
    return -(-value // step) * step


def cut_down_to(value, step):
    """Greatest multiple of ``step`` not above the value; step 0 keeps it."""
    if step == 0:
        return value
    return (Fraction(value) / step).__floor__() * step


# --------------------------------------------------------------- printing

def fixed(scaled, digits):
    """An integer of 10^-digits as decimal text."""
    sign = "-" if scaled < 0 else ""
    text = str(abs(scaled))
    if digits == 0:
        return Num(sign + text)
    text = text.rjust(digits + 1, "0")
    return Num(f"{sign}{text[:-digits]}.{text[-digits:]}")


def as_days(minutes):
    """Minutes printed as days with two decimals."""
    return fixed(half_up(Fraction(minutes * 100, MINUTES_PER_DAY)), 2)


def as_hours(minutes):
    """Minutes printed as hours with two decimals."""
    return fixed(half_up(Fraction(minutes * 100, 60)), 2)


def to_json(value):
    """JSON text of dicts, lists, texts, booleans and ``Num``."""
    if isinstance(value, dict):
        items = (f"{to_json(str(k))}:{to_json(v)}" for k, v in value.items())
        return "{" + ",".join(items) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(to_json, value)) + "]"
    if isinstance(value, Num):
        return str.__str__(value)
    return json.dumps(value, ensure_ascii=False)
