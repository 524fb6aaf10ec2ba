# SPDX-License-Identifier: MIT
"""A serving program: its workers, its signals, its end."""

import concurrent.futures
import os
import pathlib
import signal
import socket
import time
import unittest

from program import Program, head, read_all

BODY = b'{"first_number":40,"second_number":2}'


def listeners(port):
    """The number of sockets that listen on a port."""
    lines = pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]
    fields = [line.split() for line in lines]
    return sum(1 for field in fields
               if field[1].endswith(f":{port:04X}") and field[3] == "0A")


class Serving(unittest.TestCase):
    def test_add_answers_as_documented(self):
        with Program() as program:
            print(f"\nstart to listening: {program.start_seconds * 1000:.1f} ms")
            for body, status, answer in (
                ('{"first_number":40,"second_number":2}', 200, '{"result":42}'),
                ('{"first_number":40}', 200, '{"result":41}'),
                ('{"first_number":40,"second_number":null}', 200, '{"result":41}'),
                ('{"first_number":40,"second_number":0}', 200, '{"result":41}'),
                ('{"first_number":-3,"second_number":-4}', 200, '{"result":-7}'),
                ('{"first_number":9223372036854775807}', 422,
                 '{"detail":"the sum does not fit in 64 bits"}'),
            ):
                with self.subTest(body):
                    self.assertEqual(program.post(body), (status, answer))

    def test_several_workers_share_one_port(self):
        with Program("--workers", "4") as program:
            self.assertEqual(listeners(program.port), 4)
            with concurrent.futures.ThreadPoolExecutor(16) as pool:
                answers = list(pool.map(lambda _: program.post(), range(200)))
            self.assertEqual(set(answers), {(200, '{"result":42}')})
            self.assertEqual(program.stop(), 0)
            self.assertEqual(program.access_log().count("\n"), 200)

    def test_workers_default_to_the_cpus_it_may_use(self):
        cpu = min(os.sched_getaffinity(0))
        before = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {cpu})
        try:
            with Program() as program:
                self.assertEqual(listeners(program.port), 1)
        finally:
            os.sched_setaffinity(0, before)

    def test_listens_on_ipv6(self):
        try:
            socket.create_server(("::1", 0), family=socket.AF_INET6).close()
        except OSError:
            self.skipTest("no IPv6 here")
        with Program("--host", "::1") as program:
            self.assertEqual(program.host, "[::1]")
            self.assertEqual(program.post(), (200, '{"result":42}'))


class Ending(unittest.TestCase):
    def test_either_signal_ends_with_status_0(self):
        for number in signal.SIGTERM, signal.SIGINT:
            with Program("--workers", "2") as program:
                program.signal(number)
                self.assertEqual(program.wait(), 0)

    def test_a_request_under_way_is_answered(self):
        with Program("--workers", "2") as program:
            connections = [program.connect() for _ in range(8)]
            for connection in connections:
                connection.sendall(head(len(BODY)) + BODY[:10])
            time.sleep(0.2)
            program.signal()
            time.sleep(0.2)
            for connection in connections:
                connection.sendall(BODY[10:])
            for connection in connections:
                answer = read_all(connection)
                self.assertIn(b"HTTP/1.1 200", answer)
                self.assertIn(b'{"result":42}', answer)
                self.assertIn(b"connection: close", answer.lower())
                connection.close()
            self.assertEqual(program.wait(), 0)
            self.assertEqual(program.access_log().count("\n"), 8)

    def test_an_idle_connection_does_not_hold_it(self):
        with Program() as program:
            connections = [program.connect() for _ in range(4)]
            time.sleep(0.1)
            began = time.monotonic()
            self.assertEqual(program.stop(), 0)
            self.assertLess(time.monotonic() - began, 4)
            for connection in connections:
                connection.close()

    def test_a_stalled_request_holds_it_until_the_deadline_only(self):
        with Program("--drain-timeout", "1s") as program:
            with program.connect() as connection:
                connection.sendall(head(len(BODY)) + BODY[:10])
                time.sleep(0.1)
                began = time.monotonic()
                self.assertEqual(program.stop(), 0)
                self.assertGreater(time.monotonic() - began, 0.7)
                self.assertLess(time.monotonic() - began, 4)

    def test_a_second_signal_ends_at_once(self):
        with Program("--drain-timeout", "60s") as program:
            with program.connect() as connection:
                connection.sendall(head(len(BODY)) + BODY[:10])
                time.sleep(0.1)
                program.signal()
                time.sleep(0.3)
                self.assertIsNone(program.process.poll())
                began = time.monotonic()
                program.signal(signal.SIGINT)
                self.assertEqual(program.wait(), 0)
                self.assertLess(time.monotonic() - began, 3)


if __name__ == "__main__":
    unittest.main()
