#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures Tenon and its peers: bench/README.md says how.

Prints tables in Markdown; --write also puts them into bench/README.md, and
the bars into bench/cpu.svg.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import footprint
import load
import options
import report
import waiting
from options import pick, say
from servers import add_servers

HERE = Path(__file__).resolve().parent


def allow_many_files():
    """For connections that are idle or wait, here and in the servers."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))


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


def measure_add(chosen):
    """Tables by their marks, and the bars."""
    picked = pick(add_servers(chosen.build), chosen)
    plan = load.Plan(chosen.rounds, chosen.seconds)
    table = load.summary(load.in_turns(picked, plan))
    tables = {"load": report.load_table(picked, table)}
    for server in picked:
        if server.key == "tenon":
            taken = measure_footprint(server, chosen)
            tables["footprint"] = report.footprint_table(taken)
    return tables, report.chart(picked, table)


def measure_async(chosen):
    return {"coro": measure_alone(chosen, "coro")} | waiting.measure(chosen)


def measure_all(chosen):
    tables, chart = measure_add(chosen)
    for name in ("decode", "growth"):
        tables[name] = measure_alone(chosen, name)
    return tables | measure_async(chosen), chart


def write(tables, chart):
    page = HERE / "README.md"
    page.write_text(report.fill(page.read_text(), tables))
    if chart:
        (HERE / "cpu.svg").write_text(chart)


def main():
    chosen = options.parse(__doc__)
    if not shutil.which("wrk"):
        say("bench: wrk is missing: apt-get install wrk")
        return 1
    if os.cpu_count() < 2:
        say("bench: one core for the server and one for wrk are needed")
        return 1
    allow_many_files()
    if chosen.part == "async":
        tables, chart = measure_async(chosen), None
    else:
        tables, chart = measure_all(chosen)
    print("\n\n".join(tables.values()))
    if chosen.write:
        write(tables, chart)
    return 0


if __name__ == "__main__":
    sys.exit(main())
