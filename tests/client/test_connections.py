#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Connections: kept, limited, queued for, late, tried again, given up."""

import gzip
import socket
import threading
import time

from upstream import ClientTest, ask_all, line, main


def ok(talk, _):
    talk.answer(200, b"ok")


def after(seconds):
    def route(talk, _):
        talk.wait(seconds)
        talk.answer(200, b"late")
    return route


class Kept(ClientTest):
    def test_for_the_next_request(self):
        upstream = self.serve(ok=ok)
        outcomes = ask_all([line(upstream.url("/ok"))] * 20)
        self.assertEqual({each.status for each in outcomes}, {200})
        self.assertEqual(upstream.connections, 1)

    def test_by_each_session_for_itself(self):
        upstream = self.serve(ok=ok)
        self.ask(upstream.url("/ok"), "default=1")
        self.ask(upstream.url("/ok"), "default=1")
        self.assertEqual(upstream.connections, 2)

    def test_until_the_server_closes_them(self):
        def once(talk, _):
            talk.answer(200, b"ok")
            return True

        def announced(talk, _):
            talk.answer(200, b"ok", "Connection: close")
            return True

        upstream = self.serve(once=once, announced=announced)
        for path in ("/once", "/announced"):
            outcomes = ask_all([line(upstream.url(path))] * 5)
            self.assertEqual({each.status for each in outcomes}, {200})
        self.assertEqual(upstream.connections, 10)

    def test_after_an_answer_that_nobody_read_are_closed(self):
        def large(talk, _):
            talk.answer(200, b"x" * 10000000)

        upstream = self.serve(large=large, ok=ok)
        outcomes = ask_all([
            line(upstream.url("/large"), stream=1, piece_limit=1),
            line(upstream.url("/ok"))])
        self.assertEqual([each.name for each in outcomes], [0, 0])
        self.assertEqual(upstream.connections, 2)


class Limited(ClientTest):
    def test_in_all_and_to_one_host(self):
        upstream = self.serve(slow=after(0.05))
        for limit in ("connections=4", "host-connections=4"):
            before = upstream.connections
            outcomes = ask_all([line(upstream.url("/slow"), times=20)], limit)
            self.assertEqual({each.status for each in outcomes}, {200})
            self.assertEqual(upstream.most_open, 4)
            self.assertEqual(upstream.connections - before, 4)

    def test_queue_no_longer_than_it_may(self):
        upstream = self.serve(slow=after(0.1))
        outcomes = ask_all([line(upstream.url("/slow"), times=10)],
                           "connections=2", "queue=3")
        self.assertEqual(sorted(str(each.name) for each in outcomes),
                         ["0"] * 5 + ["TN_ELIMIT"] * 5)
        self.assertIn("queue_limit", outcomes[-1].message)

    def test_a_thousand_at_once(self):
        upstream = self.serve(ok=after(0.005))
        outcomes = ask_all([line(upstream.url("/ok"), times=1000)])
        self.assertEqual([each.status for each in outcomes], [200] * 1000)
        self.assertEqual(len(upstream.requests), 1000)
        self.assertLessEqual(upstream.connections, 100)


