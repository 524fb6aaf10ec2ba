#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""docs/models.md is true: what it shows is generated, its examples compile. So
do those of docs/client.md."""

import re
import unittest

from tool import COMPILERS, TOP, InFolder, compile_with, run, tenon, TENON

MODELS = TOP / "docs/models.md"
CLIENT = TOP / "docs/client.md"
BLOCK = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.M | re.S)


def blocks(kind, document=MODELS):
    found = BLOCK.findall(document.read_text())
    return [(name, text) for each, name, text in found if each == kind]


class Docs(InFolder):
    def setUp(self):
        super().setUp()
        for name, text in blocks("yaml"):
            self.models(self.schema(text, name))

    def test_the_headers_are_as_shown(self):
        shown = [each for each in blocks("c") if each[0]]
        self.assertTrue(shown)
        for name, text in shown:
            made = (self.folder / name).read_text()
            self.assertIn(re.sub(r"\n\n+", "\n", text),
                          re.sub(r"\n\n+", "\n", made))

    def test_the_examples_compile(self):
        examples = [text for name, text in blocks("c") if not name]
        self.assertGreater(len(examples), 3)
        source = self.schema("#include <tenon/tenon.h>\n"
                             '#include "order_models.h"\n'
                             '#include "drawing_models.h"\n'
                             + "".join(examples), "examples.c")
        for compiler in COMPILERS[:2]:
            with self.subTest(compiler[0]):
                self.assertIn(compile_with(compiler, source), (None, ""))

    def test_the_error_is_as_shown(self):
        self.schema("$defs:\n  Order:\n    type: object\n    required: [id]\n"
                    "    properties:\n      id: {type: integer}\n\n"
                    "      ship-to: {type: string}\n"
                    "      ship_to: {type: string}\n", "order.yaml")
        shown = next(text for name, text in blocks("") if "order.yaml" in text)
        self.assertEqual(tenon("order.yaml", cwd=self.folder).stderr, shown)

    def test_the_commands_run(self):
        for _, text in blocks("sh"):
            for line in text.splitlines():
                command = [TENON, *line.split()[1:]]
                result = run(*command, cwd=self.folder)
                self.assertEqual(result.returncode, 0, result.stderr)


class ClientDocs(InFolder):
    def test_the_examples_compile(self):
        for name, text in blocks("yaml", CLIENT):
            self.models(self.schema(text, name))
        examples = [text for _, text in blocks("c", CLIENT)]
        self.assertGreater(len(examples), 3)
        source = self.schema("#include <tenon/tenon.h>\n"
                             '#include "people_models.h"\n'
                             + "".join(examples), "examples.c")
        for compiler in COMPILERS[:2]:
            with self.subTest(compiler[0]):
                self.assertIn(compile_with(compiler, source), (None, ""))


if __name__ == "__main__":
    unittest.main()
