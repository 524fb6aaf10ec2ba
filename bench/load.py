# SPDX-License-Identifier: MIT
"""CPU time per request and latency, in rounds in which every server takes
its turn: what disturbs the machine disturbs all of them."""

import json
import os
import re
import subprocess
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
GENERATOR_CORE = 1
CONNECTIONS = 64
TICK = os.sysconf("SC_CLK_TCK")


def family(pid):
    """The process and all its descendants."""
    pids = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            pids += family(int(child))
    return pids


def cpu_seconds(pid):
    """User and system time of a server, all of its processes."""
    ticks = 0
    for each in family(pid):
        stat = Path(f"/proc/{each}/stat").read_text()
        fields = stat.rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


def status_kib(pid, name="VmRSS"):
    total = 0
    for each in family(pid):
        text = Path(f"/proc/{each}/status").read_text()
        total += int(re.search(rf"{name}:\s+(\d+)", text)[1])
    return total


def wrk(port, seconds, connections=CONNECTIONS):
    return subprocess.Popen(
        ["wrk", "--threads", "1", "--connections", str(connections),
         "--duration", f"{seconds}s", "--script", str(HERE / "add.lua"),
         f"http://127.0.0.1:{port}"],
        stdout=subprocess.PIPE, text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {GENERATOR_CORE}))


def result_of(generator):
    output = generator.communicate()[0]
    return json.loads(output.strip().rpartition("\n")[2])


def one_run(server, seconds):
    before = cpu_seconds(server.process.pid)
    result = result_of(wrk(server.port, seconds))
    spent = cpu_seconds(server.process.pid) - before
    if result["failed"] or not result["requests"]:
        raise RuntimeError(f"{server.key}: {result}")
    return {
        "cpu_us": spent * 1e6 / result["requests"],
        "p99_us": result["p99"],
        "rate": result["requests"] * 1e6 / result["us"],
    }


def rounds(servers, count, seconds, say):
    """{key: [run, ...]}: one run of each server in each round."""
    runs = {server.key: [] for server in servers}
    for server in servers:
        one_run(server, 1)
    for number in range(count):
        for server in servers:
            run = one_run(server, seconds)
            runs[server.key].append(run)
            say(f"round {number + 1}/{count} {server.key:8} "
                f"{run['cpu_us']:7.2f} us CPU, p99 {run['p99_us']:6} us, "
                f"{run['rate']:8.0f}/s")
    return runs


def ratio(runs, key, base):
    """CPU time of `key` per that of `base`, round by round."""
    ratios = [mine["cpu_us"] / other["cpu_us"]
              for mine, other in zip(runs[key], runs[base])]
    return {"median": median(ratios), "low": min(ratios), "high": max(ratios)}


def summary(runs):
    """Medians, and the ratios to the floor and of Tenon where they ran."""
    table = {}
    for key, own in runs.items():
        table[key] = {name: median(run[name] for run in own)
                      for name in ("cpu_us", "p99_us", "rate")}
        if "floor" in runs:
            table[key]["floor"] = ratio(runs, key, "floor")
        if "tenon" in runs:
            table[key]["tenon"] = ratio(runs, "tenon", key)
    return table
