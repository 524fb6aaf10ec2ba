#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What is written for cases/*.yaml, to the letter."""

import difflib
import os
import unittest

from tool import CASES, InFolder

RENEW = bool(os.environ.get("TENON_RENEW"))
HOW = ("\nIf this is how it should be:\n"
       "    TENON_RENEW=1 ctest --test-dir build/asan -R tool.golden\n")


class Golden(InFolder):
    maxDiff = None

    def hold_against(self, expected, made):
        if RENEW:
            expected.write_text(made)
            return
        wanted = expected.read_text() if expected.exists() else ""
        diff = difflib.unified_diff(
            wanted.splitlines(True), made.splitlines(True),
            f"expected: {expected.name}", "made")
        self.assertEqual(wanted, made, "\n" + "".join(diff) + HOW)

    def test_the_output_is_as_expected(self):
        self.assertTrue(CASES)
        self.models(*CASES)
        for case in CASES:
            for ending in "hc":
                with self.subTest(case.name, ending=ending):
                    made = self.folder / f"{case.stem}_models.{ending}"
                    self.hold_against(
                        case.with_suffix(f".{ending}.expected"),
                        made.read_text())

    def test_two_runs_write_the_same(self):
        self.models(*CASES)
        first = {path: path.read_text() for path in self.folder.iterdir()}
        for path in first:
            path.unlink()
        self.models(*reversed(CASES))
        for path, text in first.items():
            self.assertEqual(path.read_text(), text)

    def test_no_trace_is_left_of_where_the_schema_lies(self):
        self.models(self.schema("$defs: {A: {type: object}}"))
        for ending in "hc":
            text = (self.folder / f"case_models.{ending}").read_text()
            self.assertNotIn(str(self.folder), text)


if __name__ == "__main__":
    unittest.main()
