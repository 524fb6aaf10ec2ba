# SPDX-License-Identifier: MIT
"""Responses that come piece by piece."""

import json
import time
import unittest

from app_program import App
from harness import Client, request, soon


def chunks(client):
    """Each chunk of a chunked body, as it comes."""
    while True:
        size = int(client.until(b"\r\n"), 16)
        chunk = client.exactly(size)
        client.exactly(2)
        if size == 0:
            return
        yield chunk


class Streams(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = App("STREAMS", "--check-responses", "on",
                          "--request-timeout", "2s")

    @classmethod
    def tearDownClass(cls):
        status, cls.logged = cls.program.stop()
        assert status == 0, (status, cls.logged)

    def counts(self):
        return self.program.json("GET", "/counts")

    def begin(self, target, **fields):
        """Asks; returns the client, which reads the body, and the head."""
        client = self.program.client()
        self.addCleanup(client.close)
        client.send(request("GET", target, **fields))
        head = client.reply(head_only=True)
        self.assertEqual(head.status, 200)
        self.assertEqual(head["transfer-encoding"], "chunked")
        return client, head

    def whole(self, target):
        client, _ = self.begin(target)
        return b"".join(chunks(client)).decode()

    # -- Forms -------------------------------------------------------------

    def test_events(self):
        client, head = self.begin("/ticks?n=2")
        self.assertEqual(head["content-type"], "text/event-stream")
        self.assertEqual(head["cache-control"], "no-store")
        self.assertEqual(b"".join(chunks(client)),
                         b'data: {"left":1}\n\ndata: {"left":0}\n\n')

    def test_events_of_a_union_have_the_name_of_their_tag(self):
        self.assertEqual(
            self.whole("/steps"),
            'event: started\ndata: {"kind":"started"}\n\n'
            'event: progress\ndata: {"kind":"progress","percent":50}\n\n'
            'event: progress\ndata: {"kind":"progress","percent":100}\n\n')

    def test_events_of_a_union_without_tag_have_the_name_of_their_model(self):
        self.assertEqual(self.whole("/pets"),
                         'event: Cat\ndata: {"lives":9}\n\n'
                         'event: Dog\ndata: {"bark":"two\\nlines"}\n\n')

    def test_events_have_what_the_handler_says_of_them(self):
        self.assertEqual(self.whole("/names"),
                         'event: first\nid: 7\nretry: 1500\n'
                         'data: {"left":2}\n\ndata: {"left":1}\n\n')

    def test_lines(self):
        client, head = self.begin("/lines?n=3")
        self.assertEqual(head["content-type"], "application/jsonl")
        self.assertEqual(b"".join(chunks(client)),
                         b'{"left":0}\n{"left":1}\n{"left":2}\n')

    def test_text(self):
        client, head = self.begin("/text")
        self.assertEqual(head["content-type"], "text/plain; charset=utf-8")
        self.assertEqual(b"".join(chunks(client)).decode(), "one два three\n")

    def test_another_generator_is_passed_on(self):
        self.assertEqual(self.whole("/pass"),
                         '{"left":1}\n{"left":2}\n{"left":3}\n')

    # -- Time --------------------------------------------------------------

    def test_each_item_is_sent_when_it_is_there(self):
        client, _ = self.begin("/ticks?n=3&ms=150")
        times = []
        for _ in chunks(client):
            times.append(time.monotonic())
        self.assertEqual(len(times), 3)
        self.assertGreater(times[1] - times[0], 0.05)
        self.assertGreater(times[2] - times[1], 0.05)

    def test_a_stream_may_take_longer_than_a_request(self):
        client, _ = self.begin("/ticks?n=3&ms=1000")
        self.assertEqual(len(list(chunks(client))), 3)

    def test_the_time_of_a_route_is_that_to_the_first_item(self):
        self.assertEqual(
            self.program.ask("GET", "/ticks/limited?n=1&ms=9000").status, 504)
        client, _ = self.begin("/ticks/limited?n=5&ms=30")
        self.assertEqual(len(list(chunks(client))), 5)

    def test_one_that_begins_at_once_has_met_the_time_of_its_route(self):
        client, _ = self.begin("/at-once/limited?ms=300")
        self.assertEqual(list(chunks(client)),
                         [b'{"left":1}\n', b'{"left":0}\n'])

    def test_a_connection_goes_on_after_it(self):
        client, _ = self.begin("/ticks?n=1")
        list(chunks(client))
        client.send(request("GET", "/lines?n=1"))
        client.reply(head_only=True)
        self.assertEqual(list(chunks(client)), [b'{"left":0}\n'])

    def test_an_old_client_gets_it_to_the_end_of_the_connection(self):
        with self.program.client() as client:
            client.send(request("GET", "/lines?n=2", version="1.0"))
            head = client.until(b"\r\n\r\n")
            self.assertNotIn(b"chunked", head)
            self.assertEqual(client.rest(), b'{"left":0}\n{"left":1}\n')

    def test_head_has_no_body_and_runs_nothing_on(self):
        before = self.counts()["cleaned"]
        with self.program.client() as client:
            client.send(request("HEAD", "/ticks?n=0&ms=20"))
            self.assertEqual(client.reply(head_only=True).status, 200)
            self.assertTrue(soon(lambda: self.counts()["cleaned"] > before))

    # -- Failures ----------------------------------------------------------

    def test_before_the_first_item_it_is_answered_as_any_other(self):
        for target in "/refuse", "/refuse?ms=5":
            reply = self.program.ask("GET", target)
            self.assertEqual(reply.status, 404)
            self.assertEqual(reply.body, b'{"detail":"nothing to tell"}')
        self.assertEqual(self.whole("/refuse?nothing=1"), "")
        self.assertEqual(self.whole("/refuse?nothing=1&ms=5"), "")

    def test_after_it_the_connection_is_broken_off(self):
        for target in "/break", "/break?ms=30":
            client, _ = self.begin(target)
            with self.assertRaises((EOFError, ConnectionResetError)):
                list(chunks(client))

    def test_an_item_that_breaks_its_schema_is_not_sent(self):
        self.assertEqual(self.program.ask("GET", "/contract").status, 500)

    # -- Hooks -------------------------------------------------------------

    def test_a_hook_that_fails_is_a_500_in_its_stead(self):
        for target in "/at-once?ms=0", "/at-once?ms=60000":
            with self.subTest(target), self.program.client() as client:
                before = self.counts()["cleaned"]
                client.send(request("GET", target, Do="fail"))
                reply = client.reply()
                self.assertEqual(
                    (reply.status, reply["content-type"], reply.body),
                    (500, "application/json",
                     b'{"detail":"Internal Server Error"}'))
                self.assertTrue(soon(
                    lambda: self.counts()["cleaned"] == before + 1))
                client.send(request("GET", "/counts"))
                self.assertEqual(client.reply().status, 200)

    def test_a_hook_that_says_there_is_no_content_ends_it(self):
        with self.program.client() as client:
            before = self.counts()["cleaned"]
            client.send(request("GET", "/at-once?ms=60000", Do="empty"))
            reply = client.reply(head_only=True)
            self.assertEqual((reply.status, reply["content-type"],
                              reply["transfer-encoding"]), (204, None, None))
            self.assertTrue(soon(
                lambda: self.counts()["cleaned"] == before + 1))
            client.send(request("GET", "/counts"))
            self.assertEqual(client.reply().status, 200)

    def test_a_hook_cannot_write_into_it(self):
        client, _ = self.begin("/at-once?ms=1", Do="write")
        self.assertEqual(list(chunks(client)),
                         [b'{"left":1}\n', b'{"left":0}\n'])

    def test_a_hook_may_take_its_type(self):
        client, head = self.begin("/at-once?ms=1", Do="untype")
        self.assertIsNone(head["content-type"])
        self.assertEqual(len(list(chunks(client))), 2)

    # -- Clients -----------------------------------------------------------

    def assert_ends(self, target, leave):
        before = self.counts()["cleaned"]
        client, _ = self.begin(target)
        next(chunks(client))
        leave(client)
        self.assertTrue(soon(lambda: self.counts()["cleaned"] == before + 1))

    def test_a_client_that_goes_away_ends_it(self):
        for target in "/ticks?n=0&ms=20", "/lines?n=1000000000":
            self.assert_ends(target, Client.close)
            self.assert_ends(target, Client.reset)

    def test_a_client_that_goes_away_while_it_is_silent_ends_it(self):
        before = self.counts()
        with self.program.client() as client:
            client.send(request("GET", "/ticks?n=0&ms=600000"))
            time.sleep(0.05)
        self.assertTrue(soon(
            lambda: self.counts()["cancelled"] > before["cancelled"]))

    def test_one_that_does_not_read_holds_the_handler_and_little_memory(self):
        client, _ = self.begin("/lines?n=1000000000&note=" + 4000 * "x")
        seen = [-1]

        def stands():
            seen.append(self.counts()["yielded"])
            return seen[-1] == seen[-2]
        memory = self.program.memory()
        self.assertTrue(soon(stands))
        self.assertLess(self.program.memory() - memory, 4 << 20)
        # Nor for ever.
        cleaned = self.counts()["cleaned"]
        self.assertTrue(soon(lambda: self.counts()["cleaned"] > cleaned, 10))
        client.close()

    def test_all_of_a_long_one_comes(self):
        client, _ = self.begin("/lines?n=200000")
        text = b"".join(chunks(client))
        lines = text.splitlines()
        self.assertEqual(len(lines), 200000)
        self.assertEqual(json.loads(lines[123456]), {"left": 123456})

    # -- The document ------------------------------------------------------

    def schema(self, path):
        content = self.program.json("GET", "/openapi.json")["paths"][path][
            "get"]["responses"]["200"]["content"]
        (kind, described), = content.items()
        return kind, described["schema"]

    def test_the_document_describes_lines(self):
        self.assertEqual(self.schema("/lines"), ("application/jsonl", {
            "type": "array", "items": {"$ref": "#/components/schemas/Tick"}}))
        self.assertEqual(self.schema("/text"),
                         ("text/plain", {"type": "string"}))

    def test_the_document_describes_typed_events(self):
        kind, schema = self.schema("/steps")
        self.assertEqual(kind, "text/event-stream")
        started, progress = schema["items"]["oneOf"]
        self.assertEqual(started["properties"]["event"],
                         {"type": "string", "const": "started"})
        self.assertEqual(progress["properties"]["data"], {
            "type": "string", "contentMediaType": "application/json",
            "contentSchema": {"$ref": "#/components/schemas/Progress"}})
        self.assertEqual(progress["required"], ["event", "data"])
        _, schema = self.schema("/ticks")
        self.assertEqual(schema["items"]["required"], ["data"])


class Ending(unittest.TestCase):
    def test_streams_are_cancelled_at_the_deadline(self):
        with App("STREAMS", "--drain-timeout", "300ms") as program:
            client = program.client()
            client.send(request("GET", "/ticks?n=0&ms=20"))
            client.reply(head_only=True)
            began = time.monotonic()
            self.assertEqual(program.stop()[0], 0)
            self.assertLess(time.monotonic() - began, 5)
            client.close()

    def test_what_breaks_off_is_logged(self):
        with App("STREAMS") as program, program.client() as client:
            client.send(request("GET", "/break"))
            client.rest()
            status, logged = program.stop()
        self.assertEqual(status, 0)
        self.assertIn("the stream of break_off failed: input or output failed",
                      logged)

    def test_that_a_client_went_away_is_no_failure(self):
        with App("STREAMS") as program:
            for target in ("/ticks?n=0&ms=20", "/at-once?ms=60000",
                           "/lines?n=1000000000"):
                for leave in Client.close, Client.reset:
                    client = program.client()
                    client.send(request("GET", target))
                    client.reply(head_only=True)
                    leave(client)
            self.assertTrue(soon(
                lambda: program.json("GET", "/counts")["cleaned"] == 6))
            status, logged = program.stop()
        self.assertEqual(status, 0)
        self.assertNotIn("failed", logged)


if __name__ == "__main__":
    unittest.main()
