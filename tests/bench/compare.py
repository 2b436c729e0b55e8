#!/usr/bin/env python3
"""Whole programs, in turn: cairn-cli beside DuckDB on the same files, and how Cairn grows.

    tests/bench/compare.py BUILD_DIR [--folder DIR] [--runs 5] [--rows 10000000] [--growth] [--only WORD]

BUILD_DIR holds a Release build with -DCAIRN_BENCH=ON. DuckDB is used where it is found: `duckdb` on the
PATH, the Python package, or a folder with Node's @duckdb/node-api in the variable DUCKDB_NODE; without
it only Cairn's figures are printed. Every row runs both programs in turn, RUNS times each, after one run
that is not counted, and prints the medians. It reports; it never gates anything.
"""

import argparse
import json
import multiprocessing
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

STEPS = ["page_view", "sign_up", "add_to_cart", "checkout", "purchase"]
COLUMNS = (
    "{'user_id':'VARCHAR','event':'VARCHAR','timestamp':'TIMESTAMP',"
    "'channel':'VARCHAR','device':'VARCHAR','value':'DOUBLE'}"
)


# --- running programs ---


def run(command, env=None):
    """Seconds, peak memory in MB, standard output."""
    start = time.perf_counter()
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, text=True
    )
    # Small outputs only: nothing blocks while the other stream is read.
    out = child.stdout.read()
    err = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\n{err}")
    return seconds, usage.ru_maxrss / 1024, out


def rewrite(source, path, change):
    with open(source) as lines, open(path, "w") as out:
        out.write(next(lines))
        change(lines, out)


class Duck:
    """DuckDB in a process of its own for each query, however it is installed."""

    def __init__(self, folder):
        self.folder = folder
        self.command = None
        if shutil.which("duckdb"):
            self.command = ["duckdb"]
        elif os.environ.get("DUCKDB_NODE"):
            script = Path(os.environ["DUCKDB_NODE"]) / "cairn-compare.mjs"
            script.write_text(
                "import { DuckDBInstance } from '@duckdb/node-api';\n"
                "import { readFileSync } from 'node:fs';\n"
                "const [file, queries] = process.argv.slice(2);\n"
                "const db = await DuckDBInstance.create(file, { threads: '2' });\n"
                "const c = await db.connect();\n"
                "let rows = [];\n"
                "for (const sql of readFileSync(queries, 'utf8').split(';'))\n"
                "  if (sql.trim()) rows = (await c.runAndReadAll(sql)).getRows();\n"
                "console.log(JSON.stringify(rows, (k, v) => typeof v === 'bigint' ? Number(v) : v));\n"
                "c.closeSync(); db.closeSync();\n"
            )
            self.command = ["node", str(script)]
        else:
            try:
                import duckdb  # noqa: F401
            except ImportError:
                return
            self.command = [
                sys.executable,
                "-c",
                "import duckdb,json,sys\n"
                "c=duckdb.connect(sys.argv[1]);c.execute('set threads=2')\n"
                "for q in open(sys.argv[2]).read().split(';'):\n"
                "  if q.strip(): r=c.execute(q).fetchall()\n"
                "print(json.dumps(r,default=str))",
            ]

    def __bool__(self):
        return self.command is not None

    def query(self, sql, database=":memory:"):
        queries = self.folder / "query.sql"
        if self.command[0] == "duckdb":
            command = ["duckdb", "-json", str(database), "-c", "set threads=2;" + sql]
        else:
            queries.write_text(sql)
            command = [*self.command, str(database), str(queries)]
        seconds, memory, out = run(command)
        return seconds, memory, out

    def counts(self, out):
        """Every whole number of the last result, in order."""
        last = out.strip().splitlines()[-1] if out.strip() else ""
        return [int(float(n)) for n in re.findall(r"(?<![\w.])\d+(?:\.0+)?(?![\w.])", last)]


# --- the questions ---


def read(csv):
    return f"read_csv('{csv}', header=true, columns={COLUMNS})"


def first_attempt(events, by=None):
    """Each step's first fitting event, one after the other, within 7 days of the first."""
    keep, group = (", c", ", c") if by else ("", "")
    source = f"(select user_id u, event n, timestamp t{', ' + by + ' c' if by else ''} from {events})"
    sql = f"with e as {source}, s1 as (select u, min(t) t1"
    sql += f"{', arg_min(c, t) c' if by else ''} from e where n='{STEPS[0]}' group by u)"
    for k in range(2, len(STEPS) + 1):
        before = f"t{k - 1}"
        sql += (
            f", s{k} as (select s.u, s.t1, min(e.t) t{k}{', s.c' if by else ''} from s{k - 1} s join e"
            f" on s.u = e.u where n='{STEPS[k - 1]}' and e.t >= s.{before}"
            f" and e.t <= s.t1 + interval 7 day group by s.u, s.t1{', s.c' if by else ''})"
        )
    if by:
        parts = [f"select {k} k, c, count(*) n from s{k} group by c" for k in range(1, 6)]
        return f"{sql} select k, sum(n)::bigint from ({' union all '.join(parts)}) group by k order by k"
    return sql + " select " + ", ".join(f"(select count(*) from s{k}) {'abcde'[k - 1]}" for k in range(1, 6))


