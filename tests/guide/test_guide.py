#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""docs/async.md is true: its programs print what it says, and its servers
answer so."""

import os
import re
import shlex
import signal
import subprocess
import unittest
from pathlib import Path

import guide

DOCUMENT = Path(__file__).resolve().parents[2] / "docs/async.md"
FOLDER = Path(os.environ.get("GUIDE_DIR", "build/asan/tests/guide"))
SERVED = "http://127.0.0.1:8000"

# Slow machines and sanitizers: how long anything may take.
PATIENCE = 30


def environment():
    return {name: value for name, value in os.environ.items()
            if not name.startswith("TENON_")}


def run(*command):
    return subprocess.run(command, text=True, capture_output=True,
                          timeout=PATIENCE, check=False)


class Server:
    """Serves on a free port until the end of a `with` block."""

    def __init__(self, program):
        self.process = subprocess.Popen(
            [FOLDER / program, "--port", "0", "--workers", "1"],
            env=environment(), stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True)
        self.url = re.search(r"http://[\d.:]+",
                             self.process.stderr.readline())[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        _, self.logged = self.process.communicate(timeout=PATIENCE)

    def ask(self, line):
        return run(*shlex.split(line.replace(SERVED, self.url)))


class Guide(unittest.TestCase):
    def test_every_program_is_run(self):
        ran = {*guide.outputs(DOCUMENT), *guide.questions(DOCUMENT)}
        self.assertEqual(ran, set(guide.programs(DOCUMENT)))
        self.assertGreater(len(ran), 15)

    def test_programs_print_what_is_shown(self):
        for program, shown in guide.outputs(DOCUMENT).items():
            with self.subTest(program):
                done = run(FOLDER / program)
                self.assertEqual((done.returncode, done.stdout, done.stderr),
                                 (0, shown, ""))

    def test_servers_answer_what_is_shown(self):
        for program, asked in guide.questions(DOCUMENT).items():
            with self.subTest(program), Server(program) as server:
                for line, shown in asked:
                    done = server.ask(line)
                    self.assertEqual((done.returncode, done.stdout.strip()),
                                     (0, shown.strip()), line)
            self.assertEqual(server.process.returncode, 0, server.logged)

    def test_work_after_the_response_is_done(self):
        with Server("weather") as server:
            server.ask(f"curl -s {SERVED}/weather/Riga")
        self.assertIn("asked for Riga\n", server.logged)

    def test_a_countdown_that_is_over_ends_its_event_source(self):
        with Server("countdown") as server:
            status = server.ask(f"curl -s -o /dev/null -w '%{{http_code}}' "
                                f"{SERVED}/countdown -H 'Last-Event-ID: 0'")
        self.assertEqual(status.stdout, "410")


if __name__ == "__main__":
    unittest.main()
