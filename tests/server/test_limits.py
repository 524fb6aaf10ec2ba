# SPDX-License-Identifier: MIT
"""What is too large, too much, or not expected."""

import json
import socket
import time

from harness import ADD, ServerTest, main, request

CHUNKED = request("POST", "/add", Transfer_Encoding="chunked")


class Bodies(ServerTest):
    SETTINGS = {"body_limit": 100000}

    def test_a_declared_body_over_the_limit_is_413_before_it_is_sent(self):
        head = request("POST", "/add", Content_Length=100001)
        reply = self.assert_refused(head, 413)
        self.assertIn(b"larger", reply.body)
        self.assert_refused(request("POST", "/add", Content_Length=2**63), 413)

    def test_a_body_at_the_limit_is_read(self):
        body = ADD.ljust(100000)
        self.assertEqual(self.ask(request("POST", "/add", body)).status, 200)

    def test_a_path_that_is_not_there_is_told_before_the_body(self):
        reply = self.assert_refused(
            request("POST", "/nothing", Content_Length=50), 404)
        self.assertEqual(reply.body, b'{"detail":"Not Found"}')
        self.assert_refused(request("PUT", "/add", Content_Length=50), 405)
        self.assert_refused(request("POST", "/add", Content_Length=50,
                                    Content_Encoding="br"), 415)

    def test_who_sends_on_still_reads_the_refusal(self):
        with self.server.client() as client:
            client.send(request("POST", "/add", Content_Length=10**9))
            try:
                for _ in range(100):
                    client.send(b"x" * 65536)
                    time.sleep(0.001)
            except (BrokenPipeError, ConnectionResetError):
                pass
            self.assertEqual(client.reply().status, 413)

    def test_a_chunked_body_over_the_limit_is_413(self):
        chunk = b"%x\r\n%s\r\n" % (25000, b"x" * 25000)
        with self.server.client() as client:
            client.send(CHUNKED + chunk * 5 + b"0\r\n\r\n")
            reply = client.reply()
            self.assertEqual(reply.status, 413)
            client.send(request("GET", "/plain"))
            self.assertEqual(client.reply().status, 200)

    def test_an_endless_chunked_body_is_cut_off(self):
        chunk = b"%x\r\n%s\r\n" % (25000, b"x" * 25000)
        with self.server.client() as client:
            client.send(CHUNKED)
            with self.assertRaises((BrokenPipeError, ConnectionResetError)):
                for _ in range(1000):
                    client.send(chunk)
                    time.sleep(0.0005)
        self.assert_serves()

    def test_an_unread_body_is_limited_too(self):
        self.assert_refused(request("GET", "/plain", Content_Length=200000),
                            413)


class Memory(ServerTest):
    SETTINGS = {"memory": 200000}

    def test_a_body_past_the_memory_ceiling_is_413(self):
        reply = self.assert_refused(
            request("POST", "/add", Content_Length=300000), 413)
        self.assertIn(b"memory", reply.body)

    def test_a_tree_past_the_memory_ceiling_is_413(self):
        body = b'{"value":[' + b"1," * 50000 + b"1]}"
        reply = self.ask(request("POST", "/take", body))
        self.assertEqual(reply.status, 413)

    def test_an_answer_past_the_memory_ceiling_is_413(self):
        self.assertEqual(self.ask(request("GET", "/big/150000")).status, 200)
        self.assertEqual(self.ask(request("GET", "/big/300000")).status, 413)
        self.assert_serves()


