#!/usr/bin/env python3
"""What others may have written or put in the way must not do harm.

    tests/cli/hostile.py [--program PATH]

Texts that would move a terminal's cursor stand in every table, in orders and in names of files, and
every command is run over them: nothing of it may reach a terminal, or a message. Links, pipes and
files are put by another user where the program is about to write, in a folder as /tmp is; that part
needs root, to be two users, and is skipped without.
"""

import argparse
import contextlib
import json
import os
import pathlib
import pty
import select
import shutil
import stat
import subprocess
import sys
import tempfile
import time
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tools"))
import session  # noqa: E402

MINI = session.ROOT / "tests" / "fixtures" / "mini"
ATTACKER, VICTIM = 65534, 12345
LIMIT = 60  # seconds

# ---- What may not be shown --------------------------------------------------------------------

EVIL = "\x1b[2J\x1b]0;pwned\x07\r\x08\u009b31m\u202egnp.exe\u2066\u200f\u2028\ufeff\U000e0041"
SHOWN = "EVIL"  # before it, to tell that the text was there


def forbidden(text):
    """The characters of an output that a terminal must not get."""
    return sorted({f"U+{ord(c):04X}" for c in text
                   if c not in "\n\t" and (unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs")
                                           and c not in "\u200b\u200c\u200d\u00ad")})


def judge(output, name):
    try:
        text = output.decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"{name}: {error}"]
    return [f"{name}: {' '.join(forbidden(text))} in {text!r}"] if forbidden(text) else []


# ---- Running ----------------------------------------------------------------------------------


class Runner:
    def __init__(self, program, folder):
        self.program, self.folder = program, pathlib.Path(folder)
        self.env = session.environment(program, folder)

    def __call__(self, *words, stdin=b"", **more):
        return subprocess.run([self.program, *words], cwd=self.folder, env=self.env, input=stdin,
                              capture_output=True, timeout=LIMIT, check=False, **more)

    def as_user(self, user, *words, umask=0o022, **more):
        return self(*words, user=user, group=user, extra_groups=[], umask=umask, **more)

    def on_terminal(self, *words):
        """What a terminal gets: standard output and standard error."""
        leader, follower = pty.openpty()
        env = dict(self.env, TERM="xterm", COLUMNS="100")
        with subprocess.Popen([self.program, *words], cwd=self.folder, env=env, stdin=follower,
                              stdout=follower, stderr=follower) as process:
            os.close(follower)
            output = b""
            while select.select([leader], [], [], LIMIT)[0]:
                try:
                    got = os.read(leader, 65536)
                except OSError:  # the other end is closed
                    break
                if not got:
                    break
                output += got
            process.wait(LIMIT)
        os.close(leader)
        return output


def own_sequences_removed(output):
    """Without the terminal's line ends, the program's colours and the lines of its progress."""
    for own in (b"\r\n", b"\x1b[0m", b"\x1b[1m", b"\x1b[2m", b"\x1b[1;32m", b"\x1b[31m", b"\x1b[K"):
        output = output.replace(own, b"\n" if own == b"\r\n" else b"")
    return output


# ---- Hostile texts ----------------------------------------------------------------------------


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def hostile_catalog(folder, broken=False):
    """Every free text of every table is evil; with `broken` the ids are, too."""
    evil = quoted(SHOWN + EVIL + "\n,\"")
    name = f"X{EVIL}" if broken else "AX"
    tables = {
        "nodes.csv": f"node,name,country,kind,note\nCNA,{evil},CN,origin,{evil}\n",
        "carriers.csv": f"carrier,name,currency,{quoted('noet' + EVIL)}\n{quoted(name)},{evil},USD,x\n",
        "zones.csv": "zone,country\nUS,US\n",
        "lanes.csv": "lane,carrier,mode,service,from,to,days,calendar\n"
                     f"L1,{quoted(name)},express,{evil},CNA,US,3,C\n"
                     f"L2,{quoted(name)},postal,{evil},CNA,US,5,C\n",
        "rates.csv": f"card,flat,source\nL1,10,{evil}\nL2,8,{evil}\n",
        "surcharges.csv": f"surcharge,name,flag,basis,amount\nS,{evil},{evil},flat,1\nT,{evil},,flat,1\n",
        "restrictions.csv": f"restriction,mode,reason\nR,postal,{evil}\n",
        "calendars.csv": "calendar\nC\n",
        "holidays.csv": f"calendar,date,name\nC,2026-11-23,{evil}\n",
        "countries.csv": f"country,name\nUS,{evil}\n",
        "stock.csv": "node,sku\n",
    }
    folder.mkdir()
    for table, text in tables.items():
        if table != "stock.csv":
            (folder / table).write_text(text, encoding="utf-8", newline="")
    (folder / f"lane{EVIL}s.csv".replace("\n", "")).write_text("x\n")
    return folder


