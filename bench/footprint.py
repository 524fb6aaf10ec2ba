# SPDX-License-Identifier: MIT
"""What one server takes: heap allocations, memory, time to start."""

import socket
import struct
import time
from pathlib import Path
from statistics import median

from load import CONNECTIONS, result_of, status_kib, wrk
from servers import ANSWER, BODY

IDLE = 1000
REQUEST = (b"POST /add HTTP/1.1\r\nHost: 127.0.0.1\r\n"
           b"Content-Type: application/json\r\n"
           b"Content-Length: %d\r\n\r\n%s" % (len(BODY), BODY))


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
        result_of(wrk(server.port, 1))
        generator = wrk(server.port, seconds + 2)
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


def idle_connection(port):
    """A connection that asked once and stays open."""
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(REQUEST)
    got = b""
    while not got.endswith(ANSWER):
        piece = connection.recv(4096)
        if not piece:
            raise RuntimeError(f"closed after {got!r}")
        got += piece
    return connection


def memory_kib(server, seconds):
    """(resident with 64 busy connections, per further idle connection)."""
    server.start()
    idle = []
    try:
        server.wait_until_it_answers()
        generator = wrk(server.port, seconds)
        time.sleep(seconds * 0.8)
        busy = status_kib(server.process.pid)
        result_of(generator)
        for _ in range(CONNECTIONS):
            idle.append(idle_connection(server.port))
        before = status_kib(server.process.pid)
        for _ in range(IDLE):
            idle.append(idle_connection(server.port))
        after = status_kib(server.process.pid)
    finally:
        for connection in idle:
            connection.close()
        server.stop()
    return busy, (after - before) / IDLE
