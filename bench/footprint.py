# SPDX-License-Identifier: MIT
"""What one server takes: heap allocations, memory, time to start."""

import resource
import socket
import struct
import time
from pathlib import Path
from statistics import median

from load import CONNECTIONS, result_of, status_kib, wrk
from servers import Request, sleep

IDLE = 1000
ASLEEP = 10000
OWN_FILES = 100             # a process's other open files, at most


def start_ms(server, times):
    """From the program's start to its first answer, the median of several."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        server.start()
        server.wait_until_it_answers()
        taken.append((time.perf_counter() - begin) * 1e3)
        server.stop()
    return median(taken)


def counters(path):
    return struct.unpack("QQ", path.read_bytes()[:16])


def allocations(server, shim, seconds, folder):
    """Heap allocations per request in the steady state: (own, library's)."""
    path = Path(folder) / "allocations"
    server.env = {"LD_PRELOAD": str(shim), "COUNT_ALLOCS": str(path)}
    server.start()
    try:
        server.wait_until_it_answers()
        result_of(wrk(server, 1))
        generator = wrk(server, seconds + 2)
        time.sleep(1)                       # its connections are open by now
        before = counters(path)
        time.sleep(seconds)
        after = counters(path)
        result = result_of(generator)
    finally:
        server.stop()
        server.env = {}
    requests = result["requests"] * seconds * 1e6 / result["us"]
    return tuple((b - a) / requests for a, b in zip(before, after))


def open_and_ask(server, request):
    connection = socket.create_connection(("127.0.0.1", server.port))
    connection.sendall(request.text())
    return connection


def take_answer(connection, answer):
    got = b""
    while not got.endswith(answer):
        piece = connection.recv(4096)
        if not piece:
            raise RuntimeError(f"closed after {got!r}")
        got += piece


def idle_connection(server):
    """A connection that asked once and stays open."""
    connection = open_and_ask(server, server.request)
    take_answer(connection, server.request.answer)
    return connection


def memory_kib(server, seconds):
    """(resident with 64 busy connections, per further idle connection)."""
    server.start()
    idle = []
    try:
        server.wait_until_it_answers()
        generator = wrk(server, seconds)
        time.sleep(seconds * 0.8)
        busy = status_kib(server.process.pid)
        result_of(generator)
        for _ in range(CONNECTIONS):
            idle.append(idle_connection(server))
        before = status_kib(server.process.pid)
        for _ in range(IDLE):
            idle.append(idle_connection(server))
        after = status_kib(server.process.pid)
    finally:
        for connection in idle:
            connection.close()
        server.stop()
    return busy, (after - before) / IDLE


def wait_until_asleep(server, count, seconds):
    """Until all of these requests sleep at the same time."""
    wanted = b'{"asleep":%d}' % count
    begin = time.perf_counter()
    while (got := server.ask(Request("/asleep", wanted))) != wanted:
        if time.perf_counter() - begin > seconds:
            raise RuntimeError(f"{got!r} of {count} asleep")
        time.sleep(0.05)


def asleep(server, seconds=20):
    """(requests asleep at once, KiB that each takes: connection, request and
    stack), as many as open files allow; all are answered."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0] - OWN_FILES
    count = min(ASLEEP, most)
    request = sleep(seconds * 1000)
    waiting = []
    server.start()
    try:
        server.wait_until_it_answers()
        before = status_kib(server.process.pid)
        for _ in range(count):
            waiting.append(open_and_ask(server, request))
        wait_until_asleep(server, count, seconds)
        during = status_kib(server.process.pid)
        for connection in waiting:
            take_answer(connection, request.answer)
    finally:
        for connection in waiting:
            connection.close()
        server.stop()
    return count, (during - before) / count
