"""What the tests of written sessions share: running a shell command with the program under test on
the path, comparing what it printed with what is written, and reporting in TAP.

Written output may be looser than equality: a line `...` stands for any number of lines, and `[..]`
within a line for any text.
"""

import difflib
import os
import pathlib
import re
import signal
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
TIME_LIMIT = float(os.environ.get("TEST_TIME_LIMIT", "120"))  # seconds, for one command
NO_NEWLINE = "\\ no newline at the end"


def environment(program, home):
    """The same surroundings for every session, whoever runs the tests."""
    kept = ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LD_LIBRARY_PATH",
            "GCOV_ERROR_FILE")
    env = {name: os.environ[name] for name in kept if name in os.environ}
    folder = str(pathlib.Path(program).resolve().parent)
    env.update(
        PATH=os.pathsep.join([folder, os.environ.get("PATH", "/usr/bin:/bin")]),
        HOME=str(home),
        LC_ALL="C.UTF-8",
        TZ="UTC",
        TERM="dumb",
    )
    return env


def run(command, folder, env, merge=False):
    """Runs `command` with sh in `folder`: (exit status, standard output, standard error).

    With `merge`, standard error goes to standard output, as on a terminal. The status of a command
    that took too long is None.
    """
    process = subprocess.Popen(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if merge else subprocess.PIPE,
        start_new_session=True,
    )
    try:
        out, err = process.communicate(timeout=TIME_LIMIT)
        status = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        status = None
    return status, lines_of(out), lines_of(err or b"")


def lines_of(data):
    """Printed bytes as lines of text, in which nothing is invisible."""
    if not data:
        return []
    text = data.decode("utf-8", errors="backslashreplace")
    text = text.replace("\r", "\\r").replace("\0", "\\0").replace("\x1b", "\\e")
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    else:
        lines.append(NO_NEWLINE)
    while lines and lines[-1] == "":  # blank lines at the end cannot be seen in a session
        lines.pop()
    return lines


def matches(written, printed):
    """Do the printed lines fit the written ones?"""
    pattern = ""
    for line in written:
        if line == "...":
            pattern += r"(?:[^\n]*\n)*?"
        else:
            pattern += r"[^\n]*".join(re.escape(part) for part in line.split("[..]")) + r"\n"
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


def difference(written, printed, what):
    """The two as a diff, for people."""
    return list(
        difflib.unified_diff(written, printed, f"{what} as written", f"{what} as printed", lineterm="")
    )


class Tap:
    """Prints results as TAP: one numbered line a test, the reasons of a failure below it."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def result(self, name, problems=()):
        self.count += 1
        self.failed += bool(problems)
        print(f"{'not ok' if problems else 'ok'} {self.count} - {name}")
        for line in problems:
            print(f"#   {line}")

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} - {name} # SKIP {why}")

    def close(self):
        """Prints the plan; the exit status."""
        print(f"1..{self.count}")
        return 1 if self.failed else 0