def orders(folder):
    evil = quoted(SHOWN + EVIL)
    (folder / "orders.csv").write_text(
        f"id,origin,country,weight_kg,flags,sku,{quoted('x' + EVIL)}\n"
        f"{evil},CNA,US,1,{evil},{evil},\n"
        f"{evil},CNA,US,{evil},,,\n"
        f"{evil},{evil},{evil},1,,,\n", encoding="utf-8", newline="")
    (folder / "orders.jsonl").write_text(
        json.dumps({"id": SHOWN + EVIL, "origin": "CNA", "country": "US", "weight_kg": 1}) + "\n"
        + json.dumps({"id": 2, "weight_kgs" + EVIL: 1}) + "\n"
        + json.dumps({"id": SHOWN + EVIL, "origin": EVIL}, ensure_ascii=False) + "\n",
        encoding="utf-8")


def commands(catalog):
    data = ("--data", catalog)
    parcel = ("--from", "CNA", "--to", "US", "--weight", "1", "--ship-date", "2026-11-23",
              "--flags", EVIL, "--sku", EVIL, "--id", SHOWN + EVIL)
    yield from (
        ("quote", *data, *parcel), ("quote", *data, *parcel, "--explain", "--frontier"),
        ("quote", *data, *parcel, "--sweep", "weight=1..2:1"),
        ("quote", *data, *parcel[:-2], "--modes", EVIL), ("quote", *data, *parcel, "--from", EVIL),
        ("quote", *data, *parcel, "--to", "US:" + EVIL), ("quote", *data, "--" + EVIL),
        ("quote", *data, *parcel, "--rank", EVIL), ("quote", *data, *parcel, "-o", f"no/{EVIL}"),
        ("lanes", *data), ("lanes", *data, "--to", EVIL), ("lanes", *data, "--weight", "1"),
        ("calendar", *data), ("calendar", "C", *data, "--from", "2026-11-23"),
        ("calendar", EVIL, *data), ("check", catalog), ("check", EVIL), ("tables", EVIL),
        ("help", EVIL), (EVIL,), ("batch", *data, EVIL), ("batch", *data, "orders.csv", "--map", EVIL),
        ("batch", *data, "orders.csv", "-o", "plans.csv"),
        ("batch", *data, "orders.csv", "-o", "plans.csv", "--map", "id=x" + EVIL),
        ("batch", *data, "orders.csv", "-o", "plans.csv", "--map", "weight_kg=" + EVIL),
        ("batch", *data, "orders.jsonl", "-o", "plans.csv"),
        ("compare", catalog, catalog, "orders.csv"), ("compare", catalog, EVIL, "orders.csv"),
        ("import", "matrix", "sheet.csv", *data, "--carrier", "AX", "--mode", "express", "--from",
         "CNA", "--days", "3", "--prefix", "E", "--dry-run", "--source", EVIL),
        ("import", "matrix", "sheet.csv", *data, "--carrier", EVIL, "--mode", "x", "--from", "CNA"),
        ("import", "matrix", f"{EVIL}.csv", *data, "--carrier", "AX", "--mode", "express", "--from",
         "CNA"),
        ("completion", "--next", "--", "quote", *data, "--flags", ""),
        ("completion", "--next", "--", "quote", *data, "--from", ""),
        ("init", f"no/{EVIL}"), ("init", f"new{EVIL}"),
    )


def readable(words):
    return " ".join(word.encode("unicode_escape").decode() for word in words)


