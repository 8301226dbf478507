"""Writing tables and orders in the many shapes a user's files have.

A table is a list of rows, a row is a dict from column name to cell text. The
writer shuffles columns, leaves out columns that are empty, splits tables into
several files, and varies quoting, line ends, byte order marks and blank lines;
none of which may change what a catalog means.
"""

import os

FREE_TEXT = (
    "tariff 2026, page 4", 'as "agreed"', "https://example.com/card", "x",
    "first line\nsecond line", "é¥ 包裹", "",
)
FOLDER_NAMES = ("B.csv", "a.csv", "a-2.csv", "z_last.csv", "00.csv", "2026.csv")


class Number(str):
    """A number of an order, kept as the text that is written."""


def remove_tables(directory, names):
    """Remove the files of earlier tables, so that a directory can be used again."""
    for name in names:
        folder = os.path.join(directory, name)
        paths = [folder + ".csv"]
        if os.path.isdir(folder):
            paths += [os.path.join(folder, file) for file in FOLDER_NAMES]
        for path in paths:
            if os.path.exists(path):
                os.remove(path)
        if os.path.isdir(folder):
            os.rmdir(folder)


def write_tables(dice, directory, tables, columns):
    """Write every table that has rows, and some that have none (None: never written).

    `columns` has the required and the optional columns of each.
    """
    for name in sorted(tables):
        rows = tables[name]
        if rows is None:
            continue
        if not rows and not dice.chance(0.3):
            continue
        write_table(dice, directory, name, rows, columns[name])


def write_table(dice, directory, name, rows, known):
    """Write one table as a file, as a folder of files, or both."""
    shape = dice.weighted((("file", 7), ("folder", 1.5), ("both", 1.5)))
    if shape == "file" or len(rows) < 2:
        write_file(dice, os.path.join(directory, name + ".csv"), rows, known)
        return
    chunks = split(dice, rows, dice.randint(2, min(3, len(rows))))
    os.mkdir(os.path.join(directory, name))
    if shape == "both":
        write_file(dice, os.path.join(directory, name + ".csv"), chunks.pop(0), known)
    names = sorted(dice.sample(FOLDER_NAMES, len(chunks)), key=os.fsencode)
    for file_name, chunk in zip(names, chunks):
        write_file(dice, os.path.join(directory, name, file_name), chunk, known)


def split(dice, rows, count):
    """Cut rows into `count` pieces, none empty, order kept."""
    cuts = sorted(dice.sample(range(1, len(rows)), count - 1))
    return [rows[a:b] for a, b in zip([0] + cuts, cuts + [len(rows)])]


def write_file(dice, path, rows, known):
    """Write rows to one file in a random dress.

    `known` is a pair (required columns, optional columns).
    """
    required, optional = known
    used = {column for row in rows for column, cell in row.items() if cell != ""}
    assert used <= set(required) | set(optional), (path, used - set(required) - set(optional))
    columns = [c for c in required + optional
               if c in required or c in used or dice.chance(0.08)] or list(optional)
    for extra in ("source", "note"):
        if dice.chance(0.15):
            columns.append(extra)
    if dice.chance(0.6):
        dice.shuffle(columns)
    quote_all = dice.chance(0.1)
    quote_some = 0.2 if dice.chance(0.2) else 0
    blanks = 0.15 if dice.chance(0.2) else 0
    end = "\r\n" if dice.chance(0.25) else "\n"

    def cell(text):
        needs = any(mark in text for mark in ',"\r\n')
        if needs or quote_all or dice.chance(quote_some):
            return '"' + text.replace('"', '""') + '"'
        return text

    lines = [",".join(cell(c) for c in columns)]
    for row in rows:
        if dice.chance(blanks):
            lines.append("")
        free = {c: dice.pick(FREE_TEXT) for c in ("source", "note") if c in columns}
        cells = [free.get(c, row.get(c, "")) for c in columns]
        line = ",".join(cell(text) for text in cells)
        # A record of one empty cell would be a blank line: quote it.
        lines.append(line or '""')
    text = end.join(lines)
    if not dice.chance(0.1):
        text += end
    if blanks and dice.chance(0.5):
        text += end
    with open(path, "w", encoding="utf-8-sig" if dice.chance(0.15) else "utf-8", newline="") as out:
        out.write(text)


def to_json(value):
    """One line of JSON; a `Number` is written as it stands."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{to_json(k)}: {to_json(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(to_json(v) for v in value) + "]"
    if isinstance(value, (Number, int)):
        return str(value)
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
