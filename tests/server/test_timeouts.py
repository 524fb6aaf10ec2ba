# SPDX-License-Identifier: MIT
"""Clients that are slow, silent, gone or many."""

import socket
import time

from harness import ADD, SANITIZED, Server, ServerTest, main, request, soon


class Timeouts(ServerTest):
    SETTINGS = {"idle": 1200, "head": 400, "body": 600, "request": 1500}

    def time_of_end(self, client):
        start = time.monotonic()
        try:
            self.assertEqual(client.rest(), b"")
        except ConnectionResetError:
            pass
        return time.monotonic() - start

    def dribble(self, client, octets, every):
        """Sends an octet at a time until the server has had enough."""
        start = time.monotonic()
        try:
            for octet in octets:
                client.send(bytes([octet]))
                time.sleep(every)
                if time.monotonic() - start > 5:
                    break
            client.rest()
        except (BrokenPipeError, ConnectionResetError):
            pass
        return time.monotonic() - start

    def test_a_connection_without_a_request_ends(self):
        with self.server.client() as client:
            self.assertAlmostEqual(self.time_of_end(client), 1.35, delta=0.35)

    def test_a_kept_connection_ends(self):
        with self.server.client() as client:
            client.send(request("GET", "/plain"))
            client.reply()
            self.assertAlmostEqual(self.time_of_end(client), 1.35, delta=0.35)

    def test_a_slow_request_line_ends(self):
        with self.server.client() as client:
            seconds = self.dribble(client, b"GET /" + b"a" * 500, 0.05)
            self.assertAlmostEqual(seconds, 0.7, delta=0.4)

    def test_a_slow_head_ends(self):
        with self.server.client() as client:
            client.send(b"GET /plain HTTP/1.1\r\n")
            seconds = self.dribble(client, b"X: y\r\n" * 100, 0.05)
            self.assertAlmostEqual(seconds, 0.6, delta=0.35)

    def test_a_slow_second_head_ends(self):
        with self.server.client() as client:
            client.send(request("POST", "/add", ADD))
            client.reply()
            seconds = self.dribble(client, b"GET /" + b"a" * 500, 0.05)
            self.assertAlmostEqual(seconds, 0.7, delta=0.4)

    def test_a_slow_body_ends(self):
        with self.server.client() as client:
            client.send(request("POST", "/add", Content_Length=1000))
            seconds = self.dribble(client, b" " * 1000, 0.05)
            self.assertAlmostEqual(seconds, 0.8, delta=0.35)

    def test_a_slow_chunk_ends(self):
        with self.server.client() as client:
            client.send(request("POST", "/add", Transfer_Encoding="chunked"))
            seconds = self.dribble(client, b"1\r\n \r\n" * 1000, 0.05)
            self.assertAlmostEqual(seconds, 0.8, delta=0.35)

    def test_a_stalled_body_ends(self):
        with self.server.client() as client:
            client.send(request("POST", "/add", Content_Length=1000) + b" ")
            self.assertAlmostEqual(self.time_of_end(client), 0.8, delta=0.35)

    def test_an_answer_that_nobody_reads_ends(self):
        with self.server.client() as client:
            client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.send(request("GET", "/big/8000000"))
            time.sleep(2.2)
            with self.assertRaises((EOFError, ConnectionResetError)):
                client.reply()
        self.assert_serves()

    def test_an_answer_that_is_read_slowly_in_time_comes_whole(self):
        with self.server.client() as client:
            client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
            client.send(request("GET", "/big/3000000"))
            head = client.until(b"\r\n\r\n")
            self.assertTrue(head.startswith(b"HTTP/1.1 200 "))
            for _ in range(10):
                client.exactly(100000)
                time.sleep(0.02)
            client.exactly(2000000 + len('{"text":""}'))

    def test_a_hundred_dribblers_do_not_keep_others_waiting(self):
        clients = [self.server.client() for _ in range(100)]
        for client in clients:
            client.send(b"POST /add HTT")
        start = time.monotonic()
        for _ in range(20):
            self.assert_serves()
        self.assertLess(time.monotonic() - start, 3)
        for client in clients:
            self.assertTrue(client.ends())
            client.close()