class Starvation(ServerTest):
    def test_no_memory_for_an_answer_is_503(self):
        with self.server.client() as client:
            client.send(request("GET", "/starve/1"))
            self.assertEqual(client.reply().status, 204)
            client.send(request("GET", "/items/of-an-unusual-length"))
            reply = client.reply()
            self.assertEqual(reply.status, 503)
            self.assertEqual(reply.body, b'{"detail":"Service Unavailable"}')
            self.assertTrue(reply.closes)
        self.assert_serves()

    def test_no_stack_for_a_handler_is_503(self):
        with (self.server.client() as waiting, self.server.client() as client):
            waiting.send(request("GET", "/starve/stacks/1"))
            self.assertEqual(waiting.reply().status, 204)
            # Takes the stack that there is.
            waiting.send(request("GET", "/sleep/400"))
            time.sleep(0.1)
            client.send(request("GET", "/sleep/0"))
            reply = client.reply()
            self.assertEqual(reply.status, 503)
            self.assertEqual(reply.body, b'{"detail":"Service Unavailable"}')
            self.assertEqual(waiting.reply().status, 200)
            client.send(request("GET", "/sleep/0"))
            self.assertEqual(client.reply().status, 200)

    def try_to_ask(self, client, octets):
        """The status of the answer; None for none."""
        try:
            client.send(octets)
            return client.reply().status
        except (EOFError, ConnectionResetError, BrokenPipeError):
            return None

    def test_no_memory_at_any_point_does_no_harm(self):
        body = b'{"text":"%s"}' % (b"x" * 20000)
        for count in range(1, 40):
            with self.server.client() as client, self.server.client() as other:
                self.try_to_ask(client, request("GET", f"/starve/{count}"))
                for each in other, client:
                    status = self.try_to_ask(each,
                                             request("POST", "/echo", body))
                    self.assertIn(status, (None, 200, 413, 422, 500, 503))
            status = None
            while not status:
                with self.server.client() as client:
                    status = self.try_to_ask(client,
                                             request("GET", "/starve/0"))
        self.assert_serves()


class Chunks(ServerTest):
    def test_chunks_are_put_together(self):
        with self.server.client() as client:
            client.send(CHUNKED)
            for i in range(len(ADD)):
                client.send(b"1;ext=%d\r\n%c\r\n" % (i, ADD[i]))
            client.send(b"0\r\n\r\n")
            self.assertEqual(client.reply().body, b'{"result":42}')

    def test_trailers_are_read_past(self):
        with self.server.client() as client:
            body = b"%x\r\n%s\r\n0\r\n" % (len(ADD), ADD)
            client.send(CHUNKED + body + b"X-Sum: 1\r\nHost: evil\r\n\r\n")
            self.assertEqual(client.reply().body, b'{"result":42}')
            client.send(CHUNKED + body + b"\r\n")
            self.assertEqual(client.reply().body, b'{"result":42}')

    def test_no_chunk_is_no_body(self):
        reply = self.ask(CHUNKED + b"0\r\n\r\n")
        self.assertEqual(json.loads(reply.body)["detail"][0]["type"], "missing")

    def test_a_large_chunked_body_comes_whole(self):
        text = "x" * 700000
        body = json.dumps({"text": text}).encode()
        octets = request("POST", "/echo", Transfer_Encoding="chunked")
        for at in range(0, len(body), 10007):
            piece = body[at:at + 10007]
            octets += b"%x\r\n%s\r\n" % (len(piece), piece)
        reply = self.ask(octets + b"0\r\n\r\n")
        self.assertEqual(json.loads(reply.body)["text"], text)

    def test_malformed_chunks_are_400(self):
        for chunk in b"x\r\n", b"-1\r\n", b"5\r\nabcdefgh", b"\r\n", b" 5\r\n":
            with self.server.client() as client:
                client.send(CHUNKED + chunk)
                self.assertTrue(client.until(b"\r\n").startswith(
                    b"HTTP/1.1 400 "), chunk)

    def test_a_chunk_extension_without_end_is_cut_off(self):
        before = self.server.cpu()
        with self.server.client() as client:
            client.send(CHUNKED)
            with self.assertRaises((BrokenPipeError, ConnectionResetError)):
                client.send(b"5;")
                for _ in range(2000):
                    client.send(b"x" * 1024)
                    time.sleep(0.002)
            self.assertNotIn(b"HTTP/1.1 5", client.buffer)
        self.assertLess(self.server.cpu() - before, 2)
        self.assert_serves()


