#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Any allocation may fail: the request fails, and the next one does not."""

from upstream import ClientTest, ask_all, line, main

PERSON = b'{"id": 7, "name": "Ada", "tags": ["a", "b"]}'


class Memory(ClientTest):
    def fail_each(self, url, *session, **options):
        """Each allocation of a request fails once, until none is left."""
        for first in range(1, 2000, 50):
            lines = []
            for number in range(first, first + 50):
                lines += [line(url, fail_at=number, **options),
                          line(url, **options)]
            outcomes = ask_all(lines, *session)
            for failing, after in zip(outcomes[::2], outcomes[1::2]):
                self.assertEqual(after.name, 0, after)
                if not failing.failed:
                    self.assertEqual(failing.name, 0, failing)
                    return first
                self.assertIn(failing.name, (
                    0, "TN_ENOMEM", "TN_ECONNECT", "TN_EIO"), failing)
        self.fail("the allocations do not end")

    def serve_person(self):
        def answer(talk, _):
            talk.answer(200, PERSON, "Content-Type: application/json")

        upstream = self.serve(x=answer, to=lambda talk, _: talk.answer(
            307, b"", "Location: /x"))
        return upstream

    def test_may_fail_in_a_request(self):
        upstream = self.serve_person()
        self.fail_each(upstream.url("/x"), decode="tree", query="a:b",
                       header="X-A: b")
        self.fail_each(upstream.url("/to"), "default=1", post=1, json="ada",
                       decode="person")
        self.fail_each(upstream.url("/x"), post=1, pieces=3, stream=1)

    def test_may_fail_at_the_first_request(self):
        upstream = self.serve_person()
        for number in range(1, 60):
            outcomes = ask_all([
                line(upstream.url("/x"), fail_at=number, decode="tree"),
                line(upstream.url("/x"), decode="tree")])
            self.assertEqual(outcomes[1].read, 7)
            if not outcomes[0].failed:
                return
            self.assertIn(outcomes[0].name,
                          (0, "TN_ENOMEM", "TN_ECONNECT"), outcomes[0])
        self.fail("the allocations do not end")


if __name__ == "__main__":
    main()
