# SPDX-License-Identifier: MIT
"""Runs a program that serves an API, as a user would, and asks it."""

import json
import os
import re
import signal
import subprocess

from harness import Client, request

# Slow machines and sanitizers: how long anything may take before it counts as
# hanging.
PATIENCE = 20


class App:
    """Serves on a free port until the end of a `with` block. Its path stands in
    the variable of the name."""

    def __init__(self, name, *arguments):
        env = {k: v for k, v in os.environ.items()
               if not k.startswith("TENON_")}
        self.process = subprocess.Popen(
            [os.environ[name], "--port", "0", "--workers", "1", *arguments],
            env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True)
        line = self.process.stderr.readline()
        self.port = int(re.search(r"http://127\.0\.0\.1:(\d+)", line)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def client(self):
        return Client(self.port, PATIENCE)

    def ask(self, method, target, body=None, **fields):
        with self.client() as client:
            client.send(request(method, target, body, **fields))
            return client.reply()

    def json(self, method, target, body=None, **fields):
        """Asks for what must be a 200 with JSON."""
        reply = self.ask(method, target, body, **fields)
        assert reply.status == 200, (reply.status, reply.body)
        return json.loads(reply.body)

    def memory(self):
        """Resident bytes."""
        with open(f"/proc/{self.process.pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def term(self):
        self.process.send_signal(signal.SIGTERM)

    def stop(self):
        """Ends the program; returns its exit status and what it logged."""
        if self.process.poll() is None:
            self.term()
        _, logged = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, logged
