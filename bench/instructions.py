# SPDX-License-Identifier: MIT
"""Instructions per request in user space, counted by valgrind: exact, where
time is not. The kernel's are not among them."""

import re
import shutil
import signal
import tempfile
from dataclasses import replace
from pathlib import Path

import footprint
from load import CONNECTIONS

TURNS = 50                  # of all connections

# Valgrind takes "rep stosb" for as many instructions as it sets bytes, which
# are 10 KiB a request: let memset() do without.
TUNABLES = "glibc.cpu.x86_rep_stosb_threshold=1000000000"


def instructions(server, turns):
    """Of a run, from its start to its end, in which each of the connections
    asked as many times."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        counted = replace(
            server, port=0, env={"GLIBC_TUNABLES": TUNABLES},
            command=["valgrind", "--tool=cachegrind", "--cache-sim=no",
                     "--cachegrind-out-file=/dev/null", f"--log-file={log}",
                     *server.command])
        connections = []
        counted.start()
        try:
            counted.wait_until_it_answers()
            for _ in range(CONNECTIONS):
                connections.append(footprint.idle_connection(counted))
            ask_all(counted, connections, turns)
        finally:
            for connection in connections:
                connection.close()
            counted.stop()
        found = re.search(r"I +refs: +([\d,]+)", log.read_text())
    return int(found[1].replace(",", ""))


def ask_all(server, connections, turns):
    """The server stands still until all have asked, and so finds the same to
    do in each turn."""
    for _ in range(turns):
        server.process.send_signal(signal.SIGSTOP)
        for connection in connections:
            connection.sendall(server.request.text())
        server.process.send_signal(signal.SIGCONT)
        for connection in connections:
            footprint.take_answer(connection, server.request.answer)


def per_request(server):
    """What a longer run takes more, for each of its further requests; None
    without valgrind."""
    if not shutil.which("valgrind"):
        return None
    more = instructions(server, 2 * TURNS) - instructions(server, TURNS)
    return more / (TURNS * CONNECTIONS)
