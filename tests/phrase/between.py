# SPDX-License-Identifier: MIT
"""phrase_api, and an upstream that does as a test says."""

import json
import sys
import unittest
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path += [str(TESTS / "server"), str(TESTS / "client")]

from app_program import App  # noqa: E402
from harness import request, soon  # noqa: E402,F401
from upstream import Upstream  # noqa: E402


def phrase(text, **others):
    """The body of an upstream's answer."""
    return json.dumps({"status": "success", "text": text, **others},
                      ensure_ascii=False).encode()


def say(text, kind="text/html; charset=utf-8"):
    """A route that answers with a phrase."""
    return lambda talk, _: talk.answer(200, phrase(text),
                                       f"Content-Type: {kind}")


class PhraseTest(unittest.TestCase):
    def enter(self, context):
        result = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return result

    def upstream(self, route):
        return self.enter(Upstream({"*": route}))

    def program(self, url, *arguments):
        return self.enter(App("PHRASE_API", "--upstream", url, *arguments))

    def between(self, route, *arguments):
        """An upstream and the program that asks it."""
        upstream = self.upstream(route)
        return upstream, self.program(upstream.url("/get"), *arguments)

    def assert_ends_well(self, program):
        """Ends the program; returns its log."""
        status, log = program.stop()
        self.assertEqual(status, 0, log)
        return log
