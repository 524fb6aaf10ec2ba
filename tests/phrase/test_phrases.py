# SPDX-License-Identifier: MIT
"""Phrases come through, in upper case."""

import sys
import unittest

from between import PhraseTest, phrase, request, say

TEXT = "text/plain; charset=utf-8"
AT_ONCE = 64
CONNECTIONS = 16


class Phrases(PhraseTest):
    def said(self, text):
        """What becomes of a phrase."""
        _, program = self.between(say(text))
        reply = program.ask("GET", "/")
        self.assertEqual((reply.status, reply["content-type"]), (200, TEXT),
                         reply.body)
        self.assert_ends_well(program)
        return reply.body.decode()

    def test_one_is_fetched_and_put_in_upper_case(self):
        upstream, program = self.between(say("Съешь ещё этих булок, Straße"))
        reply = program.ask("GET", "/")
        self.assertEqual((reply.status, reply["content-type"]), (200, TEXT))
        self.assertEqual(reply.body.decode(), "СЪЕШЬ ЕЩЁ ЭТИХ БУЛОК, STRASSE")
        asked = upstream.requests[0]
        self.assertEqual((asked.method, asked.target),
                         ("GET", "/get?type=title"))
        log = self.assert_ends_well(program)
        self.assertNotIn("warning", log)

    def test_upper_case_is_that_of_python(self):
        text = "".join(c for c in map(chr, range(sys.maxunicode + 1))
                       if c.upper() != c)
        self.assertGreater(len(text), 1000)
        self.assertEqual(self.said(text), text.upper())
        for text in "ὀδυσσεύς ᾳ", "i ı ŉ ǰ ﬃ", "a\u0301 e\u0345\u0301", "😀 1":
            self.assertEqual(self.said(text), text.upper())

    def test_a_nul_is_a_character_like_others(self):
        self.assertEqual(self.said("a\0b"), "A\0B")

    def test_the_content_type_of_the_upstream_does_not_matter(self):
        for fields in ((), ("Content-Type: application/json",),
                       ("Content-Type: image/png",)):
            with self.subTest(fields=fields):
                _, program = self.between(
                    lambda talk, _, fields=fields:
                    talk.answer(200, phrase("so", errorCode=0), *fields))
                self.assertEqual(program.ask("GET", "/").body, b"SO")

    def test_head_has_the_length_of_what_get_sends(self):
        _, program = self.between(say("straße"))
        with program.client() as client:
            client.send(request("HEAD", "/"))
            reply = client.reply(head_only=True)
        self.assertEqual((reply.status, reply["content-length"]), (200, "7"))

    def test_the_address_may_have_a_query_and_credentials(self):
        upstream = self.upstream(say("yes"))
        program = self.program(
            f"http://me:secret@127.0.0.1:{upstream.port}/get?lang=ru#there")
        self.assertEqual(program.ask("GET", "/").body, b"YES")
        self.assertEqual(upstream.requests[0].target, "/get?lang=ru&type=title")
        self.assertEqual(upstream.requests[0]["authorization"],
                         "Basic bWU6c2VjcmV0")

    def test_a_redirect_is_followed(self):
        def route(talk, asked):
            if asked.target.startswith("/get"):
                return talk.answer(302, b"", "Location: /there")
            return talk.answer(200, phrase("here"))
        _, program = self.between(route)
        self.assertEqual(program.ask("GET", "/").body, b"HERE")

    # -- What is no phrase -------------------------------------------------

    def test_other_answers_stay_as_they_are(self):
        _, program = self.between(say("a"))
        reply = program.ask("GET", "/nothing")
        self.assertEqual((reply.status, reply.body),
                         (404, b'{"detail":"Not Found"}'))
        document = program.json("GET", "/openapi.json")
        self.assertEqual(document["info"]["title"], "Phrases")
        content = document["paths"]["/"]["get"]["responses"]["200"]["content"]
        self.assertEqual(list(content), ["text/plain"])

    def test_text_files_of_the_docs_page_stay_as_they_are(self):
        _, program = self.between(say("a"))
        plain = program.ask("GET", "/docs/LICENSE.txt")
        self.assertEqual((plain.status, plain["content-type"]), (200, TEXT))
        self.assertIn(b"Apache License", plain.body)
        packed = program.ask("GET", "/docs/LICENSE.txt", Accept_Encoding="gzip")
        self.assertEqual((packed.status, packed["content-encoding"]),
                         (200, "gzip"))
        self.assertEqual(packed.body[:2], b"\x1f\x8b")

    # -- Many --------------------------------------------------------------

    def test_a_connection_to_the_upstream_is_kept(self):
        upstream, program = self.between(say("again"))
        for _ in range(20):
            self.assertEqual(program.ask("GET", "/").body, b"AGAIN")
        self.assertEqual((upstream.connections, len(upstream.requests)),
                         (1, 20))

    def test_many_ask_at_once_over_few_connections(self):
        def route(talk, _):
            talk.wait(0.1)
            talk.answer(200, phrase("many"))
        upstream, program = self.between(route)
        clients = [program.client() for _ in range(AT_ONCE)]
        for _ in range(3):
            for client in clients:
                client.send(request("GET", "/"))
            for client in clients:
                reply = client.reply()
                self.assertEqual((reply.status, reply.body), (200, b"MANY"))
        for client in clients:
            client.close()
        self.assertEqual(len(upstream.requests), 3 * AT_ONCE)
        self.assertGreater(upstream.most_open, 1)
        self.assertLessEqual(upstream.connections, CONNECTIONS)
        self.assert_ends_well(program)

    def test_each_worker_has_a_session(self):
        upstream, program = self.between(say("both"), "--workers", "2")
        for _ in range(30):
            self.assertEqual(program.ask("GET", "/").body, b"BOTH")
        self.assertEqual(upstream.connections, 2)
        self.assert_ends_well(program)


if __name__ == "__main__":
    unittest.main()