class Expectations(ServerTest):
    def test_100_is_sent_when_the_body_is_wanted(self):
        with self.server.client() as client:
            client.send(request("POST", "/add", Content_Length=len(ADD),
                                Expect="100-continue"))
            self.assertEqual(client.reply().status, 100)
            client.send(ADD)
            self.assertEqual(client.reply().body, b'{"result":42}')

    def test_no_100_is_sent_when_the_body_is_not(self):
        for octets, status in (
                (request("POST", "/nothing", Content_Length=5,
                         Expect="100-continue"), 404),
                (request("PUT", "/add", Content_Length=5,
                         Expect="100-continue"), 405),
                (request("POST", "/add", Content_Length=10**9,
                         Expect="100-continue"), 413)):
            self.assert_refused(octets, status)

    def test_an_unknown_expectation_is_417(self):
        for expect in "200-ok", "100-continue, a", "":
            self.assert_refused(request("POST", "/add", ADD, Expect=expect),
                                417)

    def test_http_1_0_expects_nothing(self):
        reply = self.ask(request("POST", "/add", ADD, version="1.0",
                                 Expect="100-continue"))
        self.assertEqual(reply.status, 200)


class Heads(ServerTest):
    SETTINGS = {"head_limit": 4096}

    def test_a_head_over_the_limit_is_431(self):
        reply = self.assert_refused(
            request("GET", "/plain", X_A="x" * 4200), 431)
        self.assertIn(b"larger", reply.body)

    def test_a_head_at_the_limit_is_read(self):
        size = len(request("GET", "/plain", X_A=""))
        octets = request("GET", "/plain", X_A="x" * (4096 - size))
        self.assertEqual(len(octets), 4096)
        self.assertEqual(self.ask(octets).status, 200)

    def test_a_head_far_over_the_limit_is_refused(self):
        for octets, statuses in (
                (request("GET", "/plain", X_A="x" * 20000), (b"431",)),
                (request("GET", "/" + "x" * 20000), (b"414",)),
                (request("GET", "/plain", **{f"X{i}": i for i in range(2000)}),
                 (b"431",))):
            with self.server.client() as client:
                client.send(octets)
                status = client.until(b"\r\n").split()[1]
                self.assertIn(status, statuses)
        self.assert_serves()


class Cookies(ServerTest):
    def test_a_thousand_cookies_are_no_trouble(self):
        cookies = "; ".join(f"a{i}=1" for i in range(1000))
        self.assertEqual(len(cookies), 7888)
        with self.server.client() as client:
            client.send(request("GET", "/header/cookie", Cookie=cookies))
            self.assertEqual(json.loads(client.reply().body)["text"], cookies)
            client.send(request("GET", "/plain"))
            self.assertEqual(client.reply().status, 200)

    def test_odd_cookies_are_no_trouble(self):
        for cookie in 'a="', "=", ";;;;", "a", 'a="b;c=d', ",", " ", "":
            with self.server.client() as client:
                client.send(request("GET", "/plain", Cookie=cookie) * 2)
                for _ in range(2):
                    reply = client.reply()
                    self.assertEqual(reply.body, b"plain text\n", cookie)

    def test_cookies_over_the_limit_are_one_431(self):
        cookies = "; ".join(f"a{i}=1" for i in range(1100))
        self.assert_refused(request("GET", "/plain", Cookie=cookies), 431)


class BelowTheFramework(ServerTest):
    """What libmicrohttpd answers before it asks: docs/http-limits.md."""

    def test_an_unusable_length_never_hides_a_request(self):
        for length in "abc", "-5", "5 5", "99999999999999999999", "0x10", "":
            with self.server.client() as client:
                client.send(request("POST", "/add", Content_Length=length)
                            + request("DELETE", "/items/hidden"))
                client.socket.shutdown(socket.SHUT_WR)
                answer = client.rest()
                self.assertTrue(answer.startswith(b"HTTP/1.1 4"), length)
                self.assertNotIn(b"X-Removed", answer)

    def test_an_unknown_version_is_505(self):
        with self.server.client() as client:
            client.send(b"GET / HTTP/2.0\r\nHost: a\r\n\r\n")
            self.assertTrue(client.rest().startswith(b"HTTP/1.1 505 "))

    def test_a_line_that_is_no_field_is_400(self):
        with self.server.client() as client:
            client.send(b"GET /plain HTTP/1.1\r\nHost: a\r\nno field\r\n\r\n")
            self.assertTrue(client.rest().startswith(b"HTTP/1.1 400 "))


if __name__ == "__main__":
    main()
