#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the client sends, and what it refuses to send."""

import base64
import json
import tempfile
from pathlib import Path

from upstream import ClientTest, ask_all, line, main


def ok(talk, _):
    talk.answer(200, b"ok")


def to(status, location):
    return lambda talk, _: talk.answer(status, b"elsewhere",
                                       "Location: " + location)


class Requests(ClientTest):
    def sent(self, *session, path="/ok", **options):
        """The request as it arrived."""
        upstream = self.serve(ok=ok)
        outcome = self.ask(upstream.url(path), *session, **options)
        self.assertEqual((outcome.name, outcome.status), (0, 200), outcome)
        return upstream.requests[-1]

    def test_say_who_they_are_and_no_more(self):
        sent = self.sent()
        self.assertEqual((sent.method, sent.target, sent.version),
                         ("GET", "/ok", "HTTP/1.1"))
        self.assertEqual(set(sent.fields), {"host", "user-agent", "accept",
                                            "accept-encoding"})
        self.assertEqual(sent["user-agent"], "tenon/0.1.0")

    def test_have_a_query(self):
        sent = self.sent(query=["q:a b&c=d/é+%", "empty:"])
        self.assertEqual(sent.target,
                         "/ok?q=a%20b%26c%3Dd%2F%C3%A9%2B%25&empty=")
        self.assertEqual(self.sent(path="/ok?a=1#part", query="b:2").target,
                         "/ok?a=1&b=2")

    def test_have_header_fields(self):
        sent = self.sent(header=["X-One: two", "X-Empty:", "Accept: a/b"])
        self.assertEqual((sent["x-one"], sent["x-empty"], sent["accept"]),
                         ("two", "", "a/b"))
        sent = self.sent("headers=1", header="X-Other: 1")
        self.assertEqual((sent["x-session"], sent["x-other"]), ("yes", "1"))
        sent = self.sent("headers=1", header="x-session:mine")
        self.assertEqual(sent["x-session"], "mine")

    def test_have_a_body(self):
        sent = self.sent(post=1, body="text", type="text/plain")
        self.assertEqual((sent.method, sent["content-length"], sent.body,
                          sent["content-type"]),
                         ("POST", "4", b"text", "text/plain"))
        sent = self.sent(method="PATCH", body="text")
        self.assertEqual((sent.method, sent["content-type"]), ("PATCH", None))
        sent = self.sent(post=1)
        self.assertEqual((sent["content-length"], sent.body), ("0", b""))
        sent = self.sent(post=1, large_body=3 << 20)
        self.assertEqual((len(sent.body), sent["expect"]), (3 << 20, None))
        self.assertEqual(self.sent(method="DELETE").method, "DELETE")

    def test_have_a_struct(self):
        sent = self.sent(post=1, json="ada")
        self.assertEqual(sent["content-type"], "application/json")
        self.assertEqual(json.loads(sent.body), {"id": 7, "name": "Ada"})
        outcome = self.ask("http://127.0.0.1:1/", post=1, json="nobody")
        self.assertEqual(outcome.name, "TN_EENCODE")
        self.assertEqual(outcome.pointer, "/name")

    def test_have_credentials(self):
        def basic(text):
            return "Basic " + base64.b64encode(text.encode()).decode()

        self.assertEqual(self.sent(user="me", password="a:b")["authorization"],
                         basic("me:a:b"))
        upstream = self.serve(ok=ok)
        url = upstream.url("/ok").replace("://", "://u%40x:p%3Aq@")
        outcome = self.ask(url)
        self.assertEqual(upstream.requests[-1]["authorization"],
                         basic("u@x:p:q"))
        self.assertEqual(outcome.url, upstream.url("/ok"))

    def test_take_nothing_from_the_environment(self):
        upstream = self.serve(ok=ok)
        with tempfile.TemporaryDirectory() as home:
            Path(home, ".netrc").write_text(
                "machine 127.0.0.1 login x password y\n")
            environment = dict.fromkeys(
                ("http_proxy", "ALL_PROXY", "all_proxy"),
                "http://127.0.0.1:1")
            outcome, = ask_all([line(upstream.url("/ok"))],
                               environment={**environment, "HOME": home})
        self.assertEqual(outcome.status, 200)
        self.assertIsNone(upstream.requests[-1]["authorization"])

    def test_go_through_a_proxy_that_is_asked_for(self):
        proxy = self.serve(**{"*": ok})
        proxy.routes["*"] = ok
        outcome = self.ask("http://far.invalid/x", "proxy=" + proxy.url(""))
        self.assertEqual(outcome.status, 200)
        self.assertEqual(proxy.requests[0].target, "http://far.invalid/x")


