# SPDX-License-Identifier: MIT
"""The end of a server: no request that has come whole goes unanswered."""

import os
import signal
import socket
import threading
import time
import unittest

from harness import ADD, Server, main, request


class Drain(unittest.TestCase):
    def setUp(self):
        self.servers = []
        self.clients = []

    def tearDown(self):
        for client in self.clients:
            client.close()
        for server in self.servers:
            self.assertEqual(server.stop(), 0)

    def start(self, **settings):
        self.servers.append(Server(**settings))
        return self.servers[-1]

    def connect(self, server):
        self.clients.append(server.client())
        return self.clients[-1]

    def assert_exits(self, server, least, most):
        start = time.monotonic()
        self.assertEqual(server.wait(), 0)
        seconds = time.monotonic() - start
        self.assertGreaterEqual(seconds, least)
        self.assertLessEqual(seconds, most)

    def test_without_connections_it_ends_soon(self):
        server = self.start()
        server.term()
        self.assert_exits(server, 0, 1)

    def test_idle_connections_do_not_hold_it(self):
        server = self.start()
        kept = self.connect(server)
        kept.send(request("GET", "/plain"))
        kept.reply()
        silent = self.connect(server)
        time.sleep(0.1)
        server.term()
        self.assert_exits(server, 0.3, 1.5)
        self.assertTrue(kept.ends())
        self.assertTrue(silent.ends())

    def test_a_kept_connection_gets_its_next_answer_as_the_last(self):
        server = self.start()
        client = self.connect(server)
        client.send(request("GET", "/plain"))
        self.assertFalse(client.reply().closes)
        server.term()
        time.sleep(0.2)
        client.send(request("POST", "/add", ADD))
        reply = client.reply()
        self.assertEqual(reply.body, b'{"result":42}')
        self.assertTrue(reply.closes)
        self.assertTrue(client.ends())

    def test_a_request_under_way_is_answered(self):
        server = self.start()
        busy, waiting = self.connect(server), self.connect(server)
        waiting.send(request("GET", "/plain"))
        waiting.reply()
        busy.send(request("GET", "/wait/600"))
        time.sleep(0.2)
        waiting.send(request("POST", "/add", ADD))
        server.term()
        self.assertEqual(busy.reply().status, 200)
        self.assertEqual(waiting.reply().body, b'{"result":42}')
        self.assert_exits(server, 0, 2)

    def test_a_body_under_way_is_waited_for(self):
        server = self.start()
        client = self.connect(server)
        client.send(request("POST", "/add", Content_Length=len(ADD)) + ADD[:9])
        time.sleep(0.1)
        server.term()
        time.sleep(0.8)
        client.send(ADD[9:])
        self.assertEqual(client.reply().body, b'{"result":42}')
        self.assert_exits(server, 0, 1)

    def test_the_listen_queue_is_emptied(self):
        server = self.start()
        blocker = self.connect(server)
        blocker.send(request("GET", "/wait/400"))
        time.sleep(0.1)
        queued = [self.connect(server) for _ in range(50)]
        for client in queued:
            client.send(request("POST", "/add", ADD))
        server.term()
        for client in queued:
            self.assertEqual(client.reply().body, b'{"result":42}')
        self.assertEqual(blocker.reply().status, 200)
        self.assert_exits(server, 0, 1.5)

    def test_who_connects_just_after_the_signal_is_answered(self):
        server = self.start()
        server.term()
        client = self.connect(server)
        client.send(request("POST", "/add", ADD))
        self.assertEqual(client.reply().body, b'{"result":42}')

    def test_who_connects_later_is_refused(self):
        server = self.start()
        busy = self.connect(server)
        busy.send(request("POST", "/add", Content_Length=len(ADD)))
        server.term()
        time.sleep(0.5)
        with self.assertRaises((ConnectionRefusedError, TimeoutError)):
            server.client(timeout=0.3)
        busy.send(ADD)
        self.assertEqual(busy.reply().status, 200)

    def test_pipelined_requests_are_all_answered(self):
        server = self.start()
        early, late = self.connect(server), self.connect(server)
        octets = (request("POST", "/add", ADD) + request("GET", "/items/7")
                  + request("GET", "/plain"))
        early.send(request("GET", "/wait/300") + octets)
        time.sleep(0.1)
        server.term()
        replies = [early.reply() for _ in range(4)]
        self.assertEqual([reply.status for reply in replies], [200] * 4)
        time.sleep(0.1)
        late.send(octets)
        replies = [late.reply() for _ in range(3)]
        self.assertEqual([reply.status for reply in replies], [200] * 3)
        self.assertEqual([reply.closes for reply in replies],
                         [False, False, True])
        self.assertTrue(late.ends())
        self.assert_exits(server, 0, 1)

    def test_a_large_answer_is_finished(self):
        server = self.start()
        client = self.connect(server)
        client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        client.send(request("GET", "/big/10000000"))
        client.exactly(1000)
        server.term()
        time.sleep(0.6)
        self.assertGreater(len(client.rest()), 9999000)
        self.assert_exits(server, 0, 1)

    def test_stalled_clients_hold_it_to_the_deadline(self):
        server = self.start(deadline=1000)
        for octets in (b"GET /pl", b"GET /plain HTTP/1.1\r\nHost:",
                       request("POST", "/add", Content_Length=10) + b" ",
                       request("GET", "/big/12000000")):
            client = self.connect(server)
            client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.send(octets)
        time.sleep(0.2)
        server.term()
        self.assert_exits(server, 0.7, 2)

    def test_a_second_signal_ends_it_at_once(self):
        server = self.start()
        client = self.connect(server)
        client.send(request("POST", "/add", Content_Length=10) + b" ")
        time.sleep(0.1)
        server.term()
        time.sleep(0.3)
        server.term()
        self.assert_exits(server, 0, 0.3)
        self.assertTrue(client.ends())

    def test_several_workers_end_together(self):
        server = self.start(workers=3)
        clients = [self.connect(server) for _ in range(30)]
        for client in clients[:15]:
            client.send(request("GET", "/plain"))
            client.reply()
        for client in clients[15:]:
            client.send(request("POST", "/add", Content_Length=len(ADD)))
        time.sleep(0.1)
        server.term()
        for client in clients[15:]:
            client.send(ADD)
        for client in clients[15:]:
            self.assertEqual(client.reply().body, b'{"result":42}')
        self.assert_exits(server, 0, 1.5)


