# SPDX-License-Identifier: MIT
"""Handlers that wait: their own request does, and nothing else."""

import json
import signal
import socket
import time
import unittest

from app_program import App
from harness import Client, request, soon


class Waiting(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = App("WAITING")

    @classmethod
    def tearDownClass(cls):
        status, logged = cls.program.stop()
        assert status == 0, (status, logged)

    def said(self, *words, **fields):
        return self.program.json(*words, **fields)["text"]

    def counts(self):
        return self.program.json("GET", "/counts")

    def test_the_others_are_served_meanwhile(self):
        with self.program.client() as slow:
            slow.send(request("GET", "/sleep?ms=400"))
            began = time.monotonic()
            for _ in range(20):
                self.assertEqual(self.said("GET", "/sleep?ms=0"),
                                 "slept")
            self.assertLess(time.monotonic() - began, 0.4)
            self.assertEqual(slow.reply().status, 200)
            self.assertGreaterEqual(time.monotonic() - began, 0.39)

    def test_many_sleep_at_once(self):
        clients = [self.program.client() for _ in range(200)]
        began = time.monotonic()
        for client in clients:
            client.send(request("GET", "/sleep?ms=300"))
        for client in clients:
            self.assertEqual(client.reply().body, b'{"text":"slept"}')
            client.close()
        self.assertLess(time.monotonic() - began, 10)

    def test_a_connection_goes_on_after_it(self):
        with self.program.client() as client:
            for _ in range(3):
                client.send(request("GET", "/sleep?ms=5"))
                self.assertEqual(client.reply().body, b'{"text":"slept"}')
            client.send(request("GET", "/sleep?ms=50")
                        + request("GET", "/sleep?ms=0")
                        + request("GET", "/nowhere"))
            self.assertEqual([client.reply().status for _ in range(3)],
                             [200, 200, 404])

    def test_one_handler_waits_for_several_things_together(self):
        self.assertEqual(self.said("GET", "/gather?ms=100"),
                         "together")

    def test_the_body_stays_while_it_waits(self):
        with self.program.client() as slow:
            slow.send(request("POST", "/echo?ms=100", b'{"text":"first"}'))
            time.sleep(0.02)
            for _ in range(5):
                self.said("POST", "/echo", b'{"text":"other"}')
            self.assertEqual(slow.reply().body, b'{"text":"first"}')

    def test_the_head_stays_while_it_waits(self):
        self.assertEqual(
            self.said("GET", "/header", X_Said="  spaced out "),
            "spaced out")

    def test_a_failure_after_a_wait_is_answered(self):
        reply = self.program.ask("GET", "/fail?ms=5")
        self.assertEqual(reply.status, 404)
        self.assertEqual(reply.body, b'{"detail":"nothing after 5 ms"}')
        self.assertEqual(reply["x-late"], "yes")
        self.assertEqual(self.program.ask("GET", "/break").status, 500)

    def test_head_waits_as_get_does(self):
        with self.program.client() as client:
            client.send(request("HEAD", "/sleep?ms=20"))
            reply = client.reply(head_only=True)
        self.assertEqual((reply.status, reply["content-length"]), (200, "16"))

    # -- Time --------------------------------------------------------------

    def test_past_its_time_it_is_cancelled_and_504(self):
        before = self.counts()
        reply = self.program.ask("GET", "/sleep/limited?ms=60000")
        after = self.counts()
        self.assertEqual(reply.status, 504)
        self.assertEqual(
            reply.body, b'{"detail":"The request took longer than it may"}')
        self.assertEqual(after["cancelled"], before["cancelled"] + 1)
        self.assertEqual(after["cleaned"], before["cleaned"] + 1)
        self.assertEqual(self.said("GET", "/sleep/limited?ms=5"),
                         "slept")

    def test_one_that_does_not_care_is_not_waited_for(self):
        before = self.counts()["cleaned"]
        began = time.monotonic()
        with self.program.client() as client:
            client.send(request("GET", "/sleep/on?ms=60000&more=500"))
            self.assertEqual(client.reply().status, 504)
            self.assertLess(time.monotonic() - began, 0.4)
            client.send(request("GET", "/sleep?ms=1"))
            self.assertEqual(client.reply().status, 200)
        self.assertTrue(soon(
            lambda: self.counts()["cleaned"] > before + 1))

    # -- Clients that go away ----------------------------------------------

    def assert_cancels(self, leave):
        before = self.counts()["cancelled"]
        client = self.program.client()
        client.send(request("GET", "/sleep?ms=60000"))
        time.sleep(0.05)
        leave(client)
        self.assertTrue(soon(
            lambda: self.counts()["cancelled"] == before + 1))

    def test_a_client_that_closes_cancels_its_handler(self):
        self.assert_cancels(Client.close)

    def test_a_client_that_resets_cancels_its_handler(self):
        self.assert_cancels(Client.reset)

    def test_a_client_that_resets_after_more_requests_does_too(self):
        def send_and_reset(client):
            client.send(request("GET", "/sleep?ms=1"))
            client.reset()
        self.assert_cancels(send_and_reset)

    def test_what_was_sent_before_the_end_is_answered(self):
        with self.program.client() as client:
            client.send(request("GET", "/sleep?ms=300")
                        + request("GET", "/sleep?ms=1"))
            client.socket.shutdown(socket.SHUT_WR)
            self.assertEqual(client.reply().status, 200)
            self.assertEqual(client.reply().status, 200)

    # -- Threads -----------------------------------------------------------

    def test_a_blocking_handler_holds_nobody(self):
        with self.program.client() as slow:
            slow.send(request("POST", "/block?ms=300", b'{"text":"a"}'))
            began = time.monotonic()
            self.said("GET", "/sleep?ms=1")
            self.assertLess(time.monotonic() - began, 0.3)
            self.assertEqual(slow.reply().body, b'{"text":"a, test"}')

    def test_many_blocking_handlers_run_side_by_side(self):
        clients = [self.program.client() for _ in range(30)]
        began = time.monotonic()
        for client in clients:
            client.send(request("POST", "/block?ms=500", b'{"text":"a"}'))
        for client in clients:
            self.assertEqual(client.reply().status, 200)
            client.close()
        self.assertLess(time.monotonic() - began, 3)

    def test_a_blocking_handler_may_refuse(self):
        reply = self.program.ask("POST", "/block?ms=13", b'{"text":"a"}')
        self.assertEqual((reply.status, reply.body),
                         (418, b'{"detail":"thirteen"}'))

    def test_a_blocking_handler_past_its_time_is_504_at_once(self):
        began = time.monotonic()
        with self.program.client() as client:
            client.send(request("POST", "/block/limited?ms=600",
                                b'{"text":"a"}'))
            self.assertEqual(client.reply().status, 504)
            self.assertLess(time.monotonic() - began, 0.5)

    def test_a_blocking_handler_past_its_time_has_its_request_still(self):
        before = self.counts()
        clients = [self.program.client() for _ in range(3)]
        for client in clients:
            client.send(request("GET", "/block/look?ms=150"))
        for client in clients[:2]:
            reply = client.reply()
            self.assertEqual(
                (reply.status, reply["x-looked"], reply["x-path"],
                 reply["x-host"], reply["x-ms"]),
                (504, None, "/block/look", "test", "150"))
            client.send(request("GET", "/sleep?ms=1"))
            self.assertEqual(client.reply().status, 200)
        for client in clients:
            client.close()
        self.assertTrue(soon(
            lambda: self.counts()["ended"] == before["ended"] + 3))
        self.assertEqual(self.counts()["missed"], before["missed"])

    def test_a_blocking_handler_cannot_await(self):
        self.assertEqual(self.said("GET", "/block/await"),
                         "no task runs here that could wait")

    # -- After the response ------------------------------------------------

    def test_what_is_left_runs_after_the_response_in_order(self):
        self.assertEqual(self.program.ask("GET", "/leave?fail=1").status, 404)
        self.assertEqual(self.said("GET", "/leave"), "()")
        self.assertTrue(soon(
            lambda: self.counts()["background"] == "ab"))


class Threads(unittest.TestCase):
    def test_blocking_threads_are_a_setting(self):
        with App("WAITING", "--blocking-threads", "1") as program:
            clients = [program.client() for _ in range(3)]
            began = time.monotonic()
            for client in clients:
                client.send(request("POST", "/block?ms=200", b'{"text":"a"}'))
            for client in clients:
                self.assertEqual(client.reply().status, 200)
                client.close()
            self.assertGreater(time.monotonic() - began, 0.55)
            self.assertEqual(program.stop()[0], 0)


class Stacks(unittest.TestCase):
    def test_a_handler_that_uses_up_its_stack_is_named(self):
        with App("WAITING") as program, program.client() as client:
            self.assertEqual(program.json("GET", "/descend?depth=9"),
                             {"text": "45"})
            client.send(request("GET", "/descend?depth=1000000000"))
            self.assertTrue(client.ends())
            status, logged = program.stop()
        self.assertEqual(status, -signal.SIGSEGV)
        self.assertIn('the task "use_up_stack" has used up its stack of '
                      '128 KiB: raise --stack-size', logged)


class Ending(unittest.TestCase):
    def test_handlers_that_wait_are_finished(self):
        with App("WAITING") as program, program.client() as client:
            client.send(request("GET", "/sleep?ms=700"))
            time.sleep(0.1)
            program.term()
            reply = client.reply()
            self.assertEqual((reply.status, reply.closes), (200, True))
            self.assertEqual(program.stop()[0], 0)

    def test_work_after_the_response_is_finished(self):
        with App("WAITING") as program:
            program.json("GET", "/leave")
            status, logged = program.stop()
        self.assertEqual(status, 0)
        self.assertRegex(logged, "a task after the response of leave_work "
                         "failed: input or output failed")

    def test_work_after_the_response_that_takes_too_long_is_cancelled(self):
        for signals in 1, 2:
            with App("WAITING", "--drain-timeout",
                     "300ms" if signals == 1 else "60s") as program:
                program.json("GET", "/leave/long")
                began = time.monotonic()
                program.term()
                if signals == 2:
                    time.sleep(0.2)
                status, logged = program.stop()
            self.assertEqual(status, 0, logged)
            self.assertNotIn("did not return", logged)
            self.assertIn("a task after the response of leave_long_work "
                          "failed: the task was cancelled", logged)
            self.assertLess(time.monotonic() - began, 5)

    def test_handlers_that_wait_too_long_are_cancelled(self):
        with App("WAITING", "--drain-timeout", "300ms") as program:
            clients = [program.client() for _ in range(20)]
            for client in clients:
                client.send(request("GET", "/sleep?ms=60000"))
            time.sleep(0.1)
            began = time.monotonic()
            self.assertEqual(program.stop()[0], 0)
            self.assertLess(time.monotonic() - began, 5)
            for client in clients:
                self.assertTrue(client.ends())
                client.close()

    def test_a_request_has_an_end_though_its_route_has_none(self):
        with App("WAITING", "--request-timeout", "300ms") as program:
            self.assertEqual(program.ask("GET", "/sleep?ms=60000").status, 504)
            self.assertEqual(program.stop()[0], 0)


if __name__ == "__main__":
    unittest.main()
