#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The command: its options, its files, its errors."""

import os
import unittest

from tool import InFolder, run, tenon, TENON

SCHEMA = "$defs:\n  A: {type: object, properties: {x: {type: integer}}}\n"


class Files(InFolder):
    def assert_fails(self, result, *says):
        self.assertEqual(result.returncode, 2, result.stderr)
        self.assertEqual(result.stdout, "")
        self.assertEqual(result.stderr.count("\n"), 1, result.stderr)
        for text in says:
            self.assertIn(text, result.stderr)

    def test_files_are_written_where_one_is(self):
        self.schema(SCHEMA)
        self.assertEqual(tenon("case.yaml", cwd=self.folder).returncode, 0)
        self.assertEqual(
            sorted(path.name for path in self.folder.iterdir()),
            ["case.yaml", "case_models.c", "case_models.h"])

    def test_out_makes_the_folder(self):
        schema = self.schema(SCHEMA)
        for option in (["--out", "made"], ["--out=also"]):
            self.assertEqual(
                tenon(schema, *option, cwd=self.folder).returncode, 0)
        for name in ("made", "also"):
            self.assertTrue((self.folder / name / "case_models.h").exists())

    def test_several_schemas_at_once(self):
        self.models(self.schema(SCHEMA, "a.yaml"),
                    self.schema('{"type": "object"}', "b.json"))
        for name in ("a_models.c", "b_models.c"):
            self.assertTrue((self.folder / name).exists())

    def test_a_broken_schema_does_not_keep_the_others(self):
        result = tenon("--out", self.folder,
                       self.schema("type: nothing", "a.yaml"),
                       self.schema(SCHEMA, "b.yaml"))
        self.assert_fails(result, "a.yaml:1:7: ")
        self.assertTrue((self.folder / "b_models.h").exists())
        self.assertFalse((self.folder / "a_models.h").exists())

    def test_a_file_that_stays_the_same_is_left_alone(self):
        schema = self.schema(SCHEMA)
        self.models(schema)
        header = self.folder / "case_models.h"
        os.utime(header, (1, 1))
        self.models(schema)
        self.assertEqual(header.stat().st_mtime, 1)

    def test_a_file_that_changes_is_replaced(self):
        self.models(self.schema(SCHEMA))
        self.models(self.schema(SCHEMA.replace("x:", "y:")))
        self.assertIn("int64 y;", (self.folder / "case_models.h").read_text())
        self.assertEqual(list(self.folder.glob("*.tmp")), [])

    def test_stdout_shows_the_header_and_writes_no_file(self):
        self.schema(SCHEMA)
        result = tenon("--stdout", "case.yaml", cwd=self.folder)
        self.assertEqual(result.returncode, 0)
        self.assertIn("struct A {", result.stdout)
        self.assertEqual(len(list(self.folder.iterdir())), 1)

    def test_a_full_disk_is_an_error(self):
        schema = self.schema(SCHEMA)
        result = run("sh", "-c", '"$0" models --stdout "$1" >/dev/full',
                     TENON, schema)
        self.assert_fails(result, "cannot write")

    def test_help_goes_to_standard_output(self):
        result = tenon("--help")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertIn("--out DIR", result.stdout)

    def test_wrong_usage_is_one_line(self):
        schema = self.schema(SCHEMA)
        for arguments, says in [
            ([], "no schema"),
            (["--nonsense", schema], "--nonsense"),
            ([schema, "--out"], "--out needs a folder"),
            ([schema, "--out="], "--out needs a folder"),
            ([schema, schema], "case.yaml"),
            (["a/.yaml"], "a/.yaml"),
            (['a".yaml'], 'a".yaml'),
            ([self.folder / "absent.yaml"], "absent.yaml"),
            ([self.folder], str(self.folder)),
            (["--out", schema, schema], "case.yaml"),
            (["--out", self.folder / "a/b", schema], "a/b"),
        ]:
            with self.subTest(arguments):
                self.assert_fails(tenon(*arguments, cwd=self.folder), says)


# What is wrong, the schema, where.
BROKEN = [
    ("not YAML", "$defs: {A: [", None),
    ("an unknown type", "$defs:\n  A: {type: objekt}\n", (2, 13)),
    ("an unknown keyword", "$defs:\n  A: {typ: object}\n", (2, 7)),
    ("a $ref to nothing", "$defs:\n  A: {$ref: '#/$defs/B'}\n", (2, 13)),
    ("a $ref to itself", "$defs:\n  A: {$ref: '#/$defs/A'}\n", None),
    ("a name twice", "$defs:\n  A: {type: object}\n  A: {}\n", (3, 3)),
    ("required without property",
     "$defs:\n  A: {type: object, properties: {a: {}}, required: b}\n", None),
    ("a pattern that is none",
     "$defs:\n  A: {type: string, pattern: '('}\n", None),
    ("bounds of a string", "$defs:\n  A: {type: integer, minimum: x}\n",
     (2, 31)),
    ("a list", "[1, 2]\n", (1, 1)),
    ("nothing", "", None),
]


class BrokenSchemas(InFolder):
    def test_models_too_deep_in_models_are_refused(self):
        chain = "".join(
            f"  A{i}: {{type: object, required: [x],"
            f" properties: {{x: {{$ref: '#/$defs/A{i + 1}'}}}}}}\n"
            for i in range(5000))
        result = tenon("--out", self.folder, self.schema(
            "$defs:\n" + chain + "  A5000: {type: object}\n"))
        self.assertEqual(result.returncode, 2)
        self.assertRegex(result.stderr, r"\A.*case\.yaml: .* deep\n\Z")

    def test_each_is_told_in_one_line_with_its_place(self):
        for what, text, place in BROKEN:
            with self.subTest(what):
                result = tenon("--out", self.folder, self.schema(text))
                self.assertEqual(result.returncode, 2)
                at = r"\d+:\d+" if place is None else "{}:{}".format(*place)
                self.assertRegex(result.stderr,
                                 rf"\A(tenon: )?\S*case\.yaml:{at}: .+\n\Z")


if __name__ == "__main__":
    unittest.main()