class Refused(ClientTest):
    def test_injection(self):
        upstream = self.serve(ok=ok)
        for options in ({"header": "X-A: b|X-Evil: 1"},
                        {"header": "X A:b"}, {"header": ":b"},
                        {"header": "Content-Length:3"},
                        {"header": "transfer-encoding:chunked"},
                        {"method": "GET /x HTTP/1.1"},
                        {"method": "CONNECT"},
                        {"body": "x", "type": "a\x01b"},
                        {"body": "x", "json": "ada"}):
            with self.subTest(options):
                self.assertEqual(
                    self.ask(upstream.url("/ok"), **options).name, "TN_EUSAGE")
        self.assertEqual(upstream.requests, [])

    def test_urls(self):
        for url in ("", "nowhere", "ftp://x/", "file:///etc/passwd", "http://",
                    "http://a b/", "http://x/\x01", "http://x:99999/",
                    "gopher://x/", "http://[::1/"):
            with self.subTest(url):
                self.assertEqual(self.ask(url or " ").name, "TN_EUSAGE")

    def test_files(self):
        outcome = self.ask("http://127.0.0.1:1/", file="/nowhere")
        self.assert_failed(outcome, "TN_ENOTFOUND", "/nowhere")
        self.assertEqual(self.ask("http://127.0.0.1:1/", file="/").name,
                         "TN_EIO")


class Uploads(ClientTest):
    def test_come_from_a_file(self):
        upstream = self.serve(ok=ok, moved=to(307, "/ok"))
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"0123456789" * 100000)
            file.flush()
            outcome = self.ask(upstream.url("/moved"), method="PUT",
                               file=file.name)
        self.assertEqual((outcome.status, outcome.redirects), (200, 1))
        for sent in upstream.requests:
            self.assertEqual((sent.method, sent["content-length"]),
                             ("PUT", "1000000"))
            self.assertEqual(sent.body, b"0123456789" * 100000)

    def test_come_in_pieces(self):
        upstream = self.serve(ok=ok)
        outcome = self.ask(upstream.url("/ok"), post=1, pieces=4, piece_ms=10)
        self.assertEqual(outcome.status, 200)
        sent = upstream.requests[-1]
        self.assertEqual((sent["transfer-encoding"], sent.body),
                         ("chunked", b"piece" * 4))
        outcome = self.ask(upstream.url("/ok"), post=1, pieces=30,
                           piece_size=60000, body_size=1800000)
        sent = upstream.requests[-1]
        self.assertEqual((sent["content-length"], len(sent.body)),
                         ("1800000", 1800000))

    def test_are_as_long_as_was_said(self):
        upstream = self.serve(ok=ok)
        for size in (3, 300):
            outcome = self.ask(upstream.url("/ok"), post=1, pieces=4,
                               body_size=size)
            self.assertEqual(outcome.name, "TN_EUSAGE")

    def test_in_pieces_cannot_be_sent_again(self):
        upstream = self.serve(moved=to(307, "/ok"), ok=ok)
        outcome = self.ask(upstream.url("/moved"), post=1, pieces=4)
        self.assert_failed(outcome, "TN_EUSAGE", "pieces are gone")

    def test_wait_for_who_is_slow(self):
        def slow(talk, request):
            while b"0\r\n\r\n" not in talk.buffer:
                talk.wait(0.01)
                talk.buffer = talk.buffer[-10:]
                talk.more()
            talk.answer(200, b"ok")
            return True

        upstream = self.serve(reads_bodies=False, slow=slow)
        outcome = self.ask(upstream.url("/slow"), post=1, pieces=60,
                           piece_size=65536)
        self.assertEqual(outcome.status, 200)

    def test_end_where_the_answer_is_there_already(self):
        def refuse(talk, _):
            talk.answer(413, b"too large", "Connection: close")
            talk.wait(0.3)
            return True

        upstream = self.serve(reads_bodies=False, refuse=refuse)
        outcome = self.ask(upstream.url("/refuse"), post=1, pieces=1000,
                           piece_size=1000, piece_ms=5)
        self.assertEqual((outcome.name, outcome.status), (0, 413), outcome)


