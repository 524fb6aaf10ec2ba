# SPDX-License-Identifier: MIT
"""What runs before the first request and after the last."""

import os
import signal
import socket
import subprocess
import tempfile
import time
import unittest

from harness import Client, request, soon
from hooks import HOOKS, PATIENCE, Program, environment, run

NAME = os.path.basename(HOOKS)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Lifespan(unittest.TestCase):
    def setUp(self):
        file = tempfile.NamedTemporaryFile("r")
        self.addCleanup(file.close)
        self.file = file

    def journal(self):
        self.file.seek(0)
        return self.file.read().splitlines()

    def arguments(self, *more):
        return ["--journal", self.file.name, *more]

    def run_in_vain(self, *arguments):
        """Runs a program that cannot serve; returns its one line."""
        status, out, err = run("--port", "0", *self.arguments(*arguments))
        self.assertEqual((status, out), (1, ""), err)
        self.assertTrue(err.startswith(f"{NAME}: ") and err.endswith("\n"), err)
        return err[len(NAME) + 2:-1]

    def test_each_hook_runs_once_for_the_program_and_each_worker(self):
        with Program(*self.arguments(), workers=3) as program:
            begun = self.journal()
            program.stop()
            self.assertEqual(program.status, 0)
        self.assertEqual(begun[0], "startup")
        self.assertEqual(sorted(begun[1:]), ["worker 1", "worker 2",
                                             "worker 3"])
        ended = self.journal()[4:]
        self.assertEqual(sorted(ended[:-1]), [
            f"worker {number} ends after 0" for number in (1, 2, 3)])
        self.assertEqual(ended[-1], "shutdown")

    def test_handlers_find_the_state_of_program_and_worker(self):
        with Program(*self.arguments(), workers=2) as program:
            seen = {program.ask(request("GET", "/state")).body.decode()
                    for _ in range(100)}
            program.stop()
        self.assertLessEqual(seen, {"1 of 2", "2 of 2"})
        # Each request was counted by the worker it went to.
        counts = [int(line.split()[-1]) for line in self.journal()
                  if "ends after" in line]
        self.assertEqual(sum(counts), 100)
        self.assertEqual(len(seen), sum(count > 0 for count in counts))

    def test_the_last_request_is_answered_before_the_hooks(self):
        with Program(*self.arguments()) as program:
            with Client(program.port, PATIENCE) as client:
                octets = request("GET", "/state")
                client.send(octets[:-1])
                self.assertTrue(soon(lambda: self.journal()[1:]))
                program.process.send_signal(signal.SIGTERM)
                time.sleep(0.3)
                client.send(octets[-1:])
                self.assertEqual(client.reply().body, b"1 of 1")
            program.stop()
        self.assertEqual(self.journal(), ["startup", "worker 1",
                                          "worker 1 ends after 1", "shutdown"])

    def test_a_failed_startup_is_one_line_and_status_1(self):
        for fail, line in (
                ("startup", "startup failed: wrong usage"),
                ("startup-telling",
                 "startup failed: no database:\\x0arefused")):
            with self.subTest(fail):
                os.truncate(self.file.name, 0)
                self.assertEqual(self.run_in_vain("--fail", fail), line)
                self.assertEqual(self.journal(), ["startup"])

    def test_a_failed_worker_ends_the_others(self):
        line = self.run_in_vain("--workers", "3", "--fail", "second-worker")
        self.assertEqual(line, "a worker's startup failed: no cache")
        journal = self.journal()
        self.assertEqual(journal[0], "startup")
        self.assertEqual(sorted(journal[1:-1]), [
            "no worker 2", "worker 1", "worker 1 ends after 0", "worker 3",
            "worker 3 ends after 0"])
        self.assertEqual(journal[-1], "shutdown")

    def test_workers_that_all_fail_are_one_line(self):
        line = self.run_in_vain("--workers", "3", "--fail", "workers")
        self.assertEqual(line, "a worker's startup failed: no cache")
        self.assertEqual(sorted(self.journal()[1:-1]), [
            "no worker 1", "no worker 2", "no worker 3"])
        self.assertEqual(self.journal()[-1], "shutdown")

    def test_a_port_in_use_comes_after_the_startup(self):
        with Program() as program:
            line = self.run_in_vain("--port", str(program.port))
        self.assertIn("Address already in use", line)
        self.assertEqual(self.journal(), ["startup", "shutdown"])

    def test_commands_that_do_not_serve_run_no_hooks(self):
        for command in "check", "openapi", "routes", "--help":
            self.assertEqual(run(command, *self.arguments())[0], 0)
        self.assertEqual(self.journal(), [])

    def start_slowly(self, port):
        return subprocess.Popen(
            [HOOKS, "--port", str(port), "--workers", "2", "--slow", "700",
             *self.arguments()], env=environment(), stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True)

    def test_whoever_comes_early_waits_for_the_worker(self):
        port = free_port()
        process = self.start_slowly(port)
        self.assertTrue(soon(lambda: self.journal()))
        client = None
        while not client:
            try:
                client = Client(port, PATIENCE)
            except ConnectionRefusedError:
                time.sleep(0.01)
        with client:
            client.send(request("GET", "/state"))
            self.assertRegex(client.reply().body, rb"^[12] of 2$")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 0)
        self.assertEqual(self.journal()[-1], "shutdown")

    def test_a_signal_during_a_worker_s_startup_ends_it_after_that(self):
        process = self.start_slowly(0)
        self.assertTrue(soon(lambda: self.journal()))
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        log = process.communicate(timeout=PATIENCE)[1]
        self.assertEqual(process.returncode, 0)
        self.assertNotIn("http://", log)
        journal = self.journal()
        self.assertEqual(sorted(journal[1:-1]), [
            "worker 1", "worker 1 ends after 0", "worker 2",
            "worker 2 ends after 0"])
        self.assertEqual(journal[-1], "shutdown")


if __name__ == "__main__":
    unittest.main()
