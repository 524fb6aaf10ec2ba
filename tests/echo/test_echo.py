# SPDX-License-Identifier: MIT
"""echo_server sends back what it is sent, whatever its clients do."""

import os
import random
import signal
import socket
import stat
import tempfile
import time
import unittest

from program import Program, exactly, main, reset, rest, run, soon

MANY = 300
MIB = 1 << 20
# The sanitizers keep what was freed.
MEMORY = (16 if os.environ.get("TEST_SANITIZE") else 4) * MIB


class Echo(unittest.TestCase):
    def test_sends_back_over_tcp_and_unix_sockets(self):
        with Program() as program:
            for is_unix in False, True:
                with program.connect(is_unix) as client:
                    client.sendall(b"hello")
                    self.assertEqual(exactly(client, 5), b"hello")

    def test_sends_back_all_after_the_end_of_what_it_was_sent(self):
        data = random.Random(1).randbytes(3 * MIB)
        with Program() as program:
            for is_unix in False, True:
                with program.connect(is_unix) as client:
                    got = bytearray()
                    client.setblocking(False)
                    sent = 0
                    while sent < len(data):
                        try:
                            sent += client.send(data[sent:sent + 65536])
                        except BlockingIOError:
                            time.sleep(0.001)
                        try:
                            got += client.recv(MIB)
                        except BlockingIOError:
                            pass
                    client.settimeout(20)
                    client.shutdown(socket.SHUT_WR)
                    got += rest(client)
                    self.assertEqual(bytes(got), data)

    def test_serves_many_at_a_time(self):
        with Program() as program:
            clients = [program.connect(i % 2 == 0) for i in range(MANY)]
            for turn in range(3):
                for i, client in enumerate(clients):
                    client.sendall(b"%d %d" % (turn, i))
                for i, client in enumerate(clients):
                    said = b"%d %d" % (turn, i)
                    self.assertEqual(exactly(client, len(said)), said)
            for client in clients:
                client.close()

    def test_who_does_not_read_costs_no_memory(self):
        """Back pressure: the sender is held, what waits stays bounded."""
        with Program() as program:
            with program.connect() as client:
                client.sendall(b"x")
                exactly(client, 1)
                before = program.memory()
                client.setblocking(False)
                sent, held = 0, 0
                while sent < 64 * MIB and held < 50:
                    try:
                        sent += client.send(bytes(65536))
                        held = 0
                    except BlockingIOError:
                        held += 1
                        time.sleep(0.01)
                self.assertEqual(held, 50, "the sender was never held")
                self.assertLess(program.memory() - before, MEMORY)
                client.settimeout(20)
                # And none of it was lost.
                self.assertEqual(exactly(client, sent), bytes(sent))

    def test_who_breaks_off_is_forgotten(self):
        with Program() as program:
            before = program.descriptors()
            for _ in range(100):
                client = program.connect()
                client.sendall(b"x" * 100000)
                reset(client)
            self.assertTrue(soon(lambda: program.descriptors() == before))
            with program.connect() as client:
                client.sendall(b"still there")
                self.assertEqual(exactly(client, 11), b"still there")

    def test_ends_what_is_idle(self):
        with Program("--idle", "1") as program, program.connect() as client:
            client.sendall(b"x")
            self.assertEqual(exactly(client, 1), b"x")
            with self.assertRaises(ConnectionResetError):
                rest(client)

    def test_lets_those_wait_who_are_too_many(self):
        with Program("--connections", "1") as program:
            first, second = program.connect(), program.connect()
            first.sendall(b"1")
            second.sendall(b"2")
            self.assertEqual(exactly(first, 1), b"1")
            second.settimeout(0.2)
            with self.assertRaises(socket.timeout):
                second.recv(1)
            first.close()
            second.settimeout(20)
            self.assertEqual(exactly(second, 1), b"2")
            second.close()


class End(unittest.TestCase):
    def test_ends_with_0_on_either_signal_and_closes_connections(self):
        for number in signal.SIGINT, signal.SIGTERM:
            with Program() as program:
                self.assertTrue(os.path.exists(program.path))
                with program.connect() as client:
                    client.sendall(b"x")
                    exactly(client, 1)
                    self.assertEqual(program.stop(number), (0, ""))
                    self.assertEqual(rest(client), b"")
                self.assertFalse(os.path.exists(program.path))

    def test_is_not_held_by_who_does_not_read(self):
        with Program() as program, program.connect() as client:
            client.setblocking(False)
            try:
                for _ in range(1000):
                    client.send(bytes(65536))
            except BlockingIOError:
                pass
            began = time.monotonic()
            self.assertEqual(program.stop(), (0, ""))
            self.assertLess(time.monotonic() - began, 5)


class CommandLine(unittest.TestCase):
    def test_help(self):
        status, out, errors = run("--help")
        self.assertEqual((status, errors), (0, ""))
        self.assertIn("Usage: echo_server", out)

    def test_wrong_usage_is_2_and_told(self):
        for arguments in (["--port", "65536"], ["--port", "x"], ["--port", ""],
                          ["--mode", "8"], ["--idle", "-1"], ["--none"],
                          ["--host"], ["more"]):
            with self.subTest(arguments):
                status, out, errors = run(*arguments)
                self.assertEqual((status, out), (2, ""))
                self.assertIn("echo_server", errors)

    def test_where_nobody_can_listen_is_1_and_told(self):
        with Program() as program:
            status, _, errors = run("--port", str(program.port))
            self.assertEqual(status, 1)
            self.assertIn("address already in use", errors)
            status, _, errors = run("--port", "0", "--unix", program.path)
            self.assertEqual(status, 1)
            self.assertIn("another program listens there", errors)

    def test_mode_of_the_unix_socket(self):
        for arguments, mode in ((), 0o600), (("--mode", "660"), 0o660):
            with Program(*arguments) as program:
                self.assertEqual(
                    stat.S_IMODE(os.stat(program.path).st_mode), mode)

    def test_replaces_the_socket_of_one_that_was_killed(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "socket")
            with Program(path=path) as killed:
                killed.kill()
                self.assertTrue(os.path.exists(path))
            with Program(path=path) as program:
                with program.connect(is_unix=True) as client:
                    client.sendall(b"x")
                    self.assertEqual(exactly(client, 1), b"x")


if __name__ == "__main__":
    main()
