#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures POST /add for Tenon and its peers: bench/README.md says how.

Prints tables in Markdown; --write also puts them into bench/README.md, and
the bars into bench/cpu.svg.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import footprint
import load
import report
from servers import servers

HERE = Path(__file__).resolve().parent


def say(text):
    print(text, file=sys.stderr, flush=True)


def allow_many_files():
    """For the idle connections, here and in the servers."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE,
                       (max(soft, min(hard, 8192)), hard))


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, default=HERE.parent
                        / "build/bench")
    parser.add_argument("--quick", action="store_true",
                        help="few and short rounds: to see that it works")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seconds", type=int, help="of one run")
    parser.add_argument("--only", help="servers, by key, with commas")
    parser.add_argument("--write", action="store_true",
                        help="into bench/README.md and bench/cpu.svg")
    chosen = parser.parse_args()
    chosen.rounds = chosen.rounds or (1 if chosen.quick else 7)
    chosen.seconds = chosen.seconds or (1 if chosen.quick else 4)
    chosen.build = chosen.build.resolve()
    return chosen


def pick(chosen):
    """The servers that can run; says which cannot."""
    wanted = chosen.only.split(",") if chosen.only else None
    picked = []
    for server in servers(chosen.build):
        if wanted and server.key not in wanted:
            continue
        if server.missing:
            say(f"without {server.title}: {server.missing}")
        else:
            picked.append(server)
    return picked


def measure_load(picked, chosen):
    try:
        for server in picked:
            server.start()
            server.wait_until_it_answers()
        runs = load.rounds(picked, chosen.rounds, chosen.seconds, say)
    finally:
        for server in picked:
            server.stop()
    return load.summary(runs)


def measure_footprint(server, chosen):
    shim = chosen.build / "bench/libcount_allocs.so"
    with tempfile.TemporaryDirectory() as folder:
        own, library = footprint.allocations(server, shim, chosen.seconds,
                                             folder)
    busy, idle = footprint.memory_kib(server, chosen.seconds)
    times = 3 if chosen.quick else 21
    return {"own": own, "microhttpd": library, "busy_kib": busy,
            "idle_kib": idle,
            "start_ms": footprint.start_ms(server, times)}


def measure_alone(chosen, name):
    """The table that bin/NAME prints."""
    return subprocess.run([chosen.build / "bin" / name], check=True, text=True,
                          stdout=subprocess.PIPE).stdout.strip()


def write(tables, picked, load_results):
    page = HERE / "README.md"
    page.write_text(report.fill(page.read_text(), tables))
    (HERE / "cpu.svg").write_text(report.chart(picked, load_results))


def main():
    chosen = options()
    if not shutil.which("wrk"):
        say("bench: wrk is missing: apt-get install wrk")
        return 1
    if os.cpu_count() < 2:
        say("bench: one core for the server and one for wrk are needed")
        return 1
    allow_many_files()
    picked = pick(chosen)
    table = measure_load(picked, chosen)
    tables = {"load": report.load_table(picked, table)}
    for server in picked:
        if server.key == "tenon":
            taken = measure_footprint(server, chosen)
            tables["footprint"] = report.footprint_table(taken)
    for name in ("decode", "growth"):
        tables[name] = measure_alone(chosen, name)
    print("\n\n".join(tables.values()))
    if chosen.write:
        write(tables, picked, table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