def test_texts(tap, program, scratch):
    run = Runner(program, scratch)
    hostile_catalog(scratch / "cat")
    hostile_catalog(scratch / "broken", broken=True)
    orders(scratch)
    (scratch / "sheet.csv").write_text(f"Weight (kg),US,{EVIL}\n0-1,5,6\n".replace("\r", ""),
                                       encoding="utf-8")
    problems, count = [], 0
    for catalog in ("cat", "broken"):
        for words in commands(catalog):
            done = run(*words)
            count += 1
            if done.returncode < 0 or done.returncode > 4:
                problems.append(f"{readable(words)}: exit status {done.returncode}")
            problems += judge(done.stdout, readable(words)) + judge(done.stderr, readable(words))
            for made in scratch.glob("new*"):
                shutil.rmtree(made)
    tap.result(f"tables and messages of {count} commands hold nothing that moves a cursor", problems)

    formats = {"csv": ("batch", "--data", "cat", "orders.csv"),
               "jsonl": ("batch", "--data", "cat", "orders.csv", "-f", "jsonl"),
               "lanes": ("lanes", "--data", "cat", "-f", "csv"),
               "holidays": ("calendar", "C", "--data", "cat", "--from", "2026-11-23", "-f", "csv"),
               "changes": ("compare", "cat", "cat", "orders.csv", "-f", "csv"),
               "json": ("quote", "--data", "cat", "--from", "CNA", "--to", "US", "--weight", "1",
                        "--id", SHOWN + EVIL, "-f", "json")}
    problems = []
    for name, words in formats.items():
        output = own_sequences_removed(run.on_terminal(*words))
        if name not in ("holidays", "lanes") and SHOWN.encode() not in output:
            problems.append(f"{name}: the text is not there")
        problems += judge(output, name)
    tap.result("nor do CSV and JSON on a terminal", problems)

    done = run("batch", "--data", "cat", "orders.csv")
    tap.result("a pipe gets an id as it is",
               [] if (SHOWN + EVIL).encode() in done.stdout else [repr(done.stdout)])
    done = run("quote", "--data", "cat", "--from", "CNA", "--to", "US", "--weight", "1", "--id",
               SHOWN + EVIL, "-f", "json")
    read = json.loads(done.stdout)["shipment"]["id"]
    tap.result("and a reader of JSON the same text", [] if read == SHOWN + EVIL else [repr(read)])
    done = run("quote", "--data", "cat", "--from", "CNA", "--to", "US", "--weight", "1", "--id",
               b"\xff\xfe", "-f", "csv")
    tap.result("bytes that are no text are refused, and nowhere repeated",
               judge(done.stdout, "csv") + judge(done.stderr, "message")
               + ([] if done.returncode == 1 else [f"exit status {done.returncode}"]))
    test_shells(tap, run, scratch)


def test_shells(tap, run, scratch):
    """Flags are free text, and shells put what is completed onto the command line."""
    shutil.copytree(scratch / "cat", scratch / "shell")
    (scratch / "shell" / "surcharges.csv").write_text(
        "surcharge,flag,basis,amount\n" + "".join(
            f"S{i},{quoted(flag)},flat,1\n" for i, flag in enumerate(
                ("$(reboot)", "`reboot`", "a;reboot", "a b", "a'b", "a\tb", "a\nb", "~root", "bat\u00e9"))))
    done = run("completion", "--next", "--", "quote", "--data", "shell", "--flags", "")
    tap.result("completion offers no word that a shell would take for more",
               [] if done.stdout.decode() == "bat\u00e9\n" else [repr(done.stdout)])


# ---- Closed streams ---------------------------------------------------------------------------


def test_streams(tap, program, scratch):
    run = Runner(program, scratch)
    shutil.copytree(MINI, scratch / "mini")
    (scratch / "two.csv").write_text("id,origin,country,weight_kg,flagz\na,CNSZX,US,1,\nb,X,US,1,\n")
    problems = []
    for closed in ("0", "1", "2", "0 1", "1 2", "0 2", "0 1 2"):
        shell = " ".join(f"{n}{'<' if n == '0' else '>'}&-" for n in closed.split())
        command = (f"{program} -d mini batch two.csv -o plans.csv --report page.html "
                   f"--summary sum.json {shell}")
        subprocess.run(["/bin/sh", "-c", command], cwd=scratch, env=run.env, timeout=LIMIT,
                       check=False, capture_output=True)
        plans = (scratch / "plans.csv").read_text() if (scratch / "plans.csv").exists() else ""
        if plans.count("\n") != 3 or "lanewise:" in plans:
            problems.append(f"without {closed}: {plans!r}")
        (scratch / "plans.csv").unlink(missing_ok=True)
        (scratch / "plans.csv.partial").unlink(missing_ok=True)
    tap.result("messages never go into a file in the place of a closed stream", problems)


