#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What is written compiles as C17 and as C++ without a warning."""

import unittest

from tool import (CASES, COLLECTION, COMPILERS, OF_APPS, OF_TESTS, InFolder,
                  collection_schemas, compile_with)

# One of each word that C or C++ has taken, or that a header defines.
WORDS = """alignas alignof and asm auto bool break case catch char class
    co_await compl concept const constexpr const_cast continue decltype default
    delete do double else enum errno explicit export extern false float for
    friend goto if inline int int32_t int64_t linux long mutable namespace new
    noexcept not nullptr NULL offsetof operator or private protected public
    register reinterpret_cast requires restrict return short signed size_t
    sizeof static static_assert stdin stdout struct switch template this
    thread_local throw true try typedef typeid typename typeof union unix
    unsigned using virtual void volatile wchar_t while xor _Bool _Generic tn_str
    count has is_null items key value unused""".split()


class Compile(InFolder):
    def compile_all(self, stems):
        for compiler in COMPILERS:
            for stem in stems:
                with self.subTest(compiler[0], stem=stem):
                    said = compile_with(compiler,
                                        self.folder / f"{stem}_models.c")
                    if said is None:
                        self.skipTest("not installed")
                    self.assertEqual(said, "")

    def compile_text(self, text):
        self.models(self.schema(text))
        self.compile_all(["case"])

    def test_the_cases_and_the_schemas_of_the_apps_do(self):
        self.assertTrue(OF_APPS)
        self.models(*CASES, *OF_APPS)
        self.compile_all(path.stem for path in (*CASES, *OF_APPS))

    def test_the_schemas_of_the_other_tests_do(self):
        self.assertGreater(len(OF_TESTS), 40)
        stems = []
        for path in OF_TESTS:
            # Several folders have a file of one name.
            stem = f"{path.parent.parent.name}_{path.stem}"
            self.models(self.schema(path.read_text(), stem + path.suffix))
            stems.append(stem)
        self.compile_all(stems)

    @unittest.skipUnless(COLLECTION.exists(), f"no {COLLECTION}")
    def test_the_collection_does(self):
        schemas = collection_schemas()
        self.assertGreaterEqual(len(schemas), 60)
        self.models(*schemas)
        self.compile_all(path.stem for path in schemas)

    def test_taken_words_do_as_members_and_as_models(self):
        models = "".join(
            f"  '{word}': {{type: object, properties: {{"
            + ", ".join(f"'{each}': {{type: integer}}" for each in WORDS)
            + "}}\n" for word in WORDS)
        self.compile_text("$defs:\n" + models)

    def test_a_member_named_as_its_type_does(self):
        self.compile_text("""$defs:
  Color: {enum: [red]}
  Point: {type: object, properties: {Point: {type: integer}}}
  Both:
    type: object
    required: [Color, Point]
    properties:
      Color: {$ref: '#/$defs/Color'}
      Point: {$ref: '#/$defs/Point'}
""")

    def test_a_long_schema_does(self):
        properties = "".join(f"      p{i}: {{type: integer, title: Число {i}}}\n"
                             for i in range(3000))
        self.compile_text("$defs:\n  A:\n    type: object\n    properties:\n"
                          + properties)

    def test_hostile_text_does(self):
        hostile = r"*/ /* // ??/ ??= \\ \" % \u202e \u2066 \u0007 \ufeff \\u0041"
        self.compile_text(f"""$defs:
  A:
    type: object
    title: "{hostile}"
    description: "{hostile}\\n{hostile}"
    properties:
      p: {{type: string, title: "{hostile}", default: "{hostile}"}}
      q: {{enum: ["{hostile}", "??/", "\\u202e"]}}
      "{hostile}": {{type: string}}
""")

    def test_the_file_name_may_be_anything(self):
        for name in ("3d.yaml", "a-b c.yaml", "имя.yaml", "it's.yaml",
                     "a.b.c.json", "int.yaml"):
            with self.subTest(name):
                schema = self.schema('{"type": "object"}', name)
                self.models(schema)
                self.compile_all([name.partition(".")[0]])


if __name__ == "__main__":
    unittest.main()
