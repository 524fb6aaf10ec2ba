# SPDX-License-Identifier: MIT
"""Heads and targets that two readers could take for two different requests.

Each of these passes libmicrohttpd 0.9.75; several hide a second request.
"""

import json

from harness import ADD, ServerTest, main, request

HIDDEN = request("DELETE", "/items/hidden")
END = b"\r\n\r\n"


def raw(first, *lines, body=b""):
    return b"\r\n".join([first, *lines]) + END + body


POST = b"POST /add HTTP/1.1"
HOST = b"Host: test"
LENGTH = b"Content-Length: %d" % len(ADD)


class Length(ServerTest):
    def test_two_lengths_are_refused(self):
        for other in len(ADD), len(ADD) + 5, 0:
            self.assert_refused(
                raw(POST, HOST, LENGTH, b"Content-Length: %d" % other,
                    body=ADD + HIDDEN), 400)

    def test_a_length_with_a_coding_is_refused(self):
        chunked = b"0\r\n\r\n"
        for lines in ((b"Content-Length: 5", b"Transfer-Encoding: chunked"),
                      (b"Transfer-Encoding: chunked", b"Content-Length: 5")):
            self.assert_refused(raw(POST, HOST, *lines,
                                    body=chunked + HIDDEN), 400)

    def test_two_codings_are_refused(self):
        self.assert_refused(
            raw(POST, HOST, b"Transfer-Encoding: chunked",
                b"Transfer-Encoding: gzip", body=b"0\r\n\r\n" + HIDDEN), 400)

    def test_any_coding_but_chunked_is_refused_at_once(self):
        for coding in (b"gzip", b"identity", b"chunked, chunked",
                       b"gzip, chunked", b"xchunked", b"chunked;a=b", b"",
                       b"\x0bchunked", b'"chunked"'):
            self.assert_refused(
                raw(POST, HOST, b"Transfer-Encoding: " + coding,
                    body=HIDDEN), 400)

    def test_a_coding_in_http_1_0_is_refused(self):
        self.assert_refused(
            raw(b"POST /add HTTP/1.0", HOST, b"Transfer-Encoding: chunked",
                body=b"0\r\n\r\n" + HIDDEN), 400)

    def test_chunked_in_any_case_is_understood(self):
        reply = self.ask(raw(POST, HOST, b"transfer-encoding: CHUNKED",
                             body=b"%x\r\n%s\r\n0\r\n\r\n" % (len(ADD), ADD)))
        self.assertEqual(reply.body, b'{"result":42}')


class Host(ServerTest):
    def test_a_missing_host_is_refused_once(self):
        self.assert_refused(raw(POST, LENGTH, body=ADD), 400)
        self.assert_refused(raw(b"GET /plain HTTP/1.1"), 400)

    def test_http_1_0_needs_no_host(self):
        self.assertEqual(self.ask(raw(b"GET /plain HTTP/1.0")).status, 200)

    def test_two_hosts_are_refused(self):
        for version in b"1.1", b"1.0":
            self.assert_refused(raw(b"GET /plain HTTP/" + version, HOST,
                                    b"host: other"), 400)

    def test_what_is_no_host_is_refused(self):
        for host in (b"a b", b"a/b", b"a@b", b"a,b:x", b"[::1", b"a:b", b"a\\b",
                     b"a:123456", b"http://a", b"a#b", b"a?b", b"[]", b"a%0"):
            self.assert_refused(raw(b"GET /plain HTTP/1.1", b"Host: " + host),
                                400)

    def test_hosts_of_every_kind_are_taken(self):
        for host in (b"a", b"a.b:80", b"127.0.0.1:8000", b"[::1]", b"[::1]:80",
                     b"", b"a:", b"xn--e1afmkfd", b"a_b", b"  a  "):
            reply = self.ask(raw(b"GET /plain HTTP/1.1", b"Host: " + host))
            self.assertEqual(reply.status, 200, host)


