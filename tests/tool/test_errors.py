#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""docs/errors.md is true: it lists every type, and each of its examples is
answered as it says."""

import json
import re
import subprocess
import unittest

from tool import TENON, TOP, InFolder

DOCUMENT = TOP / "docs/errors.md"
SOURCE = TOP / "framework/model/issues.h"
CELL = re.compile(r"(?<!\\)\|")
# Bodies that are too long to be shown.
LONG = {"`{\"next\":{\"next\":...}}`, 300 deep": '{"next":' * 300 + "{}" + "}" * 300,
        "`[[...]]`, 40 deep": "[" * 40 + "]" * 40,
        "none": ""}


def plain(cell):
    text = cell.strip().replace("\\|", "|")
    return text[1:-1] if text.startswith("`") and text.endswith("`") else text


def rows():
    for line in DOCUMENT.read_text().splitlines():
        if line.startswith("| `"):
            kind, message, ctx, schema, body = CELL.split(line)[1:-1]
            shown = body.strip()
            yield (plain(kind), plain(message), plain(ctx), plain(schema),
                   LONG.get(shown, plain(body)))


class Errors(InFolder):
    def test_every_type_is_listed(self):
        text = re.sub(r"\\\n\s*", "", SOURCE.read_text())
        types = set(re.findall(r'X\(\w+,\s*"([a-z_0-9]+)"', text))
        self.assertGreater(len(types), 60)
        self.assertEqual(types, {row[0] for row in rows()})

    def test_every_example_is_answered_as_shown(self):
        for kind, message, ctx, schema, body in rows():
            with self.subTest(kind, schema=schema):
                path = self.schema(schema, "case.yaml")
                done = subprocess.run([TENON, "validate", path], input=body,
                                      text=True, capture_output=True,
                                      check=False)
                self.assertEqual(done.returncode, 1, done.stderr)
                error = json.loads(done.stdout)["detail"][-1]
                self.assertEqual((error["type"], error["msg"]),
                                 (kind, message))
                self.assertEqual(error.get("ctx"),
                                 json.loads(ctx) if ctx else None)


if __name__ == "__main__":
    unittest.main()
