#!/usr/bin/env python3
"""The canvas beside its goals, in one table.

    tests/bench/canvas.py BUILD_DIR [--runs 3] [--sizes 1000,10000,50000]

BUILD_DIR holds a Release build with -DCAIRN_BENCH=ON. Every figure is the least of RUNS medians of five, in CPU
time of the program's own thread where one thread works, else in time; so what else the machine does
counts little. It reports; it never gates anything.
"""

import argparse
import json
import os
import subprocess
import time
from pathlib import Path

# What is done, its program, its name there, whether several threads do it, the goal at 10,000 and at 50,000 cards.
ROWS = [
    ("pan at 100 %, nothing drawn ahead", "bench_map_canvas", "pan", False, "2 ms", "8 ms"),
    ("pan at 100 %, 60 frames a second", "bench_map_canvas", "panAtSixty", False, "2 ms", "8 ms"),
    ("repaint, all in view", "bench_map_canvas", "repaintFit", True, "5 ms", "8 ms"),
    ("zoom step", "bench_map_canvas", "zoomStep", False, "12 ms", ""),
    ("drag one card", "bench_map_canvas", "dragCard", False, "1 ms", ""),
    ("edit, layout and repaint", "bench_map_canvas", "editAndRepaint", False, "16 ms", ""),
    ("the same, rows below move", "bench_map_canvas", "editThatMovesRows", True, "16 ms", ""),
    ("open from the file", "bench_map_canvas", "openFile", False, "300 ms", ""),
    ("save the whole file", "bench_map_canvas", "saveFile", True, "150 ms", ""),
    ("PNG, 6000 pixels", "bench_canvas", "exportPng6000", True, "400 ms", ""),
    ("PDF", "bench_canvas", "exportPdfOf", False, "1500 ms", ""),
]


def measure(build, program, name, size, threads, runs):
    """Least of the medians in ms, and the program's peak memory in MB; None when it failed."""
    best, peak = None, 0
    for _ in range(runs):
        command = [build / "tests/bench" / program, f"--benchmark_filter=^{name}/{size}(/|$)",
                   "--benchmark_repetitions=5", "--benchmark_min_time=0.05", "--benchmark_format=json"]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                 env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        out = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            return None, 0
        peak = max(peak, usage.ru_maxrss / 1024)
        for row in json.loads(out)["benchmarks"]:
            if row.get("aggregate_name") == "median":
                ms = row["real_time" if threads else "cpu_time"]
                best = ms if best is None else min(best, ms)
    return best, peak


def start(build, runs):
    """Ms of CPU from the start until the program rests, the same in time, and ms of CPU in two seconds of rest."""
    def busy(pid):
        return sum(int(Path(f"/proc/{pid}/task/{task}/schedstat").read_text().split()[0]) / 1e6
                   for task in os.listdir(f"/proc/{pid}/task"))

    best = None
    for _ in range(runs):
        begin = time.perf_counter()
        child = subprocess.Popen([build / "src/cairn", "--sample"], stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        last, rested = -1.0, begin
        while time.perf_counter() - rested < 0.3 and child.poll() is None:
            time.sleep(0.005)
            now = busy(child.pid)
            if now - last > 0.5:
                last, rested = now, time.perf_counter()
        cpu, wall = busy(child.pid), (rested - begin) * 1000
        time.sleep(2)
        idle = busy(child.pid) - cpu
        child.kill()
        child.wait()
        best = min(best or (cpu, wall, idle), (cpu, wall, idle))
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", default="1000,10000,50000")
    args = parser.parse_args()
    sizes = args.sizes.split(",")
    print("| work | " + " | ".join(f"{int(s):,} cards" for s in sizes) + " | goal (50,000) |")
    print("|---" * (len(sizes) + 2) + "|")
    memory = {}
    for title, program, name, threads, goal, far in ROWS:
        cells = []
        for size in sizes:
            ms, peak = measure(args.build, program, name, size, threads, args.runs)
            cells.append("failed" if ms is None else f"{ms:.3g} ms" if ms < 1000 else f"{ms / 1000:.2f} s")
            if name == "pan":
                memory[size] = peak
        print(f"| {title} | " + " | ".join(cells) + f" | {goal}" + (f" ({far})" if far else "") + " |", flush=True)
    print("| memory, panning | " + " | ".join(f"{memory[s]:.0f} MB" for s in sizes) + " | (400 MB) |")
    if (args.build / "src/cairn").exists():
        cpu, wall, idle = start(args.build, args.runs)
        print(f"\nStart until the sample rests on the screen: {wall:.0f} ms, {cpu:.0f} ms of CPU (goal 400 ms). "
              f"CPU in two seconds of rest: {idle:.1f} ms (goal 0).")


if __name__ == "__main__":
    main()