def best_attempt(events):
    """The deepest chain that any first step begins: of all attempts alive at a step the latest counts."""
    sql = f"with e as (select user_id u, event n, timestamp t from {events}), "
    sql += f"a1 as (select u, t, t as start from e where n='{STEPS[0]}')"
    for k in range(2, len(STEPS) + 1):
        sql += (
            f", b{k} as (select u, t from e where n='{STEPS[k - 1]}'), a{k} as (select b.u, b.t, max(a.start)"
            f" as start from b{k} b asof join a{k - 1} a on b.u = a.u and b.t >= a.t"
            f" where b.t <= a.start + interval 7 day group by b.u, b.t)"
        )
    return sql + " select " + ", ".join(
        f"(select count(distinct u) from a{k}) {'abcde'[k - 1]}" for k in range(1, 6)
    )


def funnel_args(data, *more):
    return ["funnel", str(data), "--steps", ",".join(STEPS), "--window", "7d", "--json", *more]


def cairn_counts(out):
    return [step["reached"] for step in json.loads(out)["steps"]]


# --- the table ---


class Bench:
    def __init__(self, arguments):
        build = Path(arguments.build).resolve()
        self.cli = next(iter(sorted(build.glob("**/cairn-cli"))), None)
        self.generator = next(iter(sorted(build.glob("**/cairn-generate-events"))), None)
        self.reader = next(iter(sorted(build.glob("**/cairn-read-all"))), None)
        if not self.cli or not self.generator:
            raise SystemExit("Build cairn-cli and cairn-generate-events there first.")
        self.folder = Path(arguments.folder or tempfile.mkdtemp(prefix="cairn-bench-")).resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.made = []
        self.runs = arguments.runs
        self.only = arguments.only
        self.duck = Duck(self.folder)
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        self.env = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home)}

    def cairn(self, *arguments):
        return run([str(self.cli), *map(str, arguments)], self.env)

    def events(self, rows):
        path = self.folder / f"events-{rows}.csv"
        if not path.exists():
            run([str(self.generator), str(rows), str(path), "7"])
            self.made.append(path)
        return path

    def variant(self, source, name, change):
        path = source.with_name(f"{source.stem}-{name}.csv")
        if not path.exists():
            # In a process of its own: a measured program's peak begins with the size of this one.
            work = multiprocessing.get_context("fork").Process(target=rewrite, args=(source, path, change))
            work.start()
            work.join()
            if work.exitcode != 0:
                raise SystemExit(f"{path} could not be made.")
            self.made.append(path)
        return path

    def project(self, data=None, name="project"):
        path = self.folder / f"{name}.cairn"
        path.unlink(missing_ok=True)
        self.cairn("new", path)
        if data:
            self.cairn("import", path, data, "--no-auto-bind")
        return path

    def row(self, title, mine, theirs, sizes=lambda: ("", "")):
        """mine() and theirs() -> (seconds, MB, counts)."""
        if self.only and self.only not in title:
            return
        a, b = [], []
        for number in range(self.runs + 1):  # the first only warms up
            a.append(mine())
            if self.duck and theirs:
                b.append(theirs())
        seconds = statistics.median(s for s, _, _ in a[1:])
        memory = max(m for _, m, _ in a[1:])
        text = f"| {title} | {seconds:.2f} s | {memory:.0f} MB | "
        if b:
            their_seconds = statistics.median(s for s, _, _ in b[1:])
            their_memory = max(m for _, m, _ in b[1:])
            text += f"{their_seconds:.2f} s | {their_memory:.0f} MB | {their_seconds / seconds:.1f}× | "
        else:
            text += "| | | "
        files = sizes()
        text += f"{files[0]} | {files[1]} | "
        counts = a[-1][2]
        text += " ".join(map(str, counts))
        if b and counts and b[-1][2]:
            same = b[-1][2][-len(counts) :] == counts or b[-1][2] == counts
            text += " = DuckDB" if same else " ≠ DuckDB: " + " ".join(map(str, b[-1][2]))
        print(text + " |", flush=True)

    def mine(self, *arguments):
        def go():
            seconds, memory, out = self.cairn(*arguments)
            return seconds, memory, cairn_counts(out)

        return go

    def theirs(self, sql, database=":memory:", counts=None):
        def go():
            seconds, memory, out = self.duck.query(sql, database)
            return seconds, memory, (counts or self.duck.counts)(out)

        return go

    def table(self, rows):
        print("| work | Cairn | peak | DuckDB, 2 threads | peak | ratio | Cairn's file | DuckDB's file | counts |")
        print("|---|---|---|---|---|---|---|---|---|")
        csv = self.events(rows)
        by_step = lambda out: self.duck.counts(out)[1::2]  # noqa: E731: pairs of step and count
        columns = ("user_id", "event", "timestamp", "channel", "device")
        every = ", ".join(f"min({c}) {c[0]}, max({c}) {c[1]}" for c in columns)

        def read_all():
            seconds, memory, out = run([str(self.reader), str(csv)])
            return seconds, memory, [int(out)]

        if self.reader:
            self.row(
                "read and parse every column",
                read_all,
                self.theirs(f"select {every}, sum(value) s, count(*) n from {read(csv)}",
                            counts=lambda out: self.duck.counts(out)[-1:]),
            )
        self.row(
            "CSV → funnel, first attempt",
            self.mine(*funnel_args(csv, "--attempt", "first")),
            self.theirs(first_attempt(read(csv))),
        )
        self.row(
            "the same by channel",
            self.mine(*funnel_args(csv, "--attempt", "first", "--by", "channel")),
            self.theirs(first_attempt(read(csv), "channel"), counts=by_step),
        )

        def quote(lines, out):
            for line in lines:
                out.write('"' + line.rstrip("\n").replace(",", '","') + '"\n')

        quoted = self.variant(csv, "quoted", quote)
        # DuckDB reads "" as a text that is no number, so the value is left a text there.
        self.row(
            "the same, quoted fields",
            self.mine(*funnel_args(quoted, "--attempt", "first")),
            self.theirs(first_attempt(read(quoted).replace("'value':'DOUBLE'", "'value':'VARCHAR'"))),
        )

        def shuffle(lines, out):
            every = list(lines)
            random.Random(7).shuffle(every)
            out.writelines(every)

        shuffled = self.variant(csv, "shuffled", shuffle)
        self.row(
            "the same, rows in random order",
            self.mine(*funnel_args(shuffled, "--attempt", "first")),
            self.theirs(first_attempt(read(shuffled))),
        )
        self.stored(csv)
        small = self.events(1_000_000)
        self.row(
            "1 M rows, CSV → funnel, first attempt",
            self.mine(*funnel_args(small, "--attempt", "first")),
            self.theirs(first_attempt(read(small))),
        )

    def stored(self, csv):
        database = self.folder / "events.duckdb"

        def import_mine():
            path = self.project()
            seconds, memory, _ = self.cairn("import", path, csv, "--no-auto-bind")
            return seconds, memory, []

        def import_theirs():
            database.unlink(missing_ok=True)
            sql = f"create table e as select * from {read(csv)}; checkpoint; select count(*) from e"
            seconds, memory, _ = self.duck.query(sql, database)
            return seconds, memory, []

        def sizes():
            mega = lambda f: f"{f.stat().st_size / 1e6:.0f} MB" if f.exists() else ""  # noqa: E731
            return mega(self.folder / "project.cairn"), mega(database)

        self.row("CSV → stored in the file", import_mine, import_theirs, sizes)
        path = self.folder / "project.cairn"
        if not path.exists():
            path = self.project(csv)
        if self.duck and not database.exists():
            import_theirs()
        self.row(
            "stored → funnel, first attempt",
            self.mine(*funnel_args(path, "--attempt", "first")),
            self.theirs(first_attempt("e"), database),
            sizes,
        )
        self.row(
            "stored → funnel, best attempt",
            self.mine(*funnel_args(path, "--attempt", "best")),
            self.theirs(best_attempt("e"), database),
            sizes,
        )

    def growth(self):
        print("\n| rows | file | CSV → funnel | peak | a million rows | import | peak | stored → funnel | peak |")
        print("|---|---|---|---|---|---|---|---|---|")
        for rows in (1_000_000, 10_000_000, 50_000_000):
            csv = self.events(rows)
            direct = [self.cairn(*funnel_args(csv)) for _ in range(self.runs)]
            path = self.project(name="growth")
            stored = self.cairn("import", path, csv, "--no-auto-bind")
            asked = [self.cairn(*funnel_args(path)) for _ in range(self.runs)]
            median = lambda all: statistics.median(s for s, _, _ in all)  # noqa: E731
            print(
                f"| {rows:,} | {csv.stat().st_size / 1e6:.0f} MB | {median(direct):.2f} s |"
                f" {max(m for _, m, _ in direct):.0f} MB | {median(direct) / rows * 1e6:.3f} s |"
                f" {stored[0]:.2f} s | {stored[1]:.0f} MB | {median(asked):.2f} s |"
                f" {max(m for _, m, _ in asked):.0f} MB |",
                flush=True,
            )
            path.unlink()

    def tidy(self, keep):
        if keep:
            return
        for path in self.made:
            path.unlink(missing_ok=True)
        for name in ("project.cairn", "events.duckdb", "query.sql"):
            (self.folder / name).unlink(missing_ok=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("--folder", help="for the files: 3 GB, with --growth 6 GB")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--growth", action="store_true", help="1, 10 and 50 million rows, Cairn alone")
    parser.add_argument("--only", default="", help="rows of the table whose name holds this word")
    parser.add_argument("--keep", action="store_true", help="keep the files that were made")
    arguments = parser.parse_args()
    bench = Bench(arguments)
    try:
        if arguments.growth:
            bench.growth()
        else:
            bench.table(arguments.rows)
    finally:
        bench.tidy(arguments.keep)


if __name__ == "__main__":
    main()
