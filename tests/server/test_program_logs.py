# SPDX-License-Identifier: MIT
"""The access log and the log of a serving program."""

import json
import os
import re
import subprocess
import unittest

from program import Program, read_all

TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
# A quoted path: nothing but escapes may end it.
LINE = re.compile(TIME + r' \S+ "(?:[^"\\]|\\.)*" \d+ \d+ \d+ \S+ \S+')

HOSTILE = (
    b'GET /"%20200%200%200%20x%20y HTTP/1.1\r\nHost: a\r\n',
    b'GET /%0a2026-01-01T00:00:00.000Z HTTP/1.1\r\nHost: a\r\n',
    b'GET /a"b\\c HTTP/1.1\r\nHost: a\r\n',
    b'GET /\x1b[2J\x07 HTTP/1.1\r\nHost: a\r\n',
    b'GET /\xff\xfe\xc2\x9b HTTP/1.1\r\nHost: a\r\n',
    b'GET /a\rb HTTP/1.1\r\nHost: a\r\n',
    b'G"E"T /add HTTP/1.1\r\nHost: a\r\n',
    b'GET /x HTTP/1.1\r\nHost: a\r\nX-Request-ID: a" 1\t2\r\n',
    b'GET /' + b'"' * 6000 + b' HTTP/1.1\r\nHost: a\r\n',
)


def send_hostile(program):
    for request in HOSTILE:
        with program.connect() as connection:
            connection.sendall(request + b"Connection: close\r\n\r\n")
            read_all(connection)


def request_often(program, count):
    """Returns how many requests on one connection were answered."""
    request = b"GET /none HTTP/1.1\r\nHost: a\r\n\r\n"
    answered = 0
    with program.connect() as connection:
        while answered < count:
            connection.sendall(request)
            if b" 404 " not in connection.recv(65536):
                break
            answered += 1
    return answered


class AccessLog(unittest.TestCase):
    def test_a_line_of_text_for_each_request(self):
        with Program("--workers", "1") as program:
            program.post()
            program.post(path="/none?a=1")
            self.assertEqual(program.stop(), 0)
            lines = program.access_log().splitlines()
        self.assertEqual(len(lines), 2)
        self.assertRegex(lines[0], f'^{TIME} POST "/add" 200 13 '
                                   r"\d+ \S+ 127\.0\.0\.1$")
        self.assertRegex(lines[1], f'^{TIME} POST "/none\\?a=1" 404 22 '
                                   r"\d+ \S+ 127\.0\.0\.1$")

    def test_an_object_of_json_for_each_request(self):
        with Program("--log-format", "json") as program:
            program.post()
            self.assertEqual(program.stop(), 0)
            lines = program.access_log().splitlines()
            logged = [json.loads(line) for line in program.lines]
        self.assertEqual(len(lines), 1)
        access = json.loads(lines[0])
        self.assertRegex(access.pop("time"), f"^{TIME}$")
        self.assertLess(access.pop("microseconds"), 10_000_000)
        self.assertTrue(access.pop("request_id"))
        self.assertEqual(access, {
            "method": "POST", "path": "/add", "status": 200, "bytes": 13,
            "peer": "127.0.0.1",
        })
        self.assertEqual(logged[0]["level"], "info")
        self.assertIn("math_api 0.1.0 on http://", logged[0]["message"])

    def test_can_be_turned_off(self):
        with Program("--access-log", "off") as program:
            program.post()
            self.assertEqual(program.stop(), 0)
            self.assertEqual(program.access_log(), "")

    def test_no_client_forges_a_line_of_text(self):
        with Program() as program:
            send_hostile(program)
            self.assertEqual(program.stop(), 0)
            lines = program.access_log().split("\n")
        self.assertEqual(lines.pop(), "")
        self.assertGreater(len(lines), 0)
        self.assertLessEqual(len(lines), len(HOSTILE))
        for line in lines:
            self.assertRegex(line, LINE)
            self.assertTrue(line.isprintable(), repr(line))
            self.assertLessEqual(len(line), 2048)

    def test_no_client_forges_a_line_of_json(self):
        with Program("--log-format=json") as program:
            send_hostile(program)
            self.assertEqual(program.stop(), 0)
            lines = program.access_log().split("\n")
        self.assertEqual(lines.pop(), "")
        for line in lines:
            self.assertEqual(len(json.loads(line)), 8, line)

    def test_a_reader_that_stopped_does_not_stop_the_server(self):
        out, into = os.pipe()
        try:
            with Program("--workers", "1", stdout=into) as program:
                # Far more lines than a pipe holds.
                self.assertEqual(request_often(program, 3000), 3000)
                self.assertEqual(program.post(), (200, '{"result":42}'))
                os.read(out, 1 << 20)
                self.assertEqual(program.post(), (200, '{"result":42}'))
                self.assertEqual(program.stop(), 0)
                self.assertRegex("\n".join(program.lines),
                                 r"warning access log: \d+ lines were lost")
        finally:
            os.close(out)
            os.close(into)

    def test_a_closed_standard_output_is_no_client(self):
        # Else the access log would go to whatever is opened next.
        with Program(before=lambda: os.close(1)) as program:
            with program.connect() as connection:
                connection.sendall(
                    b"GET /none HTTP/1.1\r\nHost: a\r\n"
                    b"Connection: close\r\n\r\n")
                answer = read_all(connection)
            self.assertTrue(answer.startswith(b"HTTP/1.1 404"))
            self.assertTrue(answer.endswith(b'{"detail":"Not Found"}'))
            self.assertEqual(program.stop(), 0)

    def test_a_reader_that_went_away_does_not_end_the_server(self):
        out, into = os.pipe()
        with Program(stdout=into) as program:
            os.close(into)
            os.close(out)
            for _ in range(3):
                self.assertEqual(program.post(), (200, '{"result":42}'))
            self.assertEqual(program.stop(), 0)


class Log(unittest.TestCase):
    def test_the_start_line_is_there_at_every_level(self):
        with Program("--log-level", "error") as program:
            self.assertEqual(program.stop(), 0)
            self.assertEqual(program.lines, [
                f"math_api 0.1.0 on http://127.0.0.1:{program.port}  "
                f"docs: http://127.0.0.1:{program.port}/docs"])

    def test_there_is_no_colour_but_on_a_terminal(self):
        with Program() as program:
            self.assertEqual(program.stop(), 0)
            self.assertNotIn("\033", "".join(program.lines))

    def test_nobody_need_read_it(self):
        with Program("--log-level=debug", deaf=True) as program:
            self.assertEqual(program.post(), (200, '{"result":42}'))
            self.assertEqual(program.stop(), 0)


if __name__ == "__main__":
    unittest.main()