class Redirects(ClientTest):
    def test_lead_to_the_answer(self):
        upstream = self.serve(ok=ok, a=to(302, "b?x=1"), b=to(301, "/ok"))
        outcome = self.ask(upstream.url("/a"))
        self.assertEqual((outcome.redirects, outcome.url, outcome.body),
                         (2, upstream.url("/ok"), "ok"))
        self.assertEqual(upstream.connections, 1)

    def test_change_the_method_as_clients_do(self):
        for status, method, expected in (
                (301, "POST", "GET"), (302, "POST", "GET"),
                (303, "POST", "GET"), (303, "DELETE", "GET"),
                (303, "HEAD", "HEAD"), (302, "PUT", "PUT"),
                (307, "POST", "POST"), (308, "POST", "POST")):
            with self.subTest(status=status, method=method):
                upstream = self.serve(
                    ok=lambda talk, _: talk.answer(204),
                    a=lambda talk, _, status=status: talk.answer(
                        status, b"", "Location: /ok"))
                options = {"type": "text/plain", "body": "text"}
                self.ask(upstream.url("/a"), method=method,
                         **(options if method in ("POST", "PUT") else {}))
                sent = upstream.requests[-1]
                self.assertEqual(sent.method, expected)
                self.assertEqual(sent.body, b"text" if expected in (
                    "POST", "PUT") else b"")
                self.assertEqual(sent["content-type"] is None,
                                 expected not in ("POST", "PUT"))

    def test_take_no_secrets_elsewhere(self):
        other = self.serve(ok=ok)
        upstream = self.serve(away=to(302, other.url("/ok").replace(
            "://", "://thief:x@")), here=to(302, "/ok"), ok=ok)
        secrets = {"header": ["Cookie: a", "X-Mine: 1"], "user": "me",
                   "password": "x"}
        self.ask(upstream.url("/away"), "headers=2", **secrets)
        sent = other.requests[-1]
        self.assertEqual((sent["cookie"], sent["authorization"],
                          sent["x-mine"], sent["x-session"]),
                         (None, None, "1", "yes"))
        self.ask(upstream.url("/here"), header="Cookie: a",
                 user="me", password="x")
        sent = upstream.requests[-1]
        self.assertEqual(sent["cookie"], "a")
        self.assertIsNotNone(sent["authorization"])

    def test_end(self):
        upstream = self.serve(loop=to(302, "/loop"), ftp=to(302, "ftp://x/"),
                              file=to(302, "file:///etc/passwd"),
                              bad=to(302, "http://[/"))
        self.assert_failed(self.ask(upstream.url("/loop")), "TN_ELIMIT",
                           "10 redirects")
        self.assertEqual(len(upstream.requests), 11)
        self.assert_failed(self.ask(upstream.url("/loop"), "redirects=2"),
                           "TN_ELIMIT", "2 redirects")
        for path in ("/ftp", "/file", "/bad"):
            self.assert_failed(self.ask(upstream.url(path)), "TN_EHTTP")

    def test_are_the_answer_where_that_is_wanted(self):
        upstream = self.serve(a=to(302, "/ok"),
                              many=lambda talk, _: talk.answer(300, b"many"))
        outcome = self.ask(upstream.url("/a"), noredirect=1)
        self.assertEqual((outcome.status, outcome.body), (302, "elsewhere"))
        self.assertEqual(self.ask(upstream.url("/many")).status, 300)

    def test_may_say_much(self):
        upstream = self.serve(
            a=lambda talk, _: talk.answer(302, b"x" * 1000000,
                                          "Location: /ok"), ok=ok)
        self.assertEqual(self.ask(upstream.url("/a")).body, "ok")
        self.assertEqual(self.ask(upstream.url("/a"), stream=1).read, 2)


if __name__ == "__main__":
    main()