class Ends(ServerTest):
    """The default time-outs are far away: an end is noticed by itself."""

    def assert_ends(self, octets):
        with self.server.client(timeout=3) as client:
            client.send(octets)
            client.socket.shutdown(socket.SHUT_WR)
            return client.rest()

    def test_an_end_that_comes_with_the_request_is_noticed(self):
        for _ in range(20):
            answer = self.assert_ends(request("POST", "/add", ADD))
            self.assertTrue(answer.endswith(b'{"result":42}'))

    def test_an_end_in_the_head_is_noticed(self):
        for octets in b"", b"GET", b"GET / HTTP/1.1\r\nHost: a\r\n":
            self.assertEqual(self.assert_ends(octets), b"")

    def test_an_end_in_the_body_is_noticed(self):
        octets = request("POST", "/add", Content_Length=1000) + b"{"
        self.assertEqual(self.assert_ends(octets), b"")

    def test_an_end_in_a_chunk_is_noticed(self):
        octets = request("POST", "/add", Transfer_Encoding="chunked") + b"5\r\n"
        self.assertEqual(self.assert_ends(octets), b"")

    def test_an_answer_is_finished_for_who_only_listens(self):
        answer = self.assert_ends(request("GET", "/big/5000000"))
        self.assertGreater(len(answer), 5000000)

    def test_resets_at_every_point_do_no_harm(self):
        octets = request("POST", "/add", ADD)
        for size in range(0, len(octets) + 1, 3):
            client = self.server.client()
            client.send(octets[:size])
            client.reset()
        client = self.server.client()
        client.send(request("GET", "/big/5000000"))
        client.exactly(1000)
        client.reset()
        self.assert_serves()


class Cap(ServerTest):
    SETTINGS = {"connections": 4}

    def test_connections_over_the_cap_wait_for_a_place(self):
        clients = [self.server.client() for _ in range(4)]
        for client in clients:
            client.send(request("GET", "/plain"))
            self.assertEqual(client.reply().status, 200)
        with self.server.client(timeout=0.5) as late:
            late.send(request("GET", "/plain"))
            with self.assertRaises(TimeoutError):
                late.reply()
            clients.pop().close()
            self.assertEqual(late.reply().status, 200)
        for client in clients:
            client.close()


class Descriptors(ServerTest):
    SETTINGS = {"descriptors": 40}

    def test_connections_over_what_the_system_gives_wait_too(self):
        clients = [self.server.client() for _ in range(60)]
        for client in clients:
            client.send(request("GET", "/plain"))
        for client in clients[:20]:
            self.assertEqual(client.reply().status, 200)
        before = self.server.cpu()
        time.sleep(0.5)
        self.assertLess(self.server.cpu() - before, 0.2)
        for client in clients[:40]:
            client.close()
        for client in clients[40:]:
            self.assertEqual(client.reply().status, 200)
            client.close()
        self.assert_serves()


class Memory(ServerTest):
    def test_idle_connections_cost_less_than_12_kib(self):
        if SANITIZED:
            self.skipTest("a sanitizer's memory is its own")
        first = [self.server.client() for _ in range(64)]
        for client in first:
            client.send(request("POST", "/add", ADD))
            client.reply()
        before = self.server.memory()
        more = [self.server.client() for _ in range(500)]
        for client in more:
            client.send(request("POST", "/add", ADD))
            client.reply()
        each = (self.server.memory() - before) / len(more)
        for client in first + more:
            client.close()
        self.assertLess(each, 12 * 1024)

    def test_a_large_body_is_given_back(self):
        if SANITIZED:
            self.skipTest("a sanitizer's memory is its own")
        self.assert_serves()
        before = self.server.memory()
        clients = [self.server.client() for _ in range(20)]
        for client in clients:
            client.send(request("POST", "/add", b" " * 1000000))
            self.assertEqual(client.reply().status, 422)
        self.assertLess(self.server.memory() - before, 4 << 20)
        for client in clients:
            client.close()


