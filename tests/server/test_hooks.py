# SPDX-License-Identifier: MIT
"""Response hooks, as clients see them."""

import re
import unittest

from harness import Client, request
from hooks import PATIENCE, Program

BODY = b"a body of a hook"


class ResponseHooks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = Program()

    @classmethod
    def tearDownClass(cls):
        cls.program.stop()
        if cls.program.status != 0:
            raise AssertionError(f"exit status {cls.program.status}: "
                                 f"{cls.program.log}")

    def ask(self, method, target, action=None, head_only=False, **fields):
        return self.program.ask(request(method, target, Do=action, **fields),
                                head_only)

    def test_every_response_is_seen_once(self):
        text = "text/plain; charset=utf-8"
        json = "application/json"
        for method, target, fields, status, kind in (
                ("GET", "/say/hi", {}, 200, text),
                ("DELETE", "/say/hi", {}, 204, "-"),
                ("GET", "/refuse/403", {}, 403, json),
                ("GET", "/refuse/503", {}, 503, json),
                ("GET", "/nothing", {}, 404, json),
                ("POST", "/say/hi", {}, 405, json),
                ("BREW", "/say/hi", {}, 405, json),
                ("GET", "/say/hi/", {}, 307, "-"),
                ("OPTIONS", "/say/hi", {}, 204, "-"),
                ("GET", "/openapi.json", {}, 200, json),
                ("GET", "/docs", {}, 200, "text/html; charset=utf-8"),
                ("GET", "/docs", {"Accept_Encoding": "gzip"}, 200,
                 "text/html; charset=utf-8")):
            with self.subTest(target, method=method):
                reply = self.ask(method, target, **fields)
                self.assertEqual(reply.status, status)
                self.assertEqual(reply["seen"],
                                 f"{method} {target} {status} {kind} "
                                 f"{len(reply.body)}")

    def test_a_refused_head_is_seen_without_a_path(self):
        with Client(self.program.port, PATIENCE) as client:
            # What the request before it had is not seen again.
            client.send(request("GET", "/say/hi"))
            client.reply()
            client.send(b"GET /say/hi HTTP/1.1\r\n\r\n")
            reply = client.reply()
        self.assertEqual(reply.status, 400)
        self.assertEqual(reply["seen"], "GET  400 application/json "
                                        f"{len(reply.body)}")

    def test_an_early_answer_is_seen_once(self):
        reply = self.ask("POST", "/nothing", Content_Length="5000000")
        self.assertEqual(reply.status, 404)
        self.assertIn(" 404 ", reply["seen"])

    def test_a_hook_changes_status_body_and_content_type(self):
        for target in "/say/hi", "/nothing", "/openapi.json", "/docs":
            for encoding in None, "gzip":
                with self.subTest(target, encoding=encoding):
                    reply = self.ask("GET", target, "body",
                                     Accept_Encoding=encoding)
                    self.assertEqual((reply.status, reply.body), (418, BODY))
                    self.assertEqual(reply["content-type"], "text/x-hook")
                    self.assertEqual(reply["content-length"], str(len(BODY)))
                    self.assertIsNone(reply["content-encoding"])
                    self.assertIsNone(reply["etag"])

    def test_a_hook_gives_a_body_to_what_had_none(self):
        reply = self.ask("DELETE", "/say/hi", "body")
        self.assertEqual((reply.status, reply.body), (418, BODY))

    def test_a_connection_stays_in_step(self):
        with Client(self.program.port, PATIENCE) as client:
            for action in "body", None, "empty", "fail", "unchanged", "reset":
                client.send(request("GET", "/say/hi", Do=action))
                client.reply()
            client.send(request("HEAD", "/say/hi", Do="body"))
            client.reply(head_only=True)
            client.send(request("GET", "/say/hello"))
            self.assertEqual(client.reply().body, b"hello")

    def test_head_has_the_length_of_the_body_that_was_set(self):
        reply = self.ask("HEAD", "/say/hi", "body", head_only=True)
        self.assertEqual(reply.status, 418)
        self.assertEqual(reply["content-length"], str(len(BODY)))

    def test_204_and_205_have_no_content(self):
        reply = self.ask("GET", "/say/hi", "empty")
        self.assertEqual((reply.status, reply.body), (204, b""))
        self.assertIsNone(reply["content-length"])
        self.assertIsNone(reply["content-type"])
        reply = self.ask("GET", "/say/hi", "reset")
        self.assertEqual((reply.status, reply.body), (205, b""))
        self.assertEqual(reply["content-length"], "0")

    def test_the_body_of_a_304_is_not_sent(self):
        reply = self.ask("GET", "/docs", "unchanged")
        self.assertEqual((reply.status, reply.body), (304, b""))
        script = "/docs/docs.js"
        tag = self.ask("GET", script)["etag"]
        reply = self.ask("GET", script, If_None_Match=tag)
        self.assertEqual((reply.status, reply.body), (304, b""))
        self.assertIn(" 304 ", reply["seen"])

    def test_a_failed_hook_is_a_logged_500(self):
        with Program() as program:
            for target in "/say/hi", "/nothing", "/docs":
                reply = program.ask(request("GET", target, Do="fail"))
                self.assertEqual(
                    (reply.status, reply.body),
                    (500, b'{"detail":"Internal Server Error"}'))
                self.assertIsNone(reply["seen"])
            program.stop()
        self.assertEqual(program.status, 0)
        self.assertEqual(
            len(re.findall(r"error   GET \S+: response hook 1 failed: input or "
                           r"output failed \(-10\)", program.log)), 3)

    def test_a_warning_of_a_handler_is_logged(self):
        with Program() as program:
            for target in "/warn/one%0Atwo", f"/warn/{'x' * 2000}":
                self.assertEqual(program.ask(request("GET", target)).body,
                                 b"warned")
            reply = program.ask(request("POST", "/warn/thread"))
            self.assertEqual(reply.body,
                             b"no task runs here that could wait")
            program.stop()
        first, second = [line for line in program.log.splitlines()
                         if "said:" in line]
        self.assertRegex(first, r"warning GET /warn/one%0Atwo: said: "
                         r"one\\x0atwo \[[0-9a-f]+-[0-9a-f]+\]$")
        self.assertRegex(second, r"warning GET /warn/x+: said: x{500,826} "
                         r"\[[0-9a-f]+-[0-9a-f]+\]$")
        self.assertNotIn("thread", program.log)

    def test_the_access_log_has_what_was_sent(self):
        with Program() as program:
            program.ask(request("GET", "/say/hi", Do="body"))
            program.stop()
            self.assertIn(f'GET "/say/hi" 418 {len(BODY)} ', program.access())


if __name__ == "__main__":
    unittest.main()