# ---- Surroundings -----------------------------------------------------------------------------


def test_surroundings(tap, program, scratch):
    """Nothing in the environment changes an answer, and nothing in it does harm."""
    run = Runner(program, scratch)
    quote = ("--data", "mini", "quote", "--from", "CNSZX", "--to", "US", "--weight", "1.5", "--value",
             "1234.56", "--ship-date", "2026-11-23")
    wanted = {words: run(*quote, *words).stdout for words in (("-f", "json"), ("-f", "csv"), ())}
    others = [{"LC_ALL": value} for value in ("C", "de_DE.UTF-8", "tr_TR.UTF-8", "x" * 5000, "../../tmp")]
    others += [{"TZ": value} for value in ("Asia/Shanghai", ":/etc/passwd", "XXX+99", "x" * 5000)]
    others += [{"TERM": ""}, {"TERM": "x" * 5000}, {"PAGER": "reboot"}, {"NO_COLOR": EVIL},
               {"LANG": "fr_FR"}, {"LC_NUMERIC": "de_DE.UTF-8"}]
    problems = []
    for other in others:
        run.env = dict(session.environment(program, scratch), **other)
        for words, expected in wanted.items():
            done = run(*quote, *words)
            drawn = not words and ("LC_ALL" in other or "LANG" in other)  # lines may be ASCII
            if done.returncode != 0 or (done.stdout != expected and not drawn):
                problems.append(f"{other} {words}: {done.returncode} {done.stdout[:200]!r}")
    for columns in ("-1", "0", "1", "99999999999999999999", "1e9", "abc", "", "x" * 5000):
        run.env = dict(session.environment(program, scratch), COLUMNS=columns)
        done = run(*quote)
        if done.returncode != 0 or max(map(len, done.stdout.decode().splitlines())) > 1000:
            problems.append(f"COLUMNS={columns[:30]}: {done.returncode}")
    run.env = dict(session.environment(program, scratch), LANEWISE_DATA=EVIL * 100)
    done = run(*quote[2:])
    problems += judge(done.stderr, "LANEWISE_DATA") + (
        [] if done.returncode == 3 else [f"LANEWISE_DATA: {done.returncode}"])
    tap.result("no variable changes an answer or does harm", problems)


# ---- What another user has put in the way -----------------------------------------------------


class Scene:
    """A folder as /tmp is, in which ATTACKER was before VICTIM, and the victim's own things."""

    def __init__(self, program, scratch, owner=0, mode=0o1777):
        self.root = pathlib.Path(tempfile.mkdtemp(dir=scratch))
        self.root.chmod(0o755)
        self.tmp, self.home = self.root / "tmp", self.root / "home"
        self.tmp.mkdir()
        self.home.mkdir()
        os.chown(self.tmp, owner, owner)
        self.tmp.chmod(mode)
        os.chown(self.home, VICTIM, VICTIM)
        self.precious = self.home / "precious"
        self.precious.write_text("precious\n")
        os.chown(self.precious, VICTIM, VICTIM)
        self.run = Runner(program, self.root)

    def plant(self, kind, path, user=ATTACKER):
        if kind == "link":
            path.symlink_to(self.precious)
        elif kind == "dangling":
            path.symlink_to(self.home / "authorized")
        elif kind == "folder link":
            path.symlink_to(self.home)
        elif kind == "pipe":
            os.mkfifo(path, 0o666)
            path.chmod(0o666)
        elif kind == "file":
            path.write_text("planted\n")
            path.chmod(0o666)
        elif kind == "hard link":
            os.link(self.precious, path)
            return
        os.chown(path, user, user, follow_symlinks=False)

    def harm(self):
        """What is wrong with the victim's own things."""
        names = sorted(path.name for path in self.home.iterdir())
        problems = [] if names == ["precious"] else [f"in the victim's folder: {names}"]
        if self.precious.read_text() != "precious\n":
            problems.append(f"precious: {self.precious.read_text()!r}")
        if stat.S_IMODE(self.precious.stat().st_mode) != 0o644:
            problems.append("precious has another mode")
        return problems