class Allocations(ServerTest):
    def count(self, client):
        client.send(request("GET", "/allocations"))
        return float(client.reply().body.partition(b":")[2].rstrip(b"}"))

    def test_a_steady_load_allocates_nothing(self):
        with self.server.client() as client, self.server.client() as other:
            for _ in range(3):
                for each in client, other:
                    each.send(request("POST", "/add", ADD) * 2)
                    each.reply(), each.reply()
                    each.send(request("GET", "/items/12"))
                    each.reply()
                    each.send(request("GET", "/text/12"))
                    each.reply()
                before = self.count(client)
            for _ in range(300):
                for each in client, other:
                    each.send(request("POST", "/add", ADD))
                    each.reply()
                    each.send(request("GET", "/items/12"))
                    each.reply()
                    each.send(request("GET", "/text/12"))
                    each.reply()
            self.assertLessEqual(self.count(client) - before, 1)

    def test_a_connection_allocates_nothing_in_the_long_run(self):
        with self.server.client() as client:
            for _ in range(5):
                self.assert_serves()
            self.count(client)
            before = self.count(client)
            for _ in range(50):
                self.assert_serves()
            self.assertLessEqual(self.count(client) - before, 1)


class AllocationsWithHooks(Allocations):
    SETTINGS = {"hooks": 1}


class Spinning(ServerTest):
    def test_an_idle_server_uses_no_processor_time(self):
        clients = [self.server.client() for _ in range(20)]
        clients[0].send(request("POST", "/add", Content_Length=1000) + b" ")
        clients[1].send(request("POST", "/add", Transfer_Encoding="chunked"))
        clients[2].send(b"GET / HT")
        clients[3].socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        clients[3].send(request("GET", "/big/8000000"))
        clients[4].send(b"GET /\0?" + b"a&" * 1000 + b" HTTP/1.1\r\n\r\n")
        clients[5].send(b"GET /?" + b"a&" * 5000 + b" HTTP/1.1\r\n\r\n")
        time.sleep(0.5)
        before = self.server.cpu()
        time.sleep(1)
        self.assertLess(self.server.cpu() - before, 0.25)
        for client in clients:
            client.close()
        self.assert_serves()


class Workers(ServerTest):
    SETTINGS = {"workers": 3}

    def test_workers_share_the_port(self):
        for _ in range(100):
            self.assert_serves()

    def test_their_requests_have_different_identities(self):
        server = Server(workers=3)
        for _ in range(60):
            server.ask(request("GET", "/plain"))
        server.stop()
        ids = [line.split()[-1] for line in server.lines]
        self.assertEqual(len(set(ids)), 60)
        self.assertGreater(len({each.partition("-")[0] for each in ids}), 1)


class Access(ServerTest):
    def test_each_request_is_told_once(self):
        server = Server()
        server.ask(request("POST", "/add?x=1", ADD))
        server.ask(request("GET", "/nothing"))
        server.ask(request("HEAD", "/plain"), head_only=True)
        server.ask(request("POST", "/add", Content_Length=10**9))
        with server.client() as client:
            client.send(request("POST", "/add", Content_Length=10) + b" ")
            time.sleep(0.2)
        self.assertTrue(soon(lambda: server.ask(
            request("BREW", "/plain")).status == 405))
        time.sleep(0.3)
        server.stop()
        told = sorted(line.split()[1:5] for line in server.lines
                      if line.startswith("access"))
        self.assertEqual(told, sorted([
            ["POST", "/add?x=1", "200", "13"],
            ["GET", "/nothing", "404", "22"],
            ["HEAD", "/plain", "200", "0"],
            ["POST", "/add", "413", "64"],
            ["POST", "/add", "0", "0"],
            ["BREW", "/plain", "405", "31"]]))
        for line in server.lines:
            self.assertEqual(line.split()[5], "127.0.0.1")


if __name__ == "__main__":
    main()