class Load(unittest.TestCase):
    """Clients that ask all the time, while the server ends."""

    def ask(self, server, is_kept, told):
        """Until the server refuses; tells of requests without an answer."""
        client = None
        while True:
            try:
                client = client or server.client()
            except OSError:
                return
            try:
                client.send(request("POST", "/add", ADD))
                reply = client.reply()
            except OSError:
                # Between the server's end and the client's request there is
                # no order: only a kept connection may meet this.
                if not is_kept:
                    told.append("lost")
                client = None
                continue
            except EOFError:
                if not is_kept:
                    told.append("lost")
                client = None
                continue
            told.append(reply.status)
            if reply.closes or not is_kept:
                client.close()
                client = None

    def run_clients(self, workers, is_kept):
        server = Server(workers=workers)
        told = []
        threads = [threading.Thread(target=self.ask,
                                    args=(server, is_kept, told))
                   for _ in range(8)]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        server.term()
        for thread in threads:
            thread.join(10)
        self.assertEqual(server.wait(), 0)
        self.assertGreater(len(told), 20)
        self.assertEqual(set(told), {200})

    def test_no_request_is_lost(self):
        for workers in 1, 2:
            for is_kept in False, True:
                with self.subTest(workers=workers, is_kept=is_kept):
                    self.run_clients(workers, is_kept)


class Signals(unittest.TestCase):
    def test_a_client_that_goes_while_it_is_answered_kills_nobody(self):
        server = Server()
        for _ in range(20):
            client = server.client()
            client.send(request("GET", "/big/3000000"))
            client.exactly(10)
            client.reset()
        self.assertEqual(server.ask(request("GET", "/plain")).status, 200)
        os.kill(server.process.pid, signal.SIGTERM)
        self.assertEqual(server.wait(), 0)


if __name__ == "__main__":
    main()