def batch_words(scratch, *more):
    return ("--data", str(scratch / "mini"), "batch", str(scratch / "two.csv"), *more)


def expect(scene, done, status):
    problems = scene.harm()
    if done.returncode != status:
        problems.append(f"exit status {done.returncode}, not {status}: {done.stderr.decode()}")
    return problems


def test_planted(tap, program, scratch):
    outputs = {"-o": lambda path: batch_words(scratch, "-o", path),
               "--report": lambda path: batch_words(scratch, "--report", path),
               "--summary": lambda path: batch_words(scratch, "-o", path + ".csv", "--summary", path),
               "quote -o": lambda path: ("--data", str(scratch / "mini"), "quote", "--from", "CNSZX",
                                         "--to", "US", "--weight", "1", "-o", path),
               "tables -o": lambda path: ("tables", "-o", path)}
    for user in (VICTIM, 0):
        who = "root" if user == 0 else "a user"
        for kind in ("link", "dangling", "file", "pipe", "hard link"):
            problems = []
            for flag, words in outputs.items():
                scene = Scene(program, scratch)
                target = scene.tmp / "out"
                scene.plant(kind, target)
                # A hard link is a name of the victim's file; root may replace names in /tmp.
                replaced = kind == "hard link" or (user == 0 and kind != "pipe")
                status = (0 if flag.startswith(("quote", "tables")) else 1) if replaced else 4
                done = scene.run.as_user(user, *words(str(target)))
                problems += [f"{flag}: {problem}" for problem in expect(scene, done, status)]
                if replaced and not (target.is_file() and not target.is_symlink()
                                     and stat.S_IMODE(target.stat().st_mode) == 0o644
                                     and target.stat().st_uid == user):
                    problems.append(f"{flag}: {target.lstat()}")
            tap.result(f"a {kind} where {who} is about to write leads nowhere", problems)

    problems = []
    for kind in ("link", "dangling", "file", "pipe", "hard link"):
        for ending in (".partial", ".partial.state"):
            scene = Scene(program, scratch)
            scene.plant(kind, scene.tmp / ("out" + ending))
            done = scene.run.as_user(VICTIM, *batch_words(scratch, "-o", str(scene.tmp / "out")))
            wanted = 4 if ending == ".partial" else 1
            problems += [f"{kind}{ending}: {problem}" for problem in expect(scene, done, wanted)]
    tap.result("nor where it would keep what a run that is cut off has done", problems)
    test_ways(tap, program, scratch)


def test_ways(tap, program, scratch):
    problems = []
    for words in (lambda way: batch_words(scratch, "-o", str(way / "out")),
                  lambda way: batch_words(scratch, "--report", str(way / "out")),
                  lambda way: ("init", str(way / "new")), lambda way: ("init", str(way))):
        scene = Scene(program, scratch)
        scene.plant("folder link", scene.tmp / "way")
        done = scene.run.as_user(VICTIM, *words(scene.tmp / "way"))
        problems += expect(scene, done, 2 if b"not empty" in done.stderr else 4)
    tap.result("a link on the way that another user put there is not followed", problems)

    scene = Scene(program, scratch)
    scene.plant("folder link", scene.tmp / "way", VICTIM)
    done = scene.run.as_user(VICTIM, *batch_words(scratch, "-o", str(scene.tmp / "way" / "out")))
    made = (scene.home / "out").exists()
    tap.result("one's own is", [] if done.returncode == 1 and made else [done.stderr.decode()])

    scene = Scene(program, scratch)
    own = scene.home / "own"
    scene.plant("link", own, VICTIM)
    done = scene.run.as_user(VICTIM, *batch_words(scratch, "-o", str(own)))
    tap.result("one's own link in the place of the output is replaced, its target left alone",
               [] if done.returncode == 1 and not own.is_symlink()
               and scene.precious.read_text() == "precious\n" else [done.stderr.decode()])