class Fields(ServerTest):
    def refuse(self, *lines):
        return self.assert_refused(raw(POST, HOST, LENGTH, *lines,
                                       body=ADD + HIDDEN), 400)

    def test_a_blank_before_the_colon_is_refused(self):
        self.refuse(b"X-A : 1")
        self.refuse(b"X-A\t: 1")
        self.assert_refused(
            raw(POST, HOST, b"Content-Length : 5", body=HIDDEN), 400)
        self.assert_refused(
            raw(POST, HOST, b"Transfer-Encoding : chunked", body=HIDDEN), 400)

    def test_names_that_are_no_tokens_are_refused(self):
        for name in (b"X(A)", b"X@A", b"X[A", b"X,A", b"X;A", b"X\xffA", b'X"A',
                     b"X/A", b"X\x01A", b"X A", b"{X}", b"X\x7f"):
            self.refuse(name + b": 1")

    def test_folded_lines_are_refused(self):
        self.refuse(b"X-A: 1", b" 2")
        self.refuse(b"X-A: 1", b"\t2")
        self.refuse(b"X-A:", b" 2")
        self.refuse(b"X-A: 1", b" ")
        self.assert_refused(raw(POST, HOST, LENGTH, b" 0", body=ADD), 400)
        self.assert_refused(raw(b"GET /plain HTTP/1.1", b" X-A: 1", HOST), 400)

    def test_empty_names_are_refused(self):
        self.refuse(b": 1")
        self.refuse(b":")
        self.assert_refused(raw(b"GET /plain HTTP/1.1", HOST, b": a",
                                b"Content-Length: 5", body=HIDDEN), 400)
        self.assert_refused(raw(b"GET /plain HTTP/1.1", b": a", HOST), 400)

    def test_a_nul_in_a_value_is_refused(self):
        self.refuse(b"X-A: a\0b")
        self.refuse(b"X-A: \0")
        self.assert_refused(raw(POST, HOST, LENGTH, b"X-A: a\0"), 400)
        self.assert_refused(
            raw(POST, HOST, b"Content-Length: 5\x000", body=HIDDEN), 400)

    def test_controls_in_a_value_are_refused(self):
        for octet in b"\x01\x08\x0b\x0c\x1f\x7f\r":
            self.refuse(b"X-A: before%cafter" % octet)
            self.refuse(b"X-A: a%c" % octet)

    def test_a_bare_line_feed_is_refused(self):
        self.assert_refused(
            b"GET /plain HTTP/1.1\nHost: test\r\n\r\n", 400)
        self.assert_refused(
            b"GET /plain HTTP/1.1\r\nHost: test\nX-A: 1\r\n\r\n", 400)
        self.assert_refused(b"GET /plain HTTP/1.1\r\nHost: test\n\n", 400)
        self.assert_refused(b"GET /plain HTTP/1.1\r\nHost: test\r\n\n", 400)

    def test_all_octets_that_may_be_in_a_value_are_taken(self):
        value = bytes(range(0x20, 0x7f)) + b"\t\x80\xff\xd1\x8f"
        reply = self.ask(raw(b"GET /header/x-a HTTP/1.1", HOST,
                             b"X-A:" + value.strip()))
        self.assertNotEqual(reply.status, 400)

    def test_an_empty_value_is_taken(self):
        reply = self.ask(raw(b"GET /header/x-a HTTP/1.1", HOST, b"X-A:",
                             b"X-B:   ", b"!#$%&'*+-.^_`|~09azAZ: 1"))
        self.assertEqual(json.loads(reply.body)["text"], "")

    def test_blanks_around_a_value_do_not_count(self):
        reply = self.ask(raw(b"GET /header/x-a HTTP/1.1", HOST,
                             b"X-A: \t a b \t "))
        self.assertEqual(json.loads(reply.body)["text"], "a b")


class Target(ServerTest):
    def test_the_absolute_form_is_routed(self):
        for target in ("http://test/add", "HTTP://test:80/add",
                       "https://other/add", "http://[::1]:80/add"):
            reply = self.ask(request("POST", target, ADD))
            self.assertEqual(reply.body, b'{"result":42}', target)
        self.assertEqual(self.ask(request("GET", "http://test")).status, 404)
        reply = self.ask(request("GET", "http://test?q=1"))
        self.assertEqual(reply.status, 404)

    def test_other_forms_are_refused(self):
        for target in ("add", "ftp://a/add", "http:///add", "http://a b/",
                       "http://u@a/add", "//", "test:80", "*", "?a"):
            reply = self.ask(request("GET", target))
            self.assertIn(reply.status, (400, 404) if target == "//" else (400,),
                          target)
        self.assert_refused(request("CONNECT", "test:80"), 400)

    def test_bad_escapes_are_refused(self):
        for target in ("/items/%", "/items/%4", "/items/%zz", "/items/%00",
                       "/items/a%00b", "/query?q=%00", "/query?q=%g1",
                       "/items/%u0041", "/items/a#b"):
            self.assert_refused(request("GET", target), 400)

    def test_controls_in_the_target_are_refused(self):
        for octet in b"\x01\x09\x0b\x1f\x7f":
            self.assert_refused(
                raw(b"GET /items/a%cb HTTP/1.1" % octet, HOST), 400)

    def test_a_nul_in_the_target_is_refused(self):
        for target in (b"/items/a\0", b"/items/\0b", b"/plain\0", b"\0/plain",
                       b"/query?q=\0", b"/query\0?q=1", b"/plain\0 /add"):
            self.assert_refused(raw(b"GET %s HTTP/1.1" % target, HOST), 400)
        self.assert_refused(raw(b"GET\0 /plain HTTP/1.1", HOST), 400)

    def test_spaces_in_the_request_line_are_refused(self):
        for line in (b"GET  /plain HTTP/1.1", b"GET /plain  HTTP/1.1",
                     b"GET /pl ain HTTP/1.1"):
            self.assert_refused(raw(line, HOST), 400)

    def test_a_query_of_many_arguments_does_not_hang(self):
        query = "&".join(["a"] * 1024) + "&q=end"
        for target in f"/query?{query}", f"http://test/query?{query}":
            reply = self.ask(request("GET", target))
            self.assertEqual(json.loads(reply.body)["text"], "end")

    def test_the_server_is_well_after_all_that(self):
        self.assert_serves()


if __name__ == "__main__":
    main()