class Late(ClientTest):
    def ask_late(self, url, *session, **options):
        begin = time.monotonic()
        outcome = self.ask(url, *session, **options)
        self.assertLess(time.monotonic() - begin, 5)
        return outcome

    def test_in_all(self):
        def trickle(talk, _):
            talk.send(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                talk.send(b"x")
                talk.wait(0.02)

        upstream = self.serve(trickle=trickle, slow=after(10))
        for path in ("/trickle", "/slow"):
            outcome = self.ask_late(upstream.url(path), total=200)
            self.assert_failed(outcome, "TN_ETIMEDOUT", "total time of 200 ms")
        outcome = self.ask_late(upstream.url("/trickle"), total=200, stream=1)
        self.assert_failed(outcome, "TN_ETIMEDOUT", "total time of 200 ms")
        self.assertGreater(outcome.read, 2)

    def test_between_two_octets(self):
        def stalls(talk, _):
            talk.send(b"HTTP/1.1 200 OK\r\n\r\n")
            for octet in b"abcdefghijklmno":
                talk.send(bytes([octet]))
                talk.wait(0.02)
            talk.wait(10)

        upstream = self.serve(stalls=stalls)
        for stream in (0, 1):
            outcome = self.ask_late(upstream.url("/stalls"), read=200,
                                    **({"stream": 1} if stream else {}))
            self.assert_failed(outcome, "TN_ETIMEDOUT", "200 ms: read_ms")
            self.assertEqual(outcome.read, 15 * stream)

    def test_in_connecting(self):
        with socket.socket() as deaf:
            deaf.bind(("127.0.0.1", 0))
            deaf.listen(0)
            port = deaf.getsockname()[1]
            fill = [socket.socket() for _ in range(4)]
            for each in fill:
                each.setblocking(False)
                each.connect_ex(("127.0.0.1", port))
            outcome = self.ask_late(f"http://127.0.0.1:{port}/", connect=200)
            for each in fill:
                each.close()
        self.assert_failed(outcome, "TN_ETIMEDOUT", "200 ms: connect_ms")

    def test_in_the_queue(self):
        upstream = self.serve(slow=after(0.6))
        outcomes = ask_all([line(upstream.url("/slow"), times=2, total=300)],
                           "connections=1")
        for each in outcomes:
            self.assert_failed(each, "TN_ETIMEDOUT", "total time")

    def test_not_where_a_reader_is_slow(self):
        upstream = self.serve(
            large=lambda talk, _: talk.answer(200, b"x" * 600000))
        outcome = self.ask_late(upstream.url("/large"), stream=1, slow=250,
                                read=200)
        self.assertEqual((outcome.name, outcome.read), (0, 600000), outcome)


class GivenUp(ClientTest):
    def test_by_cancelling_at_every_stage(self):
        def head(talk, _):
            talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
            talk.wait(2)

        upstream = self.serve(head=head, slow=after(2), loop=lambda talk, _: (
            talk.wait(0.02), talk.answer(302, b"", "Location: /loop"))[0],
                              busy=lambda talk, _: talk.answer(503), ok=ok)
        with socket.create_server(("127.0.0.1", 0), backlog=0) as deaf:
            port = deaf.getsockname()[1]
            lines = [
                line(upstream.url("/head"), cancel=60),
                line(upstream.url("/head"), cancel=60, stream=1),
                line(upstream.url("/slow"), cancel=60),
                line(upstream.url("/loop"), cancel=60),
                line(upstream.url("/busy"), cancel=60, retries=9, first=1000),
                line(upstream.url("/slow"), cancel=60, post=1, pieces=99,
                     piece_ms=30),
                line(f"http://127.0.0.1:{port}/", cancel=60),
                line(f"https://127.0.0.1:{port}/", cancel=60),
                line("http://nowhere.invalid/", cancel=1),
            ]
            outcomes = ask_all(lines + [line(upstream.url("/ok"))])
        self.assertEqual([each.name for each in outcomes[:-2]],
                         ["TN_ECANCELED"] * (len(lines) - 1))
        self.assertIn(outcomes[-2].name, ("TN_ECANCELED", "TN_ECONNECT"))
        self.assertEqual(outcomes[-1].status, 200)

    def test_without_waiting_for_a_slow_resolver(self):
        upstream = self.serve(ok=ok)
        begin = time.monotonic()
        outcomes = ask_all([
            line("http://slow.invalid/", cancel=100),
            line("http://slow.invalid/", connect=100),
            line("http://slow.invalid/", total=100),
            line("http://slow.invalid/", total=100, times=20),
            line(upstream.url("/ok"))])
        self.assertLess(time.monotonic() - begin, 4)
        self.assertEqual([each.name for each in outcomes],
                         ["TN_ECANCELED"] + ["TN_ETIMEDOUT"] * 22 + [0])

    def test_with_their_session(self):
        upstream = self.serve(slow=after(2))
        outcomes = ask_all([line(upstream.url("/slow"), times=5)],
                           "connections=2", "free")
        self.assertEqual([each.name for each in outcomes], ["TN_ECLOSED"] * 5)


class TriedAgain(ClientTest):
    def serve_failing(self, times, failure):
        lock = threading.Lock()
        left = [times]

        def route(talk, request):
            with lock:
                left[0] -= 1
                fails = left[0] >= 0
            return failure(talk, request) if fails else ok(talk, request)

        return self.serve(x=route)

    def busy(self, talk, _):
        talk.answer(503, b"busy")

    def test_after_failures_that_pass(self):
        for failure in (self.busy, lambda *_: True,
                        lambda talk, _: talk.reset() or True,
                        lambda talk, _: talk.answer(502),
                        lambda talk, _: talk.answer(504)):
            upstream = self.serve_failing(2, failure)
            outcome = self.ask(upstream.url("/x"), retries=2, first=10)
            self.assertEqual((outcome.rc, outcome.body), (0, "ok"))
            self.assertGreaterEqual(len(upstream.requests), 3)

    def test_as_often_as_was_said(self):
        upstream = self.serve_failing(9, self.busy)
        outcome = self.ask(upstream.url("/x"), retries=2, first=10)
        self.assertEqual((outcome.status, outcome.body), (503, "busy"))
        self.assertEqual(len(upstream.requests), 3)
        self.ask(upstream.url("/x"))
        self.assertEqual(len(upstream.requests), 4)
        self.ask(upstream.url("/x"), "retries=3", noretry=1)
        self.assertEqual(len(upstream.requests), 5)

    def test_where_it_is_safe(self):
        for options in ({"post": 1}, {"method": "PATCH", "body": "x"},
                        {"method": "PUT", "pieces": 2}):
            upstream = self.serve_failing(1, self.busy)
            outcome = self.ask(upstream.url("/x"), retries=2, first=10,
                               **options)
            self.assertEqual((outcome.status, len(upstream.requests)),
                             (503, 1))
        for status in (400, 404, 500, 501):
            upstream = self.serve_failing(
                1, lambda talk, _, status=status: talk.answer(status))
            self.assertEqual(self.ask(upstream.url("/x"), retries=2).status,
                             status)
        upstream = self.serve_failing(1, self.busy)
        outcome = self.ask(upstream.url("/x"), method="PUT", body="text",
                           retries=2, first=10)
        self.assertEqual(outcome.status, 200)
        self.assertEqual(upstream.requests[-1].body, b"text")

    def test_when_the_server_says(self):
        def later(seconds):
            return lambda talk, _: talk.answer(503, b"",
                                               f"Retry-After: {seconds}")

        upstream = self.serve_failing(1, later(1))
        begin = time.monotonic()
        outcome = self.ask(upstream.url("/x"), retries=1, first=1)
        self.assertEqual(outcome.status, 200)
        self.assertGreaterEqual(time.monotonic() - begin, 0.9)
        for options in ({"most": 500}, {"total": 500}):
            upstream = self.serve_failing(1, later(1))
            begin = time.monotonic()
            outcome = self.ask(upstream.url("/x"), retries=1, **options)
            self.assertEqual(outcome.status, 503)
            self.assertLess(time.monotonic() - begin, 0.8)


class Streams(ClientTest):
    def test_give_all_pieces(self):
        upstream = self.serve(
            large=lambda talk, _: talk.answer(200, b"x" * 5000000),
            empty=lambda talk, _: talk.answer(200))
        outcome = self.ask(upstream.url("/large"), stream=1)
        self.assertEqual((outcome.rc, outcome.read, outcome.size),
                         (0, 5000000, 0))
        self.assertGreater(outcome.pieces, 10)
        outcome = self.ask(upstream.url("/empty"), stream=1)
        self.assertEqual((outcome.rc, outcome.pieces), (0, 0))
        self.assertEqual(
            self.ask(upstream.url("/empty"), stream=1, decode="tree").name,
            "TN_EUSAGE")

    def test_are_decompressed_as_they_are_read(self):
        bomb = gzip.compress(bytes(200 << 20))
        upstream = self.serve(bomb=lambda talk, _: talk.answer(
            200, bomb, "Content-Encoding: gzip"))
        begin = time.monotonic()
        outcome = self.ask(upstream.url("/bomb"), stream=1)
        self.assertEqual((outcome.name, outcome.read), (0, 200 << 20))
        self.assertLess(time.monotonic() - begin, 15)

    def test_have_the_other_side_wait(self):
        sent = []

        def endless(talk, _):
            talk.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)
            talk.send(b"HTTP/1.1 200 OK\r\n\r\n")
            for _ in range(1000):
                talk.send(b"x" * 65536)
                sent.append(65536)
            return True

        upstream = self.serve(endless=endless)
        outcome = self.ask(upstream.url("/endless"), stream=1, slow=400,
                           piece_limit=2)
        self.assertEqual(outcome.name, 0)
        self.assertLess(sum(sent), 32 << 20)

    def test_tell_that_they_broke(self):
        def part(talk, _):
            talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
            talk.wait(0.1)
            return True

        upstream = self.serve(part=part)
        outcome = self.ask(upstream.url("/part"), stream=1)
        self.assertEqual((outcome.name, outcome.read), ("TN_EIO", 3))


if __name__ == "__main__":
    main()
