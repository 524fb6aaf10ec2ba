# SPDX-License-Identifier: MIT
"""Starts the test server, talks to it over raw sockets."""

import os
import re
import resource
import signal
import socket
import subprocess
import threading
import time
import unittest

PROGRAM = os.environ.get("TEST_SERVER", "build/asan/tests/test_server")
SANITIZED = bool(os.environ.get("TEST_SANITIZE"))
ADD = b'{"first_number":40,"second_number":2}'


class Reply:
    """One answer: status, fields by lower-case name, body."""

    def __init__(self, status, fields, body):
        self.status = status
        self.fields = fields
        self.body = body

    def __getitem__(self, name):
        return self.fields.get(name)

    @property
    def closes(self):
        return self["connection"] == "close"


class Client:
    """A connection that sends octets and reads answers."""

    def __init__(self, port, timeout=10, host="127.0.0.1"):
        self.socket = socket.create_connection((host, port), timeout)
        self.buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def send(self, octets):
        self.socket.sendall(octets)

    def reset(self):
        """Closes with RST instead of FIN."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                               b"\1\0\0\0\0\0\0\0")
        self.close()

    def more(self):
        """Reads once; False at the end."""
        octets = self.socket.recv(65536)
        self.buffer += octets
        return bool(octets)

    def until(self, mark):
        while mark not in self.buffer:
            if not self.more():
                raise EOFError(f"ended before {mark!r}: {self.buffer!r}")
        found, _, self.buffer = self.buffer.partition(mark)
        return found

    def exactly(self, size):
        while len(self.buffer) < size:
            if not self.more():
                raise EOFError(f"{len(self.buffer)} of {size} octets")
        found, self.buffer = self.buffer[:size], self.buffer[size:]
        return found

    def reply(self, head_only=False):
        first, *lines = self.until(b"\r\n\r\n").decode("latin-1").split("\r\n")
        status = int(re.fullmatch(r"HTTP/1\.1 (\d{3}) .*", first)[1])
        fields = {}
        for line in lines:
            name, _, value = line.partition(": ")
            fields[name.lower()] = value
        has_body = not head_only and status not in (100, 204, 304)
        size = int(fields.get("content-length", 0)) if has_body else 0
        return Reply(status, fields, self.exactly(size))

    def rest(self):
        """All that comes until the end."""
        while self.more():
            pass
        found, self.buffer = self.buffer, b""
        return found

    def ends(self):
        """Whether the server has closed and nothing is left."""
        try:
            return self.rest() == b""
        except ConnectionResetError:
            return True


def request(method, target, body=None, version="1.1", **fields):
    """A request's octets; a field's name has _ for -."""
    lines = [f"{method} {target} HTTP/{version}"]
    fields = {"Host": "test", **fields}
    if body is not None:
        fields.setdefault("Content_Length", len(body))
    lines += [f"{name.replace('_', '-')}: {value}"
              for name, value in fields.items() if value is not None]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + (body or b"")


def memory_of(process):
    """Resident bytes."""
    with open(f"/proc/{process.pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class Server:
    """The program, on a port of its own."""

    def __init__(self, descriptors=None, **settings):
        words = [f"{name.replace('_', '-')}={value}"
                 for name, value in settings.items()]
        limit = (lambda: resource.setrlimit(
            resource.RLIMIT_NOFILE, (descriptors, descriptors))
        ) if descriptors else None
        self.process = subprocess.Popen(
            [PROGRAM, *words], stdout=subprocess.PIPE, encoding="latin-1",
            preexec_fn=limit)
        self.port = int(self.process.stdout.readline().split()[1])
        self.lines = []
        # A pipe that nobody empties would hold the server.
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def client(self, timeout=10):
        return Client(self.port, timeout)

    def ask(self, octets, head_only=False):
        """Sends on a connection of its own, reads one answer."""
        with self.client() as client:
            client.send(octets)
            return client.reply(head_only)

    def term(self):
        self.process.send_signal(signal.SIGTERM)

    def wait(self, timeout=10):
        """Returns the exit status; what was printed is in `lines`."""
        status = self.process.wait(timeout)
        self.reader.join(timeout)
        self.process.stdout.close()
        return status

    def stop(self):
        if self.process.poll() is None:
            self.term()
            self.term()
        try:
            return self.wait()
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise

    def memory(self):
        return memory_of(self.process)

    def cpu(self):
        """Seconds of processor time."""
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            words = file.read().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


class ServerTest(unittest.TestCase):
    """Tests of one server; at the end it must exit with 0."""

    SETTINGS = {}

    @classmethod
    def setUpClass(cls):
        cls.server = Server(**cls.SETTINGS)

    @classmethod
    def tearDownClass(cls):
        status = cls.server.stop()
        if status != 0:
            raise AssertionError(f"the server exited with {status}")

    def ask(self, octets, head_only=False):
        return self.server.ask(octets, head_only)

    def assert_serves(self):
        """The server is well."""
        reply = self.ask(request("POST", "/add", ADD))
        self.assertEqual((reply.status, reply.body), (200, b'{"result":42}'))

    def assert_refused(self, octets, *statuses):
        """An answer, once, after which the connection is closed."""
        with self.server.client() as client:
            client.send(octets)
            reply = client.reply()
            self.assertIn(reply.status, statuses, octets[:200])
            self.assertTrue(reply.closes, octets[:200])
            self.assertIn(b'{"detail":"', reply.body)
            client.socket.shutdown(socket.SHUT_WR)
            self.assertTrue(client.ends(), octets[:200])
        return reply


def soon(condition, seconds=5):
    """Waits for a condition; whether it came."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def main():
    unittest.main(verbosity=2)
