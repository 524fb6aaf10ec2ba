# SPDX-License-Identifier: MIT
"""How long a connection lives, and what comes over it."""

import socket
import subprocess

from harness import (ADD, PROGRAM, Client, Server, ServerTest, main, request,
                     soon)


class Keeping(ServerTest):
    def answers(self, *octets, head_only=False):
        """The answers to requests on one connection, and whether it ended."""
        with self.server.client() as client:
            replies = []
            for each in octets:
                client.send(each)
                replies.append(client.reply(head_only))
            client.socket.settimeout(0.1)
            try:
                return replies, client.ends()
            except TimeoutError:
                return replies, False

    def test_http_1_1_stays_open(self):
        replies, ended = self.answers(*[request("POST", "/add", ADD)] * 50)
        self.assertEqual({reply.body for reply in replies},
                         {b'{"result":42}'})
        self.assertIsNone(replies[0]["connection"])
        self.assertFalse(ended)

    def test_http_1_1_closes_when_asked_to(self):
        for value in "close", "Close", "foo, close":
            replies, ended = self.answers(
                request("GET", "/plain", Connection=value))
            self.assertTrue(replies[0].closes)
            self.assertTrue(ended)

    def test_http_1_0_closes(self):
        replies, ended = self.answers(
            request("GET", "/plain", version="1.0", Host=None))
        self.assertEqual(replies[0].body, b"plain text\n")
        self.assertTrue(ended)

    def test_http_1_0_stays_open_when_asked_to(self):
        octets = request("GET", "/plain", version="1.0",
                         Connection="keep-alive")
        replies, ended = self.answers(octets, octets)
        self.assertEqual(replies[0]["connection"].lower(), "keep-alive")
        self.assertEqual(replies[1].body, b"plain text\n")
        self.assertFalse(ended)

    def test_answers_without_a_body_keep_it_open(self):
        replies, ended = self.answers(
            request("DELETE", "/items/1"), request("OPTIONS", "/add"),
            request("GET", "/plain", If_None_Match="*"),
            request("GET", "/nothing"), request("PUT", "/add"),
            request("GET", "/items/1/"), request("GET", "/broken"),
            request("GET", "/refuse/418"))
        self.assertEqual([reply.status for reply in replies],
                         [204, 204, 304, 404, 405, 307, 500, 418])
        self.assertFalse(ended)

    def test_lines_before_a_request_are_read_past(self):
        replies, _ = self.answers(b"\r\n\r\n" + request("GET", "/plain"),
                                  b"\r\n" + request("GET", "/plain"))
        self.assertEqual([reply.status for reply in replies], [200, 200])


class Pieces(ServerTest):
    def test_pipelined_requests_are_answered_in_order(self):
        count = 200
        with self.server.client() as client:
            client.send(b"".join(
                request("GET", f"/items/{i}") + request("POST", "/add", ADD)
                for i in range(count)))
            for i in range(count):
                self.assertEqual(client.reply().body, b'{"text":"%d"}' % i)
                self.assertEqual(client.reply().body, b'{"result":42}')

    def test_a_request_may_come_octet_by_octet(self):
        octets = request("POST", "/add", ADD)
        with self.server.client() as client:
            client.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for octet in octets * 2:
                client.send(bytes([octet]))
            for _ in range(2):
                self.assertEqual(client.reply().body, b'{"result":42}')

    def test_a_request_may_be_cut_anywhere(self):
        octets = request("POST", "/add", ADD, X_A="b") \
            + request("GET", "/query?q=%20a")
        with self.server.client() as client:
            client.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for cut in range(1, len(octets), 3):
                client.send(octets[:cut])
                client.send(octets[cut:])
                self.assertEqual(client.reply().body, b'{"result":42}')
                self.assertEqual(client.reply().body, b'{"text":" a"}')

    def test_large_answers_come_whole(self):
        with self.server.client() as client:
            for size in 1, 255, 256, 500, 512, 1400, 65536, 3000000:
                client.send(request("GET", f"/big/{size}"))
                self.assertEqual(client.reply().body,
                                 b'{"text":"%s"}' % (b"x" * size))

    def test_many_connections_are_served_at_once(self):
        clients = [self.server.client() for _ in range(300)]
        for client in clients:
            client.send(request("POST", "/add", ADD))
        for client in clients:
            self.assertEqual(client.reply().body, b'{"result":42}')
            client.close()
        self.assert_serves()


class Listening(ServerTest):
    def run_program(self, *settings):
        done = subprocess.run([PROGRAM, *settings], capture_output=True,
                              text=True, timeout=10, check=False)
        return done.returncode, done.stderr

    def test_an_address_that_is_not_here_is_told(self):
        status, error = self.run_program("host=192.0.2.1", "port=8000")
        self.assertEqual(status, 1)
        self.assertEqual(error, "cannot listen on 192.0.2.1:8000: "
                                "cannot assign requested address\n")

    def test_a_name_that_does_not_resolve_is_told(self):
        status, error = self.run_program("host=no.such.host.invalid")
        self.assertEqual(status, 1)
        self.assertRegex(error, "^cannot listen on no.such.host.invalid:0: ")

    def test_ipv6_is_listened_on(self):
        if not socket.has_ipv6:
            self.skipTest("no IPv6 here")
        try:
            socket.create_server(("::1", 0), family=socket.AF_INET6).close()
        except OSError:
            self.skipTest("no IPv6 here")
        with Server(host="::1") as server:
            client = Client(server.port, host="::1")
            client.send(request("GET", "/plain", Host="[::1]"))
            self.assertEqual(client.reply().status, 200)
            client.close()
            self.assertTrue(soon(lambda: len(server.lines) == 1))
            self.assertEqual(server.lines[0].split()[5], "::1")


if __name__ == "__main__":
    main()
