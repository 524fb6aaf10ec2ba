# SPDX-License-Identifier: MIT
"""Runs the program that ECHO_SERVER names, and talks to it."""

import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "server"))

from harness import memory_of, soon  # noqa: E402,F401

PROGRAM = os.environ.get("ECHO_SERVER", "build/asan/bin/echo_server")
# How long anything may take before it counts as hanging.
PATIENCE = 20


def run(*arguments):
    """Runs to the end; returns exit status and both outputs."""
    done = subprocess.run([PROGRAM, *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, timeout=PATIENCE,
                          check=False)
    return done.returncode, done.stdout, done.stderr


class Program:
    """Serves on a free port and on a Unix socket, until the end of `with`."""

    def __init__(self, *arguments, path=None):
        self.folder = tempfile.TemporaryDirectory()
        self.path = path or os.path.join(self.folder.name, "socket")
        self.is_killed = False
        self.process = subprocess.Popen(
            [PROGRAM, "--port", "0", "--unix", self.path, *arguments],
            stderr=subprocess.PIPE, text=True)
        first = self.process.stderr.readline()
        self.port = int(first.rpartition(":")[2])
        second = self.process.stderr.readline()
        assert second == f"echo_server on {self.path}\n", (first, second)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            status, errors = self.stop()
            assert status == 0 or self.is_killed, (status, errors)
            assert errors == "", errors
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            self.process.stderr.close()
            self.folder.cleanup()

    def kill(self):
        self.is_killed = True
        self.process.kill()
        self.process.wait()

    def stop(self, number=signal.SIGTERM):
        """Ends it; returns the exit status and what it said."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        errors = self.process.stderr.read()
        return self.process.wait(PATIENCE), errors

    def connect(self, is_unix=False):
        if not is_unix:
            return socket.create_connection(("127.0.0.1", self.port), PATIENCE)
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(PATIENCE)
        connection.connect(self.path)
        return connection

    def memory(self):
        return memory_of(self.process)

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))


def exactly(connection, size):
    parts = []
    while size:
        part = connection.recv(min(size, 1 << 20))
        if not part:
            raise EOFError(f"{size} octets are missing")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def rest(connection):
    """What comes until the end."""
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


def reset(connection):
    """Closes with RST instead of FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                          struct.pack("ii", 1, 0))
    connection.close()


def main():
    unittest.main(verbosity=2)
