# SPDX-License-Identifier: MIT
"""CPU time per request and latency, in rounds in which every server takes
its turn: what disturbs the machine disturbs all of them."""

import json
import os
import re
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median, quantiles

from options import say
from servers import GENERATOR_CORE

HERE = Path(__file__).resolve().parent
CONNECTIONS = 64


@dataclass(frozen=True)
class Plan:
    rounds: int
    seconds: float              # of one run
    connections: int = CONNECTIONS


def family(pid):
    """The process and all its descendants."""
    pids = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            pids += family(int(child))
    return pids


def cpu_seconds(pid):
    """User and system time of a server, all of its processes: their clocks
    (clock_getcpuclockid), which are finer than the ticks in /proc."""
    return sum(time.clock_gettime((~each << 3) | 2) for each in family(pid))


def status_kib(pid, name="VmRSS"):
    total = 0
    for each in family(pid):
        text = Path(f"/proc/{each}/status").read_text()
        total += int(re.search(rf"{name}:\s+(\d+)", text)[1])
    return total


def wrk(server, seconds, connections=CONNECTIONS):
    request = server.request
    return subprocess.Popen(
        ["wrk", "--threads", "1", "--connections", str(connections),
         "--duration", f"{seconds}s", "--timeout", "20s",
         "--script", str(HERE / "wrk.lua"),
         f"http://127.0.0.1:{server.port}{request.target}",
         *(["--", request.body] if request.body else [])],
        stdout=subprocess.PIPE, text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {GENERATOR_CORE}))


def result_of(generator):
    output = generator.communicate()[0]
    return json.loads(output.strip().rpartition("\n")[2])


def run_of(server, result, spent):
    if result["failed"] or not result["requests"]:
        raise RuntimeError(f"{server.key}: {result}")
    return {
        "cpu_us": spent * 1e6 / result["requests"],
        "p99_us": result["p99"],
        "rate": result["requests"] * 1e6 / result["us"],
    }


def run_at_once(servers, plan):
    """A run of each server, all at the same time."""
    pids = [server.process.pid for server in servers]
    before = list(map(cpu_seconds, pids))
    generators = [wrk(server, plan.seconds, plan.connections)
                  for server in servers]
    results = list(map(result_of, generators))
    after = list(map(cpu_seconds, pids))
    return [run_of(server, result, end - begin) for
            server, result, begin, end in zip(servers, results, before, after)]


@contextmanager
def started(servers):
    try:
        for server in servers:
            server.start()
            server.wait_until_it_answers()
        yield
    finally:
        for server in servers:
            server.stop()


def tell(number, plan, server, run):
    say(f"round {number + 1}/{plan.rounds} {server.key:8} "
        f"{run['cpu_us']:7.2f} us CPU, p99 {run['p99_us']:6} us, "
        f"{run['rate']:8.0f}/s")


def in_turns(servers, plan):
    """{key: [run, ...]}: one run of each server in each round, there and
    back, so that none always follows the same one."""
    runs = {server.key: [] for server in servers}
    with started(servers):
        for server in servers:
            run_at_once([server], plan)
        for number in range(plan.rounds):
            for server in servers[::-1 if number % 2 else 1]:
                runs[server.key] += run_at_once([server], plan)
                tell(number, plan, server, runs[server.key][-1])
    return runs


def side_by_side(servers, plan):
    """As in_turns(), for what differs by less than one turn from the next: all
    share a core at the same time, and begin anew in each round, for where in
    memory a process lies makes 2 % as well."""
    runs = {server.key: [] for server in servers}
    for number in range(plan.rounds):
        with started(servers):
            run_at_once(servers, replace(plan, seconds=1))
            for server, run in zip(servers, run_at_once(servers, plan)):
                runs[server.key].append(run)
                tell(number, plan, server, run)
    return runs


def ratio(runs, key, base):
    """CPU time of `key` per that of `base`, round by round."""
    ratios = [mine["cpu_us"] / other["cpu_us"]
              for mine, other in zip(runs[key], runs[base])]
    quarters = quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
    return {"median": median(ratios), "low": min(ratios), "high": max(ratios),
            "first_quarter": quarters[0], "last_quarter": quarters[2]}


def summary(runs):
    """Medians, and the ratios that a table may show, where both ran."""
    table = {}
    for key, own in runs.items():
        table[key] = {name: median(run[name] for run in own)
                      for name in ("cpu_us", "p99_us", "rate")}
        if "floor" in runs:
            table[key]["floor"] = ratio(runs, key, "floor")
        if "tenon" in runs:
            table[key]["tenon"] = ratio(runs, "tenon", key)
        if "direct" in runs:
            table[key]["direct"] = ratio(runs, key, "direct")
    return table
