# SPDX-License-Identifier: MIT
"""What the upstream does wrong is a 502 or a 504 that says what happened, and
where the upstream is stays in the log."""

import json
import re
import socket
import threading
import time
import unittest

from between import PhraseTest, phrase, request, say, soon

UNREACHABLE = "the upstream cannot be reached"
LATE = "the upstream takes too long to answer"
BROKEN = "the upstream broke its answer off"
NO_HTTP = "the upstream does not answer in HTTP"
LIMIT = "the upstream's answer is too large, or redirects too often"
FAILED = "the upstream answers with a failure of its own"
NO_JSON = "the upstream's answer is not JSON"
NO_UTF8 = "the upstream's answer is not UTF-8"
DEEP = "the upstream's answer is nested too deep"
NO_PHRASE = "the upstream's answer is no phrase"


def answers(body, status=200):
    return lambda talk, _: talk.answer(status, body)


def sends(octets):
    """Sends what may be no answer, and closes."""
    def route(talk, _):
        talk.send(octets)
        return True
    return route


def drips(talk, _):
    """A body without an end."""
    talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
    while not talk.closing.wait(0.02):
        talk.send(b" ")
    return True


def redirects(talk, _):
    talk.answer(302, b"", "Location: /again")


WRONG = (
    (answers(b"<p>Busy</p>"), NO_JSON),
    (answers(b'{"status": "success", "text": "a"'), NO_JSON),
    (answers(b'{"status": "success", "text": "\xff"}'), NO_UTF8),
    (answers(b"[" * 5000), DEEP),
    (answers(b""), NO_PHRASE),
    (answers(b"[]"), NO_PHRASE),
    (answers(b'"a"'), NO_PHRASE),
    (answers(b'{"status": "success"}'), NO_PHRASE),
    (answers(b'{"text": "a"}'), NO_PHRASE),
    (answers(b'{"status": "success", "text": null}'), NO_PHRASE),
    (answers(b'{"status": "success", "text": 1}'), NO_PHRASE),
    (answers(phrase("")), NO_PHRASE),
    (answers(phrase("too many requests", status="error")), NO_PHRASE),
    (answers(phrase("a"), 404), FAILED),
    (answers(phrase("a"), 500), FAILED),
    (answers(phrase("a"), 503), FAILED),
    (answers(phrase("a" * 70000)), LIMIT),
    (sends(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70000 + b"\r\n\r\n"), LIMIT),
    (redirects, LIMIT),
    (sends(b"SSH-2.0-OpenSSH_9.2\r\n"), NO_HTTP),
    (sends(b""), BROKEN),
    (sends(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"), BROKEN),
)


class Failures(PhraseTest):
    def assert_refused(self, program, status, detail):
        reply = program.ask("GET", "/")
        self.assertEqual((reply.status, json.loads(reply.body)),
                         (status, {"detail": detail}))
        self.assertEqual(reply["content-type"], "application/json")

    def assert_warned(self, program, place, count=1):
        log = self.assert_ends_well(program)
        self.assertEqual(len(re.findall(
            rf"warning GET /: GET {re.escape(place)}\S*: .+ \[[0-9a-f-]+\]\n",
            log)), count, log)
        self.assertNotIn("secret", log)
        return log

    def test_an_answer_that_is_none_is_502(self):
        state = {}
        upstream = self.upstream(
            lambda talk, asked: state["route"](talk, asked))
        program = self.program(
            f"http://me:secret@127.0.0.1:{upstream.port}/get?key=secret")
        for number, (route, detail) in enumerate(WRONG):
            with self.subTest(number=number, detail=detail):
                state["route"] = route
                self.assert_refused(program, 502, detail)
        state["route"] = say("well again")
        self.assertEqual(program.ask("GET", "/").body, b"WELL AGAIN")
        self.assert_warned(program, f"http://127.0.0.1:{upstream.port}/",
                           len(WRONG))

    def test_an_upstream_that_is_down_is_502(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        program = self.program(f"http://me:secret@127.0.0.1:{port}/get")
        self.assert_refused(program, 502, UNREACHABLE)
        log = self.assert_warned(program, f"http://127.0.0.1:{port}/get")
        self.assertIn("check that it runs and listens there", log)

    def test_an_upstream_that_comes_up_is_asked(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            listener.listen()
            program = self.program(f"http://127.0.0.1:{port}/get",
                                   "--upstream-timeout", "300ms")
            self.assert_refused(program, 504, LATE)
            talk = listener.accept()[0]
            talk.recv(65536)
            talk.close()

            def answer():
                talk = listener.accept()[0]
                talk.recv(65536)
                body = phrase("up")
                talk.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                             % (len(body), body))
                talk.close()
            thread = threading.Thread(target=answer)
            thread.start()
            self.assertEqual(program.ask("GET", "/").body, b"UP")
            thread.join()

    def test_an_upstream_that_takes_too_long_is_504(self):
        for route in (lambda talk, _: talk.wait(30)), drips:
            with self.subTest(route=route):
                upstream, program = self.between(
                    route, "--upstream-timeout", "300ms")
                began = time.monotonic()
                self.assert_refused(program, 504, LATE)
                self.assertGreaterEqual(time.monotonic() - began, 0.29)
                self.assertLess(time.monotonic() - began, 5)
                log = self.assert_warned(program, upstream.url("/get"))
                self.assertIn("300 ms", log)

    def test_one_that_waits_holds_nobody(self):
        def route(talk, asked):
            if not gate.is_set():
                gate.wait(20)
            talk.answer(200, phrase("slow"))
        gate = threading.Event()
        self.addCleanup(gate.set)
        _, program = self.between(route)
        with program.client() as slow:
            slow.send(request("GET", "/"))
            self.assertEqual(program.ask("GET", "/nothing").status, 404)
            self.assertEqual(program.ask("GET", "/openapi.json").status, 200)
            gate.set()
            self.assertEqual(slow.reply().body, b"SLOW")

    # -- Ends --------------------------------------------------------------

    def test_a_client_that_goes_away_cancels_the_request(self):
        began, ended = threading.Event(), threading.Event()

        def route(talk, _):
            began.set()
            if not talk.more():
                ended.set()
            return True
        _, program = self.between(route)
        client = program.client()
        client.send(request("GET", "/"))
        self.assertTrue(began.wait(10))
        client.close()
        self.assertTrue(ended.wait(5))
        self.assertNotIn("warning", self.assert_ends_well(program))

    def test_what_is_under_way_is_finished(self):
        began = threading.Event()

        def route(talk, _):
            began.set()
            talk.wait(0.5)
            talk.answer(200, phrase("the last"))
        _, program = self.between(route)
        with program.client() as client:
            client.send(request("GET", "/"))
            self.assertTrue(began.wait(10))
            program.term()
            reply = client.reply()
            self.assertEqual((reply.status, reply.body, reply.closes),
                             (200, b"THE LAST", True))
        self.assert_ends_well(program)

    def test_what_takes_too_long_at_the_end_is_cancelled(self):
        upstream, program = self.between(lambda talk, _: talk.wait(30),
                                         "--drain-timeout", "300ms")
        with program.client() as client:
            client.send(request("GET", "/"))
            self.assertTrue(soon(lambda: upstream.requests))
            began = time.monotonic()
            self.assert_ends_well(program)
            self.assertLess(time.monotonic() - began, 5)
            self.assertTrue(client.ends())


if __name__ == "__main__":
    unittest.main()
