# SPDX-License-Identifier: MIT
"""Runs the program that HOOKS names: one with hooks of every kind."""

import os
import re
import signal
import subprocess

from harness import Client

HOOKS = os.environ["HOOKS"]
PATIENCE = 20


def environment(variables=None):
    """The environment without settings of whoever runs the tests."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("TENON_")}
    return {**env, **(variables or {})}


def run(*arguments, variables=None):
    """Runs to the end; returns exit status and both outputs."""
    done = subprocess.run([HOOKS, *arguments], env=environment(variables),
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, timeout=PATIENCE, check=False)
    return done.returncode, done.stdout, done.stderr


class Program:
    """Serves on a free port until the end of a `with` block."""

    def __init__(self, *arguments, workers=1, variables=None):
        self.process = subprocess.Popen(
            [HOOKS, "--port", "0", "--workers", str(workers), *arguments],
            env=environment(variables), stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        self.port = int(re.search(r"http://127\.0\.0\.1:(\d+)", line)[1])
        self.status = self.access = self.log = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def ask(self, octets, head_only=False):
        with Client(self.port, PATIENCE) as client:
            client.send(octets)
            return client.reply(head_only)

    def stop(self):
        """Ends the program; `status`, `access` and `log` tell how."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        if self.log is None:
            self.access, self.log = self.process.communicate(timeout=PATIENCE)
            self.status = self.process.returncode