def test_modes(tap, program, scratch):
    problems = []
    for umask, mode in ((0o022, 0o644), (0o077, 0o600), (0o002, 0o664)):
        for path in ("out", "home/out"):
            scene = Scene(program, scratch)
            target = scene.root / ("tmp/out" if path == "out" else path)
            done = scene.run.as_user(VICTIM, *batch_words(scratch, "-o", str(target)), umask=umask)
            found = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
            if found != mode:
                problems.append(f"umask {umask:o}: {found} {done.stderr.decode()}")
    tap.result("a new file has the mode that the umask leaves", problems)

    scene = Scene(program, scratch, owner=ATTACKER, mode=0o777)
    scene.plant("file", scene.tmp / "out")
    done = scene.run.as_user(VICTIM, *batch_words(scratch, "-o", str(scene.tmp / "out")))
    mode = stat.S_IMODE((scene.tmp / "out").stat().st_mode)
    tap.result("a file in the place of another user's does not take over its mode",
               [] if done.returncode == 1 and mode == 0o644 else [f"{mode:o}"])

    scene = Scene(program, scratch)
    own = scene.home / "own"
    own.write_text("before\n")
    own.chmod(0o640)
    os.chown(own, VICTIM, VICTIM)
    scene.run.as_user(VICTIM, *batch_words(scratch, "-o", str(own)))
    mode = stat.S_IMODE(own.stat().st_mode)
    tap.result("in the place of one's own it does", [] if mode == 0o640 else [f"{mode:o}"])

    problems = []
    for source in ("-", "pipe"):
        scene = Scene(program, scratch)
        with feeding(scene, source) as feed:
            feed.write(b"id,origin,country,weight_kg\n" + b"a,CNSZX,US,1\n" * 20000)
            feed.flush()
            found = wait_for(scene.tmp)
            if not found or any(stat.S_IMODE(mode) != 0o600 for mode in found):
                problems.append(f"{source}: {[oct(mode) for mode in found]}")
    tap.result("nobody else can read a file that is not complete", problems)


def wait_for(folder):
    """The modes of the files in the folder, once there is one."""
    for _ in range(400):
        found = [path.lstat().st_mode for path in folder.iterdir()]
        if found:
            return found
        time.sleep(0.05)
    return []


@contextlib.contextmanager
def feeding(scene, source):
    """A batch that goes on until its input is closed."""
    words = ["--data", str(MINI_COPY), "batch", "-", "-o", str(scene.tmp / "out"), "--input", "csv"]
    more = ["--report", str(scene.tmp / "page")] if source == "pipe" else []
    with subprocess.Popen([scene.run.program, *words, *more], stdin=subprocess.PIPE, cwd=scene.root,
                          env=scene.run.env, stderr=subprocess.DEVNULL, user=VICTIM, group=VICTIM,
                          extra_groups=[], umask=0o022) as process:
        yield process.stdin
        process.stdin.close()
        process.wait(LIMIT)


MINI_COPY = None


def main():
    global MINI_COPY
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(session.ROOT / "build" / "lanewise"))
    options = parser.parse_args()
    tap = session.Tap()
    with tempfile.TemporaryDirectory(prefix="lanewise-hostile-") as place:
        scratch = pathlib.Path(place)
        scratch.chmod(0o755)
        program = scratch / "lanewise"  # where every user can run it
        shutil.copy(options.program, program)
        program.chmod(0o755)
        (scratch / "texts").mkdir()
        test_texts(tap, str(program), scratch / "texts")
        (scratch / "streams").mkdir()
        test_streams(tap, str(program), scratch / "streams")
        test_surroundings(tap, str(program), scratch / "streams")
        if os.geteuid() != 0:
            tap.skip("what another user has put in the way", "needs root, to be two users")
            return tap.close()
        shutil.copytree(MINI, scratch / "mini")
        MINI_COPY = scratch / "mini"
        (scratch / "two.csv").write_text("id,origin,country,weight_kg\na,CNSZX,US,1\nb,X,US,1\n")
        test_planted(tap, str(program), scratch)
        test_modes(tap, str(program), scratch)
    return tap.close()


if __name__ == "__main__":
    sys.exit(main())
