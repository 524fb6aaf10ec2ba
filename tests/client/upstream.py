# SPDX-License-Identifier: MIT
"""Servers that do as a test says, over raw sockets, and the program that asks
them."""

import contextlib
import json
import os
import re
import socket
import ssl
import subprocess
import threading
import unittest
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get(
    "TEST_CLIENT", TOP / "build/asan/tests/test_client_program")

# The codes, by their names.
CODE = {name: int(number) for name, number in re.findall(
    r"X\((TN_E\w+), (-\d+)",
    (TOP / "framework/include/tenon/error.h").read_text())}
CODE[0] = 0
NAME = {number: name for name, number in CODE.items()}


class Request:
    """What the client sent: method, target, fields by lower-case name, body."""

    def __init__(self, head, body):
        lines = head.decode("latin-1").split("\r\n")
        self.method, self.target, self.version = lines[0].split(" ")
        self.fields = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            self.fields[name.lower()] = value.strip()
        self.body = body

    def __getitem__(self, name):
        return self.fields.get(name)


class Conversation:
    """One connection, as a route sees it."""

    def __init__(self, sock, closing):
        self.socket = sock
        self.closing = closing
        self.buffer = b""

    def more(self):
        octets = self.socket.recv(65536)
        self.buffer += octets
        return bool(octets)

    def take(self, size):
        while len(self.buffer) < size:
            if not self.more():
                raise EOFError
        octets, self.buffer = self.buffer[:size], self.buffer[size:]
        return octets

    def until(self, mark):
        while mark not in self.buffer:
            if not self.more():
                raise EOFError
        text, _, self.buffer = self.buffer.partition(mark)
        return text

    def body(self, head):
        fields = head.lower()
        if b"transfer-encoding: chunked" in fields:
            body = b""
            while size := int(self.until(b"\r\n"), 16):
                body += self.take(size)
                self.take(2)
            self.until(b"\r\n")
            return body
        length = re.search(rb"content-length: (\d+)", fields)
        return self.take(int(length[1])) if length else b""

    def request(self, with_body=True):
        head = self.until(b"\r\n\r\n")
        return Request(head, self.body(head) if with_body else b"")

    def send(self, octets):
        self.socket.sendall(octets)

    def answer(self, status, body=b"", *fields):
        """A whole answer."""
        self.send(b"\r\n".join((
            b"HTTP/1.1 %d X" % status, b"Content-Length: %d" % len(body),
            *(field.encode() for field in fields), b"", body)))

    def wait(self, seconds):
        """Does nothing for a while, unless the test is over."""
        self.closing.wait(seconds)

    def reset(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                               b"\1\0\0\0\0\0\0\0")
        self.socket.close()


class Upstream:
    """Listens; each connection is served by the route of its path: a function
    of conversation and request, which returns True to close."""

    def __init__(self, routes, context=None, reads_bodies=True):
        self.routes = routes
        self.context = context
        self.reads_bodies = reads_bodies
        self.requests = []
        self.connections = 0
        self.open = self.most_open = 0
        self.lock = threading.Lock()
        self.closing = threading.Event()
        self.sockets = set()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.accept)
        self.threads = []
        self.thread.start()

    def url(self, path="/", host="127.0.0.1"):
        scheme = "https" if self.context else "http"
        return f"{scheme}://{host}:{self.port}{path}"

    def accept(self):
        while True:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self.serve, args=(sock,))
            self.threads.append(thread)
            thread.start()

    def serve(self, sock):
        with self.lock:
            self.connections += 1
            self.open += 1
            self.most_open = max(self.open, self.most_open)
            self.sockets.add(sock)
        sock.settimeout(20)
        with contextlib.suppress(OSError, EOFError, ValueError):
            if self.context:
                sock = self.context.wrap_socket(sock, server_side=True)
                with self.lock:
                    self.sockets.add(sock)
            talk = Conversation(sock, self.closing)
            while not self.serve_one(talk):
                pass
        with self.lock:
            self.open -= 1
            self.sockets.discard(sock)
        sock.close()

    def serve_one(self, talk):
        request = talk.request(self.reads_bodies)
        with self.lock:
            self.requests.append(request)
        path = request.target.partition("?")[0]
        route = self.routes.get(path) or self.routes["*"]
        return route(talk, request)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.closing.set()
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        with self.lock:
            for sock in self.sockets:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
        for thread in [self.thread, *self.threads]:
            thread.join(20)


class Outcome(dict):
    """What came of a request; members as attributes."""

    @property
    def name(self):
        return NAME[self["rc"]]

    def __getattr__(self, name):
        return self[name]


def line(url, **options):
    words = [url]
    for name, value in options.items():
        for each in value if isinstance(value, list) else [value]:
            words.append(f"{name.replace('_', '-')}={each}")
    return "\t".join(words) + "\n"


def ask_all(lines, *session, environment=None):
    """Runs the program with all lines; their outcomes."""
    done = subprocess.run(
        [PROGRAM, *session], input="".join(lines), text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
        env={**os.environ, **(environment or {})})
    if done.returncode or done.stderr:
        raise AssertionError(f"status {done.returncode}\n{done.stderr}")
    return [Outcome(json.loads(each)) for each in done.stdout.splitlines()]


class ClientTest(unittest.TestCase):
    def serve(self, context=None, reads_bodies=True, **routes):
        """Starts an upstream; a route's name is its path."""
        paths = {"/" + name: route for name, route in routes.items()}
        paths["*"] = lambda talk, _: talk.answer(404)
        upstream = Upstream(paths, context, reads_bodies)
        self.enterContext(upstream)
        return upstream

    def enterContext(self, context):
        result = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return result

    def ask(self, url, *session, **options):
        return ask_all([line(url, **options)], *session)[0]

    def assert_failed(self, outcome, name, *words):
        self.assertEqual(outcome.name, name, outcome)
        for word in words:
            self.assertIn(word, outcome.message)


def main():
    unittest.main(verbosity=2)
