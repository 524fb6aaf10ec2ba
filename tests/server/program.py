# SPDX-License-Identifier: MIT
"""Runs the program that MATH_API names, as a user would."""

import http.client
import os
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time

import app_program
from app_program import PATIENCE, environment

MATH_API = os.environ["MATH_API"]
START_LINE = re.compile(r"math_api 0\.1\.0 on http://(\S+):(\d+)(?:  docs: \S+)?$")


def run(*arguments, variables=None, **options):
    return app_program.run("MATH_API", *arguments, variables=variables,
                           **options)


class Program:
    """Serves on a free port until the end of a `with` block.

    `stdout` None gathers the access log in a file, for access_log(). `deaf`
    closes the other end of standard error after the start line. `before` is
    called in the new process.
    """

    def __init__(self, *arguments, variables=None, stdout=None, deaf=False,
                 before=None):
        self.log = tempfile.TemporaryFile("w+")
        began = time.monotonic()
        self.process = subprocess.Popen(
            [MATH_API, "--port", "0", *arguments],
            env=environment(variables),
            stdout=self.log if stdout is None else stdout,
            stderr=subprocess.PIPE, text=True, preexec_fn=before)
        self.lines = []
        self.reader = None
        self.host, self.port = self._read_start_line()
        self.start_seconds = time.monotonic() - began
        self.reader = threading.Thread(target=self._read_on, daemon=True)
        if deaf:
            self.process.stderr.close()
        else:
            self.reader.start()

    def _read_start_line(self):
        line = self.process.stderr.readline().rstrip("\n")
        self.lines.append(line)
        found = START_LINE.search(line.removesuffix('"}'))
        if not found:
            self.kill()
            raise AssertionError(f"no start line, but: {line!r}")
        return found[1], int(found[2])

    def _read_on(self):
        for line in self.process.stderr:
            self.lines.append(line.rstrip("\n"))

    def _join_reader(self):
        if self.reader and self.reader.ident:
            self.reader.join()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._join_reader()
        self.process.stderr.close()
        self.log.close()

    def signal(self, number=signal.SIGTERM):
        self.process.send_signal(number)

    def wait(self):
        """Waits for the end; returns the exit status."""
        status = self.process.wait(PATIENCE)
        self._join_reader()
        return status

    def stop(self):
        """Ends the program as an operator would; returns its exit status."""
        self.signal()
        return self.wait()

    def connect(self):
        return socket.create_connection((self.host.strip("[]"), self.port),
                                        PATIENCE)

    def post(self, body='{"first_number":40,"second_number":2}', path="/add"):
        """Returns status and body of one request on a connection of its own."""
        connection = http.client.HTTPConnection(self.host.strip("[]"),
                                                self.port, PATIENCE)
        try:
            connection.request("POST", path, body,
                               {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def access_log(self):
        """The access log so far; whole after stop()."""
        self.log.seek(0)
        return self.log.read()


def head(body_size, path="/add"):
    """The head of a request whose body comes later."""
    return (f"POST {path} HTTP/1.1\r\nHost: test\r\n"
            "Content-Type: application/json\r\n"
            f"Content-Length: {body_size}\r\n\r\n").encode()


def read_all(connection):
    """What the server sends until it closes."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)
