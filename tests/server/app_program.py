# SPDX-License-Identifier: MIT
"""Runs a program that serves an API, as a user would, and asks it. Its path
stands in the environment variable that names it here."""

import json
import os
import re
import signal
import subprocess
import tempfile
import unittest

from harness import Client, memory_of, request

# Slow machines and sanitizers: how long anything may take before it counts as
# hanging.
PATIENCE = 20


def environment(variables=None):
    """The environment without settings of whoever runs the tests."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("TENON_")}
    return {**env, **(variables or {})}


def run(name, *arguments, variables=None, **options):
    """Runs to the end; returns exit status and both outputs."""
    done = subprocess.run([os.environ[name], *arguments],
                          env=environment(variables),
                          stdout=options.pop("stdout", subprocess.PIPE),
                          stderr=subprocess.PIPE, text=True, timeout=PATIENCE,
                          check=False, **options)
    return done.returncode, done.stdout, done.stderr


class App:
    """Serves on a free port until the end of a `with` block."""

    def __init__(self, name, *arguments, workers=1, variables=None):
        self.output = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [os.environ[name], "--port", "0", "--workers", str(workers),
             *arguments],
            env=environment(variables), stdout=self.output,
            stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        self.port = int(re.search(r"http://127\.0\.0\.1:(\d+)", line)[1])
        self.status = self.log = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        self.output.close()

    def client(self):
        return Client(self.port, PATIENCE)

    def exchange(self, octets, head_only=False):
        with self.client() as client:
            client.send(octets)
            return client.reply(head_only)

    def ask(self, method, target, body=None, **fields):
        return self.exchange(request(method, target, body, **fields))

    def json(self, method, target, body=None, **fields):
        """Asks for what must be a 200 with JSON."""
        reply = self.ask(method, target, body, **fields)
        assert reply.status == 200, (reply.status, reply.body)
        return json.loads(reply.body)

    def memory(self):
        return memory_of(self.process)

    def term(self):
        self.process.send_signal(signal.SIGTERM)

    def stop(self):
        """Ends the program; returns its exit status and what it logged."""
        if self.process.poll() is None:
            self.term()
        if self.log is None:
            self.log = self.process.communicate(timeout=PATIENCE)[1]
            self.status = self.process.returncode
        return self.status, self.log

    def access(self):
        """The access log, when it has ended."""
        self.output.seek(0)
        return self.output.read()


class SettingsFileTest(unittest.TestCase):
    """Has a settings file to write."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "settings.yaml")

    def write(self, text):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(text)
