#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a server answers, well-formed or not, and what the client makes of it."""

import gzip
import socket
import zlib

from upstream import ClientTest, ask_all, line, main


def hello(talk, _):
    talk.answer(200, b"hello", "Content-Type: text/plain", "X-Test: 1",
                "x-test: 2")


def raw(octets, closes=True):
    def route(talk, _):
        talk.send(octets)
        return closes
    return route


class Answers(ClientTest):
    def test_is_given_as_it_came(self):
        upstream = self.serve(hello=hello)
        outcome = self.ask(upstream.url("/hello"))
        self.assertEqual(
            (outcome.rc, outcome.status, outcome.body, outcome.type,
             outcome["x-test"], outcome.headers, outcome.redirects),
            (0, 200, "hello", "text/plain", "1", 4, 0))
        self.assertEqual(outcome.url, upstream.url("/hello"))

    def test_is_given_whatever_its_status(self):
        upstream = self.serve()
        self.assertEqual(self.ask(upstream.url("/no")).status, 404)
        outcome = self.ask(upstream.url("/no"), **{"raise": 1})
        self.assert_failed(outcome, "TN_ESTATUS", "404", upstream.url("/no"))

    def test_has_no_body_where_there_is_none(self):
        upstream = self.serve(
            head=lambda talk, _: talk.send(
                b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"),
            none=raw(b"HTTP/1.1 204 No\r\n\r\n", closes=False),
            same=raw(b"HTTP/1.1 304 No\r\nContent-Length: 9\r\n\r\n",
                     closes=False))
        outcomes = ask_all([line(upstream.url("/head"), method="HEAD"),
                            line(upstream.url("/none")),
                            line(upstream.url("/same"))])
        self.assertEqual([(each.status, each.size) for each in outcomes],
                         [(200, 0), (204, 0), (304, 0)])
        self.assertEqual(upstream.connections, 1)
        self.assertEqual(upstream.requests[0].method, "HEAD")

    def test_comes_in_chunks(self):
        upstream = self.serve(chunks=raw(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            b"3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nX-Test: trailer\r\n\r\n",
            closes=False))
        outcome = self.ask(upstream.url("/chunks"))
        self.assertEqual((outcome.body, outcome["x-test"]), ("abcdefg", ""))

    def test_comes_until_the_end(self):
        upstream = self.serve(end=raw(b"HTTP/1.1 200 OK\r\n\r\nabc"))
        self.assertEqual(self.ask(upstream.url("/end")).body, "abc")

    def test_passes_over_interim_answers(self):
        upstream = self.serve(hints=raw(
            b"HTTP/1.1 103 Early\r\nX-Test: early\r\n\r\n"
            b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))
        outcome = self.ask(upstream.url("/hints"))
        self.assertEqual((outcome.status, outcome.body, outcome["x-test"]),
                         (200, "ok", ""))

    def test_is_decompressed(self):
        upstream = self.serve(
            gzip=lambda talk, _: talk.answer(
                200, gzip.compress(b"zip" * 100), "Content-Encoding: gzip"),
            deflate=lambda talk, _: talk.answer(
                200, zlib.compress(b"zip" * 100), "Content-Encoding: deflate"),
            bad=lambda talk, _: talk.answer(
                200, b"no gzip at all", "Content-Encoding: gzip"))
        for path in ("/gzip", "/deflate"):
            self.assertEqual(self.ask(upstream.url(path)).body, "zip" * 100)
        self.assertEqual(upstream.requests[0]["accept-encoding"],
                         "gzip, deflate")
        self.assert_failed(self.ask(upstream.url("/bad")), "TN_EHTTP")


class Nonsense(ClientTest):
    def test_is_told(self):
        upstream = self.serve(
            binary=raw(bytes(range(256)) * 4),
            ssh=raw(b"SSH-2.0-OpenSSH_9.2\r\n"),
            status=raw(b"HTTP/1.1 2x0 OK\r\n\r\n"),
            length=raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello"),
            switch=raw(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"))
        names = {}
        for path in ("/binary", "/ssh", "/status", "/length", "/switch"):
            outcome = self.ask(upstream.url(path))
            names[path] = outcome.name
            self.assertIn(upstream.url(path), outcome.message)
        self.assertEqual(set(names.values()), {"TN_EHTTP"}, names)

    def test_is_told_of_a_connection_that_breaks(self):
        def part(talk, _):
            talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")
            return True

        def reset(talk, _):
            talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")
            talk.wait(0.1)
            talk.reset()
            return True

        upstream = self.serve(part=part, reset=reset,
                              nothing=lambda *_: True,
                              chunk=raw(b"HTTP/1.1 200 OK\r\n"
                                        b"Transfer-Encoding: chunked\r\n\r\n"
                                        b"5\r\nhel"),
                              size=raw(b"HTTP/1.1 200 OK\r\n"
                                       b"Transfer-Encoding: chunked\r\n\r\n"
                                       b"zz\r\nabc\r\n"))
        for path in ("/part", "/reset", "/nothing", "/chunk", "/size"):
            with self.subTest(path):
                self.assert_failed(self.ask(upstream.url(path)), "TN_EIO",
                                   "GET " + upstream.url(path))

    def test_is_told_where_nobody_listens(self):
        with socket.create_server(("127.0.0.1", 0)) as closed:
            url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        self.assert_failed(self.ask(url), "TN_ECONNECT", "check that it runs")
        self.assert_failed(self.ask("http://nowhere.invalid/"), "TN_ECONNECT",
                           "nowhere.invalid")


class Limits(ClientTest):
    def test_end_a_head(self):
        def large(talk, _):
            talk.send(b"HTTP/1.1 200 OK\r\n")
            for number in range(2000):
                talk.send(b"X-%d: %s\r\n" % (number, b"x" * 60))
            talk.send(b"\r\n")
            return True

        def line_of(talk, _):
            talk.send(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 5000000 + b"\r\n\r\n")
            return True

        def interim(talk, _):
            while True:
                talk.send(b"HTTP/1.1 103 Early\r\nX-Test: early\r\n\r\n")

        upstream = self.serve(large=large, line=line_of, interim=interim)
        self.assert_failed(self.ask(upstream.url("/large")), "TN_ELIMIT",
                           "head_limit")
        self.assertNotEqual(self.ask(upstream.url("/line")).rc, 0)
        self.assert_failed(self.ask(upstream.url("/interim")), "TN_ELIMIT",
                           "head_limit")

    def test_end_a_body(self):
        def endless(talk, _):
            talk.send(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                talk.send(b"x" * 65536)

        bomb = gzip.compress(bytes(100 << 20))
        upstream = self.serve(
            exact=lambda talk, _: talk.answer(200, b"x" * 1000),
            more=lambda talk, _: talk.answer(200, b"x" * 1001),
            endless=endless,
            bomb=lambda talk, _: talk.answer(200, bomb,
                                             "Content-Encoding: gzip"))
        self.assertEqual(
            self.ask(upstream.url("/exact"), "body-limit=1000").size, 1000)
        for path in ("/more", "/endless"):
            self.assert_failed(
                self.ask(upstream.url(path), "body-limit=1000"), "TN_ELIMIT",
                "1000 bytes: body_limit")
        self.assert_failed(self.ask(upstream.url("/bomb")), "TN_ELIMIT",
                           "16777216 bytes")


PERSON = b'{"id": 7, "name": "Ada", "tags": []}'


class Json(ClientTest):
    def serve_json(self, body, *fields):
        fields = fields or ("Content-Type: application/json",)
        upstream = self.serve(
            x=lambda talk, _: talk.answer(200, body, *fields))
        return upstream.url("/x")

    def test_becomes_a_struct_or_a_tree(self):
        url = self.serve_json(PERSON)
        outcome = self.ask(url, decode="person")
        self.assertEqual((outcome.name, outcome.read), (0, 7003))
        self.assertEqual(outcome.body.encode(), PERSON)
        self.assertEqual(self.ask(url, decode="tree").read, 7)
        self.assertEqual(self.ask(url, decode="loose").read, 7)

    def test_tells_all_that_does_not_match(self):
        url = self.serve_json(b'{"id": 0, "name": "Ada", "tags": [1]}')
        outcome = self.ask(url, decode="person")
        self.assert_failed(outcome, "TN_EINVALID", "no Person",
                           "greater than or equal to 1")
        self.assertEqual(outcome.pointer, "/id")
        self.assertEqual(
            outcome.issues,
            '{"detail":[{"type":"greater_than_equal","loc":["body","id"],'
            '"msg":"Input should be greater than or equal to 1","input":0,'
            '"ctx":{"ge":1}},{"type":"string_type","loc":["body","tags",0],'
            '"msg":"Input should be a valid string","input":1}]}')
        self.assert_failed(self.ask(self.serve_json(b"{}"), decode="loose"),
                           "TN_EINVALID", "Field required")

    def test_tells_what_is_no_json(self):
        for body in (b"{", b"<html>", b"nope"):
            url = self.serve_json(body)
            for way in ("person", "loose", "tree"):
                with self.subTest(body=body, way=way):
                    self.assert_failed(self.ask(url, decode=way), "TN_EJSON")
        self.assert_failed(self.ask(self.serve_json(b""), decode="tree"),
                           "TN_EJSON", "Expecting value")
        self.assert_failed(self.ask(self.serve_json(b""), decode="person"),
                           "TN_EINVALID", "Field required")
        self.assert_failed(self.ask(self.serve_json(b'"\xff"'), decode="tree"),
                           "TN_EUTF8")
        self.assert_failed(
            self.ask(self.serve_json(b"[" * 5000), decode="person"),
            "TN_EDEPTH")

    def test_decodes_whatever_it_is_called_where_that_is_wished(self):
        url = self.serve_json(PERSON, "Content-Type: text/html; charset=utf-8")
        for decode, read in ("person", 7003), ("tree", 7):
            with self.subTest(decode=decode):
                self.assertEqual(
                    self.ask(url, decode=decode, any_type="yes").read, read)
        page = self.serve_json(b"<p>", "Content-Type: text/html")
        self.assert_failed(self.ask(page, decode="person", any_type="yes"),
                           "TN_EJSON")

    def test_asks_for_the_content_type_and_the_status(self):
        url = self.serve_json(PERSON, "Content-Type: text/html")
        self.assert_failed(self.ask(url, decode="person"), "TN_EJSON",
                           "text/html")
        self.assertEqual(self.ask(self.serve_json(PERSON, "X: y"),
                                  decode="person").read, 7003)
        upstream = self.serve(
            no=lambda talk, _: talk.answer(404, b'{"detail": "no"}'))
        self.assert_failed(self.ask(upstream.url("/no"), decode="person"),
                           "TN_ESTATUS", "404")

    def test_has_a_ceiling(self):
        url = self.serve_json(b"[" + b"1," * 100000 + b"1]")
        outcome = self.ask(url, "memory-limit=1000000", decode="tree")
        self.assert_failed(outcome, "TN_ENOMEM")


if __name__ == "__main__":
    main()
