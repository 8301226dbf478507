"""Rows of a catalog table, with typed access to their cells."""

import csv
import os

from . import quantities as q


class CatalogError(Exception):
    """The catalog cannot be used; the text says where and why."""


class Row:
    """One row of one table; an absent or empty cell means the default."""

    def __init__(self, table, file, line, cells):
        self.table, self.file, self.line, self.cells = table, file, line, cells

    @property
    def source(self):
        """Where the row stands, as table:file:line."""
        return f"{self.table}:{self.file}:{self.line}"

    def fail(self, column, message):
        raise CatalogError(f"{self.file}:{self.line}: {column}: {message}")

    def text(self, column, default=""):
        return self.cells.get(column) or default

    def need(self, column):
        return self.text(column) or self.fail(column, "required")

    def read(self, column, reader, default=None):
        """The cell through ``reader``, or the default where it is empty."""
        text = self.text(column)
        if not text:
            return default
        try:
            return reader(text)
        except q.BadQuantity as error:
            self.fail(column, str(error))

    def money(self, column, default=None):
        return self.read(column, q.money, default)

    def grams(self, column, default=None):
        return self.read(column, q.grams, default)

    def length(self, column, default=None):
        return self.read(column, q.millimetres, default)

    def hours(self, column, default=None):
        return self.read(column, q.minutes_of_hours, default)

    def days(self, column, default=None):
        return self.read(column, q.minutes_of_days, default)

    def percent(self, column):
        return self.read(column, q.percent, 0)

    def number(self, column, digits, default=None):
        return self.read(column, lambda t: q.decimal(t, None, digits), default)

    def whole(self, column, low, high, default=None):
        return self.read(column, lambda t: q.whole(t, low, high), default)

    def list(self, column):
        """The parts of a cell separated by bars."""
        text = self.text(column)
        return tuple(part for part in text.split("|") if part)

    def choice(self, column, allowed, default=None):
        text = self.text(column, default)
        if text not in allowed:
            self.fail(column, f"not one of {', '.join(allowed)}: {text!r}")
        return text

    def flag(self, column, default):
        return self.choice(column, ("yes", "no"), default) == "yes"

    def period(self):
        """The first and last day of validity, None where open."""
        return self.read("valid_from", q.day), self.read("valid_to", q.day)


def within(period, date):
    """Whether a date lies in an inclusive period with open ends."""
    first, last = period
    return (first is None or first <= date) and (last is None or date <= last)


def table_files(directory, table):
    """The files of a table: T.csv, then T/*.csv by the bytes of the names."""
    files = []
    if os.path.isfile(os.path.join(directory, table + ".csv")):
        files.append(table + ".csv")
    folder = os.path.join(directory, table)
    if os.path.isdir(folder):
        names = sorted(os.listdir(folder), key=os.fsencode)
        files += [f"{table}/{name}" for name in names if name.endswith(".csv")]
    return files


def _file_rows(directory, table, file):
    path = os.path.join(directory, file)
    with open(path, encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        header, start = None, 1
        for cells in reader:
            line, start = start, reader.line_num + 1
            if not cells:
                continue
            if header is None:
                header = cells
                continue
            if len(cells) > len(header):
                raise CatalogError(f"{file}:{line}: too many cells")
            yield Row(table, file, line, dict(zip(header, cells)))


def read_table(directory, table):
    """All rows of a table in file order; an absent table has none."""
    rows = []
    for file in table_files(directory, table):
        rows.extend(_file_rows(directory, table, file))
    return rows
